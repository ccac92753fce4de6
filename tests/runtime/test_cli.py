"""``gaitbox``: what it writes, what it says, how it ends."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import runtime
from runtime.cli import main
from runtime.gait.loop import seam

PROMPT = "a man limps because of pain in his right leg"
ROOT = Path(__file__).resolve().parents[2]
ALL_FILES = {
    "motion.npy",
    "features.npy",
    "motion.bvh",
    "motion.fbx",
    "motion.glb",
    "report.json",
}


def gaitbox(*arguments: object, prefix: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it, in a process of its own."""
    command = [*prefix, sys.executable, "-m", "runtime", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture(scope="module")
def made(toy_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The main job, cut off from every network but loopback where the system can do that."""
    out = tmp_path_factory.mktemp("made") / "deep" / "out"
    prefix: tuple[str, ...] = ()
    probe = ["unshare", "-n", "true"]
    if shutil.which("unshare") and subprocess.run(probe, capture_output=True).returncode == 0:
        prefix = ("unshare", "-n", "sh", "-c", 'ip link set lo up 2>/dev/null; exec "$@"', "sh")
    done = gaitbox(
        "generate", PROMPT, "--out", out, "--seed", 3, "--samples", 2, "--seconds", 4,
        "--model", toy_model, prefix=prefix,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "antalgic, right" in done.stdout and "teaching aid" in done.stdout
    return out


def test_it_writes_every_file_without_a_network(made: Path) -> None:
    assert names(made) == {"0", "1"}
    for sample in ("0", "1"):
        assert names(made / sample) == ALL_FILES
    joints = np.load(made / "0" / "motion.npy")
    assert joints.shape == (80, 22, 3) and joints.dtype == np.float32
    assert np.load(made / "0" / "features.npy").shape == (79, 263)
    assert (made / "0" / "motion.fbx").read_bytes().startswith(b"Kaydara FBX Binary")
    assert (made / "0" / "motion.glb").read_bytes().startswith(b"glTF")
    report = json.loads((made / "0" / "report.json").read_text("utf-8"))
    assert report["prompt"] == PROMPT and report["seed"] == 3
    assert report["timings"]["export"] > 0


def test_the_same_seed_writes_the_same_bytes(made: Path, toy_model: Path, tmp_path: Path) -> None:
    arguments = ["--seed", "3", "--samples", "2", "--seconds", "4", "--formats", "npy"]
    assert (
        main(["generate", PROMPT, "--out", str(tmp_path), "--model", str(toy_model), *arguments])
        == 0
    )
    for sample in ("0", "1"):
        assert names(tmp_path / sample) == {"motion.npy", "features.npy", "report.json"}
        first, again = made / sample / "motion.npy", tmp_path / sample / "motion.npy"
        assert first.read_bytes() == again.read_bytes()


def test_json_says_where_and_what(
    toy_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--formats", "bvh", "--json", "--avatar", "age=0.9,height=0.2", "--seconds", "3"]
    code = main(["generate", PROMPT, "--out", str(tmp_path), "--model", str(toy_model), *arguments])
    assert code == 0
    (motion,) = json.loads(capsys.readouterr().out)["motions"]
    assert motion["folder"] == str(tmp_path / "0")
    assert motion["avatar"] == "custom" and motion["phenotype"]["age"] == 0.9
    assert names(tmp_path / "0") == {"motion.bvh", "report.json"}


def test_a_second_run_replaces_the_first_and_keeps_other_files(
    toy_model: Path, tmp_path: Path
) -> None:
    base = ["generate", PROMPT, "--out", str(tmp_path), "--model", str(toy_model), "--seconds", "3"]
    assert main([*base, "--seed", "1", "--formats", "npy,bvh"]) == 0
    (tmp_path / "0" / "notes.txt").write_text("mine")
    before = (tmp_path / "0" / "motion.npy").read_bytes()
    assert main([*base, "--seed", "2", "--formats", "npy"]) == 0
    assert names(tmp_path / "0") == {"motion.npy", "features.npy", "report.json", "notes.txt"}
    assert (tmp_path / "0" / "motion.npy").read_bytes() != before


def test_loops_are_for_the_command_or_for_single_prompts(toy_model: Path, tmp_path: Path) -> None:
    """A model with random weights may show no stride: then the report says so."""
    prompts = tmp_path / "prompts.json"
    entries = [
        {"id": "loop", "prompt": "a person walks"},
        {"id": "whole", "prompt": "a person walks", "loop": False},
    ]
    prompts.write_text(json.dumps(entries))
    arguments = ["--model", str(toy_model), "--formats", "npy", "--seconds", "6", "--seed", "2"]
    out = tmp_path / "out"
    code = main(["generate", "--prompts", str(prompts), "--out", str(out), "--loop", *arguments])
    assert code == 0
    loop, whole = (
        json.loads((out / name / "report.json").read_text("utf-8")) for name in ("loop", "whole")
    )
    assert whole["loop"] is False and whole["frames"] == 120
    assert not any("loop" in note for note in whole["assumptions"])
    if loop["loop"]:
        joints = np.load(out / "loop" / "motion.npy")
        assert loop["frames"] == len(joints) < 120
        assert seam(joints).position < 1.3
    else:
        assert any("It is no loop" in note for note in loop["assumptions"])


def test_a_file_of_prompts_gives_a_folder_each(toy_model: Path, tmp_path: Path) -> None:
    prompts = tmp_path / "prompts.json"
    entries = [
        {"id": "limp right", "prompt": PROMPT, "seed": 3, "seconds": 4, "affected": "right"},
        {"id": 12, "prompt": "a child walks"},
        {"id": "two", "prompt": "crouch gait", "samples": 2},
    ]
    prompts.write_text(json.dumps({"about": "x", "prompts": entries}))
    out = tmp_path / "out"
    code = main(
        ["generate", "--prompts", str(prompts), "--out", str(out), "--model", str(toy_model)]
        + ["--formats", "npy", "--seconds", "3", "--seed", "9"]
    )
    assert code == 0
    assert names(out) == {"limp right", "12", "two"}
    assert names(out / "two") == {"0", "1"}
    assert len(np.load(out / "limp right" / "motion.npy")) == 80
    assert len(np.load(out / "12" / "motion.npy")) == 60
    assert json.loads((out / "12" / "report.json").read_text())["seed"] == 9


BAD = {
    "empty prompt": ([""], "empty"),
    "blank prompt": (["   "], "empty"),
    "no prompt": ([], "no prompt"),
    "long prompt": (["x" * 501], "501"),
    "control characters": (["walk\x07on"], "control"),
    "short": ([PROMPT, "--seconds", "0.2"], "seconds"),
    "long": ([PROMPT, "--seconds", "99"], "seconds"),
    "seconds in words": ([PROMPT, "--seconds", "eight"], "not a number"),
    "no samples": ([PROMPT, "--samples", "0"], "samples"),
    "too many samples": ([PROMPT, "--samples", "9"], "samples"),
    "negative seed": ([PROMPT, "--seed", "-1"], "seed"),
    "half a seed": ([PROMPT, "--seed", "1.5"], "seed"),
    "unknown format": ([PROMPT, "--formats", "fbx,obj"], "obj"),
    "no format": ([PROMPT, "--formats", ""], "No format"),
    "unknown avatar": ([PROMPT, "--avatar", "robot"], "robot"),
    "avatar in words": ([PROMPT, "--avatar", "age=old"], "not a number"),
    "no such model": ([PROMPT, "--model", "/no/such/folder"], "model"),
    "unknown option": ([PROMPT, "--turbo"], "turbo"),
    "two sources": ([PROMPT, "--prompts", "x.json"], "both"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_line_and_writes_nothing(
    case: str, toy_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments, word = BAD[case]
    out = tmp_path / "deep" / "out"
    model = [] if "--model" in arguments else ["--model", str(toy_model)]
    assert main(["generate", *arguments, "--out", str(out), *model]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1 and word in said.err
    assert not (tmp_path / "deep").exists()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("not json", "JSON"),
        ("[]", "no prompts"),
        ("7", "list"),
        ('{"a": 1}', "list"),
        ("[3]", "Entry 1"),
        ('[{"prompt": "walk"}]', "id"),
        ('[{"id": "a", "prompt": "walk"}, {"id": "b", "prompt": ""}]', "Entry 2"),
        ('[{"id": "a", "prompt": "walk"}, {"id": "A", "prompt": "walk"}]', "twice"),
        ('[{"id": "../up", "prompt": "walk"}]', "folder"),
        ('[{"id": "a/b", "prompt": "walk"}]', "folder"),
        ('[{"id": "a\\\\b", "prompt": "walk"}]', "folder"),
        ('[{"id": "..", "prompt": "walk"}]', "folder"),
        ('[{"id": "", "prompt": "walk"}]', "folder"),
        ('[{"id": "nul", "prompt": "walk"}]', "folder"),
        ('[{"id": "a\\u0000", "prompt": "walk"}]', "folder"),
        ('[{"id": "a", "prompt": "walk", "seconds": 99}]', "seconds"),
        ('[{"id": "a", "prompt": "walk", "samples": 9}]', "samples"),
    ],
)
def test_a_bad_file_of_prompts_writes_nothing(
    text: str, word: str, toy_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prompts = tmp_path / "prompts.json"
    prompts.write_text(text)
    out = tmp_path / "out"
    arguments = ["--prompts", str(prompts), "--out", str(out), "--model", str(toy_model)]
    assert main(["generate", *arguments, "--formats", "npy"]) == 2
    said = capsys.readouterr()
    assert said.err.count("\n") == 1 and word in said.err
    assert names(tmp_path) == {"prompts.json"}


def test_a_changed_model_is_named_and_nothing_written(
    broken_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["generate", PROMPT, "--out", str(out), "--model", str(broken_model)]) == 2
    assert "decoder.onnx" in capsys.readouterr().err
    assert not out.exists()
    assert main(["serve", "--no-browser", "--port", "0", "--model", str(broken_model)]) == 2


def test_a_folder_that_cannot_be_written_is_said(
    toy_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("mine")
    out = tmp_path / "file" / "out"
    assert main(["generate", PROMPT, "--out", str(out), "--model", str(toy_model)]) == 2
    said = capsys.readouterr().err
    assert "cannot be written" in said and said.count("\n") == 1
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("formats", ["npy,bvh", "fbx", "glb"])
def test_a_full_disk_fails_and_leaves_nothing_half_written(
    formats: str, toy_model: Path, small_disk: Path
) -> None:
    (small_disk / "ballast").write_bytes(b"x" * 150_000)
    done = gaitbox(
        "generate", PROMPT, "--out", small_disk / "out", "--formats", formats,
        "--seconds", 9, "--model", toy_model,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "no room" in done.stderr and done.stderr.count("\n") == 1
    assert names(small_disk) == {"ballast"}


def test_the_prompt_is_in_no_message(toy_model: Path, small_disk: Path) -> None:
    done = gaitbox(
        "generate", "zebra walks", "--out", small_disk / "out", "--samples", 8,
        "--formats", "npy", "--model", toy_model,
    )  # fmt: skip
    assert done.returncode == 1 and "zebra" not in done.stderr + done.stdout


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--host", "0.0.0.0"], "this machine only"),
        (["--host", "192.168.1.5"], "this machine only"),
        (["--host", "example"], "not an address"),
        (["--port", "http"], "port"),
        (["--port", "70000"], "port"),
        (["--lan", "--lan-port", "0"], "port for headsets"),
        (["--lan", "--lan-port", "many"], "port for headsets"),
        (["--lan", "--name", " . "], "name"),
        (["--avatar", "robot"], "robot"),
    ],
)
def test_serve_refuses_what_it_cannot_do(
    arguments: list[str], word: str, toy_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--no-browser", "--model", str(toy_model), *arguments]) == 2
    said = capsys.readouterr().err
    assert word in said and said.count("\n") == 1


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["version"]) == 0
    assert capsys.readouterr().out == f"gaitbox {runtime.__version__}\n"
    for arguments in ([], ["generate"], ["serve"]):
        with pytest.raises(SystemExit) as ended:
            main([*arguments, "--help"])
        assert ended.value.code == 0
        assert "examples:" in capsys.readouterr().out
    assert main([]) == 2 and main(["dance"]) == 2


def test_doctor_finds_a_working_installation(
    toy_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("GAITBOX_HOME", str(tmp_path))
    code = main(["doctor", "--model", str(toy_model), "--json"])
    findings = {f["name"]: f for f in json.loads(capsys.readouterr().out)}
    assert code == 0, findings
    assert "ExecutionProvider" in findings["engine"]["detail"]
    assert "fbx" in findings["Blender"]["detail"]


def test_doctor_names_a_changed_model(
    broken_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("GAITBOX_HOME", str(tmp_path))
    assert main(["doctor", "--model", str(broken_model)]) == 1
    lines = capsys.readouterr().out.splitlines()
    (line,) = [line for line in lines if line.startswith("model")]
    assert "FAILED" in line and "decoder.onnx" in line


@pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
def test_a_stopped_command_leaves_nothing(toy_model: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "runtime", "generate", PROMPT, "--out", str(out)]
    process = subprocess.Popen(
        [*command, "--model", str(toy_model)], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    while process.poll() is None and not out.exists():
        pass
    process.terminate()
    _, said = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM and said == ""
    assert not out.exists()


def test_a_reader_that_has_seen_enough_is_no_failure(toy_model: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "runtime", "generate", "a man walks", "--formats", "npy"]
    process = subprocess.Popen(
        [*command, "--out", str(out), "--model", str(toy_model), "--seconds", "2"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait(60) == 0
    assert (out / "0" / "motion.npy").is_file()
