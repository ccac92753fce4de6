"""Which of the patterns that a prompt speaks of are shown, and on which side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from runtime.gait.layout import Evidence, sides_of
from runtime.gait.reading.clauses import own_texts
from runtime.gait.reading.draft import Draft, Shown
from runtime.gait.reading.features import FoundFeature, usual
from runtime.gait.reading.found import Found, Span, blanked, inside, joined
from runtime.gait.reading.patterns import (
    BY_NAME,
    Candidate,
    about_guess,
    about_part,
    always_part_of,
    candidates,
    of_other_side_too,
    part_of,
)
from runtime.gait.sides import OPPOSITE, PLURAL, SideReading, read_side, sound_spans
from runtime.gait.vocabulary.lesions import CEREBELLAR
from runtime.gait.vocabulary.names import PLAIN_NAMES, name_of
from runtime.gait.vocabulary.normal import EXCEPTING, NORMAL_WALK
from runtime.gait.vocabulary.patterns import NEEDED, TWO_SIDED_CAUSES
from runtime.gait.vocabulary.phrases import compiled

ONE_SIDED_BESIDE = ("antalgic", "stiff_knee", "steppage")
"""Patterns that one leg may show beside a pattern of both."""
EXCLUSIVE = (
    frozenset({"crouch", "recurvatum"}),
    frozenset({"trendelenburg", "duchenne"}),
    frozenset({"stiff_knee", "crouch"}),
)
"""Patterns that one leg cannot show at the same time."""
_TWO_SIDED = compiled(TWO_SIDED_CAUSES)
_STEPS = re.compile(r"\b(?:steps?|strides?)\b")
_STEPS_OF = re.compile(
    r"\b(?:steps?|strides?) (?:with|of|by|on) (?:the |his |her )?(?:left |right )?(?:leg|limb)\b"
)
_LEGS = re.compile(r"\b(?:legs?|limbs?|femur|tibia|thigh|shin|lower extremity)\b")
_OF_A_SIDE = re.compile(r"hemi(?!sph)|arm|leg|foot|swing|circ|paraly|weak")


def patterns_shown(
    draft: Draft, found: list[Found], causes: list[Found], changes: list[FoundFeature]
) -> list[Shown]:
    """The patterns to show, the main one first, each with its side."""
    found = _without_steps(draft.text, _without_cerebellum(draft.text, found))
    ranked = _without_episodes(candidates(found, causes, draft.denied), changes)
    if not re.search(r"left|right", draft.text):
        # Weak or leaning hips of no side, and a waddle: the waddle is what is seen.
        ranked.sort(key=lambda one: not (one.pattern == "waddling" and one.named))
    if not ranked or ranked[0].score < NEEDED:
        return []
    if ranked[0].only_a_cause and _said_to_be_well(draft, found):
        return []
    main = ranked[0]
    rivals = [main] + [one for one in ranked[1:] if _worth_showing(one)]
    texts = own_texts(draft.text, rivals)
    shown = [
        _sided(draft, candidate, own, changes) for candidate, own in zip(rivals, texts, strict=True)
    ]
    kept = [shown[0]]
    for one in shown[1:]:
        if of_other_side_too(one.candidate, main):
            draft.assumptions.append(about_part(one.candidate, main))
        elif any(
            part_of(one.candidate, other.candidate) and not _of_another_side(one, other)
            for other in kept
        ):
            named = one.candidate.weight >= BY_NAME
            if named and not always_part_of(one.candidate, main):
                if not _excluded(draft, one, kept):
                    kept.append(one)
            elif one.candidate.named:
                draft.assumptions.append(about_part(one.candidate, main))
        elif (
            one.candidate.named
            and not _excluded(draft, one, kept)
            or _of_another_side(one, shown[0])
            and not _excluded(draft, one, kept)
        ):
            kept.append(one)
    kept.sort(key=lambda one: one.candidate.start)
    for number, one in enumerate(kept):
        _tell(draft, one, "also" if number else "pattern")
    _weigh_against_normal(draft, kept)
    return kept


def _without_cerebellum(text: str, found: list[Found]) -> list[Found]:
    """A stroke of the cerebellum is none that weakens a side."""
    strokes = [cue for cue in found if cue.value == "hemiplegic"]
    if not CEREBELLAR.search(text) or any(_OF_A_SIDE.search(cue.words) for cue in strokes):
        return found
    return [cue for cue in found if cue.value != "hemiplegic"]


def _without_steps(text: str, found: list[Found]) -> list[Found]:
    """Steps of two lengths are no legs of two lengths."""
    if not _STEPS.search(text) or _LEGS.search(_STEPS_OF.sub("", text)):
        return found
    return [cue for cue in found if cue.value != "leg_length"]


def _without_episodes(ranked: list[Candidate], changes: list[FoundFeature]) -> list[Candidate]:
    """Freezing and festination alone make another pattern no parkinsonian one."""
    episodes = [one for one in changes if one.name in ("festination", "freezing")]
    others = [one for one in ranked if one.pattern != "parkinsonian" and _worth_showing(one)]
    if not others:
        return ranked
    return [one for one in ranked if one in others or own_spans(one, episodes)]


def _said_to_be_well(draft: Draft, found: Sequence[Found]) -> bool:
    """Whether a disorder is denied, or the walk called normal."""
    if any(inside(cue.start, draft.denied) for cue in found):
        return True
    normal = NORMAL_WALK.search(draft.text)
    return bool(normal and not inside(normal.start(), draft.denied))


def _worth_showing(candidate: Candidate) -> bool:
    return not candidate.guessed and candidate.score >= NEEDED


def _of_another_side(one: Shown, main: Shown) -> bool:
    sides = {one.reading.side, main.reading.side}
    if main.side == "both" and one.pattern in ONE_SIDED_BESIDE:
        return one.reading.side in OPPOSITE
    return sides == {"left", "right"}


def _excluded(draft: Draft, one: Shown, kept: Sequence[Shown]) -> bool:
    for other in kept:
        pair = {one.pattern, other.pattern}
        same = one.side == other.side or "both" in (one.side, other.side)
        if pair in EXCLUSIVE and same:
            draft.contradictions.append(
                f"{name_of(one.pattern)} and {PLAIN_NAMES[other.pattern]} exclude each other on "
                f"one side; {PLAIN_NAMES[other.pattern]} is shown."
            )
            return True
        if one.pattern == other.pattern:
            return True
    return False


def _sided(draft: Draft, candidate: Candidate, own: str, changes: list[FoundFeature]) -> Shown:
    """A pattern with the side that its words, else the whole prompt, say is affected."""
    pattern = candidate.pattern
    foreign = [
        change.region
        for change in changes
        if change.side and not usual(change, pattern, change.side)
    ]
    # Phrases of the pattern itself may lie in what looks like a feature.
    foreign = [
        span
        for span in foreign
        if not any(span[0] < cue.end and cue.start < span[1] for cue in candidate.cues)
    ]
    reading = SideReading()
    sound = sound_spans(draft.text)
    denied = [
        (start, end)
        for start, end in draft.denied
        if not any(first < end and start < last for first, last in sound)
    ]
    for text in (
        blanked(own, denied + foreign),
        blanked(own, denied),
        blanked(draft.text, denied + foreign),
        draft.text,
    ):
        reading = read_side(text, pattern)
        if reading.side:
            break
    if pattern == "duchenne" and reading.side == "both":
        pattern = "waddling"
        draft.assumptions.append("A Duchenne gait on both sides is shown as a waddling gait.")
    if not reading.side and "both" in sides_of(pattern) and _two_sided(candidate):
        reading = SideReading("both", joined(candidate.cues))
    side = reading.side if reading.side in sides_of(pattern) else sides_of(pattern)[0]
    return Shown(candidate, pattern, side, reading)


def _two_sided(candidate: Candidate) -> bool:
    words = joined(candidate.cues)
    return bool(PLURAL.search(words) or _TWO_SIDED.search(words))


def _tell(draft: Draft, one: Shown, element: str) -> None:
    """Evidence and remarks about one pattern and its side."""
    candidate, reading, side = one.candidate, one.reading, one.side
    draft.evidence.append(Evidence(element, one.pattern, joined(candidate.cues)))
    if candidate.guessed:
        draft.assumptions.append(about_guess(candidate))
    name = name_of(one.pattern)
    draft.contradictions += reading.contradictions if side in OPPOSITE else ()
    if sides_of(one.pattern) == ("both",):
        if reading.side in OPPOSITE:
            draft.assumptions.append(f"{name} is shown on both sides ({reading.words}).")
        draft.evidence.append(Evidence("side", "both", reading.words or one.pattern))
    elif not reading.side and side == "both":
        draft.assumptions.append(f"The side was not said; {name.lower()} is shown on both sides.")
    elif not reading.side:
        draft.assumptions.append(f"The side was not said; the {side} side is affected.")
    elif reading.side != side:
        draft.not_understood.append(
            f"{name} on both sides cannot be shown; the {side} side is shown."
        )
    else:
        draft.evidence.append(Evidence("side", side, reading.words))
        draft.assumptions += reading.assumptions


def _weigh_against_normal(draft: Draft, shown: Sequence[Shown]) -> None:
    normal = NORMAL_WALK.search(draft.text)
    if not normal or not shown or EXCEPTING.search(draft.text):
        return
    if inside(normal.start(), draft.denied) or any(
        cue.start <= normal.start() < cue.end for one in shown for cue in one.candidate.cues
    ):
        return
    draft.contradictions.append(
        f'"{normal.group()}" and {PLAIN_NAMES[shown[0].pattern]} exclude each other; '
        f"{PLAIN_NAMES[shown[0].pattern]} is shown."
    )


def own_spans(candidate: Candidate, features: Sequence[FoundFeature]) -> list[Span]:
    """Phrases of a pattern, without those that are shown as a feature."""
    taken = [change.span for change in features]
    return [
        cue.span
        for cue in candidate.cues
        if not any(cue.start < end and start < cue.end for start, end in taken)
    ]
