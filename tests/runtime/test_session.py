"""The live session by itself: one state for all, no gaps, nobody waited for, nothing believed."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from typing import Any

import pytest

from runtime.session import (
    MESSAGES_PER_S,
    MOST_MEMBERS,
    MOST_OF_A_DEVICE,
    MOST_WAITING,
    Member,
    Session,
)
from runtime.session_messages import LARGEST_MESSAGE, Refused, read_message
from tests.runtime.session_noise import noise

MOTION, OTHER = "0123456789ab", "ba9876543210"


@dataclass(frozen=True)
class Called:
    id: str
    name: str


LAPTOP = Called("f" * 32, "Gaitbox on TEST")


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Room:
    """A session, its clock, and how often a member was woken."""

    clock: Clock = field(default_factory=Clock)
    woken: int = 0

    def __post_init__(self) -> None:
        self.session = Session(LAPTOP, self.clock)

    def wake(self) -> None:
        self.woken += 1

    def lead(self) -> Member:
        member = self.session.join("lead", None, self.wake)
        assert member is not None
        return member

    def follow(self, name: str = "Quest 3") -> Member:
        member = self.session.join("follow", Called(name.lower(), name), self.wake)
        assert member is not None
        return member

    def say(self, member: Member, **message: Any) -> None:
        self.session.receive(member, json.dumps(message))

    def change(self, member: Member, **values: Any) -> None:
        self.say(member, type="set", **values)


@pytest.fixture
def room() -> Room:
    return Room()


def read(member: Member) -> list[dict[str, Any]]:
    """What waits for a member, taken out."""
    messages = [json.loads(text) for text in member.waiting]
    member.waiting.clear()
    return messages


def states(member: Member) -> list[dict[str, Any]]:
    return [message["state"] for message in read(member) if message["type"] == "state"]


def test_a_member_is_welcomed_with_what_is_shown(room: Room) -> None:
    leader = room.lead()
    room.change(leader, motion=MOTION, playing=True, speed=0.5)
    room.clock.now += 2
    (welcome,) = read(room.follow())
    assert (welcome["type"], welcome["protocol"], welcome["role"]) == ("welcome", 1, "follow")
    assert welcome["server"].keys() == {"id", "name", "version"}
    assert welcome["server"]["name"] == "Gaitbox on TEST"
    assert welcome["time"] == pytest.approx(welcome["state"]["at"] + 2000)
    assert welcome["state"] == {
        "seq": 1,
        "motion": MOTION,
        "playing": True,
        "position": 0.0,
        "at": welcome["state"]["at"],
        "speed": 0.5,
        "loop": True,
        "highlight": True,
        "travel": "in-place",
    }


def test_everyone_but_the_author_gets_every_change(room: Room) -> None:
    leader, second, follower = room.lead(), room.lead(), room.follow()
    for number in range(50):
        room.change(leader, position=number / 10)
    assert [state["seq"] for state in states(follower)] == list(range(1, 51))
    assert [state["position"] for state in states(second)] == [n / 10 for n in range(50)]
    assert states(leader) == []
    room.change(second, highlight=False)
    assert [state["highlight"] for state in states(leader)] == [False]
    assert room.woken > 100


def test_what_is_not_said_stays_and_the_position_goes_on(room: Room) -> None:
    leader, follower = room.lead(), room.follow()
    room.change(leader, motion=MOTION, playing=True, position=1, speed=2)
    room.clock.now += 1.5
    room.change(leader, playing=False)
    room.clock.now += 60
    room.change(leader, loop=False)
    room.change(leader, motion=OTHER)
    positions = [state["position"] for state in states(follower)]
    assert positions == [1, pytest.approx(4), pytest.approx(4), 0]


def test_leaders_know_who_follows(room: Room) -> None:
    leader = room.lead()
    assert read(leader)[-1] == {"type": "followers", "count": 0, "devices": []}
    first, twice = room.follow("A"), room.follow("A")
    room.follow("B")
    assert read(leader)[-1]["devices"] == [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
    room.session.leave(first)
    assert read(leader)[-1]["count"] == 2
    room.session.leave(twice)
    room.session.leave(twice)
    assert [message["count"] for message in read(leader)] == [1]
    assert not [message for message in read(room.follow("C")) if message["type"] == "followers"]


def test_a_ping_is_answered_with_the_time(room: Room) -> None:
    member = room.follow()
    read(member)
    room.clock.now += 0.25
    room.say(member, type="ping", id=7)
    assert read(member) == [{"type": "pong", "id": 7, "time": room.session.now()}]
    assert room.session.now() == 250


def test_a_headset_does_not_lead(room: Room) -> None:
    follower = room.follow()
    with pytest.raises(Refused) as refused:
        room.change(follower, playing=True)
    assert refused.value.code == 1008
    assert room.session.state.seq == 0


def test_one_who_cannot_keep_up_is_sent_away_and_delays_nobody(room: Room) -> None:
    leader, slow, quick = room.lead(), room.follow("slow"), room.follow("quick")
    seen = []
    for number in range(MOST_WAITING + 20):
        room.clock.now += 1 / 60
        room.change(leader, position=number)
        seen += [state["seq"] for state in states(quick)]
    assert seen == list(range(1, MOST_WAITING + 21))
    assert read(slow) == [{"type": "bye", "reason": "slow"}]
    assert (slow.bye, quick.bye) == ("slow", None)
    assert [message["count"] for message in read(leader) if message["type"] == "followers"][-1] == 1


def test_a_deleted_motion_is_not_shown_any_more(room: Room) -> None:
    leader, follower = room.lead(), room.follow()
    room.change(leader, motion=MOTION, playing=True)
    room.session.forget_motion(OTHER)
    assert len(states(follower)) == 1
    room.session.forget_motion(MOTION)
    (state,) = states(follower)
    assert (state["motion"], state["playing"], state["position"]) == (None, False, 0)
    assert states(leader) == [state]


def test_goodbyes(room: Room) -> None:
    leader, first, second = room.lead(), room.follow("A"), room.follow("B")
    room.session.revoke("a")
    assert read(first) == [{"type": "bye", "reason": "revoked"}]
    assert read(leader)[-1]["devices"] == [{"id": "b", "name": "B"}]
    room.change(leader, playing=True)
    room.session.receive(first, "nobody listens to it any more")
    assert read(first) == []
    room.session.stop("follow")
    assert read(second)[-1] == {"type": "bye", "reason": "stopped"} and leader.bye is None
    room.session.stop()
    assert leader.bye == "stopped"


def test_there_is_room_for_a_class_and_not_more(room: Room) -> None:
    for _ in range(MOST_OF_A_DEVICE):
        room.follow("A")
    assert room.session.join("follow", Called("a", "A"), room.wake) is None
    for number in range(MOST_MEMBERS - MOST_OF_A_DEVICE):
        room.follow(f"B{number}")
    assert room.session.join("lead", None, room.wake) is None
    room.session.leave(room.session.members[0])
    assert room.session.join("lead", None, room.wake) is not None


def test_a_flood_ends_the_connection(room: Room) -> None:
    member = room.follow()
    for second in range(3):  # as fast as is allowed, for as long as it likes
        for number in range(int(MESSAGES_PER_S)):
            room.say(member, type="ping", id=second * 1000 + number)
        member.waiting.clear()
        room.clock.now += 1
    with pytest.raises(Refused) as refused:
        for number in range(int(MESSAGES_PER_S) + 1):
            room.say(member, type="ping", id=number)
    assert refused.value.code == 1008


@pytest.mark.parametrize(
    "text, code",
    [
        ("", 1007),
        ("{", 1007),
        ("[]", 1007),
        ("7", 1007),
        ("null", 1007),
        ("[" * 4000, 1007),
        ('{"type":"ping"}', 1007),
        ('{"type":"ping","id":"1"}', 1007),
        ('{"type":"ping","id":1,"more":NaN}', 1007),
        ('{"type":"ping","id":true}', 1007),
        ('{"type":"ping","id":1.5}', 1007),
        ('{"type":"ping","id":9007199254740992}', 1007),
        ('{"type":"welcome"}', 1007),
        ('{"type":["set"],"playing":true}', 1007),
        ('{"type":"set"}', 1007),
        ('{"type":"set","seq":3}', 1007),
        ('{"type":"set","playing":1}', 1007),
        ('{"type":"set","playing":null}', 1007),
        ('{"type":"set","position":-0.1}', 1007),
        ('{"type":"set","position":NaN}', 1007),
        ('{"type":"set","position":Infinity}', 1007),
        ('{"type":"set","position":1e999}', 1007),
        ('{"type":"set","position":' + "9" * 4000 + "}", 1007),
        ('{"type":"set","position":"1"}', 1007),
        ('{"type":"set","position":true}', 1007),
        ('{"type":"set","speed":0}', 1007),
        ('{"type":"set","speed":4.01}', 1007),
        ('{"type":"set","motion":"../../secret"}', 1007),
        ('{"type":"set","motion":"0123456789AB"}', 1007),
        ('{"type":"set","motion":7}', 1007),
        ('{"type":"set","travel":"flying"}', 1007),
        ('{"type":"set","travel":["in-place"]}', 1007),
        ('{"type":"set","playing":true,"position":-1}', 1007),
        ('{"type":"ping","id":1,"x":"\ud800"}', 1007),
        (b'{"type":"ping","id":1}', 1007),
        (" " * LARGEST_MESSAGE + "{}", 1009),
        ("é" * (LARGEST_MESSAGE // 2 + 1), 1009),
    ],
)
def test_what_cannot_be_read_is_refused(room: Room, text: str | bytes, code: int) -> None:
    leader = room.lead()
    with pytest.raises(Refused) as refused:
        room.session.receive(leader, text)
    assert refused.value.code == code
    assert len(refused.value.reason.encode()) <= 123  # fits into a close frame, RFC 6455, 5.5
    assert room.session.state.seq == 0


@pytest.mark.parametrize(
    "values",
    [
        {"motion": MOTION},
        {"motion": None},
        {"position": 0},
        {"position": 59.95},
        {"speed": 0.1},
        {"speed": 4},
        {"playing": True, "loop": False, "highlight": False, "travel": "travelling"},
    ],
)
def test_what_can_be_set(room: Room, values: dict[str, Any]) -> None:
    leader, follower = room.lead(), room.follow()
    room.change(leader, **values)
    (state,) = states(follower)
    assert {name: state[name] for name in values} == values


def test_ten_thousand_messages_of_noise_change_nothing(room: Room) -> None:
    """Broken, binary, oversized and wrongly typed: each is refused, and others go on."""
    draw = random.Random(20261124)
    follower = room.follow()
    refused = 0
    for _ in range(10_000):
        message = noise(draw)
        try:
            read_message(message)
        except Refused:
            refused += 1
            leader = room.lead()
            with pytest.raises(Refused):
                room.session.receive(leader, message)
            room.session.leave(leader)
    assert refused > 9000
    assert room.session.state.seq == 0 and follower.bye is None
    room.change(room.lead(), playing=True)
    assert len(states(follower)) == 1
