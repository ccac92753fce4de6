"""What cannot be shown, and words that nothing explained."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from runtime.gait.reading.found import Span
from runtime.gait.vocabulary.fillers import FILLERS
from runtime.gait.vocabulary.unbuilt import UNBUILT


def find_unbuilt(text: str) -> list[tuple[int, Span]]:
    """What is recognised and cannot be shown: numbers into `UNBUILT` with spans."""
    return [
        (number, match.span())
        for number, entry in enumerate(UNBUILT)
        for match in entry.rule.finditer(text)
    ]


def about_unbuilt(
    text: str, missing: Sequence[tuple[int, Span]], patterns: Sequence[str]
) -> list[str]:
    """One sentence for each kind of thing that cannot be shown."""
    words: dict[int, list[str]] = defaultdict(list)
    for number, (start, end) in missing:
        if not set(UNBUILT[number].part_of) & set(patterns):
            words[number].append(text[start:end].strip())
    return [
        f'{UNBUILT[number].label} cannot be shown ("{", ".join(dict.fromkeys(said))}").'
        for number, said in words.items()
    ]


def unexplained(text: str, explained: Sequence[Span]) -> list[str]:
    """Runs of words that no phrase explains and that are not fillers."""
    known = [False] * len(text)
    for start, end in explained:
        known[start:end] = [True] * (end - start)
    runs: list[str] = []
    last_end = -2
    for match in re.finditer(r"[a-z]{2,}", text):
        if known[match.start()] or match.group() in FILLERS:
            continue
        if runs and match.start() == last_end + 1:
            runs[-1] += f" {match.group()}"
        else:
            runs.append(match.group())
        last_end = match.end()
    return list(dict.fromkeys(runs))
