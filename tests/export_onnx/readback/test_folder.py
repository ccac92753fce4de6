"""A model folder gives back networks that compute what its graphs compute."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from export_onnx.cpu_session import cpu_session
from export_onnx.model_folder import Identity, write_model_folder
from export_onnx.networks import Networks
from export_onnx.parity import CASES, HALF_TOLERANCE, TOKEN_TOLERANCE
from export_onnx.readback.folder import read_model_folder
from export_onnx.text_encoder import TextEncoder
from retarget.errors import BadInput

DEFAULT = Path(__file__).parents[3] / "runtime" / "models" / "default"


def differences(networks: Networks, folder: Path) -> dict[str, float]:
    """Largest difference of each network from the folder's graph, relative to its outputs; of
    the encoder the share of other tokens."""
    found = {}
    for name, cases in CASES.items():
        session = cpu_session((folder / f"{name}.onnx").read_bytes())
        inputs = {port.name for port in session.get_inputs()}
        worst = 0.0
        for feed, want in cases(networks, np.random.default_rng(4)):
            got = session.run(None, {k: v for k, v in feed.items() if k in inputs})[0]
            if "wanted" in feed and "wanted" not in inputs:
                got = np.take_along_axis(got, feed["wanted"][..., None], axis=1)
            error = np.mean(got != want) if name == "encoder" else np.abs(got - want).max()
            worst = max(worst, float(error / max(1.0, np.abs(want).max())))
        found[name] = worst
    return found


def test_the_default_model_comes_back_as_networks() -> None:
    start = read_model_folder(DEFAULT)
    found = differences(start.networks, DEFAULT)
    assert found.pop("encoder") <= TOKEN_TOLERANCE
    assert max(found.values()) <= HALF_TOLERANCE / 5, found
    assert start.text.model == (DEFAULT / "text.onnx").read_bytes()
    manifest = json.loads((DEFAULT / "manifest.json").read_text())
    assert start.origin["model_id"] == manifest["model_id"]
    assert start.origin["graphs"]["masked"] == manifest["graphs"]["masked"]["sha256"]


@pytest.mark.parametrize("half", [True, False])
def test_what_is_written_is_read(
    tiny_networks: Networks, toy_text: TextEncoder, tmp_path: Path, half: bool
) -> None:
    folder = write_model_folder(
        tmp_path / "model", tiny_networks, toy_text, identity=Identity(half=half)
    )
    start = read_model_folder(folder)
    np.testing.assert_allclose(start.networks.mean, tiny_networks.mean, rtol=1e-6)
    np.testing.assert_allclose(start.networks.std, tiny_networks.std, rtol=1e-6)
    found = differences(start.networks, folder)
    assert found.pop("encoder") <= TOKEN_TOLERANCE
    assert max(found.values()) <= (HALF_TOLERANCE if half else 1e-4), found
    again = write_model_folder(tmp_path / "again", start.networks, start.text)
    assert differences(start.networks, again)["decoder"] < 1e-4


def test_what_does_not_fit_is_said(toy_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no model"):
        read_model_folder(tmp_path)
    folder = Path(shutil.copytree(toy_folder, tmp_path / "model"))
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())

    def changed(network: str, **sizes: int) -> None:
        other = json.loads(json.dumps(manifest))
        other["sizes"][network] |= sizes
        path.write_text(json.dumps(other))

    changed("masked", layers=3)
    with pytest.raises(BadInput, match="ends too early"):
        read_model_folder(folder)
    changed("rvq", codes=64)
    with pytest.raises(BadInput, match="codebook of the network rvq is 32 x 32"):
        read_model_folder(folder)
    changed("rvq", features=251)
    with pytest.raises(BadInput, match="251 numbers a frame"):
        read_model_folder(folder)
    path.write_text(json.dumps(manifest))
    (folder / "length.onnx").write_bytes(b"no graph")
    with pytest.raises(BadInput, match="The graph length"):
        read_model_folder(folder)
    (folder / "length.onnx").unlink()
    with pytest.raises(BadInput, match="length.onnx is missing"):
        read_model_folder(folder)
