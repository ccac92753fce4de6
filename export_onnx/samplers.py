"""The decisions of the decoding loop as two small graphs, for a GPU that keeps everything.

They do what ``runtime.engine.sampling`` and ``runtime.engine.momask`` do in numpy: a top-k filter,
a softmax at a temperature and the inverse of its cumulative for one uniform number a place, and,
for the masked transformer, the places to be masked again. They hold no weights and fit any model.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx

from export_onnx.onnx_build import BOOL, DOUBLE, END, FLOAT, INT64, GraphBuilder, Port

RULES = [Port("classes", INT64, (1,)), Port("temperature", DOUBLE, ())]
"""Classes that the top-k filter keeps, and the temperature."""


def base_step() -> onnx.ModelProto:
    """One step of the masked transformer's loop, after its logits.

    Takes the tokens ``ids`` (B, L), the places ``wanted`` (B, K) that were masked, the ``logits``
    (B, M, C), of which the ``rows`` (B, K) belong to these places, the uniform numbers ``draws``
    (B, steps, L), the number of the ``step``, and ``kept`` (B, L), the score of a token that
    stays. Gives the tokens after the step, the same with the ``after`` least sure ones masked
    again, and their places.
    """
    g = GraphBuilder("base_step")
    uniforms = g.op("Gather", "draws", "step", axis=1)
    uniforms = g.op("GatherElements", uniforms, "wanted", axis=1)
    rows = g.op("Unsqueeze", "rows", g.ints(2))
    values = g.op("Cast", g.op("GatherND", "logits", rows, batch_dims=1), to=DOUBLE)
    picked = _chosen(g, values, uniforms)
    g.op("ScatterElements", "ids", "wanted", picked, axis=1, out="after_ids")
    scores = g.op("ScatterElements", "kept", "wanted", _probability(g, values, picked), axis=1)
    outputs = ["lowest", "next_wanted"]
    g.ops("TopK", scores, "after", outputs=outputs, axis=1, largest=0, sorted=1)
    mask = g.op("Expand", "mask_id", g.op("Shape", "next_wanted"))
    g.op("ScatterElements", "after_ids", "next_wanted", mask, axis=1, out="next_ids")
    inputs = [Port("ids", INT64, ("B", "L"))]
    inputs += [Port(n, INT64, ("B", "K")) for n in ("wanted", "rows")]
    inputs += [Port("logits", FLOAT, ("B", "M", "C")), Port("draws", DOUBLE, ("B", "S", "L"))]
    inputs += [Port("step", INT64, ()), Port("after", INT64, (1,)), Port("mask_id", INT64, ())]
    inputs += [Port("kept", DOUBLE, ("B", "L")), *RULES]
    results = [Port("after_ids", INT64, ("B", "L")), Port("next_ids", INT64, ("B", "L"))]
    return g.model(inputs, [*results, Port("next_wanted", INT64, ("B", "N"))])


def residual_step() -> onnx.ModelProto:
    """One layer of the residual transformer, after its logits.

    Takes ``tokens`` (B, L, Q), the ``layer``, its ``logits`` (B, L, C), the uniform numbers
    ``draws`` (B, Q - 1, L), which places are ``open`` (L,), and the ``known`` tokens (B, L, Q) of
    the others. Gives the tokens with this layer filled in.
    """
    g = GraphBuilder("residual_step")
    below = g.op("Sub", "layer", g.constant(1, np.int64))
    uniforms = g.op("Gather", "draws", below, axis=1)
    picked = _chosen(g, g.op("Cast", "logits", to=DOUBLE), uniforms)
    value = g.op("Where", "open", picked, g.op("Gather", "known", "layer", axis=2))
    count = g.op("Squeeze", g.length_of("tokens", 2))
    layers = g.op("Range", g.constant(0, np.int64), count, g.constant(1, np.int64))
    here = g.op("Equal", layers, "layer")
    g.op("Where", here, g.op("Unsqueeze", value, g.ints(2)), "tokens", out="next_tokens")
    inputs = [Port(n, INT64, ("B", "L", "Q")) for n in ("tokens", "known")]
    inputs += [Port("layer", INT64, ()), Port("logits", FLOAT, ("B", "L", "C"))]
    inputs += [Port("draws", DOUBLE, ("B", "R", "L")), Port("open", BOOL, ("L",)), *RULES]
    return g.model(inputs, [Port("next_tokens", INT64, ("B", "L", "Q"))])


def write_samplers(folder: Path) -> list[Path]:
    """Write both graphs to ``folder`` and return their files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for model in (base_step(), residual_step()):
        path = folder / f"{model.graph.name}.onnx"
        path.write_bytes(model.SerializeToString(deterministic=True))
        written.append(path)
    return written


def _chosen(g: GraphBuilder, values: str, uniforms: str) -> str:
    """Classes (B, K) drawn from ``values`` (B, K, C) by ``uniforms`` (B, K)."""
    best, _ = g.ops("TopK", values, "classes", outputs=2, axis=-1, largest=1, sorted=1)
    smallest = g.op("ReduceMin", best, g.ints(-1), keepdims=1)
    shifted = g.op("Div", _below_largest(g, values), "temperature")
    kept = g.op("GreaterOrEqual", values, smallest)
    weights = g.op("Where", kept, g.op("Exp", shifted), g.constant(0.0, np.float64))
    cumulative = g.op("CumSum", weights, g.constant(2, np.int64))
    total = g.slice(cumulative, g.ints(-1), g.ints(END), 2)
    level = g.op("Mul", g.op("Unsqueeze", uniforms, g.ints(2)), total)
    below = g.op("Cast", g.op("LessOrEqual", cumulative, level), to=INT64)
    return g.op("ReduceSum", below, g.ints(-1), keepdims=0)


def _probability(g: GraphBuilder, values: str, picked: str) -> str:
    """Probability (B, K) of the classes ``picked`` under the whole softmax of ``values``."""
    weights = g.op("Exp", _below_largest(g, values))
    own = g.op("GatherElements", weights, g.op("Unsqueeze", picked, g.ints(2)), axis=2)
    share = g.op("Div", own, g.op("ReduceSum", weights, g.ints(-1), keepdims=1))
    return g.op("Squeeze", share, g.ints(2))


def _below_largest(g: GraphBuilder, values: str) -> str:
    return g.op("Sub", values, g.op("ReduceMax", values, g.ints(-1), keepdims=1))
