"""``gaitbox version --full``: every part with version and licence, the model, the avatar."""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path

import pytest

from runtime import about, paths
from runtime.cli import main


def test_every_part_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["version", "--full"]) == 0
    text = capsys.readouterr().out
    rows = {line.split()[0]: line for line in text.splitlines() if line.startswith("  ")}
    for name, licence in (("bpy", "GPL-3.0-or-later"), ("numpy", "BSD-3-Clause"), ("h11", "MIT")):
        assert metadata.version(name) in rows[name] and licence in rows[name]
    assert not [part.name for part in about.parts() if not part.licence]
    assert "gaitbox-default" in text and "mocap.cs.cmu.edu" in text and "100STYLE" in text
    assert "decoder.onnx: SHA-256" in text
    assert "MakeHuman" in text and "CC0" in text
    assert "come with the bundle; this is none" in text


def test_a_bundle_reads_its_own_list(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "program", lambda: tmp_path)
    paths.licences().mkdir()
    components = [
        {"name": "zlib", "version": "1.3", "licenses": [{"license": {"id": "Zlib"}}]},
        {"name": "Blender", "version": "4.5.15", "licenses": [{"expression": "GPL-3.0-or-later"}]},
        {"name": "odd", "version": "1"},
    ]
    paths.sbom().write_text(json.dumps({"components": components}))
    assert [part.name for part in about.parts()] == ["Blender", "odd", "zlib"]
    assert main(["version", "--full"]) == 0
    text = capsys.readouterr().out
    assert "zlib     1.3     Zlib" in text and "see its licence text" in text
    assert str(paths.sbom()) in text and str(paths.licences()) in text
    paths.sbom().write_text("[]")
    assert "numpy" in {part.name for part in about.parts()}


def test_the_short_form_stays_short(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["version"]) == 0
    assert len(capsys.readouterr().out.split()) == 2
