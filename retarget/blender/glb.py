"""The avatar as a GLB file, ready for clips."""

from __future__ import annotations

from pathlib import Path

import bpy

from retarget.blender.scene import UPRIGHT, Stage
from retarget.glb import GlbTemplate
from retarget.rig import Rig

OPTIONS = {
    "export_format": "GLB",
    "export_animations": False,
    "export_yup": False,
    "export_skins": True,
    "export_morph": False,
    "export_extras": False,
    "export_cameras": False,
    "export_lights": False,
}
"""The exporter's options. The data are Y up already, so it shall not turn them."""


def export_template(stage: Stage, rig: Rig, folder: Path) -> GlbTemplate:
    """Export the stage without animation, its objects unturned."""
    objects = (stage.armature, stage.mesh)
    path = folder / "avatar.glb"
    try:
        for item in objects:
            item.rotation_euler = (0.0, 0.0, 0.0)
        bpy.context.view_layer.update()
        bpy.ops.export_scene.gltf(filepath=str(path), **OPTIONS)
    finally:
        for item in objects:
            item.rotation_euler = UPRIGHT
    return GlbTemplate.parse(path.read_bytes(), stage.bone_axes(rig.names))
