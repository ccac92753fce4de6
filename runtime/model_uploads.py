"""Models that come in file by file: into a hidden folder, checked by hash, then renamed.

The manifest comes first, and says which files there have to be and what they hold. Whatever goes
wrong ends the whole upload: nothing of it stays behind. The list of models never shows one that is
not whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from retarget.errors import BadInput, GaitboxError, ModelError, NotFound, StorageError
from runtime import paths
from runtime.engine.manifest import MANIFEST, read_manifest
from runtime.models import RESERVED, InstalledModel, is_name, read_model
from runtime.output import RESERVED as DEVICE_NAMES
from runtime.storage import FREE_SPACE, is_full, sync_file, sync_folder, write_failure

INCOMING = ".incoming-"
"""Beginning of the names of unfinished models' folders."""

LARGEST_MANIFEST = 4 << 20
"""Bytes of a manifest; that of MoMask's published networks has some ten thousand."""

LARGEST_FILE = 2 << 30
"""Bytes of a model's file: what an ONNX file can hold (a protobuf message)."""

ROOM_LEFT = 256 << 20
"""Bytes that stay free on the disk after a model has come in."""

MOST_FILES = 64
MOST_UPLOADS = 4
IDLE_S = 600.0
"""An upload of which nothing came for so long is given up."""

ABANDONED_S = 3600.0
"""A hidden folder older than this belongs to no process that still runs."""

ID = re.compile(r"[0-9a-f]{16}")
_COPY_AGAIN = "Copy the model's folder again from where it came from."


@dataclass
class Upload:
    """A model on its way in."""

    id: str
    name: str
    folder: Path
    sizes: dict[str, int]
    """Bytes of each file that was announced."""
    wanted: dict[str, str] = field(default_factory=dict)
    """SHA-256 of each file, from the manifest; empty before that came."""
    received: set[str] = field(default_factory=set)
    touched: float = field(default_factory=time.monotonic)
    busy: bool = False


class Uploads:
    """All uploads of a server. Thread safe."""

    def __init__(self, folder: Callable[[], Path] = paths.models_folder) -> None:
        self._folder = folder
        self._uploads: dict[str, Upload] = {}
        self._lock = threading.Lock()

    def begin(self, name: object, sizes: dict[str, int]) -> Upload:
        """Make room for a model.

        Args:
            name: what it is to be called.
            sizes: bytes of the files of its folder.

        Raises:
            BadInput: the name is none or is taken, or the files are not a model's.
            StorageError: there is no room.
        """
        shown = self._check_name(name)
        _check_sizes(sizes)
        self.sweep()
        models = self._folder()
        number = secrets.token_hex(8)
        upload = Upload(number, shown, models / f"{INCOMING}{number}", sizes)
        try:
            models.mkdir(parents=True, exist_ok=True)
            if shutil.disk_usage(models).free < sum(sizes.values()) + ROOM_LEFT:
                raise StorageError("There is not enough room on the disk for this model.", _free())
            upload.folder.mkdir(mode=0o700)
        except OSError as error:
            raise _storage(error, models) from error
        with self._lock:
            if len(self._uploads) >= MOST_UPLOADS:
                shutil.rmtree(upload.folder, ignore_errors=True)
                raise BadInput("Too many models are coming in already.", "Wait for one to be done.")
            self._uploads[number] = upload
        return upload

    def get(self, number: str) -> Upload:
        """An upload by its id.

        Raises:
            NotFound: there is none, or it was given up.
        """
        with self._lock:
            upload = self._uploads.get(number)
        if upload is None:
            raise NotFound("There is no such upload.", "Add the model's folder once more.")
        return upload

    def receive(self, number: str, file: str) -> Receiving:
        """Take in a file; see `Receiving`.

        Raises:
            NotFound: there is no such upload.
            BadInput: the file is not one that is waited for; the upload is given up.
            StorageError: it cannot be written; the upload is given up.
        """
        upload = self.get(number)
        with self._lock:
            if upload.busy:
                raise BadInput("Another file of this model is coming in.", "Send one at a time.")
            upload.busy = True
        try:
            return Receiving(self, upload, file)
        except BaseException:
            self.discard(number)
            raise

    def finish(self, number: str) -> InstalledModel:
        """Put a whole model where the installed ones are.

        Raises:
            NotFound: there is no such upload.
            BadInput: a file is missing, or the name was taken meanwhile; the upload is given up.
            StorageError: the folder cannot be moved; the upload is given up.
        """
        upload = self.get(number)
        try:
            missing = sorted(upload.wanted.keys() - upload.received)
            if not upload.wanted or missing:
                raise _missing(missing[0] if missing else MANIFEST)
            self._check_name(upload.name)
            target = self._folder() / upload.name
            try:
                sync_folder(upload.folder)
                upload.folder.rename(target)
                sync_folder(target.parent)
            except OSError as error:
                raise _storage(error, target.parent) from error
        finally:
            self.discard(number)
        return read_model(upload.name, target)

    def discard(self, number: str) -> None:
        """Give up an upload; does nothing where there is none."""
        with self._lock:
            upload = self._uploads.pop(number, None)
        if upload is not None:
            shutil.rmtree(upload.folder, ignore_errors=True)

    def sweep(self) -> None:
        """Give up what nobody goes on with, and remove what a killed process left."""
        now = time.monotonic()
        with self._lock:
            active = dict(self._uploads)
        for upload in active.values():
            if not upload.busy and now - upload.touched > IDLE_S:
                self.discard(upload.id)
        with contextlib.suppress(OSError):
            for path in self._folder().glob(f"{INCOMING}*"):
                number = path.name.removeprefix(INCOMING)
                if number not in active and time.time() - path.stat().st_mtime > ABANDONED_S:
                    shutil.rmtree(path, ignore_errors=True)

    def close(self) -> None:
        """Give up all that is under way."""
        for number in list(self._uploads):
            self.discard(number)

    def _check_name(self, name: object) -> str:
        """A name that a new model may have.

        Raises:
            BadInput: it is none, or it is taken.
        """
        known = isinstance(name, str) and is_name(name)
        if not isinstance(name, str) or not known or _is_device(name):
            raise BadInput(
                "This cannot be the name of a model.",
                "Rename its folder: letters, digits, hyphens and underscores.",
            )
        if name in RESERVED or (self._folder() / name).exists():
            raise BadInput(
                f'There is a model called "{name}" already.',
                "Rename the folder that you add, or remove the other one from the models folder.",
            )
        return name


class Receiving:
    """One file on its way to the disk. Call `write` with its parts, then `done`; or `fail`."""

    def __init__(self, uploads: Uploads, upload: Upload, file: str) -> None:
        self._uploads = uploads
        self._upload = upload
        self._name = file
        self._digest = hashlib.sha256()
        self._bytes = 0
        self._most = self._limit()
        try:
            self._file: BinaryIO = open(upload.folder / file, "xb")  # noqa: SIM115
        except OSError as error:
            raise _storage(error, upload.folder.parent) from error

    def write(self, data: bytes) -> None:
        """Append.

        Raises:
            BadInput: it is more than was announced.
            StorageError: there is no room.
        """
        self._bytes += len(data)
        if self._bytes > self._most:
            raise BadInput(f"The file {self._name} is larger than it should be.", _COPY_AGAIN)
        self._digest.update(data)
        try:
            self._file.write(data)
        except OSError as error:
            raise _storage(error, self._upload.folder.parent) from error

    def done(self) -> Upload:
        """Check the file, and keep it.

        Raises:
            BadInput: it is not the one that the manifest names, or the manifest is of no use.
            StorageError: there is no room.
        """
        path = self._upload.folder / self._name
        try:
            self._file.close()
            sync_file(path)
        except OSError as error:
            raise _storage(error, self._upload.folder.parent) from error
        if self._name == MANIFEST:
            self._upload.wanted = self._read_manifest()
        elif self._digest.hexdigest() != self._upload.wanted[self._name]:
            raise BadInput(
                f"The file {self._name} is not the one that the model's manifest names"
                " (wrong SHA-256).",
                _COPY_AGAIN,
            )
        self._upload.received.add(self._name)
        self._upload.touched = time.monotonic()
        self._upload.busy = False
        return self._upload

    def fail(self) -> None:
        """Give up the upload."""
        with contextlib.suppress(OSError):
            self._file.close()
        self._uploads.discard(self._upload.id)

    def _limit(self) -> int:
        """Bytes that the file may have.

        Raises:
            BadInput: it is not waited for.
        """
        upload, name = self._upload, self._name
        if name == MANIFEST and not upload.wanted:
            return LARGEST_MANIFEST
        if name not in upload.wanted or name in upload.received:
            raise BadInput(
                "This file is not one that the model waits for.",
                f"Send {MANIFEST} first, then every file that it names, once.",
            )
        return upload.sizes[name]

    def _read_manifest(self) -> dict[str, str]:
        """Hashes of the files that have to come.

        Raises:
            BadInput: the manifest is of no use, or a file that it names was not announced.
        """
        try:
            wanted = dict(read_manifest(self._upload.folder).files)
        except ModelError as error:
            raise BadInput(error.sentence, error.remedy) from error
        for name in sorted(wanted.keys() - self._upload.sizes.keys()):
            raise _missing(name)
        return wanted


def _check_sizes(sizes: dict[str, int]) -> None:
    if MANIFEST not in sizes:
        raise BadInput(
            f"This folder has no {MANIFEST}, so it is no model of Gaitbox.",
            "Add the folder that gaitbox import-momask made.",
        )
    if len(sizes) > MOST_FILES:
        raise BadInput("This folder holds too many files for a model.", "Add the model's folder.")
    for name, size in sizes.items():
        most = LARGEST_MANIFEST if name == MANIFEST else LARGEST_FILE
        if size > most:
            raise BadInput(f"The file {name[:60]} is too large for a model.", _COPY_AGAIN)


def _missing(name: str) -> GaitboxError:
    return BadInput(f"The model's file {name} is missing.", _COPY_AGAIN)


def _free() -> str:
    return f"It needs its own size and {ROOM_LEFT >> 20} MB. {FREE_SPACE.partition(',')[0]}."


def _storage(error: OSError, folder: Path) -> GaitboxError:
    if is_full(error):
        return StorageError("There is no room left on the disk for this model.", _free())
    return write_failure(error, folder)


def _is_device(name: str) -> bool:
    """Whether Windows keeps a name for a device."""
    return name.partition(".")[0].lower() in DEVICE_NAMES
