"""The engine: a checked model folder in, motions out. numpy and ONNX Runtime only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retarget.errors import BadInput, ModelError
from retarget.skeleton import FPS, JOINTS
from runtime.engine import kit
from runtime.engine.canvas import Canvas, fill, windows
from runtime.engine.features import (
    FEATURES,
    features_to_joints,
    joints_of_width,
    joints_to_features,
    raised,
)
from runtime.engine.lengths import draw_tokens, tokens_for
from runtime.engine.limits import SecondsRange, seconds_range, token_range
from runtime.engine.manifest import (
    HUMANML3D,
    KIT,
    NEWER,
    REINSTALL,
    REQUIRED_GRAPHS,
    Manifest,
    Settings,
    load_manifest,
)
from runtime.engine.momask import Codebook, Task, blank_canvases, decode, fill_window
from runtime.engine.sampling import Draws, Float32, Int64
from runtime.engine.sessions import Graph, check_in_force, open_graph, providers_for
from runtime.engine.splice import padded_to, splice
from runtime.engine.text import TextEncoder

MOST_SAMPLES = 8
"""Motions made for one sentence in one batch."""

MOST_MARGIN = 4
TRANSFORMERS_SHARE = 0.95
"""Share of the time that the transformers take; decoding takes the rest."""
MOST_STEPS = 100
"""Decode steps beyond which a request is surely a mistake (the paper uses 10)."""

WORLDS = {HUMANML3D: (float(FPS), len(JOINTS)), KIT: (kit.FPS, len(kit.JOINTS))}
"""Frames a second and joints that go with each skeleton."""

Progress = Callable[[str, float], None]
"""Called with the stage (``text``, ``length``, ``tokens``, ``detail``, ``decode``) and 0 to 1."""


@dataclass(frozen=True, eq=False)
class RawMotion:
    """A generated motion before clean-up.

    Attributes:
        features: ``(T, 263)`` float32, HumanML3D layout.
        joints: ``(T, 22, 3)`` float32, metres, Y up, 20 fps.
    """

    features: Float32
    joints: Float32


@dataclass(frozen=True, eq=False)
class Sentence:
    """One wish of a batch: a sentence, its intent vector, its seed, and a length or None."""

    prompt: str
    intent_vector: NDArray[np.floating[Any]] | None = None
    seed: int = 0
    seconds: float | None = None


@dataclass(frozen=True, eq=False)
class _Batch:
    """What decides a batch of motions but their lengths.

    Attributes:
        conditions: ``(B, dim)`` each.
        seeds: seed and number of the sample of each, for the windows after the first.
        draws: the uniform numbers of the first window.
    """

    conditions: Mapping[str, NDArray[np.float32]]
    seeds: Sequence[tuple[int, int]]
    draws: Draws

    def rows(self, index: NDArray[np.intp]) -> _Batch:
        """Some of the motions."""
        conditions = {name: vectors[index] for name, vectors in self.conditions.items()}
        return _Batch(conditions, [self.seeds[row] for row in index], self.draws.rows(index))


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
        if (manifest.fps, manifest.joints) != WORLDS[manifest.skeleton]:
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
    def limits(self) -> SecondsRange:
        """Shortest and longest motion this model makes."""
        return seconds_range(self._manifest)

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

    def read_of(self, prompt: str) -> str:
        """The prompt, or its beginning up to the last word that the text encoder reads."""
        return self._text.encode(prompt).read

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
        self._check_samples(samples)
        settings = settings or self.settings
        sentence = Sentence(prompt, intent_vector, seed, seconds)
        self._check(sentence, settings)
        meter = _Meter(progress)
        batch = self._samples_of(sentence, samples, settings)
        once = {name: vectors[:1] for name, vectors in batch.conditions.items()}
        lengths = self._lengths([sentence] * samples, once, batch.draws, meter)
        return self._make(batch, lengths, settings, meter)

    def generate_many(
        self,
        sentences: Sequence[Sentence],
        *,
        progress: Progress | None = None,
        settings: Settings | None = None,
    ) -> list[RawMotion]:
        """One motion for each sentence, made together; each is the one it would be alone.

        Raises:
            BadInput: no or too many sentences, or one of them outside the model's range.
        """
        settings = settings or self.settings
        self._check_samples(len(sentences))
        for sentence in sentences:
            self._check(sentence, settings)
        draws = Draws.stacked([self._draws(sentence.seed, 1, settings) for sentence in sentences])
        meter = _Meter(progress)
        seeds = [(sentence.seed, 0) for sentence in sentences]
        batch = _Batch(self._conditions(sentences), seeds, draws)
        lengths = self._lengths(sentences, batch.conditions, draws, meter)
        return self._make(batch, lengths, settings, meter)

    def edit(
        self,
        features: Float32,
        window: tuple[float, float],
        prompt: str,
        intent_vector: NDArray[np.floating[Any]] | None = None,
        *,
        seed: int,
        samples: int = 1,
        progress: Progress | None = None,
        settings: Settings | None = None,
    ) -> list[RawMotion]:
        """A motion with the part inside ``window`` made anew for a sentence.

        The tokens outside the window stay those of the motion (MoMask, section 4.4, temporal
        inpainting), and so do its features there, exactly.

        Args:
            features: ``(T, 263)`` of the motion at 20 frames a second.
            window: seconds from and to; reaches over every token that it touches.

        Raises:
            BadInput: the window is not inside the motion, the motion is too short or too long,
                or the model cannot edit.
        """
        settings = settings or self.settings
        self._check_samples(samples)
        sentence = Sentence(prompt, intent_vector, seed)
        self._check(sentence, settings)
        if self._manifest.skeleton != HUMANML3D or "encoder" not in self._manifest.graphs:
            raise BadInput("This model cannot change a part of a motion.", "Choose another model.")
        first, last = self._window_tokens(len(features), window)
        meter = _Meter(progress)
        unit, margin = self._manifest.unit_length, settings.margin_tokens
        lift = self._lift(features)
        known = self.encode(padded_to(raised(features, lift), unit))
        canvas = _with_window(known, (first, last), margin, samples)
        batch = self._samples_of(sentence, samples, settings)
        meter.done("length", 0.0)
        tokens = self._fill(canvas, batch, settings, meter)
        motions = []
        for made in self.decode(tokens):
            inner = raised(made[margin * unit : margin * unit + len(features)], -lift)
            whole = splice(features, inner, first * unit, min(last * unit, len(features)))
            motions.append(_raw(whole))
        meter.finished("decode")
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

    def _samples_of(self, sentence: Sentence, samples: int, settings: Settings) -> _Batch:
        """Several motions of one sentence."""
        once = self._conditions([sentence])
        conditions = {name: np.repeat(vector, samples, axis=0) for name, vector in once.items()}
        seeds = [(sentence.seed, sample) for sample in range(samples)]
        return _Batch(conditions, seeds, self._draws(sentence.seed, samples, settings))

    def _make(
        self, batch: _Batch, lengths: Int64, settings: Settings, meter: _Meter
    ) -> list[RawMotion]:
        """New motions of the ``lengths (B,)`` in tokens, in order."""
        cut = settings.margin_tokens * self._manifest.unit_length
        groups = blank_canvases(lengths + 2 * settings.margin_tokens, self._manifest.quantizers)
        meter.parts = len(groups)
        found: dict[int, RawMotion] = {}
        for rows, canvas in groups:
            tokens = self._fill(canvas, batch.rows(rows), settings, meter)
            for row, features in zip(rows.tolist(), self.decode(tokens), strict=True):
                found[row] = self._motion(features[cut : len(features) - cut])
        meter.finished("decode")
        return [found[row] for row in range(len(lengths))]

    def _fill(self, canvas: Canvas, batch: _Batch, settings: Settings, meter: _Meter) -> Int64:
        """All tokens of a canvas, in as many windows as it takes."""
        longest = self._window(settings)
        runs = settings.steps + self._manifest.quantizers - 1
        one = partial(meter.done, share=1.0 / (runs * len(windows(canvas.open, longest))))

        def fill_one(number: int, part: Canvas) -> Int64:
            own = self._later_draws(batch.seeds, number, settings) if number else batch.draws
            task = Task(part, batch.conditions, own)
            return fill_window(self._graphs, self._book, task, settings, one)

        return fill(canvas, longest, fill_one)

    def _window(self, settings: Settings) -> int:
        """Most tokens that the transformers see at once."""
        return token_range(self._manifest)[1] + 2 * settings.margin_tokens

    def _draws(self, seed: int | list[int], samples: int, settings: Settings) -> Draws:
        return Draws.from_seed(
            seed,
            samples,
            steps=settings.steps,
            layers=self._manifest.quantizers - 1,
            longest=self._window(settings),
        )

    def _later_draws(
        self, seeds: Sequence[tuple[int, int]], number: int, settings: Settings
    ) -> Draws:
        """Draws of a window after the first, from the seed and sample of each motion."""
        rows = [self._draws([seed, sample, number], 1, settings) for seed, sample in seeds]
        return Draws.stacked(rows)

    def _lengths(
        self,
        sentences: Sequence[Sentence],
        conditions: Mapping[str, NDArray[np.float32]],
        draws: Draws,
        meter: _Meter,
    ) -> Int64:
        """Tokens of each motion, as asked for or drawn."""
        meter.done("text", 0.0)
        lengths = np.zeros(len(sentences), dtype=np.int64)
        if any(sentence.seconds is None for sentence in sentences):
            graph = self._graphs["length"]
            lengths = draw_tokens(graph, conditions, draws.length, self._manifest)
        for row, sentence in enumerate(sentences):
            if sentence.seconds is not None:
                lengths[row] = tokens_for(sentence.seconds, self._manifest)
        meter.done("length", 0.0)
        return lengths

    def _lift(self, features: Float32) -> float:
        """Metres by which a motion is raised to stand where the model's motions stand."""
        if self._manifest.floor_m is None:
            return 0.0
        return self._manifest.floor_m - float(features_to_joints(features)[..., 1].min())

    def _window_tokens(self, frames: int, window: tuple[float, float]) -> tuple[int, int]:
        """First token of a window, and the one after its last."""
        # A motion has a frame fewer as features than as joints.
        self.limits.check_source(frames / FPS, short_by=1 / FPS)
        start, stop = window
        if not 0 <= start < stop <= frames / FPS + 1 / FPS:
            raise BadInput(
                f"The part from {start:g} to {stop:g} s is not inside the motion,"
                f" which lasts {frames / FPS:.1f} s.",
                "Choose a start before the end, both inside the motion.",
            )
        token = self._manifest.unit_length / FPS
        count = -(-frames // self._manifest.unit_length)
        first = min(int(start / token + 1e-6), count - 1)
        return first, min(count, max(first + 1, int(np.ceil(stop / token - 1e-6))))

    def _motion(self, features: Float32) -> RawMotion:
        """A decoded motion on HumanML3D's skeleton, whatever the model's own is."""
        if self._manifest.skeleton == HUMANML3D:
            return _raw(features)
        if not np.isfinite(features).all() or joints_of_width(features.shape[-1]) != len(
            kit.JOINTS
        ):
            raise _nonsense()
        joints = kit.to_humanml3d(features_to_joints(features))
        return RawMotion(joints_to_features(joints), joints)

    def _conditions(self, sentences: Sequence[Sentence]) -> dict[str, NDArray[np.float32]]:
        """What the transformers are given: ``(B, dim)`` of each kind."""
        rows = [self._text.encode(sentence.prompt).vector for sentence in sentences]
        conditions = {"text": np.stack(rows)}
        if self.intent_dim:
            vectors = [
                np.zeros(0) if s.intent_vector is None else s.intent_vector for s in sentences
            ]
            for vector in vectors:
                if vector.shape != (self.intent_dim,):
                    wrong = f"intent_vector must be ({self.intent_dim},), got {vector.shape}"
                    raise ValueError(wrong)
            conditions["intent"] = np.stack(vectors).astype(np.float32)
        return conditions

    def _check(self, sentence: Sentence, settings: Settings) -> None:
        if sentence.seed < 0:
            raise BadInput("A seed is a whole number from 0 up.", "Give another seed.")
        self.limits.check_wish(sentence.seconds)
        if not 1 <= settings.steps <= MOST_STEPS:
            raise BadInput(f"A motion is decoded in 1 to {MOST_STEPS} steps.", "Give fewer.")
        if not 0 <= settings.margin_tokens <= MOST_MARGIN:
            raise BadInput(f"A motion has a margin of 0 to {MOST_MARGIN} tokens.", "Give fewer.")
        if not (0 <= settings.top_k < 1 and settings.temperature >= 0):
            raise BadInput("top_k must be from 0 up to 1, and the temperature not negative.", "")

    @staticmethod
    def _check_samples(samples: int) -> None:
        if not 1 <= samples <= MOST_SAMPLES:
            raise BadInput(
                f"One sentence gives 1 to {MOST_SAMPLES} motions.",
                f"Ask for 1 to {MOST_SAMPLES} samples.",
            )


class _Meter:
    """Adds up shares of the work and tells how much is done."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._done = 0.0
        self.parts = 1
        """Parts of equal size that the work falls into."""

    def done(self, stage: str, share: float) -> None:
        """Count a share of one part."""
        self._done += share / self.parts
        if self._progress is not None:
            self._progress(stage, min(1.0, TRANSFORMERS_SHARE * self._done))

    def finished(self, stage: str) -> None:
        """Say that all is done."""
        if self._progress is not None:
            self._progress(stage, 1.0)


def _with_window(known: Int64, window: tuple[int, int], margin: int, samples: int) -> Canvas:
    """A canvas of ``known (L, Q)`` tokens with a window open, and an open margin at both ends."""
    blank = Canvas.blank(samples, len(known) + 2 * margin, known.shape[1])
    canvas = blank.filled(margin, np.repeat(known[None], samples, axis=0))
    canvas.open[margin + window[0] : margin + window[1]] = True
    return canvas


def _raw(features: Float32) -> RawMotion:
    if features.shape[-1] != FEATURES or not np.isfinite(features).all():
        raise _nonsense()
    return RawMotion(features, features_to_joints(features))


def _nonsense() -> ModelError:
    return ModelError("The model made a motion that is not numbers of a body.", REINSTALL)
