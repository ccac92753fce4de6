"""Recordings as endless walkers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from export_onnx.corpus.walks import HELD_OUT, Walker, load_walkers, neutral
from retarget.skeleton import mirror
from runtime.gait.events import detect
from tests.runtime.gait.walking import speed, stance_slide_cm


@pytest.fixture(scope="module")
def walkers(mocap_dir: Path) -> list[Walker]:
    return load_walkers(mocap_dir)


def test_every_walker_has_a_mirrored_twin(walkers: list[Walker]) -> None:
    names = {w.name for w in walkers}
    assert len(walkers) > 100
    plain = {n for n in names if not n.endswith("~")}
    assert len(plain & {n.removesuffix("~") for n in names if n.endswith("~")}) > 55


def test_held_out_recordings_are_held_out_with_their_twins(walkers: list[Walker]) -> None:
    held = {w.name.removesuffix("~") for w in walkers if w.held_out}
    assert held == set(HELD_OUT)
    assert all(w.held_out == (w.name.removesuffix("~") in HELD_OUT) for w in walkers)


def test_a_three_second_recording_walks_for_ten(walkers: list[Walker]) -> None:
    walker = next(w for w in walkers if w.name == "cmu_train_walking_extra_walking_33")
    joints = neutral(walker, 10.0)
    assert len(joints) >= 200
    assert stance_slide_cm(joints.astype(np.float64)) < 1.0
    assert speed(joints) == pytest.approx(1.25, abs=0.15)
    strides = [b - a for a, b in detect(joints).left.strides()]
    assert np.std(strides) < 0.02
    jump = np.linalg.norm(np.diff(joints, 2, axis=0), axis=-1).max()
    assert jump < 0.25, "strides do not join"


def test_mirroring_swaps_sides_of_the_walk(walkers: list[Walker]) -> None:
    name = "cmu_train_walking_extra_walking_33"
    plain = next(w for w in walkers if w.name == name)
    twin = next(w for w in walkers if w.name == name + "~")
    difference = plain.pose.knee.mean(axis=0) - mirror_free(twin)
    assert np.abs(difference).max() < np.radians(2.0)
    assert mirror(mirror(np.ones((2, 22, 3)))).tolist() == np.ones((2, 22, 3)).tolist()


def mirror_free(walker: Walker) -> np.ndarray:
    """Mean knee flexion with sides swapped back."""
    return walker.pose.knee.mean(axis=0)[::-1]
