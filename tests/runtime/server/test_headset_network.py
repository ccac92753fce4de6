"""Headset mode on a clinic's Wi-Fi: found, reached, followed from network to network, and gone."""

from __future__ import annotations

import signal
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.namespaces import Machine, Wifi, until, wifi
from tests.runtime.server.laptop import (
    GAITBOX,
    GROUP_4,
    HTTP,
    Laptop,
    alternative_names,
    ask,
    browsing,
    certificate,
    fetch,
    pin,
    refused,
    send_bent_packets,
)

LAPTOP, HEADSET = "10.77.0.1", "10.77.0.2"
LAPTOP_6, HEADSET_6 = "fd77::1", "fd77::2"
FOUND_S = 1.0
HOST = socket.gethostname().partition(".")[0]


pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Clinic:
    """A laptop in headset mode and a headset, on one Wi-Fi."""

    air: Wifi
    laptop: Laptop
    headset: Machine
    vpn: Machine
    """At the other end of the laptop's VPN."""
    home: Path


@pytest.fixture(scope="module")
def clinic(toy_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """For tests that leave it as it was; the laptop has a VPN that everything would go through."""
    with wifi("laptop", "headset") as air, wifi() as tunnel:
        air["laptop"].add_address(f"{LAPTOP_6}/64")
        air["headset"].add_address(f"{HEADSET_6}/64")
        tunnel.plug(air["laptop"], "tun0", "10.8.0.2/24")
        vpn = tunnel.join("vpn", "10.8.0.1/24", interface="tun0")
        air["laptop"].set_route("tun0")
        home = tmp_path_factory.mktemp("home")
        laptop = Laptop(air["laptop"], toy_model, home, "--lan")
        laptop.advertised()
        yield Clinic(air, laptop, air["headset"], vpn, home)


# --- found ---


def test_a_headset_that_hears_no_multicast_finds_the_laptop_at_once(clinic: Clinic) -> None:
    clinic.headset.drop_inbound_multicast()
    try:
        (found,) = clinic.headset.call(ask, GAITBOX, HEADSET)
        (page,) = clinic.headset.call(ask, HTTP, HEADSET)
    finally:
        clinic.headset.drop_nothing()
    document = clinic.laptop.get()
    assert found.seconds < FOUND_S
    assert found.name == page.name == f"Gaitbox on {HOST.upper()}" == document["name"]
    assert (found.port, page.port) == (8771, 8772)
    assert found.addresses == {LAPTOP, LAPTOP_6}  # neither 127.0.1.1 nor the VPN's
    assert list(found.txt) == ["txtvers", "api", "id", "ver", "path", "tls", "fp", "auth"]
    assert found.txt["id"] == document["id"] and found.txt["fp"] == document["fingerprint"]
    assert found.txt["auth"] == "pair" and found.txt["path"] == "/" and found.txt["tls"] == "1"


def test_it_is_found_by_ipv6_alone(clinic: Clinic) -> None:
    (found,) = clinic.headset.call(ask, GAITBOX, HEADSET_6)
    assert found.seconds < FOUND_S and found.addresses == {LAPTOP, LAPTOP_6}


def test_a_browser_lists_it_with_address_port_and_text(clinic: Clinic) -> None:
    with browsing(clinic.headset, HEADSET) as browser:
        name = f"Gaitbox on {HOST.upper()}"
        info = until(lambda: browser.infos.get(name), bool)
        assert set(info.parsed_addresses()) == {LAPTOP, LAPTOP_6} and info.port == 8771
        assert info.properties[b"auth"] == b"pair"


def test_the_vpn_learns_nothing(clinic: Clinic) -> None:
    """Nobody at its other end gets an answer, nor a connection at the laptop's address there."""
    with clinic.laptop.machine.call(_another_responder, "10.8.0.2"):
        assert clinic.vpn.call(ask, GAITBOX, "10.8.0.1", 0.5) == []
    assert clinic.vpn.call(refused, "10.8.0.2", 8771)


def _another_responder(address: str) -> socket.socket:
    """What the system's own responder does: it lets multicast in by every adapter."""
    opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    group = socket.inet_aton(GROUP_4) + socket.inet_aton(address)
    opened.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group)
    return opened


# --- reached ---


@pytest.mark.parametrize("host", [LAPTOP, f"[{LAPTOP_6}]"])
def test_the_door_answers_over_tls(clinic: Clinic, host: str) -> None:
    answer = clinic.headset.call(fetch, f"https://{host}:8771/health")
    assert answer.status_code == 200 and answer.json()["status"] == "ok"


def test_the_certificate_names_addresses_and_host(clinic: Clinic) -> None:
    shown = clinic.headset.call(certificate, LAPTOP, 8771)
    names = alternative_names(shown)
    assert {LAPTOP, LAPTOP_6, f"{HOST.lower()}.local"} <= names and "10.8.0.2" not in names
    assert pin(shown) == clinic.laptop.get()["fingerprint"]
    lines = " ".join(clinic.laptop.lines)
    assert pin(shown) in lines.replace(" ", "") and f"https://{LAPTOP}:8771/" in lines


def test_only_own_names_are_answered(clinic: Clinic) -> None:
    (found,) = clinic.headset.call(ask, GAITBOX, HEADSET)
    url = f"https://{LAPTOP}:8771/health"
    good = [f"{LAPTOP}:8771", f"{HOST}.local:8771", f"{found.server.rstrip('.')}:8771"]
    bad = ["evil.example:8771", LAPTOP, f"{LAPTOP}:8770", "10.8.0.2:8771", "localhost", ""]
    for host, status in [*((host, 200) for host in good), *((host, 421) for host in bad)]:
        answer = clinic.headset.call(fetch, url, headers={"Host": host})
        assert answer.status_code == status, host


def test_the_laptops_own_addresses_are_not_for_headsets(clinic: Clinic) -> None:
    assert clinic.headset.call(fetch, f"https://{LAPTOP}:8771/headset").status_code in (401, 403)


def test_typed_without_https_it_leads_to_the_door_and_nowhere_else(clinic: Clinic) -> None:
    def plain(path: str, host: str | None = None) -> tuple[int, str | None]:
        headers = {"Host": host} if host else {}
        url = f"http://{LAPTOP}:8772{path}"
        answer = clinic.headset.call(fetch, url, headers=headers, follow_redirects=False)
        return answer.status_code, answer.headers.get("location")

    assert plain("/") == (308, f"https://{LAPTOP}:8771/")
    assert plain("/motions?limit=2") == (308, f"https://{LAPTOP}:8771/motions?limit=2")
    assert plain("//evil.example/") == (308, f"https://{LAPTOP}:8771//evil.example/")
    assert plain("/", f"{HOST.lower()}.local:8772") == (308, f"https://{HOST.lower()}.local:8771/")
    for host in ("evil.example", f"{LAPTOP}:8771", "evil.example:8772"):
        assert plain("/", host) == (421, None)


def test_only_chosen_addresses_are_listened_on(clinic: Clinic) -> None:
    listening = {row.rpartition(":")[0] for row in clinic.laptop.listeners()}
    assert listening == {"127.0.0.1", LAPTOP, LAPTOP_6}


def test_a_stranger_with_hundreds_of_connections_keeps_nobody_out(clinic: Clinic) -> None:
    stranger = clinic.air.join("stranger", "10.77.0.9/24")
    held = stranger.call(_many_connections)
    try:
        assert clinic.headset.call(fetch, f"https://{LAPTOP}:8771/health").status_code == 200
        assert clinic.laptop.get()["on"]
    finally:
        for each in held:
            each.close()


def _many_connections() -> list[socket.socket]:
    held = []
    for _ in range(500):
        held.append(socket.socket())
        held[-1].setblocking(False)
        held[-1].connect_ex((LAPTOP, 8771))
    return held


def test_ten_thousand_bent_packets_change_nothing(clinic: Clinic) -> None:
    before = clinic.laptop.get()
    clinic.headset.call(send_bent_packets, HEADSET, 10_000, 5)
    (found,) = until(lambda: clinic.headset.call(ask, GAITBOX, HEADSET), bool)
    assert found.name == before["name"] and found.addresses == {LAPTOP, LAPTOP_6}
    assert clinic.laptop.get() == before
    assert clinic.headset.call(fetch, f"https://{LAPTOP}:8771/health").status_code == 200
    (log,) = clinic.home.glob("logs/server.log")
    assert "Traceback" not in log.read_text("utf-8") and "failed" not in log.read_text("utf-8")


# --- on, off, and over ---


def test_nothing_listens_until_it_is_on_and_nothing_after(toy_model: Path, tmp_path: Path) -> None:
    with wifi("laptop", "headset") as air:
        laptop, headset = Laptop(air["laptop"], toy_model, tmp_path), air["headset"]
        assert laptop.listeners() == {"127.0.0.1:8770"}
        assert not laptop.get()["on"] and headset.call(ask, GAITBOX, HEADSET, 0.5) == []
        until(laptop.get, lambda document: any(i["chosen"] for i in document["interfaces"]))
        document = laptop.put(on=True)
        assert [each["url"] for each in document["addresses"]] == [f"https://{LAPTOP}:8771/"]
        laptop.advertised()
        with browsing(headset, HEADSET) as browser:
            until(lambda: browser.names, bool)
            kept = headset.call(_connected)
            assert laptop.put(on=False)["addresses"] == []
            assert kept.recv(100) == b""  # its connection is ended
            until(lambda: browser.names, lambda names: not names)  # the goodbye was heard
        assert laptop.listeners() == {"127.0.0.1:8770"}
        assert headset.call(refused, LAPTOP, 8771) and headset.call(refused, LAPTOP, 8772)
        assert laptop.put(on=True)["port"] == 8771


def _connected() -> ssl.SSLSocket:
    """A connection to the door that had an answer and waits."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    talk = context.wrap_socket(socket.create_connection((LAPTOP, 8771), 10))
    talk.sendall(f"GET /health HTTP/1.1\r\nHost: {LAPTOP}:8771\r\n\r\n".encode())
    assert talk.recv(20).startswith(b"HTTP/1.1 200")
    while b"}" not in talk.recv(4096):
        pass
    return talk


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_end_says_goodbye(toy_model: Path, tmp_path: Path, number: int) -> None:
    with wifi("laptop", "headset") as air:
        laptop = Laptop(air["laptop"], toy_model, tmp_path, "--lan", "--name", "Gait lab")
        laptop.advertised()
        with browsing(air["headset"], HEADSET) as browser:
            until(lambda: browser.names, lambda names: names == {"Gait lab"})
            laptop.stop(number)
            until(lambda: browser.names, lambda names: not names)
        assert "Gaitbox has ended." in laptop.lines


# --- from network to network ---


def test_a_network_that_comes_after_the_start(toy_model: Path, tmp_path: Path) -> None:
    with wifi("laptop", "headset") as air:
        air["laptop"].down()
        air["laptop"].remove_addresses()
        laptop = Laptop(air["laptop"], toy_model, tmp_path, "--lan")
        document = laptop.until(lambda document: document["problem"])
        assert document["on"] and not document["addresses"] and not document["advertised"]
        assert "not connected to a network" in document["problem"]["detail"]
        air["laptop"].up()
        air["laptop"].add_address(f"{LAPTOP}/24")
        document = laptop.advertised()
        assert document["problem"] is None
        (found,) = air["headset"].call(ask, GAITBOX, HEADSET)
        assert found.addresses == {LAPTOP}


def test_the_address_changes_while_it_runs(toy_model: Path, tmp_path: Path) -> None:
    with wifi("laptop", "headset") as air:
        machine, headset = air["laptop"], air["headset"]
        air.plug(machine, "eth0", "10.77.0.8/24")
        laptop = Laptop(machine, toy_model, tmp_path, "--lan", "--interface", "wlan0")
        before = laptop.advertised()
        first = headset.call(certificate, LAPTOP, 8771)
        machine.add_address("10.77.0.9/24")
        laptop.until(lambda document: len(document["addresses"]) == 2)
        kept = headset.call(_connected)
        machine.remove_address("10.77.0.9/24")
        document = laptop.until(lambda document: len(document["addresses"]) == 1)
        kept.sendall(f"GET /health HTTP/1.1\r\nHost: {LAPTOP}:8771\r\n\r\n".encode())
        assert kept.recv(20).startswith(b"HTTP/1.1 200")  # the other address' door stayed open
        machine.remove_addresses()
        machine.add_address("10.77.0.7/24")
        document = laptop.until(lambda d: [a["address"] for a in d["addresses"]] == ["10.77.0.7"])
        laptop.advertised()
        second = headset.call(certificate, "10.77.0.7", 8771)
        assert "10.77.0.7" in alternative_names(second) and "10.77.0.7" not in alternative_names(
            first
        )
        assert pin(first) == pin(second) == document["fingerprint"] == before["fingerprint"]
        found = until(lambda: headset.call(ask, GAITBOX, HEADSET, 0.4), bool)
        assert [each.addresses for each in found] == [{"10.77.0.7"}]
        document = laptop.put(on=True, interfaces=["eth0"])
        assert [each["address"] for each in document["addresses"]] == ["10.77.0.8"]
        assert {row.rpartition(":")[0] for row in laptop.listeners()} == {"127.0.0.1", "10.77.0.8"}


def test_every_adapter_announces_its_own_addresses(toy_model: Path, tmp_path: Path) -> None:
    """A laptop between two networks: each hears what it can reach, under one name."""
    with wifi("laptop", "headset") as air, wifi() as other:
        machine = air["laptop"]
        other.plug(machine, "eth0", "10.99.0.1/24")
        outsider = other.join("outsider", "10.99.0.2/24")
        laptop = Laptop(machine, toy_model, tmp_path, "--lan")
        laptop.until(lambda document: len(document["addresses"]) == 2)
        laptop.advertised()
        here = until(lambda: air["headset"].call(ask, GAITBOX, HEADSET, 0.4), bool)
        there = until(lambda: outsider.call(ask, GAITBOX, "10.99.0.2", 0.4), bool)
        assert [each.addresses for each in here] == [{LAPTOP}]
        assert [each.addresses for each in there] == [{"10.99.0.1"}]
        assert here[0].name == there[0].name


def test_a_network_of_ipv6_alone(toy_model: Path, tmp_path: Path) -> None:
    with wifi("laptop", "headset") as air:
        for name, address in (("laptop", LAPTOP_6), ("headset", HEADSET_6)):
            air[name].remove_addresses()
            air[name].add_address(f"{address}/64")
        laptop = Laptop(air["laptop"], toy_model, tmp_path, "--lan")
        document = laptop.advertised()
        assert [each["url"] for each in document["addresses"]] == [f"https://[{LAPTOP_6}]:8771/"]
        (found,) = air["headset"].call(ask, GAITBOX, HEADSET_6)
        assert found.addresses == {LAPTOP_6}
        answer = air["headset"].call(fetch, f"https://[{LAPTOP_6}]:{found.port}/health")
        assert answer.status_code == 200


def test_it_comes_back_on_another_port(toy_model: Path, tmp_path: Path) -> None:
    with wifi("laptop", "headset") as air:
        first = Laptop(air["laptop"], toy_model, tmp_path, "--lan")
        before = first.advertised()
        first.stop()
        blocker = air["laptop"].call(socket.create_server, (LAPTOP, 8771))
        with blocker:
            second = Laptop(air["laptop"], toy_model, tmp_path, "--lan")
            document = second.advertised()
            assert document["port"] == 8772 and document["problem"] is None
            (found,) = air["headset"].call(ask, GAITBOX, HEADSET)
            assert found.port == 8772 and found.txt["id"] == before["id"] == document["id"]
            assert pin(air["headset"].call(certificate, LAPTOP, 8772)) == before["fingerprint"]


def test_two_laptops_of_one_name_are_told_apart(toy_model: Path, tmp_path: Path) -> None:
    with wifi("anna", "headset", "ben") as air:
        anna = Laptop(air["anna"], toy_model, tmp_path / "anna", "--lan")
        anna.advertised()
        ben = Laptop(air["ben"], toy_model, tmp_path / "ben", "--lan")
        name = f"Gaitbox on {HOST.upper()}"
        assert ben.until(lambda document: document["advertised"])["name"] == f"{name} (2)"
        assert anna.get()["name"] == name
        found = air["headset"].call(ask, GAITBOX, HEADSET)
        reached = {each.name: (each.addresses, each.txt["id"]) for each in found}
        assert reached == {
            name: ({LAPTOP}, anna.get()["id"]),
            f"{name} (2)": ({"10.77.0.3"}, ben.get()["id"]),
        }


def test_two_networks_of_laptops_of_one_name_are_joined(toy_model: Path, tmp_path: Path) -> None:
    """Both have the name already when they meet; one of them takes another, and only one."""
    with wifi("anna", "headset", "ben") as air:
        air.isolate("anna", "ben")
        laptops = [
            Laptop(air[name], toy_model, tmp_path / name, "--lan") for name in ("anna", "ben")
        ]
        names = [laptop.advertised()["name"] for laptop in laptops]
        assert names[0] == names[1]
        air.isolate("anna", "ben", on=False)
        with browsing(air["headset"], HEADSET) as browser:
            wanted = {names[0], f"{names[0]} (2)"}
            until(lambda: browser.names, lambda seen: seen == wanted, limit_s=60)
        assert {laptop.get()["name"] for laptop in laptops} == wanted
