"""What pip cannot install: shared libraries that bpy links, and programs the tests drive."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Callable, Iterable, NamedTuple


class Distribution(NamedTuple):
    """A Linux distribution, as far as its package manager goes."""

    family: str
    """One of debian, fedora, suse, arch or other."""
    name: str
    """What it calls itself."""


class Library(NamedTuple):
    """A shared library, and the package that has it in each family."""

    soname: str
    packages: dict[str, str]


def _library(soname: str, debian: str, fedora: str, suse: str, arch: str) -> Library:
    return Library(soname, {"debian": debian, "fedora": fedora, "suse": suse, "arch": arch})


BPY_LIBRARIES = (
    _library("libX11.so.6", "libx11-6", "libX11", "libX11-6", "libx11"),
    _library("libXrender.so.1", "libxrender1", "libXrender", "libXrender1", "libxrender"),
    _library("libXfixes.so.3", "libxfixes3", "libXfixes", "libXfixes3", "libxfixes"),
    _library("libXi.so.6", "libxi6", "libXi", "libXi6", "libxi"),
    _library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon0", "libxkbcommon"),
    _library("libSM.so.6", "libsm6", "libSM", "libSM6", "libsm"),
    _library("libICE.so.6", "libice6", "libICE", "libICE6", "libice"),
    _library("libGL.so.1", "libgl1", "libglvnd-glx", "Mesa-libGL1", "libglvnd"),
)
"""What the extension module of bpy 4.5 for Linux names as needed and its wheel does not carry."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""Programs the page's tests can drive."""

NETWORK_TOOLS = {"ip": "iproute2", "nft": "nftables"}
"""Programs that make networks for the tests of headset mode, and Debian's packages of them."""

_FAMILIES = {
    "debian": "debian",
    "ubuntu": "debian",
    "fedora": "fedora",
    "rhel": "fedora",
    "centos": "fedora",
    "suse": "suse",
    "opensuse": "suse",
    "arch": "arch",
}
_INSTALL = {
    "debian": "apt-get install -y",
    "fedora": "dnf install -y",
    "suse": "zypper install -y",
    "arch": "pacman -S --needed",
}


def parse_os_release(text: str) -> Distribution:
    """Read the text of ``/etc/os-release`` (freedesktop.org's os-release(5))."""
    fields = {}
    for line in text.splitlines():
        key, equals, value = line.partition("=")
        if equals:
            fields[key.strip()] = value.strip().strip("\"'")
    for word in [fields.get("ID", ""), *fields.get("ID_LIKE", "").split()]:
        if word in _FAMILIES:
            return Distribution(_FAMILIES[word], fields.get("NAME", word))
    return Distribution("other", fields.get("NAME", "Linux"))


def this_distribution() -> Distribution | None:
    """The distribution this runs on; None where it is not Linux."""
    if not sys.platform.startswith("linux"):
        return None
    for path in (Path("/etc/os-release"), Path("/usr/lib/os-release")):
        try:
            return parse_os_release(path.read_text(encoding="utf-8"))
        except OSError:
            continue
    return Distribution("other", "Linux")


def is_root() -> bool:
    """Whether system packages can be installed without asking anybody."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def can_install(distribution: Distribution | None) -> bool:
    """Whether this process may install system packages itself: root on Debian and its kin."""
    return (
        distribution is not None
        and distribution.family == "debian"
        and is_root()
        and shutil.which("apt-get") is not None
    )


def install_command(
    distribution: Distribution, packages: Iterable[str], root: bool | None = None
) -> str:
    """The command that a person types to install ``packages``."""
    sudo = "" if (is_root() if root is None else root) else "sudo "
    return f"{sudo}{_INSTALL[distribution.family]} {' '.join(packages)}"


def _load(soname: str) -> None:
    import ctypes

    ctypes.CDLL(soname)


def missing_libraries(load: Callable[[str], None] = _load) -> list[Library]:
    """Libraries of `BPY_LIBRARIES` that the loader does not find; none off Linux."""
    if not sys.platform.startswith("linux"):
        return []
    missing = []
    for library in BPY_LIBRARIES:
        try:
            load(library.soname)
        except OSError:
            missing.append(library)
    return missing


def browser() -> str | None:
    """Path of a Chromium-like browser, if there is one on PATH."""
    return next((path for path in map(shutil.which, BROWSERS) if path), None)


def missing_network_tools() -> list[str]:
    """Packages of `NETWORK_TOOLS` that the tests lack; none where they could not be used.

    Network namespaces are Linux', and root's; without them the tests in question skip.
    """
    if not sys.platform.startswith("linux") or not is_root():
        return []
    return [package for tool, package in NETWORK_TOOLS.items() if shutil.which(tool) is None]
