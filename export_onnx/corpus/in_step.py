"""Walks in step with the tokens: every stride lasts a whole number of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from export_onnx.corpus.walks import Walker
from retarget.skeleton import FPS
from runtime.gait.change import GaitEdit, StepEdit
from runtime.gait.edit import edit_pose
from runtime.gait.tempo import warped_times

TOKEN_FRAMES = 4
TOKEN_S = TOKEN_FRAMES / FPS
MARGIN = 60
"""Frames of walking before and after a clip that its features are taken with: as far as the
smoothing of the heading (20 frames, one sigma) reaches."""
MEASURED_S = 8.0
"""Seconds of a walk that its own stride time is taken from: some strides of the slowest."""
SETTLING = 1
"""Strides at the start of a walk that are left out."""
STRIDE_TOKENS = (4, 10)
"""Shortest and longest stride of a walk in tokens: 150 to 60 steps a minute."""
SINGLE_STRIDE_TOKENS = (3, 14)
"""The same for one stride among others."""
SPANS = (12, 20, 40)
"""Numbers of strides over which the shortest mean of a walk's strides is looked for."""
FIRST = 0
"""Number of the stride that is repeated: the one that the walker's pace was measured on. Others
of the same recording last up to a fifth longer or shorter, which would be another pace."""
FREE_CADENCE = (0.88, 1.12)
"""Factor on the cadence of a free walk."""


def clip_of(
    walker: Walker, change: GaitEdit, frames: int, in_step: bool, rng: np.random.Generator
) -> np.ndarray:
    """A changed walk ``(frames + 2 MARGIN + 1, 22, 3)`` at 20 fps.

    What happens only once or gradually (a pause, steps that become shorter) begins with the
    clip, which begins ``MARGIN`` frames into the result.
    """
    stride = FIRST
    change, tokens = quantised(walker, change, stride)
    before = SETTLING + -(-MARGIN // (tokens * TOKEN_FRAMES))
    start = before * tokens * TOKEN_FRAMES - MARGIN
    change = later(change, before)
    if in_step:
        start += TOKEN_FRAMES * int(rng.integers(tokens))
    else:
        start += int(rng.integers(tokens * TOKEN_FRAMES))
        change = replace(change, cadence=change.cadence * rng.uniform(*FREE_CADENCE))
    total = start + frames + 2 * MARGIN + 1
    shortest = min([1.0, *(float(np.mean(change.strides[:k])) for k in SPANS if change.strides)])
    seconds = (total / FPS + 1.5) * change.cadence / _pace(walker, change, stride) / shortest
    joints = edit_pose(*walker.walk(seconds, stride), change)
    return joints[start : start + frames + 2 * MARGIN + 1]


def quantised(walker: Walker, change: GaitEdit, stride: int) -> tuple[GaitEdit, int]:
    """The change with whole strides, and tokens of a stride.

    Cadence is moved so that a regular stride is a whole number of tokens. Strides that differ
    are rounded so that the sum of their rounding errors stays below one token; pauses and bursts
    last and begin on whole tokens.
    """
    own = walker.strides[stride % len(walker.strides)].duration
    seconds = own * _pace(walker, change, stride)
    exact = seconds / change.cadence / TOKEN_S
    tokens = int(np.clip(round(exact), *STRIDE_TOKENS))
    strides: tuple[float, ...] = ()
    if change.strides:
        ends = np.round(np.cumsum(np.array(change.strides) * exact)).astype(int)
        each = np.clip(np.diff(ends, prepend=0), *SINGLE_STRIDE_TOKENS)
        strides = tuple(float(n) / tokens for n in each)
    pauses = tuple(replace(p, seconds=_whole(p.seconds)) for p in change.pauses)
    bursts = tuple(replace(b, start=_whole(b.start)) for b in change.bursts)
    return (
        replace(
            change,
            cadence=seconds / (tokens * TOKEN_S),
            strides=strides,
            pauses=pauses,
            bursts=bursts,
        ),
        tokens,
    )


def later(change: GaitEdit, strides: int) -> GaitEdit:
    """The change with what is told stride by stride beginning so many strides later."""
    return replace(
        change,
        strides=(1.0,) * strides + change.strides if change.strides else (),
        steps=(StepEdit(),) * (2 * strides) + change.steps if change.steps else (),
        pauses=tuple(replace(p, step=p.step + 2 * strides) for p in change.pauses),
    )


def _pace(walker: Walker, change: GaitEdit, stride: int) -> float:
    """Duration of a stride after the change of its phases, by the one before; cadence apart."""
    events = walker.events(MEASURED_S, stride)
    even = replace(change, cadence=1.0, strides=(), pauses=())
    warped = warped_times(events, even)
    contacts = np.interp(events.left.contacts, events.times, warped)
    own = walker.strides[stride % len(walker.strides)].duration
    return float(np.diff(contacts)[SETTLING]) / own


def _whole(seconds: float) -> float:
    return round(seconds / TOKEN_S) * TOKEN_S
