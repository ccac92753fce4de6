"""The page in the browser of a headset that Meta's emulator pretends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from runtime.paths import default_model
from tests.runtime.console.build import built_console
from tests.runtime.console.conftest import watched_tab
from tests.runtime.console.steps import rest, wait_for
from tests.runtime.console.xr.headset import WINDOW, Headset, wait_for_motion, wear
from tests.runtime.server.running import Running

HEMIPLEGIC = "an older man walks with a hemiplegic gait of the right side"
TRENDELENBURG = "a woman walks slowly with a Trendelenburg gait on the left"
SECONDS = 6


@pytest.fixture(scope="package")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A Gaitbox with its own model: what it makes walks on the floor."""
    built_console()
    with Running(default_model(), tmp_path_factory.mktemp("home"), "--port", "0") as running:
        yield running


@pytest.fixture(scope="package")
def server(running: Running) -> str:
    """Its address."""
    return running.url


@pytest.fixture(scope="package")
def motion(running: Running) -> str:
    """Id of a motion in the library, affected on the right."""
    return made(running, HEMIPLEGIC)


@pytest.fixture(scope="package")
def other_motion(running: Running, motion: str) -> str:
    """Id of a second motion in the library, affected on the left."""
    return made(running, TRENDELENBURG)


def made(running: Running, prompt: str) -> str:
    """Have a motion made; gives its id."""
    return str(running.generate(prompt, seed=3, seconds=SECONDS)[0]["id"])


@pytest.fixture(scope="package")
def worn_page(browser: Browser, server: str, motion: str, other_motion: str) -> Iterator[Page]:
    """One tab for all tests that look at a motion through the headset."""
    with watched_tab(browser, server) as page:
        page.set_viewport_size(WINDOW)
        wear(page.context)
        page.goto(f"{server}#/motions/{motion}")
        wait_for_motion(page, motion)
        yield page


@pytest.fixture
def page_of_headset(worn_page: Page, motion: str) -> Iterator[Page]:
    """The page in the headset's browser, playing the first motion from its start, in place."""
    page = worn_page
    page.evaluate(f"() => {{ location.hash = '#/motions/{motion}'; }}")
    wait_for_motion(page, motion)
    page.evaluate(_AS_USUAL)
    wait_for(page, "gaitbox.playing")
    yield page
    rest(page)


_AS_USUAL = """
() => {
  const click = (selector) => document.querySelector(selector)?.click();
  const scrub = document.querySelector('#scrub');
  scrub.value = 0;
  scrub.dispatchEvent(new Event('input'));
  const speed = document.querySelector('#speed');
  speed.value = 1;
  speed.dispatchEvent(new Event('change'));
  click('#highlight:not(:checked)');
  click('[aria-label=Movement] button:first-child');
  click('[aria-label=Play]');
}
"""
"""Without the mouse: the emulator puts the canvas back above the buttons that lay on it."""


@pytest.fixture
def headset(page_of_headset: Page) -> Iterator[Headset]:
    """On the head, in the session, the motion playing in place."""
    headset = Headset(page_of_headset)
    headset.page.evaluate(
        "() => { device.primaryInputMode = 'controller';"
        " device.position.set(0, 1.6, 0); device.quaternion.set(0, 0, 0, 1); }"
    )
    headset.enter()
    yield headset
    headset.leave()
