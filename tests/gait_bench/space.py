"""A space of gait measures, standardised by the spread among real walkers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retarget.filters import resampled
from retarget.skeleton import FPS
from runtime.gait.measure import Measures, measure

Floats = NDArray[np.float64]

MOCAP = Path(__file__).resolve().parents[3] / "shared" / "mocap"
RECORDED_FPS = 60
LONGEST_S = 8.0
"""Longer recordings turn; only their first seconds count, as long as a judged motion."""

WHOLE = ("speed", "cadence", "step_width", "stance_percent", "trunk_lateral_range")
"""Measures of the whole motion."""
SIDED = (
    "stance_s",
    "swing_s",
    "step_length",
    "knee_swing_peak",
    "knee_stance_min",
    "hip_flex_max",
    "hip_ext_max",
    "circumduction",
    "toe_peak",
    "arm_swing",
    "elbow_flex",
    "pelvic_drop_contra_deg",
)
"""Measures of each side: the mean of the two, and left less right."""
NAMES = (*WHOLE, *SIDED, *(f"{name} left less right" for name in SIDED))
ARMS = tuple(name.startswith(("arm_swing", "elbow_flex")) for name in NAMES)
"""Which of them are about the arms."""


@dataclass(frozen=True)
class Space:
    """Real walkers as points, and what one step of the space is worth.

    Attributes:
        names: recordings.
        points: ``(W, D)`` measures as they are.
        scale: ``(D,)`` standard deviation among the walkers.
    """

    names: tuple[str, ...]
    points: Floats
    scale: Floats

    def distance(self, first: Floats, second: Floats) -> float:
        """Root mean square of the differences in standard deviations, over shared measures."""
        steps = (first - second) / self.scale
        known = steps[np.isfinite(steps)]
        return float(np.sqrt(np.mean(known**2)))

    @property
    def spread(self) -> float:
        """Median distance of a real walker from another one."""
        count = len(self.points)
        return float(
            np.median(
                [
                    self.distance(self.points[i], self.points[k])
                    for i in range(count)
                    for k in range(i)
                ]
            )
        )

    def without_arms(self) -> Space:
        """The same space of legs, pelvis and trunk alone: arms are worth nothing in it."""
        return Space(self.names, self.points, np.where(ARMS, np.nan, self.scale))

    def between(self, groups: tuple[Floats, ...]) -> Floats:
        """Distances of all pairs of points of a group."""
        group = np.stack(groups)
        return np.array(
            [self.distance(group[i], group[k]) for i in range(len(group)) for k in range(i)]
        )


def point(measures: Measures) -> Floats:
    """A motion as a point; NaN where it does not show a measure."""
    whole = [measures.value(name) for name in WHOLE]
    pairs = [(measures.value(n, "left"), measures.value(n, "right")) for n in SIDED]
    means = [None if a is None or b is None else (a + b) / 2 for a, b in pairs]
    gaps = [None if a is None or b is None else a - b for a, b in pairs]
    return np.array([np.nan if v is None else v for v in (*whole, *means, *gaps)], dtype=float)


def recordings() -> dict[str, NDArray[np.floating]]:
    """Real walks, at the frame rate of the generated ones."""
    with np.load(MOCAP / "walking_22joints_60fps.npz") as clips:
        return {
            name: resampled(
                clips[name][: int(LONGEST_S * RECORDED_FPS)].astype(np.float64), RECORDED_FPS, FPS
            )
            for name in clips.files
        }


def stroke_survivor() -> NDArray[np.floating]:
    """The real stroke clip."""
    with np.load(MOCAP / "stroke_survivor_22joints_60fps.npz") as clip:
        return resampled(clip["joints"].astype(np.float64), float(clip["fps"]), FPS)


def real_space() -> Space:
    """The space of the real walkers."""
    walks = recordings()
    points = np.stack([point(measure(joints)) for joints in walks.values()])
    return Space(tuple(walks), points, np.nanstd(points, axis=0))
