"""A change of gait on a motion whose length has to stay."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from retarget.skeleton import FPS
from runtime.gait.change import GaitEdit
from runtime.gait.edit import edit


def changed(
    joints: NDArray[np.floating], change: GaitEdit, *, keep_tempo: bool = False
) -> NDArray[np.float32]:
    """The motion ``(T, 22, 3)`` with a change of gait, same length.

    A slower walk is cut at the end. A faster one would be too short and keeps its mean tempo,
    as does every one with ``keep_tempo``, which begins and ends in the same phase of the gait
    cycle as before.
    """
    frames = len(joints)
    edited = edit(joints, change, FPS)
    if len(edited) < frames or (keep_tempo and len(edited) != frames):
        edited = edit(joints, replace(change, cadence=change.cadence * len(edited) / frames), FPS)
    return to_length(edited, frames)


def to_length(joints: NDArray[np.float32], frames: int) -> NDArray[np.float32]:
    """Cut, or hold the last frame, where rounding left a frame too few."""
    index = np.minimum(np.arange(frames), len(joints) - 1)
    return joints[index]
