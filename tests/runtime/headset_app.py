"""What the Unity app does to get in: pairs over the LAN door, then follows the live session."""

from __future__ import annotations

import ssl

import httpx
from websockets.asyncio.client import connect

from tests.runtime.pairing_device import Headset
from tests.runtime.server.running import Running


def lan_door(server: Running) -> str:
    """Address of the LAN door of a Gaitbox in headset mode."""
    addresses = server.client.get("/headset").json()["addresses"]
    return str(addresses[0]["url"])


def paired_app(server: Running, name: str) -> httpx.Client:
    """Pair by a code of the laptop; returns a client that shows its token."""
    code = server.client.post("/headset/pairing").json()["code"]
    fingerprint = server.client.get("/headset").json()["fingerprint"]
    client = httpx.Client(base_url=lan_door(server), verify=False, timeout=30)
    started = client.post("pair/start", json={"name": name, "kind": "app"}).json()
    wanted = (started["attempt"], started["salt"], started["iterations"])
    device = Headset(*wanted, code, fingerprint)
    body = {"attempt": device.attempt, "with": "code", "nonce": device.nonce}
    answer = client.post("pair/finish", json={**body, "proof": device.proof()})
    assert answer.status_code == 200, answer.text
    client.headers["Authorization"] = f"Bearer {answer.json()['token']}"
    return client


def follow(client: httpx.Client) -> connect:
    """A connection to the live session, with the client's token if it has one."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    token = client.headers.get("Authorization")
    address = str(client.base_url).replace("https", "wss")
    headers = {"Authorization": token} if token else {}
    return connect(
        f"{address}session",
        ssl=context,
        additional_headers=headers,
        proxy=None,
        compression=None,
    )


def lead(server: Running) -> connect:
    """A connection to the live session by the laptop's own door."""
    return connect(f"{server.url.replace('http', 'ws')}session", proxy=None, compression=None)
