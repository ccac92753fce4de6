"""Whether the files of installed models are what their manifests say, found out in the background.

A model may be put into the models folder by hand at any time. Each is hashed once, and again
when a file of it changes.
"""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass
from pathlib import Path

from retarget.errors import ModelError
from runtime.engine.manifest import MANIFEST, load_manifest, read_manifest
from runtime.models import InstalledModel

State = tuple[tuple[str, int, int], ...]
"""Name, size and time of every file of a model."""


@dataclass(frozen=True)
class Checked:
    """What is known of a model: ``whole`` is None while its files are being hashed."""

    whole: bool | None
    problem: str | None = None


class ModelChecks:
    """Checks models one after the other in a thread of its own. Thread safe."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[State, Checked]] = {}
        self._queue: queue.Queue[tuple[Path, State]] = queue.Queue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def of(self, model: InstalledModel) -> Checked:
        """What is known of a model now; has it checked if nothing is."""
        if model.problem is not None:
            return Checked(False, model.problem)
        state = _state(model.folder)
        with self._lock:
            known = self._known.get(model.folder)
            if known is not None and known[0] == state:
                return known[1]
            checking = Checked(None)
            self._known[model.folder] = (state, checking)
            self._queue.put((model.folder, state))
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="models", daemon=True)
                self._thread.start()
        return checking

    def _work(self) -> None:
        while True:
            folder, state = self._queue.get()
            try:
                load_manifest(folder)
                checked = Checked(True)
            except ModelError as error:
                checked = Checked(False, error.sentence)
            with self._lock:
                if self._known[folder][0] == state:
                    self._known[folder] = (state, checked)


def _state(folder: Path) -> State:
    try:
        names = sorted((MANIFEST, *read_manifest(folder).files))
    except ModelError:
        return ()
    found = []
    for name in names:
        try:
            status = (folder / name).stat()
        except OSError:
            found.append((name, -1, 0))
        else:
            found.append((name, status.st_size, status.st_mtime_ns))
    return tuple(found)
