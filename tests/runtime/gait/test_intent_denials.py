"""Denials in lists and of treated walkers."""

from __future__ import annotations

import pytest

from runtime.gait.intent import parse


@pytest.mark.parametrize(
    "prompt",
    [
        "gait wo limp, lean or foot drop",
        "walks w/out limp, sway or drag",
        "walks w.o. limp or steppage",
        "gait sans limp, drag or Trendelenburg",
        "w/o antalgia, steppage, circumduction",
        "walks w/o: limp, foot drop, ataxia",
        "asymptomatic right total hip replacement, walks along the corridor",
        "painless gait after left TKR",
        "pain free R TKR 6 months post op",
        "symptomless left hip replacement",
    ],
)
def test_nothing_is_wrong(prompt: str) -> None:
    intent = parse(prompt)
    assert intent.pattern == "normal" and not intent.features and not intent.also


@pytest.mark.parametrize(
    ("prompt", "pattern", "side"),
    [
        ("painless limp after right knee replacement", "antalgic", "right"),
        ("asymptomatic left knee but limps on the right", "antalgic", "right"),
        ("without pain, foot drop on the left", "steppage", "left"),
        ("w/o AFO right foot drop", "steppage", "right"),
        ("walks without a stick, limping on the left", "antalgic", "left"),
    ],
)
def test_what_is_not_denied_stays(prompt: str, pattern: str, side: str) -> None:
    intent = parse(prompt)
    assert (intent.pattern, intent.side) == (pattern, side)
