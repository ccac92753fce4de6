"""Stage 4: the length estimator learns how long clips of an intent are."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from export_onnx.momask.length_estimator import LengthEstimator
from export_onnx.stages.loop import Stage, device
from export_onnx.stages.recipe import LengthRecipe
from export_onnx.stages.tokens import TokenSet, drop_conditions


class LengthStage(Stage):
    """Cross-entropy over 50 classes of 4 frames."""

    name = "length"

    def __init__(
        self,
        network: LengthEstimator,
        recipe: LengthRecipe,
        train: TokenSet,
        held_out: TokenSet,
    ) -> None:
        self.network: LengthEstimator = network.to(device())
        self.recipe, self.learning_rate = recipe, recipe.learning_rate
        self._train, self._held_out = train, held_out

    def loss(self, rng: np.random.Generator) -> tuple[Tensor, dict[str, float]]:
        """Cross-entropy of a random batch of clips, one random caption each."""
        picked = rng.integers(len(self._train), size=self.recipe.batch)
        texts = [self._train.texts[i][rng.integers(len(self._train.texts[i]))] for i in picked]
        conditions, target = self._case(self._train, np.stack(texts), picked)
        conditions = drop_conditions(conditions, 0.0, self.recipe.drop_text, rng)
        return F.cross_entropy(self.network(conditions), target), {}

    @torch.no_grad()
    def evaluate(self) -> dict[str, float]:
        """Mean distance of the expected from the true length on held-out clips, in tokens."""
        if not len(self._held_out):
            return {}
        self.network.eval()
        numbers = np.arange(len(self._held_out))
        texts = np.stack([rows[0] for rows in self._held_out.texts])
        conditions, target = self._case(self._held_out, texts, numbers)
        chance = self.network(conditions).softmax(-1)
        classes = torch.arange(chance.shape[1], device=chance.device, dtype=chance.dtype)
        return {"off_by_tokens": round(float(((chance @ classes) - target).abs().mean()), 2)}

    def _case(
        self, clips: TokenSet, texts: np.ndarray, numbers: np.ndarray
    ) -> tuple[list[Tensor], Tensor]:
        conditions = [
            torch.from_numpy(np.asarray(c, np.float32)).to(device())
            for c in (texts, clips.intents[numbers])
        ]
        lengths = np.array([len(clips.tokens[i][0]) for i in numbers])
        longest = self.network.config.classes - 1
        return conditions, torch.from_numpy(lengths.clip(1, longest)).to(device())
