"""One toy model folder for all engine tests, and a fresh copy for those that damage it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from runtime.engine.engine import Engine
from tests.runtime.engine.toy import write_toy


@pytest.fixture(scope="session")
def toy_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_toy(tmp_path_factory.mktemp("toy_engine") / "model")


@pytest.fixture(scope="session")
def engine(toy_folder: Path) -> Engine:
    return Engine.load(toy_folder, provider="cpu")


@pytest.fixture
def damaged(toy_folder: Path, tmp_path: Path) -> Path:
    """A copy of the toy model that a test may change."""
    return Path(shutil.copytree(toy_folder, tmp_path / "model"))
