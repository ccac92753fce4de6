"""Text to a structured intent: deterministic rules, and which words gave what.

Every element of the intent is found by a table of phrases (`vocabulary`, `sides`) and read by
a module of its own (`reading`); nothing is learned, so the same sentence always means the same
and can be explained word by word. What the product cannot show and what no phrase explains is
said in `Intent.not_understood`, what the user left open in `Intent.assumptions`, wishes that
exclude each other in `Intent.contradictions`.
"""

from __future__ import annotations

from collections.abc import Sequence

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
)
from .reading.beside import features_shown
from .reading.body import Body, read_body
from .reading.clashes import tell_clashes
from .reading.degrees import Speed, mild_denials, read_speed
from .reading.denial import denied_spans
from .reading.draft import Draft, Shown
from .reading.features import FoundFeature, find_features
from .reading.found import Found, blanked, inside, joined
from .reading.leftovers import about_unbuilt, find_unbuilt, unexplained
from .reading.patterns import complaints
from .reading.people import about_others
from .reading.severity import severities
from .reading.shown import patterns_shown
from .sides import hide_travel
from .spelling import normalise
from .vocabulary.names import FEATURE_NAMES, PLAIN_NAMES
from .vocabulary.normal import ABNORMAL, NORMAL, WALKING
from .vocabulary.unbuilt import ARMS_HELD, UNBUILT

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
    others = about_others(text)
    missing = [one for one in missing if not inside(one[1][0], others)]
    hidden = [span for number, span in missing if UNBUILT[number].label != ARMS_HELD]
    draft = Draft(hide_travel(blanked(text, hidden + others)))
    draft.explained += others
    found, causes = complaints(draft.text)
    changes = find_features(draft.text)
    phrases = [cue.span for cue in found] + [change.span for change in changes]
    draft.denied = denied_spans(draft.text, phrases + mild_denials(draft.text))
    missing = [one for one in missing if not inside(one[1][0], draft.denied)]

    shown = patterns_shown(draft, found, causes, changes)
    features = features_shown(draft, changes, shown)
    tell_clashes(draft, shown)
    degrees, amounts = severities(draft, changes, shown, features)
    speed = _speed(draft, found, changes, shown)
    body = _body(draft, blanked(text, others))
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
        degrees[0] if main else "none",
        speed.value or "comfortable",
        body.avatar,
        tuple(
            Further(one.pattern, one.side, severity)
            for one, severity in zip(shown[1:], degrees[1:], strict=False)
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


def _speed(
    draft: Draft,
    found: Sequence[Found],
    changes: Sequence[FoundFeature],
    shown: Sequence[Shown],
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


def _body(draft: Draft, text: str) -> Body:
    body = read_body(text)
    if body.avatar:
        draft.evidence.append(Evidence("avatar", body.avatar, body.avatar_words))
    if body.build:
        draft.evidence.append(Evidence("build", body.build, body.build_words))
    draft.assumptions += body.assumptions
    draft.explained += body.spans
    return body


def _about_weak_words(
    draft: Draft,
    found: Sequence[Found],
    changes: Sequence[FoundFeature],
    shown: Sequence[Shown],
    features: Sequence[FoundFeature],
) -> None:
    """Phrases of gait that are too weak to name a pattern, and that no feature shows."""
    if shown or draft.denied or NORMAL.search(draft.text):
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
    draft: Draft,
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
        if draft.denied or WALKING.search(text):
            draft.assumptions.append("No walking disorder was named; a normal walk is shown.")
        else:
            draft.not_understood.append(f'No way of walking was recognised in "{text}".')


def _about_rest(draft: Draft, text: str) -> None:
    """Words that nothing explained."""
    explained = draft.explained + draft.denied
    explained += [match.span() for match in NORMAL.finditer(text)]
    explained += [match.span() for match in ABNORMAL.finditer(text)]
    explained += [(max(0, start - 12), start) for start, _ in draft.denied]
    rest = unexplained(text, explained)
    if rest and not any("recognised" in sentence for sentence in draft.not_understood):
        told = ", ".join(f'"{words}"' for words in rest)
        draft.not_understood.append(f"Nothing was done with {told}.")
