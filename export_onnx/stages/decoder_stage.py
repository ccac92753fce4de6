"""Stage after the tokeniser: the decoder alone learns on, with every token as it is.

The tokeniser's loss counts errors in metres, in which a pelvis that drops two centimetres or a
foot that meets the floor toes first weighs little beside swinging arms. Here every channel is
weighed by how much it moves at all, so that small motions count like large ones. Tokens do not
change, so what the transformers have learned stays valid.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from export_onnx.momask.rvq import RvqVae
from export_onnx.stages.data import Normalisation, channel_gains
from export_onnx.stages.kinematics import global_positions, local_positions
from export_onnx.stages.loop import Stage, autocast, device
from export_onnx.stages.recipe import DecoderRecipe


class DecoderStage(Stage):
    """Reconstruction from given tokens; only the decoder's weights change."""

    name = "decoder"

    def __init__(
        self,
        network: RvqVae,
        recipe: DecoderRecipe,
        normalisation: Normalisation,
        clips: list[NDArray[np.float32]],
        tokens: list[NDArray[np.int64]],
    ) -> None:
        self.network: RvqVae = network.to(device())
        for part in (network.encoder, network.quantizer):
            part.requires_grad_(False)
        self.recipe = recipe
        self.learning_rate = recipe.learning_rate
        self.weight_decay = 0.0
        self._clips = [normalisation.apply(clip) for clip in clips]
        self._tokens = tokens
        self._window = min(recipe.window, max(len(t) for t in tokens))
        self._long = [k for k, t in enumerate(tokens) if len(t) >= self._window]
        self._mean = torch.from_numpy(normalisation.mean).to(device())
        self._std = torch.from_numpy(normalisation.std).to(device())
        self._gain = channel_gains(self._clips, recipe).to(device())

    def loss(self, rng: np.random.Generator) -> tuple[Tensor, dict[str, float]]:
        """Weighed features, frame-to-frame change and global path of a batch of windows."""
        tokens, want = self._draw(rng)
        with torch.no_grad():
            codes = self.network.quantizer.decode(tokens)
        with autocast():
            got = self.network.decoder(codes).transpose(1, 2)
        got = got.float()
        error = (got - want) * self._gain
        features = F.smooth_l1_loss(error, torch.zeros_like(error))
        change = (error[:, 1:] - error[:, :-1]).abs().mean()
        raw_got, raw_want = got * self._std + self._mean, want * self._std + self._mean
        local = (local_positions(raw_got) - local_positions(raw_want)).norm(dim=-1).mean()
        world = global_positions(raw_got) - global_positions(raw_want)
        path = F.smooth_l1_loss(world, torch.zeros_like(world), beta=0.05)
        total = features + self.recipe.change_weight * change + self.recipe.path_weight * path
        return total, {
            "features": float(features.detach()),
            "local_mm": 1000 * float(local.detach()),
        }

    def _draw(self, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        """Tokens ``(B, L, Q)``, some without their last layers, and features ``(B, 4 L, 263)``."""
        recipe, unit, window = self.recipe, self.network.config.unit_length, self._window
        tokens, features = [], []
        for k in rng.choice(self._long, recipe.batch):
            start = int(rng.integers(len(self._tokens[k]) - window + 1))
            part = self._tokens[k][start : start + window].copy()
            if rng.random() < recipe.drop_layers:
                part[:, int(rng.integers(1, part.shape[1])) :] = -1
            tokens.append(part)
            features.append(self._clips[k][unit * start : unit * (start + window)])
        return (
            torch.from_numpy(np.stack(tokens)).to(device()),
            torch.from_numpy(np.stack(features)).to(device()),
        )
