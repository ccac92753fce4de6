"""Pairing as it is: a real server, real TLS, and a headset elsewhere on the same Wi-Fi."""

from __future__ import annotations

import contextlib
import hashlib
import json
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.namespaces import Machine, until, wifi
from tests.runtime.server.fuzz import MARK, Dice
from tests.runtime.server.lan import pair
from tests.runtime.server.running import Running

BROKEN = 200
PATIENCE_S = 20.0


def trusting() -> ssl.SSLContext:
    """Any certificate will do: what counts is the fingerprint."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


@dataclass
class Clinic:
    """A laptop in headset mode, and a headset."""

    server: Running
    laptop: Machine
    headset: Machine
    url: str
    fingerprint: str

    def at_laptop(self, method: str, path: str, **values: Any) -> httpx.Response:
        return self.laptop.call(self.server.client.request, method, path, **values)

    def seen_fingerprint(self) -> str:
        """Of the key on the connection, as an app sees it."""
        return self.headset.call(self._look)

    def ask(self, method: str, path: str, **values: Any) -> httpx.Response:
        return self.headset.call(self._ask, method, path, **values)

    def post(self, path: str, **values: Any) -> httpx.Response:
        return self.ask("POST", path, **values)

    def _ask(self, method: str, path: str, **values: Any) -> httpx.Response:
        with httpx.Client(base_url=self.url, verify=trusting(), timeout=PATIENCE_S) as client:
            return client.request(method, path, **values)

    def _look(self) -> str:
        with self.connection() as opened:
            data = opened.getpeercert(binary_form=True)
        assert data is not None
        key = x509.load_der_x509_certificate(data).public_key()
        info = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return hashlib.sha256(info).hexdigest()

    def connection(self) -> ssl.SSLSocket:
        place = urlsplit(self.url)
        plain = socket.create_connection((place.hostname, place.port), PATIENCE_S)
        return trusting().wrap_socket(plain)


@pytest.fixture(scope="module")
def clinic(toy_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    with wifi("laptop", "headset") as air:
        laptop, headset = air["laptop"], air["headset"]
        home = tmp_path_factory.mktemp("home")
        server = laptop.call(Running, toy_model, home, "--port", "0", "--lan")
        try:
            mode = until(
                lambda: laptop.call(server.client.get, "/headset").json(),
                lambda document: bool(document["addresses"]),
            )
            url = mode["addresses"][0]["url"]
            yield Clinic(server, laptop, headset, url, mode["fingerprint"])
        finally:
            laptop.call(server.stop)


def test_a_headset_pairs_follows_and_is_revoked(clinic: Clinic) -> None:
    seen = clinic.seen_fingerprint()
    assert seen == clinic.fingerprint
    shown = clinic.at_laptop("POST", "/headset/pairing").json()
    assert shown["link"].startswith(f"{clinic.url}#pair=") and shown["qr"].startswith("<svg ")
    secret = shown["link"].partition("#pair=")[2].partition("&")[0]
    answer, device = pair(clinic, secret, used="secret", fingerprint=seen)
    assert answer.status_code == 200, answer.text
    assert answer.json()["proof"] == device.proof("server")
    header = {"Authorization": f"Bearer {answer.json()['token']}"}
    assert clinic.ask("GET", "/motions", headers=header).status_code == 200
    assert clinic.ask("GET", "/motions").status_code == 401

    def follow() -> None:
        address = clinic.url.replace("https://", "wss://") + "session"
        with connect(
            address, ssl=trusting(), additional_headers=header, open_timeout=PATIENCE_S, proxy=None
        ) as live:
            assert json.loads(live.recv(PATIENCE_S))["role"] == "follow"
            (listed,) = clinic.at_laptop("GET", "/devices").json()["devices"]
            assert listed["connected"] is True
            removed = clinic.at_laptop("DELETE", f"/devices/{listed['id']}")
            assert removed.status_code == 204
            with pytest.raises(ConnectionClosed) as closed:
                while True:
                    live.recv(PATIENCE_S)
            assert closed.value.rcvd is not None and closed.value.rcvd.code == 4401

    clinic.headset.call(follow)
    assert clinic.ask("GET", "/motions", headers=header).status_code == 401


def test_a_browser_gets_a_cookie_that_opens_the_door(clinic: Clinic) -> None:
    code = clinic.at_laptop("POST", "/headset/pairing").json()["code"]
    answer, _ = pair(clinic, code, kind="browser", name="Quest browser")
    cookie = answer.headers["set-cookie"].partition(";")[0]
    me = clinic.ask("GET", "/devices/me", headers={"Cookie": cookie}).json()
    assert me["device"]["name"] == "Quest browser"
    own = {"Cookie": cookie, "Origin": clinic.url.rstrip("/")}
    assert clinic.post("/gen_text2motion", json={"prompt": ""}, headers=own).status_code == 422
    other = {**own, "Origin": "https://evil.example"}
    assert clinic.post("/gen_text2motion", json={"prompt": ""}, headers=other).status_code == 403
    rebound = {"Cookie": cookie, "Host": "evil.example"}
    assert clinic.ask("GET", "/motions", headers=rebound).status_code == 421


def test_hundreds_of_broken_messages_at_the_real_door(clinic: Clinic) -> None:
    """Over TLS, and some of them instead of it."""
    dice = Dice(4, urlsplit(clinic.url).netloc, {"app": "A" * 43})
    before = clinic.at_laptop("GET", "/devices").json()

    def exchange(data: bytes) -> bytes:
        heard = b""
        with contextlib.suppress(OSError), clinic.connection() as opened:
            opened.sendall(data + b"\r\n\r\n" * 2)
            opened.settimeout(0.2)  # half a message may wait for its other half
            while b"\r\n\r\n" not in heard and (piece := opened.recv(1 << 16)):
                heard += piece
        return heard

    def break_in(data: bytes) -> None:
        """Where records of TLS should be."""
        with contextlib.suppress(OSError):
            below = clinic.connection().detach()
            with socket.socket(fileno=below) as opened:
                opened.settimeout(PATIENCE_S)
                opened.sendall(data)
                opened.shutdown(socket.SHUT_WR)
                while opened.recv(1 << 16):
                    pass

    def exchange_all() -> None:
        for number in range(BROKEN):
            if number % 5 == 0:
                break_in(dice.bytes_of_http())
                continue
            heard = exchange(dice.bytes_of_http())
            assert heard == b"" or heard.startswith(b"HTTP/1.1 "), heard[:200]
            assert heard[9:10] != b"5", heard[:500]

    clinic.headset.call(exchange_all)
    assert clinic.ask("GET", "/health").json()["status"] == "ok"
    assert clinic.at_laptop("GET", "/devices").json() == before
    logged = "".join(log.read_text("utf-8") for log in (clinic.server.home / "logs").iterdir())
    assert MARK not in logged + "".join(clinic.server.lines)


def test_nothing_secret_is_in_the_log_or_on_the_screen(clinic: Clinic) -> None:
    shown = clinic.at_laptop("POST", "/headset/pairing").json()
    answer, _ = pair(clinic, shown["code"], fingerprint=clinic.fingerprint)
    token = answer.json()["token"]
    clinic.ask("GET", "/motions", headers={"Authorization": f"Bearer {token}"})
    pair(clinic, "wrong!", fingerprint=clinic.fingerprint)
    secret = shown["link"].partition("#pair=")[2].partition("&")[0]
    logged = "".join(log.read_text("utf-8") for log in (clinic.server.home / "logs").iterdir())
    kept = (clinic.server.home / "headset" / "devices.json").read_text("utf-8")
    for text in (logged, kept, "".join(clinic.server.lines)):
        assert token not in text and secret not in text
    assert shown["code"] not in "".join(clinic.server.lines)
