"""Which adapters of which laptop headset mode would listen on."""

from __future__ import annotations

import json
import sys

import pytest

from runtime.network import (
    DOWN,
    MOST_ADDRESSES,
    USABLE,
    VIRTUAL,
    Interface,
    choose,
    classify,
    known,
)
from tests.namespaces import until, wifi

REAL = {
    "linux": ["wlan0", "wlp0s20f3", "eth0", "enp3s0", "eno1", "enx00e04c680001", "usb0", "br0"],
    "darwin": ["en0", "en7", "bridge100", "ap1"],
    "win32": [
        *("Wi-Fi", "WLAN", "Ethernet", "Ethernet 2", "Local Area Connection"),
        *("Local Area Connection* 10", "LAN-Verbindung* 3", "Drahtlosnetzwerkverbindung"),
        "vEthernet (External Switch)",
    ],
}
OTHERS = {
    "linux": [
        *("docker0", "br-0123456789ab", "veth12ab", "virbr0", "vboxnet0", "vmnet8", "lxcbr0"),
        *("tun0", "tap0", "wg0", "tailscale0", "ztabcdef12", "ppp0", "ipsec0", "nordlynx"),
        *("proton0", "cni0", "flannel.1", "podman0", "dummy0", "ham0"),
    ],
    "darwin": ["utun3", "awdl0", "llw0", "vmnet8", "vmenet0", "vnic0", "feth123", "ipsec0", "gif0"],
    "win32": [
        *("vEthernet (Default Switch)", "vEthernet (WSL)", "vEthernet (WSL (Hyper-V firewall))"),
        *("VMware Network Adapter VMnet8", "VirtualBox Host-Only Network", "Tailscale"),
        *("Bluetooth Network Connection", "OpenVPN TAP-Windows6", "OpenVPN Wintun", "wg-vpn VPN"),
        *("ZeroTier One [8056c2e21c000001]", "NordLynx", "Cisco AnyConnect Adapter", "Npcap"),
        *("Fortinet SSL VPN", "PANGP Virtual Ethernet Adapter", "Teredo Tunneling"),
    ],
}


@pytest.mark.parametrize(
    ("system", "name", "state"),
    [
        *((system, name, USABLE) for system, names in REAL.items() for name in names),
        *((system, name, VIRTUAL) for system, names in OTHERS.items() for name in names),
    ],
)
def test_adapters_by_name(system: str, name: str, state: str) -> None:
    assert classify(system, name, ["192.168.1.7"], up=True).state == state
    assert classify(system, name, ["192.168.1.7"], up=False).state == DOWN
    assert classify(system, name, [], up=True).state == DOWN


def test_a_tunnel_by_any_name_is_virtual() -> None:
    assert classify("linux", "clinic", ["10.8.0.2"], True, point_to_point=True).state == VIRTUAL
    assert classify("linux", "lo", ["127.0.0.1", "::1"], True).state == VIRTUAL


def test_only_addresses_that_mean_something_elsewhere_are_kept() -> None:
    listed = ["fe80::1%wlan0", "fd00::7", "192.168.1.7", "0.0.0.0", "::", "2001:db8::7", "aa:bb:cc"]
    found = classify("linux", "wlan0", listed, up=True)
    assert found.addresses == ("192.168.1.7", "fd00::7", "2001:db8::7")
    many = classify("linux", "wlan0", [f"fd00::{n}" for n in range(1, 20)], up=True)
    assert len(many.addresses) == MOST_ADDRESSES


def wlan(*addresses: str, name: str = "wlan0", state: str = USABLE) -> Interface:
    return Interface(name, addresses, state)


VPN = wlan("10.8.0.2", name="tun0", state=VIRTUAL)
CABLE = wlan("10.1.1.5", name="eth0")
LOOPBACK = wlan("127.0.0.1", name="lo", state=VIRTUAL)
BARE = wlan("169.254.3.4", name="eth1")


@pytest.mark.parametrize(
    ("there", "wanted", "chosen"),
    [
        ([VPN, wlan("10.77.0.1")], None, ["10.77.0.1"]),
        ([CABLE, wlan("10.77.0.1", "fd00::1")], None, ["10.77.0.1", "fd00::1", "10.1.1.5"]),
        ([VPN, LOOPBACK], None, []),
        ([wlan("10.77.0.1", state=DOWN)], None, []),
        ([BARE, CABLE], None, ["10.1.1.5"]),
        ([BARE], None, ["169.254.3.4"]),
        ([VPN, wlan("10.77.0.1")], ["tun0"], ["10.8.0.2"]),
        ([VPN, wlan("10.77.0.1")], ["TUN0", "wlan0"], ["10.8.0.2", "10.77.0.1"]),
        ([wlan("10.77.0.1", "fd00::1")], ["fd00:0::1"], ["fd00::1"]),
        ([wlan("10.77.0.1")], ["wlan0", "10.77.0.1"], ["10.77.0.1"]),
        ([wlan("10.77.0.1", state=DOWN)], ["wlan0"], []),
        ([wlan("10.77.0.1")], ["eth9"], []),
        ([wlan("10.77.0.1")], [], []),
        ([LOOPBACK, wlan("10.77.0.1")], ["lo"], ["127.0.0.1"]),
    ],
)
def test_choice(there: list[Interface], wanted: list[str] | None, chosen: list[str]) -> None:
    assert [address.address for address in choose(there, wanted)] == chosen


def test_words_that_name_an_adapter() -> None:
    there = [wlan("10.77.0.1", "fd00::1")]
    assert known("WLAN0", there) and known("10.77.0.1", there) and known("FD00:0:0::1", there)
    assert not known("eth0", there) and not known("10.77.0.2", there)


SEEN = """
import json
from runtime.network import choose, interfaces
found = interfaces()
print(json.dumps([{i.name: i.state for i in found}, [a.address for a in choose(found, None)]]))
"""


def test_a_real_laptop_with_a_vpn_and_containers() -> None:
    with wifi("laptop") as air:
        laptop = air["laptop"]
        laptop.add_adapter("tun0", "10.8.0.2/24")
        laptop.add_adapter("docker0", "172.17.0.1/16")
        laptop.add_adapter("eth1")
        laptop.add_address("fd77::1/64")
        laptop.set_route("tun0")
        # A process of its own: what psutil reads of /proc is the whole process', not a thread's.
        command = [sys.executable, "-c", SEEN]
        states, chosen = until(lambda: json.loads(laptop.run(command)), lambda seen: bool(seen[1]))
        assert states["wlan0"] == USABLE and states["lo"] == VIRTUAL
        assert states["eth1"] == DOWN and states["tun0"] == states["docker0"] == VIRTUAL
        assert chosen == ["10.77.0.1", "fd77::1"]
