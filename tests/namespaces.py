"""Laptops and headsets on one clinic Wi-Fi: network namespaces joined by a bridge.

    with wifi("laptop", "headset") as air:
        laptop, headset = air["laptop"], air["headset"]      # wlan0: 10.77.0.1/24, 10.77.0.2/24
        server = laptop.start([sys.executable, "-m", "runtime", "serve", "--lan"])
        headset.drop_inbound_multicast()
        answer = headset.call(httpx.get, "http://10.77.0.1:8772/")

Every machine has ``lo`` and ``wlan0``; names, addresses, more adapters, a Wi-Fi that keeps its
clients apart or carries no multicast can be had by the methods. Needs root and iproute2 on Linux
(nftables for what drops packets); skips with the reason elsewhere. Processes that were started
inside end with the block, and the namespaces go.
"""

from __future__ import annotations

import ctypes
import itertools
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest

T = TypeVar("T")

INTERFACE = "wlan0"
NETWORK = "10.77.0"
"""First three numbers of the Wi-Fi's IPv4 addresses, /24."""

NETWORK_6 = "fd77::"
"""Its IPv6 prefix (RFC 4193), /64; machines get one only if they ask."""

MULTICAST_4, MULTICAST_6 = "224.0.0.0/4", "ff00::/8"
CLONE_NEWNET = 0x40000000
END_S = 10.0

_numbers = itertools.count()


class Machine:
    """One computer on the Wi-Fi: a network namespace with an adapter."""

    def __init__(self, name: str, namespace: str, outside: str) -> None:
        self.name = name
        self.namespace = namespace
        self.outside = outside
        """Namespace where the other ends of its adapters are."""
        self.port = ""
        """Its port on the bridge of the Wi-Fi."""
        self._started: list[subprocess.Popen[str]] = []

    # --- programs and functions inside ---

    def command(self, words: Sequence[str]) -> list[str]:
        """The command line that runs ``words`` on this machine."""
        return ["ip", "netns", "exec", self.namespace, *words]

    def run(self, words: Sequence[str], **options: Any) -> str:
        """Run a program to its end; returns what it printed.

        Raises:
            subprocess.CalledProcessError: it failed.
        """
        options = {"check": True, "capture_output": True, "text": True, "timeout": 60} | options
        return str(subprocess.run(self.command(words), **options).stdout)

    def start(self, words: Sequence[str], **options: Any) -> subprocess.Popen[str]:
        """Start a program; it is ended with the Wi-Fi."""
        process = subprocess.Popen(self.command(words), **({"text": True} | options))
        self._started.append(process)
        return process

    def call(self, function: Callable[..., T], *values: Any, **named: Any) -> T:
        """Call a function of this process whose sockets are this machine's.

        It runs in a thread of its own, as a namespace belongs to a thread. Threads that it
        starts are on this machine too.
        """
        results: list[T] = []
        errors: list[BaseException] = []

        def inside() -> None:
            try:
                _enter(self.namespace)
                results.append(function(*values, **named))
            except BaseException as error:
                errors.append(error)

        thread = threading.Thread(target=inside)
        thread.start()
        thread.join()
        if errors:
            raise errors[0]
        return results[0]

    # --- its adapters ---

    def add_address(self, address: str, interface: str = INTERFACE) -> None:
        """Give an adapter an address such as 10.77.0.9/24."""
        words = ["nodad"] if ":" in address else ["brd", "+"]
        _ip("-n", self.namespace, "addr", "add", address, *words, "dev", interface)

    def remove_address(self, address: str, interface: str = INTERFACE) -> None:
        """Take an address from an adapter."""
        _ip("-n", self.namespace, "addr", "del", address, "dev", interface)

    def remove_addresses(self, interface: str = INTERFACE, family: str = "-4") -> None:
        """Take all addresses of a family (-4 or -6) from an adapter."""
        _ip("-n", self.namespace, family, "addr", "flush", "dev", interface)

    def up(self, interface: str = INTERFACE) -> None:
        """Switch an adapter on."""
        _ip("-n", self.namespace, "link", "set", interface, "up")

    def down(self, interface: str = INTERFACE) -> None:
        """Switch an adapter off."""
        _ip("-n", self.namespace, "link", "set", interface, "down")

    def add_adapter(self, name: str, *addresses: str) -> None:
        """Another adapter, up and connected, that leads to nobody; VPNs' are called tun0."""
        port = f"port{next(_numbers)}"
        pair = ["link", "add", name, "type", "veth", "peer", "name", port]
        _ip("-n", self.namespace, *pair, "netns", self.outside)
        _ip("-n", self.outside, "link", "set", port, "up")
        self.up(name)
        for address in addresses:
            self.add_address(address, name)

    def set_route(self, interface: str) -> None:
        """Have everything without a route of its own leave by this adapter."""
        _ip("-n", self.namespace, "route", "replace", "default", "dev", interface)

    # --- what its firewall drops ---

    def drop_inbound_multicast(self) -> None:
        """Hear no multicast, as Android without a MulticastLock."""
        self.drop("input", "ip", "daddr", MULTICAST_4)
        self.drop("input", "ip6", "daddr", "ff02::fb")

    def drop(self, hook: str, *match: str) -> None:
        """Drop packets: hook input or output, and what to match in the words of nft."""
        _need("nft")
        self.run(["nft", "add", "table", "inet", "test"])
        chain = f"{{ type filter hook {hook} priority 0 ; }}"
        self.run(["nft", "add", "chain", "inet", "test", hook, chain])
        self.run(["nft", "add", "rule", "inet", "test", hook, *match, "drop"])

    def drop_nothing(self) -> None:
        """Forget what was to be dropped."""
        self.run(["nft", "flush", "ruleset"])

    def end(self) -> None:
        """End what was started here."""
        for process in self._started:
            if process.poll() is None:
                process.terminate()
        for process in self._started:
            try:
                process.wait(END_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(END_S)
        self._started.clear()


class Wifi:
    """The access point and the machines on it."""

    def __init__(self, prefix: str) -> None:
        self.namespace = f"{prefix}-air"
        self._prefix = prefix
        self.machines: dict[str, Machine] = {}
        _ip("netns", "add", self.namespace)
        _ip("-n", self.namespace, "link", "add", "air", "type", "bridge", "mcast_snooping", "0")
        _ip("-n", self.namespace, "link", "set", "air", "up")

    def __getitem__(self, name: str) -> Machine:
        return self.machines[name]

    def join(self, name: str, *addresses: str, interface: str = INTERFACE) -> Machine:
        """A new machine with an adapter on this Wi-Fi, up, with these addresses."""
        machine = Machine(name, f"{self._prefix}-{name}", self.namespace)
        _ip("netns", "add", machine.namespace)
        self.machines[name] = machine
        # Without this a new IPv6 address may not be used for a second or two.
        machine.call(_write, "/proc/sys/net/ipv6/conf/default/accept_dad", "0")
        machine.up("lo")
        machine.port = self.plug(machine, interface, *addresses)
        return machine

    def plug(self, machine: Machine, interface: str, *addresses: str) -> str:
        """Give a machine another adapter on this Wi-Fi; returns its port here."""
        port = f"port{next(_numbers)}"
        here = self.namespace
        pair = ["link", "add", port, "type", "veth", "peer", "name", interface]
        _ip("-n", here, *pair, "netns", machine.namespace)
        _ip("-n", here, "link", "set", port, "master", "air", "up")
        machine.up(interface)
        for address in addresses:
            machine.add_address(address, interface)
        return port

    def isolate(self, *names: str, on: bool = True) -> None:
        """Client isolation: these machines (all, if none is named) do not hear each other."""
        for machine in self._named(names):
            self._port(machine, "isolated", "on" if on else "off")

    def carry_multicast(self, *names: str, on: bool = True) -> None:
        """Whether the access point passes multicast on to these machines."""
        for machine in self._named(names):
            self._port(machine, "mcast_flood", "on" if on else "off")

    def _named(self, names: Sequence[str]) -> list[Machine]:
        return [self.machines[name] for name in names or self.machines]

    def _port(self, machine: Machine, flag: str, value: str) -> None:
        _do("bridge", "-n", self.namespace, "link", "set", "dev", machine.port, flag, value)

    def close(self) -> None:
        """End the programs and remove the namespaces."""
        for machine in self.machines.values():
            machine.end()
        for namespace in [*(m.namespace for m in self.machines.values()), self.namespace]:
            subprocess.run(["ip", "netns", "del", namespace], capture_output=True)


@contextmanager
def wifi(*names: str) -> Iterator[Wifi]:
    """A Wi-Fi with a machine for each name, at 10.77.0.1/24, 10.77.0.2/24 and so on."""
    _need("ip")
    prefix = f"gaitbox-{os.getpid()}-{next(_numbers)}"
    try:
        air = Wifi(prefix)
    except (OSError, subprocess.CalledProcessError) as error:
        subprocess.run(["ip", "netns", "del", f"{prefix}-air"], capture_output=True)
        pytest.skip(f"network namespaces cannot be made here: {error}")
    try:
        for number, name in enumerate(names, start=1):
            air.join(name, f"{NETWORK}.{number}/24")
        yield air
    finally:
        air.close()


def until(look: Callable[[], T], good: Callable[[T], bool], limit_s: float = 15.0) -> T:
    """Look again and again until it is good, as networks take their time; returns what was seen.

    Raises:
        AssertionError: it does not come.
    """
    end = time.monotonic() + limit_s
    while not good(seen := look()):
        assert time.monotonic() < end, f"still {seen!r}"
        time.sleep(0.05)
    return seen


def _need(program: str) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("network namespaces are Linux'")
    if os.geteuid() != 0:
        pytest.skip("network namespaces need root")
    if shutil.which(program) is None:
        pytest.skip(f"the program {program} is not installed")


def _ip(*words: str) -> None:
    _do("ip", *words)


def _do(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode != 0:
        raise subprocess.CalledProcessError(done.returncode, words, done.stdout, done.stderr)


def _write(path: str, text: str) -> None:
    file = Path(path)
    if file.exists():
        file.write_text(text)


def _enter(namespace: str) -> None:
    """Move this thread to a network namespace (setns(2))."""
    libc = ctypes.CDLL(None, use_errno=True)
    with open(f"/run/netns/{namespace}") as handle:
        if libc.setns(handle.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), "setns failed")
