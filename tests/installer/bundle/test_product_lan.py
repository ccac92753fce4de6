"""The built bundle in headset mode: on a Wi-Fi of its own, found and paired by another machine.

What is asked of it is what ``runtime/server/PROTOCOL.md`` says, by programs that know nothing of
Gaitbox's code but the proof's arithmetic, which is written down here again.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import shutil
import signal
import ssl
import subprocess
import tempfile
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from installer.bundle import smoke
from tests.installer.bundle.conftest import FOLDER, NOBODY
from tests.namespaces import NETWORK, Machine, Wifi, until, wifi
from tests.spoken import Spoken

pytestmark = pytest.mark.slow

SERVICE = "_gaitbox._tcp.local."


@pytest.fixture
def air() -> Iterator[Wifi]:
    """A clinic's Wi-Fi with a laptop and a headset on it."""
    with wifi("laptop", "headset") as made:
        yield made


@pytest.fixture
def laptop(air: Wifi, unpacked: Path) -> Iterator[tuple[Machine, str]]:
    """The laptop with the bundle in headset mode, and its loopback address."""
    if shutil.which("setpriv") is None:
        pytest.skip("the program setpriv is not installed")
    home = Path(tempfile.mkdtemp(prefix="hömë ", dir=unpacked))
    os.chown(home, NOBODY, NOBODY)
    rights = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    program = str(smoke.executable(unpacked / FOLDER))
    process = air["laptop"].start(
        [*rights, program, "serve", "--lan", "--no-browser"],
        env={"HOME": str(home)},
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    yield air["laptop"], Spoken(process).url()
    process.send_signal(signal.SIGINT)
    process.wait(30)
    shutil.rmtree(home, ignore_errors=True)


def ask(machine: Machine, url: str, data: Any = None, **headers: str) -> tuple[int, Any]:
    """Status and JSON of an answer; certificates are the caller's business."""

    def fetch() -> tuple[int, Any]:
        body = None if data is None else json.dumps(data).encode()
        request = urllib.request.Request(url, body, {"Content-Type": "application/json", **headers})
        trusting = ssl._create_unverified_context()
        try:
            with urllib.request.urlopen(request, timeout=30, context=trusting) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as error:
            return error.code, None

    return machine.call(fetch)


def discovered(machine: Machine) -> dict[str, Any] | None:
    """What the headset hears of a Gaitbox on the Wi-Fi (DNS-SD), by python-zeroconf."""
    from zeroconf import ServiceBrowser, ServiceStateChange, Zeroconf

    def browse() -> dict[str, Any] | None:
        heard = threading.Event()
        names: list[str] = []

        def changed(
            zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange
        ) -> None:
            if state_change is ServiceStateChange.Added:
                names.append(name)
                heard.set()

        with Zeroconf(interfaces=[f"{NETWORK}.2"]) as zeroconf:
            ServiceBrowser(zeroconf, SERVICE, handlers=[changed])
            if not heard.wait(10):
                return None
            info = zeroconf.get_service_info(SERVICE, names[0], timeout=3000)
            if info is None:
                return None
            text = {k.decode(): (v or b"").decode() for k, v in info.properties.items()}
            return {"name": names[0], "port": info.port, "at": info.parsed_addresses(), **text}

    return machine.call(browse)


def fingerprint_of(machine: Machine, host: str, port: int) -> str:
    """SHA-256 of the key in the certificate that the door shows (RFC 7469)."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    shown = machine.call(ssl.get_server_certificate, (host, port))
    key = x509.load_pem_x509_certificate(shown.encode()).public_key()
    spki = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(spki).hexdigest()


def test_a_headset_finds_it_pairs_and_plays(air: Wifi, laptop: tuple[Machine, str]) -> None:
    machine, loopback = laptop
    headset = air["headset"]
    found = until(lambda: discovered(headset), lambda seen: seen is not None, 40)
    assert found is not None
    assert found["name"].startswith("Gaitbox on ") and found["auth"] == "pair"
    assert found["txtvers"] == found["api"] == found["tls"] == "1"
    assert f"{NETWORK}.1" in found["at"]
    door = f"https://{NETWORK}.1:{found['port']}"
    fingerprint = fingerprint_of(headset, f"{NETWORK}.1", found["port"])
    assert fingerprint == found["fp"]
    assert ask(headset, f"{door}/health")[0] == 200
    assert ask(headset, f"{door}/motions")[0] == 401, "nothing without a token"

    code = ask(machine, f"{loopback}/headset/pairing", {})[1]["code"]
    start = ask(headset, f"{door}/pair/start", {"name": "Quest 3", "kind": "app"})[1]
    nonce = "0123456789abcdef" * 2
    transcript = f"gaitbox-pair-1\n{start['attempt']}\n{nonce}\n{fingerprint}"
    salt, rounds = bytes.fromhex(start["salt"]), start["iterations"]
    key = hashlib.pbkdf2_hmac("sha256", code.encode(), salt, rounds, 32)
    proof = hmac.new(key, f"device\n{transcript}".encode(), "sha256").hexdigest()
    body = {"attempt": start["attempt"], "with": "code", "nonce": nonce, "proof": proof}
    status, paired = ask(headset, f"{door}/pair/finish", body)
    assert status == 200
    expected = hmac.new(key, f"server\n{transcript}".encode(), "sha256").hexdigest()
    assert paired["proof"] == expected

    token = {"Authorization": f"Bearer {paired['token']}"}
    assert ask(headset, f"{door}/devices/me", **token)[1]["role"] == "headset"
    made = ask(machine, f"{loopback}/gen_text2motion", {"prompt": "a man limps", "seconds": 2})
    (motion,) = made[1]["motions"]
    listed = ask(headset, f"{door}/motions", **token)[1]["motions"]
    assert [entry["id"] for entry in listed] == [motion["id"]]
