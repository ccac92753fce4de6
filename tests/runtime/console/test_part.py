"""A part of a motion made anew on the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.runtime.console.conftest import watched_tab
from tests.runtime.console.steps import wait_for

PROMPT = "he limps on his left leg"


@pytest.fixture
def opened(browser: Browser, server: str, motion: str) -> Iterator[Page]:
    """The motion of the library, paused at two seconds, with the form open."""
    with watched_tab(browser, server) as page:
        page.goto(f"{server}#/motions/{motion}")
        wait_for(page, f"gaitbox.id === '{motion}'")
        page.get_by_label("Time").fill("2.1")
        page.get_by_text("Change a part").click()
        yield page


def _share(page: Page, edge: str) -> float:
    """Where the band begins or ends, as a share of the slider."""
    band = page.locator(".band").bounding_box()
    track = page.get_by_label("Time").bounding_box()
    assert band and track
    at = band["x"] if edge == "from" else band["x"] + band["width"]
    return float((at - track["x"]) / track["width"])


def test_the_form_offers_what_is_left_and_marks_it(opened: Page) -> None:
    expect(opened.get_by_label("From, s")).to_have_value("2")
    expect(opened.get_by_label("To, s")).to_have_value("4")
    assert _share(opened, "from") == pytest.approx(0.5, abs=0.03)
    opened.get_by_label("From, s").fill("1")
    assert _share(opened, "from") == pytest.approx(0.25, abs=0.03)
    opened.get_by_text("Change a part").click()
    expect(opened.locator(".band")).to_be_hidden()


def test_a_changed_part_is_a_new_motion_and_is_marked(opened: Page, motion: str) -> None:
    opened.get_by_label("To, s").fill("3.4")
    opened.get_by_label("The walk in this part").fill(PROMPT)
    opened.get_by_role("button", name="Change", exact=True).click()
    wait_for(opened, f"gaitbox.id && gaitbox.id !== '{motion}'")

    assert _share(opened, "from") == pytest.approx(0.5, abs=0.03)
    assert _share(opened, "to") == pytest.approx(0.85, abs=0.03)
    expect(opened.locator(".part summary")).to_contain_text("Changed from 2.0 to 3.4 s")
    findings = opened.locator("#findings")
    expect(findings).to_contain_text("those of the changed part, 2.0 to 3.4 s")
    expect(findings).to_contain_text("Antalgic limp")
    expect(findings).to_contain_text("Left")
    expect(opened.locator("#library").get_by_text(PROMPT).first).to_be_visible()

    opened.get_by_role("tab", name="How made").click()
    opened.get_by_role("button", name="Edit and generate again").click()
    wait_for(opened, f"gaitbox.id === '{motion}'")
    expect(opened.get_by_label("The walk in this part")).to_have_value(PROMPT)
    expect(opened.get_by_label("To, s")).to_have_value("3.4")


def test_what_cannot_be_changed_is_said_in_the_form(opened: Page, motion: str) -> None:
    form = opened.locator(".part-form")
    opened.get_by_role("button", name="Change", exact=True).click()
    expect(form.get_by_role("alert")).to_contain_text("Describe it in one sentence.")
    opened.get_by_label("The walk in this part").fill(PROMPT)
    opened.get_by_label("To, s").fill("40")
    opened.get_by_role("button", name="Change", exact=True).click()
    expect(form.get_by_role("alert")).to_contain_text("the motion lasts 4 s")
    expect(opened.get_by_role("button", name="Change", exact=True)).to_be_enabled()
    assert opened.evaluate("gaitbox.id") == motion
