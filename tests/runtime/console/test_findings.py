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
        "also": [{"pattern": "steppage", "side": "left", "severity": "mild"}],
        "features": [
            {"name": "arm_swing", "change": "less", "side": "left", "amount": "severe"},
            {"name": "freezing", "change": "more", "side": "both", "amount": "moderate"},
        ],
        "build": "slim",
        "evidence": [
            {"element": "side", "value": "right", "words": "favouring his right leg"},
            {"element": "side", "value": "left", "words": "left foot"},
            {"element": "severity", "value": "mild", "words": "slightly"},
            {"element": "also", "value": "steppage", "words": "left foot drops"},
            {"element": "arm_swing", "value": "less left", "words": "no left arm swing"},
        ],
        "assumptions": ["Severity was not said: moderate."],
        "not_understood": ["The hat cannot be shown."],
        "contradictions": ["Fast and slow were both said: slow is shown."],
    },
    "assumptions": ["Severity was not said: moderate.", "Corrected by editing: stance."],
    "measured": [
        {
            "name": "speed",
            "label": "walking speed",
            "value": 0.874,
            "unit": "m/s",
            "side": "",
            "normal": [1.0, 1.4],
            "error": 0.004,
        },
        {
            "name": "step_length",
            "label": "step length",
            "value": 0.52,
            "unit": "m",
            "side": "left",
            "normal": [0.505, 0.607],
            "error": 0.011,
        },
        {
            "name": "step_length",
            "label": "step length",
            "value": 0.613,
            "unit": "m",
            "side": "right",
            "normal": [0.505, 0.607],
            "error": 0.011,
        },
        {
            "name": "knee_swing_peak",
            "label": "largest knee flexion in swing",
            "value": 81.26,
            "unit": "deg",
            "side": "right",
            "normal": [60, 80],
            "error": None,
        },
        {"name": "new_measure", "label": "a new measure", "value": 0.0147, "unit": "", "side": ""},
    ],
    "checks": [
        {
            "name": "walking speed",
            "requested": 1.0,
            "measured": 0.874,
            "unit": "m/s",
            "met": True,
            "normal": {"mean": 1.2, "sd": 0.1},
            "element": "antalgic",
        },
        {
            "name": "outward path",
            "requested": "more than 0.04 m (from the left side)",
            "measured": 0.0769,
            "unit": "m",
            "met": True,
            "source": "a book [M]",
            "needs_review": True,
            "element": "antalgic",
        },
        {
            "name": "trunk lean, forward",
            "requested": 8,
            "measured": 6.44,
            "unit": "deg",
            "met": False,
            "element": "steppage",
        },
    ],
    "impaired_regions": [
        {"region": "trunk", "score": 0.95, "why": "The trunk leans to the right."},
        {"region": "right_thigh", "score": 0.9, "why": "The right leg bears weight for less time."},
    ],
    "correction": {
        "kind": "edit",
        "tries": 3,
        "mirrored": True,
        "edits": [
            {"label": "outward path", "side": "left", "unit": "m", "from": 0.0487, "by": 0.0253}
        ],
    },
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


@pytest.fixture
def overview(known: Page) -> Page:
    known.get_by_role("tab", name="Overview").click()
    return known


def test_what_was_understood_is_said_with_its_words(overview: Page) -> None:
    section = overview.get_by_role("region", name="Understood")
    expect(section).to_contain_text("Antalgic limp")
    expect(section.locator("div", has=overview.get_by_text("Affected side"))).to_contain_text(
        "favouring his right leg"
    )
    expect(section).to_contain_text("Steppage gait, left, mild")
    expect(section).to_contain_text("Less arm swing, left, severe")
    expect(section).to_contain_text("Freezing")
    expect(section).to_contain_text("Slim")
    assert section.locator("q").all_inner_texts() == [
        "left foot drops",
        "no left arm swing",
        "favouring his right leg",
    ]


def test_the_motion_is_called_after_all_that_it_shows(overview: Page) -> None:
    title = "Antalgic limp, right + Steppage gait, left, mild + less arm swing, left, severe"
    expect(overview.locator("#stage-title")).to_have_text(f"{title} + freezing")


def test_what_could_not_be_met_is_said_plainly(overview: Page) -> None:
    section = overview.get_by_role("region", name="Understood")
    for title, sentence in (
        ("Contradiction", "Fast and slow were both said: slow is shown."),
        ("Not understood", "The hat cannot be shown."),
        ("Assumed", "Severity was not said: moderate."),
        ("Note", "Corrected by editing: stance."),
    ):
        remark = section.locator(".remark", has=overview.get_by_role("heading", name=title))
        expect(remark.get_by_role("listitem")).to_have_text(sentence)


def test_requested_stands_beside_measured_and_normal(overview: Page) -> None:
    expect(overview.locator(".verdict")).to_have_text("2 of 3 met, edited")
    speed = overview.get_by_role("row", name="Walking speed 1.00 m/s").get_by_role("cell")
    expect(speed).to_have_text(["1.00 m/s", "0.87 m/s", "1.00 to 1.40 m/s", "met"])
    path = overview.get_by_role("row", name="Outward path").get_by_role("cell")
    expect(path).to_have_text(["more than 4.0 cm (from the left side)", "7.7 cm", "–", "met"])
    lean = overview.get_by_role("row", name="Trunk lean, forward").get_by_role("cell")
    expect(lean).to_have_text(["8.0°", "6.4°", "–", "not met"])


def test_checks_of_several_patterns_are_told_apart(overview: Page) -> None:
    groups = overview.locator(".checks .check-group")
    expect(groups).to_have_text(["Antalgic limp", "Steppage gait"])


def test_a_limit_that_nobody_reviewed_is_marked(overview: Page) -> None:
    section = overview.get_by_role("region", name="Requested and measured")
    assert section.get_by_role("rowheader").filter(has_text="†").count() == 1
    expect(section).to_contain_text("a physiotherapist has not reviewed it yet")
    section.get_by_text("Where the limits are from").click()
    expect(section.get_by_text("a book [M]")).to_be_visible()


def test_left_stands_beside_right_with_the_error_and_what_is_normal(known: Page) -> None:
    known.get_by_role("tab", name="Values").click()
    cells = known.get_by_role("row", name="Step length cm").get_by_role("cell")
    expect(cells).to_have_text(["52.0 ±1.1", "61.3 ±1.1", "50.5 to 60.7"])
    speed = known.get_by_role("row", name="Walking speed m/s").get_by_role("cell")
    expect(speed).to_have_text(["▼0.87 ±0.004 below normal", "1.00 to 1.40"])
    knee = known.get_by_role("row", name="Largest knee flexion in swing °").get_by_role("cell")
    expect(knee).to_have_text(["–", "▲81.3 above normal", "60.0 to 80.0"])
    rest = known.get_by_role("table", name="Further measures")
    expect(rest.get_by_role("row", name="A new measure")).to_contain_text("0.01")


def test_how_it_was_made_is_told_step_by_step(known: Page) -> None:
    known.get_by_role("tab", name="How made").click()
    steps = known.get_by_role("region", name="How it was made").get_by_role("listitem")
    expect(steps).to_have_text(
        [
            "The model drew 3 walks; the best was kept.",
            "Left and right were exchanged, because the model walked with the wrong side.",
            "Edited: outward path, left: 4.9 cm, changed by +2.5 cm.",
        ]
    )


def test_tabs_are_worked_with_the_keyboard(known: Page) -> None:
    known.get_by_role("tab", name="Overview").click()
    before = known.evaluate("gaitbox.time")
    known.keyboard.press("ArrowRight")
    expect(known.get_by_role("tab", name="Curves")).to_be_focused()
    expect(known.get_by_role("tabpanel", name="Curves")).to_be_visible()
    expect(known.get_by_role("tabpanel", name="Overview")).to_be_hidden()
    known.keyboard.press("End")
    expect(known.get_by_role("tabpanel", name="How made")).to_be_visible()
    known.keyboard.press("ArrowRight")
    expect(known.get_by_role("tabpanel", name="Overview")).to_be_visible()
    assert known.evaluate("gaitbox.time") == before, "the arrows moved the player"


def test_on_paper_stands_every_tab_and_nothing_else(known: Page) -> None:
    known.emulate_media(media="print")
    for name in ("Understood", "Requested and measured", "Measured values", "How it was made"):
        expect(known.get_by_role("region", name=name)).to_be_visible()
    for part in ("#composer", "#stage", "#library", ".tabs", "a[data-table]"):
        expect(known.locator(part).first).to_be_hidden()
    known.emulate_media(media="screen")


def test_regions_are_named_and_coloured(overview: Page) -> None:
    known = overview
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
