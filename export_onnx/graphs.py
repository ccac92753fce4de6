"""The networks as ONNX graphs with fixed names and dynamic batch and length.

Folded, without changing the result (all exact in real arithmetic):

* token tables are multiplied with the input projection that follows them;
* guidance, ``u + (c - u) * scale``, happens before the last, affine layer and
  with both sides in one doubled batch;
* the residual head's projection is multiplied into each layer's output table;
* -1 as a token is a zero row appended to each codebook, padding in the
  residual history is the row of the pad token;
* normalisation is in the encoder's first convolution input, denormalisation in
  the decoder's last convolution;
* of the masked transformer only the places that are still to be predicted are
  asked for: its last layer and its head leave out all others.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
from numpy.typing import NDArray

from export_onnx.momask.config import LengthConfig, RvqConfig, TransformerConfig
from export_onnx.momask.length_estimator import SLOPE
from export_onnx.momask.residual_transformer import UNSHARED_GAIN
from export_onnx.momask.transformer import HEAD_NORM_EPS
from export_onnx.onnx_build import END, FLOAT, INT64, MASKED, GraphBuilder, Port, Weights

NORM_EPS = 1e-5
"""torch's default epsilon of a layer norm."""

POSITIONS = 64
"""Rows kept of the positional table: 49 tokens are the longest motion."""

CONDITION_NAMES = ("text", "intent")


def condition_ports(dims: Sequence[int]) -> list[Port]:
    """Inputs ``text`` and, for a second condition, ``intent``."""
    return [Port(n, FLOAT, ("B", d)) for n, d in zip(CONDITION_NAMES, dims, strict=False)]


def length_graph(weights: Weights, config: LengthConfig) -> onnx.ModelProto:
    """``text``, ``intent`` -> ``logits`` (B, classes)."""
    g = GraphBuilder("length")
    ports = condition_ports(config.conditions)
    x = ports[0].name
    if len(ports) > 1:
        x = g.op("Concat", *(port.name for port in ports), axis=-1)
    for dense, norm in ((0, 1), (4, 5), (8, 9)):
        x = g.linear(x, weights[f"output.{dense}.weight"], weights[f"output.{dense}.bias"])
        scale, shift = weights[f"output.{norm}.weight"], weights[f"output.{norm}.bias"]
        x = g.op("LeakyRelu", g.layer_norm(x, scale, shift, NORM_EPS), alpha=SLOPE)
    x = g.linear(x, weights["output.11.weight"], weights["output.11.bias"])
    g.op("Identity", x, out="logits")
    return g.model(ports, [Port("logits", FLOAT, ("B", config.classes))])


def masked_graph(weights: Weights, config: TransformerConfig) -> onnx.ModelProto:
    """``ids``, ``lengths``, conditions, ``scale``, ``wanted`` -> guided ``logits`` (B, K, codes).

    ``wanted`` int64 (B, K) are the places in 0..L-1 whose logits are returned, in that order.
    """
    g = GraphBuilder("masked")
    weight, bias = _input_projection(weights)
    table = weights["token_emb.weight"].astype(np.float64) @ weight.T + bias
    x = g.op("Gather", g.constant(table), "ids", axis=0)
    sides = _condition_tokens(g, weights, config)
    hidden = _guided_head(g, weights, config, x, "ids", sides, "wanted")
    final = "output_process.poseFinal"
    x = g.linear(hidden, weights[f"{final}.weight"], weights[f"{final}.bias"])
    g.op("Identity", x, out="logits")
    inputs = [Port("ids", INT64, ("B", "L")), Port("lengths", INT64, ("B",))]
    inputs += [*condition_ports(config.conditions), Port("scale", FLOAT, ())]
    inputs.append(Port("wanted", INT64, ("B", "K")))
    return g.model(inputs, [Port("logits", FLOAT, ("B", "K", config.codes))])


def residual_graph(weights: Weights, config: TransformerConfig) -> onnx.ModelProto:
    """``tokens``, ``layer``, ``lengths``, conditions, ``scale`` -> ``logits`` (B, L, codes + 1)."""
    g = GraphBuilder("residual")
    embedding, output, output_bias = _residual_tables(weights, config)
    x = _residual_history(g, weights, config, embedding)
    prefix, blank = _condition_tokens(g, weights, config)
    rows = weights["quant_emb.weight"].T + weights["quant_emb.bias"]
    which = g.op("Gather", g.constant(rows[:, None, None]), "layer", axis=0)
    one = g.slice(prefix, g.ints(0), g.ints(1), 1)
    which = g.op("Expand", which, g.op("Shape", one))
    sides = (
        g.op("Concat", prefix, which, axis=1),
        g.op("Concat", blank, which, axis=1),
    )
    ids = g.op("Gather", "tokens", g.constant(0, np.int64), axis=2)
    hidden = _guided_head(g, weights, config, x, ids, sides)
    table = g.op("Sub", "layer", g.constant(1, np.int64))
    logits = g.op("MatMul", hidden, g.op("Gather", g.constant(output), table, axis=0))
    logits = g.op("Add", logits, g.op("Gather", g.constant(output_bias), table, axis=0))
    g.op("Identity", logits, out="logits")
    inputs = [Port("tokens", INT64, ("B", "L", config.quantizers)), Port("layer", INT64, ())]
    inputs += [Port("lengths", INT64, ("B",)), *condition_ports(config.conditions)]
    inputs.append(Port("scale", FLOAT, ()))
    return g.model(inputs, [Port("logits", FLOAT, ("B", "L", config.codes + 1))])


def decoder_graph(
    weights: Weights, config: RvqConfig, mean: NDArray, std: NDArray
) -> onnx.ModelProto:
    """``tokens`` (B, L, Q), -1 for a zero code -> denormalised ``features`` (B, 4 L, 263)."""
    g = GraphBuilder("decoder")
    x = _decode_codes(g, weights, config)
    x = g.op("Unsqueeze", g.op("Transpose", x, perm=[0, 2, 1]), g.ints(2))
    x = g.op("Relu", _conv(g, x, weights, "decoder.model.0"))
    for stage in range(config.down_t):
        name = f"decoder.model.{2 + stage}"
        x = _residual_stack(g, x, weights, f"{name}.0", config)
        x = g.op(
            "Resize",
            x,
            "",
            g.constant([1, 1, 1, 2]),
            mode="nearest",
            coordinate_transformation_mode="asymmetric",
            nearest_mode="floor",
        )
        x = _conv(g, x, weights, f"{name}.2")
    x = g.op("Relu", _conv(g, x, weights, f"decoder.model.{2 + config.down_t}"))
    last = f"decoder.model.{4 + config.down_t}"
    folded = {
        f"{last}.weight": weights[f"{last}.weight"] * std[:, None, None],
        f"{last}.bias": weights[f"{last}.bias"] * std + mean,
    }
    x = g.op("Squeeze", _conv(g, x, folded, last), g.ints(2))
    g.op("Transpose", x, perm=[0, 2, 1], out="features")
    inputs = [Port("tokens", INT64, ("B", "L", config.quantizers))]
    return g.model(inputs, [Port("features", FLOAT, ("B", "T", config.features))])


def encoder_graph(
    weights: Weights, config: RvqConfig, mean: NDArray, std: NDArray
) -> onnx.ModelProto:
    """Raw ``features`` (B, 4 L, 263) -> ``tokens`` int64 (B, L, Q)."""
    g = GraphBuilder("encoder")
    x = g.op("Div", g.op("Sub", "features", g.constant(mean)), g.constant(std))
    x = g.op("Unsqueeze", g.op("Transpose", x, perm=[0, 2, 1]), g.ints(2))
    x = g.op("Relu", _conv(g, x, weights, "encoder.model.0"))
    for stage in range(config.down_t):
        name = f"encoder.model.{2 + stage}"
        x = _conv(g, x, weights, f"{name}.0", stride=2)
        x = _residual_stack(g, x, weights, f"{name}.1", config)
    x = g.op("Squeeze", _conv(g, x, weights, f"encoder.model.{2 + config.down_t}"), g.ints(2))
    rest = g.op("Transpose", x, perm=[0, 2, 1])
    tokens = []
    for layer in range(config.quantizers):
        index, rest = _nearest(g, rest, weights[f"quantizer.layers.{layer}.codebook"])
        tokens.append(g.op("Unsqueeze", index, g.ints(2)))
    g.op("Concat", *tokens, axis=2, out="tokens")
    outputs = [Port("tokens", INT64, ("B", "L", config.quantizers))]
    return g.model([Port("features", FLOAT, ("B", "T", config.features))], outputs)


def _input_projection(weights: Weights) -> tuple[NDArray, NDArray]:
    name = "input_process.poseEmbedding"
    return weights[f"{name}.weight"].astype(np.float64), weights[f"{name}.bias"].astype(np.float64)


def _condition_tokens(
    g: GraphBuilder, weights: Weights, config: TransformerConfig
) -> tuple[str, str]:
    """Condition tokens (B, C, D) and the same for zero conditions."""
    names = ("cond_emb", "intent_emb")[: len(config.conditions)]
    tokens = []
    for name, source in zip(names, CONDITION_NAMES, strict=False):
        token = g.linear(source, weights[f"{name}.weight"], weights[f"{name}.bias"])
        tokens.append(g.op("Unsqueeze", token, g.ints(1)))
    prefix = g.op("Concat", *tokens, axis=1) if len(tokens) > 1 else tokens[0]
    empty = np.stack([weights[f"{name}.bias"] for name in names])[None]
    return prefix, g.op("Expand", g.constant(empty), g.op("Shape", prefix))


def _guided_head(
    g: GraphBuilder,
    weights: Weights,
    config: TransformerConfig,
    x: str,
    ids: str,
    sides: tuple[str, str],
    wanted: str = "",
) -> str:
    """Encode with and without condition, and guide: hidden states before ``poseFinal``.

    ``x`` (B, L, D) are motion tokens in latent space, ``ids`` any (B, L)
    tensor, ``sides`` the prefix tokens with and without condition. The result
    is (B, L, D), or (B, K, D) for the places ``wanted`` (B, K).
    """
    longest = g.length_of(ids, 1)
    places = weights["position_enc.pe"][:POSITIONS, 0]
    x = g.op("Add", x, g.slice(g.constant(places), g.ints(0), longest, 0))
    both = [g.op("Concat", side, x, axis=1) for side in sides]
    sequence = g.op("Concat", *both, axis=0)
    width = g.length_of(sides[0], 1)
    bias = _padding_bias(g, width, longest)
    rows = _rows(g, wanted, width) if wanted else ""
    hidden = _transformer(g, weights, config, sequence, bias, rows)
    if not wanted:
        hidden = g.slice(hidden, width, g.ints(END), 1)
    head = "output_process"
    hidden = g.linear(hidden, weights[f"{head}.dense.weight"], weights[f"{head}.dense.bias"])
    norm = (weights[f"{head}.LayerNorm.weight"], weights[f"{head}.LayerNorm.bias"])
    hidden = g.layer_norm(g.gelu(hidden), *norm, HEAD_NORM_EPS)
    with_, without = g.ops("Split", hidden, outputs=2, axis=0, num_outputs=2)
    return g.op("Add", without, g.op("Mul", g.op("Sub", with_, without), "scale"))


def _rows(g: GraphBuilder, wanted: str, width: str) -> str:
    """Places ``wanted`` (B, K) as indices (2 B, K, 1) of rows behind a prefix, for both sides."""
    place = g.op("Add", wanted, width)
    return g.op("Unsqueeze", g.op("Concat", place, place, axis=0), g.ints(2))


def _padding_bias(g: GraphBuilder, width: str, longest: str) -> str:
    """(2 B, 1, 1, N): zero for keys in use, very negative behind the end of a clip."""
    total = g.op("Squeeze", g.op("Add", width, longest))
    place = g.op("Range", g.constant(0, np.int64), total, g.constant(1, np.int64))
    end = g.op("Add", g.op("Concat", "lengths", "lengths", axis=0), width)
    used = g.op("Less", place, g.op("Unsqueeze", end, g.ints(1)))
    bias = g.op("Where", used, g.constant(0.0), g.constant(MASKED))
    return g.op("Unsqueeze", bias, g.ints(1, 2))


def _transformer(
    g: GraphBuilder,
    weights: Weights,
    config: TransformerConfig,
    x: str,
    bias: str,
    rows: str = "",
) -> str:
    """The post-norm encoder: (B, N, D) -> (B, N, D), or (B, K, D) for ``rows`` (B, K, 1)."""
    for layer in range(config.layers):
        part = {
            name.removeprefix(f"seqTransEncoder.layers.{layer}."): value
            for name, value in weights.items()
            if name.startswith(f"seqTransEncoder.layers.{layer}.")
        }
        asked = ""
        if rows and layer == config.layers - 1:
            asked = g.op("GatherND", x, rows, batch_dims=1)
        qkv = (part["self_attn.in_proj_weight"], part["self_attn.in_proj_bias"])
        mixed = g.attention(x, qkv, config.heads, bias, asked)
        out = (part["self_attn.out_proj.weight"], part["self_attn.out_proj.bias"])
        x = g.op("Add", asked or x, g.linear(mixed, *out))
        x = g.layer_norm(x, part["norm1.weight"], part["norm1.bias"], NORM_EPS)
        hidden = g.gelu(g.linear(x, part["linear1.weight"], part["linear1.bias"]))
        x = g.op("Add", x, g.linear(hidden, part["linear2.weight"], part["linear2.bias"]))
        x = g.layer_norm(x, part["norm2.weight"], part["norm2.bias"], NORM_EPS)
    return x


def _residual_tables(
    weights: Weights, config: TransformerConfig
) -> tuple[NDArray, NDArray, NDArray]:
    """Folded tables of the layers: embedding (Q-1, codes+1, D), output (Q-1, D, codes+1), bias."""
    if config.share_weight:
        shared = weights["embed_proj_shared_weight"]
        embedding = np.concatenate([weights["token_embed_weight_"], shared])
        output = np.concatenate([shared, weights["output_proj_weight_"]])
    else:
        embedding = weights["token_embed_weight"]
        output = weights["output_proj_weight"] * np.float32(UNSHARED_GAIN)
    output = output.astype(np.float64)
    head = "output_process.poseFinal"
    projected = (output @ weights[f"{head}.weight"].astype(np.float64)).transpose(0, 2, 1)
    bias = (output @ weights[f"{head}.bias"].astype(np.float64))[:, None]
    if not config.share_weight:
        bias = bias + weights["output_proj_bias"][:-1, None]
    return embedding.astype(np.float64) @ _input_projection(weights)[0].T, projected, bias


def _residual_history(
    g: GraphBuilder, weights: Weights, config: TransformerConfig, embedding: NDArray
) -> str:
    """Sum over the layers below ``layer`` of their embedded tokens, plus the input bias."""
    total = g.constant(_input_projection(weights)[1])
    for below in range(config.quantizers - 1):
        ids = g.op("Gather", "tokens", g.constant(below, np.int64), axis=2)
        negative = g.op("Less", ids, g.constant(0, np.int64))
        pad = g.constant(config.codes, np.int64)
        ids = g.op("Where", negative, pad, g.op("Min", ids, pad))
        rows = g.op("Gather", g.constant(embedding[below]), ids, axis=0)
        active = g.op("Less", g.constant(below, np.int64), "layer")
        rows = g.op("Mul", rows, g.op("Cast", active, to=FLOAT))
        total = g.op("Add", total, rows)
    return total


def _decode_codes(g: GraphBuilder, weights: Weights, config: RvqConfig) -> str:
    """Sum of the codes of all layers: (B, L, code_dim)."""
    total = ""
    for layer in range(config.quantizers):
        book = weights[f"quantizer.layers.{layer}.codebook"]
        book = np.concatenate([book, np.zeros_like(book[:1])])
        ids = g.op("Gather", "tokens", g.constant(layer, np.int64), axis=2)
        code = g.op("Gather", g.constant(book), ids, axis=0)
        total = g.op("Add", total, code) if total else code
    return total


def _nearest(g: GraphBuilder, x: str, book: NDArray) -> tuple[str, str]:
    """Nearest code of each row of ``x`` (B, L, dim): its index (B, L), and what is left of x."""
    square = g.constant(np.square(book.astype(np.float64)).sum(1))
    product = g.op("MatMul", x, g.constant(-2.0 * book.T))
    index = g.op("ArgMin", g.op("Add", product, square), axis=-1, keepdims=0)
    return index, g.op("Sub", x, g.op("Gather", g.constant(book), index, axis=0))


def _residual_stack(g: GraphBuilder, x: str, weights: Weights, name: str, config: RvqConfig) -> str:
    """Residual blocks of dilated convolutions, the widest dilation first."""
    for block in range(config.depth):
        dilation = config.dilation_growth ** (config.depth - 1 - block)
        prefix = f"{name}.model.{block}"
        hidden = _conv(g, g.op("Relu", x), weights, f"{prefix}.conv1", dilation=dilation)
        hidden = _conv(g, g.op("Relu", hidden), weights, f"{prefix}.conv2")
        x = g.op("Add", x, hidden)
    return x


def _conv(
    g: GraphBuilder, x: str, weights: Weights, name: str, *, stride: int = 1, dilation: int = 1
) -> str:
    """A 1-D convolution on (B, C, 1, T), as a 2-D one (faster on a CPU), length kept or halved."""
    weight = weights[f"{name}.weight"]
    size = weight.shape[2]
    pad = (size - stride) // 2 * dilation if stride > 1 else (size - 1) // 2 * dilation
    return g.op(
        "Conv",
        x,
        g.constant(weight[:, :, None]),
        g.constant(weights[f"{name}.bias"]),
        kernel_shape=[1, size],
        dilations=[1, dilation],
        strides=[1, stride],
        pads=[0, pad, 0, pad],
    )
