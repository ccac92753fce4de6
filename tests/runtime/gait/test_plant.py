"""Feet that stand still, and feet that are left alone."""

from __future__ import annotations

import numpy as np

from runtime.gait.body import ADULT, compose, decompose
from runtime.gait.cleanup import cleanup
from runtime.gait.edit import GaitEdit, LegEdit, edit
from runtime.gait.events import detect
from runtime.gait.plant import lock_feet, root_from_support
from tests.runtime.gait.walking import speed, stance_slide_cm


def _skating(walk: np.ndarray) -> np.ndarray:
    """The walk with its path stretched by a fifth and some tremor: feet slide, bones stretch."""
    bad = walk.copy()
    bad[:, :, 2] += 0.2 * walk[:, :1, 2]
    return bad + np.random.default_rng(1).normal(0, 0.004, bad.shape)


def test_clean_up_stops_sliding_feet(long_walk: np.ndarray) -> None:
    bad = _skating(long_walk)
    assert stance_slide_cm(bad) > 4.0
    assert stance_slide_cm(cleanup(bad)) < 1.0


def test_clean_up_makes_bones_rigid_and_keeps_feet_above_the_floor(
    long_walk: np.ndarray,
) -> None:
    sunk = _skating(long_walk) - np.array([0.0, 0.05, 0.0])
    clean = cleanup(sunk)
    from retarget.skeleton import bone_lengths

    assert np.ptp(bone_lengths(clean.astype(np.float64)), axis=0).max() < 1e-4
    assert clean[..., 1].min() > -0.001


def test_a_good_walk_is_hardly_changed(long_walk: np.ndarray) -> None:
    clean = cleanup(long_walk)
    moved = np.linalg.norm((clean - clean[:, :1]) - (long_walk - long_walk[:, :1]), axis=-1)
    assert moved.mean() < 0.02


def test_root_follows_the_standing_feet(long_walk: np.ndarray) -> None:
    """With the path thrown away, the feet give it back."""
    pose, events = decompose(long_walk), detect(long_walk)
    pose.root[:] = 0.0
    carried = compose(lock_feet(root_from_support(pose, events, ADULT), events, ADULT))
    assert abs(speed(carried) / speed(long_walk) - 1) < 0.03
    assert stance_slide_cm(carried) < 1.0


def test_a_shuffling_foot_is_not_frozen(long_walk: np.ndarray) -> None:
    """A foot that slides along the floor in swing keeps sliding (it is not standing)."""
    leg = LegEdit(knee_swing=0.5, heel_rise=0.2)
    shuffle = edit(long_walk, GaitEdit(stride=0.35, left=leg, right=leg))
    clean = cleanup(shuffle)
    assert speed(clean) > 0.85 * speed(shuffle)
    assert shuffle[:, 10, 1].max() < 0.09
