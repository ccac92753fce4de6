"""Changing a part of a motion on joints: what stays, what is rigid, what stands."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retarget.skeleton import FPS
from runtime.engine.features import features_to_joints
from runtime.gait.impairments import impairment
from runtime.gait.measure import measure
from runtime.gait.plausibility import plausibility
from runtime.part import (
    REACH_S,
    SAME_BODY_M,
    at_origin,
    bone_difference,
    changed_part,
    clean_part,
    features_of,
    on_own_body,
)
from tests.runtime.gait.synthetic import Walker, walk

PART = slice(80, 130)
REACH = round(REACH_S * FPS)
TENTH_MM = 1e-4


@pytest.fixture(scope="module")
def source() -> np.ndarray:
    return on_own_body(walk(Walker(), 9.0))


def local(joints: np.ndarray) -> np.ndarray:
    """Positions as the walker sees them, wherever on the floor he is: from the features."""
    return features_of(joints)[:, :67]


def test_a_walk_of_another_body_is_put_on_ours() -> None:
    foreign = walk(Walker(), 6.0)
    assert bone_difference(foreign) > SAME_BODY_M
    ours = on_own_body(foreign)
    assert ours.shape == foreign.shape
    assert bone_difference(ours) < TENTH_MM
    found = plausibility(ours)
    assert found.slide_median is not None and found.slide_median < 0.01


def test_features_hold_the_whole_motion(source: np.ndarray) -> None:
    features = features_of(source)
    assert features.shape == (len(source), 263)
    back = at_origin(features_to_joints(features))
    assert np.linalg.norm(back - at_origin(source), axis=-1).max() < TENTH_MM


def test_a_trembling_part_is_smoothed_and_the_rest_is_the_source(source: np.ndarray) -> None:
    rng = np.random.default_rng(0)
    raw = source.copy()
    raw[PART] += rng.normal(scale=0.005, size=raw[PART].shape).astype(np.float32)
    made = clean_part(raw, PART, source)
    before, behind = slice(0, PART.start - REACH), slice(PART.stop + REACH, len(source) - 1)
    for kept in (before, behind):
        assert np.abs(local(made)[kept] - local(source)[kept]).max() < 1e-3
    assert np.linalg.norm(made[before] - at_origin(source)[before], axis=-1).max() < TENTH_MM
    jerk = [np.abs(np.diff(m[PART], n=3, axis=0)).mean() for m in (raw, made)]
    assert jerk[1] < 0.5 * jerk[0]
    found = plausibility(made)
    assert found.bone_stretch < 0.002 and found.below_floor < 0.02


def test_only_the_part_is_changed(source: np.ndarray) -> None:
    change = replace(impairment("antalgic", "right", "severe"), cadence=1.0, stride=1.0)
    made = changed_part(source, PART, source, change)
    assert made.shape == source.shape
    before = slice(0, PART.start - REACH)
    assert np.linalg.norm(made[before] - at_origin(source)[before], axis=-1).max() < TENTH_MM
    part = measure(made[PART])
    assert part.left["stance_s"] and part.right["stance_s"]
    assert part.right["stance_s"] < 0.95 * part.left["stance_s"]
    whole = measure(source)
    assert whole.left["stance_s"] == pytest.approx(whole.right["stance_s"], rel=0.05)
    assert plausibility(made).bone_stretch < 0.002


def test_a_part_without_a_stride_is_left_alone(source: np.ndarray) -> None:
    short = slice(80, 90)
    made = changed_part(source, short, source, impairment("antalgic", "left", "moderate"))
    np.testing.assert_array_equal(made, source)


def test_a_part_may_be_all_of_the_motion(source: np.ndarray) -> None:
    every = slice(0, len(source))
    for made in (
        clean_part(source, every, source),
        changed_part(source, every, source, impairment("antalgic", "left", "mild")),
    ):
        assert made.shape == source.shape and np.isfinite(made).all()
