"""The corpus: what it says is what it shows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from export_onnx.corpus.build import build_corpus
from export_onnx.corpus.store import Corpus
from export_onnx.corpus.walks import HELD_OUT
from runtime.engine.features import features_to_joints
from runtime.gait.intent import parse
from runtime.gait.layout import PATTERNS, Intent
from runtime.gait.measure import measure
from tests.runtime.gait.walking import stance_slide_cm

CLIPS = 90


@pytest.fixture(scope="module")
def corpus(mocap_dir: Path) -> Corpus:
    return build_corpus(mocap_dir, seed=3, clips=CLIPS)


def test_all_patterns_and_both_splits_are_there(corpus: Corpus) -> None:
    assert set(corpus.pattern) == set(PATTERNS)
    assert {"train", "val"} == set(corpus.split)
    held = {s for s, split in zip(corpus.source, corpus.split, strict=True) if split == "val"}
    assert {name.removesuffix("~") for name in held} <= set(HELD_OUT)
    trained = {s for s, split in zip(corpus.source, corpus.split, strict=True) if split == "train"}
    assert not {name.removesuffix("~") for name in trained} & set(HELD_OUT)


def test_strides_in_step_repeat_and_free_ones_need_not(corpus: Corpus) -> None:
    """A regular walk in step has the same numbers again after a whole number of tokens."""
    assert 0.1 < 1 - np.mean(corpus.in_step) < 0.5
    assert len(corpus.only_in_step()) == sum(corpus.in_step)
    uneven = {"ataxic", "choreic", "regularity", "festination", "freezing"}

    def regular(k: int) -> bool:
        intent = Intent.from_dict(corpus.intents[k])
        shown = {intent.pattern, *(f.name for f in intent.features)}
        return not (shown | {further.pattern for further in intent.also}) & uneven

    def repeats(features: np.ndarray) -> bool:
        heights = features[20:-20, 3]
        return any(
            np.abs(heights[4 * tokens :] - heights[: -4 * tokens]).max() < 1e-3
            for tokens in range(4, 11)
            if len(heights) > 8 * tokens
        )

    long = [k for k, clip in enumerate(corpus.features) if len(clip) >= 140 and regular(k)]
    assert all(repeats(corpus.features[k]) for k in long if corpus.in_step[k])
    assert not all(repeats(corpus.features[k]) for k in long if not corpus.in_step[k])


def test_clips_are_whole_tokens_and_finite(corpus: Corpus) -> None:
    assert all(f.shape[1] == 263 and len(f) % 4 == 0 for f in corpus.features)
    assert all(64 <= len(f) <= 196 for f in corpus.features)
    assert all(np.isfinite(f).all() for f in corpus.features)


def test_captions_say_the_intent_of_their_vector(corpus: Corpus) -> None:
    same = [
        np.array_equal(parse(text).vector(), vector)
        for texts, vector in zip(corpus.captions, corpus.intent_vectors, strict=True)
        for text in texts
    ]
    assert np.mean(same) > 0.98


def test_walks_of_three_speeds_are_as_fast_as_they_say(corpus: Corpus) -> None:
    for vector, features in zip(corpus.intent_vectors, corpus.features, strict=True):
        if not np.any(vector[104:]) and vector[0]:
            wanted = {0: 0.7, 1: 1.2, 2: 1.5}[int(np.argmax(vector[40:43]))]
            assert measure(features_to_joints(features)).value("speed") == pytest.approx(
                wanted, rel=0.25
            )


def test_feet_of_the_clips_are_planted(corpus: Corpus) -> None:
    slides = [stance_slide_cm(features_to_joints(f).astype(float)) for f in corpus.features[:20]]
    assert np.median(slides) < 0.5


def test_the_file_gives_the_same_corpus_back(corpus: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "corpus.npz"
    corpus.save(path)
    again = Corpus.load(path)
    assert again.captions == corpus.captions
    np.testing.assert_array_equal(again.features[-1], corpus.features[-1])
    np.testing.assert_array_equal(again.intent_vectors, corpus.intent_vectors)
    for data, vector in zip(again.intents, again.intent_vectors, strict=True):
        np.testing.assert_array_equal(Intent.from_dict(data).vector(), vector)


def test_one_seed_one_corpus_however_many_processes(mocap_dir: Path) -> None:
    first, second = (build_corpus(mocap_dir, seed=5, clips=4, processes=n) for n in (1, 2))
    assert first.captions == second.captions
    for a, b in zip(first.features, second.features, strict=True):
        np.testing.assert_array_equal(a, b)
