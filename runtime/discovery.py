"""How headsets find the laptop: services announced by multicast DNS (RFC 6762, RFC 6763).

Every chosen adapter has a responder of its own for each family of addresses, which announces the
addresses of that adapter alone: what a headset hears on its network is what it can reach there. A
responder that was started before its network never answers, so any change of an adapter's
addresses makes a new one. Names of two laptops that meet are told apart by a number.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from zeroconf import (
    DNSOutgoing,
    DNSQuestion,
    DNSService,
    IPVersion,
    ServiceInfo,
    current_time_millis,
)
from zeroconf.asyncio import AsyncZeroconf
from zeroconf.const import _CLASS_IN, _CLASS_UNIQUE, _FLAGS_QR_QUERY, _TYPE_PTR, _TYPE_SRV

from retarget.errors import GaitboxError
from runtime.failures import log_failure
from runtime.identity import Identity
from runtime.network import Address

GAITBOX_TYPE = "_gaitbox._tcp.local."
HTTP_TYPE = "_http._tcp.local."

TXT_VERSION, API_VERSION = "1", "1"

PROBES, PROBE_S = 3, 0.25
"""How often and how far apart a name is asked for before it is used (RFC 6762, section 8.1)."""

CHECK_S = 1.0
"""Seconds between two looks for another laptop of the same name."""

ASK_AGAIN_S = 15.0
"""Seconds between two questions for the own name: networks can be joined without a sound."""

RETRY_S = 5.0
"""Seconds until what failed is tried again."""

MOST_NUMBERS = 99
"""Laptops of one name on one network, at most."""

CLOSE_LIMIT_S = 2.0
"""Longest wait for goodbyes."""

REMEDY = "Scan the QR code, or type the address on the headset."

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Offer:
    """What is announced: the doors' ports, the key's fingerprint, the addresses by adapter."""

    addresses: tuple[Address, ...]
    port: int
    redirect_port: int | None
    fingerprint: str
    version: str


@dataclass(frozen=True)
class _Link:
    """An adapter's part of an offer, in one family of addresses."""

    source: str
    addresses: tuple[str, ...]
    offer: tuple[int, int | None, str, str]


_Key = tuple[str, int]
"""An adapter, and 4 or 6."""


@dataclass
class _Responder:
    """A running responder and the services it announces."""

    link: _Link
    zeroconf: AsyncZeroconf
    services: list[ServiceInfo] = field(default_factory=list)
    announcing: list[asyncio.Future[object]] = field(default_factory=list)
    """Repeated announcements, which must not outlive a name or follow a goodbye."""

    def hush(self) -> None:
        """Announce nothing more."""
        for each in self.announcing:
            each.cancel()
        self.announcing.clear()


class Advertiser:
    """Announces an offer, in a task of its own: nobody waits for it.

    Args:
        identity: whose offer it is.
    """

    def __init__(self, identity: Identity) -> None:
        self._identity = identity
        self._offer: Offer | None = None
        self._changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._responders: dict[_Key, _Responder] = {}
        self._number = 1
        self._ending = False
        self._asked = 0.0
        self.problem: GaitboxError | None = None
        """Why some network does not hear of the laptop, if so."""

    @property
    def name(self) -> str:
        """The name that is shown, with a number if another laptop has it already."""
        return _numbered(self._identity.name, self._number)

    @property
    def advertised(self) -> bool:
        """Whether any network hears of the laptop."""
        return any(responder.services for responder in self._responders.values())

    def show(self, offer: Offer | None) -> None:
        """Announce this from now on, or nothing; returns at once."""
        if offer == self._offer:
            return
        self._offer = offer
        self._changed.set()
        if self._task is None and offer is not None:
            self._task = asyncio.create_task(self._work())

    async def close(self) -> None:
        """Say goodbye on all networks."""
        self._offer = None
        self._ending = True
        self._changed.set()
        if self._task is not None:
            await self._task
        self._task = None
        self._ending = False
        self._number = 1
        self.problem = None

    async def _work(self) -> None:
        """Bring what is announced in line with the offer, again and again."""
        while not (self._ending and not self._responders):
            try:
                await self._follow()
            except Exception as error:
                log_failure(_log, "announcing the laptop failed", error)
                self.problem = _problem()
            if self._ending:
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), RETRY_S if self.problem else CHECK_S)

    async def _follow(self) -> None:
        """One look at the offer and at who else is there."""
        self._changed.clear()
        wanted = _links(self._offer)
        await self._end(
            [key for key, each in self._responders.items() if wanted.get(key) != each.link]
        )
        failed = [key for key in wanted if not self._is_open(key, wanted[key])]
        fresh = {key: each for key, each in self._responders.items() if not each.services}
        for (adapter, _), each in fresh.items():
            await _keep_to_adapter(each.zeroconf, adapter)
        await self._ask_for_names(list(fresh.values()))
        self._ask_for_own_name()
        if self._changed.is_set():
            return
        await self._settle_name()
        for each in self._responders.values():
            if not each.services:
                await self._announce(each)
        heard = {adapter for adapter, _ in self._responders}
        silent = any(adapter not in heard for adapter, _ in failed)
        self.problem = _problem() if silent else None

    async def _settle_name(self) -> None:
        """Take another name where another laptop has it; where it has ours, say so again.

        Nobody says goodbye to a name that two have: who heard it would forget the other, too.
        """
        number = self._free_number()
        if number != self._number:
            self._number = number
            for each in self._responders.values():
                each.hush()
                each.zeroconf.zeroconf.registry.async_remove(each.services)
                each.services.clear()
        elif self._holders(self.name):
            for each in self._responders.values():
                for info in each.services:
                    zeroconf = each.zeroconf.zeroconf
                    zeroconf.async_send(zeroconf.generate_service_broadcast(info, None))

    def _is_open(self, key: _Key, link: _Link) -> bool:
        """Have a responder for a link; False where the system refuses."""
        if key in self._responders:
            return True
        version = IPVersion.V4Only if key[1] == 4 else IPVersion.V6Only
        try:
            zeroconf = AsyncZeroconf(interfaces=[link.source], ip_version=version)
        except (OSError, RuntimeError) as error:
            log_failure(_log, f"no multicast DNS over IPv{key[1]}", error)
            return False
        self._responders[key] = _Responder(link, zeroconf)
        return True

    async def _ask_for_names(self, responders: Sequence[_Responder]) -> None:
        """Ask who is on these networks already; the answers come into the caches."""
        for number in range(PROBES if responders else 0):
            # The first time with the wish for an answer to us alone (section 5.4): it comes even
            # if all was told to everyone a moment ago, which is said only once in a second. No
            # more than once, as another program may have port 5353 and get such answers.
            _ask(responders, GAITBOX_TYPE, _TYPE_PTR, unicast=number == 0)
            await asyncio.sleep(PROBE_S)
            if self._changed.is_set():
                return

    def _ask_for_own_name(self) -> None:
        """Ask now and then who else has the name; who has sees the answers, too.

        The first time is a look after the name was announced: the answers to the probes may have
        been lost.
        """
        named = [each for each in self._responders.values() if each.services]
        now = time.monotonic()
        if named and now - self._asked > ASK_AGAIN_S:
            self._asked = now
            _ask(named, f"{self.name}.{GAITBOX_TYPE}", _TYPE_SRV)

    def _free_number(self) -> int:
        """The first number from the present one on that no other laptop has.

        Two that took the same at the same time, or whose networks were joined: the one whose
        host name sorts behind takes another.
        """
        for number in range(self._number, MOST_NUMBERS + 1):
            others = self._holders(_numbered(self._identity.name, number))
            holds = number == self._number and self.advertised
            if not others or (holds and self._server.lower() < min(others)):
                return number
        return self._number

    def _holders(self, name: str) -> set[str]:
        """Host names, in lower case, of the others that announce a name."""
        now = current_time_millis()
        found = {
            record.server.lower()
            for each in self._responders.values()
            for record in each.zeroconf.zeroconf.cache.entries_with_name(f"{name}.{GAITBOX_TYPE}")
            if isinstance(record, DNSService)
            and record.type == _TYPE_SRV
            and not record.is_expired(now)
        }
        return found - {self._server.lower()}

    @property
    def _server(self) -> str:
        return f"{self._identity.server}."

    async def _announce(self, responder: _Responder) -> None:
        for info in self._services(responder.link):
            sent = await responder.zeroconf.async_register_service(
                info, cooperating_responders=True, strict=False
            )
            responder.services.append(info)
            task = asyncio.ensure_future(sent)
            task.add_done_callback(_announced)
            responder.announcing.append(task)

    def _services(self, link: _Link) -> list[ServiceInfo]:
        port, redirect_port, fingerprint, version = link.offer
        text = txt(self._identity.id, fingerprint, version)
        ports = {GAITBOX_TYPE: port, HTTP_TYPE: redirect_port}
        return [
            ServiceInfo(
                kind,
                f"{self.name}.{kind}",
                port=number,
                properties=dict(text),
                server=self._server,
                parsed_addresses=list(link.addresses),
            )
            for kind, number in ports.items()
            if number is not None
        ]

    async def _end(self, keys: Iterable[_Key]) -> None:
        """Say goodbye where that is still possible, and stop the responders."""
        await asyncio.gather(*(_end(self._responders.pop(key)) for key in keys))


def _ask(responders: Iterable[_Responder], name: str, kind: int, *, unicast: bool = False) -> None:
    question = DNSOutgoing(_FLAGS_QR_QUERY)
    wish = _CLASS_UNIQUE if unicast else 0
    question.add_question(DNSQuestion(name, kind, _CLASS_IN | wish))
    for each in responders:
        each.zeroconf.zeroconf.async_send(question)


def _announced(task: asyncio.Future[object]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log_failure(_log, "an announcement failed", error)


async def _end(responder: _Responder) -> None:
    responder.hush()
    try:
        async with asyncio.timeout(CLOSE_LIMIT_S):
            await responder.zeroconf.async_close()
    except Exception as error:  # its network may be gone
        log_failure(_log, "a goodbye failed", error)


def txt(number: str, fingerprint: str, version: str) -> Mapping[str, str]:
    """The TXT record's pairs (PROTOCOL.md, "Discovery"), none of them a secret."""
    return {
        "txtvers": TXT_VERSION,
        "api": API_VERSION,
        "id": number,
        "ver": version,
        "path": "/",
        "tls": "1",
        "fp": fingerprint,
        "auth": "pair",
    }


async def _keep_to_adapter(zeroconf: AsyncZeroconf, adapter: str) -> None:
    """Have a responder hear one adapter only, as it does by itself but on Linux.

    There a socket hears every group that any program joined on any adapter (ip(7),
    IP_MULTICAST_ALL), so it would answer on one network with the addresses of another.
    """
    await zeroconf.zeroconf.async_wait_for_start()
    if not sys.platform.startswith("linux"):
        return
    for reader in zeroconf.zeroconf.engine.readers:
        with contextlib.suppress(OSError):  # kernels before 5.7 want root for it
            reader.sock.setsockopt(
                socket.SOL_SOCKET, socket.SO_BINDTODEVICE, adapter.encode() + b"\0"
            )


def _links(offer: Offer | None) -> dict[_Key, _Link]:
    """The parts of an offer. An adapter's part names its addresses of both families."""
    if offer is None:
        return {}
    by_adapter: dict[str, list[str]] = {}
    for each in offer.addresses:
        by_adapter.setdefault(each.interface, []).append(each.address)
    links: dict[_Key, _Link] = {}
    what = (offer.port, offer.redirect_port, offer.fingerprint, offer.version)
    for adapter, addresses in by_adapter.items():
        for address in addresses:
            key = (adapter, 6 if ":" in address else 4)
            links.setdefault(key, _Link(address, tuple(addresses), what))
    return links


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name} ({number})"


def _problem() -> GaitboxError:
    return GaitboxError("Headsets cannot find this laptop by themselves on this network.", REMEDY)
