"""Listening sockets, and the addresses that they are written as."""

from __future__ import annotations

import errno
import os
import socket

TAKEN = frozenset({errno.EADDRINUSE, errno.EACCES})
"""System errors that mean another port has to be tried."""


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
