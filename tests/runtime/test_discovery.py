"""What is announced, and what happens where announcing fails. Between machines it is tried in
tests/runtime/server/test_headset_network.py."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from runtime import discovery as module
from runtime.discovery import Advertiser, Offer, txt
from runtime.identity import LONGEST_LABEL, LONGEST_NAME, Identity
from runtime.network import Address

FINGERPRINT = "f" * 64
IDENTITY = Identity("ab" * 16, "Gaitbox on ANNA", "anna")


def offer(*addresses: tuple[str, str]) -> Offer:
    listed = tuple(Address(address, interface) for interface, address in addresses)
    return Offer(listed, 8771, 8772, FINGERPRINT, "0.1.0")


def within(test: Callable[[Advertiser], Awaitable[None]], identity: Identity = IDENTITY) -> None:
    async def whole() -> None:
        advertiser = Advertiser(identity)
        try:
            async with asyncio.timeout(30):
                await test(advertiser)
        finally:
            await advertiser.close()

    asyncio.run(whole())


def test_the_text_is_short_and_holds_what_the_protocol_says() -> None:
    pairs = txt("ab" * 16, FINGERPRINT, "0.1.0")
    assert list(pairs) == ["txtvers", "api", "id", "ver", "path", "tls", "fp", "auth"]
    assert all(len(f"{key}={value}") < 100 for key, value in pairs.items())
    assert sum(len(f"{key}={value}") + 1 for key, value in pairs.items()) < 200  # RFC 6763, 6.2


def test_an_adapters_addresses_stay_together() -> None:
    told = offer(("wlan0", "10.0.0.5"), ("wlan0", "fd00::5"), ("eth0", "10.1.0.5"))
    links = module._links(told)
    assert {key: link.source for key, link in links.items()} == {
        ("wlan0", 4): "10.0.0.5",
        ("wlan0", 6): "fd00::5",
        ("eth0", 4): "10.1.0.5",
    }
    assert links["wlan0", 4].addresses == links["wlan0", 6].addresses == ("10.0.0.5", "fd00::5")
    assert links["eth0", 4].addresses == ("10.1.0.5",) and module._links(None) == {}


def test_names_stay_labels_with_a_number() -> None:
    longest = Identity("ab" * 16, "x" * LONGEST_NAME, "anna")
    advertiser = Advertiser(longest)
    advertiser._number = module.MOST_NUMBERS
    assert len(advertiser.name.encode()) == LONGEST_LABEL and advertiser.name.endswith(" (99)")


def test_a_system_that_refuses_is_said_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    real = module.AsyncZeroconf
    refuse = True

    def opened(**options: Any) -> Any:
        if refuse:
            raise OSError(19, "No such device")
        return real(**options)

    monkeypatch.setattr(module, "AsyncZeroconf", opened)
    monkeypatch.setattr(module, "RETRY_S", 0.1)
    monkeypatch.setattr(module, "PROBE_S", 0.01)

    async def test(advertiser: Advertiser) -> None:
        nonlocal refuse
        advertiser.show(offer(("lo", "127.0.0.1")))
        assert advertiser.problem is None  # nobody waited for it
        while advertiser.problem is None:
            await asyncio.sleep(0.01)
        assert not advertiser.advertised and "QR code" in advertiser.problem.remedy
        refuse = False
        while not advertiser.advertised:
            await asyncio.sleep(0.01)
        while advertiser.problem is not None:
            await asyncio.sleep(0.01)

    within(test)


def test_what_nobody_expected_ends_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(**options: Any) -> Any:
        raise ValueError("odd")

    monkeypatch.setattr(module, "AsyncZeroconf", broken)

    async def test(advertiser: Advertiser) -> None:
        advertiser.show(offer(("lo", "127.0.0.1")))
        while advertiser.problem is None:
            await asyncio.sleep(0.01)

    within(test)
    assert "announcing the laptop failed: ValueError" in caplog.text


def test_closing_in_the_middle_of_the_start_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(advertiser: Advertiser) -> None:
        for _ in range(3):
            advertiser.show(offer(("lo", "127.0.0.1")))
            await asyncio.sleep(0.05)
            await advertiser.close()
            assert not advertiser.advertised and len(asyncio.all_tasks()) <= 2

    within(test)
