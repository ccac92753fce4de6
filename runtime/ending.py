"""The wish to end a running server, which its page can have too: not every start has a window."""

from __future__ import annotations

from collections.abc import Callable


class Ending:
    """Passes the wish on to whoever runs the server. Any thread may have it."""

    def __init__(self) -> None:
        self._wished = False
        self._stop: Callable[[], None] | None = None

    def listen(self, stop: Callable[[], None]) -> None:
        """Have ``stop`` called once the end is wished for, at once if it is already."""
        self._stop = stop
        if self._wished:
            stop()

    def wish(self) -> None:
        """End the server soon; nobody may be running it yet."""
        self._wished = True
        if self._stop is not None:
            self._stop()
