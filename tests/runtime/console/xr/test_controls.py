"""The board beside the patient, worked with a controller's ray or a hand's pinch."""

from __future__ import annotations

import pytest

from tests.runtime.console.picture import compare
from tests.runtime.console.steps import wait_for
from tests.runtime.console.xr.headset import Headset, wait_for_another, wait_for_motion


@pytest.fixture
def board(headset: Headset) -> Headset:
    """In the session, looking towards the board."""
    headset.stand(0, 1.6, 0, yaw=-0.5, pitch=-0.25)
    return headset


MOVEMENT = "document.querySelector('[aria-label=Movement] [aria-pressed=true]').textContent"
SPEED = "document.querySelector('#speed').value"


def test_speed_and_movement_change_on_the_page_as_well(board: Headset) -> None:
    for control, then in (
        ("speed-0.25", f"{SPEED} === '0.25'"),
        ("speed-0.5", f"{SPEED} === '0.5'"),
        ("speed-1", f"{SPEED} === '1'"),
        ("travelling", f"{MOVEMENT} === 'Travelling'"),
        ("in-place", f"{MOVEMENT} === 'In place'"),
    ):
        assert not board.page.evaluate(then), control
        board.press(control)
        wait_for(board.page, then, 10)


def test_play_pauses_and_plays(board: Headset) -> None:
    page = board.page
    playing = page.evaluate("gaitbox.playing")
    board.press("play")
    wait_for(page, f"gaitbox.playing !== {str(playing).lower()}", 10)
    board.press("play", hand="left")
    wait_for(page, f"gaitbox.playing === {str(playing).lower()}", 10)


def test_highlight_goes_off_and_on(board: Headset) -> None:
    box = board.page.get_by_label("Highlight")
    assert box.is_checked()
    board.press("highlight")
    assert not box.is_checked()
    board.press("highlight")
    assert box.is_checked()


def test_half_speed_is_half_as_fast(board: Headset) -> None:
    page = board.page
    board.press("speed-0.25")
    board.press("scrub", share=0.0)
    board.press("play")
    begin = page.evaluate("[gaitbox.time, performance.now()]")
    page.wait_for_timeout(1200)
    end = page.evaluate("[gaitbox.time, performance.now()]")
    rate = (end[0] - begin[0]) / ((end[1] - begin[1]) / 1000)
    # A slow machine draws less than four pictures a second, and no step is longer than a quarter.
    assert 0.03 < rate < 0.35


def test_the_scrub_bar_is_dragged(board: Headset) -> None:
    page = board.page
    board.point(board.find("scrub", 0.25))
    board.hold(True)
    assert page.evaluate("gaitbox.time / gaitbox.duration") == pytest.approx(0.25, abs=0.02)
    assert not page.evaluate("gaitbox.playing")
    board.point(board.find("scrub", 0.8))
    assert page.evaluate("gaitbox.time / gaitbox.duration") == pytest.approx(0.8, abs=0.02)
    # A hand that slips off the board still holds the bar.
    x, y, z = board.find("scrub", 1.0)
    board.point((x, y + 2.0, z))
    assert page.evaluate("gaitbox.time / gaitbox.duration") > 0.8
    board.hold(False)
    held = page.evaluate("gaitbox.time")
    board.point(board.find("scrub", 0.1))
    assert page.evaluate("gaitbox.time") == held


def test_next_and_previous_case(board: Headset, motion: str) -> None:
    page = board.page
    board.press("next")
    wait_for_another(page, motion)
    assert page.evaluate("gaitbox.xr.presenting")
    wait_for(page, "gaitbox.playing")
    x, z = board.middle()
    assert 2.0 <= -z <= 2.5 and abs(x) < 0.3
    board.press("previous")
    wait_for_motion(page, motion)


def test_the_board_tells_the_case(board: Headset, motion: str, server: str) -> None:
    page = board.page
    told = page.evaluate("gaitbox.xr.info()")
    case = page.request.get(f"{server}motions/{motion}").json()
    assert told["title"] == page.locator("#stage-title").inner_text()
    assert [line["met"] for line in told["checks"]] == [check["met"] for check in case["checks"]]
    assert all(line["requested"] and line["shows"] for line in told["checks"])
    names = {region["region"].replace("_", " ") for region in case["impaired_regions"]}
    assert {line["name"].lower() for line in told["regions"]} == names
    board.press("scrub", share=0.5)
    one = board.picture()
    board.press("next")
    wait_for_another(page, motion)
    board.wait_frames()
    assert page.evaluate("gaitbox.xr.info()") != told
    assert compare(page, one, board.picture())["changed"] > 0.01


def test_a_case_that_cannot_be_opened_says_so_on_the_board(board: Headset, motion: str) -> None:
    page = board.page
    page.route("**/files/glb", lambda route: route.abort())
    board.press("next")
    wait_for(page, "gaitbox.xr.info().note !== null")
    assert "does not answer" in page.evaluate("gaitbox.xr.info().note")
    page.unroute("**/files/glb")
    board.press("previous")
    wait_for_motion(page, motion)
    board.wait_frames()
    assert page.evaluate("gaitbox.xr.info().note") is None


def test_a_walk_through_the_room_crosses_it_and_starts_again(board: Headset) -> None:
    page = board.page
    board.press("travelling")
    ends = []
    for share in (0.0, 1.0):
        board.press("scrub", share=share)
        ends.append(board.middle())
    (x0, z0), (x1, z1) = ends
    along, ahead = abs(x1 - x0), abs(z1 - z0)
    assert along > 1.0 and along > 5 * ahead
    board.press("scrub", share=0.95)
    board.press("play")
    wait_for(page, "gaitbox.playing && gaitbox.time < 0.5 * gaitbox.duration")


def test_the_patient_is_brought_before_the_user(board: Headset) -> None:
    board.stand(1.5, 1.6, -1.0, yaw=-1.2, pitch=-0.2)
    board.press("place")
    board.wait_frames()
    x, z = board.middle()
    distance = ((x - 1.5) ** 2 + (z + 1.0) ** 2) ** 0.5
    assert 2.0 <= distance <= 2.5


def test_a_hand_points_and_pinches(board: Headset) -> None:
    page = board.page
    playing = page.evaluate("gaitbox.playing")
    page.evaluate("() => { device.primaryInputMode = 'hand'; }")
    board.wait_frames(3)
    board.point(board.find("play"), kind="hands")
    board.pinch(True)
    board.pinch(False)
    wait_for(page, f"gaitbox.playing !== {str(playing).lower()}", 10)


def test_what_is_pointed_at_shows_it(board: Headset) -> None:
    board.press("scrub", share=0.5)
    board.point((0.0, 3.0, -1.0))
    away = board.picture()
    board.point(board.find("exit"))
    pointed = board.picture()
    board.hold(True)
    held = board.picture()
    board.point((0.0, 3.0, -1.0))
    board.hold(False)
    assert compare(board.page, away, pointed)["changed"] > 0.0005
    assert compare(board.page, pointed, held)["changed"] > 0.0003
    # Whoever lets go elsewhere has changed his mind.
    assert board.page.evaluate("gaitbox.xr.presenting")


def test_the_board_is_carried_by_its_bar(board: Headset) -> None:
    x0, y0, z0 = board.find("play")
    bar = board.find("handle")
    board.point(bar)
    board.hold(True)
    board.point((bar[0] - 1.0, bar[1] + 0.2, bar[2]))
    board.wait_frames(3)
    board.hold(False)
    x1, y1, z1 = board.find("play")
    assert x1 < x0 - 0.5 and y1 > y0 + 0.05
    moved = board.find("play")
    board.point((0.0, 3.0, -1.0))
    assert board.find("play") == pytest.approx(moved)


def test_exit_ends_the_session(board: Headset) -> None:
    board.press("exit")
    wait_for(board.page, "!gaitbox.xr.presenting")
    wait_for(board.page, "device.activeSession === undefined")
