"""Curves of the joints over the gait cycle, with the band of real walkers at the same speed.

A stride runs from a foot's initial contact (0 %) to its next (100 %). The curves are those that
22 joint positions support; see `angles` for their definitions and frames.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retarget.skeleton import FPS
from runtime.gait.angles import OUTWARD, SIDES, Series, series
from runtime.gait.deviation import PROFILE_NAME, overall, rms_from, side_profile
from runtime.gait.events import GaitEvents, detect
from runtime.gait.timing import strides

Floats = NDArray[np.float64]

PERCENT = np.linspace(0.0, 100.0, 51)
"""Moments of the cycle at which curves are given."""
DATA = Path(__file__).with_name("normal_curves.json")
"""Bands of real walkers, written by ``python -m tests.derive_norms --curves``."""


@dataclass(frozen=True)
class JointCurve:
    """One curve: what it is called, what positive means, and where it is read."""

    name: str
    label: str
    positive: str
    read: Callable[[Series, str], Floats]


JOINT_CURVES = (
    JointCurve("hip_flexion", "hip flexion", "flexion", lambda s, side: s.side(side).hip_flexion),
    JointCurve(
        "hip_abduction", "hip abduction", "abduction", lambda s, side: s.side(side).hip_abduction
    ),
    JointCurve(
        "knee_flexion", "knee flexion", "flexion", lambda s, side: s.side(side).knee_flexion
    ),
    JointCurve("foot_pitch", "foot pitch", "toes up", lambda s, side: s.side(side).foot_pitch),
    JointCurve(
        "pelvic_obliquity",
        "pelvic obliquity",
        "this side higher",
        lambda s, side: s.side(side).pelvis_up,
    ),
    JointCurve(
        "pelvic_rotation",
        "pelvic rotation",
        "this side forward",
        lambda s, side: -OUTWARD[side] * s.pelvis_rotation,
    ),
    JointCurve(
        "trunk_lean",
        "trunk lean",
        "towards this side",
        lambda s, side: OUTWARD[side] * s.trunk_lateral,
    ),
    JointCurve("trunk_forward", "trunk forward", "forward", lambda s, side: s.trunk_forward),
    JointCurve(
        "arm_flexion", "arm swing", "forward", lambda s, side: s.side(side).shoulder_flexion
    ),
)
"""The curves, in the order in which they are shown."""

Strides = dict[str, Floats]
"""Of each joint, its curve in each stride, ``(strides, 51)``."""


def curves(
    joints: NDArray[np.floating], fps: float = FPS, events: GaitEvents | None = None
) -> dict[str, Any]:
    """Curves of a motion ``(T, 22, 3)`` as plain data for reports (JSON).

    Returns:
        ``{"percent": [51], "joints": [{"name", "label", "unit", "positive", "left", "right",
        "normal", "deviation"}], "foot_off": {"left", "right"}, "contacts": {"left", "right"},
        "profile": {"name", "left", "right", "overall", "normal"}}``; a side is ``{"mean": [51],
        "sd": [51]}``, or None where the clip shows no whole stride of it. Degrees and percent of
        the cycle; ``contacts`` are the initial contacts in seconds from the first frame.
    """
    found = detect(joints, fps) if events is None else events
    read = series(joints, found)
    band = normal_band(float(read.speed.mean()))
    cut = {side: _cut(read, found, side) for side in SIDES}
    deviations = {
        side: None if one is None else rms_from(_means(one), band) for side, one in cut.items()
    }
    profiles = {side: side_profile(one) for side, one in deviations.items()}
    return {
        "percent": PERCENT.tolist(),
        "joints": [_joint(joint, cut, band, deviations) for joint in JOINT_CURVES],
        "foot_off": {side: _foot_off(found, side) for side in SIDES},
        "contacts": {side: np.round(found.side(side).contacts, 3).tolist() for side in SIDES},
        "profile": {"name": PROFILE_NAME, **profiles, **overall(profiles)},
    }


def stride_curves(joints: NDArray[np.floating], fps: float = FPS) -> dict[str, Strides | None]:
    """Of each side, every joint's curve in each whole stride; None without a stride."""
    events = detect(joints, fps)
    read = series(joints, events)
    return {side: _cut(read, events, side) for side in SIDES}


def normal_band(speed: float) -> dict[str, tuple[Floats, Floats]]:
    """Mean and standard deviation of each joint's curve at a speed (m/s), ``(51,)`` each.

    Between the paces of the data it is interpolated; beyond them the last one holds.
    """
    speeds, means, sds = _bands()
    at = float(np.clip(speed, speeds[0], speeds[-1]))
    high = int(np.clip(np.searchsorted(speeds, at), 1, len(speeds) - 1))
    share = (at - speeds[high - 1]) / (speeds[high] - speeds[high - 1])
    mean = means[high - 1] * (1 - share) + means[high] * share
    sd = sds[high - 1] * (1 - share) + sds[high] * share
    return {joint.name: (mean[k], sd[k]) for k, joint in enumerate(JOINT_CURVES)}


@lru_cache(maxsize=1)
def _bands() -> tuple[Floats, Floats, Floats]:
    """Speeds ``(P,)``, means and SDs ``(P, joints, 51)`` of the data file."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    means, sds = (
        np.array(
            [[one[joint.name][kind] for joint in JOINT_CURVES] for one in data["bands"].values()]
        )
        for kind in ("mean", "sd")
    )
    return np.array(data["speeds"]), means, sds


def _cut(read: Series, events: GaitEvents, side: str) -> Strides | None:
    """Every joint's curve, stride by stride."""
    cycles = strides(events.side(side))
    if not cycles:
        return None
    at = np.array([start + (end - start) * PERCENT / 100 for start, end in cycles])
    return {joint.name: np.interp(at, read.times, joint.read(read, side)) for joint in JOINT_CURVES}


def _means(cycles: Strides) -> dict[str, Floats]:
    return {name: curve.mean(axis=0) for name, curve in cycles.items()}


def _joint(
    joint: JointCurve,
    cut: dict[str, Strides | None],
    band: dict[str, tuple[Floats, Floats]],
    deviations: dict[str, dict[str, float] | None],
) -> dict[str, Any]:
    def side(name: str) -> dict[str, list[float]] | None:
        cycles = cut[name]
        if cycles is None:
            return None
        curve = cycles[joint.name]
        return _plain(curve.mean(axis=0), curve.std(axis=0))

    def deviation(name: str) -> float | None:
        one = deviations[name]
        return None if one is None else round(one[joint.name], 2)

    return {
        "name": joint.name,
        "label": joint.label,
        "unit": "deg",
        "positive": joint.positive,
        "left": side("left"),
        "right": side("right"),
        "normal": _plain(*band[joint.name]),
        "deviation": {name: deviation(name) for name in SIDES},
    }


def _plain(mean: Floats, sd: Floats) -> dict[str, list[float]]:
    return {"mean": np.round(mean, 2).tolist(), "sd": np.round(sd, 2).tolist()}


def _foot_off(events: GaitEvents, side: str) -> float | None:
    """Mean moment of foot off, percent of the stride."""
    own = events.side(side)
    moments = [
        100 * float(own.foot_offs[(own.foot_offs > a) & (own.foot_offs < b)][0] - a) / (b - a)
        for a, b in strides(own)
    ]
    return round(float(np.mean(moments)), 1) if moments else None
