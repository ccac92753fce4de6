"""A clip put into an FBX file that already holds the avatar.

Blender exports a skinned avatar once, with a stand-in clip that gives every bone
its curves (:mod:`retarget.blender.fbx`). For each motion only what depends on the
motion is written anew: curves, times, and where the bones are in the T-pose.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retarget import rotations
from retarget.bone_map import MIXAMO
from retarget.fbx_binary import FbxFile, Node
from retarget.rig import Pose, Rig
from retarget.skeleton import FPS, FloatArray

SECOND = 46186158000
"""Ticks of an FBX second (FBX SDK, KTime)."""
_SPANS = ("LocalStart", "LocalStop", "ReferenceStart", "ReferenceStop")
_KEYED = {(bone, b"Lcl Rotation") for bone in MIXAMO} | {(MIXAMO[0], b"Lcl Translation")}
_AXES = {b"d|X": 0, b"d|Y": 1, b"d|Z": 2}


@dataclass
class FbxTemplate:
    """An exported avatar, indexed for rewriting."""

    file: FbxFile
    bone_axes: FloatArray
    """``(B, 3, 3)`` orientation of each bone's own axes in the T-pose."""
    models: dict[str, Node]
    clusters: dict[str, Node]
    bind_poses: dict[str, Node]
    curves: dict[tuple[str, str, int], Node]
    """``AnimationCurve`` of a bone's ``Lcl Rotation`` or ``Lcl Translation``, by axis."""

    @classmethod
    def parse(cls, data: bytes, bone_axes: FloatArray) -> FbxTemplate:
        """Index a file that Blender exported."""
        file = FbxFile.parse(data)
        objects = file.root.find("Objects")
        by_id = {node.values()[0]: node for node in objects.children if node.count}
        _keep_curves_of_bones(file.root, by_id)
        names = {i: _name(node) for i, node in by_id.items() if node.name == "Model"}
        return cls(
            file=file,
            bone_axes=bone_axes,
            models={name: by_id[i] for i, name in names.items()},
            clusters={
                _name(node): node
                for node in objects.all("Deformer")
                if node.values()[2] == b"Cluster"
            },
            bind_poses=_bind_poses(objects, names),
            curves=_curves(file.root.find("Connections"), by_id, names),
        )

    def with_pose(self, pose: Pose) -> bytes:
        """The file's bytes with the pose as its only clip."""
        self._place_bones(pose.rig)
        self._set_times(len(pose.root))
        self._set_curves(pose)
        return self.file.to_bytes()

    def _place_bones(self, rig: Rig) -> None:
        """Write the T-pose: the exporter's numbers carry single-precision noise."""
        parents = np.array(rig.parents)
        above = np.where((parents >= 0)[:, None, None], self.bone_axes[parents], np.eye(3))
        places = rotations.apply(rotations.transpose(above), rig.offsets())
        angles = _fbx_euler((rotations.transpose(above) @ self.bone_axes)[None])[0]
        for bone, name in enumerate(rig.names):
            model = self.models[name]
            _set_property(model, "Lcl Translation", places[bone])
            _set_property(model, "Lcl Rotation", angles[bone])
            _set_property(model, "Lcl Scaling", np.ones(3))
            world = np.eye(4)
            world[:3, :3], world[:3, 3] = self.bone_axes[bone], rig.heads[bone]
            _set_matrix(self.bind_poses[name].find("Matrix"), world)
            _set_matrix(self.clusters[name].find("TransformLink"), world)
            _set_matrix(self.clusters[name].find("Transform"), np.linalg.inv(world))

    def _set_times(self, frames: int) -> None:
        stop = (frames - 1) * SECOND // FPS
        times = np.arange(frames, dtype="<i8") * (SECOND // FPS)
        self.times = times
        spans = dict(zip(_SPANS, (0, stop, 0, stop), strict=True))
        stack = self.file.root.find("Objects").find("AnimationStack")
        for prop in stack.find("Properties70").children:
            values = prop.values()
            if values[0].decode() in spans:
                prop.set(*values[:4], spans[values[0].decode()])
        for take in self.file.root.find("Takes").all("Take"):
            take.find("LocalTime").set(0, stop)
            take.find("ReferenceTime").set(0, stop)
        settings = self.file.root.find("GlobalSettings").find("Properties70")
        for prop in settings.children:
            if prop.values()[0] == b"TimeSpanStop":
                prop.set(*prop.values()[:4], stop)

    def _set_curves(self, pose: Pose) -> None:
        rig = pose.rig
        local = bone_local(pose, self.bone_axes)
        keyed = {bone for bone, _, _ in self.curves}
        bones = [rig.index(name) for name in sorted(keyed)]
        angles = _fbx_euler(local[:, bones])
        by_bone = dict(zip(bones, np.moveaxis(angles, 1, 0), strict=True))
        for (name, prop, axis), curve in self.curves.items():
            if prop == "Lcl Rotation":
                values = by_bone[rig.index(name)][:, axis]
            else:
                values = pose.root[:, axis]
            self._set_curve(curve, values)

    def _set_curve(self, curve: Node, values: FloatArray) -> None:
        curve.find("Default").set(float(values[0]))
        curve.find("KeyTime").set(self.times)
        curve.find("KeyValueFloat").set(values.astype("<f4"))
        curve.find("KeyAttrRefCount").set(np.array([len(values)], dtype="<i4"))


def bone_local(pose: Pose, bone_axes: FloatArray) -> FloatArray:
    """Orientation of each bone's axes in its parent bone's axes, ``(T, B, 3, 3)``.

    This is what FBX and glTF keep; for the root the parent's axes are the body's.
    """
    parents = np.array(pose.rig.parents)
    above = np.where((parents >= 0)[:, None, None], bone_axes[parents], np.eye(3))
    return np.asarray(rotations.transpose(above) @ pose.local() @ bone_axes)


def _fbx_euler(matrices: FloatArray) -> FloatArray:
    """FBX's XYZ angles in degrees, x first, ``(T, n, 3)``: it turns about fixed axes."""
    return np.degrees(rotations.continuous_euler(matrices, "ZYX"))[..., ::-1]


def _name(node: Node) -> str:
    """Name of an object: its second property is name, 0x00 0x01, class."""
    return str(node.values()[1].split(b"\x00")[0].decode())


def _bind_poses(objects: Node, names: dict[int, str]) -> dict[str, Node]:
    found = {}
    for pose in objects.all("Pose"):
        for node in pose.all("PoseNode"):
            found[names[node.find("Node").values()[0]]] = node
    return found


def _curves(
    connections: Node, by_id: dict[int, Node], names: dict[int, str]
) -> dict[tuple[str, str, int], Node]:
    """Curves by bone, property and axis, followed through the object-property connections."""
    links = [c.values() for c in connections.all("C")]
    targets = {link[1]: (link[2], link[3]) for link in links if link[0] == b"OP"}
    found = {}
    for identity, node in by_id.items():
        if node.name == "AnimationCurve":
            curve_node, axis = targets[identity]
            model, prop = targets[curve_node]
            found[(names[model], prop.decode(), _AXES[axis])] = node
    return found


def _set_property(model: Node, name: str, values: FloatArray) -> None:
    for prop in model.find("Properties70").children:
        old = prop.values()
        if old[0] == name.encode():
            prop.set(*old[:4], *(float(v) for v in values))
            return
    raise KeyError(name)


def _set_matrix(node: Node, matrix: FloatArray) -> None:
    """Set a 4x4 matrix, which FBX stores column by column."""
    node.set(np.ascontiguousarray(matrix.T, dtype="<f8").ravel())


def _keep_curves_of_bones(root: Node, by_id: dict[int, Node]) -> None:
    """Remove curves that no clip here has: scales, moves of inner bones, turns of objects."""
    connections = root.find("Connections")
    links = [(link, link.values()) for link in connections.children]
    gone = {
        link[1]
        for _, link in links
        if link[0] == b"OP"
        and by_id[link[1]].name == "AnimationCurveNode"
        and (_name(by_id[link[2]]), link[3]) not in _KEYED
    }
    gone |= {link[1] for _, link in links if link[2] in gone}
    connections.children = [node for node, link in links if not gone & set(link[1:3])]
    objects = root.find("Objects")
    objects.children = [n for n in objects.children if n.values()[0] not in gone]
    for identity in gone:
        del by_id[identity]
    for kind in root.find("Definitions").all("ObjectType"):
        count = sum(node.name == kind.values()[0].decode() for node in objects.children)
        if kind.values()[0].startswith(b"AnimationCurve"):
            kind.find("Count").set(np.int32(count))
