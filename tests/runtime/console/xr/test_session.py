"""The walk in the user's room: there at life size, alive, lit, and gone without a trace."""

from __future__ import annotations

import json

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.runtime.console.picture import compare
from tests.runtime.console.steps import wait_for
from tests.runtime.console.xr.glb import body_at
from tests.runtime.console.xr.headset import Headset

CENTIMETRE = 0.01
NEAREST_M, FARTHEST_M = 2.0, 2.5
CYCLES = 5


def test_the_patient_walks_in_the_room(headset: Headset) -> None:
    page = headset.page
    assert page.evaluate("device.activeSession.environmentBlendMode") == "alpha-blend"
    features = page.evaluate("device.activeSession.enabledFeatures")
    assert "local-floor" in features
    wait_for(page, "gaitbox.playing")
    before = page.evaluate("gaitbox.xr.bones()")
    headset.wait_frames(3)
    after = page.evaluate("gaitbox.xr.bones()")
    assert np.abs(np.subtract(before, after)).max() > 0.001


def test_the_patient_stands_before_the_user(headset: Headset) -> None:
    x, z = headset.middle()
    assert NEAREST_M <= -z <= FARTHEST_M
    assert abs(x) < 0.3


def test_the_patient_comes_to_where_the_user_looks(headset: Headset) -> None:
    headset.leave()
    headset.page.evaluate(
        "() => { device.position.set(2, 1.2, 3); device.quaternion.set(0, -Math.SQRT1_2, 0,"
        " Math.SQRT1_2); }"
    )
    headset.enter()
    x, z = headset.middle()
    assert NEAREST_M <= x - 2 <= FARTHEST_M
    assert abs(z - 3) < 0.3


@pytest.mark.parametrize("seconds", [0.0, 1.5])
def test_the_patient_is_as_tall_as_the_avatar(
    headset: Headset, server: str, motion: str, seconds: float
) -> None:
    glb = headset.page.request.get(f"{server}motions/{motion}/files/glb").body()
    body = body_at(glb, seconds)
    headset.pause_at(seconds)
    low, high = headset.bounds()
    assert high[1] - low[1] == pytest.approx(np.ptp(body[:, 1]), abs=CENTIMETRE)
    assert high[1] == pytest.approx(body[:, 1].max(), abs=CENTIMETRE)


def test_the_standing_foot_is_on_the_floor_throughout_a_stride(headset: Headset) -> None:
    lowest = []
    for seconds in np.arange(0.5, 2.0, 0.15):
        headset.pause_at(float(seconds))
        lowest.append(headset.bounds()[0][1])
    assert np.abs(lowest).max() < CENTIMETRE


def test_the_room_is_seen_around_the_patient(headset: Headset) -> None:
    headset.pause_at(0.5)
    headset.show_room("white")
    white = headset.picture()
    headset.show_room("lime")
    lime = headset.picture()
    headset.show_page()
    # All but the patient, his shade and the board shows what is behind.
    assert compare(headset.page, white, lime)["changed"] > 0.6


def test_affected_regions_are_lit(headset: Headset, motion: str, server: str) -> None:
    page = headset.page
    regions = page.request.get(f"{server}motions/{motion}").json()["impaired_regions"]
    worst = max(regions, key=lambda region: region["score"])["region"]
    headset.pause_at(0.5)
    lit, colours = headset.picture(), page.evaluate("gaitbox.xr.colours()")
    headset.press("highlight")
    headset.wait_frames()
    plain, own = headset.picture(), page.evaluate("gaitbox.xr.colours()")
    headset.press("highlight")
    assert colours[worst] != own[worst]
    assert compare(page, lit, plain)["changed"] > 0.002
    red, green, blue = (int(colours[worst][i : i + 2], 16) for i in (1, 3, 5))
    assert red > green > blue or red > 1.5 * max(green, blue)


def test_the_headset_ends_the_session_and_the_page_plays_on(page_of_headset: Page) -> None:
    page = page_of_headset
    size = page.evaluate("[canvas.width, canvas.height, canvas.clientWidth]")
    headset = Headset(page)
    headset.enter()
    expect(page.get_by_role("button", name="Leave MR")).to_be_visible()
    headset.leave()
    expect(page.get_by_role("button", name="Enter MR")).to_be_visible()
    wait_for(page, f"String([canvas.width, canvas.height, canvas.clientWidth]) === '{_js(size)}'")
    assert page.evaluate("gaitbox.playing")
    begin = page.evaluate("gaitbox.time")
    wait_for(page, f"gaitbox.time !== {begin}")
    assert headset.middle() == pytest.approx((0, 0), abs=0.3)


def test_the_page_itself_ends_the_session(headset: Headset) -> None:
    headset.page.get_by_role("button", name="Leave MR").evaluate("(button) => button.click()")
    wait_for(headset.page, "!gaitbox.xr.presenting")


def test_a_paused_page_draws_nothing_afterwards(headset: Headset) -> None:
    page = headset.page
    headset.pause_at(1.0)
    headset.leave()
    page.wait_for_timeout(500)
    drawn = page.evaluate("gaitbox.xr.usage().frame")
    page.wait_for_timeout(500)
    assert page.evaluate("gaitbox.xr.usage().frame") == drawn
    page.get_by_role("button", name="Play", exact=True).click()
    wait_for(page, f"gaitbox.xr.usage().frame > {drawn}")


def test_a_headset_that_is_taken_off_for_a_while_goes_on(headset: Headset) -> None:
    page = headset.page
    page.evaluate("() => device.updateVisibilityState('hidden')")
    headset.wait_frames()
    page.evaluate("() => device.updateVisibilityState('visible')")
    headset.wait_frames()
    assert page.evaluate("gaitbox.xr.presenting")


def test_coming_and_going_leaves_nothing_behind(page_of_headset: Page) -> None:
    page = page_of_headset
    headset = Headset(page)
    kept = []
    for _ in range(CYCLES):
        headset.enter()
        headset.press("play")
        headset.leave()
        wait_for(page, "gaitbox.xr.usage().calls > 0")
        usage = page.evaluate("gaitbox.xr.usage()")
        kept.append([usage[what] for what in ("geometries", "textures", "programs")])
    assert kept[1:] == kept[:-1], kept


def _js(numbers: list[int]) -> str:
    return ",".join(json.dumps(number) for number in numbers)
