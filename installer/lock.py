"""One set-up of a checkout at a time: two pips in one environment spoil it."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

RETRY_SECONDS = 0.5


def lock_file(root: Path) -> Path:
    """The file that stands for the set-up of the checkout at ``root``."""
    name = hashlib.sha256(os.path.realpath(root).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"gaitbox-setup-{name}.lock"


def _try(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def held(root: Path, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of ``root``; waits for another set-up and says so once.

    The system takes the lock back when the process ends, however it ends.
    """
    try:
        file = lock_file(root).open("ab")
    except OSError:  # another person's file, or no temporary folder: go on without
        yield
        return
    with file:
        told = False
        while not _try(file):
            if not told:
                tell("Another set-up of this checkout is running; waiting for it to end.")
                told = True
            time.sleep(RETRY_SECONDS)
        yield
