"""MoMask as its published code runs it: PyTorch, eagerly. What the benchmark compares with.

The networks and weights are Gaitbox's own; the order of the work is that of the published
scripts (Guo et al., CVPR 2024, ``gen_t2m.py``): CLIP reads 77 tokens, once for the length, once
for the masked and once for the residual stage; guidance is two passes one after the other; each
pass gives logits of every position; draws are made in torch.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.distributions import Categorical
from torch.nn import functional as F

from export_onnx.momask.config import TransformerConfig
from export_onnx.momask.transformer import length_mask
from export_onnx.networks import Networks
from runtime.engine.features import features_to_joints

GUIDANCE, RESIDUAL_GUIDANCE, TOP_K = 4.0, 5.0, 0.9
"""The published scripts' own settings; the temperature is 1."""

T = TypeVar("T")

KEPT = 1e5
STAGES = ("text", "masked", "residual", "decode")


class QuickGelu(nn.Module):
    """CLIP's activation."""

    def forward(self, x: Tensor) -> Tensor:
        """Any shape."""
        return x * torch.sigmoid(1.702 * x)


class ClipBlock(nn.Module):
    """A pre-norm layer; parts are named as in CLIP's files."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.ln_1, self.ln_2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attn = nn.MultiheadAttention(width, width // 64)
        parts = {
            "c_fc": nn.Linear(width, 4 * width),
            "gelu": QuickGelu(),
            "c_proj": nn.Linear(4 * width, width),
        }
        self.mlp = nn.Sequential(OrderedDict(parts))

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """(N, B, width) -> the same shape."""
        normed = self.ln_1(x)
        x = x + self.attn(normed, normed, normed, need_weights=False, attn_mask=mask)[0]
        return x + self.mlp(self.ln_2(x))


class ClipText(nn.Module):
    """CLIP's text tower on tokens padded to the full context."""

    def __init__(self, state: Mapping[str, Tensor]) -> None:
        super().__init__()
        words, width = state["token_embedding.weight"].shape
        context, dim = state["positional_embedding"].shape[0], state["text_projection"].shape[1]
        layers = len([name for name in state if name.endswith("attn.in_proj_weight")])
        self.token_embedding = nn.Embedding(words, width)
        self.positional_embedding = nn.Parameter(torch.empty(context, width))
        self.transformer = nn.Module()
        self.transformer.resblocks = nn.ModuleList(ClipBlock(width) for _ in range(layers))
        self.ln_final = nn.LayerNorm(width)
        self.text_projection = nn.Parameter(torch.empty(width, dim))
        mask = torch.full((context, context), float("-inf")).triu_(1)
        self.register_buffer("mask", mask, persistent=False)
        self.load_state_dict({name: state[name].float() for name in self.state_dict()})

    def forward(self, ids: Tensor) -> Tensor:
        """(B, dim) of ``ids`` (B, context); the end token has the highest number."""
        x = (self.token_embedding(ids) + self.positional_embedding).transpose(0, 1)
        for block in self.transformer.resblocks:
            x = block(x, self.mask)
        x = self.ln_final(x.transpose(0, 1))
        return x[torch.arange(len(ids)), ids.argmax(-1)] @ self.text_projection


def image_tower() -> nn.Module:
    """A stack of the size of ViT-B/32's image tower: loaded by the reference, never run."""
    width, patches = 768, 7 * 7 + 1
    return nn.ModuleList(
        [
            nn.Conv2d(3, width, 32, stride=32, bias=False),
            nn.Embedding(patches + 1, width),
            nn.ModuleList(ClipBlock(width) for _ in range(12)),
            nn.LayerNorm(width),
            nn.LayerNorm(width),
            nn.Linear(width, 512, bias=False),
        ]
    )


class TorchEncoder(nn.Module):
    """A stack of encoder layers in torch's own modules, which the published code uses."""

    def __init__(self, config: TransformerConfig, state: Mapping[str, Tensor]) -> None:
        super().__init__()
        layer = nn.TransformerEncoderLayer(
            config.latent_dim, config.heads, config.ff_size, config.dropout, "gelu"
        )
        self.stack = nn.TransformerEncoder(layer, config.layers, enable_nested_tensor=False)
        self.stack.load_state_dict(state, assign=True)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """(B, N, D) -> (B, N, D); ``bias`` (B, 1, 1, N) is negative where there is no token."""
        padded = bias[:, 0, 0] < 0
        return self.stack(x.transpose(0, 1), src_key_padding_mask=padded).transpose(0, 1)


def with_torch_attention(networks: Networks) -> Networks:
    """The same networks and weights, with torch's own transformer layers in them."""
    for network in (networks.masked, networks.residual):
        own = network.seqTransEncoder
        network.seqTransEncoder = TorchEncoder(network.config, own.state_dict())  # type: ignore[assignment]
    return networks.eval()


class Reference:
    """Sentences to joints, the published way.

    Attributes:
        spent: seconds of each of `STAGES` in the last run.
    """

    def __init__(self, networks: Networks, clip: ClipText, tokenizer: bytes) -> None:
        """Take the networks, the text tower, and CLIP's ``tokenizer.json``."""
        self.networks, self.clip = networks, clip.eval()
        self.spent: dict[str, float] = {}
        self._tokenizer = Tokenizer.from_buffer(tokenizer)
        self._tokenizer.enable_padding(pad_id=0, length=len(clip.positional_embedding))

    @torch.no_grad()
    def generate(self, sentences: Sequence[str], steps: int) -> list[NDArray[np.float32]]:
        """Joints ``(T, 22, 3)`` of each sentence."""
        self.spent = dict.fromkeys(STAGES, 0.0)
        conditions = self._timed("text", lambda: self._encode(sentences))
        guess = self._timed("text", lambda: self.networks.length([conditions]))
        lengths = Categorical(guess.softmax(-1)).sample()
        again = self._timed("text", lambda: self._encode(sentences))
        base = self._timed("masked", lambda: self._base_tokens(again, lengths, steps))
        third = self._timed("text", lambda: self._encode(sentences))
        tokens = self._timed("residual", lambda: self._all_tokens(base, third, lengths))
        return self._timed("decode", lambda: self._joints(tokens, lengths))

    def _timed(self, stage: str, work: Callable[[], T]) -> T:
        begin = perf_counter()
        result = work()
        self.spent[stage] += perf_counter() - begin
        return result

    def _encode(self, sentences: Sequence[str]) -> Tensor:
        found = self._tokenizer.encode_batch(list(sentences))
        return self.clip(torch.tensor([encoding.ids for encoding in found]))

    def _base_tokens(self, text: Tensor, lengths: Tensor, steps: int) -> Tensor:
        """Tokens (B, L) of the first quantizer; -1 behind the end of a motion."""
        masked = self.networks.masked
        used = length_mask(lengths, int(lengths.max()))
        ids = torch.where(used, masked.mask_id, masked.pad_id)
        scores = torch.where(used, 0.0, KEPT)
        for time in torch.linspace(0, 1, steps):
            count = (torch.cos(time * math.pi / 2) * lengths).round().clamp(min=1)
            open_ = scores.argsort(1).argsort(1) < count[:, None]
            ids = torch.where(open_, masked.mask_id, ids)
            sure = masked(ids, [text], lengths)
            blank = masked(ids, [torch.zeros_like(text)], lengths)
            logits = blank + (sure - blank) * GUIDANCE
            picked = Categorical(best(logits).softmax(-1)).sample()
            ids = torch.where(open_, picked, ids)
            scores = logits.softmax(-1).gather(2, picked[..., None])[..., 0]
            scores = scores.masked_fill(~open_, KEPT)
        return torch.where(used, ids, -1)

    def _all_tokens(self, base: Tensor, text: Tensor, lengths: Tensor) -> Tensor:
        """Tokens (B, L, Q) of all quantizers, -1 for none."""
        residual = self.networks.residual
        embedding, output = residual.tables()
        used = base >= 0
        tokens = [torch.where(used, base, residual.pad_id)]
        history = torch.zeros(())
        for layer in range(1, residual.config.quantizers):
            history = history + F.embedding(tokens[-1], embedding[layer - 1])
            numbers = torch.full((len(base),), layer)
            head = output[numbers - 1]
            sure = self._residual_logits(history, numbers, text, lengths, head)
            blank = self._residual_logits(history, numbers, torch.zeros_like(text), lengths, head)
            logits = best(blank + (sure - blank) * RESIDUAL_GUIDANCE)
            gumbel = -torch.log(-torch.log(torch.rand_like(logits)))
            tokens.append(torch.where(used, (logits + gumbel).argmax(-1), residual.pad_id))
        every = torch.stack(tokens, -1)
        return torch.where(every == residual.pad_id, -1, every)

    def _residual_logits(
        self, history: Tensor, layers: Tensor, text: Tensor, lengths: Tensor, head: Tensor
    ) -> Tensor:
        residual = self.networks.residual
        which = F.one_hot(layers, residual.config.quantizers).float()
        prefix = torch.cat(
            [residual.condition_tokens([text]), residual.quant_emb(which)[:, None]], 1
        )
        hidden = residual.run(prefix, residual.input_process(history), lengths)
        return residual.output_process(hidden) @ head.transpose(1, 2)

    def _joints(self, tokens: Tensor, lengths: Tensor) -> list[NDArray[np.float32]]:
        normalised = self.networks.rvq.decode(tokens).numpy()
        features = normalised * self.networks.std + self.networks.mean
        unit = self.networks.config.rvq.unit_length
        return [
            features_to_joints(one[: unit * int(length)])
            for one, length in zip(features, lengths, strict=True)
        ]


def best(logits: Tensor) -> Tensor:
    """``logits`` with all but the best tenth at minus infinity."""
    values, index = logits.topk(math.ceil((1 - TOP_K) * logits.shape[-1]), dim=-1)
    return torch.full_like(logits, float("-inf")).scatter_(-1, index, values)
