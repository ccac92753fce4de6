"""A saved motion stays saved: restarts, power cuts, a full disk, a lost table."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import numpy as np
import pytest

from retarget.errors import NotFound, StorageError
from runtime.library import DISCARDED, TEMPORARY, Library
from runtime.result import Result


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


def reopened(library: Library) -> Library:
    library.close()
    return Library(library.folder)


def test_a_motion_is_there_after_a_restart(library: Library, result: Result) -> None:
    saved = library.add(result)
    entry = reopened(library).get(saved.id)
    assert entry == saved
    assert entry.report["prompt"] == result.origin.prompt
    np.testing.assert_array_equal(np.load(entry.file("npy")), result.joints)
    np.testing.assert_array_equal(np.load(entry.file("features")), result.features)
    assert entry.file("bvh").read_text().startswith("HIERARCHY")


def test_the_newest_comes_first(library: Library, result: Result) -> None:
    saved = [library.add(result).id for _ in range(4)]
    assert [entry.id for entry in library.entries()] == saved[::-1]
    assert [entry.id for entry in library.entries(limit=2, offset=1)] == saved[::-1][1:3]
    assert library.count() == 4 and len(set(saved)) == 4


def test_a_deleted_motion_is_gone(library: Library, result: Result) -> None:
    kept, gone = library.add(result), library.add(result)
    library.delete(gone.id)
    with pytest.raises(NotFound):
        library.get(gone.id)
    with pytest.raises(NotFound):
        library.delete(gone.id)
    assert [p.name for p in gone.folder.parent.iterdir()] == [kept.id]
    assert [entry.id for entry in reopened(library).entries()] == [kept.id]


@pytest.mark.parametrize("motion_id", ["", "..", "../x", "0" * 12, "'; DROP TABLE motions;--"])
def test_an_unknown_id_is_not_found(library: Library, motion_id: str) -> None:
    with pytest.raises(NotFound):
        library.get(motion_id)


def test_a_half_written_motion_is_swept_away(library: Library, result: Result) -> None:
    saved = library.add(result)
    motions = saved.folder.parent
    for name in (f"{TEMPORARY}0123456789ab", f"{DISCARDED}0123456789ab-00"):
        (motions / name).mkdir()
        (motions / name / "motion.npy").write_bytes(b"half")
        os.utime(motions / name, (0, 0))
    assert [entry.id for entry in reopened(library).entries()] == [saved.id]
    assert [path.name for path in motions.iterdir()] == [saved.id]


def test_a_motion_being_written_elsewhere_is_left_alone(library: Library) -> None:
    busy = library.folder / "motions" / f"{TEMPORARY}0123456789ab"
    busy.mkdir()
    reopened(library)
    assert busy.is_dir()


def test_a_whole_folder_without_a_row_is_taken_in(library: Library, result: Result) -> None:
    saved = library.add(result)
    orphan = saved.folder.with_name("0123456789ab")
    shutil.copytree(saved.folder, orphan)
    ids = {entry.id for entry in reopened(library).entries()}
    assert ids == {saved.id, orphan.name}


def test_a_row_without_a_folder_is_dropped(library: Library, result: Result) -> None:
    saved = library.add(result)
    shutil.rmtree(saved.folder)
    with pytest.raises(NotFound):
        library.get(saved.id)
    assert reopened(library).entries() == []


@pytest.mark.parametrize("damage", ["lost", "garbage"])
def test_the_table_is_built_again_from_the_folders(
    library: Library, result: Result, damage: str
) -> None:
    saved = {library.add(result).id for _ in range(3)}
    library.close()
    for path in library.folder.glob("library.sqlite3*"):
        path.unlink()
    if damage == "garbage":
        (library.folder / "library.sqlite3").write_bytes(b"not a database at all" * 500)
    assert {entry.id for entry in Library(library.folder).entries()} == saved


def test_two_programs_share_a_library(library: Library, result: Result) -> None:
    other = Library(library.folder)
    saved = library.add(result)
    assert other.get(saved.id).report == saved.report
    other.delete(saved.id)
    assert library.entries() == []


def test_a_full_disk_is_said_and_nothing_is_lost(small_disk: Path, result: Result) -> None:
    library = Library(small_disk)
    saved = []
    with pytest.raises(StorageError, match="no room"):
        for _ in range(50):
            saved.append(library.add(result))
    assert {entry.id for entry in library.entries()} == {entry.id for entry in saved}
    folders = {path.name for path in (small_disk / "motions").iterdir()}
    assert folders == {entry.id for entry in saved}


def test_a_disk_too_full_for_the_files_keeps_no_half_of_them(
    small_disk: Path, result: Result
) -> None:
    library = Library(small_disk)
    (small_disk / "ballast").write_bytes(b"x" * 130_000)
    with pytest.raises(StorageError, match="no room"):
        library.add(result)
    assert list((small_disk / "motions").iterdir()) == []


def test_an_unusable_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be used"):
        Library(tmp_path / "file" / "library")


def test_the_time_is_utc(library: Library, result: Result) -> None:
    entry = library.add(result)
    assert abs(entry.created - time.time()) < 60
    assert entry.created_text.endswith("+00:00")
