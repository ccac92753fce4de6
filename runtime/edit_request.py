"""What a user may ask for when a part of a motion is to be changed: one sentence a rule."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from retarget.errors import BadInput
from retarget.skeleton import FPS
from runtime.engine.limits import ROUNDING_S
from runtime.request import Request, read_request
from runtime.sources import SourceMotion

TOKEN_S = 0.2
"""One token of the models that can edit: 4 frames at 20 fps, and the shortest part."""

END = "end"
"""The word for the end of the motion."""


@dataclass(frozen=True, eq=False)
class EditRequest:
    """A checked request to change the part of a motion between two instants.

    Attributes:
        wish: sentence, seed, samples, candidates, avatar and model; its length does not count.
        source: the motion.
        start: where the part begins, seconds, on a border of tokens.
        end: where it ends, seconds, on a border of tokens or the end of the motion.
        widened: whether the borders were moved apart to whole tokens.
    """

    wish: Request
    source: SourceMotion
    start: float
    end: float
    widened: bool = False

    @property
    def samples(self) -> int:
        """Motions to make."""
        return self.wish.samples

    @property
    def frames(self) -> slice:
        """The part in frames of the motion."""
        return slice(round(self.start * FPS), round(self.end * FPS))

    @property
    def tokens(self) -> int:
        """Tokens of the whole motion."""
        return math.ceil(self.source.seconds / TOKEN_S - ROUNDING_S)

    @property
    def changed_tokens(self) -> int:
        """Tokens of the part."""
        return math.ceil(self.end / TOKEN_S - ROUNDING_S) - round(self.start / TOKEN_S)


def read_edit_request(data: Mapping[str, Any], source: SourceMotion) -> EditRequest:
    """A request from JSON-like data (``prompt``, ``from``, ``to``, ``seed``, ``samples``, ...).

    ``to`` may be left out or be ``end``.

    Raises:
        BadInput: the first rule that is broken.
    """
    wish = read_request({**data, "seconds": None})
    if wish.loop:
        raise BadInput(
            "A motion that is changed in part cannot be made a loop.", "Leave the loop out."
        )
    start = _instant(data.get("from"), "from")
    to = data.get("to")
    end = source.seconds if to is None or to == END else _instant(to, "to")
    if end > source.seconds + ROUNDING_S:
        raise BadInput(
            f"The part would end at {end:g} s, the motion lasts {source.seconds:g} s.",
            f"Choose an end up to {source.seconds:g}, or leave it out.",
        )
    if start >= end:
        raise BadInput(
            f"The part would begin at {start:g} s and end at {end:g} s.",
            "It must begin before it ends.",
        )
    if end - start < TOKEN_S - ROUNDING_S:
        raise BadInput(
            f"The part would last {end - start:.2g} s.", f"It lasts {TOKEN_S:g} s or more."
        )
    first, last = _to_tokens(start, end, source.seconds)
    moved = max(abs(first - start), abs(last - end)) > ROUNDING_S
    return EditRequest(wish, source, first, last, widened=moved)


def _to_tokens(start: float, end: float, longest: float) -> tuple[float, float]:
    """The part moved apart to borders of tokens: a model changes whole tokens."""
    first = math.floor(start / TOKEN_S + ROUNDING_S) * TOKEN_S
    last = math.ceil(end / TOKEN_S - ROUNDING_S) * TOKEN_S
    return round(first, 3), min(round(last, 3), longest)


def _instant(value: object, name: str) -> float:
    if value is None:
        raise BadInput(
            "It is not said where the part begins.", f'Give "{name}" in seconds, 0 for the start.'
        )
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not math.isfinite(value):  # type: ignore[arg-type]
        raise BadInput(f'The value of "{name}" must be a number of seconds.')
    instant = float(value)  # type: ignore[arg-type]
    if instant < 0:
        raise BadInput(f'The value of "{name}" must not be negative.', "A motion begins at 0.")
    return instant
