"""KIT-ML's 21 joints on HumanML3D's 22."""

from __future__ import annotations

import numpy as np
import pytest

from retarget import skeleton as sk
from runtime.engine import kit
from runtime.engine.features import features_to_joints, joints_of_width
from tests.runtime.engine.test_features import standing_body

MILLIMETRES = 1000.0


def kit_body(frames: int) -> np.ndarray:
    """The standing body on KIT-ML's joints, in millimetres, walking straight ahead."""
    body = standing_body()
    joints = np.zeros((21, 3))
    for name, source in kit.SAME.items():
        joints[kit.JOINTS.index(source)] = body[sk.JOINTS.index(name)]
    for side, toe in (("left", 20), ("right", 15)):
        joints[toe] = body[sk.JOINTS.index(f"{side}_foot")] + (0, -0.01, 0.06)
    path = np.zeros((frames, 1, 3))
    path[:, 0, 2] = np.arange(frames) * 0.08
    return (joints + path) * MILLIMETRES


def test_size_and_frame_rate_become_ours() -> None:
    walk = kit.to_humanml3d(kit_body(25))
    assert walk.shape == (39, 22, 3) and walk.dtype == np.float32
    assert 1.5 < walk[0, sk.HEAD, 1] < 1.9
    assert walk[..., 1].min() == pytest.approx(sk.TOE_HEIGHT, abs=1e-5)
    speed = (walk[20, 0, 2] - walk[0, 0, 2]) / 1.0
    assert speed == pytest.approx(1.0, rel=0.15)


def test_sides_and_order_are_kept() -> None:
    walk = kit.to_humanml3d(kit_body(10))[0]
    for left, right in ((sk.LEFT_HIP, sk.RIGHT_HIP), (sk.LEFT_WRIST, sk.RIGHT_WRIST)):
        assert walk[left, 0] > 0 > walk[right, 0]
    heights = walk[[sk.SPINE1, sk.SPINE2, sk.SPINE3, sk.NECK, sk.HEAD], 1]
    assert (np.diff(heights) > 0).all()


def test_widths_of_both_skeletons() -> None:
    assert joints_of_width(263) == 22 and joints_of_width(251) == 21
    assert features_to_joints(np.zeros((5, 251))).shape == (5, 21, 3)
    with pytest.raises(ValueError, match="250 numbers"):
        joints_of_width(250)
