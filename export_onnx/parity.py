"""Do the graphs compute what the networks compute? Torch against ONNX Runtime."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from torch import Tensor

from export_onnx.cpu_session import cpu_session
from export_onnx.graphs import decoder_graph, encoder_graph, length_graph
from export_onnx.networks import Networks, numpy_weights
from export_onnx.transformer_graphs import CONDITION_NAMES, masked_graph, residual_graph
from retarget.errors import ModelError

TOLERANCE = 1e-4
"""Largest difference accepted, relative to the largest output (at least 1)."""

HALF_TOLERANCE = 5e-3
"""The same for graphs whose weights are stored in 16 bits (rounded to 1 part in 2048)."""

TOKEN_TOLERANCE = 0.01
"""Share of encoder tokens that may differ: near ties between codes flip by rounding."""

SHAPES = ((1, 4), (1, 49), (3, 17))
"""Batch and token counts that every graph is compared on."""

GUIDANCE = 4.0

Feed = dict[str, NDArray]
Case = tuple[Feed, NDArray]


class ParityError(ModelError):
    """A graph and its network disagree."""


def build_graphs(networks: Networks) -> dict[str, onnx.ModelProto]:
    """The five graphs of ``networks`` by name."""
    config = networks.config
    rvq = numpy_weights(networks.rvq)
    return {
        "length": length_graph(numpy_weights(networks.length), config.length),
        "masked": masked_graph(numpy_weights(networks.masked), config.masked),
        "residual": residual_graph(numpy_weights(networks.residual), config.residual),
        "decoder": decoder_graph(rvq, config.rvq, networks.mean, networks.std),
        "encoder": encoder_graph(rvq, config.rvq, networks.mean, networks.std),
    }


def check_parity(
    networks: Networks,
    graphs: dict[str, onnx.ModelProto],
    *,
    tolerance: float = TOLERANCE,
    seed: int = 0,
) -> dict[str, float]:
    """Largest absolute difference of each graph; for the encoder, the share of other tokens.

    ``tolerance`` is relative to the largest output of the network (at least 1).

    Raises:
        ParityError: a graph differs from its network by more than the tolerance.
    """
    networks.eval()
    rng = np.random.default_rng(seed)
    return {
        name: _check(name, model, CASES[name](networks, rng), tolerance)
        for name, model in graphs.items()
    }


def _check(name: str, model: onnx.ModelProto, cases: Iterator[Case], tolerance: float) -> float:
    session = cpu_session(model.SerializeToString())
    worst = 0.0
    for feed, want in cases:
        got = session.run(None, feed)[0]
        if got.shape != want.shape:
            raise ParityError(f"Graph {name} gives shape {got.shape}, its network {want.shape}.")
        if name == "encoder":
            difference, allowed = float(np.mean(got != want)), TOKEN_TOLERANCE
        else:
            difference = float(np.abs(got - want).max())
            allowed = tolerance * max(1.0, float(np.abs(want).max()))
        worst = max(worst, difference)
        if not difference <= allowed:
            raise ParityError(
                f"Graph {name} differs from its network by {difference:.3g}"
                f" (allowed: {allowed:.3g}).",
                "Do not ship this model.",
            )
    return worst


def _conditions(dims: tuple[int, ...], batch: int, rng: np.random.Generator) -> Feed:
    return {
        name: rng.standard_normal((batch, dim)).astype(np.float32)
        for name, dim in zip(CONDITION_NAMES, dims, strict=False)
    }


def _lengths(batch: int, longest: int, rng: np.random.Generator) -> NDArray:
    lengths = rng.integers(1, longest + 1, batch)
    lengths[0] = longest
    return lengths


def _places(batch: int, longest: int) -> NDArray:
    """All places 0..L-1 of each row: (B, L)."""
    return np.broadcast_to(np.arange(longest), (batch, longest))


@torch.no_grad()
def _guided(network: Callable[..., Tensor], conditions: Feed) -> NDArray:
    """Output of ``network(conditions=...)`` with guidance, as the graphs compute it."""
    given = [torch.from_numpy(value) for value in conditions.values()]
    without = network(conditions=[torch.zeros_like(value) for value in given])
    return (without + (network(conditions=given) - without) * GUIDANCE).numpy()


def _length_cases(networks: Networks, rng: np.random.Generator) -> Iterator[Case]:
    for batch in (1, 5):
        feed = _conditions(networks.config.length.conditions, batch, rng)
        with torch.no_grad():
            want = networks.length([torch.from_numpy(value) for value in feed.values()])
        yield feed, want.numpy()


def _masked_cases(networks: Networks, rng: np.random.Generator) -> Iterator[Case]:
    config = networks.config.masked
    for batch, longest in SHAPES:
        ids = rng.integers(0, config.codes + 2, (batch, longest))
        lengths = _lengths(batch, longest, rng)
        conditions = _conditions(config.conditions, batch, rng)
        run = partial(networks.masked, torch.from_numpy(ids), lengths=torch.from_numpy(lengths))
        want = _guided(run, conditions)
        scale = np.array(GUIDANCE, np.float32)
        feed = {"ids": ids, "lengths": lengths, **conditions, "scale": scale}
        for count in {longest, max(1, longest // 3)}:
            wanted = np.sort(rng.permuted(_places(batch, longest), axis=1)[:, :count], axis=1)
            yield {**feed, "wanted": wanted}, np.take_along_axis(want, wanted[..., None], axis=1)


def _residual_cases(networks: Networks, rng: np.random.Generator) -> Iterator[Case]:
    config = networks.config.residual
    for batch, longest in SHAPES:
        for layer in range(1, config.quantizers):
            tokens = rng.integers(-1, config.codes + 1, (batch, longest, config.quantizers))
            lengths = _lengths(batch, longest, rng)
            conditions = _conditions(config.conditions, batch, rng)
            run = partial(
                networks.residual,
                torch.from_numpy(tokens),
                torch.full((batch,), layer),
                lengths=torch.from_numpy(lengths),
            )
            want = _guided(run, conditions)
            feed = {"tokens": tokens, "layer": np.array(layer), "lengths": lengths}
            yield {**feed, **conditions, "scale": np.array(GUIDANCE, np.float32)}, want


def _decoder_cases(networks: Networks, rng: np.random.Generator) -> Iterator[Case]:
    config = networks.config.rvq
    for batch, longest in SHAPES:
        tokens = rng.integers(-1, config.codes, (batch, longest, config.quantizers))
        normalised = networks.rvq.decode(torch.from_numpy(tokens)).numpy()
        yield {"tokens": tokens}, normalised * networks.std + networks.mean


def _encoder_cases(networks: Networks, rng: np.random.Generator) -> Iterator[Case]:
    config = networks.config.rvq
    for batch, longest in SHAPES:
        shape = (batch, longest * config.unit_length, config.features)
        normalised = rng.standard_normal(shape).astype(np.float32)
        features = normalised * networks.std + networks.mean
        back = (features - networks.mean) / networks.std
        yield {"features": features}, networks.rvq.encode(torch.from_numpy(back)).numpy()


CASES: dict[str, Callable[[Networks, np.random.Generator], Iterator[Case]]] = {
    "length": _length_cases,
    "masked": _masked_cases,
    "residual": _residual_cases,
    "decoder": _decoder_cases,
    "encoder": _encoder_cases,
}
