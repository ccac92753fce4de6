"""Compiles C# of unity_app and its tests with the toolchain that the installer made."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from installer import csharp

ROOT = Path(__file__).resolve().parents[2]
PROJECT = ROOT / "unity_app"
GAITBOX = PROJECT / "Assets" / "Gaitbox"
CORE = GAITBOX / "Core"
TESTS = GAITBOX / "Tests"
PROBE = ROOT / "tests" / "unity_app" / "probe"

COMPILE_LIMIT_S = 300
"""Generous: it takes 3 s."""
RUN_LIMIT_S = 600
"""Generous: all tests of Core take some seconds."""


class Compiled(NamedTuple):
    """What the compiler answered."""

    code: int
    said: str


def sources(folder: Path) -> list[Path]:
    """The C# files below a folder, in a stable order."""
    return sorted(folder.rglob("*.cs"))


def compile_csharp(
    tools: csharp.Toolchain,
    files: Iterable[Path],
    output: Path,
    references: Sequence[Path] = (),
    options: Sequence[str] = (),
    surface: str = "ns21",
) -> Compiled:
    """Compile as Unity does: C# 9, warnings as errors; a library unless ``options`` say else.

    Args:
        tools: the toolchain.
        files: C# files.
        output: the assembly to write; a program gets the file that says how to start it.
        references: further assemblies to compile against.
        options: further options of the compiler, such as ``-define:UNITY_EDITOR``.
        surface: see `csharp.Toolchain.compiler`.
    """
    settings = [f"-langversion:{csharp.LANGUAGE_VERSION}", "-warnaserror+", "-warn:4"]
    settings += ["-t:library", f'-out:"{output}"', *(f'-r:"{file}"' for file in references)]
    lines = [*settings, *options, *(f'"{file}"' for file in files)]
    listing = output.with_suffix(".args.rsp")
    listing.write_text("\n".join(lines), encoding="utf-8")
    answer = _run(tools.compiler(surface, f"@{listing}"), COMPILE_LIMIT_S)
    csharp.write_runtime_configuration(output)
    return Compiled(answer.returncode, answer.stdout + answer.stderr)


class NUnitRun(NamedTuple):
    """What the test runner answered."""

    code: int
    results: list[dict[str, Any]]
    """Name, status, milliseconds and message of each test."""
    summary: dict[str, int]
    said: str


def run_nunit(tools: csharp.Toolchain, assembly: Path) -> NUnitRun:
    """Run the NUnit tests of an assembly."""
    answer = _run(tools.tests(assembly), RUN_LIMIT_S)
    lines = [json.loads(line) for line in answer.stdout.splitlines() if line.startswith("{")]
    results = [line for line in lines if "test" in line]
    summary = next((line for line in reversed(lines) if "passed" in line), {})
    return NUnitRun(answer.returncode, results, summary, answer.stdout + answer.stderr)


def _run(command: Sequence[str], limit_s: float) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=limit_s,
        env=csharp.environment(),
        check=False,
    )
