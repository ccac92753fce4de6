"""Draws from logits. Every random number of a generation comes from one numpy generator.

The draws are made before the first graph runs, one row a sample, so that sample k of a seed is
the same whether one sample or eight are asked for, and whatever length it turns out to have.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Float64 = NDArray[np.float64]
Float32 = NDArray[np.float32]
Int64 = NDArray[np.int64]

LOWEST_TEMPERATURE = 1e-10
"""Below this a temperature means the most likely token (the reference clamps here)."""


@dataclass(frozen=True, eq=False)
class Draws:
    """Uniform numbers in [0, 1) for a generation of B samples.

    Attributes:
        length: ``(B,)``.
        base: ``(B, steps, L)`` for the tokens of the first quantizer.
        residual: ``(B, layers, L)`` for those of the others.
    """

    length: Float64
    base: Float64
    residual: Float64

    @classmethod
    def from_seed(
        cls, seed: int | list[int], samples: int, *, steps: int, layers: int, longest: int
    ) -> Draws:
        """The draws of a seed; ``longest`` is the model's largest number of tokens."""
        width = 1 + (steps + layers) * longest
        table = np.random.default_rng(seed).random((samples, width))
        split = 1 + steps * longest
        return cls(
            length=table[:, 0],
            base=table[:, 1:split].reshape(samples, steps, longest),
            residual=table[:, split:].reshape(samples, layers, longest),
        )

    @classmethod
    def stacked(cls, parts: Sequence[Draws]) -> Draws:
        """The draws of several seeds as one batch."""
        return cls(
            length=np.concatenate([part.length for part in parts]),
            base=np.concatenate([part.base for part in parts]),
            residual=np.concatenate([part.residual for part in parts]),
        )

    def rows(self, index: NDArray[np.intp]) -> Draws:
        """The draws of some of the samples."""
        return Draws(self.length[index], self.base[index], self.residual[index])


def kept_classes(classes: int, top_k: float) -> int:
    """Number of classes left by the filter: 0.9 keeps the best tenth (the reference's meaning)."""
    return min(classes, max(1, math.ceil((1 - top_k) * classes)))


def choose(logits: Float32, uniforms: Float64, *, top_k: float, temperature: float) -> Int64:
    """One class per position: top-k filter, softmax at a temperature, inverse of its cumulative.

    Args:
        logits: ``(..., C)``.
        uniforms: ``(...)`` in [0, 1).
        top_k: share of the classes that is dropped, 0 to 1.
        temperature: 0 (or nearly) is greedy: the most likely class.

    Returns:
        ``(...)`` int64 classes.
    """
    if temperature <= LOWEST_TEMPERATURE:
        return np.asarray(np.argmax(logits, axis=-1), dtype=np.int64)
    among, values = _kept(np.asarray(logits), top_k)
    shifted = (values - logits.max(axis=-1, keepdims=True)) / temperature
    cumulative = np.cumsum(np.exp(shifted), axis=-1)
    below = (cumulative <= uniforms[..., None] * cumulative[..., -1:]).sum(axis=-1)
    return np.asarray(np.take_along_axis(among, below[..., None], axis=-1)[..., 0])


def _kept(logits: Float32, top_k: float) -> tuple[Int64, Float64]:
    """The classes ``(..., K)`` that the filter leaves, in order, and their logits.

    Where the last one kept has equals, they stay as well; then K is all classes, and the logits
    of those that are dropped are minus infinity.
    """
    classes = logits.shape[-1]
    kept = kept_classes(classes, top_k)
    smallest = np.partition(logits, classes - kept, axis=-1)[..., classes - kept, None]
    keep = logits >= smallest
    if not (np.count_nonzero(keep, axis=-1) == kept).all():
        every = np.broadcast_to(np.arange(classes, dtype=np.int64), logits.shape)
        return every, np.where(keep, logits, -np.inf).astype(np.float64)
    places = np.flatnonzero(keep).reshape(*logits.shape[:-1], kept)
    return places % classes, logits.reshape(-1)[places].astype(np.float64)


def probability(logits: Float32, classes: Int64) -> Float64:
    """Probability of the chosen classes ``(...)`` under the whole softmax of ``(..., C)``."""
    values = np.asarray(logits, dtype=np.float64)
    weights = np.exp(values - values.max(axis=-1, keepdims=True))
    chosen = np.take_along_axis(weights, classes[..., None], axis=-1)[..., 0]
    return np.asarray(chosen / weights.sum(axis=-1))
