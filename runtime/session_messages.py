"""What a member of the live session may say, read with care: see PROTOCOL.md."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from runtime.library import ID

LARGEST_MESSAGE = 4096
"""Bytes."""

UNREADABLE, TOO_LARGE, NOT_ALLOWED = 1007, 1009, 1008
"""Close codes of RFC 6455, section 7.4.1."""

SPEEDS = (0.1, 4.0)
LATEST_S = 86_400.0
"""No position is later: motions last minutes."""

LARGEST_ID = 2**53 - 1
"""Largest integer that every JSON reader keeps (RFC 8259, section 6)."""

TRAVELS = frozenset({"in-place", "travelling"})


class Refused(Exception):
    """A message that ends the connection.

    Args:
        code: close code of the WebSocket.
        reason: what was wrong, without a word of the message itself.
    """

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(frozen=True)
class Ping:
    """Asks for the time."""

    id: int


@dataclass(frozen=True)
class Set:
    """Changes the state: checked values by the names of `runtime.session.State`."""

    values: dict[str, Any]


def read_message(data: str | bytes) -> Ping | Set:
    """A message of a member.

    Raises:
        Refused: it is too large, cannot be read, or holds a value that is not possible.
    """
    if isinstance(data, bytes):
        raise Refused(UNREADABLE, "messages are text")
    # No character is less than a byte, so that most need no encoding to be measured.
    if len(data) > LARGEST_MESSAGE or len(_encoded(data)) > LARGEST_MESSAGE:
        raise Refused(TOO_LARGE, "a message has at most 4096 bytes")
    try:
        message = json.loads(data, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Refused(UNREADABLE, "messages are JSON") from None
    if not isinstance(message, dict):
        raise Refused(UNREADABLE, "messages are JSON objects")
    kind = message.pop("type", None)
    if kind == "ping":
        return Ping(_whole(message.get("id")))
    if kind == "set":
        return Set(_changes(message))
    raise Refused(UNREADABLE, "the type of a message is ping or set")


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise Refused(UNREADABLE, "messages are UTF-8") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _changes(message: dict[str, Any]) -> dict[str, Any]:
    if not message:
        raise Refused(UNREADABLE, "a set changes something")
    if not message.keys() <= _READ.keys():
        raise Refused(UNREADABLE, f"a set has only {', '.join(_READ)}")
    return {name: _READ[name](value) for name, value in message.items()}


def _whole(value: Any) -> int:
    if type(value) is not int or not -LARGEST_ID <= value <= LARGEST_ID:
        raise Refused(UNREADABLE, "the id of a ping is a whole number")
    return value


def _motion(value: Any) -> str | None:
    if value is None or (isinstance(value, str) and ID.fullmatch(value)):
        return value
    raise Refused(UNREADABLE, "a motion is given by its id, or null")


def _travel(value: Any) -> str:
    if not isinstance(value, str) or value not in TRAVELS:
        raise Refused(UNREADABLE, "travel is in-place or travelling")
    return value


def _flag(name: str) -> Callable[[Any], bool]:
    def read(value: Any) -> bool:
        if not isinstance(value, bool):
            raise Refused(UNREADABLE, f"{name} is true or false")
        return value

    return read


def _number(name: str, least: float, most: float) -> Callable[[Any], float]:
    def read(value: Any) -> float:
        possible = type(value) in (int, float) and least <= value <= most
        if not possible or not math.isfinite(value):
            raise Refused(UNREADABLE, f"{name} is a number from {least:g} to {most:g}")
        return float(value)

    return read


_READ: dict[str, Callable[[Any], Any]] = {
    "motion": _motion,
    "playing": _flag("playing"),
    "position": _number("position", 0.0, LATEST_S),
    "speed": _number("speed", *SPEEDS),
    "loop": _flag("loop"),
    "highlight": _flag("highlight"),
    "travel": _travel,
}
