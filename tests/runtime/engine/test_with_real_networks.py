"""The engine on a folder as training writes it: real networks with random weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from runtime.engine.engine import Engine

pytest.importorskip("torch")

INTENT = np.zeros(128, dtype=np.float32)


@pytest.fixture(scope="module")
def trained_like(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    from tests.make_toy_model import make_toy_model

    folder: Path = make_toy_model(tmp_path_factory.mktemp("nets") / "model")
    return Engine.load(folder, provider="cpu")


def test_a_sentence_gives_the_same_bytes_twice(trained_like: Engine) -> None:
    first = trained_like.generate("a man limps on the left", INTENT, seed=7, samples=3)
    again = trained_like.generate("a man limps on the left", INTENT, seed=7, samples=3)
    assert [m.joints.tobytes() for m in first] == [m.joints.tobytes() for m in again]
    assert len({m.joints.tobytes() for m in first}) == 3


def test_a_sample_of_a_batch_is_that_of_a_single_request(trained_like: Engine) -> None:
    """Equal tokens: rounding differs with the batch, what is drawn does not."""
    several = trained_like.generate("slow walk", INTENT, seed=5, samples=4)
    (single,) = trained_like.generate("slow walk", INTENT, seed=5)
    assert single.features.shape == several[0].features.shape
    np.testing.assert_allclose(single.features, several[0].features, atol=1e-4)


def test_the_intent_reaches_the_network(trained_like: Engine) -> None:
    (plain,) = trained_like.generate("limps", INTENT, seed=2, seconds=5)
    (other,) = trained_like.generate("limps", INTENT + 1, seed=2, seconds=5)
    assert plain.features.tobytes() != other.features.tobytes()


def test_tokens_of_a_motion_decode_to_its_length(trained_like: Engine) -> None:
    (motion,) = trained_like.generate("walk", INTENT, seed=1, seconds=3)
    tokens = trained_like.encode(np.concatenate([motion.features, motion.features[:3]]))
    assert tokens.shape == (15, 3) and tokens.dtype == np.int64
    (back,) = trained_like.decode(tokens[None])
    assert back.shape == motion.features.shape


def test_prompts_of_500_characters_run_and_are_reported_as_cut(trained_like: Engine) -> None:
    prompt = ("walks slowly with a limp " * 20)[:500]
    assert trained_like.truncates(prompt)
    assert trained_like.generate(prompt, INTENT, seed=1)
    assert not trained_like.truncates("walks slowly with a limp")
