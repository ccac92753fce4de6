"""How long a motion is: a class per number of tokens, drawn from the text-to-length network."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from runtime.engine.limits import seconds_range, token_range
from runtime.engine.manifest import Manifest
from runtime.engine.sampling import Float64, Int64, choose
from runtime.engine.sessions import Graph


def tokens_for(seconds: float, manifest: Manifest) -> int:
    """Tokens of a wished length, to the nearest token.

    Raises:
        BadInput: not a number, or outside the model's range.
    """
    seconds_range(manifest).check_wish(seconds)
    fewest = token_range(manifest)[0]
    return max(fewest, round(seconds * manifest.fps / manifest.unit_length))


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
