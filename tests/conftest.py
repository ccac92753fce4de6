"""Shared by all tests: where real recordings are, and a walk that needs none of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
"""Recordings and fixtures kept beside the checkout; absent on a user's machine."""


@pytest.fixture(scope="session")
def mocap_dir() -> Path:
    """Folder of real walking recordings (22 joints, 60 fps)."""
    folder = SHARED / "mocap"
    if not folder.is_dir():
        pytest.skip("real recordings are not beside this checkout (../shared/mocap)")
    return folder


@pytest.fixture(scope="session")
def real_walk(mocap_dir: Path) -> np.ndarray:
    """A healthy walk, ``(T, 22, 3)`` at 20 fps."""
    with np.load(mocap_dir / "walking_22joints_60fps.npz") as recordings:
        return recordings["cmu_train_walking_extra_walking_39"][::3].astype(np.float64)


@pytest.fixture(scope="session")
def long_walk(mocap_dir: Path) -> np.ndarray:
    """Eight seconds of a healthy walker on the adult body, ``(160, 22, 3)`` at 20 fps."""
    from export_onnx.corpus.walks import load_walkers, neutral

    walker = next(w for w in load_walkers(mocap_dir) if w.name.endswith("extra_walking_33"))
    return neutral(walker, 9.0)[:160].astype(np.float64)
