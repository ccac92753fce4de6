"""Filters along time, for arrays whose first axis is the frame."""

from __future__ import annotations

import numpy as np

from retarget.skeleton import FloatArray

NARROWEST_STEP = 1e-9
"""Narrower rises are taken as this wide, so that none divides by zero."""


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


def smoothstep(values: FloatArray, low: float, high: float) -> FloatArray:
    """0 below ``low``, 1 above ``high``, a smooth cubic between them (a step if they are one)."""
    x = np.clip((values - low) / max(high - low, NARROWEST_STEP), 0.0, 1.0)
    return np.asarray(x * x * (3.0 - 2.0 * x))


def _weighted(values: FloatArray, kernel: FloatArray) -> FloatArray:
    reach = len(kernel) // 2
    padded = np.pad(values, [(reach, reach)] + [(0, 0)] * (values.ndim - 1), mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, len(kernel), axis=0)
    return np.asarray(windows @ kernel)
