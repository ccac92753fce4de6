"""Both transformers at the same time, each in a process with its own share of the cores.

Small networks scale badly over threads; two processes with one thread each
finish sooner than one after the other with two.
"""

from __future__ import annotations

import os
import subprocess
import sys

import torch

from export_onnx.momask.masked_transformer import MaskedTransformer
from export_onnx.momask.residual_transformer import ResidualTransformer
from export_onnx.momask.rvq import RvqVae
from export_onnx.stages.budget import Budget
from export_onnx.stages.codebook_start import codebooks_of, start_from_codebooks
from export_onnx.stages.loop import Stage, Trainer
from export_onnx.stages.transformer_stages import MaskedStage, ResidualStage
from export_onnx.stages.workdir import WorkDir
from retarget.errors import GaitboxError

NAMES = ("masked", "residual")


def train_transformer(work: WorkDir, name: str, budget: Budget) -> dict[str, float]:
    """Train one transformer from the tokens in ``work``, from its checkpoint if there is one."""
    recipe = work.recipe()
    torch.manual_seed(recipe.seed)
    train, held_out = work.tokens()
    rvq = RvqVae(recipe.model.rvq)
    work.load_weights("rvq", rvq)
    stage: Stage
    if name == "masked":
        masked = MaskedTransformer(recipe.model.masked)
        if not work.load_start(name, masked):
            start_from_codebooks(masked, codebooks_of(rvq))
        stage = MaskedStage(masked, recipe.masked, train, held_out)
    else:
        residual = ResidualTransformer(recipe.model.residual)
        if not work.load_start(name, residual):
            start_from_codebooks(residual, codebooks_of(rvq))
        stage = ResidualStage(residual, recipe.residual, train, held_out)
    trainer = Trainer(stage, work.path, budget, seed=recipe.seed, every=recipe.checkpoint_seconds)
    trainer.resume()
    return trainer.run()


def train_both(work: WorkDir, budgets: dict[str, Budget]) -> None:
    """Train both transformers in child processes and wait for them.

    Raises:
        GaitboxError: one of them failed; the other is stopped.
    """
    threads = max(1, (os.cpu_count() or 2) // len(NAMES))
    waiting = [name for name in NAMES if not work.finished(name, budgets[name])]
    children = {name: _start(work, name, budgets[name], threads) for name in waiting}
    try:
        for name, child in children.items():
            if child.wait() != 0:
                raise GaitboxError(f"Training of the {name} transformer failed.")
    finally:
        for child in children.values():
            if child.poll() is None:
                child.terminate()
            if child.stdin is not None:
                child.stdin.close()


def _start(work: WorkDir, name: str, budget: Budget, threads: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "export_onnx.stages", name, "--work", str(work.path)]
    command += ["--threads", str(threads)]
    if budget.seconds is not None:
        command += ["--seconds", str(budget.seconds)]
    if budget.steps is not None:
        command += ["--steps", str(budget.steps)]
    environment = {**os.environ, "OMP_NUM_THREADS": str(threads)}
    return subprocess.Popen(command, stdin=subprocess.PIPE, env=environment, start_new_session=True)
