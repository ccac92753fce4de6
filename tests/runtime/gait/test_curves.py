"""Curves over the gait cycle: right place, right sign, right side, healthy near, stroke far."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from retarget.skeleton import mirror
from runtime.gait.curves import JOINT_CURVES, PERCENT, curves, normal_band
from runtime.gait.measure import measure
from tests.runtime.gait.synthetic import Leg, Walker, walk


def _joint(found: dict, name: str) -> dict:
    return next(one for one in found["joints"] if one["name"] == name)


def test_curves_have_the_agreed_form() -> None:
    found = curves(walk(Walker()))
    json.dumps(found, allow_nan=False)
    assert found["percent"] == PERCENT.tolist() and len(found["percent"]) == 51
    for one in found["joints"]:
        assert set(one) == {
            "name",
            "label",
            "unit",
            "positive",
            "left",
            "right",
            "normal",
            "deviation",
        }
        for curve in (one["left"], one["right"], one["normal"]):
            assert len(curve["mean"]) == len(curve["sd"]) == 51
        assert one["deviation"]["left"] >= 0
    assert found["profile"]["name"] == "movement deviation (positions)"
    assert len(found["profile"]["normal"]) == 2
    assert "GPS" not in json.dumps(found)


def test_a_curve_is_where_its_measures_are() -> None:
    joints = walk(Walker(left=Leg(stance=0.6)))
    measures, found = measure(joints), curves(joints)
    knee = _joint(found, "knee_flexion")
    for side in ("left", "right"):
        mean = np.array(knee[side]["mean"])
        off = found["foot_off"][side]
        swing = off < PERCENT
        values = measures.side(side)
        assert off == pytest.approx(values["stance_percent"], abs=1)
        assert mean[swing].max() == pytest.approx(values["knee_swing_peak"], abs=2)
        assert mean[~swing].min() == pytest.approx(values["knee_stance_min"], abs=2)
        hip = np.array(_joint(found, "hip_flexion")[side]["mean"])
        assert hip.max() == pytest.approx(values["hip_flex_max"], abs=2)
        # The thigh is ahead at contact and farthest back in the second half of stance.
        last = int(np.searchsorted(PERCENT, off))
        assert hip[0] > 10 and last >= int(np.argmin(hip)) > last // 2
    assert found["foot_off"]["left"] < found["foot_off"]["right"]


def test_signs_of_pelvis_and_trunk() -> None:
    """The left leg lets the right side drop and the trunk leans over it."""
    found = curves(walk(Walker(left=Leg(drop=8, lean=10))))
    single = (PERCENT > 20) & (PERCENT < 40)
    obliquity = _joint(found, "pelvic_obliquity")
    assert np.array(obliquity["left"]["mean"])[single].mean() > 4
    lean = _joint(found, "trunk_lean")
    assert np.array(lean["left"]["mean"])[single].mean() > 5
    # In the right leg's stance the trunk is upright; in its swing it leans away from it.
    assert np.array(lean["right"]["mean"])[PERCENT > 70].min() < -5


def test_a_mirrored_walk_has_mirrored_curves(long_walk: np.ndarray) -> None:
    plain, mirrored = curves(long_walk), curves(mirror(long_walk))
    for one, other in zip(plain["joints"], mirrored["joints"], strict=True):
        np.testing.assert_allclose(one["left"]["mean"], other["right"]["mean"], atol=0.02)
    assert plain["profile"]["left"] == mirrored["profile"]["right"]


def test_a_clip_without_a_stride_has_no_curves() -> None:
    found = curves(walk(Walker(), 0.6))
    assert _joint(found, "knee_flexion")["left"] is None
    assert found["foot_off"]["left"] is None
    assert found["profile"]["overall"] is None
    json.dumps(found, allow_nan=False)


def test_bands_grow_with_the_speed() -> None:
    slow, fast = normal_band(0.8), normal_band(1.6)
    assert np.ptp(fast["hip_flexion"][0]) > np.ptp(slow["hip_flexion"][0]) + 5
    middle = normal_band(1.3)["hip_flexion"][0]
    np.testing.assert_array_less(middle[:5], fast["hip_flexion"][0][:5] + 1)
    for joint in JOINT_CURVES:
        assert (slow[joint.name][1] > 0).all()
        np.testing.assert_array_equal(
            normal_band(0.1)[joint.name][0], normal_band(0.2)[joint.name][0]
        )


def test_healthy_walkers_deviate_little_and_a_stroke_survivor_much(mocap_dir: Path) -> None:
    with np.load(mocap_dir / "walking_22joints_60fps.npz") as clips:
        names = [n for n in clips.files if n.startswith("cmu_test")]
        healthy = [curves(clips[name][::3])["profile"]["overall"] for name in names]
    with np.load(mocap_dir / "stroke_survivor_22joints_60fps.npz") as clip:
        stroke = curves(clip["joints"][::3])
    # The healthy ones carry the offsets of their own skeleton, and are still far below.
    assert max(healthy) < 7 < 8.5 < stroke["profile"]["overall"]
    assert np.mean(healthy) < 5.6


def test_a_healthy_walker_on_this_skeleton_is_inside_the_normal_profile(
    long_walk: np.ndarray,
) -> None:
    profile = curves(long_walk)["profile"]
    mean, sd = profile["normal"]
    assert profile["overall"] < mean + 2 * sd
