"""The masked and the residual transformer as ONNX graphs, guided, with dynamic batch and length.

Folded, without changing the result (all exact in real arithmetic):

* token tables are multiplied with the input projection that follows them, and hold beside each
  token what the first layer makes of it (queries, keys and values): nothing comes between, so
  the first layer needs no product of its own, and the two sides of the guidance share the rows;
* guidance, ``u + (c - u) * scale``, happens before the last, affine layer and with both sides in
  one doubled batch;
* the residual head's projection is multiplied into each layer's output table;
* padding in the residual history is the row of the pad token;
* of the masked transformer only the places that are still to be predicted are asked for: its
  last layer and its head leave out all others.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
from numpy.typing import NDArray

from export_onnx.momask.config import TransformerConfig
from export_onnx.momask.residual_transformer import UNSHARED_GAIN
from export_onnx.momask.transformer import HEAD_NORM_EPS
from export_onnx.onnx_build import (
    END,
    FLOAT,
    INT64,
    MASKED,
    GraphBuilder,
    Port,
    Weights,
    scaled_queries,
)

NORM_EPS = 1e-5
"""torch's default epsilon of a layer norm."""

POSITIONS = 64
"""Rows kept of the positional table: 49 tokens are the longest motion."""

CONDITION_NAMES = ("text", "intent")

HEAD = "output_process"


def condition_ports(dims: Sequence[int]) -> list[Port]:
    """Inputs ``text`` and, for a second condition, ``intent``."""
    return [Port(n, FLOAT, ("B", d)) for n, d in zip(CONDITION_NAMES, dims, strict=False)]


def masked_graph(weights: Weights, config: TransformerConfig) -> onnx.ModelProto:
    """``ids``, ``lengths``, conditions, ``scale``, ``wanted`` -> guided ``logits`` (B, K, codes).

    ``wanted`` int64 (B, K) are the places in 0..L-1 whose logits are returned, in that order.
    """
    g = GraphBuilder("masked")
    net = _Transformer(g, weights, config)
    table = net.projected(weights["token_emb.weight"]) + net.input_bias
    x = g.op("Gather", g.constant(net.beside(table)), "ids", axis=0)
    hidden = net.guided(x, "ids", net.sides(), "wanted")
    final = f"{HEAD}.poseFinal"
    x = g.linear(hidden, weights[f"{final}.weight"], weights[f"{final}.bias"])
    g.op("Identity", x, out="logits")
    inputs = [Port("ids", INT64, ("B", "L")), Port("lengths", INT64, ("B",))]
    inputs += [*condition_ports(config.conditions), Port("scale", FLOAT, ())]
    inputs.append(Port("wanted", INT64, ("B", "K")))
    return g.model(inputs, [Port("logits", FLOAT, ("B", "K", config.codes))])


def residual_graph(weights: Weights, config: TransformerConfig) -> onnx.ModelProto:
    """``tokens``, ``layer``, ``lengths``, conditions, ``scale`` -> ``logits`` (B, L, codes + 1)."""
    g = GraphBuilder("residual")
    net = _Transformer(g, weights, config)
    embedding, output, output_bias = _residual_tables(weights, config)
    x = _residual_history(net, [net.beside(net.projected(table)) for table in embedding])
    prefix, blank = net.sides()
    rows = weights["quant_emb.weight"].T + weights["quant_emb.bias"]
    which = g.op("Gather", g.constant(rows[:, None, None]), "layer", axis=0)
    one = g.slice(prefix, g.ints(0), g.ints(1), 1)
    which = g.op("Expand", which, g.op("Shape", one))
    sides = (
        g.op("Concat", prefix, which, axis=1),
        g.op("Concat", blank, which, axis=1),
    )
    ids = g.op("Gather", "tokens", g.constant(0, np.int64), axis=2)
    hidden = net.guided(x, ids, sides)
    table = g.op("Sub", "layer", g.constant(1, np.int64))
    logits = g.op("MatMul", hidden, g.op("Gather", g.constant(output), table, axis=0))
    logits = g.op("Add", logits, g.op("Gather", g.constant(output_bias), table, axis=0))
    g.op("Identity", logits, out="logits")
    inputs = [Port("tokens", INT64, ("B", "L", config.quantizers)), Port("layer", INT64, ())]
    inputs += [Port("lengths", INT64, ("B",)), *condition_ports(config.conditions)]
    inputs.append(Port("scale", FLOAT, ()))
    return g.model(inputs, [Port("logits", FLOAT, ("B", "L", config.codes + 1))])


class _Transformer:
    """What both graphs share: conditions, encoder, guidance."""

    def __init__(self, g: GraphBuilder, weights: Weights, config: TransformerConfig) -> None:
        self.g, self.weights, self.config = g, weights, config
        first = self._layer(0)
        qkv = (first["self_attn.in_proj_weight"], first["self_attn.in_proj_bias"])
        self._first, self._first_bias = scaled_queries(qkv, config.heads)

    @property
    def input_bias(self) -> NDArray:
        """Bias of the input projection, ``(D,)``."""
        return self.weights["input_process.poseEmbedding.bias"].astype(np.float64)

    def projected(self, table: NDArray) -> NDArray:
        """Rows of codebook space in latent space, without the bias: (..., dim) -> (..., D)."""
        weight = self.weights["input_process.poseEmbedding.weight"].astype(np.float64)
        return np.asarray(table.astype(np.float64) @ weight.T)

    def beside(self, rows: NDArray) -> NDArray:
        """Rows (..., D) with what the first layer's projection makes of them: (..., 4 D)."""
        return np.concatenate([rows, rows @ self._first.T], axis=-1)

    def sides(self) -> tuple[str, str]:
        """Condition tokens (B, C, D) and the same for zero conditions."""
        g, names = self.g, ("cond_emb", "intent_emb")[: len(self.config.conditions)]
        tokens = []
        for name, source in zip(names, CONDITION_NAMES, strict=False):
            weight, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
            tokens.append(g.op("Unsqueeze", g.linear(source, weight, bias), g.ints(1)))
        prefix = g.op("Concat", *tokens, axis=1) if len(tokens) > 1 else tokens[0]
        empty = np.stack([self.weights[f"{name}.bias"] for name in names])[None]
        return prefix, g.op("Expand", g.constant(empty), g.op("Shape", prefix))

    def guided(self, x: str, ids: str, sides: tuple[str, str], wanted: str = "") -> str:
        """Encode with and without condition, and guide: hidden states before ``poseFinal``.

        ``x`` (B, L, 4 D) are motion tokens as `beside` gives them, ``ids`` any (B, L) tensor,
        ``sides`` the prefix tokens (B, P, D) with and without condition. The result is
        (B, L, D), or (B, K, D) for the places ``wanted`` (B, K).
        """
        g, weights = self.g, self.weights
        longest, width = g.length_of(ids, 1), g.length_of(sides[0], 1)
        places = self.beside(weights["position_enc.pe"][:POSITIONS, 0].astype(np.float64))
        places[:, self.config.latent_dim :] += self._first_bias
        x = g.op("Add", x, g.slice(g.constant(places), g.ints(0), longest, 0))
        both = [g.op("Concat", self._prefix_beside(side), x, axis=1) for side in sides]
        sequence = g.op("Concat", *both, axis=0)
        rows = self._rows(wanted, width) if wanted else ""
        hidden = self._encoded(sequence, self._padding_bias(width, longest), rows)
        if not wanted:
            hidden = g.slice(hidden, width, g.ints(END), 1)
        hidden = g.linear(hidden, weights[f"{HEAD}.dense.weight"], weights[f"{HEAD}.dense.bias"])
        norm = (weights[f"{HEAD}.LayerNorm.weight"], weights[f"{HEAD}.LayerNorm.bias"])
        hidden = g.layer_norm(g.gelu(hidden), *norm, HEAD_NORM_EPS)
        with_, without = g.ops("Split", hidden, outputs=2, axis=0, num_outputs=2)
        return g.op("Add", without, g.op("Mul", g.op("Sub", with_, without), "scale"))

    def _prefix_beside(self, side: str) -> str:
        """A prefix (B, P, D) as `beside` has it, with the bias: (B, P, 4 D)."""
        first = self.g.linear(side, self._first, self._first_bias)
        return self.g.op("Concat", side, first, axis=2)

    def _encoded(self, sequence: str, bias: str, rows: str) -> str:
        """The post-norm encoder: (B, N, 4 D) -> (B, N, D), or (B, K, D) for ``rows`` (B, K, 1)."""
        g, dim, last = self.g, self.config.latent_dim, self.config.layers - 1
        x, joint = g.ops("Split", sequence, g.ints(dim, 3 * dim), outputs=2, axis=-1)
        for layer in range(self.config.layers):
            part = self._layer(layer)
            asked = g.op("GatherND", x, rows, batch_dims=1) if rows and layer == last else ""
            qkv = (part["self_attn.in_proj_weight"], part["self_attn.in_proj_bias"])
            split = g.qkv(x, qkv, self.config.heads, asked) if layer else g.thirds(joint)
            if asked and not layer:
                split[0] = g.op("GatherND", split[0], rows, batch_dims=1)
            mixed = g.mixed(split, self.config.heads, dim, bias)
            out = (part["self_attn.out_proj.weight"], part["self_attn.out_proj.bias"])
            x = g.op("Add", asked or x, g.linear(mixed, *out))
            x = g.layer_norm(x, part["norm1.weight"], part["norm1.bias"], NORM_EPS)
            hidden = g.gelu(g.linear(x, part["linear1.weight"], part["linear1.bias"]))
            x = g.op("Add", x, g.linear(hidden, part["linear2.weight"], part["linear2.bias"]))
            x = g.layer_norm(x, part["norm2.weight"], part["norm2.bias"], NORM_EPS)
        return x

    def _layer(self, number: int) -> Weights:
        """The weights of one layer by their own names."""
        prefix = f"seqTransEncoder.layers.{number}."
        found = {k: v for k, v in self.weights.items() if k.startswith(prefix)}
        return {name.removeprefix(prefix): value for name, value in found.items()}

    def _rows(self, wanted: str, width: str) -> str:
        """Places ``wanted`` (B, K) as indices (2 B, K, 1) of rows behind a prefix, both sides."""
        place = self.g.op("Add", wanted, width)
        return self.g.op("Unsqueeze", self.g.op("Concat", place, place, axis=0), self.g.ints(2))

    def _padding_bias(self, width: str, longest: str) -> str:
        """(2 B, 1, 1, N): zero for keys in use, very negative behind the end of a clip."""
        g = self.g
        total = g.op("Squeeze", g.op("Add", width, longest))
        place = g.op("Range", g.constant(0, np.int64), total, g.constant(1, np.int64))
        end = g.op("Add", g.op("Concat", "lengths", "lengths", axis=0), width)
        used = g.op("Less", place, g.op("Unsqueeze", end, g.ints(1)))
        bias = g.op("Where", used, g.constant(0.0), g.constant(MASKED))
        return g.op("Unsqueeze", bias, g.ints(1, 2))


def _residual_tables(
    weights: Weights, config: TransformerConfig
) -> tuple[NDArray, NDArray, NDArray]:
    """Tables of the layers: embedding (Q-1, codes+1, dim), output (Q-1, D, codes+1), its bias."""
    if config.share_weight:
        shared = weights["embed_proj_shared_weight"]
        embedding = np.concatenate([weights["token_embed_weight_"], shared])
        output = np.concatenate([shared, weights["output_proj_weight_"]])
    else:
        embedding = weights["token_embed_weight"]
        output = weights["output_proj_weight"] * np.float32(UNSHARED_GAIN)
    output = output.astype(np.float64)
    projection = weights[f"{HEAD}.poseFinal.weight"].astype(np.float64)
    projected = (output @ projection).transpose(0, 2, 1)
    bias = (output @ weights[f"{HEAD}.poseFinal.bias"].astype(np.float64))[:, None]
    if not config.share_weight:
        bias = bias + weights["output_proj_bias"][:-1, None]
    return embedding, projected, bias


def _residual_history(net: _Transformer, tables: Sequence[NDArray]) -> str:
    """Sum over the layers below ``layer`` of their tokens' rows, plus the input bias: 4 D wide."""
    g, total = net.g, net.g.constant(net.beside(net.input_bias))
    for below, table in enumerate(tables):
        ids = g.op("Gather", "tokens", g.constant(below, np.int64), axis=2)
        negative = g.op("Less", ids, g.constant(0, np.int64))
        pad = g.constant(net.config.codes, np.int64)
        ids = g.op("Where", negative, pad, g.op("Min", ids, pad))
        rows = g.op("Gather", g.constant(table), ids, axis=0)
        active = g.op("Less", g.constant(below, np.int64), "layer")
        rows = g.op("Mul", rows, g.op("Cast", active, to=FLOAT))
        total = g.op("Add", total, rows)
    return total
