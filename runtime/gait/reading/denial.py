"""What a prompt denies: the parts of the text that a negating word reaches."""

from __future__ import annotations

from collections.abc import Sequence

from runtime.gait.reading.found import Span, inside
from runtime.gait.vocabulary.negation import (
    AFTERWARDS,
    AFTERWARDS_BEGINS,
    AFTERWARDS_REACH,
    AID,
    DOUBLE,
    LISTED,
    LISTED_ON,
    NEGATOR,
    NO_TROUBLE,
    NOW_WELL,
    REACH,
    REACH_ENDS,
    SYMPTOM_FREE,
    TREATED,
    WELL_DESPITE,
)


def denied_spans(text: str, complaints: Sequence[Span]) -> list[Span]:
    """Parts of a text that are denied, each from after the negating word to the end of its reach.

    Args:
        text: a normalised prompt.
        complaints: phrases that were found. A negating word inside of one, as in "does not bend
            the knee", belongs to that phrase and denies nothing else.
    """
    spans: list[Span] = []
    doubled = [match.span() for match in DOUBLE.finditer(text)]
    for negator in NEGATOR.finditer(text):
        if inside(negator.start(), doubled):
            continue
        owners = (
            (start, end)
            for start, end in complaints
            if start <= negator.start() and negator.end() <= end
        )
        if any(not inside(start, spans) for start, _ in owners):
            continue
        if text[negator.end() :].startswith(" only"):
            continue
        start = negator.end() + 2 * text.startswith(" :", negator.end())
        end = _reach(text, start)
        if negator.group() == "without":
            aid = AID.match(text, start)
            listed = any(start <= begin < end for begin, _ in complaints)
            end = aid.end() if aid else _list_end(text, end) if listed else end
        spans.append((start, end))
    spans += _treated(text)
    spans += [(match.start(), _reach(text, match.end())) for match in NO_TROUBLE.finditer(text)]
    for match in LISTED.finditer(text):
        begins = max(text.rfind(mark, 0, match.start()) for mark in ",.;")
        spans.append((begins + 1, match.end()))
    for match in WELL_DESPITE.finditer(text):
        ends = AFTERWARDS_BEGINS.search(text, match.end())
        spans.append((match.end(), ends.start() if ends else len(text)))
    well = NOW_WELL.search(text)
    return spans + _afterwards(text) + ([(0, well.start())] if well else [])


def _list_end(text: str, end: int) -> int:
    """The end of a list of short items that goes on after a comma."""
    while match := LISTED_ON.match(text, end):
        end = match.end()
    return end


def _treated(text: str) -> list[Span]:
    """Operations and injuries in the sentence of a walker who has no symptoms."""
    spans: list[Span] = []
    for match in SYMPTOM_FREE.finditer(text):
        begins = max(text.rfind(mark, 0, match.start()) for mark in ".;") + 1
        ends = min((i for mark in ".;" if (i := text.find(mark, match.end())) >= 0), default=None)
        sentence = TREATED.finditer(text, begins, len(text) if ends is None else ends)
        spans += [treated.span() for treated in sentence]
    return spans


def _reach(text: str, start: int) -> int:
    ends = REACH_ENDS.search(text, start)
    end = ends.start() if ends else len(text)
    words = 0
    place = start
    for word in text[start:end].split(" "):
        words += word.isalnum()
        if words > REACH:
            return place
        place += len(word) + 1
    return end


def _afterwards(text: str) -> list[Span]:
    spans = []
    for match in AFTERWARDS.finditer(text):
        begins = [found.end() for found in AFTERWARDS_BEGINS.finditer(text[: match.start()])]
        start = begins[-1] if begins else 0
        words = text[start : match.start()].split()
        if len(words) > AFTERWARDS_REACH:
            start = match.start() - len(" ".join(words[-AFTERWARDS_REACH:])) - 1
        spans.append((start, match.end()))
    return spans
