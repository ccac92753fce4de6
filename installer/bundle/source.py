"""The sources that a bundle is built from: commit, files, and the archive that goes along."""

from __future__ import annotations

import io
import lzma
import os
import subprocess
import tarfile
from pathlib import Path

ARCHIVE = "gaitbox-source.tar.xz"
LIST = "source-files.txt"
"""In the archive: the names of all files of the checkout."""

_NOT_IN_ARCHIVE = (".onnx", ".npz")
"""Weights and the avatar's arrays: data that the bundle holds as they are."""


def tracked(root: Path) -> list[str]:
    """Files of the checkout that git keeps, with slashes, in order.

    Without git those of the list that our source archive brings along, so that a bundle which is
    built from it comes with its source, too; empty without either.
    """
    names = _kept_by_git(root) or _listed(root)
    return sorted(name for name in names if name and (root / name).is_file())


def _kept_by_git(root: Path) -> list[str]:
    command = ["git", "-c", f"safe.directory={root}", "ls-files", "-z"]
    try:
        answer = subprocess.run(command, cwd=root, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    found = answer.stdout.decode("utf-8", "surrogateescape")
    return found.split("\0") if found else []


def _listed(root: Path) -> list[str]:
    try:
        return (root / LIST).read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return []


def _git(root: Path, *words: str) -> str:
    command = ["git", "-c", f"safe.directory={root}", *words]
    try:
        return subprocess.run(
            command, cwd=root, capture_output=True, check=True, text=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def commit(root: Path) -> str:
    """The commit of the checkout, with ``+changes`` if files differ from it; or ``unknown``."""
    name = _git(root, "rev-parse", "HEAD")
    if not name:
        return "unknown"
    return f"{name}+changes" if _git(root, "status", "--porcelain", "-uno") else name


def commit_time(root: Path) -> int:
    """Seconds since 1970 of the commit: the one time that a bundle knows."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "") or _git(root, "log", "-1", "--format=%ct")
    return int(said) if said.isdecimal() else 315532800  # 1980, the oldest time in a zip file


def write_archive(root: Path, path: Path, when: int) -> list[str]:
    """Write our own source as a tar.xz; returns what was left out, which the bundle holds.

    The same files give the same bytes: names in order, one time, no owners.
    """
    names, left_out = tracked(root), []
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=tarfile.PAX_FORMAT) as archive:
        listed = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
        _add(archive, LIST, listed, 0o644, when)
        for name in names:
            if name.endswith(_NOT_IN_ARCHIVE) and not name.startswith("tests/"):
                left_out.append(name)
                continue
            mode = 0o755 if os.access(root / name, os.X_OK) else 0o644
            _add(archive, name, (root / name).read_bytes(), mode, when)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lzma.compress(raw.getvalue(), preset=6))
    return left_out


def _add(archive: tarfile.TarFile, name: str, data: bytes, mode: int, when: int) -> None:
    entry = tarfile.TarInfo(f"gaitbox-source/{name}")
    entry.size, entry.mode, entry.mtime = len(data), mode, when
    archive.addfile(entry, io.BytesIO(data))
