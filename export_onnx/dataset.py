"""The two data sets that MoMask's networks are trained on: body, frame rate and lengths."""

from __future__ import annotations

from dataclasses import dataclass


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


HUMANML3D = Dataset("t2m", "HumanML3D", "humanml3d", 20, 22, 263, 40, 196)
"""Guo et al., "Generating Diverse and Natural 3D Human Motions from Text", CVPR 2022."""

KIT = Dataset("kit", "KIT-ML", "kit", 12.5, 21, 251, 24, 196)
"""Plappert et al., "The KIT Motion-Language Dataset", 2016, in HumanML3D's representation."""

DATASETS = {dataset.name: dataset for dataset in (HUMANML3D, KIT)}
"""Data sets by MoMask's name, in the order in which they are looked for."""
