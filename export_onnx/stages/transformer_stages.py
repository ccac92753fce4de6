"""Stages 2 and 3: the transformers learn to fill in tokens (MoMask, sections 3.2 and 3.3)."""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from export_onnx.momask.masked_transformer import MaskedTransformer
from export_onnx.momask.residual_transformer import ResidualTransformer
from export_onnx.momask.transformer import length_mask
from export_onnx.stages.loop import Stage, autocast, device
from export_onnx.stages.recipe import TransformerRecipe
from export_onnx.stages.tokens import Batch, TokenSet, drop_conditions

EVALUATED_CLIPS = 64
EVALUATED_MASK = 0.5
"""Share of tokens hidden in the evaluation of the masked transformer."""
IGNORED = -100


class MaskedStage(Stage):
    """Base-layer tokens, a random share of them hidden."""

    name = "masked"

    def __init__(
        self,
        network: MaskedTransformer,
        recipe: TransformerRecipe,
        train: TokenSet,
        held_out: TokenSet,
    ) -> None:
        self.network: MaskedTransformer = network.to(device())
        self.recipe, self.learning_rate = recipe, recipe.learning_rate
        self._train, self._held_out = train, held_out

    def loss(self, rng: np.random.Generator) -> tuple[Tensor, dict[str, float]]:
        """Cross-entropy at the hidden places."""
        recipe = self.recipe
        batch = self._train.draw(recipe, self.network.pad_id, rng)
        conditions = drop_conditions(batch.conditions, recipe.drop_all, recipe.drop_text, rng)
        ids, target = self._hide(batch, rng)
        with autocast():
            logits = self.network(ids, conditions, batch.lengths)
        loss, accuracy = _cross_entropy(logits.float(), target)
        return loss, {"accuracy": accuracy}

    @torch.no_grad()
    def evaluate(self, numbers: list[int] | None = None) -> dict[str, float]:
        """Accuracy on held-out clips with half of the tokens hidden, and with all.

        ``numbers`` are the clips, some of all if not given.
        """
        if not len(self._held_out):
            return {}
        self.network.eval()
        numbers = numbers or list(range(min(EVALUATED_CLIPS, len(self._held_out))))
        batch = self._held_out.whole(numbers, self.network.pad_id)
        rng = np.random.default_rng(0)
        used = length_mask(batch.lengths, batch.tokens.shape[1])
        result = {}
        for name, share in (("half", EVALUATED_MASK), ("all", 1.0)):
            hidden = used & torch.from_numpy(rng.random(used.shape) < share).to(used.device)
            base = batch.tokens[..., 0]
            ids = torch.where(hidden, self.network.mask_id, base)
            logits = self.network(ids, batch.conditions, batch.lengths)
            loss, accuracy = _cross_entropy(logits, torch.where(hidden, base, IGNORED))
            result[f"accuracy_{name}"] = round(accuracy, 4)
            result[f"loss_{name}"] = round(float(loss), 4)
        return result

    def _hide(self, batch: Batch, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        """Inputs with holes, and targets at the holes only.

        The share hidden follows a cosine of a uniform draw; of the hidden
        tokens most become the mask, some a wrong token, some stay (as BERT).
        """
        base = batch.tokens[..., 0]
        where = base.device
        used = length_mask(batch.lengths, base.shape[1])
        share = np.cos(rng.random(len(base)) * math.pi / 2)
        count = torch.from_numpy(share).to(where) * batch.lengths
        count = count.round().clamp_min(1).unsqueeze(1)
        order = torch.from_numpy(rng.random(base.shape)).to(where).masked_fill(~used, 2.0)
        hidden = order.argsort(1).argsort(1) < count
        draw = torch.from_numpy(rng.random(base.shape)).to(where)
        wrong = torch.from_numpy(rng.integers(self.network.config.codes, size=base.shape))
        first, last = self.recipe.wrong_tokens, 1.0 - self.recipe.kept_tokens
        ids = torch.where(hidden & (draw < last), self.network.mask_id, base)
        ids = torch.where(hidden & (draw < first), wrong.to(where), ids)
        return ids, torch.where(hidden, base, IGNORED)


class ResidualStage(Stage):
    """One random layer above the base, from the true layers below it."""

    name = "residual"

    def __init__(
        self,
        network: ResidualTransformer,
        recipe: TransformerRecipe,
        train: TokenSet,
        held_out: TokenSet,
    ) -> None:
        self.network: ResidualTransformer = network.to(device())
        self.recipe, self.learning_rate = recipe, recipe.learning_rate
        self._train, self._held_out = train, held_out

    def loss(self, rng: np.random.Generator) -> tuple[Tensor, dict[str, float]]:
        """Cross-entropy of the chosen layer of each clip."""
        recipe = self.recipe
        batch = self._train.draw(recipe, self.network.pad_id, rng)
        conditions = drop_conditions(batch.conditions, recipe.drop_all, recipe.drop_text, rng)
        layer = rng.integers(1, self.network.config.quantizers, size=len(batch.tokens))
        chosen = torch.from_numpy(layer).to(batch.tokens.device)
        with autocast():
            logits = self.network(batch.tokens, chosen, conditions, batch.lengths)
        loss, accuracy = _cross_entropy(logits.float(), _layer_targets(batch, chosen))
        return loss, {"accuracy": accuracy}

    @torch.no_grad()
    def evaluate(self, numbers: list[int] | None = None) -> dict[str, float]:
        """Accuracy of every layer on held-out clips: those with ``numbers``, or some of all."""
        if not len(self._held_out):
            return {}
        self.network.eval()
        numbers = numbers or list(range(min(EVALUATED_CLIPS, len(self._held_out))))
        batch = self._held_out.whole(numbers, self.network.pad_id)
        result = {}
        for layer in range(1, self.network.config.quantizers):
            chosen = torch.full((len(numbers),), layer, device=batch.tokens.device)
            logits = self.network(batch.tokens, chosen, batch.conditions, batch.lengths)
            _, accuracy = _cross_entropy(logits, _layer_targets(batch, chosen))
            result[f"accuracy_{layer}"] = round(accuracy, 4)
        return result


def _layer_targets(batch: Batch, layer: Tensor) -> Tensor:
    """Tokens (B, L) of each clip's chosen layer; padding is ignored."""
    index = layer[:, None, None].expand(-1, batch.tokens.shape[1], 1)
    target = batch.tokens.gather(2, index).squeeze(2)
    return torch.where(length_mask(batch.lengths, target.shape[1]), target, IGNORED)


def _cross_entropy(logits: Tensor, target: Tensor) -> tuple[Tensor, float]:
    """Mean cross-entropy and accuracy where the target is not ignored."""
    loss = F.cross_entropy(logits.flatten(0, 1), target.flatten(), ignore_index=IGNORED)
    with torch.no_grad():
        counted = target != IGNORED
        right = (logits.argmax(-1) == target) & counted
        accuracy = float(right.sum() / counted.sum().clamp_min(1))
    return loss, accuracy
