"""Strides last whole tokens, alike or not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from export_onnx.corpus.in_step import TOKEN_S, later, quantised
from export_onnx.corpus.walks import Walker, load_walkers
from runtime.gait.change import GaitEdit, LegEdit
from runtime.gait.impairments import edit_of
from runtime.gait.layout import Feature, Intent
from runtime.gait.tempo import retime


@pytest.fixture(scope="module")
def walker(mocap_dir: Path) -> Walker:
    return next(w for w in load_walkers(mocap_dir) if not w.held_out)


def stride_tokens(walker: Walker, change: GaitEdit) -> np.ndarray:
    """Tokens of each stride of the changed walk."""
    pose, events = walker.walk(25.0, 0)
    _, moved = retime(pose, events, change)
    return np.diff(moved.left.contacts)[1:-1] / TOKEN_S


@pytest.mark.parametrize(
    "change",
    [
        GaitEdit(cadence=0.83),
        GaitEdit(cadence=1.2, double_support=1.3, left=LegEdit(single_support=0.7)),
    ],
)
def test_a_regular_walk_has_strides_of_one_whole_number(walker: Walker, change: GaitEdit) -> None:
    changed, tokens = quantised(walker, change, 0)
    np.testing.assert_allclose(stride_tokens(walker, changed), tokens, atol=0.02)
    assert 0.85 < changed.cadence / change.cadence < 1.18


@pytest.mark.parametrize(
    "intent",
    [
        Intent("ataxic", "both", "severe"),
        Intent("choreic", "both", "mild"),
        Intent("parkinsonian", "both", "mild", features=(Feature("festination", "more"),)),
        Intent("parkinsonian", "both", "mild", features=(Feature("freezing", "more"),)),
    ],
)
def test_strides_that_differ_are_whole_too(walker: Walker, intent: Intent) -> None:
    asked = edit_of(intent, np.random.default_rng(2))
    changed, _ = quantised(walker, asked, 0)
    found = stride_tokens(walker, changed)
    # A change of tempo is eased over the border of two strides, which moves it by up to 30 ms.
    np.testing.assert_allclose(found, np.round(found), atol=0.15)
    if asked.strides:
        spread = np.std(found) / np.mean(found)
        assert len(set(np.round(found))) > 1
        assert spread > 0.8 * np.std(asked.strides[1 : len(found)])
    even, _ = quantised(walker, replace(asked, strides=()), 0)
    total = np.mean(found) / np.mean(stride_tokens(walker, even))
    assert total == pytest.approx(np.mean(asked.strides or [1.0]), abs=0.2)


def test_what_is_told_by_strides_begins_later(walker: Walker) -> None:
    asked = edit_of(Intent("ataxic", "both", "mild"), np.random.default_rng(2))
    changed = later(asked, 3)
    assert changed.strides[:3] == (1.0,) * 3 and changed.strides[3:] == asked.strides
    assert changed.steps[6:] == asked.steps
    freezing = Intent("parkinsonian", "both", "mild", features=(Feature("freezing", "more"),))
    asked = edit_of(freezing)
    assert [p.step - q.step for p, q in zip(later(asked, 2).pauses, asked.pauses, strict=True)] == [
        4
    ] * len(asked.pauses)
    assert later(GaitEdit(), 4) == GaitEdit()
