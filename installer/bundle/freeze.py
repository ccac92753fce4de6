"""Runs PyInstaller, then does to its folder what PyInstaller does not."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from installer import shell, tool
from installer.bundle import contents, source
from installer.checkout import Checkout
from installer.progress import Progress

FOLDER = "build/bundle"
"""What PyInstaller works with and makes, inside the checkout."""

_STAGES = (
    (r"Running Analysis|Analyzing modules|Initializing module", "following the imports"),
    (r"Looking for dynamic libraries", "following the libraries"),
    (r"Building PYZ", "packing the modules"),
    (r"Building EXE|Building PKG", "making the executable"),
    (r"Building COLLECT", "copying the files"),
    (r"Building BUNDLE", "making the app"),
)


class Listener:
    """Turns PyInstaller's lines into a short note on what it is at."""

    def __init__(self, note: Callable[[str], None]) -> None:
        self._note = note

    def __call__(self, line: str) -> bool:
        """Hear one line; all are worth logging."""
        for pattern, words in _STAGES:
            if re.search(pattern, line):
                self._note(words)
        return True


def work_folder(checkout: Checkout) -> Path:
    """Folder of the build."""
    return checkout.root / FOLDER


def notes_file(checkout: Checkout) -> Path:
    """What was bundled from where, as the spec writes it down."""
    return work_folder(checkout) / "bundled.json"


def frozen_folder(checkout: Checkout, system: str = sys.platform) -> Path:
    """The folder that PyInstaller makes."""
    made = work_folder(checkout) / "dist"
    return made / ("Gaitbox.app" if system == "darwin" else contents.NAME)


def inside(frozen: Path) -> Path:
    """The folder in a bundle that holds everything but the executable."""
    if frozen.suffix == ".app":
        return frozen / "Contents" / "Resources"
    return frozen / contents.INSIDE


def run_pyinstaller(checkout: Checkout, log: Path, progress: Progress) -> None:
    """Run PyInstaller on gaitbox.spec.

    Raises:
        SetupProblem: it failed.
    """
    work = work_folder(checkout)
    shutil.rmtree(work / "dist", ignore_errors=True)
    work.mkdir(parents=True, exist_ok=True)
    command = [str(checkout.python), "-m", "PyInstaller", "--noconfirm", "--clean"]
    command += ["--log-level", "INFO"]
    command += ["--distpath", str(work / "dist"), "--workpath", str(work / "work")]
    command.append(str(checkout.root / "installer" / "bundle" / "gaitbox.spec"))
    environment = shell.clean_environment()
    environment.update(
        GAITBOX_NOTES=str(notes_file(checkout)),
        PYTHONHASHSEED="0",  # the order of sets in compiled modules
        SOURCE_DATE_EPOCH=str(source.commit_time(checkout.root)),
        PYINSTALLER_CONFIG_DIR=str(work / "cache"),
        ORT_DISABLE_TELEMETRY="1",
    )
    failed = "PyInstaller could not make the bundle."
    tool.use(command, log, checkout.root, failed, Listener(progress.note), environment)


def compile_scripts(checkout: Checkout, frozen: Path, log: Path) -> None:
    """Compile bpy's scripts, which the running program could not keep compiled: 1.6 to 0.55 s.

    The compiled files are taken as they are (PEP 552, unchecked), so that no clock matters.

    Raises:
        SetupProblem: one does not compile.
    """
    scripts = inside(frozen) / "bpy"
    command = [str(checkout.python), "-m", "compileall", "-q", "-j", "0"]
    command += ["--invalidation-mode", "unchecked-hash"]
    command += ["-s", str(inside(frozen)), str(scripts)]
    failed = "Blender's scripts could not be compiled."
    environment = {**shell.clean_environment(), "PYTHONHASHSEED": "0"}
    tool.use(command, log, checkout.root, failed, environment=environment)


def strip_symbols(checkout: Checkout, frozen: Path, log: Path) -> None:
    """Take the symbols for debuggers out of the libraries that `contents.is_stripped` names.

    Raises:
        SetupProblem: ``strip`` failed.
    """
    if not sys.platform.startswith("linux"):
        return
    for path in sorted(inside(frozen).rglob("*.so*")):
        if not path.is_symlink() and contents.is_stripped(path.relative_to(frozen).as_posix()):
            failed = f"The symbols of {path.name} could not be taken out."
            tool.use(["strip", "--strip-unneeded", str(path)], log, checkout.root, failed)


def bundled(checkout: Checkout) -> list[tuple[str, Path]]:
    """What was bundled: the name inside, and the file it came from."""
    listed = json.loads(notes_file(checkout).read_text(encoding="utf-8"))
    return [(name, Path(origin)) for name, origin in listed]
