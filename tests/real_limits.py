"""Prints the limits that `runtime/gait/plausibility.py` takes from real walking.

python -m tests.real_limits

The recordings are `../shared/mocap` (60 CMU clips, three 100STYLE clips), brought to 20 fps.
A clip counts for flight only where its own floor is level (no stance is higher than
`LEVEL_M`): others were recorded on a floor that their file does not know.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from retarget.filters import resampled
from retarget.skeleton import FPS, JOINTS, TOE_HEIGHT
from runtime.gait.events import SIDES, TOE, detect
from runtime.gait.plausibility import (
    USUAL_ACCELERATION,
    accelerations,
    flat_frames,
    plausibility,
)

MOCAP = Path(__file__).resolve().parents[2] / "shared" / "mocap"
RECORDED_FPS = 60
PERCENTILE = 99
LEVEL_M = 0.025


def main() -> None:
    """Print each figure beside its source."""
    walks = dict(recordings())
    usual, largest = acceleration_percentiles(list(walks.values()))
    for name, value in usual.items():
        print(f"acceleration {name:9s} {value:5.1f} m/s2 (largest {largest[name] / value:.2f} x)")
    found = {name: plausibility(joints) for name, joints in walks.items()}
    floating = [p.floating for p in found.values() if p.floating is not None]
    level = [found[name].flight_s for name, joints in walks.items() if highest(joints) < LEVEL_M]
    print(f"standing foot above the floor, 90th percentile: {np.percentile(floating, 90):.3f} m")
    print(f"longest flight of {len(level)} level clips: {max(level):.2f} s")
    slides = [p.slide_median for p in found.values() if p.slide_median is not None]
    print(f"slide of a standing foot, median over clips: {np.median(slides):.3f} m")


def recordings(folder: Path = MOCAP) -> Iterator[tuple[str, np.ndarray]]:
    """Name and joints ``(T, 22, 3)`` at 20 fps of every healthy walk."""
    with np.load(folder / "walking_22joints_60fps.npz") as clips:
        for name in clips.files:
            yield name, resampled(clips[name].astype(np.float64), RECORDED_FPS, FPS)


def highest(joints: np.ndarray) -> float:
    """Height of the toe over its standing height in the stance where it is highest, metres."""
    events = detect(joints)
    return max(
        float(np.median(joints[frames, TOE[side], 1])) - TOE_HEIGHT
        for side in SIDES
        for frames in flat_frames(events, side)
    )


def acceleration_percentiles(
    walks: list[np.ndarray],
) -> tuple[dict[str, float], dict[str, float]]:
    """99th percentile and maximum of each joint's acceleration, sides together, m/s2."""
    sizes = np.concatenate([accelerations(joints, FPS) for joints in walks])
    columns = {
        name: sizes[:, [k for k, joint in enumerate(JOINTS) if joint.split("_")[-1] == name]]
        for name in USUAL_ACCELERATION
    }
    usual = {name: float(np.percentile(column, PERCENTILE)) for name, column in columns.items()}
    return usual, {name: float(column.max()) for name, column in columns.items()}


if __name__ == "__main__":
    main()
