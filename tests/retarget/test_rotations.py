from __future__ import annotations

import numpy as np
import pytest

from retarget import rotations

RANDOM = np.random.default_rng(3)
TURNS = rotations.quaternion_to_matrix(RANDOM.normal(size=(300, 4)))
VECTORS = RANDOM.normal(size=(300, 3))


def test_quaternions_and_six_numbers_give_the_matrix_back() -> None:
    quaternions = rotations.matrix_to_quaternion(TURNS)
    assert np.allclose(rotations.quaternion_to_matrix(quaternions), TURNS, atol=1e-12)
    assert np.allclose(rotations.matrix_from_6d(rotations.matrix_to_6d(TURNS)), TURNS, atol=1e-12)


def test_a_quarter_turn_about_y_is_the_known_quaternion() -> None:
    quarter = rotations.axis_angle(np.array([0.0, 1.0, 0.0]), np.array(np.pi / 2))
    assert np.allclose(rotations.apply(quarter, np.array([0.0, 0.0, 1.0])), [1, 0, 0])
    assert np.allclose(rotations.matrix_to_quaternion(quarter), [0.5**0.5, 0, 0.5**0.5, 0])


@pytest.mark.parametrize("order", ["XYZ", "XZY", "YXZ", "YZX", "ZXY", "ZYX"])
def test_euler_angles_of_every_order_give_the_matrix_back(order: str) -> None:
    angles = rotations.matrix_to_euler(TURNS, order)
    assert np.allclose(rotations.euler_to_matrix(angles, order), TURNS, atol=1e-9)


def test_continuous_angles_go_on_past_half_a_turn_and_the_pole() -> None:
    steps = np.linspace(0, 4 * np.pi, 200)
    spin = rotations.axis_angle(np.array([0.6, 0.0, 0.8]), steps)
    pole = rotations.axis_angle(np.array([0.0, 1.0, 0.0]), steps)
    for turns in (spin, pole):
        angles = rotations.continuous_euler(turns, "ZYX")
        assert np.abs(np.diff(angles, axis=0)).max() < 0.6
        assert np.allclose(rotations.euler_to_matrix(angles, "ZYX"), turns, atol=1e-9)
        quaternions = rotations.continuous_quaternions(rotations.matrix_to_quaternion(turns))
        assert np.abs(np.diff(quaternions, axis=0)).max() < 0.1


def test_swing_is_the_smallest_turn_and_survives_opposite_directions() -> None:
    target = RANDOM.normal(size=(300, 3))
    turns = rotations.swing(VECTORS, target)
    moved = rotations.apply(turns, rotations.normalise(VECTORS))
    assert np.allclose(moved, rotations.normalise(target), atol=1e-9)
    apart = np.arccos(np.sum(rotations.normalise(VECTORS) * rotations.normalise(target), -1))
    assert np.allclose(rotations.angle_between(np.eye(3), turns), apart, atol=1e-6)
    back = rotations.swing(VECTORS, -VECTORS)
    assert np.allclose(rotations.apply(back, VECTORS), -VECTORS, atol=1e-9)
    assert np.allclose(np.linalg.det(back), 1.0)


def test_the_best_fitting_rotation_undoes_a_turn_with_noise() -> None:
    rest = RANDOM.normal(size=(5, 3))
    posed = rotations.apply(TURNS[:, None], rest) + 1e-6 * RANDOM.normal(size=(300, 5, 3))
    assert np.allclose(rotations.fit_rotation(rest, posed, np.ones(5)), TURNS, atol=1e-4)


def test_orthonormalising_gives_back_a_rotation_that_was_scaled_and_bent() -> None:
    bent = TURNS * 1.3 + 1e-7
    assert np.allclose(rotations.orthonormalise(bent), TURNS, atol=1e-6)
