"""A motion that shows too little is given more of what was asked for, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from runtime.gait.edit import GaitEdit, LegEdit
from runtime.gait.impairments import impairment
from runtime.gait.intent import Intent
from runtime.gait.measure import measure
from runtime.gait.strengthen import mixed, strengthened
from tests.runtime.gait.walking import stance_slide_cm


def test_a_share_of_a_change_lies_between_none_and_all() -> None:
    full = GaitEdit(cadence=0.8, left=LegEdit(lean=10.0, knee_swing=0.2))
    half = mixed(full, 0.5)
    assert half.cadence == pytest.approx(0.9)
    assert half.left.lean == pytest.approx(5.0)
    assert half.left.knee_swing == pytest.approx(0.6)
    assert mixed(full, 0.0) == GaitEdit()
    assert mixed(full, 1.0).left.knee_swing == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("pattern", "name", "sign"),
    [("stiff_knee", "knee_swing_peak", -1), ("duchenne", "lean_in_stance", 1)],
)
def test_more_of_the_pattern_on_the_same_side(
    long_walk: np.ndarray, pattern: str, name: str, sign: int
) -> None:
    walk = strengthened(long_walk, Intent(pattern, "left", "moderate"), 0.5)
    before, after = measure(long_walk), measure(walk)
    changes = {
        side: sign * ((after.value(name, side) or 0.0) - (before.value(name, side) or 0.0))
        for side in ("left", "right")
    }
    assert changes["left"] > 3
    assert changes["left"] > 2 * abs(changes["right"])
    assert len(walk) == len(long_walk)
    assert stance_slide_cm(walk.astype(np.float64)) < 1.0


def test_the_length_stays_when_phases_are_stretched(long_walk: np.ndarray) -> None:
    assert impairment("antalgic", "right", "severe").right.single_support < 1
    walk = strengthened(long_walk, Intent("antalgic", "right", "severe"), 0.7)
    assert walk.shape == long_walk.shape
    values = measure(walk)
    assert (values.value("stance_s", "right") or 9) < 0.93 * (values.value("stance_s", "left") or 0)
