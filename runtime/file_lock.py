"""A lock that the system gives back when its holder ends, however it ends."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import BinaryIO


class FileLock:
    """An exclusive lock on a file, between processes.

    It is the system's own (``flock``, or ``locking`` on Windows), so that a process that crashed
    or lost its power holds nothing any more; the file itself stays and means nothing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds it."""
        return self._file is not None

    def take(self) -> bool:
        """Take the lock if nobody else has it; True where it is held then.

        Raises:
            OSError: the file cannot be written, or its disk knows no locks.
        """
        if self._file is not None:
            return True
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = open(self._path, "a+b")  # noqa: SIM115
        try:
            taken = _lock(file)
        except OSError:
            file.close()
            raise
        if not taken:
            file.close()
            return False
        self._file = file
        return True

    def give_back(self) -> None:
        """Let others have it; does nothing where it is not held."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                _unlock(self._file)
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import errno
    import msvcrt

    _BUSY = (errno.EACCES, errno.EAGAIN, errno.EDEADLOCK)

    def _lock(file: BinaryIO) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in _BUSY:
                return False
            raise
        return True

    def _unlock(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


def is_free(path: Path) -> bool:
    """Whether nobody holds the lock of a file; False where that cannot be told."""
    if not os.path.isfile(path):
        return True
    lock = FileLock(path)
    try:
        free = lock.take()
    except OSError:
        return False
    lock.give_back()
    return free
