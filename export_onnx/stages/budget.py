"""How far a stage has come: by time, or by steps."""

from __future__ import annotations

import math
from dataclasses import dataclass

WARM_UP = 0.04
"""Share of a stage in which the learning rate rises."""

LAST_RATE = 0.01
"""Learning rate at the end, as a share of the highest."""


@dataclass(frozen=True)
class Budget:
    """The stage ends at the first limit it meets; at least one is set."""

    seconds: float | None = None
    steps: int | None = None

    def progress(self, elapsed: float, step: int) -> float:
        """Share of the budget used, 0 to 1."""
        used = 0.0
        if self.seconds is not None:
            used = max(used, elapsed / max(self.seconds, 1e-9))
        if self.steps is not None:
            used = max(used, step / max(self.steps, 1))
        return min(used, 1.0)


def rate_factor(progress: float) -> float:
    """Linear warm-up, then half a cosine down to :data:`LAST_RATE`."""
    if progress < WARM_UP:
        return max(progress / WARM_UP, 0.02)
    fall = (progress - WARM_UP) / (1.0 - WARM_UP)
    return LAST_RATE + (1.0 - LAST_RATE) * 0.5 * (1.0 + math.cos(math.pi * fall))
