"""A model folder of a few kilobytes, written with ``onnx.helper``: right names, no sense.

The graphs depend on all their inputs, so that a wrong feed changes the motion.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers

CODES, QUANTIZERS, UNIT, FEATURES = 16, 3, 4, 263
TEXT, INTENT, CLASSES = 8, 5, 50
WORDS = ["[UNK]", "a", "man", "walks", "limps", "left", "right", "slowly"]
MAX_TOKENS = 6

Shape = list[int | str]
INT, FLOAT = TensorProto.INT64, TensorProto.FLOAT
B_L: Shape = ["B", "L"]
CONDITION_INPUTS: dict[str, tuple[int, Shape]] = {
    "text": (FLOAT, ["B", TEXT]),
    "intent": (FLOAT, ["B", INTENT]),
}


class Builder:
    """Collects nodes and constants of one graph."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def const(self, value: Any) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def weights(self, *shape: int, scale: float = 1.0) -> str:
        return self.const((self.rng.normal(size=shape) * scale).astype(np.float32))

    def op(self, kind: str, *inputs: str, out: str = "", **attributes: Any) -> str:
        name = out or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def push(self, conditions: tuple[str, ...], classes: int) -> str:
        """What the conditions add to the logits: (B, 1, classes)."""
        parts = [
            self.op("MatMul", name, self.weights(TEXT if name == "text" else INTENT, classes))
            for name in conditions
        ]
        total = parts[0] if len(parts) == 1 else self.op("Add", *parts)
        return self.op("Unsqueeze", total, self.const(np.array([1])))

    def save(
        self,
        path: Path,
        inputs: dict[str, tuple[int, Shape]],
        output: tuple[str, int, Shape],
    ) -> None:
        graph = helper.make_graph(
            self.nodes,
            path.stem,
            [helper.make_tensor_value_info(n, t, s) for n, (t, s) in inputs.items()],
            [helper.make_tensor_value_info(*output)],
            self.constants,
        )
        opset = [helper.make_opsetid("", 17)]
        onnx.save(helper.make_model(graph, opset_imports=opset, ir_version=8), str(path))


def text_graph(path: Path, _: tuple[str, ...]) -> None:
    b = Builder(1)
    rows = b.op("Gather", b.weights(len(WORDS), TEXT), "ids")
    mask = b.op("Cast", b.op("Unsqueeze", "mask", b.const(np.array([2]))), to=FLOAT)
    b.op("ReduceMean", b.op("Mul", rows, mask), axes=[1], keepdims=0, out="embedding")
    inputs: dict[str, tuple[int, Shape]] = {"ids": (INT, ["B", "S"]), "mask": (INT, ["B", "S"])}
    b.save(path, inputs, ("embedding", FLOAT, ["B", TEXT]))


def length_graph(path: Path, conditions: tuple[str, ...]) -> None:
    b = Builder(2)
    b.op("Squeeze", b.push(conditions, CLASSES), b.const(np.array([1])), out="logits")
    b.save(path, _conditions(conditions), ("logits", FLOAT, ["B", CLASSES]))


def masked_graph(path: Path, conditions: tuple[str, ...]) -> None:
    """Logits from each place's token, the mean of all tokens within the length, and more."""
    b = Builder(3)
    own = b.op("Gather", b.weights(CODES + 2, CODES), "ids")
    count = b.op("Cast", b.op("Unsqueeze", "lengths", b.const(np.array([1, 2]))), to=FLOAT)
    others = b.op("Div", b.op("ReduceSum", own, b.const(np.array([1])), keepdims=1), count)
    guided = b.op("Mul", b.push(conditions, CODES), "scale")
    b.op("Add", b.op("Add", own, others), guided, out="logits")
    inputs = {"ids": (INT, B_L), **_common(), **_conditions(conditions)}
    b.save(path, inputs, ("logits", FLOAT, [*B_L, CODES]))


def residual_graph(path: Path, conditions: tuple[str, ...]) -> None:
    b = Builder(4)
    first = b.op("Gather", "tokens", b.const(np.array(0)), axis=2)
    own = b.op("Gather", b.weights(CODES + 1, CODES + 1), first)
    layer = b.op("Gather", b.weights(QUANTIZERS, CODES + 1), "layer")
    guided = b.op("Mul", b.push(conditions, CODES + 1), "scale")
    b.op("Add", b.op("Add", own, layer), guided, out="logits")
    inputs = {
        "tokens": (INT, [*B_L, QUANTIZERS]),
        "layer": (INT, []),
        **_common(),
        **_conditions(conditions),
    }
    b.save(path, inputs, ("logits", FLOAT, [*B_L, CODES + 1]))


def decoder_graph(path: Path, _: tuple[str, ...]) -> None:
    """Every token adds its row; -1 picks the last row, which is zero."""
    b = Builder(5)
    table = b.rng.normal(size=(CODES + 1, 6)).astype(np.float32)
    table[-1] = 0
    rows = b.op("Gather", b.const(table), "tokens")
    codes = b.op("ReduceSum", rows, b.const(np.array([2])), keepdims=0)
    frames = b.op("MatMul", codes, b.weights(6, UNIT * FEATURES, scale=0.01))
    b.op("Reshape", frames, b.const(np.array([0, -1, FEATURES])), out="features")
    inputs: dict[str, tuple[int, Shape]] = {"tokens": (INT, [*B_L, QUANTIZERS])}
    b.save(path, inputs, ("features", FLOAT, ["B", "T", FEATURES]))


GRAPHS: dict[str, Callable[[Path, tuple[str, ...]], None]] = {
    "text": text_graph,
    "length": length_graph,
    "masked": masked_graph,
    "residual": residual_graph,
    "decoder": decoder_graph,
}


def write_toy(folder: Path, conditions: tuple[str, ...] = ("text", "intent")) -> Path:
    """Write the whole folder and its manifest; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, build in GRAPHS.items():
        build(folder / f"{name}.onnx", conditions)
    vocabulary = {word: number for number, word in enumerate(WORDS)}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    write_manifest(folder, conditions)
    return folder


def write_manifest(folder: Path, conditions: tuple[str, ...], **changes: Any) -> None:
    """Write a manifest with the hashes of what is in the folder now."""
    graphs = {}
    for name in GRAPHS:
        model = onnx.load(str(folder / f"{name}.onnx"))
        graphs[name] = {
            "file": f"{name}.onnx",
            "sha256": sha256(folder / f"{name}.onnx"),
            "inputs": [node.name for node in model.graph.input],
            "outputs": [node.name for node in model.graph.output],
        }
    record = {
        "format": 1,
        "model_id": "toy",
        "version": "0.1",
        "kind": "momask",
        "fps": 20,
        "joints": 22,
        "conditions": list(conditions),
        "codes": CODES,
        "quantizers": QUANTIZERS,
        "unit_length": UNIT,
        "text": {
            "kind": "minilm",
            "tokenizer": "tokenizer.json",
            "max_tokens": MAX_TOKENS,
            "dim": TEXT,
        },
        "intent_dim": INTENT,
        "graphs": graphs,
        "files": {"tokenizer.json": {"sha256": sha256(folder / "tokenizer.json")}},
        "limits": {"min_frames": 40, "max_frames": 196},
        "defaults": {"steps": 4, "guidance_scale": 2.0, "temperature": 1.0, "top_k": 0.5},
    }
    (folder / "manifest.json").write_text(json.dumps(record | changes), encoding="utf-8")


def sha256(path: Path) -> str:
    """Hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _conditions(names: tuple[str, ...]) -> dict[str, tuple[int, Shape]]:
    return {name: CONDITION_INPUTS[name] for name in names}


def _common() -> dict[str, tuple[int, Shape]]:
    return {"lengths": (INT, ["B"]), "scale": (FLOAT, [])}
