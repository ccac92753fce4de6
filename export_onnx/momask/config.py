"""Sizes of the networks.

The defaults are those of the released HumanML3D checkpoints (Guo et al.,
"MoMask: Generative Masked Modeling of 3D Human Motions", CVPR 2024, and the
``opt.txt`` beside each checkpoint). Gaitbox's own model is smaller: see
:func:`gaitbox_model`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

FEATURES = 263
"""Numbers a frame in HumanML3D's motion vector (Guo et al., CVPR 2022)."""

TEXT_DIM = 384
"""Length of the sentence embedding of all-MiniLM-L6-v2."""

INTENT_DIM = 128
"""Length of the vector of parsed attributes (``runtime.gait.intent``)."""


@dataclass(frozen=True)
class RvqConfig:
    """Residual VQ-VAE: 263 features at 20 fps to ``quantizers`` code layers at 20 / 4 Hz."""

    features: int = FEATURES
    width: int = 512
    code_dim: int = 512
    codes: int = 512
    quantizers: int = 6
    depth: int = 3
    dilation_growth: int = 3
    down_t: int = 2
    shared_codebook: bool = False
    ema_decay: float = 0.99
    quantize_dropout: float = 0.2

    @property
    def unit_length(self) -> int:
        """Frames that one token stands for."""
        return int(2**self.down_t)


@dataclass(frozen=True)
class TransformerConfig:
    """A masked or a residual transformer over the tokens of one RVQ-VAE."""

    codes: int = 512
    code_dim: int = 512
    quantizers: int = 6
    latent_dim: int = 384
    ff_size: int = 1024
    layers: int = 8
    heads: int = 6
    dropout: float = 0.2
    conditions: tuple[int, ...] = (512,)
    share_weight: bool = True
    positions: int = 5000


@dataclass(frozen=True)
class LengthConfig:
    """The length estimator: condition to 50 classes (class k stands for k tokens)."""

    conditions: tuple[int, ...] = (512,)
    hidden: int = 512
    classes: int = 50
    dropout: float = 0.2


@dataclass(frozen=True)
class ModelConfig:
    """All four networks of one text-to-motion model."""

    rvq: RvqConfig = field(default_factory=RvqConfig)
    masked: TransformerConfig = field(default_factory=TransformerConfig)
    residual: TransformerConfig = field(default_factory=TransformerConfig)
    length: LengthConfig = field(default_factory=LengthConfig)

    def to_dict(self) -> dict[str, Any]:
        """Plain dictionaries and numbers, for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> ModelConfig:
        """The inverse of :meth:`to_dict`."""
        return cls(
            rvq=RvqConfig(**data["rvq"]),
            masked=TransformerConfig(**_with_tuple(data["masked"])),
            residual=TransformerConfig(**_with_tuple(data["residual"])),
            length=LengthConfig(**_with_tuple(data["length"])),
        )


def _with_tuple(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "conditions": tuple(data["conditions"])}


def gaitbox_model(
    *,
    width: int = 192,
    codes: int = 256,
    quantizers: int = 4,
    latent_dim: int = 192,
    ff_size: int = 768,
    layers: int = 4,
    heads: int = 6,
    dropout: float = 0.1,
    conditions: tuple[int, ...] = (TEXT_DIM, INTENT_DIM),
    length_hidden: int = 256,
) -> ModelConfig:
    """Gaitbox's own sizes: small enough to train on two CPU cores in an hour."""
    transformer = TransformerConfig(
        codes=codes,
        code_dim=width,
        quantizers=quantizers,
        latent_dim=latent_dim,
        ff_size=ff_size,
        layers=layers,
        heads=heads,
        dropout=dropout,
        conditions=conditions,
        positions=256,
    )
    return ModelConfig(
        rvq=RvqConfig(width=width, code_dim=width, codes=codes, quantizers=quantizers),
        masked=transformer,
        residual=transformer,
        length=LengthConfig(conditions=conditions, hidden=length_hidden),
    )
