"""The corpus as the stages need it: normalised, flat, embedded."""

from __future__ import annotations

import hashlib
import logging
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from export_onnx.corpus.store import Corpus
from export_onnx.stages.kinematics import CONTACTS, POSITIONS, ROTATIONS, VELOCITIES
from export_onnx.stages.recipe import DecoderRecipe, RvqRecipe
from export_onnx.text_encoder import TextEncoder

log = logging.getLogger(__name__)

GROUPS = (
    slice(0, 1),
    slice(1, 3),
    slice(3, 4),
    POSITIONS,
    ROTATIONS,
    VELOCITIES,
    CONTACTS,
)
"""Channels that share one standard deviation (as HumanML3D does): yaw rate, planar velocity,
height, positions, rotations, velocities, contacts."""

SMALLEST_STD = 1e-4
LARGEST_GAIN = 8.0
"""A channel that hardly moves is not weighed more than this."""


@dataclass(frozen=True)
class Normalisation:
    """Raw features = normalised * std + mean; both (263,)."""

    mean: NDArray[np.float32]
    std: NDArray[np.float32]

    @classmethod
    def of(cls, features: list[NDArray[np.float32]], root_gain: float) -> Normalisation:
        """Mean by channel, standard deviation by group; the root's is divided by ``root_gain``."""
        total = np.concatenate(features)
        mean = total.mean(0, dtype=np.float64)
        single = total.std(0, dtype=np.float64)
        std = np.empty_like(single)
        for group in GROUPS:
            std[group] = max(float(single[group].mean()), SMALLEST_STD)
        std[:4] /= root_gain
        return cls(mean.astype(np.float32), std.astype(np.float32))

    def apply(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Normalised features."""
        return (features - self.mean) / self.std


def channel_gains(clips: list[NDArray[np.float32]], recipe: RvqRecipe | DecoderRecipe) -> Tensor:
    """Weight of each normalised channel ``(263,)``: one by how much it moves within a clip.

    In metres a pelvis that drops two centimetres, a knee that bends a little backward or a foot
    that meets the floor toes first weighs nothing beside swinging arms.
    """
    moving = np.sqrt(np.mean([clip.var(axis=0) for clip in clips], axis=0))
    gain = np.clip(1.0 / np.maximum(moving, 1e-6), 1.0, LARGEST_GAIN)
    gain[ROTATIONS] = recipe.rotation_weight
    gain[CONTACTS] = recipe.contact_weight
    return torch.from_numpy(gain.astype(np.float32))


class Windows:
    """All train clips, normalised, end to end; draws windows of equal length."""

    def __init__(self, clips: list[NDArray[np.float32]], window: int) -> None:
        usable = [clip for clip in clips if len(clip) >= window]
        if not usable:
            raise ValueError(f"no clip has {window} frames")
        self._frames = torch.from_numpy(np.concatenate(usable))
        lengths = np.array([len(clip) for clip in usable])
        first = np.cumsum(lengths) - lengths
        self._starts = np.concatenate(
            [np.arange(a, a + n - window + 1) for a, n in zip(first, lengths, strict=True)]
        )
        self._offsets = torch.arange(window)

    def draw(self, count: int, rng: np.random.Generator) -> Tensor:
        """(count, window, 263)."""
        picked = torch.from_numpy(rng.choice(self._starts, count))
        return self._frames[picked.unsqueeze(1) + self._offsets]


def split_indices(corpus: Corpus, split: str) -> list[int]:
    """Numbers of the clips of one split."""
    return [i for i, name in enumerate(corpus.split) if name == split]


def embed_captions(corpus: Corpus, text: TextEncoder, folder: Path) -> list[NDArray[np.float32]]:
    """Sentence embeddings of every clip's captions: one (captions, dim) array per clip.

    Every sentence is encoded once; the result is kept in ``folder``.
    """
    sentences = sorted({caption for captions in corpus.captions for caption in captions})
    digest = hashlib.sha256(text.model)
    digest.update("\n".join(sentences).encode("utf-8"))
    path = folder / f"captions-{digest.hexdigest()[:16]}.npy"
    if path.exists():
        table = np.load(path, allow_pickle=False)
    else:
        log.info("captions: encoding %d sentences", len(sentences))
        table = text.embed(sentences, threads=os.cpu_count() or 1)
        np.save(path, table)
    row = {sentence: number for number, sentence in enumerate(sentences)}
    return [table[[row[caption] for caption in captions]] for captions in corpus.captions]
