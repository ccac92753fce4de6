"""What the page says of a motion, on a document whose numbers are known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.runtime.console.conftest import watched_tab
from tests.runtime.console.picture import compare, shoot
from tests.runtime.console.steps import wait_for

KNOWN: dict[str, Any] = {
    "intent": {
        "pattern": "antalgic",
        "side": "right",
        "severity": "moderate",
        "speed": "comfortable",
        "avatar": None,
        "evidence": [{"element": "side", "value": "right", "words": "favouring his right leg"}],
        "not_understood": ["The hat cannot be shown."],
    },
    "assumptions": ["Severity was not said: moderate."],
    "measured": [
        {"name": "speed", "value": 0.874, "unit": "m/s", "side": None},
        {"name": "step_length", "value": 0.52, "unit": "m", "side": "left"},
        {"name": "step_length", "value": 0.613, "unit": "m", "side": "right"},
    ],
    "checks": [
        {"name": "speed", "requested": 1.0, "measured": 0.874, "unit": "m/s", "met": True},
        {
            "name": "circumduction",
            "requested": "more than 0.04 m (from the left side)",
            "measured": 0.0769,
            "unit": "m",
            "met": True,
        },
        {"name": "trunk_forward", "requested": 8, "measured": 6.44, "unit": "deg", "met": False},
    ],
    "impaired_regions": [
        {"region": "trunk", "score": 0.95, "why": "The trunk leans to the right."},
        {"region": "right_thigh", "score": 0.9, "why": "The right leg bears weight for less time."},
    ],
}


@pytest.fixture(scope="module")
def known(browser: Browser, server: str, motion: str) -> Iterator[Page]:
    """The motion of the library with known findings, paused."""

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, json={**response.json(), **KNOWN})

    with watched_tab(browser, server) as page:
        page.route(f"**/motions/{motion}", answer)
        page.goto(f"{server}#/motions/{motion}")
        wait_for(page, "gaitbox.id")
        page.get_by_role("button", name="Pause").click()
        page.get_by_label("Time").fill("0.5")
        yield page


def test_what_was_understood_is_said_with_its_words(known: Page) -> None:
    section = known.get_by_role("region", name="Understood")
    expect(section).to_contain_text("Antalgic limp")
    expect(section.locator("q")).to_have_text("favouring his right leg")
    expect(section).to_contain_text("Severity was not said: moderate.")
    expect(section).to_contain_text("The hat cannot be shown.")


def test_requested_stands_beside_measured(known: Page) -> None:
    expect(known.locator(".verdict")).to_have_text("2 of 3 checks met")
    speed = known.get_by_role("row", name="Walking speed 1.00 m/s")
    expect(speed).to_contain_text("0.87 m/s")
    expect(speed).to_contain_text("met")
    path = known.get_by_role("row", name="Circumduction more than 4.0 cm (from the left side)")
    expect(path).to_contain_text("7.7 cm")
    lean = known.get_by_role("row", name="Trunk lean, forward")
    expect(lean).to_contain_text("6.4°")
    expect(lean).to_contain_text("not met")


def test_left_stands_beside_right(known: Page) -> None:
    cells = known.get_by_role("row", name="Step length").get_by_role("cell")
    expect(cells).to_have_text(["52.0 cm", "61.3 cm"])


def test_regions_are_named_and_coloured(known: Page) -> None:
    legend = known.get_by_role("region", name="Affected regions")
    expect(legend).to_contain_text("The right leg bears weight for less time.")
    known.wait_for_timeout(300)
    on = shoot(known)
    known.get_by_label("Highlight").uncheck()
    known.wait_for_timeout(300)
    off = shoot(known)
    coloured = compare(known, on, off)
    assert coloured["red"] > 0.005
    assert coloured["changed"] > 0.005
    assert compare(known, off, on)["red"] < 0.001
