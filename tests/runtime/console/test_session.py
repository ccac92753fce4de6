"""Laptop and headsets show the same: what the teacher does is seen by all, and nothing is lost."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.make_toy_model import make_toy_model
from tests.runtime.console.clinic import LAN, Clinic, following, showing
from tests.runtime.console.steps import wait_for
from tests.runtime.server.running import Running

SCRUB = """
async (times) => {
  const scrub = document.getElementById('scrub');
  for (const time of times) {
    scrub.value = time;
    scrub.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((wake) => setTimeout(wake, 5));
  }
}
"""
APART_S = 0.6
"""Two pictures drawn by software, read one after the other; the clocks agree far better."""


PLACE = "[gaitbox.shared, (performance.timeOrigin + performance.now()) / 1000]"
"""Where a page takes the session to be, and the time of the machine that they all run on."""

CLOCK_ERROR_S = 0.05


@pytest.fixture(scope="module")
def motion(clinic: Clinic) -> str:
    return clinic.make()


@pytest.fixture(scope="module")
def shared_room(clinic: Clinic, motion: str) -> Iterator[tuple[Page, Page]]:
    """The teacher's tab and a paired headset."""
    with clinic.laptop(f"#/motions/{motion}") as laptop, clinic.paired_headset() as headset:
        showing(laptop, motion)
        yield laptop, headset


@pytest.fixture
def room(shared_room: tuple[Page, Page], motion: str) -> tuple[Page, Page]:
    """Both at the start of the same motion, paused."""
    laptop, headset = shared_room
    headset.get_by_role("button", name="Following the teacher").click()
    if laptop.evaluate("gaitbox.id") != motion:
        laptop.locator(f"#library [data-id='{motion}'] .library-open").click()
        showing(laptop, motion)
    if laptop.evaluate("gaitbox.playing"):
        laptop.get_by_role("button", name="Pause").click()
    laptop.get_by_label("Time").fill("0")
    showing(headset, motion)
    wait_for(headset, "!gaitbox.playing && gaitbox.time === 0")
    return laptop, headset


def test_a_headset_shows_what_the_laptop_shows_and_follows_every_control(
    room: tuple[Page, Page],
) -> None:
    laptop, headset = room
    laptop.get_by_label("Speed").select_option("0.5")
    expect(headset.get_by_label("Speed")).to_have_value("0.5")
    laptop.get_by_label("Speed").select_option("1")
    laptop.get_by_label("Repeat").click()
    expect(headset.get_by_label("Repeat")).to_have_attribute("aria-pressed", "false")
    laptop.get_by_label("Repeat").click()
    laptop.get_by_label("Highlight").uncheck()
    expect(headset.get_by_label("Highlight")).not_to_be_checked()
    laptop.get_by_label("Highlight").check()
    expect(headset.get_by_label("Highlight")).to_be_checked()
    laptop.get_by_role("button", name="Travelling").click()
    travelling = headset.get_by_role("button", name="Travelling")
    expect(travelling).to_have_attribute("aria-pressed", "true")
    laptop.get_by_role("button", name="In place").click()
    assert following(headset)


def test_a_headset_plays_along(room: tuple[Page, Page]) -> None:
    laptop, headset = room
    laptop.get_by_role("button", name="Play").click()
    wait_for(headset, "gaitbox.playing && gaitbox.time > 0.2")
    duration = laptop.evaluate("gaitbox.duration")
    for _ in range(4):
        headset.wait_for_timeout(300)
        apart = abs(laptop.evaluate("gaitbox.time") - headset.evaluate("gaitbox.time"))
        assert min(apart, duration - apart) < APART_S
    places = [page.evaluate(PLACE) for page in (laptop, headset)]
    starts = [place - now for place, now in places]
    apart = abs(starts[0] - starts[1]) % duration
    assert min(apart, duration - apart) < CLOCK_ERROR_S
    laptop.get_by_role("button", name="Pause").click()
    wait_for(headset, "!gaitbox.playing")
    stopped = laptop.evaluate("gaitbox.time")
    wait_for(headset, f"Math.abs(gaitbox.time - {stopped}) < 0.02")


def test_the_last_place_of_a_scrub_arrives(room: tuple[Page, Page]) -> None:
    laptop, headset = room
    laptop.evaluate(SCRUB, [number / 50 for number in range(0, 101, 4)])
    wait_for(headset, "Math.abs(gaitbox.time - 2) < 0.001")


def test_another_case_is_shown_to_all(room: tuple[Page, Page], clinic: Clinic) -> None:
    laptop, headset = room
    other = clinic.make("a man with a steppage gait")
    laptop.reload()
    laptop.locator(f"#library [data-id='{other}'] .library-open").click()
    showing(laptop, other)
    showing(headset, other)
    expect(headset.locator(f"#library [data-id='{other}']")).to_be_visible()  # new to it
    clinic.ask("DELETE", f"/motions/{other}")
    wait_for(laptop, "gaitbox.id === null")
    wait_for(headset, "gaitbox.id === null")


def test_who_touches_the_player_is_on_their_own_until_they_follow_again(
    room: tuple[Page, Page], motion: str
) -> None:
    laptop, headset = room
    headset.get_by_label("Time").fill("1")
    expect(headset.get_by_role("button", name="On my own")).to_have_attribute(
        "aria-pressed", "true"
    )
    laptop.get_by_label("Time").fill("2")
    headset.wait_for_timeout(400)
    assert headset.evaluate("gaitbox.time") == pytest.approx(1)
    assert laptop.evaluate("gaitbox.time") == pytest.approx(2)  # nor does a headset lead
    headset.get_by_role("button", name="Following the teacher").click()
    wait_for(headset, "Math.abs(gaitbox.time - 2) < 0.001")


def test_a_headset_can_delete_and_administer_nothing(room: tuple[Page, Page]) -> None:
    laptop, headset = room
    expect(laptop.get_by_role("button", name="Headset mode")).to_be_visible()
    expect(headset.get_by_role("button", name="Headset mode")).to_have_count(0)
    expect(laptop.get_by_title("Delete")).not_to_have_count(0)
    expect(headset.get_by_title("Delete")).to_have_count(0)


def test_two_tabs_of_the_laptop_stay_in_step(
    room: tuple[Page, Page], clinic: Clinic, motion: str
) -> None:
    laptop, headset = room
    laptop.get_by_label("Time").fill("1.25")
    with clinic.laptop() as second:
        showing(second, motion)  # it had nothing of its own on show
        wait_for(second, "Math.abs(gaitbox.time - 1.25) < 0.001")
        second.get_by_label("Time").fill("0.75")
        for page in (laptop, headset):
            wait_for(page, "Math.abs(gaitbox.time - 0.75) < 0.001")


def test_a_headset_that_is_removed_is_told_and_may_pair_again(clinic: Clinic, motion: str) -> None:
    with clinic.paired_headset() as headset:
        showing(headset, motion)
        newest = clinic.ask("GET", "/devices")["devices"][0]["id"]
        clinic.ask("DELETE", f"/devices/{newest}")
        expect(headset.get_by_role("alert")).to_contain_text("ended the pairing")
        expect(headset.locator("#stage")).to_be_hidden()
        expect(headset.get_by_label("Code on the laptop")).to_be_focused()


def test_a_lost_connection_is_said_and_comes_back(
    browser: Browser, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The laptop's program is started anew; its page and the headset find it again."""
    model = make_toy_model(tmp_path_factory.mktemp("model") / "toy")
    ports = ("--port", str(_free_port()), "--lan", *LAN, "--lan-port", str(_free_port()))
    with Running(model, tmp_path, *ports) as first:
        clinic = Clinic(first, browser)
        motion = clinic.make(seconds=2)
        with clinic.laptop(f"#/motions/{motion}") as laptop, clinic.paired_headset() as headset:
            showing(headset, motion)
            first.stop()
            expect(headset.get_by_text("The laptop does not answer.")).to_be_visible()
            assert headset.evaluate("gaitbox.id") == motion  # which goes on playing
            with Running(model, tmp_path, *ports):
                expect(headset.get_by_text("The laptop does not answer.")).to_be_hidden()
                laptop.get_by_role("button", name="Pause").click()
                laptop.get_by_label("Time").fill("1.5")
                wait_for(headset, "Math.abs(gaitbox.time - 1.5) < 0.001")


def _free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])
