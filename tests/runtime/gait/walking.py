"""Plain measures the tests of editing and planting look at, written apart from the product."""

from __future__ import annotations

import numpy as np

from retarget.skeleton import FPS
from runtime.gait.events import ANKLE, TOE, detect


def stance_slide_cm(joints: np.ndarray) -> float:
    """Median over stances: how far ankle and toe travel between foot-flat and heel-rise."""
    events = detect(joints)
    travels = []
    for side in ("left", "right"):
        for start, end in events.side(side).stances():
            first = int(np.ceil((start + 0.25 * (end - start)) * FPS))
            last = int((start + 0.6 * (end - start)) * FPS) + 1
            for joint in (ANKLE[side], TOE[side]):
                ground = joints[first:last, joint][:, [0, 2]]
                travels.append(np.linalg.norm(np.ptp(ground, axis=0)) * 100)
    return float(np.median(travels))


def speed(joints: np.ndarray) -> float:
    """Mean walking speed, m/s."""
    return float(np.linalg.norm(joints[-1, 0] - joints[0, 0])) / ((len(joints) - 1) / FPS)


def stance_seconds(joints: np.ndarray, side: str) -> float:
    """Mean stance time of a foot, s."""
    return float(np.mean([b - a for a, b in detect(joints).side(side).stances()]))
