"""Sentences of teachers, nurses, students and relatives give the walk that they mean."""

from __future__ import annotations

import re

import pytest

from runtime.gait.intent import parse
from tests.runtime.gait import (
    intent_sentences,
    intent_sentences_denied,
    intent_sentences_described,
    intent_sentences_features,
    intent_sentences_last,
    intent_sentences_later,
    intent_sentences_people,
    intent_sentences_unseen,
)
from tests.runtime.gait import intent_sentences_rest as rest
from tests.runtime.gait.told import ordered, told

TABLES = {
    name: table
    for module in (
        intent_sentences,
        intent_sentences_people,
        intent_sentences_unseen,
        intent_sentences_described,
        intent_sentences_denied,
        intent_sentences_features,
        intent_sentences_later,
        intent_sentences_last,
    )
    for name, table in vars(module).items()
    if name.isupper() and isinstance(table, dict)
}
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


ONE_LETTER = re.compile(r"\b[LR]\b")
"""Sides in shorthand, which `mirrored` does not swap."""


def mirrored(text: str) -> str:
    return WORD.sub(lambda match: OTHER[match.group()], text)


def test_swapping_left_and_right_swaps_the_sides_and_nothing_else() -> None:
    """Sides are never guessed: whatever is said of one leg can be said of the other."""
    checked = 0
    for name, prompt, line in EVERY:
        swapped = mirrored(prompt)
        if name in ("SHORTHAND", "TYPOS", "CLINIC2", "STUDENT", "UNSEEN_TOO") or swapped == prompt:
            continue
        if ONE_LETTER.search(prompt):
            continue
        if "left" not in line and "right" not in line:
            continue
        assert told(parse(swapped)) == ordered(mirrored(line)), swapped
        checked += 1
    assert checked >= 100


@pytest.mark.parametrize(("prompt", "wanted"), rest.ELEMENTS.items())
def test_severity_speed_and_body(prompt: str, wanted: tuple[str | None, ...]) -> None:
    intent = parse(prompt)
    assert (told(intent), intent.severity, intent.speed, intent.avatar, intent.build) == wanted
    assert not intent.contradictions


@pytest.mark.parametrize(("prompt", "words"), rest.CONTRADICTIONS.items())
def test_contradictions_are_said_back(prompt: str, words: str) -> None:
    assert any(words in sentence for sentence in parse(prompt).contradictions)


@pytest.mark.parametrize(
    "prompt",
    [
        *intent_sentences_denied.CONTRADICTING,
        *intent_sentences_later.LATER_CONTRADICTING,
        *intent_sentences_last.LAST_CONTRADICTING,
    ],
)
def test_what_excludes_each_other_is_said_back(prompt: str) -> None:
    assert parse(prompt).contradictions


@pytest.mark.parametrize(
    "prompt",
    [
        *rest.NO_CONTRADICTIONS,
        *intent_sentences_denied.AGREEING,
        *intent_sentences_last.LAST_AGREEING,
    ],
)
def test_what_agrees_is_no_contradiction(prompt: str) -> None:
    assert not parse(prompt).contradictions


@pytest.mark.parametrize(("prompt", "words"), rest.NOT_UNDERSTOOD.items())
def test_what_is_not_understood_is_listed(prompt: str, words: str) -> None:
    assert any(words in sentence for sentence in parse(prompt).not_understood)


@pytest.mark.parametrize("prompt", rest.UNDERSTOOD)
def test_what_is_understood_leaves_nothing_over(prompt: str) -> None:
    assert not parse(prompt).not_understood
