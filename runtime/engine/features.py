"""The 263 numbers a frame of HumanML3D, from joints and back, in numpy.

Layout of a frame (Guo et al., CVPR 2022, section 4 and appendix): root yaw velocity 1 (half
radians a frame), root velocity x and z 2, root height 1, positions of joints 1..21 63, 6D
rotations of joints 1..21 126, velocities of joints 0..21 66, foot contacts 4 (left ankle, left
toe, right ankle, right toe). Positions and velocities are written in the heading frame: the body
turned about the vertical until its smoothed heading is +Z.

Conventions that published motions (and so the official checkpoints) were made with, checked
against such motions in the tests:

- the first frame's facing, which sets the world frame, comes from hips plus shoulders;
- the heading of every frame comes from shoulders *minus* hips, smoothed over one second;
- the heading of frame 0 is +Z by definition, which leaves a jump of some degrees between frame 0
  and 1 (``steady_start=True`` turns the world instead and has no jump: for new data);
- the 6D numbers are not local rotations of a skeleton. Each bone's swing from its rest direction
  is written relative to the bone before it in its chain, and a chain's first bone relative to the
  *inverse* of the heading. They are kept as they are because trained networks expect them;
  nothing here reads them back.

One published artefact is not reproduced: the yaw velocity there changes sign in the frame where
the heading crosses 180 degrees.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retarget.skeleton import (
    JOINTS,
    LEFT_ANKLE,
    LEFT_FOOT,
    LEFT_HIP,
    LEFT_SHOULDER,
    RIGHT_ANKLE,
    RIGHT_FOOT,
    RIGHT_HIP,
    RIGHT_SHOULDER,
    FloatArray,
)

Float64 = NDArray[np.float64]
Float32 = NDArray[np.float32]

FEATURES = 263
"""Numbers a frame (HumanML3D, 22 joints)."""

NUMBERS_A_JOINT = 12
"""Position 3, rotation 6 and velocity 3 of each joint; see `joints_of_width` for the rest."""

ROOT_YAW = slice(0, 1)
ROOT_VELOCITY = slice(1, 3)
ROOT_HEIGHT = slice(3, 4)
POSITIONS = slice(4, 67)
ROTATIONS = slice(67, 193)
VELOCITIES = slice(193, 259)
CONTACTS = slice(259, 263)

CONTACT_THRESHOLD = 0.002
"""Square of the displacement (m) in a frame under which a foot joint is in contact (HumanML3D)."""

HEADING_SIGMA = 20.0
"""Frames of the gaussian that smooths the heading (HumanML3D)."""

GAUSSIAN_RADIUS = 4.0
"""Where the gaussian is cut, in sigmas (the usual choice, scipy's default)."""

CHAINS = (
    (0, 2, 5, 8, 11),
    (0, 1, 4, 7, 10),
    (0, 3, 6, 9, 12, 15),
    (9, 14, 17, 19, 21),
    (9, 13, 16, 18, 20),
)
"""Chains of joints in the order of HumanML3D; the arms start at the chest (spine3)."""

REST_DIRECTIONS = np.array(
    [
        (0, 0, 0),
        (1, 0, 0),
        (-1, 0, 0),
        (0, 1, 0),
        (0, -1, 0),
        (0, -1, 0),
        (0, 1, 0),
        (0, -1, 0),
        (0, -1, 0),
        (0, 1, 0),
        (0, 0, 1),
        (0, 0, 1),
        (0, 1, 0),
        (1, 0, 0),
        (-1, 0, 0),
        (0, 0, 1),
        (0, -1, 0),
        (0, -1, 0),
        (0, -1, 0),
        (0, -1, 0),
        (0, -1, 0),
        (0, -1, 0),
    ],
    dtype=np.float64,
)
"""Unit direction of the bone that ends in each joint, at rest (HumanML3D)."""

_BONE_START = np.zeros(len(JOINTS), dtype=np.intp)
_BONE_BEFORE = np.zeros(len(JOINTS), dtype=np.intp)
for _chain in CHAINS:
    for _start, _end in zip(_chain, _chain[1:], strict=False):
        _BONE_START[_end] = _start
        # 0 stands for the heading: the chest's own bone does not carry the arms in this layout.
        _BONE_BEFORE[_end] = 0 if _start == _chain[0] else _start


def joints_to_features(
    joints: FloatArray, *, floor: bool = True, steady_start: bool = False
) -> Float32:
    """Features of a motion.

    Args:
        joints: ``(T, 22, 3)`` in metres, Y up, any place and facing; T at least 2.
        floor: move the lowest joint of the whole motion to height 0, as HumanML3D does.
        steady_start: no jump of the heading between frames 0 and 1 (see the module).

    Returns:
        ``(T - 1, 263)`` float32.

    Raises:
        ValueError: another shape, or numbers that are not finite.
    """
    world = _checked(joints)
    if floor:
        world[..., 1] -= world[..., 1].min()
    world -= world[0, 0] * np.array([1.0, 0.0, 1.0])
    facing = _smoothed_headings(world)[0] if steady_start else first_facing(world)
    world = turn(world, -facing)
    yaw = _smoothed_headings(world)
    yaw[0] = 0.0
    local = world.copy()
    local[..., 0] -= world[:, :1, 0]
    local[..., 2] -= world[:, :1, 2]
    local = turn(local, -yaw[:, None])
    moved = world[1:] - world[:-1]
    steps = len(moved)
    parts = (
        -wrapped(np.diff(yaw))[:, None] / 2,
        turn(moved[:, 0], -yaw[1:])[:, [0, 2]],
        world[:-1, 0, 1:2],
        local[:-1, 1:].reshape(steps, -1),
        _swings(world[:-1], yaw[:-1]).reshape(steps, -1),
        turn(moved, -yaw[:-1, None]).reshape(steps, -1),
        _contacts(moved),
    )
    return np.asarray(np.concatenate(parts, axis=-1), dtype=np.float32)


def joints_of_width(width: int) -> int:
    """Joints that so many features a frame describe: 22 for 263, 21 for KIT-ML's 251.

    The root has 4 numbers instead of a position and a rotation, and 4 more are contacts.

    Raises:
        ValueError: no whole number of joints.
    """
    joints, rest = divmod(width + 1, NUMBERS_A_JOINT)
    if rest or joints < 2:
        raise ValueError(f"{width} numbers a frame are not HumanML3D's features")
    return joints


def width_of_joints(joints: int) -> int:
    """Features a frame that describe so many joints: the inverse of `joints_of_width`."""
    return NUMBERS_A_JOINT * joints - 1


def features_to_joints(features: FloatArray) -> Float32:
    """Joints of a motion, from root channels and positions (the 6D rotations are not read).

    Args:
        features: ``(..., T, 263)``, or another width of the same layout (see `joints_of_width`).

    Returns:
        ``(..., T, 22, 3)`` float32 (other widths: their joints), in the features' own unit, which
        is metres for HumanML3D; the root of frame 0 over the origin, heading +Z.

    Raises:
        ValueError: not a number of features of this layout.
    """
    data = np.asarray(features, dtype=np.float64)
    if data.ndim < 2:
        raise ValueError(f"features must be (..., T, {FEATURES}), got {data.shape}")
    joints = joints_of_width(data.shape[-1])
    lead = data.shape[:-1]
    yaw = np.zeros(lead)
    yaw[..., 1:] = -2 * np.cumsum(data[..., :-1, 0], axis=-1)
    step = np.zeros((*lead, 3))
    step[..., 1:, [0, 2]] = data[..., :-1, ROOT_VELOCITY]
    root = np.cumsum(turn(step, yaw), axis=-2)
    out = np.zeros((*lead, joints, 3))
    local = data[..., POSITIONS.start : POSITIONS.start + 3 * (joints - 1)]
    out[..., 1:, :] = turn(local.reshape(*lead, -1, 3), yaw[..., None])
    out[..., [0, 2]] += root[..., None, [0, 2]]
    out[..., 0, 1] = data[..., 3]
    return np.asarray(out, dtype=np.float32)


def raised(features: FloatArray, metres: float) -> Float32:
    """The features ``(..., T, 263)`` of the same motion, all of it ``metres`` higher."""
    higher = np.array(features, dtype=np.float32)
    higher[..., ROOT_HEIGHT] += np.float32(metres)
    higher[..., POSITIONS][..., 1::3] += np.float32(metres)
    return higher


def turn(vectors: Float64, angle: Float64 | float) -> Float64:
    """Vectors ``(..., 3)`` turned about +Y by angle(s) in radians; +Z goes towards +X."""
    cos, sin = np.cos(angle), np.sin(angle)
    x, z = vectors[..., 0], vectors[..., 2]
    turned = np.stack([x * cos + z * sin, vectors[..., 1], z * cos - x * sin], axis=-1)
    return np.asarray(turned)


def first_facing(joints: Float64) -> float:
    """Yaw (radians, 0 is +Z, positive towards +X) that frame 0 faces, by hips plus shoulders."""
    first = joints[0]
    left = first[LEFT_HIP] - first[RIGHT_HIP] + first[LEFT_SHOULDER] - first[RIGHT_SHOULDER]
    return float(np.arctan2(-left[2], left[0]))


def wrapped(angle: Float64) -> Float64:
    """Angles in radians brought to [-pi, pi)."""
    return np.asarray((angle + np.pi) % (2 * np.pi) - np.pi)


def gaussian_smooth(values: Float64, sigma: float) -> Float64:
    """Columns of ``(T, C)`` smoothed by a gaussian cut at 4 sigma, edges repeated."""
    radius = int(GAUSSIAN_RADIUS * sigma + 0.5)
    kernel = np.exp(-0.5 * (np.arange(-radius, radius + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    padded = np.pad(values, ((radius, radius), (0, 0)), mode="edge")
    columns = [np.convolve(padded[:, c], kernel, mode="valid") for c in range(values.shape[1])]
    return np.stack(columns, axis=-1)


def _checked(joints: FloatArray) -> Float64:
    world = np.array(joints, dtype=np.float64)
    if world.ndim != 3 or world.shape[1:] != (len(JOINTS), 3) or len(world) < 2:
        raise ValueError(f"joints must be (T >= 2, {len(JOINTS)}, 3), got {world.shape}")
    if not np.isfinite(world).all():
        raise ValueError("joints hold numbers that are not finite")
    return world


def _smoothed_headings(joints: Float64) -> Float64:
    """Yaw of every frame: shoulders minus hips, the forward vectors smoothed before the angle."""
    shoulders = joints[:, LEFT_SHOULDER] - joints[:, RIGHT_SHOULDER]
    left = shoulders - (joints[:, LEFT_HIP] - joints[:, RIGHT_HIP])
    left /= np.maximum(np.linalg.norm(left, axis=-1, keepdims=True), 1e-9)
    forward = gaussian_smooth(np.stack([-left[:, 2], left[:, 0]], axis=-1), HEADING_SIGMA)
    return np.asarray(np.arctan2(forward[:, 0], forward[:, 1]))


def _swings(joints: Float64, yaw: Float64) -> Float64:
    """First two columns of each bone's rotation relative to the bone before, ``(T, 21, 6)``."""
    bones = joints - joints[:, _BONE_START]
    bones /= np.maximum(np.linalg.norm(bones, axis=-1, keepdims=True), 1e-9)
    bones[:, 0] = 0.0
    swing = _rotation_between(REST_DIRECTIONS, bones)
    cos, sin = np.cos(yaw), np.sin(yaw)
    # The layout divides by the turn that takes the heading to +Z, not by the heading.
    swing[:, 0] = 0.0
    swing[:, 0, 0, 0] = swing[:, 0, 2, 2] = cos
    swing[:, 0, 1, 1] = 1.0
    swing[:, 0, 0, 2], swing[:, 0, 2, 0] = -sin, sin
    before = swing[:, _BONE_BEFORE[1:]]
    columns = np.swapaxes(before, -1, -2) @ swing[:, 1:, :, :2]
    return np.swapaxes(columns, -1, -2).reshape(len(joints), len(JOINTS) - 1, 6)


def _rotation_between(rest: Float64, bones: Float64) -> Float64:
    """Shortest rotations from unit ``rest (22, 3)`` to unit ``bones (T, 22, 3)``, as matrices."""
    axis = np.cross(rest, bones)
    cos = np.sum(rest * bones, axis=-1)
    skew = np.zeros((*axis.shape, 3))
    skew[..., 0, 1], skew[..., 1, 0] = -axis[..., 2], axis[..., 2]
    skew[..., 0, 2], skew[..., 2, 0] = axis[..., 1], -axis[..., 1]
    skew[..., 1, 2], skew[..., 2, 1] = -axis[..., 0], axis[..., 0]
    scale = 1.0 / np.maximum(1.0 + cos, 1e-9)
    rotation = np.eye(3) + skew + skew @ skew * scale[..., None, None]
    opposite = cos < -1.0 + 1e-9
    if opposite.any():
        rotation[opposite] = _half_turns(np.broadcast_to(rest, bones.shape)[opposite])
    return np.asarray(rotation)


def _half_turns(directions: Float64) -> Float64:
    """Half turns that reverse unit vectors ``(N, 3)``, about an axis square to each."""
    helper = np.where(np.abs(directions[:, :1]) < 0.9, [[1.0, 0.0, 0.0]], [[0.0, 0.0, 1.0]])
    axis = np.cross(directions, helper)
    axis /= np.linalg.norm(axis, axis=-1, keepdims=True)
    return np.asarray(2 * axis[:, :, None] * axis[:, None, :] - np.eye(3))


def _contacts(moved: Float64) -> Float64:
    feet = moved[:, [LEFT_ANKLE, LEFT_FOOT, RIGHT_ANKLE, RIGHT_FOOT]]
    return np.asarray((np.sum(feet**2, axis=-1) < CONTACT_THRESHOLD).astype(np.float64))
