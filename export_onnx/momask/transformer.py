"""What the masked and the residual transformer share.

Post-norm transformer encoder (Vaswani et al. 2017) with erf-GELU over
``[condition tokens..., (layer token), motion tokens]``; only motion tokens get
positional encodings. Modules are named as in the published checkpoints.
Attention is written out with plain matrix products, so that it exports and
folds without surprises.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from export_onnx.momask.config import TransformerConfig
from export_onnx.momask.dropout import Dropout

HEAD_NORM_EPS = 1e-12
"""Epsilon of the layer norm in the output head (as in BERT)."""


class SelfAttention(nn.Module):
    """Multi-head self-attention, batch first."""

    def __init__(self, dim: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.dropout = Dropout(dropout)
        self.in_proj_weight = nn.Parameter(torch.empty(3 * dim, dim))
        self.in_proj_bias = nn.Parameter(torch.zeros(3 * dim))
        self.out_proj = nn.Linear(dim, dim)
        nn.init.xavier_uniform_(self.in_proj_weight)
        nn.init.zeros_(self.out_proj.bias)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """(B, N, D) -> (B, N, D); ``bias`` (B, 1, 1, N) is added to the scores."""
        batch, length, dim = x.shape
        qkv = F.linear(x, self.in_proj_weight, self.in_proj_bias)
        qkv = qkv.view(batch, length, 3, self.heads, dim // self.heads).permute(2, 0, 3, 1, 4)
        query, key, value = qkv.unbind(0)
        scores = (query @ key.transpose(2, 3)) * (dim // self.heads) ** -0.5
        if bias is not None:
            scores = scores + bias
        weights = self.dropout(scores.softmax(-1))
        mixed = (weights.to(value.dtype) @ value).transpose(1, 2).reshape(batch, length, dim)
        return self.out_proj(mixed)


class EncoderLayer(nn.Module):
    """Attention and feed-forward, each followed by a layer norm."""

    def __init__(self, dim: int, heads: int, ff_size: int, dropout: float) -> None:
        super().__init__()
        self.self_attn = SelfAttention(dim, heads, dropout)
        self.linear1 = nn.Linear(dim, ff_size)
        self.linear2 = nn.Linear(ff_size, dim)
        self.norm1 = nn.LayerNorm(dim)
        self.norm2 = nn.LayerNorm(dim)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """(B, N, D) -> (B, N, D)."""
        x = self.norm1(x + self.dropout(self.self_attn(x, bias)))
        hidden = self.dropout(F.gelu(self.linear1(x)))
        return self.norm2(x + self.dropout(self.linear2(hidden)))


class Encoder(nn.Module):
    """A stack of encoder layers."""

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__()
        self.layers = nn.ModuleList(
            EncoderLayer(config.latent_dim, config.heads, config.ff_size, config.dropout)
            for _ in range(config.layers)
        )

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """(B, N, D) -> (B, N, D)."""
        for layer in self.layers:
            x = layer(x, bias)
        return x


class InputProcess(nn.Module):
    """Codebook space to latent space."""

    def __init__(self, code_dim: int, latent_dim: int) -> None:
        super().__init__()
        self.poseEmbedding = nn.Linear(code_dim, latent_dim)

    def forward(self, x: Tensor) -> Tensor:
        """(..., code_dim) -> (..., latent_dim)."""
        return self.poseEmbedding(x)


class OutputProcess(nn.Module):
    """Head: dense, GELU, layer norm, projection to ``out`` numbers."""

    def __init__(self, latent_dim: int, out: int) -> None:
        super().__init__()
        self.dense = nn.Linear(latent_dim, latent_dim)
        self.LayerNorm = nn.LayerNorm(latent_dim, eps=HEAD_NORM_EPS)
        self.poseFinal = nn.Linear(latent_dim, out)

    def forward(self, x: Tensor) -> Tensor:
        """(..., latent_dim) -> (..., out)."""
        return self.poseFinal(self.LayerNorm(F.gelu(self.dense(x))))


class PositionalEncoding(nn.Module):
    """Sinusoidal table ``pe`` (positions, 1, dim); part of the checkpoint."""

    pe: Tensor

    def __init__(self, dim: int, positions: int, dropout: float) -> None:
        super().__init__()
        self.dropout = Dropout(dropout)
        place = torch.arange(positions, dtype=torch.float32).unsqueeze(1)
        rate = torch.exp(torch.arange(0, dim, 2, dtype=torch.float32) * (-math.log(10000.0) / dim))
        table = torch.zeros(positions, dim)
        table[:, 0::2] = torch.sin(place * rate)
        table[:, 1::2] = torch.cos(place * rate)
        self.register_buffer("pe", table.unsqueeze(1))

    def forward(self, x: Tensor) -> Tensor:
        """(B, L, D) with the encoding of its L places added."""
        return self.dropout(x + self.pe[: x.shape[1], 0])


class ConditionedTransformer(nn.Module):
    """Base: condition embeddings, encoder, padding.

    ``cond_emb`` embeds the first condition (the text), ``intent_emb`` the
    second, if there is one. A zero vector stands for "no condition".
    """

    def __init__(self, config: TransformerConfig, head_out: int) -> None:
        super().__init__()
        if not 1 <= len(config.conditions) <= 2:
            raise ValueError("a transformer takes one or two conditions")
        self.config = config
        self.input_process = InputProcess(config.code_dim, config.latent_dim)
        self.position_enc = PositionalEncoding(config.latent_dim, config.positions, config.dropout)
        self.seqTransEncoder = Encoder(config)
        self.cond_emb = nn.Linear(config.conditions[0], config.latent_dim)
        if len(config.conditions) == 2:
            self.intent_emb = nn.Linear(config.conditions[1], config.latent_dim)
        self.output_process = OutputProcess(config.latent_dim, head_out)

    def _init_weights(self) -> None:
        """Small normal weights, zero biases (as BERT)."""
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.normal_(module.weight, std=0.02)
                nn.init.zeros_(module.bias)
            elif isinstance(module, nn.Embedding):
                nn.init.normal_(module.weight, std=0.02)

    def condition_tokens(self, conditions: list[Tensor]) -> Tensor:
        """(B, number of conditions, D) from one (B, dim) tensor per condition."""
        if len(conditions) != len(self.config.conditions):
            raise ValueError(f"expected {len(self.config.conditions)} conditions")
        tokens = [self.cond_emb(conditions[0])]
        if len(conditions) == 2:
            tokens.append(self.intent_emb(conditions[1]))
        return torch.stack(tokens, 1)

    def run(self, prefix: Tensor, x: Tensor, lengths: Tensor) -> Tensor:
        """Encode ``[prefix, x]`` and return the part of ``x``: (B, L, D).

        Args:
            prefix: (B, P, D) tokens without positional encoding.
            x: (B, L, D) motion tokens in latent space, without positions.
            lengths: (B,) tokens in use; the rest is not attended to.
        """
        width = prefix.shape[1]
        sequence = torch.cat([prefix.to(x.dtype), self.position_enc(x).to(x.dtype)], 1)
        place = torch.arange(sequence.shape[1], device=x.device)
        padded = place >= (lengths + width).unsqueeze(1)
        bias = torch.zeros(padded.shape, dtype=x.dtype, device=x.device)
        bias = bias.masked_fill(padded, -1e9)[:, None, None, :]
        return self.seqTransEncoder(sequence, bias)[:, width:]


def length_mask(lengths: Tensor, longest: int) -> Tensor:
    """True where a place is in use: (B, longest) from (B,)."""
    return torch.arange(longest, device=lengths.device) < lengths.unsqueeze(1)
