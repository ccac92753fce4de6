"""Build the corpus: real walkers, brought to a pace, given an impairment, described in words.

Walks are *in step with the tokens*: every stride lasts a whole number of tokens (four frames
each) and starts on one. A regular walk is then a short row of tokens that repeats, which two CPU
cores learn in half an hour; with strides of any length the same networks were still far from
walking after as long. The price is that cadence comes in steps (60 to 120 a minute). Strides of
an irregular walk differ, by whole tokens (:mod:`export_onnx.corpus.in_step`).

A part of the clips walks freely, at any cadence and from any instant on. They are for the
tokeniser alone, which has to code every walk.

Every clip has a seed of its own, so the corpus does not depend on how many processes build it.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from export_onnx.corpus.captions import captions
from export_onnx.corpus.gaits import Gait, healthy_gaits, least_stretched, paced, styled
from export_onnx.corpus.in_step import MARGIN, clip_of
from export_onnx.corpus.intents import draw_frames, draw_intent
from export_onnx.corpus.store import Corpus
from export_onnx.corpus.walks import load_walkers
from retarget.errors import GaitboxError
from runtime.engine.features import joints_to_features
from runtime.gait.combine import combined
from runtime.gait.impairments import edit_of
from runtime.gait.layout import Intent
from runtime.gait.measure import measure
from runtime.gait.verify import verify

_LOGGER = logging.getLogger(__name__)

CLIPS = 4200
CAPTIONS_PER_CLIP = 8
HELD_OUT_SHARE = 0.07
"""Share of the clips that are made from held-out recordings, for validation."""
FREE_SHARE = 0.25
"""Share of the clips that are not in step with the tokens."""
IN_STEP_WALKERS = 0.5
"""Share of the recordings that walks in step are made of; free walks are made of all."""
TRIES = 4
"""A clip that does not show its own intent is made of another walker up to this often."""
KEPT_UNMET = 0.6
"""A clip that never shows all of its intent is kept when it meets this share of the checks."""
REPORT_EVERY = 400


def build_corpus(
    mocap_dir: Path,
    out: Path | None = None,
    seed: int = 7,
    clips: int = CLIPS,
    processes: int = 1,
) -> Corpus:
    """Build the corpus from the recordings in ``mocap_dir``; write it to ``out`` if given.

    The same seed and recordings give the same corpus, whatever the number of processes.
    """
    rows, began = [], time.monotonic()
    for row in _rows(mocap_dir, seed, clips, processes):
        rows.append(row)
        if len(rows) % REPORT_EVERY == 0:
            left = (time.monotonic() - began) / len(rows) * (clips - len(rows))
            _LOGGER.info("corpus: %d of %d clips, %.0f s left", len(rows), clips, left)
    rows = [row for row in rows if row.met >= KEPT_UNMET]
    if not rows:
        raise GaitboxError("No clip shows what was asked of it.")
    unmet = Counter(row.intent.pattern for row in rows if row.met < 1)
    _LOGGER.info("corpus: %d clips; not every check met: %s", len(rows), dict(unmet))
    corpus = Corpus(
        [row.features for row in rows],
        [row.captions for row in rows],
        np.stack([row.intent.vector() for row in rows]),
        [row.intent.pattern for row in rows],
        [row.split for row in rows],
        [row.source for row in rows],
        [row.in_step for row in rows],
        [row.intent.to_dict() for row in rows],
    )
    if out is not None:
        corpus.save(out)
    return corpus


@dataclass(frozen=True)
class _Row:
    features: np.ndarray
    captions: list[str]
    intent: Intent
    split: str
    source: str
    in_step: bool
    met: float
    """Share of the checks of the intent that the clip meets."""


@dataclass(frozen=True)
class _Job:
    """One clip to make: its own seed, and what it is for."""

    seed: int
    number: int
    split: str


_GAITS: list[Gait] = []
"""Walkers of this process."""


def _rows(mocap_dir: Path, seed: int, clips: int, processes: int) -> Iterator[_Row]:
    """All clips in order, made by so many processes."""
    jobs = [_Job(seed, k, "val" if k < clips * HELD_OUT_SHARE else "train") for k in range(clips)]
    if processes <= 1:
        _begin(mocap_dir)
        yield from map(_clip, jobs)
        return
    context = multiprocessing.get_context("spawn")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with context.Pool(processes, _begin, (mocap_dir,)) as pool:
        yield from pool.imap(_clip, jobs, chunksize=20)


def _begin(mocap_dir: Path) -> None:
    """Load the walkers of this process."""
    _GAITS[:] = healthy_gaits(load_walkers(mocap_dir))


def _clip(job: _Job) -> _Row:
    """One clip whose measured motion shows its intent, or the best of a few tries."""
    rng = np.random.default_rng((job.seed, job.number))
    intent = draw_intent(rng, job.number)
    frames = draw_frames(intent, rng)
    in_step = job.split == "val" or bool(rng.random() >= FREE_SHARE)
    pool = [g for g in _GAITS if g.walker.held_out == (job.split == "val")]
    if in_step and job.split == "train":
        pool = least_stretched(pool, IN_STEP_WALKERS)
    pool = [gait for gait in pool if gait.can(intent)]
    best, best_joints, best_gait = -1.0, np.zeros(0), pool[0]
    for gait in (pool[int(k)] for k in rng.integers(len(pool), size=TRIES)):
        joints = _walk(gait, intent, frames, in_step, rng)
        checks = verify(intent, measure(joints[MARGIN : MARGIN + frames]))
        met = float(np.mean([check.met for check in checks])) if checks else 1.0
        if met > best:
            best, best_joints, best_gait = met, joints, gait
        if met == 1.0:
            break
    # Features are taken with a margin on both sides, so that the first and the last stride
    # have the same numbers as all others.
    features = joints_to_features(best_joints, floor=False, steady_start=True)
    features = features[MARGIN : MARGIN + frames]
    held_out = job.split == "val"
    words = captions(intent, rng, CAPTIONS_PER_CLIP)
    if held_out:
        # The first caption, which evaluations take, is of a wording that training never sees.
        words[0] = captions(intent, rng, 1, held_out=True)[0]
    name = best_gait.walker.name
    return _Row(features, words, intent, job.split, name, in_step, best)


def _walk(
    gait: Gait, intent: Intent, frames: int, in_step: bool, rng: np.random.Generator
) -> np.ndarray:
    """A walk of the intent, with a margin of frames before and after the clip."""
    style = float(gait.manner().uniform(0.95, 1.05))
    change = combined(paced(gait, intent), edit_of(intent, rng, style))
    return clip_of(gait.walker, styled(change, gait), frames, in_step, rng)
