"""The application behind a LAN door without its sockets and TLS, and headsets that ask there.

What is behind the door is the real application; only the network is left out, so that a test can
send what no client would, and knows the clock.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import httpx
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from runtime.devices import Device, Devices
from runtime.pairing import Pairing
from runtime.paths import HOME_VARIABLE
from runtime.server.app import create_app
from runtime.server.door import LAN, LanDoor
from runtime.server.services import Services
from tests.runtime.pairing_device import Headset

HOST = "192.168.1.5:8771"
LOCAL_NAME = "anna-laptop.local:8771"
URL = f"https://{HOST}"
FINGERPRINT = hashlib.sha256(b"the laptop's key").hexdigest()
HEADSET = "192.168.1.20"


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@dataclass(frozen=True)
class Raw:
    """An answer as the application sent it."""

    status: int
    headers: dict[str, str]
    body: bytes


def raw_scope(kind: str, path: str, headers: dict[str, str], **values: Any) -> Scope:
    """What the listener of a door makes of a request."""
    return {
        "type": kind,
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "path": path,
        "raw_path": path.encode("utf-8", "surrogatepass"),
        "query_string": b"",
        "root_path": "",
        "headers": [
            (name.lower().encode("latin-1"), text.encode("latin-1"))
            for name, text in headers.items()
        ],
        "client": (HEADSET, 50000),
        "server": ("192.168.1.5", 8771),
        **values,
    }


async def call(
    app: ASGIApp, method: str, path: str, headers: dict[str, str], body: bytes = b""
) -> Raw:
    """A request exactly as it is given; no client tidies it."""
    scope = raw_scope("http", path, headers, scheme="https", method=method)
    waiting = [{"type": "http.request", "body": body, "more_body": False}]
    sent: list[Any] = []
    done = asyncio.Event()

    async def receive() -> Any:
        if not waiting:
            await done.wait()
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)
        if message["type"] == "http.response.body" and not message.get("more_body"):
            done.set()

    await app(scope, receive, send)
    first = {name.decode(): text.decode("latin-1") for name, text in sent[0]["headers"]}
    return Raw(sent[0]["status"], first, b"".join(one.get("body", b"") for one in sent[1:]))


async def handshake(app: ASGIApp, path: str, headers: dict[str, str]) -> int:
    """Ask for a WebSocket and leave at once; the status of the answer, 101 where it opens."""
    extensions: dict[str, Any] = {"websocket.http.response": {}}
    scope = raw_scope(
        "websocket", path, headers, scheme="wss", subprotocols=[], extensions=extensions
    )
    waiting = [{"type": "websocket.connect"}, {"type": "websocket.disconnect", "code": 1001}]
    sent: list[Any] = []

    async def receive() -> Any:
        return waiting.pop(0) if waiting else await asyncio.Event().wait()

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    first = sent[0]
    if first["type"] == "websocket.http.response.start":
        return int(first["status"])
    return {"websocket.accept": 101, "websocket.close": 403}[first["type"]]


class Client:
    """Requests of one client, each to the end."""

    def __init__(self, runner: asyncio.Runner, app: ASGIApp, url: str, address: str) -> None:
        transport = httpx.ASGITransport(app, client=(address, 50000))
        self._client = httpx.AsyncClient(transport=transport, base_url=url)
        self._runner = runner

    def request(self, method: str, path: str, **values: Any) -> httpx.Response:
        self._client.cookies.clear()  # a test says itself what it sends
        return self._runner.run(self._client.request(method, path, **values))

    def get(self, path: str, **values: Any) -> httpx.Response:
        return self.request("GET", path, **values)

    def post(self, path: str, **values: Any) -> httpx.Response:
        return self.request("POST", path, **values)


@dataclass
class Lan:
    """One server with two doors."""

    app: FastAPI
    door: LanDoor
    services: Services
    clock: Clock
    runner: asyncio.Runner

    @property
    def devices(self) -> Devices:
        return self.services.devices

    def laptop(self) -> Client:
        """The page on the laptop, through loopback."""
        return Client(self.runner, self.app, "http://127.0.0.1:8770", "127.0.0.1")

    def headset(self, address: str = HEADSET, url: str = URL) -> Client:
        """Somebody at an address of the network."""
        return Client(self.runner, self.behind, url, address)

    @property
    def behind(self) -> ASGIApp:
        """The application as it is behind the LAN door."""

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            scope[LAN] = self.door
            await self.app(scope, receive, send)

        return app

    def paired(self, name: str = "Quest 3", kind: str = "app") -> tuple[Device, dict[str, str]]:
        """A device, and the header that it sends."""
        device, token = self.devices.add(name, kind)
        if kind == "browser":
            return device, {"Cookie": f"gaitbox_device={token}"}
        return device, {"Authorization": f"Bearer {token}"}


@contextmanager
def lan(model: Path, folder: Path, console: Path | None = None) -> Iterator[Lan]:
    """A server whose parts have not been started: it pairs and lists, and generates nothing."""
    clock = Clock()
    devices = Devices(folder / "headset" / "devices.json")
    pairing = Pairing(devices, lambda: FINGERPRINT, clock)
    with patch.dict(os.environ, {HOME_VARIABLE: str(folder)}):
        opened = Services.open(model, provider="cpu")
    mode: Any = OpenMode()
    services = replace(opened, devices=devices, pairing=pairing, headset=mode)
    door = LanDoor(lambda: frozenset({HOST, LOCAL_NAME}), devices)
    with asyncio.Runner() as runner:
        try:
            yield Lan(create_app(services, console), door, services, clock, runner)
        finally:
            services.close()


class OpenMode:
    """What the rest of a server sees of headset mode while its door is open."""

    async def look(self) -> None:
        return

    def document(self) -> dict[str, Any]:
        addresses = [{"address": "192.168.1.5", "interface": "wlan0", "url": f"{URL}/"}]
        return {"on": True, "fingerprint": FINGERPRINT, "addresses": addresses}


def pair(
    client: Any,
    password: str,
    *,
    used: str = "code",
    kind: str = "app",
    name: str = "Quest 3",
    fingerprint: str = FINGERPRINT,
) -> tuple[httpx.Response, Headset]:
    """Both steps of pairing as a device does them; the last answer and the device.

    Args:
        client: anything with ``post`` as httpx has it.
    """
    started = client.post("/pair/start", json={"name": name, "kind": kind})
    assert started.status_code == 200, started.text
    body = started.json()
    seen = fingerprint if kind == "app" else ""
    device = Headset(body["attempt"], body["salt"], body["iterations"], password, seen)
    answer = {"attempt": device.attempt, "with": used, "nonce": device.nonce}
    return client.post("/pair/finish", json={**answer, "proof": device.proof()}), device
