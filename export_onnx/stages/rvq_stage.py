"""Stage 1: the motion tokeniser learns to reconstruct windows of motion."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from export_onnx.momask.rvq import RvqVae
from export_onnx.stages.data import Normalisation, Windows, channel_gains
from export_onnx.stages.kinematics import (
    CONTACTS,
    POSITIONS,
    ROTATIONS,
    VELOCITIES,
    global_positions,
    local_positions,
)
from export_onnx.stages.loop import Stage, autocast, device
from export_onnx.stages.recipe import RvqRecipe

MILLIMETRES = 1000.0
EVALUATED_CLIPS = 24
KEPT_WINDOWS = 512
"""Windows from which the use of codes is estimated that come without moving sums."""


class RvqStage(Stage):
    """Reconstruction of features, of positions, and of how positions change."""

    name = "rvq"

    def __init__(
        self,
        network: RvqVae,
        recipe: RvqRecipe,
        normalisation: Normalisation,
        train: list[np.ndarray],
        held_out: list[np.ndarray],
    ) -> None:
        self.network: RvqVae = network.to(device())
        self.recipe = recipe
        self.learning_rate = recipe.learning_rate
        self.weight_decay = 0.0
        clips = [normalisation.apply(clip) for clip in train]
        self._windows = Windows(clips, recipe.window)
        self._held_out = held_out[:EVALUATED_CLIPS]
        self._normalisation = normalisation
        self._mean = torch.from_numpy(normalisation.mean).to(device())
        self._std = torch.from_numpy(normalisation.std).to(device())
        self._weight = _channel_weights(recipe).to(device())
        self._gain = channel_gains(clips, recipe).to(device())
        if bool(network.quantizer.has_codes()):
            self._keep_codes(np.random.default_rng(0))

    def loss(self, rng: np.random.Generator) -> tuple[Tensor, dict[str, float]]:
        """See :class:`RvqRecipe` for the parts and their weights."""
        recipe = self.recipe
        want = self._windows.draw(recipe.batch, rng).to(device())
        with autocast():
            got, commitment, perplexity = self.network(want)
        got = got.float()
        features = (F.smooth_l1_loss(got, want, reduction="none") * self._weight).mean()
        raw_got, raw_want = got * self._std + self._mean, want * self._std + self._mean
        local, world = self._position_losses(raw_got, raw_want)
        total = features + recipe.commitment * commitment
        total = total + recipe.position_weight * local[0] + recipe.motion_weight * local[1]
        total = total + recipe.global_weight * world
        if recipe.still_weight:
            error = (got - want) * self._gain
            total = total + recipe.still_weight * F.smooth_l1_loss(error, torch.zeros_like(error))
        return total, {
            "features": float(features.detach()),
            "local": float(local[0].detach()),
            "global": float(world.detach()),
            "perplexity": float(perplexity),
        }

    @torch.no_grad()
    def _keep_codes(self, rng: np.random.Generator) -> None:
        """Moving sums for codebooks that come without: how often a batch uses each code."""
        x = self._windows.draw(KEPT_WINDOWS, rng).to(device())
        self.network.eval()
        latents = self.network.encoder(x.transpose(1, 2))
        self.network.quantizer.keep_codes(latents, self.recipe.batch / KEPT_WINDOWS)

    def evaluate(self) -> dict[str, float]:
        """Mean position error on held-out clips, root-aligned and global, in mm."""
        if not self._held_out:
            return {}
        errors = np.array([self.errors(clip) for clip in self._held_out])
        return {
            "local_mm": round(float(errors[:, 0].mean()), 2),
            "global_mm": round(float(errors[:, 1].mean()), 2),
        }

    @torch.no_grad()
    def errors(self, features: np.ndarray) -> tuple[float, float]:
        """Error (mm) of one clip (T, 263): root-aligned in the heading frame, and global."""
        self.network.eval()
        unit = self.network.config.unit_length
        features = features[: len(features) // unit * unit]
        x = torch.from_numpy(self._normalisation.apply(features))[None].to(device())
        got = self.network.decode(self.network.encode(x)) * self._std + self._mean
        want = torch.from_numpy(features)[None].to(device())
        local = local_positions(got) - local_positions(want)
        local = local - local[:, :, :1]
        world = global_positions(got) - global_positions(want)
        return (
            float(local.norm(dim=-1).mean()) * MILLIMETRES,
            float(world.norm(dim=-1).mean()) * MILLIMETRES,
        )

    def extra_state(self) -> Any:
        """The codebooks' moving sums."""
        return self.network.quantizer.ema_state()

    def load_extra_state(self, state: Any) -> None:
        """Put the moving sums back."""
        self.network.quantizer.load_ema_state(state)

    @staticmethod
    def _position_losses(got: Tensor, want: Tensor) -> tuple[tuple[Tensor, Tensor], Tensor]:
        """Position and frame-to-frame change in the heading frame, and global position (m)."""
        a, b = local_positions(got), local_positions(want)
        change = (a[:, 1:] - a[:, :-1]) - (b[:, 1:] - b[:, :-1])
        world = global_positions(got) - global_positions(want)
        return ((a - b).abs().mean(), change.abs().mean()), F.smooth_l1_loss(
            world, torch.zeros_like(world), beta=0.05
        )


def _channel_weights(recipe: RvqRecipe) -> Tensor:
    weight = torch.ones(263)
    weight[POSITIONS] = 1.0
    weight[ROTATIONS] = recipe.rotation_weight
    weight[VELOCITIES] = recipe.velocity_weight
    weight[CONTACTS] = recipe.contact_weight
    return weight
