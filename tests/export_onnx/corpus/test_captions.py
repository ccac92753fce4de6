"""Captions vary, and every one of them says exactly its own intent."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from export_onnx.corpus.captions import captions
from runtime.gait.intent import Intent, every_intent, parse

AVATARS = (None, "adult_man", "adult_woman", "older_adult", "child")


def test_every_caption_parses_back_to_its_intent() -> None:
    rng = np.random.default_rng(20)
    checked = 0
    for intent in every_intent():
        for avatar in AVATARS:
            wanted = replace(intent, avatar=avatar)
            for caption in captions(wanted, rng, 5):
                read = parse(caption)
                if avatar is None:
                    # Pronouns may hint at a body that the intent leaves open.
                    read = replace(read, avatar=None)
                assert read == wanted, caption
                assert not read.not_understood, caption
                checked += 1
    assert checked >= 2000


def test_an_intent_has_hundreds_of_wordings() -> None:
    for intent in (
        Intent(),
        Intent("antalgic", "left", "severe"),
        Intent("crouch", "both", "mild"),
    ):
        wordings = set(captions(intent, np.random.default_rng(1), 600))
        assert len(wordings) >= 300, intent


def test_captions_follow_the_seed() -> None:
    intent = Intent("steppage", "right", "moderate")
    first, again, other = (captions(intent, np.random.default_rng(s), 20) for s in (3, 3, 4))
    assert first == again
    assert first != other
