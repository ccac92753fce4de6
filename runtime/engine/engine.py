"""The engine: a checked model folder in, motions out. numpy and ONNX Runtime only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retarget.errors import BadInput, ModelError
from retarget.skeleton import FPS, JOINTS
from runtime.engine import lengths as length_module
from runtime.engine.features import FEATURES, features_to_joints
from runtime.engine.manifest import (
    NEWER,
    REINSTALL,
    REQUIRED_GRAPHS,
    Manifest,
    Settings,
    load_manifest,
)
from runtime.engine.momask import Codebook, decode, generate_tokens
from runtime.engine.sampling import Draws, Float32, Int64
from runtime.engine.sessions import Graph, check_in_force, open_graph, providers_for
from runtime.engine.text import TextEncoder

MOST_SAMPLES = 8
"""Motions made for one sentence in one batch."""

MOST_MARGIN = 4
MOST_STEPS = 100
"""Decode steps beyond which a request is surely a mistake (the paper uses 10)."""

Progress = Callable[[str, float], None]
"""Called with the stage (``text``, ``length``, ``tokens``, ``detail``, ``decode``) and 0 to 1."""


@dataclass(frozen=True)
class TimeLimits:
    """Seconds a motion may last."""

    min_seconds: float
    max_seconds: float


@dataclass(frozen=True, eq=False)
class RawMotion:
    """A generated motion before clean-up.

    Attributes:
        features: ``(T, 263)`` float32, HumanML3D layout.
        joints: ``(T, 22, 3)`` float32, metres, Y up, 20 fps.
    """

    features: Float32
    joints: Float32


class Engine:
    """Text to motion with one model. Open with :meth:`load`; :meth:`generate` is thread safe."""

    def __init__(self, manifest: Manifest, graphs: Mapping[str, Graph]) -> None:
        self._manifest = manifest
        self._graphs = dict(graphs)
        self._text = TextEncoder(manifest, graphs["text"])
        self._book = Codebook(manifest.codes, manifest.quantizers)

    @classmethod
    def load(cls, model_dir: Path, provider: str | None = None) -> Engine:
        """Check a model folder and open its graphs.

        Args:
            model_dir: folder with ``manifest.json``.
            provider: ``cuda`` or ``cpu`` to insist on one; None takes CUDA, else the CPU.

        Raises:
            ModelError: the folder is missing, incomplete, changed, or for another version.
            BadInput: the wished provider is not on this machine.
        """
        wanted = providers_for(provider)
        manifest = load_manifest(Path(model_dir))
        if manifest.fps != FPS or manifest.joints != len(JOINTS):
            raise ModelError("The model makes motions of another skeleton or frame rate.", NEWER)
        names = [n for n in REQUIRED_GRAPHS if n in manifest.graphs]
        graphs: dict[str, Graph] = {}
        # The masked transformer goes first: where CUDA fails, the others need not try.
        for name in sorted(names, key=lambda n: n != "masked"):
            graphs[name] = open_graph(manifest, name, wanted)
            if name == "masked":
                check_in_force(graphs[name], provider)
                wanted = wanted[wanted.index(graphs[name].provider) :]
        return cls(manifest, graphs)

    @property
    def model_id(self) -> str:
        """Name of the model, from its manifest."""
        return self._manifest.model_id

    @property
    def version(self) -> str:
        """Version of the model, from its manifest."""
        return self._manifest.version

    @property
    def provider(self) -> str:
        """ONNX Runtime's name of the provider in force."""
        return self._graphs["masked"].provider

    @property
    def limits(self) -> TimeLimits:
        """Shortest and longest motion this model makes."""
        return TimeLimits(*length_module.seconds_range(self._manifest))

    @property
    def settings(self) -> Settings:
        """How motions are decoded unless :meth:`generate` is told otherwise."""
        return self._manifest.defaults

    @property
    def intent_dim(self) -> int:
        """Size of the intent vector; 0 when the model takes text only."""
        return self._manifest.intent_dim if "intent" in self._manifest.conditions else 0

    @property
    def record(self) -> Mapping[str, Any]:
        """The manifest as it was read (training record, licence, acknowledgement, parity)."""
        return self._manifest.record

    def truncates(self, prompt: str) -> bool:
        """Whether the text encoder cannot read the prompt to its end."""
        return self._text.encode(prompt).truncated

    def generate(
        self,
        prompt: str,
        intent_vector: NDArray[np.floating[Any]] | None = None,
        *,
        seed: int,
        samples: int = 1,
        seconds: float | None = None,
        progress: Progress | None = None,
        settings: Settings | None = None,
    ) -> list[RawMotion]:
        """Motions for a sentence; the same arguments and model give the same bytes.

        Args:
            prompt: the sentence.
            intent_vector: ``(intent_dim,)``; ignored by a model that takes text only.
            seed: 0 or more; the only source of chance.
            samples: 1 to 8 motions in one batch.
            seconds: length of all of them; None draws each length from the model.
            progress: told the stage and the share done; what it raises stops the generation.
            settings: decode settings; None takes the model's own.

        Raises:
            BadInput: seed, samples, seconds or settings outside their range.
        """
        chosen = settings or self.settings
        self._check(seed, samples, chosen)
        wished = None if seconds is None else length_module.tokens_for(seconds, self._manifest)
        layers = self._manifest.quantizers - 1
        margin = chosen.margin_tokens
        longest = length_module.token_range(self._manifest)[1] + 2 * margin
        draws = Draws.from_seed(seed, samples, steps=chosen.steps, layers=layers, longest=longest)
        meter = _Meter(progress, total=chosen.steps + layers + 3)

        meter.done("text", 0)
        single = self._conditions(prompt, intent_vector)
        meter.done("text")
        if wished is None:
            graph = self._graphs["length"]
            lengths = length_module.draw_tokens(graph, single, draws.length, self._manifest)
        else:
            lengths = np.full(samples, wished, dtype=np.int64)
        meter.done("length")
        lengths = lengths + 2 * margin
        batch = {name: np.repeat(vector, samples, axis=0) for name, vector in single.items()}
        tokens = generate_tokens(
            self._graphs, self._book, batch, lengths, draws, chosen, meter.done
        )
        cut = margin * self._manifest.unit_length
        decoded = self.decode(tokens, lengths)
        motions = [_raw(features[cut : len(features) - cut]) for features in decoded]
        meter.done("decode")
        return motions

    def encode(self, features: Float32) -> Int64:
        """Tokens ``(L, quantizers)`` of a motion's features ``(T, 263)``; L is T // 4.

        Raises:
            ModelError: the model carries no encoder.
        """
        if "encoder" not in self._graphs:
            self._graphs["encoder"] = open_graph(self._manifest, "encoder", [self.provider])
        unit = self._manifest.unit_length
        whole = features[: len(features) // unit * unit]
        tokens = self._graphs["encoder"].run({"features": whole[None].astype(np.float32)})[0]
        return np.asarray(tokens[0], dtype=np.int64)

    def decode(self, tokens: Int64, lengths: Int64 | None = None) -> list[Float32]:
        """Features of each sample of ``tokens (B, L, quantizers)``, at its exact length."""
        if lengths is None:
            lengths = np.full(len(tokens), tokens.shape[1], dtype=np.int64)
        return decode(self._graphs["decoder"], tokens, lengths)

    def warm_up(self) -> None:
        """Run every graph once, so that the first sentence is as quick as the next."""
        few = Settings(steps=1)
        self.generate("walk", np.zeros(self.intent_dim), seed=0, settings=few)

    def _conditions(
        self, prompt: str, intent_vector: NDArray[np.floating[Any]] | None
    ) -> dict[str, NDArray[np.float32]]:
        conditions = {"text": self._text.encode(prompt).vector[None]}
        if self.intent_dim:
            vector = np.zeros(0) if intent_vector is None else intent_vector
            if vector.shape != (self.intent_dim,):
                raise ValueError(f"intent_vector must be ({self.intent_dim},), got {vector.shape}")
            conditions["intent"] = vector.astype(np.float32)[None]
        return conditions

    @staticmethod
    def _check(seed: int, samples: int, settings: Settings) -> None:
        if seed < 0:
            raise BadInput("A seed is a whole number from 0 up.", "Give another seed.")
        if not 1 <= samples <= MOST_SAMPLES:
            raise BadInput(
                f"One sentence gives 1 to {MOST_SAMPLES} motions.",
                f"Ask for 1 to {MOST_SAMPLES} samples.",
            )
        if not 1 <= settings.steps <= MOST_STEPS:
            raise BadInput(f"A motion is decoded in 1 to {MOST_STEPS} steps.", "Give fewer.")
        if not 0 <= settings.margin_tokens <= MOST_MARGIN:
            raise BadInput(f"A motion has a margin of 0 to {MOST_MARGIN} tokens.", "Give fewer.")
        if not (0 <= settings.top_k < 1 and settings.temperature >= 0):
            raise BadInput("top_k must be from 0 up to 1, and the temperature not negative.", "")


class _Meter:
    """Counts equal pieces of work and tells the share done."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def done(self, stage: str, pieces: int = 1) -> None:
        """Count finished pieces of a stage."""
        self._done += pieces
        if self._progress is not None:
            self._progress(stage, min(1.0, self._done / self._total))


def _raw(features: Float32) -> RawMotion:
    if features.shape[-1] != FEATURES or not np.isfinite(features).all():
        raise ModelError("The model made a motion that is not numbers of a body.", REINSTALL)
    return RawMotion(features, features_to_joints(features))
