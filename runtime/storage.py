"""Writing files so that they are whole or not there, and saying why where that fails."""

from __future__ import annotations

import errno
import io
import json
import math
import os
import secrets
import shutil
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retarget.errors import BadInput, GaitboxError, StorageError

NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""System errors that mean there is no room: disk full, quota reached, file too large."""

FREE_SPACE = "Free some space, or choose a folder on another disk."
NEEDED_BYTES = 32 << 20
"""Room below which a failed export is put down to a full disk (a motion takes about 10 MB)."""


def write_durably(path: Path, data: bytes) -> None:
    """Write a new file and wait until it is on the disk."""
    with open(path, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace_durably(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Put a file in place of another, whole or not at all, and wait until it is on the disk.

    Args:
        path: its folder is there.
        data: its content.
        mode: permissions that it has from its first byte on.

    Raises:
        OSError: the old file is as it was, and nothing else is left.
    """
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Wait until a file that another module wrote is on the disk."""
    with open(path, "rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system knows how."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def npy_bytes(array: NDArray[Any]) -> bytes:
    """An array as the bytes of an npy file (numpy's own file writing hides a full disk)."""
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=False)
    return buffer.getvalue()


def json_bytes(data: Any) -> bytes:
    """Plain data as readable JSON; numbers that JSON has no word for become null."""
    text = json.dumps(plain(data), indent=1, ensure_ascii=False, allow_nan=False)
    return text.encode() + b"\n"


def plain(data: Any) -> Any:
    """Data of Python and numpy as JSON's own types; nan and infinities become None."""
    if isinstance(data, dict):
        return {str(key): plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [plain(value) for value in data]
    if isinstance(data, np.ndarray | np.generic):
        return plain(data.tolist())
    if isinstance(data, float) and not math.isfinite(data):
        return None
    return data


def is_full(error: BaseException) -> bool:
    """Whether an error says that there is no room left."""
    return isinstance(error, OSError) and error.errno in NO_SPACE


def short_of_space(folder: Path) -> bool:
    """Whether the disk of an existing folder has too little room left for a motion."""
    try:
        return shutil.disk_usage(folder).free < NEEDED_BYTES
    except OSError:
        return False


def write_failure(error: OSError, folder: Path) -> GaitboxError:
    """What to tell the user when writing into ``folder`` failed.

    A full disk is a `StorageError`; a folder that cannot be written to is `BadInput`.
    """
    if is_full(error):
        return StorageError(f"There is no room left to write to {folder}.", FREE_SPACE)
    reason = (error.strerror or type(error).__name__).lower()
    return BadInput(
        f"The folder {folder} cannot be written to: {reason}.", "Choose another folder."
    )
