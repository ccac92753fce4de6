"""The clinical description of a walk and the joints built from it."""

from __future__ import annotations

import numpy as np

from retarget.skeleton import bone_lengths
from runtime.gait.body import ADULT, compose, decompose, knee_flexion, leg_reach


def test_joints_survive_the_way_through_the_description(long_walk: np.ndarray) -> None:
    again = compose(decompose(long_walk))
    assert np.linalg.norm(again - long_walk, axis=-1).mean() < 0.001
    # Only the plane of a nearly straight knee is not read exactly.
    assert np.abs(again - long_walk).max() < 0.025


def test_composed_bones_are_rigid(real_walk: np.ndarray) -> None:
    lengths = bone_lengths(compose(decompose(real_walk)))
    assert np.ptp(lengths, axis=0).max() < 1e-9


def test_limb_directions_of_another_body_are_kept(real_walk: np.ndarray) -> None:
    built = compose(decompose(real_walk))
    for child, parent in ((4, 1), (7, 4), (18, 16), (20, 18), (5, 2), (8, 5)):
        want, have = (
            real_walk[:, child] - real_walk[:, parent],
            built[:, child] - built[:, parent],
        )
        cosine = (want * have).sum(1) / np.linalg.norm(want, axis=1) / np.linalg.norm(have, axis=1)
        assert np.degrees(np.arccos(np.clip(cosine, -1, 1))).mean() < 1.5


def test_reach_and_knee_flexion_are_inverse() -> None:
    flexion = np.radians(np.linspace(0, 120, 50))
    np.testing.assert_allclose(knee_flexion(leg_reach(flexion, ADULT), ADULT), flexion, atol=1e-6)
