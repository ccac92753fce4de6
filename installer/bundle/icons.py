"""The icon of the program, drawn from the page's own: ``runtime/console/public/favicon.svg``.

A small renderer for what that drawing uses: one rounded square, circles, and round-ended lines.
"""

from __future__ import annotations

import math
import re
import struct
import zlib
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

DRAWING = Path(__file__).resolve().parents[2] / "runtime" / "console" / "public" / "favicon.svg"

ICO_SIZES = (16, 24, 32, 48, 64, 256)
"""Pixels; what Windows' desktop, taskbar and dialogs ask for."""

ICNS_TYPES = ((b"ic07", 128), (b"ic08", 256), (b"ic09", 512))
"""Apple's types of PNG icons and their pixels."""

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = r"-?\d*\.?\d+"


class Stroke(NamedTuple):
    """A round-ended line, or a disc if it has no length; units of the drawing."""

    start: tuple[float, float]
    end: tuple[float, float]
    radius: float


class Drawing(NamedTuple):
    """A square of colour with strokes of white on it."""

    side: float
    corner: float
    colour: tuple[int, int, int]
    strokes: tuple[Stroke, ...]


def read_drawing(path: Path = DRAWING) -> Drawing:
    """Read the drawing.

    Raises:
        ValueError: it uses something that is not drawn here.
    """
    root = ElementTree.parse(path).getroot()
    side = float(root.attrib["viewBox"].split()[2])
    square, group = list(root)
    if square.tag != f"{_SVG}rect" or group.tag != f"{_SVG}g":
        raise ValueError(f"{path.name} is no square with a group on it")
    digits = square.attrib["fill"].lstrip("#")
    colour = (int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16))
    width = float(group.attrib["stroke-width"]) / 2
    strokes: list[Stroke] = []
    for shape in group:
        if shape.tag == f"{_SVG}circle":
            centre = (float(shape.attrib["cx"]), float(shape.attrib["cy"]))
            strokes.append(Stroke(centre, centre, float(shape.attrib["r"])))
        elif shape.tag == f"{_SVG}path":
            corners = corners_of(shape.attrib["d"])
            strokes += [Stroke(a, b, width) for a, b in zip(corners, corners[1:])]  # noqa: B905
        else:
            raise ValueError(f"{path.name} holds {shape.tag}, which is not drawn here")
    return Drawing(side, float(square.attrib["rx"]), colour, tuple(strokes))


def corners_of(path: str) -> list[tuple[float, float]]:
    """Corners of an SVG path of straight lines (commands M, L and l)."""
    if set(re.findall(r"[A-Za-z]", path)) - set("MLl") or not path.startswith("M"):
        raise ValueError(f"the path {path} is more than lines")
    corners: list[tuple[float, float]] = []
    for command, rest in re.findall(r"([MLl])([^MLl]*)", path):
        values = [float(value) for value in re.findall(_NUMBER, rest)]
        for x, y in zip(values[0::2], values[1::2]):  # noqa: B905
            near = corners[-1] if command == "l" else (0.0, 0.0)
            corners.append((near[0] + x, near[1] + y))
    return corners


def pixels(drawing: Drawing, size: int) -> bytes:
    """The drawing as ``size`` rows of RGBA pixels."""
    scale = size / drawing.side
    rows = bytearray()
    for row in range(size):
        for column in range(size):
            x, y = (column + 0.5) / scale, (row + 0.5) / scale
            inside = _cover(_square_distance(drawing, x, y) * scale)
            white = max(_cover(_distance(stroke, x, y) * scale) for stroke in drawing.strokes)
            rows += bytes(round(c + (255 - c) * white) for c in drawing.colour)
            rows.append(round(255 * inside))
    return bytes(rows)


def _cover(distance: float) -> float:
    """How much of a pixel at a distance (pixels, negative inside) from an edge is covered."""
    return min(1.0, max(0.0, 0.5 - distance))


def _square_distance(drawing: Drawing, x: float, y: float) -> float:
    half = drawing.side / 2
    dx, dy = (abs(value - half) - (half - drawing.corner) for value in (x, y))
    outside = math.hypot(max(dx, 0.0), max(dy, 0.0))
    return outside + min(max(dx, dy), 0.0) - drawing.corner


def _distance(stroke: Stroke, x: float, y: float) -> float:
    (x0, y0), (x1, y1), radius = stroke
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else min(1.0, max(0.0, ((x - x0) * dx + (y - y0) * dy) / length))
    return math.hypot(x - x0 - along * dx, y - y0 - along * dy) - radius


def png(drawing: Drawing, size: int) -> bytes:
    """The drawing as a PNG file (RFC 2083)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    raw, width = pixels(drawing, size), 4 * size
    lines = b"".join(b"\0" + raw[at : at + width] for at in range(0, len(raw), width))
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    body = zlib.compress(lines, 9)
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def write_ico(path: Path, drawing: Path = DRAWING) -> Path:
    """Write Windows' icon file, PNG images in all of `ICO_SIZES`."""
    shape = read_drawing(drawing)
    images = [(size, png(shape, size)) for size in ICO_SIZES]
    head = struct.pack("<HHH", 0, 1, len(images))
    offset, entries = len(head) + 16 * len(images), b""
    for size, data in images:
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    path.write_bytes(head + entries + b"".join(data for _, data in images))
    return path


def write_icns(path: Path, drawing: Path = DRAWING) -> Path:
    """Write Apple's icon file."""
    shape = read_drawing(drawing)
    body = b""
    for kind, size in ICNS_TYPES:
        data = png(shape, size)
        body += kind + struct.pack(">I", len(data) + 8) + data
    path.write_bytes(b"icns" + struct.pack(">I", len(body) + 8) + body)
    return path
