"""Pictures of every pattern on the avatar, to be looked at as a physiotherapist would.

    python -m tests.contact_sheet --out DIR [--patterns NAME ...] [--severity severe] [--seed N]

One sheet a pattern: side view (walking to the right) above front view, at eight instants of one
cycle of the affected leg from its initial contact. Left limbs are blue, right limbs orange; the
strip below a figure shows which feet stand. ``index.html`` beside the sheets says what was asked
for and which checks are met. No Blender and no graphics driver: points of the skinned surface are
drawn by numpy. The folder must lie outside the repository.
"""

from __future__ import annotations

import argparse
import html
import struct
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retarget.avatar import Body, load_body, skin
from retarget.dress import colour
from retarget.solver import solve
from runtime import paths
from runtime.gait.events import GaitEvents, detect
from runtime.gait.layout import PATTERNS, sides_of
from runtime.pipeline import Pipeline
from runtime.request import Request
from runtime.result import Result
from tests.gait_bench import captions
from tests.gait_bench.motions import SECONDS
from tests.gait_bench.shares import told

Floats = NDArray[np.float64]
Picture = NDArray[np.uint8]

INSTANTS = 8
WIDTH, HEIGHT = 250, 400
METRES = 2.0
"""Height of a tile in the world."""
STRIP = 10
"""Height of the strip that shows which feet stand, pixels."""
SUBDIVIDE = 9
"""Points along each edge of a face of the surface."""
SKY, GROUND, LINE = (236, 239, 243), (205, 209, 214), (120, 124, 130)
LEFT, RIGHT = (0.10, 0.38, 0.85), (0.93, 0.48, 0.08)
LIGHT = np.array([0.35, 0.8, 0.5]) / np.linalg.norm([0.35, 0.8, 0.5])
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class View:
    """Where one looks from: axes of the picture in the walker's frame (left, up, ahead)."""

    name: str
    across: tuple[float, float, float]
    """To the right of the picture."""
    towards: tuple[float, float, float]
    """From the figure to the eye."""


SIDE = View("side", (0.0, 0.0, 1.0), (-1.0, 0.0, 0.0))
"""From the walker's right: walking to the right of the picture."""
OTHER_SIDE = View("side", (0.0, 0.0, -1.0), (1.0, 0.0, 0.0))
"""From the walker's left: walking to the left of the picture."""
FRONT = View("front", (1.0, 0.0, 0.0), (0.0, 0.0, 1.0))


@dataclass(frozen=True)
class Surface:
    """Points on the skin with colours, normals from their faces."""

    body: Body
    faces: NDArray[np.int32]
    shares: Floats
    """``(S, 4)`` weights of a face's corners at each of its points."""
    colours: Floats
    """``(F, 3)`` colour of each face, 0 to 1."""

    @classmethod
    def of(cls, body: Body) -> Surface:
        """The surface of a body, limbs coloured by side."""
        steps = (np.arange(SUBDIVIDE) + 0.5) / SUBDIVIDE
        u, v = (axis.ravel() for axis in np.meshgrid(steps, steps))
        shares = np.stack([(1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v], axis=1)
        by_slot = np.array([_painted(slot) for slot in body.slots])
        return cls(body, body.faces, shares, by_slot[body.face_slots])

    def drawn(self, vertices: Floats, view: View) -> Picture:
        """A tile ``(HEIGHT, WIDTH, 3)`` of vertices ``(V, 3)`` (left, up, ahead)."""
        corners = vertices[self.faces]
        normals = np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1])
        normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
        eye, across = np.array(view.towards), np.array(view.across)
        light = LIGHT[0] * across + LIGHT[1] * np.array([0, 1, 0]) + LIGHT[2] * eye
        shade = 0.45 + 0.55 * np.clip(normals @ light, 0, 1)
        seen = normals @ eye > 0
        points = np.einsum("sc,fcd->fsd", self.shares, corners[seen])
        tints = np.repeat(self.colours[seen] * shade[seen, None], len(self.shares), axis=0)
        return _splat(points.reshape(-1, 3), tints, across, eye)


def _painted(slot: str) -> tuple[float, float, float]:
    """Colour of a body region: legs and arms tell the side."""
    if slot.startswith("left_"):
        return LEFT
    if slot.startswith("right_"):
        return RIGHT
    red, green, blue = (float(c) ** (1 / 2.2) for c in colour(slot))
    return red, green, blue


def _splat(points: Floats, tints: Floats, across: Floats, eye: Floats) -> Picture:
    tile = np.empty((HEIGHT, WIDTH, 3), np.uint8)
    pixels = HEIGHT / METRES
    floor = HEIGHT - 25
    tile[:floor], tile[floor:] = SKY, GROUND
    tile[floor] = LINE
    column = np.round(WIDTH / 2 + pixels * (points @ across)).astype(int)
    row = np.round(floor - pixels * points[:, 1]).astype(int)
    order = np.argsort(points @ eye)
    inside = (column > 0) & (column < WIDTH) & (row > 0) & (row < HEIGHT)
    order = order[inside[order]]
    painted = np.round(255 * tints[order]).astype(np.uint8)
    # A point is two pixels wide, so that no gaps stay between the points of a large face.
    cells = [(row[order] - up) * WIDTH + column[order] - aside for up, aside in np.ndindex(2, 2)]
    flat = tile.reshape(-1, 3)
    flat[np.stack(cells, axis=1).ravel()] = np.repeat(painted, len(cells), axis=0)
    return tile


@cache
def _surface(avatar: str) -> Surface:
    return Surface.of(load_body(avatar))


def sheet(joints: NDArray[np.floating], avatar: str, side: str) -> tuple[Picture, list[float]]:
    """A sheet of a motion and the instants it shows, seconds."""
    events = detect(joints)
    instants = _instants(events, "left" if side == "left" else "right")
    frames = np.round(np.array(instants) * events.fps).astype(int)
    surface = _surface(avatar)
    pose = solve(joints, surface.body.rig)
    fitted = replace(surface.body, rig=pose.rig)
    heads = pose.heads()[frames]
    vertices = skin(fitted, pose.rotations[frames], heads)
    rows = []
    for view in (OTHER_SIDE if side == "left" else SIDE, FRONT):
        tiles = []
        for points, hips, frame in zip(vertices, heads[:, 0], frames, strict=True):
            local = _walkers_frame(points, hips, events.heading[frame])
            tile = surface.drawn(local, view)
            tiles.append(np.concatenate([tile, _strip(events, frame / events.fps)]))
        rows.append(np.concatenate(tiles, axis=1))
    return np.concatenate(rows), instants


def _walkers_frame(points: Floats, hips: Floats, heading: Floats) -> Floats:
    """Points as (left, up, ahead) of the walker, the hips in the middle."""
    flat = points[:, [0, 2]] - hips[[0, 2]]
    ahead = flat @ heading
    left = flat @ np.array([heading[1], -heading[0]])
    return np.stack([left, points[:, 1], ahead], axis=1)


def _instants(events: GaitEvents, side: str) -> list[float]:
    """Eight instants of the middle stride of a foot; of the middle of the clip without one."""
    strides = events.side(side).strides()
    last = (len(events.heading) - 1) / events.fps
    start, end = strides[len(strides) // 2] if strides else (last / 3, last / 3 + 1.2)
    return [min(start + (end - start) * k / INSTANTS, last) for k in range(INSTANTS)]


def _strip(events: GaitEvents, time: float) -> Picture:
    """Which feet stand: blue the left, orange the right."""
    strip = np.full((STRIP, WIDTH, 3), 255, np.uint8)
    for number, (side, paint) in enumerate((("right", RIGHT), ("left", LEFT))):
        if events.side(side).in_stance(np.array([time]))[0]:
            part = slice(number * WIDTH // 2 + 4, (number + 1) * WIDTH // 2 - 4)
            strip[2:-2, part] = np.round(255 * np.array(paint)).astype(np.uint8)
    return strip


def png(picture: Picture) -> bytes:
    """The bytes of a PNG file."""
    height, width, _ = picture.shape
    rows = np.concatenate([np.zeros((height, 1), np.uint8), picture.reshape(height, -1)], axis=1)
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows.tobytes(), 6)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def described(prompt: str, result: Result, instants: Sequence[float]) -> str:
    """The caption of a sheet, HTML."""
    intent = result.intent
    checks = "".join(
        f"<li>{'met' if check['met'] else '<b>NOT met</b>'}: {html.escape(check['name'])}, "
        f"wanted {html.escape(check['requested'])}, measured {_told(check['measured'])} "
        f"{check['unit']}</li>"
        for check in result.checks
    )
    frames = ", ".join(str(round(20 * t)) for t in instants)
    return (
        f"<h2>{intent.pattern}, {intent.side}, {intent.severity}</h2><p>{html.escape(prompt)} "
        f"(seed {result.origin.seed}, came about by: {result.made.kind}; frames {frames})</p>"
        f"<img src='{{name}}.png'><ul>{checks}</ul>"
    )


def _told(value: float | None) -> str:
    return "nothing" if value is None else f"{value:.3g}"


def main(arguments: list[str]) -> int:
    """Write the sheets."""
    parser = argparse.ArgumentParser(prog="python -m tests.contact_sheet", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--patterns", nargs="+", choices=PATTERNS, default=list(PATTERNS))
    parser.add_argument("--severity", choices=("mild", "moderate", "severe"), default="severe")
    parser.add_argument("--side", choices=("left", "right", "both"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--prompts", nargs="+", help="sentences instead of patterns")
    parser.add_argument("--model", type=Path, help="model folder (default: the embedded one)")
    options = parser.parse_args(arguments)
    if options.out.resolve().is_relative_to(ROOT):
        parser.error("the pictures do not belong into the repository: choose another folder")
    options.out.mkdir(parents=True, exist_ok=True)
    parts = []
    with Pipeline(options.model or paths.default_model()) as pipeline:
        for name, prompt in told(_wanted(options), "contact sheets"):
            result = pipeline.generate(Request(prompt, options.seed, seconds=SECONDS))[0]
            preset = result.avatar.name if result.avatar.phenotype is None else "adult_man"
            picture, instants = sheet(result.joints, preset, result.intent.side)
            (options.out / f"{name}.png").write_bytes(png(picture))
            parts.append(described(prompt, result, instants).format(name=name))
    page = "<meta charset='utf-8'><title>Contact sheets</title>" + "".join(parts)
    (options.out / "index.html").write_text(page, encoding="utf-8")
    return 0


def _wanted(options: argparse.Namespace) -> list[tuple[str, str]]:
    """Names of the files and their sentences."""
    if options.prompts:
        return [(f"prompt_{k:02d}", text) for k, text in enumerate(options.prompts)]
    chosen = []
    for pattern in options.patterns:
        sides = sides_of(pattern)
        side = options.side if options.side in sides else sides[0]
        chosen.append((pattern, captions.of_pattern(pattern, side, options.severity).prompt))
    return chosen


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
