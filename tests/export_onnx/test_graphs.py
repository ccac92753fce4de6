"""The exported graphs: signatures of the contract, and numbers of the networks."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
import torch

from export_onnx.cpu_session import cpu_session
from export_onnx.half_storage import stored_in_half
from export_onnx.momask.config import TransformerConfig
from export_onnx.momask.masked_transformer import MaskedTransformer
from export_onnx.momask.residual_transformer import ResidualTransformer
from export_onnx.networks import Networks, numpy_weights
from export_onnx.parity import HALF_TOLERANCE, ParityError, build_graphs, check_parity
from export_onnx.transformer_graphs import masked_graph, residual_graph

SIGNATURES = {
    "length": (["text", "intent"], ["logits"]),
    "masked": (["ids", "lengths", "text", "intent", "scale", "wanted"], ["logits"]),
    "residual": (["tokens", "layer", "lengths", "text", "intent", "scale"], ["logits"]),
    "decoder": (["tokens"], ["features"]),
    "encoder": (["features"], ["tokens"]),
}


def test_signatures(tiny_networks: Networks) -> None:
    for name, model in build_graphs(tiny_networks).items():
        inputs = [port.name for port in model.graph.input]
        outputs = [port.name for port in model.graph.output]
        assert (inputs, outputs) == SIGNATURES[name]


def test_parity_of_every_graph(tiny_networks: Networks) -> None:
    differences = check_parity(tiny_networks, build_graphs(tiny_networks))
    assert set(differences) == set(SIGNATURES)
    assert max(differences.values()) < 1e-3


def test_parity_raises_for_other_weights(tiny_networks: Networks) -> None:
    graphs = build_graphs(tiny_networks)
    with torch.no_grad():
        tiny_networks.masked.output_process.poseFinal.bias[0] += 0.01
    with pytest.raises(ParityError, match="masked"):
        check_parity(tiny_networks, graphs)


@pytest.mark.parametrize("name", ["decoder", "residual"])
def test_parity_raises_for_a_damaged_graph(tiny_networks: Networks, name: str) -> None:
    graphs = build_graphs(tiny_networks)
    tensors = graphs[name].graph.initializer
    largest = max(tensors, key=lambda tensor: int(np.prod(tensor.dims)))
    values = onnx.numpy_helper.to_array(largest) * 1.01
    largest.CopyFrom(onnx.numpy_helper.from_array(values, largest.name))
    with pytest.raises(ParityError, match=name):
        check_parity(tiny_networks, graphs)


def test_half_storage_halves_the_file_and_keeps_the_numbers(tiny_networks: Networks) -> None:
    graphs = build_graphs(tiny_networks)
    small = {name: stored_in_half(graphs[name]) for name in ("length", "masked", "residual")}
    check_parity(tiny_networks, small, tolerance=HALF_TOLERANCE)
    assert small["length"].ByteSize() < 0.55 * graphs["length"].ByteSize()


def test_padding_changes_nothing(tiny_networks: Networks) -> None:
    session = cpu_session(build_graphs(tiny_networks)["masked"].SerializeToString())
    rng = np.random.default_rng(1)
    feed = {
        "ids": rng.integers(0, 32, (1, 9)),
        "lengths": np.array([9]),
        "text": rng.normal(size=(1, 384)).astype(np.float32),
        "intent": rng.normal(size=(1, 128)).astype(np.float32),
        "scale": np.array(4, np.float32),
        "wanted": np.arange(9)[None],
    }
    alone = session.run(None, feed)[0]
    feed["ids"] = np.concatenate([feed["ids"], np.full((1, 7), 33)], 1)
    np.testing.assert_allclose(session.run(None, feed)[0], alone, atol=1e-4)


def test_the_places_asked_for_are_those_of_the_whole_in_their_order(
    tiny_networks: Networks,
) -> None:
    session = cpu_session(build_graphs(tiny_networks)["masked"].SerializeToString())
    rng = np.random.default_rng(2)
    feed = {
        "ids": rng.integers(0, 32, (2, 9)),
        "lengths": np.array([9, 9]),
        "text": rng.normal(size=(2, 384)).astype(np.float32),
        "intent": rng.normal(size=(2, 128)).astype(np.float32),
        "scale": np.array(4, np.float32),
        "wanted": np.tile(np.arange(9), (2, 1)),
    }
    whole = session.run(None, feed)[0]
    feed["wanted"] = np.array([[8, 0, 3], [2, 5, 1]])
    some = session.run(None, feed)[0]
    np.testing.assert_allclose(some[0], whole[0, [8, 0, 3]], atol=1e-5)
    np.testing.assert_allclose(some[1], whole[1, [2, 5, 1]], atol=1e-5)


def test_one_condition_has_no_intent_input() -> None:
    config = TransformerConfig(codes=16, code_dim=16, latent_dim=16, ff_size=32, layers=1, heads=2)
    for graph in (
        masked_graph(numpy_weights(MaskedTransformer(config)), config),
        residual_graph(numpy_weights(ResidualTransformer(config)), config),
    ):
        assert "intent" not in [port.name for port in graph.graph.input]
