"""The training corpus as one file: features, captions and intents of every clip."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Corpus:
    """Clips to train on.

    Attributes:
        features: for each clip ``(T, 263)`` float32, HumanML3D layout, 20 fps.
        captions: for each clip several wordings of what it shows.
        intent_vectors: ``(N, 128)`` float32, the intent of each clip as numbers.
        pattern: name of each clip's gait pattern.
        split: ``"train"`` or ``"val"``; clips of held-out recordings are ``"val"``.
        source: the recording each clip was made from.
        in_step: whether a clip's strides last whole tokens; the others are for the tokeniser,
            which must code walks of any cadence.
        intents: the intent of each clip as plain data (`Intent.to_dict`); empty for a corpus
            without, which then is not checked by what its walks show.
    """

    features: list[np.ndarray]
    captions: list[list[str]]
    intent_vectors: np.ndarray
    pattern: list[str]
    split: list[str]
    source: list[str]
    in_step: list[bool]
    intents: list[dict[str, Any]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.features)

    def only_in_step(self) -> Corpus:
        """The clips whose strides last whole tokens."""
        kept = [k for k, regular in enumerate(self.in_step) if regular]
        return Corpus(
            [self.features[k] for k in kept],
            [self.captions[k] for k in kept],
            self.intent_vectors[kept],
            [self.pattern[k] for k in kept],
            [self.split[k] for k in kept],
            [self.source[k] for k in kept],
            [True] * len(kept),
            [self.intents[k] for k in kept] if self.intents else [],
        )

    def save(self, path: Path) -> None:
        """Write one uncompressed ``.npz`` (no pickles)."""
        texts = {
            "captions": self.captions,
            "pattern": self.pattern,
            "split": self.split,
            "source": self.source,
            "in_step": self.in_step,
            "intents": self.intents,
        }
        np.savez(
            path,
            features=np.concatenate(self.features),
            lengths=np.array([len(f) for f in self.features]),
            intent_vectors=self.intent_vectors,
            texts=np.frombuffer(json.dumps(texts).encode(), dtype=np.uint8),
        )

    @classmethod
    def load(cls, path: Path) -> Corpus:
        """Read what :meth:`save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            texts = json.loads(stored["texts"].tobytes().decode())
            ends = np.cumsum(stored["lengths"])[:-1]
            features = np.split(stored["features"], ends)
            vectors = stored["intent_vectors"]
        return cls(
            features,
            texts["captions"],
            vectors,
            texts["pattern"],
            texts["split"],
            texts["source"],
            texts["in_step"],
            texts.get("intents", []),
        )
