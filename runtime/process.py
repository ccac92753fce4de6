"""What the program sets up about itself before it does anything: signals, warnings, folders.

Only the program does this (`runtime.__main__`, the bundle's executable), never a test or another
program that imports Gaitbox.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import secrets
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import NoReturn

from runtime import paths
from runtime.file_lock import FileLock, is_free

SIGNALLED = 128
"""A shell's exit code for a program that a signal ended is this plus the signal."""

ENDING = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
"""Signals to end: asked to, its terminal is closed, Ctrl-Break (Windows)."""

LOCK = "lock"
"""File in a process's temporary folder that is locked while the process lives."""

YOUNG_S = 60.0
"""A temporary folder younger than this may belong to a process that is just about to lock it."""

TEMPORARY_VARIABLES = ("TMPDIR", "TEMP", "TMP")

_begun = False


def begin() -> None:
    """Take over the process; does nothing the second time."""
    global _begun
    if _begun:
        return
    _begun = True
    _end_on_signals()
    logging.captureWarnings(True)  # numpy's words are for the log, not for the terminal
    logging.raiseExceptions = False  # a log that cannot be written to is no news on the terminal
    if paths.frozen():
        sys.dont_write_bytecode = True


def settle() -> None:
    """Keep everything that is written in passing, by us and our children, in our cache folder.

    Temporary files go to a folder of this process, which goes with it; folders of processes that
    crashed go now. Where the cache cannot be written to, the system's own place is used.
    """
    if not _begun:
        return
    # CUDA compiles for cards it was not built for, and keeps that under ~/.nv otherwise.
    os.environ.setdefault("CUDA_CACHE_PATH", str(paths.cache() / "cuda"))
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    sweep(paths.temporary())
    with contextlib.suppress(OSError):
        _use(make_temporary(paths.temporary()))


def make_temporary(parent: Path) -> Path:
    """A new folder for this process alone, which is removed at its end.

    Raises:
        OSError: it cannot be made.
    """
    folder = parent / f"{os.getpid()}-{secrets.token_hex(4)}"
    folder.mkdir(parents=True, mode=0o700)
    lock = FileLock(folder / LOCK)
    try:
        lock.take()
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise

    def remove() -> None:
        lock.give_back()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    return folder


def sweep(parent: Path) -> None:
    """Remove the temporary folders of processes that ended without doing so."""
    with contextlib.suppress(OSError):
        for folder in parent.iterdir():
            if time.time() - folder.stat().st_mtime > YOUNG_S and is_free(folder / LOCK):
                shutil.rmtree(folder, ignore_errors=True)


def _use(folder: Path) -> None:
    tempfile.tempdir = str(folder)
    for variable in TEMPORARY_VARIABLES:
        os.environ[variable] = str(folder)


def _end_on_signals() -> None:
    """Have a signal to end unwind the program as Ctrl-C does, so that it tidies up."""

    def stop(number: int, frame: object) -> NoReturn:
        sys.exit(SIGNALLED + number)

    for number in ENDING:
        signal.signal(number, stop)
