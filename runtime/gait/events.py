"""Gait events from joint positions: initial contact and foot off of each foot.

They are found by Zeni's rule (Zeni, Richards and Higginson, Gait & Posture 27, 2008): along
the direction of travel, relative to the pelvis, the foot is farthest forward at initial
contact and farthest back at foot off. Those extremes are refined between frames by a parabola
through the extreme and its two neighbours, so 20 fps does not round them to 50 ms. `detect`
then moves each to where the foot itself lands or leaves (`instants`); `zeni_events` gives the
plain extremes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from retarget.filters import resampled
from retarget.skeleton import (
    FPS,
    LEFT_ANKLE,
    LEFT_FOOT,
    LEFT_HIP,
    LEFT_SHOULDER,
    PELVIS,
    RIGHT_ANKLE,
    RIGHT_FOOT,
    RIGHT_HIP,
    RIGHT_SHOULDER,
)
from runtime.gait.instants import Foot, departures, landings

Floats = NDArray[np.float64]

SIDES = ("left", "right")
ANKLE = {"left": LEFT_ANKLE, "right": RIGHT_ANKLE}
TOE = {"left": LEFT_FOOT, "right": RIGHT_FOOT}

SMOOTHING_S = 0.04
"""Width (one sigma) of the smoothing before extremes are looked for, seconds."""
FOOT_SMOOTHING_S = 0.02
"""Width (one sigma) of the smoothing of a foot before its landing is looked for, seconds."""
FINE_RATE = 100.0
"""The foot's own motion is read this often a second."""
HEADING_WINDOW_S = 0.6
"""Width (one sigma) of the smoothing of the direction of travel: about one step."""
STANDING_SPEED = 0.12
"""Below this speed (m/s) the direction of travel is taken from the facing of the body."""
PROMINENCE = 0.25
"""An extreme counts when it stands out by this share of the foot's whole excursion."""
SHORTEST_STEP_S = 0.2
"""No foot makes two contacts within this time, seconds."""


@dataclass(frozen=True)
class SideEvents:
    """Events of one foot, seconds from the first frame, ascending."""

    contacts: Floats
    foot_offs: Floats

    def stances(self) -> list[tuple[float, float]]:
        """Whole stance phases ``(initial contact, foot off)``."""
        return list(self._stances)

    def swings(self) -> list[tuple[float, float]]:
        """Whole swing phases ``(foot off, next initial contact)``."""
        return list(self._swings)

    def strides(self) -> list[tuple[float, float]]:
        """Whole strides ``(initial contact, next initial contact)`` with a foot off between."""
        return list(self._strides)

    # A motion is measured many times over; the phases are worked out once.
    @cached_property
    def _stances(self) -> list[tuple[float, float]]:
        return _pairs(self.contacts, self.foot_offs)

    @cached_property
    def _swings(self) -> list[tuple[float, float]]:
        return _pairs(self.foot_offs, self.contacts)

    @cached_property
    def _strides(self) -> list[tuple[float, float]]:
        between = np.searchsorted(self.foot_offs, self.contacts, side="right")
        ahead = np.searchsorted(self.foot_offs, self.contacts, side="left")
        return [
            (float(a), float(b))
            for a, b, first, last in zip(
                self.contacts[:-1], self.contacts[1:], between[:-1], ahead[1:], strict=True
            )
            if last > first
        ]

    def in_stance(self, times: Floats) -> NDArray[np.bool_]:
        """Whether the foot stands at each of ``times``.

        Before the first and after the last event the phase follows from that event.
        """
        marks = sorted(
            [(float(t), True) for t in self.contacts] + [(float(t), False) for t in self.foot_offs]
        )
        if not marks:
            return np.ones(len(times), bool)
        instants = np.array([m[0] for m in marks])
        states = np.array([not marks[0][1]] + [m[1] for m in marks])
        return states[np.searchsorted(instants, times, side="right")]


@dataclass(frozen=True)
class GaitEvents:
    """Events of both feet and the local direction of travel.

    Attributes:
        left, right: events of each foot.
        heading: ``(T, 2)`` unit direction of travel in the ground plane (x, z).
        fps: frames a second of the motion they belong to.
    """

    left: SideEvents
    right: SideEvents
    heading: Floats
    fps: float

    def side(self, name: str) -> SideEvents:
        """Events of ``"left"`` or ``"right"``."""
        return self.left if name == "left" else self.right

    @property
    def times(self) -> Floats:
        """Time of each frame, seconds, ``(T,)``."""
        return np.arange(len(self.heading)) / self.fps

    def lateral(self) -> Floats:
        """``(T, 2)`` unit vector to the walker's left (x, z)."""
        return np.stack([self.heading[:, 1], -self.heading[:, 0]], axis=1)


def detect(joints: NDArray[np.floating], fps: float = FPS) -> GaitEvents:
    """Initial contacts and foot offs of a motion ``(T, 22, 3)``, metres, Y up, floor at 0."""
    positions = np.asarray(joints, dtype=np.float64)
    plain = zeni_events(positions, fps)
    refined = {}
    for name in SIDES:
        own = plain.side(name)
        foot = _foot(positions, name, plain.heading, fps)
        refined[name] = SideEvents(
            landings(foot, own.contacts, own.foot_offs),
            departures(foot, own.contacts, own.foot_offs),
        )
    return GaitEvents(refined["left"], refined["right"], plain.heading, fps)


def zeni_events(joints: NDArray[np.floating], fps: float = FPS) -> GaitEvents:
    """The events of Zeni's rule alone: extremes of the feet relative to the pelvis."""
    positions = np.asarray(joints, dtype=np.float64)
    heading = travel_direction(positions, fps)
    sides = {}
    for name in SIDES:
        ankle = _forward(positions, ANKLE[name], heading)
        toe = _forward(positions, TOE[name], heading)
        sides[name] = _side_events(ankle, toe, fps)
    return GaitEvents(sides["left"], sides["right"], heading, fps)


def facing_direction(joints: NDArray[np.floating]) -> Floats:
    """Where the body faces, ``(T, 2)`` unit (x, z), from hip line and shoulder line."""
    across = (
        joints[:, LEFT_HIP]
        - joints[:, RIGHT_HIP]
        + joints[:, LEFT_SHOULDER]
        - joints[:, RIGHT_SHOULDER]
    )
    return unit(np.stack([-across[:, 2], across[:, 0]], axis=1))


def travel_direction(joints: NDArray[np.floating], fps: float = FPS) -> Floats:
    """Local direction of travel, ``(T, 2)`` unit (x, z), smoothed over about a step."""
    path = np.asarray(joints[:, PELVIS][:, [0, 2]], dtype=np.float64)
    velocity = np.gradient(path, 1.0 / fps, axis=0) if len(path) > 1 else np.zeros_like(path)
    velocity = smooth(velocity, HEADING_WINDOW_S * fps)
    facing = unit(smooth(facing_direction(joints), HEADING_WINDOW_S * fps))
    slow = np.linalg.norm(velocity, axis=1) < STANDING_SPEED
    return unit(np.where(slow[:, None], facing, velocity))


def unit(vectors: NDArray[np.floating]) -> Floats:
    """Vectors scaled to length 1 along the last axis; a zero vector stays zero."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-12))


def smooth(values: NDArray[np.floating], sigma: float) -> Floats:
    """Gaussian smoothing along the first axis; ``sigma`` in frames.

    At both ends the series is continued by point reflection, which keeps slopes (and thus
    directions and drifts) unbent there.
    """
    series = np.asarray(values, dtype=np.float64)
    reach = int(min(np.ceil(3 * sigma), len(series) - 1))
    if sigma <= 0 or reach < 1:
        return series.copy()
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    flat = series.reshape(len(series), -1)
    before = 2 * flat[0] - flat[reach:0:-1]
    after = 2 * flat[-1] - flat[-2 : -reach - 2 : -1]
    padded = np.concatenate([before, flat, after])
    columns = [np.convolve(column, kernel, mode="valid") for column in padded.T]
    return np.stack(columns, axis=1).reshape(series.shape)


def _forward(joints: Floats, joint: int, heading: Floats) -> Floats:
    relative = (joints[:, joint] - joints[:, PELVIS])[:, [0, 2]]
    return np.asarray((relative * heading).sum(axis=1))


def _foot(joints: Floats, side: str, heading: Floats, fps: float) -> Foot:
    """How a foot moves, at `FINE_RATE`, lightly smoothed."""
    both = smooth(joints[:, [ANKLE[side], TOE[side]]], FOOT_SMOOTHING_S * fps)
    fine = resampled(both, fps, FINE_RATE)
    ahead = resampled(heading, fps, FINE_RATE)
    ankle, toe = fine[:, 0], fine[:, 1]
    speed = np.gradient(fine, axis=0) * FINE_RATE if len(fine) > 1 else np.zeros_like(fine)
    foot = toe - ankle
    return Foot(
        rate=FINE_RATE,
        ankle_height=ankle[:, 1],
        toe_height=toe[:, 1],
        pitch=np.arctan2(foot[:, 1], np.hypot(foot[:, 0], foot[:, 2])),
        ankle_speed=(speed[:, 0, [0, 2]] * ahead).sum(axis=1),
        toe_speed=np.hypot(speed[:, 1, 0], speed[:, 1, 2]),
    )


def _side_events(ankle: Floats, toe: Floats, fps: float) -> SideEvents:
    ankle, toe = (smooth(signal, SMOOTHING_S * fps) for signal in (ankle, toe))
    contacts = [(t, True) for t in _peaks(ankle, fps)]
    foot_offs = [(t, False) for t in _peaks(-toe, fps)]
    kept = _alternate(sorted(contacts + foot_offs), ankle, toe, fps)
    return SideEvents(
        np.array([t for t, is_contact in kept if is_contact]),
        np.array([t for t, is_contact in kept if not is_contact]),
    )


def _peaks(signal: Floats, fps: float) -> list[float]:
    """Instants (s) of the prominent maxima, refined by a parabola."""
    span = float(np.ptp(signal))
    if len(signal) < 5 or span == 0:
        return []
    inner = np.flatnonzero((signal[1:-1] >= signal[:-2]) & (signal[1:-1] > signal[2:])) + 1
    reach = round(fps * 2)
    found: list[int] = []
    for i in inner:
        if _prominence(signal, int(i), reach) < PROMINENCE * span:
            continue
        if found and i - found[-1] < SHORTEST_STEP_S * fps:
            if signal[i] > signal[found[-1]]:
                found[-1] = int(i)
            continue
        found.append(int(i))
    return [(i + _vertex(signal[i - 1], signal[i], signal[i + 1])) / fps for i in found]


def _prominence(signal: Floats, peak: int, reach: int) -> float:
    """How far one has to go down from a peak before going higher, one side at the least.

    A peak near an end of the clip is judged by the side that the clip shows.
    """
    drops = []
    for side in (
        signal[max(peak - reach, 0) : peak][::-1],
        signal[peak + 1 : peak + reach + 1],
    ):
        higher = np.flatnonzero(side > signal[peak])
        valley = side[: higher[0]] if len(higher) else side
        if len(valley):
            drop = float(signal[peak] - valley.min())
            # Where the clip ends before the signal rises again, the valley is cut off.
            drops.append((drop, bool(len(higher)) or len(side) == reach))
    whole = [drop for drop, complete in drops if complete]
    return min(whole) if whole else max((drop for drop, _ in drops), default=0.0)


def _vertex(before: float, at: float, after: float) -> float:
    curvature = before - 2 * at + after
    return 0.0 if curvature == 0 else float(np.clip(0.5 * (before - after) / curvature, -0.5, 0.5))


def _alternate(
    marks: list[tuple[float, bool]], ankle: Floats, toe: Floats, fps: float
) -> list[tuple[float, bool]]:
    """Contacts and foot offs in turn: of two of a kind in a row the more extreme stays."""

    def extremity(mark: tuple[float, bool]) -> float:
        frame = int(np.clip(round(mark[0] * fps), 0, len(ankle) - 1))
        return float(ankle[frame]) if mark[1] else -float(toe[frame])

    kept: list[tuple[float, bool]] = []
    for mark in marks:
        if kept and kept[-1][1] == mark[1]:
            if extremity(mark) > extremity(kept[-1]):
                kept[-1] = mark
        else:
            kept.append(mark)
    return kept


def _pairs(starts: Floats, ends: Floats) -> list[tuple[float, float]]:
    pairs = []
    for start in starts:
        later = ends[ends > start]
        if len(later):
            pairs.append((float(start), float(later[0])))
    return pairs
