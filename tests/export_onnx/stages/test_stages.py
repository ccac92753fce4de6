"""Every stage learns, and continues after a stop as if it had not been stopped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from export_onnx.corpus.store import Corpus
from export_onnx.momask.length_estimator import LengthEstimator
from export_onnx.momask.masked_transformer import MaskedTransformer
from export_onnx.momask.residual_transformer import ResidualTransformer
from export_onnx.momask.rvq import RvqVae
from export_onnx.stages.budget import Budget
from export_onnx.stages.data import Normalisation
from export_onnx.stages.length_stage import LengthStage
from export_onnx.stages.loop import Stage, Trainer
from export_onnx.stages.recipe import Recipe
from export_onnx.stages.rvq_stage import RvqStage
from export_onnx.stages.tokens import TokenSet
from export_onnx.stages.transformer_stages import MaskedStage, ResidualStage

SEED = 3

MakeStage = Callable[[str], Stage]


@pytest.fixture()
def make_stage(tiny_corpus: Corpus, tiny_recipe: Recipe) -> MakeStage:
    """A fresh stage by name, always with the same first weights."""

    def make(name: str) -> Stage:
        torch.manual_seed(SEED)
        model = tiny_recipe.model
        if name == "rvq":
            train, held_out = tiny_corpus.features[:16], tiny_corpus.features[16:]
            normalisation = Normalisation.of(train, 5.0)
            return RvqStage(RvqVae(model.rvq), tiny_recipe.rvq, normalisation, train, held_out)
        clips = learnable_tokens()
        if name == "masked":
            return MaskedStage(MaskedTransformer(model.masked), tiny_recipe.masked, clips, clips)
        if name == "residual":
            network = ResidualTransformer(model.residual)
            return ResidualStage(network, tiny_recipe.residual, clips, clips)
        return LengthStage(LengthEstimator(model.length), tiny_recipe.length, clips, clips)

    return make


def learnable_tokens() -> TokenSet:
    """Two kinds of clips, told apart by their intent alone; tokens and length follow from it."""
    tokens, texts, intents = [], [], []
    for number in range(12):
        kind = number % 2
        length = 14 if kind else 20
        base = (np.arange(length) % 3) + 10 * kind
        tokens.append([np.stack([base, base + 1, base + 2], 1)])
        texts.append(np.ones((1, 384), np.float32) / 20)
        intents.append(np.eye(128, dtype=np.float32)[kind] * 5)
    return TokenSet(tokens, texts, np.stack(intents))


def run(stage: Stage, folder: Path, steps: int, total: int) -> Trainer:
    """Train until ``steps`` of a budget of ``total`` steps, from the checkpoint if there is one."""
    folder.mkdir(exist_ok=True)
    trainer = Trainer(stage, folder, Budget(steps=total), seed=SEED)
    trainer.resume()
    while trainer.step < steps:
        trainer._one_step()
    trainer.save()
    return trainer


def mean_loss(stage: Stage) -> float:
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    stage.network.eval()
    with torch.no_grad():
        return float(np.mean([float(stage.loss(rng)[0]) for _ in range(5)]))


@pytest.mark.parametrize(
    ("name", "steps", "share"),
    [("rvq", 25, 0.8), ("masked", 50, 0.6), ("residual", 50, 0.6), ("length", 40, 0.5)],
)
def test_training_reduces_the_loss(
    make_stage: MakeStage, tmp_path: Path, name: str, steps: int, share: float
) -> None:
    stage = make_stage(name)
    if name == "rvq":
        run(stage, tmp_path, 1, steps)
    before = mean_loss(stage)
    run(stage, tmp_path, steps, steps)
    assert mean_loss(stage) < share * before


@pytest.mark.parametrize("name", ["rvq", "masked", "residual", "length"])
def test_resuming_gives_the_same_state(make_stage: MakeStage, tmp_path: Path, name: str) -> None:
    straight = run(make_stage(name), tmp_path / "straight", 6, 6)
    run(make_stage(name), tmp_path / "stopped", 3, 6)
    torch.manual_seed(99)
    continued = run(make_stage(name), tmp_path / "stopped", 6, 6)
    want = straight.stage.network.state_dict()
    for key, value in continued.stage.network.state_dict().items():
        torch.testing.assert_close(value, want[key], rtol=0, atol=0)
    if name == "rvq":
        for a, b in zip(straight.stage.extra_state(), continued.stage.extra_state(), strict=True):
            torch.testing.assert_close(a["sums"], b["sums"], rtol=0, atol=0)


def test_tokeniser_reconstructs_held_out_clips_better_with_training(
    make_stage: MakeStage, tmp_path: Path
) -> None:
    stage = make_stage("rvq")
    run(stage, tmp_path, 3, 50)
    before = stage.evaluate()["local_mm"]
    run(stage, tmp_path, 50, 50)
    assert stage.evaluate()["local_mm"] < 0.7 * before


def test_the_intent_decides_the_tokens(make_stage: MakeStage, tmp_path: Path) -> None:
    stage = make_stage("masked")
    run(stage, tmp_path, 80, 80)
    assert isinstance(stage, MaskedStage)
    intents = torch.eye(128)[:2] * 5
    texts = torch.ones(2, 384) / 20
    hidden = torch.full((2, 12), stage.network.mask_id)
    with torch.no_grad():
        best = stage.network.eval()(hidden, [texts, intents], torch.tensor([12, 12])).argmax(-1)
    assert (best[0] < 10).all() and (best[1] >= 10).all()
