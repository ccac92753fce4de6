"""Gaitbox.Core of the Unity app: compiled without the engine, and its NUnit tests, here.

The same tests run in Unity's Test Runner.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from installer import csharp
from tests.unity_app.csharp import CORE, TESTS, compile_csharp, run_nunit, sources

FEWEST_TESTS = 450
"""There were 375 when this was written; fewer means that some are not run."""


def test_every_nunit_test_passes(csharp_tools: csharp.Toolchain, core_tests_assembly: Path) -> None:
    run = run_nunit(csharp_tools, core_tests_assembly)
    failed = [f"{r['test']}: {r['message']}" for r in run.results if r["status"] == "failed"]
    assert failed == [], run.said[-4000:]
    assert run.code == 0, run.said[-4000:]
    assert run.summary["failed"] == 0
    assert run.summary["passed"] >= FEWEST_TESTS
    assert run.summary["skipped"] == 0, [r for r in run.results if r["status"] == "skipped"]


def test_a_broken_core_fails_its_tests(
    csharp_tools: csharp.Toolchain, tmp_path: Path, core_assembly: Path
) -> None:
    """The proof that the tests look: a proof of pairing that is another's, and a slower clock."""
    broken = tmp_path / "Core"
    shutil.copytree(CORE, broken)
    proof, clock = broken / "Pairing" / "PairingProof.cs", broken / "Session" / "PlaybackClock.cs"
    for file, right, wrong in (
        (proof, '"device\\n"', '"devise\\n"'),
        (clock, "state.Speed * gone", "0.9 * state.Speed * gone"),
    ):
        text = file.read_text(encoding="utf-8")
        assert right in text
        file.write_text(text.replace(right, wrong), encoding="utf-8")
    core = tmp_path / "Gaitbox.Core.dll"
    assert compile_csharp(csharp_tools, sources(broken), core).code == 0
    tests = tmp_path / "Gaitbox.Tests.dll"
    wanted = [TESTS / "Support", TESTS / "Pairing", TESTS / "Session"]
    files = [file for folder in wanted for file in sources(folder)]
    answer = compile_csharp(csharp_tools, files, tests, [core, csharp_tools.nunit])
    assert answer.code == 0, answer.said
    shutil.copy(csharp_tools.nunit, tmp_path)
    run = run_nunit(csharp_tools, tests)
    failed = {
        r["test"].split("(")[0].rsplit(".", 1)[1] for r in run.results if r["status"] == "failed"
    }
    assert run.code == 1
    assert "AreThoseOfTheProtocol" in failed
    assert "APositionIsThatOfTheProtocol" in failed or "LoopsSpeedAndPauseAreFollowed" in failed


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("#nullable enable\nclass A { string B() => null; }", "CS8603"),
        ("class A { void B() { int unused = 1; } }", "CS0219"),
        ("record struct A(int B);", "CS"),
        ("class A { object B = new System.Text.Json.JsonElement(); }", "CS0234"),
        ("class A { void B() { UnityEngine.Debug.Log(1); } }", "CS0103"),
    ],
)
def test_what_unity_would_not_take_is_not_taken(
    csharp_tools: csharp.Toolchain, tmp_path: Path, source: str, words: str
) -> None:
    file = tmp_path / "A.cs"
    file.write_text(source, encoding="utf-8")
    answer = compile_csharp(csharp_tools, [file], tmp_path / "A.dll")
    assert answer.code != 0
    assert words in answer.said


FORBIDDEN = {
    "the engine": r"\bUnity(Engine|Editor)\b",
    "code made at run time, which IL2CPP has not": r"Reflection\.Emit|\bdynamic\b",
    "a certificate that is not looked at": r"DangerousAcceptAny",
    "clients whose certificate callbacks Unity's Mono leaves out": r"HttpClient\(|ClientWebSocket",
    "waiting on the main thread": r"\.Result\b|\.Wait\(\)",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_core_does_without(what: str) -> None:
    found = [
        f"{file.name}:{number}"
        for file in sources(CORE)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(FORBIDDEN[what], line.split("//")[0])
    ]
    assert found == []


def test_every_file_is_strict_about_null() -> None:
    plain = {"AssemblyInfo.cs", "IsExternalInit.cs"}
    files = [file for folder in (CORE, TESTS) for file in sources(folder) if file.name not in plain]
    assert files
    assert [
        f.name for f in files if not f.read_text("utf-8").startswith("#nullable enable\n")
    ] == []
