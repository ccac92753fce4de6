"""Archives: whole, alike whenever and by whomever they are made, readable by ordinary programs."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from installer.bundle import archive

WHEN = 1_700_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small bundle: a program, data, a link, an accent, and more than one block."""
    made = tmp_path / "one" / "gaitbox"
    (made / "_internal" / "é").mkdir(parents=True)
    (made / "gaitbox").write_bytes(b"program")
    (made / "gaitbox").chmod(0o755)
    (made / "_internal" / "é" / "data").write_bytes(os.urandom(1000) * 4)
    (made / "_internal" / "big").write_bytes(b"0123456789abcdef" * (archive.BLOCK_BYTES // 10))
    if sys.platform != "win32":
        (made / "_internal" / "link").symlink_to("big")
    return made


def other(folder: Path) -> Path:
    """The same elsewhere, with other times and looser modes."""
    copy = folder.parent.parent / "two" / "gaitbox"
    shutil.copytree(folder, copy, symlinks=True)
    for path in copy.rglob("*"):
        if not path.is_symlink():
            os.utime(path, (1, 1))
            if path.is_file():
                path.chmod(path.stat().st_mode | 0o060)
    return copy


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes are POSIX'")
def test_tar_is_the_same_from_the_same_files(folder: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.tar.xz", tmp_path / "b.tar.xz"
    archive.write_tar(folder, first, WHEN)
    archive.write_tar(other(folder), second, WHEN)
    assert first.read_bytes() == second.read_bytes()
    with tarfile.open(first) as opened:
        members = {m.name: m for m in opened.getmembers()}
        data = opened.extractfile("gaitbox/_internal/big")
        assert data is not None and data.read() == (folder / "_internal" / "big").read_bytes()
    assert list(members) == sorted(members)
    assert members["gaitbox/gaitbox"].mode == 0o755
    assert members["gaitbox/_internal/é/data"].mode == 0o644
    assert members["gaitbox/_internal/link"].linkname == "big"
    for member in members.values():
        assert (member.mtime, member.uid, member.gid, member.uname) == (WHEN, 0, 0, "")


@pytest.mark.skipif(shutil.which("xz") is None, reason="the program xz is not installed")
def test_other_programs_read_it(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.tar.xz"
    archive.write_tar(folder, path, WHEN)
    subprocess.run(["xz", "--test", str(path)], check=True)
    out = tmp_path / "out"
    out.mkdir()
    subprocess.run(["tar", "-xf", str(path), "-C", str(out)], check=True)
    assert archive.list_of(out / "gaitbox") == archive.list_of(folder)


def test_zip_is_the_same_from_the_same_files(folder: Path, tmp_path: Path) -> None:
    (folder / "_internal" / "link").unlink(missing_ok=True)
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    archive.write_zip(folder, first, WHEN)
    archive.write_zip(other(folder), second, WHEN)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as opened:
        assert opened.testzip() is None
        assert opened.read("gaitbox/gaitbox") == b"program"
        assert "gaitbox/_internal/é/data" in opened.namelist()


def test_progress_ends_at_all_of_it(folder: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    archive.write_tar(folder, tmp_path / "a.tar.xz", WHEN, lambda *state: told.append(state))
    assert told[-1][0] == told[-1][1] > archive.BLOCK_BYTES
    assert told == sorted(told)


def test_nothing_half_made_is_left(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive.lzma, "compress", fail)
    with pytest.raises(OSError, match="No space"):
        archive.write_tar(folder, tmp_path / "a.tar.xz", WHEN)
    assert not list(tmp_path.glob("*.tar.xz*"))


def test_digest_reads_as_sha256sum_writes(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"abc")
    said = archive.write_digest(path).read_text(encoding="ascii")
    assert said == f"{hashlib.sha256(b'abc').hexdigest()}  x.zip\n"


def test_time_left_is_told() -> None:
    now = [0.0]
    notes: list[str] = []
    tell = archive.teller(notes.append, lambda: now[0])
    tell(1, 1000)
    now[0] = 30.0
    tell(250, 1000)
    tell(1000, 1000)
    assert notes == ["0%", "25%, 90 s left", "100%"]
