"""The decoder learns on; tokens stay what they are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from export_onnx.momask.config import gaitbox_model
from export_onnx.momask.rvq import RvqVae
from export_onnx.stages.budget import Budget
from export_onnx.stages.data import Normalisation
from export_onnx.stages.decoder_stage import DecoderStage
from export_onnx.stages.loop import Trainer
from export_onnx.stages.recipe import DecoderRecipe


def test_the_decoder_improves_and_the_tokens_stay(tmp_path: Path) -> None:
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    angles = np.linspace(0, 12, 64)[:, None] + rng.uniform(0, 6, 263)
    clips = [np.sin(angles + shift).astype(np.float32) for shift in range(6)]
    normalisation = Normalisation.of(clips, 5.0)
    network = RvqVae(gaitbox_model(width=16, codes=16, quantizers=2).rvq)
    before = network.decoder.model[0].weight.detach().clone()
    frames = torch.from_numpy(np.stack([normalisation.apply(clip) for clip in clips]))
    network(frames)  # the codebooks take their first codes from data
    network.eval()
    tokens = network.encode(frames)
    assert len(np.unique(tokens.numpy())) > 4
    stage = DecoderStage(
        network,
        DecoderRecipe(batch=6, window=12, learning_rate=1e-2),
        normalisation,
        clips,
        list(tokens.numpy()),
    )
    first = np.mean([float(stage.loss(rng)[0].detach()) for _ in range(5)])
    Trainer(stage, tmp_path, Budget(steps=150), seed=0).run()
    last = np.mean([float(stage.loss(rng)[0].detach()) for _ in range(5)])
    assert last < 0.9 * first
    network.eval()
    assert torch.equal(network.encode(frames), tokens)
    assert not torch.equal(network.decoder.model[0].weight, before)
    assert (tmp_path / "decoder.pt").exists()
