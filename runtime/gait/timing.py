"""Times of a walk from its events: stances, swings, steps, strides, and how even they are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from runtime.gait.averages import OUTLIER, Interval, mean, pooled_sd
from runtime.gait.events import SIDES, GaitEvents, SideEvents

Values = dict[str, float | None]

LONGEST_STRIDE_S = 4.0
"""What lasts longer than this was no stride: the walker stood still."""


def other_side(side: str) -> str:
    """The other of "left" and "right"."""
    return "right" if side == "left" else "left"


def short(intervals: list[Interval]) -> list[Interval]:
    """The intervals that are short enough to be part of a stride."""
    return [(a, b) for a, b in intervals if b - a < LONGEST_STRIDE_S]


def strides(side: SideEvents) -> list[Interval]:
    """Whole strides of a foot, contact to contact, pauses left out."""
    return short(side.strides())


def steps(events: GaitEvents, side: str) -> list[Interval]:
    """Times from the other foot's contact to the next contact of this foot."""
    pairs = []
    others = events.side(other_side(side)).contacts
    for contact in events.side(side).contacts:
        before = others[others < contact]
        if len(before) and contact - before[-1] < LONGEST_STRIDE_S / 2:
            pairs.append((float(before[-1]), float(contact)))
    return pairs


def alone(events: GaitEvents, side: str) -> list[Interval]:
    """Single support of a side: the other foot's swings, as far as this foot stands then."""
    swings = short(events.side(other_side(side)).swings())
    if not swings:
        return []
    standing = events.side(side).in_stance(np.array([(a + b) / 2 for a, b in swings]))
    return [swing for swing, stands in zip(swings, standing, strict=True) if stands]


def side_timing(events: GaitEvents, side: str) -> Values:
    """Stance, swing, stride and step time of a foot, seconds, and its stance in percent."""
    own = events.side(side)
    stance = mean(b - a for a, b in short(own.stances()))
    swing = mean(b - a for a, b in short(own.swings()))
    whole = None if stance is None or swing is None else stance + swing
    return {
        "stance_s": stance,
        "swing_s": swing,
        "stride_s": mean(b - a for a, b in strides(own)),
        "step_s": mean(now - before for before, now in steps(events, side)),
        "stance_percent": None if not whole or stance is None else 100 * stance / whole,
    }


def cadence(events: GaitEvents) -> float | None:
    """Steps a minute."""
    step = mean([b - a for side in SIDES for a, b in steps(events, side)])
    return None if not step else 60 / step


def stride_variability(events: GaitEvents) -> float | None:
    """Coefficient of variation of stride time within each foot, both feet pooled."""
    groups = []
    for side in SIDES:
        times = np.array([b - a for a, b in strides(events.side(side))])
        if len(times):
            # A stride of twice the usual length is one whose contact was not seen.
            times = times[np.abs(times / np.median(times) - 1) <= OUTLIER]
        if len(times):
            groups.append(list(times / times.mean()))
    return pooled_sd(groups)


def double_support(events: GaitEvents) -> float | None:
    """Share of whole strides during which both feet stand, percent."""
    shares = []
    for side in SIDES:
        for start, end in strides(events.side(side)):
            shares.append(100 * _both_standing(events, start, end) / (end - start))
    return None if not shares else float(np.mean(shares))


def _both_standing(events: GaitEvents, start: float, end: float) -> float:
    """Seconds between two instants in which both feet stand."""
    marks = np.concatenate(
        [events.left.contacts, events.left.foot_offs, events.right.contacts, events.right.foot_offs]
    )
    inside = np.sort(marks[(marks > start) & (marks < end)])
    edges: NDArray[np.float64] = np.concatenate([[start], inside, [end]])
    middles = (edges[:-1] + edges[1:]) / 2
    both = events.left.in_stance(middles) & events.right.in_stance(middles)
    return float(np.diff(edges)[both].sum())
