"""What happens before the right Python is found."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import installer
from installer import pythons, start
from installer.system import Distribution, parse_os_release

FOLDER = Path(installer.__file__).parent
DEBIAN = Distribution("debian", "Debian GNU/Linux")


def imports_of(file: Path, top_only: bool = False) -> set[str]:
    """Full names of the modules that ``file`` imports."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in tree.body if top_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name}: write imports in full"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def own_files(name: str) -> set[Path]:
    """Files that hold the module ``installer.x.y``; ``y`` may be a name in ``installer.x``."""
    parts = name.split(".")[1:]
    paths = [FOLDER.joinpath(*parts[:length]) for length in range(1, len(parts) + 1)]
    candidates = {path.with_suffix(".py") for path in paths} | {p / "__init__.py" for p in paths}
    return {path for path in candidates if path.is_file()}


def reached(top_only: bool) -> tuple[set[Path], set[str]]:
    """Files of the installer that ``__main__`` comes to, and other modules they import."""
    files, others = {FOLDER / "__init__.py"}, set()
    waiting = [FOLDER / "__main__.py"]
    if top_only:
        waiting.append(FOLDER / "start.py")
    while waiting:
        file = waiting.pop()
        files.add(file)
        for name in imports_of(file, top_only):
            if name.startswith("installer."):
                waiting += own_files(name) - files
            else:
                others.add(name.split(".")[0])
    return files, others


def test_only_the_standard_library_is_imported() -> None:
    files, others = reached(top_only=False)
    assert len(files) > 10, "the walk over the imports does not work"
    assert others <= set(sys.stdlib_module_names)


def test_what_runs_before_python_3_11_is_found_reads_on_python_3_7() -> None:
    files, _ = reached(top_only=True)
    assert {"pythons.py", "system.py", "handover.py", "problem.py"} <= {f.name for f in files}
    for file in files:
        ast.parse(file.read_text(encoding="utf-8"), file.name, feature_version=(3, 7))


def test_entry_point_reads_on_any_python() -> None:
    tree = ast.parse((FOLDER / "__main__.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        assert not isinstance(node, (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr))
        assert not (isinstance(node, ast.ImportFrom) and node.module == "__future__")
        if isinstance(node, ast.FunctionDef):
            assert node.returns is None
            assert all(argument.annotation is None for argument in node.args.args)


def test_no_python_3_11_is_one_sentence_and_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pythons, "is_wanted", lambda: False)
    monkeypatch.setattr(pythons, "candidates", list)
    assert start.start(["run"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert "Gaitbox needs Python 3.11" in said.err
    assert "-m installer run" in said.err


def test_another_python_hands_over_with_all_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(pythons, "is_wanted", lambda: False)
    monkeypatch.setattr(pythons, "find", lambda: "/opt/python3.11")
    monkeypatch.setattr(start, "hand_over", lambda command, env: called.append(command) or 3)
    assert start.start(["generate", "a man limps", "--out", "x y"]) == 3
    words = ["generate", "a man limps", "--out", "x y"]
    assert called == [["/opt/python3.11", "-m", "installer", *words]]


def test_the_first_right_python_is_taken() -> None:
    answers = {"py": None, "python3.11": "/usr/bin/python3.11", "other": "/other"}
    commands = [["py", "-3.11"], ["python3.11"], ["other"]]
    assert pythons.find(commands, lambda command: answers[command[0]]) == "/usr/bin/python3.11"
    assert pythons.find([["py"]], lambda command: answers[command[0]]) is None


def test_windows_asks_its_launcher_first() -> None:
    assert pythons.candidates(windows=True)[0] == ["py", "-3.11"]
    assert ["py", "-3.11"] not in pythons.candidates(windows=False)


def test_probe_believes_only_what_the_interpreter_says(tmp_path: Path) -> None:
    assert pythons.probe([sys.executable])
    assert pythons.probe(["python-that-is-not-there"]) is None
    if sys.platform != "win32":
        shim = tmp_path / "python3.11"
        shim.write_text("#!/bin/sh\necho 'pyenv: version not installed' >&2\nexit 127\n")
        shim.chmod(0o755)
        assert pythons.probe([str(shim)]) is None


@pytest.mark.parametrize(
    ("platform", "distribution", "expected"),
    [
        ("linux", DEBIAN, "apt-get install -y python3.11 python3.11-venv"),
        ("linux", Distribution("fedora", "Fedora"), "dnf install -y python3.11"),
        ("linux", Distribution("arch", "Arch Linux"), "python.org"),
        ("darwin", None, "brew install python@3.11"),
        ("win32", None, "winget install Python.Python.3.11"),
    ],
)
def test_wrong_python_names_the_command_of_the_system(
    platform: str, distribution: Distribution | None, expected: str
) -> None:
    problem = pythons.wrong_python("3.12.1", platform, distribution)
    assert "3.12.1" in problem.sentence
    assert expected in problem.remedy
    starter = "py -3.11" if platform == "win32" else "python3.11"
    assert f"{starter} -m installer run" in problem.remedy


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ('NAME="Debian GNU/Linux"\nID=debian\n', "debian"),
        ('NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n', "debian"),
        ('NAME="Rocky Linux"\nID="rocky"\nID_LIKE="rhel centos fedora"\n', "fedora"),
        ("ID=opensuse-leap\nID_LIKE='suse opensuse'\n", "suse"),
        ("ID=alpine\n", "other"),
        ("", "other"),
    ],
)
def test_distribution_is_read_from_os_release(text: str, family: str) -> None:
    assert parse_os_release(text).family == family


def test_interrupting_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(pythons, "is_wanted", interrupted)
    assert start.start(["run"]) == 130
    assert "goes on" in capsys.readouterr().err


def test_help_needs_nothing() -> None:
    repository = FOLDER.parent
    answer = subprocess.run(
        [sys.executable, "-S", "-m", "installer", "--help"],
        cwd=repository,
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 0
    assert "run [options]" in answer.stdout
    assert "py -3.11 -m installer" in answer.stdout
