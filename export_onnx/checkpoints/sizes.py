"""Sizes of the networks, read off their tensors and checked against their options.

Tensors decide; where ``opt.txt`` says something else, one of the two belongs to another model.
What tensors cannot tell (heads, dilations) is taken from ``opt.txt``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from export_onnx.checkpoints.opt_file import Options, Value
from export_onnx.checkpoints.reading import Tensors
from export_onnx.momask.config import LengthConfig, RvqConfig, TransformerConfig
from retarget.errors import BadInput

FILTER = 4
"""Width of the encoder's halving convolutions: twice the stride of 2."""

CHECKPOINT = "its checkpoint"

STAND_IN = 4
"""Size taken where the tensor that tells it is missing."""

Config = TypeVar("Config", RvqConfig, TransformerConfig, LengthConfig)


def rvq_config(tensors: Tensors, options: Options) -> RvqConfig:
    """Sizes of the motion tokeniser.

    Raises:
        BadInput: options that contradict the tensors, or a variant that is not supported.
    """
    _supported(options)
    down_t = _count(tensors, r"encoder\.model\.(\d+)\.[01]\.", first=2)
    first = "encoder.model.2.0.weight"
    if first in tensors and tensors[first].shape[2] != FILTER:
        raise BadInput(f"{options.path}: only a stride_t of 2 is supported.")
    book = "quantizer.layers.0.codebook"
    config = RvqConfig(
        features=_size(tensors, "encoder.model.0.weight", 1),
        width=_size(tensors, "encoder.model.0.weight", 0),
        code_dim=_size(tensors, book, 1),
        codes=_size(tensors, book, 0),
        quantizers=_count(tensors, r"quantizer\.layers\.(\d+)\."),
        depth=_count(tensors, r"encoder\.model\.2\.1\.model\.(\d+)\."),
        dilation_growth=options.number("dilation_growth_rate"),
        down_t=down_t,
        shared_codebook=bool(options.values.get("shared_codebook", False)),
    )
    found: dict[str, Value] = {
        "width": config.width,
        "code_dim": config.code_dim,
        "output_emb_width": config.code_dim,
        "nb_code": config.codes,
        "num_quantizers": config.quantizers,
        "depth": config.depth,
        "down_t": config.down_t,
    }
    _agree(options, found)
    if config.shared_codebook and not _one_codebook(tensors, config.quantizers):
        options.agree("shared_codebook", False, CHECKPOINT)
    return _positive(config)


def masked_config(tensors: Tensors, options: Options, rvq: RvqConfig) -> TransformerConfig:
    """Sizes of the masked transformer over the tokens of ``rvq``.

    Raises:
        BadInput: options that contradict the tensors or the tokeniser.
    """
    codes = _size(tensors, "token_emb.weight", 0) - 2
    return _transformer(tensors, options, rvq, codes, rvq.quantizers, share_weight=True)


def residual_config(tensors: Tensors, options: Options, rvq: RvqConfig) -> TransformerConfig:
    """Sizes of the residual transformer over the tokens of ``rvq``.

    Raises:
        BadInput: options that contradict the tensors or the tokeniser.
    """
    share = "embed_proj_shared_weight" in tensors
    table = "token_embed_weight_" if share else "token_embed_weight"
    if not share and table not in tensors and rvq.shared_codebook:
        raise BadInput(
            f"The checkpoint of {options.path.parent} holds no token tables: MoMask does not"
            " save them when all quantizers share one codebook, so it cannot be imported."
        )
    config = _transformer(
        tensors,
        options,
        rvq,
        codes=_size(tensors, table, 1) - 1,
        quantizers=_size(tensors, "quant_emb.weight", 1),
        share_weight=share,
    )
    if table in tensors:
        said = {"share_weight": False, **options.values}
        Options(options.path, said).agree("share_weight", share, CHECKPOINT)
    return config


def length_config(tensors: Tensors) -> LengthConfig:
    """Sizes of the length estimator."""
    config = LengthConfig(
        conditions=(_size(tensors, "output.0.weight", 1),),
        hidden=_size(tensors, "output.0.weight", 0),
        classes=_size(tensors, "output.11.weight", 0),
    )
    return _positive(config)


def same_tokens(folder: Path, config: TransformerConfig, rvq: RvqConfig) -> None:
    """Whether a transformer speaks the tokens of the tokeniser.

    Raises:
        BadInput: it was made for another one; the sentence says by what.
    """
    pairs = {
        "codes": (config.codes, rvq.codes),
        "numbers a code": (config.code_dim, rvq.code_dim),
        "quantizers": (config.quantizers, rvq.quantizers),
    }
    for what, (here, there) in pairs.items():
        if here != there:
            raise BadInput(
                f"The transformer in {folder} was made for another motion tokeniser:"
                f" it has {here} {what}, the tokeniser {there}."
            )


def same_text(sizes: dict[Path, int]) -> int:
    """The length of the text vector that all networks take.

    Args:
        sizes: the length each checkpoint's network takes.

    Raises:
        BadInput: they differ.
    """
    if len(set(sizes.values())) > 1:
        said = ", ".join(f"{path} takes {size}" for path, size in sizes.items())
        raise BadInput(f"The networks take text vectors of different lengths: {said}.")
    return next(iter(sizes.values()))


def _supported(options: Options) -> None:
    for name, only in (("vq_norm", None), ("stride_t", 2), ("vq_act", "relu")):
        value = options.values.get(name, only)
        if value != only:
            raise BadInput(
                f"{options.path} asks for {name} {value}; only {name} {only} is supported."
            )


def _transformer(
    tensors: Tensors,
    options: Options,
    rvq: RvqConfig,
    codes: int,
    quantizers: int,
    share_weight: bool,
) -> TransformerConfig:
    projection = "input_process.poseEmbedding.weight"
    config = TransformerConfig(
        codes=codes,
        code_dim=_size(tensors, projection, 1),
        quantizers=quantizers,
        latent_dim=_size(tensors, projection, 0),
        ff_size=_size(tensors, "seqTransEncoder.layers.0.linear1.weight", 0),
        layers=_count(tensors, r"seqTransEncoder\.layers\.(\d+)\."),
        heads=options.number("n_heads"),
        conditions=(_size(tensors, "cond_emb.weight", 1),),
        share_weight=share_weight,
        positions=_size(tensors, "position_enc.pe", 0),
    )
    found: dict[str, Value] = {
        "latent_dim": config.latent_dim,
        "ff_size": config.ff_size,
        "n_layers": config.layers,
    }
    _agree(options, found)
    options.agree("unit_length", rvq.unit_length, "the motion tokeniser")
    if config.latent_dim % config.heads:
        raise BadInput(
            f"{options.path} contradicts its checkpoint: the option n_heads is {config.heads},"
            f" which does not divide the latent size {config.latent_dim}."
        )
    return _positive(config)


def _agree(options: Options, found: dict[str, Value]) -> None:
    for name, value in found.items():
        if value:
            options.agree(name, value, CHECKPOINT)


def _positive(config: Config) -> Config:
    """Sizes with a stand-in for those that a missing tensor left at nothing.

    So a network can be made of them, and all tensors that are missing be named.
    """
    changes: dict[str, Any] = {}
    for name, value in vars(config).items():
        if isinstance(value, tuple):
            changes[name] = tuple(STAND_IN if size < 1 else size for size in value)
        elif isinstance(value, int) and not isinstance(value, bool) and value < 1:
            changes[name] = STAND_IN
    return replace(config, **changes)


def _one_codebook(tensors: Tensors, quantizers: int) -> bool:
    """Whether the codebooks of all quantizers are the same numbers."""
    books = [tensors.get(f"quantizer.layers.{layer}.codebook") for layer in range(quantizers)]
    first = books[0] if books else None
    return first is not None and all(b is not None and bool((b == first).all()) for b in books)


def _size(tensors: Tensors, name: str, axis: int) -> int:
    """A tensor's size along an axis; 0 where it is missing, which is told with all that are."""
    tensor = tensors.get(name)
    return 0 if tensor is None or tensor.dim() <= axis else int(tensor.shape[axis])


def _count(tensors: Tensors, pattern: str, first: int = 0) -> int:
    """How many parts there are by the highest number in the names that match ``pattern``."""
    matches = (re.match(pattern, name) for name in tensors)
    return max((int(match[1]) + 1 - first for match in matches if match), default=0)
