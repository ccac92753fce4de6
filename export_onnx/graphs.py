"""The convolutional and small networks as ONNX graphs, with dynamic batch and length.

The two transformers are in `transformer_graphs`. Folded, without changing the result: -1 as a
token is a zero row appended to each codebook; normalisation is in the input of the encoder's
first convolution, denormalisation in the decoder's last.
"""

from __future__ import annotations

import numpy as np
import onnx
from numpy.typing import NDArray

from export_onnx.momask.config import LengthConfig, RvqConfig
from export_onnx.momask.length_estimator import SLOPE
from export_onnx.onnx_build import FLOAT, INT64, GraphBuilder, Port, Weights
from export_onnx.transformer_graphs import NORM_EPS, condition_ports


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
