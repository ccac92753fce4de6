"""The adapters of this machine: which of them lead to a network where headsets could be.

A laptop has more adapters than its owner knows: those of virtual machines, containers, VPNs and
tethered telephones. Headset mode listens on the real ones and on no other unless told so. What
is here is decided by name and kind, as nothing else is the same on every system.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import psutil

USABLE, VIRTUAL, DOWN = "usable", "virtual", "down"

MOST_ADDRESSES = 4
"""IPv6 addresses used of one adapter; with privacy extensions (RFC 8981) it may have many."""

_VIRTUAL = {
    "linux": re.compile(
        r"(?:lo$|docker|podman|br-[0-9a-f]{12}$|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|flannel|cali"
        r"|kube|vxlan|geneve|tun|tap|wg|tailscale|zt|ham\d|nebula|nordlynx|proton|mullvad|ppp"
        r"|ipsec|ip_?vti|gre|sit\d|ip6tnl|dummy|ifb).*",
        re.IGNORECASE,
    ),
    "darwin": re.compile(
        r"(?:lo|utun|awdl|llw|anpi|gif|stf|ipsec|ppp|feth|vmnet|vmenet|vnic|vboxnet|p2p|tun|tap)\d+",
        re.IGNORECASE,
    ),
    "win32": re.compile(
        r"loopback|vethernet \((?:default switch|wsl|nat|docker)|docker|vmware|vmnet|virtualbox"
        r"|hyper-v|npcap|bluetooth|\btap\b|tap-|\btun\b|wintun|openvpn|wireguard|tailscale|zerotier"
        r"|hamachi|nordlynx|nordvpn|protonvpn|mullvad|radmin|anyconnect|cisco|forti|pangp"
        r"|globalprotect|pulse secure|sonicwall|zscaler|\bvpn\b|teredo|isatap|6to4",
        re.IGNORECASE,
    ),
}
"""Names that system software, virtual machines and VPNs give their adapters.

On Windows they are matched anywhere in the name, elsewhere at its beginning. The hotspots of
Windows ("Local Area Connection* 10") and macOS ("bridge100") are not among them: they are a way
for a headset to reach the laptop where the Wi-Fi forbids it.
"""

_WIRELESS = re.compile(r"wl|wi-?fi|wlan|drahtlos|en0$", re.IGNORECASE)
"""Adapters whose addresses come first: headsets have no cable."""


@dataclass(frozen=True)
class Interface:
    """A network adapter, the addresses that others could reach it at, and whether to use it."""

    name: str
    addresses: tuple[str, ...]
    state: str

    @property
    def loopback(self) -> bool:
        """Whether it leads back to this machine."""
        addresses = [ipaddress.ip_address(address) for address in self.addresses]
        return bool(addresses) and all(address.is_loopback for address in addresses)


@dataclass(frozen=True)
class Address:
    """An address to listen on, and the adapter it belongs to."""

    address: str
    interface: str


def interfaces() -> list[Interface]:
    """The adapters of this machine as they are now, by name."""
    states = psutil.net_if_stats()
    found = []
    for name, entries in psutil.net_if_addrs().items():
        state = states.get(name)
        flags = set(state.flags.split(",")) if state else set()
        texts = [e.address for e in entries if e.family in (socket.AF_INET, socket.AF_INET6)]
        up = state is not None and state.isup
        found.append(classify(sys.platform, name, texts, up, "pointopoint" in flags))
    return sorted(found, key=lambda interface: interface.name)


def classify(
    system: str, name: str, addresses: Iterable[str], up: bool, point_to_point: bool = False
) -> Interface:
    """What to think of an adapter.

    Args:
        system: as in ``sys.platform``.
        name: as the system and its user call it.
        addresses: as the system writes them.
        up: whether it is switched on and connected.
        point_to_point: whether it leads to one other machine only, as tunnels do.
    """
    reachable = tuple(_reachable(addresses))
    if not up or not reachable:
        return Interface(name, reachable, DOWN)
    loopback = Interface(name, reachable, USABLE).loopback
    virtual = loopback or point_to_point or is_virtual(system, name)
    return Interface(name, reachable, VIRTUAL if virtual else USABLE)


def is_virtual(system: str, name: str) -> bool:
    """Whether an adapter of this name belongs to software, on the given ``sys.platform``."""
    pattern = _VIRTUAL.get(system, _VIRTUAL["linux"])
    return bool(pattern.search(name) if system == "win32" else pattern.fullmatch(name))


def _reachable(addresses: Iterable[str]) -> list[str]:
    """IPv4 addresses, then IPv6 ones; without those that only mean something on their link.

    An address of IPv6 that begins with fe80 needs the adapter's name behind it, which neither a
    browser nor a certificate can say.
    """
    four: list[str] = []
    six: list[str] = []
    for text in addresses:
        try:
            address = ipaddress.ip_address(text.partition("%")[0])
        except ValueError:
            continue
        if address.is_unspecified or address.is_multicast:
            continue
        if address.version == 4:
            four.append(str(address))
        elif not address.is_link_local:
            six.append(str(address))
    return four + six[:MOST_ADDRESSES]


def choose(interfaces: Iterable[Interface], wanted: Sequence[str] | None) -> tuple[Address, ...]:
    """The addresses to listen on; the first is the one to show to people.

    Args:
        interfaces: what there is.
        wanted: names or addresses of adapters; None takes the usable ones. Only then an IPv4
            address that the laptop gave itself (169.254, RFC 3927) is taken if it has no better.

    Returns:
        Without doubles; empty while there is nothing to listen on.
    """
    if wanted is not None:
        return _wanted(list(interfaces), wanted)
    usable = sorted(
        (interface for interface in interfaces if interface.state == USABLE),
        key=lambda interface: (_WIRELESS.match(interface.name) is None, interface.name),
    )
    every = [Address(address, each.name) for each in usable for address in each.addresses]
    given = [address for address in every if not _self_given(address.address)]
    return tuple(given or every)


def _wanted(interfaces: Sequence[Interface], wanted: Sequence[str]) -> tuple[Address, ...]:
    found: dict[Address, None] = {}
    for word in wanted:
        for interface in interfaces:
            named = word.lower() == interface.name.lower()
            for address in interface.addresses:
                if interface.state != DOWN and (named or _same(word, address)):
                    found[Address(address, interface.name)] = None
    return tuple(found)


def known(word: str, interfaces: Iterable[Interface]) -> bool:
    """Whether a word is the name or an address of one of the adapters."""
    return any(
        word.lower() == each.name.lower() or any(_same(word, address) for address in each.addresses)
        for each in interfaces
    )


def _same(word: str, address: str) -> bool:
    try:
        return ipaddress.ip_address(word) == ipaddress.ip_address(address)
    except ValueError:
        return False


def _self_given(address: str) -> bool:
    return ipaddress.ip_address(address).is_link_local
