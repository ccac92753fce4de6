"""Captions vary, and every one of them says exactly its own intent."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from export_onnx.corpus.captions import _caption, captions, says
from export_onnx.corpus.intents import draw_intent
from export_onnx.corpus.wordings import WORDINGS
from export_onnx.corpus.wordings.features import FEATURE_WORDINGS
from runtime.gait.layout import FEATURES, PATTERNS, Intent, every_intent


def test_every_pattern_and_feature_has_wordings() -> None:
    assert tuple(sorted(WORDINGS)) == tuple(sorted(PATTERNS))
    for pattern, wordings in WORDINGS.items():
        assert len(wordings.nouns) + len(wordings.verbs) >= 24, pattern
        assert all(noun.count("{adj}") == 1 for noun in wordings.nouns), pattern
        assert all(verb.count("{adv}") == 1 for verb in wordings.verbs), pattern
    assert set(FEATURE_WORDINGS) == set(FEATURES)


def test_held_out_wordings_are_not_for_training() -> None:
    for wordings in WORDINGS.values():
        train, held = wordings.part(held_out=False), wordings.part(held_out=True)
        assert len(held.nouns) >= 2 and len(held.verbs) >= 2
        assert not set(train.nouns) & set(held.nouns)
        assert set(train.verbs) | set(held.verbs) == set(wordings.verbs)


def test_captions_parse_back_to_their_intent() -> None:
    rng = np.random.default_rng(20)
    intents = every_intent()[::5] + [draw_intent(rng, k) for k in range(60)]
    wrong = [
        caption
        for number, intent in enumerate(intents)
        for caption in captions(intent, rng, 2, held_out=bool(number % 2))
        if not says(caption, intent)
    ]
    assert len(wrong) <= 0.02 * 2 * len(intents), wrong


def test_drafts_seldom_say_something_else() -> None:
    """Wordings of patterns are good by themselves, without the sieve."""
    rng = np.random.default_rng(3)
    missed: Counter[str] = Counter()
    for intent in every_intent()[::3]:
        missed[intent.pattern] += not says(_caption(intent, rng, False), intent)
    assert sum(missed.values()) <= 0.06 * len(every_intent()[::3]), missed


@pytest.mark.parametrize(
    "intent",
    [
        Intent(),
        Intent("antalgic", "left", "severe"),
        Intent("crouch", "both", "mild"),
        Intent("steppage", "both", "moderate"),
    ],
)
def test_an_intent_has_hundreds_of_wordings(intent: Intent) -> None:
    assert len(set(captions(intent, np.random.default_rng(1), 300))) >= 150


def test_captions_follow_the_seed() -> None:
    intent = Intent("steppage", "right", "moderate")
    first, again, other = (captions(intent, np.random.default_rng(s), 20) for s in (3, 3, 4))
    assert first == again
    assert first != other
