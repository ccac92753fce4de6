"""What each system needs beside the program: setup, version, icon, app, menu."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from installer.bundle import version_info
from tests.installer.conftest import REPOSITORY

FOLDER = REPOSITORY / "installer"
posix = pytest.mark.skipif(sys.platform == "win32", reason="a shell script")


def sections(text: str) -> dict[str, list[str]]:
    """Lines of an Inno Setup script by section, less comments and preprocessor."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in map(str.strip, text.splitlines()):
        heading = re.fullmatch(r"\[(\w+)\]", line)
        if heading:
            lines = found.setdefault(heading[1], [])
        elif line and not line.startswith((";", "#")):
            lines.append(line)
    return found


SCRIPT = sections((FOLDER / "windows" / "gaitbox.iss").read_text(encoding="utf-8"))
SETUP = dict(line.split("=", 1) for line in SCRIPT["Setup"])


def test_windows_setup_needs_no_administrator() -> None:
    assert SETUP["PrivilegesRequired"] == "lowest"
    assert SETUP["PrivilegesRequiredOverridesAllowed"] == ""
    assert SETUP["DefaultDirName"] == r"{localappdata}\Programs\Gaitbox"
    text = "\n".join(line for lines in SCRIPT.values() for line in lines)
    for place in ("{commonpf}", "{pf}", "{autopf}", "HKLM", "{sys}", "{common"):
        assert place not in text
    assert "Registry" not in SCRIPT


def test_windows_setup_never_touches_data() -> None:
    """runtime.paths keeps it in %LOCALAPPDATA%\\Gaitbox."""
    for name in ("InstallDelete", "UninstallDelete", "Files"):
        for line in SCRIPT[name]:
            assert r"{localappdata}" not in line
            assert "{app}" in line
    assert not SETUP["DefaultDirName"].startswith(r"{localappdata}\Gaitbox")


def test_windows_setup_has_one_identity() -> None:
    assert re.fullmatch(r"\{\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}", SETUP["AppId"])
    assert SETUP["ArchitecturesAllowed"] == "x64compatible"
    assert SETUP["UninstallDisplayIcon"] == r"{app}\gaitbox.exe"


def test_version_resource_of_windows() -> None:
    text = version_info.windows_text(REPOSITORY)
    said = version_info.version(REPOSITORY)
    assert f"StringStruct('ProductVersion', '{said}')" in text
    assert f"filevers={version_info.numbers(said)}" in text
    compile(text, "version", "eval")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("1.2.3rc1", (1, 2, 3, 0)), ("2", (2, 0, 0, 0)), ("x", (0,) * 4)],
)
def test_windows_wants_four_numbers(text: str, numbers: tuple[int, ...]) -> None:
    assert version_info.numbers(text) == numbers


def test_macos_is_told_about_the_network_and_versions() -> None:
    plist = version_info.info_plist(REPOSITORY)
    assert plist["CFBundleShortVersionString"] == version_info.version(REPOSITORY)
    assert "_gaitbox._tcp" in plist["NSBonjourServices"]
    assert plist["NSLocalNetworkUsageDescription"]


@posix
def test_shell_scripts_are_well_formed() -> None:
    for script in (FOLDER / "macos" / "make_dmg.sh", FOLDER / "linux" / "add to menu.sh"):
        subprocess.run(["sh", "-n", str(script)], check=True)
        assert os.access(script, os.X_OK)


@posix
def test_disk_image_of_nothing_is_one_sentence(tmp_path: Path) -> None:
    script = FOLDER / "macos" / "make_dmg.sh"
    command = ["sh", str(script), str(tmp_path / "No.app"), str(tmp_path / "x.dmg")]
    answer = subprocess.run(command, capture_output=True, text=True)
    assert answer.returncode == 1 and "installer bundle" in answer.stderr


def unquoted(value: str) -> str:
    """The program of an Exec key, as the Desktop Entry Specification 1.5 reads it."""
    string = value.replace("\\\\", "\\")  # escapes of strings
    assert string[0] == string[-1] == '"'
    return re.sub(r"\\([\\\"`$])", r"\1", string[1:-1]).replace("%%", "%")


@posix
@pytest.mark.parametrize("name", ["plain", "with space and é", 'a"b$c`d\\e%f', "it's"])
def test_menu_entry_starts_the_program_wherever_it_lies(tmp_path: Path, name: str) -> None:
    folder, home = tmp_path / name, tmp_path / "home"
    folder.mkdir()
    script = folder / "add to menu.sh"
    shutil.copy(FOLDER / "linux" / "add to menu.sh", script)
    around = {"HOME": str(home), "PATH": os.environ["PATH"]}
    subprocess.run([str(script)], env=around, check=True, capture_output=True)
    entry = home / ".local" / "share" / "applications" / "gaitbox.desktop"
    lines = entry.read_text(encoding="utf-8").splitlines()
    fields = dict(line.split("=", 1) for line in lines if "=" in line)
    assert lines[0] == "[Desktop Entry]" and fields["Type"] == "Application"
    assert unquoted(fields["Exec"]) == str(folder / "gaitbox")
    assert fields["Icon"].replace("\\\\", "\\") == str(folder / "gaitbox.svg")
    subprocess.run([str(script), "--remove"], env=around, check=True, capture_output=True)
    assert not entry.exists()


def test_release_workflow_builds_and_tries_all_three() -> None:
    text = (REPOSITORY / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
    for runner in ("ubuntu-", "windows-", "macos-"):
        assert f"runner: {runner}" in text
    assert "-m installer bundle" in text and "installer.bundle.smoke" in text
    for script in re.findall(r"installer[\\/](?:windows|macos)[\\/][\w.]+", text):
        assert (REPOSITORY / script.replace("\\", "/")).exists()
    for words in re.findall(r"python\S* -c (\"[^\n]*\")\)?$", text, re.MULTILINE):
        (code,) = shlex.split(words.rstrip(")"))
        compile(code, "release.yml", "exec")
