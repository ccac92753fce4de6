"""The WebSocket of the live session: it carries texts between members and `runtime.session`."""

from __future__ import annotations

import asyncio
import contextlib

from fastapi import APIRouter, WebSocket
from starlette.websockets import WebSocketDisconnect

from retarget.errors import NotFound
from runtime.library import Library
from runtime.server.door import device_of, door_of
from runtime.server.services import Services
from runtime.session import CLOSE_CODES, Member, Role, Session
from runtime.session_messages import Refused

SEND_LIMIT_S = 5.0
"""A member that takes no bytes for so long is gone: the queue of the system is full, too."""

CLOSE_LIMIT_S = 1.0
"""Longest wait for room to send a close frame in."""

FAREWELL_S = 0.5
"""How long an ending server waits until members have their goodbye."""

Ending = tuple[int, str]
"""Close code and reason."""

_GONE: Ending = (1000, "")

router = APIRouter()


@router.websocket("/session")
async def session(socket: WebSocket) -> None:
    """Shows members what the laptop shows, for as long as they stay; see PROTOCOL.md."""
    parts: Services = socket.app.state.services
    door, device = door_of(socket.scope), device_of(socket.scope)
    if door is not None and device is None:
        await socket.close(1008)  # before it is accepted: answers 403
        return
    await socket.accept()
    wake = asyncio.Event()
    member = parts.session.join("lead" if door is None else "follow", device, wake.set)
    if member is None:
        await _close(socket, (CLOSE_CODES["slow"], "too many connections"))
        return
    if door is not None and device is not None and not door.devices.has(device.id):
        member.dismiss("revoked")  # since its token was checked
    try:
        await _serve(socket, parts, member, wake)
    finally:
        if door is not None and device is not None:
            door.devices.seen(device.id)


async def farewell(live: Session, role: Role | None = None) -> None:
    """Say goodbye to all members, or all of a role, and give them a moment to read it."""
    live.stop(role)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(FAREWELL_S):
            while any(member.bye for member in live.members):
                await asyncio.sleep(0.01)


async def _serve(socket: WebSocket, parts: Services, member: Member, wake: asyncio.Event) -> None:
    reading = asyncio.create_task(_read(socket, parts, member))
    writing = asyncio.create_task(_write(socket, member, wake))
    try:
        done, _ = await asyncio.wait({reading, writing}, return_when=asyncio.FIRST_COMPLETED)
        ending = next(iter(done)).result()
    finally:
        parts.session.leave(member)
        for task in (reading, writing):
            task.cancel()
        await asyncio.gather(reading, writing, return_exceptions=True)
    await _close(socket, ending)


async def _read(socket: WebSocket, parts: Services, member: Member) -> Ending:
    """Hand on what a member says, until it leaves or says what it must not."""
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return _GONE
        text = message.get("text")
        shown = parts.session.state.motion
        try:
            parts.session.receive(member, text if text is not None else message["bytes"])
        except Refused as refused:
            return refused.code, refused.reason
        motion = parts.session.state.motion
        if motion is not None and motion != shown:
            await _check(motion, parts)


async def _check(motion: str, parts: Services) -> None:
    """Take back a motion that the library has not, or no more."""
    if not await asyncio.to_thread(_is_there, parts.library, motion):
        parts.session.forget_motion(motion)


def _is_there(library: Library, motion: str) -> bool:
    try:
        library.get(motion)
    except NotFound:
        return False
    return True


async def _write(socket: WebSocket, member: Member, wake: asyncio.Event) -> Ending:
    """Send what waits for a member, until it is sent away or takes nothing more."""
    while True:
        wake.clear()
        while member.waiting:
            text = member.waiting.popleft()
            try:
                async with asyncio.timeout(SEND_LIMIT_S):
                    await socket.send_text(text)
            except TimeoutError:
                member.dismiss("slow")
                return CLOSE_CODES["slow"], "slow"
            except (WebSocketDisconnect, RuntimeError):
                return _GONE
        if member.bye is not None:
            return CLOSE_CODES[member.bye], member.bye
        await wake.wait()


async def _close(socket: WebSocket, ending: Ending) -> None:
    with contextlib.suppress(TimeoutError, RuntimeError, WebSocketDisconnect):
        async with asyncio.timeout(CLOSE_LIMIT_S):
            await socket.close(*ending)
