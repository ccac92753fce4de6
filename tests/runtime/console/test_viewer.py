"""Playing a motion: time, views, movement, highlight."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.runtime.console.picture import compare, shoot
from tests.runtime.console.steps import wait_for

GLIDE_MS = 900
"""The camera takes a moment to reach a view."""


def test_scrubbing_goes_to_a_time_and_stays_there(player: Page) -> None:
    player.get_by_label("Time").fill("1.5")
    assert player.evaluate("gaitbox.time") == pytest.approx(1.5)
    before = player.evaluate("gaitbox.pelvis")
    player.wait_for_timeout(200)
    assert player.evaluate("gaitbox.pelvis") == before


def test_keys_play_and_step(player: Page) -> None:
    player.locator("body").click(position={"x": 640, "y": 25})
    player.keyboard.press("ArrowRight")
    assert player.evaluate("gaitbox.time") == pytest.approx(0.05)
    player.keyboard.press("Shift+ArrowRight")
    assert player.evaluate("gaitbox.time") == pytest.approx(0.55)
    player.keyboard.press("Space")
    wait_for(player, "gaitbox.playing && gaitbox.time > 0.6")
    player.keyboard.press("Space")
    assert not player.evaluate("gaitbox.playing")


def test_keys_in_the_prompt_only_write(player: Page) -> None:
    prompt = player.get_by_role("textbox", name="Describe a walk")
    prompt.fill("")
    player.keyboard.type("a b")
    assert prompt.input_value() == "a b"
    prompt.fill("")
    assert not player.evaluate("gaitbox.playing")


def test_every_view_shows_another_picture(player: Page) -> None:
    views = player.get_by_role("group", name="View")
    pictures = {}
    for name in ("Follow", "Front", "Side", "Back"):
        views.get_by_role("button", name=name).click()
        player.wait_for_timeout(GLIDE_MS)
        expect(views.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
        pictures[name] = shoot(player)
    for one, other in (("Follow", "Front"), ("Front", "Side"), ("Side", "Back"), ("Front", "Back")):
        assert compare(player, pictures[one], pictures[other])["changed"] > 0.003, (one, other)


def test_turning_the_camera_frees_it_from_its_view(player: Page) -> None:
    box = player.locator("#canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    player.mouse.move(x, y)
    player.mouse.down()
    player.mouse.move(x + 120, y, steps=4)
    player.mouse.up()
    assert player.evaluate("gaitbox.view") == "free"


def test_in_place_keeps_the_walker_and_travelling_lets_it_go(player: Page) -> None:
    player.get_by_label("Time").fill("2")
    held = player.evaluate("gaitbox.pelvis")
    assert abs(held[0]) < 0.25 and abs(held[2]) < 0.25
    player.get_by_role("button", name="Travelling").click()
    start = _pelvis_at(player, 0.0)
    end = _pelvis_at(player, 3.5)
    distance = sum((a - b) ** 2 for a, b in zip(start, end, strict=True)) ** 0.5
    assert distance > 0.2


def _pelvis_at(page: Page, time: float) -> list[float]:
    page.get_by_label("Time").fill(str(time))
    position: list[float] = page.evaluate("gaitbox.pelvis")
    return position


def test_half_speed_takes_longer(player: Page) -> None:
    player.get_by_label("Speed").select_option("0.25")
    player.get_by_role("button", name="Play", exact=True).click()
    wait_for(player, "gaitbox.time > 0")
    begin = player.evaluate("[gaitbox.time, performance.now()]")
    player.wait_for_timeout(800)
    end = player.evaluate("[gaitbox.time, performance.now()]")
    rate = (end[0] - begin[0]) / ((end[1] - begin[1]) / 1000)
    player.get_by_label("Speed").select_option("1")
    assert 0.1 < rate < 0.35
