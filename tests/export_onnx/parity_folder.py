"""A parity folder of our own: like the fixture made by MoMask's code, for other sizes and KIT-ML.

What is expected is computed with our networks in torch, layer by layer as MoMask's scripts do it,
and joints in single precision by a second, plain way; no graph and no part of the runtime is used.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from export_onnx.momask.config import ModelConfig
from export_onnx.momask.transformer import length_mask
from export_onnx.networks import Networks
from tests.export_onnx.checkpoints.trees import random_networks, write_tree
from tests.export_onnx.momask.reference import greedy_base_tokens

STEPS, SCALE, RESIDUAL_SCALE = 7, 3, 2
LENGTHS = (23, 6, 17)


def make_parity_folder(folder: Path, dataset: str, config: ModelConfig, seed: int = 0) -> Path:
    """Write checkpoints, ``expected.npz`` and ``settings.json``; returns the folder."""
    networks = random_networks(config, seed)
    write_tree(folder / "checkpoints", dataset, networks)
    settings = {
        "timesteps": STEPS,
        "cond_scale": SCALE,
        "res_cond_scale": RESIDUAL_SCALE,
        "topk_filter_thres": 0.9,
        "temperature": 1e-6,
    }
    (folder / "settings.json").write_text(json.dumps(settings))
    np.savez(folder / "expected.npz", **expected(networks, seed))
    return folder


@torch.no_grad()
def expected(networks: Networks, seed: int) -> dict[str, np.ndarray]:
    """The numbers by the names that the fixture gives them."""
    config, rng = networks.config, np.random.default_rng(seed)
    size = (len(LENGTHS), config.masked.conditions[0])
    text = torch.from_numpy(rng.normal(size=size).astype(np.float32) * 0.5)
    lengths = torch.tensor(LENGTHS)
    ids = torch.from_numpy(rng.integers(0, config.rvq.codes + 1, (len(LENGTHS), max(LENGTHS))))
    ids = torch.where(length_mask(lengths, max(LENGTHS)), ids, networks.masked.pad_id)
    tokens = _greedy_tokens(networks, text, lengths)
    normalised = networks.rvq.decode(tokens).numpy()
    frames = 12 * config.rvq.unit_length
    encode_in = rng.normal(size=(2, frames, config.rvq.features)).astype(np.float32)
    features = normalised * networks.std + networks.mean
    blank = torch.zeros_like(text)
    return {
        "text_embedding": text.numpy(),
        "token_lens": lengths.numpy(),
        "length_logits": networks.length([text]).numpy(),
        "mask_in_ids": ids.numpy(),
        "mask_logits": networks.masked(ids, [text], lengths).transpose(1, 2).numpy(),
        "mask_logits_uncond": networks.masked(ids, [blank], lengths).transpose(1, 2).numpy(),
        "greedy_base_tokens": tokens[..., 0].numpy(),
        "greedy_all_tokens": tokens.numpy(),
        "decoded_normalised": normalised,
        "decoded_features": features,
        "joints": plain_joints(features),
        "encode_in": encode_in,
        "encode_tokens": networks.rvq.encode(torch.from_numpy(encode_in)).numpy(),
    }


def _greedy_tokens(networks: Networks, text: Tensor, lengths: Tensor) -> Tensor:
    masked, residual, blank = networks.masked, networks.residual, torch.zeros_like(text)
    used = length_mask(lengths, int(lengths.max()))

    def guided(ids: Tensor) -> Tensor:
        without = masked(ids, [blank], lengths)
        return without + (masked(ids, [text], lengths) - without) * SCALE

    base = greedy_base_tokens(guided, lengths, STEPS, masked.mask_id)
    tokens = torch.full((*base.shape, networks.config.rvq.quantizers), residual.pad_id)
    tokens[..., 0] = torch.where(used, base, residual.pad_id)
    for layer in range(1, tokens.shape[2]):
        which = torch.full((len(lengths),), layer)
        without = residual(tokens, which, [blank], lengths)
        logits = without + (residual(tokens, which, [text], lengths) - without) * RESIDUAL_SCALE
        tokens[..., layer] = torch.where(used, logits.argmax(-1), residual.pad_id)
    return torch.where(tokens == residual.pad_id, -1, tokens)


def plain_joints(features: np.ndarray) -> np.ndarray:
    """Joints (..., T, J, 3) of features (..., T, F), frame by frame with complex numbers.

    The ground plane is written as x + i z; turning by the heading is a product.
    """
    joints = (features.shape[-1] + 1) // 12
    out = np.zeros((*features.shape[:-1], joints, 3))
    for motion, made in zip(
        features.astype(np.float64).reshape(-1, *features.shape[-2:]),
        out.reshape(-1, *out.shape[-3:]),
        strict=True,
    ):
        angle, place = 0.0, 0j
        for frame, row in enumerate(motion):
            if frame:
                angle += motion[frame - 1, 0]
            facing = np.exp(2j * angle)
            if frame:
                place += facing * complex(motion[frame - 1, 1], motion[frame - 1, 2])
            local = row[4 : 4 + 3 * (joints - 1)].reshape(-1, 3)
            ground = facing * (local[:, 0] + 1j * local[:, 2]) + place
            made[frame, 0] = place.real, row[3], place.imag
            made[frame, 1:] = np.stack([ground.real, local[:, 1], ground.imag], axis=1)
    return out.astype(np.float32)
