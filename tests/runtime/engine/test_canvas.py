"""Windows over a motion's tokens, and how they are filled one after the other."""

from __future__ import annotations

import numpy as np
import pytest

from runtime.engine.canvas import OVERLAP, Canvas, fill, windows


def opened(length: int, *spans: tuple[int, int]) -> np.ndarray:
    still = np.zeros(length, dtype=bool)
    for start, stop in spans:
        still[start:stop] = True
    return still


def test_what_fits_is_one_window() -> None:
    assert windows(opened(49, (0, 49)), 49) == [(0, 49)]
    assert windows(opened(12, (0, 12)), 49) == [(0, 12)]


def test_a_long_motion_is_covered_by_overlapping_whole_windows() -> None:
    found = windows(opened(150, (0, 150)), 49)
    assert found[0] == (0, 49) and found[-1][1] == 150
    for (_, before), (start, stop) in zip(found, found[1:], strict=False):
        assert before - start >= OVERLAP
        assert stop - start == 49


def test_a_part_in_a_long_motion_sees_what_is_before_and_behind() -> None:
    ((start, stop),) = windows(opened(150, (60, 80)), 49)
    assert start == 60 - OVERLAP and stop == start + 49


def test_a_part_at_the_end_looks_back_as_far_as_it_can() -> None:
    assert windows(opened(150, (140, 150)), 49) == [(101, 150)]


def test_nothing_open_needs_no_window() -> None:
    assert windows(opened(20), 49) == []


@pytest.mark.parametrize("length", [30, 49, 50, 88, 89, 300])
def test_every_open_place_is_made_once_and_the_others_stay(length: int) -> None:
    known = np.arange(length)[None, :, None].repeat(2, axis=2)
    canvas = Canvas(known, opened(length, (5, length - 3)))
    asked: list[int] = []

    def fill_window(number: int, part: Canvas) -> np.ndarray:
        asked.append(int(part.open.sum()))
        tokens = part.tokens.copy()
        tokens[:, part.open] = -100 - number
        return tokens

    tokens = fill(canvas, 49, fill_window)
    assert (tokens[0, :5, 0] == np.arange(5)).all()
    assert (tokens[0, -3:, 0] == np.arange(length - 3, length)).all()
    assert (tokens[0, 5:-3] <= -100).all()
    assert (np.diff(tokens[0, 5:-3, 0]) <= 0).all(), "a later window changed an earlier one"
    assert sum(asked) == length - 8
