"""Budget, normalisation, kinematics, token batches, dropout."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from export_onnx.corpus.store import Corpus
from export_onnx.momask.dropout import Dropout
from export_onnx.stages.budget import Budget, rate_factor
from export_onnx.stages.data import Normalisation, embed_captions
from export_onnx.stages.kinematics import global_positions
from export_onnx.stages.recipe import Recipe, TransformerRecipe
from export_onnx.stages.tokens import TokenSet, drop_conditions
from export_onnx.stages.workdir import WorkDir
from export_onnx.text_encoder import TextEncoder
from retarget.errors import BadInput
from runtime.engine.features import features_to_joints


def test_budget_ends_with_time_or_steps() -> None:
    assert Budget(seconds=10).progress(5.0, 1000) == 0.5
    assert Budget(steps=10).progress(500.0, 5) == 0.5
    assert Budget(seconds=10, steps=10).progress(20.0, 1) == 1.0


def test_learning_rate_rises_then_falls() -> None:
    rates = [rate_factor(x) for x in (0.0, 0.02, 0.04, 0.5, 1.0)]
    assert rates[0] < rates[1] < rates[2] == 1.0
    assert 1.0 > rates[3] > rates[4] > 0.0


def test_normalisation_shares_the_spread_within_a_group() -> None:
    rng = np.random.default_rng(0)
    features = [(rng.normal(size=(50, 263)) * 3 + 1).astype(np.float32) for _ in range(3)]
    normalisation = Normalisation.of(features, root_gain=5.0)
    assert len(set(normalisation.std[4:67])) == 1
    assert normalisation.std[3] == pytest.approx(3 / 5, rel=0.2)
    flat = normalisation.apply(np.concatenate(features))
    assert np.abs(flat.mean(0)).max() < 1e-3
    assert flat[:, 4:].std() == pytest.approx(1.0, rel=0.05)


def test_positions_are_the_runtime_s() -> None:
    rng = np.random.default_rng(1)
    features = rng.normal(size=(2, 40, 263)).astype(np.float32) * 0.1
    got = global_positions(torch.from_numpy(features)).numpy()
    for clip, joints in zip(features, got, strict=True):
        np.testing.assert_allclose(joints, features_to_joints(clip), atol=1e-5)


def clips() -> TokenSet:
    tokens = [[np.full((20 + i, 3), i), np.full((19 + i, 3), i)] for i in range(4)]
    texts = [np.full((2, 5), i, np.float32) for i in range(4)]
    return TokenSet(tokens, texts, np.arange(4, dtype=np.float32)[:, None].repeat(2, 1))


def test_token_batches_keep_clip_text_and_intent_together() -> None:
    batch = clips().draw(TransformerRecipe(batch=32), 99, np.random.default_rng(0))
    assert batch.tokens.shape == (32, int(batch.lengths.max()), 3)
    for row, length, text, intent in zip(
        batch.tokens, batch.lengths, *batch.conditions, strict=True
    ):
        assert (row[:length] == text[0]).all() and intent[0] == text[0]
        assert (row[length:] == 99).all()
    assert batch.lengths.min() >= 10 and len(set(batch.lengths.tolist())) > 4


def test_token_sets_survive_the_disk(tmp_path: Path) -> None:
    clips().save(tmp_path / "tokens.npz")
    back = TokenSet.load(tmp_path / "tokens.npz")
    for a, b in zip(clips().tokens, back.tokens, strict=True):
        for x, y in zip(a, b, strict=True):
            np.testing.assert_array_equal(x, y)
    np.testing.assert_array_equal(back.intents, clips().intents)
    np.testing.assert_array_equal(back.texts[3], clips().texts[3])


def test_the_intent_is_never_dropped_alone() -> None:
    conditions = [torch.ones(4000, 1), torch.ones(4000, 1)]
    text, intent = drop_conditions(conditions, 0.1, 0.3, np.random.default_rng(0))
    assert float(text.mean()) == pytest.approx(0.6, abs=0.03)
    assert float(intent.mean()) == pytest.approx(0.9, abs=0.03)
    assert (text[intent == 0] == 0).all()


def test_dropout_keeps_the_mean_and_is_seeded() -> None:
    layer = Dropout(0.1).train()
    x = torch.ones(200, 301)
    torch.manual_seed(1)
    first = layer(x)
    torch.manual_seed(1)
    assert torch.equal(first, layer(x))
    assert float((first == 0).float().mean()) == pytest.approx(0.1, abs=0.01)
    assert float(first.mean()) == pytest.approx(1.0, abs=0.01)
    assert layer.eval()(x) is x


def test_captions_are_encoded_once(
    tiny_corpus: Corpus, toy_text: TextEncoder, tmp_path: Path
) -> None:
    first = embed_captions(tiny_corpus, toy_text, tmp_path)
    assert [rows.shape for rows in first] == [(2, 384)] * len(tiny_corpus)
    assert not np.allclose(first[0][0], first[1][0])
    (cached,) = tmp_path.glob("captions-*.npy")
    np.save(cached, np.load(cached) + 1)
    again = embed_captions(tiny_corpus, toy_text, tmp_path)
    np.testing.assert_allclose(again[0], first[0] + 1)


def test_another_recipe_cannot_resume(tmp_path: Path, tiny_recipe: Recipe) -> None:
    work = WorkDir(tmp_path)
    work.begin(tiny_recipe, {"clips": 3}, resume=False)
    assert work.recipe() == tiny_recipe
    work.begin(tiny_recipe, {"clips": 3}, resume=True)
    with pytest.raises(BadInput, match="another recipe, corpus or start"):
        work.begin(tiny_recipe, {"clips": 4}, resume=True)
