"""How long a motion should be, from the condition alone."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from export_onnx.momask.config import LengthConfig

SLOPE = 0.2
"""Negative slope of the leaky ReLUs."""


class LengthEstimator(nn.Module):
    """Conditions to logits of 50 classes; class k stands for k tokens (4 k frames)."""

    def __init__(self, config: LengthConfig) -> None:
        super().__init__()
        self.config = config
        hidden = config.hidden
        layers: list[nn.Module] = []
        for number, (wide, narrow) in enumerate(
            [(sum(config.conditions), hidden), (hidden, hidden // 2), (hidden // 2, hidden // 4)]
        ):
            layers += [nn.Linear(wide, narrow), nn.LayerNorm(narrow), nn.LeakyReLU(SLOPE)]
            if number < 2:
                layers.append(nn.Dropout(config.dropout))
        layers.append(nn.Linear(hidden // 4, config.classes))
        self.output = nn.Sequential(*layers)

    def forward(self, conditions: list[Tensor]) -> Tensor:
        """Logits (B, classes) from one (B, dim) tensor per condition."""
        return self.output(torch.cat(conditions, -1))
