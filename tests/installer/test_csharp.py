"""The C# toolchain: pinned by hash, made anew when the pins change, and honest elsewhere."""

from __future__ import annotations

import hashlib
import io
import platform
import re
import sys
import tarfile
from pathlib import Path

import pytest

from installer import csharp, steps
from installer.checkout import Checkout
from installer.problem import SetupProblem
from installer.progress import Progress
from installer.steps import Needs

REQUIREMENTS = csharp._TOOLS / "requirements.txt"


def test_every_package_is_pinned_by_version_and_hash() -> None:
    text = REQUIREMENTS.read_text(encoding="utf-8").replace("\\\n", "")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert len(lines) >= 6
    for line in lines:
        assert re.fullmatch(r"[\w.-]+==[\w.]+(\s+--hash=sha256:[0-9a-f]{64})+", line.strip()), line
    assert re.fullmatch(r"@autorest/csharp@[\w.-]+", csharp.NPM_PACKAGE)
    assert re.fullmatch(r"[0-9a-f]{64}", csharp.NPM_SHA256)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A machine that there is a toolchain for."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(platform, "libc_ver", lambda: ("glibc", "2.36"))
    return monkeypatch


@pytest.mark.parametrize(
    ("system_name", "processor", "libc", "fits"),
    [
        ("linux", "x86_64", "glibc", True),
        ("linux", "x86_64", "", False),
        ("linux", "aarch64", "glibc", False),
        ("win32", "AMD64", "", True),
        ("win32", "ARM64", "", False),
        ("darwin", "arm64", "", False),
        ("darwin", "x86_64", "", False),
    ],
)
def test_elsewhere_one_sentence_says_why_not(
    machine: pytest.MonkeyPatch,
    checkout: Checkout,
    system_name: str,
    processor: str,
    libc: str,
    fits: bool,
) -> None:
    machine.setattr(sys, "platform", system_name)
    machine.setattr(platform, "machine", lambda: processor)
    machine.setattr(platform, "libc_ver", lambda: (libc, ""))
    reason = csharp.not_for_this_machine()
    assert (reason == "") == fits
    assert csharp.is_missing(checkout) == fits, "nothing is installed where it cannot be used"
    if not fits:
        assert reason.count(".") >= 1 and reason.endswith(".")
        assert processor.lower() in reason


def test_it_is_made_once_and_again_when_the_pins_change(
    machine: pytest.MonkeyPatch, checkout: Checkout
) -> None:
    made: list[str] = []

    def install(checkout: Checkout, progress: Progress) -> None:
        made.append(csharp.wanted())
        stamp = csharp.toolchain(checkout).stamp
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(csharp.wanted(), encoding="ascii")

    machine.setattr(csharp, "install", install)
    step = [step for step in steps.plan(checkout, Needs(testing=True)) if "C#" in step.title][0]
    assert step.needed()
    step.do(Progress(io.StringIO()))
    assert not step.needed()
    machine.setattr(csharp, "NPM_SHA256", "0" * 64)
    assert step.needed()
    step.do(Progress(io.StringIO()))
    assert len(set(made)) == 2


def test_only_tests_need_it(checkout: Checkout) -> None:
    titles = [step.title for step in steps.plan(checkout, Needs(console=True))]
    assert not any("C#" in title for title in titles)


def archive(place: Path, names: tuple[str, ...]) -> Path:
    """An archive as npm packs them."""
    file = place / "package.tgz"
    with tarfile.open(file, "w:gz") as opened:
        for name in names:
            data = name.encode()
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(data)
            opened.addfile(member, io.BytesIO(data))
    return file


def sha256(file: Path) -> str:
    """Digest of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_the_libraries_are_taken_out_of_the_pinned_archive(tmp_path: Path) -> None:
    file = archive(tmp_path, (*csharp.LIBRARIES, "../evil.dll", "other.js"))
    csharp.unpack(file, tmp_path / "bin", sha256(file))
    assert {path.name for path in (tmp_path / "bin").iterdir()} == set(csharp.LIBRARIES)


def test_another_archive_is_refused_and_nothing_is_taken_out(tmp_path: Path) -> None:
    file = archive(tmp_path, csharp.LIBRARIES)
    with pytest.raises(SetupProblem, match="not the pinned one"):
        csharp.unpack(file, tmp_path / "bin")
    assert not (tmp_path / "bin").exists()


def test_an_archive_without_a_library_is_refused(tmp_path: Path) -> None:
    file = archive(tmp_path, csharp.LIBRARIES[:1])
    with pytest.raises(SetupProblem, match=csharp.LIBRARIES[1]):
        csharp.unpack(file, tmp_path / "bin", sha256(file))


def test_pip_is_held_to_the_hashes_and_to_its_settings(
    machine: pytest.MonkeyPatch, pretended: Checkout
) -> None:
    """The pretended Python prints its words and fails: one sentence, the words in the log."""
    machine.setenv("PIP_INDEX_URL", "https://example.invalid/simple")
    with pytest.raises(SetupProblem, match="pip could not install the .NET runtime"):
        csharp.install(pretended, Progress(io.StringIO()))
    words = pretended.log.read_text(encoding="utf-8")
    for word in ("<--require-hashes>", "<--no-deps>", "<--only-binary>", "<--target>"):
        assert word in words
    assert "example.invalid" not in words, "settings stay in the environment"
    assert csharp.is_missing(pretended), "half a toolchain counts as none"


def test_a_compiler_line_names_what_it_compiles_against(checkout: Checkout) -> None:
    tools = csharp.toolchain(checkout)
    words = tools.compiler("ns21", "-t:library", "A.cs")
    assert words[0] == str(tools.dotnet) and words[1].endswith("Compiler.dll")
    assert f"@{tools.folder / 'ns21.rsp'}" in words and words[-2:] == ["-t:library", "A.cs"]
    assert checkout.venv in tools.folder.parents
    assert csharp.environment()["DOTNET_CLI_TELEMETRY_OPTOUT"] == "1"
