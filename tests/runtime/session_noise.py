"""Messages that a live session must survive: mostly wrong ones, drawn from a seeded source."""

from __future__ import annotations

import json
import random
from typing import Any

from runtime.session_messages import LARGEST_MESSAGE

_GOOD: list[dict[str, Any]] = [
    {"type": "ping", "id": 1},
    {
        "type": "set",
        "motion": "0123456789ab",
        "playing": True,
        "position": 1.5,
        "speed": 1.0,
        "loop": True,
        "highlight": False,
        "travel": "in-place",
    },
]

_WRONG: list[Any] = [
    None,
    True,
    -1,
    1e300,
    2**70,
    "",
    "x" * 40,
    [],
    {},
    [[]],
    {"a": 1},
    "\x00",
    "𝕏",
]


def noise(draw: random.Random) -> str | bytes:
    """A message: a good one broken in some way, or nothing like one."""
    return draw.choice(_KINDS)(draw)


def _wrong_value(draw: random.Random) -> str:
    message = dict(draw.choice(_GOOD))
    message[draw.choice(list(message))] = draw.choice(_WRONG)
    return json.dumps(message)


def _wrong_name(draw: random.Random) -> str:
    message = dict(draw.choice(_GOOD))
    message.pop(draw.choice(list(message)))
    message["".join(draw.choices("abcdefgh", k=draw.randrange(6)))] = draw.choice(_WRONG)
    return json.dumps(message)


def _flipped(draw: random.Random) -> str:
    text = list(json.dumps(draw.choice(_GOOD)))
    for _ in range(draw.randrange(1, 6)):
        text[draw.randrange(len(text))] = chr(
            draw.choice([0, 10, 34, 44, 58, 92, 123, 0x2028, 0x10FFFF])
        )
    return "".join(text)


def _cut(draw: random.Random) -> str:
    text = json.dumps(draw.choice(_GOOD))
    return text[: draw.randrange(len(text))]


def _deep(draw: random.Random) -> str:
    return draw.choice(["[", '{"type":', '{"a":[']) * draw.randrange(1, 700)


def _large(draw: random.Random) -> str:
    return json.dumps(
        {"type": "set", "playing": True, "x": "y" * (LARGEST_MESSAGE + draw.randrange(9))}
    )


def _binary(draw: random.Random) -> bytes:
    return draw.randbytes(draw.randrange(200))


def _letters(draw: random.Random) -> str:
    return "".join(chr(draw.randrange(1, 0xD800)) for _ in range(draw.randrange(60)))


_KINDS = (_wrong_value, _wrong_name, _flipped, _cut, _deep, _large, _binary, _letters)
