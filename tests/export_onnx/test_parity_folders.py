"""From published checkpoints through the import and ONNX Runtime to the reference's own numbers.

Runs on the fixture beside this checkout, on folders made here (KIT-ML and other sizes), and on
every folder named in the environment variable ``GAITBOX_PARITY``, separated by ``:``. A folder
holds ``checkpoints/<t2m or kit>/...`` in the published layout, ``expected.npz`` and
``settings.json``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from export_onnx.checkpoints.layout import find_layout
from export_onnx.checkpoints.networks import load_networks
from export_onnx.cpu_session import cpu_session
from export_onnx.graphs import encoder_graph
from export_onnx.import_momask import ImportRequest, import_momask
from export_onnx.networks import Networks, numpy_weights
from runtime.engine.features import features_to_joints
from runtime.engine.manifest import Manifest, Settings, load_manifest
from runtime.engine.momask import NO_CODE, Codebook, decode, generate_tokens
from runtime.engine.sampling import Draws
from runtime.engine.sessions import CPU, Graph, open_graph
from tests.conftest import SHARED
from tests.export_onnx.checkpoints.trees import small_model
from tests.export_onnx.parity_folder import make_parity_folder
from tests.make_toy_clip import make_toy_clip

VARIABLE = "GAITBOX_PARITY"
FIXTURE = SHARED / "fixtures" / "momask_parity"

MADE_HERE = {
    "kit": ("kit", small_model("kit")),
    "kit, one codebook, two quantizers": (
        "kit",
        small_model("kit", quantizers=2, shared_codebook=True),
    ),
    "tables not shared": ("t2m", small_model(share_weight=False)),
}

LOGIT_TOLERANCE = 1e-3
"""Of the standard deviation of the expected logits."""

FEATURE_TOLERANCE = 1e-4
"""Of the largest expected number where that is more than 1: random networks give numbers far
from a body's, up to 50, and single precision has seven digits of each."""

JOINT_TOLERANCE_M = 1e-3

FOLDERS = ["fixture", *MADE_HERE, *filter(None, os.environ.get(VARIABLE, "").split(":"))]


@dataclass(frozen=True)
class Case:
    """One folder, imported: what its graphs give is compared with ``want``."""

    networks: Networks
    manifest: Manifest
    graphs: dict[str, Graph]
    want: dict[str, np.ndarray]
    settings: Settings

    @property
    def used(self) -> np.ndarray:
        """Places (B, L) before the end of each motion."""
        lengths = self.want["token_lens"]
        return np.arange(lengths.max()) < lengths[:, None]

    def tokens(self, rows: slice = slice(None)) -> np.ndarray:
        """Greedy tokens of some of the batch, made together by the runtime."""
        lengths = self.want["token_lens"][rows]
        book = Codebook(self.manifest.codes, self.manifest.quantizers)
        draws = Draws.from_seed(
            0,
            len(lengths),
            steps=self.settings.steps,
            layers=book.quantizers - 1,
            longest=int(lengths.max()),
        )
        text = {"text": self.want["text_embedding"][rows]}
        return generate_tokens(
            self.graphs, book, text, lengths, draws, self.settings, lambda stage: None
        )


@pytest.fixture(scope="module", params=FOLDERS)
def case(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Case]:
    work = tmp_path_factory.mktemp("parity")
    folder = folder_of(request.param, work)
    layout = find_layout(folder / "checkpoints")
    networks = load_networks(layout)
    dim = networks.config.masked.conditions[0]
    clip = make_toy_clip(work / "ViT-B-32.pt", dim=dim)
    made = import_momask(ImportRequest(folder / "checkpoints", clip=clip, out=work / "model"))
    manifest = load_manifest(made.folder)
    graphs = {name: open_graph(manifest, name, [CPU]) for name in manifest.graphs}
    with np.load(folder / "expected.npz") as archive:
        want = dict(archive)
    yield Case(networks, manifest, graphs, want, settings_of(folder))


def folder_of(name: str, work: Path) -> Path:
    if name in MADE_HERE:
        return make_parity_folder(work, *MADE_HERE[name])
    if name == "fixture" and not FIXTURE.is_dir():
        pytest.skip("the reference's tiny checkpoints (../shared/fixtures) are not here")
    return FIXTURE if name == "fixture" else Path(name)


def settings_of(folder: Path) -> Settings:
    asked = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    return Settings(
        steps=asked["timesteps"],
        guidance_scale=asked["cond_scale"],
        residual_guidance_scale=asked["res_cond_scale"],
        top_k=asked["topk_filter_thres"],
        temperature=asked["temperature"],
    )


def assert_logits(got: np.ndarray, want: np.ndarray) -> None:
    assert np.abs(got - want).max() <= LOGIT_TOLERANCE * want.std()


def test_parity_of_length_logits(case: Case) -> None:
    got = case.graphs["length"].run({"text": case.want["text_embedding"]})[0]
    assert_logits(got, case.want["length_logits"])


@pytest.mark.parametrize(("name", "scale"), [("mask_logits", 1), ("mask_logits_uncond", 0)])
def test_parity_of_masked_logits(case: Case, name: str, scale: float) -> None:
    """A guidance of 1 is the condition alone, one of 0 is none."""
    ids = case.want["mask_in_ids"]
    feed = {
        "ids": ids,
        "lengths": case.want["token_lens"],
        "text": case.want["text_embedding"],
        "scale": np.array(scale, np.float32),
        "wanted": np.tile(np.arange(ids.shape[1]), (len(ids), 1)),
    }
    got = case.graphs["masked"].run(feed)[0]
    want = case.want[name].transpose(0, 2, 1)
    assert_logits(got[case.used], want[case.used])


def test_parity_of_greedy_tokens_of_a_mixed_batch(case: Case) -> None:
    tokens = case.tokens()
    np.testing.assert_array_equal(tokens[..., 0], case.want["greedy_base_tokens"])
    np.testing.assert_array_equal(tokens, case.want["greedy_all_tokens"])


def test_parity_of_greedy_tokens_alone(case: Case) -> None:
    for row, length in enumerate(case.want["token_lens"]):
        tokens = case.tokens(slice(row, row + 1))
        np.testing.assert_array_equal(tokens[0], case.want["greedy_all_tokens"][row, :length])


def test_parity_of_decoded_features(case: Case) -> None:
    """The reference decodes the whole batch, padding and all; the longest is decoded alone too."""
    tokens, want = case.want["greedy_all_tokens"], case.want["decoded_features"]
    allowed = FEATURE_TOLERANCE * max(1.0, float(np.abs(want).max()))
    got = case.graphs["decoder"].run({"tokens": tokens})[0]
    np.testing.assert_allclose(got, want, rtol=0, atol=allowed)
    longest = int(case.want["token_lens"].argmax())
    alone = decode(case.graphs["decoder"], tokens, case.want["token_lens"])[longest]
    np.testing.assert_allclose(alone, want[longest], rtol=0, atol=allowed)
    assert (tokens[~case.used] == NO_CODE).all()


def test_parity_of_joints(case: Case) -> None:
    got = features_to_joints(case.want["decoded_features"])
    unit = case.manifest.unit_length
    for row, length in enumerate(case.want["token_lens"] * unit):
        want = case.want["joints"][row, :length]
        # Random networks walk far: beyond 100 m single precision itself is 1 mm.
        allowed = JOINT_TOLERANCE_M * max(1.0, float(np.abs(want).max()) / 100)
        np.testing.assert_allclose(got[row, :length], want, rtol=0, atol=allowed)


def test_parity_of_encoder_tokens(case: Case) -> None:
    """Of the normalised features as they are given: normalising them back would round them."""
    networks = replace(
        case.networks,
        mean=np.zeros_like(case.networks.mean),
        std=np.ones_like(case.networks.std),
    )
    graph = encoder_graph(
        numpy_weights(networks.rvq), networks.config.rvq, networks.mean, networks.std
    )
    session = cpu_session(graph.SerializeToString())
    tokens = session.run(None, {"features": case.want["encode_in"]})[0]
    np.testing.assert_array_equal(tokens, case.want["encode_tokens"])


def test_parity_of_encoder_tokens_of_the_imported_graph(case: Case) -> None:
    """The encoder that is written takes raw features; a near tie may fall to the other side."""
    raw = case.want["encode_in"] * case.networks.std + case.networks.mean
    tokens = case.graphs["encoder"].run({"features": raw.astype(np.float32)})[0]
    assert np.mean(tokens == case.want["encode_tokens"]) > 0.99
