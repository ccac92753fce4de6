"""A motion as it travels through Gaitbox, and the names of the files it becomes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retarget.skeleton import FPS, JOINTS

FILES = {
    "npy": "motion.npy",
    "features": "features.npy",
    "bvh": "motion.bvh",
    "fbx": "motion.fbx",
    "glb": "motion.glb",
    "json": "report.json",
}
"""Kind of file to its name inside the folder of a motion."""

FORMATS = ("npy", "bvh", "fbx", "glb")
"""Formats that can be asked for; npy brings the features along, the report always comes."""

BLENDER_FORMATS = ("fbx", "glb")
"""Formats that need the avatar and the Blender process."""


def duration(joints: NDArray[np.floating]) -> float:
    """Seconds that a motion ``(T, 22, 3)`` lasts, a frame being 1/20 s."""
    return len(joints) / FPS


def checked(joints: NDArray[np.floating]) -> NDArray[np.float32]:
    """The motion as contiguous float32.

    Raises:
        ValueError: not ``(T, 22, 3)`` with at least two frames, or not finite.
    """
    array = np.ascontiguousarray(joints, dtype=np.float32)
    if array.ndim != 3 or array.shape[1:] != (len(JOINTS), 3) or len(array) < 2:
        raise ValueError(f"a motion is (T, {len(JOINTS)}, 3) with T >= 2, got {array.shape}")
    if not np.isfinite(array).all():
        raise ValueError("a motion must be finite")
    return array
