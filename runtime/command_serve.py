"""What ``gaitbox serve`` does with its options."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from retarget.errors import BadInput
from runtime.cli import DONE
from runtime.headset import HeadsetSettings
from runtime.identity import tidy_name
from runtime.logs import log_to_file
from runtime.models import resolve_model
from runtime.request import read_avatar
from runtime.server.lan import DEFAULT_LAN_PORT
from runtime.server.run import Say, listen, loopback, serve
from runtime.server.services import Services

Began = Callable[[Services, str], None]
"""Called with the parts of a server that answers, and the address of its page."""


def run(options: argparse.Namespace, say: Say | None = None, began: Began | None = None) -> int:
    """Serve until told to stop; returns the exit code."""
    say = say or _say
    headset = read_headset(options)
    host = loopback(options.host)
    if not options.port.isdecimal():
        raise BadInput("The port must be a whole number from 0 to 65535.")
    avatar = read_avatar(options.avatar)
    model = resolve_model(options.model)
    _check_model(model)
    log_to_file()
    opened = listen(host, int(options.port), say)
    with opened:
        body = avatar if isinstance(avatar, str) else None
        services = Services.open(model, avatar=body, headset=headset)
        told = None if began is None else partial(began, services)
        serve(services, opened, say=say, browser=not options.no_browser, began=told)
    return DONE


def read_headset(options: argparse.Namespace) -> HeadsetSettings:
    """The options of headset mode.

    Raises:
        BadInput: a port is none, or a name is empty.
    """
    if options.name is not None and not tidy_name(options.name):
        raise BadInput("The name that headsets show is empty.", "Give one, or leave --name out.")
    port = DEFAULT_LAN_PORT if options.lan_port is None else _lan_port(options.lan_port)
    adapters = tuple(options.interface) if options.interface else None
    return HeadsetSettings(options.lan, adapters, port, options.name)


def _lan_port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) <= 65535):
        raise BadInput("The port for headsets must be a whole number from 1 to 65535.")
    return int(text)


def _check_model(folder: Path) -> None:
    """Refuse a model that is missing or changed before anything is started.

    Raises:
        ModelError: see `runtime.engine.manifest.load_manifest`.
    """
    from runtime.engine.manifest import load_manifest

    load_manifest(folder)


def _say(line: str) -> None:
    print(line, flush=True)
