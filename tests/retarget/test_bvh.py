from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retarget import skeleton as sk
from retarget.bvh import LINK, read_bvh, write_bvh
from retarget.errors import BadInput
from tests.retarget import motions

MILLIMETRE = 1e-3


def test_the_joints_come_back_within_a_millimetre(motion: np.ndarray, tmp_path: Path) -> None:
    path = tmp_path / "motion.bvh"
    write_bvh(path, motion)
    joints, fps = read_bvh(path)
    assert fps == pytest.approx(sk.FPS)
    assert np.linalg.norm(joints - motion, axis=-1).max() <= MILLIMETRE


def test_a_rigid_skeleton_has_the_22_joints_and_end_sites(tmp_path: Path) -> None:
    path = tmp_path / "motion.bvh"
    write_bvh(path, motions.walk(30))
    text = path.read_text()
    named = [line.split()[1] for line in text.splitlines() if line.split()[0] in ("ROOT", "JOINT")]
    assert sorted(named) == sorted(sk.JOINTS)
    assert text.count("End Site") == 5
    assert "Frames: 30\nFrame Time: 0.05" in text


def test_a_pelvis_that_is_not_rigid_is_still_exact(tmp_path: Path) -> None:
    joints = motions.walk(40)
    sway = 0.01 * np.sin(np.arange(40))[:, None]
    joints[:, sk.LEFT_HIP] += sway * (joints[:, sk.RIGHT_HIP] - joints[:, sk.PELVIS])
    joints[:, sk.LEFT_HIP] = joints[:, sk.PELVIS] + 0.11 * (
        (d := joints[:, sk.LEFT_HIP] - joints[:, sk.PELVIS])
        / np.linalg.norm(d, axis=-1, keepdims=True)
    )
    path = tmp_path / "motion.bvh"
    write_bvh(path, joints)
    assert f"left_hip{LINK}" in path.read_text()
    again, _ = read_bvh(path)
    loose = [sk.PELVIS, sk.LEFT_HIP, sk.RIGHT_HIP, sk.SPINE1]
    assert np.linalg.norm(again - joints, axis=-1)[:, loose].max() <= MILLIMETRE


def test_rotations_do_not_jump(motion: np.ndarray, tmp_path: Path) -> None:
    path = tmp_path / "motion.bvh"
    write_bvh(path, motion)
    rows = path.read_text().split("Frame Time:")[1].splitlines()[1:]
    angles = np.array([[float(word) for word in row.split()[3:]] for row in rows])
    assert np.abs(np.diff(angles, axis=0)).max() < 120.0


@pytest.mark.parametrize(
    "text",
    ["", "HIERARCHY", "HIERARCHY\nROOT hips\n{\nOFFSET 0 0 0\nCHANNELS 0\n}\nMOTION\n", "\x00"],
)
def test_a_broken_file_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.bvh"
    path.write_text(text)
    with pytest.raises(BadInput, match="not a BVH"):
        read_bvh(path)


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.bvh"
    write_bvh(path, motions.walk(20))
    path.write_text("\n".join(path.read_text().splitlines()[:-3]))
    with pytest.raises(BadInput, match="frames"):
        read_bvh(path)
