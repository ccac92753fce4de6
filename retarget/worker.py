"""The parent's side of the Blender process: starts it, feeds it, restarts it.

``bpy`` works in the main thread only and may crash, so it lives in a child process
that stays warm between jobs. The child has a time limit per job; when it crashes or
runs over, it is replaced and the job is tried once more.
"""

from __future__ import annotations

import logging
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import deque
from dataclasses import astuple, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, cast

import numpy as np

from retarget import errors
from retarget.avatar import Phenotype, phenotype_of
from retarget.blender.protocol import OWN_FOLDER, ProtocolError, receive, send
from retarget.skeleton import FloatArray
from retarget.source import Source

LOG = logging.getLogger(__name__)

START_LIMIT = 120.0
"""Longest that starting Blender and building the first avatar may take, seconds."""

_ERRORS = {
    "BadInput": errors.BadInput,
    "StorageError": errors.StorageError,
    "WorkerError": errors.WorkerError,
}
_FOLDERS = ("BLENDER_USER_RESOURCES", "TMPDIR", "TEMP", "TMP", OWN_FOLDER)
"""Variables that lead Blender and Python to a folder of the child's own."""

_HOMES = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
"""The same for what they would put into the user's home, where they look these up."""

_WORDS_KEPT = 40
"""Lines of the child's stderr kept for the log after a crash."""


def child_command() -> list[str]:
    """Command line of the child process; a frozen bundle replaces this function."""
    return [sys.executable, "-m", "retarget.blender"]


def child_environment(folder: Path) -> dict[str, str]:
    """Environment of the child process, which keeps all it writes in passing in one folder.

    Blender keeps settings, extensions and thumbnails for its user, and temporary files. None of
    that is wanted: an export is to come out the same whatever Blender the user has, and nothing
    is to be left on the machine.
    """
    package_root = str(Path(__file__).resolve().parents[1])
    modules = [package_root, *filter(None, [os.environ.get("PYTHONPATH")])]
    homes = ("HOME",) if sys.platform == "darwin" else _HOMES
    own = {name: str(folder) for name in (*_FOLDERS, *homes)}
    return {**os.environ, **own, "PYTHONPATH": os.pathsep.join(modules)}


def _own_folder() -> Path:
    """A new folder for one child.

    Raises:
        StorageError: it cannot be made.
    """
    try:
        return Path(tempfile.mkdtemp(prefix="gaitbox-blender-"))
    except OSError as error:
        raise errors.StorageError(
            "There is no room for Blender's temporary files.", "Free some space on the disk."
        ) from error


@dataclass(frozen=True)
class ExportReport:
    """What an export did."""

    seconds: float
    """Wall time of the whole call, waiting included."""
    files: tuple[Path, ...]
    """Files written."""
    steps: dict[str, float]
    """Seconds inside the child: avatar, solve, fbx, glb."""


class _ChildFailed(Exception):
    """The child died, ran over its time, or spoke nonsense."""


class _Child:
    """One child process and the threads that listen to it."""

    def __init__(self) -> None:
        self._replies: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._said: deque[str] = deque(maxlen=_WORDS_KEPT)
        self._folder = _own_folder()
        try:
            self.process = subprocess.Popen(
                child_command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=child_environment(self._folder),
            )
        except OSError:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        for target in (self._listen, self._overhear):
            threading.Thread(target=target, daemon=True).start()

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def ask(self, header: dict[str, Any], payload: bytes, limit: float) -> dict[str, Any]:
        """Send a job and wait for its answer at most ``limit`` seconds."""
        deadline = time.monotonic() + limit
        header = {"id": uuid.uuid4().hex, **header}
        try:
            send(cast(BinaryIO, self.process.stdin), header, payload)
        except OSError as error:
            raise _ChildFailed("it has ended") from error
        while True:
            try:
                reply = self._replies.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise _ChildFailed(f"it took longer than {limit:g} s") from None
            if reply is None:
                raise _ChildFailed("it has ended")
            if reply.get("id") == header["id"]:
                return reply

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # unsent bytes in a broken pipe
                    LOG.debug("the pipe to the Blender process was broken")
        shutil.rmtree(self._folder, ignore_errors=True)

    def last_words(self) -> str:
        return "\n".join(self._said)

    def _listen(self) -> None:
        stdout = cast(BinaryIO, self.process.stdout)
        try:
            while (message := receive(stdout)) is not None:
                self._replies.put(message[0])
        except (ProtocolError, ValueError, OSError):
            LOG.debug("the Blender process stopped making sense")
        self._replies.put(None)

    def _overhear(self) -> None:
        try:
            for line in cast(BinaryIO, self.process.stderr):
                self._said.append(line.decode(errors="replace").rstrip())
        except (ValueError, OSError):
            LOG.debug("the Blender process closed its stderr")


class BlenderWorker:
    """A warm Blender process behind one method, :meth:`export`.

    Safe to use from several threads; jobs run one at a time.

    Args:
        time_limit: longest that one job may take, seconds.
    """

    def __init__(self, time_limit: float = 60.0) -> None:
        self.time_limit = time_limit
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._ready = threading.Event()
        self._closed = False

    def __enter__(self) -> BlenderWorker:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def ready(self) -> bool:
        """Whether the child runs and its first avatar is built."""
        child = self._child
        return self._ready.is_set() and child is not None and child.alive

    @property
    def pid(self) -> int | None:
        """Process id of the child; ``None`` while there is none."""
        child = self._child
        return child.process.pid if child is not None and child.alive else None

    def start(self) -> None:
        """Begin to warm up in the background and return at once."""
        threading.Thread(target=self._warm_up, daemon=True).start()

    def close(self) -> None:
        """End the child. A job that is running fails; no other is begun."""
        self._closed = True
        child = self._child
        if child is not None:
            child.stop()

    def export(
        self,
        joints: FloatArray,
        *,
        avatar: str | Phenotype = "adult_man",
        fbx: Path | None = None,
        glb: Path | None = None,
    ) -> ExportReport:
        """Write a motion on an avatar as FBX, GLB or both.

        Args:
            joints: ``(T, 22, 3)`` metres, Y up, 20 fps.
            avatar: a preset's name or a phenotype.
            fbx: file to write; its folder exists. Files appear whole or not at all.
            glb: the same.

        Raises:
            BadInput: for an unknown avatar or joints that are no motion.
            StorageError: when a file cannot be written.
            WorkerError: when Blender failed twice.
        """
        start = time.perf_counter()
        Source.of(joints)
        final = {kind: path for kind, path in (("fbx", fbx), ("glb", glb)) if path is not None}
        partial = {k: p.with_name(f".{p.name}.{uuid.uuid4().hex}.part") for k, p in final.items()}
        job = {
            "op": "export",
            "avatar": list(astuple(phenotype_of(avatar))),
            "fbx": None,
            "glb": None,
            **{kind: str(path.absolute()) for kind, path in partial.items()},
        }
        try:
            reply = self._run(job, np.ascontiguousarray(joints, dtype="<f4").tobytes())
            for kind, path in partial.items():
                _publish(path, final[kind])
        finally:
            for path in partial.values():
                path.unlink(missing_ok=True)
        seconds = time.perf_counter() - start
        return ExportReport(seconds, tuple(final.values()), dict(reply["steps"]))

    def _run(self, job: dict[str, Any], payload: bytes) -> dict[str, Any]:
        """Do a job, on a second child when the first fails."""
        with self._lock:
            reasons = []
            for attempt in (1, 2):
                try:
                    return self._try(job, payload)
                except _ChildFailed as failure:
                    reasons.append(str(failure))
                    self._drop(f"attempt {attempt}: {failure}")
        raise errors.WorkerError(
            f"Blender failed twice to make the avatar's files ({reasons[-1]}).",
            "Try again; if it stays so, run 'gaitbox doctor'.",
        )

    def _try(self, job: dict[str, Any], payload: bytes) -> dict[str, Any]:
        child = self._running()
        reply = child.ask(job, payload, self.time_limit)
        if not reply["ok"]:
            raise _ERRORS[reply["kind"]](reply["sentence"], reply["remedy"])
        return reply

    def _running(self) -> _Child:
        """The child, started and warm. Call with the lock held."""
        if self._closed:
            raise errors.WorkerError("Gaitbox is closing.", "Start it again.")
        if self._child is None or not self._child.alive:
            self._ready.clear()
            self._child = _Child()
        if not self._ready.is_set():
            job = {"op": "warm", "avatar": "adult_man"}
            reply = self._child.ask(job, b"", START_LIMIT)
            if not reply["ok"]:
                raise _ERRORS[reply["kind"]](reply["sentence"], reply["remedy"])
            self._ready.set()
        return self._child

    def _drop(self, reason: str) -> None:
        """End a child that failed and keep what it said."""
        child, self._child = self._child, None
        self._ready.clear()
        if child is not None:
            child.stop()
            LOG.warning("the Blender process failed (%s)", reason)
            LOG.debug("it said: %s", child.last_words())

    def _warm_up(self) -> None:
        with self._lock:
            try:
                self._running()
            except (_ChildFailed, errors.GaitboxError, OSError) as error:
                self._drop(f"warming up: {error}")


def _publish(partial: Path, final: Path) -> None:
    """Move a finished file to its name."""
    try:
        os.replace(partial, final)
    except OSError as error:
        raise errors.StorageError(
            f"{final.name} could not be written: {error.strerror or error}.",
            "Check the free space and the permissions of the folder.",
        ) from error
