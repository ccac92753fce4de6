"""Text to motion: the iterative decode of MoMask (Guo et al., CVPR 2024, sections 3.2 and 3.3).

All tokens of the first quantizer start masked. At each step the masked ones are predicted, and
those the network was least sure of are masked again, fewer each time. The residual transformer
then predicts the other quantizers layer by layer, and the decoder turns the sum of the code
vectors into features. Networks run as graphs; draws and decisions are made here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from runtime.engine.manifest import Settings
from runtime.engine.sampling import Draws, Float32, Float64, Int64, choose, probability
from runtime.engine.schedule import masked_counts
from runtime.engine.sessions import Array, Graph

NO_CODE = -1
"""Token that stands for a zero code vector, and fills up samples shorter than the longest."""

KEPT = 1e5
"""Score of a token that is not to be masked again."""

Conditions = Mapping[str, NDArray[np.float32]]
Step = Callable[[], None]


@dataclass(frozen=True)
class Codebook:
    """Sizes of the token world: codes a quantizer, and quantizers."""

    codes: int
    quantizers: int

    @property
    def mask_id(self) -> int:
        """Token to be predicted, for the masked transformer."""
        return self.codes

    @property
    def pad_id(self) -> int:
        """Token after the end, for the masked transformer."""
        return self.codes + 1

    @property
    def residual_pad(self) -> int:
        """Class and token after the end, for the residual transformer."""
        return self.codes


def base_tokens(
    graph: Graph,
    book: Codebook,
    conditions: Conditions,
    lengths: Int64,
    draws: Float64,
    settings: Settings,
    step_done: Step,
) -> Int64:
    """Tokens of the first quantizer.

    Args:
        conditions: ``(B, dim)`` each.
        lengths: ``(B,)`` tokens of each sample.
        draws: ``(B, steps, >= L)`` uniforms.

    Returns:
        ``(B, L)`` with L the longest; :data:`NO_CODE` after a sample's end.
    """
    longest = int(lengths.max())
    padding = np.arange(longest)[None] >= lengths[:, None]
    ids = np.where(padding, book.pad_id, book.mask_id)
    scores = np.where(padding, KEPT, 0.0)
    scale = np.asarray(settings.guidance_scale, dtype=np.float32)
    fixed: dict[str, Array] = {"lengths": lengths, "scale": scale, **conditions}
    for step, count in enumerate(masked_counts(settings.steps, lengths)):
        masked = _lowest(scores, count)
        ids = np.where(masked, book.mask_id, ids)
        logits = graph.run({"ids": ids, **fixed})[0]
        picked = choose(
            logits,
            draws[:, step, :longest],
            top_k=settings.top_k,
            temperature=settings.temperature,
        )
        ids = np.where(masked, picked, ids)
        scores = np.where(masked, probability(logits, picked), KEPT)
        step_done()
    return np.where(padding, NO_CODE, ids)


def residual_tokens(
    graph: Graph,
    book: Codebook,
    base: Int64,
    conditions: Conditions,
    lengths: Int64,
    draws: Float64,
    settings: Settings,
    step_done: Step,
) -> Int64:
    """Tokens of all quantizers, given those of the first.

    Args:
        base: ``(B, L)`` from :func:`base_tokens`.
        draws: ``(B, quantizers - 1, >= L)`` uniforms.

    Returns:
        ``(B, L, quantizers)``; :data:`NO_CODE` after a sample's end and where the padding class
        was predicted (it counts as a zero code).
    """
    longest = base.shape[1]
    padding = np.arange(longest)[None] >= lengths[:, None]
    tokens = np.full((*base.shape, book.quantizers), book.residual_pad, dtype=np.int64)
    tokens[..., 0] = np.where(padding, book.residual_pad, base)
    scale = np.asarray(settings.residual_guidance_scale, dtype=np.float32)
    fixed: dict[str, Array] = {"lengths": lengths, "scale": scale, **conditions}
    for layer in range(1, book.quantizers):
        feeds: dict[str, Array] = {"tokens": tokens, "layer": np.asarray(layer, dtype=np.int64)}
        picked = choose(
            graph.run({**feeds, **fixed})[0],
            draws[:, layer - 1, :longest],
            top_k=settings.top_k,
            temperature=settings.temperature,
        )
        tokens[..., layer] = np.where(padding, book.residual_pad, picked)
        step_done()
    return np.where(tokens == book.residual_pad, NO_CODE, tokens)


def decode(graph: Graph, tokens: Int64, lengths: Int64) -> list[Float32]:
    """Features of each sample, decoded at its exact length.

    Padding would leak into the last frames through the biased convolutions, so samples share a
    run only when they are equally long.

    Returns:
        For each sample ``(4 * length, 263)``.
    """
    found: dict[int, Float32] = {}
    for length in np.unique(lengths):
        rows = np.flatnonzero(lengths == length)
        features = graph.run({"tokens": np.ascontiguousarray(tokens[rows, :length])})[0]
        found.update(zip(rows.tolist(), features, strict=True))
    return [found[row] for row in range(len(lengths))]


def generate_tokens(
    graphs: Mapping[str, Graph],
    book: Codebook,
    conditions: Conditions,
    lengths: Int64,
    draws: Draws,
    settings: Settings,
    step_done: Callable[[str], None],
) -> Int64:
    """Both stages: ``(B, L, quantizers)`` tokens; ``step_done`` gets ``tokens`` or ``detail``."""
    base = base_tokens(
        graphs["masked"],
        book,
        conditions,
        lengths,
        draws.base,
        settings,
        lambda: step_done("tokens"),
    )
    if book.quantizers == 1:
        return base[..., None]
    return residual_tokens(
        graphs["residual"],
        book,
        base,
        conditions,
        lengths,
        draws.residual,
        settings,
        lambda: step_done("detail"),
    )


def _lowest(scores: Float64, count: Int64) -> NDArray[np.bool_]:
    """Where the ``count (B,)`` lowest of ``scores (B, L)`` are; the first of equal ones wins."""
    order = np.argsort(scores, axis=1, kind="stable")
    ranks = np.argsort(order, axis=1, kind="stable")
    return np.asarray(ranks < count[:, None])
