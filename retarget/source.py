"""What a motion of 22 joints says about its body: segment frames, legs, flat feet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retarget import rotations
from retarget import skeleton as sk
from retarget.errors import BadInput
from retarget.skeleton import FloatArray

FLAT_FOOT = (np.radians(10.0), np.radians(30.0))
"""Range of the slope from ankle down to toe joint in a foot flat on the floor.

Measured on HumanML3D, CMU and 100STYLE walking: 12 to 28 degrees.
"""

_PLANTED_SPEED = 0.15
"""A toe and ankle slower than this are planted, m/s."""
_TYPICAL_FLAT = np.radians(20.0)
_FEET = ((sk.LEFT_ANKLE, sk.LEFT_FOOT), (sk.RIGHT_ANKLE, sk.RIGHT_FOOT))


@dataclass(frozen=True)
class Source:
    """A checked motion with the frames of its pelvis and chest."""

    joints: FloatArray
    """``(T, 22, 3)`` metres."""
    directions: FloatArray
    """``(T, 22, 3)`` unit vectors from each joint's parent to the joint."""
    pelvis: FloatArray
    """``(T, 3, 3)`` x along the hips to the left, y from the hips towards the spine."""
    chest: FloatArray
    """``(T, 3, 3)`` y towards the neck, x along the collars to the left."""
    leg: float
    """Thigh plus shank, mean of both sides, metres."""
    flat: float
    """Slope from ankle down to toe joint when a foot is flat, radians."""

    @classmethod
    def of(cls, joints: FloatArray) -> Source:
        """Check ``joints`` ``(T, 22, 3)`` and find its frames.

        Raises:
            BadInput: for another shape, numbers that are not finite, or no legs.
        """
        joints = np.asarray(joints, dtype=float)
        if joints.ndim != 3 or joints.shape[1:] != (22, 3) or len(joints) == 0:
            raise BadInput(
                f"A motion of shape {joints.shape} cannot be put on an avatar.",
                "Give frames x 22 joints x 3 coordinates.",
            )
        if not np.isfinite(joints).all():
            raise BadInput("The motion holds numbers that are not finite.")
        lengths = np.median(sk.bone_lengths(joints), axis=0)
        leg = lengths[[sk.LEFT_KNEE, sk.LEFT_ANKLE, sk.RIGHT_KNEE, sk.RIGHT_ANKLE]].sum() / 2
        if leg < 0.1:
            raise BadInput(f"The motion's legs are {leg * 100:.0f} cm long.", "Use metres.")
        directions = rotations.normalise(joints - joints[:, np.maximum(sk.PARENTS, 0)])
        return cls(
            joints=joints,
            directions=directions,
            pelvis=_pelvis(joints),
            chest=_chest(joints),
            leg=float(leg),
            flat=_flat_foot(joints, directions),
        )

    @property
    def hips(self) -> FloatArray:
        """Midpoint of the hip joints, ``(T, 3)``."""
        return np.asarray((self.joints[:, sk.LEFT_HIP] + self.joints[:, sk.RIGHT_HIP]) / 2)


def _pelvis(joints: FloatArray) -> FloatArray:
    left, right = joints[:, sk.LEFT_HIP], joints[:, sk.RIGHT_HIP]
    return rotations.frame(left - right, joints[:, sk.SPINE1] - (left + right) / 2)


def _chest(joints: FloatArray) -> FloatArray:
    up = joints[:, sk.NECK] - joints[:, sk.SPINE3]
    across = joints[:, sk.LEFT_COLLAR] - joints[:, sk.RIGHT_COLLAR]
    y, z, x = np.moveaxis(rotations.frame(up, np.cross(across, up)), -1, 0)
    return np.stack([x, y, z], axis=-1)


def _flat_foot(joints: FloatArray, directions: FloatArray) -> float:
    """Smallest slope of planted feet: a toe on the floor cannot point up from it.

    Taken over both feet, so that one foot that never comes down flat does not count.
    """
    slopes = []
    for ankle, toe in _FEET:
        slope = np.arcsin(np.clip(-directions[:, toe, 1], -1.0, 1.0))
        step = np.diff(joints[:, (ankle, toe)], axis=0) * sk.FPS
        slow = (np.linalg.norm(step, axis=-1) < _PLANTED_SPEED).all(axis=-1)
        slopes.append(slope[1:][slow])
    planted = np.concatenate(slopes)
    slope = np.percentile(planted, 20) if planted.size >= 3 else _TYPICAL_FLAT
    return float(np.clip(slope, *FLAT_FOOT))
