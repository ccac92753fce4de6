"""``python3 -m installer bundle``: its words, its steps, what is done again and what is not."""

from __future__ import annotations

import io
import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from installer import commands, system, tool
from installer.bundle import command, freeze, locks, workshop
from installer.checkout import Checkout
from installer.problem import SetupProblem
from installer.progress import Progress
from tests.installer.conftest import REPOSITORY

LINUX = locks.PLATFORMS["linux-x86_64"]


def test_words_are_read() -> None:
    root = Path("/x")
    assert command.read_options([], root) == command.Options(root / "dist")
    read = command.read_options(["--out", "/a b", "--no-archive", "--fresh"], root)
    assert read == command.Options(Path("/a b"), archive=False, fresh=True)
    assert command.read_options(["--out=/a"], root).out == Path("/a")
    assert command.read_options(["--gpu-pack"], root).gpu_pack


@pytest.mark.parametrize("word", ["--onefile", "x", "--out"])
def test_an_unknown_word_is_one_sentence(word: str) -> None:
    with pytest.raises(SetupProblem, match=word):
        command.read_options([word], Path("/x"))


def test_help_builds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.run(["bundle", "--help"]) == 0
    assert "--gpu-pack" in capsys.readouterr().out
    assert "bundle --help" in commands.HELP


@pytest.fixture
def small(checkout: Checkout) -> Checkout:
    """A checkout with just enough of everything to know whether it changed."""
    for name in ("runtime", "retarget", "installer/bundle", "installer/linux"):
        (checkout.root / name).mkdir(parents=True)
    (checkout.root / "runtime" / "__init__.py").write_text('__version__ = "1.2.3"\n')
    (checkout.root / "runtime" / "gait").mkdir()
    (checkout.root / "runtime" / "gait" / "norms.json").write_text("{}")
    (checkout.root / "installer" / "launcher.py").write_text("x = 1\n")
    return replace(checkout, venv_name=workshop.ENVIRONMENT)


def frozen(small: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend that `small` was frozen."""
    here = small.root / "installer" / "bundle" / "command.py"
    shutil.copy(REPOSITORY / "installer" / "bundle" / "command.py", here)
    monkeypatch.setattr(command, "__file__", str(here))
    monkeypatch.setattr(locks, "this_platform", lambda: LINUX)
    monkeypatch.setattr(locks, "FOLDER", small.root / "locks")
    (small.root / "locks").mkdir()
    locks.lock_file(LINUX).write_text("numpy", encoding="ascii")
    freeze.frozen_folder(small).mkdir(parents=True)
    stamp = {"digest": command.digest(small, all_of_it=False)}
    (freeze.work_folder(small) / command.STAMP).write_text(json.dumps(stamp))


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("runtime/new.py", True),
        ("runtime/gait/norms.json", True),
        ("installer/launcher.py", True),
        ("locks/linux-x86_64.txt", True),
        ("installer/bundle/papers.py", False),
        ("README.md", False),
    ],
)
def test_it_is_frozen_again_only_for_what_is_frozen(
    small: Checkout, monkeypatch: pytest.MonkeyPatch, name: str, again: bool
) -> None:
    frozen(small, monkeypatch)
    assert command.is_fresh(small)
    before = command.digest(small)
    with (small.root / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert command.is_fresh(small) is not again
    if name.startswith("installer/bundle") or again:
        assert command.digest(small) != before


def test_a_missing_folder_is_frozen_again(small: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    frozen(small, monkeypatch)
    freeze.frozen_folder(small).rmdir()
    assert not command.is_fresh(small)


def test_environment_is_made_anew_when_the_lock_changes(
    pretended: Checkout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(locks, "FOLDER", tmp_path)
    locks.lock_file(LINUX).write_text("a", encoding="ascii")
    assert workshop.is_stale(pretended, LINUX)
    stamp = workshop.stamp_of(locks.lock_file(LINUX))
    pretended.stamp.write_text(stamp, encoding="utf-8")
    assert not workshop.is_stale(pretended, LINUX)
    locks.lock_file(LINUX).write_text("b", encoding="ascii")
    assert workshop.is_stale(pretended, LINUX)


def test_environment_takes_nothing_but_what_the_lock_says(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """pip is told to check hashes, to resolve nothing, and not to listen to other constraints."""
    called: list[tuple[Any, ...]] = []
    monkeypatch.setattr(workshop.environment, "make", lambda build, progress: build.venv.mkdir())
    monkeypatch.setattr(tool, "use", lambda *words: called.append(words))
    monkeypatch.setenv("PIP_CONSTRAINT", "/other.txt")
    monkeypatch.setattr(locks, "FOLDER", checkout.root / "locks")
    (checkout.root / "locks").mkdir()
    pin = locks.Pin("numpy", "1.0", ("a" * 64,), locks.RUNTIME)
    locks.lock_file(LINUX).write_text(locks.text_of([pin]), encoding="ascii")
    workshop.make(checkout, LINUX, Progress(io.StringIO()))
    (words,) = called
    for option in ("--require-hashes", "--no-deps", "--only-binary"):
        assert option in words[0]
    assert not [word for word in words[0] if "index" in word or "://" in word]
    assert "PIP_CONSTRAINT" not in words[-1]
    assert not workshop.is_stale(checkout, LINUX) or not checkout.python.exists()


def test_too_little_space_is_said_before_anything_is_made() -> None:
    with pytest.raises(SetupProblem, match=r"2\.0 GB free"):
        workshop.check_space(Path("/"), free=int(2e9))


@pytest.mark.skipif(sys.platform != "linux", reason="Linux' programs")
def test_missing_programs_are_debians_packages(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workshop.shutil, "which", lambda name: None)
    monkeypatch.setattr(workshop, "has_shared_python", lambda: False)
    monkeypatch.setattr(system, "is_root", lambda: False)
    debian = system.Distribution("debian", "Debian")
    monkeypatch.setattr(system, "this_distribution", lambda: debian)
    assert workshop.missing_programs() == ["binutils", "libpython3.11"]
    with pytest.raises(SetupProblem) as caught:
        workshop.provide_programs(checkout, Progress(io.StringIO()))
    assert "sudo apt-get install -y binutils libpython3.11" in caught.value.remedy


def test_what_pyinstaller_is_at_is_told() -> None:
    notes: list[str] = []
    listener = freeze.Listener(notes.append)
    for line in ("12 INFO: Running Analysis", "5 INFO: Building COLLECT COLLECT-00.toc", "x"):
        assert listener(line)
    assert notes == ["following the imports", "copying the files"]
