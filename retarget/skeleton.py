"""The 22 joints of HumanML3D: names, parents, sides.

Axes are HumanML3D's: metres, Y up, the body faces +Z, its left is +X.
Order and chains: Guo et al., CVPR 2022 (HumanML3D), after SMPL.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.floating]

FPS = 20
"""Frames a second of every motion (HumanML3D)."""

JOINTS = (
    "pelvis",
    "left_hip",
    "right_hip",
    "spine1",
    "left_knee",
    "right_knee",
    "spine2",
    "left_ankle",
    "right_ankle",
    "spine3",
    "left_foot",
    "right_foot",
    "neck",
    "left_collar",
    "right_collar",
    "head",
    "left_shoulder",
    "right_shoulder",
    "left_elbow",
    "right_elbow",
    "left_wrist",
    "right_wrist",
)

(
    PELVIS,
    LEFT_HIP,
    RIGHT_HIP,
    SPINE1,
    LEFT_KNEE,
    RIGHT_KNEE,
    SPINE2,
    LEFT_ANKLE,
    RIGHT_ANKLE,
    SPINE3,
    LEFT_FOOT,
    RIGHT_FOOT,
    NECK,
    LEFT_COLLAR,
    RIGHT_COLLAR,
    HEAD,
    LEFT_SHOULDER,
    RIGHT_SHOULDER,
    LEFT_ELBOW,
    RIGHT_ELBOW,
    LEFT_WRIST,
    RIGHT_WRIST,
) = range(22)

PARENTS = (-1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 12, 13, 14, 16, 17, 18, 19)
"""Parent of each joint; -1 for the pelvis. A parent always comes before its children."""

CHILDREN = tuple(tuple(c for c, p in enumerate(PARENTS) if p == j) for j in range(len(JOINTS)))

MIRRORED = (0, 2, 1, 3, 5, 4, 6, 8, 7, 9, 11, 10, 12, 14, 13, 15, 17, 16, 19, 18, 21, 20)
"""The joint on the other side of the body, joint by joint."""

TOE_HEIGHT = 0.02
"""Height of the toe joint (left_foot, right_foot) above the floor in standing, metres."""


def mirror(joints: FloatArray) -> FloatArray:
    """Left-right mirrored motion: ``(..., 22, 3)`` to the same shape."""
    flipped = joints[..., MIRRORED, :].copy()
    flipped[..., 0] *= -1
    return flipped


def bone_lengths(joints: FloatArray) -> FloatArray:
    """Distance of each joint from its parent: ``(..., 22, 3)`` to ``(..., 22)``; pelvis 0."""
    lengths = np.linalg.norm(joints - joints[..., np.maximum(PARENTS, 0), :], axis=-1)
    return np.asarray(lengths)
