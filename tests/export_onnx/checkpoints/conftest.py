"""One small checkpoint tree, and a copy of it for tests that damage it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.export_onnx.checkpoints.trees import write_tree


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the networks of HumanML3D."""
    folder = tmp_path_factory.mktemp("checkpoints")
    write_tree(folder)
    return folder


@pytest.fixture
def tree(written: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(written, tmp_path / "checkpoints"))
