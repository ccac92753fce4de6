"""Real parts around a model with random weights, shared by the tests of runtime."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.pipeline import Pipeline
from runtime.request import read_request
from runtime.result import Result

SMALL_DISK = "320k"
"""Room of the full disk: less than a motion of 9 s, more than one of 2 s without its exports."""


@pytest.fixture(scope="session")
def toy_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole model folder, hashes and all, with random weights."""
    from tests.make_toy_model import make_toy_model

    return make_toy_model(tmp_path_factory.mktemp("toy") / "model")


@pytest.fixture(scope="session")
def second_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another, of version 0.1 with weights of its own."""
    from tests.make_toy_model import make_toy_model

    return make_toy_model(tmp_path_factory.mktemp("second") / "model", seed=1)


@pytest.fixture
def broken_model(toy_model: Path, tmp_path: Path) -> Path:
    """The same with one byte of the decoder changed."""
    folder = Path(shutil.copytree(toy_model, tmp_path / "broken"))
    graph = folder / "decoder.onnx"
    data = bytearray(graph.read_bytes())
    data[len(data) // 2] ^= 1
    graph.write_bytes(data)
    return folder


@pytest.fixture(scope="session")
def pipeline(toy_model: Path) -> Iterator[Pipeline]:
    """A pipeline that is ready."""
    with Pipeline(toy_model, provider="cpu") as parts:
        parts.engine()
        yield parts


@pytest.fixture(scope="session")
def result(pipeline: Pipeline) -> Result:
    """One generated motion."""
    return pipeline.generate(
        read_request({"prompt": "a man limps on the left", "seed": 5, "seconds": 4})
    )[0]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system that is soon full."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or not shutil.which("mount"):
        pytest.skip("a small disk is only made on Linux")
    command = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("mounting a small disk is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
