"""How good the trained networks are on held-out walkers and held-out wordings, by pattern."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from export_onnx.corpus.store import Corpus
from export_onnx.momask.config import RvqConfig
from export_onnx.networks import Networks
from export_onnx.stages.data import split_indices
from export_onnx.stages.generated import PER_PATTERN, Request, generated_scores
from export_onnx.stages.recipe import Recipe
from export_onnx.stages.tokens import TokenSet
from export_onnx.stages.transformer_stages import MaskedStage, ResidualStage
from runtime.engine.features import features_to_joints
from runtime.gait.layout import Intent

MILLIMETRES = 1000.0


def validate(
    networks: Networks, corpus: Corpus, held_out: TokenSet, recipe: Recipe
) -> dict[str, Any]:
    """All figures of the training record, on the held-out clips.

    ``reconstruction``: error of the tokeniser by pattern (mm); ``masked`` and ``residual``:
    accuracy of the tokens over all patterns; ``tokens``: the same by pattern, with half of the
    base tokens hidden, with all, and the mean of the other layers; ``generated``: what motions
    made for held-out wordings show (`export_onnx.stages.generated`).
    """
    networks.eval()
    masked = MaskedStage(networks.masked, recipe.masked, held_out, held_out)
    residual = ResidualStage(networks.residual, recipe.residual, held_out, held_out)
    numbers = split_indices(corpus, "val")
    figures: dict[str, Any] = {
        "reconstruction": reconstruction_errors(networks, corpus),
        "masked": masked.evaluate(),
        "residual": residual.evaluate(),
        "tokens": {
            pattern: _token_accuracy(masked, residual, rows)
            for pattern, rows in _by_pattern(corpus, numbers).items()
        },
    }
    requests = _requests(corpus, held_out, numbers)
    if requests:
        scores = generated_scores(networks, requests)
        figures["generated"] = {name: scores[name].to_dict() for name in sorted(scores)}
    return figures


def _by_pattern(corpus: Corpus, numbers: list[int]) -> dict[str, list[int]]:
    """Rows among the held-out clips, by pattern."""
    rows: dict[str, list[int]] = {}
    for row, number in enumerate(numbers):
        rows.setdefault(corpus.pattern[number], []).append(row)
    return dict(sorted(rows.items()))


def _token_accuracy(
    masked: MaskedStage, residual: ResidualStage, rows: list[int]
) -> dict[str, float]:
    base, upper = masked.evaluate(rows), residual.evaluate(rows)
    return {
        "half": base["accuracy_half"],
        "all": base["accuracy_all"],
        "upper": round(float(np.mean(list(upper.values()))), 4),
    }


def _requests(corpus: Corpus, held_out: TokenSet, numbers: list[int]) -> list[Request]:
    """Some held-out intents of every pattern with their first caption, of a held-out wording."""
    if not corpus.intents:
        return []
    intents = [Intent.from_dict(corpus.intents[number]) for number in numbers]
    chosen: dict[str, list[Request]] = {}
    for row, intent in enumerate(intents):
        alone = intent.pattern == "normal" and bool(intent.features)
        kind = chosen.setdefault("features" if alone else intent.pattern, [])
        if len(kind) < PER_PATTERN:
            kind.append(Request(intent, held_out.texts[row][0]))
    return [request for kind in chosen.values() for request in kind]


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
