"""Headset mode on the laptop's page, and pairing on the headset's."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from tests.runtime.console.clinic import Clinic, pair
from tests.runtime.console.steps import wait_for
from tests.runtime.console.test_page import _CONTRAST, _NAMELESS

CODE = re.compile(r"^\d{3} \d{3}$")
SWITCH = "Let headsets on this network use this Gaitbox"


@pytest.fixture(scope="module")
def shared_laptop(clinic: Clinic) -> Iterator[Page]:
    with clinic.laptop() as page:
        yield page


@pytest.fixture
def panel(shared_laptop: Page, clinic: Clinic) -> Iterator[Page]:
    """The laptop's page with the window of headset mode open; no headset is paired."""
    clinic.switch(True)
    clinic.forget_devices()
    shared_laptop.get_by_role("button", name="Headset mode").click()
    expect(shared_laptop.get_by_role("dialog").locator("output")).to_have_text(CODE)
    yield shared_laptop
    shared_laptop.unroute("**/headset")
    if shared_laptop.get_by_role("dialog").count():
        shared_laptop.keyboard.press("Escape")
    expect(shared_laptop.get_by_role("dialog")).to_have_count(0)


def test_the_switch_opens_and_shuts_the_door(panel: Page, clinic: Clinic) -> None:
    address = clinic.lan
    expect(panel.get_by_role("dialog")).to_contain_text(address)
    httpx.get(f"{address}health", verify=False).raise_for_status()
    panel.get_by_label(SWITCH).uncheck()
    expect(panel.get_by_text("Type this code there:")).to_be_hidden()
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{address}health", verify=False)
    panel.get_by_label(SWITCH).check()
    expect(panel.get_by_role("dialog").locator("output")).to_have_text(CODE)
    httpx.get(f"{address}health", verify=False).raise_for_status()
    expect(panel.locator(".headset-button")).to_contain_text("on")


def test_it_shows_all_that_a_headset_needs(panel: Page, clinic: Clinic) -> None:
    dialog = panel.get_by_role("dialog")
    shown = clinic.ask("GET", "/headset/pairing")
    assert dialog.locator("output").inner_text().replace(" ", "") == shown["code"]
    expect(dialog).to_contain_text("min.")
    picture = dialog.get_by_role("img", name="QR code")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    dialog.get_by_text("Fingerprint of this laptop").click()
    fingerprint = clinic.ask("GET", "/headset")["fingerprint"]
    assert dialog.locator(".headset-fingerprint").inner_text().replace(" ", "") == fingerprint
    dialog.get_by_text("When the headset does not find the laptop").click()
    port = clinic.url.rstrip("/").rpartition(":")[2]
    expect(dialog).to_contain_text(f"adb reverse tcp:{port} tcp:{port}")
    expect(dialog).to_contain_text("hotspot")


def test_a_new_code_replaces_the_old_one(panel: Page, clinic: Clinic) -> None:
    before = panel.locator("output.headset-code").inner_text()
    panel.get_by_role("button", name="New code").click()
    expect(panel.locator("output.headset-code")).not_to_have_text(before)
    assert clinic.ask("GET", "/headset/pairing")["code"] != before.replace(" ", "")


def test_a_closed_window_shows_no_code_and_asks_nothing(panel: Page, clinic: Clinic) -> None:
    panel.keyboard.press("Escape")
    expect(panel.get_by_role("button", name="Headset mode")).to_be_focused()
    panel.wait_for_timeout(300)
    assert clinic.ask("GET", "/headset/pairing")["code"] is None
    asked: list[str] = []
    panel.on("request", lambda request: asked.append(request.url))
    panel.wait_for_timeout(1500)
    assert asked == []


def test_headsets_are_listed_renamed_and_removed(panel: Page, clinic: Clinic) -> None:
    app = clinic.pair_app("Quest 3")
    row = panel.locator("[data-device]")
    expect(row).to_contain_text("Quest 3")
    expect(row).to_contain_text("Gaitbox app")
    panel.get_by_role("button", name="Rename Quest 3").click()
    panel.get_by_label("New name").fill("Room 2")
    clinic.pair_app("Pico")  # while it is being typed another one comes in
    panel.wait_for_timeout(1500)
    panel.keyboard.press("Enter")
    expect(row.nth(1)).to_contain_text("Room 2")
    expect(row.nth(0)).to_contain_text("Pico")
    assert clinic.ask("GET", "/devices")["devices"][1]["name"] == "Room 2"
    expect(panel.get_by_role("button", name="Rename Room 2")).to_be_focused()
    assert app.get("devices/me").json()["device"]["name"] == "Room 2"
    panel.get_by_role("button", name="Remove Room 2").click()
    panel.get_by_role("dialog", name="Remove Room 2?").get_by_role("button", name="Cancel").click()
    assert app.get("motions").status_code == 200
    panel.get_by_role("button", name="Remove Room 2").click()
    panel.get_by_role("dialog", name="Remove Room 2?").get_by_role("button", name="Remove").click()
    expect(panel.locator("[data-device]")).to_have_count(1)
    assert app.get("motions").status_code == 401


def test_a_name_that_cannot_be_is_said(panel: Page, clinic: Clinic) -> None:
    clinic.pair_app("Quest 3")
    panel.get_by_role("button", name="Rename Quest 3").click()
    panel.get_by_label("New name").fill("   ")
    panel.keyboard.press("Enter")
    expect(panel.get_by_role("dialog").get_by_role("alert")).to_contain_text("no name")


def test_a_problem_is_said_with_its_remedy_once(panel: Page) -> None:
    def answer(route: Route) -> None:
        document = route.fetch().json()
        problem = {"detail": "No network.", "remedy": "Connect the laptop to the Wi-Fi."}
        route.fulfill(json={**document, "addresses": [], "problem": problem})

    panel.route("**/headset", answer)
    alert = panel.get_by_role("dialog").get_by_role("alert")
    expect(alert).to_have_text("No network. Connect the laptop to the Wi-Fi.")
    changes = "element => new Promise((done) => { let count = 0;"
    changes += "new MutationObserver(() => { count += 1; }).observe(element, {childList: true});"
    changes += "setTimeout(() => done(count), 2500); })"
    assert alert.evaluate(changes) == 0
    panel.unroute("**/headset")
    expect(alert).to_be_hidden()


def test_locked_pairing_is_said(panel: Page) -> None:
    """As the server has it after five wrong codes; it locks for a minute, too long for a test."""
    locked = dict.fromkeys(("code", "link", "qr", "expires_s")) | {"open": False, "locked_s": 41.2}
    panel.route("**/headset/pairing", lambda route: route.fulfill(json=locked))
    expect(panel.get_by_role("dialog")).to_contain_text("pairing waits for another 42 s")
    panel.unroute("**/headset/pairing")
    expect(panel.get_by_role("dialog")).to_contain_text("For one headset")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_and_used_without_a_mouse(panel: Page, clinic: Clinic, scheme: str) -> None:
    clinic.pair_app("Quest 3")
    expect(panel.locator("[data-device]")).to_be_visible()
    panel.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for details in panel.locator(".headset-dialog details").all():
        details.evaluate("element => { element.open = true; }")
    panel.wait_for_timeout(300)
    dialog = panel.locator(".headset-dialog")
    poor = [each for each in panel.evaluate(_CONTRAST) if each[0] in dialog.inner_text()]
    panel.emulate_media(color_scheme="light")
    assert poor == []
    assert [each for each in panel.evaluate(_NAMELESS) if "hidden" not in each] == []
    for _ in range(20):  # the focus stays in the window, or in the browser's own bars
        panel.keyboard.press("Tab")
        assert panel.evaluate("document.activeElement.closest('dialog, body').nodeName") in (
            ("DIALOG", "BODY")
        )
        assert not panel.evaluate("document.activeElement.closest('.layout, .header') !== null")


def test_it_fits_small_screens(panel: Page, clinic: Clinic) -> None:
    clinic.pair_app("A headset with a rather long name, say")
    for width in (360, 800):
        panel.set_viewport_size({"width": width, "height": 700})
        dialog = panel.locator(".headset-dialog")
        assert dialog.evaluate("d => d.scrollWidth <= d.clientWidth")
        box = dialog.bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= width
    panel.set_viewport_size({"width": 1280, "height": 800})


def test_an_unpaired_headset_sees_nothing_but_the_way_to_pair(clinic: Clinic) -> None:
    clinic.forget_devices()
    with clinic.headset() as headset:
        expect(headset.get_by_label("Name of this headset")).to_have_value("Quest 3")
        expect(headset.get_by_label("Code on the laptop")).to_be_focused()
        assert headset.evaluate("isSecureContext")
        for part in ("#header", "#composer", "#library"):
            expect(headset.locator(part)).to_be_hidden()
        assert headset.evaluate(_CONTRAST) == []
        headset.get_by_role("button", name="Pair", exact=True).click()
        expect(headset.get_by_role("alert")).to_contain_text("six digits")
        code = clinic.code()
        headset.get_by_label("Code on the laptop").fill("000000" if code != "000000" else "1" * 6)
        headset.get_by_role("button", name="Pair", exact=True).click()
        expect(headset.get_by_role("alert")).to_contain_text("not the code on the laptop")
        headset.get_by_label("Name of this headset").fill("Anna's headset")
        pair(headset, f"{code[:3]} {code[3:]}")
        assert [d["name"] for d in clinic.ask("GET", "/devices")["devices"]] == ["Anna's headset"]
        headset.reload()  # it stays paired
        expect(headset.locator("#library")).to_be_visible()


def test_a_scanned_code_pairs_at_once_and_leaves_no_trace(clinic: Clinic) -> None:
    clinic.forget_devices()
    clinic.code()
    link = clinic.ask("GET", "/headset/pairing")["link"]
    with clinic.headset(link.removeprefix(clinic.lan)) as headset:
        expect(headset.locator("#library")).to_be_visible()
        wait_for(headset, "!location.href.includes('pair')")
        headset.goto(link)  # once more, needlessly
        wait_for(headset, "!location.href.includes('pair')")
    assert [d["name"] for d in clinic.ask("GET", "/devices")["devices"]] == ["Quest 3"]
    with clinic.headset(link.removeprefix(clinic.lan)) as late:
        expect(late.get_by_role("alert")).to_be_visible()
        assert "pair" not in late.evaluate("location.href")
        pair(late, clinic.code())
