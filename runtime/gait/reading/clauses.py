"""Which words belong to which of several patterns: the prompt cut into clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from runtime.gait.reading.found import Span, blanked
from runtime.gait.reading.patterns import Candidate

BOUNDARY = re.compile(
    r"[,.;:!?]|\b(?:and|with|plus|but|while|whereas|as well as|combined|together|in addition|also"
    r"|beside|besides|accompanied by|on top of|showing|displaying|having|presenting)\b"
)


def clauses(text: str) -> list[Span]:
    """Spans between punctuation and conjunctions, which they leave out."""
    spans = []
    start = 0
    for match in BOUNDARY.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return [span for span in spans if text[span[0] : span[1]].strip()]


def clause_at(text: str, place: int) -> Span:
    """The clause around a character."""
    starts = [m.end() for m in BOUNDARY.finditer(text) if m.end() <= place]
    end = BOUNDARY.search(text, place)
    return (starts[-1] if starts else 0), (end.start() if end else len(text))


def own_texts(text: str, shown: Sequence[Candidate]) -> list[str]:
    """For each pattern the text with the clauses of the others made unreadable."""
    if len(shown) == 1:
        return [text]
    spans = clauses(text)
    owners: list[set[int]] = []
    for start, end in spans:
        owners.append(
            {
                number
                for number, candidate in enumerate(shown)
                if any(start <= cue.start < end for cue in candidate.cues)
            }
        )
    # Clauses that name no pattern belong to the one before, those at the beginning to the first.
    for place in range(1, len(owners)):
        owners[place] = owners[place] or owners[place - 1]
    for place in range(len(owners) - 2, -1, -1):
        owners[place] = owners[place] or owners[place + 1]
    return [
        blanked(text, [span for span, who in zip(spans, owners, strict=True) if number not in who])
        for number in range(len(shown))
    ]
