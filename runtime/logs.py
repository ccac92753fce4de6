"""The log files of the server: where, how much, and nothing in them that is anybody's secret."""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
import re
import shutil
from pathlib import Path

from runtime import paths

LOG_BYTES = 1 << 20
LOG_FILES = 3
"""Older files that are kept beside the current one."""

HIDDEN = "[hidden]"

_TOKEN = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")
"""A device's token, should one ever get into a message (32 bytes in base64; runtime.devices)."""

_log = logging.getLogger(__name__)


class _Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return without_tokens(super().format(record))


def without_tokens(text: str) -> str:
    """A text with `HIDDEN` in place of whatever looks like a device's token."""
    return _TOKEN.sub(HIDDEN, text)


def log_to_file(path: Path | None = None) -> None:
    """Send warnings and errors to the log file; where that fails, go on without one."""
    target = path or paths.log_file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if path is None:
            move_earlier(paths.earlier_logs(), target.parent)
        handler = logging.handlers.RotatingFileHandler(
            target, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
        )
    except OSError as error:
        _log.warning("no log file: %s", error.strerror)
        return
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)


def move_earlier(earlier: Path, folder: Path) -> None:
    """Bring the log files of an earlier version to where they are now; none is overwritten."""
    with contextlib.suppress(OSError):
        if not earlier.is_dir() or earlier.samefile(folder):
            return
        for file in sorted(earlier.glob("server.log*")):
            target = folder / file.name
            if not target.exists():
                shutil.move(file, target)
        earlier.rmdir()  # stays where there is something else in it


def last_lines(count: int, path: Path | None = None) -> list[str]:
    """The last lines of the log, the oldest first; none where there is no log."""
    target = path or paths.log_file()
    lines: list[str] = []
    for file in (target, target.with_name(f"{target.name}.1")):
        if len(lines) < count:
            with contextlib.suppress(OSError):
                found = file.read_text("utf-8", "replace").splitlines()
                lines = found[-(count - len(lines)) :] + lines
    return lines
