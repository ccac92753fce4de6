"""How long a motion is: a class per number of tokens, drawn from the text-to-length network."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from retarget.errors import BadInput
from runtime.engine.manifest import Manifest
from runtime.engine.sampling import Float64, Int64, choose
from runtime.engine.sessions import Graph

LONGEST_S = 60.0
"""Longest motion that is made by chaining windows, seconds."""


def token_range(manifest: Manifest) -> tuple[int, int]:
    """Fewest and most tokens of one window of the model, both included; never 0."""
    unit = manifest.unit_length
    fewest = max(1, math.ceil(manifest.limits.min_frames / unit))
    return fewest, max(fewest, manifest.limits.max_frames // unit)


def seconds_range(manifest: Manifest) -> tuple[float, float]:
    """Shortest and longest motion in seconds; beyond one window, windows are chained."""
    fewest, most = token_range(manifest)
    unit = manifest.unit_length / manifest.fps
    return fewest * unit, max(most * unit, int(LONGEST_S / unit) * unit)


def tokens_for(seconds: float, manifest: Manifest) -> int:
    """Tokens of a wished length, to the nearest token.

    Raises:
        BadInput: not a number, or outside the model's range.
    """
    shortest, longest = seconds_range(manifest)
    if not (math.isfinite(seconds) and shortest <= seconds <= longest):
        raise BadInput(
            f"This model makes motions of {shortest:g} to {longest:g} seconds.",
            f"Ask for a length from {shortest:g} to {longest:g}, or leave it out.",
        )
    fewest = token_range(manifest)[0]
    return max(fewest, round(seconds * manifest.fps / manifest.unit_length))


def check_source(seconds: float, manifest: Manifest) -> None:
    """Whether a motion of this length can be edited.

    Raises:
        BadInput: it is shorter or longer than what the model makes.
    """
    shortest, longest = seconds_range(manifest)
    if not shortest <= seconds + 1 / manifest.fps or seconds > longest:
        raise BadInput(
            f"The motion lasts {seconds:.1f} s; motions of {shortest:g} to {longest:g} s"
            " can be changed.",
            "Choose another motion.",
        )


def draw_tokens(
    graph: Graph,
    conditions: Mapping[str, NDArray[np.float32]],
    uniforms: Float64,
    manifest: Manifest,
) -> Int64:
    """Numbers of tokens drawn from the network's distribution, kept inside the limits.

    Classes outside the limits (class 0, no tokens at all, is one) are left out of the draw.

    Args:
        conditions: ``(B, dim)`` each, or ``(1, dim)`` for all samples.
        uniforms: ``(B,)``, one a sample.

    Returns:
        ``(B,)`` int64.
    """
    logits = graph.run(conditions)[0]
    fewest, most = token_range(manifest)
    allowed = logits[:, fewest : most + 1]
    allowed = np.broadcast_to(allowed, (len(uniforms), allowed.shape[1]))
    drawn = choose(allowed, uniforms, top_k=0.0, temperature=1.0)
    return np.asarray(drawn + fewest)
