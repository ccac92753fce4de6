"""Which Python sets Gaitbox up: CPython 3.11 in 64 bits, the only one that bpy is built for."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from typing import Callable, Iterable

from installer.problem import SetupProblem
from installer.system import Distribution, install_command, this_distribution

WANTED = (3, 11)
_PROBE = (
    "import struct, sys; "
    "print(sys.executable if sys.version_info[:2] == (3, 11) and struct.calcsize('P') == 8 "
    "and sys.implementation.name == 'cpython' else '')"
)
_PROBE_SECONDS = 20


def is_wanted() -> bool:
    """Whether the Python that runs this is the right one."""
    return (
        sys.version_info[:2] == WANTED
        and struct.calcsize("P") == 8
        and sys.implementation.name == "cpython"
    )


def candidates(windows: bool = os.name == "nt") -> list[list[str]]:
    """Commands that may start a Python 3.11 on this machine, likely ones first."""
    found: list[list[str]] = []
    if windows:
        found.append(["py", "-3.11"])
    found.append(["python3.11"])
    if not windows:
        homes = ("/opt/homebrew/bin", "/usr/local/bin", "/usr/bin")
        found += [[home + "/python3.11"] for home in homes]
        framework = "/Library/Frameworks/Python.framework/Versions/3.11/bin"
        found.append([framework + "/python3.11"])
    return found


def probe(command: list[str]) -> str | None:
    """Path of the interpreter ``command`` starts, or None unless it is the right Python."""
    if shutil.which(command[0]) is None:
        return None
    try:
        answer = subprocess.run(
            command + ["-c", _PROBE],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PROBE_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    path = answer.stdout.decode("utf-8", "replace").strip()
    return path if answer.returncode == 0 and path else None


def find(
    commands: Iterable[list[str]] | None = None,
    ask: Callable[[list[str]], str | None] = probe,
) -> str | None:
    """The first right Python among ``commands`` (default: `candidates`)."""
    for command in candidates() if commands is None else commands:
        path = ask(command)
        if path:
            return path
    return None


def wrong_python(version: str, platform: str, distribution: Distribution | None) -> SetupProblem:
    """The sentence for a machine on which no Python 3.11 was found.

    Args:
        version: what was found instead, as in "3.12.1".
        platform: as `sys.platform` says it.
        distribution: the Linux distribution, if it is one.
    """
    sentence = f"Gaitbox needs Python 3.11 (64 bits), and this is Python {version}."
    command = "python3.11 -m installer run"
    if platform == "win32":
        install, command = "winget install Python.Python.3.11", "py -3.11 -m installer run"
    elif platform == "darwin":
        install = "brew install python@3.11"
    elif distribution is not None and distribution.family in ("debian", "fedora", "suse"):
        names = {
            "debian": ["python3.11", "python3.11-venv"],
            "fedora": ["python3.11"],
            "suse": ["python311"],
        }
        install = install_command(distribution, names[distribution.family])
    else:
        return SetupProblem(
            sentence, f"Install Python 3.11 from python.org or with uv or pyenv, then: {command}"
        )
    return SetupProblem(sentence, f"Install it with: {install} and then run: {command}")


def require() -> str:
    """Path of a right Python, this one or another.

    Raises:
        SetupProblem: there is none on this machine.
    """
    if is_wanted():
        return sys.executable
    found = find()
    if found is None:
        raise wrong_python(sys.version.split()[0], sys.platform, this_distribution())
    return found
