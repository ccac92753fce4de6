"""The 263 features against HumanML3D's own published numbers, and against motions made here."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retarget.skeleton import JOINTS, mirror
from runtime.engine import features as f

PUBLISHED = Path(__file__).resolve().parents[4] / "shared" / "fixtures" / "humanml3d"
CLIPS = ("007005", "009548", "012314", "M010655")
EDGE = 61
"""Last frames where the published heading saw one frame more than the joints file holds."""


def published(clip: str) -> tuple[np.ndarray, np.ndarray]:
    path = PUBLISHED / f"{clip}_features.npy"
    if not path.exists():
        pytest.skip("the published HumanML3D samples are not beside this checkout")
    return np.load(path), np.load(PUBLISHED / f"{clip}_joints.npy")


def standing_body() -> np.ndarray:
    """A rough body of 22 joints, facing +Z, feet apart, metres."""
    sides = {
        "hip": (0.09, 0.90, 0.0),
        "knee": (0.10, 0.48, 0.02),
        "ankle": (0.10, 0.07, 0.0),
        "foot": (0.11, 0.0, 0.13),
        "collar": (0.07, 1.38, 0.0),
        "shoulder": (0.18, 1.40, 0.0),
        "elbow": (0.22, 1.13, -0.02),
        "wrist": (0.23, 0.88, 0.05),
    }
    middle = {"pelvis": 0.97, "spine1": 1.08, "spine2": 1.2, "spine3": 1.28, "neck": 1.48}
    body = np.zeros((22, 3))
    for i, name in enumerate(JOINTS):
        side, _, part = name.partition("_")
        if part:
            x, y, z = sides[part]
            body[i] = (x if side == "left" else -x, y, z)
        else:
            body[i] = (0.0, middle.get(name, 1.62), 0.06 if name == "head" else 0.0)
    return body


def circling(frames: int, turns: float) -> np.ndarray:
    """A stiff body carried round a circle to the left, facing where it goes."""
    angle = np.linspace(0, 2 * np.pi * turns, frames)
    body = f.turn(np.broadcast_to(standing_body(), (frames, 22, 3)), angle[:, None])
    path = np.stack([1 - np.cos(angle), np.zeros(frames), np.sin(angle)], axis=-1) * 2
    return np.asarray(body + path[:, None])


@pytest.mark.parametrize("clip", CLIPS)
def test_parity_of_joints_from_published_features(clip: str) -> None:
    features, joints = published(clip)
    assert np.abs(f.features_to_joints(features) - joints).max() < 1e-3


@pytest.mark.parametrize("clip", CLIPS)
def test_parity_of_features_from_published_joints(clip: str) -> None:
    features, joints = published(clip)
    made = f.joints_to_features(joints)
    assert made.shape == (len(joints) - 1, f.FEATURES)
    assert made.dtype == np.float32
    inner = np.abs(made - features[:-1])[:-EDGE]
    assert inner[:, f.ROOT_YAW].max() < np.radians(0.01)
    assert inner[:, :67].max() < 1e-3
    assert inner[:, f.ROTATIONS].max() < 1e-3
    assert inner[:, f.VELOCITIES].max() < 1e-3
    np.testing.assert_array_equal(made[:, f.CONTACTS], features[:-1, f.CONTACTS])


@pytest.mark.parametrize("clip", CLIPS)
def test_joints_survive_the_round_trip_to_the_last_frame(clip: str) -> None:
    _, joints = published(clip)
    back = f.features_to_joints(f.joints_to_features(joints))
    assert np.abs(back - joints[:-1]).max() < 1e-3


def test_yaw_does_not_reverse_when_the_heading_crosses_half_a_turn() -> None:
    made = f.joints_to_features(circling(200, turns=1.5), steady_start=True)
    rate = -2 * made[:, 0]
    assert rate.min() >= 0
    inner = rate[90:-90]
    assert np.allclose(inner, 3 * np.pi / 199, atol=1e-3)


def test_a_turning_walk_comes_back_where_it_was() -> None:
    joints = circling(120, turns=1.2)
    back = f.features_to_joints(f.joints_to_features(joints))
    assert np.abs(back - joints[:-1]).max() < 1e-4


def test_place_and_facing_of_the_input_do_not_matter() -> None:
    joints = circling(80, turns=0.2)
    moved = f.turn(joints, 2.4) + np.array([3.0, 0.5, -7.0])
    np.testing.assert_allclose(f.joints_to_features(moved), f.joints_to_features(joints), atol=1e-5)


def test_floor_can_be_left_where_it_is() -> None:
    joints = circling(40, turns=0.1)
    joints[..., 1] += 0.02
    assert f.features_to_joints(f.joints_to_features(joints))[..., 1].min() == pytest.approx(0)
    kept = f.features_to_joints(f.joints_to_features(joints, floor=False))
    assert kept[..., 1].min() == pytest.approx(0.02, abs=1e-6)


def test_steady_start_has_no_jump_of_heading() -> None:
    twisted = np.stack([standing_body()] * 60)
    for joint in (1, 2):
        twisted[:, joint, 2] += 0.04 if joint == 1 else -0.04
    jump = np.abs(f.joints_to_features(twisted)[0, 0])
    steady = np.abs(f.joints_to_features(twisted, steady_start=True)[:, 0])
    assert jump > np.radians(3)
    assert steady.max() < 1e-6


def test_mirrored_motion_has_mirrored_root_and_contacts() -> None:
    joints = circling(80, turns=0.3)
    plain, flipped = f.joints_to_features(joints), f.joints_to_features(mirror(joints))
    np.testing.assert_allclose(flipped[:, 0], -plain[:, 0], atol=1e-6)
    np.testing.assert_allclose(flipped[:, 1], -plain[:, 1], atol=1e-6)
    np.testing.assert_array_equal(flipped[:, 259:261], plain[:, 261:263])


def test_a_bone_opposite_to_rest_is_still_a_rotation() -> None:
    joints = np.stack([standing_body()] * 4)
    joints[:, 4] = joints[:, 1] + (0, 0.4, 0)
    made = f.joints_to_features(joints)
    assert np.isfinite(made).all()
    first = made[:, f.ROTATIONS].reshape(-1, 6)[:, :3]
    assert np.allclose(np.linalg.norm(first, axis=-1), 1, atol=1e-5)


def test_smoothing_equals_scipy() -> None:
    ndimage = pytest.importorskip("scipy.ndimage")
    values = np.random.default_rng(0).normal(size=(50, 2)).cumsum(axis=0)
    expected = ndimage.gaussian_filter1d(values, 20, axis=0, mode="nearest")
    np.testing.assert_allclose(f.gaussian_smooth(values, 20.0), expected, atol=1e-12)


@pytest.mark.parametrize("shape", [(1, 22, 3), (10, 21, 3), (10, 66)])
def test_other_shapes_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="joints must be"):
        f.joints_to_features(np.zeros(shape))


def test_numbers_that_are_not_finite_are_refused() -> None:
    joints = circling(10, turns=0.1)
    joints[3, 4, 1] = np.nan
    with pytest.raises(ValueError, match="not finite"):
        f.joints_to_features(joints)


def test_a_batch_of_features_equals_one_by_one() -> None:
    one = f.joints_to_features(circling(60, turns=0.4))
    two = f.joints_to_features(circling(60, turns=-0.2))
    both = f.features_to_joints(np.stack([one, two]))
    np.testing.assert_array_equal(both[1], f.features_to_joints(two))
