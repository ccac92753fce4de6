"""What a sentence asks for, and how it reaches the network as 128 numbers.

Sentence embeddings barely tell left from right, so pattern, side, severity and speed also
go to the network explicitly. The layout below is fixed by `INTENT_LAYOUT`; a model is only
good for the layout that it was trained with, so slots are never moved, only filled.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

INTENT_LAYOUT = 1
"""Version of the layout of `Intent.vector`."""

INTENT_DIM = 128
"""Length of `Intent.vector`."""

PATTERNS = (
    "normal",
    "antalgic",
    "hemiplegic",
    "trendelenburg",
    "duchenne",
    "steppage",
    "stiff_knee",
    "parkinsonian",
    "crouch",
    "hip_hiking",
    "waddling",
    "scissor",
    "toe_walking",
    "recurvatum",
    "vaulting",
    "leg_length",
    "ataxic",
    "cautious",
    "choreic",
)
"""Patterns that can be asked for, in the order of their slots; new ones go at the end."""

SIDES = ("none", "left", "right", "both")
SEVERITIES = ("none", "mild", "moderate", "severe")
SPEEDS = ("slow", "comfortable", "fast")

UNILATERAL = (
    "antalgic",
    "hemiplegic",
    "duchenne",
    "hip_hiking",
    "vaulting",
    "leg_length",
)
"""Patterns that affect one side, left or right. Vaulting: the affected side is the one that is
cleared, the other one vaults. Leg length: the affected side is the shorter one."""
EITHER = ("trendelenburg", "steppage", "stiff_knee", "toe_walking", "recurvatum")
"""Patterns that affect the left, the right or both sides."""
BILATERAL = (
    "parkinsonian",
    "crouch",
    "waddling",
    "scissor",
    "ataxic",
    "cautious",
    "choreic",
)
"""Patterns whose side is always "both"."""

CHANGES = ("less", "more")
FEATURES: dict[tuple[str, str], tuple[int, int]] = {
    ("arm_swing", "less"): (104, 105),
    ("arm_swing", "more"): (106, 106),
    ("elbow_flexion", "more"): (107, 108),
    ("trunk_forward", "more"): (109, 109),
    ("trunk_forward", "less"): (110, 110),
    ("trunk_lean", "more"): (111, 112),
    ("trunk_sway", "more"): (113, 113),
    ("head_forward", "more"): (114, 114),
    ("step_length", "less"): (115, 115),
    ("step_length", "more"): (116, 116),
    ("step_width", "less"): (117, 117),
    ("step_width", "more"): (118, 118),
    ("cadence", "less"): (119, 119),
    ("cadence", "more"): (120, 120),
    ("regularity", "less"): (121, 121),
    ("foot_clearance", "less"): (122, 123),
    ("foot_clearance", "more"): (124, 125),
    ("festination", "more"): (126, 126),
    ("freezing", "more"): (127, 127),
    ("trunk_sway", "less"): (-1, -1),
    ("foot_progression", "less"): (-1, -1),
    ("foot_progression", "more"): (-1, -1),
}
"""Single features that can be asked for beside or instead of a pattern, with their slots (left,
right); -1: the network has no slot for it, and it is added by editing alone."""
SIDED_FEATURES = (
    "arm_swing",
    "elbow_flexion",
    "trunk_lean",
    "step_length",
    "foot_clearance",
    "foot_progression",
)
"""Features that may be of one side; the others are of the whole walk (side "both")."""
BUILDS = ("slim", "heavy", "muscular", "tall", "short")

# Slots of the vector. 28 patterns and 8 values of every other element fit.
PATTERN_SLOT = 0
PATTERN_ROOM = 28
SIDE_SLOT = 28
SEVERITY_SLOT = 32
SEVERITY_SCALAR_SLOT = 36
SPEED_SLOT = 40
SPEED_SCALAR_SLOT = 43
PATTERN_SIDE_SLOT = 48
"""First of 28 pairs (left, right): pattern with affected side; "both" sets the two."""
FEATURE_AMOUNTS = {"mild": 0.4, "moderate": 0.7, "severe": 1.0}
"""Value of a feature's slot (`FEATURES`, 104 to 127)."""


@dataclass(frozen=True)
class Evidence:
    """Which words of the prompt gave which element of the intent.

    Attributes:
        element: "pattern", "side", "severity", "speed", "avatar", "build", the name of a feature,
            or "also" for a further pattern.
        value: what the words were taken for.
        words: the words, as they were read (lower case, spelling mended).
    """

    element: str
    value: str
    words: str


@dataclass(frozen=True)
class Feature:
    """One single change that was asked for, e.g. less arm swing on the left.

    Attributes:
        name: first part of a key of `FEATURES`.
        change: "less" or "more".
        side: "left", "right" or "both"; "both" for what is not sided.
        amount: "mild", "moderate" or "severe".
    """

    name: str
    change: str
    side: str = "both"
    amount: str = "moderate"

    def __post_init__(self) -> None:
        if (self.name, self.change) not in FEATURES:
            raise ValueError(f"there is no feature {self.name!r} with {self.change!r}")
        if self.side not in SIDES[1:] or (self.side != "both" and self.name not in SIDED_FEATURES):
            raise ValueError(f"{self.name!r} cannot be of the side {self.side!r}")
        if self.amount not in SEVERITIES[1:]:
            raise ValueError(f"{self.amount!r} is not one of {SEVERITIES[1:]}")


@dataclass(frozen=True)
class Further:
    """A further pattern of the same walk, with its own side and severity."""

    pattern: str
    side: str
    severity: str


@dataclass(frozen=True)
class Intent:
    """A walk that was asked for.

    Attributes:
        pattern: one of `PATTERNS`.
        side: the affected side, one of `SIDES`; "none" for normal walking.
        severity: one of `SEVERITIES`; "none" for normal walking.
        speed: one of `SPEEDS`.
        avatar: name of a body preset, or None when the prompt says nothing about the body.
        also: further patterns of the same walk, weaker named ones last.
        features: single changes, beside the pattern or of a walk that is otherwise normal.
        build: one of `BUILDS`, or None when nothing is said of it.
        evidence: which words gave what.
        not_understood: sentences about what was asked for and cannot be shown.
        assumptions: sentences about what was not said and was filled in.
        contradictions: sentences about wishes that exclude each other, and what is shown.
    """

    pattern: str = "normal"
    side: str = "none"
    severity: str = "none"
    speed: str = "comfortable"
    avatar: str | None = None
    also: tuple[Further, ...] = ()
    features: tuple[Feature, ...] = ()
    build: str | None = None
    evidence: tuple[Evidence, ...] = field(default=(), compare=False)
    not_understood: tuple[str, ...] = field(default=(), compare=False)
    assumptions: tuple[str, ...] = field(default=(), compare=False)
    contradictions: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        for value, allowed in (
            (self.pattern, PATTERNS),
            (self.side, SIDES),
            (self.severity, SEVERITIES),
            (self.speed, SPEEDS),
            (self.build, (None, *BUILDS)),
        ):
            if value not in allowed:
                raise ValueError(f"{value!r} is not one of {allowed}")

    @property
    def other(self) -> str:
        """The side that is not affected, "left" or "right"; "none" where there is none."""
        return {"left": "right", "right": "left"}.get(self.side, "none")

    def vector(self) -> NDArray[np.float32]:
        """The intent as ``(128,)`` float32 numbers in 0..1, laid out by `INTENT_LAYOUT`.

        - 0..27 pattern, one-hot in the order of `PATTERNS`
        - 28..31 side, one-hot
        - 32..35 severity, one-hot; 36 severity as a number: 0, 1/3, 2/3, 1
        - 40..42 speed, one-hot; 43 speed as a number: 0, 1/2, 1
        - 48..103 pattern with side: two slots (left, right) for each pattern
        - 104..127 single features (`FEATURES`): 0, or how much of the change

        Further patterns set their slots of pattern and of pattern with side as well.
        """
        vector = np.zeros(INTENT_DIM, np.float32)
        severity = SEVERITIES.index(self.severity)
        speed = SPEEDS.index(self.speed)
        vector[SIDE_SLOT + SIDES.index(self.side)] = 1
        vector[SEVERITY_SLOT + severity] = 1
        vector[SEVERITY_SCALAR_SLOT] = severity / (len(SEVERITIES) - 1)
        vector[SPEED_SLOT + speed] = 1
        vector[SPEED_SCALAR_SLOT] = speed / (len(SPEEDS) - 1)
        for shown in (Further(self.pattern, self.side, self.severity), *self.also):
            number = PATTERNS.index(shown.pattern)
            vector[PATTERN_SLOT + number] = 1
            pair = PATTERN_SIDE_SLOT + 2 * number
            vector[pair] = shown.side in ("left", "both")
            vector[pair + 1] = shown.side in ("right", "both")
        for feature in self.features:
            for side, slot in zip(
                ("left", "right"), FEATURES[feature.name, feature.change], strict=True
            ):
                if slot >= 0 and feature.side in (side, "both"):
                    vector[slot] = FEATURE_AMOUNTS[feature.amount]
        return vector

    def to_dict(self) -> dict[str, Any]:
        """The intent as plain data for reports (JSON)."""
        return dict(asdict(self))

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Intent:
        """The inverse of `to_dict`; keys that are missing take their defaults."""
        known = {name: data[name] for name in cls.__dataclass_fields__ if name in data}
        for name, kind in (("evidence", Evidence), ("also", Further), ("features", Feature)):
            known[name] = tuple(kind(**item) for item in data.get(name, ()))
        for name in ("not_understood", "assumptions", "contradictions"):
            known[name] = tuple(data.get(name, ()))
        return cls(**known)


def sides_of(pattern: str) -> tuple[str, ...]:
    """Sides that a pattern may affect, the one that is shown when none is said first."""
    if pattern == "normal":
        return ("none",)
    if pattern in BILATERAL:
        return ("both",)
    if pattern == "toe_walking":
        return ("both", "left", "right")
    return ("right", "left", "both") if pattern in EITHER else ("right", "left")


def every_intent() -> list[Intent]:
    """Every pattern with each of its sides and severities at each speed, without a body."""
    intents = [Intent(speed=speed) for speed in SPEEDS]
    for pattern in PATTERNS[1:]:
        for side in sides_of(pattern):
            for severity in SEVERITIES[1:]:
                intents += [Intent(pattern, side, severity, speed) for speed in SPEEDS]
    return intents
