"""What a process says while it runs, line by line, and whether it is gone."""

from __future__ import annotations

import re
import subprocess
import threading
import time
from collections.abc import Iterable

import psutil

PATIENCE_S = 120.0
"""A first start on a busy machine takes long."""

ADDRESS = re.compile(r"ready: (http://[^/\s]+)")


class Spoken:
    """Lines of a process that was started with its output as text in a pipe."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.lines: list[str] = []
        self.seconds: list[float] = []
        """When each line came, after the beginning."""
        self._process = process
        self._begin = time.monotonic()
        self._more = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def wait_for(self, words: str, patience: float = PATIENCE_S) -> str:
        """The first line with these words in it."""
        deadline = time.monotonic() + patience
        with self._more:
            while True:
                over = not self._reader.is_alive()
                for line in self.lines:
                    if words in line:
                        return line
                left = deadline - time.monotonic()
                assert not over and left > 0, f"no {words!r} in: {self.text}"
                self._more.wait(min(left, 0.5))

    def url(self) -> str:
        """Address of the server's page, without a slash at its end, once it is ready."""
        found = ADDRESS.search(self.wait_for("ready: http://"))
        assert found
        return found[1]

    def end(self) -> str:
        """Everything, after the process has ended."""
        self._reader.join(30)
        return self.text

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._more:
                self.seconds.append(time.monotonic() - self._begin)
                self.lines.append(line.rstrip())
                self._more.notify_all()
        with self._more:
            self._more.notify_all()


def gone(processes: Iterable[psutil.Process]) -> bool:
    """Whether all of these have ended, or end soon."""
    found = list(processes)
    psutil.wait_procs(found, timeout=15)
    return not [p for p in found if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]
