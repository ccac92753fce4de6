"""Keep feet where they stand: root path from the standing feet, and locked stance feet.

Which foot stands is taken from gait events, never from height or speed alone: a shuffling
foot slides in its *swing*, and stays as it is (a height rule would freeze it).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retarget.filters import smoothstep
from retarget.skeleton import TOE_HEIGHT
from runtime.gait import body as bd
from runtime.gait.body import Pose, Proportions
from runtime.gait.events import GaitEvents, smooth
from runtime.gait.phase import side_phases, window

Floats = NDArray[np.float64]

LOAD_TRANSFER_S = 0.12
"""A foot takes over the body's weight within this time after contact, seconds."""
REACH_SHARE = 0.997
"""A leg is never straighter than this share of its length."""
BACKWARD_KNEE = np.radians(-2.0)
"""A standing knee below this flexion is one that bends backward."""
NEARLY_STRAIGHT = (np.radians(5.0), np.radians(15.0))
"""Below the first flexion the pelvis follows such a knee exactly, above the second not at all."""
FLAT_WITHIN = np.radians(1.5)
ROLLING_BEYOND = np.radians(6.0)
"""Foot pitch nearer to flat than the first counts as flat, beyond the second as rolling."""
LET_GO_S = 0.05
"""A stance foot is held until this long before its foot off, seconds: at the event itself its
toe already moves with a fair share of the swing's speed."""
LONGEST_CORRECTION_M = 0.30
"""A stance foot farther than this from its anchor was not standing: left alone."""
LARGEST_TOE_LIFT = np.radians(15.0)
"""The ankle joint raises a toe that would touch the floor in swing by at most this."""
ROUNDING_S = 1e-6
"""Instants nearer than this are the same, seconds."""


@dataclass
class Feet:
    """Working targets of both feet, world: ``ankle (T, 2, 3)``, ``pitch`` and ``yaw (T, 2)``."""

    ankle: Floats
    pitch: Floats
    yaw: Floats


def root_from_support(pose: Pose, events: GaitEvents, body: Proportions) -> Pose:
    """The same pose with the pelvis carried by the standing feet.

    Forward and sideways the root moves against the motion of the standing feet relative to
    it; its height puts their soles on the floor. In double support the two share it.
    """
    rooted = bd.compose(replace(pose, root=np.zeros_like(pose.root)), body)
    phases = side_phases(events)
    weights = np.stack([_load(events, s) for s in (0, 1)], axis=1) + 1e-4
    weights /= weights.sum(axis=1, keepdims=True)
    velocity = np.zeros((len(pose), 3))
    height = np.zeros(len(pose))
    for side in (0, 1):
        _, _, ankle_joint, toe_joint = bd.LEGS[side]
        ankle, toe = rooted[:, ankle_joint], rooted[:, toe_joint]
        roll = smoothstep(phases[:, side], 0.2, 0.5)[:, None]
        steps = np.gradient(ankle, axis=0) * (1 - roll) + np.gradient(toe, axis=0) * roll
        velocity -= weights[:, side, None] * steps
        sole = np.minimum(ankle[:, 1] - body.ankle_height, toe[:, 1] - TOE_HEIGHT)
        height -= weights[:, side] * sole
    root = np.cumsum(velocity, axis=0)
    root[:, 1] = smooth(height, 0.05 * events.fps)
    return replace(pose, root=root)


def lock_feet(
    pose: Pose, events: GaitEvents, body: Proportions, clearance: Floats | None = None
) -> Pose:
    """The same pose with every stance foot held still and no foot under the floor.

    ``clearance (T, 2)``: factor on the height of the toes above the floor, 1 for no change.
    """
    joints = bd.compose(pose, body)
    feet = Feet(
        np.stack([joints[:, leg[2]] for leg in bd.LEGS], axis=1),
        pose.foot_pitch.copy(),
        pose.foot_yaw.copy(),
    )
    for side in (0, 1):
        _lock_side(feet, pose, events, body, side)
        if clearance is not None:
            _dragged(feet, clearance[:, side], body, side)
        _clear_floor(feet, body, side)
    planted = _lower_to_reach(pose, feet, body, events.fps)
    exact = _exact_knees(pose, events)
    planted = _stood_on(planted, feet, exact, body)
    return _legs_to(planted, feet, exact, body)


def _load(events: GaitEvents, side: int) -> Floats:
    """Share of the weight a foot can take, ``(T,)`` in 0..1."""
    times = events.times
    load = np.zeros(len(times))
    for start, end in stance_intervals(events, side):
        ramp = min(LOAD_TRANSFER_S, (end - start) / 2)
        share = smoothstep(times, start, start + ramp) * (1 - smoothstep(times, end - ramp, end))
        load = np.maximum(load, share * _within(times, start, end))
    return load


def _within(times: Floats, start: float, end: float) -> NDArray[np.bool_]:
    """Frames of an interval; one that falls on an end counts, whatever the rounding."""
    return (times >= start - ROUNDING_S) & (times <= end + ROUNDING_S)


def stance_intervals(events: GaitEvents, side: int) -> list[tuple[float, float]]:
    """Stance phases in seconds; those cut by the clip's ends run past them by a second."""
    one = events.left if side == 0 else events.right
    times = events.times
    spans = one.stances()
    if not len(one.contacts) and not len(one.foot_offs):
        return [(times[0] - 1.0, times[-1] + 1.0)]
    if len(one.foot_offs) and not np.any(one.contacts < one.foot_offs[0]):
        spans.insert(0, (min(times[0], one.foot_offs[0]) - 1.0, float(one.foot_offs[0])))
    if len(one.contacts) and not np.any(one.foot_offs > one.contacts[-1]):
        spans.append((float(one.contacts[-1]), max(times[-1], one.contacts[-1]) + 1.0))
    return spans


def _lock_side(feet: Feet, pose: Pose, events: GaitEvents, body: Proportions, side: int) -> None:
    """Replace the targets of one foot: anchored in stance, eased between anchors in swing."""
    turn = bd.OUTWARD[side] * pose.heading
    yaw = feet.yaw[:, side] + turn
    locked: list[_Lock] = []
    for start, end in stance_intervals(events, side):
        frames = np.flatnonzero(_within(events.times, start, end - LET_GO_S))
        if len(frames) < 2:
            continue
        lock = _anchor(feet, yaw, frames, body, side)
        if lock is not None:
            locked.append(lock)
    shift = _eased(locked, len(pose))
    feet.ankle[:, side] += shift[:, :3]
    feet.pitch[:, side] += shift[:, 3]
    feet.yaw[:, side] += shift[:, 4]


@dataclass(frozen=True)
class _Lock:
    """One stance: its frames and what to add to ankle (x, y, z), pitch and yaw there."""

    frames: NDArray[np.intp]
    shift: Floats


def _anchor(
    feet: Feet, yaw: Floats, frames: NDArray[np.intp], body: Proportions, side: int
) -> _Lock | None:
    """What holds the sole of one stance to the floor; None if the foot was not standing."""
    raw = feet.pitch[frames, side]
    middle = slice(len(frames) // 4, max(len(frames) // 4 + 1, (2 * len(frames)) // 3))
    usual = float(np.median(raw[middle]))
    steady = float(np.clip(usual, -np.radians(75), body.flat_pitch))
    rolling = raw - usual
    pitch = steady + rolling * smoothstep(np.abs(rolling), FLAT_WITHIN, ROLLING_BEYOND)
    fixed_yaw = np.full(len(frames), float(np.median(yaw[frames][middle])))
    flat = np.abs(rolling) < ROLLING_BEYOND
    if not flat.any():
        return None
    foot = body.foot * bd.foot_direction(raw, yaw[frames], side)
    toe = np.mean((feet.ankle[frames, side] + foot)[flat], axis=0)
    toe[1] = TOE_HEIGHT
    # Toes up: the foot rolls about the heel, the ankle rests. Toes down: it rolls on the toe.
    contact_pitch = np.minimum(pitch, max(steady, body.flat_pitch))
    ankle = toe - body.foot * bd.foot_direction(contact_pitch, fixed_yaw, side)
    shift = np.column_stack(
        [ankle - feet.ankle[frames, side], pitch - raw, fixed_yaw - yaw[frames]]
    )
    if np.abs(shift[:, [0, 2]]).max() > LONGEST_CORRECTION_M:
        return None
    return _Lock(frames, shift)


def _eased(locked: list[_Lock], count: int) -> Floats:
    """Corrections ``(T, 5)``: those of each stance, and through each swing a smooth change."""
    shift = np.zeros((count, 5))
    if not locked:
        return shift
    shift[: locked[0].frames[0]] = locked[0].shift[0]
    shift[locked[-1].frames[-1] :] = locked[-1].shift[-1]
    for lock in locked:
        shift[lock.frames] = lock.shift
    for before, after in pairwise(locked):
        off, contact = int(before.frames[-1]), int(after.frames[0])
        swing = np.arange(off + 1, contact)
        share = smoothstep(swing.astype(float), off, contact)[:, None]
        shift[swing] = before.shift[-1] * (1 - share) + after.shift[0] * share
    return shift


def _dragged(feet: Feet, clearance: Floats, body: Proportions, side: int) -> None:
    """Bring the toes of a swinging foot nearer to the floor, by moving the whole foot."""
    toe = feet.ankle[:, side, 1] + body.foot * np.sin(feet.pitch[:, side])
    feet.ankle[:, side, 1] -= (1 - clearance) * np.maximum(toe - TOE_HEIGHT, 0.0)


def _exact_knees(pose: Pose, events: GaitEvents) -> Floats:
    """Where the pelvis's height follows from the standing knee, ``(T, 2)`` 0 to 1.

    That is the single support of a leg whose knee bends backward.
    """
    phases = side_phases(events)
    exact = np.zeros((len(pose), 2))
    for side in (0, 1):
        standing = (phases[:, side] > 0.25) & (phases[:, side] < 0.75)
        if standing.any() and np.percentile(pose.knee[standing, side], 25) < BACKWARD_KNEE:
            straight = 1 - smoothstep(pose.knee[:, side], *NEARLY_STRAIGHT)
            exact[:, side] = straight * window(phases[:, side], 0.02, 0.14, 0.84, 0.98)
    return exact


def _stood_on(pose: Pose, feet: Feet, exact: Floats, body: Proportions) -> Pose:
    """Raise or lower the pelvis so that a standing knee has the angle of the pose.

    Only the height of the pelvis can do that: how far a nearly straight knee bends changes by
    degrees within a millimetre of the leg's length.
    """
    if not exact.any():
        return pose
    joints = bd.compose(pose, body)
    root = pose.root.copy()
    for side in (0, 1):
        gap = joints[:, bd.LEGS[side][0]] - feet.ankle[:, side]
        reach = bd.leg_reach(pose.knee[:, side], body)
        level = np.minimum(np.hypot(gap[:, 0], gap[:, 2]), reach)
        root[:, 1] += exact[:, side] * (np.sqrt(reach**2 - level**2) - gap[:, 1])
    return replace(pose, root=root)


def _clear_floor(feet: Feet, body: Proportions, side: int) -> None:
    """Keep a foot from sinking: toe and ankle stay above their standing heights.

    A toe that would sink is first raised by the ankle joint, as walkers do; only what that
    cannot do lifts the whole foot, which bends the knee and would hide a stiff one.
    """
    height, pitch = feet.ankle[:, side, 1], feet.pitch[:, side]
    level = np.arcsin(np.clip((TOE_HEIGHT - height) / body.foot, -1.0, 1.0))
    pitch = np.clip(level, pitch, pitch + LARGEST_TOE_LIFT)
    lowest_ankle = np.maximum(TOE_HEIGHT - body.foot * np.sin(pitch), TOE_HEIGHT + 0.03)
    feet.ankle[:, side, 1] = np.maximum(height, lowest_ankle)
    feet.pitch[:, side] = pitch


def _lower_to_reach(pose: Pose, feet: Feet, body: Proportions, fps: float) -> Pose:
    """Lower the pelvis, smoothly, where a leg would have to stretch to its target."""
    joints = bd.compose(pose, body)
    longest = REACH_SHARE * body.leg
    excess = np.zeros(len(pose))
    for side in (0, 1):
        gap = joints[:, bd.LEGS[side][0]] - feet.ankle[:, side]
        level = np.minimum(np.hypot(gap[:, 0], gap[:, 2]), 0.95 * longest)
        excess = np.maximum(excess, gap[:, 1] - np.sqrt(longest**2 - level**2))
    if excess.max() <= 0:
        return pose
    reach = max(1, round(0.1 * fps))
    padded = np.pad(excess, reach, mode="edge")
    widest = np.max([padded[k : k + len(excess)] for k in range(2 * reach + 1)], axis=0)
    root = pose.root.copy()
    root[:, 1] -= smooth(np.maximum(widest, 0.0), 0.05 * fps)
    return replace(pose, root=root)


def _legs_to(pose: Pose, feet: Feet, exact: Floats, body: Proportions) -> Pose:
    """Hip and knee angles that bring the ankles to their targets."""
    joints = bd.compose(pose, body)
    hip_flexion, hip_abduction, knee = (
        pose.hip_flexion.copy(),
        pose.hip_abduction.copy(),
        pose.knee.copy(),
    )
    for side in (0, 1):
        line = feet.ankle[:, side] - joints[:, bd.LEGS[side][0]]
        local = bd.rotate_y(line, -pose.heading)
        axis = bd.unit(local)
        hip_flexion[:, side] = np.arctan2(axis[:, 2], -axis[:, 1])
        hip_abduction[:, side] = np.arcsin(np.clip(axis[:, 0] * bd.OUTWARD[side], -1, 1))
        longest = (REACH_SHARE + (1 - REACH_SHARE) * exact[:, side]) * body.leg
        reach = np.minimum(np.linalg.norm(line, axis=1), longest)
        way = np.where((pose.knee[:, side] < 0) & (exact[:, side] > 0), -1.0, 1.0)
        knee[:, side] = way * bd.knee_flexion(reach, body)
    return replace(
        pose,
        hip_flexion=hip_flexion,
        hip_abduction=hip_abduction,
        knee=knee,
        foot_pitch=feet.pitch,
        foot_yaw=feet.yaw,
    )
