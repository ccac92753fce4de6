"""A running server: its socket, its words to the user, its end."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import uvicorn

from retarget.errors import BadInput
from runtime.browser import has_display, open_page, wait_for_health
from runtime.headset import HeadsetMode
from runtime.port_holder import taken_by
from runtime.server.app import create_app
from runtime.server.closing import stopping
from runtime.server.headset_words import HeadsetWords
from runtime.server.services import Services
from runtime.server.session import farewell
from runtime.server.sockets import SETTINGS, TAKEN, WEBSOCKETS, authority, listening, ports_from
from runtime.session import Session

DEFAULT_PORT = 8770
SHUTDOWN_S = 3
"""Seconds that open connections (event streams) get at the end."""

HEALTH_S = 60.0
"""Longest wait for the first answer before the browser is opened."""

Say = Callable[[str], None]


def loopback(host: str) -> str:
    """A host to listen on, if only this machine can reach it.

    Raises:
        BadInput: other machines could reach it, or it is no address.
    """
    if host == "localhost":
        return "127.0.0.1"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        raise BadInput(
            f"{host} is not an address of this machine.", "Use --host 127.0.0.1."
        ) from None
    if not address.is_loopback:
        raise BadInput(
            f"Gaitbox listens on this machine only, so not on {host}.", "Use --host 127.0.0.1."
        )
    return host


def listen(host: str, port: int, say: Say) -> socket.socket:
    """A listening socket on the port or on the next free one; 0 lets the system choose.

    Raises:
        BadInput: the port is out of range, or none is free.
    """
    if not 0 <= port <= 65535:
        raise BadInput("The port must be a whole number from 0 to 65535.")
    for number in ports_from(port):
        try:
            opened = listening(host, number)
        except OSError as error:
            if error.errno not in TAKEN:
                raise BadInput(f"Gaitbox cannot listen on {host}: {error.strerror}.") from error
            continue
        if number != port:
            say(f"{taken_by(port)}, so Gaitbox takes {number}.")
        return opened
    raise BadInput(f"No port from {port} on is free.", "Choose another with --port.")


def url_of(opened: socket.socket) -> str:
    """Address of the page."""
    host, port = opened.getsockname()[:2]
    return f"http://{authority(host, port)}/"


class Server(uvicorn.Server):
    """uvicorn, a call when it answers, and a goodbye to everyone else at its end."""

    def __init__(
        self,
        config: uvicorn.Config,
        ready: Callable[[], None],
        live: Session,
        headset: HeadsetMode,
    ) -> None:
        super().__init__(config)
        self._ready = ready
        self._live = live
        self._headset = headset

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to answer, then say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop to answer here and on the LAN, after everyone in the live session was told."""
        await farewell(self._live)
        closing = asyncio.ensure_future(self._headset.close())
        await super().shutdown(sockets)
        await closing

    def stop(self) -> None:
        """End as with Ctrl-C; may be called from any thread."""
        self.should_exit = True


def serve(
    services: Services,
    opened: socket.socket,
    *,
    say: Say,
    browser: bool = True,
    console: Path | None = None,
    began: Callable[[str], None] | None = None,
) -> None:
    """Serve until Ctrl-C or another end (see `runtime.server.closing`), then close the services.

    ``began`` is called with the address of the page once the server answers.
    """
    url = url_of(opened)

    def ready() -> None:
        say(f"Gaitbox is ready: {url}  (Ctrl-C ends it)")
        if browser and has_display():
            threading.Thread(target=_show, args=(url,), daemon=True).start()
        if began is not None:
            began(url)

    services.headset.listen(HeadsetWords(say))
    config = uvicorn.Config(
        create_app(services, console),
        ws=WEBSOCKETS,
        timeout_graceful_shutdown=SHUTDOWN_S,
        **SETTINGS,
    )
    server = Server(config, ready, services.session, services.headset)
    services.ending.listen(server.stop)
    try:
        with contextlib.suppress(KeyboardInterrupt), stopping(server.stop):
            server.run(sockets=[opened])
    finally:
        say("Gaitbox has ended.")


def _show(url: str) -> None:
    """Open the browser as soon as the page can be had."""
    if wait_for_health(url, HEALTH_S):
        open_page(url)
