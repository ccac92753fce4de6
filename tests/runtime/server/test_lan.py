"""The doors towards the network, on addresses of loopback: which port, who gets in, who stays."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosedError

from runtime.certificate import Certificate
from runtime.devices import Devices
from runtime.server import lan as module
from runtime.server.door import LanDoor, door_of
from runtime.server.lan import Doors
from runtime.server.sockets import authority

FOUR, SIX = "127.0.0.1", "::1"
NOT_HERE = "192.0.2.1"
"""An address for documentation (RFC 5737); no machine has it."""


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Says whether it was marked; as a WebSocket, repeats."""
    if scope["type"] == "websocket":
        talk = WebSocket(scope, receive, send)
        await talk.accept()
        with contextlib.suppress(Exception):
            while True:
                await talk.send_text(await talk.receive_text())
        return
    await JSONResponse({"lan": door_of(scope) is not None})(scope, receive, send)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((FOUR, 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def within(tmp_path: Path) -> Callable[[Callable[[Doors], Awaitable[None]]], None]:
    """Runs a test with doors that are all shut, and shuts them after it."""

    def run(test: Callable[[Doors], Awaitable[None]]) -> None:
        async def whole() -> None:
            tls = Certificate(tmp_path).cover([FOUR, SIX], [])
            mark = LanDoor(frozenset, Devices(tmp_path / "devices.json"))
            doors = Doors(app, tls, mark, lambda: targets(doors), free_port())
            try:
                async with asyncio.timeout(60):
                    await test(doors)
            finally:
                await doors.close()

        asyncio.run(whole())

    return run


def targets(doors: Doors) -> dict[str, str]:
    assert doors.port and doors.redirect_port
    pairs = ((authority(a, doors.redirect_port), authority(a, doors.port)) for a in (FOUR, SIX))
    return dict(pairs)


def trusting() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


class Talk:
    """A connection to a door."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def ask(self, target: str = "/", host: str = "x") -> tuple[int, dict[str, str], str]:
        self.writer.write(f"GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
        body = await self.reader.readexactly(int(headers.get("content-length", "0")))
        return int(head[0].split()[1]), headers, body.decode()

    async def is_over(self) -> bool:
        try:
            return await asyncio.wait_for(self.reader.read(1), 20) == b""
        except (ConnectionError, ssl.SSLError):
            return True


@asynccontextmanager
async def talking(address: str, port: int | None, tls: bool = True) -> AsyncIterator[Talk]:
    assert port is not None
    reader, writer = await asyncio.open_connection(address, port, ssl=trusting() if tls else None)
    try:
        yield Talk(reader, writer)
    finally:
        writer.transport.abort()


async def refuses(address: str, port: int) -> bool:
    try:
        async with talking(address, port):
            return False
    except OSError:
        return True


def test_every_address_has_a_door_at_the_same_port_and_marks_what_comes_in(within: Any) -> None:
    async def test(doors: Doors) -> None:
        assert await doors.hold([FOUR, SIX]) == {}
        assert doors.addresses == (FOUR, SIX) and doors.redirect_port == (doors.port or 0) + 1
        for address in (FOUR, SIX):
            async with talking(address, doors.port) as talk:
                status, headers, body = await talk.ask()
                assert (status, body) == (200, '{"lan":true}') and "server" not in headers

    within(test)


def test_the_next_port_that_is_free_everywhere(within: Any) -> None:
    async def test(doors: Doors) -> None:
        wished = doors._wished
        with socket.create_server((SIX, wished), family=socket.AF_INET6):
            assert await doors.hold([FOUR, SIX]) == {}
            assert doors.port is not None and doors.port > wished
            await doors.close()
            assert doors.port is None and doors.addresses == ()
            await doors.hold([FOUR])
            assert doors.port is not None and doors.port > wished  # it stays where it was

    within(test)


def test_a_port_that_is_taken_later_is_that_addresss_trouble_alone(within: Any) -> None:
    async def test(doors: Doors) -> None:
        await doors.hold([FOUR])
        port = doors.port or 0
        with socket.create_server((SIX, port), family=socket.AF_INET6):
            failed = await doors.hold([FOUR, SIX])
            assert list(failed) == [SIX] and doors.addresses == (FOUR,)
        assert await doors.hold([FOUR, SIX]) == {} and doors.port == port
        assert list(await doors.hold([FOUR, NOT_HERE])) == [NOT_HERE]

    within(test)


def test_only_the_doors_of_gone_addresses_are_shut(within: Any) -> None:
    async def test(doors: Doors) -> None:
        await doors.hold([FOUR, SIX])
        async with talking(FOUR, doors.port) as stays, talking(SIX, doors.port) as goes:
            await stays.ask()
            await goes.ask()
            await doors.hold([FOUR])
            assert await goes.is_over() and await refuses(SIX, doors.port or 0)
            assert (await stays.ask())[0] == 200

    within(test)


def test_a_handshake_that_was_under_way_gets_nowhere_after_the_door_was_shut(within: Any) -> None:
    async def test(doors: Doors) -> None:
        await doors.hold([FOUR])
        late = socket.create_connection((FOUR, doors.port or 0), 10)
        await asyncio.sleep(0.2)  # accepted, and the handshake not begun
        await doors.close()
        assert await asyncio.to_thread(_answer_to, late) == b""

    within(test)


def _answer_to(late: socket.socket) -> bytes:
    """What a client hears that finishes its handshake and asks."""
    try:
        with trusting().wrap_socket(late) as talk:
            talk.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            return talk.recv(100)
    except OSError:
        return b""


def test_silent_visitors_are_sent_away(within: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HANDSHAKE_S", 0.5)

    async def test(doors: Doors) -> None:
        await doors.hold([FOUR])
        async with (
            talking(FOUR, doors.port, tls=False) as no_handshake,
            talking(FOUR, doors.port) as no_request,
            talking(FOUR, doors.redirect_port, tls=False) as no_question,
        ):
            assert await no_handshake.is_over()
            assert await no_request.is_over()
            assert await no_question.is_over()
        async with talking(FOUR, doors.port) as good:
            assert (await good.ask())[0] == 200

    within(test)


@pytest.mark.parametrize("limit", ["MOST_CONNECTIONS", "MOST_OF_ONE"])
def test_only_so_many_are_let_in_and_others_when_they_have_left(
    within: Any, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(module, limit, 3)

    async def test(doors: Doors) -> None:
        await doors.hold([FOUR, SIX])
        port, plain = doors.port or 0, doors.redirect_port
        async with (
            talking(FOUR, port) as first,
            talking(FOUR, port, tls=False) as no_handshake,
            talking(FOUR, plain, tls=False) as no_question,
        ):
            assert await refuses(FOUR, port) and (await first.ask())[0] == 200
            # Another machine is only kept out where all places are taken.
            assert await refuses(SIX, port) == (limit == "MOST_CONNECTIONS")
            no_handshake.writer.close()
            no_question.writer.close()
            async with asyncio.timeout(20):
                while await refuses(FOUR, port):
                    await asyncio.sleep(0.05)

    within(test)


def test_a_websocket_counts_until_it_is_over(within: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_OF_ONE", 1)

    async def test(doors: Doors) -> None:
        await doors.hold([FOUR])
        port = doors.port or 0
        async with connect(f"wss://{FOUR}:{port}/", ssl=trusting()) as talk:
            assert await refuses(FOUR, port)
            await talk.send("still there")
            assert await talk.recv() == "still there"
        async with asyncio.timeout(20):
            while await refuses(FOUR, port):
                await asyncio.sleep(0.05)

    within(test)


def test_messages_of_the_live_session_go_through_and_large_ones_do_not(within: Any) -> None:
    async def test(doors: Doors) -> None:
        await doors.hold([FOUR])
        url = f"wss://{FOUR}:{doors.port}/session"
        async with connect(url, ssl=trusting(), compression=None) as talk:
            await talk.send("x" * 4096)
            assert await talk.recv() == "x" * 4096
            await talk.send("x" * 4097)
            with pytest.raises(ConnectionClosedError) as caught:
                await talk.recv()
            assert caught.value.rcvd is not None and caught.value.rcvd.code == 1009

    within(test)


@pytest.mark.parametrize(
    ("target", "host", "status", "location"),
    [
        ("/", "{own}", 308, "https://{door}/"),
        ("/a?b=c&d", "{own}", 308, "https://{door}/a?b=c&d"),
        ("//evil.example/x", "{own}", 308, "https://{door}//evil.example/x"),
        ("/%0d%0aSet-Cookie:x", "{own}", 308, "https://{door}/%0d%0aset-cookie:x"),
        ("http://evil.example/", "{own}", 308, "https://{door}/"),
        ("@evil.example", "{own}", 308, "https://{door}/"),
        ("*", "{own}", 308, "https://{door}/"),
        ("/", "evil.example", 421, None),
        ("/", "{door}", 421, None),
        ("/", "{own}.evil.example", 421, None),
        ("/", "evil@{own}", 421, None),
        ("/", "", 421, None),
    ],
)
def test_the_plain_listener_leads_to_the_door_and_nowhere_else(
    within: Any, target: str, host: str, status: int, location: str | None
) -> None:
    async def test(doors: Doors) -> None:
        await doors.hold([FOUR])
        places = {"own": f"{FOUR}:{doors.redirect_port}", "door": f"{FOUR}:{doors.port}"}
        async with talking(FOUR, doors.redirect_port, tls=False) as talk:
            answer = await talk.ask(target, host.format(**places))
            assert answer[0] == status
            assert answer[1].get("location") == (location and location.format(**places))
            assert await talk.is_over()

    within(test)
