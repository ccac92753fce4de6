"""What is trained, how, and for how long."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from export_onnx.momask.config import ModelConfig, gaitbox_model


@dataclass(frozen=True)
class RvqRecipe:
    """The tokeniser's training.

    Losses are smooth L1 on normalised features; the weights multiply parts of
    them. ``root_gain`` divides the root channels' standard deviation, as the
    published normalisation does (5), because yaw rate is the slowest to learn.
    ``still_weight`` adds an error in which channels that move little weigh as much as those
    that move much (see :func:`~export_onnx.stages.decoder_stage.gains`).
    """

    share: float = 0.27
    batch: int = 96
    window: int = 64
    learning_rate: float = 8e-4
    root_gain: float = 5.0
    rotation_weight: float = 0.2
    velocity_weight: float = 1.0
    contact_weight: float = 0.5
    position_weight: float = 1.0
    global_weight: float = 2.0
    motion_weight: float = 4.0
    commitment: float = 0.02
    still_weight: float = 0.0


@dataclass(frozen=True)
class TransformerRecipe:
    """Training of the masked or the residual transformer."""

    share: float = 0.55
    batch: int = 64
    learning_rate: float = 8e-4
    drop_all: float = 0.1
    drop_text: float = 0.3
    crop: float = 0.2
    min_tokens: int = 10
    wrong_tokens: float = 0.1
    kept_tokens: float = 0.12


@dataclass(frozen=True)
class DecoderRecipe:
    """The decoder's further training on given tokens; windows in tokens."""

    share: float = 0.12
    batch: int = 48
    window: int = 28
    learning_rate: float = 6e-4
    rotation_weight: float = 0.2
    contact_weight: float = 0.3
    change_weight: float = 2.0
    path_weight: float = 2.0
    drop_layers: float = 0.1


@dataclass(frozen=True)
class LengthRecipe:
    """Training of the length estimator."""

    share: float = 0.02
    batch: int = 256
    learning_rate: float = 1e-3
    drop_text: float = 0.3


@dataclass(frozen=True)
class Recipe:
    """Sizes and training of the whole model."""

    model: ModelConfig = field(default_factory=gaitbox_model)
    rvq: RvqRecipe = field(default_factory=RvqRecipe)
    masked: TransformerRecipe = field(default_factory=TransformerRecipe)
    residual: TransformerRecipe = field(default_factory=TransformerRecipe)
    length: LengthRecipe = field(default_factory=LengthRecipe)
    decoder: DecoderRecipe = field(default_factory=DecoderRecipe)
    token_shifts: int = 1
    """Clips are also coded from their 2nd, 3rd ... frame on, so many times in all. One is right
    for walks in step with the tokens (:mod:`export_onnx.corpus.build`)."""
    seed: int = 3407
    checkpoint_seconds: float = 90.0

    @classmethod
    def continued(cls, model: ModelConfig) -> Recipe:
        """For weights that have learnt already: most of the time goes to the transformers.

        Lower learning rates keep what is known; every stage still warms up, since the
        optimisers begin without their moments.
        """
        transformer = TransformerRecipe(share=0.62, learning_rate=6e-4)
        return cls(
            model=model,
            rvq=RvqRecipe(share=0.17, learning_rate=4e-4, still_weight=0.3),
            decoder=DecoderRecipe(share=0.13, learning_rate=4e-4),
            masked=transformer,
            residual=transformer,
            length=LengthRecipe(share=0.02, learning_rate=5e-4),
        )

    def with_shares(self, rvq: float, decoder: float, transformers: float, length: float) -> Recipe:
        """The same recipe with other shares of the time; both transformers learn at once."""
        return replace(
            self,
            rvq=replace(self.rvq, share=rvq),
            decoder=replace(self.decoder, share=decoder),
            masked=replace(self.masked, share=transformers),
            residual=replace(self.residual, share=transformers),
            length=replace(self.length, share=length),
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain dictionaries and numbers, for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Recipe:
        """The inverse of :meth:`to_dict`."""
        return cls(
            model=ModelConfig.from_dict(data["model"]),
            rvq=RvqRecipe(**data["rvq"]),
            masked=TransformerRecipe(**data["masked"]),
            residual=TransformerRecipe(**data["residual"]),
            length=LengthRecipe(**data["length"]),
            decoder=DecoderRecipe(**data.get("decoder", {})),
            token_shifts=data.get("token_shifts", 1),
            seed=data["seed"],
            checkpoint_seconds=data["checkpoint_seconds"],
        )
