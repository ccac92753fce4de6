"""How short and how long a motion of a model may be, in tokens and in seconds.

Apart from `runtime.engine.lengths`, so that it can be asked without ONNX Runtime.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from retarget.errors import BadInput
from runtime.engine.manifest import Manifest

LONGEST_S = 60.0
"""Longest motion that is made by chaining windows, seconds."""

ROUNDING_S = 1e-6
"""Seconds by which a sum of instants may miss the one that is meant."""


@dataclass(frozen=True)
class SecondsRange:
    """Shortest and longest motion of a model in seconds."""

    min_seconds: float
    max_seconds: float

    def check_wish(self, seconds: float | None) -> None:
        """Whether a new motion may last as long as wished; None wishes nothing.

        Raises:
            BadInput: not a number, or outside the range.
        """
        shortest, longest = self.min_seconds, self.max_seconds
        if seconds is not None and not shortest <= seconds <= longest:
            raise BadInput(
                f"This model makes motions of {shortest:g} to {longest:g} seconds.",
                f"Ask for a length from {shortest:g} to {longest:g}, or leave it out.",
            )

    def check_source(self, seconds: float, short_by: float = 0.0) -> None:
        """Whether a motion of this length may be changed in part.

        Args:
            seconds: how long it is.
            short_by: how much shorter than the shortest it may be.

        Raises:
            BadInput: it is shorter or longer than what the model makes.
        """
        shortest, longest = self.min_seconds, self.max_seconds
        if not shortest - short_by - ROUNDING_S <= seconds <= longest + ROUNDING_S:
            raise BadInput(
                f"The motion lasts {seconds:g} s,"
                f" this model changes motions of {shortest:g} to {longest:g} seconds.",
                "Choose another motion.",
            )


def token_range(manifest: Manifest) -> tuple[int, int]:
    """Fewest and most tokens of one window of the model, both included; never 0."""
    unit = manifest.unit_length
    fewest = max(1, math.ceil(manifest.limits.min_frames / unit))
    return fewest, max(fewest, manifest.limits.max_frames // unit)


def seconds_range(manifest: Manifest) -> SecondsRange:
    """Shortest and longest motion of a model; beyond one window, windows are chained."""
    fewest, most = token_range(manifest)
    unit = manifest.unit_length / manifest.fps
    return SecondsRange(fewest * unit, max(most * unit, int(LONGEST_S / unit) * unit))
