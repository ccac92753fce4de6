"""From a sentence to its vector: a tokenizer and a graph; the last sentences are remembered.

What was typed is kept in memory only, never written and never logged.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from retarget.errors import ModelError
from runtime.engine.manifest import NEWER, REINSTALL, Manifest
from runtime.engine.sessions import Graph

REMEMBERED = 256
"""Sentences whose vectors are kept."""

KINDS = ("minilm",)
"""Text encoders this engine can run."""


@dataclass(frozen=True, eq=False)
class Embedding:
    """A sentence's vector ``(dim,)`` (read only), its tokens, and whether its end was cut off."""

    vector: NDArray[np.float32]
    tokens: int
    truncated: bool


class TextEncoder:
    """Sentence vectors of one model. Thread safe."""

    def __init__(self, manifest: Manifest, graph: Graph) -> None:
        """Take the tokenizer from the model folder.

        Raises:
            ModelError: a kind of encoder this engine does not know, or a broken tokenizer.
        """
        if manifest.text.kind not in KINDS:
            raise ModelError("The model needs a text encoder this version does not know.", NEWER)
        data = manifest.read(manifest.text.tokenizer)
        try:
            self._tokenizer = Tokenizer.from_buffer(data)
        except Exception as error:  # the package raises bare Exception
            raise ModelError("The model's tokenizer cannot be read.", REINSTALL) from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(manifest.text.max_tokens)
        self._graph = graph
        self._dim = manifest.text.dim
        self._remembered = functools.lru_cache(maxsize=REMEMBERED)(self._encode)

    def encode(self, sentence: str) -> Embedding:
        """The vector of a sentence, from memory when it was asked for before."""
        return self._remembered(sentence)

    def _encode(self, sentence: str) -> Embedding:
        encoding = self._tokenizer.encode(sentence)
        ids = np.array([encoding.ids], dtype=np.int64)
        mask = np.array([encoding.attention_mask], dtype=np.int64)
        vector = self._graph.run({"ids": ids, "mask": mask})[0][0]
        if vector.shape != (self._dim,):
            raise ModelError("The model's text graph gives vectors of another size.", REINSTALL)
        vector.setflags(write=False)
        return Embedding(vector, len(encoding.ids), bool(encoding.overflowing))
