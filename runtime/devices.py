"""The paired headsets: who they are, the check of their tokens, and their revocation.

A token is 32 random bytes that only its device keeps; here is its SHA-256 alone, which is enough
for a secret that nobody can guess (no salt, no stretching). The file is written whole or not at
all, for this user's eyes only; one that cannot be understood lets nobody in.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import os
import re
import secrets
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from retarget.errors import BadInput, NotFound, StorageError
from runtime.storage import is_full, json_bytes, replace_durably

APP, BROWSER = "app", "browser"
KINDS = (APP, BROWSER)
"""Kinds of devices: the Unity app, or the page in a headset's browser."""

LONGEST_NAME = 40
"""Characters of a device's name."""

MOST_DEVICES = 64
"""Kept devices; beyond that the one that was away the longest gives way to a new one."""

TOKEN_BYTES = 32
SEEN_EVERY = timedelta(minutes=1)
"""How exact ``last_seen`` is."""

FORMAT = 1
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_ID = re.compile(r"[0-9a-f]{16}")
_DIGEST = re.compile(r"[0-9a-f]{64}")

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Device:
    """A paired headset. Times are in UTC."""

    id: str
    name: str
    kind: str
    created: datetime
    last_seen: datetime

    def to_dict(self) -> dict[str, str]:
        """As plain data, times in ISO 8601."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "created": _iso(self.created),
            "last_seen": _iso(self.last_seen),
        }


Revoked = Callable[[Device], object]
"""Hears of a revoked device, in the thread that revokes; must not block."""


@dataclass(frozen=True)
class _Kept:
    """What the file holds of one device."""

    device: Device
    digest: bytes


class Devices:
    """The list of paired devices. Every method may be called from any thread.

    Readers never wait: changes put a new list in place of the old one.

    Args:
        file: where the list is kept; its folder is made with the first device.
        now: the time, in UTC.
    """

    def __init__(self, file: Path, now: Callable[[], datetime] | None = None) -> None:
        self._file = file
        self._now = now or _now
        self._changing = threading.Lock()
        self._kept: dict[str, _Kept] = _read(file)
        self._seen: dict[str, datetime] = {}
        self._listeners: list[Revoked] = []

    def add(self, name: str, kind: str) -> tuple[Device, str]:
        """A new device and its token, which is kept nowhere else.

        A name that is there already gets a number, so that the teacher can tell them apart.

        Raises:
            BadInput: the name or the kind is not possible.
            StorageError: the list cannot be written; the device is not added then.
        """
        if kind not in KINDS:
            raise BadInput("The kind of a headset is app or browser.")
        wanted = clean_name(name)
        token = secrets.token_urlsafe(TOKEN_BYTES)
        now = self._now()
        with self._changing:
            kept = dict(self._kept)
            gone = self._oldest(kept) if len(kept) >= MOST_DEVICES else None
            if gone is not None:
                del kept[gone.id]
            free = _free_name(wanted, {one.device.name for one in kept.values()})
            device = Device(secrets.token_hex(8), free, kind, now, now)
            kept[device.id] = _Kept(device, _digest(token))
            self._write(kept)
            self._kept = kept
        if gone is not None:
            self._tell(gone)
        return device, token

    def of_token(self, token: str) -> Device | None:
        """The device that holds a token; takes as long for a wrong one as for a right one."""
        if not _TOKEN.fullmatch(token):
            return None
        digest = _digest(token)
        found: Device | None = None
        for one in self._kept.values():
            if hmac.compare_digest(one.digest, digest):
                found = one.device
        return None if found is None else self._current(found)

    def all(self) -> list[Device]:
        """Every device, the newest first."""
        return [self._current(one.device) for one in reversed(self._kept.values())]

    def get(self, device_id: str) -> Device:
        """A device by its id.

        Raises:
            NotFound: there is none.
        """
        one = self._kept.get(device_id)
        if one is None:
            raise NotFound("This headset is not paired (any more).", "Pair it again.")
        return self._current(one.device)

    def has(self, device_id: str) -> bool:
        """Whether a device is paired (still)."""
        return device_id in self._kept

    def rename(self, device_id: str, name: str) -> Device:
        """Give a device another name.

        Raises:
            NotFound: there is no such device.
            BadInput: the name is not possible.
            StorageError: the list cannot be written; the old name stays then.
        """
        wanted = clean_name(name)
        with self._changing:
            device = replace(self.get(device_id), name=wanted)
            kept = dict(self._kept)
            kept[device_id] = replace(kept[device_id], device=device)
            self._write(kept)
            self._kept = kept
        return device

    def revoke(self, device_id: str) -> None:
        """Turn a device away from now on, and tell those who talk with it.

        Raises:
            NotFound: there is no such device.
            StorageError: the list cannot be written; it is out all the same until the next start.
        """
        with self._changing:
            device = self.get(device_id)
            kept = dict(self._kept)
            del kept[device_id]
            self._kept = kept
            self._seen.pop(device_id, None)
            try:
                self._tell(device)
            finally:
                self._write(kept)

    def seen(self, device_id: str) -> None:
        """Note that a device asked for something; kept in memory, written with the next change."""
        now = self._now()
        one = self._kept.get(device_id)
        if one is None:
            return
        if now - self._seen.get(device_id, one.device.last_seen) >= SEEN_EVERY:
            self._seen[device_id] = now

    def on_revoke(self, listener: Revoked) -> None:
        """Have ``listener`` called with every device that is revoked, after it is out."""
        self._listeners.append(listener)

    def close(self) -> None:
        """Write when the devices were last seen; where that fails, go on without."""
        with self._changing:
            if not self._seen:
                return
            try:
                self._write(self._kept)
            except StorageError:
                _log.warning("the time when headsets were last seen could not be saved")

    def _current(self, device: Device) -> Device:
        seen = self._seen.get(device.id)
        return device if seen is None else replace(device, last_seen=seen)

    def _oldest(self, kept: dict[str, _Kept]) -> Device:
        return min((self._current(one.device) for one in kept.values()), key=_last_seen)

    def _tell(self, device: Device) -> None:
        for listener in list(self._listeners):
            listener(device)

    def _write(self, kept: dict[str, _Kept]) -> None:
        """Write the list, or raise StorageError and leave the old file as it was."""
        devices = [
            {**self._current(one.device).to_dict(), "token_sha256": one.digest.hex()}
            for one in kept.values()
        ]
        try:
            # For this user's eyes only.
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            replace_durably(
                self._file, json_bytes({"format": FORMAT, "devices": devices}), mode=0o600
            )
        except OSError as error:
            why = "there is no room left" if is_full(error) else "its file cannot be written"
            raise StorageError(
                f"The list of headsets could not be saved: {why}.",
                "Free some space on the disk and try again.",
            ) from None


def clean_name(text: str) -> str:
    """A name fit to be shown: one line of visible characters, 1 to `LONGEST_NAME` of them.

    Control and format characters (Unicode categories C*) go: they could make a name look like
    another or turn the line around.

    Raises:
        BadInput: nothing is left, or it is too long.
    """
    spaced = "".join(" " if one.isspace() else one for one in text)
    visible = "".join(one for one in spaced if not unicodedata.category(one).startswith("C"))
    name = " ".join(unicodedata.normalize("NFC", visible).split())
    if not name:
        raise BadInput("The headset has no name.", "Give it one, such as Quest 3.")
    if len(name) > LONGEST_NAME:
        raise BadInput(f"The name of a headset has at most {LONGEST_NAME} characters.")
    return name


def _free_name(name: str, taken: set[str]) -> str:
    """The name, or the name with the first free number."""
    number, free = 1, name
    while free in taken:
        number += 1
        ending = f" ({number})"
        free = name[: LONGEST_NAME - len(ending)].rstrip() + ending
    return free


def _now() -> datetime:
    """To the second, as the file keeps it."""
    return datetime.now(UTC).replace(microsecond=0)


def _last_seen(device: Device) -> datetime:
    return device.last_seen


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("ascii")).digest()


def _iso(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _read(file: Path) -> dict[str, _Kept]:
    """The devices of the file; none where it is missing or cannot be understood."""
    try:
        document = json.loads(file.read_text("utf-8"))
        return _devices(document)
    except FileNotFoundError:
        return {}
    except Exception as error:  # whatever is wrong with the file, the program starts
        _set_aside(file, type(error).__name__)
        return {}


def _set_aside(file: Path, why: str) -> None:
    """Keep a damaged file for whoever wants to look at it, and say so in the log."""
    _log.error("the list of headsets cannot be read (%s): every headset must pair again", why)
    try:
        os.replace(file, file.with_name(f"{file.stem}-damaged{file.suffix}"))
    except OSError as error:
        _log.error("the damaged list could not be set aside: %s", error.strerror)


def _devices(document: Any) -> dict[str, _Kept]:
    if document["format"] != FORMAT:
        raise ValueError("format")
    kept = [_device(entry) for entry in document["devices"]]
    found = {one.device.id: one for one in kept}
    if len(found) != len(kept) or len(found) > MOST_DEVICES:
        raise ValueError("devices")
    return found


def _device(entry: Any) -> _Kept:
    if not _ID.fullmatch(entry["id"]) or not _DIGEST.fullmatch(entry["token_sha256"]):
        raise ValueError("entry")
    if entry["kind"] not in KINDS or clean_name(entry["name"]) != entry["name"]:
        raise ValueError("entry")
    created, last_seen = (datetime.fromisoformat(entry[key]) for key in ("created", "last_seen"))
    if created.tzinfo is None or last_seen.tzinfo is None:
        raise ValueError("entry")
    times = (created.astimezone(UTC), last_seen.astimezone(UTC))
    device = Device(entry["id"], entry["name"], entry["kind"], *times)
    return _Kept(device, bytes.fromhex(entry["token_sha256"]))
