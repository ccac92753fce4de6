"""Which words of a prompt are about somebody else than the walker."""

from __future__ import annotations

from runtime.gait.reading.found import Span
from runtime.gait.vocabulary.normal import NORMAL
from runtime.gait.vocabulary.people import FOR_A_CLASS, OTHERS


def about_others(text: str) -> list[Span]:
    """Spans about other people, trades and comparisons: "a stroke nurse", "unlike her husband"."""
    if FOR_A_CLASS.search(text) and not NORMAL.search(text):
        return []
    return [match.span() for rule in OTHERS for match in rule.finditer(text)]
