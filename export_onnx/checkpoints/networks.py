"""From the checkpoints of a model to our networks with its weights."""

from __future__ import annotations

import logging
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from torch import nn

from export_onnx.checkpoints import sizes
from export_onnx.checkpoints.layout import RESIDUAL_KEY, Found, Layout
from export_onnx.checkpoints.reading import Tensors, load_array, load_tensors
from export_onnx.momask.config import ModelConfig
from export_onnx.networks import Networks
from retarget.errors import BadInput

RVQ_KEYS = ("vq_model", "net")
MASKED_KEYS = ("t2m_transformer", "trans")
RESIDUAL_KEYS = (RESIDUAL_KEY,)
LENGTH_KEYS = ("estimator",)
"""Names under which MoMask's training and its published files keep each network."""

TEXT_ENCODER = "clip_model."
"""Start of the names of CLIP's own weights, which some checkpoints carry along; not read."""

log = logging.getLogger(__name__)


def load_networks(layout: Layout) -> Networks:
    """The networks of a model, ready to run, with the checkpoints' own weights.

    Raises:
        BadInput: a file that is damaged, unsafe or another model's; options that contradict the
            tensors; tensors that are missing or do not belong. The sentence says which.
    """
    tensors = {
        "rvq": _read(layout.rvq, RVQ_KEYS, "a motion tokeniser"),
        "masked": _read(layout.masked, MASKED_KEYS, "a masked transformer"),
        "residual": _read(layout.residual, RESIDUAL_KEYS, "a residual transformer"),
        "length": _read(layout.length, LENGTH_KEYS, "a length estimator"),
    }
    config = _config(layout, tensors)
    nothing = np.zeros(config.rvq.features, np.float32)
    networks = Networks.create(config, nothing, nothing)
    for name, network in networks.parts().items():
        _fill(network, tensors[name], getattr(layout, name))
    _check_sizes(layout, config)
    mean, std = _normalisation(layout, config.rvq.features)
    return replace(networks, mean=mean, std=std).eval()


def _read(found: Found, keys: tuple[str, ...], what: str) -> Tensors:
    log.info("reading %s (%.0f MB)", found.tar, found.tar.stat().st_size / 1e6)
    tensors = load_tensors(found.tar, keys, what)
    return {name: t for name, t in tensors.items() if not name.startswith(TEXT_ENCODER)}


def _config(layout: Layout, tensors: dict[str, Tensors]) -> ModelConfig:
    rvq = sizes.rvq_config(tensors["rvq"], layout.rvq.opt())
    config = ModelConfig(
        rvq=rvq,
        masked=sizes.masked_config(tensors["masked"], layout.masked.opt(), rvq),
        residual=sizes.residual_config(tensors["residual"], layout.residual.opt(), rvq),
        length=sizes.length_config(tensors["length"]),
    )
    for found in (layout.rvq, layout.masked, layout.residual):
        found.opt().agree("dataset_name", layout.dataset.name, f"the data set of {layout.folder}")
    return config


def _fill(network: nn.Module, tensors: Tensors, found: Found) -> None:
    """Put the weights into a network.

    Raises:
        BadInput: some are missing, do not belong, or have another shape; all of them are named.
    """
    wanted = network.state_dict()
    faults = [f"missing: {name}" for name in wanted if name not in tensors]
    faults += [f"unexpected: {name}" for name in tensors if name not in wanted]
    if not faults:
        faults = [
            f"shape {list(tensors[name].shape)} instead of {list(tensor.shape)}: {name}"
            for name, tensor in wanted.items()
            if tensors[name].shape != tensor.shape
        ]
    if faults:
        count = "one tensor" if len(faults) == 1 else f"{len(faults)} tensors"
        raise BadInput(
            f"{found.tar} does not hold the network it should: {count} differ"
            f"{'s' if len(faults) == 1 else ''}.",
            "\n" + "\n".join(faults),
        )
    network.load_state_dict(tensors)


def _normalisation(layout: Layout, size: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    meta = layout.rvq.folder / "meta"
    mean, std = load_array(meta / "mean.npy", size), load_array(meta / "std.npy", size)
    if not (std > 0).all():
        raise BadInput(f"{meta / 'std.npy'} holds a spread that is not more than 0.")
    return mean, std


def _check_sizes(layout: Layout, config: ModelConfig) -> None:
    """Whether the sizes are those of one body, one set of tokens and one text vector."""
    features, known = config.rvq.features, layout.dataset
    if features != known.features:
        raise BadInput(
            f"{layout.rvq.tar} is a tokeniser of {features} numbers a frame, and {known.title}"
            f" has {known.features}.",
            "Give the data set of these checkpoints with --dataset.",
        )
    for found, transformer in ((layout.masked, config.masked), (layout.residual, config.residual)):
        sizes.same_tokens(found.folder, transformer, config.rvq)
    sizes.same_text(
        {
            layout.masked.tar: config.masked.conditions[0],
            layout.residual.tar: config.residual.conditions[0],
            layout.length.tar: config.length.conditions[0],
        }
    )
