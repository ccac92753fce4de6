"""The transformers' token tables start as the codebooks."""

from __future__ import annotations

import pytest
import torch

from export_onnx.momask.config import RvqConfig, TransformerConfig
from export_onnx.momask.masked_transformer import MaskedTransformer
from export_onnx.momask.residual_transformer import ResidualTransformer
from export_onnx.momask.rvq import RvqVae
from export_onnx.stages.codebook_start import codebooks_of, start_from_codebooks


def sizes(share: bool) -> TransformerConfig:
    return TransformerConfig(
        codes=8,
        code_dim=16,
        quantizers=4,
        latent_dim=16,
        ff_size=32,
        layers=1,
        heads=2,
        share_weight=share,
    )


def books() -> list[torch.Tensor]:
    rvq = RvqVae(RvqConfig(width=16, code_dim=16, codes=8, quantizers=4))
    for layer, book in enumerate(rvq.quantizer.layers):
        torch.nn.init.normal_(book.codebook, std=2.0 / (layer + 1))
    return codebooks_of(rvq)


def same_direction(a: torch.Tensor, b: torch.Tensor) -> bool:
    return bool((torch.cosine_similarity(a, b, dim=1) > 0.999).all())


@pytest.mark.parametrize("share", [True, False])
def test_every_layer_gets_its_own_codebook(share: bool) -> None:
    codebooks = books()
    network = ResidualTransformer(sizes(share))
    start_from_codebooks(network, codebooks)
    embedding, output = network.tables()
    for layer in range(3):
        assert same_direction(embedding[layer, :8], codebooks[layer])
        assert same_direction(output[layer, :8], codebooks[layer + 1])


def test_mask_and_padding_keep_their_own_rows() -> None:
    codebooks = books()
    network = MaskedTransformer(sizes(True))
    before = network.token_emb.weight.detach().clone()
    start_from_codebooks(network, codebooks)
    assert same_direction(network.token_emb.weight[:8].detach(), codebooks[0])
    assert torch.equal(network.token_emb.weight[8:], before[8:])
