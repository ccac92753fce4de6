"""A healthy walk of the default model marks no region of the body, at any pace."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from runtime.gait.curves import curves
from runtime.pipeline import Pipeline
from runtime.request import Request


@pytest.fixture(scope="module")
def pipeline() -> Iterator[Pipeline]:
    with Pipeline() as parts:
        yield parts


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(
    "prompt",
    [
        "a healthy adult walks forward at a normal speed",
        "a healthy adult walks slowly",
        "a healthy adult walks fast",
    ],
)
def test_a_healthy_walk_marks_no_region(pipeline: Pipeline, prompt: str, seed: int) -> None:
    result = pipeline.generate(Request(prompt, seed, seconds=8.0))[0]
    marked = [(one["region"], one["score"], one["why"]) for one in result.impaired_regions]
    assert marked == []
    profile = curves(result.joints)["profile"]
    mean, sd = profile["normal"]
    assert profile["overall"] < mean + 3 * sd
