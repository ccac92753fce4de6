"""`Pipeline.edit` around a model with random weights: bytes, kept frames, what is measured."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from retarget.errors import BadInput
from retarget.skeleton import FPS
from runtime.edit_request import read_edit_request
from runtime.engine.features import joints_to_features
from runtime.gait.measure import measure
from runtime.gait.plausibility import plausibility
from runtime.library import Library
from runtime.part import REACH_S, at_origin, on_own_body
from runtime.pipeline import Pipeline
from runtime.report import report
from runtime.request import read_request
from runtime.result import Result
from runtime.sources import SourceMotion, from_library
from tests.runtime.gait.synthetic import Walker, walk

PROMPT = "a man limps because of pain in his right leg"
REACH = round(REACH_S * FPS)
TENTH_MM = 1e-4


@pytest.fixture(scope="module")
def source() -> SourceMotion:
    """A walk of six seconds on Gaitbox's body."""
    return SourceMotion(on_own_body(walk(Walker(), 6.0)), "walk.npy", "a man walks")


def edit(pipeline: Pipeline, source: SourceMotion, **values: Any) -> list[Result]:
    data = {"prompt": PROMPT, "seed": 3, "from": 3, "to": 4.6, "candidates": 1, **values}
    return pipeline.edit(read_edit_request(data, source))


def test_outside_the_part_the_motion_stays(pipeline: Pipeline, source: SourceMotion) -> None:
    """Beyond one stride of the part; nearer, feet that stand across its ends are planted."""
    (made,) = edit(pipeline, source)
    assert made.joints.shape == source.joints.shape and made.joints.dtype == np.float32
    kept = slice(0, 60 - REACH)
    moved = np.linalg.norm(made.joints[kept] - at_origin(source.joints)[kept], axis=-1)
    assert moved.max() < TENTH_MM
    assert np.linalg.norm(made.joints[62:90] - source.joints[62:90], axis=-1).max() > 0.05
    np.testing.assert_array_equal(made.features, joints_to_features(made.joints))


def test_what_is_measured_is_the_part(pipeline: Pipeline, source: SourceMotion) -> None:
    (made,) = edit(pipeline, source, to="end")
    assert made.measured == measure(made.joints[60:]).to_list()
    assert made.measured != measure(made.joints).to_list()
    assert "Measured between 3.0 and 6.0 s." in made.notes
    assert made.intent.pattern == "antalgic" and made.intent.side == "right"


def test_one_seed_gives_one_answer(
    pipeline: Pipeline, toy_model: Path, source: SourceMotion
) -> None:
    first, again = (edit(pipeline, source, candidates=3)[0].joints for _ in range(2))
    assert first.tobytes() == again.tobytes()
    with Pipeline(toy_model, provider="cpu") as fresh:
        assert edit(fresh, source, candidates=3)[0].joints.tobytes() == first.tobytes()
    other = edit(pipeline, source, candidates=3, seed=4)[0].joints
    assert other.tobytes() != first.tobytes()


def test_the_sentence_and_the_source_both_count(pipeline: Pipeline, source: SourceMotion) -> None:
    first = edit(pipeline, source)[0].joints
    assert edit(pipeline, source, prompt="a woman walks")[0].joints.tobytes() != first.tobytes()
    faster = SourceMotion(on_own_body(walk(Walker(speed=1.3), 6.0)), "walk.npy")
    assert edit(pipeline, faster)[0].joints.tobytes() != first.tobytes()


def test_samples_differ_in_the_part_alone(pipeline: Pipeline, source: SourceMotion) -> None:
    made = edit(pipeline, source, samples=3)
    assert [r.origin.sample for r in made] == [0, 1, 2]
    assert len({r.joints[60:92].tobytes() for r in made}) == 3
    first = made[0].joints[: 60 - REACH]
    for other in made[1:]:
        np.testing.assert_allclose(other.joints[: 60 - REACH], first, atol=1e-5)


def test_candidates_never_meet_fewer_checks(pipeline: Pipeline, source: SourceMotion) -> None:
    one, best = (edit(pipeline, source, to="end", candidates=n)[0] for n in (1, 4))
    assert best.checks_met >= one.checks_met


def test_progress_only_grows(pipeline: Pipeline, source: SourceMotion) -> None:
    seen: list[float] = []
    data = {"prompt": PROMPT, "seed": 1, "from": 3, "candidates": 2, "samples": 2}
    pipeline.edit(read_edit_request(data, source), lambda stage, share: seen.append(share))
    assert seen == sorted(seen) and seen[0] >= 0 and seen[-1] <= 1


def test_the_report_says_what_was_changed(pipeline: Pipeline, source: SourceMotion) -> None:
    (made,) = edit(pipeline, source)
    data = json.loads(json.dumps(report(made)))
    assert data["edit"] == {
        "source": "walk.npy",
        "source_prompt": "a man walks",
        "from": 3,
        "to": 4.6,
        "kept_tokens": 22,
        "tokens": 30,
    }
    assert "Measured between 3.0 and 4.6 s." in data["assumptions"]
    assert data["prompt"] == PROMPT and data["seconds"] == 6


def test_a_new_motion_says_that_nothing_was_changed(result: Result) -> None:
    assert report(result)["edit"] is None


def test_the_library_motion_keeps_its_body(
    pipeline: Pipeline, tmp_path: Path, source: SourceMotion
) -> None:
    library = Library(tmp_path)
    made = pipeline.generate(read_request({"prompt": "a child walks", "seed": 1, "seconds": 4}))[0]
    entry = library.add(made)
    (changed,) = edit(pipeline, from_library(library, entry.id), **{"from": 2, "to": 3})
    assert changed.avatar.name == "child" and changed.origin.edit is not None
    assert (changed.origin.edit.source, changed.origin.edit.source_prompt) == (
        entry.id,
        "a child walks",
    )
    again = library.add(changed)
    assert library.get(again.id).report["edit"]["source"] == entry.id
    (wished,) = edit(
        pipeline, from_library(library, entry.id), **{"from": 2, "to": 3}, avatar="older_adult"
    )
    assert wished.avatar.name == "older_adult"
    library.close()


def test_another_body_is_told(pipeline: Pipeline, source: SourceMotion) -> None:
    foreign = SourceMotion(walk(Walker(), 6.0).astype(np.float32), "walk.npy")
    (made,) = edit(pipeline, foreign)
    (told,) = [note for note in made.notes if "another body" in note]
    moved = np.linalg.norm(made.joints - on_own_body(foreign.joints), axis=-1)
    assert moved[: 60 - REACH].max() < TENTH_MM
    assert "cm" in told and "Gaitbox's skeleton" in told
    assert not [n for n in edit(pipeline, source)[0].notes if "another body" in n]


def test_a_part_moved_to_whole_tokens_is_told(pipeline: Pipeline, source: SourceMotion) -> None:
    (made,) = edit(pipeline, source, **{"from": 3.1})
    assert any("widened" in note for note in made.notes)
    assert made.origin.edit is not None and made.origin.edit.start == 3.0


def test_walks_that_do_not_join_are_told(pipeline: Pipeline, source: SourceMotion) -> None:
    """Random weights do not walk: a foot that stood is somewhere else a moment later."""
    told = set()
    for result in edit(pipeline, source, samples=8):
        slide = plausibility(result.joints).slide_max or 0.0
        told.add(any("foot slides" in note for note in result.notes))
        assert any("foot slides" in note for note in result.notes) == (slide > 0.05)
    assert True in told


@pytest.mark.parametrize("frames", [30, 1240])
def test_a_motion_that_the_model_cannot_hold_is_refused(pipeline: Pipeline, frames: int) -> None:
    motion = SourceMotion(np.zeros((frames, 22, 3), np.float32), "long.npy")
    with pytest.raises(BadInput, match="this model changes motions of"):
        edit(pipeline, motion, **{"from": 0.2, "to": 1})


@pytest.mark.parametrize("frames", [41, 42, 43, 44, 45])
def test_any_number_of_frames_keeps_its_length(pipeline: Pipeline, frames: int) -> None:
    motion = SourceMotion(on_own_body(walk(Walker(), 6.0)[:frames]), "walk.npy")
    for start, end in ((0, 0.2), (0, "end"), (1, "end"), (2, "end")):
        if frames / FPS - start < 0.2:
            continue
        assert len(edit(pipeline, motion, **{"from": start, "to": end})[0].joints) == frames
