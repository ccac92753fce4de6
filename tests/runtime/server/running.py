"""A real server in a process of its own, reached over a socket."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx
import psutil

from tests.spoken import Spoken

ROOT = Path(__file__).resolve().parents[3]
FROM_SOURCE = (sys.executable, "-m", "runtime")
BLENDER = ("retarget.blender", "--blender-process")
"""Words on the command line of the Blender process: of a source checkout, and of a bundle."""

START_S = 60.0


class Running:
    """``gaitbox serve`` with a toy model and a library of its own."""

    def __init__(
        self,
        model: Path | str | None,
        home: Path,
        *options: str,
        command: Sequence[str] = FROM_SOURCE,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """``command`` may be the bundle's executable; ``environment`` replaces this process's."""
        self.home = home
        words = ["serve", "--no-browser", *(() if model is None else ("--model", str(model)))]
        around = os.environ if environment is None else environment
        self._process = subprocess.Popen(
            [*command, *words, *(options or ("--port", "0"))],
            cwd=ROOT,
            env={**around, "GAITBOX_HOME": str(home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.spoken = Spoken(self._process)
        self.url = f"{self.spoken.url()}/"
        self.client = httpx.Client(base_url=self.url, timeout=90)

    def __enter__(self) -> Running:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def lines(self) -> list[str]:
        """What it said."""
        return self.spoken.lines

    @property
    def pid(self) -> int:
        return self._process.pid

    def generate(self, prompt: str = "a man limps", **values: Any) -> list[dict[str, Any]]:
        answer = self.client.post("/gen_text2motion", json={"prompt": prompt, **values})
        assert answer.status_code == 200, answer.text
        return list(answer.json()["motions"])

    def blender(self) -> psutil.Process | None:
        """The Blender child process, once it is there."""
        for child in psutil.Process(self.pid).children(recursive=True):
            if any(word in " ".join(child.cmdline()) for word in BLENDER):
                return child
        return None

    def wait_for_blender(self) -> psutil.Process:
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline:
            if self.client.get("/health").json()["blender_ready"]:
                child = self.blender()
                if child is not None:
                    return child
            time.sleep(0.1)
        raise AssertionError("Blender did not start")

    def stop(self) -> int:
        """Ctrl-C; the exit code."""
        self.client.close()
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        return self.wait()

    def wait(self) -> int:
        """Until it has ended by itself; the exit code."""
        code = self._process.wait(30)
        self.spoken.end()
        return code

    def kill(self) -> None:
        """The power cut."""
        self._process.kill()
        self._process.wait(30)
