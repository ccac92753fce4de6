"""The published names and the tiny reference checkpoints, and how to read them."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from export_onnx.checkpoints.layout import find_layout
from export_onnx.checkpoints.networks import load_networks
from export_onnx.networks import Networks

FIXTURES = Path(__file__).resolve().parents[4] / "shared" / "fixtures"
MODELS = ("vq_model", "t2m_transformer", "res_transformer", "estimator")
"""Names under which the published checkpoints keep their networks."""


def need_fixtures() -> None:
    """Skip where the shared fixtures are not beside the checkout."""
    if not (FIXTURES / "momask_official.json").exists():
        pytest.skip("the MoMask fixtures (../shared/fixtures) are not here")


def official_tensors() -> dict[str, dict[str, list[int]]]:
    """Model -> tensor name -> shape, of the published checkpoints."""
    data = json.loads((FIXTURES / "momask_official.json").read_text())["tensors"]
    return {
        model: {k: v[0] for k, v in data[model].items() if not k.startswith("clip_model.")}
        for model in MODELS
    }


def tiny_networks() -> Networks:
    """The tiny reference checkpoints, imported."""
    return load_networks(find_layout(FIXTURES / "momask_parity" / "checkpoints"))


def expected() -> dict[str, np.ndarray]:
    """What the reference code computes from the tiny checkpoints."""
    return dict(np.load(FIXTURES / "momask_parity" / "expected.npz"))


def greedy_base_tokens(logits_of: Any, lengths: Tensor, steps: int, mask_id: int) -> Tensor:
    """Iterative decoding of a padded batch without random draws: (B, longest).

    ``logits_of(ids (B, L)) -> (B, L, codes)`` are the guided logits. The tiny
    checkpoints give many scores of exactly 1, so the order of equal scores
    (torch's default sort) and the rounding of the schedule in single
    precision decide some tokens; both are as in the reference.
    """
    padded = torch.arange(int(lengths.max())) >= lengths.unsqueeze(1)
    ids = torch.where(padded, mask_id + 1, mask_id)
    scores = torch.where(padded, 1e5, 0.0)
    for time in torch.linspace(0, 1, steps):
        count = (torch.cos(time * math.pi * 0.5) * lengths).round().clamp_min(1)
        hidden = scores.argsort(dim=1).argsort(dim=1) < count.unsqueeze(1)
        ids = torch.where(hidden, mask_id, ids)
        logits = logits_of(ids)
        best = logits.argmax(-1)
        chance = logits.softmax(-1).gather(2, best.unsqueeze(2)).squeeze(2)
        ids = torch.where(hidden, best, ids)
        scores = torch.where(hidden, chance, torch.tensor(1e5))
    return ids
