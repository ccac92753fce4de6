"""Which walks the corpus shows: patterns, sides, severities, speeds, features and bodies."""

from __future__ import annotations

import numpy as np

from export_onnx.corpus.in_step import TOKEN_FRAMES
from runtime.gait.layout import (
    BUILDS,
    FEATURES,
    PATTERNS,
    SEVERITIES,
    SIDED_FEATURES,
    SPEEDS,
    Feature,
    Further,
    Intent,
    sides_of,
)

NORMAL_SHARE = 0.25
"""Share of walks without a pattern; a part of them has features."""
FEATURED_SHARE = 0.14
"""Share of walks with a pattern that have a feature beside it."""
FEATURED_NORMAL_SHARE = 0.35
"""The same for walks without a pattern."""
SECOND_FEATURE_SHARE = 0.25
FURTHER_SHARE = 0.08
"""Share of walks with a pattern that have a further one."""
AVATARS = (None, None, None, "adult_man", "adult_woman", "older_adult", "child")
BUILT_SHARE = 0.08
NORMAL_SPEEDS = (0.28, 0.34, 0.38)
IMPAIRED_SPEEDS = (0.16, 0.66, 0.18)
"""Shares of slow, comfortable and fast."""
SEVERITY_SHARES = (0.3, 0.4, 0.3)

CONTRARY: dict[str, tuple[tuple[str, str], ...]] = {
    "antalgic": (("step_length", "more"), ("cadence", "more")),
    "hemiplegic": (("arm_swing", "more"), ("step_length", "more"), ("foot_clearance", "more")),
    "trendelenburg": (("trunk_lean", "more"), ("trunk_sway", "more"), ("step_width", "less")),
    "duchenne": (("trunk_sway", "less"), ("trunk_lean", "more"), ("step_width", "less")),
    "steppage": (("foot_clearance", "less"),),
    "stiff_knee": (("foot_clearance", "more"), ("step_length", "more")),
    "parkinsonian": (
        ("arm_swing", "more"),
        ("trunk_forward", "less"),
        ("step_length", "more"),
        ("step_width", "more"),
        ("foot_clearance", "more"),
        ("cadence", "less"),
    ),
    "crouch": (("trunk_forward", "less"), ("step_length", "more")),
    "hip_hiking": (("trunk_sway", "less"),),
    "waddling": (("trunk_sway", "less"), ("step_width", "less"), ("trunk_lean", "more")),
    "scissor": (("step_width", "more"), ("foot_progression", "more"), ("step_length", "more")),
    "toe_walking": (),
    "recurvatum": (),
    "vaulting": (("trunk_sway", "less"),),
    "leg_length": (("trunk_sway", "less"), ("trunk_lean", "more")),
    "ataxic": (("step_width", "less"), ("trunk_sway", "less"), ("festination", "more")),
    "cautious": (("step_length", "more"), ("trunk_forward", "less"), ("cadence", "more")),
    "choreic": (("trunk_sway", "less"), ("regularity", "less"), ("festination", "more")),
}
"""Features that a pattern excludes, or from which it cannot be told."""
USUAL: dict[str, tuple[str, ...]] = {
    "antalgic": ("trunk_lean", "trunk_sway", "step_length", "regularity", "cadence"),
    "hemiplegic": (
        "arm_swing",
        "elbow_flexion",
        "step_length",
        "foot_clearance",
        "cadence",
        "regularity",
    ),
    "trendelenburg": ("trunk_sway", "regularity"),
    "duchenne": ("trunk_lean", "trunk_sway", "regularity"),
    "steppage": ("foot_clearance", "regularity"),
    "stiff_knee": ("foot_clearance", "regularity"),
    "parkinsonian": (
        "arm_swing",
        "elbow_flexion",
        "trunk_forward",
        "head_forward",
        "step_length",
        "foot_clearance",
        "trunk_sway",
        "cadence",
    ),
    "crouch": ("trunk_forward", "step_length"),
    "hip_hiking": ("trunk_lean", "foot_clearance"),
    "waddling": ("trunk_sway", "trunk_lean", "step_width", "trunk_forward"),
    "scissor": ("step_width", "step_length", "foot_progression", "foot_clearance"),
    "vaulting": ("foot_clearance", "regularity"),
    "leg_length": ("trunk_sway", "trunk_lean", "regularity"),
    "ataxic": ("step_width", "regularity", "trunk_sway", "cadence", "foot_progression"),
    "cautious": (
        "step_length",
        "step_width",
        "arm_swing",
        "trunk_forward",
        "head_forward",
        "cadence",
        "foot_clearance",
        "trunk_sway",
    ),
    "choreic": ("regularity", "trunk_sway", "arm_swing", "trunk_lean"),
}
"""Features that are a part of a pattern anyway: saying them asks for nothing more."""
PARKINSONIAN_FEATURES = (("festination", "more"), ("freezing", "more"))
"""Features that mostly go with a parkinsonian gait."""
PARKINSONIAN_SHARE = 0.4
"""Share of parkinsonian walks that festinate or freeze."""
ONCE = ("festination", "freezing", "regularity")
UNEVEN = ("ataxic", "choreic")
"""Features and patterns that only a long clip shows."""
FURTHER = {
    "antalgic": ("duchenne", "trendelenburg", "stiff_knee"),
    "hemiplegic": ("toe_walking", "recurvatum", "steppage"),
    "trendelenburg": ("steppage", "antalgic", "recurvatum"),
    "duchenne": ("antalgic", "stiff_knee", "steppage"),
    "steppage": ("hip_hiking", "trendelenburg", "recurvatum"),
    "stiff_knee": ("hip_hiking", "antalgic", "duchenne"),
    "parkinsonian": ("antalgic", "steppage"),
    "crouch": ("trendelenburg", "antalgic", "scissor"),
    "hip_hiking": ("steppage", "stiff_knee"),
    "waddling": ("steppage", "toe_walking"),
    "scissor": ("toe_walking", "crouch"),
    "toe_walking": ("duchenne", "scissor"),
    "recurvatum": ("steppage", "trendelenburg"),
    "vaulting": ("stiff_knee", "steppage"),
    "leg_length": ("antalgic",),
    "ataxic": ("steppage",),
    "cautious": ("antalgic", "trendelenburg"),
    "choreic": ("antalgic",),
}
"""Patterns that are seen together."""

LONG_TOKENS = (36, 49)
SHORT_TOKENS = (16, 36)
LONG_SHARE = 0.75


def draw_intent(rng: np.random.Generator, number: int) -> Intent:
    """What a clip shows; patterns take turns, so that a small corpus has them all."""
    avatar = AVATARS[int(rng.integers(len(AVATARS)))]
    build = str(rng.choice(BUILDS)) if rng.random() < BUILT_SHARE else None
    if rng.random() < NORMAL_SHARE:
        features = draw_features("normal", rng) if rng.random() < FEATURED_NORMAL_SHARE else ()
        shares = (0.15, 0.7, 0.15) if features else NORMAL_SPEEDS
        speed = str(rng.choice(SPEEDS, p=shares))
        return Intent(speed=speed, avatar=avatar, features=features, build=build)
    patterns = PATTERNS[1:]
    pattern = patterns[number % len(patterns)]
    side = _side(pattern, rng)
    features: tuple[Feature, ...] = ()
    if pattern == "parkinsonian" and rng.random() < PARKINSONIAN_SHARE:
        name, change = PARKINSONIAN_FEATURES[int(rng.integers(2))]
        features = (Feature(name, change, "both", _severity(rng)),)
    elif rng.random() < FEATURED_SHARE:
        features = draw_features(pattern, rng)
    also: tuple[Further, ...] = ()
    if not features and rng.random() < FURTHER_SHARE / (1 - FEATURED_SHARE):
        other = str(rng.choice(FURTHER[pattern]))
        also = (Further(other, _side(other, rng), _severity(rng)),)
    return Intent(
        pattern,
        side,
        _severity(rng),
        _speed(pattern, rng),
        avatar,
        also=also,
        features=features,
        build=build,
    )


def draw_features(pattern: str, rng: np.random.Generator) -> tuple[Feature, ...]:
    """One or two features that can be told from the pattern and do not exclude it."""
    usual, contrary = USUAL.get(pattern, ()), CONTRARY.get(pattern, ())
    keys = [k for k in FEATURES if k[0] not in usual and k not in contrary]
    if pattern != "parkinsonian":
        keys = [k for k in keys if k not in PARKINSONIAN_FEATURES]
    chosen: list[Feature] = []
    for _ in range(1 + (rng.random() < SECOND_FEATURE_SHARE)):
        name, change = keys[int(rng.integers(len(keys)))]
        chosen.append(Feature(name, change, _feature_side(name, rng), _severity(rng)))
        keys = [k for k in keys if k[0] != name and not {k[0], name} <= {"cadence", *ONCE}]
    return tuple(chosen)


def draw_frames(intent: Intent, rng: np.random.Generator) -> int:
    """Length of a clip, whole tokens; long where only a long one shows the intent."""
    uneven = intent.pattern in UNEVEN or any(f.name in ONCE for f in intent.features)
    long = bool(rng.random() < LONG_SHARE) or uneven
    low, high = LONG_TOKENS if long else SHORT_TOKENS
    if uneven:
        low = high - 5
    return int(rng.integers(low, high + 1)) * TOKEN_FRAMES


def _side(pattern: str, rng: np.random.Generator) -> str:
    sides = sides_of(pattern)
    if len(sides) < 3:
        return str(rng.choice(sides))
    both = 0.5 if sides[0] == "both" else 0.25
    return "both" if rng.random() < both else str(rng.choice(("left", "right")))


def _speed(pattern: str, rng: np.random.Generator) -> str:
    speed = str(rng.choice(SPEEDS, p=IMPAIRED_SPEEDS))
    return "comfortable" if pattern == "cautious" and speed == "fast" else speed


def _severity(rng: np.random.Generator) -> str:
    return str(rng.choice(SEVERITIES[1:], p=SEVERITY_SHARES))


def _feature_side(name: str, rng: np.random.Generator) -> str:
    if name == "trunk_lean":
        return str(rng.choice(("left", "right")))
    if name not in SIDED_FEATURES or rng.random() < 0.4:
        return "both"
    return str(rng.choice(("left", "right")))
