"""A plain sentence for every pattern, side, severity and single feature: parts c, d and the sheet.

They only carry an intent to the pipeline, so their wording is as plain as can be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runtime.gait.layout import FEATURES, PATTERNS, SEVERITIES, SIDED_FEATURES, sides_of

NORMAL = "a healthy adult walks forward at a normal speed"

_PATTERNS = {
    "antalgic": "antalgic gait, pain in the {side} leg",
    "hemiplegic": "{side} hemiplegic gait with circumduction",
    "trendelenburg": "uncompensated Trendelenburg gait, weak {side} hip abductors",
    "duchenne": "Duchenne gait, the trunk leans over the {side} leg in stance",
    "steppage": "steppage gait with {side} foot drop",
    "stiff_knee": "stiff knee gait, {side} knee",
    "parkinsonian": "parkinsonian gait",
    "crouch": "crouch gait",
    "hip_hiking": "{side} hip hiking",
    "waddling": "waddling gait",
    "scissor": "scissor gait",
    "toe_walking": "toe walking on the {side} foot",
    "recurvatum": "genu recurvatum, {side} knee",
    "vaulting": "vaulting on the {other} leg to clear the {side} leg",
    "leg_length": "leg length difference, {side} leg shorter",
    "ataxic": "ataxic gait",
    "cautious": "cautious gait",
    "choreic": "choreic gait",
}
_BOTH = {
    "trendelenburg": "uncompensated Trendelenburg gait on both sides",
    "steppage": "steppage gait with foot drop on both sides",
    "stiff_knee": "stiff knee gait, both knees",
    "toe_walking": "toe walking on both feet",
    "recurvatum": "genu recurvatum, both knees",
}
_FEATURES = {
    ("arm_swing", "less"): "walks with reduced arm swing{of}",
    ("arm_swing", "more"): "walks with increased arm swing{of}",
    ("elbow_flexion", "more"): "walks with {side} elbow bent",
    ("trunk_forward", "more"): "walks with the trunk bent forward",
    ("trunk_forward", "less"): "walks with the trunk leaning backward",
    ("trunk_lean", "more"): "walks with the trunk leaning to the {side}",
    ("trunk_sway", "more"): "walks with increased trunk sway",
    ("trunk_sway", "less"): "walks with reduced trunk sway",
    ("head_forward", "more"): "walks with the head held forward",
    ("step_length", "less"): "walks with short steps{of}",
    ("step_length", "more"): "walks with long steps{of}",
    ("step_width", "less"): "walks with a narrow base",
    ("step_width", "more"): "walks with a wide base",
    ("cadence", "less"): "walks with a low cadence",
    ("cadence", "more"): "walks with a high cadence",
    ("regularity", "less"): "walks with irregular steps",
    ("foot_clearance", "less"): "walks and drags {feet}",
    ("foot_clearance", "more"): "walks and lifts {feet} high",
    ("foot_progression", "less"): "walks with {feet} turned in",
    ("foot_progression", "more"): "walks with {feet} turned out",
    ("festination", "more"): "festinating gait",
    ("freezing", "more"): "gait with freezing episodes",
}
_BOTH_FEATURES = {
    ("elbow_flexion", "more"): "walks with both elbows bent",
    ("foot_clearance", "less"): "walks and drags both feet",
}


@dataclass(frozen=True)
class Caption:
    """A sentence with what it means.

    Attributes:
        prompt: the sentence.
        pattern: pattern, or "" for a single feature.
        side: "left", "right", "both" or "none".
        severity: severity, or "none".
        feature: ``(name, change)`` of a single feature, or None.
    """

    prompt: str
    pattern: str
    side: str
    severity: str
    feature: tuple[str, str] | None = None

    @property
    def about(self) -> str:
        """Pattern, or the single feature in words."""
        return self.pattern or " ".join(self.feature or ("a pattern at a speed",))


def of_pattern(pattern: str, side: str, severity: str) -> Caption:
    """The sentence of a pattern."""
    if pattern == "normal":
        return Caption(NORMAL, pattern, "none", "none")
    words = _BOTH[pattern] if side == "both" and pattern in _BOTH else _PATTERNS[pattern]
    other = "right" if side == "left" else "left"
    text = words.format(side=side, other=other)
    return Caption(f"{severity} {text}", pattern, side, severity)


def of_feature(name: str, change: str, side: str) -> Caption:
    """The sentence of a single feature of an otherwise normal walk."""
    key = (name, change)
    words = _BOTH_FEATURES.get(key, _FEATURES[key]) if side == "both" else _FEATURES[key]
    feet = "both feet" if side == "both" else f"the {side} foot"
    limb = "arm" if name == "arm_swing" else "foot"
    of = "" if side == "both" else f" of the {side} {limb}"
    return Caption(words.format(side=side, feet=feet, of=of), "", side, "none", key)


def every_pattern(patterns: tuple[str, ...] = PATTERNS) -> Iterator[Caption]:
    """Every pattern with each of its sides and severities."""
    for pattern in patterns:
        for side in sides_of(pattern):
            for severity in ("moderate",) if pattern == "normal" else SEVERITIES[1:]:
                yield of_pattern(pattern, side, severity)


def every_feature() -> Iterator[Caption]:
    """Every single feature, on each side where it has one."""
    for name, change in FEATURES:
        sides = ("left", "right", "both") if name in SIDED_FEATURES else ("both",)
        for side in sides[:2] if name == "trunk_lean" else sides:
            yield of_feature(name, change, side)


def every_speed() -> Iterator[Caption]:
    """Normal walking at the two other speeds, and a pattern with each."""
    for speed, words in (("slow", "slowly"), ("fast", "fast")):
        yield Caption(f"a person walks {words}", "normal", "none", speed)
        yield Caption(f"antalgic gait, pain in the left leg, walks {words}", "", "left", speed)
