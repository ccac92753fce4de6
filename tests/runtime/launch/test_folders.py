"""Where things go on each system, and that nothing goes anywhere else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from runtime import paths, process
from tests.runtime.launch.starting import FROM_SOURCE, ROOT

VARIABLES = ("GAITBOX_HOME", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


def places() -> tuple[str, str, str]:
    return tuple(path.as_posix() for path in (paths.home(), paths.logs(), paths.cache()))  # type: ignore[return-value]


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A user with an empty environment."""
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/a"))
    return monkeypatch


def test_linux(nobody: pytest.MonkeyPatch) -> None:
    nobody.setattr(sys, "platform", "linux")
    assert places() == (
        "/home/a/.local/share/gaitbox",
        "/home/a/.local/state/gaitbox",
        "/home/a/.cache/gaitbox",
    )
    for variable, folder in zip(VARIABLES[2:], ("/d", "/s", "/c"), strict=True):
        nobody.setenv(variable, folder)
    assert places() == ("/d/gaitbox", "/s/gaitbox", "/c/gaitbox")
    nobody.setenv("XDG_CACHE_HOME", "relative")
    assert places()[2] == "/home/a/.cache/gaitbox"


def test_macos(nobody: pytest.MonkeyPatch) -> None:
    nobody.setattr(sys, "platform", "darwin")
    assert places() == (
        "/home/a/Library/Application Support/Gaitbox",
        "/home/a/Library/Logs/Gaitbox",
        "/home/a/Library/Caches/Gaitbox",
    )


def test_windows(nobody: pytest.MonkeyPatch) -> None:
    nobody.setattr(sys, "platform", "win32")
    inside = "/home/a/AppData/Local/Gaitbox"
    assert places() == (inside, f"{inside}/Logs", f"{inside}/Cache")
    nobody.setenv("LOCALAPPDATA", "/u/José Núñez/Local")
    assert places()[0] == "/u/José Núñez/Local/Gaitbox"


def test_one_folder_for_everything(nobody: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nobody.setenv("GAITBOX_HOME", str(tmp_path))
    assert places() == tuple(str(tmp_path / name) for name in (".", "logs", "cache"))
    assert paths.library_folder() == tmp_path / "library"
    assert paths.models_folder() == tmp_path / "models"


def test_the_bundle_knows_its_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert paths.program() == ROOT and not paths.frozen()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gaitbox"))
    assert paths.program() == tmp_path.resolve()
    assert paths.licences() == tmp_path.resolve() / "licences"


@pytest.mark.skipif(sys.platform != "linux", reason="compares the folders of Linux")
def test_nothing_is_written_anywhere_else(toy_model: Path, tmp_path: Path) -> None:
    """A server and a command in an empty home: all they leave is in their three folders."""
    home, work = tmp_path / "home", tmp_path / "work"
    temporary = tmp_path / "tmp"
    for folder in (home, work, temporary):
        folder.mkdir()
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(temporary),
    }
    generate = ["generate", "a man limps", "--seconds", "2", "--out", str(tmp_path / "out")]
    for words in (generate, ["doctor"]):
        command = [*FROM_SOURCE, *words, "--model", str(toy_model)]
        done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr + done.stdout
    launched = subprocess.Popen(
        [*FROM_SOURCE, "launch", "--no-browser", "--port", "0", "--model", str(toy_model)],
        cwd=work,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert launched.stdout is not None
    for line in launched.stdout:
        if "Closing this window" in line:
            launched.terminate()
    launched.wait(30)
    left = {str(path.relative_to(home)) for path in home.rglob("*") if not path.is_dir()}
    data, logs = ".local/share/gaitbox", ".local/state/gaitbox"
    left.discard(f"{data}/headset/id")  # the number of this installation; headset mode has it
    assert left == {
        f"{data}/library/library.sqlite3",
        f"{data}/running.lock",
        f"{logs}/server.log",
    }
    assert list(work.iterdir()) == []
    assert list((home / ".cache" / "gaitbox" / "tmp").iterdir()) == []
    strangers = [path.name for path in temporary.iterdir()]
    assert strangers == [], "temporary files go to the cache folder"


def test_temporary_folders_of_the_dead_are_swept(tmp_path: Path) -> None:
    mine = process.make_temporary(tmp_path)
    dead, young = tmp_path / "4711-0000", tmp_path / "4712-0000"
    for folder in (dead, young):
        folder.mkdir()
        (folder / process.LOCK).touch()
    for folder in (dead, mine):
        os.utime(folder, (0, 0))
    process.sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {mine.name, young.name}
    shutil.rmtree(mine)


def test_a_program_that_only_imports_gaitbox_keeps_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests, for one: the command line takes a process over where it is the program alone."""
    import tempfile

    before = tempfile.gettempdir(), os.environ.get("TMPDIR")
    process.settle()
    assert (tempfile.gettempdir(), os.environ.get("TMPDIR")) == before
