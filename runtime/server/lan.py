"""The doors towards the clinic's network: one TLS listener for each chosen address.

Each listens on that address alone, so that an adapter nobody chose stays shut. All have the same
port. Beside each is a plain listener whose only answer is where the door is. What comes through a
door is marked for the guard; the marked requests go to the same application as the laptop's own.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
import ssl
from asyncio.sslproto import SSLProtocol
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import uvicorn
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from runtime.failures import log_failure
from runtime.server.door import LAN, LanDoor
from runtime.server.sockets import SETTINGS, TAKEN, WEBSOCKETS, listening, ports_from

DEFAULT_LAN_PORT = 8771
MOST_CONNECTIONS = 240
"""Connections to all doors at a time, from the first packet on: a class of thirty browsers needs
fewer, and a process may have no more than 1024 files open on many a system."""

MOST_OF_ONE = 40
"""Of these, connections of one other machine, so that none can keep the others out."""

HANDSHAKE_S = 10
"""Seconds for a TLS handshake, and after it for the head of the first request."""

CLOSE_S = 1
"""Seconds that answers under way get when a door is shut."""

PERMANENT_REDIRECT = 308

_log = logging.getLogger(__name__)


class Crowd:
    """Counts who is at the doors."""

    def __init__(self) -> None:
        self._of: Counter[str] = Counter()

    def enter(self, address: str) -> bool:
        """Count one in; False if there is no room."""
        if self._of.total() >= MOST_CONNECTIONS or self._of[address] >= MOST_OF_ONE:
            return False
        self._of[address] += 1
        return True

    def leave(self, address: str) -> None:
        """Count one out."""
        self._of[address] -= 1
        self._of += Counter()  # forgets those of whom none is left


class Door(uvicorn.Server):
    """A listener on one address: no signals, no lifespan, and it ends without the process."""

    def __init__(self, config: uvicorn.Config, crowd: Crowd) -> None:
        super().__init__(config)
        self.crowd = crowd
        self.inside: set[asyncio.Transport] = set()
        """Connections, those included whose handshake is under way."""

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until ``should_exit``; connections are over when this returns."""
        self.config.load()
        self.lifespan = self.config.lifespan_class(self.config)
        await self.startup(sockets)
        await self.main_loop()
        await self.shutdown(sockets)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, with limits on what strangers may hold open."""
        assert sockets is not None
        loop = asyncio.get_running_loop()
        self.servers = [await loop.create_server(lambda: _Gate(self), sock=sockets[0])]
        self.started = True

    def left(self, transport: asyncio.Transport, address: str) -> None:
        """A connection is over."""
        self.inside.discard(transport)
        self.crowd.leave(address)


class _Gate(asyncio.Protocol):
    """Lets a connection in, or sends it away before it costs anything.

    asyncio would begin a TLS handshake, with its buffers, with everyone who connects.
    """

    def __init__(self, door: Door) -> None:
        self._door = door

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Hand the connection on to TLS, or to HTTP on a plain listener."""
        assert isinstance(transport, asyncio.Transport)
        door, address = self._door, (transport.get_extra_info("peername") or ("",))[0]
        if door.should_exit or not door.crowd.enter(address):
            transport.abort()
            return
        door.inside.add(transport)
        leave = partial(door.left, transport, address)
        tls = door.config.ssl
        inner = _Plain(door, leave) if tls is None else _Tls(_Visitor(door), tls, leave)
        transport.set_protocol(inner)
        inner.connection_made(transport)


class _Tls(SSLProtocol):
    """The TLS layer of one connection."""

    def __init__(
        self, visitor: H11Protocol, tls: ssl.SSLContext, leave: Callable[[], None]
    ) -> None:
        super().__init__(
            asyncio.get_running_loop(),
            visitor,
            tls,
            None,  # type: ignore[arg-type]  # nobody waits for the handshake
            server_side=True,
            ssl_handshake_timeout=HANDSHAKE_S,
        )
        self._leave = leave

    def connection_lost(self, exc: BaseException | None) -> None:
        super().connection_lost(exc)
        self._leave()


class _Visitor(H11Protocol):
    """The HTTP layer of one connection, which is dropped if nothing is asked."""

    def __init__(self, door: Door) -> None:
        super().__init__(door.config, door.server_state, {})

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.loop.call_later(HANDSHAKE_S, self._expect_request)

    def _expect_request(self) -> None:
        # uvicorn sets scope with the first request.
        if getattr(self, "scope", None) is None:
            self.transport.abort()


class _Plain(_Visitor):
    """A connection without TLS."""

    def __init__(self, door: Door, leave: Callable[[], None]) -> None:
        super().__init__(door)
        self._leave = leave

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._leave()


def marked(app: ASGIApp, door: LanDoor) -> ASGIApp:
    """The application as it is behind a LAN door."""

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        scope[LAN] = door
        await app(scope, receive, send)

    return behind


def redirect(targets: Callable[[], dict[str, str]]) -> ASGIApp:
    """An application that only says where the TLS door is.

    Args:
        targets: for each Host that is this laptop's own, the host and port of its door; who
            asks for another learns nothing, so that nobody can be led elsewhere.
    """

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        target = targets().get(Headers(scope=scope).get("host", "").lower())
        if target is None:
            response: Response = PlainTextResponse("This address is not one of this Gaitbox.", 421)
        else:
            path = scope["raw_path"].decode("ascii", "replace")
            path = path if path.startswith("/") else "/"
            query = scope["query_string"].decode("ascii", "replace")
            location = f"https://{target}{path}{'?' if query else ''}{query}"
            response = Response(None, PERMANENT_REDIRECT, {"Location": location})
        response.headers["Cache-Control"] = "no-store"
        response.headers["Connection"] = "close"
        await response(scope, receive, send)

    return answer


@dataclass
class _Open:
    """The listeners of one address, and the tasks that run them."""

    doors: list[Door]
    tasks: list[asyncio.Task[None]]


class Doors:
    """The listeners of all chosen addresses.

    Args:
        app: the application.
        tls: settings with the certificate; whoever changes it there changes it here.
        mark: what every request is marked with.
        targets: see `redirect`.
        port: the wished port.
    """

    def __init__(
        self,
        app: ASGIApp,
        tls: ssl.SSLContext,
        mark: LanDoor,
        targets: Callable[[], dict[str, str]],
        port: int = DEFAULT_LAN_PORT,
    ) -> None:
        self._app = marked(app, mark)
        self._redirect = redirect(targets)
        self._tls = tls
        self._wished = port
        self._crowd = Crowd()
        self._open: dict[str, _Open] = {}
        self.port: int | None = None
        """The common port of the doors; None while all are shut."""
        self.redirect_port: int | None = None
        """That of the plain listeners; None where there is none."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Addresses whose door is open."""
        return tuple(self._open)

    async def hold(self, addresses: Sequence[str]) -> dict[str, OSError]:
        """Have the doors of exactly these addresses open.

        Doors of other addresses are shut, those that stay keep their connections.

        Returns:
            For each address that could not be had, why; it may be tried again.
        """
        await self._shut([address for address in self._open if address not in addresses])
        wanted = [address for address in addresses if address not in self._open]
        if not wanted:
            return {}
        if self._open and self.port is not None:
            sockets, failed = _at_port(wanted, self.port)
        else:
            sockets, failed = _at_next_free_port(wanted, self._wished)
            self.port = next((s.getsockname()[1] for s in sockets.values()), None)
            self.redirect_port = None
        self._wished = self.port or self._wished
        plain = self._plain_sockets(list(sockets))
        for address, opened in sockets.items():
            doors = [self._start(opened, self._app, self._tls)]
            if address in plain:
                doors.append(self._start(plain[address], self._redirect, None))
            self._open[address] = _Open([d for d, _ in doors], [t for _, t in doors])
        return failed

    async def close(self) -> None:
        """Shut all doors; connections are over when this returns."""
        await self._shut(list(self._open))

    def _plain_sockets(self, addresses: list[str]) -> dict[str, socket.socket]:
        """Sockets of the plain listeners; a laptop can do without."""
        if not addresses or self.port is None:
            return {}
        if self.redirect_port is not None:
            return _at_port(addresses, self.redirect_port)[0]
        try:
            sockets, _ = _at_next_free_port(addresses, self.port + 1)
        except OSError:
            return {}
        self.redirect_port = next((s.getsockname()[1] for s in sockets.values()), None)
        return sockets

    def _start(
        self, opened: socket.socket, app: ASGIApp, tls: ssl.SSLContext | None
    ) -> tuple[Door, asyncio.Task[None]]:
        config = uvicorn.Config(
            app,
            lifespan="off",
            ws=WEBSOCKETS if tls else "none",
            ssl_context_factory=(lambda config, default: tls) if tls else None,
            timeout_graceful_shutdown=CLOSE_S,
            **SETTINGS,
        )
        door = Door(config, self._crowd)
        return door, asyncio.create_task(_run(door, opened))

    async def _shut(self, addresses: Iterable[str]) -> None:
        shut = [self._open.pop(address) for address in addresses]
        for each in shut:
            for door in each.doors:
                door.should_exit = True
        tasks = [task for each in shut for task in each.tasks]
        if tasks:
            await asyncio.wait(tasks)
        if not self._open:
            self.port = self.redirect_port = None


async def _run(door: Door, opened: socket.socket) -> None:
    with opened:
        try:
            await door.serve([opened])
        except Exception as error:
            log_failure(_log, "a door of headset mode ended", error)
        finally:
            for transport in list(door.inside):
                transport.abort()


Bound = tuple[dict[str, socket.socket], dict[str, OSError]]
"""Sockets by address, and why there is none for others."""


def _at_port(addresses: Iterable[str], port: int) -> Bound:
    sockets: dict[str, socket.socket] = {}
    failed: dict[str, OSError] = {}
    for address in addresses:
        try:
            sockets[address] = listening(address, port)
        except OSError as error:
            failed[address] = error
    return sockets, failed


def _at_next_free_port(addresses: Sequence[str], port: int) -> Bound:
    """Sockets at one port that is free on all addresses.

    Raises:
        OSError: none is.
    """
    for number in ports_from(port):
        sockets, failed = _at_port(addresses, number)
        if not any(error.errno in TAKEN for error in failed.values()):
            return sockets, failed
        for opened in sockets.values():
            opened.close()
    raise OSError(errno.EADDRINUSE, "no port is free")
