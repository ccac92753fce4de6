"""F-curves on the armature, written in bulk."""

from __future__ import annotations

from typing import Any

import bpy
import numpy as np

from retarget import rotations
from retarget.skeleton import FloatArray

_LINEAR = 1
"""Blender's number for linear interpolation of a key."""


def set_clip(
    armature: Any,
    rotation: dict[str, FloatArray],
    location: dict[str, FloatArray],
    name: str,
) -> None:
    """Give the armature one action; an earlier one is removed.

    Args:
        rotation: by bone, ``(T, 3, 3)`` turns in the bone's own axes.
        location: by bone, ``(T, 3)`` moves in the bone's own axes, metres.
    """
    clear_clip(armature)
    action = bpy.data.actions.new(name)
    slot = action.slots.new(id_type="OBJECT", name=armature.name)
    strip = action.layers.new(name).strips.new(type="KEYFRAME")
    channels = strip.channelbag(slot, ensure=True)
    data = armature.animation_data_create()
    data.action, data.action_slot = action, slot
    for bone, matrices in rotation.items():
        armature.pose.bones[bone].rotation_mode = "QUATERNION"
        values = rotations.continuous_quaternions(rotations.matrix_to_quaternion(matrices))
        _curves(channels, bone, "rotation_quaternion", values)
    for bone, moves in location.items():
        _curves(channels, bone, "location", moves)


def clear_clip(armature: Any) -> None:
    """Remove the armature's action."""
    data = armature.animation_data
    if data is not None and data.action is not None:
        bpy.data.actions.remove(data.action)


def _curves(channels: Any, bone: str, prop: str, values: FloatArray) -> None:
    """One curve for each column of ``(T, n)`` values, a key a frame."""
    group = channels.groups.new(bone)
    frames = np.arange(len(values), dtype=np.float32)
    for axis, column in enumerate(values.T):
        path = f'pose.bones["{bone}"].{prop}'
        curve = channels.fcurves.new(path, index=axis)
        curve.group = group
        points = curve.keyframe_points
        points.add(len(values))
        points.foreach_set("co", np.stack([frames, column], axis=1).astype("f4").ravel())
        points.foreach_set("interpolation", np.full(len(values), _LINEAR, dtype="i4"))
        curve.update()
