"""One training loop for every stage: time budget, learning rate, checkpoints, resume."""

from __future__ import annotations

import logging
import os
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from export_onnx.stages.budget import Budget, rate_factor
from export_onnx.stages.threads import ThreadChoice

log = logging.getLogger(__name__)

REPORT_SECONDS = 20.0
GRADIENT_NORM = 1.0


class Stage(ABC):
    """What is particular to one stage of training."""

    name: str
    network: nn.Module
    learning_rate: float
    weight_decay: float = 1e-2

    @abstractmethod
    def loss(self, rng: np.random.Generator) -> tuple[Tensor, dict[str, float]]:
        """Loss of one fresh batch, and numbers worth logging."""

    def evaluate(self) -> dict[str, float]:
        """Numbers from held-out data, for the log."""
        return {}

    def extra_state(self) -> Any:
        """What a checkpoint needs beyond weights and optimiser."""
        return None

    def load_extra_state(self, state: Any) -> None:
        """Put back what :meth:`extra_state` gave."""
        assert state is None


def device() -> torch.device:
    """The GPU if there is one, else the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def low_precision() -> bool:
    """Whether bfloat16 products are fast here (a GPU, or a CPU with instructions for them)."""
    if torch.cuda.is_available():
        return True
    supported = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
    return bool(supported and supported())


def autocast() -> torch.autocast:
    """bfloat16 where it is fast."""
    return torch.autocast(device().type, torch.bfloat16, enabled=low_precision())


class Trainer:
    """Runs a stage until its budget is used, and survives being stopped."""

    def __init__(
        self,
        stage: Stage,
        folder: Path,
        budget: Budget,
        *,
        seed: int,
        every: float = 90.0,
        threads: int = 1,
    ) -> None:
        self.stage = stage
        self.path = folder / f"{stage.name}.pt"
        self.budget = budget
        self.every = every
        self.threads = ThreadChoice(threads)
        self.step = 0
        self.elapsed = 0.0
        self.rng = np.random.default_rng(seed)
        self.optimizer = torch.optim.AdamW(
            stage.network.parameters(),
            lr=stage.learning_rate,
            betas=(0.9, 0.99),
            weight_decay=stage.weight_decay,
            fused=True,
        )

    def resume(self) -> bool:
        """Continue from the last checkpoint, if there is one."""
        if not self.path.exists():
            return False
        state = torch.load(self.path, map_location=device(), weights_only=True)
        self.stage.network.load_state_dict(state["network"])
        self.stage.load_extra_state(state["extra"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.elapsed = state["step"], state["elapsed"]
        self.rng.bit_generator.state = state["numpy_rng"]
        torch.random.set_rng_state(state["torch_rng"].cpu())
        log.info("%s: continuing at step %d", self.stage.name, self.step)
        return True

    def run(self) -> dict[str, float]:
        """Train; returns step count, seconds, and the last evaluation."""
        saved = reported = time.monotonic()
        sums: dict[str, float] = {}
        count, first = 0, self.step
        while self.budget.progress(self.elapsed, self.step) < 1.0:
            start = time.monotonic()
            numbers = self.threads.step(self._one_step)
            now = time.monotonic()
            self.elapsed += now - start
            count += 1
            for key, value in numbers.items():
                sums[key] = sums.get(key, 0.0) + value
            if now - reported > REPORT_SECONDS:
                self._report({key: value / count for key, value in sums.items()})
                sums, count, reported = {}, 0, now
            if now - saved > self.every:
                self.save()
                log.info("%s: held out %s", self.stage.name, _text(self.stage.evaluate()))
                saved = reported = time.monotonic()
        if self.step > first:
            self.save()
        held_out = self.stage.evaluate()
        log.info("%s: done after %d steps, %s", self.stage.name, self.step, _text(held_out))
        return {"steps": self.step, "seconds": round(self.elapsed, 1), **held_out}

    def save(self) -> None:
        """Write a checkpoint; the old one stays until the new one is complete."""
        state = {
            "network": self.stage.network.state_dict(),
            "extra": self.stage.extra_state(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "elapsed": self.elapsed,
            "numpy_rng": self.rng.bit_generator.state,
            "torch_rng": torch.random.get_rng_state(),
        }
        temporary = self.path.with_suffix(".tmp")
        torch.save(state, temporary)
        os.replace(temporary, self.path)

    def _one_step(self) -> dict[str, float]:
        progress = self.budget.progress(self.elapsed, self.step)
        for group in self.optimizer.param_groups:
            group["lr"] = self.stage.learning_rate * rate_factor(progress)
        self.stage.network.train()
        loss, numbers = self.stage.loss(self.rng)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.stage.network.parameters(), GRADIENT_NORM)
        self.optimizer.step()
        self.step += 1
        return {"loss": float(loss.detach()), **numbers}

    def _report(self, numbers: dict[str, float]) -> None:
        progress = self.budget.progress(self.elapsed, self.step)
        left = self.elapsed * (1.0 - progress) / max(progress, 1e-6)
        log.info(
            "%s: step %d, %.0f %%, %.1f steps/s, %.1f min left, %s",
            self.stage.name,
            self.step,
            100 * progress,
            self.step / max(self.elapsed, 1e-9),
            left / 60,
            _text(numbers),
        )


def _text(numbers: dict[str, float]) -> str:
    return ", ".join(f"{key} {value:.4g}" for key, value in numbers.items())
