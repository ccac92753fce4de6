"""Failures of tools come out as one sentence, and progress as lines that a log can keep."""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

import pytest

from installer import shell, tool
from installer.problem import SetupProblem
from installer.progress import Progress, clock_text


def fail(tmp_path: Path, words: str) -> SetupProblem:
    """What `tool.use` makes of a program that says ``words`` and fails."""
    program = f"import sys; print({words!r}); sys.exit(1)"
    log = tmp_path / "install.log"
    with pytest.raises(SetupProblem) as caught:
        tool.use([sys.executable, "-c", program], log, tmp_path, "It failed.")
    assert words in log.read_text(encoding="utf-8")
    return caught.value


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full."),
        ("npm error code ENOSPC", "The disk is full."),
        ("[Errno -3] Temporary failure in name resolution", "cannot be reached"),
        ("npm error code ENOTFOUND", "cannot be reached"),
        ("SSLError: CERTIFICATE_VERIFY_FAILED", "cannot be reached"),
        ("No matching distribution found for bpy==4.5.15", "no package bpy==4.5.15"),
        ("E: Unable to locate package libgl1", "libgl1"),
        ("[WinError 5] Access is denied", "cannot be written"),
        ("something else", "It failed."),
    ],
)
def test_known_failures_are_explained(tmp_path: Path, words: str, sentence: str) -> None:
    problem = fail(tmp_path, words)
    assert sentence in problem.sentence
    assert problem.remedy
    assert words in problem.details
    assert str(problem).endswith(problem.remedy)


def test_only_what_this_tool_said_is_read(tmp_path: Path) -> None:
    (tmp_path / "install.log").write_text("No space left on device\n", encoding="utf-8")
    assert fail(tmp_path, "other").sentence == "It failed."


def test_lines_that_are_not_to_be_kept_are_not_logged(tmp_path: Path) -> None:
    log = tmp_path / "log"
    heard: list[str] = []

    def hear(line: str) -> bool:
        heard.append(line)
        return not line.startswith("Progress")

    program = "print('Progress 1 of 2'); print('caf\\u00e9')"
    code = shell.run_logged([sys.executable, "-X", "utf8", "-c", program], log, hear, tmp_path)
    assert (code, heard) == (0, ["Progress 1 of 2", "café"])
    assert "Progress 1" not in log.read_text(encoding="utf-8").split("\n", 2)[2]


def test_settings_of_the_index_stay_and_those_of_other_pythons_go() -> None:
    theirs = {"PIP_INDEX_URL": "x", "PIP_FIND_LINKS": "y", "HTTPS_PROXY": "z", "PATH": "p"}
    foreign = {"PYTHONPATH": "a", "PYTHONHOME": "b", "PIP_USER": "1", "PIP_TARGET": "c"}
    assert shell.clean_environment({**theirs, **foreign}) == theirs


def test_progress_in_a_log_is_lines() -> None:
    stream = io.StringIO()
    progress = Progress(stream, log_tick=0.02)
    with progress.step(2, 4, "Installing"):
        progress.note("downloading bpy 41 %")
        time.sleep(0.2)
    lines = stream.getvalue().splitlines()
    assert lines[0] == "[2/4] Installing"
    assert "      0:00  downloading bpy 41 %" in lines
    assert lines[-1].strip() == "done in 0:00"


def test_progress_of_a_failed_step_does_not_say_done() -> None:
    stream = io.StringIO()
    progress = Progress(stream)
    with pytest.raises(SetupProblem), progress.step(1, 1, "Installing"):
        raise SetupProblem("x")
    assert "stopped after" in stream.getvalue() and "done" not in stream.getvalue()


def test_progress_on_a_terminal_redraws_its_line() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    with Progress(stream).step(1, 3, "Installing"):
        time.sleep(0.6)
    assert stream.getvalue().count("\r") >= 2
    assert stream.getvalue().count("\n") == 1


def test_clock() -> None:
    assert [clock_text(t) for t in (0, 9.9, 75, 3601)] == ["0:00", "0:09", "1:15", "60:01"]
