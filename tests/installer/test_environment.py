"""When ``.venv`` is made anew."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from installer import environment, system
from installer.checkout import Checkout
from installer.problem import SetupProblem
from installer.progress import Progress


@pytest.mark.parametrize(
    ("line", "folder"),
    [
        ("command = /usr/bin/python3.11 -m venv /home/a/gaitbox/.venv", "/home/a/gaitbox/.venv"),
        ("command = /usr/bin/python3 -m venv --clear /a b/.venv", "/a b/.venv"),
        (r"command = C:\py\python.exe -m venv C:\Users\a b\.venv", r"C:\Users\a b\.venv"),
        ("home = /usr/bin", None),
    ],
)
def test_the_place_it_was_made_for_is_read(line: str, folder: str | None) -> None:
    assert environment.made_for(f"home = /usr\n{line}\nversion = 3.11.2\n") == folder


def test_a_whole_environment_has_no_fault(pretended: Checkout) -> None:
    assert environment.fault(pretended) is None


def test_a_moved_checkout_is_noticed(pretended: Checkout) -> None:
    elsewhere = pretended.root.with_name("moved")
    pretended.root.rename(elsewhere)
    assert environment.fault(Checkout(elsewhere)) == "the checkout was moved or copied"


def test_a_checkout_reached_by_a_link_is_not_moved(pretended: Checkout) -> None:
    link = pretended.root.with_name("link")
    os.symlink(pretended.root, link)
    assert environment.fault(Checkout(link)) is None


def test_a_half_made_environment_is_noticed(pretended: Checkout) -> None:
    (pretended.venv / "pyvenv.cfg").unlink()
    assert environment.fault(pretended) == "it is half made"


def test_a_python_that_went_away_is_noticed(pretended: Checkout) -> None:
    pretended.python.unlink()
    pretended.python.symlink_to("/nowhere/python3.11")
    assert environment.fault(pretended) == "its Python is gone"


def test_a_python_that_does_not_work_is_noticed(pretended: Checkout) -> None:
    assert environment.deep_fault(pretended) == "its Python or pip is damaged"


def test_a_real_one_is_made_in_place_of_a_broken_one(checkout: Checkout) -> None:
    checkout.venv.mkdir()
    (checkout.venv / "left over").touch()
    environment.make(checkout, Progress(io.StringIO()))
    assert environment.deep_fault(checkout) is None
    assert not (checkout.venv / "left over").exists()
    assert "-m venv" in checkout.log.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="the pretended Python is a shell script")
def test_a_python_without_venv_is_one_sentence(
    checkout: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / "python3.11"
    python.write_text(
        "#!/bin/sh\n"
        "echo 'The virtual environment was not created successfully because ensurepip is not'\n"
        "echo 'available.  On Debian/Ubuntu systems, you need to install the python3-venv'\n"
        "exit 1\n"
    )
    python.chmod(0o755)
    monkeypatch.setattr(environment, "base_python", lambda: str(python))
    monkeypatch.setattr(system, "is_root", lambda: False)
    debian = system.Distribution("debian", "Debian")
    monkeypatch.setattr(system, "this_distribution", lambda: debian)
    with pytest.raises(SetupProblem) as caught:
        environment.make(checkout, Progress(io.StringIO()))
    assert "sudo apt-get install -y python3.11-venv" in caught.value.remedy
    assert caught.value.details == ""
