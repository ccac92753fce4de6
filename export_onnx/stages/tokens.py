"""The corpus as token sequences with conditions, for the transformers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from export_onnx.momask.rvq import RvqVae
from export_onnx.stages.data import Normalisation
from export_onnx.stages.loop import device
from export_onnx.stages.recipe import TransformerRecipe


@dataclass(frozen=True)
class Batch:
    """Tokens (B, L, Q), their lengths (B,), and one (B, dim) tensor per condition."""

    tokens: Tensor
    lengths: Tensor
    conditions: list[Tensor]


@dataclass(frozen=True)
class TokenSet:
    """Clips as tokens.

    Attributes:
        tokens: for each clip, token sequences (L, Q) of the clip started 0 to 3
            frames late: the same motion, coded four ways.
        texts: for each clip, embeddings (captions, dim).
        intents: (N, dim).
    """

    tokens: list[list[NDArray[np.int64]]]
    texts: list[NDArray[np.float32]]
    intents: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.tokens)

    def select(self, numbers: list[int]) -> TokenSet:
        """A part of the clips."""
        return TokenSet(
            [self.tokens[i] for i in numbers],
            [self.texts[i] for i in numbers],
            self.intents[numbers],
        )

    def save(self, path: Path) -> None:
        """Write one ``.npz``."""
        variants = [len(sequences) for sequences in self.tokens]
        flat = [sequence for sequences in self.tokens for sequence in sequences]
        np.savez(
            path,
            tokens=np.concatenate(flat).astype(np.int16),
            lengths=[len(sequence) for sequence in flat],
            variants=variants,
            texts=np.concatenate(self.texts),
            captions=[len(rows) for rows in self.texts],
            intents=self.intents,
        )

    @classmethod
    def load(cls, path: Path) -> TokenSet:
        """Read what :meth:`save` wrote."""
        with np.load(path, allow_pickle=False) as data:
            flat = np.split(data["tokens"].astype(np.int64), np.cumsum(data["lengths"])[:-1])
            ends = np.cumsum(data["variants"])
            tokens = [flat[b - n : b] for b, n in zip(ends, data["variants"], strict=True)]
            texts = np.split(data["texts"], np.cumsum(data["captions"])[:-1])
            return cls(tokens, texts, data["intents"])

    def draw(self, recipe: TransformerRecipe, pad: int, rng: np.random.Generator) -> Batch:
        """A random batch: random caption, start, and now and then only a part of the clip."""
        rows, texts, picked = [], [], rng.integers(len(self), size=recipe.batch)
        for number in picked:
            variants = self.tokens[number]
            rows.append(_cropped(variants[rng.integers(len(variants))], recipe, rng))
            captions = self.texts[number]
            texts.append(captions[rng.integers(len(captions))])
        return _batch(rows, np.stack(texts), self.intents[picked], pad)

    def whole(self, numbers: list[int], pad: int) -> Batch:
        """Whole clips with their first caption."""
        rows = [self.tokens[i][0] for i in numbers]
        texts = np.stack([self.texts[i][0] for i in numbers])
        return _batch(rows, texts, self.intents[numbers], pad)


@torch.no_grad()
def tokenise(
    network: RvqVae, normalisation: Normalisation, clips: list[NDArray[np.float32]], shifts: int
) -> list[list[NDArray[np.int64]]]:
    """Tokens of every clip, each started 0 to ``shifts - 1`` frames late."""
    network = network.to(device()).eval()
    unit = network.config.unit_length
    result = []
    for clip in clips:
        normalised = torch.from_numpy(normalisation.apply(clip)).to(device())
        length = (len(clip) - shifts + 1) // unit * unit
        views = torch.stack([normalised[s : s + length] for s in range(shifts)])
        result.append(list(network.encode(views).cpu().numpy()))
    return result


def drop_conditions(
    conditions: list[Tensor], drop_all: float, drop_text: float, rng: np.random.Generator
) -> list[Tensor]:
    """Zero all conditions of some samples, and the text alone of others.

    The intent has to decide side, pattern and severity, which a sentence
    embedding hardly separates; so it is never dropped alone.
    """
    draw = torch.from_numpy(rng.random(len(conditions[0]))).to(conditions[0].device)
    dropped = [draw < drop_all] * len(conditions)
    if len(conditions) > 1:
        dropped[0] = draw < drop_all + drop_text
    return [
        condition.masked_fill(gone.unsqueeze(1), 0.0)
        for condition, gone in zip(conditions, dropped, strict=True)
    ]


def _cropped(
    tokens: NDArray[np.int64], recipe: TransformerRecipe, rng: np.random.Generator
) -> NDArray[np.int64]:
    longest = len(tokens)
    if longest <= recipe.min_tokens or rng.random() >= recipe.crop:
        return tokens
    length = int(rng.integers(recipe.min_tokens, longest + 1))
    start = int(rng.integers(longest - length + 1))
    return tokens[start : start + length]


def _batch(rows: list[NDArray[np.int64]], texts: NDArray, intents: NDArray, pad: int) -> Batch:
    lengths = np.array([len(row) for row in rows])
    tokens = np.full((len(rows), lengths.max(), rows[0].shape[1]), pad, np.int64)
    for target, row in zip(tokens, rows, strict=True):
        target[: len(row)] = row
    where = device()
    return Batch(
        torch.from_numpy(tokens).to(where),
        torch.from_numpy(lengths).to(where),
        [torch.from_numpy(np.asarray(c, np.float32)).to(where) for c in (texts, intents)],
    )
