"""The Unity app's reader of QR codes, on the server's own codes as a camera would see them."""

from __future__ import annotations

import base64
import itertools
import struct
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
import segno
from numpy.typing import NDArray

from installer import csharp
from runtime.pairing import SECRET_BYTES
from runtime.qr import qr_svg
from tests.unity_app.csharp import RUN_LIMIT_S, compile_csharp, sources
from tests.unity_app.qr_scene import Scene, modules_of, photograph

PROGRAM = Path(__file__).parent / "qr_reader"

MOST_MISSED = 0.05
"""Of the pictures of a hard condition."""

CAMERA = (1280, 960)
"""Columns and rows of a Quest 3's passthrough camera."""


class Picture(NamedTuple):
    """A picture, and the text that is in it; None for none."""

    pixels: NDArray[np.uint8]
    text: str | None


def link(number: int, address: str = "192.168.178.20") -> str:
    """A pairing link as runtime/server/pairing.py makes it."""
    random = np.random.default_rng(number)
    secret = base64.urlsafe_b64encode(random.bytes(SECRET_BYTES)).decode().rstrip("=")
    return f"https://{address}:8771/#pair={secret}&fp={random.bytes(32).hex()}"


LINKS = [link(1), link(2, "10.0.0.7"), link(3, "[fd77::1]")]

TURNS = [Scene(roll=angle) for angle in range(0, 360, 10)]

PLAIN: dict[str, list[Scene]] = {
    "sizes": [
        *(Scene(module=module) for module in (2, 2.5, 3, 3.7, 5, 7.5)),
        *(Scene(module=module, size=CAMERA) for module in (3, 8, 14)),
    ],
    "turned": TURNS,
    "turned, small": [replace(s, module=3.2, roll=s.roll + 3) for s in TURNS[::2]],
    "off the middle": [Scene(module=3, shift=s) for s in ((230, 150), (-230, 150), (0, -155))],
    "mirrored": [Scene(roll=roll, mirrored=True) for roll in (0, 50, 180)],
}
"""All of these have to be read."""

TILTS = ((30, 0), (0, 30), (-40, 20), (25, -45), (50, 0))

HARD: dict[str, list[Scene]] = {
    "tilted": [Scene(roll=roll, tilt=tilt) for roll in range(0, 360, 72) for tilt in TILTS],
    "tilted far": [
        Scene(module=9, roll=roll, tilt=tilt, size=CAMERA)
        for roll in (0, 90, 200)
        for tilt in ((55, 0), (0, 60), (45, 45))
    ],
    "out of focus": [
        Scene(module=module, roll=roll, blur=share * module)
        for module in (3, 4, 6)
        for share in (0.2, 0.35, 0.5)
        for roll in (0, 17, 45)
    ],
    "head moves": [
        Scene(module=module, roll=roll, motion=share * module)
        for module in (4, 6)
        for share in (0.5, 0.8, 1.0)
        for roll in (0, 30)
    ],
    "grain": [
        Scene(module=module, noise=noise, roll=31 * seed, dark=60, light=190, seed=seed)
        for module in (3.2, 4, 6)
        for noise in (10, 25, 40)
        for seed in range(3)
    ],
    "uneven light": [
        Scene(module=module, gradient=gradient, roll=roll)
        for module in (4, 6)
        for gradient in (0.5, 0.7, 0.85)
        for roll in (0, 20, 90, 180)
    ],
    "little contrast": [
        Scene(module=module, dark=dark, light=light, noise=2, wall=wall)
        for module in (3.5, 5)
        for dark, light, wall in ((100, 130, 120), (60, 100, 80), (180, 220, 255), (5, 30, 20))
    ],
    "all at once": [
        Scene(
            module=4.5,
            roll=37 * seed,
            tilt=(20, -20),
            blur=1.0,
            noise=8,
            gradient=0.4,
            dark=60,
            light=190,
            seed=seed,
        )
        for seed in range(20)
    ],
}
"""Nearly all of these have to be read, and none of them wrongly."""


def taken(scenes: Iterable[Scene]) -> list[Picture]:
    """Pictures of the server's codes, one link after the other."""
    codes = [(modules_of(qr_svg(text)), text) for text in LINKS]
    shown = zip(scenes, itertools.cycle(codes), strict=False)
    return [Picture(photograph(dark, scene), text) for scene, (dark, text) in shown]


def without_a_code() -> list[Picture]:
    """Nothing, noise, stripes, a cut code, a code with a stain, and finder patterns alone."""
    random = np.random.default_rng(5)
    noise = [random.integers(0, 256, (240, 320)) for _ in range(3)]
    noise += [np.kron(random.integers(0, 2, (60, 80)) * 200, np.ones((5, 5))) for _ in range(5)]
    stripes = np.tile(np.repeat([0, 255, 0, 0, 255, 0, 255, 255], 4), (240, 10))
    dark = modules_of(qr_svg(link(0)))
    rows = len(dark)
    cut, stained, corners = dark.copy(), dark.copy(), np.zeros_like(dark)
    cut[:, : rows // 3] = False
    stained[14:-14, 14:-14] = random.integers(0, 2, (rows - 28, rows - 28)) > 0
    for row, column in ((4, 4), (4, rows - 11), (rows - 11, 4)):
        corners[row : row + 7, column : column + 7] = dark[4:11, 4:11]
    none = [photograph(shape, Scene(roll=7)) for shape in (cut, stained, corners)]
    beyond = photograph(dark, Scene(module=6, shift=(250, 0)))
    plain = [np.full((240, 320), value) for value in (0, 128, 255)]
    return [
        Picture(image.astype(np.uint8), None) for image in (*noise, stripes, *none, beyond, *plain)
    ]


def every_version() -> list[Picture]:
    """Symbols of every version, and of every level of correction where a link would fit."""
    found = []
    for version in range(1, 41):
        for level in "LMQH" if version <= 12 else "LMQH"[version % 4]:
            characters = 9 * version - 5 if version > 1 else 7
            text = "".join(chr(33 + (version + n * n) % 90) for n in range(characters))
            code = segno.make_qr(text, version=version, error=level, boost_error=False)
            assert code.version == version
            modules = np.pad(np.array(code.matrix) == 1, 4)
            pixels = np.where(np.kron(modules, np.ones((3, 3))) > 0, 30, 220)
            found.append(Picture(pixels.astype(np.uint8), text))
    return found


@pytest.fixture(scope="module")
def reader(csharp_tools: csharp.Toolchain, core_assembly: Path) -> list[str]:
    """Command line of the program that reads a file of pictures."""
    output = core_assembly.parent / "QrReader.dll"
    answer = compile_csharp(csharp_tools, sources(PROGRAM), output, [core_assembly], ["-t:exe"])
    assert answer.code == 0, answer.said
    return csharp_tools.program(output)


def read(reader: list[str], pictures: Iterable[Picture], folder: Path) -> list[str | None]:
    """What the app's reader makes of pictures, in one run."""
    file = folder / "pictures"
    with file.open("wb") as out:
        for picture in pictures:
            height, width = picture.pixels.shape
            out.write(struct.pack("<ii", width, height))
            out.write(np.ascontiguousarray(picture.pixels).tobytes())
    answer = subprocess.run(
        [*reader, str(file)],
        capture_output=True,
        text=True,
        timeout=RUN_LIMIT_S,
        env=csharp.environment(),
        check=False,
    )
    assert answer.returncode == 0, answer.stderr[-4000:]
    said = [line.split("\t")[1] for line in answer.stdout.splitlines()]
    return [None if word == "-" else base64.b64decode(word).decode() for word in said]


@pytest.fixture(scope="module")
def texts(
    reader: list[str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[tuple[str | None, str | None]]]:
    """What is in the pictures of each condition, and what was read."""
    conditions = {name: taken(scenes) for name, scenes in (PLAIN | HARD).items()}
    conditions["no code"] = without_a_code()
    conditions["every version"] = every_version()
    pictures = [picture for group in conditions.values() for picture in group]
    found = iter(read(reader, pictures, tmp_path_factory.mktemp("qr")))
    return {
        name: [(picture.text, next(found)) for picture in group]
        for name, group in conditions.items()
    }


Texts = dict[str, list[tuple[str | None, str | None]]]


@pytest.mark.parametrize("condition", [*PLAIN, "every version"])
def test_plain_pictures_are_all_read(texts: Texts, condition: str) -> None:
    missed = [n for n, (there, found) in enumerate(texts[condition]) if there != found]
    assert missed == []


@pytest.mark.parametrize("condition", HARD)
def test_hard_pictures_are_nearly_all_read(texts: Texts, condition: str) -> None:
    pairs = texts[condition]
    missed = [n for n, (there, found) in enumerate(pairs) if there != found]
    print(f"{condition}: {len(pairs) - len(missed)} of {len(pairs)} read")
    assert len(missed) <= MOST_MISSED * len(pairs), missed


def test_no_text_that_is_not_there(texts: Texts) -> None:
    assert [found for _, found in texts["no code"] if found is not None] == []
    wrong = [
        (name, found)
        for name, pairs in texts.items()
        for there, found in pairs
        if found not in (there, None)
    ]
    assert wrong == []
