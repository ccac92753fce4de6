"""Broken physics is noticed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retarget.skeleton import LEFT_FOOT, LEFT_WRIST
from runtime.gait.plausibility import JUMP_FACTOR, USUAL_ACCELERATION, plausibility
from tests.real_limits import acceleration_percentiles, recordings
from tests.runtime.gait.synthetic import Walker, walk


def test_a_planted_walk_is_plausible() -> None:
    found = plausibility(walk(Walker()))
    assert found.slide_median is not None and found.slide_median < 0.01
    assert found.below_floor == 0


def test_a_sliding_walk_is_noticed() -> None:
    joints = walk(Walker())
    # Carried backward at 0.2 m/s: feet slide by 0.2 m/s times half a stance.
    joints[..., 2] -= 0.2 * np.arange(len(joints))[:, None] / 20
    found = plausibility(joints)
    assert found.slide_median == pytest.approx(0.2 * 0.5 * 0.66, abs=0.02)


def test_a_stretched_bone_and_a_foot_in_the_floor_are_noticed() -> None:
    joints = walk(Walker())
    clean = plausibility(joints)
    joints[50, LEFT_WRIST] += [0.05, 0, 0]
    joints[60, LEFT_FOOT, 1] = -0.03
    found = plausibility(joints)
    assert found.bone_stretch > clean.bone_stretch
    assert found.below_floor == pytest.approx(0.03)


def test_a_clip_without_a_step_has_no_slide() -> None:
    assert plausibility(walk(Walker(), seconds=0.3)).slide_median is None


def test_a_foot_that_was_asked_to_drag_may_slide() -> None:
    joints = walk(Walker())
    joints[..., 2] -= 0.2 * np.arange(len(joints))[:, None] / 20
    both = plausibility(joints)
    assert any("slides" in problem for problem in both.problems())
    assert plausibility(joints, dragging=("left", "right")).slide_max is None
    assert plausibility(joints, dragging=(both.slide_side,)).slide_side not in ("", both.slide_side)


def test_a_real_walk_breaks_no_limit_of_real_walking(long_walk: np.ndarray) -> None:
    assert plausibility(long_walk).problems() == []


def test_a_jump_of_one_joint_is_named(long_walk: np.ndarray) -> None:
    jumping = long_walk.copy()
    jumping[80, LEFT_WRIST, 1] += 0.3
    found = plausibility(jumping)
    assert found.acceleration > 5
    assert any("left wrist jumps at 4.0" in problem for problem in found.problems())


def test_the_same_walk_at_another_rate_accelerates_as_much(mocap_dir: Path) -> None:
    with np.load(mocap_dir / "walking_22joints_60fps.npz") as clips:
        recorded = clips["cmu_train_walking_extra_walking_39"].astype(np.float64)
    ours = plausibility(recorded[::3]).acceleration
    assert plausibility(recorded, fps=60).acceleration == pytest.approx(ours, rel=0.25)


def test_a_leap_has_no_ground_contact(long_walk: np.ndarray) -> None:
    leap = long_walk.copy()
    height = 0.5 * np.sin(np.linspace(0, np.pi, 12))
    leap[60:72, :, 1] += height[:, None]
    found = plausibility(leap)
    assert 0.4 <= found.flight_s <= 0.6
    assert any("No foot is on the floor" in problem for problem in found.problems())


def test_a_walk_above_the_floor_floats_and_one_below_it_sinks(long_walk: np.ndarray) -> None:
    up = plausibility(long_walk + [0, 0.06, 0])
    assert up.floating == pytest.approx(0.06, abs=0.01)
    down = plausibility(long_walk - [0, 0.05, 0])
    assert ["floats" in "".join(p.problems()) for p in (up, down)] == [True, False]
    assert ["sinks" in "".join(p.problems()) for p in (up, down)] == [False, True]


def test_limits_are_those_of_the_recordings(mocap_dir: Path) -> None:
    usual, largest = acceleration_percentiles([joints for _, joints in recordings(mocap_dir)])
    assert usual == pytest.approx(USUAL_ACCELERATION, abs=0.06)
    assert all(largest[name] < JUMP_FACTOR * value for name, value in usual.items())
