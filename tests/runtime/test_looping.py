"""A finished motion becomes a loop with everything that was said of it, or says why not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from runtime.engine.features import joints_to_features
from runtime.gait.loop import seam
from runtime.looping import looped
from runtime.pipeline import Pipeline
from runtime.report import report
from runtime.request import read_request
from runtime.result import Result


def made(pipeline: Pipeline, joints: np.ndarray) -> Result:
    """A result that holds this motion."""
    request = read_request({"prompt": "a man limps on the left", "seed": 5, "seconds": 4})
    return replace(pipeline.generate(request)[0], joints=joints.astype(np.float32))


def test_a_walk_becomes_a_loop(pipeline: Pipeline, long_walk: np.ndarray) -> None:
    walk = made(pipeline, long_walk)
    loop = looped(walk)
    assert loop.loop and report(loop)["loop"] is True and report(walk)["loop"] is False
    assert seam(loop.joints).position < 1.2
    np.testing.assert_array_equal(loop.features, joints_to_features(loop.joints))
    assert (loop.measured, loop.checks, loop.notes) == (walk.measured, walk.checks, walk.notes)


def test_a_motion_without_a_stride_stays_and_says_so(
    pipeline: Pipeline, long_walk: np.ndarray
) -> None:
    still = made(pipeline, np.repeat(long_walk[:1], 60, axis=0))
    same = looped(still)
    assert not same.loop and same.joints is still.joints
    assert "no whole stride" in same.notes[-1] and report(same)["loop"] is False
