"""FBX and GLB of saved motions, made in the background by the Blender process."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from retarget.errors import GaitboxError, NotFound, StorageError
from runtime.failures import log_failure
from runtime.library import Entry, Library
from runtime.motion import BLENDER_FORMATS
from runtime.result import Avatar
from runtime.storage import FREE_SPACE, short_of_space

if TYPE_CHECKING:
    from retarget.worker import BlenderWorker

READY, MAKING, FAILED, MISSING = "ready", "making", "failed", "missing"
"""States of a file: there, on its way, could not be made, and not made yet (asked for, it will)."""

REMEMBERED_FAILURES = 256

_log = logging.getLogger(__name__)


class Exports:
    """Queue in front of the Blender process. Thread safe."""

    def __init__(self, library: Library, worker: BlenderWorker) -> None:
        self._library = library
        self._worker = worker
        self._lock = threading.RLock()
        self._pending: dict[str, Future[None]] = {}
        self._problems: dict[str, GaitboxError] = {}
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="export")

    def ensure(self, motion_id: str) -> Future[None]:
        """Have FBX and GLB made where they are missing; the same future for the same motion.

        The future raises the `GaitboxError` that says why they could not be made.
        """
        with self._lock:
            waiting = self._pending.get(motion_id)
            if waiting is None:
                waiting = self._pool.submit(self._make, motion_id)
                self._pending[motion_id] = waiting
                self._problems.pop(motion_id, None)
                waiting.add_done_callback(lambda future: self._finished(motion_id, future))
            return waiting

    def states(self, entry: Entry) -> dict[str, str]:
        """State of each format that Blender makes."""
        with self._lock:
            pending = entry.id in self._pending
            failed = entry.id in self._problems
        absent = MAKING if pending else FAILED if failed else MISSING
        return {kind: READY if entry.file(kind).is_file() else absent for kind in BLENDER_FORMATS}

    def problem(self, motion_id: str) -> GaitboxError | None:
        """Why the last try failed, if it did."""
        with self._lock:
            return self._problems.get(motion_id)

    def close(self) -> None:
        """Drop what has not begun; what runs ends when the worker is closed."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _make(self, motion_id: str) -> None:
        entry = self._library.get(motion_id)
        try:
            self._export(entry)
        except Exception as error:
            if not entry.folder.is_dir():
                raise NotFound("The motion was deleted while its files were made.") from None
            if short_of_space(entry.folder):
                sentence = "There is no room left for the FBX and GLB files."
                raise StorageError(sentence, FREE_SPACE) from None
            if isinstance(error, GaitboxError):
                raise
            log_failure(_log, "an export failed", error)
            raise GaitboxError(
                "The FBX and GLB files could not be made.", "Ask for them once more."
            ) from None

    def _export(self, entry: Entry) -> None:
        missing = {
            kind: entry.file(kind) for kind in BLENDER_FORMATS if not entry.file(kind).is_file()
        }
        if missing:
            joints = np.load(entry.file("npy"), allow_pickle=False)
            avatar = Avatar.from_dict(entry.report).choice
            self._worker.export(
                joints, avatar=avatar, fbx=missing.get("fbx"), glb=missing.get("glb")
            )

    def _finished(self, motion_id: str, future: Future[None]) -> None:
        error = None if future.cancelled() else future.exception()
        with self._lock:
            self._pending.pop(motion_id, None)
            if isinstance(error, GaitboxError) and not isinstance(error, NotFound):
                self._problems[motion_id] = error
                while len(self._problems) > REMEMBERED_FAILURES:
                    self._problems.pop(next(iter(self._problems)))
