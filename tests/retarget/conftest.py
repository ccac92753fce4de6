"""One warm Blender for the part's tests, and the files it makes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from retarget.avatar import Body, load_body
from retarget.worker import BlenderWorker
from tests.retarget import motions


@pytest.fixture(scope="session")
def adult() -> Body:
    """The adult man's body."""
    return load_body("adult_man")


@pytest.fixture(scope="session")
def worker() -> Iterator[BlenderWorker]:
    """A worker for tests that leave it alive."""
    with BlenderWorker() as warm:
        yield warm


@pytest.fixture(scope="session", params=["formula", "recorded"])
def motion(request: pytest.FixtureRequest) -> np.ndarray:
    """A walk made from formulas, and a recorded one where there are recordings."""
    if request.param == "formula":
        return motions.walk(60, turning=1.0)
    return np.asarray(request.getfixturevalue("real_walk"))


@pytest.fixture(scope="session")
def exported(
    worker: BlenderWorker, motion: np.ndarray, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """FBX and GLB of the motion on the adult man."""
    folder = tmp_path_factory.mktemp("exported")
    fbx, glb = folder / "motion.fbx", folder / "motion.glb"
    worker.export(motion, avatar="adult_man", fbx=fbx, glb=glb)
    return fbx, glb
