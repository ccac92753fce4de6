"""The body in a GLB file as it is posed in one frame, apart from what the page makes of it.

Linear blend skinning after the glTF 2.0 specification, sections 3.7.3 and 3.11.
"""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_TYPES = {5121: np.uint8, 5123: np.uint16, 5125: np.uint32, 5126: np.float32}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}


def body_at(glb: bytes, time: float) -> Array:
    """Vertices of the skinned mesh at a time in seconds, metres, (N, 3)."""
    document, binary = _chunks(glb)
    locals_ = _locals(document, binary, time)
    world = _worlds(document, locals_)
    skin = document["skins"][0]
    inverse = _read(document, binary, skin["inverseBindMatrices"]).reshape(-1, 4, 4)
    # glTF stores matrices column by column.
    joints = np.stack([world[j] for j in skin["joints"]]) @ inverse.transpose(0, 2, 1)
    vertices = []
    for part in document["meshes"][0]["primitives"]:
        attributes = part["attributes"]
        points = _read(document, binary, attributes["POSITION"])
        indices = _read(document, binary, attributes["JOINTS_0"]).astype(int)
        weights = _read(document, binary, attributes["WEIGHTS_0"])
        mixed = np.einsum("nk,nkij->nij", weights, joints[indices])
        vertices.append(np.einsum("nij,nj->ni", mixed[:, :3, :3], points) + mixed[:, :3, 3])
    return np.concatenate(vertices)


def _chunks(glb: bytes) -> tuple[dict[str, Any], bytes]:
    (length,) = struct.unpack_from("<I", glb, 12)
    document: dict[str, Any] = json.loads(glb[20 : 20 + length])
    return document, glb[20 + length + 8 :]


def _read(document: dict[str, Any], binary: bytes, index: int) -> Array:
    accessor = document["accessors"][index]
    view = document["bufferViews"][accessor["bufferView"]]
    assert "byteStride" not in view, "interleaved vertices are not read here"
    kind = np.dtype(_TYPES[accessor["componentType"]])
    width = _WIDTHS[accessor["type"]]
    start = view.get("byteOffset", 0) + accessor.get("byteOffset", 0)
    flat = np.frombuffer(binary, kind, accessor["count"] * width, start).astype(float)
    if accessor.get("normalized"):
        flat /= np.iinfo(kind).max
    return flat.reshape(accessor["count"], width)


def _locals(document: dict[str, Any], binary: bytes, time: float) -> list[Array]:
    """The matrix of every node in its parent."""
    nodes = [dict(node) for node in document["nodes"]]
    animation = document["animations"][0]
    for channel in animation["channels"]:
        sampler = animation["samplers"][channel["sampler"]]
        times = _read(document, binary, sampler["input"])[:, 0]
        values = _read(document, binary, sampler["output"])
        # Taken at a frame: between frames there is nothing to interpolate.
        frame = int(np.argmin(abs(times - time)))
        target = channel["target"]
        nodes[target["node"]][target["path"]] = values[frame]
    return [_matrix(node) for node in nodes]


def _matrix(node: dict[str, Any]) -> Array:
    matrix = np.eye(4)
    x, y, z, w = np.asarray(node.get("rotation", (0, 0, 0, 1)), float)
    turn = np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )
    matrix[:3, :3] = turn * np.asarray(node.get("scale", (1, 1, 1)), float)
    matrix[:3, 3] = node.get("translation", (0, 0, 0))
    return matrix


def _worlds(document: dict[str, Any], locals_: list[Array]) -> list[Array]:
    parents = {
        child: index
        for index, node in enumerate(document["nodes"])
        for child in node.get("children", [])
    }

    def world(index: int) -> Array:
        parent = parents.get(index)
        return locals_[index] if parent is None else world(parent) @ locals_[index]

    return [world(index) for index in range(len(locals_))]
