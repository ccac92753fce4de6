"""Deviations that are looked for: which measure, beyond which edge, marks which regions.

An edge is never inside of what healthy walkers show at the same speed (mean and two SD of
`norms.REAL_WALKING`); a number beside the norm widens it to what the field calls a deviation.
Numbers without a source are textbook-style defaults [M] that want a physiotherapist's review.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from runtime.gait.norms import HEALTHY_RATIO, Norm

LEG = ("{side}_thigh", "{side}_shank", "{side}_foot")
SHIN = ("{side}_shank", "{side}_thigh")
THIGH = ("{side}_thigh",)
FOOT = ("{side}_foot",)
UPPER_ARM = ("{side}_upper_arm",)
FOREARM = ("{side}_forearm", "{side}_hand")
THIGHS = ("left_thigh", "right_thigh")
FEET = ("left_foot", "right_foot")
LEGS = tuple(part.format(side=side) for side in ("left", "right") for part in LEG)
ARMS = ("left_upper_arm", "right_upper_arm", "left_forearm", "right_forearm")

FEWEST_STEPS = 8
"""The spread of fewer steps than this says nothing: recordings of three seconds begin and end
with an odd step. [D]"""

MUCH = 1
LITTLE = -1


@dataclass(frozen=True)
class Finding:
    """A deviation that marks regions.

    Attributes:
        measure: name in `measure.MEASURES`.
        parts: regions marked; "{side}" stands for the side.
        words: the reason, with ``{side}``, ``{value}`` and, against the other side, ``{other}``.
        sign: `MUCH` when too much is the deviation, `LITTLE` when too little.
        full: distance beyond the edge that scores 1, in the unit of the measure.
        least: the edge lies at least this far from the mean of healthy walkers.
        limit: the edge lies at least this far out, whatever is normal.
        spreads: ... and at least this many SD from the mean.
        sided: measured on each side rather than of the whole motion.
        against_other: the edge, from the other side's value, in place of the norm's.
        beyond_other: the edge lies at least this far beyond the other side's value too.
        unit: of the values as they are told.
        scale: from the measure's unit to that one.
        digits: of the values as they are told.
        steps: fewest steps of a clip that it can be told of.
        bound: only the end of the normal range that is passed is told ("up to").
    """

    measure: str
    parts: tuple[str, ...]
    words: str
    sign: int
    full: float
    least: float = 0.0
    limit: float | None = None
    spreads: float = 2.0
    sided: bool = True
    against_other: Callable[[float], float] | None = None
    beyond_other: float | None = None
    unit: str = "degrees"
    scale: float = 1.0
    digits: int = 0
    steps: int = 0
    bound: bool = False

    def edge(self, normal: Norm | None) -> float:
        """Where healthy walking ends, in the unit of the measure."""
        if normal is None:
            return 0.0 if self.limit is None else self.limit
        edge = normal.mean + self.sign * max(self.spreads * normal.sd, self.least)
        if self.limit is None:
            return edge
        return max(edge, self.limit) if self.sign == MUCH else min(edge, self.limit)

    def told(self, value: float) -> str:
        """A value as the sentence tells it."""
        # Adding nothing turns a minus nothing into a plain one.
        return f"{round(value * self.scale, self.digits) + 0.0:.{self.digits}f}"


def _cm(
    measure: str,
    parts: tuple[str, ...],
    words: str,
    sign: int,
    full: float,
    *,
    least: float = 0.0,
    limit: float | None = None,
    spreads: float = 2.0,
    sided: bool = True,
    digits: int = 0,
    steps: int = 0,
    bound: bool = False,
) -> Finding:
    """A finding of a measure in metres, told in centimetres."""
    return Finding(
        measure,
        parts,
        words,
        sign,
        full,
        least=least,
        limit=limit,
        spreads=spreads,
        sided=sided,
        unit="cm",
        scale=100.0,
        digits=digits,
        steps=steps,
        bound=bound,
    )


KNEE = (
    Finding(
        "knee_swing_peak",
        SHIN,
        "the {side} knee bends only {value} in swing",
        LITTLE,
        30.0,
        least=13.0,  # norm less 2 SD, Schwartz 2008 [D]
    ),
    Finding(
        "knee_swing_peak_at",
        ("{side}_shank",),
        "the {side} knee bends most at {value} of the stride, late",
        MUCH,
        8.0,
        limit=83.0,  # later than 80 % is stiff (Goldberg 2006 [V]); 3 for very slow walking [M]
        unit="%",
    ),
    Finding(
        "knee_stance_min",
        SHIN,
        "the {side} knee stays bent by at least {value} in stance",
        MUCH,
        20.0,
        limit=25.0,  # 20 to 30, Rodda and Graham [M]; fast healthy walks here reach 23
        spreads=1.5,
    ),
    Finding(
        "knee_stance_min",
        SHIN,
        "the {side} knee bends backward in stance, to {value}",
        LITTLE,
        10.0,
        limit=-3.0,  # mild from -5 on [M]
        spreads=1.5,
    ),
)

HIP = (
    Finding(
        "hip_flex_max",
        THIGH,
        "the {side} hip bends {value}, much",
        MUCH,
        20.0,
        least=10.0,
        spreads=3.0,
    ),
    Finding(
        "hip_ext_max",
        THIGH,
        "the {side} leg reaches only {value} behind the body",
        LITTLE,
        15.0,
        least=12.0,
        spreads=3.0,
    ),
    Finding(
        "hip_abduction_stance",
        THIGH,
        "the {side} thigh leans {value} outward in stance; minus is inward",
        LITTLE,
        8.0,
        least=4.0,
        spreads=3.0,
    ),
    Finding(
        "hip_abduction_stance",
        THIGH,
        "the {side} thigh is spread {value} outward in stance",
        MUCH,
        10.0,
        least=5.0,
        spreads=3.0,
    ),
    _cm(
        "circumduction",
        ("{side}_thigh", "{side}_foot"),
        "the {side} foot swings {value} outward",
        MUCH,
        0.07,
        limit=0.05,  # flag 4 cm, severe 12 cm: PhysioMoCap, citing Kerrigan 2000 [V]; real
        # walkers on a curve reach 5 cm [D]
        bound=True,
    ),
)

PELVIS = (
    Finding(
        "pelvic_drop_contra_deg",
        ("pelvis",),
        "the pelvis drops {value} on the other side while the {side} leg stands",
        MUCH,
        8.0,
        limit=5.0,  # PhysioMoCap, citing Perry and Burnfield: 5, severe 15 [V]
        spreads=3.0,
    ),
    Finding(
        "hike_cm",
        ("pelvis",),
        "the {side} hip is hiked by {value} in swing",
        MUCH,
        3.0,
        limit=1.2,
        spreads=3.0,
        unit="cm",
        digits=1,
        bound=True,
    ),
    Finding(
        "pelvis_rise_cm",
        ("pelvis", "{side}_foot"),
        "the body rises by {value} over the standing {side} leg, as in vaulting",
        MUCH,
        3.0,
        least=2.0,  # 2 to 4 cm [M]
        spreads=3.0,
        beyond_other=2.0,
        unit="cm",
        digits=1,
    ),
    Finding(
        "pelvis_tilt_lr_deg",
        ("pelvis",),
        "the left side of the pelvis is higher by {value} throughout",
        MUCH,
        6.0,
        limit=2.5,
        sided=False,
        digits=1,
        bound=True,
    ),
    Finding(
        "pelvis_tilt_lr_deg",
        ("pelvis",),
        "the right side of the pelvis is higher by {size} throughout",
        LITTLE,
        6.0,
        limit=-2.5,
        sided=False,
        digits=1,
        bound=True,
    ),
)

TRUNK = (
    Finding(
        "lean_in_stance",
        ("trunk",),
        "the trunk leans {value} over the standing {side} leg",
        MUCH,
        9.0,
        limit=6.0,
    ),
    Finding(
        "trunk_lateral_mean",
        ("trunk",),
        "the trunk is held {value} to the left",
        MUCH,
        8.0,
        limit=4.0,
        sided=False,
        bound=True,
    ),
    Finding(
        "trunk_lateral_mean",
        ("trunk",),
        "the trunk is held {size} to the right",
        LITTLE,
        8.0,
        limit=-4.0,
        sided=False,
        bound=True,
    ),
    Finding(
        "trunk_forward",
        ("trunk", "head"),
        "the trunk is bent forward by {value}",
        MUCH,
        15.0,
        least=6.0,
        spreads=3.0,
        sided=False,
    ),
    Finding(
        "trunk_forward",
        ("trunk",),
        "the trunk is bent backward ({value}; minus is backward)",
        LITTLE,
        10.0,
        least=8.0,
        spreads=4.0,
        sided=False,
    ),
    Finding(
        "trunk_lateral_range",
        ("trunk",),
        "the trunk sways sideways over {value}",
        MUCH,
        12.0,
        limit=14.0,  # free-speed range of trunk obliquity, Schwartz 2008 file [D]
        sided=False,
    ),
    Finding(
        "trunk_unrest",
        ("trunk",),
        "the trunk moves differently in each stride, by {value}",
        MUCH,
        4.0,
        limit=2.2,
        spreads=3.0,
        sided=False,
        steps=FEWEST_STEPS,
        digits=1,
        bound=True,
    ),
    Finding(
        "head_forward",
        ("head",),
        "the head is bent forward by {value}, more than the trunk",
        MUCH,
        20.0,
        least=10.0,
        spreads=2.0,
        sided=False,
        bound=True,
    ),
)

FOOT_FINDINGS = (
    Finding(
        "foot_pitch_contact",
        FOOT,
        "the {side} foot lands with its toes low, {value} above flat",
        LITTLE,
        25.0,
        least=12.0,
        spreads=3.0,
    ),
    Finding(
        "foot_pitch_stance",
        FOOT,
        "the {side} heel stays up in stance: the foot points {size} down",
        LITTLE,
        20.0,
        least=12.0,
    ),
    _cm(
        "toe_peak",
        FOOT,
        "the {side} foot drags: its toes rise only to {value} in swing",
        LITTLE,
        0.03,
        limit=0.055,
        spreads=3.0,
        digits=1,
    ),
    Finding(
        "foot_progression",
        FOOT,
        "the toes of the {side} foot point {value} outward",
        MUCH,
        20.0,
        limit=13.0,
        spreads=3.0,
    ),
    Finding(
        "foot_progression",
        FOOT,
        "the toes of the {side} foot point {size} inward",
        LITTLE,
        20.0,
        limit=-17.0,
        spreads=3.0,
    ),
)

ARM = (
    Finding(
        "elbow_flex",
        FOREARM,
        "the {side} elbow is held bent by {value}",
        MUCH,
        40.0,
        least=25.0,
        spreads=3.0,
    ),
    Finding(
        "shoulder_abduction",
        UPPER_ARM,
        "the {side} arm is held {value} away from the body",
        MUCH,
        25.0,
        least=12.0,
        spreads=3.0,
        bound=True,
    ),
    _cm(
        "arm_swing",
        UPPER_ARM,
        "the {side} arm swings only {value}",
        LITTLE,
        0.08,
        limit=0.09,
    ),
    _cm(
        "arm_swing",
        UPPER_ARM,
        "the {side} arm swings far, {value}",
        MUCH,
        0.3,
        least=0.35,
        spreads=4.0,
    ),
    Finding(
        "arm_unrest",
        ARMS,
        "the arms move differently in each stride, by {value}",
        MUCH,
        10.0,
        limit=4.0,
        spreads=3.0,
        sided=False,
        steps=FEWEST_STEPS,
        digits=1,
        bound=True,
    ),
)

ONE_SIDED = (
    Finding(
        "arm_swing",
        UPPER_ARM,
        "the {side} arm swings {value}, the other {other}",
        LITTLE,
        0.1,
        against_other=lambda other: 0.4 * other,
        unit="cm",
        scale=100.0,
    ),
    Finding(
        "stance_s",
        LEG,
        "the {side} leg stands for a shorter time, {value} against {other} of the other leg",
        LITTLE,
        0.2,
        against_other=lambda other: other / HEALTHY_RATIO,
        unit="s",
        digits=2,
    ),
    Finding(
        "step_length",
        THIGH,
        "the step of the {side} leg is shorter, {value} against {other}",
        LITTLE,
        0.25,
        against_other=lambda other: other / (2 * HEALTHY_RATIO - 1),
        unit="cm",
        scale=100.0,
    ),
)
"""Against the other side. The 10 % criterion holds for times (Hodt-Billington et al. 2012); step
lengths of three-second clips scatter more, and take twice as much [D]."""

STEPS = (
    Finding(
        "speed",
        THIGHS,
        "the walk is slow, {value}; adults of up to 89 years walk at 0.8 to 1.65 m/s",
        LITTLE,
        0.4,
        limit=0.62,
        sided=False,
        unit="m/s",
        digits=2,
    ),
    _cm(
        "step_length",
        THIGHS,
        "the steps are short, {value}",
        LITTLE,
        0.2,
        limit=0.42,
        sided=False,
    ),
    _cm(
        "step_length",
        THIGHS,
        "the steps are long, {value}",
        MUCH,
        0.2,
        least=0.12,
        spreads=3.0,
        sided=False,
    ),
    Finding(
        "walk_ratio",
        THIGHS,
        "the steps are short for how many there are ({value} by steps a minute)",
        LITTLE,
        0.2,
        limit=0.45,
        spreads=3.0,
        sided=False,
        unit="cm",
        digits=2,
    ),
    Finding(
        "cadence",
        LEGS,
        "the steps are quick, {value}",
        MUCH,
        40.0,
        least=20.0,
        spreads=3.0,
        sided=False,
        unit="steps a minute",
    ),
    Finding(
        "cadence",
        LEGS,
        "the steps come slowly, {value}",
        LITTLE,
        30.0,
        least=20.0,
        spreads=3.0,
        sided=False,
        unit="steps a minute",
    ),
    _cm(
        "step_width",
        FEET,
        "the feet are wide apart, {value}",
        MUCH,
        0.1,
        limit=0.15,
        sided=False,
    ),
    _cm(
        "step_width",
        FEET,
        "the feet are set down close together, {value} apart; minus is crossed",
        LITTLE,
        0.08,
        limit=0.03,
        sided=False,
    ),
    _cm(
        "foot_gap_swing",
        FEET,
        "in swing the feet pass each other closely, by {value}; minus is crossed",
        LITTLE,
        0.06,
        limit=0.02,
        sided=False,
    ),
    _cm(
        "knee_gap",
        THIGHS,
        "the knees come close, to {value}; minus is crossed",
        LITTLE,
        0.08,
        least=0.04,
        spreads=3.0,
        sided=False,
    ),
)

REGULARITY = (
    Finding(
        "step_length_cv",
        LEGS,
        "the steps are uneven: their length varies by {value}",
        MUCH,
        0.15,
        limit=0.08,  # more than 6 % is ataxic [M]
        spreads=3.0,
        sided=False,
        steps=FEWEST_STEPS,
        unit="%",
        scale=100.0,
        bound=True,
    ),
    _cm(
        "step_width_sd",
        FEET,
        "the distance between the feet changes from step to step, by {value}",
        MUCH,
        0.04,
        limit=0.045,
        sided=False,
        steps=FEWEST_STEPS,
        digits=1,
        bound=True,
    ),
    Finding(
        "stride_cv",
        LEGS,
        "the strides are uneven: their time varies by {value}",
        MUCH,
        0.15,
        limit=0.06,
        sided=False,
        steps=FEWEST_STEPS,
        unit="%",
        scale=100.0,
        bound=True,
    ),
    Finding(
        "step_trend",
        THIGHS,
        "the steps become shorter, to {value} of the first ones",
        LITTLE,
        0.3,
        limit=0.85,
        sided=False,
        steps=FEWEST_STEPS,
        unit="%",
        scale=100.0,
    ),
    Finding(
        "cadence_trend",
        LEGS,
        "the steps become quicker, to {value} of the first ones",
        MUCH,
        0.3,
        limit=1.15,
        sided=False,
        steps=FEWEST_STEPS,
        unit="%",
        scale=100.0,
    ),
    Finding(
        "longest_pause_s",
        LEGS,
        "the walk stops for {value}",
        MUCH,
        1.5,
        limit=0.8,
        sided=False,
        unit="s",
        digits=1,
        bound=True,
    ),
)

FINDINGS = (
    *KNEE,
    *HIP,
    *PELVIS,
    *TRUNK,
    *FOOT_FINDINGS,
    *ARM,
    *ONE_SIDED,
    *STEPS,
    *REGULARITY,
)
"""All deviations that are looked for."""
