"""Which words of a prompt are about somebody else than the walker."""

from __future__ import annotations

from runtime.gait.reading.found import Span, inside
from runtime.gait.vocabulary.normal import NORMAL, NORMAL_WALK
from runtime.gait.vocabulary.people import FOR_A_CLASS, OF_ANOTHER, OTHERS


def about_others(text: str) -> list[Span]:
    """Spans about other people, trades and comparisons: "a stroke nurse", "unlike her husband"."""
    if FOR_A_CLASS.search(text) and not NORMAL.search(text):
        return []
    spans = [match.span() for rule in OTHERS for match in rule.finditer(text)]
    normal = NORMAL_WALK.search(text)
    if normal:
        spans += [
            match.span()
            for match in OF_ANOTHER.finditer(text)
            if not inside(normal.start(), [match.span()])
        ]
    return spans
