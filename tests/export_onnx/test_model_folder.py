"""A model folder is complete, vouched for, and never half written."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from export_onnx import model_folder
from export_onnx.model_folder import write_model_folder
from export_onnx.networks import Networks
from export_onnx.parity import ParityError
from export_onnx.text_encoder import TextEncoder
from retarget.errors import BadInput
from tests.make_toy_model import make_toy_model


def test_manifest_vouches_for_every_file(toy_folder: Path) -> None:
    manifest = json.loads((toy_folder / "manifest.json").read_text())
    hashes = {entry["file"]: entry["sha256"] for entry in manifest["graphs"].values()}
    hashes |= {name: entry["sha256"] for name, entry in manifest["files"].items()}
    on_disk = {path.name for path in toy_folder.iterdir()} - {"manifest.json"}
    assert set(hashes) == on_disk
    for name, digest in hashes.items():
        assert hashlib.sha256((toy_folder / name).read_bytes()).hexdigest() == digest


def test_manifest_says_what_the_model_is(toy_folder: Path) -> None:
    manifest = json.loads((toy_folder / "manifest.json").read_text())
    assert (manifest["format"], manifest["kind"]) == (2, "momask")
    assert (manifest["skeleton"], manifest["fps"], manifest["joints"]) == ("humanml3d", 20, 22)
    assert manifest["features"] == 263
    assert manifest["conditions"] == ["text", "intent"]
    assert (manifest["codes"], manifest["quantizers"], manifest["unit_length"]) == (32, 3, 4)
    assert (manifest["text"]["dim"], manifest["intent_dim"]) == (384, 128)
    assert manifest["limits"] == {"min_frames": 40, "max_frames": 196}
    assert manifest["graphs"]["decoder"]["inputs"] == ["tokens"]
    assert set(manifest["parity"]) == {"length", "masked", "residual", "decoder", "encoder"}
    assert manifest["acknowledgement"]


def test_seed_decides_the_toy_model(toy_folder: Path, tmp_path: Path) -> None:
    same = make_toy_model(tmp_path / "same", seed=0)
    other = make_toy_model(tmp_path / "other", seed=1)
    for name in ("masked.onnx", "text.onnx"):
        assert (same / name).read_bytes() == (toy_folder / name).read_bytes()
        assert (other / name).read_bytes() != (toy_folder / name).read_bytes()


def test_a_failed_export_leaves_the_old_folder(
    tiny_networks: Networks,
    toy_text: TextEncoder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = write_model_folder(tmp_path / "model", tiny_networks, toy_text)
    before = (out / "manifest.json").read_bytes()

    def disagree(*_: object, **__: object) -> None:
        raise ParityError("The graphs differ.")

    with monkeypatch.context() as patch, pytest.raises(ParityError):
        patch.setattr(model_folder, "check_parity", disagree)
        write_model_folder(out, tiny_networks, toy_text)
    with monkeypatch.context() as patch, pytest.raises(BadInput, match="cannot be written"):
        patch.setattr(model_folder, "_manifest", lambda *_: (_ for _ in ()).throw(OSError()))
        write_model_folder(out, tiny_networks, toy_text)
    assert (out / "manifest.json").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_replacing_a_folder(tiny_networks: Networks, toy_text: TextEncoder, tmp_path: Path) -> None:
    out = make_toy_model(tmp_path / "model")
    write_model_folder(out, tiny_networks, toy_text)
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["model_id"] == "gaitbox-momask"
    assert [path.name for path in tmp_path.iterdir()] == ["model"]
