"""How even a walk is: spread of its steps, trends, pauses, and unrest of trunk and arms."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from runtime.gait.angles import FINE_FPS, SIDES, Series
from runtime.gait.averages import both, longest_run, pooled_sd, ratio
from runtime.gait.events import GaitEvents, smooth
from runtime.gait.timing import Values, steps, strides

Floats = NDArray[np.float64]

PAUSE_BELOW = 0.1
"""Forward speed that counts as standing still, m/s."""
PAUSE_SMOOTHING_S = 0.05
"""Width (one sigma) of the smoothing of the forward speed: the sway of a slow step is none."""
FEWEST_STEPS = 6
"""A trend needs two steps in each third."""
SMALLEST_STEP = 0.02
"""Mean step length (m) below which its variability says nothing."""
PHASES = 51
"""Moments of a stride at which strides are compared: 0, 2, ..., 100 percent."""

Steps = dict[str, tuple[Floats, Floats]]
"""Of each side, the instants of its steps and a value of each."""


def regularity(curves: Series, events: GaitEvents, lengths: Steps, widths: Steps) -> Values:
    """Regularity of a whole motion; ``lengths`` and ``widths`` are those of the steps, metres."""
    spread = pooled_sd(list(lengths[side][1]) for side in SIDES)
    every = np.concatenate([lengths[side][1] for side in SIDES])
    usual = float(every.mean()) if len(every) else 0.0
    times = {side: steps(events, side) for side in SIDES}
    rates = {
        side: (np.array([b for _, b in own]), np.array([1 / (b - a) for a, b in own]))
        for side, own in times.items()
    }
    return {
        "step_length_cv": None if spread is None or usual < SMALLEST_STEP else spread / usual,
        "step_width_sd": pooled_sd(list(widths[side][1]) for side in SIDES),
        "step_trend": _trend(lengths),
        "cadence_trend": _trend(rates),
        "longest_pause_s": _longest_pause(curves),
        "trunk_unrest": _unrest(events, curves, [curves.trunk_forward, curves.trunk_lateral]),
        "arm_unrest": both(
            *(
                _unrest(events, curves, [own.shoulder_flexion, own.shoulder_abduction])
                for own in (curves.left, curves.right)
            )
        ),
    }


def _trend(steps_of: Steps) -> float | None:
    """Mean of the last third of the steps by that of the first.

    Feet that differ are first brought to the mean of both: which foot takes the last step must
    not look like a trend.
    """
    instants = np.concatenate([steps_of[side][0] for side in SIDES])
    if len(instants) < FEWEST_STEPS:
        return None
    of_feet = [steps_of[side][1] for side in SIDES]
    usual = float(np.concatenate(of_feet).mean())
    even = [own - own.mean() + usual if len(own) else own for own in of_feet]
    values = np.concatenate(even)[np.argsort(instants)]
    third = len(values) // 3
    first, last = float(values[:third].mean()), float(values[-third:].mean())
    return None if first < 1e-3 else ratio(last, first)


def _longest_pause(curves: Series) -> float:
    """Longest time without headway, seconds."""
    standing = smooth(curves.speed, PAUSE_SMOOTHING_S * FINE_FPS) < PAUSE_BELOW
    return longest_run(standing) / FINE_FPS


def _unrest(events: GaitEvents, curves: Series, angles: list[Floats]) -> float | None:
    """SD between the strides of a foot at the same phase, the angles added as variances; mean
    over the stride and over the feet. Degrees."""
    found = []
    for side in SIDES:
        cycles = strides(events.side(side))
        if len(cycles) < 2:
            continue
        at = np.array([np.linspace(a, b, PHASES) for a, b in cycles])
        variance = sum(np.interp(at, curves.times, angle).var(axis=0, ddof=1) for angle in angles)
        found.append(float(np.sqrt(variance).mean()))
    return float(np.mean(found)) if found else None
