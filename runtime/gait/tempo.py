"""The tempo of an edited walk: phases of the gait cycle, strides and pauses, stretched in time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retarget.skeleton import FPS
from runtime.gait.body import Pose
from runtime.gait.change import GaitEdit
from runtime.gait.events import GaitEvents, SideEvents, smooth

Floats = NDArray[np.float64]

TIME_SMOOTHING_S = 0.05
"""Changes of tempo between gait phases are eased over about this time, seconds."""
HALT_SIGMA_S = 0.03
"""Width (one sigma) of a pause in the time of the walk that it stops, seconds: the walker comes
to a halt and goes on within about this much of the step."""
DOUBLE_SUPPORT_S = 0.07
"""A pause is centred this long after a contact, where both feet stand, seconds."""


def retime(pose: Pose, events: GaitEvents, change: GaitEdit) -> tuple[Pose, GaitEvents]:
    """Stretch the phases of the gait cycle and resample to 20 fps; events move along."""
    times = events.times
    warped = warped_times(events, change)
    count = int(np.floor(warped[-1] * FPS + 1e-6)) + 1
    frames = np.interp(np.arange(count) / FPS, warped, np.arange(len(times)))

    def moved(side: SideEvents) -> SideEvents:
        return SideEvents(
            np.interp(side.contacts, times, warped),
            np.interp(side.foot_offs, times, warped),
        )

    nearest = np.clip(np.round(frames).astype(int), 0, len(times) - 1)
    heading = events.heading[nearest]
    return pose.sample(frames), GaitEvents(moved(events.left), moved(events.right), heading, FPS)


def warped_times(events: GaitEvents, change: GaitEdit) -> Floats:
    """When each frame of the walk happens after the change, seconds, ``(T,)`` ascending."""
    times = events.times
    # Asked half-way to the next frame: no event that falls on a frame is on either side of it
    # by a rounding error, and strides that are alike stay alike.
    between = times + 0.5 / events.fps
    left, right = events.left.in_stance(between), events.right.in_stance(between)
    factor = np.where(left & right, change.double_support, 1.0)
    factor = np.where(left & ~right, change.left.single_support, factor)
    factor = np.where(right & ~left, change.right.single_support, factor)
    factor = factor * _of_strides(events, between, change.strides)
    tempo = smooth(factor / change.cadence, TIME_SMOOTHING_S * events.fps)
    tempo = tempo + _halts(events, change)
    return np.asarray(np.concatenate([[0.0], np.cumsum(tempo[:-1])]) / events.fps)


def all_contacts(events: GaitEvents) -> list[tuple[float, int]]:
    """Contacts of both feet in time: seconds and foot (0 left, 1 right)."""
    marks = [(float(t), 0) for t in events.left.contacts]
    return sorted(marks + [(float(t), 1) for t in events.right.contacts])


def _of_strides(events: GaitEvents, times: Floats, factors: tuple[float, ...]) -> Floats:
    """The factor of the stride that each instant is in; 1 where there are none."""
    if not factors:
        return np.ones(len(times))
    number = np.searchsorted(events.left.contacts, times, side="right") - 1
    return np.asarray(np.array(factors)[number % len(factors)])


def _halts(events: GaitEvents, change: GaitEdit) -> Floats:
    """Time added at each frame by the pauses, seconds a second: narrow bells."""
    added = np.zeros(len(events.times))
    contacts = all_contacts(events)
    for pause in change.pauses:
        if pause.step < len(contacts):
            centre = contacts[pause.step][0] + DOUBLE_SUPPORT_S
            bell = np.exp(-0.5 * ((events.times - centre) / HALT_SIGMA_S) ** 2)
            if bell.sum() > 0:
                added += pause.seconds * events.fps * bell / bell.sum()
    return added


def halted(events: GaitEvents, change: GaitEdit) -> list[tuple[float, float, float]]:
    """Pauses of a walk that has been retimed: start, end (s) and tremor."""
    contacts = all_contacts(events)
    spans = []
    for pause in change.pauses:
        if pause.step < len(contacts):
            # The bell lies half before and half after its centre, which the pause moved on.
            centre = contacts[pause.step][0] + DOUBLE_SUPPORT_S + 0.5 * pause.seconds
            spans.append((centre - 0.4 * pause.seconds, centre + 0.4 * pause.seconds, pause.tremor))
    return spans
