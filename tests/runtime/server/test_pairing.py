"""Pairing and the list of headsets over HTTP, as the laptop's page and a headset use them."""

from __future__ import annotations

import logging
import xml.etree.ElementTree as ElementTree
from typing import Any

import httpx
import pytest
import segno

from runtime.qr import QUIET_MODULES, qr_svg
from tests.runtime.server.lan import FINGERPRINT, HEADSET, HOST, URL, Client, Lan, pair

SVG = "{http://www.w3.org/2000/svg}"


def problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["status"] == status and body["detail"].endswith(".")
    return body


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def show(lan: Lan) -> dict[str, Any]:
    """The code that the laptop shows."""
    answer = lan.laptop().post("/headset/pairing")
    assert answer.status_code == 200
    shown: dict[str, Any] = answer.json()
    return shown


def secret_of(link: str) -> str:
    fragment = dict(part.split("=", 1) for part in link.partition("#")[2].split("&"))
    assert set(fragment) == {"pair", "fp"} and fragment["fp"] == FINGERPRINT
    return fragment["pair"]


@pytest.mark.parametrize("used", ["code", "secret"])
def test_an_app_pairs_and_asks_with_its_token(lan: Lan, used: str) -> None:
    shown = show(lan)
    password = shown["code"] if used == "code" else secret_of(shown["link"])
    headset = lan.headset()
    answer, device = pair(headset, password, used=used)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["proof"] == device.proof("server")
    assert set(body["device"]) == {"id", "name", "kind", "created", "last_seen", "connected"}
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    own = headset.get("/devices/me", headers=bearer(body["token"])).json()
    assert own == {"role": "headset", "device": body["device"]}
    assert headset.get("/motions", headers=bearer(body["token"])).status_code == 200
    assert lan.laptop().get("/devices").json()["devices"] == [body["device"]]


def test_a_browser_pairs_and_asks_with_its_cookie(lan: Lan) -> None:
    headset = lan.headset()
    answer, device = pair(headset, show(lan)["code"], kind="browser")
    body = answer.json()
    assert body["token"] is None and body["proof"] == device.proof("server")
    value, *attributes = [part.strip() for part in answer.headers["set-cookie"].split(";")]
    assert {"Secure", "HttpOnly", "SameSite=strict", "Path=/"} <= set(attributes)
    assert not [one for one in attributes if one.lower().startswith("domain")]
    name, _, token = value.partition("=")
    assert name == "gaitbox_device" and token not in answer.text
    own = headset.get("/devices/me", headers={"Cookie": f"theme=dark; {value}"}).json()
    assert own["device"] == body["device"] and own["device"]["kind"] == "browser"


def test_the_start_says_who_the_laptop_is(lan: Lan) -> None:
    show(lan)
    body = lan.headset().post("/pair/start", json={"name": "Quest 3", "kind": "app"}).json()
    assert set(body) == {"attempt", "salt", "iterations", "expires_s", "server"}
    assert body["iterations"] == 100_000 and body["expires_s"] == 120
    identity = lan.services.identity
    assert body["server"]["id"] == identity.id and body["server"]["name"] == identity.name
    assert body["server"]["version"]


def test_the_laptop_knows_itself(lan: Lan) -> None:
    assert lan.laptop().get("/devices/me").json() == {"role": "laptop"}


# --- the laptop's screen ------------------------------------------------------------------------


def test_the_code_is_shown_until_it_is_put_away(lan: Lan) -> None:
    laptop = lan.laptop()
    closed = {"open": False, "locked_s": None}
    closed |= dict.fromkeys(("code", "link", "qr", "expires_s"))
    assert laptop.get("/headset/pairing").json() == closed
    shown = show(lan)
    assert shown["link"].startswith(f"{URL}/#pair=") and shown["expires_s"] == 600
    lan.clock.time += 10.5
    assert laptop.get("/headset/pairing").json() == {**shown, "expires_s": 590}
    assert show(lan)["code"] != shown["code"]
    assert laptop.request("DELETE", "/headset/pairing").json() == closed
    problem(lan.headset().post("/pair/start", json={"name": "Quest 3", "kind": "app"}), 409)


def test_the_screen_shows_the_next_code_and_the_lock(lan: Lan) -> None:
    shown = show(lan)
    pair(lan.headset(), shown["code"])
    after = lan.laptop().get("/headset/pairing").json()
    assert after["open"] and after["code"] != shown["code"] and after["link"] != shown["link"]
    for _ in range(5):
        pair(lan.headset(), "wrong!")
    locked = lan.laptop().get("/headset/pairing").json()
    assert locked["locked_s"] == 60 and locked["code"] != after["code"]


def test_there_is_no_link_without_a_lan_door(lan: Lan) -> None:
    lan.services.headset.document = lambda: {"fingerprint": FINGERPRINT, "addresses": []}
    shown = show(lan)
    assert shown["open"] and shown["code"] and shown["link"] is None and shown["qr"] is None


def test_the_qr_code_holds_the_link(lan: Lan) -> None:
    shown = show(lan)
    code = segno.make_qr(shown["link"], error="m")
    dark, size = drawn(shown["qr"])
    modules = [list(row) for row in code.matrix]
    side = len(modules) + 2 * QUIET_MODULES
    assert size == (side, side)
    expected = {
        (x + QUIET_MODULES, y + QUIET_MODULES)
        for y, row in enumerate(modules)
        for x, module in enumerate(row)
        if module
    }
    assert dark == expected


def test_the_qr_code_is_black_on_white_on_every_page() -> None:
    svg = qr_svg("https://192.168.1.5:8771/#pair=x&fp=y")
    assert svg.startswith("<svg ") and "currentColor" not in svg and "style" not in svg
    paths = ElementTree.fromstring(svg).findall(f"{SVG}path")
    assert [path.get("fill") for path in paths] == ["#fff", None]
    assert [path.get("stroke") for path in paths] == [None, "#000"]


def drawn(svg: str) -> tuple[set[tuple[int, int]], tuple[int, int]]:
    """The dark modules of a picture, and its size."""
    root = ElementTree.fromstring(svg)
    _, _, width, height = (int(number) for number in root.attrib["viewBox"].split())
    commands = root.findall(f"{SVG}path")[1].attrib["d"].replace("m", " m").replace("h", " h")
    dark: set[tuple[int, int]] = set()
    x, y = 0, 0.0
    for command in commands.replace("M", " m").split(" m")[1:]:
        move, _, length = command.partition(" h")
        dx, dy = (float(number) for number in move.replace("-", " -").split())
        x, y = int(x + dx), y + dy
        dark |= {(x + step, int(y)) for step in range(int(length))}
        x += int(length)
    return dark, (width, height)


# --- refusals -----------------------------------------------------------------------------------


def test_a_wrong_code_is_said_with_the_tries_that_are_left(lan: Lan) -> None:
    show(lan)
    headset = lan.headset()
    for left in (4, 3, 2, 1, 0):
        answer, _ = pair(headset, "wrong!")
        assert problem(answer, 403)["tries_left"] == left
    locked = headset.post("/pair/start", json={"name": "Quest 3", "kind": "app"})
    assert "60 seconds" in problem(locked, 429)["remedy"]
    assert locked.headers["retry-after"] == "60"
    lan.clock.time += 60
    code = lan.laptop().get("/headset/pairing").json()["code"]
    assert pair(headset, code)[0].status_code == 200


def test_a_proof_for_another_key_is_a_wrong_try(lan: Lan) -> None:
    """What somebody gets who answers in the laptop's name, and hands on to the laptop."""
    answer, _ = pair(lan.headset(), show(lan)["code"], fingerprint="f" * 64)
    assert problem(answer, 403)["tries_left"] == 4
    assert lan.devices.all() == []


def test_a_proof_counts_once(lan: Lan) -> None:
    _, device = pair(lan.headset(), show(lan)["code"])
    body = {"attempt": device.attempt, "with": "code", "nonce": device.nonce}
    again = lan.headset().post("/pair/finish", json={**body, "proof": device.proof()})
    problem(again, 410)
    assert len(lan.devices.all()) == 1


FINISH = {"attempt": "0" * 32, "with": "code", "nonce": "0" * 32, "proof": "0" * 64}
START = {"name": "Quest 3", "kind": "app"}


@pytest.mark.parametrize(
    ("address", "body", "status"),
    [
        ("/pair/start", {}, 422),
        ("/pair/start", {**START, "name": 7}, 422),
        ("/pair/start", {**START, "name": None}, 422),
        ("/pair/start", {**START, "name": ""}, 422),
        ("/pair/start", {**START, "name": "x" * 41}, 422),
        ("/pair/start", {**START, "kind": "toaster"}, 422),
        ("/pair/start", {**START, "kind": ["app"]}, 422),
        ("/pair/finish", {}, 422),
        ("/pair/finish", {**FINISH, "with": "pin"}, 422),
        ("/pair/finish", {**FINISH, "attempt": "F" * 32}, 422),
        ("/pair/finish", {**FINISH, "proof": "0" * 63}, 422),
        ("/pair/finish", {**FINISH, "proof": 0}, 422),
        ("/pair/finish", {**FINISH, "nonce": None}, 422),
        ("/pair/finish", {**FINISH, "nonce": {"$gt": ""}}, 422),
        ("/pair/finish", FINISH, 410),
    ],
)
def test_other_bodies_are_refused_without_being_repeated(
    lan: Lan, address: str, body: dict[str, Any], status: int
) -> None:
    show(lan)
    answer = lan.headset().post(address, json=body)
    problem(answer, status)
    for value in ("toaster", "pin", "xxxx", "0000", "FFFF", "$gt"):
        assert value not in answer.text


def test_a_body_must_be_json(lan: Lan) -> None:
    answer = lan.headset().post("/pair/start", content=b"name=Quest&kind=app")
    problem(answer, 415)


# --- the list of headsets -----------------------------------------------------------------------


def test_a_headset_is_renamed_and_revoked_by_the_laptop(lan: Lan) -> None:
    device, header = lan.paired()
    laptop, headset = lan.laptop(), lan.headset()
    renamed = laptop.request("PATCH", f"/devices/{device.id}", json={"name": " Room  2"})
    assert renamed.json()["name"] == "Room 2"
    assert headset.get("/devices/me", headers=header).json()["device"]["name"] == "Room 2"
    assert laptop.request("DELETE", f"/devices/{device.id}").status_code == 204
    problem(headset.get("/devices/me", headers=header), 401)
    problem(laptop.request("DELETE", f"/devices/{device.id}"), 404)
    assert laptop.get("/devices").json() == {"devices": []}


@pytest.mark.parametrize("body", [{}, {"name": 3}, {"name": " "}, {"name": "x" * 41}])
def test_a_name_must_be_one(lan: Lan, body: dict[str, Any]) -> None:
    device, _ = lan.paired()
    problem(lan.laptop().request("PATCH", f"/devices/{device.id}", json=body), 422)
    assert lan.devices.get(device.id).name == "Quest 3"


def test_who_follows_the_session_is_said(lan: Lan) -> None:
    there, _ = lan.paired("Quest 3")
    lan.paired("Quest 4")
    member = lan.services.session.join("follow", there, lambda: None)
    assert member is not None
    listed = lan.laptop().get("/devices").json()["devices"]
    assert {one["name"]: one["connected"] for one in listed} == {"Quest 3": True, "Quest 4": False}


# --- what is never said -------------------------------------------------------------------------


def test_no_secret_is_in_a_log_or_in_an_answer_to_somebody_else(
    lan: Lan, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    shown = show(lan)
    secret = secret_of(shown["link"])
    answer, _ = pair(lan.headset(), shown["code"])
    token = answer.json()["token"]
    stranger = lan.headset("192.168.1.66")
    said = [pair_fails(lan, stranger), stranger.get("/devices/me").text]
    said += [stranger.get("/health").text, stranger.get("/openapi.json").text, answer.text]
    lan.laptop().request("DELETE", f"/devices/{answer.json()['device']['id']}")
    texts = [caplog.text, *said]
    for text in texts:
        assert secret not in text and f'"{shown["code"]}"' not in text
    for text in texts[:-1]:
        assert token not in text
    assert token not in (lan.devices._file).read_text("utf-8")


def pair_fails(lan: Lan, client: Client) -> str:
    answer, _ = pair(client, "wrong!")
    assert answer.status_code == 403
    return answer.text


def test_floods_of_starts_leave_the_headset_alone(lan: Lan) -> None:
    code = show(lan)["code"]
    attacker = lan.headset("192.168.1.66")
    for _ in range(300):
        attacker.post("/pair/start", json=START)
    answer, _ = pair(lan.headset(HEADSET), code)
    assert answer.status_code == 200 and HOST in URL
