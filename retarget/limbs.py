"""Arms and legs: which way they twist, and where the feet come down.

The direction of a bone leaves its twist open. It is taken from the plane of the
elbow or knee where that is bent, and from the trunk (arms) or from pelvis and foot
(legs) where it is nearly straight. Evidence is weighed and smoothed over time as a
vector around the bone, so the twist neither flips nor jumps.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retarget import rotations
from retarget.filters import smooth, smoothstep
from retarget.skeleton import FloatArray

_BENT = (np.sin(np.radians(6.0)), np.sin(np.radians(25.0)))
"""Sine of the joint angle from which its plane counts, and from which it counts fully."""
_PRIOR = 0.15
"""Weight of the usual twist against a fully bent joint's plane."""
_TWIST_SIGMA = 1.0
"""Smoothing of the twist, frames at 20 fps."""
_IK_BEND = np.radians(8.0)
"""Most that the knee's angle is changed to bring a foot to its place."""

_STRAIGHT = 0.02
"""Sine of the knee's angle below which its axis is rather the body's left."""


def twisted(base: FloatArray, rest: FloatArray, towards: FloatArray) -> FloatArray:
    """``base`` swung so that the rest direction ``(3,)`` points ``towards`` ``(T, 3)``."""
    return np.asarray(rotations.swing(rotations.apply(base, rest), towards) @ base)


def twist_to(
    swung: FloatArray, axis: FloatArray, front: FloatArray, usual: FloatArray, bent: FloatArray
) -> FloatArray:
    """Turn a swung bone about itself until its front faces where the joint bends.

    Args:
        swung: ``(T, 3, 3)`` the bone after swinging.
        axis: ``(T, 3)`` unit direction of the bone.
        front: ``(3,)`` side of the bone, in the T-pose, that the joint bends around.
        usual: ``(T, 3)`` where that side faces when the joint is straight.
        bent: ``(T, 3)`` where the joint's plane says it faces, as long as the sine of
            the joint's angle.
    """
    x = _perpendicular(rotations.apply(swung, front), axis)
    y = np.cross(axis, x)
    prior = _around(usual, x, y)
    prior = prior / np.maximum(np.linalg.norm(prior, axis=-1, keepdims=True), 1e-6)
    plane = _around(bent, x, y)
    sine = np.linalg.norm(plane, axis=-1, keepdims=True)
    plane = plane / np.maximum(sine, 1e-6)
    agrees = np.sum(plane * prior, axis=-1, keepdims=True)
    weight = smoothstep(sine, *_BENT) * smoothstep(agrees, -0.2, 0.4)
    facing = smooth(weight * plane + _PRIOR * prior, _TWIST_SIGMA)
    return np.asarray(rotations.axis_angle(axis, np.arctan2(facing[:, 1], facing[:, 0])) @ swung)


def _perpendicular(vectors: FloatArray, axis: FloatArray) -> FloatArray:
    return rotations.normalise(vectors - np.sum(vectors * axis, -1, keepdims=True) * axis)


def _around(vectors: FloatArray, x: FloatArray, y: FloatArray) -> FloatArray:
    """Coordinates ``(T, 2)`` of vectors in the plane of unit ``x`` and ``y``."""
    return np.stack([np.sum(vectors * x, -1), np.sum(vectors * y, -1)], axis=-1)


@dataclass(frozen=True)
class Leg:
    """Thigh and shank of one leg over time."""

    hip: FloatArray
    """``(T, 3)`` place of the hip joint."""
    thigh: FloatArray
    """``(T, 3, 3)`` turn of the thigh from the T-pose."""
    shank: FloatArray
    """``(T, 3, 3)`` turn of the shank from the T-pose."""
    thigh_offset: FloatArray
    """``(3,)`` hip to knee in the T-pose."""
    shank_offset: FloatArray
    """``(3,)`` knee to ankle in the T-pose."""

    @property
    def ankle(self) -> FloatArray:
        """``(T, 3)`` place of the ankle."""
        knee = self.hip + rotations.apply(self.thigh, self.thigh_offset)
        return np.asarray(knee + rotations.apply(self.shank, self.shank_offset))

    def reach(self, target: FloatArray) -> Leg:
        """The leg bent and swung a little so that its ankle comes to ``target`` ``(T, 3)``.

        The knee bends by at most a few degrees more or less, and not at all when it is
        over-extended, so a nearly straight knee never snaps: what is left is a
        difference along the leg of millimetres.
        """
        upper = rotations.apply(self.thigh, self.thigh_offset)
        lower = rotations.apply(self.shank, self.shank_offset)
        distance = np.linalg.norm(target - self.hip, axis=-1)
        axis, change = _knee_change(upper, lower, self.thigh[..., :, 0], distance)
        shank = rotations.axis_angle(axis, change) @ self.shank
        line = upper + rotations.apply(shank, self.shank_offset)
        turn = rotations.swing(line, target - self.hip)
        return Leg(self.hip, turn @ self.thigh, turn @ shank, self.thigh_offset, self.shank_offset)


def _knee_change(
    upper: FloatArray, lower: FloatArray, left: FloatArray, distance: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Axis ``(T, 3)`` and extra flexion ``(T,)`` that make hip to ankle ``distance`` long.

    The axis is that of the knee's own plane, the body's left (``left``) when it is
    straight. Flexion takes the shank backwards; over-extension is negative.
    """
    a, b = np.linalg.norm(upper, axis=-1), np.linalg.norm(lower, axis=-1)
    normal = np.cross(upper, lower) / (a * b)[:, None]
    side = np.where(np.sum(normal * left, axis=-1) < 0, -1.0, 1.0)
    sine = np.linalg.norm(normal, axis=-1)
    flexion = side * np.arctan2(sine, np.sum(upper * lower, axis=-1) / (a * b))
    cosine = (distance**2 - a**2 - b**2) / (2 * a * b)
    wanted = np.arccos(np.clip(cosine, -1.0, 1.0))
    most = _IK_BEND * smoothstep(flexion, -_IK_BEND, 0.0)
    axis = rotations.normalise(side[:, None] * normal + _STRAIGHT * left)
    return axis, np.asarray(np.clip(wanted - flexion, -most, most))
