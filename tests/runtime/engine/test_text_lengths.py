"""Sentence vectors are remembered; lengths stay inside the limits whatever the network says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from runtime.engine.lengths import draw_tokens, tokens_for
from runtime.engine.limits import SecondsRange, seconds_range, token_range
from runtime.engine.manifest import Manifest, load_manifest
from runtime.engine.sessions import CPU, open_graph, thread_count
from runtime.engine.text import TextEncoder
from tests.runtime.engine.toy import MAX_TOKENS, TEXT


class Scripted:
    """A length graph that always answers the same logits."""

    def __init__(self, logits: np.ndarray) -> None:
        self.logits = logits.astype(np.float32)[None]

    def run(self, feeds: dict[str, np.ndarray]) -> list[np.ndarray]:
        return [self.logits]


@pytest.fixture(scope="module")
def manifest(toy_folder: Path) -> Manifest:
    return load_manifest(toy_folder)


def drawn(logits: np.ndarray, manifest: Manifest, count: int = 2000) -> np.ndarray:
    uniforms = np.random.default_rng(0).random(count)
    return draw_tokens(Scripted(logits), {}, uniforms, manifest)  # type: ignore[arg-type]


def test_the_same_sentence_is_encoded_once(manifest: Manifest) -> None:
    graph = open_graph(manifest, "text", [CPU])
    calls: list[int] = []

    class Counting:
        def run(self, feeds: dict[str, np.ndarray]) -> list[np.ndarray]:
            calls.append(feeds["ids"].shape[1])
            return graph.run(feeds)

    encoder = TextEncoder(manifest, Counting())  # type: ignore[arg-type]
    first = encoder.encode("a man limps")
    assert encoder.encode("a man limps").vector is first.vector
    assert first.vector.shape == (TEXT,) and first.tokens == 3 and not first.truncated
    with pytest.raises(ValueError, match="read-only"):
        first.vector[0] = 1
    assert encoder.encode("a man limps " * 5).truncated
    assert calls == [3, MAX_TOKENS]


def test_range_in_tokens_and_seconds(manifest: Manifest) -> None:
    assert token_range(manifest) == (10, 49)
    assert seconds_range(manifest) == SecondsRange(2.0, 60.0)
    assert [tokens_for(s, manifest) for s in (2.0, 2.1, 5.0, 9.8, 30)] == [*(10, 10, 25, 49, 150)]


def test_class_zero_is_never_drawn(manifest: Manifest) -> None:
    logits = np.zeros(50)
    logits[0] = 100
    tokens = drawn(logits, manifest)
    assert tokens.min() == 10 and tokens.max() == 49


def test_lengths_follow_the_networks_distribution(manifest: Manifest) -> None:
    logits = np.full(50, -50.0)
    logits[[12, 30]] = np.log([0.25, 0.75])
    tokens = drawn(logits, manifest)
    assert set(tokens.tolist()) == {12, 30}
    assert (tokens == 30).mean() == pytest.approx(0.75, abs=0.03)


def test_threads_are_those_of_the_machine() -> None:
    assert 1 <= thread_count() <= 8
