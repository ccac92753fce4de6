"""Messages between :mod:`retarget.worker` and its child, over the child's stdin and stdout.

A message is two little-endian 32-bit lengths, a JSON header and a binary payload.
The child keeps its real stdout for messages and points everybody else's stdout at
stderr, so nothing that Blender prints can break the stream. Standard library only.
"""

from __future__ import annotations

import json
import os
import struct
import sys
from typing import Any, BinaryIO

OWN_FOLDER = "GAITBOX_BLENDER_FOLDER"
"""Environment variable of the child: folder of its own, which it removes if its parent cannot."""

_LENGTHS = struct.Struct("<II")
_LONGEST = 1 << 28
"""No message is longer; a longer length means that something else wrote to the pipe."""


class ProtocolError(RuntimeError):
    """The stream does not hold a message."""


def send(stream: BinaryIO, header: dict[str, Any], payload: bytes = b"") -> None:
    """Write one message and flush it."""
    text = json.dumps(header).encode()
    stream.write(_LENGTHS.pack(len(text), len(payload)) + text + payload)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Read one message; ``None`` when the other side has gone.

    Raises:
        ProtocolError: when the bytes are no message.
    """
    lengths = _read(stream, _LENGTHS.size)
    if lengths is None:
        return None
    text_length, payload_length = _LENGTHS.unpack(lengths)
    if text_length > _LONGEST or payload_length > _LONGEST:
        raise ProtocolError("not a message")
    text, payload = _read(stream, text_length), _read(stream, payload_length)
    if text is None or payload is None:
        return None
    return dict(json.loads(text)), payload


def _read(stream: BinaryIO, count: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < count:
        part = stream.read(count - len(parts))
        if not part:
            return None
        parts += part
    return bytes(parts)


def private_stdout() -> BinaryIO:
    """The process's stdout for messages alone; prints go to stderr from now on."""
    sys.stdout.flush()
    private = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return private
