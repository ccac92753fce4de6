"""How good the trained networks are on held-out walkers."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from export_onnx.corpus.store import Corpus
from export_onnx.momask.config import RvqConfig
from export_onnx.networks import Networks
from export_onnx.stages.data import split_indices
from export_onnx.stages.recipe import Recipe
from export_onnx.stages.tokens import TokenSet
from export_onnx.stages.transformer_stages import MaskedStage, ResidualStage
from runtime.engine.features import features_to_joints

MILLIMETRES = 1000.0


def validate(
    networks: Networks, corpus: Corpus, held_out: TokenSet, recipe: Recipe
) -> dict[str, Any]:
    """Reconstruction error by pattern (mm) and token accuracy on the held-out clips."""
    networks.eval()
    masked = MaskedStage(networks.masked, recipe.masked, held_out, held_out)
    residual = ResidualStage(networks.residual, recipe.residual, held_out, held_out)
    return {
        "reconstruction": reconstruction_errors(networks, corpus),
        "masked": masked.evaluate(),
        "residual": residual.evaluate(),
    }


def reconstruction_errors(networks: Networks, corpus: Corpus) -> dict[str, dict[str, float]]:
    """Mean joint error of the tokeniser on held-out clips, by pattern and over all.

    ``root_aligned_mm``: both motions moved to the same pelvis in every frame;
    ``global_mm``: as they walk through the room.
    """
    rows: dict[str, list[tuple[float, float]]] = {}
    for number in split_indices(corpus, "val"):
        error = _clip_error(networks, networks.config.rvq, corpus.features[number])
        for name in (corpus.pattern[number], "all"):
            rows.setdefault(name, []).append(error)
    return {
        name: {
            "clips": len(errors),
            "root_aligned_mm": round(float(np.mean([e[0] for e in errors])), 2),
            "global_mm": round(float(np.mean([e[1] for e in errors])), 2),
        }
        for name, errors in sorted(rows.items())
    }


def _clip_error(networks: Networks, config: RvqConfig, features: np.ndarray) -> tuple[float, float]:
    features = features[: len(features) // config.unit_length * config.unit_length]
    network = networks.rvq
    where = next(network.parameters()).device
    x = torch.from_numpy((features - networks.mean) / networks.std)[None].to(where)
    decoded = network.decode(network.encode(x))[0].cpu().numpy() * networks.std + networks.mean
    got, want = features_to_joints(decoded), features_to_joints(features)
    aligned = (got - got[:, :1]) - (want - want[:, :1])
    return _mean_distance(aligned), _mean_distance(got - want)


def _mean_distance(difference: np.ndarray) -> float:
    return float(np.linalg.norm(difference, axis=-1).mean()) * MILLIMETRES
