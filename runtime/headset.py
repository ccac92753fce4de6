"""Headset mode: while it is on, headsets on the same network can find and reach this laptop.

It ties together which adapters to use, the certificate for their addresses, the doors on them and
what is announced, and follows the laptop from network to network. While it is off nothing but
loopback listens.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp

import runtime
from retarget.errors import BadInput, GaitboxError
from runtime import network
from runtime.certificate import Certificate
from runtime.devices import Devices
from runtime.discovery import Advertiser, Offer
from runtime.failures import log_failure
from runtime.identity import Identity
from runtime.network import Address, Interface
from runtime.server.door import LanDoor
from runtime.server.lan import DEFAULT_LAN_PORT, Doors
from runtime.server.sockets import TAKEN, authority

POLL_S = 1.0
"""Seconds between two looks at the adapters."""

CABLE = "127.0.0.1"
"""The door for a headset on a USB cable: ``adb reverse`` makes the laptop's port its own."""

Wanted = Sequence[str] | None
"""Names or addresses of adapters; None chooses by itself."""


@dataclass(frozen=True)
class HeadsetSettings:
    """How headset mode starts. ``name`` replaces "Gaitbox on HOSTNAME"."""

    on: bool = False
    interfaces: tuple[str, ...] | None = None
    port: int = DEFAULT_LAN_PORT
    name: str | None = None


class HeadsetMode:
    """The switch, and everything that hangs on it. For one event loop.

    Args:
        identity: of this installation.
        devices: the paired ones, for the guard behind the doors.
        folder: of the key and the certificate.
        settings: how to start.
        look: gives the adapters.
    """

    def __init__(
        self,
        identity: Identity,
        devices: Devices,
        folder: Path,
        settings: HeadsetSettings | None = None,
        look: Callable[[], list[Interface]] = network.interfaces,
    ) -> None:
        self._settings = settings or HeadsetSettings()
        self._identity = identity
        self._devices = devices
        self._certificate = Certificate(folder)
        self._look = look
        self._wanted: Wanted = self._settings.interfaces
        self._advertiser = Advertiser(identity)
        self._app: ASGIApp | None = None
        self._farewell: Callable[[], Awaitable[None]] | None = None
        self._listener: Callable[[dict[str, Any]], None] | None = None
        self._doors: Doors | None = None
        self._lock = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None
        self._on = False
        self._adapters: list[Interface] = []
        self._chosen: tuple[Address, ...] = ()
        self._problem: GaitboxError | None = None
        self._told: dict[str, Any] = {}

    # --- its life ---

    def start(self, app: ASGIApp, farewell: Callable[[], Awaitable[None]] | None = None) -> None:
        """Have an application to show; switches on, without waiting, if the settings say so.

        Args:
            app: what is behind the doors.
            farewell: called before connections are ended.
        """
        self._app, self._farewell = app, farewell
        if self._settings.on:
            self._on = True
            self._task = asyncio.create_task(self._watch())

    def listen(self, listener: Callable[[dict[str, Any]], None]) -> None:
        """Have someone told the document whenever it has changed."""
        self._listener = listener

    async def switch(self, on: bool) -> None:
        """Switch on or off; returns once the doors are open, or connections ended.

        That there is no network is no failure: it waits for one, and ``problem`` says so.
        """
        async with self._lock:
            if on and not self._on:
                self._on = True
                await self._settle()
                self._task = asyncio.create_task(self._watch())
            elif on:
                await self._settle()
            else:
                await self._end()

    async def choose(self, wanted: Wanted) -> None:
        """Use these adapters from now on.

        Raises:
            BadInput: there is no such adapter.
        """
        adapters = await asyncio.to_thread(self._look)
        for word in wanted or ():
            if not network.known(word, adapters):
                raise BadInput(
                    "This laptop has no network adapter of that name.",
                    "Choose one of the list.",
                )
        async with self._lock:
            self._wanted = wanted
            self._adapters = adapters
            if self._on:
                await self._settle()

    async def close(self) -> None:
        """Switch off for good, without a word."""
        self._listener = None
        async with self._lock:
            await self._end()

    # --- what it says ---

    def fingerprint(self) -> str:
        """SHA-256 of the public key that headsets see, 64 hexadecimal digits.

        Raises:
            StorageError: the key can be neither read nor made.
        """
        return self._certificate.fingerprint()

    async def look(self) -> None:
        """Bring the list of adapters up to date where nothing else does."""
        if not self._on:
            self._adapters = await asyncio.to_thread(self._look)
            self._chosen = network.choose(self._adapters, self._wanted)

    def document(self) -> dict[str, Any]:
        """What ``GET /headset`` answers (PROTOCOL.md)."""
        port = self._doors.port if self._doors else None
        chosen = {address.interface for address in self._chosen}
        problem = self._problem or self._advertiser.problem
        return {
            "on": self._on,
            "name": self._advertiser.name,
            "id": self._identity.id,
            "port": port,
            "fingerprint": self._shown_fingerprint(),
            "advertised": self._advertiser.advertised,
            "addresses": [
                {
                    "address": each.address,
                    "interface": each.interface,
                    "url": f"https://{authority(each.address, port)}/",
                }
                for each in self._open_addresses()
                if port is not None
            ],
            "interfaces": [
                {
                    "name": each.name,
                    "addresses": list(each.addresses),
                    "state": each.state,
                    "chosen": each.name in chosen,
                }
                for each in self._adapters
                if not each.loopback or each.name in chosen
            ],
            "problem": problem and {"detail": problem.sentence, "remedy": problem.remedy},
        }

    def hosts(self) -> frozenset[str]:
        """Values of a Host header that mean this laptop's doors, now."""
        return frozenset(self._targets("port").values())

    def _shown_fingerprint(self) -> str | None:
        try:
            return self.fingerprint()
        except GaitboxError:
            return None

    def _open_addresses(self) -> list[Address]:
        opened = self._doors.addresses if self._doors else ()
        return [each for each in self._chosen if each.address in opened]

    def _names(self) -> tuple[str, ...]:
        return (self._identity.server, self._identity.local_name)

    def _targets(self, kind: str) -> dict[str, str]:
        """For each own host with the port of one kind of door, the same with the TLS door's."""
        if self._doors is None or self._doors.port is None:
            return {}
        number = self._doors.port if kind == "port" else self._doors.redirect_port
        if number is None:
            return {}
        hosts = [*self._doors.addresses, *self._names()]
        return {authority(host, number): authority(host, self._doors.port) for host in hosts}

    # --- how it follows the network ---

    async def _watch(self) -> None:
        while True:
            async with self._lock:
                if not self._on:
                    return
                await self._settle()
            await asyncio.sleep(POLL_S)

    async def _settle(self) -> None:
        """Bring doors and announcements in line with the adapters as they are now."""
        try:
            adapters = await asyncio.to_thread(self._look)
            chosen = network.choose(adapters, self._wanted)
            problem = await self._open(chosen)
            self._adapters, self._chosen, self._problem = adapters, chosen, problem
        except GaitboxError as error:
            self._problem = error
        except Exception as error:
            log_failure(logging.getLogger(__name__), "headset mode failed", error)
            self._problem = GaitboxError(
                "Headset mode has a problem.", "Switch it off and on again."
            )
        self._announce()
        self._tell()

    async def _open(self, chosen: Sequence[Address]) -> GaitboxError | None:
        """Have the doors of these addresses open; returns what stands in the way."""
        addresses = list(dict.fromkeys([*(each.address for each in chosen), CABLE]))
        doors = self._doors
        if doors is None or set(addresses) - set(doors.addresses):
            doors = await self._prepare(addresses)
        try:
            failed = await doors.hold(addresses)
        except OSError:
            return BadInput("No port for headset mode is free.", "Choose another with --lan-port.")
        if not chosen:
            return self._no_network()
        return next((_refused(address, doors, error) for address, error in failed.items()), None)

    async def _prepare(self, addresses: Sequence[str]) -> Doors:
        """A certificate for these addresses, and the doors that show it."""
        tls = await asyncio.to_thread(self._certificate.cover, addresses, self._names())
        if self._doors is None:
            assert self._app is not None
            mark = LanDoor(self.hosts, self._devices)
            redirects = partial(self._targets, "redirect")
            self._doors = Doors(self._app, tls, mark, redirects, self._settings.port)
        return self._doors

    def _no_network(self) -> GaitboxError:
        if self._wanted is not None:
            return GaitboxError(
                "The chosen network adapter is not connected.",
                "Connect it, or choose another; Gaitbox goes on by itself.",
            )
        return GaitboxError(
            "This laptop is not connected to a network.",
            "Connect it to the headset's Wi-Fi, or switch on its hotspot; Gaitbox goes on by"
            " itself.",
        )

    def _announce(self) -> None:
        opened = tuple(self._open_addresses())
        if not opened or self._doors is None or self._doors.port is None:
            self._advertiser.show(None)
            return
        offer = Offer(
            opened,
            self._doors.port,
            self._doors.redirect_port,
            self.fingerprint(),
            runtime.__version__,
        )
        self._advertiser.show(offer)

    async def _end(self) -> None:
        """Say goodbye and shut the doors."""
        was_on, self._on = self._on, False
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None
        goodbye = asyncio.ensure_future(self._advertiser.close())
        if self._doors is not None and self._doors.addresses:
            if self._farewell is not None:
                await self._farewell()
            await self._doors.close()
        await goodbye
        self._problem = None
        if was_on:
            self._tell()

    def _tell(self) -> None:
        document = self.document()
        if self._listener is not None and document != self._told:
            self._told = document
            self._listener(document)


def _refused(address: str, doors: Doors, error: OSError) -> GaitboxError:
    if error.errno in TAKEN:
        return GaitboxError(
            f"Another program has port {doors.port} on {address}, so headsets cannot use this"
            " address.",
            "End that program, or switch headset mode off and on again to take another port.",
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return GaitboxError(f"The address {address} is not ready yet.", "It is tried again.")
    return GaitboxError(
        f"Gaitbox cannot listen on {address}.", "Restart the laptop's network connection."
    )
