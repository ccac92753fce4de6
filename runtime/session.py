"""The live session: what the teacher shows, and everyone who watches it.

Pure of sockets and of threads: members join, leave and are given texts; what is to be sent to a
member waits in its queue. A member either gets every state, in order and without gaps, or is told
``bye`` and has to come back; it is never waited for, so that a slow one delays nobody.
"""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from runtime.identity import Named, introduction
from runtime.session_messages import Ping, Refused, Set, read_message

VERSION = 1
"""Of the protocol."""

Role = Literal["lead", "follow"]

MOST_WAITING = 512
"""Messages that wait for one member: eight seconds of scrubbing at 60 a second."""

MOST_MEMBERS = 64
"""A class with a headset each, and some tabs of the laptop."""

MOST_OF_A_DEVICE = 8
"""Connections of one device: its present one, and some that broke off and are not missed yet."""

MESSAGES_PER_S = 120.0
"""Messages a second that one member may send: scrubbing on a 90 Hz display, and pings."""

CLOSE_CODES = {"stopped": 1001, "revoked": 4401, "slow": 1013}
"""Close codes by reason (RFC 6455, section 7.4; 4401 is the protocol's own)."""


@dataclass(frozen=True)
class State:
    """What is shown; see PROTOCOL.md.

    Attributes:
        seq: number of the change, without gaps.
        motion: id of a motion of the library, or None.
        position: seconds from the motion's start at the time ``at``.
        at: milliseconds of the server's clock.
        speed: seconds of the motion a second.
    """

    seq: int = 0
    motion: str | None = None
    playing: bool = False
    position: float = 0.0
    at: float = 0.0
    speed: float = 1.0
    loop: bool = True
    highlight: bool = True
    travel: str = "in-place"

    def position_at(self, now: float) -> float:
        """Position at a time of the server's clock (ms), before the motion's end is minded."""
        return (
            self.position + self.speed * (now - self.at) / 1000 if self.playing else self.position
        )

    def changed(self, values: dict[str, Any], now: float) -> State:
        """The next state; a position that is not given goes on, or starts with a new motion."""
        new_motion = "motion" in values and values["motion"] != self.motion
        position = 0.0 if new_motion else round(self.position_at(now), 4)
        return replace(self, **{"position": position, **values}, seq=self.seq + 1, at=now)


@dataclass(eq=False)
class Member:
    """One connection.

    Attributes:
        role: what it may do.
        device: the paired device behind it; None on loopback.
        wake: called when a message waits.
        bye: why it is sent away, once it is.
    """

    role: Role
    device: Named | None
    wake: Callable[[], None]
    waiting: deque[str] = field(default_factory=deque)
    bye: str | None = None
    allowance: float = MESSAGES_PER_S
    counted: float = 0.0

    def offer(self, text: str) -> bool:
        """Put a message into the queue; False where it is full."""
        if self.bye is not None:
            return True
        if len(self.waiting) >= MOST_WAITING:
            return False
        self.waiting.append(text)
        self.wake()
        return True

    def dismiss(self, reason: str) -> None:
        """Say why it has to go, in place of all that still waits."""
        if self.bye is not None:
            return
        self.bye = reason
        self.waiting.clear()
        self.waiting.append(_text("bye", reason=reason))
        self.wake()


class Session:
    """State and members of the one session of a server.

    Args:
        identity: id and name of this Gaitbox, for the welcome.
        clock: seconds, monotonic.
        messages_per_s: what one member may send.
    """

    def __init__(
        self,
        identity: Named,
        clock: Callable[[], float] = time.monotonic,
        messages_per_s: float = MESSAGES_PER_S,
    ) -> None:
        self.state = State()
        self._identity = identity
        self._clock = clock
        self._origin = clock()
        self._messages_per_s = messages_per_s
        self._members: list[Member] = []

    def now(self) -> float:
        """Milliseconds of the session's clock."""
        return round((self._clock() - self._origin) * 1000, 3)

    @property
    def members(self) -> tuple[Member, ...]:
        """Everyone who is connected."""
        return tuple(self._members)

    def watchers(self) -> list[Named]:
        """Paired devices that are connected, each once."""
        found = {m.device.id: m.device for m in self._members if m.device and not m.bye}
        return list(found.values())

    def join(self, role: Role, device: Named | None, wake: Callable[[], None]) -> Member | None:
        """Let a member in and welcome it with the present state; None where there is no room."""
        of_device = sum(_same(m.device, device) for m in self._members)
        if len(self._members) >= MOST_MEMBERS or of_device >= MOST_OF_A_DEVICE:
            return None
        member = Member(role, device, wake, allowance=self._messages_per_s, counted=self._clock())
        self._members.append(member)
        member.offer(self._welcome(role))
        self._tell_leaders([member] if role == "lead" else self._members)
        return member

    def leave(self, member: Member) -> None:
        """Forget a member whose connection is over."""
        if member in self._members:
            self._members.remove(member)
            if member.role == "follow":
                self._tell_leaders(self._members)

    def receive(self, member: Member, text: str | bytes) -> None:
        """Do what a message of a member asks for.

        Raises:
            Refused: the connection is to be closed.
        """
        if member.bye is not None:
            return
        self._count(member)
        message = read_message(text)
        if isinstance(message, Ping):
            self._send([member], _text("pong", id=message.id, time=self.now()))
            return
        if member.role != "lead":
            raise Refused(1008, "only the laptop leads")
        self.apply(message, member)

    def apply(self, change: Set, author: Member | None = None) -> None:
        """Change the state and tell everyone but who did it."""
        self.state = self.state.changed(change.values, self.now())
        others = [member for member in self._members if member is not author]
        self._send(others, _text("state", state=asdict(self.state)))

    def forget_motion(self, motion: str) -> None:
        """Show nothing where this motion, which is being deleted, was shown."""
        if self.state.motion == motion:
            self.apply(Set({"motion": None, "playing": False}))

    def revoke(self, device: str) -> None:
        """Send a device away whose pairing is over."""
        for member in self.members:
            if member.device is not None and member.device.id == device:
                member.dismiss("revoked")
        self._tell_leaders(self._members)

    def stop(self, role: Role | None = None) -> None:
        """Say goodbye to everyone, or to everyone of a role."""
        for member in self.members:
            if role is None or member.role == role:
                member.dismiss("stopped")

    def _count(self, member: Member) -> None:
        """Take one from a member's allowance, which fills up again with time.

        Raises:
            Refused: it is used up.
        """
        now = self._clock()
        gained = (now - member.counted) * self._messages_per_s
        member.counted = now
        member.allowance = min(member.allowance + gained, self._messages_per_s) - 1
        if member.allowance < 0:
            raise Refused(1008, "too many messages")

    def _welcome(self, role: Role) -> str:
        return _text(
            "welcome",
            protocol=VERSION,
            role=role,
            server=introduction(self._identity),
            time=self.now(),
            state=asdict(self.state),
        )

    def _tell_leaders(self, members: list[Member]) -> None:
        devices = [{"id": device.id, "name": device.name} for device in self.watchers()]
        leaders = [member for member in members if member.role == "lead"]
        self._send(leaders, _text("followers", count=len(devices), devices=devices))

    def _send(self, members: list[Member], text: str) -> None:
        """Send to members; who cannot keep up is sent away, and leaders are told of it."""
        slow = [member for member in members if not member.offer(text)]
        for member in slow:
            member.dismiss("slow")
        if any(member.role == "follow" for member in slow):
            self._tell_leaders(self._members)


def _same(one: Named | None, other: Named | None) -> bool:
    return one is not None and other is not None and one.id == other.id


def _text(kind: str, **values: Any) -> str:
    return json.dumps({"type": kind, **values}, separators=(",", ":"))
