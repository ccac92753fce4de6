"""How far a request is, in words and seconds."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import Any

MESSAGES = {
    "queued": "Waiting for the motion before",
    "loading": "Loading the model",
    "intent": "Reading the sentence",
    "text": "Reading the sentence",
    "length": "Choosing the length",
    "tokens": "Drafting the walk",
    "detail": "Adding detail",
    "decode": "Turning it into movement",
    "measure": "Measuring the walk",
    "correct": "Correcting the walk",
    "save": "Saving",
    "export": "Dressing the avatar",
    "done": "Done",
}
"""What a stage is called for a user."""

ENOUGH = 0.05
"""Share that must be done before the time left is worth a guess."""


@dataclass(frozen=True)
class Step:
    """One report of progress; ``fraction`` is the share of the whole, 0 to 1."""

    stage: str
    fraction: float
    eta_seconds: float | None
    message: str

    def to_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return asdict(self)


class Clock:
    """Guesses the time left from the time gone since it was made."""

    def __init__(self) -> None:
        self._begin = time.monotonic()

    def step(self, stage: str, fraction: float) -> Step:
        """The step that a stage and a share amount to."""
        share = min(1.0, max(0.0, fraction))
        gone = time.monotonic() - self._begin
        left = None if share < ENOUGH else round(gone * (1 - share) / share, 2)
        return Step(stage, round(share, 4), left, MESSAGES.get(stage, stage.capitalize()))
