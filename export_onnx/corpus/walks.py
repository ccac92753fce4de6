"""Real walks as endless walkers: strides of one clip, joined in their own gait phase.

The recordings last three seconds, a lesson's example eight. A walk repeats itself stride by
stride, so a stride of the recording is put after itself, passing over into the next one during
a short overlap around initial contact.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from retarget.filters import smoothstep
from retarget.skeleton import mirror
from runtime.gait import body as bd
from runtime.gait.body import ADULT, Pose
from runtime.gait.edit import GaitEdit, edit_pose
from runtime.gait.events import GaitEvents, SideEvents, detect
from runtime.gait.phase import side_phases

_LOGGER = logging.getLogger(__name__)

MOCAP_FPS = 60
RECORDINGS = "walking_22joints_60fps.npz"
OVERLAP_S = 0.10
"""Strides pass into each other over twice this time, seconds."""
STRAIGHT_WITHIN = np.radians(6.0)
"""A stride counts as straight when the heading changes by less than this."""
STRIDE_S = (0.7, 2.2)
"""Shortest and longest stride taken from a recording, seconds."""
KNEE_STANCE = np.radians(7.0)
"""Least stance flexion of a healthy knee (Schwartz 2008: 6 to 8 degrees). Joint centres of
mocap skeletons add an offset of their own (14 to 30 degrees), taken off per recording."""
LARGEST_KNEE_OFFSET = np.radians(18.0)
OFFSET_FADES = (np.radians(30.0), np.radians(65.0))
"""Between these flexions half of the offset fades out: the recordings' swing peaks (70 to 78
degrees) are nearer to the laboratory's 59 +- 6 than their stance (Schwartz 2008)."""
HELD_OUT = (
    "cmu_test_walking_extra_walking_12",
    "cmu_test_walking_extra_walking_22",
    "cmu_train_walking_extra_walking_14",
    "cmu_train_walking_extra_walking_31",
    "cmu_train_walking_extra_walking_38",
    "cmu_train_walking_extra_walking_46",
    "cmu_002_01",
)
"""Recordings never trained on; their mirrored twins are held out with them."""


@dataclass(frozen=True)
class Walker:
    """The strides of one recording, ready to be joined.

    Attributes:
        name: recording, with ``~`` behind it when mirrored.
        held_out: not used for training.
        pose: the recording in clinical terms, 60 fps, heading straight on.
        strides: ``(start, foot offs and contacts within, end)`` of straight strides, seconds.
    """

    name: str
    held_out: bool
    pose: Pose
    strides: tuple[Stride, ...]

    def walk(self, seconds: float, stride: int) -> tuple[Pose, GaitEvents]:
        """One stride of the recording again and again, straight on, for at least ``seconds``.

        Returns:
            The pose at 60 fps, beginning with a left contact, and its events.
        """
        chosen, count = self._repeated(seconds, stride)
        joined = _joined(self.pose, chosen, count)
        return joined, _events(chosen, count, len(joined))

    def events(self, seconds: float, stride: int) -> GaitEvents:
        """The events of :meth:`walk` without its pose."""
        chosen, count = self._repeated(seconds, stride)
        return _events(chosen, count, count * round(chosen.duration * MOCAP_FPS))

    def _repeated(self, seconds: float, stride: int) -> tuple[Stride, int]:
        chosen = self.strides[stride % len(self.strides)]
        return chosen, int(np.ceil((seconds + OVERLAP_S) / chosen.duration))


@dataclass(frozen=True)
class Stride:
    """One stride from left contact to left contact, seconds in the recording."""

    start: float
    right_off: float
    right_contact: float
    left_off: float
    end: float

    @property
    def duration(self) -> float:
        """Seconds, rounded to whole frames."""
        return round((self.end - self.start) * MOCAP_FPS) / MOCAP_FPS


def load_walkers(mocap_dir: Path) -> list[Walker]:
    """All recordings of the folder and their mirror images as walkers."""
    walkers = []
    with np.load(mocap_dir / RECORDINGS) as recordings:
        for name in recordings.files:
            joints = recordings[name].astype(np.float64)
            for suffix, motion in (("", joints), ("~", mirror(joints))):
                walker = _walker(name + suffix, motion, name in HELD_OUT)
                if walker is not None:
                    walkers.append(walker)
    _LOGGER.info("%d walkers from %s", len(walkers), RECORDINGS)
    return walkers


def _walker(name: str, joints: np.ndarray, held_out: bool) -> Walker | None:
    events = detect(joints, MOCAP_FPS)
    pose = _calibrated(bd.decompose(joints, MOCAP_FPS), events)
    strides = tuple(_straight_strides(pose, events))
    if not strides:
        return None
    straight = replace(pose, heading=np.zeros(len(pose)))
    return Walker(name, held_out, straight, strides)


def _calibrated(pose: Pose, events: GaitEvents) -> Pose:
    """Constant offsets of the recording's skeleton taken off: foot, knee, pelvis, trunk.

    A healthy walker stands level and straight; what is left of an offset comes from marker
    placement and would read as a small impairment of one side.
    """
    phases = side_phases(events)
    pitch, knee = pose.foot_pitch.copy(), pose.knee.copy()
    standing = (phases > 0.3) & (phases < 0.55)
    pitch += ADULT.flat_pitch - np.median(pitch[standing])
    for side in (0, 1):
        low = np.percentile(knee[standing[:, side], side], 10)
        offset = np.clip(low - KNEE_STANCE, 0.0, LARGEST_KNEE_OFFSET)
        knee[:, side] -= offset * (1.0 - 0.5 * smoothstep(knee[:, side], *OFFSET_FADES))
    return replace(
        pose,
        foot_pitch=pitch,
        knee=np.maximum(knee, np.radians(1.0)),
        pelvis=_levelled(pose.pelvis, 1),
        shoulders=_levelled(pose.shoulders, 1),
        trunk=_levelled(pose.trunk, 0),
    )


def _levelled(directions: np.ndarray, axis: int) -> np.ndarray:
    """Directions without a constant part along one axis."""
    level = directions.copy()
    level[:, axis] -= level[:, axis].mean()
    return bd.unit(level)


def _straight_strides(pose: Pose, events: GaitEvents) -> list[Stride]:
    left, right = events.left, events.right
    strides = []
    margin = OVERLAP_S
    last = (len(pose) - 1) / MOCAP_FPS
    for start, end in left.strides():
        offs = right.foot_offs[(right.foot_offs > start) & (right.foot_offs < end)]
        contacts = right.contacts[(right.contacts > start) & (right.contacts < end)]
        own = left.foot_offs[(left.foot_offs > start) & (left.foot_offs < end)]
        if not (len(offs) == len(contacts) == len(own) == 1):
            continue
        in_order = start < offs[0] < contacts[0] < own[0] < end
        whole = start >= margin and end <= last - margin
        first, final = int(start * MOCAP_FPS), int(end * MOCAP_FPS)
        straight = np.ptp(pose.heading[first : final + 1]) < STRAIGHT_WITHIN
        if in_order and whole and straight and STRIDE_S[0] < end - start < STRIDE_S[1]:
            strides.append(Stride(start, float(offs[0]), float(contacts[0]), float(own[0]), end))
    return strides


def _joined(pose: Pose, stride: Stride, count: int) -> Pose:
    """A stride ``count`` times, one after the other, passing into each other."""
    overlap = round(OVERLAP_S * MOCAP_FPS)
    length = round(stride.duration * MOCAP_FPS)
    piece = pose.sample(stride.start * MOCAP_FPS + np.arange(-overlap, length))
    first = piece.take(slice(overlap, None))
    tail = pose.sample(stride.end * MOCAP_FPS + np.arange(-overlap, 0))
    share = (np.arange(overlap) + 1.0) / (overlap + 1.0)
    head = bd.blend(tail, piece.take(slice(0, overlap)), share)
    body, end = first.take(slice(0, length - overlap)), first.take(slice(length - overlap, None))
    return bd.concatenate([body, *[head, body] * (count - 1), end])


def _events(stride: Stride, count: int, frames: int) -> GaitEvents:
    """Events of a stride ``count`` times in its own time."""
    clock = stride.duration * np.arange(count)
    heading = np.tile([0.0, 1.0], (frames, 1))
    left = SideEvents(clock, clock + stride.left_off - stride.start)
    right = SideEvents(
        clock + stride.right_contact - stride.start, clock + stride.right_off - stride.start
    )
    return GaitEvents(left, right, heading, MOCAP_FPS)


def neutral(walker: Walker, seconds: float, stride: int = 0) -> np.ndarray:
    """The walker's own gait, unedited but planted, ``(T, 22, 3)`` at 20 fps."""
    return edit_pose(*walker.walk(seconds, stride), GaitEdit())
