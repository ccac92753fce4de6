"""A walk that repeats: in place, as on a treadmill, the last frame going on into the first.

Two instants of the motion are chosen that lie whole strides apart and whose poses fit best;
what they differ by is spread over about a step, in clinical terms, and the feet are planted on
the endless repetition before its travel is taken out.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from retarget.errors import BadInput
from retarget.skeleton import FPS
from runtime.gait import body as bd
from runtime.gait.body import ADULT, DIRECTIONS, Pose, Proportions
from runtime.gait.cleanup import to_origin
from runtime.gait.events import SIDES, GaitEvents, detect
from runtime.gait.plant import lock_feet

Floats = NDArray[np.float64]

FIT_M = 0.04
"""Poses and motions that differ by no more (root mean square over the joints) are joined
unseen when the difference is spread over a step: among such pairs the longest loop wins."""
NEAR_BEST = 1.3
"""An irregular walk has no such pair: a longer loop may then fit worse than the best by this."""
VELOCITY_WEIGHT_S = 0.1
"""Metres that a difference in velocity of 1 m/s counts: how far it leads within 2 frames."""
BLEND_S = 0.3
"""The difference is spread over this time on either side of the seam: together a step."""
AROUND_S = 3.0
"""The loop is planted between copies of itself that reach this far: events look 2 s around."""


@dataclass(frozen=True)
class Seam:
    """How a loop's last frame goes on into its first.

    Attributes:
        position: largest way of a joint from the last frame to the first, as a multiple of the
            largest way of the same joint between two frames of the motion.
        velocity: the same of the change of velocity over the seam.
    """

    position: float
    velocity: float


def loopable(
    joints: NDArray[np.floating], fps: float = FPS, body: Proportions = ADULT
) -> NDArray[np.float32]:
    """A walk ``(T, 22, 3)`` as a loop in place ``(N, 22, 3)``, N at most T - 1.

    The loop is a whole number of strides, as many as fit; a frame N would equal frame 0. It
    starts over the origin facing +Z. The mean travel is taken out, so that standing feet slide
    back at one constant speed; bones have the lengths of ``body``.

    Raises:
        BadInput: the motion shows no whole stride.
    """
    world = np.asarray(joints, dtype=np.float64)
    pose = bd.decompose(world, fps)
    start, stop = _ends(world, pose, detect(world, fps))
    cycle = _closed(pose, start, stop, max(2, round(BLEND_S * fps)))
    count = stop - start
    copies = int(np.ceil(AROUND_S * fps / count))
    endless, travel = _repeated(cycle, 2 * copies + 1)
    events = detect(bd.compose(endless, body), fps)
    planted = bd.compose(lock_feet(endless, events, body), body)
    middle = planted[copies * count : (copies + 1) * count]
    middle = middle - np.arange(count)[:, None, None] * travel / count
    return to_origin(middle).astype(np.float32)


def seam(joints: NDArray[np.floating]) -> Seam:
    """Jump of position and of velocity where a loop ``(T, 22, 3)`` starts again."""
    around = np.asarray(joints, dtype=np.float64)
    around = np.concatenate([around, around[:2]])
    ways = np.linalg.norm(np.diff(around, axis=0), axis=-1)
    bends = np.linalg.norm(np.diff(around, 2, axis=0), axis=-1)
    return Seam(
        position=_multiple(ways[-2:-1], ways[:-2]), velocity=_multiple(bends[-2:], bends[:-2])
    )


def _multiple(here: Floats, elsewhere: Floats) -> float:
    return float((here.max(axis=0) / np.maximum(elsewhere.max(axis=0), 1e-6)).max())


def _ends(world: Floats, pose: Pose, events: GaitEvents) -> tuple[int, int]:
    """Frames whole strides apart that fit: of those that fit well, the farthest apart."""
    strides = _strides_between(events)
    unfit = _difference(world, pose, events.fps)
    most = int(strides.max())
    if most < 1:
        raise BadInput(
            "This motion holds no whole stride that could be repeated.",
            "Ask for a longer motion, or for one that does not loop.",
        )
    best = []
    for count in range(1, most + 1):
        masked = np.where(strides == count, unfit, np.inf)
        start, stop = divmod(int(masked.argmin()), len(world))
        best.append((float(masked[start, stop]), start, stop))
    limit = max(FIT_M, NEAR_BEST * min(best)[0])
    return next((start, stop) for fit, start, stop in reversed(best) if fit <= limit)


def _strides_between(events: GaitEvents) -> NDArray[np.intp]:
    """Whole strides from frame a to frame b, ``(T, T)``; 0 where the feet disagree."""
    times = events.times
    counts = [np.searchsorted(events.side(side).contacts, times, side="right") for side in SIDES]
    left, right = (count[None, :] - count[:, None] for count in counts)
    return np.where(left == right, np.maximum(left, 0), 0)


def _difference(world: Floats, pose: Pose, fps: float) -> Floats:
    """How badly frame b fits frame a in place and motion, ``(T, T)``, metres."""
    place = world - pose.root[:, None] * np.array([1.0, 0.0, 1.0])
    place = bd.rotate_y(place, -pose.heading)
    motion = np.gradient(place, 1.0 / fps, axis=0) * VELOCITY_WEIGHT_S
    # The pelvis stands still in `place`; its own velocity tells pauses from walking.
    pelvis = bd.rotate_y(np.gradient(pose.root, 1.0 / fps, axis=0), -pose.heading)
    flat = np.concatenate([place, motion, pelvis[:, None] * VELOCITY_WEIGHT_S], axis=1)
    flat = flat.reshape(len(world), -1)
    squares = (flat**2).sum(axis=1)
    apart = squares[:, None] + squares[None] - 2 * flat @ flat.T
    return np.asarray(np.sqrt(np.maximum(apart, 0.0) / world.shape[1]))


def _closed(pose: Pose, start: int, stop: int, reach: int) -> Pose:
    """Frames ``start`` to ``stop - 1``, changed so that frame ``stop`` would be ``start``.

    The root's ground track becomes its steps from frame to frame in the heading frame, which
    repeat as angles do; the heading keeps its sway and loses its turn.
    """
    steps = np.diff(pose.root, axis=0, append=2 * pose.root[-1:] - pose.root[-2:-1])
    steps = bd.rotate_y(steps, -pose.heading)
    turn = (pose.heading[stop] - pose.heading[start]) / (stop - start)
    straight = pose.heading - pose.heading[start] - turn * (np.arange(len(pose)) - start)
    steps[:, 1] = pose.root[:, 1]
    source = replace(pose, root=steps, heading=straight)
    reach = min(reach, (stop - start) // 2)
    closed = {f.name: _joined(getattr(source, f.name), start, stop, reach) for f in fields(Pose)}
    for name in DIRECTIONS:
        closed[name] = bd.unit(closed[name])
    return Pose(**closed)


def _joined(values: Floats, start: int, stop: int, reach: int) -> Floats:
    """A series from ``start`` to ``stop`` whose two ends are brought together, half way each.

    Cubic (Hermite) corrections over ``reach`` frames on either side carry half of the
    difference in value and in slope, and end with neither.
    """
    slopes = np.gradient(values, axis=0)
    gap, bend = values[stop] - values[start], slopes[stop] - slopes[start]
    along = np.arange(reach + 1).reshape(-1, *([1] * gap.ndim)) / reach
    value = 1 - along**2 * (3 - 2 * along)
    slope = along * (1 - along) ** 2 * reach
    out = values[start:stop].copy()
    out[: reach + 1] += (gap * value + bend * slope)[: len(out)] / 2
    before = (-gap * value + bend * slope)[::-1] / 2
    out[-reach:] += before[:-1]
    return out


def _repeated(cycle: Pose, copies: int) -> tuple[Pose, Floats]:
    """The cycle many times over, walking through the world; and its travel in one cycle."""
    index = np.tile(np.arange(len(cycle)), copies)
    endless = cycle.take(index)
    steps = bd.rotate_y(endless.root * np.array([1.0, 0.0, 1.0]), endless.heading)
    root = np.cumsum(steps, axis=0) - steps
    travel = steps[: len(cycle)].sum(axis=0)
    root[:, 1] = endless.root[:, 1]
    return replace(endless, root=root), travel
