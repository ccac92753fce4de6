"""Editing above the legs: pelvis, trunk, head and arms."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from runtime.gait import body as bd
from runtime.gait.body import Pose
from runtime.gait.change import ArmEdit, Burst, GaitEdit
from runtime.gait.events import GaitEvents
from runtime.gait.phase import window

Floats = NDArray[np.float64]

LARGEST_ELBOW_FLEXION = np.radians(125.0)


def edit_upper(pose: Pose, phases: Floats, events: GaitEvents, change: GaitEdit) -> Pose:
    """The pose ``T`` with trunk, pelvis, head and arms changed; ``phases (T, 2)``."""
    changed = _edit_trunk(pose, phases, events, change)
    return _edit_arms(changed, events, change)


def bump(times: Floats, burst: Burst) -> Floats:
    """A burst's course: 0 to 1 and back, smooth."""
    share = np.clip((times - burst.start) / burst.seconds, 0.0, 1.0)
    return np.asarray(np.sin(np.pi * share) ** 2)


def _edit_trunk(pose: Pose, phases: Floats, events: GaitEvents, change: GaitEdit) -> Pose:
    """Trunk lean and flexion, pelvic drop and hike, head."""
    lean = np.full(len(pose), np.radians(change.trunk_lean))
    tilt = np.full(len(pose), np.radians(change.pelvis_tilt))
    forward = np.full(len(pose), np.radians(change.trunk_forward))
    nod = np.full(len(pose), np.radians(change.trunk_forward * 0.5 + change.head_forward))
    for side, leg in enumerate(change.legs):
        toward = bd.OUTWARD[side]
        stance = window(phases[:, side], -0.1, 0.3, 0.75, 1.1)
        alone = window(phases[:, side], 0.05, 0.35, 0.7, 0.95)
        swing = window(phases[:, side], 0.9, 1.3, 1.6, 1.95)
        lean += toward * np.radians(leg.lean + change.sway) * stance
        # Raising the left end of the hip line is a positive tilt.
        tilt += toward * np.radians(leg.drop) * alone
        tilt += toward * np.radians(leg.hike) * swing
    for burst in change.bursts:
        course = bump(events.times, burst)
        lean += np.radians(burst.trunk_lean) * course
        forward += np.radians(burst.trunk_forward) * course
        nod += np.radians(burst.head + burst.trunk_forward) * course
    calm = _calmed(pose, change.trunk_sway)
    return replace(
        calm,
        trunk=_lean(_flex(calm.trunk, forward), lean),
        shoulders=_lean(_flex(calm.shoulders, forward), lean),
        head=_lean(_flex(calm.head, nod), 0.4 * lean),
        pelvis=_lean(calm.pelvis, -tilt),
    )


def _calmed(pose: Pose, sway: float) -> Pose:
    """Side-to-side motion of trunk and pelvis scaled about its mean."""
    if sway == 1.0:
        return pose
    return replace(
        pose,
        trunk=bd.unit(_about_mean(pose.trunk, sway)),
        pelvis=bd.unit(_about_mean(pose.pelvis, sway)),
        shoulders=bd.unit(_about_mean(pose.shoulders, sway)),
    )


def _about_mean(values: Floats, factor: float) -> Floats:
    mean = values.mean(axis=0)
    return np.asarray(mean + factor * (values - mean))


def _edit_arms(pose: Pose, events: GaitEvents, change: GaitEdit) -> Pose:
    arms = pose.arms.copy()
    for side, arm in enumerate(change.arms):
        bursts = [burst for burst in change.bursts if burst.arm == side]
        if arm != ArmEdit() or bursts:
            arms[:, side] = _edit_arm(arms[:, side], arm, bursts, events.times, side)
    return replace(pose, arms=arms)


def _edit_arm(
    directions: Floats, arm: ArmEdit, bursts: list[Burst], times: Floats, side: int
) -> Floats:
    """Directions of upper arm and forearm, ``(T, 2, 3)``."""
    upper, fore = directions[:, 0], directions[:, 1]
    swing = np.arctan2(upper[:, 2], -upper[:, 1])
    aside = np.arcsin(np.clip(upper[:, 0] * bd.OUTWARD[side], -1, 1))
    flexion = np.arccos(np.clip((upper * fore).sum(1), -1, 1))
    bend = bd.unit(fore - (fore * upper).sum(1, keepdims=True) * upper)
    swing = _about_mean(swing, arm.swing) + np.radians(arm.forward)
    aside = _about_mean(aside, min(max(arm.swing, 0.5), 1.0)) + np.radians(arm.abduction)
    flexion = _about_mean(flexion, arm.swing) + np.radians(arm.elbow)
    for burst in bursts:
        course = bump(times, burst)
        swing = swing + np.radians(burst.forward) * course
        aside = aside + np.radians(burst.abduction) * course
        flexion = flexion + np.radians(burst.elbow) * course
    flexion = np.clip(flexion, np.radians(2.0), LARGEST_ELBOW_FLEXION)
    new_upper = bd.leg_axis(swing, aside, side)
    inward = np.array([-bd.OUTWARD[side] * 0.55, 0.25, 0.8])
    bend = bd.unit(bend * (1 - arm.across) + arm.across * bd.unit(inward))
    bend = bd.unit(bend - (bend * new_upper).sum(1, keepdims=True) * new_upper)
    new_fore = np.cos(flexion)[:, None] * new_upper + np.sin(flexion)[:, None] * bend
    return np.stack([new_upper, bd.unit(new_fore)], axis=1)


def _lean(vectors: Floats, angle: Floats) -> Floats:
    """Turn about the forward axis: the up direction goes to the left (+X) for angle > 0."""
    cos, sin = np.cos(angle), np.sin(angle)
    x, y, z = vectors.T
    return np.stack([cos * x + sin * y, cos * y - sin * x, z], axis=1)


def _flex(vectors: Floats, angle: Floats) -> Floats:
    """Turn about the left axis: the up direction goes forward (+Z) for angle > 0."""
    cos, sin = np.cos(angle), np.sin(angle)
    x, y, z = vectors.T
    return np.stack([x, cos * y - sin * z, cos * z + sin * y], axis=1)
