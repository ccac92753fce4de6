"""Values of single cycles, brought together: windows of time, means that leave mistakes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Interval = tuple[float, float]

OUTLIER = 0.5
"""Durations and lengths further than this share from their median are left out."""
FAR_SPREADS = 5.0
"""Values of a cycle this many median deviations from the median are left out."""
ROUNDING = 1e-9


def over(
    intervals: list[Interval],
    times: Floats,
    values: Floats,
    read: Callable[[Floats], Any],
) -> float | None:
    """Mean over the intervals of what ``read`` takes from each; the median leads."""
    found = []
    for interval in intervals:
        piece = values[window(times, interval)]
        if len(piece):
            found.append(float(read(piece)))
    if not found:
        return None
    middle = _median(found)
    spread = _median([abs(value - middle) for value in found])
    kept = [value for value in found if abs(value - middle) <= FAR_SPREADS * spread + ROUNDING]
    return finite(sum(kept) / len(kept))


def mean(values: Iterable[float], wide: bool = False) -> float | None:
    """Mean; durations and lengths far from the median are left out unless ``wide``."""
    found = [value for value in values if np.isfinite(value)]
    if not found:
        return None
    if not wide:
        middle = _median(found)
        near = [v for v in found if abs(v - middle) <= OUTLIER * abs(middle) + ROUNDING]
        # Two values far apart are both far from their middle: then none is the outlier.
        found = near or found
    return finite(sum(found) / len(found))


def pooled_sd(groups: Iterable[list[float]]) -> float | None:
    """Standard deviation about the own mean of each group; None below two degrees of freedom."""
    squares, freedom = 0.0, 0
    for group in groups:
        if len(group) >= 2:
            squares += float(((np.array(group) - np.mean(group)) ** 2).sum())
            freedom += len(group) - 1
    return None if freedom < 2 else float(np.sqrt(squares / freedom))


def window(times: Floats, interval: Interval) -> slice:
    """The frames of an interval, ends included."""
    first = int(np.searchsorted(times, interval[0] - ROUNDING))
    return slice(first, int(np.searchsorted(times, interval[1] + ROUNDING, side="right")))


def part(interval: Interval, share: Interval) -> Interval:
    """A share of an interval, e.g. ``(0.25, 0.55)`` of a stance."""
    start, end = interval
    return start + share[0] * (end - start), start + share[1] * (end - start)


def frame_at(times: Floats, instant: float) -> int:
    """Index of the first frame at or after an instant, inside the motion."""
    return min(int(np.searchsorted(times, instant)), len(times) - 1)


def longest_run(marked: NDArray[np.bool_]) -> int:
    """Length of the longest run of True."""
    ends = np.flatnonzero(np.diff(np.concatenate([[0], marked.astype(np.int8), [0]])))
    return int(max(ends[1::2] - ends[::2], default=0))


def both(left: float | None, right: float | None) -> float | None:
    """Mean of the sides, as far as they have a value."""
    values = [value for value in (left, right) if value is not None]
    return sum(values) / len(values) if values else None


def ratio(first: float | None, second: float | None) -> float | None:
    """Quotient; None where a value is missing or the divisor is nothing."""
    return None if first is None or second is None or abs(second) < 1e-6 else first / second


def difference(first: float | None, second: float | None) -> float | None:
    """First less second; None where one is missing."""
    return None if first is None or second is None else first - second


def finite(value: Any) -> float | None:
    """A plain number, None for what is not one."""
    return float(value) if np.isfinite(value) else None


def _median(values: list[float]) -> float:
    """Median of a few numbers, without the cost of an array."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
