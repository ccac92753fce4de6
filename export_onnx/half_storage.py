"""Weights stored in 16 bits and computed in 32.

Every large float tensor becomes float16 with a cast behind it. ONNX Runtime
folds the cast when it loads the graph, so the speed stays that of float32 and
the file takes half the room. Half-precision arithmetic would not help: it is
slower on CPUs.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SMALLEST = 1024
"""Tensors with fewer elements stay as they are (biases, norms, scalars)."""


def stored_in_half(model: onnx.ModelProto) -> onnx.ModelProto:
    """A copy of ``model`` whose large float weights are stored as float16."""
    small = onnx.ModelProto()
    small.CopyFrom(model)
    graph = small.graph
    tensors, casts = [], []
    for tensor in graph.initializer:
        count = int(np.prod(tensor.dims))
        if tensor.data_type != TensorProto.FLOAT or count < SMALLEST:
            tensors.append(tensor)
            continue
        name = f"{tensor.name}_half"
        values = numpy_helper.to_array(tensor).astype(np.float16)
        tensors.append(numpy_helper.from_array(values, name))
        casts.append(helper.make_node("Cast", [name], [tensor.name], to=TensorProto.FLOAT))
    nodes = list(graph.node)
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(tensors)
    graph.node.extend(casts + nodes)
    onnx.checker.check_model(small)
    return small
