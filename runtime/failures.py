"""Logging of unexpected errors without the words of a user in them."""

from __future__ import annotations

import logging
import traceback


def log_failure(log: logging.Logger, what: str, error: BaseException) -> None:
    """Log where an error came from and its type; its message may quote a prompt, so it is left out.

    Args:
        log: logger of the caller.
        what: what was being done; a constant of the program, never a value of the user.
    """
    places = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s: %s\n%s", what, type(error).__name__, places)
