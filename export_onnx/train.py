"""Trains a whole model from a corpus, within a given time, and can continue after a stop.

Order: motion tokeniser; all clips to tokens; its decoder once more, on these
tokens; both transformers at the same time; length estimator; validation on
held-out walkers. A training starts from random weights, or from those of a model
folder, whose normalisation and sentence encoder it then keeps. Import torch only
after :func:`prepare_threads` has run, since OpenMP reads its settings once.
"""

from __future__ import annotations

import logging
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from export_onnx.corpus.store import Corpus
from export_onnx.momask.length_estimator import LengthEstimator
from export_onnx.momask.rvq import RvqVae
from export_onnx.networks import Networks
from export_onnx.readback.folder import Start
from export_onnx.stages.budget import Budget
from export_onnx.stages.data import Normalisation, embed_captions, split_indices
from export_onnx.stages.decoder_stage import DecoderStage
from export_onnx.stages.length_stage import LengthStage
from export_onnx.stages.loop import Stage, Trainer
from export_onnx.stages.recipe import Recipe
from export_onnx.stages.rvq_stage import RvqStage
from export_onnx.stages.tokens import TokenSet, tokenise
from export_onnx.stages.transformers import train_both
from export_onnx.stages.validate import validate
from export_onnx.stages.workdir import WorkDir
from export_onnx.text_encoder import TextEncoder
from retarget.errors import BadInput

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Budgets:
    """How long each stage may take."""

    rvq: Budget
    decoder: Budget
    masked: Budget
    residual: Budget
    length: Budget

    @classmethod
    def of_minutes(cls, minutes: float, recipe: Recipe) -> Budgets:
        """Each stage's share of a total; what is left over is for everything between."""
        seconds = 60.0 * minutes
        return cls(
            rvq=Budget(seconds * recipe.rvq.share),
            decoder=Budget(seconds * recipe.decoder.share),
            masked=Budget(seconds * recipe.masked.share),
            residual=Budget(seconds * recipe.residual.share),
            length=Budget(seconds * recipe.length.share),
        )

    @classmethod
    def of_steps(cls, steps: int) -> Budgets:
        """The same number of steps for every stage."""
        return cls(*(Budget(steps=steps) for _ in range(5)))


def train(
    corpus: Corpus,
    text: TextEncoder,
    folder: Path,
    budgets: Budgets,
    *,
    recipe: Recipe | None = None,
    resume: bool = False,
    tokeniser: Path | None = None,
    start: Start | None = None,
) -> tuple[Networks, dict[str, Any]]:
    """Train on ``corpus`` in ``folder``; returns the networks and the training record.

    Args:
        corpus: clips with captions, intents and a split.
        text: the sentence encoder that ships with the model.
        folder: holds checkpoints and intermediate files.
        budgets: time or steps for each stage.
        recipe: sizes and settings; Gaitbox's own if not given.
        resume: continue what ``folder`` holds.
        tokeniser: folder of another training whose motion tokeniser is taken over as it is.
        start: model whose weights every network begins with; ``text`` has to be its own.

    Raises:
        BadInput: the corpus has no training clips, there is no tokeniser to take over,
            ``start`` has other sizes than ``recipe``, or ``folder`` holds another training.
    """
    if recipe is None:
        recipe = Recipe() if start is None else Recipe.continued(start.networks.config)
    began = time.monotonic()
    if not split_indices(corpus, "train"):
        raise BadInput("The corpus has no clips for training.")
    work = WorkDir(Path(folder))
    work.begin(recipe, _describe(corpus), resume=resume, start=start)
    torch.manual_seed(recipe.seed)
    source = None if tokeniser is None else WorkDir(tokeniser)
    rvq, normalisation, rvq_record = (
        _take_rvq(work, recipe, source)
        if source is not None
        else _train_rvq(work, recipe, corpus, budgets.rvq)
    )
    walks = corpus.only_in_step()
    _prepare_tokens(work, walks, text, rvq, normalisation)
    decoder_record = _train_decoder(work, recipe, corpus, rvq, normalisation, budgets.decoder)
    train_both(work, {"masked": budgets.masked, "residual": budgets.residual})
    length_record = _train_length(work, recipe, budgets.length)
    networks = work.networks()
    held_out = work.tokens()[1]
    record = {
        **({} if start is None else {"started_from": start.origin}),
        "recipe": recipe.to_dict(),
        "corpus": _describe(corpus),
        "stages": {"rvq": rvq_record, "decoder": decoder_record, "length": length_record},
        "validation": validate(networks, walks, held_out, recipe) if len(held_out) else {},
        "minutes": round((time.monotonic() - began) / 60, 1),
    }
    log.info("validation: %s", record["validation"])
    return networks, record


def _describe(corpus: Corpus) -> dict[str, Any]:
    """Counts by which a corpus is recognised."""
    patterns, counts = np.unique(corpus.pattern, return_counts=True)
    return {
        "clips": len(corpus.features),
        "held_out": len(split_indices(corpus, "val")),
        "frames": int(sum(len(clip) for clip in corpus.features)),
        "patterns": {str(p): int(c) for p, c in zip(patterns, counts, strict=True)},
    }


def _clips(corpus: Corpus, split: str) -> list[np.ndarray]:
    return [corpus.features[i] for i in split_indices(corpus, split)]


def _train_rvq(
    work: WorkDir, recipe: Recipe, corpus: Corpus, budget: Budget
) -> tuple[RvqVae, Normalisation, dict[str, float]]:
    network, start = RvqVae(recipe.model.rvq), work.start()
    if start is None:
        normalisation = Normalisation.of(_clips(corpus, "train"), recipe.rvq.root_gain)
    else:
        # Tokens are only comparable under the normalisation that they were learnt with.
        normalisation = Normalisation(start.mean, start.std)
        network.load_state_dict(start.rvq.state_dict())
    work.save_normalisation(normalisation)
    held_out = _clips(corpus, "val")
    held_out = held_out[:: max(1, len(held_out) // 24)]
    stage = RvqStage(network, recipe.rvq, normalisation, _clips(corpus, "train"), held_out)
    return network, normalisation, _run(stage, work, recipe, budget)


def _take_rvq(
    work: WorkDir, recipe: Recipe, source: WorkDir
) -> tuple[RvqVae, Normalisation, dict[str, float]]:
    """The trained tokeniser of another folder, copied into this one."""
    normalisation = source.normalisation()
    network = RvqVae(recipe.model.rvq)
    source.load_weights("rvq", network)
    work.save_normalisation(normalisation)
    if not work.checkpoint("rvq").exists():
        shutil.copyfile(source.checkpoint("rvq"), work.checkpoint("rvq"))
    return network, normalisation, {"taken_over": 1.0}


def _prepare_tokens(
    work: WorkDir, corpus: Corpus, text: TextEncoder, rvq: RvqVae, normalisation: Normalisation
) -> None:
    """Code every clip and embed every caption; kept in the folder for the child processes."""
    files = work.token_files()
    trained = work.checkpoint("rvq").stat().st_mtime
    if all(path.exists() and path.stat().st_mtime >= trained for path in files):
        return
    log.info("tokens: coding %d clips", len(corpus.features))
    shifts = work.recipe().token_shifts
    tokens = tokenise(rvq, normalisation, corpus.features, shifts=shifts)
    clips = TokenSet(tokens, embed_captions(corpus, text, work.path), corpus.intent_vectors)
    for path, split in zip(reversed(files), ("val", "train"), strict=True):
        numbers = split_indices(corpus, split) or split_indices(corpus, "train")[:1]
        clips.select(numbers).save(path)


def _train_decoder(
    work: WorkDir,
    recipe: Recipe,
    corpus: Corpus,
    rvq: RvqVae,
    normalisation: Normalisation,
    budget: Budget,
) -> dict[str, float]:
    """Train the decoder on, over all clips, on the tokens that the tokeniser gives them."""
    clips = _clips(corpus, "train")
    tokens = [shifted[0] for shifted in tokenise(rvq, normalisation, clips, shifts=1)]
    stage = DecoderStage(rvq, recipe.decoder, normalisation, clips, tokens)
    return _run(stage, work, recipe, budget)


def _train_length(work: WorkDir, recipe: Recipe, budget: Budget) -> dict[str, float]:
    train_set, held_out = work.tokens()
    network = LengthEstimator(recipe.model.length)
    work.load_start("length", network)
    stage = LengthStage(network, recipe.length, train_set, held_out)
    return _run(stage, work, recipe, budget, threads=1)


def _run(
    stage: Stage, work: WorkDir, recipe: Recipe, budget: Budget, threads: int | None = None
) -> dict[str, float]:
    """Train a stage, from its checkpoint if there is one; all processor cores by default."""
    trainer = Trainer(
        stage,
        work.path,
        budget,
        seed=recipe.seed,
        every=recipe.checkpoint_seconds,
        threads=threads or os.cpu_count() or 1,
    )
    trainer.resume()
    return trainer.run()
