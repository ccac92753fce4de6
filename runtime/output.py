"""The folder that ``gaitbox generate`` writes: whole results or nothing."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from pathlib import Path
from types import TracebackType
from typing import Self

from retarget.errors import BadInput
from runtime.motion import FILES
from runtime.storage import sync_folder, write_failure

STAGE_PREFIX = ".gaitbox-"

RESERVED = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{port}{digit}" for port in ("com", "lpt") for digit in "123456789"}
)
"""Names that Windows keeps for devices, whatever their ending."""

FORBIDDEN = frozenset('<>:"|?*')
"""Characters that no file name on Windows may hold."""

LONGEST_NAME = 100


class Output:
    """A folder that receives results in one go.

    Results are made in a temporary folder inside it (the same disk, so that moving is renaming)
    and moved to their places by `publish`. Left without that, nothing stays behind, not even the
    folders made for it. Use as a context manager.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: list[Path] = []
        self._stage: Path | None = None

    def __enter__(self) -> Self:
        """Make the folders.

        Raises:
            BadInput: the folder cannot be made or written to.
            StorageError: there is no room.
        """
        try:
            missing = [p for p in (self.folder, *self.folder.parents) if not p.exists()]
            for path in reversed(missing):
                self._made.append(path)  # first, so that a signal between the two leaves nothing
                path.mkdir(exist_ok=True)
            self._stage = self.folder / f"{STAGE_PREFIX}{secrets.token_hex(8)}"
            self._stage.mkdir(mode=0o700)
        except OSError as error:
            self._clear()
            raise write_failure(error, self.folder) from error
        except BaseException:  # a signal: `__exit__` is not called for what never began
            self._clear()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._clear()

    def make(self, name: str) -> Path:
        """A new, empty folder for the result called ``name`` (may hold one ``/``)."""
        assert self._stage is not None, "an Output is used inside a with statement"
        path = self._stage / name
        path.mkdir(parents=True)
        return path

    def publish(self, names: list[str]) -> list[Path]:
        """Move results to their places; an earlier result of the same name is replaced.

        Raises:
            BadInput: the folder cannot be written to.
            StorageError: there is no room.
        """
        assert self._stage is not None, "an Output is used inside a with statement"
        targets = []
        try:
            for name in names:
                target = self.folder / name
                _move(self._stage / name, target)
                targets.append(target)
            sync_folder(self.folder)
        except OSError as error:
            raise write_failure(error, self.folder) from error
        self._made.clear()
        return targets

    def _clear(self) -> None:
        if self._stage is not None:
            shutil.rmtree(self._stage, ignore_errors=True)
        for path in reversed(self._made):
            with contextlib.suppress(OSError):  # somebody else put something into it
                path.rmdir()


def _move(source: Path, target: Path) -> None:
    """Rename a result; into a folder that is there already, file by file."""
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)
        return
    new = {path.name for path in source.iterdir()}
    for name in new:
        os.replace(source / name, target / name)
    for name in set(FILES.values()) - new:
        (target / name).unlink(missing_ok=True)


def safe_name(value: object) -> str:
    """An id of a prompts file as the name of a folder.

    Raises:
        BadInput: it is empty, too long, or would lead to another folder.
    """
    name = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    plain = name.isprintable() and not set(name) & (FORBIDDEN | {"/", "\\"})
    hidden = name.startswith((".", " ")) or name.endswith((".", " "))
    reserved = name.partition(".")[0].lower() in RESERVED
    if not name or not plain or hidden or reserved or len(name) > LONGEST_NAME:
        shown = "".join(c if c.isprintable() else "?" for c in str(value))[:40]
        raise BadInput(
            f'The id "{shown}" cannot be the name of a folder.',
            "Use letters, digits, hyphens and underscores.",
        )
    return name
