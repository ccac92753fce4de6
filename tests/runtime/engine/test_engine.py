"""The whole engine on a toy model with real ONNX Runtime."""

from __future__ import annotations

import gc
import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from retarget.errors import BadInput, ModelError
from runtime.engine import momask
from runtime.engine.canvas import NO_CODE, Canvas
from runtime.engine.engine import Engine, RawMotion, Sentence
from runtime.engine.features import features_to_joints
from runtime.engine.manifest import Settings
from runtime.engine.momask import (
    Codebook,
    Task,
    base_tokens,
    decode,
    generate_tokens,
    residual_tokens,
)
from runtime.engine.sampling import Draws
from runtime.engine.schedule import masked_counts
from runtime.engine.sessions import CPU, CUDA, Array, Graph
from tests.runtime.engine.toy import CODES, INTENT, QUANTIZERS, TEXT, write_manifest, write_toy

PROMPT = "a man walks slowly"
LIMP = np.linspace(-1, 1, INTENT)


def graphs_of(engine: Engine) -> dict[str, Graph]:
    return engine._graphs


def same(first: list[RawMotion], second: list[RawMotion]) -> bool:
    return all(
        a.features.tobytes() == b.features.tobytes() and a.joints.tobytes() == b.joints.tobytes()
        for a, b in zip(first, second, strict=True)
    )


def test_a_sentence_gives_a_motion_within_the_limits(engine: Engine) -> None:
    (motion,) = engine.generate(PROMPT, LIMP, seed=3)
    frames = len(motion.features)
    assert motion.features.shape == (frames, 263) and motion.features.dtype == np.float32
    assert motion.joints.shape == (frames, 22, 3) and motion.joints.dtype == np.float32
    assert engine.limits.min_seconds <= frames / 20 <= engine.limits.max_seconds
    np.testing.assert_array_equal(motion.joints, features_to_joints(motion.features))


def test_the_same_request_gives_the_same_bytes_also_from_a_new_engine(
    engine: Engine, toy_folder: Path
) -> None:
    first = engine.generate(PROMPT, LIMP, seed=3, samples=3)
    engine.generate("another", LIMP, seed=4)
    assert same(first, engine.generate(PROMPT, LIMP, seed=3, samples=3))
    fresh = Engine.load(toy_folder, provider="cpu")
    assert same(first, fresh.generate(PROMPT, LIMP, seed=3, samples=3))


def test_seed_prompt_intent_and_settings_all_matter(engine: Engine) -> None:
    def make(
        prompt: str = PROMPT, intent: np.ndarray = LIMP, seed: int = 3, **more: float
    ) -> bytes:
        settings = Settings(**{"steps": 4, "top_k": 0.5, **more})  # type: ignore[arg-type]
        motions = engine.generate(prompt, intent, seed=seed, seconds=5, settings=settings)
        return motions[0].features.tobytes()

    base = make()
    assert make() == base
    assert make(seed=4) != base
    assert make(prompt="a man limps left") != base
    assert make(intent=-LIMP) != base
    assert make(steps=7) != base
    assert make(guidance_scale=0.5) != base
    assert make(residual_guidance_scale=0.5) != base
    assert make(temperature=0.2) != base


def test_samples_differ_and_the_first_is_that_of_a_single_request(engine: Engine) -> None:
    single = engine.generate(PROMPT, LIMP, seed=11)
    several = engine.generate(PROMPT, LIMP, seed=11, samples=8)
    assert len(several) == 8
    assert len({m.features.tobytes() for m in several}) == 8
    assert len({len(m.features) for m in several}) > 1
    assert same(single, several[:1])


def test_seconds_are_kept_to_the_token_by_every_sample(engine: Engine) -> None:
    motions = engine.generate(PROMPT, LIMP, seed=1, samples=3, seconds=4.87)
    assert [len(m.features) for m in motions] == [96, 96, 96]


@pytest.mark.parametrize("seconds", [2.0, 9.8])
def test_the_ends_of_the_range_are_allowed(engine: Engine, seconds: float) -> None:
    (motion,) = engine.generate(PROMPT, LIMP, seed=1, seconds=seconds)
    assert len(motion.features) == seconds * 20


@pytest.mark.parametrize("seconds", [0, -3, 1.99, 60.1, 1e9, float("nan"), float("inf")])
def test_seconds_outside_the_range_say_the_range(engine: Engine, seconds: float) -> None:
    with pytest.raises(BadInput, match=r"2 to 60 seconds"):
        engine.generate(PROMPT, LIMP, seed=1, seconds=seconds)


@pytest.mark.parametrize("seconds", [9.8, 10.0, 30.0, 60.0])
def test_a_motion_may_be_longer_than_the_models_window(engine: Engine, seconds: float) -> None:
    (motion,) = engine.generate(PROMPT, LIMP, seed=2, seconds=seconds)
    assert len(motion.features) == round(seconds * 20)
    assert same([motion], engine.generate(PROMPT, LIMP, seed=2, seconds=seconds))


def test_samples_of_a_long_motion_are_what_they_are_alone(engine: Engine) -> None:
    several = engine.generate(PROMPT, LIMP, seed=2, seconds=20, samples=3)
    assert same(several[:1], engine.generate(PROMPT, LIMP, seed=2, seconds=20))
    assert len({motion.features.tobytes() for motion in several}) == 3


def test_sentences_made_together_are_what_they_are_alone(engine: Engine) -> None:
    sentences = [
        Sentence(PROMPT, LIMP, seed=1, seconds=4),
        Sentence("a man limps", -LIMP, seed=2),
        Sentence("left", LIMP, seed=3, seconds=12),
        Sentence("a man limps", LIMP, seed=4, seconds=4),
    ]
    told: list[float] = []
    together = engine.generate_many(sentences, progress=lambda stage, share: told.append(share))
    assert told == sorted(told) and told[-1] == 1.0
    for sentence, motion in zip(sentences, together, strict=True):
        (alone,) = engine.generate(
            sentence.prompt, sentence.intent_vector, seed=sentence.seed, seconds=sentence.seconds
        )
        np.testing.assert_allclose(motion.features, alone.features, atol=1e-5)


@pytest.mark.parametrize("count", [0, 9])
def test_a_batch_of_sentences_has_1_to_8(engine: Engine, count: int) -> None:
    with pytest.raises(BadInput, match="1 to 8"):
        engine.generate_many([Sentence(PROMPT, LIMP)] * count)


@pytest.mark.parametrize("samples", [0, 9, -1])
def test_samples_outside_1_to_8(engine: Engine, samples: int) -> None:
    with pytest.raises(BadInput, match="1 to 8"):
        engine.generate(PROMPT, LIMP, seed=1, samples=samples)


def test_a_negative_seed(engine: Engine) -> None:
    with pytest.raises(BadInput, match="seed"):
        engine.generate(PROMPT, LIMP, seed=-1)


@pytest.mark.parametrize(
    "settings",
    [Settings(steps=0), Settings(steps=1000), Settings(top_k=1.0), Settings(temperature=-1.0)],
)
def test_settings_that_cannot_be(engine: Engine, settings: Settings) -> None:
    with pytest.raises(BadInput):
        engine.generate(PROMPT, LIMP, seed=1, settings=settings)


def test_an_intent_of_another_size_is_a_mistake_of_the_caller(engine: Engine) -> None:
    with pytest.raises(ValueError, match="intent_vector"):
        engine.generate(PROMPT, LIMP[:-1], seed=1)


def test_a_drawn_length_is_never_outside_the_limits(engine: Engine) -> None:
    frames = [
        len(motion.features)
        for seed in range(30)
        for motion in engine.generate(PROMPT, 9 * LIMP, seed=seed, samples=8)
    ]
    assert min(frames) >= 40 and max(frames) <= 196


def test_progress_names_the_stages_and_only_rises(engine: Engine) -> None:
    told: list[tuple[str, float]] = []
    engine.generate(PROMPT, LIMP, seed=1, progress=lambda *step: told.append(step))
    stages = list(dict.fromkeys(stage for stage, _ in told))
    assert stages == ["text", "length", "tokens", "detail", "decode"]
    shares = [share for _, share in told]
    assert shares == sorted(shares) and shares[0] == 0 and shares[-1] == 1


def test_progress_can_stop_the_work(engine: Engine) -> None:
    def stop(stage: str, _: float) -> None:
        if stage == "tokens":
            raise InterruptedError

    with pytest.raises(InterruptedError):
        engine.generate(PROMPT, LIMP, seed=1, progress=stop)


def test_a_long_prompt_is_reported_as_cut(engine: Engine) -> None:
    assert not engine.truncates(PROMPT)
    assert engine.truncates("a man limps " * 10)
    engine.generate("a man limps " * 10, LIMP, seed=1)


def test_no_prompt_reaches_the_log(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        engine.generate("secretword walks", LIMP, seed=1)
    assert "secretword" not in caplog.text


def test_a_text_only_model_ignores_the_intent(tmp_path: Path) -> None:
    engine = Engine.load(write_toy(tmp_path / "model", ("text",)), provider="cpu")
    assert engine.intent_dim == 0
    assert same(engine.generate(PROMPT, LIMP, seed=1), engine.generate(PROMPT, seed=1))


def test_warm_up_runs_every_graph(engine: Engine) -> None:
    engine.warm_up()


def test_a_text_encoder_of_another_kind(damaged: Path) -> None:
    text = {"kind": "t5", "tokenizer": "tokenizer.json", "max_tokens": 77, "dim": 512}
    write_manifest(damaged, ("text", "intent"), text=text)
    with pytest.raises(ModelError, match="text encoder"):
        Engine.load(damaged)


def test_an_encoder_that_is_not_there(engine: Engine) -> None:
    with pytest.raises(ModelError, match="no encoder graph"):
        engine.encode(np.zeros((40, 263), dtype=np.float32))


def test_the_provider_in_force_is_the_sessions_own(engine: Engine) -> None:
    assert engine.provider == CPU
    assert engine.model_id == "toy" and engine.version == "0.1"


@pytest.mark.parametrize("wish", ["quantum", "ROCMExecutionProvider"])
def test_a_forced_provider_that_is_missing(toy_folder: Path, wish: str) -> None:
    with pytest.raises(BadInput, match=f"provider {wish}"):
        Engine.load(toy_folder, provider=wish)


def test_forced_cuda_runs_on_cuda_or_says_it_cannot(toy_folder: Path) -> None:
    try:
        engine = Engine.load(toy_folder, provider="cuda")
    except BadInput as error:
        assert "cuda" in error.sentence
        assert Engine.load(toy_folder).provider == CPU
    else:
        assert engine.provider == CUDA


def test_cuda_that_does_not_start_falls_back_to_the_cpu(
    toy_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A driver without usable CUDA libraries: ONNX Runtime falls back, and so must the engine."""
    monkeypatch.setattr("runtime.engine.sessions._has_driver", lambda: True)
    engine = Engine.load(toy_folder)
    assert engine.provider in (CPU, CUDA)
    assert engine.generate(PROMPT, LIMP, seed=1)
    if engine.provider == CPU:
        with pytest.raises(BadInput, match="could not be started"):
            Engine.load(toy_folder, provider="cuda")


def test_telemetry_is_off_before_onnx_runtime_is_imported() -> None:
    program = (
        "import builtins, os, sys\n"
        "os.environ.pop('ORT_DISABLE_TELEMETRY', None)\n"
        "real = builtins.__import__\n"
        "def spy(name, *a, **k):\n"
        "    if name == 'onnxruntime' and 'onnxruntime' not in sys.modules:\n"
        "        assert os.environ.get('ORT_DISABLE_TELEMETRY') == '1'\n"
        "    return real(name, *a, **k)\n"
        "builtins.__import__ = spy\n"
        "import runtime.engine.engine\n"
        "assert 'torch' not in sys.modules and 'bpy' not in sys.modules\n"
        "assert 'scipy' not in sys.modules\n"
    )
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


# --- the decode itself -------------------------------------------------------------------------


class Spy:
    """A graph that answers scripted logits and keeps what it was fed."""

    def __init__(
        self, classes: int, favourite: int | None = None, inputs: tuple[str, ...] = ("ids",)
    ) -> None:
        self.classes = classes
        self.inputs = inputs
        self.favourite = favourite
        self.feeds: list[dict[str, np.ndarray]] = []
        self._rng = np.random.default_rng(0)

    def run(self, feeds: dict[str, np.ndarray]) -> list[np.ndarray]:
        self.feeds.append({name: np.array(value) for name, value in feeds.items()})
        tokens = feeds.get("ids", feeds.get("tokens"))
        assert tokens is not None
        logits = self._rng.normal(size=(*tokens.shape[:2], self.classes)).astype(np.float32)
        if self.favourite is not None:
            logits[..., self.favourite] = 50
        if "wanted" in feeds:
            logits = np.take_along_axis(logits, feeds["wanted"][..., None], axis=1)
        return [logits]


BOOK = Codebook(CODES, QUANTIZERS)


class Counted(Graph):
    """A graph that counts its runs."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph.name, graph.session)
        self.runs = 0

    def run(self, feeds: Mapping[str, Array]) -> list[NDArray[np.float32]]:
        self.runs += 1
        return super().run(feeds)


def blank_task(batch: int, length: int, steps: int) -> Task:
    draws = Draws.from_seed(0, batch, steps=steps, layers=QUANTIZERS - 1, longest=length)
    canvas = Canvas.blank(batch, length, QUANTIZERS)
    return Task(canvas, {"text": np.zeros((batch, TEXT), np.float32)}, draws)


def test_fewer_tokens_are_masked_at_each_step_and_sure_ones_are_kept() -> None:
    spy, steps = Spy(CODES), []
    settings = Settings(steps=5)
    tokens = base_tokens(spy, BOOK, blank_task(2, 12, 5), settings, steps.append)  # type: ignore[arg-type]
    assert steps == ["tokens"] * 5
    masked = np.array([(feed["ids"] == BOOK.mask_id).sum(axis=1) for feed in spy.feeds])
    assert masked.tolist() == [[12, 12], [11, 11], [8, 8], [5, 5], [1, 1]]
    for before, after in zip(spy.feeds[1:], spy.feeds[2:], strict=False):
        fixed = before["ids"] != BOOK.mask_id
        np.testing.assert_array_equal(after["ids"][fixed], before["ids"][fixed])
    assert ((tokens >= 0) & (tokens < CODES)).all()


@pytest.mark.parametrize("known", [0, 3])
def test_steps_of_which_nothing_remains_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: int
) -> None:
    engine = Engine.load(write_toy(tmp_path, ("text",)), provider="cpu")
    task = blank_task(2, 20, 18)
    task.canvas.tokens[:, :known] = 5
    task.canvas.open[:known] = False
    tokens, runs = [], []
    for lasting in (momask.lasting, lambda counts: np.ones(len(counts), dtype=bool)):
        monkeypatch.setattr(momask, "lasting", lasting)
        graph, told = Counted(engine._graphs["masked"]), []
        tokens.append(base_tokens(graph, BOOK, task, Settings(steps=18), told.append))
        runs.append(graph.runs)
        assert told == ["tokens"] * 18
    np.testing.assert_array_equal(tokens[0], tokens[1])
    assert runs == [len(set(masked_counts(18, np.array([20 - known]))[:, 0])), 18]
    assert runs[0] < 18


def test_only_masked_places_are_asked_for_where_a_graph_can_be_asked() -> None:
    spy = Spy(CODES, inputs=("ids", "wanted"))
    base_tokens(spy, BOOK, blank_task(2, 12, 5), Settings(steps=5), lambda stage: None)  # type: ignore[arg-type]
    for feed in spy.feeds:
        masked = [np.flatnonzero(row == BOOK.mask_id).tolist() for row in feed["ids"]]
        assert feed["wanted"].tolist() == masked


def test_known_tokens_stay_and_are_never_masked() -> None:
    spy = Spy(CODES)
    task = blank_task(1, 12, 4)
    known = np.arange(12)[None, :, None].repeat(QUANTIZERS, axis=2) % CODES
    task.canvas.tokens[:] = known
    task.canvas.open[:5] = False
    tokens = base_tokens(spy, BOOK, task, Settings(steps=4), lambda stage: None)  # type: ignore[arg-type]
    np.testing.assert_array_equal(tokens[0, :5], known[0, :5, 0])
    assert all((feed["ids"][:, :5] == known[:, :5, 0]).all() for feed in spy.feeds)
    assert (spy.feeds[0]["ids"][:, 5:] == BOOK.mask_id).all()


def test_the_residual_padding_class_counts_as_a_zero_code() -> None:
    task = blank_task(2, 12, 1)
    task.canvas.tokens[:, :3] = 5
    task.canvas.open[:3] = False
    tokens = task.canvas.tokens.copy()
    tokens[..., 0] = 3
    spy = Spy(CODES + 1, favourite=CODES)
    found = residual_tokens(spy, BOOK, tokens, task, Settings(), lambda stage: None)  # type: ignore[arg-type]
    assert found.shape == (2, 12, QUANTIZERS)
    assert (found[..., 0] == 3).all()
    assert (found[:, 3:, 1:] == NO_CODE).all()
    assert (found[:, :3, 1:] == 5).all(), "known tokens were made anew"
    assert [int(feed["layer"]) for feed in spy.feeds] == [1, 2]
    assert (spy.feeds[1]["tokens"] >= 0).all()


def test_motions_of_other_lengths_are_made_without_padding(engine: Engine) -> None:
    graphs = graphs_of(engine)
    lengths = np.array([12, 7, 12])
    conditions = {
        "text": np.random.default_rng(0).normal(size=(3, TEXT)).astype(np.float32),
        "intent": np.zeros((3, INTENT), np.float32),
    }
    draws = Draws.from_seed(3, 3, steps=4, layers=QUANTIZERS - 1, longest=12)
    settings = Settings(steps=4)
    together = generate_tokens(graphs, BOOK, conditions, lengths, draws, settings, lambda s: None)
    assert (together[1, 7:] == NO_CODE).all()
    for row in range(3):
        one = np.array([row])
        some = {name: vectors[one] for name, vectors in conditions.items()}
        alone = generate_tokens(
            graphs, BOOK, some, lengths[one], draws.rows(one), settings, lambda s: None
        )
        np.testing.assert_array_equal(alone[0], together[row, : lengths[row]])


def test_each_sample_is_decoded_at_its_own_length(engine: Engine) -> None:
    rng = np.random.default_rng(0)
    tokens = rng.integers(0, CODES, (3, 12, QUANTIZERS))
    lengths = np.array([12, 7, 12])
    together = decode(graphs_of(engine)["decoder"], tokens, lengths)
    assert [len(features) for features in together] == [48, 28, 48]
    for row, length in enumerate(lengths):
        alone = decode(
            graphs_of(engine)["decoder"], tokens[row : row + 1, :length], lengths[row : row + 1]
        )
        np.testing.assert_allclose(together[row], alone[0], atol=1e-6)


def test_results_outlive_the_session(toy_folder: Path) -> None:
    engine = Engine.load(toy_folder, provider="cpu")
    (motion,) = engine.generate(PROMPT, LIMP, seed=5)
    copy = motion.features.copy()
    del engine
    gc.collect()
    np.testing.assert_array_equal(motion.features, copy)
