"""CLIP's text tower: right against the original's arithmetic, exact in what it stores."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnx import numpy_helper

from export_onnx.clip_checkpoint import Tower, TowerSizes, read_text_tower
from export_onnx.clip_graph import clip_text_graph
from export_onnx.clip_network import check_text_graph, text_vector
from export_onnx.cpu_session import cpu_session
from export_onnx.parity import ParityError
from tests.make_toy_clip import make_toy_clip

CONTEXT, WORDS, DIM = 20, 600, 24


@pytest.fixture(scope="module", params=[True, False], ids=["half", "float"])
def tower(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Tower, TowerSizes]:
    path = tmp_path_factory.mktemp("tower") / "clip.pt"
    make_toy_clip(
        path, dim=DIM, width=128, layers=3, vocabulary=WORDS, context=CONTEXT, half=request.param
    )
    return read_text_tower(path)


@pytest.fixture(scope="module")
def graph(tower: tuple[Tower, TowerSizes]) -> onnx.ModelProto:
    return clip_text_graph(*tower)


def vectors(graph: onnx.ModelProto, sentences: list[list[int]]) -> NDArray[np.float32]:
    """The vectors of a batch, padded on the right with the end token."""
    longest = max(map(len, sentences))
    ids = np.full((len(sentences), longest), WORDS - 1, np.int64)
    mask = np.zeros_like(ids)
    for row, sentence in enumerate(sentences):
        ids[row, : len(sentence)], mask[row, : len(sentence)] = sentence, 1
    session = cpu_session(graph.SerializeToString())
    return session.run(["embedding"], {"ids": ids, "mask": mask})[0]


def sentences() -> list[list[int]]:
    rng = np.random.default_rng(3)
    inner = [rng.integers(0, WORDS - 2, count).tolist() for count in (0, 1, 5, 12, CONTEXT - 2)]
    return [[WORDS - 2, *ids, WORDS - 1] for ids in inner]


def test_vectors_are_those_of_the_original(
    graph: onnx.ModelProto, tower: tuple[Tower, TowerSizes]
) -> None:
    expected = np.stack([text_vector(tower[0], ids) for ids in sentences()])
    found = np.concatenate([vectors(graph, [ids]) for ids in sentences()])
    assert np.abs(found - expected).max() < 1e-4 * expected.std()
    assert np.abs(np.linalg.norm(found, axis=1) - 1).min() > 0.1, "vectors stay as long as they are"


def test_a_graph_of_other_weights_is_refused(tower: tuple[Tower, TowerSizes]) -> None:
    weights, sizes = tower
    model = clip_text_graph(weights, sizes).SerializeToString()
    assert 0 <= check_text_graph(model, weights, sizes) < 1e-3
    name = "transformer.resblocks.1.mlp.c_fc.bias"
    other = {**weights, name: weights[name] + weights[name].dtype.type(0.05)}
    with pytest.raises(ParityError, match="text"):
        check_text_graph(model, other, sizes)


def test_a_batch_gives_what_each_sentence_gives_alone(graph: onnx.ModelProto) -> None:
    alone = np.concatenate([vectors(graph, [ids]) for ids in sentences()])
    together = vectors(graph, sentences())
    assert np.abs(together - alone).max() < 1e-4 * alone.std()


def test_a_longer_sentence_than_the_context_is_refused(graph: onnx.ModelProto) -> None:
    with pytest.raises(Exception, match="(?i)add"):
        vectors(graph, [[1] * (CONTEXT + 1)])


def test_weights_are_stored_as_they_were(
    graph: onnx.ModelProto, tower: tuple[Tower, TowerSizes]
) -> None:
    stored = {
        (array.dtype.str, array.shape, array.tobytes())
        for array in map(numpy_helper.to_array, graph.graph.initializer)
    }
    precision = tower[0]["text_projection"].dtype
    for name, values in tower[0].items():
        turned = values.T if "resblocks" in name and values.ndim == 2 else values
        if name in ("token_embedding.weight", "positional_embedding"):
            turned = turned.astype(precision)
        kept = np.ascontiguousarray(turned)
        assert (kept.dtype.str, kept.shape, kept.tobytes()) in stored, name


def test_a_half_file_gives_a_half_graph(
    graph: onnx.ModelProto, tower: tuple[Tower, TowerSizes]
) -> None:
    numbers = sum(values.size for values in tower[0].values())
    size = 2 if tower[0]["text_projection"].dtype == np.float16 else 4
    assert len(graph.SerializeToString()) < 1.05 * size * numbers + 60_000


@pytest.mark.slow
def test_a_tower_of_the_official_size(tmp_path: Path) -> None:
    path = make_toy_clip(tmp_path / "clip.pt", width=512, layers=12)
    tower, sizes = read_text_tower(path)
    assert sizes == TowerSizes(layers=12, width=512, vocabulary=49408, context=77, dim=512)
    model = clip_text_graph(tower, sizes)
    assert model.ByteSize() < 128e6
    ids = [49406, 320, 2533, 6809, 49407]
    expected = text_vector(tower, ids)
    assert np.abs(vectors(model, [ids])[0] - expected).max() < 1e-4 * expected.std()
