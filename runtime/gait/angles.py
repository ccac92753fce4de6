"""Time series of gait from 22 joint positions: angles in degrees, lengths in metres.

Frame of every angle: forward is the local direction of travel, left is to the walker's
left, up is +Y. Twenty-two positions hold no heel and no axial rotation, so there is no
ankle angle and no pelvic tilt here; knee and hip are measured between joint centres and
differ from laboratory values by an offset (compare on the same skeleton only).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retarget import skeleton as sk
from retarget.filters import smoothstep
from runtime.gait.events import GaitEvents

Floats = NDArray[np.float64]

SIDES = ("left", "right")
OUTWARD = {"left": 1.0, "right": -1.0}
"""Sign of "to the walker's left" that points away from the body on each side."""
FINE_FPS = 100.0
"""Series are read at this rate after cubic interpolation: 20 fps cuts peaks off."""

HINGE_ALONE = (10.0, 45.0)
"""Degrees of bend about the sideways axis below which a knee is read about that axis alone, and
from which it is read in space."""


@dataclass(frozen=True)
class SideSeries:
    """Series of one side, each ``(N,)``.

    Attributes:
        knee_flexion: thigh to shank, 0 straight, negative when the knee bends backward.
        hip_flexion: thigh to the vertical in the plane of travel, + = knee in front.
        hip_abduction: thigh to the vertical across the plane of travel, + = outward.
        elbow_flexion: upper arm to forearm, 0 straight.
        shoulder_flexion: upper arm to the vertical in the plane of travel, + = elbow in front.
        shoulder_abduction: the same across the plane of travel, + = outward.
        foot_progression: ankle to toe joint to the way of walking, + = toes outward.
        foot_pitch: ankle to toe joint to the horizontal, negative = toes below the ankle.
        foot_ahead: ankle in front of the pelvis, metres.
        foot_aside: ankle outward of the pelvis, metres.
        wrist_ahead: wrist in front of the pelvis, metres.
        toe_height, ankle_height: above the floor, metres.
        hip_rise: this hip above the other hip, metres.
        pelvis_up: the same as an angle of the hip line, + = this side is higher.
        ankle: ground track of the ankle (x, z), ``(N, 2)`` metres.
    """

    knee_flexion: Floats
    hip_flexion: Floats
    hip_abduction: Floats
    elbow_flexion: Floats
    shoulder_flexion: Floats
    shoulder_abduction: Floats
    foot_progression: Floats
    foot_pitch: Floats
    foot_ahead: Floats
    foot_aside: Floats
    wrist_ahead: Floats
    toe_height: Floats
    ankle_height: Floats
    hip_rise: Floats
    pelvis_up: Floats
    ankle: Floats


@dataclass(frozen=True)
class Series:
    """Series of a whole motion at `FINE_FPS`, each ``(N,)``.

    Attributes:
        times: seconds from the first frame.
        trunk_forward: pelvis to neck against the vertical, + = bent forward.
        trunk_lateral: the same sideways, + = to the left.
        head_forward: neck to head against the vertical, + = bent forward.
        pelvis_rotation: hip line about the vertical, + = right hip in front.
        root_height: pelvis above the floor, metres.
        knee_gap, ankle_gap: left knee (ankle) to the left of the right one, metres.
        speed: of the pelvis along the direction of travel, m/s.
        forward: direction of travel (x, z), ``(N, 2)``.
        left, right: series of the sides.
    """

    times: Floats
    trunk_forward: Floats
    trunk_lateral: Floats
    head_forward: Floats
    pelvis_rotation: Floats
    root_height: Floats
    knee_gap: Floats
    ankle_gap: Floats
    speed: Floats
    forward: Floats
    left: SideSeries
    right: SideSeries

    def side(self, name: str) -> SideSeries:
        """Series of ``"left"`` or ``"right"``."""
        return self.left if name == "left" else self.right

    @property
    def leftward(self) -> Floats:
        """Unit vector to the walker's left (x, z), ``(N, 2)``."""
        return np.stack([self.forward[:, 1], -self.forward[:, 0]], axis=1)


def series(joints: NDArray[np.floating], events: GaitEvents) -> Series:
    """All series of a motion ``(T, 22, 3)`` in metres, Y up, with its gait events."""
    fine = refine(np.asarray(joints, dtype=np.float64), events.fps)
    forward = refine(events.heading, events.fps)
    forward /= np.maximum(np.linalg.norm(forward, axis=1, keepdims=True), 1e-9)
    frame = _Frame(forward)
    trunk = fine[:, sk.NECK] - fine[:, sk.PELVIS]
    head = fine[:, sk.HEAD] - fine[:, sk.NECK]
    hips = fine[:, sk.LEFT_HIP] - fine[:, sk.RIGHT_HIP]
    times = np.arange(len(fine)) / FINE_FPS
    pelvis = fine[:, sk.PELVIS]
    velocity = np.gradient(pelvis, 1 / FINE_FPS, axis=0) if len(fine) > 1 else 0 * pelvis
    return Series(
        times=times,
        trunk_forward=_degrees(frame.ahead(trunk), trunk[:, 1]),
        trunk_lateral=_degrees(frame.aside(trunk), trunk[:, 1]),
        head_forward=_degrees(frame.ahead(head), head[:, 1]),
        pelvis_rotation=_degrees(-frame.ahead(hips), frame.aside(hips)),
        root_height=fine[:, sk.PELVIS, 1],
        knee_gap=frame.aside(fine[:, sk.LEFT_KNEE] - fine[:, sk.RIGHT_KNEE]),
        ankle_gap=frame.aside(fine[:, sk.LEFT_ANKLE] - fine[:, sk.RIGHT_ANKLE]),
        speed=frame.ahead(velocity),
        forward=forward,
        left=_side_series(fine, frame, "left"),
        right=_side_series(fine, frame, "right"),
    )


def refine(values: Floats, fps: float) -> Floats:
    """A series resampled to `FINE_FPS` by cubic (Catmull-Rom) interpolation, same end time."""
    count = len(values)
    if count < 3:
        return values.copy()
    at = np.arange(int(np.floor((count - 1) / fps * FINE_FPS + 1e-6)) + 1) * fps / FINE_FPS
    first = np.minimum(at.astype(int), count - 2)
    share = (at - first).reshape((-1,) + (1,) * (values.ndim - 1))
    slopes = np.gradient(values, axis=0)
    a, b, da, db = values[first], values[first + 1], slopes[first], slopes[first + 1]
    square, cube = share**2, share**3
    return np.asarray(
        (2 * cube - 3 * square + 1) * a
        + (cube - 2 * square + share) * da
        + (3 * square - 2 * cube) * b
        + (cube - square) * db
    )


class _Frame:
    """Components of vectors along and across the direction of travel."""

    def __init__(self, forward: Floats) -> None:
        self.forward = forward
        self.leftward = np.stack([forward[:, 1], -forward[:, 0]], axis=1)

    def ahead(self, vectors: Floats) -> Floats:
        return np.asarray((vectors[:, [0, 2]] * self.forward).sum(axis=1))

    def aside(self, vectors: Floats) -> Floats:
        return np.asarray((vectors[:, [0, 2]] * self.leftward).sum(axis=1))


def _side_series(joints: Floats, frame: _Frame, side: str) -> SideSeries:
    def joint(name: str) -> Floats:
        return joints[:, sk.JOINTS.index(f"{side}_{name}")]

    out = OUTWARD[side]
    other = "right" if side == "left" else "left"
    thigh = joint("knee") - joint("hip")
    shank = joint("ankle") - joint("knee")
    foot = joint("foot") - joint("ankle")
    arm = joint("elbow") - joint("shoulder")
    hips = joint("hip") - joints[:, sk.JOINTS.index(f"{other}_hip")]
    pelvis = joints[:, sk.PELVIS]
    level = np.linalg.norm(hips[:, [0, 2]], axis=1)
    return SideSeries(
        knee_flexion=_knee(thigh, shank, frame),
        hip_flexion=_degrees(frame.ahead(thigh), -thigh[:, 1]),
        hip_abduction=_degrees(out * frame.aside(thigh), -thigh[:, 1]),
        elbow_flexion=_between(arm, joint("wrist") - joint("elbow")),
        shoulder_flexion=_degrees(frame.ahead(arm), -arm[:, 1]),
        shoulder_abduction=_degrees(out * frame.aside(arm), -arm[:, 1]),
        foot_progression=_degrees(out * frame.aside(foot), frame.ahead(foot)),
        foot_pitch=_degrees(foot[:, 1], np.linalg.norm(foot[:, [0, 2]], axis=1)),
        foot_ahead=frame.ahead(joint("ankle") - pelvis),
        foot_aside=out * frame.aside(joint("ankle") - pelvis),
        wrist_ahead=frame.ahead(joint("wrist") - pelvis),
        toe_height=joint("foot")[:, 1],
        ankle_height=joint("ankle")[:, 1],
        hip_rise=hips[:, 1],
        pelvis_up=_degrees(hips[:, 1], level),
        ankle=joint("ankle")[:, [0, 2]],
    )


def _knee(thigh: Floats, shank: Floats, frame: _Frame) -> Floats:
    """Angle between thigh and shank, negative where the knee bends backward.

    The knee is a hinge about the sideways axis: the sign is that of the turn about it, however
    far the thigh leans forward or back. A nearly straight knee is read about that axis alone,
    because what is left of a bend sideways (a knock knee, a marker) has no sign; a bent one in
    space, because its knee may point outward.
    """
    cross = _cross(thigh, shank)
    along = (thigh * shank).sum(axis=1)
    # Of a bent knee the shank is behind the thigh: the turn of thigh to shank about the axis to
    # the left is then positive.
    hinge = _degrees(frame.aside(cross), along)
    whole = np.copysign(_degrees(np.linalg.norm(cross, axis=1), along), hinge)
    share = smoothstep(np.abs(hinge), *HINGE_ALONE)
    return np.asarray(hinge + share * (whole - hinge))


def _between(first: Floats, second: Floats) -> Floats:
    cross = np.linalg.norm(_cross(first, second), axis=1)
    return _degrees(cross, (first * second).sum(axis=1))


def _cross(first: Floats, second: Floats) -> Floats:
    """Cross product of rows, without the overhead of numpy's general one."""
    (a, b, c), (x, y, z) = first.T, second.T
    return np.stack([b * z - c * y, c * x - a * z, a * y - b * x], axis=1)


def _degrees(opposite: Floats, adjacent: Floats) -> Floats:
    return np.asarray(np.degrees(np.arctan2(opposite, adjacent)))
