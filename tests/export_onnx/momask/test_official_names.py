"""A published checkpoint must load into our networks by name and shape."""

from __future__ import annotations

import pytest
from torch import nn

from export_onnx.momask.config import LengthConfig, ModelConfig, RvqConfig, TransformerConfig
from export_onnx.momask.length_estimator import LengthEstimator
from export_onnx.momask.masked_transformer import MaskedTransformer
from export_onnx.momask.residual_transformer import ResidualTransformer
from export_onnx.momask.rvq import RvqVae
from tests.export_onnx.momask.reference import MODELS, need_fixtures, official_tensors

OFFICIAL = {
    "vq_model": lambda: RvqVae(RvqConfig()),
    "t2m_transformer": lambda: MaskedTransformer(TransformerConfig()),
    "res_transformer": lambda: ResidualTransformer(TransformerConfig()),
    "estimator": lambda: LengthEstimator(LengthConfig()),
}


def shapes(network: nn.Module) -> dict[str, list[int]]:
    return {name: list(tensor.shape) for name, tensor in network.state_dict().items()}


@pytest.mark.parametrize("model", sorted(MODELS))
def test_names_and_shapes_are_the_published_ones(model: str) -> None:
    need_fixtures()
    assert shapes(OFFICIAL[model]()) == official_tensors()[model]


def test_two_conditions_add_one_embedding_and_nothing_else() -> None:
    one = shapes(MaskedTransformer(TransformerConfig()))
    two = shapes(MaskedTransformer(TransformerConfig(conditions=(384, 128))))
    assert set(two) - set(one) == {"intent_emb.weight", "intent_emb.bias"}
    assert two["cond_emb.weight"] == [384, 384]
    assert two["intent_emb.weight"] == [384, 128]


def test_unshared_residual_tables() -> None:
    names = shapes(ResidualTransformer(TransformerConfig(share_weight=False)))
    assert names["token_embed_weight"] == names["output_proj_weight"] == [5, 513, 512]
    assert names["output_proj_bias"] == [6, 513]


def test_config_survives_json() -> None:
    config = ModelConfig(masked=TransformerConfig(conditions=(384, 128)))
    assert ModelConfig.from_dict(config.to_dict()) == config
