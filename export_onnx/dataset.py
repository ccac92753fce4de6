"""The two data sets that MoMask's networks are trained on: body, frame rate and lengths."""

from __future__ import annotations

from dataclasses import dataclass

from retarget import skeleton
from runtime.engine import features, kit, manifest


@dataclass(frozen=True)
class Dataset:
    """What a model's motions are, by the data set it has learnt from.

    Attributes:
        name: MoMask's name of it, ``t2m`` or ``kit``.
        title: its own name.
        skeleton: the runtime's name of its skeleton.
        fps: frames a second of a motion.
        joints: joints of the skeleton.
        features: numbers a frame.
        min_frames: shortest motion it holds.
        max_frames: longest motion it holds.
    """

    name: str
    title: str
    skeleton: str
    fps: float
    joints: int
    features: int
    min_frames: int
    max_frames: int


HUMANML3D = Dataset(
    "t2m",
    "HumanML3D",
    manifest.HUMANML3D,
    skeleton.FPS,
    len(skeleton.JOINTS),
    features.FEATURES,
    min_frames=40,
    max_frames=196,
)
"""Guo et al., "Generating Diverse and Natural 3D Human Motions from Text", CVPR 2022."""

KIT = Dataset(
    "kit",
    "KIT-ML",
    manifest.KIT,
    kit.FPS,
    len(kit.JOINTS),
    features.width_of_joints(len(kit.JOINTS)),
    min_frames=24,
    max_frames=196,
)
"""Plappert et al., "The KIT Motion-Language Dataset", 2016, in HumanML3D's representation."""

DATASETS = {dataset.name: dataset for dataset in (HUMANML3D, KIT)}
"""Data sets by MoMask's name, in the order in which they are looked for."""
