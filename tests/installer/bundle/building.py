"""The bundle that the tests try: where it lies, and how it is built while other tests run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from installer import environment
from installer.bundle import command, locks, workshop
from installer.checkout import Checkout
from installer.problem import SetupProblem
from tests.installer.conftest import REPOSITORY

OUT = REPOSITORY / "build" / "bundle-tests"
BUILD_LIMIT_S = 1800


@dataclass(frozen=True)
class Product:
    """What ``python3 -m installer bundle`` made."""

    folder: Path
    archive: Path
    list: Path


def reason_not_to_build() -> str | None:
    """Why there is no bundle to be had here; None where there is."""
    if sys.platform != "linux":
        return "the release workflow tries the bundles of other systems"
    if not (REPOSITORY / ".git").exists():
        return "not a git checkout"
    try:
        locks.this_platform()
    except SetupProblem as problem:
        return str(problem)
    return None


def made_here() -> Product:
    """Where the bundle of the tests lies, or is going to."""
    build = workshop.build_checkout(Checkout.here())
    path = command.archive_path(build, locks.this_platform(), OUT)
    return Product(OUT / "gaitbox", path, path.with_name(path.name + ".files.txt"))


def is_current(made: Product) -> bool:
    """Whether folder and archive are of the sources as they are now."""
    version = made.folder / "VERSION"
    if not (made.archive.is_file() and made.list.is_file() and version.is_file()):
        return False
    said = dict(line.split(" ", 1) for line in version.read_text("utf-8").splitlines())
    return said["sources"] == command.digest(workshop.build_checkout(Checkout.here()))


class Building:
    """A build of the bundle in the background."""

    def __init__(self) -> None:
        OUT.mkdir(parents=True, exist_ok=True)
        self._log = OUT / "build.log"
        words = [environment.base_python(), "-m", "installer", "bundle", "--out", str(OUT)]
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                words, cwd=REPOSITORY, stdout=log, stderr=log, start_new_session=True
            )

    def wait(self) -> None:
        """Until it is done; fails with its words where it did not work."""
        code = self._process.wait(BUILD_LIMIT_S)
        assert code == 0, self._log.read_text(errors="replace")[-4000:]

    def close(self) -> None:
        """Stop it, if it still runs, with all that it started."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            self._process.wait()
