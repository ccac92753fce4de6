"""Text to motion: the iterative decode of MoMask (Guo et al., CVPR 2024, sections 3.2 and 3.3).

All open tokens of the first quantizer start masked. At each step the masked ones are predicted,
and those the network was least sure of are masked again, fewer each time. The residual
transformer then predicts the other quantizers layer by layer, and the decoder turns the sum of
the code vectors into features. Networks run as graphs; draws and decisions are made here, or on
the GPU by the graphs of `runtime.engine.device`.

Motions of one length are made together, those of another in a run of their own, so that nothing
is ever computed for padding; and a masked graph is asked only for the places that are masked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from runtime.engine.canvas import NO_CODE, Canvas
from runtime.engine.manifest import WANTED, Settings
from runtime.engine.sampling import Draws, Float32, Float64, Int64, choose, probability
from runtime.engine.schedule import lasting, masked_counts
from runtime.engine.sessions import Array, Graph

KEPT = 1e5
"""Score of a token that is not to be masked again."""

Conditions = Mapping[str, NDArray[np.float32]]
Step = Callable[[str], None]
"""Called with ``tokens`` or ``detail`` after each run of a transformer."""


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
    def residual_pad(self) -> int:
        """Class of the residual transformer that stands for no code."""
        return self.codes


@dataclass(frozen=True, eq=False)
class Task:
    """What a run of the transformers is about: a batch of equally long motions.

    Attributes:
        canvas: ``(B, L, Q)`` tokens and which of them are to be made.
        conditions: ``(B, dim)`` each.
        draws: their uniform numbers, at least L places.
    """

    canvas: Canvas
    conditions: Conditions
    draws: Draws

    @property
    def lengths(self) -> Int64:
        """Tokens of each motion, ``(B,)``."""
        return np.full(len(self.canvas.tokens), self.canvas.length, dtype=np.int64)


def fill_window(
    graphs: Mapping[str, Graph], book: Codebook, task: Task, settings: Settings, step_done: Step
) -> Int64:
    """Both stages for one window: ``(B, L, quantizers)``; places that are not open stay.

    :data:`NO_CODE` stands where the residual transformer predicted padding (a zero code).
    """
    if graphs["masked"].on_gpu:
        from runtime.engine.device import fill_window as on_gpu

        return on_gpu(graphs, book, task, settings, step_done)
    tokens = task.canvas.tokens.copy()
    tokens[..., 0] = base_tokens(graphs["masked"], book, task, settings, step_done)
    if book.quantizers == 1:
        return tokens
    return residual_tokens(graphs["residual"], book, tokens, task, settings, step_done)


def base_tokens(
    graph: Graph, book: Codebook, task: Task, settings: Settings, step_done: Step
) -> Int64:
    """Tokens ``(B, L)`` of the first quantizer."""
    canvas = task.canvas
    places = np.flatnonzero(canvas.open)
    ids = np.where(canvas.open, book.mask_id, canvas.tokens[..., 0])
    scores = np.where(canvas.open, 0.0, np.full(ids.shape, KEPT))
    scale = np.asarray(settings.guidance_scale, dtype=np.float32)
    fixed: dict[str, Array] = {"lengths": task.lengths, "scale": scale, **task.conditions}
    counts = masked_counts(settings.steps, np.array([len(places)]))[:, 0]
    for step, (count, lasts) in enumerate(zip(counts, lasting(counts), strict=True)):
        if lasts:
            masked = lowest(scores, int(count))
            np.put_along_axis(ids, masked, book.mask_id, axis=1)
            logits = _logits_at(graph, {"ids": ids, **fixed}, masked)
            uniforms = np.take_along_axis(task.draws.base[:, step], masked, axis=1)
            picked = _choose(logits, uniforms, settings)
            scores[:] = KEPT
            np.put_along_axis(ids, masked, picked, axis=1)
            np.put_along_axis(scores, masked, probability(logits, picked), axis=1)
        step_done("tokens")
    return ids


def residual_tokens(
    graph: Graph, book: Codebook, tokens: Int64, task: Task, settings: Settings, step_done: Step
) -> Int64:
    """Tokens of all quantizers, given those of the first in ``tokens (B, L, Q)``."""
    still, known = task.canvas.open, task.canvas.tokens
    tokens = np.where(tokens == NO_CODE, book.residual_pad, tokens)
    scale = np.asarray(settings.residual_guidance_scale, dtype=np.float32)
    fixed: dict[str, Array] = {"lengths": task.lengths, "scale": scale, **task.conditions}
    for layer in range(1, book.quantizers):
        feeds: dict[str, Array] = {"tokens": tokens, "layer": np.asarray(layer, dtype=np.int64)}
        uniforms = task.draws.residual[:, layer - 1, : task.canvas.length]
        picked = _choose(graph.run({**feeds, **fixed})[0], uniforms, settings)
        tokens[..., layer] = np.where(still, picked, known[..., layer])
        step_done("detail")
    return np.where(tokens == book.residual_pad, NO_CODE, tokens)


def decode(graph: Graph, tokens: Int64, lengths: Int64) -> list[Float32]:
    """Features of each sample, decoded at its exact length.

    Padding would leak into the last frames through the biased convolutions, so samples share a
    run only when they are equally long.

    Returns:
        For each sample ``(4 * length, features)``.
    """
    found: dict[int, Float32] = {}
    for length, rows in by_length(lengths):
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
    step_done: Step,
) -> Int64:
    """New motions of one window each, ``lengths (B,)``: ``(B, longest, quantizers)`` tokens.

    What an export is checked with; `runtime.engine.engine` adds margins, chaining and decoding.
    :data:`NO_CODE` fills up motions shorter than the longest.
    """
    tokens = np.full((len(lengths), int(lengths.max()), book.quantizers), NO_CODE, dtype=np.int64)
    for rows, canvas in blank_canvases(lengths, book.quantizers):
        some = {name: vectors[rows] for name, vectors in conditions.items()}
        task = Task(canvas, some, draws.rows(rows))
        tokens[rows, : canvas.length] = fill_window(graphs, book, task, settings, step_done)
    return tokens


def blank_canvases(lengths: Int64, quantizers: int) -> list[tuple[NDArray[np.intp], Canvas]]:
    """For each of the ``lengths (B,)``, the rows that have it and a canvas for all of them."""
    return [
        (rows, Canvas.blank(len(rows), length, quantizers)) for length, rows in by_length(lengths)
    ]


def by_length(lengths: Int64) -> list[tuple[int, NDArray[np.intp]]]:
    """Each length with the rows that have it."""
    return [(int(length), np.flatnonzero(lengths == length)) for length in np.unique(lengths)]


def lowest(scores: Float64, count: int) -> Int64:
    """Places ``(B, count)`` of the lowest of ``scores (B, L)``; the first of equal ones wins."""
    order = np.argsort(scores, axis=1, kind="stable")[:, :count]
    return np.sort(order, axis=1).astype(np.int64)


def _logits_at(graph: Graph, feeds: dict[str, Array], places: Int64) -> Float32:
    """Logits ``(B, K, codes)`` of ``places (B, K)``, whether or not a graph can be asked so."""
    if WANTED in graph.inputs:
        return graph.run({**feeds, WANTED: places})[0]
    return np.take_along_axis(graph.run(feeds)[0], places[..., None], axis=1)


def _choose(logits: Float32, uniforms: Float64, settings: Settings) -> Int64:
    return choose(logits, uniforms, top_k=settings.top_k, temperature=settings.temperature)
