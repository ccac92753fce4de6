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
)
"""Patterns that can be asked for, in the order of their slots; new ones go at the end."""

SIDES = ("none", "left", "right", "both")
SEVERITIES = ("none", "mild", "moderate", "severe")
SPEEDS = ("slow", "comfortable", "fast")

UNILATERAL = (
    "antalgic",
    "hemiplegic",
    "trendelenburg",
    "duchenne",
    "steppage",
    "stiff_knee",
)
"""Patterns that affect one side, left or right."""
BILATERAL = ("parkinsonian", "crouch")
"""Patterns whose side is always "both"."""

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
FEATURE_SLOT = 104
"""104 to 127 are kept for single features (lean, arm swing, step length, width, ...)."""


@dataclass(frozen=True)
class Evidence:
    """Which words of the prompt gave which element of the intent.

    Attributes:
        element: "pattern", "side", "severity", "speed" or "avatar".
        value: what the words were taken for.
        words: the words, as they were read (lower case, spelling mended).
    """

    element: str
    value: str
    words: str


@dataclass(frozen=True)
class Intent:
    """A walk that was asked for.

    Attributes:
        pattern: one of `PATTERNS`.
        side: the affected side, one of `SIDES`; "none" for normal walking.
        severity: one of `SEVERITIES`; "none" for normal walking.
        speed: one of `SPEEDS`.
        avatar: name of a body preset, or None when the prompt says nothing about the body.
        evidence: which words gave what.
        not_understood: sentences about what was asked for and cannot be shown.
        assumptions: sentences about what was not said and was filled in.
    """

    pattern: str = "normal"
    side: str = "none"
    severity: str = "none"
    speed: str = "comfortable"
    avatar: str | None = None
    evidence: tuple[Evidence, ...] = field(default=(), compare=False)
    not_understood: tuple[str, ...] = field(default=(), compare=False)
    assumptions: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        for value, allowed in (
            (self.pattern, PATTERNS),
            (self.side, SIDES),
            (self.severity, SEVERITIES),
            (self.speed, SPEEDS),
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
        - all others zero (kept for later)
        """
        vector = np.zeros(INTENT_DIM, np.float32)
        pattern = PATTERNS.index(self.pattern)
        severity = SEVERITIES.index(self.severity)
        speed = SPEEDS.index(self.speed)
        vector[PATTERN_SLOT + pattern] = 1
        vector[SIDE_SLOT + SIDES.index(self.side)] = 1
        vector[SEVERITY_SLOT + severity] = 1
        vector[SEVERITY_SCALAR_SLOT] = severity / (len(SEVERITIES) - 1)
        vector[SPEED_SLOT + speed] = 1
        vector[SPEED_SCALAR_SLOT] = speed / (len(SPEEDS) - 1)
        pair = PATTERN_SIDE_SLOT + 2 * pattern
        vector[pair] = self.side in ("left", "both")
        vector[pair + 1] = self.side in ("right", "both")
        return vector

    def to_dict(self) -> dict[str, Any]:
        """The intent as plain data for reports (JSON)."""
        data = asdict(self)
        data["evidence"] = [asdict(item) for item in self.evidence]
        data["not_understood"] = list(self.not_understood)
        data["assumptions"] = list(self.assumptions)
        return data

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Intent:
        """The inverse of `to_dict`; keys that are missing take their defaults."""
        known = {name: data[name] for name in cls.__dataclass_fields__ if name in data}
        known["evidence"] = tuple(Evidence(**item) for item in data.get("evidence", ()))
        known["not_understood"] = tuple(data.get("not_understood", ()))
        known["assumptions"] = tuple(data.get("assumptions", ()))
        return cls(**known)


def every_intent() -> list[Intent]:
    """Every pattern with each of its sides and severities at each speed, without a body."""
    intents = [Intent(speed=speed) for speed in SPEEDS]
    for pattern in PATTERNS[1:]:
        for side in ("both",) if pattern in BILATERAL else ("left", "right"):
            for severity in SEVERITIES[1:]:
                intents += [Intent(pattern, side, severity, speed) for speed in SPEEDS]
    return intents
