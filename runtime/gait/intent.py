"""Text to a structured intent: deterministic rules, and which words gave what.

Every element of the intent is found by a table of phrases (`vocabulary`, `sides`); nothing
is learned, so the same sentence always means the same and can be explained word by word.
What the tables recognise but the product cannot show is said in `Intent.not_understood`;
what the user left open is filled in and said in `Intent.assumptions`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

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
    Intent,
    every_intent,
)
from .sides import read_side
from .spelling import normalise
from .vocabulary import (
    AGE,
    AVATAR_CUES,
    CHILD_BELOW,
    COMPANIONS,
    NAMED,
    NEEDED,
    NEGATION_ENDS,
    NEGATION_REACH,
    NEGATOR,
    NORMAL,
    NOT_SO,
    OLDER_FROM,
    PATTERN_CUES,
    SEVERITY_CUES,
    SPEED_CUES,
    UNBUILT,
    WALKING,
    Cue,
)

__all__ = [
    "BILATERAL",
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

PLAIN_NAMES = {
    "normal": "a normal walk",
    "antalgic": "an antalgic limp",
    "hemiplegic": "hemiplegic gait with circumduction",
    "trendelenburg": "an uncompensated Trendelenburg gait",
    "duchenne": "a compensated Trendelenburg (Duchenne) gait",
    "steppage": "steppage gait with foot drop",
    "stiff_knee": "stiff-knee gait",
    "parkinsonian": "parkinsonian gait",
    "crouch": "crouch gait",
}
"""How a pattern is called in sentences for the user."""

DEFAULT_SIDE = "right"
DEFAULT_SEVERITY = "moderate"
SPEED_OF_CAUTION = 2.0
"""Weight of plain speed words; weaker hints (cautious, hurried) only count without them."""


@dataclass(frozen=True)
class _Found:
    value: str
    weight: float
    start: int
    end: int
    words: str


def parse(prompt: str) -> Intent:
    """What a prompt asks for.

    Args:
        prompt: a sentence in English, plain or clinical.

    Returns:
        An intent that can be generated. A prompt that names no known pattern gives normal
        walking, with a sentence about that in `not_understood` or `assumptions`.
    """
    text = normalise(prompt)
    missing, hidden = _unbuilt(text)
    found = [cue for cue in _search(PATTERN_CUES, hidden) if not _negated(hidden, cue.start)]
    pattern, scores = _pattern(found)
    cues = [cue for cue in found if cue.value == pattern]
    evidence = [Evidence("pattern", pattern, _words(cues))] if cues else []
    assumptions: list[str] = []
    not_understood = _sentences(missing, pattern) + _runners_up(scores, pattern)

    side = _side(text, pattern, evidence, assumptions, not_understood)
    severity = _severity(text, pattern, cues, evidence, assumptions)
    speed = _speed(text, evidence)
    avatar = _avatar(text, evidence)
    if pattern == "normal":
        _explain_normal(text, missing, evidence, assumptions, not_understood)
    return Intent(
        pattern,
        side,
        severity,
        speed,
        avatar,
        evidence=tuple(evidence),
        not_understood=tuple(not_understood),
        assumptions=tuple(assumptions),
    )


def _search(cues: tuple[Cue, ...], text: str) -> list[_Found]:
    return [
        _Found(cue.value, cue.weight, match.start(), match.end(), match.group().strip())
        for cue in cues
        for match in cue.rule.finditer(text)
    ]


def _pattern(found: list[_Found]) -> tuple[str, dict[str, float]]:
    """The pattern with the most weight; a phrase counts once however often it is said."""
    strongest: dict[tuple[str, float], _Found] = {}
    for cue in found:
        strongest.setdefault((cue.value, cue.weight), cue)
    scores: dict[str, float] = defaultdict(float)
    for value, weight in strongest:
        scores[value] += weight
    best = max(scores, key=lambda name: (scores[name], -PATTERNS.index(name)), default="normal")
    if scores.get(best, 0) < NEEDED:
        return "normal", scores
    return best, scores


def _words(cues: list[_Found]) -> str:
    return ", ".join(dict.fromkeys(cue.words for cue in sorted(cues, key=lambda cue: cue.start)))


def _negated(text: str, start: int) -> bool:
    """Whether a negating word before ``start`` reaches it."""
    for negator in NEGATOR.finditer(text[:start]):
        between = text[negator.end() : start]
        words = [word for word in between.split() if word.isalnum()]
        if len(words) > NEGATION_REACH or words[:1] == ["only"]:
            continue
        ends = NEGATION_ENDS.search(text, negator.end())
        if ends is None or ends.start() >= start:
            return True
    return False


def _unbuilt(text: str) -> tuple[list[tuple[int, str]], str]:
    """What cannot be shown: indices into `UNBUILT` with words; the text without those words."""
    missing: list[tuple[int, str]] = []
    hidden = text
    for index, entry in enumerate(UNBUILT):
        for match in entry.rule.finditer(text):
            if _negated(text, match.start()):
                continue
            missing.append((index, match.group().strip()))
            if entry.masks:
                blank = "_" * (match.end() - match.start())
                hidden = hidden[: match.start()] + blank + hidden[match.end() :]
    return missing, hidden


def _sentences(missing: list[tuple[int, str]], pattern: str) -> list[str]:
    words: dict[int, list[str]] = defaultdict(list)
    for index, said in missing:
        if pattern not in UNBUILT[index].part_of:
            words[index].append(said)
    return [
        f'{UNBUILT[index].label} cannot be shown yet ("{", ".join(dict.fromkeys(said))}").'
        for index, said in words.items()
    ]


def _runners_up(scores: dict[str, float], pattern: str) -> list[str]:
    return [
        f"The words also fit {PLAIN_NAMES[name]}; one pattern is shown at a time, here "
        f"{PLAIN_NAMES[pattern]}."
        for name, score in scores.items()
        if name != pattern and score >= NAMED and name not in COMPANIONS.get(pattern, ())
    ]


def _side(
    text: str,
    pattern: str,
    evidence: list[Evidence],
    assumptions: list[str],
    not_understood: list[str],
) -> str:
    if pattern == "normal":
        return "none"
    reading = read_side(text, pattern)
    if pattern in BILATERAL:
        if reading.side in ("left", "right"):
            assumptions.append(f"{_name(pattern)} is shown on both sides ({reading.words}).")
        evidence.append(Evidence("side", "both", reading.words or pattern))
        return "both"
    if reading.side in ("left", "right"):
        evidence.append(Evidence("side", reading.side, reading.words))
        assumptions.extend(reading.assumptions)
        return reading.side
    if reading.side == "both":
        not_understood.append(
            f"{_name(pattern)} on both sides cannot be shown yet; the {DEFAULT_SIDE} side is shown."
        )
    else:
        assumptions.append(f"The side was not said; the {DEFAULT_SIDE} side is affected.")
    return DEFAULT_SIDE


def _name(pattern: str) -> str:
    name = PLAIN_NAMES[pattern].removeprefix("an ").removeprefix("a ")
    return name[0].upper() + name[1:]


def _severity(
    text: str,
    pattern: str,
    cues: list[_Found],
    evidence: list[Evidence],
    assumptions: list[str],
) -> str:
    """The severity word nearest to the words that gave the pattern."""
    if pattern == "normal":
        return "none"
    said = _search(SEVERITY_CUES, text)
    # "Not severe" is a phrase of its own and holds "severe".
    said = [
        cue
        for cue in said
        if not any(
            other is not cue and other.start <= cue.start and cue.end < other.end for other in said
        )
    ]
    if not said:
        assumptions.append(f"The severity was not said; {DEFAULT_SEVERITY} is shown.")
        return DEFAULT_SEVERITY
    nearest = min(
        said,
        key=lambda cue: (min(_apart(text, cue, other) for other in cues), cue.start),
    )
    evidence.append(Evidence("severity", nearest.value, nearest.words))
    return nearest.value


def _apart(text: str, first: _Found, second: _Found) -> int:
    """Words between two phrases; 0 where they touch or overlap."""
    if first.start < second.end and second.start < first.end:
        return 0
    start, end = min(first.end, second.end), max(first.start, second.start)
    return len(text[start:end].split())


def _speed(text: str, evidence: list[Evidence]) -> str:
    said = [cue for cue in _search(SPEED_CUES, text) if not NOT_SO.search(text[: cue.start])]
    plain = [cue for cue in said if cue.weight >= SPEED_OF_CAUTION]
    if not said:
        return "comfortable"
    first = min(plain or said, key=lambda cue: cue.start)
    evidence.append(Evidence("speed", first.value, first.words))
    return first.value


def _avatar(text: str, evidence: list[Evidence]) -> str | None:
    found = _search(AVATAR_CUES, text)
    for match in AGE.finditer(text):
        years = int(match["years"])
        if years < CHILD_BELOW or years >= OLDER_FROM:
            age = "child" if years < CHILD_BELOW else "older_adult"
            found.append(_Found(age, 5, match.start(), match.end(), match.group()))
    if not found:
        return None
    best = max(found, key=lambda cue: (cue.weight, -cue.start))
    evidence.append(Evidence("avatar", best.value, best.words))
    return best.value


def _explain_normal(
    text: str,
    missing: list[tuple[int, str]],
    evidence: list[Evidence],
    assumptions: list[str],
    not_understood: list[str],
) -> None:
    asked = NORMAL.search(text)
    denied = [cue for cue in _search(PATTERN_CUES, text) if _negated(text, cue.start)]
    if asked:
        evidence.insert(0, Evidence("pattern", "normal", asked.group()))
    elif denied:
        start = min(denied, key=lambda cue: cue.start)
        negators = list(re.finditer(NEGATOR, text[: start.start]))
        evidence.insert(0, Evidence("pattern", "normal", text[negators[-1].start() : start.end]))
    if missing:
        assumptions.append("A normal walk is shown in place of what cannot be shown yet.")
    elif not asked and not denied:
        if WALKING.search(text):
            assumptions.append("No walking disorder was named; a normal walk is shown.")
        else:
            not_understood.append(
                f'No way of walking was recognised in "{" ".join(text.split())}".'
            )
