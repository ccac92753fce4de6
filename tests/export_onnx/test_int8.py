"""8-bit transformers: taken where they make the same motions, and only there."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from export_onnx.__main__ import main
from export_onnx.int8 import LEAST_AGREEMENT, MOST_MM, TRANSFORMERS, Agreement, int8_transformers
from export_onnx.networks import Networks
from export_onnx.parity import build_graphs
from runtime.engine.engine import Engine
from tests.export_onnx.checkpoints.trees import random_networks, small_model, write_tree
from tests.make_toy_clip import make_toy_clip


@pytest.fixture(scope="module")
def clip_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_toy_clip(tmp_path_factory.mktemp("clip") / "ViT-B-32.pt")


def sure(networks: Networks) -> Networks:
    """The networks made so sure of themselves that small errors change no token."""
    with torch.no_grad():
        for network in (networks.masked, networks.residual):
            norm = network.output_process.LayerNorm
            norm.weight.mul_(1e-6)
            norm.bias.copy_(torch.randn_like(norm.bias) * 5)
    return networks


def imported(networks: Networks, dataset: str, clip_file: Path, folder: Path) -> Path:
    write_tree(folder / "checkpoints", dataset, networks)
    out = folder / "model"
    command = ["import-momask", str(folder / "checkpoints"), "--clip", str(clip_file)]
    assert main([*command, "--int8", "--out", str(out)]) == 0
    return out


def products(path: Path) -> set[str]:
    return {node.op_type for node in onnx.load_model(path).graph.node}


@pytest.mark.parametrize(
    ("tokens", "millimetres", "kept"),
    [
        (1.0, 0.0, True),
        (LEAST_AGREEMENT, MOST_MM, True),
        (0.989, 0.0, False),
        (1.0, 5.1, False),
        (float("nan"), 0.0, False),
    ],
)
def test_the_bounds(tokens: float, millimetres: float, kept: bool) -> None:
    assert Agreement(tokens, millimetres).kept is kept


@pytest.mark.parametrize("dataset", ["t2m", "kit"])
def test_8_bit_weights_are_taken_where_the_motions_stay(
    dataset: str, clip_file: Path, tmp_path: Path
) -> None:
    networks = sure(random_networks(small_model(dataset)))
    folder = imported(networks, dataset, clip_file, tmp_path)
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["int8"] == {"tokens": 1.0, "joints_mm": 0.0, "kept": True}
    assert manifest["version"].endswith("-int8")
    for name in TRANSFORMERS:
        assert "MatMulInteger" in products(folder / f"{name}.onnx")
    (motion,) = Engine.load(folder, "cpu").generate("a man limps", seed=1)
    assert np.isfinite(motion.joints).all()


def test_they_are_not_taken_where_the_motions_change(clip_file: Path, tmp_path: Path) -> None:
    folder = imported(random_networks(small_model("t2m")), "t2m", clip_file, tmp_path)
    manifest = json.loads((folder / "manifest.json").read_text())
    found = manifest["int8"]
    assert not found["kept"] and 0 < found["tokens"] < LEAST_AGREEMENT and found["joints_mm"] > 0
    assert "int8" not in manifest["version"]
    for name in TRANSFORMERS:
        assert "MatMulInteger" not in products(folder / f"{name}.onnx")


def test_heads_stay_in_float(tiny_networks: Networks) -> None:
    graphs = build_graphs(tiny_networks)
    for name, model in int8_transformers(graphs).items():
        kinds = [node.op_type for node in model.graph.node]
        last = len(kinds) - 1 - kinds[::-1].index("MatMulInteger")
        assert "MatMul" in kinds[last:], name
        assert model.ByteSize() < 0.9 * graphs[name].ByteSize()
