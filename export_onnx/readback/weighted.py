"""The weighted operators of an ONNX graph, in the order in which they compute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from retarget.errors import BadInput

Array = NDArray[np.float32]


class NotReadable(BadInput):
    """A graph is not laid out as Gaitbox writes it, so its weights have no names."""


@dataclass(frozen=True)
class Weighted:
    """One operator with weights, torch's layout.

    Attributes:
        source: name of the tensor that it is applied to.
        weight: linear ``(out, in)``, convolution ``(out, in, size)``, norm or table as stored.
        bias: ``(out,)``; None for a table.
    """

    source: str
    weight: Array
    bias: Array | None = None


class WeightedGraph:
    """Constants of a graph by what they are used for.

    Weights stored in 16 bits come back as float32; several uses of one constant count once.
    """

    def __init__(self, model: onnx.ModelProto) -> None:
        self._nodes = list(model.graph.node)
        self._tensors = {t.name: t for t in model.graph.initializer}
        for node in self._nodes:
            if node.op_type == "Cast" and node.input[0] in self._tensors:
                self._tensors[node.output[0]] = self._tensors[node.input[0]]
        self._users = {name: node for node in self._nodes for name in node.input}

    def linears(self) -> list[Weighted]:
        """``x @ weight.T + bias``, also where the weight is one table of several."""
        return list(self._once(self._linears()))

    def convolutions(self) -> list[Weighted]:
        """One-dimensional convolutions; the graphs write them as two-dimensional ones."""
        found = [
            Weighted(n.input[0], self._value(n.input[1])[:, :, 0], self._value(n.input[2]))
            for n in self._nodes
            if n.op_type == "Conv"
        ]
        return list(found)

    def norms(self) -> list[Weighted]:
        """Layer norms: scale and shift."""
        return [
            Weighted(n.input[0], self._value(n.input[1]), self._value(n.input[2]))
            for n in self._nodes
            if n.op_type == "LayerNormalization"
        ]

    def tables(self) -> list[Weighted]:
        """Float constants that rows are gathered from, with the tensor of row numbers."""
        found = []
        for node in self._nodes:
            if node.op_type == "Gather" and self._is_float(node.input[0]):
                found.append(Weighted(node.input[1], self._value(node.input[0])))
        return found

    def first(self, kind: str) -> str:
        """What the first operator of a kind gives.

        Raises:
            NotReadable: there is no such operator.
        """
        for node in self._nodes:
            if node.op_type == kind:
                return str(node.output[0])
        raise NotReadable(f"The graph has no {kind}.")

    def beside(self, kind: str, source: str) -> Array:
        """The constant that an operator of ``kind`` takes beside the tensor ``source``.

        Raises:
            NotReadable: there is no such operator.
        """
        for node in self._nodes:
            if node.op_type == kind and source in node.input:
                for name in node.input:
                    if name != source and self._is_float(name):
                        return self._value(name)
        raise NotReadable(f"The graph has no {kind} with a constant on {source}.")

    def constant(self, shape: tuple[int, ...]) -> Array:
        """The first float constant of a shape.

        Raises:
            NotReadable: there is none.
        """
        for name, tensor in self._tensors.items():
            if self._is_float(name) and tuple(tensor.dims) == shape:
                return self._value(name)
        raise NotReadable(f"The graph has no constant of the shape {shape}.")

    def _linears(self) -> Iterator[tuple[str, Weighted]]:
        for node in self._nodes:
            if node.op_type != "MatMul" or not self._is_float(node.input[1]):
                continue
            user = self._users.get(node.output[0])
            if user is None or user.op_type != "Add":
                continue
            name = next((n for n in user.input if n != node.output[0]), "")
            if self._is_float(name):
                weight = self._value(node.input[1]).T
                yield node.input[1], Weighted(node.input[0], weight, self._value(name))

    @staticmethod
    def _once(found: Iterator[tuple[str, Weighted]]) -> Iterator[Weighted]:
        seen = set()
        for name, weighted in found:
            if name not in seen:
                seen.add(name)
                yield weighted

    def _is_float(self, name: str) -> bool:
        kinds = (onnx.TensorProto.FLOAT, onnx.TensorProto.FLOAT16)
        return name in self._tensors and self._tensors[name].data_type in kinds

    def _value(self, name: str) -> Array:
        if not self._is_float(name):
            raise NotReadable("A weight of the graph is not a float constant.")
        return numpy_helper.to_array(self._tensors[name]).astype(np.float32)
