"""The library: every motion that was made, kept until it is deleted.

A folder per motion and one SQLite table. A motion is written to a temporary folder, forced to
the disk, renamed, and only then gets its row, so that a power cut leaves either a whole motion
or none. A whole folder without a row (the cut came between the two) gets its row at the next
start; the table can be lost and is built again from the folders.
"""

from __future__ import annotations

import contextlib
import json
import logging
import re
import secrets
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from retarget.errors import BadInput, NotFound, StorageError
from runtime.files import write_motion, write_report
from runtime.motion import BLENDER_FORMATS, FILES, FORMATS
from runtime.result import Result
from runtime.storage import FREE_SPACE, sync_folder, write_failure

ID_BYTES = 6
"""An id is 12 hexadecimal digits: no two alike in the life of a clinic, short enough to read."""

ID = re.compile(r"[0-9a-f]{12}")
TEMPORARY = ".making-"
DISCARDED = ".deleted-"
PARTIAL = ".*.part"
"""Names of files that Blender is writing (`retarget.worker`)."""

TABLE, DAMAGED = "library", ".damaged-"
ABANDONED_S = 3600.0
"""A temporary folder older than this belongs to no process that still runs."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS motions (
    id TEXT PRIMARY KEY,
    created REAL NOT NULL,
    report TEXT NOT NULL
)
"""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Entry:
    """A motion of the library.

    Attributes:
        id: 12 hexadecimal digits.
        created: Unix time, seconds.
        folder: where its files are.
        report: the content of its report.json.
    """

    id: str
    created: float
    folder: Path
    report: dict[str, Any]

    @property
    def created_text(self) -> str:
        """When it was made, ISO 8601 in UTC."""
        return datetime.fromtimestamp(self.created, UTC).isoformat(timespec="milliseconds")

    def file(self, kind: str) -> Path:
        """Path of a file of a kind of `FILES`; the file may not be there (yet)."""
        return self.folder / FILES[kind]


class Library:
    """Saved motions under one folder. Thread safe; several processes may share the folder."""

    def __init__(self, folder: Path) -> None:
        """Open or create the library, and mend what a power cut left.

        Raises:
            StorageError: the folder cannot be used.
        """
        self.folder = folder
        self._motions = folder / "motions"
        self._lock = threading.Lock()
        self._changing = threading.Lock()
        """Held while motions come or all of them go."""
        try:
            self._motions.mkdir(parents=True, exist_ok=True)
            self._database = self._open()
            self._mend()
        except (OSError, sqlite3.Error) as error:
            raise StorageError(
                f"The library in {folder} cannot be used ({type(error).__name__}).",
                "Make the folder writable, or set GAITBOX_HOME to another one.",
            ) from error

    def add(self, result: Result) -> Entry:
        """Save a new motion (npy, features, BVH, report); FBX and GLB come later.

        Raises:
            StorageError: there is no room, or the folder cannot be written to. Nothing is left.
        """
        with self._changing:
            return self._add(result)

    def _add(self, result: Result) -> Entry:
        motion_id = self._new_id()
        target = self._motions / motion_id
        making = self._motions / f"{TEMPORARY}{motion_id}"
        try:
            making.mkdir()
            write_motion(result, making, [f for f in FORMATS if f not in BLENDER_FORMATS])
            write_report(result, making)
            sync_folder(making)
            making.rename(target)
            sync_folder(self._motions)
            report = _read_report(target)
            return self._insert(motion_id, time.time(), report)
        except (OSError, sqlite3.Error) as error:
            shutil.rmtree(making, ignore_errors=True)
            shutil.rmtree(target, ignore_errors=True)
            raise self._failure(error) from error

    def entries(self, limit: int = -1, offset: int = 0) -> list[Entry]:
        """Saved motions, newest first; ``limit`` -1 means all."""
        with self._reading() as database:
            rows = database.execute(
                "SELECT id, created, report FROM motions"
                " ORDER BY created DESC, rowid DESC LIMIT ? OFFSET ?",
                (limit, offset),
            ).fetchall()
        return [self._entry(*row) for row in rows]

    def count(self) -> int:
        """How many motions are saved."""
        with self._reading() as database:
            return int(database.execute("SELECT count(*) FROM motions").fetchone()[0])

    def get(self, motion_id: str) -> Entry:
        """One motion.

        Raises:
            NotFound: there is none with this id.
        """
        with self._reading() as database:
            row = database.execute(
                "SELECT id, created, report FROM motions WHERE id = ?", (motion_id,)
            ).fetchone()
        if row is None or not (self._motions / motion_id).is_dir():
            raise NotFound("There is no motion with this id.", "It may have been deleted.")
        return self._entry(*row)

    def delete(self, motion_id: str) -> None:
        """Remove a motion and its files.

        Raises:
            NotFound: there is none with this id.
            StorageError: it cannot be removed.
        """
        with self._changing:
            self._delete(motion_id)

    def _delete(self, motion_id: str) -> None:
        entry = self.get(motion_id)
        discarded = self._motions / f"{DISCARDED}{motion_id}-{secrets.token_hex(2)}"
        try:
            entry.folder.rename(discarded)
            with self._lock, self._database:
                self._database.execute("DELETE FROM motions WHERE id = ?", (motion_id,))
        except (OSError, sqlite3.Error) as error:
            raise self._failure(error) from error
        shutil.rmtree(discarded, ignore_errors=True)

    def delete_all(self, expected: int) -> int:
        """Remove every motion; all go at one instant, so that no power cut leaves some of them.

        What their sentences left in the table is overwritten, copies of a damaged table go too.

        Args:
            expected: how many there are, as a sign that this is meant.

        Returns:
            How many there were.

        Raises:
            BadInput: there are more or fewer; nothing is removed then.
            StorageError: they cannot be removed; nothing is, then.
        """
        with self._changing:
            there = self.count()
            if there != expected:
                raise BadInput(
                    f"The library holds {there} motions, not {expected}; nothing was deleted.",
                    "Look at the library once more, then delete it again.",
                )
            discarded = self.folder / f"{DISCARDED}{secrets.token_hex(ID_BYTES)}"
            try:
                self._motions.rename(discarded)
            except OSError as error:  # on Windows, while a file in it is open
                raise StorageError(
                    "The motions are in use, so they cannot be deleted.",
                    "Wait until no file is made or downloaded, then delete them again.",
                ) from error
            try:
                self._motions.mkdir()
                sync_folder(self.folder)
                shutil.rmtree(discarded, ignore_errors=True)
                for path in self.folder.glob(f"{TABLE}{DAMAGED}*"):
                    path.unlink(missing_ok=True)
                with self._lock, self._database:
                    self._database.execute("DELETE FROM motions")
                with self._reading() as database:  # empties the journal, too
                    database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            except (OSError, sqlite3.Error) as error:
                raise self._failure(error) from error
        return there

    def close(self) -> None:
        """Close the table."""
        with self._lock:
            self._database.close()

    def _open(self) -> sqlite3.Connection:
        path = self.folder / f"{TABLE}.sqlite3"
        try:
            return _connect(path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            _log.warning("the table of the library is damaged; it is built again from the folders")
            path.rename(path.with_suffix(f"{DAMAGED}{int(time.time())}"))
            for rest in ("-wal", "-shm"):
                path.with_name(path.name + rest).unlink(missing_ok=True)
            return _connect(path)

    def _mend(self) -> None:
        """Bring rows and folders together again."""
        found = {path.name for path in self._motions.iterdir() if path.is_dir()}
        known = {entry.id for entry in self.entries()}
        for name in found - known:
            path = self._motions / name
            if ID.fullmatch(name):
                self._adopt(path)
            elif name.startswith(DISCARDED) or (name.startswith(TEMPORARY) and _abandoned(path)):
                shutil.rmtree(path, ignore_errors=True)
        for path in self.folder.glob(f"{DISCARDED}*"):
            shutil.rmtree(path, ignore_errors=True)
        for path in self._motions.glob(f"*/{PARTIAL}"):  # of an export that was cut off
            if _abandoned(path):
                path.unlink(missing_ok=True)
        missing = [(name,) for name in known - found]
        with self._lock, self._database:
            self._database.executemany("DELETE FROM motions WHERE id = ?", missing)

    def _adopt(self, folder: Path) -> None:
        try:
            report = _read_report(folder)
        except (OSError, ValueError):
            _log.warning("a folder of the library has no readable report; it is left as it is")
            return
        self._insert(folder.name, (folder / FILES["json"]).stat().st_mtime, report)

    def _insert(self, motion_id: str, created: float, report: dict[str, Any]) -> Entry:
        text = json.dumps(report, ensure_ascii=False)
        with self._lock, self._database:
            self._database.execute(
                "INSERT OR IGNORE INTO motions VALUES (?, ?, ?)",
                (motion_id, created, text),
            )
        return self._entry(motion_id, created, text)

    def _entry(self, motion_id: str, created: float, report: str) -> Entry:
        return Entry(motion_id, created, self._motions / motion_id, json.loads(report))

    def _new_id(self) -> str:
        while True:
            motion_id = secrets.token_hex(ID_BYTES)
            if not (self._motions / motion_id).exists():
                return motion_id

    def _failure(self, error: OSError | sqlite3.Error) -> StorageError:
        if isinstance(error, OSError):
            failure = write_failure(error, self.folder)
            return StorageError(failure.sentence, failure.remedy)
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            return StorageError(f"There is no room left to write to {self.folder}.", FREE_SPACE)
        return StorageError("The library could not be written to.", "Try once more.")

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            yield self._database


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=10.0, check_same_thread=False)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA secure_delete = ON")  # a deleted sentence is overwritten
        database.execute(_SCHEMA)
        database.execute("SELECT count(*) FROM motions").fetchone()
        database.commit()
    except sqlite3.Error:
        database.close()
        raise
    return database


def _read_report(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / FILES["json"]).read_text("utf-8")))


def _abandoned(path: Path) -> bool:
    with contextlib.suppress(OSError):
        return time.time() - path.stat().st_mtime > ABANDONED_S
    return False


def kinds_present(entry: Entry, kinds: Sequence[str] = tuple(FILES)) -> list[str]:
    """Kinds of file that are there."""
    return [kind for kind in kinds if entry.file(kind).is_file()]
