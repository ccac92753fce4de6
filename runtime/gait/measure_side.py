"""Measures of one side: its steps, its leg in stance and in swing, its arm."""

from __future__ import annotations

import numpy as np

from runtime.gait.angles import OUTWARD, Floats, Series, SideSeries
from runtime.gait.averages import Interval, difference, frame_at, mean, over, part, window
from runtime.gait.events import GaitEvents, SideEvents
from runtime.gait.timing import Values, alone, other_side, short, side_timing, strides

MID_STANCE = (0.25, 0.55)
"""Part of stance in which the foot is flat (after loading, before heel rise)."""
MID_SWING = (0.35, 0.65)
"""Part of swing around passing the other foot."""
CLEARANCE = (0.3, 0.7)
"""Part of swing in which the toes have left the floor and not yet come down to it."""


def measure_side(curves: Series, events: GaitEvents, side: str) -> Values:
    """All values of a side; what they mean is in `measure_names.MEASURES`."""
    own = events.side(side)
    arm = curves.side(side)
    return {
        **side_timing(events, side),
        **_distances(curves, events, side),
        **_stance_values(curves, events, side),
        **_swing_values(curves, own, side),
        **_stride_values(curves, own, arm),
        "shoulder_abduction": float(arm.shoulder_abduction.mean()),
        "elbow_flex": float(arm.elbow_flexion.mean()),
    }


def step_lengths(curves: Series, events: GaitEvents, side: str) -> tuple[Floats, Floats]:
    """Instants of a foot's contacts and how far its ankle is ahead of the other, metres."""
    at, gap = _gaps(curves, events, side)
    return events.side(side).contacts, (gap * curves.forward[at]).sum(axis=1)


def step_widths(curves: Series, events: GaitEvents, side: str) -> tuple[Floats, Floats]:
    """Instants of a foot's contacts and how far its ankle is outward of the other, metres."""
    at, gap = _gaps(curves, events, side)
    aside = (gap * curves.leftward[at]).sum(axis=1)
    return events.side(side).contacts, OUTWARD[side] * aside


def _gaps(curves: Series, events: GaitEvents, side: str) -> tuple[np.ndarray, Floats]:
    at = np.array([frame_at(curves.times, t) for t in events.side(side).contacts], dtype=int)
    return at, curves.side(side).ankle[at] - curves.side(other_side(side)).ankle[at]


def _distances(curves: Series, events: GaitEvents, side: str) -> Values:
    track, times = curves.side(side).ankle, curves.times
    lengths = [
        float(np.linalg.norm(track[frame_at(times, b)] - track[frame_at(times, a)]))
        for a, b in strides(events.side(side))
    ]
    return {
        "step_length": mean(step_lengths(curves, events, side)[1], wide=True),
        "step_width": mean(step_widths(curves, events, side)[1], wide=True),
        "stride_length": mean(lengths),
    }


def _stance_values(curves: Series, events: GaitEvents, side: str) -> Values:
    own, times = curves.side(side), curves.times
    stances = short(events.side(side).stances())
    single = alone(events, side) or [part(stance, (0.2, 0.8)) for stance in stances]
    flat = [part(stance, MID_STANCE) for stance in stances]
    return {
        "knee_stance_min": over(stances, times, own.knee_flexion, np.min),
        "knee_stance_mean": over(stances, times, own.knee_flexion, np.mean),
        "hip_abduction_stance": over(stances, times, own.hip_abduction, np.mean),
        "pelvic_drop_contra_deg": over(single, times, own.pelvis_up, np.mean),
        "pelvis_rise_cm": _rise(curves, events.side(side), single),
        "lean_in_stance": over(single, times, curves.trunk_lateral, np.mean),
        "foot_progression": over(flat, times, own.foot_progression, np.mean),
        "foot_pitch_stance": over(flat, times, own.foot_pitch, np.mean),
    }


def _rise(curves: Series, events: SideEvents, single: list[Interval]) -> float | None:
    """Highest pelvis in single support above its mean over the stride around it, cm."""
    stride = mean(b - a for a, b in strides(events))
    if stride is None:
        return None
    rises = []
    for start, end in single:
        middle = (start + end) / 2
        around = curves.root_height[
            window(curves.times, (middle - stride / 2, middle + stride / 2))
        ]
        piece = curves.root_height[window(curves.times, (start, end))]
        if len(piece):
            rises.append(100 * float(piece.max() - around.mean()))
    return mean(rises, wide=True)


def _swing_values(curves: Series, events: SideEvents, side: str) -> Values:
    own, times = curves.side(side), curves.times
    swings = short(events.swings())
    flat = [part(stance, MID_STANCE) for stance in short(events.stances())]
    standing = over(flat, times, own.foot_pitch, np.mean)
    contact = mean((float(own.foot_pitch[frame_at(times, t)]) for t in events.contacts), wide=True)
    middle = [part(swing, MID_SWING) for swing in swings]
    clearing = [part(swing, CLEARANCE) for swing in swings]
    hike = over(swings, times, own.hip_rise, np.max)
    return {
        "knee_swing_peak": over(swings, times, own.knee_flexion, np.max),
        "knee_swing_peak_at": _peak_at(curves, events, own),
        "hip_abd_swing": over(swings, times, own.hip_abduction, np.max),
        "circumduction": mean((_outward(curves, swing, side) for swing in swings), wide=True),
        "hike_cm": None if hike is None else 100 * hike,
        "foot_pitch_contact": difference(contact, standing),
        "foot_pitch_swing": difference(over(middle, times, own.foot_pitch, np.mean), standing),
        "toe_peak": over(swings, times, own.toe_height, np.max),
        "toe_clearance": over(clearing, times, own.toe_height, np.min),
        "ankle_peak": over(swings, times, own.ankle_height, np.max),
    }


def _peak_at(curves: Series, events: SideEvents, own: SideSeries) -> float | None:
    """When the knee bends most in swing, percent of the stride."""
    moments = []
    for start, end in strides(events):
        off = events.foot_offs[(events.foot_offs > start) & (events.foot_offs < end)][-1]
        swing = window(curves.times, (float(off), end))
        if swing.stop > swing.start:
            peak = swing.start + int(np.argmax(own.knee_flexion[swing]))
            moments.append(100 * (curves.times[peak] - start) / (end - start))
    return mean(moments)


def _stride_values(curves: Series, events: SideEvents, own: SideSeries) -> Values:
    times = curves.times
    cycles = strides(events) or [(float(times[0]), float(times[-1]))]
    return {
        "hip_flex_max": over(cycles, times, own.hip_flexion, np.max),
        "hip_ext_max": over(cycles, times, -own.hip_flexion, np.max),
        "arm_swing": over(cycles, times, own.wrist_ahead, np.ptp),
    }


def _outward(curves: Series, swing: Interval, side: str) -> float:
    """Largest distance of the ankle outward of the line between the ends of its swing."""
    first, last = (frame_at(curves.times, instant) for instant in swing)
    track = curves.side(side).ankle[first : last + 1]
    line = track[-1] - track[0]
    length = float(np.linalg.norm(line))
    if length < 0.05:
        # A step on the spot has no direction of its own.
        line, length = curves.forward[first], 1.0
    leftward = np.array([line[1], -line[0]]) / length
    return float(((track - track[0]) @ leftward * OUTWARD[side]).max())
