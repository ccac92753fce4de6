"""Greedy decoding against what the reference code computed from the same tiny checkpoints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from runtime.engine.features import features_to_joints
from runtime.engine.manifest import Settings
from runtime.engine.momask import NO_CODE, Codebook, decode, generate_tokens
from runtime.engine.sampling import Draws
from runtime.engine.sessions import CPU, Graph, open_session

FIXTURE = Path(__file__).resolve().parents[4] / "shared" / "fixtures" / "momask_parity"
CHECKPOINTS = FIXTURE / "checkpoints" / "t2m"
CODES, QUANTIZERS, WIDTH = 64, 6, 64


@pytest.fixture(scope="module")
def expected() -> dict[str, np.ndarray]:
    if not FIXTURE.exists():
        pytest.skip("the reference's tiny checkpoints are not beside this checkout")
    with np.load(FIXTURE / "expected.npz") as archive:
        return dict(archive)


@pytest.fixture(scope="module")
def graphs(expected: dict[str, np.ndarray]) -> dict[str, Graph]:
    pytest.importorskip("torch")
    from export_onnx import graphs as write
    from export_onnx.momask.config import LengthConfig, RvqConfig, TransformerConfig

    rvq = RvqConfig(width=WIDTH, code_dim=WIDTH, codes=CODES, quantizers=QUANTIZERS)
    transformer = TransformerConfig(
        codes=CODES, code_dim=WIDTH, quantizers=QUANTIZERS, latent_dim=48, ff_size=96, layers=2,
        heads=4,
    )  # fmt: skip
    meta = CHECKPOINTS / "rvq_tiny" / "meta"
    mean, std = np.load(meta / "mean.npy"), np.load(meta / "std.npy")
    vq = weights("rvq_tiny/model/net_best_fid.tar", "vq_model")
    models = {
        "masked": write.masked_graph(
            weights("t2m_tiny/model/latest.tar", "t2m_transformer"), transformer
        ),
        "residual": write.residual_graph(
            weights("tres_tiny/model/net_best_fid.tar", "res_transformer"), transformer
        ),
        "length": write.length_graph(
            weights("length_estimator/model/finest.tar", "estimator"), LengthConfig()
        ),
        "decoder": write.decoder_graph(vq, rvq, mean, std),
        "encoder": write.encoder_graph(vq, rvq, mean, std),
    }
    return {
        name: Graph(name, open_session(model.SerializeToString(), [CPU]))
        for name, model in models.items()
    }


def weights(file: str, key: str) -> dict[str, np.ndarray]:
    import torch

    state: dict[str, Any] = torch.load(CHECKPOINTS / file, weights_only=True)[key]
    return {name: value.numpy() for name, value in state.items()}


def greedy_tokens(graphs: dict[str, Graph], text: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    asked = json.loads((FIXTURE / "settings.json").read_text())
    settings = Settings(
        steps=asked["timesteps"],
        guidance_scale=asked["cond_scale"],
        residual_guidance_scale=asked["res_cond_scale"],
        top_k=asked["topk_filter_thres"],
        temperature=asked["temperature"],
    )
    draws = Draws.from_seed(0, len(text), steps=settings.steps, layers=QUANTIZERS - 1, longest=49)
    return generate_tokens(
        graphs,
        Codebook(CODES, QUANTIZERS),
        {"text": text},
        lengths,
        draws,
        settings,
        lambda stage: None,
    )


def test_length_logits(graphs: dict[str, Graph], expected: dict[str, np.ndarray]) -> None:
    logits = graphs["length"].run({"text": expected["text_embedding"]})[0]
    np.testing.assert_allclose(logits, expected["length_logits"], atol=1e-4)


def test_greedy_tokens_of_a_mixed_batch_are_identical(
    graphs: dict[str, Graph], expected: dict[str, np.ndarray]
) -> None:
    tokens = greedy_tokens(graphs, expected["text_embedding"], expected["token_lens"])
    np.testing.assert_array_equal(tokens[..., 0], expected["greedy_base_tokens"])
    np.testing.assert_array_equal(tokens, expected["greedy_all_tokens"])


def test_greedy_tokens_alone_are_those_of_the_batch(
    graphs: dict[str, Graph], expected: dict[str, np.ndarray]
) -> None:
    for row, length in enumerate(expected["token_lens"]):
        one = slice(row, row + 1)
        tokens = greedy_tokens(graphs, expected["text_embedding"][one], expected["token_lens"][one])
        np.testing.assert_array_equal(tokens[0], expected["greedy_all_tokens"][row, :length])


def test_features_and_joints(graphs: dict[str, Graph], expected: dict[str, np.ndarray]) -> None:
    tokens, lengths = expected["greedy_all_tokens"], expected["token_lens"]
    assert (tokens[1, lengths[1] :] == NO_CODE).all()
    features = decode(graphs["decoder"], tokens, lengths)
    full = expected["decoded_features"][0]
    assert len(features[0]) == 196
    np.testing.assert_allclose(features[0], full, atol=2e-3)
    # A random network's joints are tens of metres apart: the tolerance is relative to that.
    np.testing.assert_allclose(
        features_to_joints(full), expected["joints"][0], rtol=1e-4, atol=1e-2
    )


def test_encoder_tokens(graphs: dict[str, Graph], expected: dict[str, np.ndarray]) -> None:
    meta = CHECKPOINTS / "rvq_tiny" / "meta"
    mean, std = np.load(meta / "mean.npy"), np.load(meta / "std.npy")
    raw = expected["encode_in"] * std + mean
    tokens = graphs["encoder"].run({"features": raw.astype(np.float32)})[0]
    np.testing.assert_array_equal(tokens, expected["encode_tokens"])
