"""App and Editor of unity_app: compiled against stubs, and the tests of what needs no engine.

This is no Unity: the stubs (`stubs/`) are hand-written signatures. What compiles here may still
fail in the Editor or on a headset; unity_app/README.md says what only those can show.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from installer import csharp
from tests.unity_app.csharp import GAITBOX, ROOT, compile_csharp, run_nunit, sources

STUBS = ROOT / "tests" / "unity_app" / "stubs"
APP = GAITBOX / "App"
EDITOR = GAITBOX / "Editor"
PRESENTERS = APP / "Presenters"

PLAYER = ("", "UNITY_ANDROID")
"""Symbols that Unity defines in a player: on a desktop, on the headset."""
IN_EDITOR = ("UNITY_EDITOR", "UNITY_EDITOR;UNITY_ANDROID")
"""The same in the Editor, for the two build targets."""


def own_sources(folder: Path) -> list[Path]:
    """C# files of the assembly whose definition is in a folder: not those of assemblies below."""
    below = [file.parent for file in folder.rglob("*.asmdef") if file.parent != folder]
    return [f for f in sources(folder) if not any(other in f.parents for other in below)]


def defines(symbols: str) -> list[str]:
    return [f"-define:{symbols}"] if symbols else []


def must_compile(
    tools: csharp.Toolchain,
    files: list[Path],
    output: Path,
    references: list[Path],
    symbols: str = "",
) -> Path:
    assert files
    answer = compile_csharp(tools, files, output, references, defines(symbols))
    assert answer.code == 0, answer.said
    return output


@pytest.fixture(scope="module")
def place(core_assembly: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Gaitbox.Core in it; all else is put beside it, so that .NET finds it."""
    folder = tmp_path_factory.mktemp("app")
    shutil.copy(core_assembly, folder)
    return folder


@pytest.fixture(scope="module")
def presenters(csharp_tools: csharp.Toolchain, place: Path) -> Path:
    """Gaitbox.Presenters, compiled without the engine and without the stubs."""
    output = place / "Gaitbox.Presenters.dll"
    core = place / "Gaitbox.Core.dll"
    return must_compile(csharp_tools, own_sources(PRESENTERS), output, [core])


@pytest.fixture(scope="module")
def stubs(csharp_tools: csharp.Toolchain, place: Path) -> Path:
    return must_compile(csharp_tools, sources(STUBS), place / "UnityStubs.dll", [])


@pytest.fixture(scope="module")
def app_references(place: Path, presenters: Path, stubs: Path) -> list[Path]:
    return [place / "Gaitbox.Core.dll", presenters, stubs]


@pytest.fixture(scope="module")
def app(csharp_tools: csharp.Toolchain, place: Path, app_references: list[Path]) -> Path:
    """Gaitbox.App as the Editor compiles it for the headset."""
    output = place / "Gaitbox.App.dll"
    return must_compile(csharp_tools, own_sources(APP), output, app_references, IN_EDITOR[1])


@pytest.fixture(scope="module")
def editor(
    csharp_tools: csharp.Toolchain, place: Path, app_references: list[Path], app: Path
) -> Path:
    """Gaitbox.Editor as the Editor compiles it for the headset."""
    output = place / "Gaitbox.Editor.dll"
    references = [*app_references, app]
    return must_compile(csharp_tools, own_sources(EDITOR), output, references, IN_EDITOR[1])


@pytest.mark.parametrize("symbols", [*PLAYER, IN_EDITOR[0]])
def test_the_app_compiles_against_the_stubs(
    csharp_tools: csharp.Toolchain, app_references: list[Path], tmp_path: Path, symbols: str
) -> None:
    output = tmp_path / "Gaitbox.App.dll"
    must_compile(csharp_tools, own_sources(APP), output, app_references, symbols)


def test_the_editor_scripts_compile_against_the_stubs_for_a_desktop(
    csharp_tools: csharp.Toolchain, app_references: list[Path], app: Path, tmp_path: Path
) -> None:
    output = tmp_path / "Gaitbox.Editor.dll"
    references = [*app_references, app]
    must_compile(csharp_tools, own_sources(EDITOR), output, references, IN_EDITOR[0])


def passes(tools: csharp.Toolchain, tests: Path, at_least: int) -> None:
    shutil.copy(tools.nunit, tests.parent)
    ran = run_nunit(tools, tests)
    failed = [
        f"{one['test']}: {one['message']}" for one in ran.results if one["status"] != "passed"
    ]
    assert failed == []
    assert ran.code == 0, ran.said
    assert len(ran.results) >= at_least, "tests were lost"


def test_what_the_app_shows(csharp_tools: csharp.Toolchain, place: Path, presenters: Path) -> None:
    references = [place / "Gaitbox.Core.dll", presenters, csharp_tools.nunit]
    output = place / "Gaitbox.App.Tests.dll"
    tests = must_compile(csharp_tools, own_sources(APP / "Tests"), output, references)
    passes(csharp_tools, tests, at_least=95)


def test_what_the_editor_scripts_decide(
    csharp_tools: csharp.Toolchain, place: Path, editor: Path, stubs: Path
) -> None:
    references = [editor, stubs, csharp_tools.nunit]
    output = place / "Gaitbox.Editor.Tests.dll"
    tests = must_compile(csharp_tools, own_sources(EDITOR / "Tests"), output, references)
    passes(csharp_tools, tests, at_least=18)


def test_the_compiler_would_notice_a_wrong_call(
    csharp_tools: csharp.Toolchain, stubs: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "Wrong.cs"
    wrong.write_text("class A { void B() { UnityEngine.Debug.Logg(1); } }", encoding="utf-8")
    answer = compile_csharp(csharp_tools, [wrong], tmp_path / "Wrong.dll", [stubs])
    assert answer.code != 0
    assert "Logg" in answer.said


def test_every_frame_is_without_garbage() -> None:
    """What is called every frame has no text made, no list, no lambda and no query in it."""
    makers = re.compile(
        r"\bnew (?!Vector|FloorP|Color|Pose)|=>|\$\"|string\.|\.ToString|\.Select\(|foreach"
    )
    per_frame = {
        "GaitboxApp.cs": [
            *("private void Update()", "private void FollowHead()", "private void LoadWanted()"),
        ],
        "Input/HandPointer.cs": ["public void Update()", "private bool TryPoke()"],
        "Input/PanelRay.cs": ["public bool Point(", "private static bool TryHit("],
        "Input/MousePointer.cs": ["public void Update()"],
        "Input/HandInput.cs": ["public bool TryRead(", "public bool TryFingertip("],
        "Room/Recentring.cs": ["public bool Take()", "private void Watch()"],
        "Panels/AppPanels.cs": ["public void Refresh()"],
        "Panels/PanelView.cs": ["public void Refresh()"],
        "Panels/ButtonView.cs": ["public void Refresh()"],
        "Panels/PlaybackPanel.cs": ["public void Show()"],
        "Patient/PatientStand.cs": ["public void Show(Playback playback)"],
        "Patient/FloorRing.cs": ["public double Share", "private static Vector3 Point("],
        "Patient/PatientBody.cs": ["public void Seek(", "public void Put("],
        "Presenters/Pointing/PanelPointer.cs": ["public void Move("],
        "Presenters/Pointing/Poke.cs": ["public bool Move("],
        "Presenters/Scan/CodeScan.cs": ["public void Update()"],
    }
    found = {}
    for name, methods in per_frame.items():
        text = (APP / name).read_text(encoding="utf-8")
        for method in methods:
            assert method in text, f"{name} has no {method}"
            body = _body(text, text.index(method))
            # Objects that are made when something changed, not every frame, are not there at all.
            if match := makers.search(body):
                found[f"{name}: {method}"] = match[0]
    assert found == {}


def _body(text: str, start: int) -> str:
    """The block that follows a method's head."""
    begin = text.index("{", start)
    depth = 0
    for place in range(begin, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return text[begin : place + 1]
    raise AssertionError("no end of the block")


def test_the_stubs_say_what_they_are() -> None:
    for file in sources(STUBS):
        head = file.read_text(encoding="utf-8")[:400]
        assert "never shipped" in head and "Not code of Unity" in head, file.name
