"""``gaitbox edit``: what it writes, what it says, how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from retarget.bvh import write_bvh
from runtime.cli import main
from runtime.library import Library
from runtime.part import on_own_body
from runtime.result import Result
from tests.runtime.gait.synthetic import Walker, walk

PROMPT = "a man limps on his right leg"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "walk.npy"
    np.save(path, on_own_body(walk(Walker(), 6.0)))
    return path


def edit(model: Path, out: Path, motion: object, *arguments: object) -> int:
    words = ["edit", str(motion), PROMPT, "--out", str(out), "--model", str(model)]
    return main([*words, "--seed", "3", *map(str, arguments)])


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_it_writes_every_file(
    toy_model: Path, tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "deep" / "out"
    assert edit(toy_model, out, source, "--from", 3, "--to", "5", "--samples", 2) == 0
    said = capsys.readouterr()
    assert "3 to 5 s of walk.npy" in said.out and "Measured between 3.0 and 5.0 s." in said.out
    assert "teaching aid" in said.out and said.err == ""
    assert names(out) == {"0", "1"}
    everything = {"motion.npy", "features.npy", "motion.bvh", "motion.fbx", "motion.glb"}
    assert names(out / "0") == everything | {"report.json"}
    assert np.load(out / "0" / "motion.npy").shape == (120, 22, 3)
    report = json.loads((out / "0" / "report.json").read_text("utf-8"))
    assert report["edit"]["source"] == "walk.npy" and report["edit"]["to"] == 5
    assert str(tmp_path) not in json.dumps(report), "a path of this machine"


def test_the_same_words_give_the_same_bytes(toy_model: Path, tmp_path: Path, source: Path) -> None:
    for name in ("a", "b"):
        arguments = ("--from", 3, "--to", "end", "--formats", "npy")
        assert edit(toy_model, tmp_path / name, source, *arguments) == 0
    first, second = (tmp_path / n / "0" / "motion.npy" for n in "ab")
    assert first.read_bytes() == second.read_bytes()


def test_a_bvh_a_written_motion_and_one_of_the_library_can_be_changed(
    toy_model: Path,
    tmp_path: Path,
    source: Path,
    result: Result,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("GAITBOX_HOME", str(tmp_path / "home"))
    library = Library(tmp_path / "home" / "library")
    entry = library.add(result)
    library.close()
    bvh = tmp_path / "walk.bvh"
    write_bvh(bvh, np.load(source))
    assert edit(toy_model, tmp_path / "first", bvh, "--from", 5, "--formats", "npy") == 0
    again = tmp_path / "first" / "0" / "motion.npy"
    for motion, prompt in ((again, None), (entry.id, result.origin.prompt)):
        capsys.readouterr()
        arguments = ("--from", 1, "--to", 2, "--formats", "npy", "--json")
        assert edit(toy_model, tmp_path / "next", motion, *arguments) == 0
        (made,) = json.loads(capsys.readouterr().out)["motions"]
        assert made["edit"]["source_prompt"] == prompt


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ([], "where the part begins"),
        (["--from", "soon"], '"soon" of --from is not a number'),
        (["--from", "1", "--to", "later"], '"later" of --to is not a number'),
        (["--from", "5", "--to", "4"], "begin before it ends"),
        (["--from", "1", "--to", "60"], "the motion lasts 6 s"),
        (["--from", "1", "--formats", "usd"], "usd"),
        (["--from", "1", "--samples", "9"], "samples"),
        (["--from", "1", "--avatar", "robot"], "robot"),
        (["--from", "1", "--seconds", "4"], "--seconds"),
    ],
)
def test_bad_input_gets_one_line_and_writes_nothing(
    arguments: list[str],
    word: str,
    toy_model: Path,
    tmp_path: Path,
    source: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert edit(toy_model, tmp_path / "out", source, *arguments) == 2
    said = capsys.readouterr().err
    assert word in said and said.count("\n") == 1 and PROMPT not in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("motion", ["none.npy", "none.bvh", "0123456789ab", "text.txt", ""])
def test_no_motion_gets_one_line_and_writes_nothing(
    motion: str,
    toy_model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("GAITBOX_HOME", str(tmp_path / "home"))
    assert edit(toy_model, tmp_path / "out", motion, "--from", 1) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert names(tmp_path) == set()


def test_a_motion_that_is_too_short_leaves_nothing(
    toy_model: Path, tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    np.save(source, np.load(source)[:30])
    assert edit(toy_model, tmp_path / "out", source, "--from", 0.4) == 2
    assert "this model changes motions of" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_there_must_be_a_folder(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["edit", str(source), PROMPT, "--from", "1"]) == 2
    assert "--out" in capsys.readouterr().err


def test_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["edit", "--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0 and "examples:" in said and "--to end" in said
