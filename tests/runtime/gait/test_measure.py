"""Measures give back what was put into a stick walker, and agree with recordings."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retarget.skeleton import LEFT_ANKLE, LEFT_HIP, LEFT_KNEE, mirror
from runtime.gait.measure import MEASURES, _mean, measure
from tests.runtime.gait.synthetic import HIP_HEIGHT, Leg, Walker, walk


def test_time_and_distance() -> None:
    measures = measure(walk(Walker()))
    whole, left = measures.whole, measures.left
    assert whole["speed"] == pytest.approx(1.0, rel=0.01)
    assert whole["cadence"] == pytest.approx(120 / 1.1, rel=0.01)
    assert whole["step_length"] == pytest.approx(0.55, rel=0.04)
    assert whole["step_width"] == pytest.approx(0.10, abs=0.005)
    assert whole["stride_length"] == pytest.approx(1.1, rel=0.02)
    assert whole["stride_cv"] is not None and whole["stride_cv"] < 0.02
    assert left["stance_s"] == pytest.approx(0.66, abs=0.03)
    assert left["swing_s"] == pytest.approx(0.44, abs=0.03)
    assert whole["stance_s_LR"] == pytest.approx(1.0, abs=0.03)
    # Both feet stand while neither swings: 2 x 0.66 - 1.1 of 1.1 seconds.
    assert whole["double_support_percent"] == pytest.approx(20.0, abs=5)
    assert whole["root_height"] == pytest.approx(HIP_HEIGHT + 0.07, abs=1e-3)


@pytest.mark.parametrize("heading", [0.7, math.pi, -2.0])
def test_direction_of_walking_does_not_matter(heading: float) -> None:
    straight, turned = (measure(walk(Walker(), heading=h)) for h in (0.0, heading))
    for name in ("speed", "step_length", "step_width", "trunk_lateral_range"):
        assert turned.whole[name] == pytest.approx(straight.whole[name], abs=0.01)


def test_each_side_gets_its_own_values() -> None:
    walker = Walker(
        left=Leg(outward=0.1, drop=8, lean=12, lift=0.01, toes_up=0),
        elbow=(80.0, 20.0),
        arm_swing=(0.05, 0.4),
        bend=15.0,
    )
    measures = measure(walk(walker))
    left, right = measures.left, measures.right
    assert left["circumduction"] == pytest.approx(0.1, abs=0.015)
    assert right["circumduction"] == pytest.approx(0.0, abs=0.01)
    assert left["pelvic_drop_contra_deg"] == pytest.approx(8, abs=1.5)
    assert right["pelvic_drop_contra_deg"] == pytest.approx(0, abs=1.5)
    assert left["lean_in_stance"] == pytest.approx(12, abs=2)
    assert measures.whole["trunk_forward"] == pytest.approx(15, abs=1)
    assert left["elbow_flex"] == pytest.approx(80, abs=1)
    assert right["elbow_flex"] == pytest.approx(20, abs=1)
    assert left["arm_swing"] == pytest.approx(0.05, abs=0.01)
    assert right["arm_swing"] == pytest.approx(0.4, abs=0.02)
    assert left["knee_swing_peak"] < right["knee_swing_peak"] - 8
    assert left["foot_pitch_contact"] == pytest.approx(0, abs=2)
    assert right["foot_pitch_contact"] > 10
    assert left["toe_peak"] < right["toe_peak"] - 0.03


def test_a_hiked_hip_is_found_on_the_swinging_side() -> None:
    # The pelvis rises by 8 degrees on the left while the right leg stands.
    measures = measure(walk(Walker(right=Leg(drop=-8))))
    assert measures.left["hike_cm"] == pytest.approx(18 * math.sin(math.radians(8)), abs=0.4)
    assert measures.right["hike_cm"] == pytest.approx(0, abs=0.3)


def test_a_knee_that_bends_backward_is_negative() -> None:
    joints = walk(Walker())
    middle = (joints[:, LEFT_HIP] + joints[:, LEFT_ANKLE]) / 2
    joints[:, LEFT_KNEE] = 2 * middle - joints[:, LEFT_KNEE]
    measures = measure(joints)
    assert measures.left["knee_stance_min"] < -20
    assert measures.right["knee_stance_min"] > 10


def test_a_lean_to_the_right_is_negative() -> None:
    measures = measure(walk(Walker(right=Leg(lean=12))))
    assert measures.right["lean_in_stance"] == pytest.approx(-12, abs=2)


def test_a_short_stance_is_found_on_its_side() -> None:
    measures = measure(walk(Walker(left=Leg(stance=0.58), right=Leg(stance=0.72))))
    assert measures.left["stance_s"] == pytest.approx(0.58, abs=0.04)
    assert measures.right["stance_s"] == pytest.approx(0.72, abs=0.04)


def test_mirroring_swaps_left_and_right() -> None:
    joints = walk(Walker(left=Leg(outward=0.08, lift=0.06), elbow=(70.0, 20.0)))
    before, after = measure(joints), measure(mirror(joints))
    for name, value in before.left.items():
        sign = -1 if name == "lean_in_stance" else 1
        assert after.right[name] == pytest.approx(sign * value, abs=1e-6), name


@pytest.mark.parametrize("seconds", [0.1, 0.5, 1.0, 2.0, 10.0])
@pytest.mark.parametrize("speed", [0.0, 0.2, 1.2])
def test_no_clip_gives_nan(seconds: float, speed: float) -> None:
    measures = measure(walk(Walker(speed=speed), seconds))
    for entry in measures.to_list():
        assert entry["name"] in MEASURES
        assert entry["value"] is None or math.isfinite(entry["value"])
    json.dumps(measures.to_list(), allow_nan=False)


def test_a_shuffle_is_measured() -> None:
    shuffle = Walker(speed=0.3, stride=1.0, left=Leg(0.75, lift=0.01), right=Leg(0.75, lift=0.01))
    measures = measure(walk(shuffle))
    assert measures.whole["cadence"] == pytest.approx(120, rel=0.03)
    assert measures.whole["step_length"] == pytest.approx(0.15, abs=0.02)
    assert measures.left["stance_s"] == pytest.approx(0.75, abs=0.06)


def test_a_turn_is_not_a_sway() -> None:
    joints = walk(replace(Walker(), speed=1.0))
    angle = np.linspace(0, math.pi, len(joints))
    radius = 1.0 * 8 / math.pi
    centre = np.array([radius, 0.0, 0.0])
    forward = joints.copy()
    forward[..., 2] -= joints[:, :1, 2]
    cos, sin = np.cos(angle)[:, None], np.sin(angle)[:, None]
    arm = forward - centre
    turned = arm.copy()
    turned[..., 0] = cos * arm[..., 0] + sin * arm[..., 2]
    turned[..., 2] = cos * arm[..., 2] - sin * arm[..., 0]
    measures = measure(turned + centre)
    assert measures.whole["speed"] == pytest.approx(1.0, rel=0.05)
    assert measures.whole["trunk_lateral_range"] < 6
    assert measures.left["circumduction"] < 0.06
    assert measures.whole["step_width"] == pytest.approx(0.10, abs=0.04)


def test_stroke_survivor(mocap_dir: Path) -> None:
    with np.load(mocap_dir / "stroke_survivor_22joints_60fps.npz") as clip:
        joints = clip["joints"]
    for fps, step in ((60, 1), (20, 3)):
        measures = measure(joints[::step], fps)
        assert measures.whole["speed"] == pytest.approx(0.40, rel=0.03)
        # Recorded: left swing 0.51 s, right swing 0.36 s.
        assert measures.left["swing_s"] == pytest.approx(0.51, abs=0.05)
        assert measures.right["swing_s"] == pytest.approx(0.36, abs=0.05)
        assert measures.left["knee_swing_peak"] < measures.right["knee_swing_peak"]


def test_healthy_walkers_are_inside_the_norms(mocap_dir: Path) -> None:
    facts = json.loads((mocap_dir / "walking_22joints_60fps.json").read_text())
    with np.load(mocap_dir / "walking_22joints_60fps.npz") as clips:
        names = [name for name in clips.files if name.startswith("cmu_test")]
        found = {name: measure(clips[name][::3]) for name in names}
    for name, measures in found.items():
        whole = measures.whole
        assert whole["speed"] == pytest.approx(facts[name]["path_speed_m_s"], rel=0.03)
        assert 56 < whole["stance_percent"] < 68
        assert 20 < whole["double_support_percent"] < 34
        assert 88 < whole["cadence"] < 124
        assert 0.03 < whole["step_width"] < 0.16
        assert 0.9 < whole["stance_s_LR"] < 1.11
        for side in (measures.left, measures.right):
            assert 60 < side["knee_swing_peak"] < 80
            assert side["circumduction"] < 0.04


def test_twenty_frames_a_second_are_enough(mocap_dir: Path) -> None:
    with np.load(mocap_dir / "walking_22joints_60fps.npz") as clips:
        joints = clips["cmu_train_walking_extra_walking_39"]
    fine, coarse = measure(joints, 60), measure(joints[::3], 20)
    for side in ("left", "right"):
        for name in ("knee_swing_peak", "hip_flex_max", "foot_pitch_stance"):
            assert coarse.side(side)[name] == pytest.approx(fine.side(side)[name], abs=1.5), name
        assert coarse.side(side)["stance_s"] == pytest.approx(fine.side(side)["stance_s"], rel=0.03)


def test_two_durations_far_apart_still_have_a_mean() -> None:
    """Neither of two values can be called the outlier."""
    assert _mean([0.2, 1.8]) == pytest.approx(1.0)
    assert _mean([1.0, 1.1, 9.0]) == pytest.approx(1.05)
    assert _mean([]) is None
