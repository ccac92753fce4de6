"""The pretended Wi-Fi itself: who hears whom."""

from __future__ import annotations

import socket
import sys

from tests.namespaces import NETWORK, Wifi, wifi

LISTEN_S = 0.4
GROUP = "224.0.0.99"


def heard(air: Wifi, to: str) -> bool:
    """Whether a datagram from the laptop reaches the headset."""
    with air["headset"].call(_receiver) as receiver:
        port = receiver.getsockname()[1]
        with air["laptop"].call(_sender) as sender:
            sender.sendto(b"hello", (to, port))
        try:
            return receiver.recv(100) == b"hello"
        except TimeoutError:
            return False


def _receiver() -> socket.socket:
    opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    opened.settimeout(LISTEN_S)
    opened.bind(("", 0))
    group = socket.inet_aton(GROUP) + socket.inet_aton(f"{NETWORK}.2")
    opened.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group)
    return opened


def _sender() -> socket.socket:
    opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    own = socket.inet_aton(f"{NETWORK}.1")
    opened.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, own)
    return opened


def test_machines_hear_each_other_until_something_is_in_the_way() -> None:
    with wifi("laptop", "headset") as air:
        unicast, multicast = f"{NETWORK}.2", GROUP
        assert heard(air, unicast) and heard(air, multicast)
        air["headset"].drop_inbound_multicast()
        assert heard(air, unicast) and not heard(air, multicast)
        air["headset"].drop_nothing()
        air.carry_multicast("headset", on=False)
        assert heard(air, unicast) and not heard(air, multicast)
        air.carry_multicast("headset")
        assert heard(air, multicast)
        air.isolate()
        assert not heard(air, unicast) and not heard(air, multicast)
        air.isolate(on=False)
        assert heard(air, unicast)


def test_adapters_come_and_go_and_programs_end() -> None:
    with wifi("laptop") as air:
        laptop = air["laptop"]
        laptop.add_adapter("tun0", "10.8.0.2/24")
        laptop.add_address("fd77::1/64")
        laptop.remove_address(f"{NETWORK}.1/24")
        listed = laptop.run(["ip", "-brief", "addr"])
        assert "tun0" in listed and "fd77::1" in listed and f"{NETWORK}.1" not in listed
        program = laptop.start([sys.executable, "-c", "import time; time.sleep(60)"])
    assert program.poll() is not None
