"""The engine on a folder as training writes it: real networks with random weights."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from retarget.errors import BadInput
from runtime.engine.engine import Engine
from runtime.engine.features import features_to_joints, raised

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


@pytest.mark.parametrize("window", [(1.0, 2.0), (0.0, 1.5), (2.5, 4.0), (0.0, 4.0)])
def test_tokens_outside_the_edited_part_stay_those_of_the_motion(
    trained_like: Engine, monkeypatch: pytest.MonkeyPatch, window: tuple[float, float]
) -> None:
    (motion,) = trained_like.generate("walk", INTENT, seed=1, seconds=4)
    known = trained_like.encode(motion.features)
    seen: list[np.ndarray] = []
    real = trained_like.decode
    monkeypatch.setattr(trained_like, "decode", lambda tokens: seen.append(tokens) or real(tokens))
    edited = trained_like.edit(motion.features, window, "limps", INTENT + 1, seed=5, samples=2)
    first, last = round(window[0] * 5), round(window[1] * 5)
    margin = trained_like.settings.margin_tokens
    (tokens,) = seen
    inner = tokens[:, margin : margin + len(known)]
    assert inner.shape == (2, *known.shape)
    np.testing.assert_array_equal(inner[:, :first], np.stack([known[:first]] * 2))
    np.testing.assert_array_equal(inner[:, last:], np.stack([known[last:]] * 2))
    assert (inner[:, first:last] != known[first:last]).any()
    for one in edited:
        assert one.features[: first * 4].tobytes() == motion.features[: first * 4].tobytes()
        assert one.features[last * 4 :].tobytes() == motion.features[last * 4 :].tobytes()
    assert edited[0].features.tobytes() != edited[1].features.tobytes()


@pytest.mark.parametrize("window", [(2.0, 2.0), (3.0, 1.0), (-1.0, 2.0), (1.0, 9.0), (7.0, 8.0)])
def test_a_part_that_is_not_inside_the_motion(
    trained_like: Engine, window: tuple[float, float]
) -> None:
    (motion,) = trained_like.generate("walk", INTENT, seed=1, seconds=4)
    with pytest.raises(BadInput, match="not inside the motion"):
        trained_like.edit(motion.features, window, "limps", INTENT, seed=5)


@pytest.mark.parametrize("frames", [12, 1300])
def test_a_motion_that_is_too_short_or_too_long_to_edit(trained_like: Engine, frames: int) -> None:
    with pytest.raises(BadInput, match="changes motions of 2 to 60 seconds"):
        trained_like.edit(np.zeros((frames, 263), np.float32), (0.0, 0.4), "limps", INTENT, seed=5)


def test_a_part_of_a_long_motion(trained_like: Engine) -> None:
    (motion,) = trained_like.generate("walk", INTENT, seed=1, seconds=30)
    (edited,) = trained_like.edit(motion.features, (5.0, 25.0), "limps", INTENT + 1, seed=5)
    assert edited.features[:100].tobytes() == motion.features[:100].tobytes()
    assert edited.features[500:].tobytes() == motion.features[500:].tobytes()
    assert not np.array_equal(edited.features[200:400], motion.features[200:400])


def test_a_motion_is_edited_at_the_height_that_the_model_has_learnt(
    trained_like: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Published checkpoints stand with the lowest joint at 0, our motions with toes at 2 cm."""
    (motion,) = trained_like.generate("walk", INTENT, seed=1, seconds=4)
    folder = shutil.copytree(trained_like._manifest.folder, tmp_path / "model")
    record = json.loads((folder / "manifest.json").read_text("utf-8"))
    (folder / "manifest.json").write_text(json.dumps({**record, "floor_m": 0.0}), "utf-8")
    engine = Engine.load(folder, provider="cpu")
    coded: list[np.ndarray] = []
    real = engine.encode
    monkeypatch.setattr(engine, "encode", lambda given: coded.append(given) or real(given))
    high = raised(motion.features, 0.7)
    (low_edit,) = engine.edit(motion.features, (1.0, 2.0), "limps", INTENT, seed=5)
    (high_edit,) = engine.edit(high, (1.0, 2.0), "limps", INTENT, seed=5)
    for given in coded:
        assert features_to_joints(given)[..., 1].min() == pytest.approx(0.0, abs=1e-5)
    np.testing.assert_allclose(raised(low_edit.features, 0.7), high_edit.features, atol=1e-4)
    assert high_edit.features[:20].tobytes() == high[:20].tobytes()
