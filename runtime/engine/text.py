"""From a sentence to its vector: a tokenizer and a graph; the last sentences are remembered.

What was typed is kept in memory only, never written and never logged.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from retarget.errors import ModelError
from runtime.engine.manifest import NEWER, REINSTALL, Manifest
from runtime.engine.sessions import Graph

REMEMBERED = 256
"""Sentences whose vectors are kept."""

KINDS = ("minilm", "clip")
"""Text encoders this engine can run."""


@dataclass(frozen=True, eq=False)
class Embedding:
    """A sentence as the model sees it.

    Attributes:
        vector: ``(dim,)``, read only.
        tokens: how many were read, with those of start and end.
        read: the sentence, or its beginning up to the last word that was read.
        truncated: whether its end was cut off.
    """

    vector: NDArray[np.float32]
    tokens: int
    read: str
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
        read = self._readable(sentence)
        encoding = self._tokenizer.encode(read)
        ids = np.array([encoding.ids], dtype=np.int64)
        mask = np.array([encoding.attention_mask], dtype=np.int64)
        vector = self._graph.run({"ids": ids, "mask": mask})[0][0]
        if vector.shape != (self._dim,):
            raise ModelError("The model's text graph gives vectors of another size.", REINSTALL)
        vector.setflags(write=False)
        return Embedding(vector, len(encoding.ids), read, read != sentence)

    def _readable(self, sentence: str) -> str:
        """The longest beginning of a sentence that fits and ends with a whole word.

        Words are what stands between spaces. If not even the first fits, it is cut inside.
        """
        encoding = self._tokenizer.encode(sentence)
        if not encoding.overflowing:
            return sentence
        end = _places(encoding)[-1][1]
        cut_inside = _places(encoding.overflowing[0])[0][0] <= end
        words = sentence[:end].rsplit(maxsplit=1)
        return words[0] if cut_inside and len(words) == 2 else sentence[:end]


def _places(encoding: Encoding) -> list[tuple[int, int]]:
    """Where in the sentence each token begins and ends, but for those of start and end."""
    pairs = zip(encoding.offsets, encoding.special_tokens_mask, strict=True)
    return [place for place, special in pairs if not special]
