"""A model of MoMask's published sizes with random weights, for measuring time and memory.

What a network has learnt does not change how long it takes.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch

from export_onnx.clip import FILE, build_clip_text_encoder
from export_onnx.import_momask import DEFAULTS
from export_onnx.int8 import TRANSFORMERS, int8_transformers
from export_onnx.model_folder import Identity, write_model_folder
from export_onnx.momask.config import ModelConfig
from export_onnx.networks import Networks
from tests.make_toy_clip import make_toy_clip, toy_clip_state
from tests.make_toy_model import standing_still

SEED = 0
TOKENS = 49
"""Tokens of the longest motion, 196 frames; the length estimator is made to answer this."""

CLIP_WIDTH, CLIP_LAYERS, CLIP_CONTEXT, CLIP_WORDS = 512, 12, 77, 49408
CLIP_DIM = 512
"""CLIP ViT-B/32's text tower (Radford et al. 2021, table 20)."""

_SURE = 100.0
"""Added to one logit, it leaves the others no chance."""


def official_networks() -> Networks:
    """The four networks in the sizes of the released HumanML3D checkpoints."""
    torch.manual_seed(SEED)
    networks = Networks.create(ModelConfig(), *standing_still(np.random.default_rng(SEED)))
    for book in networks.rvq.quantizer.layers:
        torch.nn.init.normal_(book.codebook, std=0.3)
    with torch.no_grad():
        networks.length.output[-1].bias[TOKENS] += _SURE
    return networks.eval()


def clip_state() -> dict[str, torch.Tensor]:
    """The text tower's tensors by their official names, matrices in float16."""
    return toy_clip_state(CLIP_DIM, CLIP_WIDTH, CLIP_LAYERS, CLIP_WORDS, CLIP_CONTEXT, seed=SEED)


def write_official_folder(folder: Path, networks: Networks) -> Path:
    """The model folder that import-momask would write of such checkpoints."""
    file = make_toy_clip(
        folder.parent / FILE,
        dim=CLIP_DIM,
        width=CLIP_WIDTH,
        layers=CLIP_LAYERS,
        script=False,
        seed=SEED,
    )
    try:
        text = build_clip_text_encoder(file, dim=CLIP_DIM)
    finally:
        file.unlink()
    identity = Identity(model_id="official-sizes", version="0", defaults=dict(DEFAULTS), half=False)
    return write_model_folder(folder, networks, text, identity=identity)


def write_int8_folder(folder: Path, source: Path) -> Path:
    """The model of ``source`` with 8-bit transformers, whatever that does to random weights."""
    shutil.copytree(source, folder)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    graphs = {name: onnx.load_model(folder / f"{name}.onnx") for name in TRANSFORMERS}
    for name, model in int8_transformers(graphs).items():
        data = model.SerializeToString()
        (folder / f"{name}.onnx").write_bytes(data)
        manifest["graphs"][name]["sha256"] = hashlib.sha256(data).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return folder
