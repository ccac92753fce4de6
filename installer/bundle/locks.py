"""Lock files: every package of the build with its version and its wheels' SHA-256, per platform.

``locks/PLATFORM.txt`` is what ``pip install --require-hashes`` reads, in parts: what the bundle
holds, what only builds it, and, in ``PLATFORM-gpu.txt``, the CUDA libraries of the GPU pack.
No file says where packages come from; that is pip's own setting on the machine that builds.
"""

from __future__ import annotations

import platform
import re
import sys
from pathlib import Path
from typing import NamedTuple

from installer.problem import SetupProblem

FOLDER = Path(__file__).resolve().parent / "locks"
RUNTIME, BUILD, GPU = "runtime", "build", "gpu"
"""Parts of the locks."""


class Platform(NamedTuple):
    """A system that bundles are built for."""

    name: str
    wheels: tuple[str, ...]
    """pip's platform tags, best first."""
    sys_platform: str
    os_name: str
    platform_system: str
    machine: str
    gpu: bool
    """Whether there is a GPU pack for it."""


_MAC = ("arm64", "universal2")
_LINUX = tuple(f"manylinux_2_{minor}_x86_64" for minor in (28, 27, 26, 24, 17, 12, 5))
PLATFORMS = {
    entry.name: entry
    for entry in (
        Platform(
            "linux-x86_64",
            (*_LINUX, "manylinux2014_x86_64", "linux_x86_64"),
            *("linux", "posix", "Linux", "x86_64", True),
        ),
        Platform("windows-x86_64", ("win_amd64",), *("win32", "nt", "Windows", "AMD64", True)),
        Platform(
            "macos-arm64",
            tuple(f"macosx_{major}_0_{kind}" for major in (14, 13, 12, 11) for kind in _MAC),
            *("darwin", "posix", "Darwin", "arm64", False),
        ),
    )
}


class Pin(NamedTuple):
    """One line of a lock."""

    name: str
    version: str
    hashes: tuple[str, ...]
    """SHA-256 of the wheel, or wheels, hexadecimal."""
    part: str


def this_platform(system: str = sys.platform, machine: str = "") -> Platform:
    """The platform this runs on.

    Raises:
        SetupProblem: no bundle is made for it.
    """
    machine = (machine or platform.machine()).lower().replace("amd64", "x86_64")
    names = {"linux": "linux", "win32": "windows", "darwin": "macos"}
    name = f"{names.get(system, system)}-{machine}"
    if name not in PLATFORMS:
        raise SetupProblem(
            f"No bundle is made for this machine ({name}).",
            f"Build on one of: {', '.join(PLATFORMS)}.",
        )
    return PLATFORMS[name]


def lock_file(target: Platform, gpu: bool = False) -> Path:
    """The lock of a platform, or of its GPU pack."""
    return FOLDER / f"{target.name}{'-gpu' if gpu else ''}.txt"


def read(path: Path) -> list[Pin]:
    """The pins of a lock.

    Raises:
        SetupProblem: it is missing or not a lock.
    """
    try:
        text = path.read_text(encoding="ascii")
    except OSError as error:
        raise SetupProblem(
            f"There is no lock {path.name} in this checkout.",
            "Make it with: python3 -m installer bundle --renew-locks",
        ) from error
    pins, part = [], ""
    for line in text.replace("\\\n", " ").splitlines():
        heading = re.match(r"# (\w+):", line)
        if heading:
            part = heading[1]
        elif line.strip() and not line.startswith("#"):
            pins.append(_pin(line, part, path))
    return pins


def _pin(line: str, part: str, path: Path) -> Pin:
    found = re.fullmatch(r"([A-Za-z0-9._-]+)==(\S+)((?:\s+--hash=sha256:[0-9a-f]{64})+)\s*", line)
    if found is None:
        raise SetupProblem(
            f"The lock {path.name} is damaged: {line[:60]}",
            f"Take it again with: git checkout -- installer/bundle/locks/{path.name}",
        )
    hashes = re.findall(r"sha256:([0-9a-f]{64})", found[3])
    return Pin(found[1], found[2], tuple(hashes), part)


TITLES = {
    RUNTIME: "what the bundle is made of",
    BUILD: "what only builds it",
    GPU: "what the GPU pack is made of",
}


def text_of(pins: list[Pin]) -> str:
    """A lock of ``pins``, in order, so that the same packages give the same bytes."""
    lines = [
        "# Renew with: python3 -m installer bundle --renew-locks",
        "# Read by pip install --require-hashes; a hash is a wheel's SHA-256.",
    ]
    for part in (RUNTIME, BUILD, GPU):
        chosen = sorted((p for p in pins if p.part == part), key=lambda pin: pin.name.lower())
        if chosen:
            lines += ["", f"# {part}: {TITLES[part]}"]
        for pin in chosen:
            hashes = [f"    --hash=sha256:{value}" for value in sorted(pin.hashes)]
            lines.append(" \\\n".join([f"{pin.name}=={pin.version}", *hashes]))
    return "\n".join(lines) + "\n"
