"""The icon, drawn from the page's own drawing."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from installer.bundle import icons


def pixels_of(png: bytes) -> tuple[int, bytes]:
    """Side and RGBA pixels of a PNG that `icons` wrote."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, data, side = 8, b"", 0
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", png[at + 8 + length : at + 12 + length])
        assert check == zlib.crc32(kind + body)
        if kind == b"IHDR":
            side, height, depth, colour = struct.unpack(">IIBB", body[:10])
            assert (height, depth, colour) == (side, 8, 6)
        data += body if kind == b"IDAT" else b""
        at += 12 + length
    raw, line = zlib.decompress(data), 4 * side + 1
    assert all(raw[row * line] == 0 for row in range(side))
    return side, b"".join(raw[row * line + 1 : (row + 1) * line] for row in range(side))


def test_the_drawing_is_a_white_walker_on_a_round_square() -> None:
    drawing = icons.read_drawing()
    side, data = pixels_of(icons.png(drawing, 64))

    def at(x: float, y: float) -> tuple[int, ...]:
        place = 4 * (int(y * 2) * side + int(x * 2))
        return tuple(data[place : place + 4])

    assert at(0, 0)[3] == 0, "a corner is cut off"
    assert at(17, 6.5) == (255, 255, 255, 255), "the head"
    assert at(27, 27) == (*drawing.colour, 255), "the ground"


def test_windows_icon_has_all_sizes(tmp_path: Path) -> None:
    data = icons.write_ico(tmp_path / "x.ico").read_bytes()
    reserved, kind, count = struct.unpack("<HHH", data[:6])
    assert (reserved, kind, count) == (0, 1, len(icons.ICO_SIZES))
    for number, size in enumerate(icons.ICO_SIZES):
        entry = struct.unpack("<BBBBHHII", data[6 + 16 * number : 22 + 16 * number])
        image = data[entry[7] : entry[7] + entry[6]]
        assert entry[0] == size % 256 and pixels_of(image)[0] == size


@pytest.mark.slow
def test_apples_icon(tmp_path: Path) -> None:
    data = icons.write_icns(tmp_path / "x.icns").read_bytes()
    assert data[:4] == b"icns" and struct.unpack(">I", data[4:8])[0] == len(data)
    kind, length = data[8:12], struct.unpack(">I", data[12:16])[0]
    assert kind == b"ic07" and pixels_of(data[16 : 8 + length])[0] == 128


def test_a_drawing_with_curves_is_refused() -> None:
    assert icons.corners_of("M1 2 3 4l1-1") == [(1, 2), (3, 4), (4, 3)]
    with pytest.raises(ValueError, match="more than lines"):
        icons.corners_of("M1 2c1 1 2 2 3 3")
