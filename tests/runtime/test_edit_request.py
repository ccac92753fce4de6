"""What may be asked for when a part is to be changed, and the sentence for what may not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from retarget.errors import BadInput
from runtime.edit_request import read_edit_request
from runtime.sources import SourceMotion


def source(seconds: float = 8.0) -> SourceMotion:
    return SourceMotion(np.zeros((round(seconds * 20), 22, 3), np.float32), "walk.npy")


def read(seconds: float = 8.0, **values: Any) -> Any:
    data = {"prompt": "a man limps", "from": 4, "to": 6, **values}
    return read_edit_request(data, source(seconds))


def test_a_whole_request() -> None:
    request = read(seed=3, samples=2, candidates=1, model="default", avatar="child")
    assert (request.start, request.end, request.frames) == (4, 6, slice(80, 120))
    assert request.samples == 2 and request.wish.seed == 3 and request.wish.model == "default"
    assert (request.tokens, request.changed_tokens, request.widened) == (40, 10, False)


@pytest.mark.parametrize("end", [None, "end", 8, 8.0])
def test_the_end_may_be_left_to_the_motion(end: object) -> None:
    assert read(to=end).end == 8


def test_a_changed_motion_is_no_loop() -> None:
    assert read(loop=False).wish.loop is False
    with pytest.raises(BadInput, match="loop"):
        read(loop=True)


def test_a_length_does_not_count() -> None:
    data = {"prompt": "walk", "from": 0, "seconds": 3}
    assert read_edit_request(data, source()).wish.seconds is None


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (4.1, 6, (4.0, 6)),
        (4, 6.05, (4, 6.2)),
        (0.6, 0.8, (0.6, 0.8)),
        (7.9, 8.1, (7.8, 8.1)),
    ],
)
def test_the_part_is_widened_to_whole_tokens(
    start: float, end: float, found: tuple[float, float]
) -> None:
    request = read(8.1, **{"from": start, "to": end})
    assert (request.start, request.end) == pytest.approx(found)
    assert request.widened == ((start, end) != found)


def test_the_last_token_may_be_cut_by_the_end() -> None:
    request = read(8.1, to="end")
    assert (request.tokens, request.changed_tokens) == (41, 21)


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"from": None}, "where the part begins"),
        ({"from": "4"}, '"from" must be a number'),
        ({"from": True}, '"from" must be a number'),
        ({"from": [4]}, '"from" must be a number'),
        ({"from": float("nan")}, '"from" must be a number'),
        ({"from": -0.2}, '"from" must not be negative'),
        ({"to": "the end"}, '"to" must be a number'),
        ({"to": float("inf")}, '"to" must be a number'),
        ({"to": 8.05}, "ends? at 8.05 s, the motion lasts 8 s"),
        ({"to": 4}, "begin before it ends"),
        ({"to": 3}, "begin before it ends"),
        ({"from": 8, "to": "end"}, "begin before it ends"),
        ({"from": 4, "to": 4.1}, "0.2 s or more"),
        ({"prompt": " "}, "prompt is empty"),
        ({"samples": 9}, "samples"),
        ({"seed": -1}, "seed"),
        ({"avatar": "robot"}, "robot"),
        ({"model": "../x"}, "model"),
    ],
)
def test_every_rule_has_a_sentence(values: dict[str, Any], word: str) -> None:
    with pytest.raises(BadInput, match=word):
        read(**values)
