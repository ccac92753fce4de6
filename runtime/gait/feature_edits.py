"""What single features change, as edits: less arm swing, wider steps, a foot that drags."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from runtime.gait.change import ArmEdit, GaitEdit, LegEdit, Pause, StepEdit
from runtime.gait.irregular import irregular
from runtime.gait.layout import Feature

SEVERITY = {"none": 0.0, "mild": 0.6, "moderate": 1.0, "severe": 1.4}
"""How much of the moderate change each severity shows."""

FESTINATING_STRIDES = 8
"""Strides over which steps become shorter and faster."""
FREEZES_AT = (5, 13, 22, 30, 39, 47, 56, 64)
"""Steps after which a freezing walker halts."""


@dataclass(frozen=True)
class Wish:
    """A feature with its amount (1 for moderate) and the source of what is irregular."""

    feature: Feature
    amount: float
    rng: np.random.Generator


def feature_edit(
    feature: Feature, rng: np.random.Generator | None = None, style: float = 1.0
) -> GaitEdit:
    """The change of gait for a single feature."""
    amount = SEVERITY[feature.amount] * style
    wish = Wish(feature, amount, rng or np.random.default_rng(0))
    return FEATURE_EDITS[feature.name, feature.change](wish)


def _legs(wish: Wish, leg: LegEdit) -> GaitEdit:
    side = wish.feature.side
    return GaitEdit(
        left=leg if side in ("left", "both") else LegEdit(),
        right=leg if side in ("right", "both") else LegEdit(),
    )


def _arms(wish: Wish, arm: ArmEdit) -> GaitEdit:
    side = wish.feature.side
    return GaitEdit(
        left_arm=arm if side in ("left", "both") else ArmEdit(),
        right_arm=arm if side in ("right", "both") else ArmEdit(),
    )


def _step_length(wish: Wish, factor: float) -> GaitEdit:
    """Step length of both feet, or of one: its reach ahead and the other foot's behind."""
    side = wish.feature.side
    if side == "both":
        return GaitEdit(stride=factor)
    ahead, behind = LegEdit(step_ahead=factor), LegEdit(step_behind=1 - 0.6 * (1 - factor))
    if side == "left":
        return GaitEdit(left=ahead, right=behind)
    return GaitEdit(right=ahead, left=behind)


def _lean(wish: Wish) -> GaitEdit:
    toward = {"left": 1.0, "right": -1.0, "both": 0.0}[wish.feature.side]
    return GaitEdit(trunk_lean=toward * (4.0 + 6.0 * wish.amount))


def _festination(wish: Wish) -> GaitEdit:
    """Steps become shorter and faster while the walker goes on."""
    way = np.minimum(np.arange(40) / FESTINATING_STRIDES, 1.0)
    strides = 1.0 - 0.3 * wish.amount * way
    lengths = 1.0 - 0.42 * wish.amount * np.repeat(way, 2)
    return GaitEdit(
        strides=tuple(float(s) for s in np.maximum(strides, 0.5)),
        steps=tuple(StepEdit(length=float(s)) for s in np.maximum(lengths, 0.3)),
        trunk_forward=4.0 * wish.amount,
    )


def _freezing(wish: Wish) -> GaitEdit:
    """The feet stick to the floor for a second or two, the knees tremble."""
    seconds = round(1.0 + 0.8 * wish.amount, 1)
    return GaitEdit(pauses=tuple(Pause(step, seconds, 3.0) for step in FREEZES_AT))


def _regularity(wish: Wish) -> GaitEdit:
    return irregular(
        wish.rng, time=0.1 * wish.amount, length=0.08 + 0.14 * wish.amount, width=0.02 * wish.amount
    )


def _dragged(wish: Wish) -> GaitEdit:
    amount = wish.amount
    leg = LegEdit(
        clearance=max(0.05, 1.0 - 0.8 * amount),
        heel_rise=max(0.2, 1.0 - 0.45 * amount),
        foot_swing=-8.0 * amount,
        knee_swing=max(0.4, 1.0 - 0.25 * amount),
    )
    return replace(_legs(wish, leg), cadence=1.0 - 0.05 * amount)


FEATURE_EDITS: dict[tuple[str, str], Callable[[Wish], GaitEdit]] = {
    ("arm_swing", "less"): lambda w: _arms(w, ArmEdit(swing=max(0.03, 1.0 - 0.9 * w.amount))),
    ("arm_swing", "more"): lambda w: _arms(w, ArmEdit(swing=1.0 + 0.85 * w.amount)),
    ("elbow_flexion", "more"): lambda w: _arms(
        w, ArmEdit(elbow=25.0 + 35.0 * w.amount, across=0.3, swing=0.7)
    ),
    ("trunk_forward", "more"): lambda w: GaitEdit(trunk_forward=8.0 + 12.0 * w.amount),
    ("trunk_forward", "less"): lambda w: GaitEdit(trunk_forward=-5.0 - 6.0 * w.amount),
    ("trunk_lean", "more"): _lean,
    ("trunk_sway", "more"): lambda w: GaitEdit(sway=4.0 + 4.0 * w.amount),
    ("trunk_sway", "less"): lambda w: GaitEdit(trunk_sway=max(0.1, 1.0 - 0.6 * w.amount)),
    ("head_forward", "more"): lambda w: GaitEdit(head_forward=10.0 + 12.0 * w.amount),
    ("step_length", "less"): lambda w: _step_length(w, max(0.3, 1.0 - 0.4 * w.amount)),
    ("step_length", "more"): lambda w: _step_length(w, 1.0 + 0.28 * w.amount),
    ("step_width", "less"): lambda w: GaitEdit(step_width=-0.04 - 0.03 * w.amount),
    ("step_width", "more"): lambda w: GaitEdit(step_width=0.05 + 0.06 * w.amount),
    ("cadence", "less"): lambda w: GaitEdit(cadence=1.0 - 0.2 * w.amount),
    ("cadence", "more"): lambda w: GaitEdit(cadence=1.0 + 0.17 * w.amount),
    ("regularity", "less"): _regularity,
    ("foot_clearance", "less"): _dragged,
    ("foot_clearance", "more"): lambda w: _legs(w, LegEdit(knee_lift=24.0 + 18.0 * w.amount)),
    ("foot_progression", "more"): lambda w: _legs(w, LegEdit(foot_yaw=8.0 + 10.0 * w.amount)),
    ("foot_progression", "less"): lambda w: _legs(w, LegEdit(foot_yaw=-8.0 - 10.0 * w.amount)),
    ("festination", "more"): _festination,
    ("freezing", "more"): _freezing,
}
