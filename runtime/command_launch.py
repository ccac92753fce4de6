"""``gaitbox launch``: what a double-click does."""

from __future__ import annotations

import argparse
import atexit
import contextlib
import logging
import platform
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import runtime
from runtime import paths
from runtime.browser import open_page
from runtime.cli import DONE
from runtime.instance import Instance
from runtime.self_check import problems, row

if TYPE_CHECKING:
    from runtime.finding import Finding
    from runtime.server.services import Services

_log = logging.getLogger(__name__)


def run(options: argparse.Namespace) -> int:
    """Launch, or show the one that runs; returns the exit code.

    Raises:
        GaitboxError: it cannot be started; the sentence says why.
    """
    instance = Instance(paths.home())
    try:
        running = instance.claim(
            waits=lambda: say("Gaitbox is being started already; wait for it.")
        )
        if running is not None:
            _welcome(running.url, not options.no_browser)
            return DONE
        # Before everything that takes time, so that the window is never empty.
        say(f"Gaitbox {runtime.__version__} is starting.")
        from runtime.command_serve import run as serve

        return serve(options, say, partial(_began, instance))
    except Exception:
        _keep_window()
        raise
    finally:
        instance.end()


def say(line: str) -> None:
    """A line for the user, whose window may be gone."""
    with contextlib.suppress(OSError, ValueError):
        print(line, flush=True)


def _welcome(url: str, browser: bool) -> None:
    shown = browser and open_page(url)
    say(f"Gaitbox is running already; its page {'was opened' if shown else 'is'}: {url}")


def _began(instance: Instance, parts: Services, url: str) -> None:
    """The server answers: others may find it, and the table is made."""
    instance.announce(url)
    _log.info("Gaitbox %s on %s", runtime.__version__, platform.platform(terse=True))
    port = urlsplit(url).port
    threading.Thread(target=_check, args=(parts, port), name="self-check", daemon=True).start()


def _check(parts: Services, port: int | None) -> None:
    findings = parts.checks.run(parts, port, _told)
    if not parts.checks.stopped:
        say(f"{problems(findings)} Closing this window ends Gaitbox.")


def _told(finding: Finding) -> None:
    say(row(finding))
    _log.info("self-check: %s: %s: %s", finding.name, finding.state, finding.detail)


def _keep_window() -> None:
    """Leave the window of a double-click open until what went wrong was read."""
    if paths.frozen() and sys.stdin is not None and sys.stdin.isatty():
        atexit.register(_wait_for_enter)


def _wait_for_enter() -> None:
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        input("Press Enter to close this window.")
