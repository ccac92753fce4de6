"""Residual vector quantisation with codebooks learnt by moving averages.

Codebook updates: van den Oord et al., "Neural Discrete Representation
Learning" (2017), appendix A.1. Residual quantisation with layer dropout:
Zeghidour et al., "SoundStream" (2021); its use for motion: MoMask, section 3.1.

The moving sums that belong to a codebook are buffers outside the
``state_dict`` (the published checkpoints hold none). A training checkpoint
stores them through :meth:`ResidualQuantizer.ema_state`; weights that come
without them get sums rebuilt from the codebook itself, so that training
continues from the codebook it has.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

DEAD_BELOW = 1.0
"""A code whose moving count falls below this is replaced (as in Jukebox and T2M-GPT)."""


class Codebook(nn.Module):
    """One layer of codes (codes, dim), trained by exponential moving averages."""

    codebook: Tensor
    sums: Tensor
    counts: Tensor
    ready: Tensor

    def __init__(self, codes: int, dim: int, decay: float) -> None:
        super().__init__()
        self.decay = decay
        self.register_buffer("codebook", torch.zeros(codes, dim))
        self.register_buffer("sums", torch.zeros(codes, dim), persistent=False)
        self.register_buffer("counts", torch.zeros(codes), persistent=False)
        self.register_buffer("ready", torch.tensor(False), persistent=False)

    def nearest(self, x: Tensor) -> Tensor:
        """Index of the nearest code for each row of ``x`` (N, dim) -> (N,)."""
        book = self.codebook
        distance = book.square().sum(1) - 2.0 * (x @ book.t())
        return distance.argmin(1)

    def lookup(self, index: Tensor) -> Tensor:
        """Codes of ``index`` (...,) -> (..., dim)."""
        return F.embedding(index, self.codebook)

    @torch.no_grad()
    def prepare(self, x: Tensor) -> None:
        """Take the first batch as codebook, or rebuild the sums of a loaded codebook."""
        if bool(self.ready):
            return
        if not bool(self.codebook.any()):
            self.codebook.copy_(self._draw(x))
        self.sums.copy_(self.codebook)
        self.counts.fill_(1.0)
        self.ready.fill_(True)

    @torch.no_grad()
    def keep(self, x: Tensor, share: float) -> Tensor:
        """Moving sums for this codebook from rows ``x`` (N, dim), ``share`` of which are a batch.

        Codes stay where they are; those that no row is near to are replaced in training.
        Returns what the codes leave of ``x``.
        """
        index = self.nearest(x)
        self.counts.copy_(torch.bincount(index, minlength=len(self.counts)) * share)
        self.sums.copy_(self.codebook * self.counts.unsqueeze(1))
        self.ready.fill_(True)
        return x - self.lookup(index)

    @torch.no_grad()
    def update(self, x: Tensor, index: Tensor) -> Tensor:
        """One moving-average step; returns the perplexity of the batch's codes."""
        codes = self.codebook.shape[0]
        count = torch.bincount(index, minlength=codes).to(x.dtype)
        total = torch.zeros_like(self.sums).index_add_(0, index, x)
        self.counts.mul_(self.decay).add_(count, alpha=1.0 - self.decay)
        self.sums.mul_(self.decay).add_(total, alpha=1.0 - self.decay)
        alive = (self.counts >= DEAD_BELOW).unsqueeze(1)
        mean = self.sums / self.counts.clamp_min(1e-6).unsqueeze(1)
        self.codebook.copy_(torch.where(alive, mean, self._draw(x)))
        share = count / count.sum()
        return torch.exp(-(share * (share + 1e-7).log()).sum())

    def _draw(self, x: Tensor) -> Tensor:
        """Rows of ``x`` drawn at random, one for each code, slightly jittered."""
        codes, dim = self.codebook.shape
        pick = torch.randint(x.shape[0], (codes,), device=x.device)
        return x[pick] + torch.randn(codes, dim, device=x.device, dtype=x.dtype) * (0.01 / dim**0.5)


class ResidualQuantizer(nn.Module):
    """``quantizers`` codebooks, each of which codes what the ones before left over."""

    def __init__(
        self, quantizers: int, codes: int, dim: int, *, decay: float, dropout: float, shared: bool
    ) -> None:
        super().__init__()
        self.dropout = dropout
        if shared:
            one = Codebook(codes, dim, decay)
            self.layers = nn.ModuleList([one] * quantizers)
        else:
            self.layers = nn.ModuleList(Codebook(codes, dim, decay) for _ in range(quantizers))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Quantise ``x`` (B, dim, L).

        Returns the quantised latents (B, dim, L) with a straight-through
        gradient, the commitment loss, and the mean perplexity of the layers
        used. In training the codebooks move, and with the probability
        ``dropout`` only the first few of them are used.
        """
        with torch.autocast(x.device.type, enabled=False):
            return self._quantise(x.float())

    def _quantise(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        flat = x.transpose(1, 2).reshape(-1, x.shape[1])
        used = self._layers_used()
        residual, quantised = flat, torch.zeros_like(flat)
        commitment, perplexity = flat.new_zeros(()), flat.new_zeros(())
        for layer in self._books()[:used]:
            rest = residual.detach()
            if self.training:
                layer.prepare(rest)
            index = layer.nearest(rest)
            code = layer.lookup(index)
            if self.training:
                perplexity = perplexity + layer.update(rest, index)
            commitment = commitment + F.mse_loss(residual, code)
            residual = residual - code
            quantised = quantised + code
        out = flat + (quantised - flat).detach()
        shape = (x.shape[0], x.shape[2], x.shape[1])
        return out.reshape(shape).transpose(1, 2), commitment / used, perplexity / used

    @torch.no_grad()
    def encode(self, x: Tensor) -> Tensor:
        """Tokens of ``x`` (B, dim, L) -> int64 (B, L, quantizers)."""
        residual = x.transpose(1, 2).reshape(-1, x.shape[1]).float()
        tokens = []
        for layer in self._books():
            index = layer.nearest(residual)
            residual = residual - layer.lookup(index)
            tokens.append(index)
        return torch.stack(tokens, 1).reshape(x.shape[0], x.shape[2], len(tokens))

    def decode(self, tokens: Tensor) -> Tensor:
        """Sum of the codes of ``tokens`` (B, L, Q) -> (B, dim, L); -1 is a zero code."""
        total = None
        for q, layer in enumerate(self._books()[: tokens.shape[2]]):
            index = tokens[..., q]
            code = layer.lookup(index.clamp_min(0)) * (index >= 0).unsqueeze(-1)
            total = code if total is None else total + code
        assert total is not None
        return total.transpose(1, 2)

    def has_codes(self) -> bool:
        """Whether the codebooks hold anything but zeros."""
        return all(bool(book.codebook.any()) for book in self._books())

    @torch.no_grad()
    def keep_codes(self, x: Tensor, share: float) -> None:
        """Moving sums from latents (B, dim, L) of which ``share`` are one batch of training."""
        rest = x.transpose(1, 2).reshape(-1, x.shape[1]).float()
        for book in self._books():
            rest = book.keep(rest, share)

    def ema_state(self) -> list[dict[str, Tensor]]:
        """The moving sums of every codebook, for a training checkpoint."""
        return [
            {"sums": book.sums.clone(), "counts": book.counts.clone(), "ready": book.ready.clone()}
            for book in self._books()
        ]

    def load_ema_state(self, state: list[dict[str, Tensor]]) -> None:
        """Put back what :meth:`ema_state` gave."""
        for book, saved in zip(self._books(), state, strict=True):
            book.sums.copy_(saved["sums"])
            book.counts.copy_(saved["counts"])
            book.ready.copy_(saved["ready"])

    def _books(self) -> list[Codebook]:
        return [book for book in self.layers if isinstance(book, Codebook)]

    def _layers_used(self) -> int:
        """All layers, or in training now and then only the first few."""
        total = len(self.layers)
        if self.training and total > 1 and float(torch.rand(())) < self.dropout:
            return int(torch.randint(1, total, ()))
        return total
