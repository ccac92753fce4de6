"""Which part of the body each face belongs to, and what it wears.

A material slot a region: the console and the headset tint impaired regions by
slot name. Clothes are colours of regions; hair is one extra slot.
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

HAIR = "hair"
SLOTS = (*REGIONS, HAIR)
"""Names of the material slots, in order."""

_SKIN = (0.64, 0.42, 0.32)
_SHIRT = (0.16, 0.34, 0.50)
_TROUSERS = (0.10, 0.12, 0.16)
_SHOES = (0.75, 0.76, 0.78)

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
    HAIR: (0.09, 0.06, 0.045),
}

_BONES = {
    "UpLeg": "thigh",
    "Leg": "shank",
    "Foot": "foot",
    "ToeBase": "foot",
    "ForeArm": "forearm",
    "Arm": "upper_arm",
    "Shoulder": "trunk",
}


def colour(slot: str) -> tuple[float, float, float]:
    """Linear RGB of a slot, each from 0 to 1."""
    limb = slot.removeprefix("left_").removeprefix("right_")
    return _WORN[limb]


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

    A face belongs to the region whose bones hold most of its corners' weight.
    """
    region = np.array([REGIONS.index(region_of_bone(bone)) for bone in bones])
    share = np.zeros((len(vertices), len(REGIONS)))
    for k in range(weights.shape[1]):
        np.add.at(share, (np.arange(len(vertices)), region[weight_bones[:, k]]), weights[:, k])
    slots = share[faces].sum(axis=1).argmax(axis=1).astype(np.uint8)
    return slots


__all__ = ["HAIR", "REGIONS", "SLOTS", "colour", "dress", "region_of_bone"]
