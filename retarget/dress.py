"""Which part of the body each face belongs to, and what it wears.

A material slot a region: the console and the headset tint impaired regions by
slot name. Clothes are colours of regions; hair and eyes are two slots of their own.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retarget.skeleton import FloatArray

_LIMBS = ("thigh", "shank", "foot", "upper_arm", "forearm", "hand")
REGIONS = ("head", "trunk", "pelvis") + tuple(
    f"{side}_{limb}" for side in ("left", "right") for limb in _LIMBS
)
"""Body regions; their names are fixed by the contract."""

HAIR, EYES = "hair", "eyes"
SLOTS = (*REGIONS, HAIR, EYES)
"""Names of the material slots, in order."""

Colour = tuple[float, float, float]

_SKIN: Colour = (0.57, 0.36, 0.27)
_SHIRT: Colour = (0.10, 0.29, 0.42)
_TROUSERS: Colour = (0.045, 0.055, 0.08)
_SHOES: Colour = (0.22, 0.23, 0.25)
_WORN = {
    "head": _SKIN,
    "trunk": _SHIRT,
    "pelvis": _TROUSERS,
    "thigh": _TROUSERS,
    "shank": _TROUSERS,
    "foot": _SHOES,
    "upper_arm": _SHIRT,
    "forearm": _SKIN,
    "hand": _SKIN,
    HAIR: (0.035, 0.022, 0.015),
    EYES: (0.70, 0.68, 0.65),
}
_GREY_HAIR: Colour = (0.36, 0.35, 0.34)
_GREY_AGE = 0.75

_BONES = {
    "UpLeg": "thigh",
    "Leg": "shank",
    "Foot": "foot",
    "ToeBase": "foot",
    "ForeArm": "forearm",
    "Arm": "upper_arm",
    "Shoulder": "trunk",
}

_WAIST = 0.0
"""Waist above the lowest spine joint, on the mean body, metres."""
_COLLAR = (0.005, 0.35)
"""Collar above the neck joint, and its slope down to the front, on the mean body."""
_NECK_WIDTH = 0.085
_EYE_VERTICES = 100
"""A separate part of the mesh with fewer vertices than this is an eyeball."""
_PUPIL = 0.95
"""Faces of an eyeball beyond this share of its depth are iris and pupil."""
_HAIRLINE = ((0.0, 0.38, 0.55, 0.93, 1.0), (0.34, 0.34, 0.62, 0.84, 0.9))
"""Share of the head's depth from the back, and of its height from the chin, where hair begins."""


def colour(slot: str, age: float = 0.5) -> Colour:
    """Linear RGB of a slot, each from 0 to 1; hair greys with the phenotype's age."""
    if slot == HAIR and age > _GREY_AGE:
        return _GREY_HAIR
    return _WORN[slot.removeprefix("left_").removeprefix("right_")]


def region_of_bone(bone: str) -> str:
    """Region that a Mixamo bone moves: ``LeftForeArm`` to ``left_forearm``."""
    if bone in ("Neck", "Head"):
        return "head"
    if bone == "Hips":
        return "pelvis"
    if bone.startswith("Spine"):
        return "trunk"
    side, rest = ("left", bone[4:]) if bone.startswith("Left") else ("right", bone[5:])
    limb = "hand" if rest.startswith("Hand") else _BONES[rest]
    return limb if limb == "trunk" else f"{side}_{limb}"


def dress(
    vertices: FloatArray,
    faces: NDArray[np.int32],
    weights: NDArray[np.generic],
    weight_bones: NDArray[np.uint8],
    bones: tuple[str, ...],
    heads: FloatArray,
) -> NDArray[np.uint8]:
    """Slot of each face, ``(F,)`` indices into :data:`SLOTS`.

    A face belongs to the region whose bones hold most of its corners' weight; waist
    and collar are cut straight.

    Args:
        vertices: the mean body as modelled, Y up, metres.
        faces: ``(F, 4)`` vertex indices.
        weights: ``(V, k)`` skin weights, any scale.
        weight_bones: ``(V, k)`` the bones they belong to.
        bones: the bones' names.
        heads: ``(B, 3)`` where they begin.
    """
    region = np.array([REGIONS.index(region_of_bone(bone)) for bone in bones])
    share = np.zeros((len(vertices), len(REGIONS)))
    for k in range(weights.shape[1]):
        np.add.at(share, (np.arange(len(vertices)), region[weight_bones[:, k]]), weights[:, k])
    slots = share[faces].sum(axis=1).argmax(axis=1).astype(np.uint8)
    centres = vertices[faces].mean(axis=1)
    _cut_waist(slots, centres, heads[bones.index("Spine")])
    _cut_collar(slots, centres, heads[bones.index("Neck")])
    _grow_hair(slots, centres)
    _open_eyes(slots, faces, vertices)
    return slots


def _cut_waist(slots: NDArray[np.uint8], centres: FloatArray, spine: FloatArray) -> None:
    middle = np.isin(slots, (SLOTS.index("trunk"), SLOTS.index("pelvis")))
    above = centres[:, 1] > spine[1] + _WAIST
    slots[middle & above] = SLOTS.index("trunk")
    slots[middle & ~above] = SLOTS.index("pelvis")


def _cut_collar(slots: NDArray[np.uint8], centres: FloatArray, neck: FloatArray) -> None:
    height, slope = _COLLAR
    near = np.isin(slots, (SLOTS.index("trunk"), SLOTS.index("head")))
    line = neck[1] + height - slope * (centres[:, 2] - neck[2])
    above = (centres[:, 1] > line) & (np.abs(centres[:, 0]) < _NECK_WIDTH)
    slots[near & above] = SLOTS.index("head")
    slots[near & ~above] = SLOTS.index("trunk")


def _grow_hair(slots: NDArray[np.uint8], centres: FloatArray) -> None:
    """Hair over the part of the head above a line from forehead over the ears to the nape."""
    head = np.flatnonzero(slots == SLOTS.index("head"))
    y, z = centres[head, 1], centres[head, 2]
    skull = y > y.min() + 0.3 * np.ptp(y)
    low, high = y[skull].min(), y.max()
    back, front = z[skull].min(), z[skull].max()
    line = np.interp((z - back) / (front - back), *_HAIRLINE)
    slots[head[(y - low) / (high - low) > line]] = SLOTS.index(HAIR)


def _open_eyes(slots: NDArray[np.uint8], faces: NDArray[np.int32], vertices: FloatArray) -> None:
    """Eyeballs, which are separate parts of the mesh, with a dark iris in front."""
    part = np.where(eyeballs(faces, len(vertices)), vertices[:, 0] > 0, -1)
    for side in (0, 1):
        ball = np.flatnonzero(part[faces[:, 0]] == side)
        depth = vertices[faces[ball]].mean(axis=1)[:, 2]
        front = (depth - depth.min()) / np.ptp(depth) > _PUPIL
        slots[ball] = np.where(front, SLOTS.index(HAIR), SLOTS.index(EYES))


def eyeballs(faces: NDArray[np.int32], count: int) -> NDArray[np.bool_]:
    """Whether each of ``count`` vertices belongs to an eyeball: a small part of the mesh."""
    part = _parts(faces, count)
    return np.asarray(np.bincount(part, minlength=count)[part] < _EYE_VERTICES)


def _parts(faces: NDArray[np.int32], count: int) -> NDArray[np.intp]:
    """Label of the connected part each vertex belongs to: its lowest vertex."""
    label = np.arange(count)
    while True:
        lowest = label.copy()
        np.minimum.at(lowest, faces.ravel(), np.repeat(label[faces].min(axis=1), faces.shape[1]))
        lowest = lowest[lowest]
        if np.array_equal(lowest, label):
            return label
        label = lowest
