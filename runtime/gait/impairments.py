"""What each gait pattern changes, as edits of a healthy walk.

Amounts are chosen so that the published signatures hold (shared notes on gait science;
sources beside the checks in :mod:`runtime.gait.patterns`). They are defaults of a teaching
aid and still want a physiotherapist's review.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from runtime.gait.edit import ArmEdit, GaitEdit, LegEdit

SEVERITY = {"none": 0.0, "mild": 0.6, "moderate": 1.0, "severe": 1.4}
"""How much of the moderate change each severity shows."""


def impairment(pattern: str, side: str, severity: str, style: float = 1.0) -> GaitEdit:
    """The change of gait for a pattern.

    Args:
        pattern: name of the pattern, e.g. ``"antalgic"``.
        side: affected side, ``"left"`` or ``"right"``; ignored by patterns of both sides.
        severity: ``"mild"``, ``"moderate"`` or ``"severe"``.
        style: personal factor near 1, so that two walkers are not alike.

    Raises:
        KeyError: the pattern is not known.
    """
    amount = SEVERITY[severity] * style
    return PATTERN_EDITS[pattern](amount, side == "left")


def _one_sided(
    base: GaitEdit,
    left: bool,
    affected: LegEdit,
    other: LegEdit,
    arm: ArmEdit | None = None,
) -> GaitEdit:
    if left:
        return replace(base, left=affected, right=other, left_arm=arm or base.left_arm)
    return replace(base, right=affected, left=other, right_arm=arm or base.right_arm)


def _less(amount: float, moderate: float) -> float:
    """Factor 1 at no severity and ``moderate`` at amount 1, never below a tenth."""
    return max(0.1, 1.0 - amount * (1.0 - moderate))


def _normal(amount: float, left: bool) -> GaitEdit:
    return GaitEdit()


def _antalgic(amount: float, left: bool) -> GaitEdit:
    """Short single support and a lean over the painful leg, short slow steps."""
    return _one_sided(
        GaitEdit(cadence=_less(amount, 0.92), stride=_less(amount, 0.86)),
        left,
        LegEdit(single_support=_less(amount, 0.66), lean=9.0 * amount, step_behind=0.85),
        LegEdit(single_support=1.0 + 0.12 * amount, step_ahead=_less(amount, 0.75)),
    )


def _hemiplegic(amount: float, left: bool) -> GaitEdit:
    """Stiff knee, circumduction and hike of the weak leg; bent, still arm."""
    return _one_sided(
        GaitEdit(
            cadence=_less(amount, 0.78),
            stride=_less(amount, 0.78),
            double_support=1 + 0.25 * amount,
        ),
        left,
        LegEdit(
            single_support=_less(amount, 0.85),
            knee_swing=_less(amount, 0.3),
            heel_rise=_less(amount, 0.45),
            circumduction=0.05 + 0.06 * amount,
            hike=5.0 * amount,
            foot_swing=-8.0 * amount,
            step_behind=0.8,
        ),
        LegEdit(lean=3.0 * amount),
        ArmEdit(
            swing=_less(amount, 0.2),
            forward=8.0 * amount,
            abduction=4.0 * amount,
            elbow=25.0 + 35.0 * amount,
            across=min(1.0, 0.45 + 0.35 * amount),
        ),
    )


def _trendelenburg(amount: float, left: bool) -> GaitEdit:
    """Pelvis drops on the other side while the weak side stands; trunk stays upright."""
    return _one_sided(
        GaitEdit(cadence=_less(amount, 0.93), stride=_less(amount, 0.92)),
        left,
        LegEdit(drop=3.0 + 8.0 * amount, single_support=_less(amount, 0.95)),
        LegEdit(),
    )


def _duchenne(amount: float, left: bool) -> GaitEdit:
    """Trunk leans over the weak side's stance; the pelvis stays level or rises."""
    return _one_sided(
        GaitEdit(cadence=_less(amount, 0.92), stride=_less(amount, 0.9)),
        left,
        LegEdit(lean=6.0 + 9.0 * amount, drop=-2.5 * amount),
        LegEdit(),
    )


def _steppage(amount: float, left: bool) -> GaitEdit:
    """Toes hang in swing and touch first; hip and knee lift the foot over them."""
    return _one_sided(
        GaitEdit(cadence=_less(amount, 0.95), stride=_less(amount, 0.93)),
        left,
        LegEdit(knee_lift=18.0 + 17.0 * amount, foot_swing=-22.0 - 20.0 * amount),
        LegEdit(),
    )


def _stiff_knee(amount: float, left: bool) -> GaitEdit:
    """The knee hardly bends in swing; the hip hikes and the leg swings slightly out."""
    return _one_sided(
        GaitEdit(cadence=_less(amount, 0.92), stride=_less(amount, 0.9)),
        left,
        LegEdit(
            knee_swing=max(0.0, 0.72 - 0.7 * amount),
            heel_rise=_less(amount, 0.15),
            hike=4.0 + 6.0 * amount,
            circumduction=0.03 + 0.04 * amount,
            step_behind=_less(amount, 0.68),
        ),
        LegEdit(),
    )


def _parkinsonian(amount: float, left: bool) -> GaitEdit:
    """Short shuffling steps, stooped, arms nearly still, knees bent."""
    leg = LegEdit(knee_swing=_less(amount, 0.62), knee_flexion=4.0 + 6.0 * amount)
    arm = ArmEdit(swing=_less(amount, 0.25), elbow=12.0 + 18.0 * amount, forward=6.0 * amount)
    return GaitEdit(
        cadence=1.0 + 0.03 * amount,
        double_support=1.0 + 0.4 * amount,
        stride=max(0.22, 0.72 - 0.27 * amount),
        trunk_forward=8.0 + 10.0 * amount,
        head_forward=4.0 + 6.0 * amount,
        trunk_sway=_less(amount, 0.6),
        step_width=-0.01,
        left=leg,
        right=leg,
        left_arm=arm,
        right_arm=arm,
    )


def _crouch(amount: float, left: bool) -> GaitEdit:
    """Knees bent through the whole stance, pelvis low."""
    leg = LegEdit(knee_flexion=19.0 + 15.0 * amount, knee_swing=_less(amount, 0.75))
    arm = ArmEdit(elbow=12.0 * amount, abduction=6.0 * amount)
    return GaitEdit(
        cadence=_less(amount, 0.95),
        stride=_less(amount, 0.8),
        trunk_forward=5.0 * amount,
        left=leg,
        right=leg,
        left_arm=arm,
        right_arm=arm,
    )


PATTERN_EDITS: dict[str, Callable[[float, bool], GaitEdit]] = {
    "normal": _normal,
    "antalgic": _antalgic,
    "hemiplegic": _hemiplegic,
    "trendelenburg": _trendelenburg,
    "duchenne": _duchenne,
    "steppage": _steppage,
    "stiff_knee": _stiff_knee,
    "parkinsonian": _parkinsonian,
    "crouch": _crouch,
}
