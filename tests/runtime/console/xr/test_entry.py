"""The way in: offered where there is one, silent where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.runtime.console.conftest import watched_tab
from tests.runtime.console.picture import compare
from tests.runtime.console.steps import wait_for
from tests.runtime.console.xr.headset import WINDOW, Headset, wait_for_motion, wear

QUEST = (
    "Mozilla/5.0 (X11; Linux x86_64; Quest 3) AppleWebKit/537.36 (KHTML, like Gecko) "
    "OculusBrowser/41.0 Chrome/140.0 VR Safari/537.36"
)
INSECURE = "http://192.0.2.7:8770/"
"""An address for examples (RFC 5737): nothing is there, the test answers itself."""


@contextmanager
def opened(browser: Browser, server: str, motion: str, *modes: str) -> Iterator[Page]:
    """The page in a headset that has these kinds of session beside plain pages."""
    with watched_tab(browser, server) as page:
        page.set_viewport_size(WINDOW)
        wear(page.context, ("inline", *modes))
        page.goto(f"{server}#/motions/{motion}")
        wait_for_motion(page, motion)
        yield page


def test_nothing_is_offered_where_the_browser_has_no_webxr(page: Page) -> None:
    page.wait_for_timeout(300)
    assert page.locator(".enter-xr").count() == 1
    expect(page.locator(".enter-xr")).to_be_hidden()
    expect(page.locator(".xr-hint")).to_be_hidden()


def test_nothing_breaks_where_there_is_no_xr_at_all(tab: Page, server: str, motion: str) -> None:
    tab.add_init_script("Object.defineProperty(navigator, 'xr', {value: undefined});")
    tab.goto(f"{server}#/motions/{motion}")
    wait_for_motion(tab, motion)
    expect(tab.locator(".enter-xr")).to_be_hidden()


def test_a_headset_without_sessions_is_offered_none(
    browser: Browser, server: str, motion: str
) -> None:
    with opened(browser, server, motion) as page:
        expect(page.locator(".enter-xr")).to_be_hidden()


def test_an_empty_room_where_the_real_one_cannot_be_shown(
    browser: Browser, server: str, motion: str
) -> None:
    with opened(browser, server, motion, "immersive-vr") as page:
        headset = Headset(page)
        headset.enter("VR")
        assert page.evaluate("device.activeSession.environmentBlendMode") == "opaque"
        headset.pause_at(0.5)
        headset.show_room("white")
        white = headset.picture()
        headset.show_room("lime")
        # Sky and floor hide the page all around.
        assert compare(page, white, headset.picture())["changed"] == 0
        headset.stand(0, 1.6, 0, yaw=3.14)
        assert compare(page, white, headset.picture())["changed"] > 0.02
        headset.leave()


def test_the_library_is_at_hand_where_nothing_is_on_show(
    browser: Browser, server: str, motion: str
) -> None:
    with watched_tab(browser, server) as page:
        page.set_viewport_size(WINDOW)
        wear(page.context)
        page.goto(server)
        headset = Headset(page)
        headset.enter()
        assert "Next case" in page.evaluate("gaitbox.xr.info().note")
        headset.press("play")
        headset.press("next")
        wait_for(page, "gaitbox.id !== null && gaitbox.playing")
        headset.leave()


def test_a_refusal_is_said_in_the_page(browser: Browser, server: str, motion: str) -> None:
    with opened(browser, server, motion, "immersive-ar") as page:
        page.evaluate(
            "() => { navigator.xr.requestSession = () =>"
            " Promise.reject(new DOMException('no', 'NotAllowedError')); }"
        )
        page.get_by_role("button", name="Enter MR").click()
        expect(page.get_by_role("alert")).to_contain_text("did not let the page in")
        expect(page.get_by_role("button", name="Enter MR")).to_be_enabled()
        assert page.evaluate("gaitbox.playing")


def test_an_insecure_address_in_a_headset_says_what_to_open(browser: Browser, server: str) -> None:
    context = browser.new_context(user_agent=QUEST)

    def answer(route: Route) -> None:
        route.fulfill(response=route.fetch(url=route.request.url.replace(INSECURE, server)))

    context.route(f"{INSECURE}**", answer)
    page = context.new_page()
    page.goto(INSECURE)
    assert not page.evaluate("isSecureContext")
    expect(page.locator(".xr-hint")).to_contain_text("https address")
    expect(page.locator(".enter-xr")).to_be_hidden()
    # The page goes on asking for this and that.
    context.unroute_all(behavior="ignoreErrors")
    context.close()


@pytest.mark.parametrize("agent", [QUEST, None])
def test_no_hint_where_the_address_is_secure(
    browser: Browser, server: str, agent: str | None
) -> None:
    context = browser.new_context(user_agent=agent) if agent else browser.new_context()
    page = context.new_page()
    page.goto(server)
    assert page.evaluate("isSecureContext")
    expect(page.locator(".xr-hint")).to_be_hidden()
    context.close()
