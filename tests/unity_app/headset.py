"""A headset on a pretended Wi-Fi: the Unity app's core as the probe, and what it said."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

from installer import csharp
from tests.namespaces import Machine, until
from tests.runtime.server.laptop import Laptop

LIMIT_S = 90.0
CONNECTED, PROBLEM, ADVICE = 0, 1, 3
"""Exit codes of the probe."""

Event = dict[str, Any]


class Said:
    """A run of the probe: its lines as they come, and its exit code."""

    def __init__(self, machine: Machine, command: list[str], store: Path) -> None:
        self.events: list[Event] = []
        self._process = machine.start(
            [*command, "--store", str(store)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=csharp.environment(),
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def wait(self) -> int:
        """The exit code, once it has ended."""
        code = self._process.wait(LIMIT_S)
        self._reader.join(LIMIT_S)
        return code

    def all(self, event: str) -> list[Event]:
        """Every line of one kind."""
        return [line for line in list(self.events) if line["event"] == event]

    def first(self, event: str, good: Callable[[Event], bool] = lambda line: True) -> Event:
        """The first line of a kind that is as wanted; waits for it."""

        def look() -> list[Event]:
            return [line for line in self.all(event) if good(line)]

        found = until(look, bool, LIMIT_S)
        return found[0]

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith("{"):
                self.events.append(json.loads(line))
            else:
                self.events.append({"event": "noise", "text": line.rstrip()})


class Headset:
    """One headset: where it is, and what it remembers."""

    def __init__(self, machine: Machine, probe: list[str], store: Path) -> None:
        self.machine = machine
        self._probe = probe
        self._store = store
        store.mkdir(parents=True, exist_ok=True)

    def start(self, *words: str) -> Said:
        """Start a command of the probe."""
        return Said(self.machine, [*self._probe, *words], self._store)

    def run(self, *words: str) -> tuple[int, Said]:
        """Run a command of the probe to its end."""
        said = self.start(*words)
        return said.wait(), said

    def pair(self, laptop: Laptop, *words: str) -> Said:
        """Type the code that the laptop shows; succeeds."""
        code, said = self.run("pair", shown(laptop)["code"], *words)
        assert code == CONNECTED, said.events
        return said


def shown(laptop: Laptop) -> Any:
    """The code and the link on the laptop's screen."""
    answer = laptop.machine.call(_post, laptop.url + "/headset/pairing")
    assert answer["open"], answer
    return answer


def _post(url: str) -> Any:
    import httpx

    answer = httpx.post(url)
    assert answer.is_success, answer.text
    return answer.json()


class Teacher:
    """The laptop's page, as far as the live session goes."""

    def __init__(self, laptop: Laptop) -> None:
        address = laptop.url.replace("http://", "ws://") + "/session"
        # In the laptop's network: connect() itself opens the connection.
        self._connection = laptop.machine.call(lambda: connect(address, proxy=None))
        self._socket = self._connection.__enter__()

    def set(self, **values: Any) -> None:
        """Play, pause, scrub, slow down, highlight."""
        self._socket.send(json.dumps({"type": "set", **values}))

    def close(self) -> None:
        self._connection.__exit__(None, None, None)
