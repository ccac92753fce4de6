"""The live session behind real sockets: two doors in this process, and clients for them."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from runtime.devices import Device, Devices
from runtime.server.door import DEVICE, LAN, LanDoor
from runtime.server.session import farewell, router
from runtime.session import MESSAGES_PER_S, Session
from runtime.session_messages import LARGEST_MESSAGE

LAPTOP = SimpleNamespace(id="f" * 32, name="Gaitbox on TEST")
PATIENCE_S = 20.0


class NoLibrary:
    """A library that has every motion whose id begins with 0."""

    def get(self, motion: str) -> None:
        from retarget.errors import NotFound

        if not motion.startswith("0"):
            raise NotFound("There is no motion with this id.")


@dataclass
class Doors:
    """Addresses of the two doors, and what is behind them."""

    session: Session
    devices: Devices
    loopback: str
    lan: str

    def lead(self) -> connect:
        return _connect(f"{self.loopback}/session")

    def follow(self, device: Device) -> connect:
        return _connect(f"{self.lan}/session?{device.id}")

    def pair(self, name: str = "Quest 3") -> Device:
        return self.devices.add(name, "app")[0]


def _connect(address: str) -> connect:
    return connect(address, proxy=None, compression=None)


@asynccontextmanager
async def doors(
    folder: Path,
    messages_per_s: float = MESSAGES_PER_S,
) -> AsyncIterator[Doors]:
    """A server of the session alone; the LAN door believes whatever device asks."""
    session = Session(LAPTOP, messages_per_s=messages_per_s)
    devices = Devices(folder / "devices.json")
    app = FastAPI()
    app.state.services = SimpleNamespace(session=session, library=NoLibrary(), devices=devices)
    app.include_router(router)
    loop = asyncio.get_running_loop()
    devices.on_revoke(lambda device: loop.call_soon_threadsafe(session.revoke, device.id))
    servers = [_Serving(app), _Serving(_marked(app, devices))]
    try:
        addresses = [await server.start() for server in servers]
        yield Doors(session, devices, *addresses)
    finally:
        await farewell(session)
        for server in servers:
            await server.stop()


class _Serving:
    def __init__(self, app: ASGIApp) -> None:
        config = uvicorn.Config(
            app,
            ws="websockets-sansio",
            lifespan="off",
            log_config=None,
            ws_max_size=LARGEST_MESSAGE,
            ws_per_message_deflate=False,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> str:
        opened = socket.create_server(("127.0.0.1", 0))
        self._task = asyncio.create_task(self._server._serve([opened]))
        while not self._server.started:
            await asyncio.sleep(0.005)
        return f"ws://127.0.0.1:{opened.getsockname()[1]}"

    async def stop(self) -> None:
        self._server.should_exit = True
        if self._task is not None:
            await self._task


def _marked(app: ASGIApp, devices: Devices) -> ASGIApp:
    """What the LAN listener and the guard put into a scope; no device without a name in it."""
    door = LanDoor(lambda: frozenset(), devices)

    async def marked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            wanted = scope["query_string"].decode()
            scope[LAN] = door
            scope[DEVICE] = devices.get(wanted) if devices.has(wanted) else _stranger(wanted)
        await app(scope, receive, send)

    return marked


def _stranger(device: str) -> Device | None:
    """A device that was revoked since its token was checked."""
    now = datetime.now(UTC)
    return Device(device, "Stranger", "app", now, now) if device else None


@dataclass
class Seen:
    """What a client of the session was told, and what it makes of it, as PROTOCOL.md says."""

    socket: ClientConnection
    states: list[dict[str, Any]] = field(default_factory=list)
    others: list[dict[str, Any]] = field(default_factory=list)
    rounds: list[tuple[float, float]] = field(default_factory=list)
    """Round trip and offset of every ping, milliseconds."""
    code: int | None = None
    _sent: dict[int, float] = field(default_factory=dict)

    async def listen(self) -> None:
        """Read until the connection ends."""
        try:
            async for text in self.socket:
                self._take(json.loads(text))
        except ConnectionClosed:
            pass
        self.code = self.socket.close_code

    async def ping(self) -> None:
        number = len(self._sent)
        self._sent[number] = time.monotonic() * 1000
        await self.say(type="ping", id=number)

    async def say(self, **message: Any) -> None:
        await self.socket.send(json.dumps(message))

    async def until(self, condition: Callable[[Seen], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not condition(self):
                await asyncio.sleep(0.002)

    @property
    def state(self) -> dict[str, Any]:
        return self.states[-1]

    @property
    def seqs(self) -> list[int]:
        return [state["seq"] for state in self.states]

    def position(self, mine: float) -> float:
        """Position at a time of this client's own clock, milliseconds."""
        _, offset = min(self.rounds)
        state = self.state
        gone = mine + offset - state["at"] if state["playing"] else 0.0
        return float(state["position"] + state["speed"] * gone / 1000)

    def _take(self, message: dict[str, Any]) -> None:
        if message["type"] in ("welcome", "state"):
            self.states.append(message["state"])
        if message["type"] == "pong":
            received, sent = time.monotonic() * 1000, self._sent[message["id"]]
            self.rounds.append((received - sent, message["time"] - (sent + received) / 2))
        elif message["type"] != "state":
            self.others.append(message)


S = TypeVar("S", bound=Seen)


@asynccontextmanager
async def watching(connecting: connect, kind: type[S] = Seen) -> AsyncIterator[S]:
    """A client that reads until the block ends."""
    async with connecting as socket:
        seen = kind(socket)
        task = asyncio.create_task(seen.listen())
        try:
            await seen.until(lambda s: bool(s.states) or s.code is not None)
            yield seen
        finally:
            await socket.close()
            await task
