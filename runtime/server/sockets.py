"""Listening sockets, and the addresses that they are written as."""

from __future__ import annotations

import errno
import os
import socket
from typing import Any

from runtime.session_messages import LARGEST_MESSAGE

TAKEN = frozenset({errno.EADDRINUSE, errno.EACCES})
"""System errors that mean another port has to be tried."""

PORTS_TRIED = 50
"""Ports from the wished one on that are tried when it is taken."""

SETTINGS: dict[str, Any] = {
    "log_config": None,
    "access_log": False,
    "server_header": False,
    "proxy_headers": False,
    "ws_max_size": LARGEST_MESSAGE,
    "ws_per_message_deflate": False,
}
"""What uvicorn is told for every door, whoever it is for."""

WEBSOCKETS: Any = "websockets-sansio"
"""The WebSocket implementation of all doors."""


def ports_from(port: int) -> range:
    """The ports to try, the wished one first."""
    return range(port, min(port + PORTS_TRIED, 65535) + 1)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens on one address.

    Raises:
        OSError: the address is not this machine's, or the port is taken (see `TAKEN`).
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "nt":  # there SO_REUSEADDR would let two servers share the port
            opened.setsockopt(socket.SOL_SOCKET, getattr(socket, "SO_EXCLUSIVEADDRUSE", -5), 1)
        else:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
        opened.listen(128)
    except OSError:
        opened.close()
        raise
    return opened


def authority(host: str, port: int) -> str:
    """Host and port as a Host header and a URL have them (RFC 3986, section 3.2)."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
