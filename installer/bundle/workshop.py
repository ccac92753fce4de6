"""The build environment ``build/bundle-env``: exactly what the lock says, nothing of ``.venv``.

It is a checkout's environment with another name, so that the installer's own steps (making it,
Node.js and the console's build) work on it as they do on ``.venv``.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from installer import environment, packages, shell, system, tool
from installer.bundle import locks
from installer.bundle.locks import Platform
from installer.checkout import Checkout
from installer.problem import SetupProblem
from installer.progress import Progress

BUILD_FOLDER = "build"
ENVIRONMENT = "build/bundle-env"
GPU_ENVIRONMENT = "build/bundle-gpu"
SPACE_GB = 5.0
"""Free disk that a build takes: 1.6 GB of environment, downloads, three copies of the bundle."""

PROGRAMS = {"objcopy": "binutils", "strip": "binutils"}
"""Programs that PyInstaller and `freeze` use on Linux, with Debian's packages of them."""

_DEBIAN_PYTHON = "libpython3.11"


def build_checkout(checkout: Checkout) -> Checkout:
    """The checkout with the build environment in place of ``.venv``."""
    return replace(checkout, venv_name=ENVIRONMENT)


def log_file(checkout: Checkout) -> Path:
    """Everything that the tools of the build printed."""
    return checkout.root / BUILD_FOLDER / "bundle.log"


def stamp_of(lock: Path) -> str:
    """What an environment made from ``lock`` by this Python is known by."""
    base = environment.base_python()
    return f"{hashlib.sha256(lock.read_bytes()).hexdigest()} {sys.version.split()[0]} {base}"


def is_stale(checkout: Checkout, target: Platform) -> bool:
    """Whether the environment has to be made."""
    if environment.fault(checkout):
        return True
    try:
        return checkout.stamp.read_text(encoding="utf-8") != stamp_of(locks.lock_file(target))
    except OSError:
        return True


def check_space(folder: Path, free: int | None = None) -> None:
    """Refuse to begin a build that cannot fit; ``free`` bytes are asked of the disk if None.

    Raises:
        SetupProblem: too little space.
    """
    free = shutil.disk_usage(folder).free if free is None else free
    if free < SPACE_GB * packages.GIGABYTE:
        raise SetupProblem(
            f"The disk of {folder} has {free / packages.GIGABYTE:.1f} GB free, "
            f"and building the bundle takes {SPACE_GB:.0f} GB.",
            "Free some space and run the same command again.",
        )


def make(checkout: Checkout, target: Platform, progress: Progress) -> None:
    """Make the environment and install what the lock says, every hash checked.

    Raises:
        SetupProblem: the environment could not be made, or a package is not what the lock says.
    """
    lock = locks.lock_file(target)
    locks.read(lock)
    check_space(checkout.root)
    (checkout.root / BUILD_FOLDER).mkdir(exist_ok=True)
    environment.make(checkout, progress)
    install = [str(checkout.python), "-m", "pip", "install", "--disable-pip-version-check"]
    install += ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--no-compile"]
    tool.use(
        [*install, "--requirement", lock.relative_to(checkout.root).as_posix()],
        checkout.log,
        checkout.root,
        "pip could not install what the bundle is built with.",
        packages.PipListener(progress.note),
        pip_environment(),
    )
    checkout.stamp.write_text(stamp_of(lock), encoding="utf-8")


def pip_environment(given: Mapping[str, str] | None = None) -> dict[str, str]:
    """Variables for pip: a person's own constraints are about other installations."""
    variables = shell.clean_environment(given)
    variables.pop("PIP_CONSTRAINT", None)
    return variables


def missing_programs() -> list[str]:
    """Debian's packages that the build lacks; none off Linux.

    PyInstaller takes Python's own shared library along; Debian has it in a package of its own.
    """
    if not sys.platform.startswith("linux"):
        return []
    missing = {package for name, package in PROGRAMS.items() if shutil.which(name) is None}
    if not has_shared_python():
        missing.add(_DEBIAN_PYTHON)
    return sorted(missing)


def has_shared_python(python: str | None = None) -> bool:
    """Whether the Python that environments are made with comes with its shared library."""
    code = "import sysconfig as s; print(s.get_config_var('LIBDIR'), s.get_config_var('MULTIARCH'))"
    base = python or environment.base_python()
    if base == sys.executable:
        said = [sysconfig.get_config_var("LIBDIR"), sysconfig.get_config_var("MULTIARCH")]
    else:
        said = subprocess.run([base, "-c", code], capture_output=True, text=True).stdout.split()
    folders = [Path(said[0])] if said and said[0] else []
    folders += [folder / str(said[1]) for folder in folders[:1] if len(said) > 1]
    name = "libpython3.11.so.1.0"
    return any((folder / name).exists() for folder in folders)


def provide_programs(checkout: Checkout, progress: Progress) -> None:
    """Install what `missing_programs` names as root on Debian; say what to type elsewhere.

    Raises:
        SetupProblem: it is missing and cannot be installed from here.
    """
    missing, distribution = missing_programs(), system.this_distribution()
    if system.can_install(distribution):
        (checkout.root / BUILD_FOLDER).mkdir(exist_ok=True)
        aside = replace(checkout, venv_name=BUILD_FOLDER)
        environment.apt_install(aside, missing, progress)
        missing = missing_programs()
    if missing:
        sentence = f"Building the bundle needs {' and '.join(missing)}."
        if distribution is None or distribution.family != "debian":
            raise SetupProblem(
                sentence,
                "Install the program objcopy and a Python 3.11 that has its shared library.",
            )
        raise SetupProblem(
            sentence, f"Install it with: {system.install_command(distribution, missing)}"
        )
