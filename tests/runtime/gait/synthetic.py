"""A stick walker whose every measure is known because it was put in.

Feet move in straight lines at constant speed in swing, so that the foot is farthest ahead of
the pelvis exactly at initial contact and farthest back exactly at foot off.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retarget import skeleton as sk

THIGH = SHANK = 0.45
HIP_HEIGHT = 0.92
ANKLE_HEIGHT = 0.09
FOOT = 0.12
HIP_ASIDE = 0.09


@dataclass(frozen=True)
class Leg:
    """One leg: times in seconds, lengths in metres, angles in degrees."""

    stance: float = 0.66
    outward: float = 0.0
    lift: float = 0.045
    drop: float = 0.0
    lean: float = 0.0
    toes_up: float = 20.0


@dataclass(frozen=True)
class Walker:
    """A steady walk along +Z."""

    speed: float = 1.0
    stride: float = 1.1
    width: float = 0.10
    left: Leg = Leg()
    right: Leg = Leg()
    bend: float = 0.0
    elbow: tuple[float, float] = (30.0, 30.0)
    arm_swing: tuple[float, float] = (0.3, 0.3)


def walk(
    walker: Walker, seconds: float = 8.0, fps: float = 20.0, heading: float = 0.0
) -> np.ndarray:
    """Joints ``(T, 22, 3)`` of the walker, turned to ``heading`` radians about the vertical."""
    times = np.arange(int(seconds * fps)) / fps
    joints = np.zeros((len(times), 22, 3))
    pelvis = np.stack([0 * times, HIP_HEIGHT + 0.07 + 0 * times, walker.speed * times], axis=1)
    phases = {"left": (times / walker.stride) % 1, "right": (times / walker.stride + 0.5) % 1}
    legs = {"left": walker.left, "right": walker.right}
    tilt, lean = np.zeros(len(times)), np.zeros(len(times))
    for side, out in (("left", 1), ("right", -1)):
        other = "right" if side == "left" else "left"
        alone = phases[other] > legs[other].stance / walker.stride
        tilt += np.where(alone, out * np.radians(legs[side].drop), 0)
        lean += np.where(alone, out * np.radians(legs[side].lean), 0)
    joints[:, sk.PELVIS] = pelvis
    for index, (side, out) in enumerate((("left", 1), ("right", -1))):
        _leg(joints, side, out, walker, legs[side], phases[side], pelvis, tilt)
        _arm(joints, side, out, walker, index, phases[side], pelvis)
    up = _trunk(lean, np.radians(walker.bend))
    for name, height in (("spine1", 0.1), ("spine2", 0.22), ("spine3", 0.3), ("neck", 0.5)):
        joints[:, sk.JOINTS.index(name)] = pelvis + height * up
    joints[:, sk.HEAD] = pelvis + 0.6 * up
    for side, out in (("left", 1), ("right", -1)):
        joints[:, sk.JOINTS.index(f"{side}_collar")] = pelvis + 0.45 * up + [out * 0.08, 0, 0]
    cos, sin = np.cos(heading), np.sin(heading)
    turned = joints.copy()
    turned[..., 0] = cos * joints[..., 0] + sin * joints[..., 2]
    turned[..., 2] = cos * joints[..., 2] - sin * joints[..., 0]
    return turned


def _leg(joints, side, out, walker, leg, phase, pelvis, tilt):  # type: ignore[no-untyped-def]
    share = leg.stance / walker.stride
    reach = walker.speed * leg.stance / 2
    swing = np.clip((phase - share) / (1 - share), 0, 1)
    ahead = np.where(
        phase < share, reach - walker.speed * phase * walker.stride, 2 * reach * swing - reach
    )
    ankle = pelvis.copy()
    ankle[:, 2] += ahead
    ankle[:, 0] = out * (walker.width / 2 + leg.outward * np.sin(np.pi * swing))
    ankle[:, 1] = ANKLE_HEIGHT + leg.lift * np.sin(np.pi * swing)
    hip = pelvis + np.stack(
        [out * HIP_ASIDE * np.cos(tilt), -0.07 + out * HIP_ASIDE * np.sin(tilt), 0 * tilt], axis=1
    )
    line = ankle - hip
    half = np.linalg.norm(line, axis=1, keepdims=True) / 2
    across = np.cross(line, [1.0, 0, 0])
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    bulge = np.sqrt(np.maximum(THIGH**2 - half**2, 0))
    # Toes rise shortly before contact and come down shortly after it.
    pitch = np.radians(-25 + leg.toes_up * np.clip(1 - np.minimum(phase, 1 - phase) / 0.1, 0, 1))
    for name, where in (
        ("hip", hip),
        ("knee", hip + line / 2 + across * bulge),
        ("ankle", ankle),
        ("foot", ankle + FOOT * np.stack([0 * pitch, np.sin(pitch), np.cos(pitch)], axis=1)),
    ):
        joints[:, sk.JOINTS.index(f"{side}_{name}")] = where


def _arm(joints, side, out, walker, index, phase, pelvis):  # type: ignore[no-untyped-def]
    shoulder = pelvis + [out * 0.18, 0.48, 0]
    elbow = shoulder + [0, -0.27, 0]
    bend = np.radians(walker.elbow[index])
    wrist = elbow + 0.25 * np.array([0, -np.cos(bend), np.sin(bend)])
    shift = walker.arm_swing[index] / 2 * np.cos(2 * np.pi * phase)
    for name, where in (("shoulder", shoulder), ("elbow", elbow), ("wrist", wrist)):
        moved = where.copy()
        moved[:, 2] -= shift
        joints[:, sk.JOINTS.index(f"{side}_{name}")] = moved


def _trunk(lean: np.ndarray, bend: float) -> np.ndarray:
    """Unit vector of the trunk from its angles to the vertical in the two planes."""
    up = np.stack([np.tan(lean), np.ones_like(lean), np.tan(bend) + 0 * lean], axis=1)
    return up / np.linalg.norm(up, axis=1, keepdims=True)
