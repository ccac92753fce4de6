"""How severe, and how fast."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from runtime.gait.layout import SEVERITIES
from runtime.gait.reading.clauses import BOUNDARY
from runtime.gait.reading.found import Found, Span, apart, inside, search, within
from runtime.gait.vocabulary.degrees import SEVERITY_CUES, SPEED_CUES, SPEED_OF_CAUTION
from runtime.gait.vocabulary.negation import NOT_SO

CLAUSE_COST = 6
"""A boundary between clauses parts a word of severity from a phrase like so many words."""
CLOSE = 1
"""Words of severity up to this far from a phrase surely belong to it."""
_RANGE = re.compile(r"^ (?:to|or|until) $")
_CARE = ("cautious", "careful", "hesitant")


@dataclass
class Degree:
    """The severity that was said for one target; "" where none was."""

    value: str = ""
    words: str = ""
    assumptions: list[str] = field(default_factory=list)
    contradictions: list[str] = field(default_factory=list)


def mild_denials(text: str) -> list[Span]:
    """Phrases as "not too severe", whose negation denies no pattern."""
    return [cue.span for cue in search(SEVERITY_CUES, text) if cue.words.startswith("not ")]


def find_severities(text: str, denied: Sequence[Span]) -> list[Found]:
    """Words of severity; of words in one another the longest."""
    said = [cue for cue in search(SEVERITY_CUES, text) if not inside(cue.start, denied)]
    return [
        cue
        for cue in said
        if not any(
            other is not cue
            and other.start <= cue.start
            and cue.end <= other.end
            and (other.end - other.start) > (cue.end - cue.start)
            for other in said
        )
    ]


def share_out(text: str, said: Sequence[Found], targets: Sequence[Sequence[Span]]) -> list[Degree]:
    """Each word of severity goes to the target whose phrases are nearest.

    Args:
        text: the prompt.
        said: words of severity.
        targets: for each target the spans of its phrases.
    """
    given: list[list[tuple[int, Found]]] = [[] for _ in targets]
    for cue in said:
        distances = [
            min((_distance(text, cue, span) for span in spans), default=10**6) for spans in targets
        ]
        if distances:
            nearest = min(range(len(targets)), key=lambda number: distances[number])
            given[nearest].append((distances[nearest], cue))
    return [_degree(text, words) for words in given]


def _distance(text: str, cue: Found, span: Span) -> int:
    words = apart(text, cue.span, span)
    if not words:
        return 0
    start, end = min(cue.end, span[1]), max(cue.start, span[0])
    return 2 * (words + CLAUSE_COST * len(BOUNDARY.findall(text[start:end]))) + (
        span[0] < cue.start
    )


def _degree(text: str, words: list[tuple[int, Found]]) -> Degree:
    if not words:
        return Degree()
    ordered = sorted((cue for _, cue in words), key=lambda cue: cue.start)
    for first, second in zip(ordered, ordered[1:], strict=False):
        if first.value != second.value and _RANGE.match(text[first.end : second.start]):
            more = max(first, second, key=lambda cue: SEVERITIES.index(cue.value))
            told = text[first.start : second.end]
            return Degree(more.value, told, [f'Of "{told}" {more.value} is shown.'])
    words.sort(key=lambda one: (one[0], one[1].start))
    best = words[0][1]
    degree = Degree(best.value, best.words)
    for distance, cue in words[1:]:
        if {cue.value, best.value} == {"mild", "severe"} and distance <= 2 * CLOSE + 1:
            degree.contradictions.append(
                f'"{best.words}" and "{cue.words}" exclude each other; {best.value} is shown.'
            )
            break
    return degree


@dataclass(frozen=True)
class Speed:
    """The speed that was asked for, by which words; "" where none was said."""

    value: str = ""
    words: str = ""
    contradictions: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


def read_speed(text: str, phrases: Sequence[Span], cautious: bool) -> Speed:
    """The speed in a prompt.

    Args:
        text: the prompt.
        phrases: phrases whose words say no speed, as "quick" in "quick short steps".
        cautious: the pattern is the cautious one, of which care is a part.
    """
    said = [
        cue
        for cue in search(SPEED_CUES, text)
        if not NOT_SO.search(text[: cue.start])
        and not (cue.weight >= SPEED_OF_CAUTION and within(cue.span, phrases))
        and not (cautious and cue.words.startswith(_CARE))
    ]
    if not said:
        return Speed()
    plain = [cue for cue in said if cue.weight >= SPEED_OF_CAUTION]
    first = min(plain or said, key=lambda cue: cue.start)
    spans = tuple(cue.span for cue in said)
    against = [cue for cue in plain if {cue.value, first.value} == {"slow", "fast"}]
    told: tuple[str, ...] = ()
    if against:
        told = (
            f'"{first.words}" and "{against[0].words}" exclude each other; '
            f"{first.value} walking is shown.",
        )
    return Speed(first.value, first.words, told, spans)
