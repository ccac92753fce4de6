"""Irregular strides: every one another duration, length and width."""

from __future__ import annotations

import numpy as np

from runtime.gait.change import GaitEdit, StepEdit

STRIDES = 48
"""Strides drawn; a longer walk begins again with the first."""
LARGEST = 2.0
"""No draw is farther than this many standard deviations from the mean."""


def irregular(
    rng: np.random.Generator, time: float, length: float, width: float, lift: float = 0.0
) -> GaitEdit:
    """Strides and steps that differ.

    Args:
        rng: source of the differences.
        time: coefficient of variation of stride time.
        length: coefficient of variation of the legs' reach.
        width: standard deviation of the feet's sideways place, metres.
        lift: largest knee flexion added in some of the swings, degrees.
    """
    strides = 1.0 + time * _drawn(rng, STRIDES)
    lengths = 1.0 + length * _drawn(rng, 2 * STRIDES)
    widths = width * _drawn(rng, 2 * STRIDES)
    lifts = lift * np.maximum(_drawn(rng, 2 * STRIDES), 0.0)
    return GaitEdit(
        strides=tuple(float(s) for s in np.maximum(strides, 0.6)),
        steps=tuple(
            StepEdit(float(a), float(b), float(c))
            for a, b, c in zip(np.maximum(lengths, 0.4), widths, lifts, strict=True)
        ),
    )


def _drawn(rng: np.random.Generator, count: int) -> np.ndarray:
    """Draws of mean 0 and standard deviation 1, neither of which a short walk changes much.

    Neighbours alternate in sign more often than chance has it, so that a handful of strides
    already shows the spread.
    """
    size = np.abs(rng.normal(1.0, 0.35, count)).clip(0.4, LARGEST)
    sign = np.where(rng.random(count) < 0.75, -1.0, 1.0).cumprod()
    return np.asarray(size * sign)
