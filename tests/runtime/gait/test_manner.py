"""A walker's manner: drawn by seed and sample, small, the same on both sides."""

from __future__ import annotations

import numpy as np

from runtime.gait.fitted import changed
from runtime.gait.layout import Intent
from runtime.gait.manner import manner
from runtime.gait.measure import measure
from runtime.gait.plausibility import plausibility
from runtime.gait.verify import verify


def test_the_same_seed_and_sample_are_the_same_walker() -> None:
    assert manner(7, 0) == manner(7, 0)
    assert len({manner(7, 0), manner(7, 1), manner(8, 0)}) == 3


def test_a_manner_is_no_impairment(long_walk: np.ndarray) -> None:
    for seed in range(12):
        walk = changed(long_walk, manner(seed, 0))
        failed = [check.name for check in verify(Intent(), measure(walk)) if not check.met]
        assert not failed, seed
        assert not plausibility(walk).problems()
        assert manner(seed, 0).left == manner(seed, 0).right


def test_two_walkers_look_different(long_walk: np.ndarray) -> None:
    walks = [changed(long_walk, manner(seed, 0)) for seed in range(4)]
    local = [walk - walk[:, :1] for walk in walks]
    apart = [
        float(np.linalg.norm(a - b, axis=-1).mean()) for i, a in enumerate(local) for b in local[:i]
    ]
    assert min(apart) > 0.005 and np.median(apart) > 0.01
