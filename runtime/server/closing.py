"""Ends of a server that uvicorn does not know: its terminal or its console window is closed.

Ctrl-C, SIGTERM and Ctrl-Break are uvicorn's own. Closing a terminal sends SIGHUP; closing a window
of Windows, logging off and shutting down call a handler in a thread of its own, and Windows ends
the process when that returns, so it waits for the end.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

CLOSE_EVENT, LOGOFF_EVENT, SHUTDOWN_EVENT = 2, 5, 6
"""``CTRL_CLOSE_EVENT`` and its like, of HandlerRoutine (Windows console)."""

WINDOW_S = 4.5
"""Seconds that the handler takes at most: Windows ends the process by force after five."""


@contextlib.contextmanager
def stopping(stop: Callable[[], None]) -> Iterator[None]:
    """Have ``stop`` called when the terminal or the window is closed; leave when all is done."""
    done = threading.Event()
    before = _on_hangup(stop)
    handler = _on_window(stop, done)
    try:
        yield
    finally:
        done.set()
        if before is not None:
            signal.signal(before[0], before[1])
        _forget(handler)


def window_handler(stop: Callable[[], None], done: threading.Event) -> Callable[[int], bool]:
    """What Windows calls with an event; True says that it is taken care of."""

    def handle(event: int) -> bool:
        if event not in (CLOSE_EVENT, LOGOFF_EVENT, SHUTDOWN_EVENT):
            return False
        stop()
        done.wait(WINDOW_S)
        return True

    return handle


def _on_hangup(stop: Callable[[], None]) -> tuple[int, Any] | None:
    """The signal and its handler before; None where there is no such signal."""
    number = getattr(signal, "SIGHUP", None)
    if number is None or threading.current_thread() is not threading.main_thread():
        return None
    return number, signal.signal(number, lambda *_: stop())


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _Routine = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.DWORD)

    def _on_window(stop: Callable[[], None], done: threading.Event) -> Any:
        handler = _Routine(window_handler(stop, done))
        ctypes.windll.kernel32.SetConsoleCtrlHandler(handler, True)
        return handler

    def _forget(handler: Any) -> None:
        ctypes.windll.kernel32.SetConsoleCtrlHandler(handler, False)

else:

    def _on_window(stop: Callable[[], None], done: threading.Event) -> Any:
        return None

    def _forget(handler: Any) -> None:
        return None
