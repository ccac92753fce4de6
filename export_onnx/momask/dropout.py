"""Dropout that does not wait for random numbers.

On a CPU, torch draws one Mersenne-Twister number for every element, a third of
the time of a training step of a small transformer. One draw of 64 bits serves
eight elements here; the probability is rounded to 1/256.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

LEVELS = 256
LOWEST = -(2**63)


class Dropout(nn.Module):
    """Inverted dropout, seeded by torch's generator like ``nn.Dropout``."""

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        """``x`` with a share ``p`` of its elements zeroed, in training; else ``x``."""
        if not self.training or self.p <= 0.0:
            return x
        if x.is_cuda:
            return F.dropout(x, self.p)
        dropped = round(self.p * LEVELS)
        draws = torch.empty((x.numel() + 7) // 8, dtype=torch.int64).random_(LOWEST, None)
        keep = draws.view(torch.uint8)[: x.numel()].view(x.shape) >= dropped
        return x * (keep.to(x.dtype) * (LEVELS / (LEVELS - dropped)))
