"""Editing the legs: reach, knee, foot, and what single steps change."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from retarget.filters import smoothstep
from runtime.gait.body import Pose, Proportions
from runtime.gait.change import GaitEdit, LegEdit, StepEdit
from runtime.gait.events import GaitEvents
from runtime.gait.phase import window
from runtime.gait.tempo import all_contacts, halted

Floats = NDArray[np.float64]

STRAIGHT = np.radians(1.0)

TREMOR_HZ = 4.5
"""Trembling of the knees in freezing: 3 to 8 Hz are usual [M], 20 fps shows up to 5."""


def edit_legs(
    pose: Pose, phases: Floats, events: GaitEvents, change: GaitEdit, body: Proportions
) -> Pose:
    """The pose ``T`` with both legs changed; ``phases (T, 2)``."""
    flexion, abduction = pose.hip_flexion.copy(), pose.hip_abduction.copy()
    knee, pitch = pose.knee.copy(), pose.foot_pitch.copy()
    knee_yaw, foot_yaw = pose.knee_yaw.copy(), pose.foot_yaw.copy()
    trembling = _trembling(events, change)
    for side, leg in enumerate(change.legs):
        phase = phases[:, side]
        steps = _of_steps(events, change.steps, side)
        lift = (leg.knee_lift + steps.lift) * window(phase, 0.95, 1.4, 1.45, 1.95)
        flexion[:, side] = _reached(flexion[:, side], leg, change.stride * steps.length)
        flexion[:, side] += np.radians(0.18 * lift)
        knee[:, side] = _bent(knee[:, side], phase, leg) + np.radians(lift + trembling)
        abduction[:, side] += _aside(phase, leg, change.step_width / 2 + steps.width, body)
        pitch[:, side] = _pitched(pitch[:, side], phase, leg, change.stride)
        foot_yaw[:, side] += np.radians(leg.foot_yaw)
        knee_yaw[:, side] += np.radians(0.5 * leg.foot_yaw + leg.knee_yaw)
    return replace(
        pose,
        hip_flexion=flexion,
        hip_abduction=abduction,
        knee=knee,
        foot_pitch=pitch,
        knee_yaw=knee_yaw,
        foot_yaw=foot_yaw,
    )


def toe_clearance(phases: Floats, change: GaitEdit) -> Floats | None:
    """Factor on the height of the toes in swing, ``(T, 2)``; None where nothing is dragged."""
    if all(leg.clearance == 1.0 for leg in change.legs):
        return None
    curves = [
        1.0 + (leg.clearance - 1.0) * window(phases[:, side], 0.95, 1.3, 1.6, 1.95)
        for side, leg in enumerate(change.legs)
    ]
    return np.stack(curves, axis=1)


def _reached(flexion: Floats, leg: LegEdit, stride: Floats) -> Floats:
    return np.asarray(flexion * np.where(flexion > 0, leg.step_ahead, leg.step_behind) * stride)


def _bent(knee: Floats, phase: Floats, leg: LegEdit) -> Floats:
    """Knee flexion in radians; negative bends backward."""
    swing = window(phase, 0.75, 1.1, 1.6, 2.0)
    bent = knee * (1.0 - (1.0 - leg.knee_swing) * swing) + np.radians(leg.knee_flexion)
    # Less flexion ends at a straight knee; only hyperextension goes on from there.
    bent = np.maximum(bent, np.minimum(knee, STRAIGHT))
    if leg.hyperextension:
        stance = window(phase, 0.0, 0.45, 0.6, 0.95)
        bent = bent * (1 - stance) - np.radians(leg.hyperextension) * stance
    return np.asarray(bent)


def _aside(phase: Floats, leg: LegEdit, outward: Floats, body: Proportions) -> Floats:
    """Hip abduction that brings the foot outward, radians."""
    mid_swing = window(phase, 0.95, 1.4, 1.45, 1.95)
    swung = np.arcsin(np.clip(leg.circumduction / body.leg, -0.6, 0.6)) * mid_swing
    return np.asarray(swung + np.arcsin(np.clip(outward / body.leg, -0.6, 0.6)))


def _pitched(pitch: Floats, phase: Floats, leg: LegEdit, stride: float) -> Floats:
    roll = min(stride * leg.step_behind, leg.heel_rise)
    changed = _rolled_less(pitch, phase, roll)
    changed = changed + np.radians(leg.foot_swing) * window(phase, 0.95, 1.25, 2.0, 2.25)
    changed = changed - np.radians(leg.vault) * window(phase, 0.12, 0.38, 0.62, 0.85)
    if leg.equinus:
        # A foot that stands on its toes hardly rolls on.
        changed = _rolled_less(changed, phase, 0.25) - np.radians(leg.equinus)
    return changed


def _rolled_less(pitch: Floats, phase: Floats, roll: float) -> Floats:
    """Less heel rise and toe-up: shorter steps and stiffer knees roll the foot less."""
    if roll >= 1.0:
        return pitch
    standing = (phase > 0.3) & (phase < 0.6)
    rest = float(np.median(pitch[standing])) if standing.any() else float(np.median(pitch))
    return np.asarray(rest + (pitch - rest) * (0.1 + 0.9 * roll))


class _Steps:
    """Step edits of one foot as curves ``(T,)``: held in stance, passing over in swing."""

    def __init__(self, length: Floats, width: Floats, lift: Floats) -> None:
        self.length, self.width, self.lift = length, width, lift


def _of_steps(events: GaitEvents, steps: tuple[StepEdit, ...], side: int) -> _Steps:
    count = len(events.times)
    if not steps:
        return _Steps(np.ones(count), np.zeros(count), np.zeros(count))
    own = [
        (instant, steps[number % len(steps)])
        for number, (instant, foot) in enumerate(all_contacts(events))
        if foot == side
    ]
    if not own:
        return _Steps(np.ones(count), np.zeros(count), np.zeros(count))
    offs = events.left.foot_offs if side == 0 else events.right.foot_offs
    curves = {name: _held(events.times, own, offs, name) for name in ("length", "width", "lift")}
    return _Steps(**curves)


def _held(
    times: Floats,
    contacts: list[tuple[float, StepEdit]],
    offs: Floats,
    name: str,
) -> Floats:
    curve = np.full(len(times), float(getattr(contacts[0][1], name)))
    for instant, step in contacts:
        before = offs[offs < instant]
        start = float(before[-1]) if len(before) else instant - 0.4
        share = smoothstep(times, start, instant)
        curve = curve * (1 - share) + float(getattr(step, name)) * share
    return curve


def _trembling(events: GaitEvents, change: GaitEdit) -> Floats:
    """Knee flexion of the trembling while the walk halts, degrees, never negative."""
    times = events.times
    added = np.zeros(len(times))
    for start, end, tremor in halted(events, change):
        course = smoothstep(times, start, start + 0.3) * (1 - smoothstep(times, end - 0.3, end))
        added += tremor * course * (1 - np.cos(2 * np.pi * TREMOR_HZ * (times - start)))
    return added
