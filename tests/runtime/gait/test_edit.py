"""Each edit shows what it says, on the side it says, with planted feet and rigid bones."""

from __future__ import annotations

import numpy as np
import pytest

from retarget.skeleton import bone_lengths
from runtime.gait.body import decompose
from runtime.gait.edit import ArmEdit, GaitEdit, LegEdit, edit
from runtime.gait.events import SIDES, detect
from runtime.gait.impairments import PATTERN_EDITS, impairment
from runtime.gait.phase import side_phases
from tests.runtime.gait.walking import speed, stance_seconds, stance_slide_cm

LEFT, RIGHT = 0, 1


def _swing_peak(joints: np.ndarray, side: int) -> float:
    pose, phases = decompose(joints), side_phases(detect(joints))
    return float(np.degrees(np.percentile(pose.knee[phases[:, side] > 1.1, side], 97)))


@pytest.mark.parametrize("pattern", sorted(PATTERN_EDITS))
@pytest.mark.parametrize("side", SIDES)
def test_every_pattern_keeps_feet_bones_and_floor(
    long_walk: np.ndarray, pattern: str, side: str
) -> None:
    walk = edit(long_walk, impairment(pattern, side, "severe")).astype(np.float64)
    assert stance_slide_cm(walk) < 1.0
    assert np.ptp(bone_lengths(walk), axis=0).max() < 1e-4
    assert walk[..., 1].min() > 0.0
    assert np.allclose(walk[0, 0, [0, 2]], 0.0, atol=1e-6)
    jump = np.linalg.norm(np.diff(walk, 2, axis=0), axis=-1).max()
    assert jump < 0.35, "a joint jumps"


def test_no_change_is_no_change(long_walk: np.ndarray) -> None:
    same = edit(long_walk, GaitEdit())
    assert abs(speed(same) / speed(long_walk) - 1) < 0.03
    assert len(same) == len(long_walk)


def test_cadence_and_stride_multiply_speed(long_walk: np.ndarray) -> None:
    slow = edit(long_walk, GaitEdit(cadence=0.8, stride=0.8))
    assert speed(slow) / speed(long_walk) == pytest.approx(0.64, abs=0.06)
    assert len(slow) == pytest.approx(len(long_walk) / 0.8, abs=3)


@pytest.mark.parametrize(("side", "other"), [("left", "right"), ("right", "left")])
def test_short_single_support_shortens_that_stance(
    long_walk: np.ndarray, side: str, other: str
) -> None:
    walk = edit(long_walk, GaitEdit(**{side: LegEdit(single_support=0.6)}))
    assert stance_seconds(walk, side) < 0.9 * stance_seconds(walk, other)


def test_stiff_knee_bends_less_in_swing(long_walk: np.ndarray) -> None:
    walk = edit(long_walk, impairment("stiff_knee", "left", "moderate"))
    assert _swing_peak(walk, LEFT) < _swing_peak(walk, RIGHT) - 20


def test_circumduction_swings_the_foot_out(long_walk: np.ndarray) -> None:
    plain, wide = (
        edit(long_walk, GaitEdit()),
        edit(long_walk, GaitEdit(right=LegEdit(circumduction=0.1))),
    )
    phases = side_phases(detect(wide))
    mid_swing = (phases[:, RIGHT] > 1.35) & (phases[:, RIGHT] < 1.55)
    outward = decompose(wide).hip_abduction - decompose(plain).hip_abduction
    assert np.degrees(outward[mid_swing, RIGHT].mean()) > 4
    assert abs(np.degrees(outward[mid_swing, LEFT].mean())) < 1.5


def test_lean_goes_over_the_named_leg(long_walk: np.ndarray) -> None:
    for side, sign in (("left", 1.0), ("right", -1.0)):
        walk = edit(long_walk, GaitEdit(**{side: LegEdit(lean=12.0)}))
        index = SIDES.index(side)
        stance = np.abs(side_phases(detect(walk))[:, index] - 0.5) < 0.2
        lean = np.degrees(np.arcsin(decompose(walk).trunk[stance, 0])).mean()
        assert sign * lean > 8


def test_drop_lowers_the_other_side_of_the_pelvis(long_walk: np.ndarray) -> None:
    plain = edit(long_walk, GaitEdit())
    dropped = edit(long_walk, GaitEdit(left=LegEdit(drop=10.0)))
    alone = np.abs(side_phases(detect(dropped))[:, LEFT] - 0.5) < 0.12
    lower = (dropped[:, 1, 1] - dropped[:, 2, 1]) - (plain[:, 1, 1] - plain[:, 2, 1])
    assert lower[alone].mean() > 0.02, "the right hip is not lower while the left leg stands"


def test_a_bent_arm_is_bent_and_still(long_walk: np.ndarray) -> None:
    walk = edit(long_walk, GaitEdit(left_arm=ArmEdit(swing=0.2, elbow=60.0, across=0.8)))
    arms = decompose(walk).arms
    elbow = np.degrees(np.arccos(np.clip((arms[:, :, 0] * arms[:, :, 1]).sum(-1), -1, 1)))
    assert elbow[:, LEFT].mean() > elbow[:, RIGHT].mean() + 40
    assert np.ptp(walk[:, 20, 2] - walk[:, 0, 2]) < 0.6 * np.ptp(walk[:, 21, 2] - walk[:, 0, 2])


def test_severity_orders_the_change(long_walk: np.ndarray) -> None:
    leans = []
    for severity in ("mild", "moderate", "severe"):
        walk = edit(long_walk, impairment("duchenne", "left", severity))
        stance = np.abs(side_phases(detect(walk))[:, LEFT] - 0.5) < 0.2
        leans.append(np.degrees(np.arcsin(decompose(walk).trunk[stance, 0])).mean())
    assert leans[0] + 2 < leans[1] < leans[2] - 2


def test_an_unknown_pattern_is_refused() -> None:
    with pytest.raises(KeyError):
        impairment("moonwalk", "left", "mild")
