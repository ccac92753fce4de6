"""Which edit moves which measure: the knobs of the smallest kinematic correction.

A knob turns "this measure should change by so much" into a change of gait that does about
that. It need not be exact: :mod:`runtime.gait.correct` looks at what came out and turns on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from runtime.gait.angles import OUTWARD
from runtime.gait.change import ArmEdit, GaitEdit, LegEdit
from runtime.gait.combine import combined, mixed
from runtime.gait.feature_edits import feature_edit
from runtime.gait.impairments import impairment
from runtime.gait.irregular import irregular
from runtime.gait.layout import Feature

SMALLEST_FACTOR = 0.05
PELVIS_CM_PER_DEG = 0.3
"""A hip line of 17 cm raises one hip over the other by 0.3 cm a degree."""


@dataclass(frozen=True)
class Turn:
    """A wished change of one measure.

    Attributes:
        measure: name in `measure.MEASURES`.
        side: "left", "right" or "".
        element: the pattern or feature that asks for it.
        value: what the motion showed before any change.
        by: how much the measure should change.
    """

    measure: str
    side: str
    element: str
    value: float
    by: float

    @property
    def factor(self) -> float:
        """The change as a factor, at least `SMALLEST_FACTOR`."""
        if abs(self.value) < 1e-6:
            return 1.0
        return max(SMALLEST_FACTOR, 1.0 + self.by / self.value)


def change_of(turn: Turn) -> GaitEdit | None:
    """The change of gait for a turn, or None where there is no knob for its measure."""
    knob = KNOBS.get(turn.measure)
    return None if knob is None else knob(turn)


def _leg(side: str, **changes: Any) -> GaitEdit:
    leg = LegEdit(**changes)
    if side == "":
        return GaitEdit(left=leg, right=leg)
    return GaitEdit(left=leg) if side == "left" else GaitEdit(right=leg)


def _other(side: str) -> str:
    return "right" if side == "left" else "left"


def _arm(side: str, **changes: Any) -> GaitEdit:
    arm = ArmEdit(**changes)
    return GaitEdit(left_arm=arm) if side == "left" else GaitEdit(right_arm=arm)


def _speed(turn: Turn) -> GaitEdit:
    # Going faster than the motion would leave it too short: there the steps become longer.
    if turn.factor > 1:
        return GaitEdit(stride=turn.factor)
    return GaitEdit(stride=turn.factor**0.5, cadence=turn.factor**0.5)


def _step_length(turn: Turn) -> GaitEdit:
    if not turn.side:
        return GaitEdit(stride=turn.factor)
    ahead, behind = LegEdit(step_ahead=turn.factor), LegEdit(step_behind=turn.factor)
    if turn.side == "left":
        return GaitEdit(left=ahead, right=behind)
    return GaitEdit(right=ahead, left=behind)


def _stance(turn: Turn) -> GaitEdit:
    """Stance is single support and twice a short double support: about 0.62 of it alone."""
    share = turn.by / (0.62 * turn.value)
    own = LegEdit(single_support=max(0.3, 1.0 + 0.7 * share))
    other = LegEdit(single_support=max(0.3, 1.0 - 0.3 * share))
    if turn.side == "left":
        return GaitEdit(left=own, right=other)
    return GaitEdit(right=own, left=other)


def _stance_ratio(turn: Turn) -> GaitEdit:
    root = turn.factor**0.5
    return GaitEdit(left=LegEdit(single_support=root), right=LegEdit(single_support=1 / root))


def _step_ratio(turn: Turn) -> GaitEdit:
    root = turn.factor**0.5
    return GaitEdit(left=LegEdit(step_ahead=root), right=LegEdit(step_ahead=1 / root))


def _knee_swing(turn: Turn) -> GaitEdit:
    if turn.by > 0:
        return _leg(turn.side, knee_lift=turn.by)
    # A leg that bends less needs room: its hip rises, and the other leg rises on its toes.
    own = _leg(turn.side, knee_swing=turn.factor, hike=min(8.0, -0.25 * turn.by))
    if not turn.side:
        return own
    return combined(own, _leg(_other(turn.side), vault=min(12.0, -0.6 * turn.by)))


def _knee_stance(turn: Turn) -> GaitEdit:
    wanted = turn.value + turn.by
    if turn.by < 0 and wanted < 0:
        return _leg(turn.side, hyperextension=-wanted)
    return _leg(turn.side, knee_flexion=turn.by)


def _toe_peak(turn: Turn) -> GaitEdit:
    if turn.by > 0:
        return _leg(turn.side, knee_lift=300.0 * turn.by)
    above = max(turn.value - 0.02, 0.01)
    return _leg(turn.side, clearance=max(SMALLEST_FACTOR, 1.0 + turn.by / above))


def _foot_pitch_stance(turn: Turn) -> GaitEdit:
    if turn.element == "vaulting":
        return _leg(turn.side, vault=-turn.by)
    return _leg(turn.side, equinus=-turn.by)


def _foot_pitch_contact(turn: Turn) -> GaitEdit:
    return _leg(turn.side, foot_swing=turn.by)


def _knee_gap(turn: Turn) -> GaitEdit:
    degrees = float(np.degrees(turn.by / 0.3))
    return replace(_leg("", knee_yaw=degrees), step_width=0.5 * turn.by)


def _toward(turn: Turn) -> float:
    return turn.by * OUTWARD[turn.side]


def _irregular(time: float, length: float) -> GaitEdit:
    return irregular(
        np.random.default_rng(0), time=max(time, 0.0), length=max(length, 0.0), width=0.0
    )


def _unrest(turn: Turn) -> GaitEdit:
    """A share of the involuntary movements; three degrees of unrest are about the whole."""
    if turn.by < 0:
        return GaitEdit(trunk_sway=turn.factor)
    restless = impairment("choreic", "both", "moderate")
    scaled = tuple(
        replace(
            burst,
            **{
                name: getattr(burst, name) * turn.by / 3.0
                for name in ("trunk_lean", "trunk_forward", "head", "abduction", "forward", "elbow")
            },
        )
        for burst in restless.bursts
    )
    return GaitEdit(bursts=scaled)


def _feature(name: str, per_unit: float) -> Callable[[Turn], GaitEdit]:
    """A share of a feature's whole change."""
    return lambda turn: mixed(feature_edit(Feature(name, "more")), abs(turn.by) * per_unit)


KNOBS: dict[str, Callable[[Turn], GaitEdit]] = {
    "speed": _speed,
    "cadence": lambda t: GaitEdit(cadence=t.factor),
    "step_length": _step_length,
    "step_width": lambda t: GaitEdit(step_width=t.by),
    "stance_s": _stance,
    "stance_s_LR": _stance_ratio,
    "step_length_LR": _step_ratio,
    "stride_cv": lambda t: _irregular(t.by, 0.0),
    "step_length_cv": lambda t: _irregular(0.0, t.by),
    "trunk_lateral_range": lambda t: (
        GaitEdit(sway=0.5 * t.by) if t.by > 0 else GaitEdit(trunk_sway=t.factor)
    ),
    "trunk_forward": lambda t: GaitEdit(trunk_forward=t.by),
    "head_forward": lambda t: GaitEdit(head_forward=t.by),
    "trunk_lateral_mean": lambda t: GaitEdit(trunk_lean=_toward(t)),
    "pelvis_tilt_lr_deg": lambda t: GaitEdit(pelvis_tilt=_toward(t)),
    "trunk_unrest": _unrest,
    "arm_unrest": _unrest,
    "knee_gap": _knee_gap,
    "step_trend": _feature("festination", 2.5),
    "cadence_trend": _feature("festination", 2.5),
    "longest_pause_s": lambda t: feature_edit(Feature("freezing", "more")),
    "knee_swing_peak": _knee_swing,
    "knee_stance_min": _knee_stance,
    "hip_flex_max": lambda t: _leg(t.side, knee_lift=1.5 * t.by),
    "elbow_flex": lambda t: _arm(t.side, elbow=t.by),
    "arm_swing": lambda t: _arm(t.side, swing=t.factor),
    "circumduction": lambda t: _leg(t.side, circumduction=t.by),
    "pelvic_drop_contra_deg": lambda t: _leg(t.side, drop=t.by),
    "lean_in_stance": lambda t: _leg(t.side, lean=t.by),
    "hike_cm": lambda t: _leg(t.side, hike=t.by / PELVIS_CM_PER_DEG),
    "foot_pitch_contact": _foot_pitch_contact,
    "foot_pitch_stance": _foot_pitch_stance,
    "toe_peak": _toe_peak,
    "foot_progression": lambda t: _leg(t.side, foot_yaw=t.by),
    "pelvis_rise_cm": lambda t: _leg(t.side, vault=5.0 * t.by),
}
"""Measure to its knob; `Turn.by` is in the measure's unit."""
