"""Which program holds a port of this machine, as far as this user may know."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any


def port_holder(port: int) -> str | None:
    """The program that listens on a TCP port, such as ``python3 (process 4711)``; None: unknown.

    Programs of other users can be seen by an administrator alone.
    """
    import psutil

    for connection, pid in _listening():
        if connection.laddr and connection.laddr.port == port and pid:
            with contextlib.suppress(psutil.Error, OSError):
                return f"{psutil.Process(pid).name()} (process {pid})"
            return f"process {pid}"
    return None


def taken_by(port: int) -> str:
    """``Port 8770 is taken``, and by which program where that is known."""
    try:
        holder = port_holder(port)
    except Exception:  # psutil's errors differ by system, and this is a detail of a sentence
        holder = None
    return f"Port {port} is taken by {holder}" if holder else f"Port {port} is taken"


def _listening() -> Iterator[tuple[Any, int | None]]:
    """TCP connections that listen, with their process."""
    import psutil

    try:
        found = [(c, c.pid) for c in psutil.net_connections("tcp")]
    except psutil.AccessDenied:  # macOS tells an ordinary user about the user's own programs only
        found = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error, OSError):
                found += [(c, process.pid) for c in process.net_connections("tcp")]
    yield from ((c, pid) for c, pid in found if c.status == psutil.CONN_LISTEN)
