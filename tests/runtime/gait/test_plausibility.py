"""Broken physics is noticed."""

from __future__ import annotations

import numpy as np
import pytest

from retarget.skeleton import LEFT_FOOT, LEFT_WRIST
from runtime.gait.plausibility import plausibility
from tests.runtime.gait.synthetic import Walker, walk


def test_a_planted_walk_is_plausible() -> None:
    found = plausibility(walk(Walker()))
    assert found.slide_median is not None and found.slide_median < 0.01
    assert found.below_floor == 0


def test_a_sliding_walk_is_noticed() -> None:
    joints = walk(Walker())
    # Carried backward at 0.2 m/s: feet slide by 0.2 m/s times half a stance.
    joints[..., 2] -= 0.2 * np.arange(len(joints))[:, None] / 20
    found = plausibility(joints)
    assert found.slide_median == pytest.approx(0.2 * 0.5 * 0.66, abs=0.02)


def test_a_stretched_bone_and_a_foot_in_the_floor_are_noticed() -> None:
    joints = walk(Walker())
    clean = plausibility(joints)
    joints[50, LEFT_WRIST] += [0.05, 0, 0]
    joints[60, LEFT_FOOT, 1] = -0.03
    found = plausibility(joints)
    assert found.bone_stretch > clean.bone_stretch
    assert found.below_floor == pytest.approx(0.03)


def test_a_clip_without_a_step_has_no_slide() -> None:
    assert plausibility(walk(Walker(), seconds=0.3)).slide_median is None
