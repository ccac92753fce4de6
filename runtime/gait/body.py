"""A walking body in the terms of gait analysis, and back to 22 joints.

:func:`decompose` reads a motion as clinicians describe it (pelvis, trunk, hip, knee and
foot angles, arm directions) and :func:`compose` builds rigid joints from that description.
Editing and clean-up work on the description, so bones cannot stretch.

Angles are in the *heading frame*: Y up, +Z where the walker heads, +X to the left.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from retarget import skeleton as sk
from runtime.gait.events import facing_direction, smooth, unit

Floats = NDArray[np.float64]

HEADING_SIGMA_S = 0.8
"""Width (one sigma) of the smoothing of the facing that defines the heading frame."""
PELVIS_TILT_SHARE = 0.3
"""Share of the trunk's tilt that the pelvis takes up (three points cannot show its tilt)."""
STRAIGHT_KNEE = np.radians(12.0)
"""Below this flexion the plane of the knee is too ill-defined to be read from positions."""
POLE_LIMIT = np.radians(40.0)
"""The knee points at most this far from straight ahead."""

LEGS = (
    (sk.LEFT_HIP, sk.LEFT_KNEE, sk.LEFT_ANKLE, sk.LEFT_FOOT),
    (sk.RIGHT_HIP, sk.RIGHT_KNEE, sk.RIGHT_ANKLE, sk.RIGHT_FOOT),
)
ARMS = (
    (sk.LEFT_SHOULDER, sk.LEFT_ELBOW, sk.LEFT_WRIST),
    (sk.RIGHT_SHOULDER, sk.RIGHT_ELBOW, sk.RIGHT_WRIST),
)
OUTWARD = np.array([1.0, -1.0])
"""Sign of +X for each side: left is outward for the left leg."""


@dataclass(frozen=True)
class Proportions:
    """Bone lengths and rigid offsets, metres; offsets are those of the left side."""

    hip: tuple[float, float] = (0.085, -0.07)
    """Hip from pelvis: outward, up."""
    thigh: float = 0.42
    shank: float = 0.42
    foot: float = 0.14
    """Ankle to toe joint."""
    spine: tuple[float, float, float, float] = (0.13, 0.14, 0.06, 0.20)
    """Pelvis to spine1, spine2, spine3 and neck, along the trunk."""
    head: float = 0.11
    collar: tuple[float, float] = (0.08, 0.11)
    """Collar from spine3: outward, up."""
    shoulder: tuple[float, float] = (0.10, 0.04)
    """Shoulder from collar: outward, up."""
    upper_arm: float = 0.27
    forearm: float = 0.25
    ankle_height: float = 0.08
    """Ankle above the floor with the foot flat."""

    @property
    def leg(self) -> float:
        """Hip to ankle with a straight knee."""
        return self.thigh + self.shank

    @property
    def flat_pitch(self) -> float:
        """Pitch of ankle-to-toe with the foot flat on the floor, radians (negative)."""
        drop = self.ankle_height - sk.TOE_HEIGHT
        return -float(np.arcsin(np.clip(drop / self.foot, -1, 1)))


ADULT = Proportions()
"""The body of the default model: an adult of about 1.75 m."""


@dataclass(frozen=True)
class Pose:
    """A motion in clinical terms. T frames; index 0 of a side axis is left, 1 is right.

    Attributes:
        root: ``(T, 3)`` pelvis, metres, world.
        heading: ``(T,)`` direction of the heading frame, radians about Y (0 = +Z).
        pelvis: ``(T, 3)`` unit right-to-left hip line, heading frame.
        trunk: ``(T, 3)`` unit pelvis-to-neck.
        shoulders: ``(T, 3)`` unit right-to-left shoulder line, square to the trunk.
        head: ``(T, 3)`` unit neck-to-head.
        arms: ``(T, 2, 2, 3)`` unit directions of upper arm and forearm.
        hip_flexion: ``(T, 2)`` hip-to-ankle line forward of the vertical.
        hip_abduction: ``(T, 2)`` hip-to-ankle line outward of the vertical.
        knee: ``(T, 2)`` flexion, 0 = straight, negative = bent backward.
        knee_yaw: ``(T, 2)`` where the knee points, outward positive.
        foot_pitch: ``(T, 2)`` ankle-to-toe above the horizontal.
        foot_yaw: ``(T, 2)`` ankle-to-toe, outward positive.
    """

    root: Floats
    heading: Floats
    pelvis: Floats
    trunk: Floats
    shoulders: Floats
    head: Floats
    arms: Floats
    hip_flexion: Floats
    hip_abduction: Floats
    knee: Floats
    knee_yaw: Floats
    foot_pitch: Floats
    foot_yaw: Floats

    def __len__(self) -> int:
        return len(self.root)

    def sample(self, frames: Floats) -> Pose:
        """The pose at fractional frame numbers, linear between frames, directions kept unit."""
        low = np.clip(np.floor(frames).astype(int), 0, len(self) - 1)
        high = np.minimum(low + 1, len(self) - 1)
        share = np.clip(frames - low, 0.0, 1.0)
        return blend(self.take(low), self.take(high), share)

    def take(self, index: NDArray[np.intp] | slice) -> Pose:
        """Some frames."""
        return replace(self, **{f.name: getattr(self, f.name)[index] for f in fields(self)})


DIRECTIONS = ("pelvis", "trunk", "shoulders", "head", "arms")


def blend(first: Pose, second: Pose, share: Floats) -> Pose:
    """Frame-wise mix: ``share`` 0 gives ``first``, 1 gives ``second``; ``(T,)``."""
    mixed = {}
    for field in fields(first):
        a, b = getattr(first, field.name), getattr(second, field.name)
        weight = share.reshape(-1, *([1] * (a.ndim - 1)))
        mixed[field.name] = a * (1 - weight) + b * weight
    for name in DIRECTIONS:
        mixed[name] = unit(mixed[name])
    return Pose(**mixed)


def concatenate(parts: list[Pose]) -> Pose:
    """Poses one after the other."""
    return Pose(
        **{f.name: np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Pose)}
    )


def decompose(joints: NDArray[np.floating], fps: float = sk.FPS) -> Pose:
    """Read a motion ``(T, 22, 3)`` in clinical terms."""
    world = np.asarray(joints, dtype=np.float64)
    facing = smooth(facing_direction(world), HEADING_SIGMA_S * fps)
    heading = np.unwrap(np.arctan2(facing[:, 0], facing[:, 1]))
    local = rotate_y(world, -heading)
    trunk = unit(local[:, sk.NECK] - local[:, sk.PELVIS])
    shoulders = local[:, sk.LEFT_SHOULDER] - local[:, sk.RIGHT_SHOULDER]
    arms = np.stack(
        [
            np.stack([local[:, e] - local[:, s], local[:, w] - local[:, e]], axis=1)
            for s, e, w in ARMS
        ],
        axis=1,
    )
    legs = [_read_leg(local, side, fps) for side in (0, 1)]
    columns = {name: np.stack([leg[name] for leg in legs], axis=1) for name in legs[0]}
    return Pose(
        root=world[:, sk.PELVIS].copy(),
        heading=heading,
        pelvis=unit(local[:, sk.LEFT_HIP] - local[:, sk.RIGHT_HIP]),
        trunk=trunk,
        shoulders=unit(_reject(shoulders, trunk)),
        head=unit(local[:, sk.HEAD] - local[:, sk.NECK]),
        arms=unit(arms),
        **columns,
    )


def _read_leg(local: Floats, side: int, fps: float) -> dict[str, Floats]:
    hip, knee, ankle, toe = (local[:, j] for j in LEGS[side])
    axis = unit(ankle - hip)
    thigh, shank = unit(knee - hip), unit(ankle - knee)
    flexion = np.arccos(np.clip((thigh * shank).sum(1), -1, 1))
    foot = unit(toe - ankle)
    forward, outward = _leg_frame(axis, side)
    bend = _reject(knee - hip, axis)
    ahead = (bend * forward).sum(1)
    way = np.where(ahead < 0, -1.0, 1.0)
    # The bend of a straight knee has no direction: weigh frames by how bent they are.
    weight = way * np.clip(flexion / STRAIGHT_KNEE, 0.02, 1.0) ** 2
    along = smooth(ahead * weight, 0.05 * fps)
    aside = smooth((bend * outward).sum(1) * weight, 0.05 * fps)
    yaw = np.arctan2(aside, np.maximum(along, 1e-6))
    return {
        "hip_flexion": np.arctan2(axis[:, 2], -axis[:, 1]),
        "hip_abduction": np.arcsin(np.clip(axis[:, 0] * OUTWARD[side], -1, 1)),
        "knee": way * flexion,
        "knee_yaw": np.clip(yaw, -POLE_LIMIT, POLE_LIMIT),
        "foot_pitch": np.arcsin(np.clip(foot[:, 1], -1, 1)),
        "foot_yaw": np.arctan2(foot[:, 0] * OUTWARD[side], np.maximum(foot[:, 2], 0.05)),
    }


def compose(pose: Pose, body: Proportions = ADULT) -> Floats:
    """Rigid joints ``(T, 22, 3)``, metres, world, from the description."""
    out = np.zeros((len(pose), 22, 3))
    _place_trunk(out, pose, body)
    for side in (0, 1):
        _place_leg(out, pose, body, side)
        _place_arm(out, pose, body, side)
    return rotate_y(out, pose.heading) + pose.root[:, None]


def _place_trunk(out: Floats, pose: Pose, body: Proportions) -> None:
    height = 0.0
    for joint, length in zip((sk.SPINE1, sk.SPINE2, sk.SPINE3, sk.NECK), body.spine, strict=True):
        height += length
        out[:, joint] = height * pose.trunk
    out[:, sk.HEAD] = out[:, sk.NECK] + body.head * pose.head
    up = pelvis_up(pose)
    for side, hip in enumerate((sk.LEFT_HIP, sk.RIGHT_HIP)):
        out[:, hip] = OUTWARD[side] * body.hip[0] * pose.pelvis + body.hip[1] * up


def pelvis_up(pose: Pose) -> Floats:
    """The pelvis's own up direction ``(T, 3)``, heading frame, square to the hip line."""
    tilted = (1 - PELVIS_TILT_SHARE) * np.array([0.0, 1.0, 0.0]) + PELVIS_TILT_SHARE * pose.trunk
    return unit(_reject(tilted, pose.pelvis))


def _place_leg(out: Floats, pose: Pose, body: Proportions, side: int) -> None:
    hip, knee, ankle, toe = LEGS[side]
    axis = leg_axis(pose.hip_flexion[:, side], pose.hip_abduction[:, side], side)
    reach = leg_reach(pose.knee[:, side], body)
    out[:, ankle] = out[:, hip] + reach[:, None] * axis
    pole = knee_pole(axis, pose.knee_yaw[:, side], side)
    out[:, knee] = knee_position(out[:, hip], axis, pose.knee[:, side], pole, body)
    out[:, toe] = out[:, ankle] + body.foot * foot_direction(
        pose.foot_pitch[:, side], pose.foot_yaw[:, side], side
    )


def _place_arm(out: Floats, pose: Pose, body: Proportions, side: int) -> None:
    shoulder, elbow, wrist = ARMS[side]
    collar = (sk.LEFT_COLLAR, sk.RIGHT_COLLAR)[side]
    across = OUTWARD[side] * pose.shoulders
    out[:, collar] = out[:, sk.SPINE3] + body.collar[0] * across + body.collar[1] * pose.trunk
    out[:, shoulder] = out[:, collar] + body.shoulder[0] * across + body.shoulder[1] * pose.trunk
    out[:, elbow] = out[:, shoulder] + body.upper_arm * pose.arms[:, side, 0]
    out[:, wrist] = out[:, elbow] + body.forearm * pose.arms[:, side, 1]


def leg_axis(flexion: Floats, abduction: Floats, side: int) -> Floats:
    """Unit hip-to-ankle direction ``(T, 3)`` from hip flexion and abduction, radians."""
    return np.stack(
        [
            OUTWARD[side] * np.sin(abduction),
            -np.cos(abduction) * np.cos(flexion),
            np.cos(abduction) * np.sin(flexion),
        ],
        axis=-1,
    )


def leg_reach(knee: Floats, body: Proportions) -> Floats:
    """Hip-to-ankle distance for a knee flexion (law of cosines), metres."""
    squared = body.thigh**2 + body.shank**2 + 2 * body.thigh * body.shank * np.cos(knee)
    return np.asarray(np.sqrt(squared))


def knee_flexion(reach: Floats, body: Proportions) -> Floats:
    """Inverse of :func:`leg_reach`, radians; a reach beyond the leg gives a straight knee."""
    cosine = (reach**2 - body.thigh**2 - body.shank**2) / (2 * body.thigh * body.shank)
    return np.asarray(np.arccos(np.clip(cosine, -1, 1)))


def knee_pole(axis: Floats, yaw: Floats, side: int) -> Floats:
    """Where a bent knee points, ``(T, 3)``: square to the leg, ``yaw`` outward of ahead."""
    forward, outward = _leg_frame(axis, side)
    return np.asarray(np.cos(yaw)[:, None] * forward + np.sin(yaw)[:, None] * outward)


def knee_position(
    hip: Floats, axis: Floats, flexion: Floats, pole: Floats, body: Proportions
) -> Floats:
    """The knee ``(T, 3)`` of a leg along ``axis``; a negative flexion bends it backward."""
    reach = leg_reach(flexion, body)
    along = (reach**2 + body.thigh**2 - body.shank**2) / (2 * reach)
    bend = np.sqrt(np.maximum(body.thigh**2 - along**2, 0.0)) * np.sign(flexion)
    return np.asarray(hip + along[:, None] * axis + bend[:, None] * pole)


def foot_direction(pitch: Floats, yaw: Floats, side: int) -> Floats:
    """Unit ankle-to-toe direction ``(T, 3)``."""
    return np.stack(
        [
            OUTWARD[side] * np.cos(pitch) * np.sin(yaw),
            np.sin(pitch),
            np.cos(pitch) * np.cos(yaw),
        ],
        axis=-1,
    )


def _leg_frame(axis: Floats, side: int) -> tuple[Floats, Floats]:
    """Ahead and outward, square to the leg."""
    forward = unit(_reject(np.broadcast_to([0.0, 0.0, 1.0], axis.shape), axis))
    outward = np.cross(forward, axis) * OUTWARD[side]
    return forward, outward


def rotate_y(points: Floats, angle: Floats) -> Floats:
    """Turn points ``(T, ..., 3)`` about Y by ``angle`` ``(T,)``; +Z turns towards +X."""
    shape = (-1, *([1] * (points.ndim - 2)))
    cos, sin = np.cos(angle).reshape(shape), np.sin(angle).reshape(shape)
    x, y, z = points[..., 0], points[..., 1], points[..., 2]
    return np.stack([cos * x + sin * z, y, cos * z - sin * x], axis=-1)


def _reject(vectors: Floats, axis: Floats) -> Floats:
    """The part of each vector that is square to a unit axis."""
    return vectors - (vectors * axis).sum(-1, keepdims=True) * axis
