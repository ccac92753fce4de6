"""A model folder that is not what it says is refused with a sentence, before it is opened."""

from __future__ import annotations

import json
import pickle
import shutil
from pathlib import Path
from typing import Any

import pytest

from retarget.errors import ModelError
from runtime.engine.engine import Engine
from runtime.engine.manifest import Settings, load_manifest
from tests.runtime.engine.toy import GRAPHS, masked_graph, sha256, write_manifest

BOTH = ("text", "intent")


def change(folder: Path, **changes: Any) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_a_whole_folder_is_read(toy_folder: Path) -> None:
    manifest = load_manifest(toy_folder)
    assert manifest.model_id == "toy"
    assert manifest.defaults == Settings(4, 2.0, 5.0, 0.5, 1.0)
    assert set(manifest.graphs) == set(GRAPHS)
    assert manifest.graphs["text"].inputs == ("ids", "mask")
    assert manifest.record["kind"] == "momask"


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model folder"):
        Engine.load(tmp_path / "nothing")


def test_no_manifest(damaged: Path) -> None:
    (damaged / "manifest.json").unlink()
    with pytest.raises(ModelError, match=r"no manifest\.json"):
        Engine.load(damaged)


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", "\x00\xff"])
def test_a_manifest_that_is_none(damaged: Path, text: str) -> None:
    (damaged / "manifest.json").write_text(text, encoding="latin-1")
    with pytest.raises(ModelError, match=r"manifest\.json"):
        Engine.load(damaged)


@pytest.mark.parametrize("file", [*(f"{name}.onnx" for name in GRAPHS), "tokenizer.json"])
def test_one_changed_byte_is_noticed(damaged: Path, file: str) -> None:
    data = bytearray((damaged / file).read_bytes())
    data[len(data) // 2] ^= 1
    (damaged / file).write_bytes(data)
    with pytest.raises(ModelError, match=rf"{file}.*SHA-256"):
        load_manifest(damaged)
    with pytest.raises(ModelError, match=rf"{file}.*SHA-256"):
        Engine.load(damaged)


def test_a_missing_file(damaged: Path) -> None:
    (damaged / "decoder.onnx").unlink()
    with pytest.raises(ModelError, match=r"decoder\.onnx is missing"):
        Engine.load(damaged)


def test_a_change_after_the_check_is_noticed_too(damaged: Path) -> None:
    manifest = load_manifest(damaged)
    shutil.copy(damaged / "text.onnx", damaged / "masked.onnx")
    with pytest.raises(ModelError, match=r"masked\.onnx.*SHA-256"):
        manifest.read("masked.onnx")


def test_a_file_the_manifest_does_not_name_is_not_read(toy_folder: Path) -> None:
    with pytest.raises(ModelError, match="in its manifest"):
        load_manifest(toy_folder).read("manifest.json")


@pytest.mark.parametrize(("field", "value"), [("format", 3), ("format", None), ("kind", "vqgan")])
def test_an_unknown_version_or_kind(damaged: Path, field: str, value: object) -> None:
    change(damaged, **{field: value})
    with pytest.raises(ModelError, match="version of Gaitbox"):
        Engine.load(damaged)


@pytest.mark.parametrize("graph", GRAPHS)
def test_a_missing_graph(damaged: Path, graph: str) -> None:
    graphs = json.loads((damaged / "manifest.json").read_text())["graphs"]
    graphs.pop(graph)
    change(damaged, graphs=graphs)
    with pytest.raises(ModelError, match=f"no {graph} graph"):
        Engine.load(damaged)


def test_names_in_the_manifest_that_do_not_match(damaged: Path) -> None:
    graphs = json.loads((damaged / "manifest.json").read_text())["graphs"]
    graphs["masked"]["inputs"].remove("intent")
    change(damaged, graphs=graphs)
    with pytest.raises(ModelError, match=r"masked graph .*\(intent\)"):
        Engine.load(damaged)


def test_names_in_the_graph_that_do_not_match(damaged: Path) -> None:
    masked_graph(damaged / "masked.onnx", ("text",))
    write_manifest(damaged, BOTH)
    graphs = json.loads((damaged / "manifest.json").read_text())["graphs"]
    graphs["masked"]["inputs"].append("intent")
    change(damaged, graphs=graphs)
    with pytest.raises(ModelError, match=r"masked graph .*\(intent\)"):
        Engine.load(damaged)


@pytest.mark.parametrize("name", ["../text.onnx", "/etc/hostname", "a\\b", "C:x", ".."])
def test_a_file_outside_the_folder_is_refused(damaged: Path, name: str) -> None:
    change(damaged, files={name: {"sha256": "0"}})
    with pytest.raises(ModelError, match="not a plain file name"):
        Engine.load(damaged)


@pytest.mark.parametrize("field", ["codes", "text", "limits", "model_id", "graphs"])
def test_a_missing_field(damaged: Path, field: str) -> None:
    record = json.loads((damaged / "manifest.json").read_text())
    record.pop(field)
    (damaged / "manifest.json").write_text(json.dumps(record))
    with pytest.raises(ModelError, match=field):
        Engine.load(damaged)


def test_another_skeleton(damaged: Path) -> None:
    change(damaged, joints=24)
    with pytest.raises(ModelError, match="skeleton"):
        Engine.load(damaged)


def test_a_tokenizer_without_a_hash(damaged: Path) -> None:
    change(damaged, files={})
    with pytest.raises(ModelError, match="tokenizer"):
        Engine.load(damaged)


@pytest.mark.parametrize("file", ["masked.onnx", "tokenizer.json"])
def test_a_file_with_the_right_hash_that_is_no_such_thing(damaged: Path, file: str) -> None:
    class Bomb:
        def __reduce__(self) -> tuple[Any, ...]:
            return (pytest.fail, ("a model file was unpickled",))

    before = sha256(damaged / file)
    (damaged / file).write_bytes(pickle.dumps(Bomb()))
    record = (damaged / "manifest.json").read_text()
    (damaged / "manifest.json").write_text(record.replace(before, sha256(damaged / file)))
    with pytest.raises(ModelError, match="cannot be"):
        Engine.load(damaged)
