"""``gaitbox launch`` in a process of its own, with a stand-in for the user's browser."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

import httpx
import psutil

from tests.spoken import Spoken

ROOT = Path(__file__).resolve().parents[3]
FROM_SOURCE = (sys.executable, "-m", "runtime")
START_S = 90.0

BROWSER = """import sys, urllib.request
url, seen = sys.argv[2], open(sys.argv[1], "a")
try:
    status = urllib.request.urlopen(url + "health", timeout=5).status
except Exception as error:
    status = type(error).__name__
print(url, status, file=seen)
"""
"""Notes what it was asked to open, and whether /health answered at that moment."""


class Launched:
    """A launch; its lines with the seconds after its start."""

    def __init__(
        self,
        home: Path,
        *options: str,
        command: Sequence[str] = FROM_SOURCE,
        browser: Path | None = None,
        **environment: str,
    ) -> None:
        words = [*command, "launch", *options]
        if browser is None:
            words.append("--no-browser")
        self.home = home
        self.process = subprocess.Popen(
            words,
            cwd=ROOT,
            env={**os.environ, "GAITBOX_HOME": str(home), **_showing(browser), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.spoken = Spoken(self.process)

    def __enter__(self) -> Launched:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.end(signal.SIGKILL)

    @property
    def text(self) -> str:
        return self.spoken.text

    @property
    def url(self) -> str:
        return f"{self.spoken.url()}/"

    def wait_for(self, words: str) -> str:
        """The first line with these words in it."""
        return self.spoken.wait_for(words)

    def ready(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=90)

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def end(self, number: int) -> int:
        """Send a signal; the exit code."""
        self.process.send_signal(number)
        return self.wait()

    def wait(self) -> int:
        code = self.process.wait(30)
        self.spoken.end()
        return code


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + START_S
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def make_browser(folder: Path) -> Path:
    """A stand-in browser; the file that it writes to is beside it, called ``opened``."""
    script = folder / "browser.py"
    script.write_text(BROWSER)
    return script


def opened(browser: Path, pages: int = 1) -> list[list[str]]:
    """Address and answer of the pages that were opened."""
    log = browser.with_name("opened")
    wait_until(lambda: log.exists() and len(log.read_text().splitlines()) >= pages)
    return [line.split() for line in log.read_text().splitlines()]


def address_file(home: Path) -> dict[str, object]:
    wait_until((home / "running.json").exists)  # written just after the line "is ready"
    found: dict[str, object] = json.loads((home / "running.json").read_text())
    return found


def _showing(browser: Path | None) -> dict[str, str]:
    if browser is None:
        return {}
    command = f"{sys.executable} {browser} {browser.with_name('opened')} %s"
    return {"DISPLAY": ":0", "BROWSER": command}
