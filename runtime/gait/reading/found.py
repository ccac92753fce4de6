"""Phrases found in a prompt, and where they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from runtime.gait.vocabulary.phrases import Cue

Span = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """A phrase of the prompt that speaks for a value."""

    value: str
    weight: float
    start: int
    end: int
    words: str

    @property
    def span(self) -> Span:
        """First character, and the one after the last."""
        return self.start, self.end


def search(cues: Iterable[Cue], text: str) -> list[Found]:
    """Every phrase of a table in a text, in the table's order."""
    return [
        Found(cue.value, cue.weight, match.start(), match.end(), match.group().strip())
        for cue in cues
        for match in cue.rule.finditer(text)
    ]


def joined(found: Iterable[Found]) -> str:
    """The words of phrases in the order of the prompt, each once."""
    ordered = sorted(found, key=lambda one: (one.start, -one.end))
    return ", ".join(dict.fromkeys(one.words for one in ordered))


def apart(text: str, first: Span, second: Span) -> int:
    """Words between two spans; 0 where they touch or overlap."""
    if first[0] < second[1] and second[0] < first[1]:
        return 0
    start, end = min(first[1], second[1]), max(first[0], second[0])
    return len(text[start:end].split())


def inside(place: int, spans: Iterable[Span]) -> bool:
    """Whether a character lies in one of the spans."""
    return any(start <= place < end for start, end in spans)


def within(span: Span, spans: Iterable[Span]) -> bool:
    """Whether a span lies in one of the others."""
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def blanked(text: str, spans: Iterable[Span]) -> str:
    """The text of the same length with the words of the spans made unreadable."""
    for start, end in spans:
        text = text[:start] + re.sub(r"\S", "#", text[start:end]) + text[end:]
    return text
