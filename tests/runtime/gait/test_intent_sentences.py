"""Sentences of teachers, nurses, students and relatives give the walk that they mean."""

from __future__ import annotations

import re

import pytest

from runtime.gait.intent import parse
from tests.runtime.gait import intent_sentences as sentences
from tests.runtime.gait.told import ordered, told

TABLES = {name: table for name, table in vars(sentences).items() if name.isupper() and table}
EVERY = [(name, prompt, line) for name, table in TABLES.items() for prompt, line in table.items()]


@pytest.mark.parametrize("name", TABLES)
def test_sentences(name: str) -> None:
    wrong = {
        prompt: (line, told(parse(prompt)))
        for prompt, line in TABLES[name].items()
        if told(parse(prompt)) != ordered(line)
    }
    assert not wrong


OTHER = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}
WORD = re.compile(r"\b(?:left|right|Left|Right)\b(?! away| now)(?<!all right)")


def mirrored(text: str) -> str:
    return WORD.sub(lambda match: OTHER[match.group()], text)


def test_swapping_left_and_right_swaps_the_sides_and_nothing_else() -> None:
    """Sides are never guessed: whatever is said of one leg can be said of the other."""
    checked = 0
    for name, prompt, line in EVERY:
        swapped = mirrored(prompt)
        if name in ("SHORTHAND", "TYPOS") or swapped == prompt:
            continue
        if "left" not in line and "right" not in line:
            continue
        assert told(parse(swapped)) == ordered(mirrored(line)), swapped
        checked += 1
    assert checked >= 100
