"""Gait phase: one running number per leg, and windows over it.

Phase 0 is initial contact, 1 is foot off, 2 is the next initial contact: stance is 0 to 1
and swing 1 to 2, however long each lasts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retarget.filters import smoothstep
from runtime.gait.events import GaitEvents, SideEvents

Floats = NDArray[np.float64]

CYCLE = 2.0
DEFAULT_STANCE_S = 0.65
DEFAULT_SWING_S = 0.42
"""Phase durations assumed where a clip shows no whole one (healthy adults, Schwartz 2008)."""


def side_phases(events: GaitEvents) -> Floats:
    """Phase of each leg at each frame, ``(T, 2)`` in [0, 2); left first."""
    return np.stack([phase(events.left, events.times), phase(events.right, events.times)], axis=1)


def phase(side: SideEvents, times: Floats) -> Floats:
    """Phase of one leg at ``times``, in [0, 2).

    Beyond the first and last event the phase runs on at the clip's median durations. A leg
    without any event stands in mid-stance throughout.
    """
    marks = sorted([(t, 0.0) for t in side.contacts] + [(t, 1.0) for t in side.foot_offs])
    if not marks:
        return np.full(len(times), 0.5)
    stance = _median([b - a for a, b in side.stances()], DEFAULT_STANCE_S)
    swing = _median([b - a for a, b in side.swings()], DEFAULT_SWING_S)
    knots = [marks[0]]
    for instant, kind in marks[1:]:
        value = knots[-1][1] + 1.0
        if value % CYCLE != kind:
            value += 1.0
        knots.append((instant, value))
    while knots[0][0] > times[0]:
        standing = knots[0][1] % CYCLE == 1.0
        knots.insert(0, (knots[0][0] - (stance if standing else swing), knots[0][1] - 1.0))
    while knots[-1][0] < times[-1]:
        standing = knots[-1][1] % CYCLE == 0.0
        knots.append((knots[-1][0] + (stance if standing else swing), knots[-1][1] + 1.0))
    instants, values = np.array(knots).T
    return np.asarray(np.interp(times, instants, values) % CYCLE)


def window(phases: Floats, rise: float, full: float, fall: float, end: float) -> Floats:
    """1 between ``full`` and ``fall``, 0 outside ``rise`` to ``end``, smooth edges, cyclic."""
    running = (phases - rise) % CYCLE
    up = smoothstep(running, 0.0, full - rise)
    down = 1.0 - smoothstep(running, fall - rise, end - rise)
    return np.asarray(up * down)


def _median(values: list[float], default: float) -> float:
    return float(np.median(values)) if values else default
