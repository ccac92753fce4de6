"""Clothes, shoes and hair as small changes of the body's surface.

The body is modelled bare. Cloth is the skin smoothed and moved out by some
millimetres, a shoe is the foot's convex hull, hair is the scalp moved out. The
topology, and with it skin weights and texture coordinates, stays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retarget import rotations
from retarget.dress import HAIR, SLOTS, eyeballs
from retarget.skeleton import FloatArray

_CLOTH = ("trunk", "pelvis") + tuple(
    f"{side}_{limb}" for side in ("left", "right") for limb in ("thigh", "shank", "upper_arm")
)
_CLOTH_PASSES = 12
_CHEST_PASSES = 40
_SEAM_PASSES = 10
_STEPS = (0.5, -0.51)
"""Smoothing and counter-smoothing, so that nothing shrinks (Taubin 1995)."""
_CLOTH_OUT = 0.004
_HAIR_OUT = 0.010
_HAIR_PASSES = 2
_SHOE_OUT = 0.003
_SHOE_ROUNDS = 3
_SHOE_PASSES = 3
_HULL_DIRECTIONS = 400


@dataclass(frozen=True)
class Surface:
    """Faces of a mesh, with what smoothing needs to know of them."""

    faces: NDArray[np.int32]
    """``(F, 4)`` vertex indices."""
    slots: NDArray[np.uint8]
    """``(F,)`` slot of each face."""
    edges: NDArray[np.int32]
    """``(E, 2)`` both directions of every side of every face."""
    degree: FloatArray
    """``(V, 1)`` edges that start at each vertex."""
    seams: NDArray[np.int32]
    """``(S, 2)`` both directions of every edge between two slots."""
    scalp: FloatArray
    """``(V, 1)`` 1 outside the eyeballs, whose irises share the hair's slot."""

    @classmethod
    def of(cls, faces: NDArray[np.int32], slots: NDArray[np.uint8], count: int) -> Surface:
        """Collect the edges of a mesh of ``count`` vertices."""
        sides = np.stack([faces, np.roll(faces, -1, axis=1)], axis=-1).reshape(-1, 2)
        edges = np.concatenate([sides, sides[:, ::-1]])
        degree = np.bincount(edges[:, 0], minlength=count).astype(float)
        return cls(
            faces=faces,
            slots=slots,
            edges=edges,
            degree=np.maximum(degree, 1.0)[:, None],
            seams=_seams(sides, np.repeat(slots, faces.shape[1]), count),
            scalp=1.0 - eyeballs(faces, count)[:, None],
        )

    def means(self, values: FloatArray) -> FloatArray:
        """Mean over each vertex's neighbours of ``(V, n)`` values."""
        return np.asarray(_sums(self.edges, values) / self.degree)

    def along_seams(self, vertices: FloatArray) -> FloatArray:
        """Vertices with the zigzag of seams along the mesh's faces smoothed out."""
        count = np.bincount(self.seams[:, 0], minlength=len(vertices))[:, None]
        on_line = count == 2
        for _ in range(_SEAM_PASSES):
            for step in _STEPS:
                mean = _sums(self.seams, vertices) / np.maximum(count, 1)
                vertices = vertices + np.where(on_line, step * (mean - vertices), 0.0)
        return vertices

    def share(self, names: tuple[str, ...], passes: int) -> FloatArray:
        """``(V, 1)`` 1 inside some slots, 0 outside, blurred over ``passes`` edges."""
        wanted = np.isin(self.slots, [SLOTS.index(name) for name in names])
        share = np.zeros((len(self.degree), 1))
        share[self.faces[wanted].ravel()] = 1.0
        share[self.faces[~wanted].ravel()] = 0.0
        for _ in range(passes):
            share = np.minimum(share, self.means(share))
        return share

    def normals(self, vertices: FloatArray) -> FloatArray:
        """Unit outward normals ``(V, 3)``, weighted by area."""
        a, b, c, d = np.moveaxis(vertices[self.faces], 1, 0)
        flat = np.repeat(np.cross(c - a, d - b), 4, axis=0)
        index = self.faces.ravel()
        columns = [
            np.bincount(index, weights=flat[:, i], minlength=len(vertices)) for i in range(3)
        ]
        return rotations.normalise(np.stack(columns, axis=1))


def clothe(vertices: FloatArray, surface: Surface) -> FloatArray:
    """The dressed body's vertices ``(V, 3)`` from the bare one's in T-pose."""
    vertices = surface.along_seams(vertices)
    for slots, passes in ((_CLOTH, _CLOTH_PASSES), (("trunk",), _CHEST_PASSES)):
        cloth = surface.share(slots, 0)
        for _ in range(passes):
            for step in _STEPS:
                vertices = vertices + step * cloth * (surface.means(vertices) - vertices)
    for side in ("left", "right"):
        vertices = _shoe(vertices, surface, f"{side}_foot")
    out = _CLOTH_OUT * surface.share(_CLOTH, 1)
    out = out + _HAIR_OUT * surface.share((HAIR,), _HAIR_PASSES) * surface.scalp
    return np.asarray(vertices + out * surface.normals(vertices))


def _shoe(vertices: FloatArray, surface: Surface, slot: str) -> FloatArray:
    """Foot vertices on the foot's convex hull, smoothed: between the toes nothing is left."""
    inside = np.flatnonzero(surface.share((slot,), 0)[:, 0])
    weight = surface.share((slot,), 1)
    points = vertices[inside]
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    mirror = -1.0 if middle[0] < 0 else 1.0
    planes = _sphere(_HULL_DIRECTIONS) * (mirror, 1.0, 1.0)
    support = ((points - middle) @ planes.T).max(axis=0) + _SHOE_OUT
    result = vertices.copy()
    for _ in range(_SHOE_ROUNDS):
        result[inside] = middle + _stretched(result[inside] - middle, planes, support)
        for _ in range(_SHOE_PASSES):
            result = result + weight * (surface.means(result) - result)
    return result


def _stretched(rays: FloatArray, planes: FloatArray, support: FloatArray) -> FloatArray:
    """Rays ``(n, 3)`` as long as the hull allows: the nearest of its supporting planes."""
    facing = rays @ planes.T
    reach = np.where(facing > 1e-6, support / np.maximum(facing, 1e-6), np.inf).min(axis=1)
    return rays * reach[:, None]


def _sums(edges: NDArray[np.int32], values: FloatArray) -> FloatArray:
    """For each vertex the sum of values ``(V, n)`` at the ends of its edges ``(E, 2)``."""
    start, end = edges.T
    columns = [
        np.bincount(start, weights=values[end, i], minlength=len(values))
        for i in range(values.shape[1])
    ]
    return np.stack(columns, axis=1)


def _seams(sides: NDArray[np.int32], slots: NDArray[np.uint8], count: int) -> NDArray[np.int32]:
    """Both directions of the edges whose two faces wear different slots."""
    low, high = np.sort(sides, axis=1).T.astype(np.int64)
    key = low * count + high
    order = np.argsort(key, kind="stable")
    twins = np.flatnonzero(key[order][1:] == key[order][:-1])
    one, other = order[twins], order[twins + 1]
    seam = sides[one[slots[one] != slots[other]]]
    return np.concatenate([seam, seam[:, ::-1]])


def _sphere(count: int) -> FloatArray:
    """Evenly spread unit directions ``(count, 3)`` (Fibonacci lattice)."""
    k = np.arange(count) + 0.5
    y = 1.0 - 2.0 * k / count
    angle = np.pi * (1.0 + np.sqrt(5.0)) * k
    radius = np.sqrt(1.0 - y * y)
    return np.stack([radius * np.cos(angle), y, radius * np.sin(angle)], axis=1)
