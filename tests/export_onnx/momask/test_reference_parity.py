"""Our networks, with the reference's weights, must compute the reference's numbers."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from export_onnx.momask.transformer import length_mask
from export_onnx.networks import Networks
from runtime.engine.features import features_to_joints
from tests.export_onnx.momask import reference as ref

STEPS, SCALE, RESIDUAL_SCALE = 10, 4.0, 5.0


@pytest.fixture(scope="module")
def want() -> dict[str, np.ndarray]:
    ref.need_fixtures()
    return ref.expected()


@pytest.fixture(scope="module")
def text(want: dict[str, np.ndarray]) -> torch.Tensor:
    return torch.from_numpy(want["text_embedding"])


@pytest.fixture(scope="module")
def networks(want: dict[str, np.ndarray]) -> Networks:
    return ref.tiny_networks()


@torch.no_grad()
def test_length_logits_parity(
    want: dict[str, np.ndarray], text: torch.Tensor, networks: Networks
) -> None:
    np.testing.assert_allclose(networks.length([text]).numpy(), want["length_logits"], atol=2e-5)


@torch.no_grad()
@pytest.mark.parametrize("conditional", [True, False])
def test_masked_logits_parity(
    want: dict[str, np.ndarray], text: torch.Tensor, networks: Networks, conditional: bool
) -> None:
    lengths = torch.from_numpy(want["token_lens"])
    condition = text if conditional else torch.zeros_like(text)
    logits = networks.masked(torch.from_numpy(want["mask_in_ids"]), [condition], lengths).numpy()
    name = "mask_logits" if conditional else "mask_logits_uncond"
    for i, length in enumerate(want["token_lens"]):
        np.testing.assert_allclose(logits[i, :length], want[name][i, :, :length].T, atol=1e-4)


@torch.no_grad()
def test_greedy_decoding_parity(
    want: dict[str, np.ndarray], text: torch.Tensor, networks: Networks
) -> None:
    masked, residual = networks.masked, networks.residual
    lengths, blank = torch.from_numpy(want["token_lens"]), torch.zeros_like(text)

    def guided(ids: torch.Tensor) -> torch.Tensor:
        without = masked(ids, [blank], lengths)
        return without + (masked(ids, [text], lengths) - without) * SCALE

    used = length_mask(lengths, want["greedy_base_tokens"].shape[1])
    base = ref.greedy_base_tokens(guided, lengths, STEPS, masked.mask_id)
    np.testing.assert_array_equal(base[used], want["greedy_base_tokens"][used])

    tokens = torch.full((*base.shape, 6), residual.pad_id)
    tokens[..., 0] = torch.where(used, base, residual.pad_id)
    for layer in range(1, 6):
        which = torch.full((len(lengths),), layer)
        without = residual(tokens, which, [blank], lengths)
        logits = without + (residual(tokens, which, [text], lengths) - without) * RESIDUAL_SCALE
        tokens[..., layer] = torch.where(used, logits.argmax(-1), residual.pad_id)
    tokens[tokens == residual.pad_id] = -1
    np.testing.assert_array_equal(tokens, want["greedy_all_tokens"])


@torch.no_grad()
def test_decoder_parity(want: dict[str, np.ndarray], networks: Networks) -> None:
    normalised = networks.rvq.decode(torch.from_numpy(want["greedy_all_tokens"])).numpy()
    np.testing.assert_allclose(normalised, want["decoded_normalised"], atol=2e-4)
    features = normalised * networks.std + networks.mean
    np.testing.assert_allclose(features, want["decoded_features"], atol=2e-4)
    for i, length in enumerate(want["token_lens"] * 4):
        joints = features_to_joints(features[i, :length])
        np.testing.assert_allclose(joints, want["joints"][i, :length], atol=5e-3)


@torch.no_grad()
def test_encoder_parity(want: dict[str, np.ndarray], networks: Networks) -> None:
    tokens = networks.rvq.encode(torch.from_numpy(want["encode_in"]))
    np.testing.assert_array_equal(tokens.numpy(), want["encode_tokens"])
