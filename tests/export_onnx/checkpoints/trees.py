"""Checkpoint trees in MoMask's published layout, with random weights of our own networks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from export_onnx.dataset import DATASETS
from export_onnx.momask.config import LengthConfig, ModelConfig, RvqConfig, TransformerConfig
from export_onnx.networks import Networks

RVQ, MASKED, RESIDUAL, LENGTH = "rvq", "masked", "residual", "length_estimator"
TARS = {
    "rvq": f"{RVQ}/model/net_best_fid.tar",
    "masked": f"{MASKED}/model/latest.tar",
    "residual": f"{RESIDUAL}/model/net_best_fid.tar",
    "length": f"{LENGTH}/model/finest.tar",
}
KEYS = {
    "rvq": "vq_model",
    "masked": "t2m_transformer",
    "residual": "res_transformer",
    "length": "estimator",
}
TEXT = 512


def small_model(dataset: str = "t2m", *, share_weight: bool = True, **rvq: Any) -> ModelConfig:
    """Sizes that are all different from each other and from every default."""
    sizes = {"codes": 24, "code_dim": 20, "width": 28, "quantizers": 4, "depth": 2, "down_t": 2}
    tokeniser = RvqConfig(
        features=DATASETS[dataset].features, **{**sizes, "dilation_growth": 2, **rvq}
    )
    transformer = TransformerConfig(
        codes=tokeniser.codes,
        code_dim=tokeniser.code_dim,
        quantizers=tokeniser.quantizers,
        latent_dim=36,
        ff_size=44,
        layers=3,
        heads=6,
        conditions=(TEXT,),
        share_weight=share_weight,
        positions=70,
    )
    length = LengthConfig(conditions=(TEXT,), hidden=64, classes=50)
    return ModelConfig(tokeniser, transformer, transformer, length)


def random_networks(config: ModelConfig, seed: int = 3) -> Networks:
    """Networks whose weights are all random, biases and codebooks too."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    size = config.rvq.features
    networks = Networks.create(config, rng.normal(size=size), rng.uniform(0.5, 2.0, size))
    for network in networks.parts().values():
        books = set()
        for name, tensor in network.state_dict().items():
            if name.endswith("position_enc.pe") or tensor.data_ptr() in books:
                continue
            books.add(tensor.data_ptr())
            tensor.add_(torch.randn_like(tensor) * 0.1)
    return networks.eval()


def write_tree(folder: Path, dataset: str = "t2m", networks: Networks | None = None) -> Networks:
    """Write ``folder/<dataset>/...`` as MoMask's training does; returns the networks in it."""
    networks = networks or random_networks(small_model(dataset))
    root = folder / dataset
    for part, network in networks.parts().items():
        save(root / TARS[part], {KEYS[part]: network.state_dict(), "ep": 1, "total_it": 2})
    for name, values in options_of(networks.config, dataset).items():
        write_options(root / name, values)
    meta = root / RVQ / "meta"
    meta.mkdir()
    np.save(meta / "mean.npy", networks.mean)
    np.save(meta / "std.npy", networks.std)
    return networks


def save(path: Path, state: Any) -> None:
    """Write a checkpoint."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state, path)


def change_tensors(root: Path, part: str, changes: Mapping[str, Tensor | None]) -> None:
    """Replace tensors of a checkpoint; None takes one out."""
    state = torch.load(root / TARS[part], weights_only=True)
    tensors = {**state[KEYS[part]], **changes}
    state[KEYS[part]] = {name: tensor for name, tensor in tensors.items() if tensor is not None}
    save(root / TARS[part], state)


def change_option(root: Path, name: str, option: str, value: object) -> None:
    """Rewrite one line of an ``opt.txt``; None takes the line out."""
    path = root / name / "opt.txt"
    lines = [line for line in path.read_text().splitlines() if not line.startswith(f"{option}:")]
    if value is not None:
        lines.insert(1, f"{option}: {value}")
    path.write_text("\n".join(lines) + "\n")


def write_options(folder: Path, values: Mapping[str, object]) -> None:
    """Write ``opt.txt`` as MoMask does."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"{name}: {value}" for name, value in sorted(values.items())]
    text = ["------------ Options -------------", *lines, "-------------- End ----------------"]
    (folder / "opt.txt").write_text("\n".join(text) + "\n")


def options_of(config: ModelConfig, dataset: str) -> dict[str, dict[str, object]]:
    """The options of each network, by the name of its folder."""
    rvq, transformer = config.rvq, config.masked
    common = {
        "dataset_name": dataset,
        "vq_name": RVQ,
        "latent_dim": transformer.latent_dim,
        "ff_size": transformer.ff_size,
        "n_heads": transformer.heads,
        "n_layers": transformer.layers,
        "unit_length": rvq.unit_length,
        "milestones": [50000],
        "cond_drop_prob": 0.1,
    }
    tokeniser = {
        "dataset_name": dataset,
        "name": RVQ,
        "nb_code": rvq.codes,
        "code_dim": rvq.code_dim,
        "output_emb_width": rvq.code_dim,
        "width": rvq.width,
        "num_quantizers": rvq.quantizers,
        "depth": rvq.depth,
        "dilation_growth_rate": rvq.dilation_growth,
        "down_t": rvq.down_t,
        "stride_t": 2,
        "vq_act": "relu",
        "vq_norm": None,
        "shared_codebook": rvq.shared_codebook,
    }
    shared = {"share_weight": config.residual.share_weight}
    return {
        RVQ: tokeniser,
        MASKED: {**common, "name": MASKED},
        RESIDUAL: {**common, "name": RESIDUAL, **shared},
    }
