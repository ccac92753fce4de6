"""Ten thousand bent requests: nothing breaks, nothing is told, nobody gets in."""

from __future__ import annotations

import json
import logging
import socket
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.runtime.server.fuzz import MARK, Asked, Dice
from tests.runtime.server.lan import FINGERPRINT, HOST, Lan, Raw, call
from tests.runtime.server.lan import lan as lan_server
from tests.runtime.server.running import Running

BY_LAN, BY_LOOPBACK, BY_SOCKET = 7500, 2200, 400
LOOPBACK = "127.0.0.1:8770"
PATIENCE_S = 20.0

PUBLIC = {"/", "/index.html", "/favicon.svg", "/health"}
"""What may be read without a token; the built page may be there or not."""


@pytest.fixture
def target(toy_model: Path, tmp_path: Path) -> Iterator[Lan]:
    """A server with a model, two headsets and a code on its screen."""
    with lan_server(toy_model, tmp_path) as opened:
        opened.services.pipeline.start()
        opened.services.pairing.open()
        yield opened


def test_thousands_at_the_lan_door(target: Lan, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    tokens = {kind: target.devices.add("Quest 3", kind)[1] for kind in ("app", "browser")}
    before = [(one.id, one.name) for one in target.devices.all()]
    statuses: Counter[int] = Counter()
    for asked, answer in asking(target, target.behind, Dice(1, HOST, tokens), BY_LAN):
        check(asked, answer, [*tokens.values(), *on_the_screen(target)])
        if 200 <= answer.status < 300:
            check_allowed(asked)
        statuses[answer.status] += 1
    assert [(one.id, one.name) for one in target.devices.all()] == before
    assert target.services.library.count() == 0 and target.services.pairing.current().open
    assert {200, 400, 401, 403, 404, 405, 410, 413, 415, 421, 422, 429} <= set(statuses), statuses
    for secret in (*tokens.values(), MARK):
        assert secret not in caplog.text


def test_thousands_at_the_laptops_door(target: Lan, caplog: pytest.LogCaptureFixture) -> None:
    """Where the screen with the code may be read, but not from another site."""
    caplog.set_level(logging.INFO)
    tokens = {"app": target.devices.add("Quest 3", "app")[1]}
    dice = Dice(2, LOOPBACK, tokens)
    for asked, answer in asking(target, target.app, dice, BY_LOOPBACK):
        shown = asked.path == "/headset/pairing" and 200 <= answer.status < 300
        check(asked, answer, [*tokens.values(), *([] if shown else on_the_screen(target))])
        if 200 <= answer.status < 300:
            assert asked.headers["host"] == LOOPBACK, asked
    for secret in (*tokens.values(), MARK):
        assert secret not in caplog.text


def asking(target: Lan, app: ASGIApp, dice: Dice, count: int) -> Iterator[tuple[Asked, Raw]]:
    """Requests and their answers; time goes on a little between them."""
    for _ in range(count):
        asked = dice.request()

        async def queried(scope: Scope, receive: Receive, send: Send, asked: Asked = asked) -> None:
            await app({**scope, "query_string": asked.query}, receive, send)

        answer = target.runner.run(
            call(queried, asked.method, asked.path, asked.headers, asked.body)
        )
        yield asked, answer
        if asked.path == "/pair/start" and answer.status == 200:
            dice.attempts.append(json.loads(answer.body)["attempt"])
        target.clock.time += dice.random.choice([0, 0, 0, 0.1, 1, 5])


def on_the_screen(target: Lan) -> list[str]:
    """What only the laptop's screen may show now."""
    shown = target.services.pairing.current()
    return [FINGERPRINT, str(shown.secret), f'"{shown.code}"']


def check(asked: Asked, answer: Raw, never: list[str]) -> None:
    """What holds for every answer."""
    assert answer.status < 500, asked
    said = answer.body.decode("utf-8", "replace") + repr(answer.headers)
    if asked.path == "/headset" and answer.status == 200:
        never = [one for one in never if one != FINGERPRINT]
    for secret in never:
        assert secret not in said, asked
    if answer.status >= 400:
        assert MARK not in said, asked
    if answer.status >= 400 and "range" not in asked.headers:  # files answer ranges in plain text
        assert answer.headers["content-type"] == "application/problem+json", asked
        assert json.loads(answer.body)["status"] == answer.status


def check_allowed(asked: Asked) -> None:
    """What succeeded at the LAN door must have been allowed to."""
    assert asked.headers.get("host", "").lower() == HOST, asked
    first = asked.path.strip("/").split("/")[0]
    reading = asked.method in ("GET", "HEAD")
    if asked.shown is None:
        public = asked.path in PUBLIC or asked.path.startswith("/assets/")
        assert reading and public or (asked.method, asked.path) == ("POST", "/pair/start"), asked
    else:
        assert asked.method != "DELETE", asked
        assert first not in ("headset", "devices") or reading and asked.path == "/devices/me", asked


def test_hundreds_of_broken_messages_at_a_real_socket(server: Running) -> None:
    dice = Dice(3, urlsplit(server.url).netloc, {"app": "A" * 43})
    first_lines: Counter[bytes] = Counter()
    for _ in range(BY_SOCKET):
        answer = exchange(server.url, dice.bytes_of_http())
        assert answer == b"" or answer.startswith(b"HTTP/1.1 "), answer[:200]
        first_lines[answer[9:12]] += 1
        assert answer[9:10] != b"5", answer[:500]
    assert {b"400", b"200", b"404"} <= set(first_lines), first_lines
    assert server.client.get("/health").json()["status"] == "ok"
    for log in (server.home / "logs").iterdir():
        assert MARK not in log.read_text("utf-8")
    assert not [line for line in server.lines if MARK in line]


def exchange(url: str, data: bytes) -> bytes:
    """Say something, stop talking, and hear the answer to its end."""
    place = urlsplit(url)
    with socket.create_connection((place.hostname, place.port), PATIENCE_S) as opened:
        heard = b""
        try:
            opened.sendall(data)
            opened.shutdown(socket.SHUT_WR)
            while piece := opened.recv(1 << 16):
                heard += piece
        except ConnectionError:
            pass  # what was wrong with it was said at once, and not listened to further
        return heard
