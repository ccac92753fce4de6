"""Physical plausibility of a motion: sliding feet, stretching bones, a foot in the floor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retarget.skeleton import FPS, LEFT_FOOT, RIGHT_FOOT, bone_lengths
from runtime.gait.events import GaitEvents, detect

FLAT_TOE = (0.2, 0.7)
"""Part of stance in which the toe joint stands still: after loading, until late push-off."""


@dataclass(frozen=True)
class Plausibility:
    """How far a motion breaks physics.

    Attributes:
        slide_median: metres that a standing foot (toe joint, flat part of stance) travels
            over the ground, median over stances; None without a whole stance.
        slide_max: the largest of them.
        bone_stretch: largest change of a bone's length from its median, metres.
        below_floor: how far the lowest joint is under the floor, metres, 0 if none is.
    """

    slide_median: float | None
    slide_max: float | None
    bone_stretch: float
    below_floor: float


def plausibility(
    joints: NDArray[np.floating], fps: float = FPS, events: GaitEvents | None = None
) -> Plausibility:
    """Measure the plausibility of a motion ``(T, 22, 3)``, metres, Y up, floor at 0."""
    positions = np.asarray(joints, dtype=np.float64)
    slides = stance_slides(positions, events or detect(positions, fps))
    lengths = bone_lengths(positions)
    stretch = np.abs(lengths - np.median(lengths, axis=0))
    return Plausibility(
        slide_median=float(np.median(slides)) if slides else None,
        slide_max=max(slides) if slides else None,
        bone_stretch=float(stretch.max()),
        below_floor=max(0.0, -float(positions[..., 1].min())),
    )


def stance_slides(joints: NDArray[np.floating], events: GaitEvents) -> list[float]:
    """Ground travel of the toe joint in the flat part of each whole stance, metres."""
    slides = []
    times = events.times
    for side, toe in (("left", LEFT_FOOT), ("right", RIGHT_FOOT)):
        for start, end in events.side(side).stances():
            low, high = (start + share * (end - start) for share in FLAT_TOE)
            track = joints[(times >= low) & (times <= high), toe][:, [0, 2]]
            if len(track) > 1:
                apart = np.linalg.norm(track[:, None] - track[None], axis=-1)
                slides.append(float(apart.max()))
    return slides
