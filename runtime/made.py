"""How a motion came about: drawn, drawn again, mirrored, edited, or rebuilt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from runtime.gait.knobs import Turn
from runtime.gait.measure import MEASURES


@dataclass(frozen=True)
class Made:
    """What was done to a motion until it showed what was asked for.

    Attributes:
        tries: motions that the model drew.
        mirrored: left and right were exchanged, since the model showed the wrong side.
        rebuilt: the pattern was put on a normal walk of the same model by editing.
        turns: measures that were changed by editing, and by how much.
    """

    tries: int = 1
    mirrored: bool = False
    rebuilt: bool = False
    turns: tuple[Turn, ...] = ()

    @property
    def kind(self) -> str:
        """The strongest thing that was done: none, tries, mirrored, edit or rebuilt."""
        if self.rebuilt:
            return "rebuilt"
        if self.turns:
            return "edit"
        if self.mirrored:
            return "mirrored"
        return "tries" if self.tries > 1 else "none"

    def to_dict(self) -> dict[str, Any]:
        """The entry ``correction`` of a report."""
        return {
            "kind": self.kind,
            "tries": self.tries,
            "mirrored": self.mirrored,
            "edits": [
                {
                    "measure": turn.measure,
                    "label": MEASURES[turn.measure].label,
                    "side": turn.side,
                    "unit": MEASURES[turn.measure].unit,
                    "from": round(turn.value, 4),
                    "by": round(turn.by, 4),
                }
                for turn in self.turns
            ],
        }

    def told(self) -> tuple[str, ...]:
        """What the user reads about it."""
        said = []
        if self.mirrored:
            said.append("The model walked with the wrong side; left and right were exchanged.")
        if self.rebuilt:
            said.append(
                "The generated walk did not show what was asked for; the change was made on a "
                "normal walk of the same model by editing the motion."
            )
        elif self.turns:
            names = dict.fromkeys(MEASURES[turn.measure].label for turn in self.turns)
            said.append(f"Corrected by editing the motion: {', '.join(names)}.")
        return tuple(said)
