"""The smallest correction meets what was missed, and turns nothing that was not asked for."""

from __future__ import annotations

import numpy as np
import pytest

from runtime.gait.correct import Corrected, corrected
from runtime.gait.fitted import changed
from runtime.gait.impairments import edit_of
from runtime.gait.layout import Feature, Intent
from runtime.gait.measure import measure
from runtime.gait.verify import verify


def _corrected(walk: np.ndarray, intent: Intent) -> Corrected:
    return corrected(
        walk,
        verify(intent, measure(walk)),
        lambda change: changed(walk, change),
        lambda joints: verify(intent, measure(joints)),
    )


def test_a_walk_that_shows_everything_stays_as_it_is(long_walk: np.ndarray) -> None:
    intent = Intent("crouch", "both", "moderate")
    walk = _corrected(changed(long_walk, edit_of(intent)), intent).joints
    made = _corrected(walk, intent)
    assert made.joints is walk and not made.turns


@pytest.mark.parametrize(
    ("intent", "measures"),
    [
        (Intent("steppage", "left", "mild"), {"foot_pitch_contact", "hip_flex_max"}),
        (Intent("recurvatum", "right", "moderate"), {"knee_stance_min"}),
        (Intent(features=(Feature("arm_swing", "less", "right"),)), {"arm_swing"}),
        (Intent(features=(Feature("trunk_lean", "more", "left"),)), {"trunk_lateral_mean"}),
        (Intent(features=(Feature("step_width", "more"),)), {"step_width"}),
    ],
)
def test_a_healthy_walk_gets_what_was_asked_for(
    long_walk: np.ndarray, intent: Intent, measures: set[str]
) -> None:
    made = _corrected(long_walk, intent)
    assert not made.unmet, [(c.name, c.requested, c.measured) for c in made.checks if not c.met]
    assert {turn.measure for turn in made.turns} == measures
    sides = {turn.side for turn in made.turns} - {""}
    asked = intent.side if intent.side != "none" else intent.features[0].side
    assert sides <= {asked}


def test_the_correction_is_small(long_walk: np.ndarray) -> None:
    """A walk that nearly leans enough is leaned by what is missing, not by the whole pattern."""
    intent = Intent("duchenne", "left", "moderate")
    nearly = changed(long_walk, edit_of(Intent("duchenne", "left", "mild")))
    made = _corrected(nearly, intent)
    assert not made.unmet
    moved = np.linalg.norm(made.joints - nearly, axis=-1)[:, 15].mean()
    assert 0.005 < moved < 0.10
