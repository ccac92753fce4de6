"""The model in the repository: a normal walk that turns into a limp, and a real one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from retarget.skeleton import FPS
from runtime.edit_request import read_edit_request
from runtime.gait.intent import parse
from runtime.gait.measure import measure
from runtime.gait.plausibility import plausibility
from runtime.gait.verify import verify
from runtime.part import REACH_S, at_origin
from runtime.pipeline import Pipeline
from runtime.request import Request
from runtime.result import Result
from runtime.sources import SourceMotion

LIMP = "antalgic gait, a man limps because of pain in his right leg"
HALF = 80
REACH = round(REACH_S * FPS)
TENTH_MM = 1e-4
FARTHEST_M = 0.10
"""Within a stride of the part a foot or knee may be planted anew by this much, metres."""
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


def test_a_real_walk_turns_into_a_limp(pipeline: Pipeline, long_walk: np.ndarray) -> None:
    source = SourceMotion(long_walk.astype(np.float32), "recording.npy")
    made = limp(pipeline, source, 1)
    assert [c["name"] for c in made.checks if not c["met"]] == []
    moved = np.linalg.norm(made.joints - at_origin(source.joints), axis=-1)
    assert moved[: HALF - REACH].max() < TENTH_MM
    assert moved[:HALF].max() < FARTHEST_M and moved[:HALF].mean() < MEAN_M
