"""Earlier motions: kept, found, downloaded, deleted."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.runtime.console.steps import SENTENCE, wait_for

BEGINNINGS = {
    "fbx": b"Kaydara FBX Binary",
    "glb": b"glTF",
    "bvh": b"HIERARCHY",
    "npy": b"\x93NUMPY",
    "json": b"{",
    "csv": b"name,side,value,unit",
}


@pytest.mark.parametrize("kind", BEGINNINGS)
def test_downloads_are_what_they_say(player: Page, server: str, kind: str) -> None:
    menu = player.locator("details.menu")
    if menu.get_attribute("open") is None:
        menu.locator("summary").click()
    link = player.locator(f"a[data-kind={kind}]")
    expect(link).to_be_visible()
    with player.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.endswith(f".{kind}")
    assert download.value.path().read_bytes().startswith(BEGINNINGS[kind])


def test_a_motion_survives_a_reload(tab: Page, server: str, motion: str) -> None:
    tab.goto(f"{server}#/motions/{motion}")
    tab.reload()
    wait_for(tab, f"gaitbox.id === '{motion}'")
    row = tab.locator(f"#library [data-id='{motion}']")
    expect(row).to_contain_text(SENTENCE)
    expect(row.locator(".library-open")).to_have_attribute("aria-current", "true")


def test_the_filter_finds_by_words(player: Page, motion: str) -> None:
    rows = player.locator("#library [data-id]")
    player.get_by_label("Words").fill("favouring")
    expect(rows.first).to_be_visible()
    player.get_by_label("Words").fill("nothing of this kind")
    expect(rows).to_have_count(0)
    expect(player.locator("#library")).to_contain_text("No motion matches this filter.")
    player.get_by_label("Words").fill("")


def test_deleting_asks_first(page: Page, server: str) -> None:
    answer = page.request.post(
        f"{server}gen_text2motion", data={"prompt": "to be deleted", "seconds": 2}
    )
    identity = answer.json()["motions"][0]["id"]
    page.reload()
    row = page.locator(f"#library [data-id='{identity}']")
    row.get_by_title("Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(row).to_be_visible()
    row.get_by_title("Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(row).to_have_count(0)
    assert page.request.get(f"{server}motions/{identity}").status == 404


def test_a_motion_that_is_gone_is_said(tab: Page, server: str) -> None:
    tab.goto(f"{server}#/motions/gone")
    expect(tab.get_by_role("alert").locator("visible=true")).to_be_visible()


def test_a_motion_can_be_made_again_from_its_recipe(player: Page) -> None:
    player.get_by_role("tab", name="How made").click()
    player.get_by_role("button", name="Edit and generate again").click()
    assert player.get_by_role("textbox", name="Describe a walk").input_value() == SENTENCE
    assert player.get_by_label("Seed").input_value() == "3"
    assert player.get_by_label("Length").input_value() == "4"
