"""What must be true of a motion for each single feature: one table, each line with its source.

Marks as in :mod:`runtime.gait.patterns`; "affected" is the side of the feature, or both.
"""

from __future__ import annotations

from runtime.gait.rule import Rule

WANTED = "what the word says, against normal walking; amount [M]"
ASYMMETRY = "beyond the 10 % criterion, Hodt-Billington et al. 2012 [V]; amount [M]"


def _rule(
    name: str,
    measure: str,
    where: str,
    compare: str,
    against: str,
    *,
    factor: float = 1.0,
    offset: float = 0.0,
    source: str = WANTED,
) -> Rule:
    return Rule(
        name,
        measure,
        where,
        compare,
        against,
        factor=factor,
        offset=offset,
        graded=True,
        source=source,
        needs_review=True,
    )


FEATURE_RULES: dict[tuple[str, str], tuple[Rule, ...]] = {
    ("arm_swing", "less"): (
        _rule(
            "arm swing",
            "arm_swing",
            "affected",
            "<",
            "other",
            factor=0.45,
            source="PD arm swing less than half of normal [M]",
        ),
    ),
    ("arm_swing", "more"): (_rule("arm swing", "arm_swing", "affected", ">", "other", factor=1.6),),
    ("elbow_flexion", "more"): (
        _rule("bent elbow", "elbow_flex", "affected", ">", "other", offset=20.0),
    ),
    ("trunk_forward", "more"): (
        _rule("forward bend of the trunk", "trunk_forward", "whole", ">", "norm", offset=9.0),
    ),
    ("trunk_forward", "less"): (
        _rule("forward bend of the trunk", "trunk_forward", "whole", "<", "norm", offset=-4.0),
    ),
    ("trunk_lean", "more"): (
        _rule(
            "sideways lean of the trunk, + = towards the named side",
            "trunk_lateral_mean",
            "toward",
            ">",
            "zero",
            offset=4.5,
            source="lean over 5 deg is seen [M]",
        ),
    ),
    ("trunk_sway", "more"): (
        _rule(
            "sideways sway of the trunk", "trunk_lateral_range", "whole", ">", "pace", offset=7.0
        ),
    ),
    ("trunk_sway", "less"): (
        _rule(
            "sideways sway of the trunk", "trunk_lateral_range", "whole", "<", "zero", offset=4.0
        ),
    ),
    ("head_forward", "more"): (
        _rule("forward bend of the head", "head_forward", "whole", ">", "norm", offset=8.0),
    ),
    ("step_length", "less"): (
        _rule(
            "step length",
            "step_length",
            "affected",
            "<",
            "other|pace",
            factor=0.82,
            source=ASYMMETRY,
        ),
    ),
    ("step_length", "more"): (
        _rule(
            "step length",
            "step_length",
            "affected",
            ">",
            "other|pace",
            factor=1.14,
            source=ASYMMETRY,
        ),
    ),
    ("step_width", "less"): (
        _rule("distance between the feet", "step_width", "whole", "<", "pace", offset=-0.045),
    ),
    ("step_width", "more"): (
        _rule(
            "distance between the feet",
            "step_width",
            "whole",
            ">",
            "pace",
            offset=0.055,
            source="norm 4 to 15 cm [V]; over 15 cm is wide [M]",
        ),
    ),
    ("cadence", "less"): (_rule("cadence", "cadence", "whole", "<", "pace", factor=0.88),),
    ("cadence", "more"): (_rule("cadence", "cadence", "whole", ">", "pace", factor=1.1),),
    ("regularity", "less"): (
        _rule("variability of stride time", "stride_cv", "whole", ">", "zero", offset=0.045),
        _rule("variability of step length", "step_length_cv", "whole", ">", "zero", offset=0.06),
    ),
    ("foot_clearance", "less"): (
        _rule("highest toe in swing", "toe_peak", "affected", "<", "other", factor=0.65),
    ),
    ("foot_clearance", "more"): (
        _rule("highest toe in swing", "toe_peak", "affected", ">", "other", offset=0.04),
    ),
    ("foot_progression", "less"): (
        _rule(
            "direction of the standing foot, + = outward",
            "foot_progression",
            "affected",
            "<",
            "other",
            offset=-8.0,
        ),
    ),
    ("foot_progression", "more"): (
        _rule(
            "direction of the standing foot, + = outward",
            "foot_progression",
            "affected",
            ">",
            "other",
            offset=8.0,
        ),
    ),
    ("festination", "more"): (
        _rule(
            "step length, end to start",
            "step_trend",
            "whole",
            "<",
            "one",
            factor=0.85,
            source="step length falls within the clip [V], amount [M]",
        ),
        _rule(
            "cadence, end to start",
            "cadence_trend",
            "whole",
            ">",
            "one",
            factor=1.12,
            source="cadence rises within the clip [V], amount [M]",
        ),
    ),
    ("freezing", "more"): (
        _rule(
            "longest halt",
            "longest_pause_s",
            "whole",
            ">",
            "number",
            offset=1.2,
            source="an episode of freezing lasts a second or more [M]",
        ),
    ),
}
"""Feature to what must be true of it."""
