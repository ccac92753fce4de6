"""What each gait pattern changes, as edits of a healthy walk.

Amounts are chosen so that the published signatures hold (shared notes on gait science;
sources beside the checks in :mod:`runtime.gait.patterns`). They are defaults of a teaching
aid and still want a physiotherapist's review.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from runtime.gait.change import ArmEdit, Burst, GaitEdit, LegEdit
from runtime.gait.combine import combined
from runtime.gait.feature_edits import SEVERITY, feature_edit
from runtime.gait.irregular import irregular
from runtime.gait.layout import Further, Intent

__all__ = ["PATTERN_EDITS", "SEVERITY", "edit_of", "impairment"]


@dataclass(frozen=True)
class Draw:
    """What a pattern's change depends on.

    Attributes:
        amount: 1 for a moderate form.
        side: affected side, "left", "right" or "both".
        rng: source of what is irregular.
    """

    amount: float
    side: str
    rng: np.random.Generator


def impairment(
    pattern: str,
    side: str,
    severity: str,
    style: float = 1.0,
    rng: np.random.Generator | None = None,
) -> GaitEdit:
    """The change of gait for a pattern.

    Args:
        pattern: name of the pattern, e.g. ``"antalgic"``.
        side: affected side; ignored by patterns of both sides.
        severity: ``"mild"``, ``"moderate"`` or ``"severe"``.
        style: personal factor near 1, so that two walkers are not alike.
        rng: source of what is irregular; without it, the same irregularity each time.

    Raises:
        KeyError: the pattern is not known.
    """
    draw = Draw(SEVERITY[severity] * style, side, rng or np.random.default_rng(0))
    return PATTERN_EDITS[pattern](draw)


def edit_of(intent: Intent, rng: np.random.Generator | None = None, style: float = 1.0) -> GaitEdit:
    """All that an intent changes of a healthy walk, apart from its speed word."""
    rng = rng or np.random.default_rng(0)
    change = GaitEdit()
    for shown in (Further(intent.pattern, intent.side, intent.severity), *intent.also):
        change = combined(change, impairment(shown.pattern, shown.side, shown.severity, style, rng))
    for feature in intent.features:
        change = combined(change, feature_edit(feature, rng, style))
    return change


def _sided(
    base: GaitEdit,
    draw: Draw,
    affected: LegEdit,
    other: LegEdit | None = None,
    arm: ArmEdit | None = None,
) -> GaitEdit:
    """The change with its affected leg (and arm) on the affected side or on both."""
    if draw.side == "both":
        return replace(base, left=affected, right=affected)
    other = other or LegEdit()
    if draw.side == "left":
        return replace(base, left=affected, right=other, left_arm=arm or base.left_arm)
    return replace(base, right=affected, left=other, right_arm=arm or base.right_arm)


def _both(base: GaitEdit, leg: LegEdit, arm: ArmEdit | None = None) -> GaitEdit:
    arm = arm or ArmEdit()
    return replace(base, left=leg, right=leg, left_arm=arm, right_arm=arm)


def _less(amount: float, moderate: float) -> float:
    """Factor 1 at no severity and ``moderate`` at amount 1, never below a tenth."""
    return max(0.1, 1.0 - amount * (1.0 - moderate))


def _normal(draw: Draw) -> GaitEdit:
    return GaitEdit()


def _antalgic(draw: Draw) -> GaitEdit:
    """Short single support and a lean over the painful leg, short slow steps."""
    amount = draw.amount
    return _sided(
        GaitEdit(cadence=_less(amount, 0.92), stride=_less(amount, 0.86)),
        draw,
        LegEdit(single_support=_less(amount, 0.66), lean=9.0 * amount, step_behind=0.85),
        LegEdit(single_support=1.0 + 0.12 * amount, step_ahead=_less(amount, 0.75)),
    )


def _hemiplegic(draw: Draw) -> GaitEdit:
    """Stiff knee, circumduction and hike of the weak leg; bent, still arm."""
    amount = draw.amount
    return _sided(
        GaitEdit(
            cadence=_less(amount, 0.78),
            stride=_less(amount, 0.78),
            double_support=1 + 0.25 * amount,
            step_width=0.015 + 0.025 * amount,
        ),
        draw,
        LegEdit(
            single_support=_less(amount, 0.85),
            knee_swing=_less(amount, 0.3),
            heel_rise=_less(amount, 0.45),
            circumduction=0.05 + 0.06 * amount,
            hike=4.0 + 5.0 * amount,
            foot_swing=-8.0 * amount,
            step_behind=0.8,
        ),
        LegEdit(lean=3.0 * amount, single_support=1.0 + 0.15 * amount),
        ArmEdit(
            swing=_less(amount, 0.2),
            forward=8.0 * amount,
            abduction=4.0 * amount,
            elbow=12.0 + 34.0 * amount,
            across=min(1.0, 0.45 + 0.35 * amount),
        ),
    )


def _trendelenburg(draw: Draw) -> GaitEdit:
    """Pelvis drops on the other side while the weak side stands; trunk stays upright."""
    amount = draw.amount
    return _sided(
        GaitEdit(cadence=_less(amount, 0.93), stride=_less(amount, 0.92)),
        draw,
        LegEdit(drop=3.0 + 8.0 * amount, single_support=_less(amount, 0.95)),
    )


def _duchenne(draw: Draw) -> GaitEdit:
    """Trunk leans over the weak side's stance; the pelvis stays level or rises."""
    amount = draw.amount
    return _sided(
        GaitEdit(cadence=_less(amount, 0.92), stride=_less(amount, 0.9)),
        draw,
        LegEdit(lean=6.0 + 9.0 * amount, drop=-2.5 * amount),
    )


def _steppage(draw: Draw) -> GaitEdit:
    """Toes hang in swing and touch first; hip and knee lift the foot over them."""
    amount = draw.amount
    return _sided(
        GaitEdit(cadence=_less(amount, 0.95), stride=_less(amount, 0.93)),
        draw,
        LegEdit(knee_lift=18.0 + 17.0 * amount, foot_swing=-22.0 - 20.0 * amount),
    )


def _stiff_knee(draw: Draw) -> GaitEdit:
    """The knee hardly bends in swing; the hip hikes and the leg swings slightly out.

    The sound leg rises on its toes a little: without any lift a straight leg does not pass.
    """
    amount = draw.amount
    return _sided(
        GaitEdit(cadence=_less(amount, 0.92), stride=_less(amount, 0.9)),
        draw,
        LegEdit(
            knee_swing=max(0.0, 0.93 - 0.48 * amount),
            knee_flexion=-6.0 * amount,
            heel_rise=max(0.0, 1.0 - 0.8 * amount),
            hike=2.0 + 8.0 * amount,
            circumduction=0.02 + 0.05 * amount,
            step_behind=_less(amount, 0.68),
        ),
        LegEdit(vault=7.0 * amount),
    )


def _parkinsonian(draw: Draw) -> GaitEdit:
    """Short shuffling steps, stooped, arms nearly still, knees bent."""
    amount = draw.amount
    return _both(
        GaitEdit(
            cadence=1.0 + 0.03 * amount,
            double_support=1.0 + 0.4 * amount,
            stride=max(0.22, 0.72 - 0.27 * amount),
            trunk_forward=8.0 + 10.0 * amount,
            head_forward=4.0 + 6.0 * amount,
            trunk_sway=_less(amount, 0.6),
            step_width=-0.01,
        ),
        LegEdit(
            knee_swing=_less(amount, 0.62),
            knee_flexion=4.0 + 6.0 * amount,
            clearance=_less(amount, 0.65),
        ),
        ArmEdit(swing=_less(amount, 0.25), elbow=12.0 + 18.0 * amount, forward=6.0 * amount),
    )


def _crouch(draw: Draw) -> GaitEdit:
    """Knees bent through the whole stance, pelvis low."""
    amount = draw.amount
    return _both(
        GaitEdit(
            cadence=_less(amount, 0.95), stride=_less(amount, 0.8), trunk_forward=5.0 * amount
        ),
        LegEdit(knee_flexion=22.0 + 14.0 * amount, knee_swing=_less(amount, 0.75)),
        ArmEdit(elbow=12.0 * amount, abduction=6.0 * amount),
    )


def _hip_hiking(draw: Draw) -> GaitEdit:
    """The swinging side's hip is pulled up, so that a leg that bends little clears the floor."""
    amount = draw.amount
    return _sided(
        GaitEdit(cadence=_less(amount, 0.93), stride=_less(amount, 0.92)),
        draw,
        LegEdit(
            hike=5.0 + 7.0 * amount,
            knee_swing=_less(amount, 0.7),
            heel_rise=_less(amount, 0.7),
            step_behind=_less(amount, 0.85),
        ),
        LegEdit(lean=1.0 + 3.0 * amount),
    )


def _waddling(draw: Draw) -> GaitEdit:
    """The trunk sways over each standing leg, the pelvis drops on both sides, wide and hollow."""
    amount = draw.amount
    return _both(
        GaitEdit(
            cadence=_less(amount, 0.9),
            stride=_less(amount, 0.84),
            step_width=0.04 + 0.045 * amount,
            trunk_forward=-3.0 - 4.0 * amount,
            sway=7.0 + 6.0 * amount,
        ),
        LegEdit(drop=2.0 + 4.0 * amount),
        ArmEdit(abduction=4.0 + 5.0 * amount),
    )


def _scissor(draw: Draw) -> GaitEdit:
    """Adducted, inward turned, bent knees that pass close to each other; feet on a line."""
    amount = draw.amount
    return _both(
        GaitEdit(
            cadence=_less(amount, 0.88),
            stride=_less(amount, 0.76),
            step_width=-0.06 - 0.04 * amount,
            trunk_forward=3.0 + 3.0 * amount,
            sway=2.0 + 2.0 * amount,
        ),
        LegEdit(
            knee_flexion=11.0 + 8.0 * amount,
            knee_swing=_less(amount, 0.75),
            knee_yaw=-5.0 - 4.0 * amount,
            foot_yaw=-6.0 * amount,
            circumduction=0.02 + 0.03 * amount,
            equinus=3.0 + 5.0 * amount,
            foot_swing=-9.0 - 5.0 * amount,
        ),
        ArmEdit(abduction=8.0 + 6.0 * amount, elbow=15.0 + 15.0 * amount),
    )


def _toe_walking(draw: Draw) -> GaitEdit:
    """The heels stay up from contact to foot off."""
    amount = draw.amount
    return _sided(
        GaitEdit(cadence=_less(amount, 0.97), stride=_less(amount, 0.88)),
        draw,
        LegEdit(
            equinus=14.0 + 12.0 * amount, knee_flexion=3.0 * amount, knee_swing=_less(amount, 0.9)
        ),
    )


def _recurvatum(draw: Draw) -> GaitEdit:
    """The knee snaps backward while it bears the weight."""
    amount = draw.amount
    return _sided(
        GaitEdit(cadence=_less(amount, 0.94), stride=_less(amount, 0.9)),
        draw,
        LegEdit(hyperextension=4.0 + 8.0 * amount, heel_rise=_less(amount, 0.8)),
    )


def _vaulting(draw: Draw) -> GaitEdit:
    """The other leg rises on its toes in mid-stance, to let the affected leg pass."""
    amount = draw.amount
    return _sided(
        GaitEdit(cadence=_less(amount, 0.94), stride=_less(amount, 0.92)),
        draw,
        LegEdit(knee_swing=_less(amount, 0.72), hike=1.0 + 2.0 * amount),
        LegEdit(vault=12.0 + 12.5 * amount),
    )


def _leg_length(draw: Draw) -> GaitEdit:
    """The pelvis hangs to the shorter leg's side; the longer leg bends more and swings higher."""
    amount = draw.amount
    toward = 1.0 if draw.side == "left" else -1.0
    return _sided(
        GaitEdit(
            cadence=_less(amount, 0.96),
            stride=_less(amount, 0.95),
            pelvis_tilt=-toward * (2.0 + 3.5 * amount),
        ),
        draw,
        LegEdit(lean=3.0 + 4.0 * amount, equinus=3.0 * amount),
        LegEdit(knee_flexion=3.0 + 5.0 * amount, knee_lift=5.0 * amount),
    )


def _ataxic(draw: Draw) -> GaitEdit:
    """Wide, unsteady, every step another length, width and time; arms held out."""
    amount = draw.amount
    uneven = irregular(
        draw.rng,
        time=0.11 * amount,
        length=0.08 + 0.16 * amount,
        width=0.03 * amount,
        lift=8.0 * amount,
    )
    return _both(
        replace(
            uneven,
            cadence=_less(amount, 0.86),
            stride=_less(amount, 0.8),
            double_support=1.0 + 0.2 * amount,
            step_width=0.08 + 0.06 * amount,
            sway=1.0 + 2.0 * amount,
            bursts=_swaying(draw.rng, 2.5 + 3.0 * amount),
        ),
        LegEdit(foot_yaw=4.0 + 4.0 * amount),
        ArmEdit(abduction=8.0 + 8.0 * amount, elbow=8.0 * amount, swing=_less(amount, 0.8)),
    )


def _cautious(draw: Draw) -> GaitEdit:
    """Slow, short and even steps, both feet long on the floor, a little wide and stooped."""
    amount = draw.amount
    return _both(
        GaitEdit(
            cadence=_less(amount, 0.88),
            stride=_less(amount, 0.7),
            double_support=1.0 + 0.25 * amount,
            step_width=0.01 + 0.015 * amount,
            trunk_forward=3.0 + 3.0 * amount,
            head_forward=2.0 + 2.0 * amount,
        ),
        LegEdit(knee_flexion=2.0 * amount, knee_swing=_less(amount, 0.9)),
        ArmEdit(swing=_less(amount, 0.7), elbow=6.0 * amount),
    )


def _choreic(draw: Draw) -> GaitEdit:
    """Sudden purposeless movements of trunk, head and arms; steps without a rhythm."""
    amount = draw.amount
    uneven = irregular(
        draw.rng, time=0.12 * amount, length=0.13 * amount, width=0.025 * amount, lift=14.0 * amount
    )
    return _both(
        replace(
            uneven,
            cadence=_less(amount, 0.92),
            stride=_less(amount, 0.9),
            step_width=0.03 * amount,
            bursts=_jerks(draw.rng, amount),
        ),
        LegEdit(),
        ArmEdit(abduction=4.0 * amount, elbow=10.0 * amount),
    )


LONGEST_WALK_S = 75.0
"""Bursts are drawn for walks of at most this length, seconds."""


def _swaying(rng: np.random.Generator, degrees: float) -> tuple[Burst, ...]:
    """Slow aimless sway of the trunk, one after the other."""
    bursts, clock = [], 0.0
    while clock < LONGEST_WALK_S:
        seconds = float(rng.uniform(1.0, 1.9))
        lean, forward = rng.normal(0.0, 1.0, 2) * degrees
        bursts.append(
            Burst(clock, seconds, trunk_lean=float(lean), trunk_forward=float(0.6 * forward))
        )
        clock += 0.7 * seconds
    return tuple(bursts)


def _jerks(rng: np.random.Generator, amount: float) -> tuple[Burst, ...]:
    """Short involuntary movements, one or two a second, now here, now there."""
    bursts, clock = [], 0.0
    while clock < LONGEST_WALK_S:
        way = rng.uniform(0.6, 1.2, 4) * amount
        sign = rng.choice((-1.0, 1.0), 3)
        bursts.append(
            Burst(
                clock,
                float(rng.uniform(0.5, 0.9)),
                trunk_lean=float(sign[0] * 8.0 * way[0]),
                trunk_forward=float(sign[1] * 6.0 * way[1]),
                head=float(sign[2] * 12.0 * way[2]),
                arm=int(rng.integers(2)),
                abduction=float(24.0 * way[3]),
                forward=float(rng.uniform(-15.0, 30.0) * amount),
                elbow=float(rng.uniform(10.0, 45.0) * amount),
            )
        )
        clock += float(rng.uniform(0.45, 0.95))
    return tuple(bursts)


PATTERN_EDITS: dict[str, Callable[[Draw], GaitEdit]] = {
    "normal": _normal,
    "antalgic": _antalgic,
    "hemiplegic": _hemiplegic,
    "trendelenburg": _trendelenburg,
    "duchenne": _duchenne,
    "steppage": _steppage,
    "stiff_knee": _stiff_knee,
    "parkinsonian": _parkinsonian,
    "crouch": _crouch,
    "hip_hiking": _hip_hiking,
    "waddling": _waddling,
    "scissor": _scissor,
    "toe_walking": _toe_walking,
    "recurvatum": _recurvatum,
    "vaulting": _vaulting,
    "leg_length": _leg_length,
    "ataxic": _ataxic,
    "cautious": _cautious,
    "choreic": _choreic,
}
