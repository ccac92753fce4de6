"""Which files are known, and how a person is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from export_onnx.checkpoints import official, report
from export_onnx.checkpoints.report import FileFact, facts_of, table
from export_onnx.dataset import HUMANML3D, KIT
from tests.conftest import SHARED


def test_the_table_of_official_files_is_the_published_one() -> None:
    source = SHARED / "fixtures" / "momask_official.json"
    if not source.exists():
        pytest.skip("the facts about the official files (../shared/fixtures) are not here")
    files = json.loads(source.read_text())["files"]
    assert {f.path: {"sha256": f.sha256, "bytes": f.size} for f in official.FILES} == files


def test_a_file_is_recognised_by_name_size_and_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    known = official.FILES[2]
    assert official.is_official("latest.tar", known.size, known.sha256)
    assert not official.is_official("latest.tar", known.size + 1, known.sha256)
    assert not official.is_official("latest.tar", known.size, "0" * 64)
    mean = official.FILES[0]
    assert not official.is_official("std.npy", mean.size, mean.sha256)


def test_facts_and_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "rvq" / "meta"
    folder.mkdir(parents=True)
    (folder / "mean.npy").write_bytes(b"known")
    (folder / "std.npy").write_bytes(b"unknown")
    (tmp_path / "rvq" / "opt.txt").write_text("a: 1")
    sha256 = report.sha256_of(folder / "mean.npy")
    known = official.OfficialFile("t2m/rvq/meta/mean.npy", 5, sha256)
    monkeypatch.setattr(official, "FILES", (known,))
    files = [folder / "mean.npy", folder / "std.npy", tmp_path / "rvq" / "opt.txt"]
    facts = facts_of(files, tmp_path)
    assert [fact.recognised for fact in facts] == [True, False, False]
    assert facts[0].to_dict() == {
        "file": "rvq/meta/mean.npy",
        "size": 5,
        "sha256": sha256,
        "recognised": True,
    }
    lines = table([*facts, FileFact("big.tar", 55_933_307, "", False)], HUMANML3D, ["old"])
    assert lines.splitlines() == [
        "rvq/meta/mean.npy   0.0 kB  recognised: official",
        "rvq/meta/std.npy    0.0 kB  not known",
        "rvq/opt.txt         0.0 kB  options",
        "big.tar            55.9 MB  not known",
        "Not needed, not read: old",
    ]
    assert "No hashes of the official KIT-ML files are known" in table(facts, KIT, [])
