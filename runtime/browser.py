"""Opening the page in the user's browser, once there is something to show."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from typing import Any
from urllib.parse import urlsplit

from runtime import paths

ASK_S = 2.0
"""Longest wait for one answer of /health."""

RETRY_S = 0.05


def has_display() -> bool:
    """Whether a browser window could be shown."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_page(url: str) -> bool:
    """Show a page in the user's browser; whether that was tried. Never raises."""
    if not has_display():
        return False
    import shutil
    import subprocess
    import webbrowser

    with contextlib.suppress(Exception):
        if sys.platform == "linux" and paths.frozen() and shutil.which("xdg-open"):
            # A bundle's own libraries come first for its children, and break the browser.
            subprocess.Popen(["xdg-open", url], env=outside(dict(os.environ)))
            return True
        return webbrowser.open(url)
    return False


def outside(environment: dict[str, str]) -> dict[str, str]:
    """An environment as it was before the bundle's start program changed it."""
    before = environment.pop("LD_LIBRARY_PATH_ORIG", None)
    environment.pop("LD_LIBRARY_PATH", None)
    if before:
        environment["LD_LIBRARY_PATH"] = before
    return environment


def health(url: str) -> dict[str, Any] | None:
    """What /health of a Gaitbox on this machine answers; None where there is no such answer."""
    import http.client  # late, as the other imports here: most starts need none of them

    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=ASK_S)
    try:
        connection.request("GET", "/health")
        answer = connection.getresponse()
        document = json.loads(answer.read(1 << 16)) if answer.status == 200 else None
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        connection.close()
    return document if isinstance(document, dict) else None


def wait_for_health(url: str, seconds: float) -> bool:
    """Wait until /health answers; False where it did not in time."""
    deadline = time.monotonic() + seconds
    while health(url) is None:
        if time.monotonic() > deadline:
            return False
        time.sleep(RETRY_S)
    return True
