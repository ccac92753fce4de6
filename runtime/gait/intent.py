"""Text to a structured intent: deterministic rules, and which words gave what.

Every element of the intent is found by a table of phrases (`vocabulary`, `sides`) and read by
a module of its own (`reading`); nothing is learned, so the same sentence always means the same
and can be explained word by word. What the product cannot show and what no phrase explains is
said in `Intent.not_understood`, what the user left open in `Intent.assumptions`, wishes that
exclude each other in `Intent.contradictions`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .layout import (
    BILATERAL,
    INTENT_DIM,
    INTENT_LAYOUT,
    PATTERNS,
    SEVERITIES,
    SIDES,
    SPEEDS,
    UNILATERAL,
    Evidence,
    Feature,
    Further,
    Intent,
    every_intent,
    sides_of,
)
from .reading.body import Body, read_body
from .reading.clauses import own_texts
from .reading.degrees import Degree, Speed, find_severities, mild_denials, read_speed, share_out
from .reading.denial import denied_spans
from .reading.features import FoundFeature, find_features, opposed, usual
from .reading.found import Found, Span, blanked, inside, joined
from .reading.leftovers import about_unbuilt, find_unbuilt, unexplained
from .reading.patterns import (
    BY_NAME,
    Candidate,
    about_guess,
    about_part,
    always_part_of,
    candidates,
    complaints,
    of_other_side_too,
    part_of,
)
from .sides import OPPOSITE, PLURAL, SideReading, hide_travel, read_side
from .spelling import normalise
from .vocabulary.names import FEATURE_NAMES, PLAIN_NAMES, name_of
from .vocabulary.normal import ABNORMAL, EXCEPTING, NORMAL, NORMAL_WALK, WALKING
from .vocabulary.patterns import NEEDED, TWO_SIDED_CAUSES
from .vocabulary.phrases import compiled

__all__ = [
    "BILATERAL",
    "FEATURE_NAMES",
    "INTENT_DIM",
    "INTENT_LAYOUT",
    "PATTERNS",
    "PLAIN_NAMES",
    "SEVERITIES",
    "SIDES",
    "SPEEDS",
    "UNILATERAL",
    "Evidence",
    "Intent",
    "every_intent",
    "parse",
]

DEFAULT_SEVERITY = "moderate"
ONE_SIDED_BESIDE = ("antalgic", "stiff_knee", "steppage")
"""Patterns that one leg may show beside a pattern of both."""
EXCLUSIVE = (
    frozenset({"crouch", "recurvatum"}),
    frozenset({"trendelenburg", "duchenne"}),
    frozenset({"stiff_knee", "crouch"}),
)
"""Patterns that one leg cannot show at the same time."""
_TWO_SIDED = compiled(TWO_SIDED_CAUSES)


@dataclass
class _Draft:
    """What has been read so far, and everything that is to be said about it."""

    text: str
    denied: list[Span] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)
    contradictions: list[str] = field(default_factory=list)
    explained: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class _Shown:
    """A pattern that will be shown, with its side."""

    candidate: Candidate
    pattern: str
    side: str
    reading: SideReading


def parse(prompt: str) -> Intent:
    """What a prompt asks for.

    Args:
        prompt: a sentence in English, plain or clinical.

    Returns:
        An intent that can be generated. A prompt that names no known pattern gives normal
        walking, with a sentence about that in `not_understood` or `assumptions`.
    """
    text = normalise(prompt)
    missing = find_unbuilt(text)
    draft = _Draft(hide_travel(blanked(text, [span for _, span in missing])))
    found, causes = complaints(draft.text)
    changes = find_features(draft.text)
    phrases = [cue.span for cue in found] + [change.span for change in changes]
    draft.denied = denied_spans(draft.text, phrases + mild_denials(draft.text))
    missing = [one for one in missing if not inside(one[1][0], draft.denied)]

    shown = _patterns(draft, found, causes, changes)
    features = _features(draft, changes, shown)
    severities, amounts = _severities(draft, changes, shown, features)
    speed = _speed(draft, found, changes, shown)
    body = _body(draft, text)
    draft.not_understood += about_unbuilt(text, missing, [one.pattern for one in shown])
    draft.explained += phrases + [cue.span for cue in causes] + [span for _, span in missing]
    _about_weak_words(draft, found, changes, shown, features)
    if not shown:
        _explain_normal(draft, text, found, changes, bool(missing), bool(features))
    _about_rest(draft, text)
    main = shown[0] if shown else None
    return Intent(
        main.pattern if main else "normal",
        main.side if main else "none",
        severities[0] if main else "none",
        speed.value or "comfortable",
        body.avatar,
        tuple(
            Further(one.pattern, one.side, severity)
            for one, severity in zip(shown[1:], severities[1:], strict=False)
        ),
        tuple(
            Feature(one.name, one.change, one.side or "both", amount)
            for one, amount in zip(features, amounts, strict=True)
        ),
        body.build,
        tuple(draft.evidence),
        tuple(dict.fromkeys(draft.not_understood)),
        tuple(dict.fromkeys(draft.assumptions)),
        tuple(dict.fromkeys(draft.contradictions)),
    )


def _patterns(
    draft: _Draft, found: list[Found], causes: list[Found], changes: list[FoundFeature]
) -> list[_Shown]:
    """The patterns to show, the main one first, each with its side."""
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


def _without_episodes(ranked: list[Candidate], changes: list[FoundFeature]) -> list[Candidate]:
    """Freezing and festination alone make another pattern no parkinsonian one."""
    episodes = [one for one in changes if one.name in ("festination", "freezing")]
    others = [one for one in ranked if one.pattern != "parkinsonian" and _worth_showing(one)]
    if not others:
        return ranked
    return [one for one in ranked if one in others or _own_spans(one, episodes)]


def _said_to_be_well(draft: _Draft, found: Sequence[Found]) -> bool:
    """Whether a disorder is denied, or the walk called normal."""
    if any(inside(cue.start, draft.denied) for cue in found):
        return True
    normal = NORMAL_WALK.search(draft.text)
    return bool(normal and not inside(normal.start(), draft.denied))


def _worth_showing(candidate: Candidate) -> bool:
    return not candidate.guessed and candidate.score >= NEEDED


def _of_another_side(one: _Shown, main: _Shown) -> bool:
    sides = {one.reading.side, main.reading.side}
    if main.side == "both" and one.pattern in ONE_SIDED_BESIDE:
        return one.reading.side in OPPOSITE
    return sides == {"left", "right"}


def _excluded(draft: _Draft, one: _Shown, kept: Sequence[_Shown]) -> bool:
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


def _sided(draft: _Draft, candidate: Candidate, own: str, changes: list[FoundFeature]) -> _Shown:
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
    denied = [span for span in draft.denied]
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
    if not reading.side and "both" in sides_of(pattern) and _two_sided(candidate):
        reading = SideReading("both", joined(candidate.cues))
    side = reading.side if reading.side in sides_of(pattern) else sides_of(pattern)[0]
    return _Shown(candidate, pattern, side, reading)


def _two_sided(candidate: Candidate) -> bool:
    words = joined(candidate.cues)
    return bool(PLURAL.search(words) or _TWO_SIDED.search(words))


def _tell(draft: _Draft, one: _Shown, element: str) -> None:
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


def _weigh_against_normal(draft: _Draft, shown: Sequence[_Shown]) -> None:
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


def _features(
    draft: _Draft, changes: list[FoundFeature], shown: Sequence[_Shown]
) -> list[FoundFeature]:
    """Changes that are shown beside the patterns: said, not denied, no part of a pattern."""
    kept: dict[tuple[str, str], FoundFeature] = {}
    for change in changes:
        if inside(change.span[0], draft.denied):
            continue
        if any(usual(change, one.pattern, one.side) for one in shown):
            continue
        against = [one for one in shown if opposed(change, one.pattern)]
        name = FEATURE_NAMES[change.name, change.change]
        if against:
            pattern = PLAIN_NAMES[against[0].pattern]
            draft.contradictions.append(
                f'{name[0].upper()}{name[1:]} ("{change.words}") does not go with {pattern}; '
                f"{pattern} is shown."
            )
            continue
        if _contradicts(draft, change, kept):
            continue
        key = (change.name, change.change)
        kept[key] = _united(kept[key], change) if key in kept else _by_default(draft, change)
    for change in kept.values():
        draft.evidence.append(
            Evidence(change.name, f"{change.change} {change.side or 'both'}", change.words)
        )
    return list(kept.values())


def _contradicts(
    draft: _Draft, change: FoundFeature, kept: dict[tuple[str, str], FoundFeature]
) -> bool:
    lean = kept.get(("trunk_lean", "more"))
    if change.name == "trunk_lean" and lean and {lean.side, change.side} == {"left", "right"}:
        draft.contradictions.append(
            f"The trunk cannot lean to both sides; a lean to the {lean.side} is shown."
        )
        return True
    other = kept.get((change.name, "more" if change.change == "less" else "less"))
    if other is None or {change.side, other.side} == {"left", "right"}:
        return False
    draft.contradictions.append(
        f'"{other.words}" and "{change.words}" exclude each other; '
        f"{FEATURE_NAMES[other.name, other.change]} is shown."
    )
    return True


def _by_default(draft: _Draft, change: FoundFeature) -> FoundFeature:
    if change.name == "trunk_lean" and change.side not in OPPOSITE:
        draft.assumptions.append("The side of the lean was not said; a lean to the right is shown.")
        return replace(change, side="right")
    return change


def _united(first: FoundFeature, second: FoundFeature) -> FoundFeature:
    if first.name == "trunk_lean":
        return first
    sides = {first.side, second.side} - {""}
    side = next(iter(sides)) if len(sides) == 1 else "both" if sides else ""
    words = first.words if second.words in first.words else f"{first.words}, {second.words}"
    return replace(first, side=side, words=words)


def _severities(
    draft: _Draft,
    changes: Sequence[FoundFeature],
    shown: Sequence[_Shown],
    features: Sequence[FoundFeature],
) -> tuple[list[str], list[str]]:
    """How severe each pattern and each feature is.

    What belongs to a pattern's description speaks for the pattern only where nothing else does:
    "slightly stooped, severe Parkinson's" is severe.
    """
    said = find_severities(draft.text, draft.denied)
    draft.explained += [cue.span for cue in said]
    names = {(one.name, one.change) for one in features}
    same = [change for change in changes if (change.name, change.change) in names]
    parts = [change for change in changes if change not in same]
    own = [_own_spans(one.candidate, same) for one in shown]
    core = [_own_spans(one.candidate, changes) for one in shown]
    targets = [few or most for few, most in zip(core, own, strict=True)]
    targets += [[change.span] for change in (*features, *parts)]
    degrees = share_out(draft.text, said, targets)
    for degree in degrees:
        draft.assumptions += degree.assumptions
        draft.contradictions += degree.contradictions
    first, rest = degrees[: len(shown)], degrees[len(shown) :]
    if len(shown) == 1 and not first[0].value:
        # "Slight freezing", "slightly stooped": all that is said, of the pattern as well.
        others = rest[len(features) :] if own[0] else rest
        first = [next((degree for degree in others if degree.value), Degree())]
    for number, degree in enumerate(first):
        if degree.value:
            draft.evidence.append(Evidence("severity", degree.value, degree.words))
        elif not number:
            draft.assumptions.append(f"The severity was not said; {DEFAULT_SEVERITY} is shown.")
    return _values(first), _values(rest[: len(features)])


def _own_spans(candidate: Candidate, features: Sequence[FoundFeature]) -> list[Span]:
    """Phrases of a pattern, without those that are shown as a feature."""
    taken = [change.span for change in features]
    return [
        cue.span
        for cue in candidate.cues
        if not any(cue.start < end and start < cue.end for start, end in taken)
    ]


def _values(degrees: Sequence[Degree]) -> list[str]:
    return [degree.value or DEFAULT_SEVERITY for degree in degrees]


def _speed(
    draft: _Draft,
    found: Sequence[Found],
    changes: Sequence[FoundFeature],
    shown: Sequence[_Shown],
) -> Speed:
    cautious = any(one.pattern == "cautious" for one in shown)
    hasty = [change.span for change in changes if change.name in ("cadence", "festination")]
    hasty += [cue.span for cue in found if cue.value in ("antalgic", "parkinsonian")]
    speed = read_speed(draft.text, hasty, cautious)
    if speed.value:
        draft.evidence.append(Evidence("speed", speed.value, speed.words))
    draft.contradictions += speed.contradictions
    draft.explained += speed.spans
    return speed


def _body(draft: _Draft, text: str) -> Body:
    body = read_body(text)
    if body.avatar:
        draft.evidence.append(Evidence("avatar", body.avatar, body.avatar_words))
    if body.build:
        draft.evidence.append(Evidence("build", body.build, body.build_words))
    draft.assumptions += body.assumptions
    draft.explained += body.spans
    return body


def _about_weak_words(
    draft: _Draft,
    found: Sequence[Found],
    changes: Sequence[FoundFeature],
    shown: Sequence[_Shown],
    features: Sequence[FoundFeature],
) -> None:
    """Phrases of gait that are too weak to name a pattern, and that no feature shows."""
    if shown:
        return
    spans = [change.span for change in changes]
    weak = [
        cue
        for cue in found
        if not inside(cue.start, draft.denied)
        and not any(cue.start < end and start < cue.end for start, end in spans)
    ]
    if weak:
        draft.not_understood.append(f'"{joined(weak)}" alone names no way of walking.')


def _explain_normal(
    draft: _Draft,
    text: str,
    found: Sequence[Found],
    changes: Sequence[FoundFeature],
    missing: bool,
    changed: bool,
) -> None:
    asked = next(
        (one for one in NORMAL.finditer(draft.text) if not inside(one.start(), draft.denied)), None
    )
    spans = [cue.span for cue in found] + [change.span for change in changes]
    denied = [span for span in spans if inside(span[0], draft.denied)]
    odd = ABNORMAL.search(draft.text)
    if odd and not inside(odd.start(), draft.denied) and not changed:
        draft.not_understood.append(
            f'"{odd.group()}" does not say what is wrong with the walk; a normal walk is shown.'
        )
    elif asked:
        draft.evidence.insert(0, Evidence("pattern", "normal", asked.group()))
    elif denied:
        start, end = min(denied)
        begin = max((s for s, e in draft.denied if s <= start < e), default=start)
        words = text[:begin].split()
        negator = " ".join(words[-1:])
        draft.evidence.insert(
            0, Evidence("pattern", "normal", f"{negator} {text[begin:end].strip()}".strip())
        )
    if missing:
        draft.assumptions.append("A normal walk is shown in place of what cannot be shown.")
    elif not asked and not denied and not changed:
        if WALKING.search(text):
            draft.assumptions.append("No walking disorder was named; a normal walk is shown.")
        else:
            draft.not_understood.append(f'No way of walking was recognised in "{text}".')


def _about_rest(draft: _Draft, text: str) -> None:
    """Words that nothing explained."""
    explained = draft.explained + draft.denied
    explained += [match.span() for match in NORMAL.finditer(text)]
    explained += [match.span() for match in ABNORMAL.finditer(text)]
    explained += [(max(0, start - 12), start) for start, _ in draft.denied]
    rest = unexplained(text, explained)
    if rest and not any("recognised" in sentence for sentence in draft.not_understood):
        told = ", ".join(f'"{words}"' for words in rest)
        draft.not_understood.append(f"Nothing was done with {told}.")
