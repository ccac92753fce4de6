"""What a running Gaitbox finds out about itself: a table, each row as soon as it is known.

It uses the running server's own parts (its model, its Blender process), so that it costs little
and speaks of what the user really has.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from runtime import paths
from runtime.finding import FAILED, OK, WARNING, Finding, examined

if TYPE_CHECKING:
    from runtime.server.services import Services

ENGINE_WAIT_S = 120.0
"""Longest wait for the model; a slow disk with a cold cache takes a few seconds."""

NAMES = ("model", "processor", "Blender", "disk", "port", "network")
WIDTH = max(map(len, NAMES))

Tell = Callable[[Finding], None]
Check = Callable[[], tuple[str, str]]


class SelfCheck:
    """The table of one server. Thread safe; made once, however often it is asked for."""

    def __init__(self) -> None:
        self._running = threading.Lock()
        self._found: dict[str, Finding] = {}
        self.stopped = False
        """Whether the server is ending, so that what fails now says nothing."""

    def stop(self) -> None:
        """Tell no more."""
        self.stopped = True

    @property
    def findings(self) -> list[Finding]:
        """The rows that are known, in the order of `NAMES`."""
        return [self._found[name] for name in NAMES if name in self._found]

    def run(self, parts: Services, port: int | None, tell: Tell | None = None) -> list[Finding]:
        """Make the table, unless it is there.

        Args:
            parts: the running server's.
            port: where it listens; None where that is not known.
            tell: called with each row as it comes, from several threads but one at a time.
        """
        with self._running:
            if len(self._found) < len(NAMES):
                self._make(parts, port, tell)
            return self.findings

    def _make(self, parts: Services, port: int | None, tell: Tell | None) -> None:
        telling = threading.Lock()

        def find(name: str, check: Check) -> None:
            finding = examined(name, check)
            with telling:
                if self.stopped:
                    return
                self._found[name] = finding
                if tell is not None:
                    tell(finding)

        checks: dict[str, Check] = {
            "disk": disk,
            "port": lambda: listening(port),
            "network": network,
            "model": lambda: model(parts.pipeline.model_dir),
            "processor": lambda: processor(parts),
            "Blender": lambda: blender(parts),
        }
        threads = [
            threading.Thread(target=find, args=(name, check), name=f"check {name}", daemon=True)
            for name, check in checks.items()
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def row(finding: Finding) -> str:
    """A line of the table."""
    return f"  {finding.name.ljust(WIDTH)}  {finding.state.ljust(7)}  {finding.detail}"


def model(folder: Path) -> tuple[str, str]:
    """Whether every file of the served model is the one that its manifest names."""
    from runtime.engine.manifest import load_manifest

    manifest = load_manifest(folder)
    files = len(manifest.files)
    return OK, f"{manifest.model_id} {manifest.version}: all {files} files have the right SHA-256"


def processor(parts: Services) -> tuple[str, str]:
    """What the model runs on, and why not on a GPU."""
    from runtime.gpu import provider_sentence

    try:
        engine = parts.pipeline.engine(ENGINE_WAIT_S)
    except TimeoutError:
        return FAILED, "The model takes very long to load. Close other programs, and start again."
    except CancelledError:
        return WARNING, "Gaitbox was closed before the model was loaded."
    return OK, provider_sentence(engine.provider)


def blender(parts: Services) -> tuple[str, str]:
    """Whether the server's Blender process exports a body that stands still."""
    import numpy as np

    from retarget.avatar import PRESETS, load_body
    from retarget.bone_map import mapped_bones
    from runtime.motion import FILES

    rig = load_body(PRESETS["adult_man"]).rig
    still = rig.heads[mapped_bones(rig)][None].astype(np.float64)
    begin = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        files = {kind: Path(folder) / FILES[kind] for kind in ("fbx", "glb")}
        parts.worker.export(still, fbx=files["fbx"], glb=files["glb"])
        heads = {kind: path.read_bytes()[:18] for kind, path in files.items()}
    if not heads["fbx"].startswith(b"Kaydara FBX Binary") or heads["glb"][:4] != b"glTF":
        return FAILED, "Blender wrote files that are none. Install Gaitbox again."
    return OK, f"one frame as FBX and GLB in {perf_counter() - begin:.1f} s"


def disk() -> tuple[str, str]:
    """Whether there is room for motions."""
    from runtime.doctor import free_space

    free, enough = free_space(paths.home())
    if enough:
        return OK, f"{free / 1e9:.1f} GB free"
    return WARNING, f"only {free / 1e9:.1f} GB free. Delete files, or motions that you do not need."


def listening(port: int | None) -> tuple[str, str]:
    """Where the page is."""
    from runtime.server.run import DEFAULT_PORT

    if port is None:
        return WARNING, "not known"
    usual = "" if port == DEFAULT_PORT else f" (the usual one is {DEFAULT_PORT})"
    return OK, f"{port}, for this computer only{usual}"


def network() -> tuple[str, str]:
    """Whether there is a network card that headsets could be reached through."""
    from runtime.network import USABLE, interfaces

    usable = [each for each in interfaces() if each.state == USABLE]
    if usable:
        told = ", ".join(f"{each.name} ({each.addresses[0]})" for each in usable)
        return OK, f"{told}; used in headset mode only"
    return WARNING, "no network. Headsets need one (Wi-Fi on); everything else works without."


def problems(findings: list[Finding]) -> str:
    """The table's last line."""
    failed = [finding.name for finding in findings if finding.state == FAILED]
    if failed:
        return f"Not everything works: {', '.join(failed)}. The lines above say what to do."
    if any(finding.state == WARNING for finding in findings):
        return "Everything that is needed works; see the warnings above."
    return "Everything works."
