"""The model in the repository: whole, light, and walking as it is asked to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from runtime import paths
from runtime.gait.measure import measure
from runtime.gait.plausibility import plausibility
from runtime.pipeline import Pipeline
from runtime.request import Request
from runtime.result import Result
from tests import bench_prompts

MEGABYTE = 1e6
SECONDS = 8.0


@pytest.fixture(scope="module")
def pipeline() -> Iterator[Pipeline]:
    with Pipeline() as parts:
        yield parts


def walk(pipeline: Pipeline, prompt: str, seed: int = 1) -> Result:
    return pipeline.generate(Request(prompt, seed, seconds=SECONDS))[0]


def test_the_folder_is_light_and_says_where_it_comes_from() -> None:
    folder = paths.default_model()
    size = sum(path.stat().st_size for path in folder.iterdir())
    assert size < 60 * MEGABYTE
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert "mocap.cs.cmu.edu" in manifest["acknowledgement"]
    assert manifest["licence"] and manifest["training"] and manifest["parity"]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_public_prompts_are_met(pipeline: Pipeline, seed: int) -> None:
    if not bench_prompts.PROMPTS.is_file():
        pytest.skip("the public prompts are not beside this checkout (../shared/prompts)")

    def generate(prompt: str, seed: int, seconds: float) -> np.ndarray:
        return pipeline.generate(Request(prompt, seed, seconds=seconds))[0].joints

    rows = bench_prompts.run(generate, [seed])
    assert len(rows) >= 20
    assert [(row.id, row.outcomes) for row in rows if not row.met] == []


@pytest.mark.parametrize(("side", "other"), [("left", "right"), ("right", "left")])
@pytest.mark.parametrize(
    ("prompt", "name", "sign"),
    [
        ("antalgic gait of the {} leg", "stance_s", -1),
        ("{} stiff knee gait", "knee_swing_peak", -1),
        ("{} hemiplegic gait with circumduction", "circumduction", 1),
        ("{} foot drop with steppage gait", "hip_flex_max", 1),
        ("uncompensated Trendelenburg gait on the {}", "pelvic_drop_contra_deg", 1),
    ],
)
def test_the_named_side_is_the_one_that_walks_differently(
    pipeline: Pipeline, prompt: str, name: str, sign: int, side: str, other: str
) -> None:
    measures = measure(walk(pipeline, prompt.format(side)).joints)
    own, sound = measures.value(name, side), measures.value(name, other)
    assert own is not None and sound is not None
    assert sign * (own - sound) > 0


@pytest.mark.parametrize(
    "prompt",
    [
        "a person walks",
        "severe right hemiplegic gait",
        "an old man with Parkinson's disease shuffles along",
        "a child walks in crouch gait",
    ],
)
def test_feet_bones_and_floor(pipeline: Pipeline, prompt: str) -> None:
    found = plausibility(walk(pipeline, prompt, seed=5).joints)
    assert found.slide_median is not None and found.slide_median < 0.02
    assert found.bone_stretch < 0.002
    assert found.below_floor < 0.02


def test_lengths_drawn_from_the_text_differ_with_the_seed(pipeline: Pipeline) -> None:
    lengths = {pipeline.generate(Request("a person walks", seed))[0].seconds for seed in range(6)}
    assert len(lengths) > 1
    assert all(2.0 <= seconds <= 9.8 for seconds in lengths)


@pytest.mark.parametrize(
    ("prompt", "name", "side", "sign"),
    [
        ("{} left Duchenne limp, the trunk leans over the left leg", "lean_in_stance", "left", 1),
        ("{} parkinsonian gait with short shuffling steps", "step_length", "", -1),
        ("{} crouch gait", "knee_stance_min", "right", 1),
    ],
)
def test_severity_shows(pipeline: Pipeline, prompt: str, name: str, side: str, sign: int) -> None:
    values = [
        measure(walk(pipeline, prompt.format(severity)).joints).value(name, side)
        for severity in ("mild", "severe")
    ]
    mild, severe = (value for value in values if value is not None)
    assert sign * (severe - mild) > 0


def test_the_repository_stays_light() -> None:
    avatar = Path(paths.__file__).parents[1] / "retarget" / "data"
    files = [*paths.default_model().iterdir(), *avatar.iterdir()]
    assert sum(path.stat().st_size for path in files) < 60 * MEGABYTE


def test_a_correction_is_told(pipeline: Pipeline) -> None:
    """Whoever edits the generated motion says so in the report."""
    made = [
        walk(pipeline, f"{side} hemiplegic gait", seed)
        for side in ("left", "right")
        for seed in range(4)
    ]
    for result in made:
        told = any("editing the motion" in note for note in result.notes)
        assert told == (result.made.kind in ("edit", "rebuilt"))
        assert result.faithful
