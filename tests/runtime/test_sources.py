"""Motions that can be changed in part: where they come from, and what is no motion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from retarget.bvh import write_bvh
from retarget.errors import BadInput, GaitboxError, NotFound
from retarget.skeleton import TOE_HEIGHT
from runtime.engine.features import joints_to_features
from runtime.library import Library
from runtime.result import Result
from runtime.sources import from_library, read_file, read_source
from tests.retarget import motions
from tests.runtime.gait.synthetic import Walker, walk

MILLIMETRE = 1e-3
DEEP = "JOINT b { OFFSET 0 0 0 CHANNELS 0 "
UNKNOWN = "0123456789ab"


@pytest.fixture
def joints() -> np.ndarray:
    return walk(Walker(), 4.0)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """The library that the command reads."""
    monkeypatch.setenv("GAITBOX_HOME", str(tmp_path / "home"))
    shelf = Library(tmp_path / "home" / "library")
    yield shelf
    shelf.close()


def saved(folder: Path, array: np.ndarray, name: str = "motion.npy") -> Path:
    np.save(folder / name, array)
    return folder / name


def on_floor(joints: np.ndarray) -> np.ndarray:
    return joints + [0, TOE_HEIGHT - joints[..., 1].min(), 0]


def apart(first: np.ndarray, second: np.ndarray) -> float:
    """Largest distance of the same joint, metres."""
    return float(np.linalg.norm(first - second, axis=-1).max())


def test_joints_are_read_and_put_on_the_floor(joints: np.ndarray, tmp_path: Path) -> None:
    source = read_source(str(saved(tmp_path, joints + [0, 0.7, 0])))
    assert source.joints.dtype == np.float32 and source.seconds == 4
    assert apart(source.joints, on_floor(joints)) < MILLIMETRE
    assert source.name == "motion.npy" and source.prompt is None


def test_features_become_joints(joints: np.ndarray, tmp_path: Path) -> None:
    source = read_file(saved(tmp_path, joints_to_features(joints, steady_start=True)))
    assert source.joints.shape == (79, 22, 3)
    knees = np.linalg.norm(np.diff(joints[:, [4, 7]], axis=1), axis=-1)
    found = np.linalg.norm(np.diff(source.joints[:, [4, 7]], axis=1), axis=-1)
    np.testing.assert_allclose(found, knees[:-1], atol=MILLIMETRE)


@pytest.mark.parametrize("every", [1, 2, 3, 6])
@pytest.mark.parametrize("scale", [1.0, 100.0])
def test_a_bvh_of_any_rate_and_unit_is_resampled(every: int, scale: float, tmp_path: Path) -> None:
    path = tmp_path / "walk.BVH"
    motion = on_floor(motions.walk(241))
    write_bvh(path, scale * motion, 20.0 * every)
    source = read_file(path)
    assert source.joints.shape == motion[::every].shape
    assert apart(source.joints, motion[::every]) < MILLIMETRE


def test_a_bvh_of_another_rate_is_as_long_and_ends_where_it_ended(tmp_path: Path) -> None:
    path = tmp_path / "walk.bvh"
    motion = on_floor(motions.walk(121))
    write_bvh(path, motion, 30.0)
    source = read_file(path)
    assert len(source.joints) == 81
    # The frames that are left have another lowest point, so the floor is not compared.
    moved = source.joints - source.joints[0]
    assert apart(moved[2], motion[3] - motion[0]) < MILLIMETRE
    assert apart(moved[-1], motion[-1] - motion[0]) < MILLIMETRE


def test_a_motion_of_the_library_brings_its_sentence_and_body(
    library: Library, result: Result
) -> None:
    entry = library.add(result)
    for source in (from_library(library, entry.id), read_source(entry.id)):
        np.testing.assert_array_equal(source.joints, result.joints)
        assert (source.name, source.prompt) == (entry.id, result.origin.prompt)
        assert source.avatar == result.avatar.choice


def test_what_is_not_there_is_said(library: Library, tmp_path: Path, result: Result) -> None:
    with pytest.raises(NotFound, match="no motion with this id"):
        read_source(UNKNOWN)
    for name in ("none.npy", "none.bvh"):
        with pytest.raises(NotFound, match=name):
            read_source(str(tmp_path / name))
    entry = library.add(result)
    entry.file("npy").unlink()
    with pytest.raises(NotFound, match="joints of this motion"):
        read_source(entry.id)


def test_to_look_for_an_id_makes_no_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAITBOX_HOME", str(tmp_path / "home"))
    with pytest.raises(NotFound):
        read_source(UNKNOWN)
    assert not (tmp_path / "home").exists()


def _with(value: float) -> Callable[[np.ndarray], np.ndarray]:
    def change(joints: np.ndarray) -> np.ndarray:
        joints[40, 3, 1] = value
        return joints

    return change


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda j: j[:, :21], "80 x 21 x 3"),
        (lambda j: j.reshape(80, 66), "80 x 66"),
        (lambda j: np.zeros((80, 251)), "80 x 251"),
        (lambda j: j[0, 0, 0], "no numbers"),
        (lambda j: j[:1], "fewer than two frames"),
        (lambda j: j[:0], "not an npy|fewer than two frames"),
        (lambda j: j.astype("U8"), "not an npy file of numbers"),
        (lambda j: j > 0, "not an npy file of numbers"),
        (_with(np.nan), "not finite"),
        (_with(np.inf), "not finite"),
        (lambda j: j * 1000, "legs are [0-9.e+]+ m long"),
        (lambda j: j * 0, "legs are 0 m long"),
        (lambda j: j[..., [2, 0, 1]], "has Z up"),
        (lambda j: j * [1, -1, -1], "upside down"),
        (lambda j: j[..., [1, 0, 2]], "another axis up"),
    ],
)
def test_what_is_no_motion_gets_one_sentence(
    change: Callable[[np.ndarray], np.ndarray], word: str, joints: np.ndarray, tmp_path: Path
) -> None:
    path = saved(tmp_path, np.asarray(change(joints)))
    with pytest.raises(BadInput, match=word):
        read_file(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.npy", b""),
        ("text.npy", b"nonsense"),
        ("cut.npy", b"\x93NUMPY\x01\x00\x76\x00{'descr': '<f8', 'fortran_order': False,"),
        ("pickle.npy", b"\x80\x04\x95\x0c\x00\x00\x00\x00\x00\x00\x00\x8c\x05hello\x94."),
        ("empty.bvh", b""),
        ("binary.bvh", bytes(range(256))),
        ("other.bvh", b"HIERARCHY ROOT Hips { OFFSET 0 0 0 CHANNELS 0 End Site { } } MOTION"),
        ("motion.fbx", b"Kaydara"),
        ("motion", b""),
    ],
)
def test_files_that_are_no_motion_get_one_sentence(
    name: str, content: bytes, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(GaitboxError, match=name) as said:
        read_file(tmp_path / name)
    assert isinstance(said.value, BadInput) and "\n" not in str(said.value)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Frame Time: 0.05000000", "Frame Time: 0"),
        ("Frame Time: 0.05000000", "Frame Time: -1"),
        ("Frame Time: 0.05000000", "Frame Time: nan"),
        ("Frames: 80", "Frames: 81"),
        ("Frames: 80", "Frames: 0"),
        ("HIERARCHY\n", "HIERARCHY\n" + "ROOT a { OFFSET 0 0 0 CHANNELS 0 " + 9999 * DEEP),
        ("left_hip", "left_something"),
    ],
)
def test_a_broken_bvh_gets_one_sentence(
    old: str, new: str, joints: np.ndarray, tmp_path: Path
) -> None:
    path = tmp_path / "walk.bvh"
    write_bvh(path, joints)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(BadInput, match="walk.bvh"):
        read_file(path)


def test_a_header_that_promises_too_much_takes_no_memory(tmp_path: Path) -> None:
    path = saved(tmp_path, np.zeros((80, 22, 3)))
    path.write_bytes(path.read_bytes().replace(b"(80, 22, 3), }", b"(8000000000000, 22, 3), }"))
    with pytest.raises(BadInput, match="not an npy file"):
        read_file(path)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "motion.npy").mkdir()
    with pytest.raises(NotFound):
        read_file(tmp_path / "motion.npy")
