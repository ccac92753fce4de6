"""Changing a part of a motion: pure functions on joints, frames outside the part kept."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retarget.skeleton import FPS, bone_lengths
from runtime.engine.features import features_to_joints, joints_to_features
from runtime.engine.splice import part_share, splice
from runtime.gait.body import compose, decompose
from runtime.gait.change import GaitEdit
from runtime.gait.cleanup import planted, steady, to_origin
from runtime.gait.edit import edit
from runtime.gait.fitted import changed

SAME_BODY_M = 0.02
"""Bones that differ by less are those of Gaitbox's own body, metres."""

REACH_S = 1.0
"""A stride: a step over an end of the part is planted anew, beyond that nothing moves."""

SHORTEST_WALK_S = 1.0
"""A shorter part shows no whole stride, and is not corrected."""

Joints = NDArray[np.float32]


def bone_difference(joints: NDArray[np.floating]) -> float:
    """Largest difference of a bone's typical length from Gaitbox's body, metres."""
    own = np.median(bone_lengths(compose(decompose(joints))), axis=0)
    return float(np.abs(np.median(bone_lengths(joints), axis=0) - own).max())


def on_own_body(joints: NDArray[np.floating]) -> Joints:
    """The same walk ``(T, 22, 3)`` on Gaitbox's body, from the origin, feet on the floor."""
    return edit(joints, GaitEdit())


def at_origin(joints: NDArray[np.floating]) -> Joints:
    """The motion turned and moved to start over the origin facing +Z."""
    return to_origin(joints).astype(np.float32)


def features_of(joints: NDArray[np.floating]) -> NDArray[np.float32]:
    """Features ``(T, 263)`` of a motion ``(T, 22, 3)``, heights as Gaitbox's models learn them.

    A frame's features hold the way to the next frame, so one is added that goes on as the last
    two do: the motion keeps its length.
    """
    last = 2 * joints[-1] - joints[-2]
    longer = np.concatenate([joints, last[None]])
    return joints_to_features(longer, floor=False, steady_start=True)


def clean_part(joints: NDArray[np.floating], part: slice, source: NDArray[np.floating]) -> Joints:
    """A motion whose ``part`` came from a decoder, made plausible, same length.

    Only the part is smoothed. Feet are planted in it and in the steps that reach over its ends;
    farther off than `REACH_S` the motion is ``source (T, 22, 3)``.
    """
    world = np.asarray(joints, dtype=np.float64)
    share = part_share(len(world), part.start, part.stop)[:, None, None]
    return _planted_near(world + share * (steady(world) - world), part, source)


def changed_part(
    joints: NDArray[np.floating], part: slice, source: NDArray[np.floating], change: GaitEdit
) -> Joints:
    """The motion with a change of gait inside ``part``, same length.

    The part is changed by itself, so that it begins and ends in the phase of the gait cycle
    that it had, and is mixed into the motion in features.
    """
    if part.stop - part.start < SHORTEST_WALK_S * FPS:
        return np.asarray(joints, dtype=np.float32)
    whole = features_of(joints)
    edited = whole.copy()
    edited[part] = features_of(changed(joints[part], change, keep_tempo=True))
    mixed = features_to_joints(splice(whole, edited, part.start, part.stop))
    return _planted_near(mixed, part, source)


def _planted_near(
    joints: NDArray[np.floating], part: slice, source: NDArray[np.floating]
) -> Joints:
    """The motion with its feet planted in the part and near it; elsewhere ``source``."""
    reach = round(REACH_S * FPS)
    start, stop = max(0, part.start - reach), min(len(joints), part.stop + reach)
    mixed = splice(features_of(source), features_of(planted(joints)), start, stop, fade=reach)
    return at_origin(features_to_joints(mixed))
