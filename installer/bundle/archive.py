"""The archive of a bundle: the same files give the same bytes.

tar.xz on Linux and macOS, zip on Windows. Names in order, one time, no owners, only two modes.
The tar is cut into blocks that are compressed side by side; files of several xz streams are
ordinary ones (The .xz File Format 1.2, section 2).
"""

from __future__ import annotations

import hashlib
import io
import lzma
import os
import shutil
import tarfile
import time
import zipfile
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

BLOCK_BYTES = 24 << 20
PRESET = 0
"""xz's: half the time of 1, a fifth of 6's, for 2 and 6 % more bytes."""

MODE_PROGRAM, MODE_FILE = 0o755, 0o644
_EARLIEST_ZIP = 315532800  # 1980-01-01, before which zip files cannot say a time

Tell = Callable[[int, int], None]
"""Called with the bytes that are done and those there are."""


def link(origin: str | Path, target: str | Path) -> None:
    """Copy a file without taking space, where the disk can."""
    try:
        os.link(origin, target)
    except OSError:
        shutil.copy2(origin, target)


def teller(note: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> Tell:
    """Turns bytes that are done into a note with the time that is left."""
    began = clock()

    def tell(done: int, total: int) -> None:
        share = done / total if total else 1.0
        left = (clock() - began) * (1 - share) / share if share > 0.02 else 0.0
        note(f"{share:.0%}" + (f", {left:.0f} s left" if left else ""))

    return tell


def entries(folder: Path) -> list[tuple[str, Path]]:
    """Everything below ``folder``, its own name first in each path, in an order of its own."""
    found = []
    for place, folders, files in os.walk(folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in [*files, *links]:
            path = Path(place) / name
            found.append((path.relative_to(folder.parent).as_posix(), path))
    return sorted(found)


def is_program(path: Path) -> bool:
    """Whether a file is to be executable."""
    if os.name == "nt":
        return path.suffix == ".exe"
    return bool(path.stat().st_mode & 0o100)


def list_of(folder: Path) -> str:
    """SHA-256, size and name of all files, one a line, with tabs: what builds are compared by.

    A link has where it leads to in place of the first two.
    """
    lines = []
    for name, path in entries(folder):
        if path.is_symlink():
            lines.append(f"-> {os.readlink(path)}\t\t{name}")
        else:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            lines.append(f"{digest}\t{path.stat().st_size}\t{name}")
    return "\n".join(lines) + "\n"


class _Blocks(io.RawIOBase):
    """What tarfile writes to: compresses in threads, writes in order."""

    def __init__(self, target: io.BufferedWriter, threads: int) -> None:
        self._target = target
        self._pool = ThreadPoolExecutor(threads)
        self._waiting: deque[Future[bytes]] = deque()
        self._most = threads + 1
        self._block = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:  # type: ignore[no-untyped-def]
        self._block += data
        while len(self._block) >= BLOCK_BYTES:
            self._hand_on(bytes(self._block[:BLOCK_BYTES]))
            del self._block[:BLOCK_BYTES]
        return len(data)

    def _hand_on(self, block: bytes) -> None:
        self._waiting.append(self._pool.submit(lzma.compress, block, preset=PRESET))
        while len(self._waiting) >= self._most:
            self._target.write(self._waiting.popleft().result())

    def finish(self) -> None:
        if self._block:
            self._hand_on(bytes(self._block))
            self._block.clear()
        while self._waiting:
            self._target.write(self._waiting.popleft().result())
        self._pool.shutdown()


def write(folder: Path, path: Path, when: int, note: Callable[[str], None]) -> None:
    """Write ``folder`` as the zip or tar.xz that ``path`` names, and its SHA-256 beside it."""
    write_as = write_zip if path.suffix == ".zip" else write_tar
    write_as(folder, path, when, teller(note))
    write_digest(path)


def write_tar(folder: Path, path: Path, when: int, tell: Tell = lambda done, total: None) -> None:
    """Write ``folder`` as a tar.xz; ``path`` appears whole or not at all.

    Args:
        when: the time of every entry, seconds since 1970.
    """
    found = entries(folder)
    total, done = sum(p.lstat().st_size for _, p in found), 0
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as target:
            blocks = _Blocks(target, os.cpu_count() or 1)
            with tarfile.open(fileobj=blocks, mode="w|", format=tarfile.PAX_FORMAT) as archive:
                for name, file in found:
                    _add(archive, name, file, when)
                    done += file.lstat().st_size
                    tell(done, total)
            blocks.finish()
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _add(archive: tarfile.TarFile, name: str, path: Path, when: int) -> None:
    entry = tarfile.TarInfo(name)
    entry.mtime = when
    if path.is_symlink():
        entry.type, entry.linkname, entry.mode = tarfile.SYMTYPE, os.readlink(path), 0o777
        archive.addfile(entry)
        return
    entry.size = path.stat().st_size
    entry.mode = MODE_PROGRAM if is_program(path) else MODE_FILE
    with path.open("rb") as file:
        archive.addfile(entry, file)


def write_zip(folder: Path, path: Path, when: int, tell: Tell = lambda done, total: None) -> None:
    """Write ``folder`` as a zip; see `write_tar`. Links are not for Windows and not expected."""
    found = entries(folder)
    total, done = sum(p.stat().st_size for _, p in found), 0
    date = time.gmtime(max(when, _EARLIEST_ZIP))[:6]
    part = path.with_name(path.name + ".part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, file in found:
                entry = zipfile.ZipInfo(name, date)
                entry.create_system = 3
                entry.external_attr = (MODE_PROGRAM if is_program(file) else MODE_FILE) << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                with file.open("rb") as data, archive.open(entry, "w") as target:
                    for block in _read(data):
                        target.write(block)
                done += file.stat().st_size
                tell(done, total)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _read(file: io.BufferedReader) -> Iterator[bytes]:
    block = file.read(1 << 20)
    while block:
        yield block
        block = file.read(1 << 20)


def write_digest(path: Path) -> Path:
    """Write the SHA-256 of an archive beside it, as ``sha256sum -c`` reads it."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in _read(file):
            digest.update(block)
    beside = path.with_name(path.name + ".sha256")
    beside.write_text(f"{digest.hexdigest()}  {path.name}\n", encoding="ascii", newline="\n")
    return beside
