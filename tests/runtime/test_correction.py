"""A drawn motion that misses a check: mirrored, edited or rebuilt, and said so."""

from __future__ import annotations

import numpy as np
import pytest

from retarget.skeleton import LEFT_FOOT, RIGHT_FOOT, mirror
from runtime.correction import Candidate, Corrector
from runtime.gait.fitted import changed
from runtime.gait.impairments import edit_of
from runtime.gait.layout import Feature, Intent
from runtime.gait.measure import measure
from runtime.gait.verify import verify
from runtime.made import Made

INTENT = Intent("duchenne", "left", "moderate")


def _corrector(intent: Intent, normal: np.ndarray | None = None) -> Corrector:
    rebuild = None if normal is None else (lambda: changed(normal, edit_of(intent)))
    return Corrector(intent, lambda joints: joints, changed, rebuild)


def _drawn(corrector: Corrector, joints: np.ndarray) -> Candidate:
    return corrector.candidate(joints.astype(np.float32), Made(tries=3))


def test_a_good_motion_is_left_alone(long_walk: np.ndarray) -> None:
    corrector = _corrector(INTENT, long_walk)
    good = corrector.edited(_drawn(corrector, changed(long_walk, edit_of(INTENT))))
    assert good.good
    assert corrector.mirrored(good) is good
    assert corrector.edited(good) is good
    assert corrector.rebuilt(good) is good


def test_the_wrong_side_is_mirrored(long_walk: np.ndarray) -> None:
    corrector = _corrector(INTENT)
    right = changed(long_walk, edit_of(Intent("duchenne", "right", "moderate")))
    drawn = _drawn(corrector, right)
    made = corrector.mirrored(drawn)
    assert made.made.mirrored and made.rank > drawn.rank
    np.testing.assert_allclose(made.joints, mirror(right), atol=1e-6)
    assert any("left and right were exchanged" in note for note in made.made.told())


def test_the_right_side_is_not_mirrored(long_walk: np.ndarray) -> None:
    corrector = _corrector(INTENT)
    made = corrector.mirrored(_drawn(corrector, changed(long_walk, edit_of(INTENT))))
    assert not made.made.mirrored


def test_what_misses_a_little_is_edited_a_little(long_walk: np.ndarray) -> None:
    corrector = _corrector(INTENT, long_walk)
    nearly = changed(long_walk, edit_of(Intent("duchenne", "left", "mild")))
    made = corrector.edited(_drawn(corrector, nearly))
    assert made.good and made.made.kind == "edit"
    assert made.made.to_dict()["edits"][0]["measure"] == "lean_in_stance"
    assert made.made.tries == 3


def test_a_motion_that_is_no_walk_is_rebuilt(long_walk: np.ndarray) -> None:
    """Feet that glide instead of stepping cannot be edited into a walk."""
    intent = Intent(features=(Feature("step_width", "more"),))
    gliding = np.repeat(long_walk[40:41], len(long_walk), axis=0)
    gliding[..., 2] += np.arange(len(long_walk))[:, None] * 0.06
    corrector = _corrector(intent, long_walk)
    made = corrector.rebuilt(corrector.edited(_drawn(corrector, gliding)))
    assert made.made.kind == "rebuilt" and made.good
    assert any("normal walk of the same model" in note for note in made.made.told())


def test_an_implausible_motion_is_not_good(long_walk: np.ndarray) -> None:
    corrector = _corrector(Intent())
    jumping = long_walk.copy()
    jumping[80, :, 1] += 0.3
    assert not corrector.candidate(jumping.astype(np.float32), Made()).good


def test_a_dragged_foot_may_slide(long_walk: np.ndarray) -> None:
    sliding = long_walk.copy()
    for foot in (LEFT_FOOT, RIGHT_FOOT):
        sliding[:, foot, 0] += 0.03 * np.sin(np.arange(len(sliding)) * 0.5)
    asked = Intent(features=(Feature("foot_clearance", "less"),))
    faults = [_drawn(_corrector(i), sliding).faults for i in (Intent(), asked)]
    assert faults[1] < faults[0]


@pytest.mark.parametrize("compared", ["own", "none"])
def test_the_models_own_normal_walk_counts(long_walk: np.ndarray, compared: str) -> None:
    """Wide is wider than what the model walks anyway."""
    from runtime.gait.change import GaitEdit

    intent = Intent(features=(Feature("step_width", "more"),))
    wide = measure(changed(long_walk, GaitEdit(step_width=0.07)))
    own = measure(changed(long_walk, GaitEdit(step_width=0.05))) if compared == "own" else None
    (check,) = (c for c in verify(intent, wide, own) if c.measure == "step_width")
    assert check.met == (own is None)
