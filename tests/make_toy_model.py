"""A tiny model folder with random weights: everything real except what it has learnt.

Made in a few seconds, for tests of whatever runs a model. It has Gaitbox's own
signature (two conditions: text 384, intent 128), 32 codes, 3 quantizers.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch

from export_onnx.model_folder import Identity, write_model_folder
from export_onnx.momask.config import FEATURES, TEXT_DIM, gaitbox_model
from export_onnx.networks import Networks
from export_onnx.text_encoder import MAX_TOKENS, BertSizes, TextEncoder, bert_graph
from retarget.skeleton import JOINTS

WORDS = (
    "a the person man woman child patient elderly walks walking walk gait limps limp limping with"
    " on to left right side leg foot knee hip arm both slow slowly fast quickly comfortable mild"
    " moderate severe mildly severely normal normally antalgic hemiplegic stroke trendelenburg"
    " steppage drop dragging stiff parkinson shuffling shuffles small steps crouch painful weak"
    " favouring favoring and of his her their in forward"
)


def make_toy_model(folder: Path | str, seed: int = 0) -> Path:
    """Write the toy model to ``folder`` (replacing what was there) and return its path."""
    rng = np.random.default_rng(seed)
    state = torch.random.get_rng_state()
    torch.manual_seed(seed)
    try:
        config = gaitbox_model(
            width=32, codes=32, quantizers=3, latent_dim=32, ff_size=64, layers=2, heads=4
        )
        mean, std = standing_still(rng)
        networks = Networks.create(config, mean, std)
        for book in networks.rvq.quantizer.layers:
            torch.nn.init.normal_(book.codebook, std=0.3)
    finally:
        torch.random.set_rng_state(state)
    identity = Identity(model_id="gaitbox-toy", version=f"0.{seed}", licence="MIT")
    return write_model_folder(Path(folder), networks, _toy_text_encoder(rng), identity=identity)


def standing_still(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Mean and spread of features around a person of 1.6 m who walks at 1 m/s."""
    mean, std = np.zeros(FEATURES, np.float32), np.full(FEATURES, 0.02, np.float32)
    mean[2], mean[3] = 0.05, 0.9
    heights = rng.uniform(0.1, 1.5, len(JOINTS) - 1)
    mean[5 : 4 + 3 * (len(JOINTS) - 1) : 3] = heights
    return mean, std


def _toy_text_encoder(rng: np.random.Generator) -> TextEncoder:
    """One random transformer layer of width 384 over a word-piece vocabulary of a few words."""
    tokenizer = _toy_tokenizer()
    vocabulary = len(json.loads(tokenizer)["model"]["vocab"])
    dim, ff = TEXT_DIM, 64

    def normal(*shape: int) -> np.ndarray:
        return rng.standard_normal(shape).astype(np.float32) * 0.05

    layer = "encoder.layer.0"
    shapes = {
        f"{layer}.attention.self.query": (dim, dim),
        f"{layer}.attention.self.key": (dim, dim),
        f"{layer}.attention.self.value": (dim, dim),
        f"{layer}.attention.output.dense": (dim, dim),
        f"{layer}.intermediate.dense": (ff, dim),
        f"{layer}.output.dense": (dim, ff),
    }
    norms = ("embeddings", f"{layer}.attention.output", f"{layer}.output")
    weights = {
        "embeddings.word_embeddings.weight": normal(vocabulary, dim),
        "embeddings.position_embeddings.weight": normal(MAX_TOKENS, dim) * 0.1,
        "embeddings.token_type_embeddings.weight": normal(2, dim) * 0.1,
    }
    for name, shape in shapes.items():
        weights[f"{name}.weight"], weights[f"{name}.bias"] = normal(*shape), normal(shape[0])
    for name in norms:
        weights[f"{name}.LayerNorm.weight"] = np.ones(dim, np.float32)
        weights[f"{name}.LayerNorm.bias"] = np.zeros(dim, np.float32)
    graph = bert_graph(weights, BertSizes(layers=1, heads=12, dim=dim))
    return TextEncoder(graph.SerializeToString(), tokenizer)


def _toy_tokenizer() -> bytes:
    """A BERT word-piece tokenizer: single letters, so that any word is known, and some words."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    letters = "abcdefghijklmnopqrstuvwxyz0123456789.,;:!?'-"
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *(f"##{c}" for c in letters)]
    pieces += [word for word in WORDS.split() if word not in pieces]
    vocabulary = {piece: number for number, piece in enumerate(dict.fromkeys(pieces))}
    tokenizer = Tokenizer(models.WordPiece(vocab=vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer.to_str().encode("utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write a toy model folder (random weights).")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    make_toy_model(arguments.folder, arguments.seed)
    sys.exit(0)
