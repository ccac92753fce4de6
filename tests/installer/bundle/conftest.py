"""The built bundle, once for all tests, and a stranger who runs it.

A bundle that was built from the same sources is taken as it is; otherwise it is built into
``build/bundle-tests`` (2 to 5 minutes) while the first tests run. It then lies, unpacked from its
archive, in a folder with a space and an accent, and runs as the user nobody, with an almost empty
environment, on a machine of its own (a network namespace) that has nothing but loopback.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from installer.bundle import smoke
from tests.installer.bundle.building import (
    Building,
    Product,
    is_current,
    made_here,
    reason_not_to_build,
)

NOBODY = 65534
"""User and group without rights, on every Linux."""

FOLDER = smoke.FOLDER

_BUILDING = pytest.StashKey[Building]()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin to build as soon as it is known that the bundle is needed."""
    wanted = any("product" in getattr(item, "fixturenames", ()) for item in session.items)
    if not wanted or session.config.option.collectonly or reason_not_to_build() is not None:
        return
    if not is_current(made_here()):
        session.config.stash[_BUILDING] = Building()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Nothing goes on after the tests."""
    building = config.stash.get(_BUILDING, None)
    if building is not None:
        building.close()


@pytest.fixture(scope="session")
def product(request: pytest.FixtureRequest) -> Product:
    """The bundle of these sources; waits until it is built."""
    reason = reason_not_to_build()
    if reason is not None:
        pytest.skip(reason)
    building = request.config.stash.get(_BUILDING, None)
    if building is not None:
        building.wait()
    made = made_here()
    assert is_current(made), "the sources have changed since it was built"
    return made


@dataclass
class Stranger:
    """Somebody's computer: the bundle, a home, no Python, no network, no rights."""

    base: Path
    program: Path
    home: Path
    namespace: str

    @property
    def folder(self) -> Path:
        """The program's folder."""
        return self.program.parent

    @property
    def environment(self) -> dict[str, str]:
        """All variables there are."""
        return {"HOME": str(self.home)}

    def words(self, *words: str, program: str | None = None) -> list[str]:
        """The command line that runs the bundle, or another program, there."""
        rights = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        inside = ["ip", "netns", "exec", self.namespace, *rights, "--no-new-privs"]
        return [*inside, program or str(self.program), *words]

    def run(self, *words: str, program: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            self.words(*words, program=program),
            env=self.environment,
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=240,
        )

    def processes(self) -> list[psutil.Process]:
        """What runs from the program's folder, or as a child of it."""
        found = []
        for process in psutil.process_iter():
            try:
                if process.exe().startswith(str(self.base)):
                    found.append(process)
            except (psutil.Error, OSError):
                continue
        return found


@pytest.fixture(scope="session")
def unpacked(product: Product) -> Iterator[Path]:
    """A folder that everybody can read, in it the archive's contents."""
    base = Path(tempfile.mkdtemp(prefix="gaitbox-bundle-"))
    base.chmod(0o755)
    place = base / FOLDER
    place.mkdir()
    smoke.unpack(product.archive, place)
    yield base
    shutil.rmtree(base, ignore_errors=True)


@pytest.fixture(scope="session")
def alone() -> Iterator[str]:
    """A network namespace with loopback and nothing else."""
    if os.geteuid() != 0:
        pytest.skip("running as another user and without a network needs root")
    for program in ("ip", "setpriv"):
        if shutil.which(program) is None:
            pytest.skip(f"the program {program} is not installed")
    name = f"gaitbox-alone-{os.getpid()}"
    if subprocess.run(["ip", "netns", "add", name], capture_output=True).returncode != 0:
        pytest.skip("network namespaces cannot be made here")
    subprocess.run(["ip", "-n", name, "link", "set", "lo", "up"], check=True)
    yield name
    subprocess.run(["ip", "netns", "del", name], check=True)


@pytest.fixture
def stranger(unpacked: Path, alone: str, tmp_path_factory: Any) -> Iterator[Stranger]:
    """A fresh home for the bundle; nothing of it runs any more at the end."""
    home = Path(tempfile.mkdtemp(prefix="hömë ", dir=unpacked))
    os.chown(home, NOBODY, NOBODY)
    someone = Stranger(unpacked, smoke.executable(unpacked / FOLDER), home, alone)
    yield someone
    for process in someone.processes():
        process.kill()
    shutil.rmtree(home, ignore_errors=True)


def tree(
    *folders: Path, owner: int | None = None, leave_out: Sequence[Path] = ()
) -> dict[str, tuple[int, int]]:
    """Files and folders below folders, with size and time: to see what changed.

    Args:
        owner: only those of this user; in folders that other programs write to meanwhile, this
            tells what the bundle's user did, who can write as nobody else.
    """
    found = {}
    for folder in folders:
        for place, names, files in os.walk(folder):
            names[:] = [n for n in names if Path(place, n) not in leave_out]
            for name in [*names, *files]:
                path = Path(place, name)
                try:
                    seen = path.lstat()
                except OSError:
                    continue
                if owner is None or seen.st_uid == owner:
                    found[str(path)] = (seen.st_size, seen.st_mtime_ns)
    return found


@pytest.fixture(scope="session")
def toy_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole model folder with random weights, for what is about speed of repetition."""
    from tests.make_toy_model import make_toy_model

    return make_toy_model(tmp_path_factory.mktemp("toy") / "model")
