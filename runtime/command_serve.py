"""What ``gaitbox serve`` does with its options."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from retarget.errors import BadInput
from runtime.cli import DONE
from runtime.logs import log_to_file
from runtime.models import resolve_model
from runtime.request import read_avatar
from runtime.server.run import Say, listen, loopback, serve
from runtime.server.services import Services

Began = Callable[[Services, str], None]
"""Called with the parts of a server that answers, and the address of its page."""


def run(options: argparse.Namespace, say: Say | None = None, began: Began | None = None) -> int:
    """Serve until told to stop; returns the exit code."""
    say = say or _say
    if options.lan:
        raise BadInput(
            "Headset mode (--lan) is not in this version of Gaitbox.", "Leave --lan out."
        )
    host = loopback(options.host)
    if not options.port.isdecimal():
        raise BadInput("The port must be a whole number from 0 to 65535.")
    avatar = read_avatar(options.avatar)
    model = resolve_model(options.model)
    _check_model(model)
    log_to_file()
    opened = listen(host, int(options.port), say)
    with opened:
        services = Services.open(model, avatar=avatar if isinstance(avatar, str) else None)
        told = None if began is None else partial(began, services)
        serve(services, opened, say=say, browser=not options.no_browser, began=told)
    return DONE


def _check_model(folder: Path) -> None:
    """Refuse a model that is missing or changed before anything is started.

    Raises:
        ModelError: see `runtime.engine.manifest.load_manifest`.
    """
    from runtime.engine.manifest import load_manifest

    load_manifest(folder)


def _say(line: str) -> None:
    print(line, flush=True)
