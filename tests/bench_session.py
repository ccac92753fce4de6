"""Measures of the live session: a laptop that leads and headsets that follow, over TLS.

    python -m tests.bench_session [--model DIR] [--headsets N] [--quick]

The server is a process of its own; the headsets pair, come in by the LAN door on loopback, and
follow while the laptop scrubs at 60 changes a second. A table, not a test.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from runtime import paths
from runtime.session_messages import Refused, read_message
from tests.runtime.headset_app import follow, lead, paired_app
from tests.runtime.server.live import Seen, watching
from tests.runtime.server.running import Running
from tests.runtime.session_noise import noise

CHANGES, QUICK_CHANGES = 2000, 300
RATE_HZ = 60
PINGS = 16
LOOKS = 50
MESSAGES = 10_000


@dataclass(frozen=True)
class Row:
    """One measure; ``most`` is what the issue allows, if it says anything."""

    name: str
    value: float
    unit: str
    most: float | None = None

    def __str__(self) -> str:
        text = f"{self.name:<52} {self.value:8.2f} {self.unit:<4}"
        if self.most is None:
            return text.rstrip()
        return f"{text} at most {self.most:g}  {'ok' if self.value <= self.most else 'OVER'}"


@dataclass
class Follower(Seen):
    """Notes when each change came."""

    came: dict[int, float] = field(default_factory=dict)

    def _take(self, message: dict[str, Any]) -> None:
        super()._take(message)
        if message["type"] == "state":
            self.came[message["state"]["seq"]] = time.monotonic()


def rows(model: Path, headsets: int = 4, quick: bool = False) -> list[Row]:
    """All measures."""
    options = ("--port", "0", "--lan", "--interface", "lo")
    with tempfile.TemporaryDirectory() as home, Running(model, Path(home), *options) as server:
        apps = [paired_app(server, f"Quest {number}") for number in range(headsets)]
        changes = QUICK_CHANGES if quick else CHANGES
        found = asyncio.run(_measure(server, apps, changes))
    return [*found, _noise()]


async def _measure(server: Running, apps: list[httpx.Client], changes: int) -> list[Row]:
    async with _class(server, apps) as (leader, followers):
        sent = await _scrub(leader, changes)
        for follower in followers:
            await follower.until(lambda seen: seen.state["seq"] == changes)
        missed = sum(changes - len(follower.came) for follower in followers)
        delays = sorted(f.came[seq] - sent[seq] for f in followers for seq in f.came)
        errors = await _errors(leader, followers)
        begin = time.monotonic()
        async with watching(follow(apps[0])):
            late = time.monotonic() - begin
    count = len(followers)
    return [
        Row(f"changes not seen, {changes} at {RATE_HZ} Hz by {count} headsets", missed, "", 0),
        Row("change to headset, median", statistics.median(delays) * 1e3, "ms"),
        Row("change to headset, 99 of 100", delays[int(len(delays) * 0.99)] * 1e3, "ms"),
        Row("position against the laptop's, median", statistics.median(errors) * 1e3, "ms", 50),
        Row("position against the laptop's, largest", max(errors) * 1e3, "ms", 50),
        Row("late joiner: TLS to the present state", late * 1e3, "ms"),
    ]


@contextlib.asynccontextmanager
async def _class(
    server: Running, apps: list[httpx.Client]
) -> AsyncIterator[tuple[Seen, list[Follower]]]:
    async with contextlib.AsyncExitStack() as stack:
        leader = await stack.enter_async_context(watching(lead(server)))
        followers = [
            await stack.enter_async_context(watching(follow(app), Follower)) for app in apps
        ]
        yield leader, followers


async def _scrub(leader: Seen, changes: int) -> dict[int, float]:
    """Change the position as fast as a display draws; gives when each change was sent."""
    sent = {}
    begin = time.monotonic()
    for number in range(1, changes + 1):
        await asyncio.sleep(max(begin + number / RATE_HZ - time.monotonic(), 0))
        sent[number] = time.monotonic()
        await leader.say(type="set", position=number / RATE_HZ)
    return sent


async def _errors(leader: Seen, followers: list[Follower]) -> list[float]:
    """How far the headsets' positions are from the laptop's at the same moments, seconds."""
    for member in followers:
        for _ in range(PINGS):
            await member.ping()
            await asyncio.sleep(0.02)
        await member.until(lambda seen: len(seen.rounds) >= PINGS)
    begin = time.monotonic()
    await leader.say(type="set", playing=True, position=0.0, speed=1.0)
    for member in followers:
        await member.until(lambda seen: seen.state["playing"])
    errors = []
    for _ in range(LOOKS):
        await asyncio.sleep(0.02)
        now = time.monotonic()
        errors += [abs(member.position(now * 1000) - (now - begin)) for member in followers]
    return errors


def _noise() -> Row:
    draw = random.Random(1)
    messages = [noise(draw) for _ in range(MESSAGES)]
    begin = time.perf_counter()
    for message in messages:
        with contextlib.suppress(Refused):
            read_message(message)
    spent = time.perf_counter() - begin
    return Row(f"reading a malformed message, mean of {MESSAGES}", spent / MESSAGES * 1e6, "µs")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_session", description=__doc__)
    parser.add_argument("--model", type=Path, default=paths.default_model())
    parser.add_argument("--headsets", type=int, default=4)
    parser.add_argument("--quick", action="store_true", help="fewer changes")
    options = parser.parse_args()
    for row in rows(options.model, options.headsets, options.quick):
        sys.stdout.write(f"{row}\n")


if __name__ == "__main__":
    main()
