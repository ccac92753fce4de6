"""A walk of 30 seconds by the default model: made in windows, and none of it shows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from retarget.skeleton import FPS
from runtime.engine.canvas import windows
from runtime.gait.events import detect
from runtime.gait.measure import measure
from runtime.gait.plausibility import plausibility, stance_slides
from runtime.pipeline import Pipeline
from runtime.request import Request

SECONDS = 30.0
NEAR = 10
"""Frames on either side of the first new frame of a window that count as the seam."""

PROMPTS = (
    "a man walks normally",
    "a man limps, sparing his painful right leg",
    "elderly man with Parkinson's disease shuffles forward with short steps",
)


@pytest.fixture(scope="module")
def pipeline() -> Iterator[Pipeline]:
    with Pipeline() as parts:
        yield parts


@pytest.fixture(scope="module", params=PROMPTS)
def walk(request: pytest.FixtureRequest, pipeline: Pipeline) -> np.ndarray:
    (result,) = pipeline.generate(Request(request.param, 1, seconds=SECONDS))
    assert result.faithful, [check for check in result.checks if not check["met"]]
    return result.joints


@pytest.fixture(scope="module")
def seams(pipeline: Pipeline) -> list[int]:
    """First frame of the motion that each window after the first made."""
    engine = pipeline.engine()
    margin = engine.settings.margin_tokens
    tokens = int(SECONDS * FPS) // 4 + 2 * margin
    spans = windows(np.ones(tokens, dtype=bool), 49 + 2 * margin)
    assert len(spans) >= 3
    return [(before[1] - margin) * 4 for before in spans[:-1]]


def near(seams: list[int], frames: int) -> np.ndarray:
    """Whether each frame is at a seam."""
    place = np.arange(frames)
    return np.any([np.abs(place - seam) <= NEAR for seam in seams], axis=0)


def test_it_is_as_long_as_asked_and_walks_all_the_time(walk: np.ndarray) -> None:
    assert len(walk) == SECONDS * FPS
    path = walk[:, 0, [0, 2]]
    covered = np.linalg.norm(path[FPS * 2 :] - path[: -FPS * 2], axis=-1)
    assert covered.min() > 0.5 * np.median(covered), "the walk stops somewhere"


def test_joints_move_no_more_abruptly_at_seams_than_elsewhere(
    walk: np.ndarray, seams: list[int]
) -> None:
    speed = np.linalg.norm(np.diff(walk, axis=0), axis=-1) * FPS
    change = np.abs(np.diff(speed, axis=0)).max(axis=1)
    at_seam = near(seams, len(change))
    assert speed[:-1][at_seam].max() < 1.2 * speed[:-1][~at_seam].max()
    assert change[at_seam].max() < 1.2 * change[~at_seam].max()


def test_feet_slide_no_more_at_seams_than_elsewhere(walk: np.ndarray, seams: list[int]) -> None:
    found = plausibility(walk)
    assert found.slide_max is not None and found.slide_max < 0.02
    assert found.bone_stretch < 0.002 and found.below_floor < 0.02
    assert len(stance_slides(walk, detect(walk))) > SECONDS / 2


def test_the_gait_is_the_same_in_every_window(walk: np.ndarray, seams: list[int]) -> None:
    parts = np.split(walk, seams[:2])
    cadence = [measure(part).value("cadence") for part in parts]
    assert None not in cadence
    assert max(cadence) < 1.25 * min(cadence), cadence
