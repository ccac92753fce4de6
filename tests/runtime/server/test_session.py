"""The live session over real sockets."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import time
from collections.abc import AsyncIterator, Coroutine
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.runtime.headset_app import follow, lan_door, lead, paired_app
from tests.runtime.server.live import Doors, Seen, doors, watching
from tests.runtime.server.running import Running
from tests.runtime.session_noise import noise

CHANGES = 2000
CLOCK_ERROR_S = 0.05
NO_LIMIT = 1e9


def go(test: Coroutine[Any, Any, None]) -> None:
    """Run a test that is a coroutine, for a minute at most."""

    async def limited() -> None:
        async with asyncio.timeout(60):
            await test

    asyncio.run(limited())


@contextlib.asynccontextmanager
async def classroom(place: Doors, headsets: int = 4) -> AsyncIterator[tuple[Seen, list[Seen]]]:
    """A laptop that leads, and headsets that follow."""
    async with contextlib.AsyncExitStack() as stack:
        leader = await stack.enter_async_context(watching(place.lead()))
        devices = [place.pair(f"Quest {number}") for number in range(headsets)]
        followers = [
            await stack.enter_async_context(watching(place.follow(device))) for device in devices
        ]
        yield leader, followers


def test_four_headsets_see_every_one_of_2000_changes(tmp_path: Path) -> None:
    async def test() -> None:
        async with doors(tmp_path, NO_LIMIT) as place, classroom(place) as (leader, followers):
            for number in range(CHANGES):
                await leader.say(type="set", position=number / 60, playing=number % 3 == 0)
                if number % 20 == 0:  # a late one now and then, which must catch up
                    await asyncio.sleep(0)
            for follower in followers:
                await follower.until(lambda seen: seen.state["seq"] == CHANGES)
                assert follower.seqs == list(range(CHANGES + 1))
                assert follower.state["position"] == pytest.approx((CHANGES - 1) / 60)

    go(test())


def test_everyone_is_at_the_same_place_of_the_motion(tmp_path: Path) -> None:
    async def test() -> None:
        async with doors(tmp_path) as place, classroom(place) as (leader, followers):
            for member in (leader, *followers):
                for _ in range(8):
                    await member.ping()
                    await asyncio.sleep(0.002)
                await member.until(lambda seen: len(seen.rounds) == 8)
            begin = time.monotonic() * 1000
            await leader.say(type="set", motion="0" * 12, playing=True, position=1.0, speed=0.5)
            for follower in followers:
                await follower.until(lambda seen: seen.state["playing"])
            await asyncio.sleep(0.3)
            now = time.monotonic() * 1000
            truth = 1.0 + 0.5 * (now - begin) / 1000
            places = [follower.position(now) for follower in followers]
            assert places == pytest.approx([truth] * 4, abs=CLOCK_ERROR_S)

    go(test())


def test_one_who_comes_late_catches_up(tmp_path: Path) -> None:
    async def test() -> None:
        async with doors(tmp_path) as place, classroom(place, 1) as (leader, (first,)):
            await leader.say(type="set", motion="0" * 12, playing=True, highlight=False)
            await first.until(lambda seen: seen.state["seq"] == 1)
            async with watching(place.follow(place.pair("late"))) as late:
                assert late.state == first.state
                assert late.others[0]["role"] == "follow"
            await leader.until(lambda seen: [o.get("count") for o in seen.others][-1] == 1)
            names = [d["name"] for o in leader.others for d in o.get("devices", [])]
            assert "late" in names

    go(test())


def test_a_headset_that_leaves_was_seen_then(tmp_path: Path) -> None:
    async def test() -> None:
        async with doors(tmp_path) as place, classroom(place, 0) as (leader, _):
            device, seen = place.pair(), list[str]()
            place.devices.seen = seen.append  # type: ignore[method-assign]
            async with watching(place.follow(device)):
                assert seen == []
            await leader.until(lambda _: seen == [device.id])

    go(test())


def test_a_stuck_headset_is_sent_away_and_nobody_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runtime.server.session.SEND_LIMIT_S", 0.3)

    async def test() -> None:
        async with doors(tmp_path, NO_LIMIT) as place, classroom(place, 1) as (leader, (quick,)):
            stuck = place.pair("stuck")
            async with place.follow(stuck) as socket:
                socket.transport.pause_reading()
                await leader.until(lambda s: s.others[-1]["count"] == 2)
                number = 0
                while leader.others[-1]["count"] == 2:
                    for _ in range(200):
                        number += 1
                        await leader.say(type="set", position=number)
                    await quick.until(lambda seen, last=number: seen.state["seq"] == last)
                    assert number < 200_000
                assert quick.seqs == list(range(number + 1))
                await leader.until(lambda _: len(place.session.members) == 2)  # it is let go
                socket.transport.resume_reading()
                with contextlib.suppress(ConnectionClosed):
                    seqs = [json.loads(text) for text in [await socket.recv()]]
                    async for text in socket:
                        seqs.append(json.loads(text))
                states = [m["state"]["seq"] for m in seqs if "state" in m]
                assert states == list(range(len(states)))  # without a gap up to its end
            async with watching(place.follow(stuck)) as again:
                assert again.state["seq"] == number

    go(test())


def test_a_revoked_device_is_cut_off_at_once(tmp_path: Path) -> None:
    async def test() -> None:
        async with doors(tmp_path) as place, classroom(place, 1) as (leader, (kept,)):
            device = place.pair("stolen")
            async with watching(place.follow(device)) as seen:
                await asyncio.to_thread(place.devices.revoke, device.id)
                await seen.until(lambda s: s.code is not None)
                assert seen.code == 4401
                assert seen.others[-1] == {"type": "bye", "reason": "revoked"}
            async with watching(place.follow(device)) as late:  # its token was checked before
                await late.until(lambda s: s.code is not None)
                assert late.code == 4401
            assert kept.code is None
            await leader.until(lambda s: s.others[-1]["count"] == 1)

    go(test())


def test_an_ending_server_says_goodbye(tmp_path: Path) -> None:
    async def test() -> None:
        async with contextlib.AsyncExitStack() as stack:
            async with doors(tmp_path) as place:
                room = classroom(place, 2)
                leader, followers = await stack.enter_async_context(room)
            for member in (leader, *followers):
                await member.until(lambda s: s.code is not None)
                assert member.code == 1001
                assert member.others[-1] == {"type": "bye", "reason": "stopped"}

    go(test())


def test_a_motion_that_is_not_there_is_taken_back(tmp_path: Path) -> None:
    async def test() -> None:
        async with doors(tmp_path) as place, classroom(place, 1) as (leader, (follower,)):
            await leader.say(type="set", motion="f" * 12, playing=True)
            for member in (leader, follower):
                await member.until(lambda seen: seen.state["seq"] == 2)
                assert member.state["motion"] is None and member.state["playing"] is False

    go(test())


@pytest.mark.parametrize(
    "message, code",
    [
        ("no JSON", 1007),
        (b"\x00\x01", 1007),
        ('{"type":"set","speed":-1}', 1007),
        ('{"type":"set","playing":true}', 1008),
        ("x" * 4097, 1009),
        ("x" * 20_000_000, 1009),
    ],
    ids=["no JSON", "binary", "wrong value", "a headset leads", "large", "huge"],
)
def test_what_ends_a_connection(tmp_path: Path, message: str | bytes, code: int) -> None:
    async def test() -> None:
        async with doors(tmp_path) as place, classroom(place, 1) as (_, (kept,)):
            async with watching(place.follow(place.pair("odd"))) as seen:
                with contextlib.suppress(ConnectionClosed):
                    await seen.socket.send(message)
                await seen.until(lambda s: s.code is not None)
                assert seen.code == code
            await kept.ping()
            await kept.until(lambda s: bool(s.rounds))

    go(test())


def test_a_flood_ends_its_connection_only(tmp_path: Path) -> None:
    async def test() -> None:
        async with doors(tmp_path) as place, classroom(place, 1) as (leader, (kept,)):
            async with watching(place.lead()) as flooding:
                with contextlib.suppress(ConnectionClosed):
                    for number in range(2000):
                        await flooding.say(type="set", position=number)
                await flooding.until(lambda s: s.code is not None)
                assert flooding.code == 1008
            await leader.say(type="set", position=7777)
            await kept.until(lambda s: s.state["position"] == 7777)
            assert len(kept.states) < 500

    go(test())


def test_nobody_comes_in_without_a_device(tmp_path: Path) -> None:
    async def test() -> None:
        async with doors(tmp_path) as place:
            with pytest.raises(InvalidStatus) as refused:
                async with watching(_plain(f"{place.lan}/session")):
                    pass
            assert refused.value.response.status_code == 403

    go(test())


def test_a_paired_headset_follows_over_tls_until_it_is_revoked(
    toy_model: Path, tmp_path: Path
) -> None:
    """The real doors, guard and pairing of a running Gaitbox."""
    options = ("--port", "0", "--lan", "--interface", "lo")
    with Running(toy_model, tmp_path, *options) as server:
        app, stranger = paired_app(server, "Quest 3"), httpx.Client(base_url=lan_door(server))

        async def test() -> None:
            with pytest.raises(InvalidStatus) as refused:
                async with watching(follow(stranger)):
                    pass
            assert refused.value.response.status_code in (401, 403)
            async with watching(lead(server)) as leader, watching(follow(app)) as follower:
                assert follower.others[0]["role"] == "follow"
                await leader.until(lambda seen: seen.others[-1].get("count") == 1)
                assert leader.others[-1]["devices"][0]["name"] == "Quest 3"
                (device,) = (await _get(server, "/devices"))["devices"]
                assert device["connected"] is True
                await leader.say(type="set", position=3.25)
                await follower.until(lambda seen: seen.state["position"] == 3.25)
                await asyncio.to_thread(server.client.delete, f"/devices/{device['id']}")
                await follower.until(lambda seen: seen.code is not None)
                assert follower.code == 4401
                assert follower.others[-1] == {"type": "bye", "reason": "revoked"}
                await leader.until(lambda seen: seen.others[-1].get("count") == 0)
            with pytest.raises(InvalidStatus):
                async with watching(follow(app)):
                    pass

        go(test())


async def _get(server: Running, path: str) -> Any:
    return (await asyncio.to_thread(server.client.get, path)).json()


def _plain(address: str) -> Any:
    return connect(address, proxy=None)


def test_noise_through_real_sockets(tmp_path: Path) -> None:
    """Hundreds of broken connections: the server stays, and others keep their session."""
    draw = random.Random(5)

    async def test() -> None:
        async with doors(tmp_path) as place, classroom(place, 1) as (leader, (kept,)):
            for _ in range(400):
                async with place.lead() as socket:
                    with contextlib.suppress(ConnectionClosed):
                        for _ in range(3):
                            await socket.send(noise(draw))
            for _ in range(100):  # not even the frames are right
                await _garbage(place.loopback, draw)
            before = place.session.state.seq
            await leader.say(type="set", position=12.5)
            await kept.until(lambda s: s.state["position"] == 12.5)
            assert kept.seqs == list(range(before + 2))
            assert len(place.session.members) <= 2 + 3

    go(test())


async def _garbage(address: str, draw: random.Random) -> None:
    host, port = address.removeprefix("ws://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(
        b"GET /session HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    await reader.readuntil(b"\r\n\r\n")
    writer.write(draw.randbytes(draw.randrange(1, 300)))
    with contextlib.suppress(ConnectionError):
        await writer.drain()
        if draw.random() < 0.5:
            await asyncio.sleep(0)
        writer.close()
        await writer.wait_closed()


def test_a_real_server_shows_forgets_and_says_goodbye(toy_model: Path, tmp_path: Path) -> None:
    """The whole of it: the laptop's door of a running Gaitbox."""
    with Running(toy_model, tmp_path) as server:
        motion = server.generate(seconds=2)[0]["id"]

        async def test() -> None:
            async with watching(lead(server)) as leader, watching(lead(server)) as second:
                assert leader.others[0]["role"] == "lead"
                assert leader.others[0]["server"]["name"].startswith("Gaitbox on ")
                await leader.say(type="set", motion=motion, playing=True)
                await second.until(lambda seen: seen.state["motion"] == motion)
                await asyncio.to_thread(server.client.delete, f"/motions/{motion}")
                for member in (leader, second):
                    await member.until(lambda seen: seen.state["motion"] is None)
                await asyncio.to_thread(server.stop)
                for member in (leader, second):
                    await member.until(lambda seen: seen.code is not None)
                    assert member.others[-1] == {"type": "bye", "reason": "stopped"}
                    assert member.code == 1001

        go(test())
