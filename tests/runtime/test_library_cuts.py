"""A library whose process dies before the first, second, ... change that it makes on the disk."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from runtime.files import write_motion
from runtime.library import Library
from runtime.result import Result

CHANGES = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.truncate"}
BELOW = {"os.remove", "os.rmdir"}
MOST_STEPS = 200

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def dies_before(step: int, folder: Path, work: Callable[[Library], object]) -> bool:
    """Do ``work`` in a copy of this process that is killed before a change; whether it was."""
    child = os.fork()
    if child == 0:
        left = [step]

        def audit(event: str, arguments: tuple[object, ...]) -> None:
            inside = any(str(folder) in str(a) for a in arguments)
            below = event in BELOW and arguments[1] != -1  # its path is that of an open folder
            if event not in CHANGES or not (inside or below):
                return
            if event == "open" and not set("wax+") & set(str(arguments[1])):
                return
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1

        code = 1
        try:
            library = Library(folder)
            sys.addaudithook(audit)
            work(library)
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.waitstatus_to_exitcode(status) == 0
    return False


def steps(work: Callable[[int], bool]) -> int:
    """Die at every step until the work gets through; how many there were."""
    for step in range(MOST_STEPS):
        if not work(step):
            return step
    raise AssertionError("it never gets through")


def ids(library: Library) -> set[str]:
    """Ids of the motions, each of which is whole and has its folder."""
    entries = library.entries()
    for entry in entries:
        assert np.load(entry.file("npy")).shape == (entry.report["frames"], 22, 3)
        assert np.load(entry.file("features")).shape == (entry.report["frames"] - 1, 263)
        assert "MOTION" in entry.file("bvh").read_text()
    folders = {p.name for p in (library.folder / "motions").iterdir() if p.name[0] != "."}
    assert folders == {entry.id for entry in entries}
    return folders


def test_saving_is_all_or_nothing(result: Result, tmp_path: Path) -> None:
    outcomes = []

    def work(step: int) -> bool:
        folder = tmp_path / str(step)
        library = Library(folder)
        kept = library.add(result).id
        library.close()
        died = dies_before(step, folder, lambda own: own.add(result))
        opened = Library(folder)
        found = ids(opened)
        assert kept in found and len(found) <= 2
        outcomes.append(len(found))
        opened.close()
        return died

    assert steps(work) > 5
    assert outcomes[0] == 1 and outcomes[-1] == 2


def test_deleting_one_is_all_or_nothing(result: Result, tmp_path: Path) -> None:
    def work(step: int) -> bool:
        folder = tmp_path / str(step)
        library = Library(folder)
        kept, gone = library.add(result).id, library.add(result).id
        library.close()
        died = dies_before(step, folder, lambda own: own.delete(gone))
        opened = Library(folder)
        assert ids(opened) in ({kept}, {kept, gone})
        assert [p.name for p in (folder / "motions").glob(".*")] == []
        opened.close()
        return died

    assert steps(work) > 2


def test_deleting_all_is_all_or_nothing(result: Result, tmp_path: Path) -> None:
    outcomes = []

    def work(step: int) -> bool:
        folder = tmp_path / str(step)
        library = Library(folder)
        saved = {library.add(result).id for _ in range(2)}
        library.close()
        died = dies_before(step, folder, lambda own: own.delete_all(2))
        opened = Library(folder)
        found = ids(opened)
        assert found in (saved, set())
        assert [p.name for p in folder.glob(".*")] == []
        again = opened.add(result).id
        assert ids(opened) == found | {again}
        outcomes.append(bool(found))
        opened.close()
        return died

    assert steps(work) > 4
    assert outcomes[0] and not outcomes[-1]


def test_the_test_sees_a_motion_that_is_not_whole(result: Result, tmp_path: Path) -> None:
    """A library that wrote a motion in its place would be found out."""

    def careless(own: Library) -> None:
        target = own.folder / "motions" / "0123456789ab"
        target.mkdir()
        (target / "report.json").write_text(json.dumps({"frames": len(result.joints)}))
        write_motion(result, target, ["npy", "bvh"])

    with pytest.raises((AssertionError, FileNotFoundError, ValueError)):
        for step in range(1, 6):
            folder = tmp_path / str(step)
            dies_before(step, folder, careless)
            ids(Library(folder))
