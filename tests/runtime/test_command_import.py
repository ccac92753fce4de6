"""``gaitbox import-momask``: starts the exporter of a checkout, or says what is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from retarget.errors import BadInput
from runtime import command_import
from runtime.cli import main


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with an exporter that prints its words, says where it is, and ends with 7."""
    package = tmp_path / "a b" / "export_onnx"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "__main__.py").write_text(
        "import os, sys\nprint(sys.argv[1:], os.getcwd())\nsys.exit(7)\n"
    )
    return package.parent


def test_words_folder_and_exit_code_pass_through(
    checkout: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(command_import, "NEEDED", ())
    standing = tmp_path / "standing"
    (standing / "export_onnx").mkdir(parents=True)
    (standing / "export_onnx" / "__main__.py").write_text("raise SystemExit('the wrong one')")
    monkeypatch.chdir(standing)
    words = ["check points", "--out", "m", "--help"]
    assert command_import.run(words, checkout) == 7
    assert capfd.readouterr().out.strip() == f"{['import-momask', *words]} {standing}"


def test_without_a_checkout_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="source checkout.*python3 -m installer import-momask"):
        command_import.run(["checkpoints"], tmp_path)


def test_without_its_packages_it_says_which(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command_import, "NEEDED", ("numpy", "no_such_package"))
    with pytest.raises(BadInput, match="not installed: no_such_package. .*python3 -m installer"):
        command_import.run(["checkpoints"], checkout)


def test_it_is_a_command_of_gaitbox(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command_import, "NEEDED", ("no_such_package",))
    assert main(["import-momask", "checkpoints", "--clip", "x"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("gaitbox: import-momask needs") and said.count("\n") == 1
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "import-momask" in capsys.readouterr().out


def test_the_real_exporter_answers(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    done = subprocess.run(
        [sys.executable, "-m", "runtime", "import-momask", str(tmp_path / "nowhere")],
        capture_output=True,
        text=True,
        cwd=Path(command_import.__file__).parents[1],
    )
    assert done.returncode == 2
    assert "There is no folder" in done.stderr.splitlines()[-1]
