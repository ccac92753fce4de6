"""CLIP's text tower: right against the original's arithmetic, exact in what it stores."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from export_onnx.clip_checkpoint import HEAD, Tower, TowerSizes, read_text_tower
from export_onnx.clip_graph import clip_text_graph
from export_onnx.cpu_session import cpu_session
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


def eager(tower: Tower, ids: list[int]) -> NDArray[np.float32]:
    """The vector of one sentence by torch's own modules, as the paper's text tower computes it."""
    weights = {name: torch.from_numpy(values).float() for name, values in tower.items()}
    half = tower["text_projection"].dtype == np.float16
    width = weights["text_projection"].shape[0]

    def norm(name: str, x: torch.Tensor) -> torch.Tensor:
        pair = weights[f"{name}.weight"], weights[f"{name}.bias"]
        return torch.nn.functional.layer_norm(x, (width,), *pair)

    token, place = weights["token_embedding.weight"], weights["positional_embedding"]
    if half:
        token, place = token.half().float(), place.half().float()
    x = token[ids] + place[: len(ids)]
    later = torch.full((len(ids), len(ids)), -torch.inf).triu(1)
    layer = 0
    while (block := f"transformer.resblocks.{layer}") + ".ln_1.bias" in weights:
        attention = torch.nn.MultiheadAttention(width, width // HEAD)
        own = {
            name.removeprefix(f"{block}.attn."): tensor
            for name, tensor in weights.items()
            if name.startswith(f"{block}.attn.")
        }
        attention.load_state_dict(own)
        y = norm(f"{block}.ln_1", x)
        x = x + attention(y, y, y, attn_mask=later, need_weights=False)[0]
        y = norm(f"{block}.ln_2", x)
        y = y @ weights[f"{block}.mlp.c_fc.weight"].T + weights[f"{block}.mlp.c_fc.bias"]
        y = y * torch.sigmoid(1.702 * y)
        y = y @ weights[f"{block}.mlp.c_proj.weight"].T + weights[f"{block}.mlp.c_proj.bias"]
        x, layer = x + y, layer + 1
    return (norm("ln_final", x)[-1] @ weights["text_projection"]).detach().numpy()


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
    expected = np.stack([eager(tower[0], ids) for ids in sentences()])
    found = np.concatenate([vectors(graph, [ids]) for ids in sentences()])
    assert np.abs(found - expected).max() < 1e-4 * expected.std()
    assert np.abs(np.linalg.norm(found, axis=1) - 1).min() > 0.1, "vectors stay as long as they are"


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
    expected = eager(tower, ids)
    assert np.abs(vectors(model, [ids])[0] - expected).max() < 1e-4 * expected.std()
