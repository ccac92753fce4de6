"""Measures of the running product: start, sentence to joints, to FBX and GLB, memory.

    python -m tests.bench_server [--model DIR] [--runs N] [--seconds S]

A table, not a test: run it on a quiet machine. Models and Blender are warm, except for the start.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from runtime import paths
from runtime.pipeline import Pipeline
from runtime.request import read_request
from tests.runtime.server.running import Running

PROMPTS = (
    "A man walks forward with a noticeable limp due to pain, favoring his right leg",
    "right foot drop with a high steppage gait",
    "elderly man with Parkinson's disease shuffles forward with short steps",
)
SAMPLING_S = 0.02


@dataclass(frozen=True)
class Row:
    """One measure; ``most`` is what the issue allows."""

    name: str
    value: float
    unit: str
    most: float

    def __str__(self) -> str:
        verdict = "ok" if self.value <= self.most else "OVER"
        return f"{self.name:<44} {self.value:8.3f} {self.unit:<3} at most {self.most:g}  {verdict}"


class Memory:
    """Largest sum of the resident memory of a process and its children, while it is watched."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self._process = psutil.Process(pid)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """The peak in GB."""
        self._over.set()
        self._thread.join()
        return self.peak / 1e9

    def _watch(self) -> None:
        while not self._over.wait(SAMPLING_S):
            try:
                family = [self._process, *self._process.children(recursive=True)]
                self.peak = max(self.peak, sum(p.memory_info().rss for p in family))
            except psutil.Error:
                continue


def rows(model: Path, runs: int = 9, seconds: float = 8.0) -> list[Row]:
    """All measures, medians over ``runs``."""
    found = [Row("start to /health (median)", _start(model, min(runs, 5)), "s", 3.0)]
    found.append(Row("sentence to joints (median, warm)", _joints(model, runs, seconds), "s", 0.5))
    with tempfile.TemporaryDirectory() as home, Running(model, Path(home)) as server:
        server.wait_for_blender()
        memory = Memory(server.pid)
        answers, exports = _requests(server, runs, seconds)
        peak = memory.stop()
    found.append(Row("POST to its answer (median, warm)", answers, "s", 0.5))
    found.append(Row("POST to FBX and GLB (median, warm)", exports, "s", 1.5))
    found.append(Row("peak memory, server with Blender", peak, "GB", 1.5))
    return found


def _start(model: Path, runs: int) -> float:
    """Seconds from starting the process to the first answer of /health."""
    times = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as home:
            begin = time.monotonic()
            with Running(model, Path(home)) as server:
                assert server.client.get("/health").status_code == 200
                times.append(time.monotonic() - begin)
    return statistics.median(times)


def _joints(model: Path, runs: int, seconds: float) -> float:
    times = []
    with Pipeline(model) as pipeline:
        pipeline.engine()
        for number in range(runs + 1):
            prompt = f"{PROMPTS[number % len(PROMPTS)]}, walk {number}"
            request = read_request({"prompt": prompt, "seed": number, "seconds": seconds})
            begin = time.perf_counter()
            pipeline.generate(request)
            times.append(time.perf_counter() - begin)
    return statistics.median(times[1:])


def _requests(server: Running, runs: int, seconds: float) -> tuple[float, float]:
    answers, exports = [], []
    for number in range(runs + 1):
        begin = time.perf_counter()
        prompt = f"{PROMPTS[number % len(PROMPTS)]}, walk {number}"
        made = server.generate(prompt, seed=number, seconds=seconds)[0]
        answers.append(time.perf_counter() - begin)
        for kind in ("fbx", "glb"):
            server.client.get(made["links"][kind]).raise_for_status()
        exports.append(time.perf_counter() - begin)
    return statistics.median(answers[1:]), statistics.median(exports[1:])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=paths.default_model())
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--seconds", type=float, default=8.0)
    options = parser.parse_args()
    for row in rows(options.model, options.runs, options.seconds):
        sys.stdout.write(f"{row}\n")


if __name__ == "__main__":
    main()
