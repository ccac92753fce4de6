"""Clean-up of generated motion: rigid bones, standing feet that stand, nothing under the floor."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retarget.skeleton import FPS, PELVIS
from runtime.gait.body import ADULT, Proportions, compose, decompose, rotate_y
from runtime.gait.events import detect, facing_direction, smooth
from runtime.gait.plant import lock_feet

TREMOR_SIGMA_S = 0.035
"""Width (one sigma) of the smoothing that takes the decoder's jitter away, seconds."""


def cleanup(
    joints: NDArray[np.floating], fps: float = FPS, body: Proportions = ADULT
) -> NDArray[np.float32]:
    """A generated motion ``(T, 22, 3)`` made physically plausible, same shape, float32.

    Bones get the lengths of ``body``, stance feet (by gait events) are locked to the floor,
    and the motion starts with the pelvis over the origin facing +Z.
    """
    return planted(smooth(joints, TREMOR_SIGMA_S * fps), fps, body)


def planted(
    joints: NDArray[np.floating], fps: float = FPS, body: Proportions = ADULT
) -> NDArray[np.float32]:
    """:func:`cleanup` of a motion that does not tremble: nothing is smoothed."""
    pose = lock_feet(decompose(joints, fps), detect(joints, fps), body)
    return to_origin(compose(pose, body)).astype(np.float32)


def to_origin(joints: NDArray[np.floating]) -> NDArray[np.float64]:
    """Turned and moved so that the first frame stands over the origin facing +Z."""
    world = np.asarray(joints, dtype=np.float64)
    facing = facing_direction(world[:1])[0]
    angle = np.full(len(world), -np.arctan2(facing[0], facing[1]))
    offset = world[0, PELVIS] * np.array([1.0, 0.0, 1.0])
    return rotate_y(world - offset, angle)
