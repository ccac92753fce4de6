"""Every error is problem details with a sentence, and the server is still there."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

GENERATE = "/gen_text2motion"
NO_MOTION = "/motions/0123456789ab"


@pytest.fixture(autouse=True)
def _still_there(client: httpx.Client) -> Any:
    before = client.get("/motions").json()["total"]
    yield
    assert client.get("/health").json()["status"] == "ok"
    assert client.get("/motions").json()["total"] == before


def check(answer: httpx.Response, status: int, word: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert set(body) == {"type", "title", "status", "detail", "remedy"}
    assert body["status"] == status and body["title"]
    assert body["detail"].endswith(".") and word in body["detail"]


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({}, "no prompt"),
        ({"prompt": ""}, "empty"),
        ({"prompt": " \n "}, "empty"),
        ({"prompt": "x" * 501}, "501"),
        ({"prompt": "a\x00b"}, "control"),
        ({"prompt": "a\ud83db"}, "control"),
        ({"prompt": {"a": 1}}, "text"),
        ({"prompt": "walk", "seconds": 0.1}, "2 to 60 seconds"),
        ({"prompt": "walk", "seconds": 99}, "2 to 60 seconds"),
        ({"prompt": "walk", "seconds": "8"}, "number of seconds"),
        ({"prompt": "walk", "samples": 0}, "1 to 8"),
        ({"prompt": "walk", "samples": 9}, "1 to 8"),
        ({"prompt": "walk", "samples": 2.5}, "1 to 8"),
        ({"prompt": "walk", "seed": -1}, "seed"),
        ({"prompt": "walk", "seed": "x"}, "seed"),
        ({"prompt": "walk", "avatar": "robot"}, "robot"),
        ({"prompt": "walk", "avatar": {"age": 7}}, "age"),
    ],
)
@pytest.mark.parametrize("prefer", ["", "respond-async"])
def test_bad_values(client: httpx.Client, body: dict[str, Any], word: str, prefer: str) -> None:
    text = json.dumps(body)  # httpx itself would refuse half a character
    headers = {"Prefer": prefer, "Content-Type": "application/json"}
    check(client.post(GENERATE, content=text, headers=headers), 422, word)


@pytest.mark.parametrize("text", ["", "{", "[]", "7", "null", '"walk"', "\xff", "[" * 20000])
def test_bodies_that_are_no_json_object(client: httpx.Client, text: str) -> None:
    answer = client.post(
        GENERATE, content=text.encode("latin-1"), headers={"Content-Type": "application/json"}
    )
    check(answer, 400, "could not be read")


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_other_media_types(client: httpx.Client, media_type: str) -> None:
    headers = {"Content-Type": media_type}
    check(client.post(GENERATE, content=b'{"prompt": "walk"}', headers=headers), 415, "JSON")


def test_large_bodies(client: httpx.Client) -> None:
    check(client.post(GENERATE, json={"prompt": "x" * 100_000}), 413, "too large")
    pieces = (b'{"prompt": "', *[b"x" * 10_000] * 10, b'"}')
    headers = {"Content-Type": "application/json"}
    check(client.post(GENERATE, content=iter(pieces), headers=headers), 413, "too large")


@pytest.mark.parametrize(
    ("method", "address", "status", "word"),
    [
        ("GET", NO_MOTION, 404, "no motion"),
        ("DELETE", NO_MOTION, 404, "no motion"),
        ("GET", f"{NO_MOTION}/files/fbx", 404, "no motion"),
        ("GET", "/motions/..%2f..%2fetc/files/npy", 404, ""),
        ("GET", "/download_fbx?id=0123456789ab", 404, "no motion"),
        ("GET", "/download_fbx?id=../../etc/passwd", 404, "no motion"),
        ("GET", "/download_fbx", 422, "id is missing"),
        ("GET", "/motions?limit=0", 422, "limit"),
        ("GET", "/motions?offset=-1", 422, "offset"),
        ("GET", "/jobs/nothing", 404, "no job"),
        ("GET", "/jobs/nothing/events", 404, "no job"),
        ("DELETE", "/jobs/nothing", 404, "no job"),
        ("GET", "/nowhere", 404, "nothing"),
        ("POST", "/nowhere", 404, "nothing"),
        ("GET", "/docs/secrets.txt", 404, "nothing"),
        ("GET", "/../../etc/passwd", 404, "nothing"),
        ("GET", "/%2e%2e/%2e%2e/runtime/cli.py", 404, "nothing"),
        ("GET", GENERATE, 405, "does not do that"),
        ("PUT", "/motions", 405, "does not do that"),
        ("POST", "/health", 405, "does not do that"),
    ],
)
def test_wrong_addresses(
    client: httpx.Client, method: str, address: str, status: int, word: str
) -> None:
    check(client.request(method, address), status, word)


def test_an_unknown_format_of_a_real_motion(client: httpx.Client) -> None:
    motions = client.get("/motions").json()["motions"]
    if not motions:
        made = client.post(GENERATE, json={"prompt": "walk", "seconds": 2}).json()["motions"]
        motions = made
    check(client.get(f"/motions/{motions[0]['id']}/files/obj"), 404, "no such format")
    if len(motions) == 1:
        client.delete(f"/motions/{motions[0]['id']}")
