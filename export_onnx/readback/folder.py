"""A model folder as networks, with its normalisation and its sentence encoder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from google.protobuf.message import DecodeError
from torch import nn

from export_onnx.momask.config import FEATURES, ModelConfig
from export_onnx.networks import Networks
from export_onnx.onnx_build import Weights
from export_onnx.readback.tokeniser import length_weights, normalisation, rvq_weights
from export_onnx.readback.transformers import masked_weights, residual_weights
from export_onnx.readback.weighted import NotReadable
from export_onnx.text_encoder import TextEncoder
from retarget.errors import BadInput

GRAPHS = ("encoder", "decoder", "length", "masked", "residual")
POSITIONS = "position_enc.pe"
"""Buffer that is computed, not learnt, and therefore not in a graph in full."""


@dataclass(frozen=True)
class Start:
    """A model to go on from.

    Attributes:
        networks: with their normalisation.
        text: the sentence encoder that they were trained with.
        origin: which model it is, for the training record.
    """

    networks: Networks
    text: TextEncoder
    origin: dict[str, Any]


def read_model_folder(folder: Path) -> Start:
    """The networks of a model folder, as float32 torch modules.

    Raises:
        BadInput: the folder is no model of Gaitbox's own kind, or some of its weights cannot be
            told apart (8-bit weights, another layout, sizes unlike the manifest's).
    """
    folder = Path(folder)
    manifest = _manifest(folder)
    config = _config(folder, manifest)
    graphs = {name: _graph(folder, manifest, name) for name in GRAPHS}
    try:
        mean, std = normalisation(graphs["encoder"])
        networks = Networks.create(config, mean, std)
        states = {
            "rvq": rvq_weights(graphs["encoder"], graphs["decoder"], config.rvq),
            "masked": masked_weights(graphs["masked"], config.masked),
            "residual": residual_weights(graphs["residual"], config.residual),
            "length": length_weights(graphs["length"], config.length),
        }
        for name, network in networks.parts().items():
            _load(network, states[name], name)
    except NotReadable as error:
        raise BadInput(f"The model in {folder} cannot be trained on: {error}") from error
    text = TextEncoder(
        _bytes(folder, manifest["graphs"]["text"]["file"]),
        _bytes(folder, manifest["text"]["tokenizer"]),
        manifest["text"]["max_tokens"],
        manifest["text"].get("kind", "minilm"),
    )
    keys = ("model_id", "version")
    origin = {key: manifest[key] for key in keys} | {
        "graphs": {name: manifest["graphs"][name]["sha256"] for name in GRAPHS}
    }
    return Start(networks.eval(), text, origin)


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / "manifest.json"
    if not path.is_file():
        raise BadInput(f"There is no model in {folder}.")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        kind = manifest["kind"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(f"The manifest of the model in {folder} cannot be read.") from error
    if kind != "momask" or "sizes" not in manifest:
        raise BadInput(f"The model in {folder} cannot be trained on: it is of another kind.")
    return dict(manifest)


def _config(folder: Path, manifest: dict[str, Any]) -> ModelConfig:
    try:
        config = ModelConfig.from_dict(manifest["sizes"])
    except (KeyError, TypeError) as error:
        raise BadInput(f"The sizes of the model in {folder} cannot be read.") from error
    if config.rvq.features != FEATURES:
        raise BadInput(
            f"The model in {folder} makes {config.rvq.features} numbers a frame, not {FEATURES}."
        )
    return config


def _bytes(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise BadInput(f"{name} is missing in {folder}.") from error


def _graph(folder: Path, manifest: dict[str, Any], name: str) -> onnx.ModelProto:
    try:
        file = manifest["graphs"][name]["file"]
        return onnx.load_model_from_string(_bytes(folder, file))
    except (KeyError, DecodeError) as error:
        raise BadInput(f"The graph {name} of the model in {folder} cannot be read.") from error


def _load(network: nn.Module, state: Weights, name: str) -> None:
    """Weights into a network, whose shapes they must have."""
    wanted = network.state_dict()
    wanted.pop(POSITIONS, None)
    if set(state) != set(wanted):
        raise NotReadable(f"The graphs do not hold every weight of the network {name}.")
    for key, value in state.items():
        if value.shape != tuple(wanted[key].shape):
            raise NotReadable(
                f"{key} of the network {name} is {_by(value.shape)}, the manifest says"
                f" {_by(wanted[key].shape)}."
            )
    tensors = {key: torch.from_numpy(np.ascontiguousarray(v)) for key, v in state.items()}
    network.load_state_dict(tensors, strict=False)


def _by(shape: tuple[int, ...] | torch.Size) -> str:
    return " x ".join(str(size) for size in shape)
