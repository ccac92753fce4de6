"""A running server: its socket, its words to the user, its end."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import logging.handlers
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from retarget.errors import BadInput
from runtime import paths
from runtime.headset import HeadsetMode
from runtime.server.app import create_app
from runtime.server.headset_words import HeadsetWords
from runtime.server.services import Services
from runtime.server.session import farewell
from runtime.server.sockets import SETTINGS, TAKEN, WEBSOCKETS, authority, listening, ports_from
from runtime.session import Session

DEFAULT_PORT = 8770
SHUTDOWN_S = 3
"""Seconds that open connections (event streams) get at the end."""

LOG_BYTES = 1 << 20
LOG_FILES = 3

Say = Callable[[str], None]

_log = logging.getLogger(__name__)


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
            say(f"Port {port} is taken, so Gaitbox takes {number}.")
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


def serve(
    services: Services,
    opened: socket.socket,
    *,
    say: Say,
    browser: bool = True,
    console: Path | None = None,
) -> None:
    """Serve until Ctrl-C or a termination signal, then close the services."""
    url = url_of(opened)

    def ready() -> None:
        say(f"Gaitbox is ready: {url}  (Ctrl-C ends it)")
        if browser and has_display():
            threading.Thread(target=_open_browser, args=(url,), daemon=True).start()

    services.headset.listen(HeadsetWords(say))
    config = uvicorn.Config(
        create_app(services, console),
        ws=WEBSOCKETS,
        timeout_graceful_shutdown=SHUTDOWN_S,
        **SETTINGS,
    )
    try:
        with contextlib.suppress(KeyboardInterrupt):
            Server(config, ready, services.session, services.headset).run(sockets=[opened])
    finally:
        say("Gaitbox has ended.")


def has_display() -> bool:
    """Whether a browser window could be shown."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def log_to_file(path: Path | None = None) -> None:
    """Send warnings and errors to the log file; where that fails, go on without one."""
    target = path or paths.log_file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            target, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
        )
    except OSError as error:
        _log.warning("no log file: %s", error.strerror)
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)


def _open_browser(url: str) -> None:
    with contextlib.suppress(Exception):
        webbrowser.open(url)
