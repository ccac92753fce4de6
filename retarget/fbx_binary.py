"""FBX's binary container: a tree of named nodes with typed properties.

Layout after the Blender Foundation's description of the format ("FBX binary file
format specification", code.blender.org, 2013), version 7400 and below: a node is
its end offset, number and length of properties, name, properties, then its children
and an empty node. Properties of nodes that nobody looks at stay as they are.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"Kaydara FBX Binary\x20\x20\x00\x1a\x00"
_HEADER = struct.Struct("<III")
_EMPTY = bytes(13)
_SCALARS = {b"Y": "<h", b"C": "<?", b"I": "<i", b"F": "<f", b"D": "<d", b"L": "<q"}
_ARRAYS = {b"f": "<f4", b"d": "<f8", b"l": "<i8", b"i": "<i4"}
_CODES = {np.dtype(kind): code for code, kind in _ARRAYS.items()}
_NEWEST = 7400
"""Last version with 32-bit offsets."""

_FOOTER_PADDING = 16
_FOOTER_ZEROS = 120


class FbxFormatError(ValueError):
    """The bytes are no FBX file of this kind."""


@dataclass
class Node:
    """One node; ``raw`` holds its packed properties."""

    name: str
    count: int = 0
    raw: bytes = b""
    children: list[Node] = field(default_factory=list)
    block: bool = False
    """Whether an empty node ends the children, even when there are none."""

    def find(self, name: str) -> Node:
        """First child of a name; ``KeyError`` when there is none."""
        for child in self.children:
            if child.name == name:
                return child
        raise KeyError(name)

    def all(self, name: str) -> Iterator[Node]:
        """Children of a name."""
        return (child for child in self.children if child.name == name)

    def values(self) -> list[Any]:
        """Properties unpacked: numbers, bytes, and arrays."""
        return list(_unpack(self.raw, self.count))

    def set(self, *values: Any) -> None:
        """Replace the properties.

        ``int`` is written with 64 bits, ``numpy.int32`` with 32, ``float`` as double.
        """
        self.count = len(values)
        self.raw = b"".join(_pack(value) for value in values)


@dataclass
class FbxFile:
    """A file: version, top-level nodes, and what follows them."""

    version: int
    root: Node
    footer: tuple[bytes, bytes]
    """The 16-byte identifier before the padding and the 16 bytes that end the file."""

    @classmethod
    def parse(cls, data: bytes) -> FbxFile:
        """Read a whole file.

        Raises:
            FbxFormatError: for anything that is not a binary FBX file up to version 7400.
        """
        if not data.startswith(MAGIC):
            raise FbxFormatError("not a binary FBX file")
        (version,) = struct.unpack_from("<I", data, len(MAGIC))
        if version > _NEWEST:
            raise FbxFormatError(f"FBX version {version} is too new")
        root = Node("")
        try:
            end = _read_children(data, len(MAGIC) + 4, root)
        except struct.error as error:
            raise FbxFormatError("the FBX file is cut short") from error
        return cls(version, root, (data[end : end + 16], data[-16:]))

    def to_bytes(self) -> bytes:
        """The file written anew."""
        out = bytearray(MAGIC + struct.pack("<I", self.version))
        for node in self.root.children:
            _write(node, out)
        out += _EMPTY
        out += self.footer[0] + bytes(4)
        out += bytes(_FOOTER_PADDING - len(out) % _FOOTER_PADDING)
        out += struct.pack("<I", self.version) + bytes(_FOOTER_ZEROS) + self.footer[1]
        return bytes(out)


def _read_children(data: bytes, position: int, parent: Node) -> int:
    """Read nodes until the empty one; returns the offset after it."""
    while True:
        end, count, length = _HEADER.unpack_from(data, position)
        name_length = data[position + 12]
        start = position + 13
        if end == 0:
            return start
        name = data[start : start + name_length].decode("ascii")
        start += name_length
        node = Node(name, count, data[start : start + length])
        if start + length < end:
            node.block = True
            position = _read_children(data, start + length, node)
        else:
            position = start + length
        if position != end:
            raise FbxFormatError(f"node {name} does not end where it says")
        parent.children.append(node)


def _write(node: Node, out: bytearray) -> None:
    start = len(out)
    name = node.name.encode("ascii")
    out += bytes(12) + bytes([len(name)]) + name + node.raw
    for child in node.children:
        _write(child, out)
    if node.block or node.children:
        out += _EMPTY
    _HEADER.pack_into(out, start, len(out), node.count, len(node.raw))


def _unpack(raw: bytes, count: int) -> Iterator[Any]:
    position = 0
    for _ in range(count):
        code = raw[position : position + 1]
        position += 1
        if code in _SCALARS:
            (value,) = struct.unpack_from(_SCALARS[code], raw, position)
            position += struct.calcsize(_SCALARS[code])
            yield value
        elif code in (b"S", b"R"):
            (length,) = struct.unpack_from("<I", raw, position)
            yield raw[position + 4 : position + 4 + length]
            position += 4 + length
        elif code in _ARRAYS:
            length, encoding, size = _HEADER.unpack_from(raw, position)
            packed = raw[position + 12 : position + 12 + size]
            data = zlib.decompress(packed) if encoding else packed
            yield np.frombuffer(data, _ARRAYS[code], length)
            position += 12 + size
        else:
            raise FbxFormatError(f"unknown property type {code!r}")


def _pack(value: Any) -> bytes:
    if isinstance(value, bool):
        return b"C" + struct.pack("<?", value)
    if isinstance(value, np.int32):
        return b"I" + struct.pack("<i", value)
    if isinstance(value, int):
        return b"L" + struct.pack("<q", value)
    if isinstance(value, float):
        return b"D" + struct.pack("<d", value)
    if isinstance(value, bytes):
        return b"S" + struct.pack("<I", len(value)) + value
    return _pack_array(np.asarray(value))


def _pack_array(array: NDArray[Any]) -> bytes:
    packed = zlib.compress(array.tobytes(), 1)
    return _CODES[array.dtype] + _HEADER.pack(array.size, 1, len(packed)) + packed
