"""Says which of the files read are known, as a table for a person and as a record."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from export_onnx.checkpoints import official
from export_onnx.dataset import KIT, Dataset


@dataclass(frozen=True)
class FileFact:
    """A file that was read: its name in the table, size, hash, and whether it is known."""

    file: str
    size: int
    sha256: str
    recognised: bool

    def to_dict(self) -> dict[str, Any]:
        """Plain data for the manifest."""
        return asdict(self)


def facts_of(files: Sequence[Path], folder: Path) -> list[FileFact]:
    """Facts about files of a model; names are relative to ``folder``, hashes are of all bytes."""
    facts = []
    for path in files:
        size, sha256 = path.stat().st_size, sha256_of(path)
        known = official.is_official(path.name, size, sha256)
        facts.append(FileFact(path.relative_to(folder).as_posix(), size, sha256, known))
    return facts


def sha256_of(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def table(facts: Sequence[FileFact], dataset: Dataset, ignored: Sequence[str]) -> str:
    """What was read, in columns, with a line on what could not be known and what was left out.

    An ``opt.txt`` is not in the list of official files and counts as neither.
    """
    rows = [(fact.file, _size(fact.size), _verdict(fact)) for fact in facts]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines = [f"{name:<{widths[0]}}  {size:>{widths[1]}}  {say}" for name, size, say in rows]
    if dataset == KIT:
        lines.append("No hashes of the official KIT-ML files are known, so none is recognised.")
    if ignored:
        lines.append(f"Not needed, not read: {', '.join(ignored)}")
    return "\n".join(lines)


def _verdict(fact: FileFact) -> str:
    if fact.file.endswith("opt.txt"):
        return "options"
    return "recognised: official" if fact.recognised else "not known"


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} kB"
