"""Weights in 8 bits, which many processors multiply faster; kept only where nobody would notice.

Quantisation is dynamic and signed, with a reduced range (7 bits), because 8-bit products saturate
on processors with AVX2 only. Guidance multiplies every error of the transformers four to five
times, so their heads stay in float32, and whether the rest may be quantised is found out by making
motions both ways.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray

from export_onnx.dataset import KIT, Dataset
from export_onnx.onnx_build import FLOAT
from runtime.engine import kit
from runtime.engine.features import features_to_joints
from runtime.engine.manifest import Settings
from runtime.engine.momask import Codebook, decode, generate_tokens
from runtime.engine.sampling import Draws, Int64
from runtime.engine.sessions import CPU, Graph, open_session

TRANSFORMERS = ("masked", "residual")

HEAD_PRODUCTS = {"masked": 2, "residual": 1}
"""Products with weights at the end of each graph that belong to its head."""

LEAST_AGREEMENT = 0.99
"""Share of the greedy tokens that has to stay."""

MOST_MM = 5.0
"""Distance that a joint may be from where it was, in the mean, millimetres."""

SENTENCES = (
    "a man walks forward with a noticeable limp",
    "a person with a foot drop lifts the right knee high at every step",
    "an elderly woman shuffles forward with short steps",
    "someone walks in a circle",
    "a person walks forward, turns around and walks back",
    "a man swings his left leg outward while he walks slowly",
    "a woman walks fast and swings her arms",
    "a person steps over something and goes on",
)
"""What the motions that are compared are made for."""

GREEDY = Settings(steps=18, temperature=0.0)


@dataclass(frozen=True)
class Agreement:
    """How much of the float32 motions the 8-bit graphs make as well.

    Attributes:
        tokens: share of equal tokens, all quantizers.
        joints_mm: mean distance between the joints, millimetres.
    """

    tokens: float
    joints_mm: float

    @property
    def kept(self) -> bool:
        """Whether the 8-bit graphs may take the place of the others."""
        return self.tokens >= LEAST_AGREEMENT and self.joints_mm <= MOST_MM

    def to_dict(self) -> dict[str, float | bool]:
        """The entry of a manifest."""
        return {**asdict(self), "kept": self.kept}


def quantised(
    model: bytes,
    operators: Sequence[str] = ("MatMul", "Gather"),
    *,
    floats: Sequence[str] = (),
) -> bytes:
    """Weights of a graph's ``operators`` as int8, per channel; nodes called ``floats`` stay."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "float.onnx"), Path(folder, "int8.onnx")
        source.write_bytes(model)
        level = logging.root.manager.disable
        logging.disable(logging.WARNING)
        try:
            quantize_dynamic(
                source,
                target,
                op_types_to_quantize=list(operators),
                nodes_to_exclude=list(floats),
                per_channel=True,
                reduce_range=True,
                weight_type=QuantType.QInt8,
                extra_options={"MatMulConstBOnly": True, "DefaultTensorType": FLOAT},
            )
        finally:
            logging.disable(level)
        return target.read_bytes()


def int8_transformers(graphs: Mapping[str, onnx.ModelProto]) -> dict[str, onnx.ModelProto]:
    """Both transformers with the products of their layers in 8 bits."""
    small = {}
    for name in TRANSFORMERS:
        weights = {tensor.name for tensor in graphs[name].graph.initializer}
        products = [
            node
            for node in graphs[name].graph.node
            if node.op_type == "MatMul" and node.input[1] in weights
        ]
        head = [node.name for node in products[-HEAD_PRODUCTS[name] :]]
        data = quantised(graphs[name].SerializeToString(), ["MatMul"], floats=head)
        small[name] = onnx.load_model_from_string(data)
    return small


def agreement(
    graphs: Mapping[str, onnx.ModelProto],
    small: Mapping[str, onnx.ModelProto],
    text: NDArray[np.float32],
    book: Codebook,
    dataset: Dataset,
    tokens: int,
) -> Agreement:
    """Make greedy motions with and without the 8-bit graphs and compare them.

    Args:
        graphs: the float32 graphs by name.
        small: those that take their place.
        text: ``(B, dim)`` vectors of the sentences to make motions for.
        book: sizes of the token world.
        dataset: tells the skeleton of the features.
        tokens: length of every motion.
    """
    lengths = np.full(len(text), tokens, dtype=np.int64)
    layers = book.quantizers - 1
    draws = Draws.from_seed(0, len(text), steps=GREEDY.steps, layers=layers, longest=tokens)
    found: list[Int64] = []
    for chosen in (graphs, {**graphs, **small}):
        opened = {name: _opened(name, chosen[name]) for name in TRANSFORMERS}
        conditions = {"text": text}
        found.append(
            generate_tokens(opened, book, conditions, lengths, draws, GREEDY, lambda stage: None)
        )
    decoder = _opened("decoder", graphs["decoder"])
    exact, other = ([_joints(f, dataset) for f in decode(decoder, t, lengths)] for t in found)
    apart = [np.linalg.norm(a - b, axis=-1).mean() for a, b in zip(exact, other, strict=True)]
    return Agreement(float(np.mean(found[0] == found[1])), float(1000 * np.mean(apart)))


def _opened(name: str, model: onnx.ModelProto) -> Graph:
    return Graph(name, open_session(model.SerializeToString(), [CPU]))


def _joints(features: NDArray[np.float32], dataset: Dataset) -> NDArray[np.float32]:
    """Joints in metres."""
    joints = features_to_joints(features)
    return kit.to_humanml3d(joints) if dataset == KIT else joints
