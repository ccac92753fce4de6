"""A Blender scene with one avatar: armature, skinned mesh, a material a region.

The armature's data are in Gaitbox's axes (Y up, facing +Z) and the objects are
turned to stand in Blender's. The exporter's own change of axes then cancels that
turn, so the FBX has no rotation and no scale on its objects: what Unity likes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import bpy
import numpy as np
from mathutils import Vector

from retarget import rotations
from retarget.avatar import Body
from retarget.dress import colour
from retarget.skeleton import FPS, FloatArray

CLIP = "Gait"
"""Name of the scene, which the exporter gives to the clip."""

UPRIGHT = (math.pi / 2, 0.0, 0.0)
"""Euler angles that stand Y-up data up in Blender."""

_ROUGHNESS = 0.75


@dataclass
class Stage:
    """The one scene of the process; it shows one body at a time."""

    armature: Any
    mesh: Any

    @classmethod
    def build(cls, body: Body) -> Stage:
        """An empty file, then the body in it."""
        bpy.ops.wm.read_factory_settings(use_empty=True)
        scene = bpy.context.scene
        scene.name = CLIP
        scene.render.fps, scene.render.fps_base = FPS, 1.0
        scene.unit_settings.system = "METRIC"
        return cls(_armature(body), _mesh(body)).attach()

    def attach(self) -> Stage:
        """Let the mesh follow the armature.

        The modifier is hidden: exporters read the skin either way, and need not
        evaluate it.
        """
        modifier = self.mesh.modifiers.new("Armature", "ARMATURE")
        modifier.object = self.armature
        modifier.show_viewport = False
        return self

    def show(self, body: Body) -> None:
        """Change the shape to another body; topology and skin are every body's."""
        data = self.mesh.data
        data.vertices.foreach_set("co", np.ascontiguousarray(body.vertices, "f4").ravel())
        data.update()
        _colour(data, body)
        _place_bones(self.armature, body)

    def bone_axes(self, names: tuple[str, ...]) -> FloatArray:
        """Orientation of each bone's axes in the T-pose, ``(B, 3, 3)``."""
        bones = self.armature.data.bones
        axes = np.array([bones[name].matrix_local.to_3x3() for name in names], dtype=float)
        return rotations.orthonormalise(axes)


def _armature(body: Body) -> Any:
    data = bpy.data.armatures.new("Armature")
    armature = bpy.data.objects.new("Armature", data)
    armature.rotation_euler = UPRIGHT
    bpy.context.scene.collection.objects.link(armature)
    _place_bones(armature, body)
    return armature


def _place_bones(armature: Any, body: Body) -> None:
    """Make the bones, or move them, to the body's T-pose.

    Rolls are aligned with the body's front (feet: up). With Blender's own rolls the
    legs would move near the pole of their Euler angles.
    """
    rig = body.rig
    bpy.context.view_layer.objects.active = armature
    bpy.ops.object.mode_set(mode="EDIT")
    bones = armature.data.edit_bones
    for i, name in enumerate(rig.names):
        bone = bones.get(name) or bones.new(name)
        bone.head, bone.tail = rig.heads[i], rig.tails[i]
        if rig.parents[i] >= 0:
            bone.parent = bones[rig.names[rig.parents[i]]]
        foot = name.endswith(("Foot", "ToeBase"))
        bone.align_roll(Vector((0, 1, 0) if foot else (0, 0, 1)))
    bpy.ops.object.mode_set(mode="OBJECT")


def _mesh(body: Body) -> Any:
    data = bpy.data.meshes.new("Body")
    corners = body.faces.size
    data.vertices.add(len(body.vertices))
    data.vertices.foreach_set("co", np.ascontiguousarray(body.vertices, "f4").ravel())
    data.loops.add(corners)
    data.loops.foreach_set("vertex_index", body.faces.astype("i4").ravel())
    data.polygons.add(len(body.faces))
    data.polygons.foreach_set("loop_start", np.arange(0, corners, 4, dtype="i4"))
    uvs = data.uv_layers.new(name="UVMap")
    uvs.uv.foreach_set("vector", np.ascontiguousarray(body.uvs, "f4").ravel())
    for slot in body.slots:
        data.materials.append(bpy.data.materials.new(slot))
    _colour(data, body)
    data.polygons.foreach_set("material_index", body.face_slots.astype("i4"))
    data.polygons.foreach_set("use_smooth", np.ones(len(body.faces), dtype=bool))
    data.update(calc_edges=True)
    mesh = bpy.data.objects.new("Body", data)
    mesh.rotation_euler = UPRIGHT
    bpy.context.scene.collection.objects.link(mesh)
    _weigh(mesh, body)
    return mesh


def _weigh(mesh: Any, body: Body) -> None:
    """Vertex groups by bone. One call for each bone and weight, rounded to a thousandth."""
    thousandths = np.round(body.weights * 1000).astype(int)
    for bone, name in enumerate(body.rig.names):
        group = mesh.vertex_groups.new(name=name)
        vertex, k = np.nonzero((body.weight_bones == bone) & (thousandths > 0))
        weight = thousandths[vertex, k]
        for value in np.unique(weight):
            group.add(vertex[weight == value].tolist(), value / 1000, "REPLACE")


def _colour(data: Any, body: Body) -> None:
    """Set the materials' colours, which follow the phenotype's age."""
    for material in data.materials:
        material.use_nodes = True
        rgba = (*colour(material.name, body.phenotype.age), 1.0)
        shader = material.node_tree.nodes["Principled BSDF"]
        shader.inputs["Base Color"].default_value = rgba
        shader.inputs["Roughness"].default_value = _ROUGHNESS
        material.diffuse_color = rgba
