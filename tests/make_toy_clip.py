"""A small file with random weights in the form of OpenAI's ``ViT-B-32.pt``, for tests.

Names and precisions are those of the official file: matrices in float16, the token table,
positions and norms in float32. Nothing but torch is needed, and it takes less than a second.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import torch
from torch import Tensor, nn

WORDS = 49408
"""Tokens of CLIP's own vocabulary."""


def make_toy_clip(
    path: Path,
    *,
    dim: int = 512,
    width: int = 64,
    layers: int = 2,
    vocabulary: int = WORDS,
    context: int = 77,
    half: bool = True,
    script: bool = True,
    seed: int = 0,
) -> Path:
    """Write a random CLIP of one text tower and a stump of an image tower; returns ``path``.

    Args:
        path: the file, by rights called ``ViT-B-32.pt``.
        dim: numbers of a sentence's vector.
        width: a multiple of 64, which is the width of one head.
        half: matrices in float16 as in the official file; else everything in float32.
        script: a TorchScript archive as OpenAI publishes it; else a plain state dict.
    """
    state = toy_clip_state(dim, width, layers, vocabulary, context, half, seed)
    path.parent.mkdir(parents=True, exist_ok=True)
    if script:
        with warnings.catch_warnings():
            # OpenAI's file is such an archive, whatever torch thinks of them now.
            warnings.simplefilter("ignore", DeprecationWarning)
            torch.jit.save(torch.jit.script(_Holder(state)), str(path))
    else:
        torch.save(state, path)
    return path


def toy_clip_state(
    dim: int,
    width: int,
    layers: int,
    vocabulary: int,
    context: int,
    half: bool = True,
    seed: int = 0,
) -> dict[str, Tensor]:
    """The tensors by their official names."""
    generator = torch.Generator().manual_seed(seed)

    def normal(*shape: int, std: float) -> Tensor:
        return torch.randn(shape, generator=generator) * std

    def matrix(*shape: int, std: float) -> Tensor:
        values = normal(*shape, std=std)
        return values.half() if half else values

    state = {
        "positional_embedding": normal(context, width, std=0.1),
        "text_projection": matrix(width, dim, std=width**-0.5),
        "token_embedding.weight": normal(vocabulary, width, std=0.2),
        "visual.conv1.weight": matrix(width, 3, 8, 8, std=0.02),
        "visual.class_embedding": normal(width, std=0.1),
        "logit_scale": torch.tensor(4.6),
    }
    for layer in range(layers):
        block = f"transformer.resblocks.{layer}"
        shapes = {
            "attn.in_proj_": (3 * width, width),
            "attn.out_proj.": (width, width),
            "mlp.c_fc.": (4 * width, width),
            "mlp.c_proj.": (width, 4 * width),
        }
        for name, shape in shapes.items():
            state[f"{block}.{name}weight"] = matrix(*shape, std=1.5 * shape[1] ** -0.5)
            state[f"{block}.{name}bias"] = matrix(shape[0], std=0.1)
        for name in ("ln_1", "ln_2"):
            state[f"{block}.{name}.weight"] = 1 + normal(width, std=0.1)
            state[f"{block}.{name}.bias"] = normal(width, std=0.1)
    state["ln_final.weight"] = 1 + normal(width, std=0.1)
    state["ln_final.bias"] = normal(width, std=0.1)
    return state


class _Branch(nn.Module):
    """A module that only holds parameters and further branches."""

    def __init__(self, tensors: dict[str, Tensor]) -> None:
        super().__init__()
        below: dict[str, dict[str, Tensor]] = {}
        for name, tensor in tensors.items():
            first, _, rest = name.partition(".")
            if rest:
                below.setdefault(first, {})[rest] = tensor
            else:
                self.register_parameter(first, nn.Parameter(tensor, requires_grad=False))
        for first, inner in below.items():
            self.add_module(first, _Branch(inner))


class _Holder(_Branch):
    """The root: TorchScript wants something to run."""

    def forward(self) -> Tensor:
        return self.positional_embedding
