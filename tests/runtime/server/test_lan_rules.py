"""Who is let through the LAN door, and to what. Behind it is the real application."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from runtime.server.door import DEVICE, LAN, LanDoor, device_of, door_of
from runtime.server.guard import Guard
from runtime.server.lan_rules import is_laptops, is_public
from tests.runtime.server.lan import HOST, LOCAL_NAME, URL, Lan, call, handshake
from tests.runtime.server.lan import lan as lan_server

SIX = "[fd00::5]:8771"


@pytest.fixture(scope="module")
def shared(
    toy_model: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Lan, dict[str, str], dict[str, str]]]:
    """One server for the tests that leave it as it was, and the headers of two headsets."""
    folder = tmp_path_factory.mktemp("lan")
    console = folder / "console"
    (console / "assets").mkdir(parents=True)
    for name in ("index.html", "favicon.svg", "assets/index-x.js", "secret.txt"):
        (console / name).write_text("of the page", "utf-8")
    with lan_server(toy_model, folder, console) as opened:
        app = opened.paired("Quest 3")[1]
        browser = opened.paired("Quest 4", "browser")[1]
        yield opened, app, browser


def token_of(headers: dict[str, str]) -> str:
    return next(iter(headers.values())).split(" ")[-1].split("=", 1)[-1]


def refused(answer: httpx.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert "content-security-policy" in answer.headers
    body: dict[str, Any] = answer.json()
    assert set(body) == {"type", "title", "status", "detail", "remedy"}
    assert body["detail"].endswith(".") and body["remedy"].endswith(".")
    return body


# --- Host and Origin ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "status"),
    [
        (HOST, 200),
        (LOCAL_NAME, 200),
        (LOCAL_NAME.upper(), 200),
        ("192.168.1.5", 421),
        ("192.168.1.5:8770", 421),
        ("192.168.1.6:8771", 421),
        ("127.0.0.1:8771", 421),
        ("localhost:8771", 421),
        ("localhost", 421),
        ("evil.example", 421),
        (f"{HOST}.evil.example", 421),
        (f"evil.example#{HOST}", 421),
        (f"user@{HOST}", 421),
        (f"{HOST} ", 421),
        (f"{HOST}/", 421),
        ("", 421),
    ],
)
def test_only_the_addresses_of_the_laptop_are_answered(shared: Any, host: str, status: int) -> None:
    answer = shared[0].headset().get("/health", headers={"Host": host})
    assert answer.status_code == status
    if status != 200:
        assert "address that the laptop shows" in refused(answer, status)["remedy"]


def test_the_hosts_are_those_of_now(lan: Lan) -> None:
    hosts = {SIX}
    door = LanDoor(lambda: frozenset(hosts), lan.devices)
    object.__setattr__(lan, "door", door)
    client = lan.headset(url=f"https://{SIX}")
    assert client.get("/health").status_code == 200
    hosts.clear()
    refused(client.get("/health"), 421)


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (None, 409),
        (URL, 409),
        (URL.upper(), 409),
        (f"http://{HOST}", 403),
        (f"https://{LOCAL_NAME}", 403),
        ("https://192.168.1.5", 403),
        ("https://evil.example", 403),
        (f"{URL}.evil.example", 403),
        ("null", 403),
        ("", 403),
    ],
)
def test_only_the_page_of_this_address_changes_anything(
    shared: Any, origin: str | None, status: int
) -> None:
    lan, app, browser = shared
    headers = {} if origin is None else {"Origin": origin}
    body = {"name": "Quest 3", "kind": "app"}
    answer = lan.headset().post("/pair/start", json=body, headers=headers)  # closed: 409
    assert answer.status_code == status
    if status == 403:
        assert "another site" in refused(answer, 403)["detail"]
        refused(lan.headset().post("/pair/start", json=body, headers=headers | browser), 403)
    assert lan.headset().get("/health", headers=headers).status_code == 200


# --- tokens -------------------------------------------------------------------------------------


def test_what_needs_no_token(shared: Any) -> None:
    lan, app, _ = shared
    for path in ("/", "/index.html", "/favicon.svg", "/assets/index-x.js", "/health"):
        assert lan.headset().get(path).status_code == 200, path
        assert lan.headset().request("HEAD", path).status_code in (200, 405), path
    for path in ("/pair/start", "/pair/finish"):
        assert lan.headset().post(path, json={}).status_code == 422
    assert lan.headset().get("/assets/nothing.js").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        *("/motions", "/motions/0123456789ab", "/motions/0123456789ab/files/glb", "/about"),
        *("/models", "/jobs/1", "/jobs/1/events", "/download_fbx?id=0123456789ab", "/docs"),
        *("/openapi.json", "/docs/start.js", "/devices", "/devices/me", "/headset"),
        *("/headset/pairing", "/pair/start", "/pair/finish", "/session", "/nowhere"),
        *("/secret.txt", "/health/", "//health", "/health/../motions", "/pair/start/"),
        *("/HEALTH", "/assets", "/favicon.svg/", "/%2e%2e/motions", "/index.html/.."),
    ],
)
def test_everything_else_needs_one(shared: Any, path: str) -> None:
    lan, _, _ = shared
    methods = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"]
    if path not in ("/pair/start", "/pair/finish"):
        methods.append("POST")
    for method in methods:
        answer = lan.runner.run(call(lan.behind, method, path, {"Host": HOST}))
        assert answer.status == 401, method
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert b"not paired" in answer.body


@pytest.mark.parametrize(
    "path", ["/assets/../secret.txt", "/assets/%2e%2e/secret.txt", "/assets//../../devices.json"]
)
def test_nothing_of_the_page_leads_out_of_its_folder(shared: Any, path: str) -> None:
    lan, _, _ = shared
    answer = lan.runner.run(call(lan.behind, "GET", path, {"Host": HOST}))
    assert answer.status == 401 and b"of the page" not in answer.body


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": "Bearer {app}"}, 200),
        ({"Authorization": "bearer {app}"}, 200),
        ({"Authorization": "Bearer  {app} "}, 200),
        ({"Cookie": "gaitbox_device={browser}"}, 200),
        ({"Cookie": "a=b; gaitbox_device={browser}; c=d"}, 200),
        ({"Cookie": "gaitbox_device={browser};"}, 200),
        ({"Cookie": "gaitbox_device=old; gaitbox_device={browser}"}, 200),
        # a token is a token, whichever way it comes
        ({"Authorization": "Bearer {browser}"}, 200),
        ({"Cookie": "gaitbox_device={app}"}, 200),
        # a wrong one is not made good by the other
        ({"Authorization": "Bearer x", "Cookie": "gaitbox_device={browser}"}, 401),
        ({"Authorization": "", "Cookie": "gaitbox_device={browser}"}, 401),
        ({"Authorization": "Bearer {app}x"}, 401),
        ({"Authorization": "Bearer {app} {app}"}, 401),
        ({"Authorization": "Bearer"}, 401),
        ({"Authorization": "Bearer "}, 401),
        ({"Authorization": "{app}"}, 401),
        ({"Authorization": "Basic {app}"}, 401),
        ({"Authorization": "Bearer{app}"}, 401),
        ({"Authorization": "Bearer \u00e9"}, 401),
        ({"Cookie": "gaitbox_device={browser}x"}, 401),
        ({"Cookie": "gaitbox_device"}, 401),
        ({"Cookie": "gaitbox_device="}, 401),
        ({"Cookie": "Gaitbox_Device={browser}"}, 401),
        ({"Cookie": "xgaitbox_device={browser}"}, 401),
        ({"Cookie": "gaitbox_device={browser}\x00"}, 401),
        ({"Cookie": "a=b;" * 5000 + "gaitbox_device={browser}"}, 401),
        ({"X-Token": "{app}"}, 401),
        ({}, 401),
    ],
)
def test_how_a_token_is_shown(shared: Any, headers: dict[str, str], status: int) -> None:
    lan, app, browser = shared
    tokens = {"app": token_of(app), "browser": token_of(browser)}
    sent = {name: text.format(**tokens).encode("latin-1") for name, text in headers.items()}
    answer = lan.headset().get("/devices/me", headers=sent)
    assert answer.status_code == status
    assert not any(token in answer.text for token in tokens.values())


def test_a_token_in_the_address_is_none(shared: Any) -> None:
    lan, app, _ = shared
    refused(lan.headset().get("/motions", params={"token": token_of(app)}), 401)


# --- the laptop's own ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/headset"),
        ("PUT", "/headset"),
        ("GET", "/headset/pairing"),
        ("POST", "/headset/pairing"),
        ("DELETE", "/headset/pairing"),
        ("GET", "/headset/"),
        ("GET", "//headset"),
        ("GET", "/headset/anything/else"),
        ("GET", "/devices"),
        ("GET", "/devices/"),
        ("GET", "/devices/0123456789abcdef"),
        ("PATCH", "/devices/0123456789abcdef"),
        ("DELETE", "/devices/0123456789abcdef"),
        ("PATCH", "/devices/me"),
        ("DELETE", "/devices/me"),
        ("POST", "/devices/me"),
        ("DELETE", "/motions/0123456789ab"),
        ("DELETE", "/jobs/1"),
        ("DELETE", "/nowhere"),
    ],
)
def test_no_headset_does_what_is_the_laptops(shared: Any, method: str, path: str) -> None:
    lan, *headsets = shared
    for headers in headsets:
        answer = lan.runner.run(call(lan.behind, method, path, {"Host": HOST, **headers}))
        assert answer.status == 403 and b"Only the laptop" in answer.body
    assert lan.services.pairing.current().open is False and len(lan.devices.all()) == 2


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *(("/motions", 200), ("/devices/me", 200), ("/models", 200), ("/docs", 200)),
        *(("/openapi.json", 200), ("/motions/0123456789ab", 404), ("/nowhere", 404)),
        *(("/jobs/1", 404), ("/health", 200), ("/", 200), ("/secret.txt", 200)),
    ],
)
def test_a_headset_reads_the_rest(shared: Any, path: str, status: int) -> None:
    lan, app, browser = shared
    for headers in (app, browser):
        assert lan.headset().get(path, headers=headers).status_code == status


def test_a_headset_asks_for_a_walk(shared: Any) -> None:
    """As far as the request goes: what is wrong with it is said, so it was let in."""
    lan, app, _ = shared
    answer = lan.headset().post("/gen_text2motion", json={"prompt": ""}, headers=app)
    assert answer.status_code == 422 and "empty" in answer.json()["detail"]


def test_every_address_of_the_application_is_public_shared_or_the_laptops(shared: Any) -> None:
    """A new address is shut to strangers, and the few that are not are listed here."""
    lan, _, _ = shared
    public, own = set(), set()
    for path, methods in lan.app.openapi()["paths"].items():
        for method in methods:
            scope = {"type": "http", "method": method.upper(), "path": path}
            if is_public(scope):
                public.add((method.upper(), path))
            if is_laptops(scope):
                own.add((method.upper(), path))
    assert public == {
        ("GET", "/health"),
        ("POST", "/pair/start"),
        ("POST", "/pair/finish"),
    }
    assert {
        ("POST", "/headset/pairing"),
        ("GET", "/headset/pairing"),
        ("GET", "/devices"),
        ("PATCH", "/devices/{device_id}"),
        ("DELETE", "/devices/{device_id}"),
        ("DELETE", "/motions/{motion_id}"),
    } <= own
    # Beside what deletes, what is the laptop's begins with one of these words.
    words = {path.split("/")[1] for method, path in own if method != "DELETE"}
    assert words == {"headset", "devices", "diagnostics", "end", "models"}
    assert ("GET", "/models") not in own


def test_every_file_of_the_page_is_public() -> None:
    """Else the page would not come up where it has to pair first."""
    console = Path(__file__).resolve().parents[3] / "runtime" / "console"
    built = console / "dist" if (console / "dist").is_dir() else console / "public"
    found = [path.relative_to(built) for path in built.rglob("*") if path.is_file()]
    files = [file for file in found if not file.name.startswith(".")]  # the set-up's stamp
    assert files
    for file in files:
        assert is_public({"type": "http", "method": "GET", "path": f"/{file.as_posix()}"}), file


# --- WebSockets ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/session", {}, 101),
        ("/session", {"Origin": URL}, 101),
        ("/session", {"Origin": f"http://{HOST}"}, 403),
        ("/session", {"Origin": "https://evil.example"}, 403),
        ("/session", {"Origin": "null"}, 403),
        ("/session", {"Host": "evil.example"}, 421),
        ("/session", {"Host": "192.168.1.5"}, 421),
        ("/session", {"Authorization": "Bearer x"}, 401),
        ("/headset", {}, 403),
        ("/nowhere", {}, 404),
        ("/motions", {}, 404),
    ],
)
def test_a_websocket_passes_the_same_door(
    shared: Any, path: str, headers: dict[str, str], status: int
) -> None:
    lan, *headsets = shared
    for own in headsets:
        sent = {"Host": HOST, **own, **headers}
        assert lan.runner.run(handshake(lan.behind, path, sent)) == status
    stranger = {"Host": HOST, **headers}
    expected = 401 if status in (101, 401, 404) or path == "/headset" else status
    assert lan.runner.run(handshake(lan.behind, path, stranger)) == expected


# --- what passes, and for how long ----------------------------------------------------------------


def test_the_application_is_told_who_asks(shared: Any) -> None:
    lan, app, _ = shared
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/motions",
        "headers": [
            (b"host", HOST.encode()),
            (b"authorization", app["Authorization"].encode()),
        ],
        LAN: lan.door,
    }
    seen: list[Any] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        seen.append((door_of(scope), device_of(scope)))

    lan.runner.run(Guard(inner)(scope, None, None))
    ((door, device),) = seen
    assert door is lan.door and device.name == "Quest 3"
    assert scope[DEVICE] is device


def test_last_seen_moves_when_a_headset_asks(lan: Lan) -> None:
    device, headers = lan.paired()
    begin = datetime.now(UTC)
    lan.devices._now = lambda: begin + timedelta(minutes=5)
    lan.headset().get("/health")
    assert lan.devices.get(device.id).last_seen < begin + timedelta(minutes=1)
    lan.headset().get("/health", headers=headers)
    assert lan.devices.get(device.id).last_seen == begin + timedelta(minutes=5)


def test_a_revoked_headset_gets_not_one_byte_more(lan: Lan) -> None:
    """In the middle of a file, say; a live session says goodbye by itself."""
    device, headers = lan.paired()
    sent: list[Any] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"first", "more_body": True})
        await asyncio.to_thread(lan.devices.revoke, device.id)
        await send({"type": "http.response.body", "body": b"second"})

    async def note(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/motions",
        "headers": [(b"host", HOST.encode())]
        + [(name.lower().encode(), text.encode()) for name, text in headers.items()],
        LAN: lan.door,
    }
    lan.runner.run(Guard(inner)(scope, None, note))
    assert [message.get("body") for message in sent] == [None, b"first"]
    refused(lan.headset().get("/motions", headers=headers), 401)


def test_large_bodies_stay_out(shared: Any) -> None:
    lan, app, _ = shared
    large = b'{"name": "' + b"x" * 70_000 + b'"}'
    for headers in ({}, app):
        answer = lan.headset().post("/pair/start", content=large, headers=headers)
        assert "too large" in refused(answer, 413)["detail"]
        for length in ("9" * 30, "9" * 5000):
            headers = {**headers, "Content-Length": length}
            refused(lan.headset().post("/pair/start", content=b"", headers=headers), 413)
    for length in ("-1", "x", "1 1", ""):
        sent = {"Content-Length": length}
        refused(lan.headset().post("/pair/start", content=b"", headers=sent), 400)


def test_a_large_body_that_nobody_reads_spoils_no_answer(
    shared: Any, caplog: pytest.LogCaptureFixture
) -> None:
    lan, _, _ = shared
    answer = lan.runner.run(call(lan.behind, "GET", "/", {"Host": HOST}, b"x" * 70_000))
    assert answer.status == 200 and answer.body == b"of the page"
    assert caplog.text == ""
