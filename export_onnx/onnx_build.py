"""A small builder for ONNX graphs, on top of ``onnx.helper``.

Graphs are written by hand from weights rather than traced, because then every
axis that should be dynamic is, and what can be folded is folded on purpose.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnx
from numpy.typing import ArrayLike, NDArray
from onnx import TensorProto, helper, numpy_helper

OPSET = 20
"""The first with GELU as one operator, which ONNX Runtime runs in one pass."""
IR_VERSION = 9
FLOAT, INT64 = TensorProto.FLOAT, TensorProto.INT64
DOUBLE, BOOL = TensorProto.DOUBLE, TensorProto.BOOL
END = 2**31 - 1
"""Slice end that means "to the last element"."""
MASKED = -1e9
"""Added to the attention score of a key that must not be attended to."""

Weights = dict[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Port:
    """A named input or output of a graph; strings in ``shape`` are dynamic axes."""

    name: str
    kind: int
    shape: tuple[int | str, ...]


def scaled_queries(qkv: tuple[NDArray, NDArray], heads: int) -> tuple[NDArray, NDArray]:
    """Stacked weight (3 D, D) and bias (3 D) with the scale of the scores in the queries' part."""
    weight, shift = np.array(qkv[0], np.float64), np.array(qkv[1], np.float64)
    dim = weight.shape[1]
    weight[:dim] *= (dim // heads) ** -0.5
    shift[:dim] *= (dim // heads) ** -0.5
    return weight, shift


class GraphBuilder:
    """Collects nodes and constants; every method returns the name of a tensor."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[tuple[str, tuple[int, ...], bytes], str] = {}
        """Names by type, shape and digest."""
        self._tensors: list[onnx.TensorProto] = []

    def constant(self, value: ArrayLike, dtype: type = np.float32) -> str:
        """A constant tensor; equal ones are stored once."""
        array: NDArray = np.array(value, dtype=dtype, order="C")
        key = (array.dtype.str, array.shape, hashlib.sha256(array).digest())
        if key not in self._constants:
            name = f"const_{len(self._constants)}"
            self._tensors.append(numpy_helper.from_array(array, name))
            self._constants[key] = name
        return self._constants[key]

    def ints(self, *values: int) -> str:
        """A constant int64 vector."""
        return self.constant(values, np.int64)

    def op(self, kind: str, *inputs: str, out: str | None = None, **attributes: Any) -> str:
        """One operator with one output."""
        return self.ops(kind, *inputs, outputs=[out or self._fresh(kind)], **attributes)[0]

    def ops(
        self, kind: str, *inputs: str, outputs: Sequence[str] | int, **attributes: Any
    ) -> list[str]:
        """One operator with several outputs."""
        if isinstance(outputs, int):
            outputs = [f"{self._fresh(kind)}_{i}" for i in range(outputs)]
        node = helper.make_node(
            kind, list(inputs), list(outputs), name=f"{kind}_{len(self._nodes)}", **attributes
        )
        self._nodes.append(node)
        return list(outputs)

    def length_of(self, tensor: str, axis: int) -> str:
        """Length of one axis as an int64 vector of one element."""
        return self.op("Shape", tensor, start=axis, end=axis + 1)

    def slice(self, tensor: str, start: str, end: str, axis: int) -> str:
        """``tensor[start:end]`` along one axis."""
        return self.op("Slice", tensor, start, end, self.ints(axis))

    def linear(self, x: str, weight: NDArray, bias: NDArray) -> str:
        """``x @ weight.T + bias`` with torch's layout of ``weight`` (out, in)."""
        return self.op("Add", self.op("MatMul", x, self.constant(weight.T)), self.constant(bias))

    def layer_norm(self, x: str, weight: NDArray, bias: NDArray, epsilon: float) -> str:
        """Layer normalisation over the last axis."""
        scale, shift = self.constant(weight), self.constant(bias)
        return self.op("LayerNormalization", x, scale, shift, axis=-1, epsilon=epsilon)

    def gelu(self, x: str) -> str:
        """GELU in its exact, erf form."""
        return self.op("Gelu", x, approximate="none")

    def attention(self, x: str, qkv: tuple[NDArray, NDArray], heads: int, bias: str) -> str:
        """Self-attention without its output projection: (B, N, D) -> (B, N, D).

        ``qkv`` are the stacked weight (3 D, D) and bias (3 D); ``bias`` names a tensor that is
        added to the scores and broadcasts to (B, heads, N, N).
        """
        return self.mixed(self.qkv(x, qkv, heads), heads, qkv[0].shape[1], bias)

    def qkv(self, x: str, qkv: tuple[NDArray, NDArray], heads: int, queries: str = "") -> list[str]:
        """Queries, scaled for `mixed`, keys and values (B, N, D) of ``x`` (B, N, D).

        ``queries`` (B, K, D) are the rows of ``x`` that are asked for, all N of them if not given.
        """
        weight, shift = scaled_queries(qkv, heads)
        dim = weight.shape[1]
        if not queries:
            return self.thirds(self.linear(x, weight, shift))
        asked = self.linear(queries, weight[:dim], shift[:dim])
        rest = self.linear(x, weight[dim:], shift[dim:])
        return [asked, *self.ops("Split", rest, outputs=2, axis=-1, num_outputs=2)]

    def thirds(self, joint: str) -> list[str]:
        """Queries, keys and values that lie beside each other, (B, N, 3 D), apart."""
        return self.ops("Split", joint, outputs=3, axis=-1, num_outputs=3)

    def mixed(self, split: Sequence[str], heads: int, dim: int, bias: str) -> str:
        """What attention makes of queries (B, K, D), keys and values (B, N, D): (B, K, D)."""
        shape = self.ints(0, 0, heads, dim // heads)
        query, key, value = (self.op("Reshape", part, shape) for part in split)
        query = self.op("Transpose", query, perm=[0, 2, 1, 3])
        key = self.op("Transpose", key, perm=[0, 2, 3, 1])
        value = self.op("Transpose", value, perm=[0, 2, 1, 3])
        scores = self.op("Add", self.op("MatMul", query, key), bias)
        mixed = self.op("MatMul", self.op("Softmax", scores, axis=-1), value)
        mixed = self.op("Transpose", mixed, perm=[0, 2, 1, 3])
        return self.op("Reshape", mixed, self.ints(0, 0, dim))

    def model(
        self, inputs: Sequence[Port], outputs: Sequence[Port], doc: str = ""
    ) -> onnx.ModelProto:
        """The finished, checked model."""
        graph = helper.make_graph(
            self._nodes,
            self._name,
            [_value(port) for port in inputs],
            [_value(port) for port in outputs],
            self._tensors,
            doc_string=doc,
        )
        opsets = [helper.make_opsetid("", OPSET)]
        model = helper.make_model(graph, opset_imports=opsets, producer_name="gaitbox")
        model.ir_version = IR_VERSION
        onnx.checker.check_model(model)
        return model

    def _fresh(self, kind: str) -> str:
        return f"{kind.lower()}_{len(self._nodes)}"


def _value(port: Port) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(port.name, port.kind, list(port.shape))
