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


def token_range(manifest: Manifest) -> tuple[int, int]:
    """Fewest and most tokens that the model's limits allow, both included; never 0."""
    unit = manifest.unit_length
    fewest = max(1, math.ceil(manifest.limits.min_frames / unit))
    return fewest, max(fewest, manifest.limits.max_frames // unit)


def seconds_range(manifest: Manifest) -> tuple[float, float]:
    """Shortest and longest motion in seconds."""
    fewest, most = token_range(manifest)
    unit = manifest.unit_length / manifest.fps
    return fewest * unit, most * unit


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
    fewest, most = token_range(manifest)
    return min(most, max(fewest, round(seconds * manifest.fps / manifest.unit_length)))


def draw_tokens(
    graph: Graph,
    conditions: Mapping[str, NDArray[np.float32]],
    uniforms: Float64,
    manifest: Manifest,
) -> Int64:
    """Numbers of tokens drawn from the network's distribution, kept inside the limits.

    Classes outside the limits (class 0, no tokens at all, is one) are left out of the draw.

    Args:
        conditions: ``(1, dim)`` each.
        uniforms: ``(B,)``, one a sample.

    Returns:
        ``(B,)`` int64.
    """
    logits = graph.run(conditions)[0]
    fewest, most = token_range(manifest)
    allowed = logits[:, fewest : most + 1]
    drawn = choose(np.repeat(allowed, len(uniforms), axis=0), uniforms, top_k=0.0, temperature=1.0)
    return np.asarray(drawn + fewest)
