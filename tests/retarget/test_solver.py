from __future__ import annotations

import numpy as np
import pytest

from retarget import rotations
from retarget import skeleton as sk
from retarget.avatar import Body, load_body
from retarget.bone_map import mapped_bones, mapped_joints
from retarget.errors import BadInput
from retarget.rig import Pose
from retarget.solver import solve
from tests.retarget import motions

MOST_ERROR = 1.6
"""Mean bone-direction error allowed, degrees."""

VARIANTS = {
    "plain": {},
    "turning": {"turning": 3.0},
    "straight knees": {"knee": 0.0},
    "straight elbows": {"elbow": 0.0},
    "everything": {"turning": -4.0, "knee": 0.05, "elbow": 3.0},
}


def steps(pose: Pose) -> np.ndarray:
    """Turn of each mapped bone from frame to frame, degrees ``(T - 1, 22)``."""
    turns = pose.rotations[:, mapped_bones(pose.rig)]
    return np.degrees(rotations.angle_between(turns[:-1], turns[1:]))


@pytest.mark.parametrize("avatar", ["adult_woman", "adult_man", "older_adult", "child"])
def test_bones_point_where_the_motion_has_them(motion: np.ndarray, avatar: str) -> None:
    pose = solve(motion, load_body(avatar).rig)
    assert motions.direction_error(mapped_joints(pose), motion) <= MOST_ERROR


@pytest.mark.parametrize("variant", VARIANTS)
def test_nothing_flips(adult: Body, variant: str) -> None:
    joints = motions.walk(120, **VARIANTS[variant])
    pose = solve(joints, adult.rig)
    assert motions.direction_error(mapped_joints(pose), joints) <= MOST_ERROR
    assert steps(pose).max() < 35.0


def test_noise_on_straight_limbs_does_not_make_them_spin(adult: Body) -> None:
    still = motions.walk(120, knee=0.0, elbow=0.0)
    noisy = still + np.random.default_rng(1).normal(scale=0.002, size=still.shape)
    limbs = [
        sk.JOINTS.index(f"{side}_{joint}")
        for side in ("left", "right")
        for joint in ("hip", "knee", "shoulder", "elbow")
    ]
    assert steps(solve(noisy, adult.rig))[:, limbs].max() < 25.0


def test_a_recorded_walk_neither_flips_nor_spins(real_walk: np.ndarray, adult: Body) -> None:
    assert steps(solve(real_walk, adult.rig)).max() < 50.0


def test_the_knee_bends_backwards_and_the_elbow_forwards(adult: Body) -> None:
    pose = solve(motions.walk(44), adult.rig)
    at = dict(zip(sk.JOINTS, mapped_bones(pose.rig), strict=True))
    heads = pose.heads()
    for side in ("left", "right"):
        knee, elbow = at[f"{side}_knee"], at[f"{side}_elbow"]
        # The axis of flexion: the body's left for a knee, its right for an elbow at the side.
        for joint, end, axis, sign in (
            (knee, at[f"{side}_ankle"], pose.rotations[:, at[f"{side}_hip"], :, 0], 1.0),
            (elbow, at[f"{side}_wrist"], pose.rotations[:, at["pelvis"], :, 0], -1.0),
        ):
            parent = pose.rig.parents[joint]
            normal = np.cross(heads[:, joint] - heads[:, parent], heads[:, end] - heads[:, joint])
            assert (sign * np.sum(normal * axis, axis=-1) > 0).all()


def test_the_path_scales_with_the_legs_and_planted_feet_stay_planted(adult: Body) -> None:
    child = load_body("child")
    joints = motions.walk(80)
    planted = joints.copy()
    planted[:, :] = joints[10]  # standing still in mid-step
    for body in (adult, child):
        pose = solve(joints, body.rig)
        went = np.linalg.norm(pose.root[-1] - pose.root[0])
        source = np.linalg.norm(joints[-1, 0] - joints[0, 0])
        assert went / source == pytest.approx(pose.scale, rel=0.02)
        still = mapped_joints(solve(planted, body.rig))
        assert np.abs(still - still[0]).max() < 1e-6


def test_a_foot_that_stands_still_does_not_slide(motion: np.ndarray) -> None:
    for avatar in ("adult_man", "child"):
        pose = solve(motion, load_body(avatar).rig)
        posed = mapped_joints(pose)
        for joint in (sk.LEFT_ANKLE, sk.RIGHT_ANKLE, sk.LEFT_FOOT, sk.RIGHT_FOOT):
            drift = np.diff(posed[:, joint] - pose.scale * motion[:, joint], axis=0)
            speed = np.linalg.norm(np.diff(motion[:, joint], axis=0), axis=-1) * sk.FPS
            if (speed < 0.1).any():
                assert np.linalg.norm(drift[:, (0, 2)], axis=-1)[speed < 0.1].max() < 0.005


def test_soles_are_on_the_floor_not_in_it(motion: np.ndarray) -> None:
    for avatar in ("adult_man", "child"):
        pose = solve(motion, load_body(avatar).rig)
        lowest = sole_heights(pose)
        assert lowest.min() > -0.01
        assert np.median(lowest) < 0.03


def test_soles_of_a_planted_walk_touch_the_floor(long_walk: np.ndarray) -> None:
    for avatar in ("adult_woman", "adult_man", "older_adult", "child"):
        lowest = sole_heights(solve(long_walk, load_body(avatar).rig))
        assert lowest.min() > -0.01
        assert np.median(np.abs(lowest)) < 0.012


def sole_heights(pose: Pose) -> np.ndarray:
    """Height of the lowest point of both soles, ``(T,)``."""
    rig, heads = pose.rig, pose.heads()
    feet = rig.sole_feet
    toes = np.array([rig.parents.index(foot) for foot in feet])
    points = [
        heads[:, bones] + rotations.apply(pose.rotations[:, bones], rig.soles - rig.heads[bones])
        for bones in (feet, toes)
    ]
    blend = points[0] + rig.sole_toes[:, None] * (points[1] - points[0])
    return np.asarray(blend[..., 1].min(axis=1))


def test_unseen_joints_differ_between_skeletons_without_bending_the_body(adult: Body) -> None:
    joints = motions.walk(60)
    level = joints.copy()
    middle = (joints[:, sk.LEFT_HIP] + joints[:, sk.RIGHT_HIP]) / 2
    level[:, sk.PELVIS] = middle  # a skeleton whose pelvis joint lies between the hips
    one, other = (solve(j, adult.rig) for j in (joints, level))
    assert motions.direction_error(mapped_joints(other), level) <= MOST_ERROR
    thigh = one.rig.index("LeftUpLeg")
    apart = rotations.angle_between(one.rotations[:, thigh], other.rotations[:, thigh])
    assert np.degrees(apart).max() < 2.0


@pytest.mark.parametrize(
    "joints",
    [np.zeros((5, 22, 3)), np.zeros((5, 21, 3)), np.zeros((0, 22, 3)), np.full((5, 22, 3), np.nan)],
    ids=["no legs", "21 joints", "no frames", "not finite"],
)
def test_what_is_no_motion_is_refused(adult: Body, joints: np.ndarray) -> None:
    with pytest.raises(BadInput):
        solve(joints, adult.rig)


def test_one_frame_is_enough(adult: Body) -> None:
    pose = solve(motions.walk(40)[:1], adult.rig)
    assert pose.rotations.shape == (1, len(adult.rig.names), 3, 3)
    assert np.isfinite(pose.rotations).all()
