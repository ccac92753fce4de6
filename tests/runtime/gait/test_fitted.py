"""A change of gait on a motion whose length stays."""

from __future__ import annotations

import numpy as np
import pytest

from runtime.gait.change import GaitEdit, LegEdit
from runtime.gait.fitted import changed
from runtime.gait.measure import measure


def test_a_slower_walk_is_cut_and_keeps_its_slowness(long_walk: np.ndarray) -> None:
    walk = changed(long_walk, GaitEdit(cadence=0.8))
    assert walk.shape == long_walk.shape
    before, after = (measure(joints).value("cadence") or 0.0 for joints in (long_walk, walk))
    assert after / before == pytest.approx(0.8, abs=0.03)


def test_with_its_tempo_kept_it_ends_where_it_ended(long_walk: np.ndarray) -> None:
    change = GaitEdit(cadence=0.8, right=LegEdit(single_support=0.6))
    walk = changed(long_walk, change, keep_tempo=True)
    assert walk.shape == long_walk.shape
    values = measure(walk)
    assert (values.value("stance_s", "right") or 9) < 0.93 * (values.value("stance_s", "left") or 0)
    phase = [measure(joints).events.left.contacts[-1] for joints in (long_walk, walk)]
    assert phase[0] == pytest.approx(phase[1], abs=0.12)


def test_a_faster_walk_does_not_run_out_of_frames(long_walk: np.ndarray) -> None:
    walk = changed(long_walk, GaitEdit(cadence=1.3))
    assert walk.shape == long_walk.shape
    assert np.linalg.norm(np.diff(walk[-20:, 0], axis=0), axis=1).min() > 0.02
