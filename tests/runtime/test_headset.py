"""Headset mode follows the adapters: it waits, comes up by itself, and says what is in the way."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from retarget.errors import BadInput, GaitboxError
from runtime import headset as module
from runtime.devices import Devices
from runtime.discovery import Advertiser, Offer
from runtime.headset import HeadsetMode, HeadsetSettings
from runtime.identity import Identity
from runtime.network import DOWN, USABLE, VIRTUAL, Interface

FOUR, SIX = "127.0.0.1", "::1"
VPN = Interface("tun0", ("10.8.0.2",), VIRTUAL)


def wlan(*addresses: str) -> Interface:
    return Interface("wlan0", addresses, USABLE if addresses else DOWN)


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body"})


class Quiet(Advertiser):
    """An advertiser that keeps what it was told; the real one is tried between namespaces."""

    offers: list[Offer | None] = []

    def show(self, offer: Offer | None) -> None:
        self.offers.append(offer)

    async def close(self) -> None:
        self.offers.append(None)


@dataclass
class Laptop:
    """Headset mode on a laptop whose adapters a test changes."""

    mode: HeadsetMode
    adapters: list[Interface]
    said: list[dict[str, Any]] = field(default_factory=list)
    farewells: list[bool] = field(default_factory=list)

    async def until(self, good: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        async with asyncio.timeout(20):
            while not good(self.mode.document()):
                await asyncio.sleep(0.02)
        return self.mode.document()

    async def farewell(self) -> None:
        self.farewells.append(bool(self.mode.document()["addresses"]))


def addresses(document: dict[str, Any]) -> list[str]:
    return [each["address"] for each in document["addresses"]]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((FOUR, 0))
        return int(probe.getsockname()[1])


Test = Callable[[Laptop], Awaitable[None]]


@pytest.fixture
def within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Runs a test on a laptop with an adapter at loopback's addresses; switches off after it."""
    monkeypatch.setattr(module, "POLL_S", 0.05)
    monkeypatch.setattr(module, "Advertiser", Quiet)
    monkeypatch.setattr(Quiet, "offers", [])

    def run(test: Test, *adapters: Interface, folder: Path | None = None, **settings: Any) -> None:
        async def whole() -> None:
            there = list(adapters)
            mode = HeadsetMode(
                Identity("ab" * 16, "Gaitbox on ANNA", "anna"),
                Devices(tmp_path / "devices.json"),
                folder or tmp_path,
                HeadsetSettings(port=free_port(), **settings),
                lambda: list(there),
            )
            laptop = Laptop(mode, there)
            mode.start(app, laptop.farewell)
            mode.listen(laptop.said.append)
            try:
                async with asyncio.timeout(60):
                    await test(laptop)
            finally:
                await mode.close()

        asyncio.run(whole())

    return run


def test_it_is_off_until_it_is_switched_on(within: Any) -> None:
    async def test(laptop: Laptop) -> None:
        await laptop.mode.look()
        document = laptop.mode.document()
        assert not document["on"] and document["port"] is None and not document["addresses"]
        assert document["interfaces"] == [
            {"name": "tun0", "addresses": ["10.8.0.2"], "state": "virtual", "chosen": False},
            {"name": "wlan0", "addresses": [FOUR, SIX], "state": "usable", "chosen": True},
        ]
        assert laptop.mode.hosts() == frozenset() and Quiet.offers == []
        await laptop.mode.switch(True)
        document, port = laptop.mode.document(), laptop.mode.document()["port"]
        assert addresses(document) == [FOUR, SIX] and document["problem"] is None
        assert document["addresses"][1]["url"] == f"https://[::1]:{port}/"
        own = {f"anna.local:{port}", f"anna-ababab.local:{port}"}
        assert laptop.mode.hosts() == {f"{FOUR}:{port}", f"[{SIX}]:{port}", *own}
        (offer,) = Quiet.offers
        assert offer is not None and offer.port == port and offer.redirect_port
        assert offer.fingerprint == document["fingerprint"] == laptop.mode.fingerprint()
        await laptop.mode.switch(False)
        document = laptop.mode.document()
        assert not document["on"] and not document["addresses"] and Quiet.offers[-1] is None
        assert laptop.farewells == [True]  # said while the doors were still open
        assert [each["on"] for each in laptop.said] == [True, False]

    within(test, VPN, wlan(FOUR, SIX))


def test_no_network_is_no_failure(within: Any) -> None:
    async def test(laptop: Laptop) -> None:
        await laptop.mode.switch(True)
        document = laptop.mode.document()
        assert document["on"] and not document["addresses"]
        assert "not connected to a network" in document["problem"]["detail"]
        laptop.adapters[0] = wlan(FOUR)
        document = await laptop.until(lambda document: bool(document["addresses"]))
        assert document["problem"] is None
        laptop.adapters.clear()
        document = await laptop.until(lambda document: bool(document["problem"]))
        assert not document["addresses"] and Quiet.offers[-1] is None

    within(test, wlan())


def test_the_start_does_not_wait_for_it(within: Any) -> None:
    async def test(laptop: Laptop) -> None:
        assert laptop.mode.document()["on"] and not laptop.mode.document()["addresses"]
        await laptop.until(lambda document: addresses(document) == [FOUR])

    within(test, wlan(FOUR), on=True)


def test_addresses_come_and_go(within: Any) -> None:
    async def test(laptop: Laptop) -> None:
        await laptop.mode.switch(True)
        port, fingerprint = laptop.mode.document()["port"], laptop.mode.fingerprint()
        laptop.adapters[0] = wlan(SIX)
        document = await laptop.until(lambda document: addresses(document) == [SIX])
        assert document["fingerprint"] == fingerprint and document["port"] == port
        offer = Quiet.offers[-1]
        assert offer is not None and [each.address for each in offer.addresses] == [SIX]

    within(test, wlan(FOUR))


def test_another_adapter_can_be_chosen_and_unknown_ones_not(within: Any) -> None:
    async def test(laptop: Laptop) -> None:
        await laptop.mode.switch(True)
        assert addresses(laptop.mode.document()) == [FOUR]
        with pytest.raises(BadInput, match="no network adapter"):
            await laptop.mode.choose(["eth7"])
        assert addresses(laptop.mode.document()) == [FOUR]
        await laptop.mode.choose(["docker0"])
        assert addresses(laptop.mode.document()) == [SIX]
        laptop.adapters.pop()
        document = await laptop.until(lambda document: document["problem"])
        assert "chosen network adapter is not connected" in document["problem"]["detail"]
        await laptop.mode.choose(None)
        assert addresses(laptop.mode.document()) == [FOUR]

    within(test, wlan(FOUR), Interface("docker0", (SIX,), VIRTUAL))


def test_a_port_that_another_program_took_is_said_and_had_later(within: Any) -> None:
    async def test(laptop: Laptop) -> None:
        await laptop.mode.switch(True)
        port = laptop.mode.document()["port"]
        with socket.create_server((SIX, port), family=socket.AF_INET6):
            laptop.adapters[0] = wlan(FOUR, SIX)
            document = await laptop.until(lambda document: document["problem"])
            assert f"port {port} on ::1" in document["problem"]["detail"]
            assert addresses(document) == [FOUR] and document["problem"]["remedy"]
        document = await laptop.until(lambda document: addresses(document) == [FOUR, SIX])
        assert document["problem"] is None

    within(test, wlan(FOUR))


def test_a_key_that_cannot_be_kept_is_said_and_nothing_opened(within: Any, tmp_path: Path) -> None:
    blocked = tmp_path / "headset"
    blocked.write_text("a file where the folder should be")

    async def test(laptop: Laptop) -> None:
        await laptop.mode.switch(True)
        document = laptop.mode.document()
        assert not document["addresses"] and "cannot be kept" in document["problem"]["detail"]
        assert document["fingerprint"] is None
        blocked.unlink()
        await laptop.until(lambda document: addresses(document) == [FOUR])

    within(test, wlan(FOUR), folder=blocked)


def test_what_nobody_expected_is_said_and_survived(within: Any, caplog: Any) -> None:
    async def test(laptop: Laptop) -> None:
        laptop.adapters[0] = None  # type: ignore[call-overload]
        await laptop.mode.switch(True)
        assert laptop.mode.document()["problem"]
        laptop.adapters[0] = wlan(FOUR)
        document = await laptop.until(lambda document: addresses(document) == [FOUR])
        assert document["problem"] is None and "headset mode failed" in caplog.text

    within(test, wlan(FOUR))


def test_a_network_that_hears_nothing_is_said_but_costs_no_door(within: Any) -> None:
    async def test(laptop: Laptop) -> None:
        laptop.mode._advertiser.problem = GaitboxError("Headsets cannot find it.", "Type it.")
        await laptop.mode.switch(True)
        document = laptop.mode.document()
        assert addresses(document) == [FOUR]
        assert document["problem"] == {"detail": "Headsets cannot find it.", "remedy": "Type it."}

    within(test, wlan(FOUR))


def test_switches_in_quick_succession_end_where_the_last_one_says(within: Any) -> None:
    async def test(laptop: Laptop) -> None:
        wishes = [True, False, True, True, False, True, False]
        await asyncio.gather(*(laptop.mode.switch(wish) for wish in wishes))
        document = laptop.mode.document()
        assert not document["on"] and not document["addresses"]
        assert len(asyncio.all_tasks()) == 1 and threading.active_count() < 20

    within(test, wlan(FOUR))
