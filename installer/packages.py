"""pip inside ``.venv``: what is asked for, what is there already, what pip says meanwhile."""

from __future__ import annotations

import configparser
import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from installer import tool
from installer.checkout import Checkout
from installer.problem import SetupProblem
from installer.progress import Progress

OLDEST_PIP = (24, 1)  # the first with --progress-bar raw
GIGABYTE = 1e9
SPACE_GB = 2.5  # measured: .venv of `run` is 1.9 GB; downloads come on top
SPACE_TORCH_GB = 5.0  # measured: .venv of `test` is 3.3 GB with the CPU build of torch
_TORCH_EXTRAS = frozenset({"train", "avatar"})


def wanted_hash(checkout: Checkout) -> str:
    """Digest of all that decides what pip installs, but for the extras.

    Settings of tools in setup.cfg are left out, and the folder is in: an editable install
    points at it.
    """
    settings = _settings(checkout)
    digest = hashlib.sha256()
    for section in settings.sections():
        if section == "metadata" or section.startswith("options"):
            digest.update(repr((section, sorted(settings[section].items()))).encode())
    for file in (checkout.root / "pyproject.toml", checkout.constraints):
        digest.update(file.read_bytes())
    digest.update(str(checkout.root).encode())
    return digest.hexdigest()


def installed_extras(checkout: Checkout) -> frozenset[str] | None:
    """Extras of the last finished installation; None if there is none, or of something else."""
    try:
        stamp = json.loads(checkout.stamp.read_text(encoding="utf-8"))
        extras = frozenset(str(extra) for extra in stamp["extras"])
        current = stamp["hash"] == wanted_hash(checkout)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return extras if current else None


def write_stamp(checkout: Checkout, extras: Iterable[str]) -> None:
    """Record a finished installation."""
    stamp = {"hash": wanted_hash(checkout), "extras": sorted(extras)}
    fresh = checkout.stamp.with_suffix(".tmp")
    fresh.write_text(json.dumps(stamp), encoding="utf-8")
    fresh.replace(checkout.stamp)


def are_missing(checkout: Checkout, extras: frozenset[str]) -> bool:
    """Whether pip has anything to do for ``extras``."""
    there = installed_extras(checkout)
    return there is None or not extras <= there


def pip_command(checkout: Checkout, extras: Iterable[str]) -> list[str]:
    """The command line that installs Gaitbox into the environment; to be run in the checkout."""
    names = ",".join(sorted(extras))
    return [
        *_pip(checkout),
        "--progress-bar",
        "raw",
        "--constraint",
        "installer/constraints.txt",
        "--editable",
        f".[{names}]" if names else ".",
    ]


def _pip(checkout: Checkout) -> list[str]:
    return [str(checkout.python), "-m", "pip", "install", "--disable-pip-version-check"]


def _settings(checkout: Checkout) -> configparser.ConfigParser:
    settings = configparser.ConfigParser(interpolation=None)
    settings.read(checkout.root / "setup.cfg", encoding="utf-8")
    return settings


def extras_of(checkout: Checkout) -> list[str]:
    """Names of the extras that setup.cfg has."""
    return list(_settings(checkout)["options.extras_require"])


def requirements_of(checkout: Checkout, extra: str) -> list[str]:
    """The requirements that setup.cfg lists for one extra."""
    lines = _settings(checkout)["options.extras_require"][extra].splitlines()
    return [line.strip() for line in lines if line.strip()]


def pip_is_old(checkout: Checkout) -> bool:
    """Whether the environment's pip cannot tell how far a download is."""
    for folder in checkout.site_packages.glob("pip-*.dist-info"):
        version = re.match(r"pip-(\d+)\.(\d+)", folder.name)
        if version and (int(version[1]), int(version[2])) >= OLDEST_PIP:
            return False
    return True


def forget_half_installed(site_packages: Path) -> list[str]:
    """Remove the records of packages whose installation was cut off, so that pip redoes them.

    pip writes a package's RECORD last: without it, the rest may be incomplete.
    """
    forgotten = []
    for folder in site_packages.glob("*.dist-info"):
        if not (folder / "RECORD").exists():
            shutil.rmtree(folder, ignore_errors=True)
            forgotten.append(folder.name)
    return forgotten


class PipListener:
    """Turns pip's lines into a short note on what it is at."""

    def __init__(self, note: Callable[[str], None]) -> None:
        self._note = note
        self._name = ""

    def __call__(self, line: str) -> bool:
        """Hear one line; answers whether it is worth logging."""
        count = re.match(r"\s*Progress (\d+) of (\d+)", line)
        if count:
            done, total = int(count[1]), int(count[2])
            share = f" {100 * done // total} % of {total / 1e6:.0f} MB" if total else ""
            self._note(f"downloading {self._name}{share}")
            return False
        verb = re.match(r"\s*(Collecting|Downloading|Using cached|Processing) (\S+)", line)
        if verb:
            self._name = verb[2].rsplit("/", 1)[-1].split("-py3")[0].split("-cp3")[0]
            self._note(f"{verb[1].lower()} {self._name}")
        elif line.startswith("Installing collected packages"):
            self._note("unpacking (the last and longest part)")
        elif line.startswith(("Building", "Preparing", "Installing", "Attempting uninstall")):
            self._note(line.strip().rstrip(".").lower())
        return True


def check_space(checkout: Checkout, extras: frozenset[str], free: int | None = None) -> None:
    """Refuse to begin an installation that cannot fit.

    Args:
        free: bytes that are free; asked of the disk if None.

    Raises:
        SetupProblem: too little space.
    """
    need = SPACE_TORCH_GB if extras & _TORCH_EXTRAS else SPACE_GB
    free = shutil.disk_usage(checkout.root).free if free is None else free
    if free < need * GIGABYTE:
        raise SetupProblem(
            f"The disk of {checkout.root} has {free / GIGABYTE:.1f} GB free, "
            f"and the packages take {need:.1f} GB.",
            "Free some space and run the same command again.",
        )


def install(checkout: Checkout, extras: frozenset[str], progress: Progress) -> None:
    """Install Gaitbox with ``extras`` into the environment.

    Raises:
        SetupProblem: pip failed.
    """
    there = installed_extras(checkout)
    if not checkout.stamp.exists():
        check_space(checkout, extras)
    checkout.stamp.unlink(missing_ok=True)
    forget_half_installed(checkout.site_packages)
    failed = "pip could not install the packages."
    listener = PipListener(progress.note)
    if pip_is_old(checkout):
        command = [*_pip(checkout), "--upgrade", "--constraint", "installer/constraints.txt", "pip"]
        tool.use(command, checkout.log, checkout.root, failed, listener)
    tool.use(pip_command(checkout, extras), checkout.log, checkout.root, failed, listener)
    write_stamp(checkout, extras | (there or frozenset()))
