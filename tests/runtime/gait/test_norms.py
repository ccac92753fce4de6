"""Norms: by speed, for every measure, and what real walkers and reports make of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from runtime.gait.measure import MEASURES, measure
from runtime.gait.norms import ERRORS, REAL_WALKING, norm, normal_range
from tests.runtime.gait.synthetic import Leg, Walker, walk


def test_every_measure_has_a_norm_and_an_error() -> None:
    assert set(REAL_WALKING) == set(MEASURES) - {"speed"}
    assert set(ERRORS) == set(MEASURES)
    assert all(error > 0 for error in ERRORS.values())


def test_slow_walking_is_compared_with_slow_walking() -> None:
    very_slow, slow, usual = (
        norm("step_length", 0.4),
        norm("step_length", 0.9),
        norm("step_length", 1.2),
    )
    assert very_slow and slow and usual
    assert very_slow.mean < slow.mean < usual.mean
    knee = [norm("knee_swing_peak", speed) for speed in (0.45, 1.2)]
    assert knee[0] and knee[1] and knee[0].mean < knee[1].mean - 8
    assert norm("no such measure", 1.0) is None


def test_reports_tell_the_normal_range_and_the_error() -> None:
    """A lean over the right leg is negative, and so is what is normal of it."""
    entries = {
        (e["name"], e["side"]): e for e in measure(walk(Walker(right=Leg(lean=3)))).to_list()
    }
    assert entries["speed", ""]["normal"] == [1.1, 1.65]
    low, high = entries["step_length", ""]["normal"]
    assert low < entries["step_length", ""]["value"] < high
    assert entries["stance_s", "left"]["error"] == ERRORS["stance_s"]
    left, right = (entries["lean_in_stance", side]["normal"] for side in ("left", "right"))
    assert left == [-right[1], -right[0]]
    assert normal_range("lean_in_stance", "right", 1.6) != normal_range(
        "lean_in_stance", "left", 1.6
    )
    assert all(e["normal"] is None or e["normal"][0] < e["normal"][1] for e in entries.values())


def test_norms_agree_with_published_adults() -> None:
    """B1 of the notes, adults of 18 to 84 years at their own speed."""
    for name, low, high in (
        ("cadence", 91, 124),
        ("step_length", 0.57, 0.83),
        ("step_width", 0.054, 0.152),
        ("stance_percent", 56, 69),
        ("double_support_percent", 19, 32),
        ("walk_ratio", 0.52, 0.64),
    ):
        normal = norm(name, 1.25)
        assert normal is not None and low < normal.mean < high, name
    # Free speed of Schwartz 2008: swing knee flexion 59.1+-5.9, pelvic drop 4.1+-2.1.
    knee, drop = norm("knee_swing_peak", 1.21), norm("pelvic_drop_contra_deg", 1.21)
    assert knee is not None and abs(knee.mean - 59.1) < 5.9
    assert drop is not None and abs(drop.mean - 4.1) < 2.1


@pytest.mark.parametrize("first", [0, 1, 2])
def test_twenty_frames_a_second_err_no_more_than_is_told(mocap_dir: Path, first: int) -> None:
    with np.load(mocap_dir / "walking_22joints_60fps.npz") as clips:
        joints = clips["cmu_test_walking_extra_walking_21"]
    fine, coarse = measure(joints, 60), measure(joints[first::3], 20)
    for name in ("stance_s", "knee_swing_peak", "hip_flex_max", "toe_clearance", "step_length"):
        for side in ("left", "right"):
            a, b = fine.value(name, side), coarse.value(name, side)
            assert a is not None and b is not None
            assert abs(a - b) < 2 * ERRORS[name], (name, side)
