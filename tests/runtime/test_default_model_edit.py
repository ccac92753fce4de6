"""The model in the repository: a normal walk that turns into a limp, and a real one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from retarget.skeleton import FPS, PELVIS
from runtime.edit_request import read_edit_request
from runtime.gait.intent import parse
from runtime.gait.measure import measure
from runtime.gait.plausibility import plausibility
from runtime.gait.verify import verify
from runtime.part import REACH_S, at_origin
from runtime.pipeline import Pipeline
from runtime.request import Request
from runtime.result import Result
from runtime.sources import SourceMotion, read_file

LIMP = "antalgic gait, a man limps because of pain in his right leg"
HALF = 80
REACH = round(REACH_S * FPS)
TENTH_MM = 1e-4
FARTHEST_M = 0.25
"""The foot in the last step before the part may be set down elsewhere by this much, metres."""
MEAN_M = 0.01


@pytest.fixture(scope="module")
def pipeline() -> Iterator[Pipeline]:
    with Pipeline() as parts:
        yield parts


@pytest.fixture(scope="module")
def walk(pipeline: Pipeline) -> SourceMotion:
    made = pipeline.generate(Request("a man walks normally", 1, seconds=8))[0]
    assert made.faithful
    return SourceMotion(made.joints, "walk.npy")


def limp(pipeline: Pipeline, source: SourceMotion, seed: int) -> Result:
    return pipeline.edit(
        read_edit_request({"prompt": LIMP, "seed": seed, "from": 4, "to": "end"}, source)
    )[0]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_normal_walk_turns_into_a_limp(pipeline: Pipeline, walk: SourceMotion, seed: int) -> None:
    made = limp(pipeline, walk, seed)
    assert [c["name"] for c in made.checks if not c["met"]] == []
    right, left = (measure(made.joints[HALF:]).side(s)["stance_s"] for s in ("right", "left"))
    assert right is not None and left is not None and right < 0.93 * left
    first = verify(parse("a man walks normally"), measure(made.joints[:HALF]))
    assert [check.name for check in first if not check.met] == []
    assert not any("slides" in note for note in made.notes)


def test_the_first_part_is_the_sources(pipeline: Pipeline, walk: SourceMotion) -> None:
    made = limp(pipeline, walk, 1)
    moved = np.linalg.norm(made.joints - at_origin(walk.joints), axis=-1)
    assert moved[: HALF - REACH].max() < TENTH_MM
    assert moved[:HALF].max() < FARTHEST_M and moved[:HALF].mean() < MEAN_M
    found = plausibility(made.joints)
    assert found.slide_median is not None and found.slide_median < 0.02
    assert found.bone_stretch < 0.002 and found.below_floor < 0.02


def test_the_pelvis_stays_as_high(pipeline: Pipeline, walk: SourceMotion, tmp_path: Path) -> None:
    """Whatever floor the file of the motion has."""
    request = {"prompt": "a man walks normally", "seed": 2, "from": 2, "to": 6}
    for shift in (0.0, -0.02, 0.5):
        np.save(tmp_path / "walk.npy", walk.joints + np.array([0, shift, 0], np.float32))
        made = pipeline.edit(read_edit_request(request, read_file(tmp_path / "walk.npy")))[0]
        heights = [joints[50:110, PELVIS, 1].mean() for joints in (made.joints, walk.joints)]
        assert abs(heights[0] - heights[1]) < 0.01


def test_a_real_walk_turns_into_a_limp(pipeline: Pipeline, long_walk: np.ndarray) -> None:
    source = SourceMotion(long_walk.astype(np.float32), "recording.npy")
    made = limp(pipeline, source, 1)
    assert [c["name"] for c in made.checks if not c["met"]] == []
    moved = np.linalg.norm(made.joints - at_origin(source.joints), axis=-1)
    assert moved[: HALF - REACH].max() < TENTH_MM
    assert moved[:HALF].max() < FARTHEST_M and moved[:HALF].mean() < MEAN_M
