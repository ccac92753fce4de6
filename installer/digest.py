"""Digests of files and folders, to know whether something built is still up to date."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


def of_files(files: Iterable[Path]) -> str:
    """SHA-256 over the contents of ``files``, in their order."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def of_folder(folder: Path, leave_out: frozenset[str]) -> str:
    """SHA-256 over names and contents of all files below ``folder``.

    Args:
        leave_out: names of folders directly inside ``folder`` that do not count.
    """
    digest = hashlib.sha256()
    for place, folders, files in os.walk(folder):
        here = Path(place)
        folders.sort()
        if here == folder:
            folders[:] = [name for name in folders if name not in leave_out]
        for name in sorted(files):
            digest.update((here / name).relative_to(folder).as_posix().encode())
            digest.update(hashlib.sha256((here / name).read_bytes()).digest())
    return digest.hexdigest()


def matches(stamp: Path, expected: str) -> bool:
    """Whether ``stamp`` is there and holds ``expected``."""
    try:
        return stamp.read_text(encoding="ascii").strip() == expected
    except (OSError, ValueError):
        return False
