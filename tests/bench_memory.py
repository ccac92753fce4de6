"""Resident memory over many requests in a row: server, Blender process, and what grows.

    python -m tests.bench_memory [--requests N] [--model DIR] [--command EXECUTABLE]

A table, not a test. Prompts, lengths, avatars and seeds differ from request to request, and the
FBX and GLB of each are fetched. The first requests fill caches that are meant to fill (avatars,
the model's own walk); growth is counted from request `SETTLED` on.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from runtime import paths
from tests.bench_server import PROMPTS
from tests.runtime.server.running import FROM_SOURCE, Running

AVATARS = ("adult_man", "adult_woman", "older_adult", "child", None)
SETTLED = 20
WINDOW = 10
"""Measures around a request that its memory is the median of: one alone is noise."""

ALLOWED = 0.05
IDLE_MB = 600


def measure(model: Path, requests: int, command: Sequence[str]) -> list[tuple[float, float]]:
    """MB of the server and of its children, idle and after each request."""
    with tempfile.TemporaryDirectory() as home, Running(model, Path(home), command=command) as s:
        deadline = time.monotonic() + 120
        while not all(s.client.get("/health").json()[k] for k in ("ready", "blender_ready")):
            assert time.monotonic() < deadline
            time.sleep(0.2)
        found = [resident(s.pid)]
        for number in range(requests):
            body = {"prompt": f"{PROMPTS[number % 3]}, walk {number}", "seed": number}
            body |= {"seconds": 2 + number % 8, "avatar": AVATARS[number % len(AVATARS)]}
            (made,) = s.generate(**{key: value for key, value in body.items() if value})
            for kind in ("fbx", "glb"):
                s.client.get(made["links"][kind]).raise_for_status()
            found.append(resident(s.pid))
        return found


def resident(pid: int) -> tuple[float, float]:
    """MB of a process, and of its children together."""
    process = psutil.Process(pid)
    below = sum(child.memory_info().rss for child in process.children(recursive=True))
    return process.memory_info().rss / 1e6, below / 1e6


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--model", type=Path, default=paths.default_model())
    parser.add_argument("--command", nargs="+", default=list(FROM_SOURCE))
    options = parser.parse_args()
    found = measure(options.model, options.requests, options.command)
    say = sys.stdout.write
    say("request   server MB   Blender MB   together MB\n")
    for number in sorted({0, 1, 5, SETTLED, *range(25, len(found), 25), len(found) - 1}):
        server, blender = found[number]
        say(f"{number:7d} {server:11.1f} {blender:12.1f} {server + blender:13.1f}\n")
    together = [server + blender for server, blender in found]
    settled = statistics.median(together[SETTLED : SETTLED + WINDOW])
    grown = statistics.median(together[-WINDOW:]) / settled - 1
    verdict = "ok" if grown <= ALLOWED else "OVER"
    say(f"growth from request {SETTLED} on: {grown:+.1%}, at most {ALLOWED:.0%}  {verdict}\n")
    verdict = "ok" if together[0] <= IDLE_MB else "OVER"
    say(f"idle: {together[0]:.0f} MB, at most {IDLE_MB}  {verdict}\n")


if __name__ == "__main__":
    main()
