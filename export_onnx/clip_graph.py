"""CLIP's text tower (Radford et al. 2021) as an ONNX graph.

Weights keep the precision of their file: float16 stays float16 with a cast behind it, which ONNX
Runtime folds when it loads the graph. Nothing is folded into them, so they are stored exactly.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray

from export_onnx.clip_checkpoint import Tower, TowerSizes
from export_onnx.onnx_build import FLOAT, INT64, MASKED, GraphBuilder, Port

NORM_EPS = 1e-5
QUICK_GELU = 1.702
"""CLIP's GELU is x * sigmoid(1.702 x)."""


def clip_text_graph(tower: Tower, sizes: TowerSizes) -> onnx.ModelProto:
    """``ids``, ``mask`` int64 (B, S) -> ``embedding`` (B, dim), not normalised.

    S is at most the tower's context. Sentences are padded on the right; the vector is read at
    the last token that ``mask`` marks as real. A token sees none that come after it, so what
    stands behind the last one does not matter.
    """
    g = GraphBuilder("text")
    x = _embedded(g, tower)
    hidden = np.triu(np.full((sizes.context, sizes.context), MASKED, np.float32), 1)
    length = g.length_of("ids", 1)
    bias = g.slice(g.slice(g.constant(hidden), g.ints(0), length, 0), g.ints(0), length, 1)
    for layer in range(sizes.layers):
        x = _block(g, tower, f"transformer.resblocks.{layer}", sizes.heads, x, bias)
    last = g.op("Sub", g.op("ReduceSum", "mask", g.ints(1), keepdims=1), g.ints(1))
    x = _norm(g, tower, "ln_final", g.op("GatherND", x, last, batch_dims=1))
    g.op("MatMul", x, _stored(g, tower["text_projection"]), out="embedding")
    inputs = [Port("ids", INT64, ("B", "S")), Port("mask", INT64, ("B", "S"))]
    return g.model(inputs, [Port("embedding", FLOAT, ("B", sizes.dim))])


def _stored(g: GraphBuilder, values: NDArray[np.floating[Any]]) -> str:
    """A float32 tensor of weights that are stored in their own precision."""
    if values.dtype != np.float16:
        return g.constant(values)
    return g.op("Cast", g.constant(values, np.float16), to=FLOAT)


def _embedded(g: GraphBuilder, tower: Tower) -> str:
    """Token plus position: (B, S, width).

    The official file has float16 matrices and float32 tables. CLIP rounds what it takes from the
    tables to the precision of its matrices, so they may as well be stored like that. The cast
    stands behind the lookup: the whole table (50 MB) is never made float32.
    """
    precision = tower["text_projection"].dtype
    words = tower["token_embedding.weight"].astype(precision)
    places = tower["positional_embedding"].astype(precision)
    token = g.op("Gather", g.constant(words, precision.type), "ids", axis=0)
    place = g.slice(_stored(g, places), g.ints(0), g.length_of("ids", 1), 0)
    return g.op("Add", g.op("Cast", token, to=FLOAT), place)


def _block(g: GraphBuilder, tower: Tower, name: str, heads: int, x: str, bias: str) -> str:
    """One pre-norm layer: (B, S, width) -> (B, S, width)."""
    mixed = _attention(g, tower, f"{name}.attn", heads, _norm(g, tower, f"{name}.ln_1", x), bias)
    x = g.op("Add", x, mixed)
    wide = _linear(g, tower, f"{name}.mlp.c_fc.", _norm(g, tower, f"{name}.ln_2", x))
    gate = g.op("Sigmoid", g.op("Mul", wide, g.constant(QUICK_GELU)))
    return g.op("Add", x, _linear(g, tower, f"{name}.mlp.c_proj.", g.op("Mul", wide, gate)))


def _attention(g: GraphBuilder, tower: Tower, name: str, heads: int, x: str, bias: str) -> str:
    """Self-attention with its output projection; the scale goes to the queries, not the weights."""
    width = tower[f"{name}.out_proj.weight"].shape[0]
    query, key, value = g.thirds(_linear(g, tower, f"{name}.in_proj_", x))
    query = g.op("Mul", query, g.constant((width // heads) ** -0.5))
    mixed = g.mixed([query, key, value], heads, width, bias)
    return _linear(g, tower, f"{name}.out_proj.", mixed)


def _linear(g: GraphBuilder, tower: Tower, name: str, x: str) -> str:
    """``x @ weight.T + bias``; ``name`` ends where ``weight`` and ``bias`` begin."""
    product = g.op("MatMul", x, _stored(g, tower[f"{name}weight"].T))
    return g.op("Add", product, _stored(g, tower[f"{name}bias"]))


def _norm(g: GraphBuilder, tower: Tower, name: str, x: str) -> str:
    weight, bias = tower[f"{name}.weight"], tower[f"{name}.bias"]
    return g.layer_norm(x, weight, bias, NORM_EPS)
