"""CLIP's text tower run by torch's own modules, and whether its graph computes the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from export_onnx.clip_checkpoint import HEAD, Tower, TowerSizes
from export_onnx.clip_graph import QUICK_GELU
from export_onnx.cpu_session import cpu_session
from export_onnx.parity import ParityError

TOLERANCE = 1e-3
"""Largest difference accepted, in standard deviations of the vectors' numbers."""

TOKENS = (0, 3, 17)
"""Tokens between start and end in the sentences that are compared; the longest possible too."""


@torch.no_grad()
def text_vector(tower: Tower, ids: Sequence[int]) -> NDArray[np.float32]:
    """The vector ``(dim,)`` of one sentence of token ``ids``, read at its last token.

    As CLIP computes it (Radford et al. 2021): pre-norm layers, a causal mask, GELU approximated
    by a sigmoid. Tables are rounded to the precision of the matrices, as CLIP rounds them.
    """
    tables = ("token_embedding.weight", "positional_embedding")
    weights = {k: torch.from_numpy(v).float() for k, v in tower.items() if k not in tables}
    precision = tower["text_projection"].dtype
    words, places = (tower[name] for name in tables)
    rows = words[list(ids)].astype(precision), places[: len(ids)].astype(precision)
    x = torch.from_numpy(rows[0]).float() + torch.from_numpy(rows[1]).float()
    later = torch.full((len(ids), len(ids)), -torch.inf).triu(1)
    layer = 0
    while f"transformer.resblocks.{layer}.ln_1.bias" in weights:
        x = _block(weights, f"transformer.resblocks.{layer}", x, later)
        layer += 1
    found = _norm(weights, "ln_final", x)[-1] @ weights["text_projection"]
    return np.asarray(found.numpy())


def check_text_graph(model: bytes, tower: Tower, sizes: TowerSizes, seed: int = 0) -> float:
    """Largest difference between a graph's vectors and the tower's.

    Raises:
        ParityError: it is more than the tolerance.
    """
    session, rng = cpu_session(model), np.random.default_rng(seed)
    found, expected = [], []
    longest = sizes.context - 2
    for count in {*(min(count, longest) for count in TOKENS), longest}:
        inner = rng.integers(0, sizes.vocabulary - 2, count).tolist()
        ids = [sizes.vocabulary - 2, *inner, sizes.vocabulary - 1]
        feed = {"ids": np.array([ids], np.int64), "mask": np.ones((1, len(ids)), np.int64)}
        found.append(session.run(["embedding"], feed)[0][0])
        expected.append(text_vector(tower, ids))
    difference = float(np.abs(np.stack(found) - np.stack(expected)).max())
    allowed = TOLERANCE * float(np.std(expected))
    if not difference <= allowed:
        raise ParityError(
            f"Graph text differs from its network by {difference:.3g} (allowed: {allowed:.3g}).",
            "Do not use this model.",
        )
    return difference


def _block(weights: dict[str, Tensor], name: str, x: Tensor, later: Tensor) -> Tensor:
    attention = nn.MultiheadAttention(x.shape[1], x.shape[1] // HEAD)
    prefix = f"{name}.attn."
    own = {k.removeprefix(prefix): v for k, v in weights.items() if k.startswith(prefix)}
    attention.load_state_dict(own)
    y = _norm(weights, f"{name}.ln_1", x)
    x = x + attention(y, y, y, attn_mask=later, need_weights=False)[0]
    y = _linear(weights, f"{name}.mlp.c_fc", _norm(weights, f"{name}.ln_2", x))
    return x + _linear(weights, f"{name}.mlp.c_proj", y * torch.sigmoid(QUICK_GELU * y))


def _norm(weights: dict[str, Tensor], name: str, x: Tensor) -> Tensor:
    return F.layer_norm(x, (x.shape[-1],), weights[f"{name}.weight"], weights[f"{name}.bias"])


def _linear(weights: dict[str, Tensor], name: str, x: Tensor) -> Tensor:
    return F.linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])
