"""The list of paired headsets: tokens, names, revocation, and what a damaged file does."""

from __future__ import annotations

import json
import os
import random
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from retarget.errors import BadInput, NotFound, StorageError
from runtime.devices import LONGEST_NAME, MOST_DEVICES, Device, Devices, clean_name


class Calendar:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "headset" / "devices.json"


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def devices(file: Path, calendar: Calendar) -> Devices:
    return Devices(file, calendar)


def test_a_token_opens_the_door_for_its_device_alone(devices: Devices) -> None:
    first, one = devices.add("Quest 3", "app")
    second, other = devices.add("Anna's Quest", "browser")
    assert one != other and len(one) == len(other) == 43
    assert devices.of_token(one) == first and devices.of_token(other) == second
    assert [device.id for device in devices.all()] == [second.id, first.id]


@pytest.mark.parametrize(
    "wrong",
    ["", "x", "A" * 43, "A" * 42, "A" * 44, "é" * 43, "\0" * 43, "A" * 10**6],
)
def test_other_tokens_open_nothing(devices: Devices, wrong: str) -> None:
    devices.add("Quest 3", "app")
    assert devices.of_token(wrong) is None


def test_a_token_with_one_character_changed_opens_nothing(devices: Devices) -> None:
    _, token = devices.add("Quest 3", "app")
    for place in range(len(token) - 1):
        changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        assert devices.of_token(changed) is None
    assert devices.of_token(token.swapcase()) is None


def test_the_list_is_there_after_a_restart_and_holds_no_token(
    devices: Devices, file: Path, calendar: Calendar
) -> None:
    kept, token = devices.add("Quest 3", "app")
    again = Devices(file, calendar)
    assert again.of_token(token) == kept and again.all() == [kept]
    assert token not in file.read_text("utf-8")
    assert [path.name for path in file.parent.iterdir()] == ["devices.json"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_the_file_is_for_its_user_alone(devices: Devices, file: Path) -> None:
    devices.add("Quest 3", "app")
    devices.add("Quest 4", "app")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_revoked_device_is_out_at_once_and_for_good(devices: Devices, file: Path) -> None:
    gone, token = devices.add("Quest 3", "app")
    stays, other = devices.add("Quest 4", "app")
    told: list[tuple[Device, bool]] = []
    devices.on_revoke(lambda device: told.append((device, devices.has(device.id))))
    devices.revoke(gone.id)
    assert told == [(gone, False)]
    assert devices.of_token(token) is None and devices.of_token(other) == stays
    assert Devices(file).of_token(token) is None
    with pytest.raises(NotFound):
        devices.get(gone.id)
    with pytest.raises(NotFound):
        devices.revoke(gone.id)
    assert len(told) == 1


def test_a_renamed_device_keeps_its_token(devices: Devices, file: Path) -> None:
    device, token = devices.add("Quest 3", "app")
    assert devices.rename(device.id, "  Room 2 ").name == "Room 2"
    found = devices.of_token(token)
    assert found is not None and found.name == "Room 2" and found.id == device.id
    assert Devices(file).get(device.id).name == "Room 2"
    with pytest.raises(NotFound):
        devices.rename("0" * 16, "Room 3")


def test_two_of_one_name_can_be_told_apart(devices: Devices) -> None:
    names = [devices.add("Quest 3", "app")[0].name for _ in range(3)]
    assert names == ["Quest 3", "Quest 3 (2)", "Quest 3 (3)"]


def test_a_long_name_given_twice_is_still_read_from_the_file(devices: Devices, file: Path) -> None:
    name = "a" * 35 + " " + "b" * 4  # the number would come after a space
    added = [devices.add(name, "app")[0] for _ in range(2)]
    assert len({device.name for device in added}) == 2
    assert {device.name for device in Devices(file).all()} == {device.name for device in added}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Quest 3", "Quest 3"),
        ("  Quest\t\n3 ", "Quest 3"),
        ("Que\u200bst\u202e 3\x00", "Quest 3"),
        ("Re\u0301sidence", "R\u00e9sidence"),
        ("e\u200d\u0301", "\u00e9"),
        ("\U0001f9b5 leg", "\U0001f9b5 leg"),
        ("<b>x</b>", "<b>x</b>"),
        ("x" * LONGEST_NAME, "x" * LONGEST_NAME),
    ],
)
def test_names_are_one_line_of_visible_characters(text: str, name: str) -> None:
    assert clean_name(text) == name


@pytest.mark.parametrize("text", ["", " ", "\x00\u200b\u202e", "\ud83d", "x" * (LONGEST_NAME + 1)])
def test_other_names_are_refused(devices: Devices, text: str) -> None:
    with pytest.raises(BadInput):
        devices.add(text, "app")
    assert devices.all() == []


def test_a_clean_name_stays_as_it_is() -> None:
    draw = random.Random(5)
    signs = [*map(chr, range(0x20, 0x250)), *"\u0300\u0301\u0323\u200d\u00ad\u1100\u1161\u11a8 "]
    for _ in range(3000):
        try:
            name = clean_name("".join(draw.choices(signs, k=draw.randint(0, 20))))
        except BadInput:
            continue
        assert clean_name(name) == name


def test_an_unknown_kind_is_refused(devices: Devices) -> None:
    with pytest.raises(BadInput):
        devices.add("Quest 3", "toaster")


def test_last_seen_is_good_to_a_minute_and_written_rarely(
    devices: Devices, file: Path, calendar: Calendar
) -> None:
    device, _ = devices.add("Quest 3", "app")
    before = file.stat().st_mtime_ns, file.stat().st_ino
    start = calendar.time
    for seconds in range(0, 200, 5):
        calendar.time = start + timedelta(seconds=seconds)
        devices.seen(device.id)
        assert calendar.time - devices.get(device.id).last_seen < timedelta(minutes=1)
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == before
    devices.close()
    assert Devices(file).get(device.id).last_seen == start + timedelta(minutes=3)
    devices.seen("0" * 16)  # nobody


def test_times_are_in_utc_as_iso_8601(devices: Devices) -> None:
    device, _ = devices.add("Quest 3", "app")
    assert device.to_dict() == {
        "id": device.id,
        "name": "Quest 3",
        "kind": "app",
        "created": "2026-11-24T09:00:00Z",
        "last_seen": "2026-11-24T09:00:00Z",
    }


def test_the_one_that_was_away_the_longest_gives_way(devices: Devices, calendar: Calendar) -> None:
    added = []
    for _ in range(MOST_DEVICES):
        calendar.time += timedelta(minutes=2)
        added.append(devices.add("Quest 3", "app")[0])
    calendar.time += timedelta(minutes=2)
    devices.seen(added[0].id)
    told: list[Device] = []
    devices.on_revoke(told.append)
    new, _ = devices.add("Quest 3", "app")
    assert [device.id for device in told] == [added[1].id]
    assert len(devices.all()) == MOST_DEVICES
    assert devices.has(new.id) and devices.has(added[0].id) and not devices.has(added[1].id)


def valid() -> dict[str, Any]:
    """What the file of one device holds."""
    return {
        "id": "0123456789abcdef",
        "name": "Quest 3",
        "kind": "app",
        "created": "2026-11-24T09:00:00Z",
        "last_seen": "2026-11-24T09:00:00Z",
        "token_sha256": "0" * 64,
    }


def without(key: str) -> dict[str, Any]:
    return {name: value for name, value in valid().items() if name != key}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"format": 2, "devices": []}',
        b'{"format": 1, "devices": [7]}',
        *(
            json.dumps({"format": 1, "devices": entries}).encode()
            for entries in [
                None,
                [valid(), valid()],
                [without("token_sha256")],
                [without("kind")],
                [{**valid(), "token_sha256": "0" * 63}],
                [{**valid(), "token_sha256": ""}],
                [{**valid(), "token_sha256": "G" * 64}],
                [{**valid(), "id": "../../x"}],
                [{**valid(), "id": 7}],
                [{**valid(), "kind": "toaster"}],
                [{**valid(), "name": "\u202eQuest"}],
                [{**valid(), "name": ""}],
                [{**valid(), "created": "yesterday"}],
                [{**valid(), "created": "2026-11-24T09:00:00"}],
                [{**valid(), "last_seen": "0001-01-01T00:00:00+23:59"}],
                [{**valid(), "last_seen": 5}],
                [{**valid(), "id": f"{n:016x}"} for n in range(MOST_DEVICES + 1)],
            ]
        ),
    ],
)
def test_a_damaged_file_lets_nobody_in_and_is_kept(
    file: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    devices = Devices(file)
    assert devices.all() == []
    assert (file.parent / "devices-damaged.json").read_bytes() == content
    assert "must pair again" in caplog.text and "Quest" not in caplog.text
    device, token = devices.add("Quest 3", "app")
    assert Devices(file).of_token(token) == devices.get(device.id)


def test_a_whole_file_is_read(file: Path) -> None:
    file.parent.mkdir()
    file.write_text(json.dumps({"format": 1, "devices": [valid()]}), "utf-8")
    assert [device.name for device in Devices(file).all()] == ["Quest 3"]


def test_a_folder_that_takes_nothing_changes_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "headset"
    blocked.write_bytes(b"a file where the folder should be")
    devices = Devices(blocked / "devices.json")
    with pytest.raises(StorageError, match="could not be saved"):
        devices.add("Quest 3", "app")
    assert devices.all() == []


def test_a_device_is_out_even_where_that_cannot_be_written(devices: Devices, file: Path) -> None:
    device, token = devices.add("Quest 3", "app")
    told: list[Device] = []
    devices.on_revoke(told.append)
    file.unlink()
    file.mkdir()  # nothing can be put in its place
    (file / "x").touch()
    with pytest.raises(StorageError):
        devices.revoke(device.id)
    assert devices.of_token(token) is None and told == [device]
    with pytest.raises(StorageError):
        devices.add("Quest 3", "app")
    assert sorted(path.name for path in file.parent.iterdir()) == ["devices.json"]


def test_many_threads_lose_nothing(devices: Devices, file: Path) -> None:
    tokens: list[str] = []

    def work(number: int) -> None:
        for turn in range(4):
            device, token = devices.add(f"Quest {number}-{turn}", "app")
            devices.seen(device.id)
            if turn % 2:
                devices.revoke(device.id)
                assert devices.of_token(token) is None
            else:
                tokens.append(token)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    again = Devices(file)
    assert len(again.all()) == len(tokens) == 12
    assert all(again.of_token(token) for token in tokens)
