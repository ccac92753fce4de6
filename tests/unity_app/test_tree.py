"""The Unity project as files: metas, assemblies, pinned versions, nothing that is not ours."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from retarget.bone_map import MIXAMO
from retarget.dress import REGIONS
from runtime.gait.intent import parse
from runtime.request import MOST_CHARACTERS
from tests.unity_app import make_metas

ROOT = Path(__file__).resolve().parents[2]
PROJECT = ROOT / "unity_app"
GAITBOX = PROJECT / "Assets" / "Gaitbox"

EDITOR_VERSION = "6000.0.62f1"
EDITOR_REVISION = "f99f05b3e950"

PACKAGES = {
    "com.unity.cloud.gltfast": "6.14.1",
    "com.unity.inputsystem": "1.16.0",
    "com.unity.render-pipelines.universal": "17.0.4",
    "com.unity.test-framework": "1.6.0",
    "com.unity.ugui": "2.0.0",
    "com.unity.xr.arfoundation": "6.3.0",
    "com.unity.xr.core-utils": "2.5.3",
    "com.unity.xr.management": "4.5.3",
    "com.unity.xr.meta-openxr": "2.3.0",
    "com.unity.xr.openxr": "1.16.0",
}
"""A set known to work together on a Quest 3 with this Editor (Unity-SpatialLingo), and glTFast."""

ASSEMBLY_OF = {
    "Gaitbox.Core": "Gaitbox.Core",
    "Gaitbox.Presenters": "Gaitbox.Presenters",
    "Gaitbox.App": "Gaitbox.App",
    "Gaitbox.Editor": "Gaitbox.Editor",
    "GLTFast": "glTFast",
    "Unity.XR.CoreUtils": "Unity.XR.CoreUtils",
    "UnityEngine.UI": "UnityEngine.UI",
    "UnityEngine.InputSystem": "Unity.InputSystem",
    "UnityEngine.XR.ARFoundation": "Unity.XR.ARFoundation",
    "UnityEngine.XR.ARSubsystems": "Unity.XR.ARSubsystems",
    "UnityEngine.XR.Management": "Unity.XR.Management",
    "UnityEngine.XR.OpenXR": "Unity.XR.OpenXR",
    "UnityEngine.XR.OpenXR.Features.MetaQuestSupport": "Unity.XR.OpenXR.Features.MetaQuestSupport",
    "UnityEngine.Rendering.Universal": "Unity.RenderPipelines.Universal.Runtime",
    "UnityEditor.XR.Management": "Unity.XR.Management.Editor",
    "UnityEditor.XR.OpenXR": "Unity.XR.OpenXR.Editor",
}
"""Assembly that a namespace is in; the longest name that fits counts. Others need no reference."""

INDIRECT = {
    *("Unity.RenderPipelines.Core.Runtime", "UnityEngine.TestRunner", "UnityEditor.TestRunner"),
}
"""Assemblies whose types have a namespace of the engine itself, or that mark tests as such."""


def definitions() -> dict[str, tuple[Path, dict[str, Any]]]:
    """Folder and contents of each assembly definition, by its name."""
    found = {}
    for file in sorted(GAITBOX.rglob("*.asmdef")):
        content = json.loads(file.read_text(encoding="utf-8"))
        assert content["name"] == file.stem, "an assembly is called as its file"
        found[content["name"]] = (file.parent, content)
    return found


def sources_of(name: str) -> list[Path]:
    """C# files of an assembly: not those of assemblies below its folder."""
    folder, _ = definitions()[name]
    inner = [f for f, _ in definitions().values() if f != folder and folder in f.parents]
    return [f for f in sorted(folder.rglob("*.cs")) if not any(i in f.parents for i in inner)]


def namespaces_used(name: str) -> set[str]:
    """Namespaces that an assembly's files open."""
    found: set[str] = set()
    for file in sources_of(name):
        text = file.read_text(encoding="utf-8")
        found |= set(re.findall(r"^using (?:static )?(?:\w+ = )?([\w.]+);", text, re.MULTILINE))
    return found


def assembly_of(namespace: str) -> str | None:
    """The assembly that has to be referenced for a namespace."""
    parts = namespace.split(".")
    for length in range(len(parts), 0, -1):
        if known := ASSEMBLY_OF.get(".".join(parts[:length])):
            return known
    return None


def test_the_editor_version_is_written_as_unity_writes_it() -> None:
    text = (PROJECT / "ProjectSettings" / "ProjectVersion.txt").read_text(encoding="utf-8")
    assert text == (
        f"m_EditorVersion: {EDITOR_VERSION}\n"
        f"m_EditorVersionWithRevision: {EDITOR_VERSION} ({EDITOR_REVISION})\n"
    )


def test_every_package_is_pinned_to_the_set_that_works_together() -> None:
    manifest = json.loads((PROJECT / "Packages" / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest) == {"dependencies"}, "no registry but Unity's own"
    modules = {k: v for k, v in manifest["dependencies"].items() if ".modules." in k}
    assert {k: v for k, v in manifest["dependencies"].items() if k not in modules} == PACKAGES
    assert set(modules.values()) == {"1.0.0"}


def test_every_asset_has_its_meta_and_no_two_share_a_guid() -> None:
    assert make_metas.problems(PROJECT) == []


def test_only_own_text_is_in_the_project() -> None:
    """No scenes and prefabs that nobody here can open, no libraries and no assets of others."""
    kept = list(make_metas.assets(PROJECT))
    assert {path.suffix for path in kept if path.is_file()} <= {".cs", ".asmdef"}
    assert {path.relative_to(PROJECT / "Assets").parts[0] for path in kept} == {"Gaitbox"}


def test_what_the_editor_and_the_set_up_make_is_not_kept() -> None:
    made = ["Library/a", "Temp/a", "Logs/a", "UserSettings/a", "Assets/Gaitbox/Generated/a.asset"]
    made += ["Assets/XR/a.asset", "Assets/XR.meta", "gaitbox.apk", "Gaitbox.Core.csproj"]
    names = "\n".join(f"unity_app/{name}" for name in made)
    answer = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "check-ignore", "--no-index", "--stdin"],
        cwd=ROOT,
        input=names,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode == 128:
        pytest.skip("not a git checkout")
    assert answer.stdout.split() == names.split()


# --- assemblies -------------------------------------------------------------------------------


def test_the_engine_is_kept_out_of_what_is_tested_without_it() -> None:
    free = {name for name, (_, content) in definitions().items() if content["noEngineReferences"]}
    assert free >= {"Gaitbox.Core", "Gaitbox.Presenters"}
    for name in free:
        for file in sources_of(name):
            code = re.sub(r"//.*", "", file.read_text(encoding="utf-8"))
            assert not re.search(r"\bUnity(Engine|Editor)\b", code), file


def test_references_run_down() -> None:
    ours = {
        name: {r for r in content["references"] if r.startswith("Gaitbox.")}
        for name, (_, content) in definitions().items()
        if not name.endswith("Tests")
    }
    assert ours == {
        "Gaitbox.Core": set(),
        "Gaitbox.Presenters": {"Gaitbox.Core"},
        "Gaitbox.App": {"Gaitbox.Core", "Gaitbox.Presenters"},
        "Gaitbox.Editor": {"Gaitbox.App"},
    }


@pytest.mark.parametrize("name", ["Core", "Presenters", "App", "Editor", "App.Tests"])
def test_an_assembly_references_what_it_uses_and_nothing_else(name: str) -> None:
    name = f"Gaitbox.{name}"
    needed = {assembly_of(namespace) for namespace in namespaces_used(name)} - {None, name}
    _, content = definitions()[name]
    assert needed == set(content["references"]) - INDIRECT


@pytest.mark.parametrize("name", ["Editor", "App.Tests", "Editor.Tests"])
def test_what_belongs_into_the_editor_stays_out_of_the_app(name: str) -> None:
    _, content = definitions()[f"Gaitbox.{name}"]
    assert content["includePlatforms"] == ["Editor"]
    if name.endswith("Tests"):
        assert content["defineConstraints"] == ["UNITY_INCLUDE_TESTS"]
        assert content["autoReferenced"] is False


def test_namespaces_are_those_of_the_assembly() -> None:
    for name, (_, content) in definitions().items():
        for file in sources_of(name):
            text = file.read_text(encoding="utf-8")
            spaces = set(re.findall(r"^namespace ([\w.]+)", text, re.MULTILINE))
            assert spaces <= {content["rootNamespace"], "System.Runtime.CompilerServices"}, file


def test_the_set_up_enables_what_a_build_for_quest_refuses_to_go_without() -> None:
    text = (GAITBOX / "Editor" / "Setup" / "XrSetup.cs").read_text(encoding="utf-8")
    features = set(re.findall(r'"com\.unity\.openxr\.feature\.([\w.-]+)"', text))
    # The first two are required by the feature set of Unity OpenXR: Meta 2.3.0.
    assert features >= {"metaquest", "compositionlayers", "arfoundation-meta-session"}
    assert features >= {"arfoundation-meta-camera", "input.oculustouch", "input.handinteraction"}
    player = (GAITBOX / "Editor" / "Setup" / "PlayerSetup.cs").read_text(encoding="utf-8")
    for setting in ("IL2CPP", "ARM64", "GameActivity", "LandscapeLeft", "ColorSpace.Linear"):
        assert setting in player
    assert "forceInternetPermission = true" in player
    assert "InsecureHttpOption.NotAllowed" in player


# --- agreement with the rest ------------------------------------------------------------------


def test_the_human_is_mapped_to_the_bones_that_the_fbx_has() -> None:
    text = (GAITBOX / "Editor" / "Fbx" / "HumanBones.cs").read_text(encoding="utf-8")
    pairs = re.findall(r'\["(\w+)"\] = "(\w+)"', text)
    assert sorted(bone for _, bone in pairs) == sorted(MIXAMO)
    assert len({human for human, _ in pairs}) == len(pairs)


def test_severity_has_the_colours_of_the_page() -> None:
    ours = (GAITBOX / "App" / "Presenters" / "Patient" / "Severity.cs").read_text(encoding="utf-8")
    page = ROOT / "runtime" / "console" / "src" / "viewer" / "severity.ts"
    theirs = page.read_text(encoding="utf-8")
    ramp = re.findall(r"\{ (\d+), (\d+), (\d+) \}", ours)
    assert ramp == re.findall(r"^  \[(\d+), (\d+), (\d+)\],$", theirs, re.MULTILINE)
    assert len(ramp) == 3
    limit = re.search(r"VISIBLE_SCORE = ([\d.]+)", theirs)
    assert limit
    assert f"Visible = {limit[1]};" in ours


def test_regions_of_the_avatar_are_names_that_stay_as_they_are() -> None:
    """The app takes a region's name for a material's after the same simplification."""
    assert [r for r in REGIONS if not re.fullmatch(r"[a-z]+(_[a-z]+)*", r)] == []


def test_the_examples_are_understood_as_their_buttons_say() -> None:
    cases = GAITBOX / "App" / "Presenters" / "Prompt" / "ExampleCases.cs"
    found = re.findall(r'new ExampleCase\(\s*"([^"]+)",\s*"([^"]+)"\)', cases.read_text("utf-8"))
    read = {label: parse(prompt) for label, prompt in found}
    patterns = [
        *("normal", "antalgic", "hemiplegic", "trendelenburg", "steppage"),
        *("stiff_knee", "parkinsonian", "ataxic"),
    ]
    assert [intent.pattern for intent in read.values()] == patterns
    for label, intent in read.items():
        side = re.search(r"\b(left|right)\b", label)
        assert intent.side == (side[1] if side else intent.side), label
        assert not intent.not_understood, label


def test_the_limits_are_those_of_the_server() -> None:
    screen = GAITBOX / "App" / "Presenters" / "Prompt" / "PromptScreen.cs"
    assert f"MostCharacters = {MOST_CHARACTERS};" in screen.read_text(encoding="utf-8")


def test_the_read_me_names_methods_that_are_there() -> None:
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    methods = set(re.findall(r"-executeMethod (Gaitbox\.Editor\.(\w+)\.(\w+))", text))
    assert {name for name, _, _ in methods} == {
        "Gaitbox.Editor.ProjectSetup.Apply",
        "Gaitbox.Editor.BuildQuest.Run",
    }
    code = "".join(f.read_text(encoding="utf-8") for f in sources_of("Gaitbox.Editor"))
    for _, kind, method in methods:
        assert f"public static class {kind}" in code
        assert f"public static void {method}()" in code
    assert EDITOR_VERSION in text


# --- make_metas itself ------------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project with one script in one folder."""
    script = tmp_path / "Assets" / "Folder" / "Script.cs"
    script.parent.mkdir(parents=True)
    script.write_text("class A {}", encoding="utf-8")
    return tmp_path


def test_metas_are_written_once_and_are_the_same_everywhere(small: Path) -> None:
    assert make_metas.main(["--project", str(small)]) == 0
    meta = small / "Assets" / "Folder" / "Script.cs.meta"
    first = meta.read_bytes()
    assert first.startswith(b"fileFormatVersion: 2\nguid: ")
    assert b"MonoImporter:" in first
    assert make_metas.guid_of("Assets/Folder/Script.cs").encode() in first
    assert make_metas.write(small) == []
    assert meta.read_bytes() == first
    assert b"folderAsset: yes" in (small / "Assets" / "Folder.meta").read_bytes()


def test_what_the_set_up_makes_gets_no_meta_of_ours(small: Path) -> None:
    made = small / "Assets" / "Gaitbox" / "Generated" / "Pipeline.asset"
    made.parent.mkdir(parents=True)
    made.write_text("%YAML", encoding="utf-8")
    (small / "Assets" / "XR.meta").write_text("guid: unity's\n", encoding="utf-8")
    written = "\n".join(make_metas.write(small))
    assert "Generated" not in written
    assert "XR" not in written
    assert make_metas.problems(small) == []


def test_a_meta_that_is_there_keeps_its_guid(small: Path) -> None:
    kept = "0123456789abcdef0123456789abcdef"
    meta = small / "Assets" / "Folder" / "Script.cs.meta"
    text = make_metas.meta_text("Assets/Folder/Script.cs", folder=False, guid=kept)
    meta.write_text(text, encoding="utf-8")
    make_metas.write(small)
    assert kept in meta.read_text(encoding="utf-8")
    assert make_metas.problems(small) == []


def _missing(project: Path) -> None:
    (project / "Assets" / "Folder.meta").unlink()


def _orphan(project: Path) -> None:
    (project / "Assets" / "Gone.cs.meta").write_text("guid: 0\n", encoding="utf-8")


def _twice(project: Path) -> None:
    other = project / "Assets" / "Other.cs"
    other.write_text("class B {}", encoding="utf-8")
    (project / "Assets" / "Other.cs.meta").write_bytes(
        (project / "Assets" / "Folder" / "Script.cs.meta").read_bytes()
    )


def _wrong_kind(project: Path) -> None:
    meta = project / "Assets" / "Folder" / "Script.cs.meta"
    text = meta.read_text(encoding="utf-8").replace("MonoImporter", "DefaultImporter")
    meta.write_text(text, encoding="utf-8")


def _without_guid(project: Path) -> None:
    (project / "Assets" / "Folder.meta").write_text("fileFormatVersion: 2\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("breaking", "said"),
    [
        (_missing, "has no .meta"),
        (_orphan, "has no asset"),
        (_twice, "the same GUID"),
        (_wrong_kind, "not what the Editor would write"),
        (_without_guid, "has no GUID"),
    ],
)
def test_what_is_wrong_with_metas_is_said(
    small: Path, breaking: Any, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    make_metas.write(small)
    breaking(small)
    assert make_metas.main(["--check", "--project", str(small)]) == 1
    assert said in capsys.readouterr().err
