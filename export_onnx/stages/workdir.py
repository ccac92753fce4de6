"""The training folder: recipe, normalisation, tokens and checkpoints."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from export_onnx.networks import Networks
from export_onnx.readback.folder import Start
from export_onnx.stages.budget import Budget
from export_onnx.stages.data import Normalisation
from export_onnx.stages.recipe import Recipe
from export_onnx.stages.tokens import TokenSet
from retarget.errors import BadInput

STAGES = ("rvq", "decoder", "masked", "residual", "length")


@dataclass(frozen=True)
class WorkDir:
    """Paths and contents of one training folder."""

    path: Path

    def begin(
        self,
        recipe: Recipe,
        corpus: dict[str, Any],
        *,
        resume: bool,
        start: Start | None = None,
    ) -> None:
        """Make the folder ready: keep what is there to resume, else start clean.

        Raises:
            BadInput: what is there was trained with another recipe, corpus or start, or the
                start does not have the recipe's sizes.
        """
        if start is not None and start.networks.config != recipe.model:
            raise BadInput("The model to start from has other sizes than the recipe.")
        self.path.mkdir(parents=True, exist_ok=True)
        facts: dict[str, Any] = {"recipe": recipe.to_dict(), "corpus": corpus}
        if start is not None:
            facts["started_from"] = start.origin
        record = json.loads(json.dumps(facts))
        if resume and self._record.exists():
            if json.loads(self._record.read_text()) != record:
                raise BadInput(
                    f"The training in {self.path} used another recipe, corpus or start.",
                    "Give the same ones, or train without --resume.",
                )
            return
        for path in (*(self.checkpoint(name) for name in STAGES), *self.token_files()):
            path.unlink(missing_ok=True)
        self._start.unlink(missing_ok=True)
        if start is not None:
            start.networks.save(self._start)
        self._record.write_text(json.dumps(record, indent=1))

    @property
    def _record(self) -> Path:
        return self.path / "training.json"

    @property
    def _start(self) -> Path:
        return self.path / "start.pt"

    def start(self) -> Networks | None:
        """The networks that this training started from; None: from random weights."""
        return Networks.load(self._start) if self._start.exists() else None

    def load_start(self, stage: str, network: nn.Module) -> bool:
        """Weights that the training started from into ``network``; whether there are any."""
        start = self.start()
        if start is None:
            return False
        network.load_state_dict(start.parts()[stage].state_dict())
        return True

    def recipe(self) -> Recipe:
        """The recipe of this training."""
        if not self._record.exists():
            raise BadInput(f"There is no training in {self.path}.")
        return Recipe.from_dict(json.loads(self._record.read_text())["recipe"])

    def checkpoint(self, stage: str) -> Path:
        """Checkpoint of a stage."""
        return self.path / f"{stage}.pt"

    def token_files(self) -> tuple[Path, Path]:
        """Tokens for training and held-out tokens."""
        return self.path / "tokens-train.npz", self.path / "tokens-val.npz"

    def tokens(self) -> tuple[TokenSet, TokenSet]:
        """Both token sets."""
        train, held_out = self.token_files()
        return TokenSet.load(train), TokenSet.load(held_out)

    def save_normalisation(self, normalisation: Normalisation) -> None:
        """Keep mean and standard deviation."""
        np.savez(self.path / "normalisation.npz", mean=normalisation.mean, std=normalisation.std)

    def normalisation(self) -> Normalisation:
        """Mean and standard deviation of this training."""
        path = self.path / "normalisation.npz"
        if not path.exists():
            raise BadInput(f"The training in {self.path} has not begun.")
        with np.load(path) as data:
            return Normalisation(data["mean"], data["std"])

    def load_weights(self, stage: str, network: nn.Module) -> None:
        """Weights of the last checkpoint of a stage into ``network``."""
        path = self.checkpoint(stage)
        if not path.exists():
            raise BadInput(f"The training in {self.path} has not reached the stage {stage}.")
        state = torch.load(path, map_location="cpu", weights_only=True)
        network.load_state_dict(state["network"])

    def finished(self, stage: str, budget: Budget) -> bool:
        """Whether the checkpoint of a stage has used up ``budget``."""
        path = self.checkpoint(stage)
        if not path.exists():
            return False
        state = torch.load(path, map_location="cpu", weights_only=True)
        return budget.progress(state["elapsed"], state["step"]) >= 1.0

    def networks(self) -> Networks:
        """All networks as trained so far."""
        recipe, normalisation = self.recipe(), self.normalisation()
        networks = Networks.create(recipe.model, normalisation.mean, normalisation.std)
        for name, network in networks.parts().items():
            self.load_weights(name, network)
        if self.checkpoint("decoder").exists():
            self.load_weights("decoder", networks.parts()["rvq"])
        return networks.eval()
