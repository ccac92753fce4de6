"""Tells a waiting person what is being done, how far it is and for how long already."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

TERMINAL_TICK_SECONDS = 0.25
LOG_TICK_SECONDS = 15.0


def clock_text(seconds: float) -> str:
    """``75.2`` as ``1:15``."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


class Progress:
    """Step n of m on a stream: a line that moves on a terminal, a line now and then elsewhere."""

    def __init__(
        self,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
        log_tick: float = LOG_TICK_SECONDS,
    ) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._clock = clock
        self._moving = self._stream.isatty()
        self._tick = TERMINAL_TICK_SECONDS if self._moving else log_tick
        self._note = ""
        self._lock = threading.Lock()

    def say(self, text: str) -> None:
        """Print one line."""
        with self._lock:
            self._stream.write(f"{text}\n")
            self._stream.flush()

    def note(self, text: str) -> None:
        """What the running step is at, shown with the next tick."""
        self._note = text

    @contextmanager
    def step(self, number: int, total: int, title: str) -> Iterator[None]:
        """Show a step from here to the end of the ``with`` block."""
        heading = f"[{number}/{total}] {title}"
        began = self._clock()
        self._note = ""
        if not self._moving:
            self.say(heading)
        ended = threading.Event()
        ticker = threading.Thread(target=self._show, args=(heading, began, ended), daemon=True)
        ticker.start()
        outcome = "stopped after"
        try:
            yield
            outcome = "done in"
        finally:
            ended.set()
            ticker.join()
            took = f"{outcome} {clock_text(self._clock() - began)}"
            if self._moving:
                self._redraw(f"{heading}: {took}", end="\n")
            else:
                self.say(f"      {took}")

    def _show(self, heading: str, began: float, ended: threading.Event) -> None:
        while not ended.wait(self._tick):
            elapsed, note = clock_text(self._clock() - began), self._note
            if self._moving:
                self._redraw(f"{heading}  {elapsed}  {note}")
            else:
                self.say(f"      {elapsed}  {note}".rstrip())

    def _redraw(self, text: str, end: str = "") -> None:
        width = shutil.get_terminal_size().columns - 1
        with self._lock:
            self._stream.write("\r" + text[:width].ljust(width) + end)
            self._stream.flush()
