"""Clean-up of generated motion: rigid bones, standing feet that stand, nothing under the floor."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retarget.filters import smoothstep
from retarget.skeleton import FPS, PELVIS
from runtime.gait.body import ADULT, Pose, Proportions, compose, decompose, rotate_y
from runtime.gait.events import GaitEvents, detect, facing_direction, smooth
from runtime.gait.plant import lock_feet, root_from_support

STEADYING = np.array([-1.0, 4.0, 10.0, 4.0, -1.0]) / 16.0
"""Weights of the frames around one (Shapiro, Reviews of Geophysics 8, 1970: order 2).

What alternates from frame to frame goes, 4 % of a movement of 3 Hz goes with it (a Gaussian that
takes as much jitter takes 20 %): the toes' lift and choreic bursts keep their speed."""

SLIP_SIGMA_S = 0.2
"""Width (one sigma) of the smoothing of the speed at which standing feet slide, seconds."""
SLIP = (0.25, 0.5)
"""Speed in m/s at which standing feet may slide before the pelvis's path is doubted, and from
which on it is taken from the feet alone. [D]: 99 of 100 frames of sound motions of the default
model stay under 0.2; where its legs stand while the pelvis goes on, feet slide at 0.5 to 1.7."""


def cleanup(
    joints: NDArray[np.floating], fps: float = FPS, body: Proportions = ADULT
) -> NDArray[np.float32]:
    """A generated motion ``(T, 22, 3)`` made physically plausible, same shape, float32.

    Bones get the lengths of ``body``, stance feet (by gait events) are locked to the floor,
    and the motion starts with the pelvis over the origin facing +Z. A pelvis that glides on
    over standing feet is held back by them: the motion then is as slow as its steps.
    """
    return planted(_held(steady(joints), fps, body), fps, body)


def steady(joints: NDArray[np.floating]) -> NDArray[np.float64]:
    """The motion ``(T, ...)`` without the decoder's jitter from frame to frame."""
    series = np.asarray(joints, dtype=np.float64)
    if len(series) < 3:
        return series.copy()
    # Point reflection at the ends keeps the slope there.
    before, after = 2 * series[:1] - series[2:0:-1], 2 * series[-1:] - series[-2:-4:-1]
    padded = np.concatenate([before, series, after])
    return np.asarray(sum(w * padded[k : k + len(series)] for k, w in enumerate(STEADYING)))


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


def _held(joints: NDArray[np.floating], fps: float, body: Proportions) -> NDArray[np.floating]:
    """The motion with the pelvis carried by the standing feet where these would slide fast."""
    pose, events = decompose(joints, fps), detect(joints, fps)
    slip = _slip(pose, events, body)
    share = smoothstep(np.linalg.norm(slip, axis=1), *SLIP)
    if not share.any():
        return joints
    shift = np.zeros_like(pose.root)
    shift[:, [0, 2]] = np.cumsum(share[:, None] * slip, axis=0) / fps
    return joints + shift[:, None]


def _slip(pose: Pose, events: GaitEvents, body: Proportions) -> NDArray[np.float64]:
    """Ground velocity of the pelvis as the standing feet carry it, less the motion's own.

    ``(T, 2)``, m/s, smoothed.
    """
    carried = root_from_support(pose, events, body).root - pose.root
    speed = np.gradient(carried[:, [0, 2]], axis=0) * events.fps
    return smooth(speed, SLIP_SIGMA_S * events.fps)
