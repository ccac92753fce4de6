"""``python -m runtime`` and the command ``gaitbox``."""

from __future__ import annotations

import logging
import signal
import sys
from typing import NoReturn

from runtime.cli import main as run

SIGNALLED = 128
"""A shell's exit code for a program that a signal ended is this plus the signal."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    _end_on_signals()
    logging.captureWarnings(True)  # numpy's words are for the log, not for the terminal
    sys.exit(run())


def _end_on_signals() -> None:
    """Have a signal to end unwind the program as Ctrl-C does, so that it tidies up."""

    def stop(number: int, frame: object) -> NoReturn:
        sys.exit(SIGNALLED + number)

    signal.signal(signal.SIGTERM, stop)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, stop)


if __name__ == "__main__":
    main()
