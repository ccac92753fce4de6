"""What a clinic's laptop does to a program: it loses its power, and its disk fills up.

Functions over a way to start a server, so that the same is done to a source checkout and to the
executable of a bundle::

    start = partial(Running, model, home, command=["/path/to/gaitbox"])
    survive_kills(start, rounds=50, seed=6)
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import psutil
import pytest

from tests.runtime.server.running import Running
from tests.spoken import gone

PROMPT = "a man limps because of pain in his right leg"
MOST_ANSWERS = 1
"""Answers in a round, at most, before the kill is near: some rounds wait for none."""

LONGEST = 1.5
"""Longest wait after these, in times that an answer took: as machines differ, so do seconds."""

COLD = 0.2
"""Share of the rounds that do not wait until the model is loaded."""

EXPORTED = 8
"""Motions whose FBX and GLB are asked for at the end."""

OUTLIVED = "a child process outlived the server"

Start = Callable[[], Running]


@dataclass
class Survived:
    """What came out of it."""

    answered: list[str] = field(default_factory=list)
    cut: int = 0
    """Requests that were under way at a kill."""
    half: int = 0
    """Motions that were being saved at a kill."""
    extra: int = 0
    """Motions that are in the library although their answer never arrived."""


def survive_kills(start: Start, rounds: int, seed: int) -> Survived:
    """Kill a server at random moments of generating and saving, and look at its library each time.

    After every kill the next server opens the library, lists every motion that was ever answered,
    and the new ones are whole. At the end FBX and GLB of some are made.

    Raises:
        AssertionError: something was lost or is damaged.
    """
    chance = random.Random(seed)
    survived = Survived()
    checked: set[str] = set()
    family: list[psutil.Process] = []
    for number in range(rounds):
        server = start()
        look_through(server.client, survived.answered, checked)
        if chance.random() > COLD:
            wait_until_ready(server.client)
        asking = Asking(server.url, seed * 1000 + number)
        asking.wait_for(chance.randint(0, MOST_ANSWERS))
        time.sleep(chance.uniform(0.0, LONGEST) * asking.lasts)
        assert gone(family), OUTLIVED  # of the round before: meanwhile the next one could start
        family = [psutil.Process(server.pid), *psutil.Process(server.pid).children(recursive=True)]
        server.kill()
        survived.answered += asking.end()
        survived.cut += 1
        survived.half += _sweep_half(server.home)
    assert gone(family), OUTLIVED
    with start() as server:
        look_through(server.client, survived.answered, checked)
        survived.extra = server.client.get("/motions").json()["total"] - len(survived.answered)
        for motion in chance.sample(survived.answered, min(EXPORTED, len(survived.answered))):
            check_exports(server.client, motion)
    return survived


def wait_until_ready(client: httpx.Client) -> None:
    """Wait until the model is loaded."""
    deadline = time.monotonic() + 120
    while not client.get("/health").json()["ready"]:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _sweep_half(home: Path) -> int:
    """How many motions were cut off while they were saved; each is looked at once."""
    found = list((home / "library" / "motions").glob(".making-*"))
    for path in found:
        os.utime(path, (0, 0))  # as if it were long ago: the next server removes it
    return len(found)


class Asking:
    """Asks a server for motions, one request after the other, until it is gone."""

    lasts = 0.5
    """Seconds that the latest answer took, of whatever server."""

    def __init__(self, url: str, seed: int) -> None:
        self._answered: list[str] = []
        self._answers = threading.Semaphore(0)
        self._refused = ""
        self._thread = threading.Thread(target=self._ask, args=(url, seed), daemon=True)
        self._thread.start()

    def wait_for(self, answers: int) -> None:
        """Wait until so many requests were answered."""
        for _ in range(answers):
            assert self._answers.acquire(timeout=180), "no answer"

    def end(self) -> list[str]:
        """After the server's end: the motions that were answered."""
        self._thread.join(60)
        assert not self._thread.is_alive() and not self._refused, self._refused
        return self._answered

    def _ask(self, url: str, seed: int) -> None:
        with httpx.Client(base_url=url, timeout=180) as client:
            for number in range(1000):
                body = {"prompt": PROMPT, "seconds": 2 + number % 3, "seed": seed + number}
                body["candidates"] = 1  # the more often does it save
                begin = time.monotonic()
                try:
                    answer = client.post(
                        "/gen_text2motion", json=body | {"samples": 1 + number % 2}
                    )
                except httpx.HTTPError:
                    return
                if answer.status_code != 200:
                    self._refused = answer.text
                    return
                Asking.lasts = time.monotonic() - begin
                self._answered += [motion["id"] for motion in answer.json()["motions"]]
                self._answers.release()


def look_through(client: httpx.Client, answered: list[str], checked: set[str]) -> None:
    """Whether a library lists all motions that were answered; those not ``checked`` are whole."""
    listed = client.get("/motions", params={"limit": 1000}).json()
    ids = [motion["id"] for motion in listed["motions"]]
    assert set(answered) <= set(ids), "a motion that was answered is lost"
    assert len(ids) == len(set(ids)) == listed["total"]
    for motion in set(ids) - checked:
        check_whole(client, motion)
        checked.add(motion)


def check_whole(client: httpx.Client, motion: str) -> None:
    """Whether the files of a motion can be read, and belong together."""
    files = {kind: _file(client, motion, kind) for kind in ("npy", "features", "bvh", "json")}
    report = httpx.Response(200, content=files["json"]).json()
    joints = np.load(io.BytesIO(files["npy"]), allow_pickle=False)
    features = np.load(io.BytesIO(files["features"]), allow_pickle=False)
    assert joints.shape == (report["frames"], 22, 3) and np.isfinite(joints).all()
    assert features.shape == (report["frames"] - 1, 263) and np.isfinite(features).all()
    lines = files["bvh"].decode().splitlines()
    begin = lines.index("MOTION")
    assert lines[begin + 1].split() == ["Frames:", str(report["frames"])]
    frames = [line.split() for line in lines[begin + 3 :]]
    assert len(frames) == report["frames"] and len({len(frame) for frame in frames}) == 1
    shown: dict[str, Any] = client.get(f"/motions/{motion}").json()
    assert report.items() <= shown.items()


def check_exports(client: httpx.Client, motion: str) -> None:
    """Whether FBX and GLB of a motion are there or can be made."""
    assert _file(client, motion, "fbx").startswith(b"Kaydara FBX Binary")
    data = _file(client, motion, "glb")
    assert data.startswith(b"glTF") and int.from_bytes(data[8:12], "little") == len(data)


def _file(client: httpx.Client, motion: str, kind: str) -> bytes:
    answer = client.get(f"/motions/{motion}/files/{kind}")
    assert answer.status_code == 200, f"{kind} of {motion}: {answer.text}"
    return answer.content


def survive_full_disk(start: Start, disk: Path) -> None:
    """Fill the disk of a server's home; it says so, keeps what it has, and goes on afterwards.

    Args:
        start: starts a server whose home is on the disk.
        disk: a file system of its own with some 64 MB.

    Raises:
        AssertionError: it did not.
    """
    ballast = disk / "ballast"
    with start() as server:
        server.wait_for_blender()
        (first,) = server.generate(PROMPT, seconds=4, seed=1)
        check_exports(server.client, first["id"])
        fill(ballast)
        answer = server.client.post("/gen_text2motion", json={"prompt": PROMPT, "seconds": 8})
        assert answer.status_code == 507, answer.text
        assert "no room" in answer.json()["detail"] and answer.json()["remedy"]
        assert [motion["id"] for motion in server.client.get("/motions").json()["motions"]] == [
            first["id"]
        ]
        check_whole(server.client, first["id"])
        assert server.client.get("/health").json()["status"] == "ok"
        _shorten(ballast, 600_000)  # enough for a motion, too little for its FBX and GLB
        (second,) = server.generate(PROMPT, seconds=2, seed=2)
        answer = server.client.get("/download_fbx", params={"id": second["id"]})
        assert answer.status_code == 507 and "no room" in answer.json()["detail"]
        check_whole(server.client, second["id"])
        fill(ballast)
    with start() as server:  # with a full disk it starts, too
        checked: set[str] = set()
        look_through(server.client, [first["id"], second["id"]], checked)
        ballast.unlink()
        check_exports(server.client, second["id"])
        assert server.generate(PROMPT, seconds=2)
    left = [path for path in disk.rglob("*") if path.name.endswith(".part")]
    assert left == [], "half an export stayed"


def fill(ballast: Path) -> None:
    """Write to a file until its disk is full."""
    with contextlib.suppress(OSError), open(ballast, "ab", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            with contextlib.suppress(OSError):
                while file.write(bytes(size)) == size:
                    pass


def _shorten(ballast: Path, by: int) -> None:
    with open(ballast, "rb+") as file:
        file.truncate(max(0, ballast.stat().st_size - by))


@contextlib.contextmanager
def own_disk(folder: Path, size: str) -> Iterator[Path]:
    """A file system of its own at a new folder, such as one of ``64m``; skips where that fails."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("mounting a small disk is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
