"""Figures by pattern, and motions that are made and measured."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from export_onnx.corpus.store import Corpus
from export_onnx.networks import Networks
from export_onnx.readback.folder import read_model_folder
from export_onnx.stages.data import Normalisation
from export_onnx.stages.generated import PER_PATTERN, Request, Score, generated_scores
from export_onnx.stages.recipe import Recipe
from export_onnx.stages.tokens import TokenSet, tokenise
from export_onnx.stages.validate import validate
from runtime.gait.layout import Feature, Intent
from runtime.gait.verify import Check
from tests.export_onnx.readback.test_folder import DEFAULT


def test_figures_are_by_pattern_and_fit_into_a_manifest(
    tiny_corpus: Corpus, tiny_networks: Networks, tiny_recipe: Recipe
) -> None:
    networks = tiny_networks
    normalisation = Normalisation(networks.mean, networks.std)
    numbers = [k for k, split in enumerate(tiny_corpus.split) if split == "val"]
    clips = [tiny_corpus.features[k] for k in numbers]
    held_out = TokenSet(
        tokenise(networks.rvq, normalisation, clips, shifts=1),
        [np.ones((2, 384), np.float32)] * len(numbers),
        tiny_corpus.intent_vectors[numbers],
    )
    figures = validate(networks, tiny_corpus, held_out, tiny_recipe)
    assert set(figures["tokens"]) == {"fast", "slow"}
    assert "generated" not in figures  # this corpus does not say what its clips show
    normal = [Intent(speed=pattern) for pattern in tiny_corpus.pattern]
    told = replace(tiny_corpus, intents=[intent.to_dict() for intent in normal])
    figures = validate(networks, told, held_out, tiny_recipe)
    assert figures["generated"]["normal"]["motions"] == min(PER_PATTERN, len(numbers))
    json.dumps(figures)


def test_a_trained_model_shows_what_it_is_asked_for() -> None:
    start = read_model_folder(DEFAULT)
    sentences = ["a man walks at a comfortable pace", "a person walks with severe crouch gait"]
    intents = [Intent(), Intent("crouch", "both", "severe")]
    requests = [
        Request(intent, text)
        for intent, text in zip(intents, start.text.embed(sentences, threads=2), strict=True)
    ]
    scores = generated_scores(start.networks, requests)
    assert set(scores) == {"normal", "crouch", "all"}
    assert scores["all"].to_dict()["motions"] == 2
    assert scores["crouch"].to_dict()["checks_met"] >= 0.6
    wrong = [Request(Intent("crouch", "both", "severe"), requests[0].text)]
    as_normal = [replace(requests[0], intent=Intent(features=(Feature("arm_swing", "less"),)))]
    assert set(generated_scores(start.networks, wrong + as_normal)) == {
        "crouch",
        "features",
        "all",
    }


def test_a_score_counts_sides_apart() -> None:
    score = Score()
    for met in (True, False):
        score.add(
            [
                Check("affected side: stance time", "", 1.0, "s", met),
                Check("walking speed", "", 1.0, "m/s", True),
            ]
        )
    assert score.to_dict() == {
        "motions": 2,
        "checks_met": pytest.approx(0.75),
        "all_met": 0.5,
        "side_right": 0.5,
    }
