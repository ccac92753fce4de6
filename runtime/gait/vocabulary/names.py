"""What patterns and features are called in sentences for the user."""

from __future__ import annotations

PLAIN_NAMES = {
    "normal": "a normal walk",
    "antalgic": "an antalgic limp",
    "hemiplegic": "hemiplegic gait with circumduction",
    "trendelenburg": "an uncompensated Trendelenburg gait",
    "duchenne": "a compensated Trendelenburg (Duchenne) gait",
    "steppage": "steppage gait with foot drop",
    "stiff_knee": "stiff-knee gait",
    "parkinsonian": "parkinsonian gait",
    "crouch": "crouch gait",
    "hip_hiking": "hip hiking",
    "waddling": "waddling gait",
    "scissor": "scissor gait",
    "toe_walking": "toe walking (equinus)",
    "recurvatum": "genu recurvatum",
    "vaulting": "vaulting",
    "leg_length": "a leg length difference",
    "ataxic": "ataxic gait",
    "cautious": "cautious gait",
    "choreic": "choreic gait",
}
"""How a pattern is called in sentences for the user."""

FEATURE_NAMES: dict[tuple[str, str], str] = {
    ("arm_swing", "less"): "less arm swing",
    ("arm_swing", "more"): "more arm swing",
    ("elbow_flexion", "more"): "a bent arm",
    ("trunk_forward", "more"): "a stooped trunk",
    ("trunk_forward", "less"): "a trunk leaning back",
    ("trunk_lean", "more"): "a sideways lean of the trunk",
    ("trunk_sway", "more"): "more sway of the trunk",
    ("trunk_sway", "less"): "less sway of the trunk",
    ("head_forward", "more"): "a head held forward",
    ("step_length", "less"): "shorter steps",
    ("step_length", "more"): "longer steps",
    ("step_width", "less"): "narrower steps",
    ("step_width", "more"): "wider steps",
    ("cadence", "less"): "a lower cadence",
    ("cadence", "more"): "a higher cadence",
    ("regularity", "less"): "irregular steps",
    ("foot_clearance", "less"): "a dragging foot",
    ("foot_clearance", "more"): "a foot lifted high",
    ("festination", "more"): "festination",
    ("freezing", "more"): "freezing",
    ("foot_progression", "less"): "toes turned in",
    ("foot_progression", "more"): "toes turned out",
}
"""How a single feature is called in sentences for the user, by its name and change."""


def name_of(pattern: str) -> str:
    """The pattern's name as the beginning of a sentence."""
    name = PLAIN_NAMES[pattern].removeprefix("an ").removeprefix("a ")
    return name[0].upper() + name[1:]
