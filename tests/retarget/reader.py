"""Run in a fresh Blender: imports FBX, GLB and BVH files and tells what is in them.

    python reader.py OUT.npz FILE...

For each file, under its number: names and heads of bones at rest and in every frame,
in the motion's axes, and a JSON text of everything else.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import bpy
import numpy as np

TO_Y_UP = np.array([[1.0, 0, 0], [0, 0, 1], [0, -1, 0]])


def main(out: str, files: list[str]) -> None:
    found: dict[str, np.ndarray] = {}
    for number, path in enumerate(files):
        for key, value in read(path).items():
            found[f"{number}_{key}"] = value
    np.savez(out, **found)


def read(path: str) -> dict[str, np.ndarray]:
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.fps, scene.render.fps_base = 20, 1.0
    importers = {
        "glb": bpy.ops.import_scene.gltf,
        "fbx": bpy.ops.import_scene.fbx,
        "bvh": bpy.ops.import_anim.bvh,
    }
    kind = path.rsplit(".", 1)[1]
    importers[kind](filepath=path)
    armature = next(o for o in bpy.data.objects if o.type == "ARMATURE")
    action = armature.animation_data.action
    first, last = (int(round(frame)) for frame in action.frame_range)
    world = np.array(armature.matrix_world)
    bones = armature.data.bones

    def place(points: np.ndarray) -> np.ndarray:
        return (points @ world[:3, :3].T + world[:3, 3]) @ TO_Y_UP.T

    rest = place(np.array([bone.head_local for bone in bones]))
    heads = []
    for frame in range(first, last + 1):
        scene.frame_set(frame)
        heads.append(place(np.array([armature.pose.bones[bone.name].head for bone in bones])))
    found = {
        "names": np.array([bone.name for bone in bones]),
        "rest": rest,
        "heads": np.array(heads),
    }
    return found if kind == "bvh" else found | skin(armature)


def skin(armature: Any) -> dict[str, np.ndarray]:
    """The skinned mesh in the current frame, and what can be told in words."""
    mesh = max(
        (o for o in bpy.data.objects if o.type == "MESH"), key=lambda o: len(o.data.vertices)
    )
    depsgraph = bpy.context.evaluated_depsgraph_get()
    skinned = mesh.evaluated_get(depsgraph).to_mesh()
    vertices = np.empty(len(skinned.vertices) * 3)
    skinned.vertices.foreach_get("co", vertices)
    turn = np.array(mesh.matrix_world)
    vertices = (vertices.reshape(-1, 3) @ turn[:3, :3].T + turn[:3, 3]) @ TO_Y_UP.T
    about = {
        "clip": armature.animation_data.action.name,
        "scales": [list(o.matrix_world.to_scale()) for o in (armature, mesh)],
        "materials": [slot.material.name for slot in mesh.material_slots],
        "used": sorted({p.material_index for p in mesh.data.polygons}),
        "modifiers": [m.type for m in mesh.modifiers],
        "parents": {b.name: b.parent.name if b.parent else None for b in armature.data.bones},
    }
    return {"last_vertices": vertices, "about": np.array(json.dumps(about))}


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
