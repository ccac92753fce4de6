"""Gait events against recorded ones and against what walking must look like."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from retarget.skeleton import mirror
from runtime.gait.events import detect, smooth


def test_events_of_a_stroke_survivor_are_near_the_recorded_ones(
    mocap_dir: Path,
) -> None:
    with np.load(mocap_dir / "stroke_survivor_22joints_60fps.npz") as clip:
        joints = clip["joints"]
        recorded = list(
            zip(clip["events_side"], clip["events_kind"], clip["events_s"], strict=True)
        )
    events = detect(joints, 60)
    for side, kind, instant in recorded:
        one = events.side(str(side))
        found = one.contacts if kind == "ic" else one.foot_offs
        assert np.abs(found - instant).min() < 0.13, (side, kind, instant)
    assert len(events.left.contacts) == len(events.right.contacts) == 2


def test_twenty_frames_a_second_find_the_same_instants(mocap_dir: Path) -> None:
    with np.load(mocap_dir / "stroke_survivor_22joints_60fps.npz") as clip:
        joints = clip["joints"]
    fine, coarse = detect(joints, 60), detect(joints[::3], 20)
    np.testing.assert_allclose(fine.left.contacts, coarse.left.contacts, atol=0.02)
    np.testing.assert_allclose(fine.right.foot_offs, coarse.right.foot_offs, atol=0.02)


def test_contacts_and_foot_offs_take_turns(long_walk: np.ndarray) -> None:
    events = detect(long_walk)
    for side in (events.left, events.right):
        kinds = sorted([(t, "c") for t in side.contacts] + [(t, "o") for t in side.foot_offs])
        assert all(a[1] != b[1] for a, b in pairwise(kinds))
        assert len(side.stances()) >= 6
        assert all(0.5 < b - a < 0.9 for a, b in side.stances())


def test_a_mirrored_walk_swaps_the_feet(long_walk: np.ndarray) -> None:
    plain, mirrored = detect(long_walk), detect(mirror(long_walk))
    np.testing.assert_allclose(plain.left.contacts, mirrored.right.contacts, atol=1e-6)


def test_standing_still_has_no_events(long_walk: np.ndarray) -> None:
    still = np.repeat(long_walk[:1], 60, axis=0)
    events = detect(still)
    assert not len(events.left.contacts)
    assert events.left.in_stance(events.times).all()


@pytest.mark.parametrize("sigma", [0.0, 1.0, 30.0])
def test_smoothing_keeps_a_straight_line(sigma: float) -> None:
    line = np.linspace(0.0, 5.0, 40)[:, None] * np.array([1.0, -2.0])
    np.testing.assert_allclose(smooth(line, sigma), line, atol=1e-9)
