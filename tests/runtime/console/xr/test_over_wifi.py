"""The clinic's Wi-Fi: a headset's browser opens the laptop's address, pairs, and is let in.

Laptop and headset are network namespaces, as an address such as 127.0.0.1 would count as secure
whatever it were asked by.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.namespaces import Machine, wifi
from tests.runtime.console.build import built_console
from tests.runtime.console.conftest import CHROMIUM, FLAGS
from tests.runtime.console.steps import wait_for
from tests.runtime.console.xr.conftest import HEMIPLEGIC, SECONDS
from tests.runtime.console.xr.headset import WINDOW, Headset, wait_for_motion, wear
from tests.spoken import Spoken

PATIENCE_MS = 60_000


@dataclass
class Laptop:
    """Gaitbox in headset mode, as its own page would ask it."""

    machine: Machine
    address: str

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """The answer to a request on loopback."""
        answer = self.machine.call(
            httpx.request, method, f"{self.address}{path}", json=body, timeout=60, trust_env=False
        )
        assert answer.is_success, answer.text
        return answer.json()

    def lead(self, **change: object) -> None:
        """Do something to what everybody watches, as the teacher's page would."""
        self.machine.call(self._lead, {"type": "set", **change})

    def _lead(self, message: dict[str, object]) -> None:
        url = f"{self.address.replace('http', 'ws', 1)}session"
        with connect(url, origin=Origin(self.address.rstrip("/")), proxy=None) as socket:
            socket.recv(20)
            socket.send(json.dumps(message))
            # The answer to what comes after it says that it was heard.
            socket.send(json.dumps({"type": "ping", "id": 1}))
            while json.loads(socket.recv(20))["type"] != "pong":
                pass


@pytest.fixture(scope="module")
def air() -> Iterator[tuple[Machine, Machine]]:
    with wifi("laptop", "headset") as machines:
        yield machines["laptop"], machines["headset"]


@pytest.fixture(scope="module")
def laptop(
    air: tuple[Machine, Machine], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Laptop]:
    """Gaitbox in headset mode with one motion."""
    built_console()
    machine, _ = air
    home = tmp_path_factory.mktemp("home")
    words = [sys.executable, "-m", "runtime", "serve", "--port", "0", "--no-browser", "--lan"]
    process = machine.start(
        words,
        env={**os.environ, "GAITBOX_HOME": str(home), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    laptop = Laptop(machine, f"{Spoken(process).url()}/")
    laptop.ask("POST", "gen_text2motion", {"prompt": HEMIPLEGIC, "seed": 3, "seconds": SECONDS})
    yield laptop


@pytest.fixture(scope="module")
def headset_browser(
    air: tuple[Machine, Machine], browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """Chromium on the headset's side of the Wi-Fi."""
    _, machine = air
    starter = tmp_path_factory.mktemp("browser") / "chromium"
    command = " ".join(machine.command([str(CHROMIUM)]))
    starter.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
    starter.chmod(0o755)
    started = browser.browser_type.launch(executable_path=str(starter), args=list(FLAGS))
    yield started
    started.close()


@pytest.fixture
def device(headset_browser: Browser) -> Iterator[BrowserContext]:
    """A headset's browser whose user goes on past the warning about the certificate."""
    context = headset_browser.new_context(viewport=WINDOW, ignore_https_errors=True)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


def lan_url(laptop: Laptop) -> str:
    """The address that the laptop shows."""
    deadline = time.monotonic() + 30
    while not (addresses := laptop.ask("GET", "headset")["addresses"]):
        assert time.monotonic() < deadline, "no address on the Wi-Fi"
        time.sleep(0.1)
    url: str = addresses[0]["url"]
    assert "10.77.0.1" in url
    return url


def test_the_lan_address_is_secure_and_the_plain_one_leads_to_it(
    laptop: Laptop, device: BrowserContext
) -> None:
    url = lan_url(laptop)
    page = device.new_page()
    page.goto(url)
    assert page.evaluate("[location.protocol, location.hostname]") == ["https:", "10.77.0.1"]
    assert page.evaluate("isSecureContext")
    assert page.evaluate("'xr' in navigator")
    # Port 8772 is the redirect of an address that was typed without https.
    page.goto("http://10.77.0.1:8772/")
    assert page.evaluate("[location.protocol, location.hostname]") == ["https:", "10.77.0.1"]


def test_a_plain_page_of_the_same_laptop_would_have_no_webxr(
    laptop: Laptop, device: BrowserContext
) -> None:
    """Why the LAN door has TLS at all: without, the browser hides WebXR."""
    page = device.new_page()
    page.route("http://10.77.0.1/", lambda route: route.fulfill(body="<p>plain</p>"))
    page.goto("http://10.77.0.1/")
    assert not page.evaluate("isSecureContext")
    assert not page.evaluate("'xr' in navigator")


def test_a_headset_pairs_follows_and_goes_its_own_way(
    laptop: Laptop, device: BrowserContext
) -> None:
    motion = laptop.ask("GET", "motions")["motions"][0]["id"]
    lan_url(laptop)
    wear(device)
    page = device.new_page()
    page.goto(laptop.ask("POST", "headset/pairing")["link"])
    wait_for(page, "gaitbox.xr !== null")
    assert page.evaluate("isSecureContext")
    laptop.lead(motion=motion, playing=True, position=0.0)
    wait_for_motion(page, motion)
    headset = Headset(page)
    headset.enter()
    wait_for(page, "gaitbox.playing && gaitbox.xr.following")

    laptop.lead(playing=False, position=1.25, highlight=False, travel="travelling")
    wait_for(page, "!gaitbox.playing && Math.abs(gaitbox.time - 1.25) < 0.002")
    assert not page.get_by_label("Highlight").is_checked()
    posed = page.evaluate("gaitbox.xr.bones()")
    laptop.lead(position=2.0)
    wait_for(page, "Math.abs(gaitbox.time - 2.0) < 0.002")
    headset.wait_frames()
    assert page.evaluate("gaitbox.xr.bones()") != posed

    headset.stand(0, 1.6, 0, yaw=-0.5, pitch=-0.25)
    headset.press("highlight")
    wait_for(page, "gaitbox.xr.following === false", 20)
    laptop.lead(position=3.0)
    page.wait_for_timeout(700)
    assert page.evaluate("gaitbox.time") == pytest.approx(2.0, abs=0.01)
    headset.press("follow")
    wait_for(page, "gaitbox.xr.following && Math.abs(gaitbox.time - 3.0) < 0.002", 20)
    headset.press("exit")
    wait_for(page, "!gaitbox.xr.presenting")
    assert page.evaluate("gaitbox.time") == pytest.approx(3.0, abs=0.01)
