"""Measures of the built bundle: sizes, start, first walk, idle memory, growth.

    python -m tests.bench_bundle [BUNDLE] [--requests N] [--runs N]

BUNDLE is a folder that ``python3 -m installer bundle`` made (``dist/gaitbox``), with its archive
beside it. A table, not a test: run it on a quiet machine. For the start with a cold cache the
system's file cache is emptied, which takes root; else the bundle's own files are taken out of it.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from tests.bench_server import PROMPTS, Row

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 4
"""Length of the walks, as long as a person needs to see a limp."""

SETTLE_S = 8.0
"""Wait until an idle server has finished everything it does after its start."""

FIRST = 20
"""Requests before the memory counts as a running server's."""


class Bundle:
    """A running bundle with a data folder of its own."""

    def __init__(self, program: Path, home: Path, *words: str) -> None:
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [str(program), *(words or ("serve", "--no-browser", "--port", "0"))],
            env={"HOME": str(home), "GAITBOX_HOME": str(home), "BROWSER": "true"},
            cwd=home,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.first_line_s = 0.0
        self.url = ""

    def wait_for_address(self) -> None:
        """Read until the line with the address."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.first_line_s = self.first_line_s or time.monotonic() - self.began
            if "ready: " in line:
                self.url = line.split("ready: ")[1].split()[0].rstrip("/")
                return
        raise AssertionError("it did not start")

    def since(self) -> float:
        """Seconds since the process was started."""
        return time.monotonic() - self.began

    def get(self, path: str, data: dict[str, Any] | None = None) -> bytes:
        """GET, or POST of JSON."""
        body = None if data is None else json.dumps(data).encode()
        request = urllib.request.Request(
            self.url + path, body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=120) as answer:
            return bytes(answer.read())

    def wait_for_health(self) -> float:
        """Seconds from the process's start to /health's first answer."""
        self.wait_for_address()
        while True:
            try:
                self.get("/health")
                return self.since()
            except urllib.error.URLError:
                time.sleep(0.01)

    def walk(self, number: int) -> str:
        """Ask for a walk; its id."""
        ask = {"prompt": f"{PROMPTS[number % len(PROMPTS)]}, walk {number}", "seconds": SECONDS}
        made = json.loads(self.get("/gen_text2motion", {**ask, "seed": number}))
        return str(made["motions"][0]["id"])

    def memory(self) -> float:
        """Memory of its processes, GB: what they do not share, and their part of what they do."""
        family = [psutil.Process(self.process.pid)]
        family += family[0].children(recursive=True)
        return sum(p.memory_full_info().pss for p in family) / 1e9

    def end(self) -> None:
        """Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)


@contextmanager
def running(program: Path, *words: str) -> Iterator[Bundle]:
    """A bundle that is ended with the block."""
    with tempfile.TemporaryDirectory() as home:
        bundle = Bundle(program, Path(home), *words)
        try:
            yield bundle
        finally:
            bundle.end()


def forget(folder: Path) -> str:
    """Take the bundle out of the system's file cache; returns how."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            handle = os.open(path, os.O_RDONLY)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(handle)
    try:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3")
    except OSError:
        return "its own files"
    return "everything"


def rows(folder: Path, runs: int, requests: int) -> list[Row]:
    """All measures."""
    program = folder / "gaitbox"
    size = sum(p.lstat().st_size for p in folder.rglob("*") if not p.is_dir())
    found = [Row("unpacked", size / 1e6, "MB", 800)]
    for archive in sorted(folder.parent.glob("gaitbox-*.tar.xz")):
        if "gpu-pack" not in archive.name:
            found.append(Row("archive", archive.stat().st_size / 1e6, "MB", 350))
    print(f"(cold: {forget(folder)} out of the file cache)", file=sys.stderr)
    cold = []
    for _ in range(min(runs, 3)):
        forget(folder)
        with running(program) as bundle:
            cold.append(bundle.wait_for_health())
    warm, lines, walks = [], [], []
    for _ in range(runs):
        with running(program, "launch", "--no-browser", "--port", "0") as bundle:
            warm.append(bundle.wait_for_health())
            lines.append(bundle.first_line_s)
            walk = bundle.walk(1)
            bundle.get(f"/download_fbx?id={walk}")
            walks.append(bundle.since())
    found.append(Row("start to its first line (median)", statistics.median(lines), "s", 1))
    found.append(Row("start to /health, warm (median)", statistics.median(warm), "s", 2))
    found.append(Row("start to /health, cold (median)", statistics.median(cold), "s", 5))
    found.append(Row("start to the first walk's FBX (median)", statistics.median(walks), "s", 4))
    return found + _memory(program, requests)


def _memory(program: Path, requests: int) -> list[Row]:
    with running(program) as bundle:
        bundle.wait_for_health()
        time.sleep(SETTLE_S)
        idle = bundle.memory()
        for number in range(FIRST):
            bundle.get(f"/download_fbx?id={bundle.walk(number)}")
        begin = bundle.memory()
        for number in range(FIRST, FIRST + requests):
            bundle.get(f"/download_fbx?id={bundle.walk(number)}")
        growth = 100 * (bundle.memory() / begin - 1)
    return [
        Row("memory, idle, server and Blender", 1000 * idle, "MB", 600),
        Row(f"growth over {requests} walks with FBX", growth, "%", 5),
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("bundle", nargs="?", type=Path, default=ROOT / "dist" / "gaitbox")
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    if not (options.bundle / "gaitbox").is_file():
        sys.exit(f"No bundle in {options.bundle}. Build it with: python3 -m installer bundle")
    for row in rows(options.bundle.absolute(), options.runs, options.requests):
        print(row, flush=True)


if __name__ == "__main__":
    main()
