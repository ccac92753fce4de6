"""A motion as tokens, some of them still to be made: the one form of every generation.

A new motion is a canvas with all places open. An edited one has its window open. A motion longer
than the model's own window is filled from left to right, window by window, each of which sees
the last tokens of the one before it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from runtime.engine.sampling import Int64

NO_CODE = -1
"""Token that stands for a zero code vector, and fills up samples shorter than the longest."""

OVERLAP = 10
"""Tokens that a window sees of what is before it: two seconds, about two strides."""


@dataclass(frozen=True, eq=False)
class Canvas:
    """Tokens of a batch of equally long motions.

    Attributes:
        tokens: ``(B, L, Q)`` int64; whatever stands in open places is ignored.
        open: ``(L,)`` bool, the places that are to be made.
    """

    tokens: Int64
    open: NDArray[np.bool_]

    @classmethod
    def blank(cls, batch: int, length: int, quantizers: int) -> Canvas:
        """A canvas with every place open."""
        tokens = np.full((batch, length, quantizers), NO_CODE, dtype=np.int64)
        return cls(tokens, np.ones(length, dtype=np.bool_))

    @property
    def length(self) -> int:
        """Number of places."""
        return len(self.open)

    def part(self, start: int, stop: int) -> Canvas:
        """The places from ``start`` up to ``stop``."""
        return Canvas(self.tokens[:, start:stop], self.open[start:stop])

    def filled(self, start: int, tokens: Int64) -> Canvas:
        """The canvas with ``tokens (B, K, Q)`` from ``start`` on, and no open place there."""
        stop = start + tokens.shape[1]
        every, still = self.tokens.copy(), self.open.copy()
        every[:, start:stop] = tokens
        still[start:stop] = False
        return Canvas(every, still)


def windows(
    still: NDArray[np.bool_], longest: int, overlap: int = OVERLAP
) -> list[tuple[int, int]]:
    """Windows ``(start, stop)`` of at most ``longest`` places that cover all open ones in order.

    Each begins ``overlap`` places before the first place that is open by then, or earlier where
    the motion ends, so that every window is as long as it can be.
    """
    remaining, found = still.copy(), []
    while remaining.any():
        first = int(np.argmax(remaining))
        start = max(0, min(first - overlap, len(still) - longest))
        stop = min(len(still), start + longest)
        remaining[start:stop] = False
        found.append((start, stop))
    return found


def fill(
    canvas: Canvas,
    longest: int,
    fill_window: Callable[[int, Canvas], Int64],
) -> Int64:
    """All tokens ``(B, L, Q)`` of a canvas of any length.

    Args:
        longest: places that ``fill_window`` takes at most.
        fill_window: gives the tokens of the canvas of one window, which is the number ``k``.
    """
    for number, (start, stop) in enumerate(windows(canvas.open, longest)):
        canvas = canvas.filled(start, fill_window(number, canvas.part(start, stop)))
    return canvas.tokens
