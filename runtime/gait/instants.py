"""When a foot lands and when it leaves the floor, from how the foot itself moves.

Zeni's extremes say which steps there are, but they lie where the foot moves as fast as the
pelvis: before a foot that comes down slowly has landed, and before the toes have left. Each
instant is therefore sought near its extreme, in the foot's own motion:

- it has *landed* when its heel or its toe joint is as low as in mid-stance and the foot stops;
- it has *left* when its toe joint moves with a fair share of the top speed of the swing: until
  then the foot rolls over the tip of its toes, which the toe joint lies behind.

Both are shares of the foot's own swing, so that they hold for a shuffle as for a fast walk.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

HEEL_BEHIND = 0.05
"""Heel behind the ankle joint, metres (about a fifth of an adult's foot). [M]"""
LANDED_WITHIN = 0.005
"""A part of the foot this near to its height in mid-stance is on the floor, metres: what the
positions of real walkers scatter in stance."""
LANDED_SPEED = 0.15
"""A foot any part of which is slower than this share of the swing's top speed stops. [D]: it keeps
the stance of 59 healthy walkers inside the adults' norms (63 % at 1.2 m/s)."""
LEFT_SPEED = 0.40
"""The toe joint faster than this share of the swing's top speed has left. [D]: taken from the four
recorded foot offs of one stroke survivor, the only recorded ones there are (35 to 45 %)."""
MID_STANCE = (0.25, 0.55)
"""Part of stance in which the foot is flat, or as flat as it gets."""
LATEST_LANDING = (0.2, 0.3)
"""A foot lands within this many seconds, and this share of the stance, of its extreme."""
FOOT_OFF_BEFORE = 0.1
LATEST_FOOT_OFF = (0.15, 0.4)
"""A foot leaves at most this many seconds before its extreme; at most this many seconds, and
this share of the swing, after it."""


@dataclass(frozen=True)
class Foot:
    """How one foot moves, at a fixed rate: each ``(N,)``, metres and metres a second.

    Attributes:
        rate: samples a second.
        ankle_height, toe_height: above the floor.
        pitch: ankle to toe joint above the horizontal, radians.
        ankle_speed: of the ankle along the way of walking.
        toe_speed: of the toe joint along the floor, in any direction.
    """

    rate: float
    ankle_height: Floats
    toe_height: Floats
    pitch: Floats
    ankle_speed: Floats
    toe_speed: Floats

    def at(self, instant: float) -> int:
        """The first sample not before an instant, within the motion."""
        return int(min(max(np.ceil(instant * self.rate - 1e-6), 0), len(self.pitch) - 1))


@dataclass(frozen=True)
class _Standing:
    """A foot in mid-stance: heights in metres, pitch in radians."""

    ankle: float
    toe: float
    pitch: float


def landings(foot: Foot, contacts: Floats, foot_offs: Floats) -> Floats:
    """Initial contacts, seconds, from the extremes ``contacts`` and ``foot_offs``."""
    offs = [_next(foot_offs, contact) for contact in contacts]
    stood = [
        _standing(foot, contact, off) if np.isfinite(off) else None
        for contact, off in zip(contacts, offs, strict=True)
    ]
    known = [one for one in stood if one is not None]
    if not known:
        return contacts.copy()
    usual = _Standing(
        *(float(np.median([getattr(one, f) for one in known])) for f in ("ankle", "toe", "pitch"))
    )
    speeds = _top_speeds(foot, foot_offs, contacts)
    return np.array(
        [
            _landing(foot, contact, off, one or usual, _before(foot_offs, contact, speeds))
            for contact, off, one in zip(contacts, offs, stood, strict=True)
        ]
    )


def departures(foot: Foot, contacts: Floats, foot_offs: Floats) -> Floats:
    """Foot offs, seconds, from the extremes ``contacts`` and ``foot_offs``."""
    speeds = _top_speeds(foot, foot_offs, contacts)
    return np.array(
        [
            _departure(foot, off, _next(contacts, off), speed)
            for off, speed in zip(foot_offs, speeds, strict=True)
        ]
    )


def _landing(foot: Foot, contact: float, off: float, standing: _Standing, top: float) -> float:
    """First instant from the extreme on at which heel or toe joint is low and has stopped."""
    longest, share = LATEST_LANDING
    first = foot.at(contact)
    last = foot.at(contact + min(longest, share * (off - contact)))
    if not np.isfinite(top) or last <= first:
        return contact
    span = slice(max(first - 1, 0), last + 2)
    turn = foot.pitch[span] - standing.pitch
    # The heel, from the ankle: behind and below it, turning with the foot.
    ahead = -HEEL_BEHIND * np.cos(turn) + standing.ankle * np.sin(turn)
    heel_speed = foot.ankle_speed[span] + np.gradient(ahead) * foot.rate
    heel = foot.ankle_height[span] - HEEL_BEHIND * np.sin(turn) - standing.ankle * np.cos(turn)
    above = np.minimum(heel, foot.toe_height[span] - standing.toe)
    speed = np.minimum(np.abs(heel_speed), np.abs(foot.ankle_speed[span]))
    speed = np.minimum(speed, foot.toe_speed[span])
    landed = (above <= LANDED_WITHIN) & (speed <= LANDED_SPEED * top)
    found = np.flatnonzero(landed[first - span.start : last - span.start + 1])
    return max(contact, (first + int(found[0])) / foot.rate) if len(found) else contact


def _departure(foot: Foot, off: float, contact: float, top: float) -> float:
    """Where the toe joint's speed passes its share of the top speed, nearest to the extreme."""
    longest, share = LATEST_FOOT_OFF
    first = foot.at(off - FOOT_OFF_BEFORE)
    last = foot.at(off + min(longest, share * (contact - off)))
    if not np.isfinite(top) or last <= first:
        return off
    excess = foot.toe_speed[first : last + 1] - LEFT_SPEED * top
    rising = np.flatnonzero((excess[:-1] < 0) & (excess[1:] >= 0))
    if not len(rising):
        return off
    instants = (first + rising - excess[rising] / (excess[rising + 1] - excess[rising])) / foot.rate
    return float(instants[np.argmin(np.abs(instants - off))])


def _standing(foot: Foot, contact: float, off: float) -> _Standing:
    low, high = (contact + share * (off - contact) for share in MID_STANCE)
    span = slice(foot.at(low), foot.at(high) + 1)
    values = np.sort([foot.ankle_height[span], foot.toe_height[span], foot.pitch[span]], axis=1)
    return _Standing(*(float(value) for value in values[:, values.shape[1] // 2]))


def _top_speeds(foot: Foot, foot_offs: Floats, contacts: Floats) -> Floats:
    """Top speed of the toe joint in the swing after each foot off; NaN where none is known.

    A swing that the end of the clip cuts off takes the usual one.
    """
    tops = []
    for off in foot_offs:
        later = contacts[contacts > off]
        swing = slice(foot.at(off), foot.at(later[0]) + 1) if len(later) else slice(0)
        piece = foot.toe_speed[swing]
        tops.append(float(piece.max()) if len(piece) else np.nan)
    speeds = np.array(tops)
    known = speeds[np.isfinite(speeds)]
    return np.where(np.isfinite(speeds), speeds, np.median(known)) if len(known) else speeds


def _next(instants: Floats, after: float) -> float:
    """The first instant after another, infinity where the clip ends before it."""
    later = instants[instants > after]
    return float(later[0]) if len(later) else float("inf")


def _before(foot_offs: Floats, contact: float, speeds: Floats) -> float:
    """Top speed of the swing that a contact ends."""
    if not len(foot_offs):
        return float("nan")
    place = int(np.searchsorted(foot_offs, contact)) - 1
    return float(speeds[max(place, 0)])
