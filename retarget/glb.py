"""A clip put into a GLB file that already holds the avatar (glTF 2.0, Khronos).

The counterpart of :mod:`retarget.fbx_animation`: Blender exports the avatar once
(:mod:`retarget.blender.glb`); nodes, bind matrices and the animation are written
anew for each motion.
"""

from __future__ import annotations

import copy
import json
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retarget import rotations
from retarget.bone_map import MIXAMO
from retarget.fbx_animation import bone_local
from retarget.rig import Pose, Rig
from retarget.skeleton import FPS, FloatArray

CLIP = "Gait"
"""Name of the animation."""

_MAGIC, _VERSION = 0x46546C67, 2
_JSON, _BIN = 0x4E4F534A, 0x004E4942
_FLOAT = 5126


class GlbFormatError(ValueError):
    """The bytes are no GLB file of this kind."""


def parse(data: bytes) -> tuple[dict[str, Any], bytes]:
    """JSON and binary chunk of a GLB file."""
    if len(data) < 20 or struct.unpack_from("<II", data) != (_MAGIC, _VERSION):
        raise GlbFormatError("not a GLB file of version 2")
    length, kind = struct.unpack_from("<II", data, 12)
    if kind != _JSON:
        raise GlbFormatError("the first chunk is not JSON")
    content = json.loads(data[20 : 20 + length])
    start = 20 + length
    if start == len(data):
        return content, b""
    size, kind = struct.unpack_from("<II", data, start)
    if kind != _BIN:
        raise GlbFormatError("the second chunk is not binary")
    return content, data[start + 8 : start + 8 + size]


def pack(content: dict[str, Any], binary: bytes) -> bytes:
    """A GLB file of JSON and binary chunk."""
    text = json.dumps(content, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    binary += bytes(-len(binary) % 4)
    total = 12 + 8 + len(text) + 8 + len(binary)
    head = struct.pack("<III", _MAGIC, _VERSION, total)
    return b"".join(
        [head, struct.pack("<II", len(text), _JSON), text]
        + [struct.pack("<II", len(binary), _BIN), binary]
    )


@dataclass
class GlbTemplate:
    """An exported avatar without animation."""

    content: dict[str, Any]
    binary: bytes
    bone_axes: FloatArray
    """``(B, 3, 3)`` orientation of each bone's own axes in the T-pose."""

    @classmethod
    def parse(cls, data: bytes, bone_axes: FloatArray) -> GlbTemplate:
        """Take over a file that Blender exported."""
        content, binary = parse(data)
        content.pop("animations", None)
        return cls(content, binary, bone_axes)

    def with_pose(self, pose: Pose) -> bytes:
        """The file's bytes with the pose as its only animation."""
        writer = _Writer(copy.deepcopy(self.content), bytearray(self.binary))
        nodes = {node.get("name"): i for i, node in enumerate(writer.content["nodes"])}
        _place_bones(writer, nodes, pose.rig, self.bone_axes)
        _add_animation(writer, nodes, pose, self.bone_axes)
        writer.content["buffers"][0]["byteLength"] = len(writer.binary)
        return pack(writer.content, bytes(writer.binary))


@dataclass
class _Writer:
    """Content and binary under construction."""

    content: dict[str, Any]
    binary: bytearray

    def accessor(self, values: NDArray[np.float32], kind: str, bounds: bool = False) -> int:
        """Append float data and return the index of its accessor."""
        self.binary += bytes(-len(self.binary) % 4)
        data = np.ascontiguousarray(values, dtype="<f4")
        view = {"buffer": 0, "byteOffset": len(self.binary), "byteLength": data.nbytes}
        self.content["bufferViews"].append(view)
        self.binary += data.tobytes()
        entry: dict[str, Any] = {
            "bufferView": len(self.content["bufferViews"]) - 1,
            "componentType": _FLOAT,
            "count": len(data),
            "type": kind,
        }
        if bounds:
            entry |= {"min": [float(data.min())], "max": [float(data.max())]}
        self.content["accessors"].append(entry)
        return len(self.content["accessors"]) - 1


def _place_bones(writer: _Writer, nodes: dict[str, int], rig: Rig, bone_axes: FloatArray) -> None:
    """Put the bones' nodes and bind matrices where the rig has them."""
    for bone, name in enumerate(rig.names):
        parent = rig.parents[bone]
        above = bone_axes[parent] if parent >= 0 else np.eye(3)
        node = writer.content["nodes"][nodes[name]]
        for key in ("matrix", "scale"):
            node.pop(key, None)
        node["translation"] = [float(v) for v in above.T @ rig.offsets()[bone]]
        quaternion = rotations.matrix_to_quaternion(above.T @ bone_axes[bone])
        node["rotation"] = [float(v) for v in quaternion[[1, 2, 3, 0]]]
    skin = writer.content["skins"][0]
    order = [rig.index(writer.content["nodes"][i]["name"]) for i in skin["joints"]]
    inverse = np.tile(np.eye(4), (len(order), 1, 1))
    inverse[:, :3, :3] = rotations.transpose(bone_axes[order])
    inverse[:, :3, 3] = -rotations.apply(inverse[:, :3, :3], rig.heads[order])
    accessor = writer.content["accessors"][skin["inverseBindMatrices"]]
    start = writer.content["bufferViews"][accessor["bufferView"]].get("byteOffset", 0)
    data = np.ascontiguousarray(rotations.transpose(inverse), dtype="<f4").tobytes()
    writer.binary[start : start + len(data)] = data


def _add_animation(
    writer: _Writer, nodes: dict[str, int], pose: Pose, bone_axes: FloatArray
) -> None:
    """Add rotations of the mapped bones and the root's path, linear at 20 fps."""
    rig = pose.rig
    bones = [rig.index(name) for name in MIXAMO]
    local = bone_local(pose, bone_axes)[:, bones]
    quaternions = rotations.continuous_quaternions(rotations.matrix_to_quaternion(local))
    times = writer.accessor(np.arange(len(local), dtype=np.float32) / FPS, "SCALAR", bounds=True)
    samplers, channels = [], []

    def channel(name: str, path: str, output: int) -> None:
        samplers.append({"input": times, "interpolation": "LINEAR", "output": output})
        target = {"node": nodes[name], "path": path}
        channels.append({"sampler": len(samplers) - 1, "target": target})

    for i, name in enumerate(MIXAMO):
        values = quaternions[:, i][:, [1, 2, 3, 0]]
        channel(name, "rotation", writer.accessor(values.astype(np.float32), "VEC4"))
    channel(MIXAMO[0], "translation", writer.accessor(pose.root.astype(np.float32), "VEC3"))
    writer.content["animations"] = [{"name": CLIP, "channels": channels, "samplers": samplers}]
