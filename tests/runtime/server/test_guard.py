"""Nobody else may ask, nothing leaves the machine, and the pages work without the internet."""

from __future__ import annotations

import re
import socket
from urllib.parse import urlsplit

import httpx
import pytest

from tests.runtime.server.running import Running

GENERATE = "/gen_text2motion"
WALK = {"prompt": "a man walks", "seconds": 2}


@pytest.mark.parametrize("host", ["evil.example", "192.168.0.7:8770", "localhost.evil.example", ""])
def test_other_host_names_are_refused(client: httpx.Client, host: str) -> None:
    answer = client.get("/motions", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("host", ["localhost:1234", "127.0.0.1", "[::1]:80", "LOCALHOST"])
def test_names_of_this_machine_pass(client: httpx.Client, host: str) -> None:
    assert client.get("/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:1"])
def test_other_sites_cannot_change_anything(client: httpx.Client, origin: str) -> None:
    headers = {"Origin": origin}
    assert client.post(GENERATE, json=WALK, headers=headers).status_code == 403
    assert client.delete("/motions/0123456789ab", headers=headers).status_code == 403


HANDSHAKE = (
    "GET /session HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n{more}\r\n"
)


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("{own}", None, 101),
        ("{own}", "http://{own}", 101),
        ("{own}", "https://{own}", 403),
        ("{own}", "http://evil.example", 403),
        ("{own}", "null", 403),
        ("evil.example", None, 421),
        ("evil.example", "http://evil.example", 421),
        ("192.168.1.5:8771", None, 421),
    ],
)
def test_a_websocket_opens_for_this_page_alone(
    server: Running, host: str, origin: str | None, status: int
) -> None:
    """A browser asks nobody before it opens one to another site."""
    own = urlsplit(server.url).netloc
    more = "" if origin is None else f"Origin: {origin.format(own=own)}\r\n"
    with socket.create_connection((own.split(":")[0], int(own.split(":")[1])), 30) as opened:
        opened.sendall(HANDSHAKE.format(host=host.format(own=own), more=more).encode())
        assert opened.recv(4096).startswith(f"HTTP/1.1 {status} ".encode())


def test_the_page_itself_can(server: Running) -> None:
    headers = {"Origin": server.url.rstrip("/")}
    assert server.client.post(GENERATE, json=WALK, headers=headers).status_code == 200


@pytest.mark.parametrize("address", ["/", "/health", "/motions", "/nowhere", "/docs"])
def test_every_answer_keeps_the_browser_here(client: httpx.Client, address: str) -> None:
    headers = client.get(address, headers={"Origin": "https://evil.example"}).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert not [name for name in headers if name.startswith("access-control-")]


def test_the_interface_page_needs_nothing_from_elsewhere(client: httpx.Client) -> None:
    page = client.get("/docs").text
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len(addresses) == 4 and all(a.startswith("/docs/") for a in addresses)
    for address in addresses:
        assert client.get(address).status_code == 200
    assert "openapi.json" in client.get("/docs/start.js").text
    described = client.get("/openapi.json").json()
    assert {GENERATE, "/download_fbx", "/motions/{motion_id}"} <= set(described["paths"])
    body = described["paths"][GENERATE]["post"]["requestBody"]["content"]["application/json"]
    properties = {"prompt", "seed", "samples", "seconds", "avatar", "model", "loop"}
    assert properties == set(body["schema"]["properties"])


def test_the_front_page_is_the_console_or_says_how_to_build_it(client: httpx.Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200 and "Gaitbox" in answer.text
    assert answer.headers["content-type"].startswith("text/html")


def test_health_and_about(client: httpx.Client) -> None:
    assert client.get("/health").json()["ready"] is True
    about = client.get("/about").json()
    assert about["provider"].endswith("ExecutionProvider")
    assert about["model"]["id"] and about["model"]["limits"]["max_seconds"] == 60.0
    assert "not for diagnosis" in about["statement"]
    assert {"name": "bpy", "licence": "GPL-3.0-or-later"}.items() <= about["components"][0].items()
