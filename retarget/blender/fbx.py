"""The avatar as an FBX file, ready for clips."""

from __future__ import annotations

from pathlib import Path

import bpy
import numpy as np

from retarget import rotations
from retarget.blender import animate
from retarget.blender.scene import CLIP, Stage
from retarget.bone_map import MIXAMO
from retarget.fbx_animation import FbxTemplate
from retarget.rig import Rig

_STAND_IN_ANGLE = 0.3
"""Turn about each axis in the stand-in clip, radians: any but none."""

OPTIONS = {
    "object_types": {"ARMATURE", "MESH"},
    "add_leaf_bones": False,
    "bake_anim": True,
    "bake_anim_use_all_bones": False,
    "bake_anim_use_nla_strips": False,
    "bake_anim_use_all_actions": False,
    "bake_anim_force_startend_keying": False,
    "bake_anim_simplify_factor": 0.0,
    "apply_scale_options": "FBX_SCALE_ALL",
    "axis_forward": "-Z",
    "axis_up": "Y",
    "primary_bone_axis": "Y",
    "secondary_bone_axis": "X",
    "mesh_smooth_type": "OFF",
}
"""The exporter's options: scale 1, Y up, no leaf bones (see the notes in the tests)."""


def export_template(stage: Stage, rig: Rig, folder: Path) -> FbxTemplate:
    """Export the stage with a stand-in clip: T-pose, then every mapped bone turned.

    The file keeps the pose of frame 0, so the T-pose is what it rests in.
    """
    turned = rotations.euler_to_matrix(np.full((1, 3), _STAND_IN_ANGLE), "XYZ")
    clip = np.concatenate([np.eye(3)[None], turned])
    moved = np.stack([np.zeros(3), np.ones(3)])
    animate.set_clip(stage.armature, dict.fromkeys(MIXAMO, clip), {MIXAMO[0]: moved}, CLIP)
    scene = bpy.context.scene
    scene.frame_start, scene.frame_end = 0, 1
    scene.frame_set(0)
    path = folder / "avatar.fbx"
    bpy.ops.export_scene.fbx(filepath=str(path), **OPTIONS)
    animate.clear_clip(stage.armature)
    return FbxTemplate.parse(path.read_bytes(), stage.bone_axes(rig.names))
