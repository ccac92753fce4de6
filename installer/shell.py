"""Runs the tools of the set-up: into the log, with an ear on what they say."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

TAIL_LINES = 12

_FOREIGN = (
    "PYTHONHOME",
    "PYTHONPATH",
    "PYTHONSTARTUP",
    "__PYVENV_LAUNCHER__",
    "PIP_PREFIX",
    "PIP_REQUIRE_VIRTUALENV",
    "PIP_TARGET",
    "PIP_USER",
)
"""Settings meant for another Python, or that would install somewhere else. pip's settings of
where packages come from (index, proxy, certificate, folders of wheels) stay as they are."""


def clean_environment(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment for programs that run in ``.venv``."""
    source = os.environ if environment is None else environment
    return {name: value for name, value in source.items() if name not in _FOREIGN}


def run_logged(
    command: Sequence[str],
    log: Path,
    hear: Callable[[str], bool],
    cwd: Path,
    environment: Mapping[str, str] | None = None,
) -> int:
    """Run ``command`` and return its exit code.

    Args:
        log: file to which the command and what it prints are added.
        hear: called with every line; a line for which it answers False is not logged.
        cwd: folder to run in.
        environment: all its variables; `clean_environment` if None.
    """
    variables = dict(clean_environment() if environment is None else environment)
    variables["PYTHONUNBUFFERED"] = "1"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as written:
        written.write(f"\n$ {subprocess.list2cmdline(command)}\n")
        written.flush()
        with subprocess.Popen(
            list(command),
            cwd=cwd,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as child:
            assert child.stdout is not None
            for line in child.stdout:
                if hear(line.rstrip()):
                    written.write(line)
                    written.flush()
    return child.returncode


def since(log: Path, position: int) -> str:
    """What was added to ``log`` after ``position`` bytes."""
    with log.open("rb") as file:
        file.seek(position)
        return file.read().decode("utf-8", "replace")


def size(log: Path) -> int:
    """Bytes in ``log`` now; 0 if there is none."""
    return log.stat().st_size if log.exists() else 0


def tail(text: str, lines: int = TAIL_LINES) -> str:
    """The last lines of ``text`` that say something, indented."""
    kept = [line for line in text.splitlines() if line.strip()][-lines:]
    return "\n".join(f"    {line}" for line in kept)
