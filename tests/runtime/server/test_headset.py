"""The switch of headset mode as the laptop's page uses it, on a real server."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from runtime.server.headset_words import HeadsetWords, describe
from tests.runtime.server.running import Running

LOOPBACK = "127.0.0.1"
FINGERPRINT = "0123456789abcdef" * 4


@pytest.fixture
def switched_off(client: httpx.Client) -> Iterator[None]:
    yield
    assert client.put("/headset", json={"on": False, "interfaces": None}).status_code == 200


def test_it_says_what_there_is(client: httpx.Client) -> None:
    document = client.get("/headset").json()
    assert set(document) == {
        *("on", "name", "id", "port", "fingerprint", "advertised"),
        *("addresses", "interfaces", "problem"),
    }
    assert document["on"] is False and document["addresses"] == []
    assert document["name"].startswith("Gaitbox on ") and len(document["id"]) == 32
    for adapter in document["interfaces"]:
        assert adapter["state"] in ("usable", "virtual", "down")


@pytest.mark.usefixtures("switched_off")
def test_on_and_off(client: httpx.Client) -> None:
    document = client.put("/headset", json={"on": True, "interfaces": [LOOPBACK]}).json()
    (address,) = document["addresses"]
    assert address["address"] == LOOPBACK and address["url"].startswith("https://127.0.0.1:")
    health = httpx.get(address["url"] + "health", verify=False)
    assert health.status_code == 200
    again = client.put("/headset", json={"on": True}).json()  # the choice stays
    assert again["addresses"] == document["addresses"]
    assert client.put("/headset", json={"on": False}).json()["addresses"] == []
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((LOOPBACK, document["port"]), 5)


@pytest.mark.parametrize(
    ("body", "status", "word"),
    [
        ({}, 422, "on"),
        ({"on": "yes"}, 422, "on"),
        ({"on": 1}, 422, "on"),
        ({"on": True, "interfaces": "wlan0"}, 422, "interfaces"),
        ({"on": True, "interfaces": [7]}, 422, "interfaces"),
        ({"on": True, "interfaces": ["no such adapter"]}, 422, "adapter"),
        ([], 400, "read"),
    ],
)
def test_bad_switches_change_nothing(
    client: httpx.Client, body: Any, status: int, word: str
) -> None:
    answer = client.put("/headset", json=body)
    assert answer.status_code == status and word in answer.json()["detail"]
    assert client.get("/headset").json()["on"] is False


def test_another_site_cannot_switch_it(client: httpx.Client) -> None:
    headers = {"Origin": "https://evil.example"}
    assert client.put("/headset", json={"on": True}, headers=headers).status_code == 403


def test_serve_lan_says_where_and_keeps_secrets(toy_model: Path, tmp_path: Path) -> None:
    options = ("--port", "0", "--lan", "--interface", LOOPBACK, "--name", "Gait lab")
    with Running(toy_model, tmp_path, *options) as server:
        document = server.client.get("/headset").json()
        assert document["on"] and document["name"] == "Gait lab"
        pairing = server.client.post("/headset/pairing").json()
        assert pairing["link"].startswith(document["addresses"][0]["url"])
        server.stop()
    said = "\n".join(server.lines) + (tmp_path / "logs" / "server.log").read_text("utf-8")
    assert document["addresses"][0]["url"] in said
    assert document["fingerprint"] in said.replace(" ", "")
    assert "pairing code is on the page" in said
    for secret in (pairing["code"], pairing["link"].partition("#")[2], "PRIVATE"):
        assert secret not in said


def document(**changes: Any) -> dict[str, Any]:
    address = {"address": "10.0.0.5", "interface": "wlan0", "url": "https://10.0.0.5:8771/"}
    return {
        "on": True,
        "name": "Gaitbox on ANNA",
        "fingerprint": FINGERPRINT,
        "advertised": True,
        "addresses": [address],
        "problem": None,
    } | changes


def test_words_for_the_terminal() -> None:
    lines = describe(document())
    assert lines[0] == "Headset mode: https://10.0.0.5:8771/  (wlan0)"
    assert "0123 4567 89ab cdef" in lines[1] and "Gaitbox on ANNA" in lines[3]
    problem = {"detail": "No network.", "remedy": "Connect one."}
    waiting = document(addresses=[], advertised=False, problem=problem)
    assert describe(waiting) == ["Headset mode: No network. Connect one."]
    assert "off" in describe(document(on=False))[0]


def test_only_news_are_said() -> None:
    said: list[str] = []
    words = HeadsetWords(said.append)
    words(document(advertised=False))
    words(document(advertised=False))
    before = len(said)
    words(document())
    assert said[before:] == ["Headsets find it as: Gaitbox on ANNA"]
