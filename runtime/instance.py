"""One Gaitbox at a time: a second start finds the first one and shows its page.

Who holds the lock of the data folder is the one. It writes its address to a file beside it, and
the proof that what answers there is this very process is the number that both the file and
/health give. What a crashed one left behind is no obstacle: its lock is gone with it, and its
address is not asked while nobody holds the lock.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from retarget.errors import GaitboxError
from runtime.browser import health
from runtime.file_lock import FileLock

NUMBER = secrets.token_hex(8)
"""This process, as /health gives it."""

LOCK, ADDRESS = "running.lock", "running.json"

PATIENCE_S = 30.0
"""Longest wait for the one that holds the lock to answer: it may only just have been started."""

RETRY_S = 0.1


@dataclass(frozen=True)
class Found:
    """A Gaitbox that runs already, at the address of its page."""

    url: str


class Instance:
    """The right to be the running Gaitbox of a data folder."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / LOCK)
        self._address = folder / ADDRESS

    def claim(
        self, patience: float = PATIENCE_S, waits: Callable[[], None] | None = None
    ) -> Found | None:
        """Become the one (None), or find the one there is.

        Where the folder cannot be written to, or its disk knows no locks, everybody may run: what
        is wrong with the folder is said later, by who needs it.

        Args:
            patience: longest wait for the other one to answer, seconds.
            waits: called once if there is something to wait for.

        Raises:
            GaitboxError: another one holds the lock, but does not answer.
        """
        deadline = time.monotonic() + patience
        while not self._take():
            running = self._running()
            if running is not None:
                return running
            if waits is not None:
                waits()
                waits = None
            if time.monotonic() > deadline:
                raise GaitboxError(
                    "Another Gaitbox is running, but does not answer.",
                    "Close its window, or end its process, then start Gaitbox again.",
                )
            time.sleep(RETRY_S)
        with contextlib.suppress(OSError):
            self._address.unlink(missing_ok=True)
        return None

    def announce(self, url: str) -> None:
        """Say where the page is, to those who come later."""
        record = {"url": url, "number": NUMBER, "process": os.getpid()}
        fresh = self._address.with_name(f"{ADDRESS}.{os.getpid()}")
        with contextlib.suppress(OSError):
            fresh.write_text(json.dumps(record) + "\n", "ascii")
            os.replace(fresh, self._address)

    def end(self) -> None:
        """Stop being the one; does nothing for others."""
        if self._lock.held:
            with contextlib.suppress(OSError):
                self._address.unlink(missing_ok=True)
            self._lock.give_back()

    def _take(self) -> bool:
        try:
            return self._lock.take()
        except OSError:
            return True

    def _running(self) -> Found | None:
        """The one that holds the lock, if it answers."""
        try:
            record = json.loads(self._address.read_text("ascii"))
            url, number = str(record["url"]), str(record["number"])
        except (OSError, ValueError, KeyError, TypeError):
            return None  # it has not got that far
        answer = health(url)
        return Found(url) if answer is not None and answer.get("instance") == number else None
