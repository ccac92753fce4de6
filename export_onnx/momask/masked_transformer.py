"""The transformer that fills in masked base-layer tokens (MoMask, section 3.2)."""

from __future__ import annotations

from torch import Tensor, nn

from export_onnx.momask.config import TransformerConfig
from export_onnx.momask.transformer import ConditionedTransformer


class MaskedTransformer(ConditionedTransformer):
    """Base-layer tokens with holes, and a condition, to logits of every place."""

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__(config, head_out=config.codes)
        self.token_emb = nn.Embedding(config.codes + 2, config.code_dim)
        self._init_weights()

    @property
    def mask_id(self) -> int:
        """Token that stands for "to be predicted"."""
        return self.config.codes

    @property
    def pad_id(self) -> int:
        """Token behind the end of a clip."""
        return self.config.codes + 1

    def forward(self, ids: Tensor, conditions: list[Tensor], lengths: Tensor) -> Tensor:
        """Logits (B, L, codes) of ``ids`` int64 (B, L); a zero condition is no condition."""
        x = self.input_process(self.token_emb(ids))
        return self.output_process(self.run(self.condition_tokens(conditions), x, lengths))
