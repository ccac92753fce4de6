"""Joint angles over the gait cycle: on curves whose numbers are known, then on a real motion."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.runtime.console.conftest import watched_tab
from tests.runtime.console.steps import wait_for

PERCENT = list(range(0, 101, 2))
CONTACTS = {"left": [0.2, 1.2, 2.2, 3.2], "right": [0.7, 1.7, 2.7, 3.7]}


def _line(angle: float, other: float | None = None, sd: float = 1.0) -> dict[str, list[float]]:
    """A constant angle, another one from 50 to 90 % of the cycle where it is given."""
    there = angle if other is None else other
    return {
        "mean": [there if 50 <= percent <= 90 else angle for percent in PERCENT],
        "sd": [sd] * len(PERCENT),
    }


CURVES: dict[str, Any] = {
    "percent": PERCENT,
    "joints": [
        {
            "name": "knee_flexion",
            "label": "knee flexion",
            "unit": "deg",
            "positive": "flexion",
            "left": _line(30, 10),
            "right": _line(30),
            "normal": _line(30, sd=5),
            "deviation": {"left": 12.5, "right": 0.25},
        },
        {
            "name": "trunk_lean",
            "label": "trunk lean",
            "unit": "deg",
            "positive": "towards this side",
            "left": _line(-2),
            "right": None,
            "normal": None,
            "deviation": {"left": None, "right": None},
        },
    ],
    "foot_off": {"left": 60.0, "right": None},
    "contacts": CONTACTS,
    "profile": {
        "name": "movement deviation (positions)",
        "left": 12.5,
        "right": 0.25,
        "overall": 8.84,
        "normal": [4.5, 1.0],
    },
}

_BESIDE_BAND = """
([joint, side, percent]) => {
  const chart = document.querySelector(`[data-joint=${joint}]`);
  const line = chart.querySelector(`path.chart-line.${side}`);
  const band = chart.querySelector('path.chart-band.sd-2');
  const { x, width } = band.getBBox();
  const at = x + (percent / 100) * width;
  const points = Array.from({ length: 2001 }, (_, step) =>
    line.getPointAtLength((step / 2000) * line.getTotalLength()));
  const near = points.reduce((a, b) => Math.abs(b.x - at) < Math.abs(a.x - at) ? b : a);
  if (band.isPointInFill(near)) return 'within';
  const upright = Array.from({ length: 400 }, (_, y) => y / 2)
    .filter((y) => band.isPointInFill(new DOMPoint(at, y)));
  return near.y > Math.max(...upright) ? 'below' : 'above';
}
"""
"""Where the drawn line lies at a percent of the cycle, against the drawn normal band."""


def _drawn(page: Page, joint: str, side: str, percent: float) -> str:
    return str(page.evaluate(_BESIDE_BAND, [joint, side, percent]))


def _reader(page: Page, joint: str = "Knee flexion") -> Locator:
    return page.get_by_role("slider", name=f"{joint}, point of the gait cycle")


@pytest.fixture(scope="module")
def shared(browser: Browser, server: str, motion: str) -> Iterator[Page]:
    """The motion of the library (right leg affected) with known curves, paused."""

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, json={**response.json(), "curves": CURVES})

    with watched_tab(browser, server) as page:
        page.route(f"**/motions/{motion}", answer)
        page.goto(f"{server}#/motions/{motion}")
        wait_for(page, f"gaitbox.id === '{motion}'")
        page.get_by_role("button", name="Pause").click()
        page.get_by_role("tab", name="Curves").click()
        yield page


@pytest.fixture
def known(shared: Page) -> Page:
    shared.get_by_label("Time", exact=True).fill("0.5")
    shared.mouse.move(5, 5)
    return shared


def test_the_lines_are_drawn_where_they_are(known: Page) -> None:
    assert _drawn(known, "knee_flexion", "left", 70) == "below"
    assert _drawn(known, "knee_flexion", "left", 20) == "within"
    assert _drawn(known, "knee_flexion", "right", 70) == "within"
    expect(known.locator("[data-joint=trunk_lean] .chart-line")).to_have_count(1)
    expect(known.locator("[data-joint=trunk_lean] .chart-band")).to_have_count(0)


def test_left_and_right_are_told_apart_without_colour(known: Page) -> None:
    dashes = "(line) => getComputedStyle(line).strokeDasharray"
    knee = known.locator("[data-joint=knee_flexion]")
    assert knee.locator(".chart-line.left").evaluate(dashes) == "none"
    assert knee.locator(".chart-line.right").evaluate(dashes) != "none"


def test_what_stands_out_is_said_in_a_sentence(known: Page) -> None:
    knee = known.locator("[data-joint=knee_flexion] .chart-reading")
    expect(knee).to_have_text("Left: below from 50 to 90 %.")
    trunk = known.locator("[data-joint=trunk_lean] .chart-reading")
    expect(trunk).to_have_text("Right: not measured.")
    expect(_reader(known)).to_have_accessible_description("Left: below from 50 to 90 %.")


def test_the_keyboard_reads_values_and_shows_them_on_the_avatar(known: Page) -> None:
    reader = _reader(known)
    reader.focus()
    reader.fill("37")
    said = "74 %: left 10°, below normal; right 30°; normal 20 to 40°"
    expect(reader).to_have_attribute("aria-valuetext", said.replace(" %", "\u00a0%"))
    expect(known.locator("[data-joint=knee_flexion] .chart-reading")).to_have_text(said)
    other = known.locator("[data-joint=trunk_lean] .chart-reading")
    expect(other).to_have_text("74 %: left −2°; right not measured")
    # The right leg is affected: its stride from 0.7 to 1.7 s is the nearest.
    assert known.evaluate("gaitbox.time") == pytest.approx(1.44, abs=0.01)
    known.keyboard.press("ArrowRight")
    expect(known.locator("[data-joint=knee_flexion] .chart-reading")).to_contain_text("76 %")
    reader.blur()
    expect(other).to_have_text("Right: not measured.")


def test_the_mouse_reads_values(known: Page) -> None:
    place = _reader(known).bounding_box()
    assert place
    known.mouse.move(place["x"] + 0.6 * place["width"], place["y"] + place["height"] / 2)
    reading = known.locator("[data-joint=knee_flexion] .chart-reading")
    expect(reading).to_have_text("60 %: left 10°, below normal; right 30°; normal 20 to 40°")
    assert known.evaluate("gaitbox.time") == pytest.approx(0.5)
    known.mouse.move(5, 5)
    expect(reading).to_have_text("Left: below from 50 to 90 %.")


def test_dots_follow_the_player(known: Page) -> None:
    known.get_by_label("Time", exact=True).fill("1.45")
    knee = known.locator("[data-joint=knee_flexion]")
    width = knee.locator(".chart-band.sd-2").evaluate("(band) => band.getBBox().width")
    first = knee.locator(".chart-band.sd-2").evaluate("(band) => band.getBBox().x")
    for side, share in (("left", 0.25), ("right", 0.75)):
        dot = knee.locator(f".chart-dot.{side}")
        expect(dot).to_have_attribute("visibility", "visible")
        at = float(dot.get_attribute("cx") or "nan")
        assert (at - first) / width == pytest.approx(share, abs=0.01), side
    known.get_by_label("Time", exact=True).fill("0.1")
    expect(knee.locator(".chart-dot.left")).to_have_attribute("visibility", "hidden")


def test_foot_off_is_marked(known: Page) -> None:
    marks = known.locator("[data-joint=knee_flexion] .chart-foot-off")
    expect(marks).to_have_count(1)
    assert float(marks.get_attribute("x1") or "nan") == pytest.approx(200, abs=1)


def test_deviation_is_shown_with_what_it_is_not(known: Page) -> None:
    section = known.get_by_role("region", name="Movement deviation (positions)")
    expect(section).to_contain_text("not the Gait Profile Score")
    cells = section.get_by_role("row", name="Knee flexion").get_by_role("cell")
    expect(cells).to_have_text(["12.5°", "0.3°"])
    lengths = [
        section.locator(f"tbody tr:first-child .bar.{side}").evaluate(
            "(bar) => bar.getBoundingClientRect().width / bar.parentElement.clientWidth"
        )
        for side in ("left", "right")
    ]
    assert lengths == pytest.approx([12.5 / 15, 0.25 / 15], abs=0.02)
    expect(section).to_contain_text("Both sides together: 8.8°. Normal walkers: 2.5 to 6.5°.")


def test_the_findings_can_be_made_wide(known: Page) -> None:
    known.get_by_role("button", name="Wide findings").click()
    charts = known.locator(".chart")
    first, second = charts.nth(0).bounding_box(), charts.nth(1).bounding_box()
    assert first and second and second["x"] > first["x"] + first["width"] / 2
    expect(known.locator("#library")).to_be_hidden()
    known.get_by_role("button", name="Wide findings").click()
    expect(known.locator("#library")).to_be_visible()


@pytest.fixture(scope="module")
def stiff(browser: Browser, server: str) -> str:
    """Id of a stiff left knee made by the model that comes with Gaitbox."""
    answer = browser.new_context().request.post(
        f"{server}gen_text2motion",
        data={
            "prompt": "a man walks with a stiff left knee that does not bend in swing",
            "seed": 7,
            "seconds": 6,
            "model": "default",
        },
    )
    assert answer.ok, answer.text()
    identity: str = answer.json()["motions"][0]["id"]
    return identity


def test_a_teacher_sees_the_stiff_knee_below_the_band(
    browser: Browser, server: str, stiff: str, tmp_path: Path
) -> None:
    with watched_tab(browser, server) as page:
        page.goto(f"{server}#/motions/{stiff}")
        wait_for(page, f"gaitbox.id === '{stiff}'", seconds=180)
        page.get_by_role("button", name="Pause").click()  # drawing takes the processor
        page.get_by_role("tab", name="Curves").click()
        assert _drawn(page, "knee_flexion", "left", 74) == "below"
        _reader(page).focus()
        _reader(page).fill("37")
        heard = _reader(page).get_attribute("aria-valuetext") or ""
        angles = re.search(r"left (\d+)°, below normal; right (\d+)°", heard)
        assert angles and int(angles[1]) < int(angles[2]) - 10, heard

        for table, least in (("curves", 8 * 51), ("measures", 30), ("checks", 1)):
            page.get_by_role("tab", name="Curves" if table == "curves" else "Values").click()
            with page.expect_download() as download:
                page.locator(f"a[data-table={table}]").click()
            file = tmp_path / download.value.suggested_filename
            download.value.save_as(file)
            with open(file, newline="", encoding="utf-8") as lines:
                rows = list(csv.DictReader(lines, strict=True))
            assert len(rows) >= least, table
            if table == "curves":
                (knee,) = (
                    row
                    for row in rows
                    if row["joint"] == "knee_flexion" and row["percent"] in ("74", "74.0")
                )
                lowest = float(knee["normal_mean"]) - 2 * float(knee["normal_sd"])
                assert float(knee["left_mean"]) < lowest
