"""Writes a model folder: graphs, tokenizer and the manifest that vouches for them."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import onnx

from export_onnx.dataset import HUMANML3D, Dataset
from export_onnx.half_storage import stored_in_half
from export_onnx.int8 import SENTENCES, Agreement, agreement, int8_transformers
from export_onnx.networks import Networks
from export_onnx.parity import HALF_TOLERANCE, build_graphs, check_parity
from export_onnx.text_encoder import TextEncoder
from runtime.engine.manifest import FORMATS
from runtime.engine.momask import Codebook
from runtime.storage import write_durably, write_failure

FORMAT = FORMATS[-1]
"""Version of the manifest: the newest that the runtime reads."""

STORED_IN_HALF = ("length", "masked", "residual")
"""Graphs that give probabilities; those that carry positions keep their exact weights."""

DEFAULTS: dict[str, float] = {
    "steps": 10,
    "guidance_scale": 4.0,
    "residual_guidance_scale": 5.0,
    "top_k": 0.9,
    "temperature": 1.0,
    "margin_tokens": 1,
}
"""Settings of generation (MoMask, section 4, and its published scripts; the margin is ours)."""

ACKNOWLEDGEMENT = (
    "The data used in this project was obtained from mocap.cs.cmu.edu. The database was created"
    " with funding from NSF EIA-0196217. Contains motion derived from 100STYLE (Mason et al."
    " 2022), CC BY 4.0. Architecture: MoMask (Guo et al., CVPR 2024). Text encoder:"
    " all-MiniLM-L6-v2 (Apache-2.0), quantised."
)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Identity:
    """What a model folder says about itself.

    ``half`` stores the weights of the graphs that give probabilities in 16 bits; ``int8`` takes
    8-bit transformers where these make the same motions. ``floor_m`` is the height of the lowest
    joint of the motions learnt from, None where it was left as recorded.
    """

    model_id: str = "gaitbox-momask"
    version: str = "1"
    licence: str = "GPL-3.0-or-later; text encoder Apache-2.0"
    acknowledgement: str = ACKNOWLEDGEMENT
    defaults: dict[str, float] = field(default_factory=lambda: dict(DEFAULTS))
    dataset: Dataset = HUMANML3D
    half: bool = True
    int8: bool = False
    floor_m: float | None = None


def write_model_folder(
    out: Path,
    networks: Networks,
    text: TextEncoder,
    *,
    identity: Identity | None = None,
    training: dict[str, Any] | None = None,
) -> Path:
    """Export ``networks`` and ``text`` to the folder ``out``, replacing what was there.

    Everything is written to a temporary folder beside ``out`` first and moved
    into place at the end, so ``out`` is never half a model.

    Raises:
        ParityError: a graph does not compute what its network computes.
        StorageError: there is no room.
        BadInput: the folder cannot be written to.
    """
    out, identity = Path(out), identity or Identity()
    log.info("building the graphs and comparing them with the networks")
    graphs, parity = _checked_graphs(networks, identity.half)
    if text.parity is not None:
        parity["text"] = text.parity
    found = None
    if identity.int8:
        graphs, found = _with_int8(graphs, networks, text, identity)
    log.info("writing %s", out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
        try:
            write_durably(work / "text.onnx", text.model)
            write_durably(work / "tokenizer.json", text.tokenizer)
            for name, model in graphs.items():
                write_durably(work / f"{name}.onnx", model.SerializeToString())
            manifest = _manifest(work, networks, text, identity, training or {}, parity)
            if found is not None:
                manifest["int8"] = found.to_dict()
                manifest["version"] += "-int8" if found.kept else ""
            written = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
            write_durably(work / "manifest.json", written.encode("utf-8"))
            work.chmod(0o755)
            _replace(work, out)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        raise write_failure(error, out.parent) from error
    return out


def _checked_graphs(
    networks: Networks, half: bool
) -> tuple[dict[str, onnx.ModelProto], dict[str, float]]:
    """Graphs as they are shipped, and how far each is from its network."""
    graphs = build_graphs(networks)
    parity = check_parity(networks, graphs)
    if not half:
        return graphs, parity
    small = {name: stored_in_half(graphs[name]) for name in STORED_IN_HALF}
    parity |= check_parity(networks, small, tolerance=HALF_TOLERANCE)
    return graphs | small, parity


def _with_int8(
    graphs: dict[str, onnx.ModelProto], networks: Networks, text: TextEncoder, identity: Identity
) -> tuple[dict[str, onnx.ModelProto], Agreement]:
    """The graphs with 8-bit transformers, or as they were if these make other motions."""
    log.info("making motions with 8-bit weights and without")
    small = int8_transformers(graphs)
    book = Codebook(networks.config.rvq.codes, networks.config.rvq.quantizers)
    longest = _limits(networks, identity.dataset)["max_frames"] // networks.config.rvq.unit_length
    vectors = text.embed(list(SENTENCES))
    found = agreement(graphs, small, vectors, book, identity.dataset, longest)
    log.info(
        "8-bit weights: %.2f %% of the tokens are the same, joints %.1f mm apart: %s",
        100 * found.tokens,
        found.joints_mm,
        "taken" if found.kept else "not taken, the model stays in float32",
    )
    return (graphs | small if found.kept else graphs), found


def _manifest(
    folder: Path,
    networks: Networks,
    text: TextEncoder,
    identity: Identity,
    training: dict[str, Any],
    parity: dict[str, float],
) -> dict[str, Any]:
    rvq = networks.config.rvq
    conditions, dataset = networks.config.masked.conditions, identity.dataset
    names = ("text", "length", "masked", "residual", "decoder", "encoder")
    return {
        "format": FORMAT,
        "model_id": identity.model_id,
        "version": identity.version,
        "kind": "momask",
        "skeleton": dataset.skeleton,
        "fps": dataset.fps,
        "joints": dataset.joints,
        "features": rvq.features,
        "conditions": ["text", "intent"][: len(conditions)],
        "codes": rvq.codes,
        "quantizers": rvq.quantizers,
        "unit_length": rvq.unit_length,
        "text": {
            "kind": getattr(text, "kind", "minilm"),
            "tokenizer": "tokenizer.json",
            "max_tokens": text.max_tokens,
            "dim": conditions[0],
        },
        "intent_dim": conditions[1] if len(conditions) > 1 else 0,
        "graphs": {name: _graph_entry(folder / f"{name}.onnx") for name in names},
        "files": {"tokenizer.json": {"sha256": _sha256(folder / "tokenizer.json")}},
        "limits": _limits(networks, dataset),
        "defaults": identity.defaults,
        "floor_m": identity.floor_m,
        "sizes": networks.config.to_dict(),
        "training": training,
        "parity": parity,
        "licence": identity.licence,
        "acknowledgement": identity.acknowledgement,
    }


def _limits(networks: Networks, dataset: Dataset) -> dict[str, int]:
    """Frames a motion may have: those of the data set, as far as the networks can say them.

    A class of the length estimator stands for a number of tokens, the first for none.
    """
    config = networks.config
    tokens = min(config.length.classes - 1, config.masked.positions, config.residual.positions)
    most = min(dataset.max_frames, tokens * config.rvq.unit_length)
    return {"min_frames": min(dataset.min_frames, most), "max_frames": most}


def _graph_entry(path: Path) -> dict[str, Any]:
    graph = onnx.load_model(path, load_external_data=False).graph
    return {
        "file": path.name,
        "sha256": _sha256(path),
        "inputs": [port.name for port in graph.input],
        "outputs": [port.name for port in graph.output],
    }


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _replace(work: Path, out: Path) -> None:
    """Move the finished folder into place; an older one stays until that moment."""
    old = work.with_name(work.name + ".old")
    if out.exists():
        os.replace(out, old)
    try:
        os.replace(work, out)
    except OSError:
        if old.exists():
            os.replace(old, out)
        raise
    shutil.rmtree(old, ignore_errors=True)
