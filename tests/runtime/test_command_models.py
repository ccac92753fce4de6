"""``gaitbox models``, and ``--model`` with a name."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from runtime.cli import main
from runtime.doctor import WARNING, examine


@pytest.fixture
def home(tmp_path: Path, second_model: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with one installed model, ``second``."""
    monkeypatch.setenv("GAITBOX_HOME", str(tmp_path / "home"))
    shutil.copytree(second_model, tmp_path / "home" / "models" / "second")
    return tmp_path / "home"


def crack(home: Path) -> None:
    (home / "models" / "broken").mkdir()
    (home / "models" / "broken" / "manifest.json").write_text("{")


def generate(out: Path, *arguments: str) -> int:
    return main(
        ["generate", "a man limps", "--out", str(out), "--seed", "4", "--seconds", "2"]
        + ["--formats", "npy", *arguments]
    )


def test_the_table_names_every_model(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    crack(home)
    assert main(["models"]) == 0
    head, default, broken, second = capsys.readouterr().out.splitlines()
    assert head.split() == ["name", "model", "version", "length", "state", "where"]
    assert default.split()[:3] == ["default", "gaitbox-default", "2.0"]
    assert second.split()[:3] == ["second", "gaitbox-toy", "0.1"]
    assert "2 to" in second and second.endswith(str(home / "models" / "second"))
    assert "cannot be read." in broken


def test_the_list_for_programs(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "--json"]) == 0
    default, second = json.loads(capsys.readouterr().out)["models"]
    assert (default["name"], second["name"]) == ("default", "second")
    assert second["folder"] == str(home / "models" / "second")
    assert second["limits"]["min_seconds"] == 2 and second["problem"] is None


def test_a_model_makes_the_same_motion_by_name_and_by_folder(
    home: Path, second_model: Path, tmp_path: Path
) -> None:
    assert generate(tmp_path / "name", "--model", "second") == 0
    assert generate(tmp_path / "folder", "--model", str(second_model)) == 0
    report = json.loads((tmp_path / "name" / "0" / "report.json").read_text("utf-8"))
    assert (report["model_version"], report["model_name"]) == ("0.1", "second")
    one, other = (np.load(tmp_path / where / "0" / "motion.npy") for where in ("name", "folder"))
    assert np.array_equal(one, other)


@pytest.mark.parametrize("command", ["generate", "serve", "doctor"])
def test_an_unknown_name_is_one_line(
    command: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["a man limps", "--out", str(tmp_path / "out")] if command == "generate" else []
    assert main([command, *out, "--model", "secnd"]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1
    assert 'no model "secnd"' in said.err and "default, second" in said.err
    assert not (tmp_path / "out").exists()


def test_a_file_of_prompts_names_no_model(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prompts = tmp_path / "prompts.json"
    prompts.write_text(json.dumps([{"id": "a", "prompt": "walk", "model": "second"}]))
    out = str(tmp_path / "out")
    assert main(["generate", "--prompts", str(prompts), "--out", out, "--formats", "npy"]) == 2
    assert "Entry 1" in (said := capsys.readouterr().err) and "--model" in said


def test_doctor_lists_the_models_in_a_line(home: Path) -> None:
    crack(home)
    (line,) = [finding for finding in examine() if finding.name == "installed models"]
    assert "default (gaitbox-default" in line.detail and "second (gaitbox-toy 0.1)" in line.detail
    assert "broken (The model's manifest.json cannot be read.)" in line.detail
    assert line.state == WARNING
