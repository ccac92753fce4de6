"""The virtual environment ``.venv``: is it whole, was it made here, and how it is made."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from installer import shell, system, tool
from installer.checkout import Checkout
from installer.problem import SetupProblem
from installer.progress import Progress

_PROBE = "import sys; print('%d.%d' % sys.version_info[:2]); import pip._internal.cli.main"
_PROBE_SECONDS = 60


def base_python() -> str:
    """The interpreter that environments are made with, even if this runs inside one."""
    return getattr(sys, "_base_executable", "") or sys.executable


def made_for(configuration: str) -> str | None:
    """The folder for which an environment was made.

    Args:
        configuration: text of its ``pyvenv.cfg``, in which Python 3.11 keeps the command line.
    """
    command = re.search(r"^command *=.* -m venv (.*)$", configuration, re.MULTILINE)
    if command is None:
        return None
    folder = re.search(r"(?:^| )((?:/|[A-Za-z]:[\\/]).*)$", command.group(1).strip())
    return folder.group(1) if folder else None


def fault(checkout: Checkout) -> str | None:
    """Why the environment has to be made anew, in a few words; None if it need not be."""
    if not checkout.venv.exists():
        return "it is not there"
    try:
        configuration = (checkout.venv / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return "it is half made"
    folder = made_for(configuration)
    if folder is not None and os.path.realpath(folder) != os.path.realpath(checkout.venv):
        return "the checkout was moved or copied"
    if not checkout.python.exists():
        return "its Python is gone"
    return None


def deep_fault(checkout: Checkout) -> str | None:
    """Like `fault`, but starts the environment's Python and pip as well (half a second)."""
    seen = fault(checkout)
    if seen:
        return seen
    try:
        answer = subprocess.run(
            [str(checkout.python), "-c", _PROBE],
            capture_output=True,
            text=True,
            timeout=_PROBE_SECONDS,
            env=shell.clean_environment(),
        )
    except (OSError, subprocess.TimeoutExpired):
        return "its Python does not start"
    if answer.returncode != 0:
        return "its Python or pip is damaged"
    return None if answer.stdout.strip() == "3.11" else "it is of another Python"


def make(checkout: Checkout, progress: Progress) -> None:
    """Make the environment, in place of whatever is in its folder.

    Raises:
        SetupProblem: the old one cannot be removed, or Python lacks what it takes.
    """
    remove(checkout.venv)
    command = [base_python(), "-m", "venv", str(checkout.venv)]
    code, said = _attempt(checkout, command)
    if code != 0 and lacks_ensurepip(said) and system.can_install(system.this_distribution()):
        progress.note("installing python3.11-venv")
        apt_install(checkout, ["python3.11-venv"], progress)
        keep = checkout.log.read_bytes()
        remove(checkout.venv)
        checkout.venv.mkdir()
        checkout.log.write_bytes(keep)
        code, said = _attempt(checkout, command)
    if code != 0:
        raise venv_problem(said, system.this_distribution(), checkout.log)


def _attempt(checkout: Checkout, command: list[str]) -> tuple[int, str]:
    position = shell.size(checkout.log)
    code = shell.run_logged(command, checkout.log, lambda line: True, checkout.root)
    return code, shell.since(checkout.log, position)


def lacks_ensurepip(said: str) -> bool:
    """Whether ``python -m venv`` failed for want of Debian's python3.11-venv."""
    return "ensurepip" in said or "No module named venv" in said


def venv_problem(said: str, distribution: system.Distribution | None, log: Path) -> SetupProblem:
    """The sentence for a ``python -m venv`` that printed ``said`` and failed."""
    if not lacks_ensurepip(said):
        return tool.explain(said, "Python could not make the environment .venv.", log)
    sentence = "This Python 3.11 lacks the modules venv and ensurepip."
    if distribution is not None and distribution.family == "debian":
        command = system.install_command(distribution, ["python3.11-venv"])
        return SetupProblem(sentence, f"Install them with: {command}")
    return SetupProblem(sentence, "Install a complete Python 3.11, for example from python.org.")


def remove(folder: Path) -> None:
    """Delete an environment's folder, if it is there.

    Raises:
        SetupProblem: something in it is in use or not ours.
    """
    if not folder.exists():
        return
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise SetupProblem(
            f"The folder {folder} cannot be removed: {error.strerror or error}.",
            "Close what uses it (a running Gaitbox, a terminal), then run the same command again.",
        ) from error


def apt_install(checkout: Checkout, packages: list[str], progress: Progress) -> None:
    """Install Debian packages, as root.

    Raises:
        SetupProblem: apt-get failed.
    """

    def hear(line: str) -> bool:
        progress.note(line)
        return True

    wait = ["-o", "DPkg::Lock::Timeout=300"]
    quiet = {**shell.clean_environment(), "DEBIAN_FRONTEND": "noninteractive"}
    names = " ".join(packages)
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        tool.use(
            ["apt-get", *wait, *words],
            checkout.log,
            checkout.root,
            f"Debian's packages could not be installed: {names}.",
            hear,
            quiet,
        )
