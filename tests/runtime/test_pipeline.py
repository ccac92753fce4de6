"""A sentence becomes motions, measures and checks; the same sentence the same ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from retarget.errors import BadInput, ModelError
from runtime.engine.features import joints_to_features
from runtime.pipeline import Pipeline
from runtime.report import TEACHING_AID, report
from runtime.request import read_request
from runtime.result import Avatar, Result
from runtime.work import try_seed

PROMPT = "a man limps because of pain in his right leg"


def generate(pipeline: Pipeline, **values: Any) -> list[Result]:
    return pipeline.generate(read_request({"prompt": PROMPT, "seed": 3, "seconds": 4, **values}))


def test_a_motion_is_as_the_contract_says(pipeline: Pipeline) -> None:
    (made,) = generate(pipeline)
    assert made.joints.shape == (80, 22, 3) and made.joints.dtype == np.float32
    assert made.seconds == 4
    np.testing.assert_allclose(made.joints[0, 0, [0, 2]], 0, atol=1e-4)
    np.testing.assert_array_equal(made.features, joints_to_features(made.joints))
    assert made.intent.pattern == "antalgic" and made.intent.side == "right"


def test_one_seed_gives_one_answer(pipeline: Pipeline, toy_model: Path) -> None:
    first, again = generate(pipeline)[0], generate(pipeline)[0]
    assert first.joints.tobytes() == again.joints.tobytes()
    with Pipeline(toy_model, provider="cpu") as fresh:
        assert generate(fresh)[0].joints.tobytes() == first.joints.tobytes()


def test_another_seed_gives_another_answer(pipeline: Pipeline) -> None:
    assert not np.array_equal(generate(pipeline)[0].joints, generate(pipeline, seed=4)[0].joints)


def test_samples_differ_and_are_numbered(pipeline: Pipeline) -> None:
    made = generate(pipeline, samples=3)
    assert [r.origin.sample for r in made] == [0, 1, 2]
    assert len({r.joints.tobytes() for r in made}) == 3


def test_candidates_never_meet_fewer_checks(pipeline: Pipeline) -> None:
    (one,), (best,) = generate(pipeline, candidates=1), generate(pipeline, candidates=3)
    assert best.checks_met >= one.checks_met
    assert best.origin.candidates == 3


def test_seeds_of_further_tries_are_derived() -> None:
    seeds = [try_seed(7, number) for number in range(4)]
    assert seeds[0] == 7 and len(set(seeds)) == 4
    assert seeds == [try_seed(7, number) for number in range(4)]


@pytest.mark.parametrize(
    ("prompt", "wished", "avatar"),
    [
        ("a person walks", None, "adult_man"),
        ("a woman walks", None, "adult_woman"),
        ("an elderly person walks", None, "older_adult"),
        ("a child walks", None, "child"),
        ("a child walks", "adult_man", "adult_man"),
    ],
)
def test_the_body_is_the_wished_one_or_that_of_the_sentence(
    pipeline: Pipeline, prompt: str, wished: str | None, avatar: str
) -> None:
    assert generate(pipeline, prompt=prompt, avatar=wished)[0].avatar.name == avatar


def test_the_servers_own_body_comes_after_the_sentence(toy_model: Path) -> None:
    with Pipeline(toy_model, provider="cpu", avatar="adult_woman") as parts:
        assert generate(parts, prompt="someone walks")[0].avatar.name == "adult_woman"
        assert generate(parts, prompt="a child walks")[0].avatar.name == "child"


@pytest.mark.parametrize("seconds", [0.5, 61])
def test_a_length_outside_the_models_range_is_refused(pipeline: Pipeline, seconds: float) -> None:
    with pytest.raises(BadInput, match="This model makes motions of 2 to 60 seconds"):
        generate(pipeline, seconds=seconds)


def test_a_sentence_that_is_too_long_is_told_with_its_last_words(pipeline: Pipeline) -> None:
    (made,) = generate(pipeline, prompt="a man limps slowly " * 20)
    assert [note for note in made.notes if "longer than" in note] == [
        "The sentence is longer than the model reads; "
        'what follows "limps slowly a man" was left out.'
    ]
    (short,) = generate(pipeline)
    assert not [note for note in short.notes if "longer than" in note]


def test_a_changed_model_is_refused(broken_model: Path) -> None:
    with Pipeline(broken_model) as parts:
        with pytest.raises(ModelError, match="decoder.onnx"):
            generate(parts)
        assert not parts.ready and isinstance(parts.problem, ModelError)


def test_progress_only_grows_and_can_stop_it(pipeline: Pipeline) -> None:
    seen: list[tuple[str, float]] = []
    request = read_request({"prompt": PROMPT, "seed": 1, "samples": 2, "candidates": 2})
    pipeline.generate(request, lambda stage, share: seen.append((stage, share)))
    shares = [share for _, share in seen]
    assert shares == sorted(shares) and shares[0] >= 0 and shares[-1] <= 1

    class Stop(Exception):
        pass

    def stop(stage: str, share: float) -> None:
        raise Stop

    with pytest.raises(Stop):
        pipeline.generate(request, stop)
    assert pipeline.generate(request)


def test_the_report_says_everything(result: Result) -> None:
    data = report(result, {"export": 0.5})
    for key in ("prompt", "seed", "model", "version", "provider", "frames", "seconds", "avatar"):
        assert data[key] is not None, key
    assert data["intent"]["pattern"] == "antalgic" and data["intent"]["side"] == "left"
    assert {"severity", "modifiers", "evidence"} <= set(data["intent"])
    for measure in data["measured"]:
        assert set(measure) >= {"name", "value", "unit", "side"}
    for check in data["checks"]:
        assert set(check) >= {"name", "requested", "measured", "unit", "met"}
    for region in data["impaired_regions"]:
        assert set(region) >= {"region", "score", "why"}
    assert {"engine", "export"} <= set(data["timings"])
    assert data["statement"] == TEACHING_AID
    assert Avatar.from_dict(data) == result.avatar


def test_a_body_of_free_parameters_survives_the_report(pipeline: Pipeline) -> None:
    (made,) = generate(pipeline, avatar={"age": 0.9, "height": 0.2})
    assert Avatar.from_dict(report(made)) == made.avatar
