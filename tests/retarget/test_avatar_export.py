"""The parts of the avatar's build that need neither torch nor anny."""

from __future__ import annotations

import numpy as np

from export_onnx import avatar as build
from retarget.avatar import Phenotype, ShapeSpace


def test_corners_are_in_the_order_that_the_avatar_blends_them() -> None:
    space = ShapeSpace.load()
    for index, corner in enumerate(build.corners()):
        unit = [
            np.interp(value, levels, np.linspace(0, 1, len(levels)))
            for value, levels in zip(corner, build.FACTORS.values(), strict=True)
        ]
        blend = space.blend(Phenotype(*(float(u) for u in unit)))
        assert blend[index] == 1.0 and blend.sum() == 1.0


def test_factored_bodies_come_back_within_the_quantisation() -> None:
    bodies = np.random.default_rng(0).normal(scale=0.05, size=(12, 40, 3))
    mean, weights, shapes = build.factor(bodies)
    again = mean + build.STEP * np.einsum("nk,kpi->npi", weights, shapes.astype(float))
    assert np.abs(again - bodies).max() < 2 * build.STEP


def test_the_strongest_bones_are_kept_and_sum_to_one() -> None:
    weights = np.array([[0.05, 0.4, 0.1, 0.25, 0.2]])
    kept, bones = build.strongest(weights, np.array([[7, 1, 2, 3, 4]]))
    assert bones.tolist() == [[1, 3, 4, 2]]
    assert np.isclose(kept.sum(), 1.0)


def test_axes_turn_from_z_up_facing_minus_y_to_y_up_facing_z() -> None:
    left, ahead, up = np.array([1.0, 0, 0]), np.array([0, -1.0, 0]), np.array([0, 0, 1.0])
    turned = build.to_y_up(np.stack([left, ahead, up]))
    assert np.allclose(turned, [[1, 0, 0], [0, 0, 1], [0, 1, 0]])
