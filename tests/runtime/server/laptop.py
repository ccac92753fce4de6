"""A laptop that runs Gaitbox on a pretended Wi-Fi, and what a headset there can see of it."""

from __future__ import annotations

import hashlib
import itertools
import os
import random
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from zeroconf import (
    DNSAddress,
    DNSIncoming,
    DNSOutgoing,
    DNSPointer,
    DNSQuestion,
    DNSService,
    DNSText,
    ServiceBrowser,
    ServiceInfo,
    ServiceListener,
    Zeroconf,
)

from tests.namespaces import Machine, until
from tests.runtime.server.running import ROOT
from tests.spoken import Spoken

GAITBOX, HTTP = "_gaitbox._tcp.local.", "_http._tcp.local."
GROUP_4, GROUP_6, MDNS_PORT = "224.0.0.251", "ff02::fb", 5353
PTR, IN = 12, 1
END_S = 20.0

_ids = itertools.count(1)


class Laptop:
    """``gaitbox serve`` with a toy model on a machine of the Wi-Fi."""

    def __init__(self, machine: Machine, model: Path, home: Path, *options: str) -> None:
        self.machine = machine
        self.process = machine.start(
            [sys.executable, "-m", "runtime", "serve", "--no-browser", "--model", str(model)]
            + list(options),
            cwd=ROOT,
            env={**os.environ, "GAITBOX_HOME": str(home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.spoken = Spoken(self.process)
        self.url = self.spoken.url()

    @property
    def lines(self) -> list[str]:
        """What it said."""
        return self.spoken.lines

    def get(self, path: str = "/headset") -> Any:
        answer = self.machine.call(httpx.get, self.url + path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def put(self, **values: Any) -> Any:
        answer = self.machine.call(httpx.put, f"{self.url}/headset", json=values, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def until(self, good: Callable[[Any], bool]) -> Any:
        """The document of headset mode, once it is as wanted."""
        return until(self.get, good)

    def advertised(self) -> Any:
        return self.until(lambda document: document["advertised"])

    def listeners(self) -> set[str]:
        """Addresses and ports that something listens on, without IPv6's brackets."""
        rows = self.machine.run(["ss", "-ltnH"]).splitlines()
        return {row.split()[3].replace("[", "").replace("]", "") for row in rows}

    def stop(self, number: int = signal.SIGINT) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(number)
        return self.process.wait(END_S)


@dataclass(frozen=True)
class Found:
    """One laptop as an answer describes it."""

    name: str
    server: str
    port: int
    addresses: frozenset[str]
    txt: dict[str, str]
    seconds: float


def ask(kind: str = GAITBOX, source: str = "", wait_s: float = 1.0) -> list[Found]:
    """One question from a port of its own, answered to that port (RFC 6762, section 6.7).

    This is what the Unity app does, as it works where no multicast comes in.
    """
    six = ":" in source
    with socket.socket(socket.AF_INET6 if six else socket.AF_INET, socket.SOCK_DGRAM) as asking:
        if six:
            scope = socket.if_nametoindex("wlan0")
            asking.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, scope)
            asking.bind((source, 0))
            group: tuple[Any, ...] = (GROUP_6, MDNS_PORT, 0, scope)
        else:
            own = socket.inet_aton(source)
            asking.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, own)
            asking.bind((source, 0))
            group = (GROUP_4, MDNS_PORT)
        begin = time.monotonic()
        asking.sendto(_question(kind), group)
        found = []
        while (left := begin + wait_s - time.monotonic()) > 0:
            asking.settimeout(left)
            try:
                data = asking.recv(9000)
            except TimeoutError:
                break
            found += list(_read(DNSIncoming(data), kind, time.monotonic() - begin))
    return found


def send_bent_packets(source: str, count: int, seed: int) -> None:
    """Send what no program would, to the group and, now and then, to one address."""
    dice = random.Random(seed)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sending:
        sending.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(source))
        sending.bind((source, 0))
        for number in range(count):
            sending.sendto(bent_packet(dice), (GROUP_4, MDNS_PORT))
            if number % 20 == 0:
                time.sleep(0.002)  # the receiver's buffer is not what is tried here


def bent_packet(dice: random.Random) -> bytes:
    """A question with something wrong: cut, flipped, counted wrongly, looped, or plain noise."""
    data = bytearray(_question(dice.choice([GAITBOX, HTTP, "_services._dns-sd._udp.local."])))
    kind = dice.randrange(6)
    if kind == 0:
        return dice.randbytes(dice.randrange(1500))
    if kind == 1:
        return bytes(data[: dice.randrange(len(data))])
    if kind == 2:
        for _ in range(dice.randrange(1, 8)):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    if kind == 3:
        data[4:12] = dice.randbytes(8)
    if kind == 4:
        at = dice.randrange(12, len(data) - 1)
        data[at : at + 2] = bytes([0xC0, dice.choice([12, at, at - 1, 255])])
    if kind == 5:
        data[12:12] = bytes([dice.randrange(64, 256)]) * dice.randrange(1, 300)
    return bytes(data)


def _question(kind: str) -> bytes:
    out = DNSOutgoing(0, multicast=False, id_=next(_ids))
    out.add_question(DNSQuestion(kind, PTR, IN))
    return out.packets()[0]


def _read(message: DNSIncoming, kind: str, seconds: float) -> Iterator[Found]:
    records = message.answers()
    for pointer in records:
        if not isinstance(pointer, DNSPointer) or pointer.name != kind:
            continue
        service = next(r for r in records if isinstance(r, DNSService) and r.name == pointer.alias)
        text = next(r for r in records if isinstance(r, DNSText) and r.name == pointer.alias)
        addresses = frozenset(
            socket.inet_ntop(socket.AF_INET if len(r.address) == 4 else socket.AF_INET6, r.address)
            for r in records
            if isinstance(r, DNSAddress) and r.name == service.server
        )
        info = ServiceInfo(kind, pointer.alias, properties=text.text)
        pairs = {key: value or "" for key, value in info.decoded_properties.items()}
        name = pointer.alias.removesuffix(f".{kind}")
        yield Found(name, service.server, service.port or 0, addresses, pairs, seconds)


class Browser(ServiceListener):
    """A browser such as avahi's: it keeps the list of who is there by what it hears."""

    def __init__(self, machine: Machine, address: str, kind: str = GAITBOX) -> None:
        self.names: set[str] = set()
        self.infos: dict[str, ServiceInfo] = {}
        self._kind = kind
        self._zeroconf = machine.call(Zeroconf, interfaces=[address])
        self._browser = machine.call(ServiceBrowser, self._zeroconf, kind, self)

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        info = zc.get_service_info(type_, name)
        if info is not None:
            self.infos[name.removesuffix(f".{type_}")] = info
        self.names.add(name.removesuffix(f".{type_}"))

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.add_service(zc, type_, name)

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.names.discard(name.removesuffix(f".{type_}"))

    def close(self) -> None:
        self._zeroconf.close()


@contextmanager
def browsing(machine: Machine, address: str, kind: str = GAITBOX) -> Iterator[Browser]:
    """A browser for a while."""
    browser = Browser(machine, address, kind)
    try:
        yield browser
    finally:
        browser.close()


def certificate(address: str, port: int) -> x509.Certificate:
    """What a TLS client sees there."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with context.wrap_socket(socket.create_connection((address, port), 5)) as talk:
        data = talk.getpeercert(binary_form=True)
    assert data is not None
    return x509.load_der_x509_certificate(data)


def pin(shown: x509.Certificate) -> str:
    """The fingerprint by which apps know a laptop."""
    key = shown.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(key).hexdigest()


def alternative_names(shown: x509.Certificate) -> set[str]:
    """Addresses and names in a certificate."""
    names = shown.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    addresses = names.get_values_for_type(x509.IPAddress)
    return {*map(str, addresses), *names.get_values_for_type(x509.DNSName)}


def refused(address: str, port: int) -> bool:
    """Whether nothing listens there."""
    try:
        socket.create_connection((address, port), 2).close()
    except ConnectionRefusedError:
        return True
    return False


def fetch(url: str, **options: Any) -> httpx.Response:
    """A page through a door, whatever its certificate."""
    return httpx.get(url, verify=False, timeout=10, **options)
