"""One part of a motion replaced by another motion, in HumanML3D's features.

Features are local (velocities of the root, positions relative to it), so frames of two motions
can be put one after the other, or mixed, without a jump in the world: everything behind the part
follows on from where it ends.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retarget.filters import smoothstep

FADE = 6
"""Frames at each end of the part over which one motion passes into the other (0.3 s)."""


def splice(
    source: NDArray[np.floating],
    changed: NDArray[np.floating],
    start: int,
    stop: int,
    fade: int = FADE,
) -> NDArray[np.float32]:
    """``source`` with the frames from ``start`` up to ``stop`` taken from ``changed``.

    Args:
        source: ``(T, F)`` features.
        changed: ``(T, F)`` features of the other motion, frame by frame beside the source.
        start: first frame of the part.
        stop: the frame after its last.
        fade: frames inside the part that pass over; none where the part ends with the motion.

    Returns:
        ``(T, F)`` float32; outside the part exactly the source.
    """
    share = part_share(len(source), start, stop, fade)[:, None]
    mixed = source + share * (changed - source)
    return np.asarray(np.where(share > 0, mixed, source), dtype=np.float32)


def part_share(frames: int, start: int, stop: int, fade: int = FADE) -> NDArray[np.float64]:
    """How much each of ``frames`` belongs to the part: ``(T,)`` from 0 outside to 1 inside."""
    fade = min(fade, (stop - start) // 2)
    place = np.arange(frames, dtype=np.float64)
    share = np.where((place >= start) & (place < stop), 1.0, 0.0)
    if fade and start > 0:
        share *= smoothstep(place, start - 1.0, start - 1.0 + fade)
    if fade and stop < frames:
        share *= 1.0 - smoothstep(place, float(stop - fade), float(stop))
    return share


def padded_to(features: NDArray[np.floating], unit: int) -> NDArray[np.float32]:
    """Features ``(T, F)`` made a whole number of ``unit`` frames long, the last frame repeated."""
    missing = -len(features) % unit
    whole = np.pad(features, ((0, missing), (0, 0)), mode="edge")
    return np.asarray(whole, dtype=np.float32)
