"""How short and how long motions may be: one sentence for new ones, one for those to be changed."""

from __future__ import annotations

import math

import pytest

from retarget.errors import BadInput
from runtime.engine.limits import SecondsRange

LIMITS = SecondsRange(2.0, 9.8)


@pytest.mark.parametrize("seconds", [None, 2, 5.3, 9.8])
def test_lengths_that_may_be_wished(seconds: float | None) -> None:
    LIMITS.check_wish(seconds)


@pytest.mark.parametrize("seconds", [-1, 0, 1.99, 9.81, math.nan, math.inf])
def test_lengths_that_may_not(seconds: float) -> None:
    with pytest.raises(BadInput, match="makes motions of 2 to 9.8 seconds"):
        LIMITS.check_wish(seconds)


@pytest.mark.parametrize("seconds", [2, 5.3, 9.8])
def test_motions_that_can_be_changed(seconds: float) -> None:
    LIMITS.check_source(seconds)


@pytest.mark.parametrize("seconds", [0.6, 1.9, 1.95, 10, 65])
def test_motions_that_cannot(seconds: float) -> None:
    with pytest.raises(BadInput, match=f"lasts {seconds:g} s, this model.*2 to 9.8 seconds"):
        LIMITS.check_source(seconds)


def test_a_motion_as_features_may_be_a_frame_shorter() -> None:
    LIMITS.check_source(1.95, short_by=0.05)
    with pytest.raises(BadInput, match=r"lasts 1\.9 s"):
        LIMITS.check_source(1.9, short_by=0.05)
