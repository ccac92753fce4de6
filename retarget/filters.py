"""Filters along time, for arrays whose first axis is the frame."""

from __future__ import annotations

import numpy as np

from retarget.skeleton import FloatArray

NARROWEST_STEP = 1e-9
"""Narrower rises are taken as this wide, so that none divides by zero."""

FRAME_ROUNDING = 0.01
"""A frame that is missed by less is there: files round the time of a frame to some digits."""


def smooth(values: FloatArray, sigma: float) -> FloatArray:
    """Gaussian mean over time of ``(T, ...)``; ``sigma`` in frames, ends held."""
    reach = max(1, int(np.ceil(3 * sigma)))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    return _weighted(values, kernel / kernel.sum())


def upper_envelope(values: FloatArray, reach: int) -> FloatArray:
    """A smooth curve ``(T,)`` that is nowhere below ``values`` ``(T,)``.

    The largest value within ``2 * reach`` frames, then a mean over ``reach`` frames
    either way, which cannot fall below the value in the middle.
    """
    padded = np.pad(values, 2 * reach, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1)
    widened = windows.max(axis=1)
    kernel = np.full(2 * reach + 1, 1.0 / (2 * reach + 1))
    return np.asarray(np.convolve(widened, kernel, mode="valid"))


def resampled(values: FloatArray, fps: float, wanted: float) -> FloatArray:
    """``(T, ...)`` at another frame rate, from the first frame to the last.

    A cubic through the frames (Catmull and Rom, 1974) keeps the turning points of a swing, which
    straight lines between frames would cut off.
    """
    count = int(np.floor((len(values) - 1) / fps * wanted + FRAME_ROUNDING)) + 1
    place = np.minimum(np.arange(count) * fps / wanted, len(values) - 1)
    before = np.minimum(place.astype(np.intp), max(0, len(values) - 2))
    x = (place - before).reshape(-1, *(1,) * (values.ndim - 1))
    ends = np.pad(values, [(1, 2)] + [(0, 0)] * (values.ndim - 1), mode="edge")
    p0, p1, p2, p3 = (ends[before + k] for k in range(4))
    slope1, slope2 = (p2 - p0) / 2, (p3 - p1) / 2
    bend = 3 * (p2 - p1) - 2 * slope1 - slope2
    twist = 2 * (p1 - p2) + slope1 + slope2
    return np.asarray(p1 + x * (slope1 + x * (bend + x * twist)))


def smoothstep(values: FloatArray, low: float, high: float) -> FloatArray:
    """0 below ``low``, 1 above ``high``, a smooth cubic between them (a step if they are one)."""
    x = np.clip((values - low) / max(high - low, NARROWEST_STEP), 0.0, 1.0)
    return np.asarray(x * x * (3.0 - 2.0 * x))


def _weighted(values: FloatArray, kernel: FloatArray) -> FloatArray:
    reach = len(kernel) // 2
    padded = np.pad(values, [(reach, reach)] + [(0, 0)] * (values.ndim - 1), mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, len(kernel), axis=0)
    return np.asarray(windows @ kernel)
