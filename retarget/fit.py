"""A rig's joints moved, inside the body, to where a motion's skeleton has them.

Skeletons disagree about joints that cannot be seen: a pelvis joint lies level with
the hips in one and ten centimetres above them in another, a collar starts at the
breastbone or at the side. With fixed joints those rigid offsets would come out as
errors of tens of degrees, or as a bent pelvis. So hips, knees, ankles, shoulders,
elbows and wrists stay where the body has them, and the joints between are placed
so that the T-pose has the motion's own rigid directions.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from retarget import rotations
from retarget import skeleton as sk
from retarget.bone_map import mapped_bones
from retarget.rig import Rig
from retarget.skeleton import FloatArray
from retarget.source import Source

_PULL = 0.05
"""Weight of the rig's own place against the motion's directions where these say little."""
_HEAD_PITCH = (0.0, np.radians(40.0))
"""Slopes of the line from neck to head that skeletons have when looking ahead."""
_POINTING = (
    ("spine1", "spine2"),
    ("spine2", "spine3"),
    ("spine3", "neck"),
    ("neck", "head"),
    ("left_collar", "left_shoulder"),
    ("right_collar", "right_shoulder"),
    ("left_ankle", "left_foot"),
    ("right_ankle", "right_foot"),
)
"""Bones whose tail is another joint, so that it moves with that joint."""


def fit_rig(rig: Rig, source: Source) -> Rig:
    """The rig with its inner joints placed after the motion; bones keep their direction."""
    heads = rig.heads.copy()
    at = dict(zip(sk.JOINTS, mapped_bones(rig), strict=True))
    pelvis = _mean_directions(source, source.pelvis)
    chest = _mean_directions(source, source.chest)
    hips = np.stack([heads[at["left_hip"]], heads[at["right_hip"]]])
    heads[at["pelvis"]] = _meeting_point(
        hips, pelvis[[sk.LEFT_HIP, sk.RIGHT_HIP]], heads[at["pelvis"]]
    )
    _straighten_spine(heads, at)
    _place(heads, at["pelvis"], at["spine1"], pelvis[sk.SPINE1])
    _place(heads, at["spine3"], at["neck"], chest[sk.NECK])
    for side in ("left", "right"):
        collar, shoulder = f"{side}_collar", f"{side}_shoulder"
        out, along = chest[sk.JOINTS.index(collar)], chest[sk.JOINTS.index(shoulder)]
        heads[at[collar]] = _collar(heads[at["spine3"]], out, along, heads[at[shoulder]])
        _flatten_toe(heads, at[f"{side}_ankle"], at[f"{side}_foot"], source.flat)
    heads[at["head"]] = heads[at["neck"]] + _head_offset(
        chest[sk.HEAD], float(np.linalg.norm(rig.offset(at["neck"], at["head"])))
    )
    tails = heads + (rig.tails - rig.heads)
    for joint, towards in _POINTING:
        tails[at[joint]] = heads[at[towards]]
    return replace(rig, heads=heads, tails=tails)


def _mean_directions(source: Source, frames: FloatArray) -> FloatArray:
    """Mean direction of each bone in moving frames, unit ``(22, 3)``."""
    seen = np.einsum("tji,tkj->tki", frames, source.directions)
    return rotations.normalise(seen.mean(axis=0))


def _meeting_point(ends: FloatArray, directions: FloatArray, usual: FloatArray) -> FloatArray:
    """Point from which ``ends`` ``(n, 3)`` are seen along ``directions``, by least squares."""
    across = np.eye(3) - directions[:, :, None] * directions[:, None, :]
    left = across.sum(axis=0) + _PULL**2 * np.eye(3)
    right = np.einsum("nij,nj->i", across, ends) + _PULL**2 * usual
    return np.asarray(np.linalg.solve(left, right))


def _straighten_spine(heads: FloatArray, at: dict[str, int]) -> None:
    """Spine joints on a straight line over the hips: upright spines are so in every skeleton."""
    low = (heads[at["left_hip"]] + heads[at["right_hip"]]) / 2
    high = heads[at["neck"]]
    for joint in ("spine1", "spine2", "spine3"):
        bone = at[joint]
        share = (heads[bone, 1] - low[1]) / (high[1] - low[1])
        heads[bone] = low + share * (high - low)


def _place(heads: FloatArray, parent: int, child: int, direction: FloatArray) -> None:
    """Put a child along a direction from its parent, at the height it had if that is ahead."""
    rise = heads[child, 1] - heads[parent, 1]
    usual = np.linalg.norm(heads[child] - heads[parent])
    length = rise / direction[1] if direction[1] > 0.5 and rise > 0 else usual
    heads[child] = heads[parent] + max(length, 0.02) * direction


def _collar(
    chest: FloatArray, out: FloatArray, along: FloatArray, shoulder: FloatArray
) -> FloatArray:
    """Place of a collar joint: ``out`` from the chest, and from it ``along`` to the shoulder."""
    reach, _ = np.linalg.lstsq(np.stack([out, along], axis=1), shoulder - chest, rcond=None)[0]
    distance = float(np.linalg.norm(shoulder - chest))
    return np.asarray(chest + np.clip(reach, 0.3 * distance, 0.85 * distance) * out)


def _flatten_toe(heads: FloatArray, ankle: int, toe: int, slope: float) -> None:
    """Toe joint at the slope that a flat foot has in the motion; the foot's length stays."""
    forward = heads[toe] - heads[ankle]
    length = np.linalg.norm(forward)
    forward[1] = 0.0
    level = rotations.normalise(forward)
    heads[toe] = heads[ankle] + length * (np.cos(slope) * level - np.sin(slope) * np.eye(3)[1])


def _head_offset(direction: FloatArray, length: float) -> FloatArray:
    """Neck to head: the motion's usual slope, within what looking ahead can mean."""
    pitch = np.clip(np.arctan2(direction[2], direction[1]), *_HEAD_PITCH)
    return length * np.array([0.0, np.cos(pitch), np.sin(pitch)])
