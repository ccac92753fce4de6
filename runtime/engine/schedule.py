"""How many tokens stay masked at each step of the iterative decode (MoMask, CVPR 2024, 3.2)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Int64 = NDArray[np.int64]


def masked_counts(steps: int, lengths: Int64) -> Int64:
    """Tokens to predict at each step: the cosine schedule of MaskGIT (Chang et al., 2022).

    ``max(1, round(cos(pi t / 2) * length))`` with t from 0 to 1 in equal steps, in single
    precision and rounded half to even as the reference does, so that a length times exactly one
    half falls on the same side.

    Args:
        steps: number of decode steps, at least 1.
        lengths: ``(B,)`` tokens of each sample.

    Returns:
        ``(steps, B)`` counts; the first row is ``lengths`` (all masked).
    """
    if steps < 1:
        raise ValueError(f"steps must be at least 1, got {steps}")
    angles = _times(steps) * np.float32(np.pi) * np.float32(0.5)
    share = np.cos(angles.astype(np.float64)).astype(np.float32)
    counts = np.round(share[:, None] * lengths[None].astype(np.float32))
    return np.asarray(np.maximum(counts, 1), dtype=np.int64)


def lasting(counts: Int64) -> NDArray[np.bool_]:
    """Which of the steps ``counts (steps,)`` have to be run.

    One that predicts as many tokens as the next predicts the same ones: the others are kept for
    good. The next step masks them all again, so nothing remains of the first.
    """
    return np.append(np.diff(counts) != 0, True)


def _times(steps: int) -> NDArray[np.float32]:
    """0 to 1 in single precision, from the nearer end and rounded once, as torch.linspace."""
    if steps == 1:
        return np.zeros(1, dtype=np.float32)
    step = np.float32(1.0) / np.float32(steps - 1)
    index = np.arange(steps)
    rising = np.float64(step) * index
    falling = 1.0 - np.float64(step) * (steps - 1 - index)
    return np.where(index < steps // 2, rising, falling).astype(np.float32)
