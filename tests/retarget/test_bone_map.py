from __future__ import annotations

import json
from pathlib import Path

import pytest

from retarget.bone_map import MIXAMO, read_keemap, write_keemap
from retarget.errors import BadInput


def test_a_keemap_file_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    other = tuple(f"mixamorig:{bone}" for bone in MIXAMO)
    write_keemap(path, other)
    assert read_keemap(path) == other


def test_a_map_with_a_missing_joint_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    write_keemap(path)
    content = json.loads(path.read_text())
    del content["bones"][3]
    path.write_text(json.dumps(content))
    with pytest.raises(BadInput, match="spine1"):
        read_keemap(path)


def test_a_correction_is_refused_rather_than_ignored(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    write_keemap(path)
    content = json.loads(path.read_text())
    content["bones"][4]["CorrectionFactorY"] = 0.4
    path.write_text(json.dumps(content))
    with pytest.raises(BadInput, match="left_knee"):
        read_keemap(path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"bones": 3}'])
def test_what_is_no_map_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "map.json"
    path.write_text(text)
    with pytest.raises(BadInput, match="not a bone map"):
        read_keemap(path)
