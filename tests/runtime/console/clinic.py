"""A laptop in headset mode and headsets in its browsers, all on this machine's loopback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from playwright.sync_api import Browser, Page, expect

from tests.runtime.console.steps import PATIENCE_MS, wait_for
from tests.runtime.headset_app import lan_door, paired_app
from tests.runtime.server.running import Running

QUEST = (
    "Mozilla/5.0 (X11; Linux x86_64; Quest 3) AppleWebKit/537.36 (KHTML, like Gecko) "
    "OculusBrowser/40.0 Chrome/130.0 VR Safari/537.36"
)
LAN = ("--interface", "lo")
"""Headsets come in by loopback here: no test listens on a real network."""


@dataclass(frozen=True)
class Clinic:
    """A running Gaitbox, and the browser that everyone uses."""

    server: Running
    browser: Browser

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def lan(self) -> str:
        """Address of the LAN door."""
        return lan_door(self.server)

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """What the laptop's own page would ask."""
        answer = self.server.client.request(method, path, json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def switch(self, on: bool) -> None:
        self.ask("PUT", "/headset", {"on": on})

    def code(self) -> str:
        """A code, shown by the laptop."""
        code: str = self.ask("POST", "/headset/pairing")["code"]
        return code

    def make(self, sentence: str = "a man limps on his right leg", seconds: float = 3) -> str:
        """Id of a new motion whose avatar is ready."""
        motion = self.server.generate(sentence, seconds=seconds)[0]
        self.server.client.get(motion["links"]["glb"]).raise_for_status()
        return str(motion["id"])

    @contextmanager
    def laptop(self, address: str = "") -> Iterator[Page]:
        """A tab on the laptop."""
        with self._tab() as page:
            page.goto(f"{self.url}{address}")
            yield page

    @contextmanager
    def headset(self, address: str = "") -> Iterator[Page]:
        """The page in a headset's browser, whose user has accepted the certificate."""
        with self._tab(ignore_https_errors=True, user_agent=QUEST) as page:
            page.goto(f"{self.lan}{address}")
            yield page

    @contextmanager
    def paired_headset(self) -> Iterator[Page]:
        """The same, paired."""
        with self.headset() as page:
            pair(page, self.code())
            yield page

    def pair_app(self, name: str) -> httpx.Client:
        """The Unity app's way in."""
        return paired_app(self.server, name)

    def forget_devices(self) -> None:
        for device in self.ask("GET", "/devices")["devices"]:
            self.ask("DELETE", f"/devices/{device['id']}")

    @contextmanager
    def _tab(self, **options: Any) -> Iterator[Page]:
        """A tab that must not break the page's policy, nor the page."""
        context = self.browser.new_context(viewport={"width": 1280, "height": 800}, **options)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        broken: list[str] = []
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.on(
            "console",
            lambda said: "Content Security Policy" in said.text and broken.append(said.text),
        )
        try:
            yield page
        finally:
            context.close()
        assert broken == []


def pair(page: Page, code: str) -> None:
    """Type a code on a headset that is not paired."""
    page.get_by_label("Code on the laptop").fill(code)
    page.get_by_role("button", name="Pair", exact=True).click()
    expect(page.get_by_role("group", name="Who chooses what is shown")).to_be_visible()


def showing(page: Page, motion: str) -> None:
    """Wait until a page plays a motion."""
    wait_for(page, f"gaitbox.id === '{motion}'")


def following(page: Page) -> bool:
    """Whether a headset says that it follows the teacher."""
    button = page.get_by_role("button", name="Following the teacher")
    return button.get_attribute("aria-pressed") == "true"
