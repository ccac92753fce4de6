"""The loop that keeps everything on the device makes the tokens that numpy makes."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from runtime.engine import device, momask
from runtime.engine.canvas import Canvas
from runtime.engine.engine import Engine
from runtime.engine.manifest import Settings
from runtime.engine.sampling import Draws
from runtime.engine.sessions import CUDA, Graph

pytest.importorskip("torch")

Stage = list[str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.make_toy_model import make_toy_model

    return make_toy_model(tmp_path_factory.mktemp("device") / "model")


def task(engine: Engine, batch: int, length: int, known: int = 0) -> momask.Task:
    book = engine._book
    rng = np.random.default_rng(1)
    canvas = Canvas.blank(batch, length, book.quantizers)
    canvas.tokens[:, :known] = rng.integers(0, book.codes, (batch, known, book.quantizers))
    canvas.open[:known] = False
    conditions = {
        "text": rng.normal(size=(batch, 384)).astype(np.float32),
        "intent": rng.normal(size=(batch, 128)).astype(np.float32),
    }
    draws = Draws.from_seed(5, batch, steps=10, layers=book.quantizers - 1, longest=49)
    return momask.Task(canvas, conditions, draws)


@pytest.mark.parametrize(
    "settings",
    [Settings(), Settings(temperature=0), Settings(top_k=0.5, temperature=1.3, steps=6)],
    ids=["usual", "greedy", "hot"],
)
@pytest.mark.parametrize(("batch", "length", "known"), [(1, 49, 0), (3, 17, 0), (2, 30, 12)])
def test_tokens_are_those_of_numpy(
    folder: Path, settings: Settings, batch: int, length: int, known: int
) -> None:
    engine = Engine.load(folder, provider="cpu")
    work = task(engine, batch, length, known)
    told: tuple[Stage, Stage] = ([], [])
    graphs, book = engine._graphs, engine._book
    want = momask.fill_window(graphs, book, work, settings, told[0].append)
    have = device.fill_window(graphs, book, work, settings, told[1].append)
    np.testing.assert_array_equal(have, want)
    assert told[0] == told[1] == ["tokens"] * settings.steps + ["detail"] * (book.quantizers - 1)


def test_a_graph_that_answers_for_all_places_works_too(folder: Path) -> None:
    """As the graphs of folders in format 1 do."""

    engine = Engine.load(folder, provider="cpu")
    work = task(engine, 2, 20)
    want = momask.fill_window(engine._graphs, engine._book, work, Settings(), lambda stage: None)
    asked = _asking_for_all(engine._graphs["masked"])
    graphs: Mapping[str, Graph] = {**engine._graphs, "masked": asked}
    have = momask.fill_window(graphs, engine._book, work, Settings(), lambda stage: None)
    np.testing.assert_array_equal(have, want)


def _asking_for_all(graph: Graph) -> Graph:
    class Whole:
        inputs = tuple(name for name in graph.inputs if name != "wanted")
        on_gpu = False

        def run(self, feeds: dict[str, np.ndarray]) -> list[np.ndarray]:
            batch, length = feeds["ids"].shape
            return graph.run({**feeds, "wanted": np.tile(np.arange(length), (batch, 1))})

    return Whole()  # type: ignore[return-value]


def test_the_samplers_are_those_that_the_export_writes(tmp_path: Path) -> None:
    from export_onnx.samplers import write_samplers

    for path in write_samplers(tmp_path):
        assert path.read_bytes() == (device.FOLDER / path.name).read_bytes(), (
            "write them anew: python -m export_onnx samplers"
        )


@pytest.mark.gpu
def test_cpu_and_cuda_give_the_same_tokens(folder: Path) -> None:
    if "CUDA" not in Engine.load(folder).provider:
        pytest.skip("no NVIDIA GPU that ONNX Runtime can use")
    lines, tokens = [], {}
    for name in ("cpu", "cuda"):
        engine = Engine.load(folder, provider=name)
        work = task(engine, 4, 49)
        assert engine._graphs["masked"].on_gpu == (engine.provider == CUDA)
        times = []
        for _ in range(6):
            begin = time.perf_counter()
            tokens[name] = momask.fill_window(
                engine._graphs, engine._book, work, Settings(), lambda stage: None
            )
            times.append(time.perf_counter() - begin)
        lines.append(f"{name}: {1000 * statistics.median(times[1:]):.1f} ms for 4 motions")
    sys.stdout.write("\n".join(lines) + "\n")
    np.testing.assert_array_equal(tokens["cpu"], tokens["cuda"])
