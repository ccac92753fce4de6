"""Measures give back what was put into a stick walker, and agree with recordings."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retarget import skeleton as sk
from retarget.skeleton import LEFT_ANKLE, LEFT_HIP, LEFT_KNEE, mirror
from runtime.gait.angles import series
from runtime.gait.averages import mean
from runtime.gait.events import detect
from runtime.gait.measure import MEASURES, measure
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
    # Both feet stand while neither swings: 2 x 0.66 - 1.1 of 1.1 seconds. This walker stops its
    # feet at once, which 20 frames a second show 20 ms late.
    assert whole["double_support_percent"] == pytest.approx(20.0, abs=6)
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


@pytest.mark.parametrize("seconds", [0.05, 0.1, 0.5, 1.0, 2.0, 10.0])
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
    assert mean([0.2, 1.8]) == pytest.approx(1.0)
    assert mean([1.0, 1.1, 9.0]) == pytest.approx(1.05)
    assert mean([]) is None


def _tipped(joints: np.ndarray, moved: tuple[int, ...], about: int, degrees: np.ndarray | float):
    """Joints turned forward about another joint, in the plane of travel (+Z)."""
    angle = np.radians(np.broadcast_to(degrees, len(joints)))[:, None]
    turned = joints.copy()
    arm = joints[:, list(moved)] - joints[:, about : about + 1]
    turned[:, list(moved), 1] = joints[:, about : about + 1, 1] + (
        np.cos(angle) * arm[..., 1] - np.sin(angle) * arm[..., 2]
    )
    turned[:, list(moved), 2] = joints[:, about : about + 1, 2] + (
        np.cos(angle) * arm[..., 2] + np.sin(angle) * arm[..., 1]
    )
    return turned


def test_irregular_steps_are_measured() -> None:
    """A walker whose stride changes from cycle to cycle, and one whose stride does not."""
    even = measure(walk(Walker(), 12.0))
    assert even.whole["step_length_cv"] == pytest.approx(0.0, abs=0.02)
    assert even.whole["step_width_sd"] == pytest.approx(0.0, abs=0.003)
    assert even.whole["step_trend"] == pytest.approx(1.0, abs=0.03)
    assert even.whole["cadence_trend"] == pytest.approx(1.0, abs=0.02)
    assert even.whole["longest_pause_s"] == 0.0
    assert even.whole["trunk_unrest"] == pytest.approx(0.0, abs=0.3)
    # The frames of a steady walk, played unevenly along the way of walking.
    joints = walk(Walker(), 12.0)
    scale = 1 + 0.2 * np.sin(np.arange(len(joints)) / 20 * 2 * math.pi / 3.7)
    uneven = joints.copy()
    uneven[..., 2] -= joints[:, :1, 2]
    uneven[..., 2] *= scale[:, None]
    uneven[..., 2] += joints[:, :1, 2]
    assert measure(uneven).whole["step_length_cv"] > 0.08


def test_a_trend_and_a_pause_are_measured() -> None:
    """Frames of a steady walk, played ever faster, steps ever shorter, with a stop between."""
    joints = walk(Walker(), 12.0)
    at = np.linspace(0, 1, 200) ** 1.4 * (len(joints) - 1)
    hurried = np.stack(
        [np.interp(at, np.arange(len(joints)), c) for c in joints.reshape(len(joints), -1).T], 1
    ).reshape(-1, 22, 3)
    assert measure(hurried).whole["cadence_trend"] > 1.25
    shrinking = joints.copy()
    shrinking[..., 2] *= 1 - 0.4 * (joints[:, :1, 2] / joints[-1, 0, 2])
    assert measure(shrinking).whole["step_trend"] < 0.75
    stopped = np.concatenate([joints[:80], np.repeat(joints[80:81], 30, axis=0), joints[81:]])
    assert measure(stopped).whole["longest_pause_s"] == pytest.approx(1.5, abs=0.25)


@pytest.mark.parametrize("seconds", [5.0, 6.0, 7.0, 8.0])
def test_a_foot_that_steps_shorter_is_no_trend(seconds: float) -> None:
    joints = walk(Walker(), seconds)
    # The left leg is carried 20 cm ahead: its steps are longer throughout.
    joints[:, [sk.LEFT_ANKLE, sk.LEFT_FOOT], 2] += 0.2
    assert measure(joints).whole["step_trend"] == pytest.approx(1.0, abs=0.03)


def test_unrest_of_trunk_and_arms() -> None:
    joints = walk(Walker(), 12.0)
    wobble = 6 * np.sin(np.arange(len(joints)) / 20 * 2 * math.pi / 2.9)
    trunk = tuple(sk.JOINTS.index(j) for j in ("spine1", "spine2", "spine3", "neck", "head"))
    assert measure(_tipped(joints, trunk, sk.PELVIS, wobble)).whole["trunk_unrest"] > 3
    arm = (sk.LEFT_ELBOW, sk.LEFT_WRIST)
    restless = measure(_tipped(joints, arm, sk.LEFT_SHOULDER, 3 * wobble)).whole["arm_unrest"]
    assert restless > measure(joints).whole["arm_unrest"] + 5


def test_posture_of_head_arm_and_pelvis() -> None:
    joints = walk(Walker(bend=10.0))
    bowed = measure(_tipped(joints, (sk.HEAD,), sk.NECK, 25.0))
    assert bowed.whole["head_forward"] == pytest.approx(25, abs=1)
    assert bowed.whole["trunk_forward"] == pytest.approx(10, abs=1)
    aside = joints.copy()
    aside[:, [sk.RIGHT_ELBOW, sk.RIGHT_WRIST], 0] -= 0.27
    held = measure(aside)
    assert held.right["shoulder_abduction"] == pytest.approx(45, abs=1)
    assert held.left["shoulder_abduction"] == pytest.approx(0, abs=1)
    tilted = joints.copy()
    tilted[:, sk.LEFT_HIP, 1] += 0.02
    assert measure(tilted).whole["pelvis_tilt_lr_deg"] == pytest.approx(6.3, abs=0.5)
    leaning = joints.copy()
    leaning[:, sk.NECK, 0] -= 0.07
    assert measure(leaning).whole["trunk_lateral_mean"] == pytest.approx(-8, abs=1)


def test_crossing_legs_are_negative() -> None:
    apart, crossed = measure(walk(Walker(width=0.2))), measure(walk(Walker(width=-0.06)))
    for name in ("foot_gap_swing", "knee_gap", "step_width"):
        assert apart.whole[name] > 0, name
    assert apart.whole["foot_gap_swing"] == pytest.approx(0.2, abs=0.01)
    assert crossed.whole["foot_gap_swing"] == pytest.approx(-0.06, abs=0.01)
    assert apart.left["hip_abduction_stance"] > crossed.left["hip_abduction_stance"] + 5


def test_toes_and_pelvis_of_one_side() -> None:
    joints = walk(Walker())
    for side, other, ankle, toe, out in (
        ("left", "right", sk.LEFT_ANKLE, sk.LEFT_FOOT, 1),
        ("right", "left", sk.RIGHT_ANKLE, sk.RIGHT_FOOT, -1),
    ):
        turned = joints.copy()
        length = joints[:, toe, 2] - joints[:, ankle, 2]
        turned[:, toe, 0] += out * length * math.tan(math.radians(20))
        measures = measure(turned)
        assert measures.side(side)["foot_progression"] == pytest.approx(20, abs=2)
        assert measures.side(other)["foot_progression"] == pytest.approx(0, abs=2)
    low = measure(walk(Walker(left=Leg(lift=0.0))))
    assert low.left["toe_clearance"] < low.right["toe_clearance"] - 0.02
    # The whole body rises by 3 cm while the right leg stands alone, as in vaulting.
    raised = joints.copy()
    alone = joints[:, sk.LEFT_ANKLE, 1] > 0.1
    raised[alone, :, 1] += 0.03
    vaulted = measure(raised)
    assert vaulted.right["pelvis_rise_cm"] == pytest.approx(2, abs=0.6)
    assert vaulted.left["pelvis_rise_cm"] < 0.5


@pytest.mark.parametrize("lean", [-25.0, 0.0, 25.0])
@pytest.mark.parametrize("bend", [-12.0, -4.0, 4.0, 12.0, 60.0])
@pytest.mark.parametrize("knock", [0.0, 6.0])
def test_the_sign_of_a_knee_does_not_hang_on_its_thigh(
    lean: float, bend: float, knock: float
) -> None:
    """A thigh ahead of or behind the vertical, and one that comes inward (a knock knee)."""
    still = np.repeat(walk(Walker(), 1.0)[:1], 40, axis=0)
    still[:, :, 2] += 0.05 * np.arange(40)[:, None]
    for side, out in (("left", 1), ("right", -1)):
        hip, knee, ankle = (sk.JOINTS.index(f"{side}_{j}") for j in ("hip", "knee", "ankle"))
        for joint, above, angle, aside in (
            (knee, hip, lean, -knock),
            (ankle, knee, lean - bend, knock),
        ):
            a, b = math.radians(angle), math.radians(aside)
            direction = [out * math.sin(b), -math.cos(b) * math.cos(a), math.cos(b) * math.sin(a)]
            still[:, joint] = still[:, above] + 0.45 * np.array(direction)
    curves = series(still, detect(still))
    for side in ("left", "right"):
        read = curves.side(side).knee_flexion
        assert read == pytest.approx(bend, abs=1.6 if knock else 0.1)
