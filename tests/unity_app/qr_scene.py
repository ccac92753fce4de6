"""Pictures of QR codes as a headset's camera takes them, made with numpy."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FOCAL_PX = 870.0
"""About that of a Quest 3's passthrough camera at 1280 x 960."""
SAMPLES = 2
"""Points of a pixel each way whose mean it shows."""

Gray = NDArray[np.float64]


@dataclass(frozen=True)
class Scene:
    """How a code is seen."""

    module: float = 5.0
    """Pixels that a module in the middle would be wide, seen straight on."""
    roll: float = 0.0
    """Degrees that it is turned in its plane."""
    tilt: tuple[float, float] = (0.0, 0.0)
    """Degrees that its plane is turned, about the image's x and y axes."""
    blur: float = 0.0
    """Standard deviation of the lens's blur, in pixels."""
    motion: float = 0.0
    """Pixels that the head moves to the right during exposure."""
    noise: float = 0.0
    """Standard deviation of the sensor's noise, of 255."""
    dark: float = 30.0
    light: float = 225.0
    """What black and white come to."""
    gradient: float = 0.0
    """How much less light there is at the left than at the right, of 1."""
    size: tuple[int, int] = (640, 480)
    shift: tuple[float, float] = (0.0, 0.0)
    """Pixels that the code is off the image's middle."""
    mirrored: bool = False
    wall: float = 130.0
    """Luminance round the code's page."""
    seed: int = 0


def modules_of(svg: str) -> NDArray[np.bool_]:
    """Dark modules of a code in segno's SVG, its free margin included.

    Args:
        svg: a path of horizontal strokes, a module wide, in units of modules.

    Returns:
        rows by columns.
    """
    box = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg)
    path = re.search(r'<path stroke[^>]* d="([^"]+)"', svg)
    assert box and path
    dark = np.zeros((int(box[2]), int(box[1])), dtype=bool)
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([^Mmh]*)", path[1]):
        values = [float(n) for n in re.findall(r"-?[\d.]+", numbers)]
        if command == "h":
            dark[int(y), int(x) : int(x + values[0])] = True
            x += values[0]
        else:
            start = (0.0, 0.0) if command == "M" else (x, y)
            x, y = start[0] + values[0], start[1] + values[1]
    return dark


def photograph(dark: NDArray[np.bool_], scene: Scene) -> NDArray[np.uint8]:
    """The camera's picture: height by width."""
    random = np.random.default_rng(scene.seed)
    picture = _project(dark, scene)
    if scene.blur:
        picture = _blurred(picture, scene.blur)
    if scene.motion:
        picture = _moved(picture, scene.motion)
    width = scene.size[0]
    picture = picture * (1 - scene.gradient * np.linspace(1, 0, width))
    picture = picture + random.normal(0, scene.noise, picture.shape)
    picture = picture[:, ::-1] if scene.mirrored else picture
    return np.clip(np.round(picture), 0, 255).astype(np.uint8)


def _project(dark: NDArray[np.bool_], scene: Scene) -> Gray:
    """Mean of the luminance that the points of each pixel see."""
    forward = _homography(scene)
    inverse = np.linalg.inv(forward)
    columns, rows = _box(dark, scene, forward)
    middle = np.array(scene.size) / 2 + scene.shift
    total = np.zeros((len(rows), len(columns)))
    for row in range(SAMPLES):
        for column in range(SAMPLES):
            x = columns + (column + 0.5) / SAMPLES - middle[0]
            y = rows[:, None] + (row + 0.5) / SAMPLES - middle[1]
            total += _luminance(dark, scene, inverse, x, y)
    picture = np.full(scene.size[::-1], scene.wall)
    picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] = total / SAMPLES**2
    return picture


def _box(
    dark: NDArray[np.bool_], scene: Scene, forward: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Columns and rows of the image that show the code's page."""
    half = np.array(dark.shape[::-1]) / 2
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half
    seen = forward @ np.column_stack([corners, np.ones(4)]).T
    middle = np.array(scene.size) / 2 + scene.shift
    points = (seen[:2] / seen[2]).T + middle
    low = np.clip(np.floor(points.min(0)).astype(int), 0, np.array(scene.size) - 1)
    high = np.clip(np.ceil(points.max(0)).astype(int), low + 1, scene.size)
    return np.arange(low[0], high[0]), np.arange(low[1], high[1])


def _luminance(
    dark: NDArray[np.bool_], scene: Scene, inverse: NDArray[np.float64], x: Gray, y: Gray
) -> Gray:
    w = inverse[2, 0] * x + inverse[2, 1] * y + inverse[2, 2]
    # Behind the camera is wall.
    seen = w > 0
    w = np.where(seen, w, 1.0)
    rows, columns = dark.shape
    u = (inverse[0, 0] * x + inverse[0, 1] * y + inverse[0, 2]) / w + columns / 2
    v = (inverse[1, 0] * x + inverse[1, 1] * y + inverse[1, 2]) / w + rows / 2
    seen &= (u >= 0) & (u < columns) & (v >= 0) & (v < rows)
    i = np.where(seen, v, 0).astype(np.int64)
    j = np.where(seen, u, 0).astype(np.int64)
    return np.where(seen, np.where(dark[i, j], scene.dark, scene.light), scene.wall)


def _homography(scene: Scene) -> NDArray[np.float64]:
    """From the code's plane, in modules from its middle, to the image, from its middle."""
    roll = np.radians(scene.roll)
    about_x, about_y = np.radians(scene.tilt)
    turn = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    pitch = np.array(
        [
            [1, 0, 0],
            [0, np.cos(about_x), -np.sin(about_x)],
            [0, np.sin(about_x), np.cos(about_x)],
        ]
    )
    yaw = np.array(
        [
            [np.cos(about_y), 0, np.sin(about_y)],
            [0, 1, 0],
            [-np.sin(about_y), 0, np.cos(about_y)],
        ]
    )
    rotation = yaw @ pitch @ turn
    away = np.array([0, 0, FOCAL_PX / scene.module])
    camera = np.diag([FOCAL_PX, FOCAL_PX, 1.0])
    return camera @ np.column_stack([rotation[:, 0], rotation[:, 1], away])


def _blurred(picture: Gray, sigma: float) -> Gray:
    reach = int(np.ceil(3 * sigma))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    for axis in (0, 1):
        picture = _filtered(picture, kernel, axis)
    return picture


def _moved(picture: Gray, length: float) -> Gray:
    taps = max(1, round(length))
    return _filtered(picture, np.full(taps, 1 / taps), 1)


def _filtered(picture: Gray, kernel: Gray, axis: int) -> Gray:
    before = len(kernel) // 2
    pad = [(0, 0), (0, 0)]
    pad[axis] = (before, len(kernel) - 1 - before)
    padded = np.pad(picture, pad, mode="edge")
    length = picture.shape[axis]
    rows = (slice(n, n + length) for n in range(len(kernel)))
    parts = (padded[r] if axis == 0 else padded[:, r] for r in rows)
    return np.asarray(sum(k * part for k, part in zip(kernel, parts, strict=True)))
