"""The transformer that predicts code layer j from the layers before it (MoMask, section 3.3).

With ``share_weight`` the layers 1..Q-2 use one table both to embed their tokens
and to project to their logits. The embedding tables of the layers 0..Q-2 are
``[token_embed_weight_, embed_proj_shared_weight]`` and the output tables of the
layers 1..Q-1 are ``[embed_proj_shared_weight, output_proj_weight_]``.

Without it there are two tables, and a bias for each class. The published code adds
the product with the output table twice in that case; networks trained with it expect
that, so it is kept (:data:`UNSHARED_GAIN`).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from export_onnx.momask.config import TransformerConfig
from export_onnx.momask.transformer import ConditionedTransformer

UNSHARED_GAIN = 2.0
"""Factor on the output table's product where the tables are not shared."""


class ResidualTransformer(ConditionedTransformer):
    """Tokens of the layers below, a layer number and a condition, to logits of that layer."""

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__(config, head_out=config.code_dim)
        tables, rows, dim = config.quantizers - 1, config.codes + 1, config.code_dim
        self.quant_emb = nn.Linear(config.quantizers, config.latent_dim)
        self._init_weights()
        if config.share_weight:
            self.embed_proj_shared_weight = _table(tables - 1, rows, dim)
            self.token_embed_weight_ = _table(1, rows, dim)
            self.output_proj_weight_ = _table(1, rows, dim)
        else:
            self.token_embed_weight = _table(tables, rows, dim)
            self.output_proj_weight = _table(tables, rows, dim)
            # One row more than is used, as in the published networks.
            self.output_proj_bias = nn.Parameter(torch.zeros(config.quantizers, rows))

    @property
    def pad_id(self) -> int:
        """Token behind the end of a clip; as a prediction it counts as a zero code."""
        return self.config.codes

    def tables(self) -> tuple[Tensor, Tensor]:
        """Embedding tables of the layers 0..Q-2 and output tables of 1..Q-1.

        Both are (Q - 1, codes + 1, code_dim).
        """
        if not self.config.share_weight:
            return self.token_embed_weight, self.output_proj_weight
        shared = self.embed_proj_shared_weight
        return (
            torch.cat([self.token_embed_weight_, shared]),
            torch.cat([shared, self.output_proj_weight_]),
        )

    def forward(
        self, tokens: Tensor, layer: Tensor, conditions: list[Tensor], lengths: Tensor
    ) -> Tensor:
        """Logits (B, L, codes + 1) of one code layer for each sample.

        Args:
            tokens: int64 (B, L, Q); layers >= ``layer`` are ignored; negative
                tokens and ``pad_id`` both mean padding.
            layer: int64 (B,) in 1..Q-1.
            conditions: one (B, dim) tensor per condition, zero for none.
            lengths: int64 (B,) tokens in use.
        """
        embedding, output = self.tables()
        x = self.input_process(self._history(tokens, layer, embedding))
        which = F.one_hot(layer, self.config.quantizers).to(x.dtype)
        prefix = self.condition_tokens(conditions)
        prefix = torch.cat([prefix, self.quant_emb(which).unsqueeze(1)], 1)
        hidden = self.output_process(self.run(prefix, x, lengths))
        logits = hidden @ output[layer - 1].transpose(1, 2).to(hidden.dtype)
        if self.config.share_weight:
            return logits
        return logits * UNSHARED_GAIN + self.output_proj_bias[layer - 1].unsqueeze(1)

    def _history(self, tokens: Tensor, layer: Tensor, embedding: Tensor) -> Tensor:
        """Sum of the embeddings of all layers below ``layer``: (B, L, code_dim)."""
        total = torch.zeros((), device=tokens.device)
        for below in range(self.config.quantizers - 1):
            ids = tokens[..., below]
            ids = torch.where(ids < 0, self.pad_id, ids)
            active = (below < layer).to(embedding.dtype)[:, None, None]
            total = total + F.embedding(ids, embedding[below]) * active
        return total


def _table(tables: int, rows: int, dim: int) -> nn.Parameter:
    return nn.Parameter(torch.randn(tables, rows, dim) * 0.02)
