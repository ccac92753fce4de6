"""The motion tokeniser and the length estimator, from their graphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import onnx

from export_onnx.momask.config import LengthConfig, RvqConfig
from export_onnx.onnx_build import Weights
from export_onnx.readback.weighted import Array, NotReadable, Weighted, WeightedGraph


def normalisation(encoder: onnx.ModelProto) -> tuple[Array, Array]:
    """Mean and standard deviation ``(features,)`` that the encoder's input is normalised with."""
    graph = WeightedGraph(encoder)
    mean = graph.beside("Sub", "features")
    return mean, graph.beside("Div", graph.first("Sub"))


def rvq_weights(encoder: onnx.ModelProto, decoder: onnx.ModelProto, config: RvqConfig) -> Weights:
    """State of :class:`~export_onnx.momask.rvq.RvqVae`.

    The codebooks are the encoder's. Denormalisation, folded into the decoder's last convolution,
    is taken out again.

    Raises:
        NotReadable: the graphs do not hold what ``config`` says.
    """
    mean, std = normalisation(encoder)
    into, back = WeightedGraph(encoder), WeightedGraph(decoder)
    state = _named(_encoder_names(config), into.convolutions())
    state |= _named(_decoder_names(config), back.convolutions())
    last = list(_decoder_names(config))[-1]
    state[f"{last}.weight"] = state[f"{last}.weight"] / std[:, None, None]
    state[f"{last}.bias"] = (state[f"{last}.bias"] - mean) / std
    books = into.tables()
    if len(books) != config.quantizers:
        raise NotReadable(f"The encoder has {len(books)} codebooks, not {config.quantizers}.")
    for layer, book in enumerate(books):
        state[f"quantizer.layers.{layer}.codebook"] = book.weight
    return state


def length_weights(model: onnx.ModelProto, config: LengthConfig) -> Weights:
    """State of :class:`~export_onnx.momask.length_estimator.LengthEstimator`."""
    graph = WeightedGraph(model)
    state = _named((f"output.{k}" for k in (0, 4, 8, 11)), graph.linears())
    return state | _named((f"output.{k}" for k in (1, 5, 9)), graph.norms())


def _named(names: Iterator[str], found: Sequence[Weighted]) -> Weights:
    """Weights and biases by name, in the order in which the graph was written."""
    wanted = list(names)
    if len(wanted) != len(found):
        raise NotReadable(f"A graph has {len(found)} weighted operators, not {len(wanted)}.")
    state: Weights = {}
    for name, one in zip(wanted, found, strict=True):
        state[f"{name}.weight"] = np.ascontiguousarray(one.weight)
        if one.bias is not None:
            state[f"{name}.bias"] = one.bias
    return state


def _encoder_names(config: RvqConfig) -> Iterator[str]:
    yield "encoder.model.0"
    for stage in range(config.down_t):
        yield f"encoder.model.{2 + stage}.0"
        yield from _stack_names(f"encoder.model.{2 + stage}.1", config)
    yield f"encoder.model.{2 + config.down_t}"


def _decoder_names(config: RvqConfig) -> Iterator[str]:
    yield "decoder.model.0"
    for stage in range(config.down_t):
        yield from _stack_names(f"decoder.model.{2 + stage}.0", config)
        yield f"decoder.model.{2 + stage}.2"
    yield f"decoder.model.{2 + config.down_t}"
    yield f"decoder.model.{4 + config.down_t}"


def _stack_names(name: str, config: RvqConfig) -> Iterator[str]:
    for block in range(config.depth):
        yield f"{name}.model.{block}.conv1"
        yield f"{name}.model.{block}.conv2"
