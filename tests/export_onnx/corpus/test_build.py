"""The corpus: what it says is what it shows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from export_onnx.corpus.build import build_corpus
from export_onnx.corpus.store import Corpus
from export_onnx.corpus.walks import HELD_OUT
from runtime.engine.features import features_to_joints
from runtime.gait.intent import PATTERNS, parse
from tests.runtime.gait.walking import stance_slide_cm

CLIPS = 80


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
    """A walk in step has the same numbers again after a whole number of tokens."""
    assert 0.1 < 1 - np.mean(corpus.in_step) < 0.5
    assert len(corpus.only_in_step()) == sum(corpus.in_step)

    def repeats(features: np.ndarray) -> bool:
        heights = features[20:-20, 3]
        return any(
            np.abs(heights[4 * tokens :] - heights[: -4 * tokens]).max() < 1e-3
            for tokens in range(5, 11)
            if len(heights) > 8 * tokens
        )

    long = [k for k, clip in enumerate(corpus.features) if len(clip) >= 140]
    assert all(repeats(corpus.features[k]) for k in long if corpus.in_step[k])
    assert not all(repeats(corpus.features[k]) for k in long if not corpus.in_step[k])


def test_clips_are_whole_tokens_and_finite(corpus: Corpus) -> None:
    assert all(f.shape[1] == 263 and len(f) % 4 == 0 for f in corpus.features)
    assert all(64 <= len(f) <= 196 for f in corpus.features)
    assert all(np.isfinite(f).all() for f in corpus.features)


def test_captions_say_the_intent_of_their_vector(corpus: Corpus) -> None:
    for texts, vector in zip(corpus.captions, corpus.intent_vectors, strict=True):
        for text in texts:
            np.testing.assert_array_equal(parse(text).vector(), vector, err_msg=text)


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


def test_one_seed_one_corpus(mocap_dir: Path) -> None:
    first, second = (build_corpus(mocap_dir, seed=5, clips=4) for _ in range(2))
    for a, b in zip(first.features, second.features, strict=True):
        np.testing.assert_array_equal(a, b)
