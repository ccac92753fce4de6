"""The transformers, from their graphs, in which some weights are multiplied into others.

A table of tokens is stored as its product with the input projection, a table of outputs as its
product with the head's last layer. The factors are not unique, and need not be: any pair with
the same product computes the same. They are found by singular values, so that a projection is
(nearly) orthogonal and the table carries the sizes. Positions are computed, not stored.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import onnx
from numpy.typing import NDArray

from export_onnx.momask.config import TransformerConfig
from export_onnx.onnx_build import Weights
from export_onnx.readback.weighted import NotReadable, Weighted, WeightedGraph
from export_onnx.transformer_graphs import HEAD

Floats = NDArray[np.float64]

SMALLEST_SINGULAR = 1e-4
"""Directions smaller than this share of the largest are rounding errors of 16-bit weights."""
UNUSED_SPREAD = 0.02
"""Standard deviation of weights that the stored product says nothing about (as at the start)."""

INPUT = "input_process.poseEmbedding"
CONDITIONS = (("text", "cond_emb"), ("intent", "intent_emb"))


def masked_weights(model: onnx.ModelProto, config: TransformerConfig) -> Weights:
    """State of :class:`~export_onnx.momask.masked_transformer.MaskedTransformer`."""
    graph = WeightedGraph(model)
    state, final = _common(graph, config)
    if final is None:
        raise NotReadable("The masked transformer has no last layer.")
    state[f"{HEAD}.poseFinal.weight"] = final.weight
    state[f"{HEAD}.poseFinal.bias"] = _given(final.bias)
    table = _table(graph, config.codes + 2, config)[0]
    shift = table.mean(axis=0)
    rows, projection = _factors(table - shift, config.code_dim)
    state["token_emb.weight"] = rows
    state[f"{INPUT}.weight"] = projection.T
    state[f"{INPUT}.bias"] = shift
    return _float32(state)


def residual_weights(model: onnx.ModelProto, config: TransformerConfig) -> Weights:
    """State of :class:`~export_onnx.momask.residual_transformer.ResidualTransformer`.

    Raises:
        NotReadable: the graph's tables are not shared between the layers, as Gaitbox's are.
    """
    if not config.share_weight or config.quantizers < 3:
        raise NotReadable("Only a residual transformer with shared tables can be trained on.")
    graph = WeightedGraph(model)
    state, _ = _common(graph, config)
    count, rows, dim = config.quantizers - 1, config.codes + 1, config.latent_dim
    tables = _table(graph, rows, config)
    if len(tables) != count:
        raise NotReadable(f"The residual transformer has {len(tables)} tables, not {count}.")
    outputs = graph.constant((count, dim, rows)).astype(np.float64).transpose(0, 2, 1)
    shifts = graph.constant((count, 1, rows)).astype(np.float64)
    shared, into, head = _shared_factors(np.stack(tables[1:]), outputs[:-1], config.code_dim)
    last = _solved(head.T, outputs[-1].T).T
    state["embed_proj_shared_weight"] = shared
    state["token_embed_weight_"] = _solved(into.T, tables[0].T).T[None]
    state["output_proj_weight_"] = last[None]
    state[f"{INPUT}.weight"] = into.T
    state[f"{INPUT}.bias"] = _history_bias(graph, config)
    state[f"{HEAD}.poseFinal.weight"] = head
    every = np.concatenate([*shared, last])
    state[f"{HEAD}.poseFinal.bias"] = _solved(every, shifts.reshape(-1, 1))[:, 0]
    layers = graph.constant((config.quantizers, 1, 1, dim))[:, 0, 0]
    state["quant_emb.weight"] = layers.T
    state["quant_emb.bias"] = np.zeros(dim)
    return _float32(state)


def _common(
    graph: WeightedGraph, config: TransformerConfig
) -> tuple[dict[str, NDArray], Weighted | None]:
    """Conditions, encoder and head; and the linear layer behind the head, if there is one."""
    state: dict[str, NDArray] = {}
    linears = iter(graph.linears())
    for source, name in CONDITIONS[: len(config.conditions)]:
        one = _next(linears)
        if one.source != source:
            raise NotReadable(f"The graph does not begin with the condition {source}.")
        state[f"{name}.weight"], state[f"{name}.bias"] = one.weight, _given(one.bias)
    norms = iter(graph.norms())
    for number in range(config.layers):
        prefix = f"seqTransEncoder.layers.{number}"
        weight, bias = _attention(linears, config)
        state[f"{prefix}.self_attn.in_proj_weight"] = weight
        state[f"{prefix}.self_attn.in_proj_bias"] = bias
        for name in ("self_attn.out_proj", "linear1", "linear2"):
            one = _next(linears)
            state[f"{prefix}.{name}.weight"] = one.weight
            state[f"{prefix}.{name}.bias"] = _given(one.bias)
        for name in ("norm1", "norm2"):
            one = _next(norms)
            state[f"{prefix}.{name}.weight"] = one.weight
            state[f"{prefix}.{name}.bias"] = _given(one.bias)
    dense, norm = _next(linears), _next(norms)
    state[f"{HEAD}.dense.weight"], state[f"{HEAD}.dense.bias"] = dense.weight, _given(dense.bias)
    state[f"{HEAD}.LayerNorm.weight"] = norm.weight
    state[f"{HEAD}.LayerNorm.bias"] = _given(norm.bias)
    return state, next(linears, None)


def _attention(linears: Iterator[Weighted], config: TransformerConfig) -> tuple[Floats, Floats]:
    """Queries, keys and values (3 D, D) and (3 D); the scale of the scores is in the queries."""
    weights, biases = [], []
    while sum(len(w) for w in weights) < 3 * config.latent_dim:
        one = _next(linears)
        weights.append(one.weight.astype(np.float64))
        biases.append(_given(one.bias).astype(np.float64))
    weight, bias = np.concatenate(weights), np.concatenate(biases)
    scale = (config.latent_dim // config.heads) ** 0.5
    weight[: config.latent_dim] *= scale
    bias[: config.latent_dim] *= scale
    return weight, bias


def _table(graph: WeightedGraph, rows: int, config: TransformerConfig) -> list[Floats]:
    """Tables of so many rows, each (rows, D); newer graphs keep the first layer's rows beside."""
    found = [t.weight.astype(np.float64) for t in graph.tables() if t.weight.ndim == 2]
    tables = [t[:, : config.latent_dim] for t in found if len(t) == rows]
    if not tables:
        raise NotReadable(f"The graph has no table of {rows} tokens.")
    return tables


def _history_bias(graph: WeightedGraph, config: TransformerConfig) -> NDArray:
    """The input projection's bias, which the sum over the layers below begins with."""
    dim = config.latent_dim
    bias = graph.beside("Add", graph.first("Mul"))
    if bias.shape not in ((dim,), (4 * dim,)):
        raise NotReadable("The residual transformer's history does not begin with a bias.")
    return bias[:dim]


def _factors(table: Floats, width: int) -> tuple[Floats, Floats]:
    """``rows`` (N, width) and ``projection`` (width, D), rows of unit length: their product."""
    left, sizes, right = np.linalg.svd(table, full_matrices=False)
    kept = min(width, len(sizes))
    rows = np.zeros((len(table), width))
    projection = np.random.default_rng(0).normal(0.0, UNUSED_SPREAD, (width, table.shape[1]))
    rows[:, :kept] = left[:, :kept] * sizes[:kept]
    projection[:kept] = right[:kept]
    return rows, projection


def _shared_factors(into: Floats, out: Floats, width: int) -> tuple[Floats, Floats, Floats]:
    """One table for both uses.

    Args:
        into: ``(K, N, D)`` tables multiplied with the input projection.
        out: ``(K, N, D)`` the same tables multiplied with the head's last layer.
        width: columns of a table.

    Returns:
        The tables ``(K, N, width)``, the input projection and the head, both ``(width, D)``.
    """
    both = np.concatenate([into, out], axis=-1)
    rows, projection = _factors(both.reshape(-1, both.shape[-1]), width)
    dim = into.shape[-1]
    return rows.reshape(*into.shape[:2], width), projection[:, :dim], projection[:, dim:]


def _solved(matrix: Floats, target: Floats) -> Floats:
    """The smallest ``x`` with ``matrix @ x`` nearest to ``target``."""
    return np.asarray(np.linalg.lstsq(matrix, target, rcond=SMALLEST_SINGULAR)[0])


def _next(found: Iterator[Weighted]) -> Weighted:
    one = next(found, None)
    if one is None:
        raise NotReadable("A transformer's graph ends too early.")
    return one


def _given(bias: NDArray | None) -> NDArray:
    assert bias is not None
    return bias


def _float32(state: dict[str, NDArray]) -> Weights:
    return {name: np.ascontiguousarray(value, np.float32) for name, value in state.items()}
