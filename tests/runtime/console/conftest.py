"""A real server on loopback with a toy model, and the page in headless Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from tests.make_toy_model import make_toy_model
from tests.runtime.console.build import built_console
from tests.runtime.console.clinic import LAN, Clinic
from tests.runtime.console.steps import PATIENCE_MS, SENTENCE, rest, wait_for
from tests.runtime.server.running import Running

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)
"""Software drawing, and none of the browser's own traffic."""

START_LIMIT_S = 60.0
STOP_LIMIT_S = 15.0
EXPECT_MS = 20_000
"""How long what is expected of a page may take to come."""

READY = "Gaitbox is ready: "


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a running Gaitbox with an empty library."""
    built_console()
    home = tmp_path_factory.mktemp("home")
    model = make_toy_model(tmp_path_factory.mktemp("model") / "toy")
    with Running(model, home) as running:
        yield running.url


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM.is_file():
        pytest.skip("Chromium is not installed (/usr/bin/chromium)")
    expect.set_options(timeout=EXPECT_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def clinic(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A Gaitbox of its own in headset mode, so that no other test's page is led along."""
    built_console()
    model = make_toy_model(tmp_path_factory.mktemp("clinic-model") / "toy")
    home = tmp_path_factory.mktemp("clinic")
    with Running(model, home, "--port", "0", "--lan", *LAN) as server:
        yield Clinic(server, browser)


@pytest.fixture
def tab(browser: Browser, server: str) -> Iterator[Page]:
    """An empty tab; fails where the page breaks or asks another machine for anything."""
    with watched_tab(browser, server) as page:
        yield page


@pytest.fixture
def page(tab: Page, server: str) -> Page:
    """The console as a new user finds it, once it knows that it is the laptop's and is built."""
    tab.goto(server)
    tab.get_by_role("textbox", name="Describe a walk").wait_for()
    return tab


@contextmanager
def watched_tab(browser: Browser, server: str) -> Iterator[Page]:
    """A tab whose requests and errors are looked through at its end."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    broken: list[str] = []
    foreign: list[str] = []
    home = urlsplit(server).netloc

    def note(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != home:
            foreign.append(request.url)

    context.on("request", note)
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda message: _note_refusal(message.text, broken))
    yield page
    context.close()
    assert foreign == []
    assert broken == []


def _note_refusal(text: str, broken: list[str]) -> None:
    if "Content Security Policy" in text:
        broken.append(text)


@pytest.fixture(scope="package")
def motion(browser: Browser, server: str) -> str:
    """Id of a motion in the library, made by way of the interface."""
    request = browser.new_context().request
    answer = request.post(
        f"{server}gen_text2motion", data={"prompt": SENTENCE, "seed": 3, "seconds": 4}
    )
    assert answer.ok, answer.text()
    identity: str = answer.json()["motions"][0]["id"]
    return identity


@pytest.fixture(scope="package")
def shared_player(browser: Browser, server: str, motion: str) -> Iterator[Page]:
    """One tab for all tests that only look at a motion: to load it takes the longest."""
    with watched_tab(browser, server) as page:
        page.goto(f"{server}#/motions/{motion}")
        wait_for(page, f"gaitbox.id === '{motion}'")
        yield page


@pytest.fixture
def player(shared_player: Page) -> Iterator[Page]:
    """The motion of the library, paused at its start, seen as it is at first."""
    page = shared_player
    if page.evaluate("gaitbox.playing"):
        page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="In place").click()
    page.get_by_role("button", name="Follow").click()
    page.get_by_label("Time").fill("0")
    yield page
    rest(page)
