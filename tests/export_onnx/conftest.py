"""Fixtures of the export tests: a tiny corpus, tiny networks, one thread."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from export_onnx.corpus.store import Corpus
from export_onnx.momask.config import FEATURES, INTENT_DIM, gaitbox_model
from export_onnx.networks import Networks
from export_onnx.stages.recipe import LengthRecipe, Recipe, RvqRecipe, TransformerRecipe
from export_onnx.text_encoder import TextEncoder

TINY = gaitbox_model(width=32, codes=32, quantizers=3, latent_dim=32, ff_size=64, layers=2, heads=4)


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """Tests share two cores; more threads would only wait for each other."""
    torch.set_num_threads(1)


@pytest.fixture()
def tiny_networks() -> Networks:
    """Random networks with codebooks and biases that are not zero."""
    torch.manual_seed(5)
    rng = np.random.default_rng(5)
    mean = rng.normal(size=FEATURES)
    std = rng.uniform(0.5, 2.0, FEATURES)
    networks = Networks.create(TINY, mean, std)
    for network in networks.parts().values():
        for name, tensor in network.state_dict().items():
            if tensor.is_floating_point() and not name.endswith("position_enc.pe"):
                tensor.add_(torch.randn_like(tensor) * 0.1)
    return networks.eval()


@pytest.fixture(scope="session")
def tiny_recipe() -> Recipe:
    """A recipe whose steps take milliseconds."""
    transformer = TransformerRecipe(batch=8, min_tokens=4, learning_rate=3e-3)
    return Recipe(
        model=TINY,
        rvq=RvqRecipe(batch=8, window=32, learning_rate=2e-3),
        masked=transformer,
        residual=transformer,
        length=LengthRecipe(batch=16),
    )


@pytest.fixture(scope="session")
def tiny_corpus() -> Corpus:
    """Twenty clips of slow and fast sine waves, told apart by caption and intent."""
    rng = np.random.default_rng(0)
    shape = rng.normal(size=FEATURES) * 0.1
    features, captions, patterns, vectors = [], [], [], []
    for number in range(20):
        fast = number % 2
        time = np.arange(60 + 4 * (number % 5))[:, None]
        wave = np.sin(time * (0.5 if fast else 0.2) + rng.uniform(0, 6))
        clip = shape * wave + rng.normal(size=(len(time), FEATURES)) * 0.002
        clip[:, 0] *= 0.1
        features.append(clip.astype(np.float32))
        captions.append(["a fast walk" if fast else "a slow walk", f"walk {fast}"])
        patterns.append("fast" if fast else "slow")
        vectors.append(np.eye(INTENT_DIM, dtype=np.float32)[fast])
    split = ["val" if number >= 16 else "train" for number in range(20)]
    sources = [f"walker {number}" for number in range(20)]
    return Corpus(
        features, captions, np.stack(vectors), patterns, split, sources, [True] * len(features)
    )


@pytest.fixture(scope="session")
def toy_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A toy model folder."""
    from tests.make_toy_model import make_toy_model

    return make_toy_model(tmp_path_factory.mktemp("toy") / "model")


@pytest.fixture(scope="session")
def toy_text(toy_folder: Path) -> TextEncoder:
    """The sentence encoder of the toy model."""
    return TextEncoder(
        (toy_folder / "text.onnx").read_bytes(), (toy_folder / "tokenizer.json").read_bytes()
    )
