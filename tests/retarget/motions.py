"""Motions made from formulas, so that the tests need no recordings."""

from __future__ import annotations

import numpy as np

from retarget import rotations
from retarget import skeleton as sk

_OFFSETS = {
    "pelvis": (0.0, 0.0, 0.0),
    "hip": (0.075, -0.09, 0.0),
    "knee": (0.0, -0.42, 0.0),
    "ankle": (0.0, -0.41, 0.0),
    "foot": (0.0, -0.045, 0.125),
    "spine1": (0.0, 0.12, 0.0),
    "spine2": (0.0, 0.13, 0.0),
    "spine3": (0.0, 0.06, 0.0),
    "neck": (0.0, 0.205, -0.01),
    "head": (0.0, 0.09, 0.03),
    "collar": (0.075, 0.12, 0.0),
    "shoulder": (0.11, 0.03, 0.0),
    "elbow": (0.26, 0.0, 0.0),
    "wrist": (0.25, 0.0, 0.0),
}
_LEFT, _UP, _AHEAD = np.eye(3)


def _turn(axis: np.ndarray, degrees: np.ndarray) -> np.ndarray:
    return rotations.axis_angle(axis, np.radians(degrees))


def walk(
    frames: int = 120,
    *,
    turning: float = 0.0,
    knee: float = 1.0,
    elbow: float = 25.0,
    stride: float = 24.0,
) -> np.ndarray:
    """A plain walk ``(frames, 22, 3)`` with rigid bones, feet roughly on the floor.

    Args:
        turning: degrees a frame that the whole body turns left.
        knee: how much the knees bend; 0 keeps them straight.
        elbow: bend of the elbows, degrees; 0 keeps them straight.
        stride: swing of the thighs, degrees.
    """
    phase = 2 * np.pi * np.arange(frames) / 22.0
    local = np.tile(np.eye(3), (frames, 22, 1, 1))
    local[:, sk.PELVIS] = _turn(_UP, turning * np.arange(frames)) @ _turn(_UP, 4 * np.sin(phase))
    local[:, sk.SPINE1] = _turn(_UP, -6 * np.sin(phase)) @ _turn(_LEFT, 2 + 0 * phase)
    for side, sign in (("left", 1.0), ("right", -1.0)):
        joint = {
            name: sk.JOINTS.index(f"{side}_{name}")
            for name in ("hip", "knee", "ankle", "shoulder", "elbow")
        }
        swing = sign * np.sin(phase)
        bend = knee * (6 + 28 * (1 + sign * np.cos(phase)))
        local[:, joint["hip"]] = _turn(_LEFT, -stride * swing - bend / 3)
        local[:, joint["knee"]] = _turn(_LEFT, bend)
        local[:, joint["ankle"]] = _turn(_LEFT, -bend / 2)
        hanging = _turn(_AHEAD, -sign * 78.0 + 0 * phase)
        local[:, joint["shoulder"]] = _turn(_LEFT, 20 * swing) @ hanging
        local[:, joint["elbow"]] = _turn(_UP, -sign * elbow * (1 + 0.2 * swing))
    joints = _forward(local)
    lowest = joints[:, (sk.LEFT_FOOT, sk.RIGHT_FOOT), 1].min(axis=1)
    heading = local[:, sk.PELVIS, :, 2] * (1.0, 0.0, 1.0)
    path = np.cumsum(0.055 * heading, axis=0)
    path[:, 1] = sk.TOE_HEIGHT - lowest
    return joints + (path - path[0] * (1.0, 0.0, 1.0))[:, None]


def _forward(local: np.ndarray) -> np.ndarray:
    joints = np.zeros(local.shape[:2] + (3,))
    turns = np.empty_like(local)
    for joint, parent in enumerate(sk.PARENTS):
        name = sk.JOINTS[joint]
        offset = np.array(_OFFSETS[name.split("_")[-1]])
        if name.startswith("right"):
            offset = offset * (-1.0, 1.0, 1.0)
        if parent < 0:
            turns[:, joint] = local[:, joint]
        else:
            joints[:, joint] = joints[:, parent] + rotations.apply(turns[:, parent], offset)
            turns[:, joint] = turns[:, parent] @ local[:, joint]
    return joints


def direction_error(posed: np.ndarray, joints: np.ndarray) -> float:
    """Mean angle between the bones of two motions ``(T, 22, 3)``, degrees."""

    def directions(motion: np.ndarray) -> np.ndarray:
        return rotations.normalise(motion[:, 1:] - motion[:, sk.PARENTS[1:]])

    cosine = np.sum(directions(posed) * directions(joints), axis=-1)
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))).mean())
