"""Changes of features that belong to a pattern anyway, or that exclude it."""

from __future__ import annotations

USUAL: dict[str, frozenset[tuple[str, str]]] = {
    "antalgic": frozenset(
        {
            ("trunk_lean", "more"),
            ("trunk_sway", "more"),
            ("step_length", "less"),
            ("regularity", "less"),
            ("cadence", "less"),
        }
    ),
    "hemiplegic": frozenset(
        {
            ("arm_swing", "less"),
            ("elbow_flexion", "more"),
            ("foot_clearance", "less"),
            ("step_length", "less"),
            ("regularity", "less"),
            ("trunk_lean", "more"),
            ("cadence", "less"),
        }
    ),
    "trendelenburg": frozenset({("trunk_sway", "more"), ("regularity", "less")}),
    "duchenne": frozenset({("trunk_lean", "more"), ("trunk_sway", "more"), ("regularity", "less")}),
    "steppage": frozenset(
        {("foot_clearance", "less"), ("foot_clearance", "more"), ("regularity", "less")}
    ),
    "stiff_knee": frozenset({("foot_clearance", "less"), ("regularity", "less")}),
    "parkinsonian": frozenset(
        {
            ("arm_swing", "less"),
            ("elbow_flexion", "more"),
            ("trunk_forward", "more"),
            ("head_forward", "more"),
            ("step_length", "less"),
            ("foot_clearance", "less"),
            ("trunk_sway", "less"),
            ("cadence", "more"),
        }
    ),
    "crouch": frozenset({("trunk_forward", "more"), ("step_length", "less")}),
    "hip_hiking": frozenset(
        {("trunk_lean", "more"), ("foot_clearance", "more"), ("foot_clearance", "less")}
    ),
    "waddling": frozenset(
        {
            ("trunk_sway", "more"),
            ("trunk_lean", "more"),
            ("step_width", "more"),
            ("trunk_forward", "less"),
        }
    ),
    "scissor": frozenset(
        {
            ("step_width", "less"),
            ("step_length", "less"),
            ("foot_progression", "less"),
            ("foot_clearance", "less"),
        }
    ),
    "toe_walking": frozenset(),
    "recurvatum": frozenset(),
    "vaulting": frozenset(
        {("foot_clearance", "more"), ("foot_clearance", "less"), ("regularity", "less")}
    ),
    "leg_length": frozenset(
        {("trunk_sway", "more"), ("trunk_lean", "more"), ("regularity", "less")}
    ),
    "ataxic": frozenset(
        {
            ("head_forward", "more"),
            ("step_width", "more"),
            ("regularity", "less"),
            ("trunk_sway", "more"),
            ("cadence", "less"),
        }
    ),
    "cautious": frozenset(
        {
            ("step_length", "less"),
            ("step_width", "more"),
            ("arm_swing", "less"),
            ("trunk_forward", "more"),
            ("head_forward", "more"),
            ("cadence", "less"),
            ("foot_clearance", "less"),
            ("trunk_sway", "less"),
        }
    ),
    "choreic": frozenset(
        {
            ("regularity", "less"),
            ("trunk_sway", "more"),
            ("arm_swing", "more"),
            ("trunk_lean", "more"),
        }
    ),
}
"""Changes that are part of each pattern's usual description: no feature of their own."""

OPPOSED: dict[str, frozenset[tuple[str, str]]] = {
    "parkinsonian": frozenset(
        {("step_length", "more"), ("trunk_forward", "less"), ("foot_clearance", "more")}
    ),
    "cautious": frozenset({("step_length", "more")}),
    "ataxic": frozenset({("step_width", "less")}),
    "waddling": frozenset({("trunk_sway", "less")}),
    "scissor": frozenset({("step_width", "more")}),
    "choreic": frozenset({("trunk_sway", "less")}),
}
"""Changes that exclude what makes the pattern: they are said back and left out."""
