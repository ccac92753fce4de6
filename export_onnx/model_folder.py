"""Writes a model folder: graphs, tokenizer and the manifest that vouches for them."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import onnx

from export_onnx.half_storage import stored_in_half
from export_onnx.networks import Networks
from export_onnx.parity import HALF_TOLERANCE, build_graphs, check_parity
from export_onnx.text_encoder import TextEncoder

FORMAT = 1
FPS = 20
JOINTS = 22
MIN_FRAMES = 40
MAX_FRAMES = 196
"""Shortest and longest motion of HumanML3D, and so of MoMask."""

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


@dataclass(frozen=True)
class Identity:
    """What a model folder says about itself."""

    model_id: str = "gaitbox-momask"
    version: str = "1"
    licence: str = "GPL-3.0-or-later; text encoder Apache-2.0"
    acknowledgement: str = ACKNOWLEDGEMENT
    defaults: dict[str, float] = field(default_factory=lambda: dict(DEFAULTS))


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
    """
    out = Path(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    graphs, parity = _checked_graphs(networks)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        (work / "text.onnx").write_bytes(text.model)
        (work / "tokenizer.json").write_bytes(text.tokenizer)
        for name, model in graphs.items():
            (work / f"{name}.onnx").write_bytes(model.SerializeToString())
        manifest = _manifest(work, networks, text, identity or Identity(), training or {}, parity)
        (work / "manifest.json").write_text(
            json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        work.chmod(0o755)
        _replace(work, out)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return out


def _checked_graphs(
    networks: Networks,
) -> tuple[dict[str, onnx.ModelProto], dict[str, float]]:
    """Graphs as they are shipped, and how far each is from its network."""
    graphs = build_graphs(networks)
    parity = check_parity(networks, graphs)
    small = {name: stored_in_half(graphs[name]) for name in STORED_IN_HALF}
    parity |= check_parity(networks, small, tolerance=HALF_TOLERANCE)
    return graphs | small, parity


def _manifest(
    folder: Path,
    networks: Networks,
    text: TextEncoder,
    identity: Identity,
    training: dict[str, Any],
    parity: dict[str, float],
) -> dict[str, Any]:
    rvq = networks.config.rvq
    conditions = networks.config.masked.conditions
    names = ("text", "length", "masked", "residual", "decoder", "encoder")
    return {
        "format": FORMAT,
        "model_id": identity.model_id,
        "version": identity.version,
        "kind": "momask",
        "fps": FPS,
        "joints": JOINTS,
        "conditions": ["text", "intent"][: len(conditions)],
        "codes": rvq.codes,
        "quantizers": rvq.quantizers,
        "unit_length": rvq.unit_length,
        "text": {
            "kind": "minilm",
            "tokenizer": "tokenizer.json",
            "max_tokens": text.max_tokens,
            "dim": conditions[0],
        },
        "intent_dim": conditions[1] if len(conditions) > 1 else 0,
        "graphs": {name: _graph_entry(folder / f"{name}.onnx") for name in names},
        "files": {"tokenizer.json": {"sha256": _sha256(folder / "tokenizer.json")}},
        "limits": {"min_frames": MIN_FRAMES, "max_frames": MAX_FRAMES},
        "defaults": identity.defaults,
        "sizes": networks.config.to_dict(),
        "training": training,
        "parity": parity,
        "licence": identity.licence,
        "acknowledgement": identity.acknowledgement,
    }


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
    os.replace(work, out)
    shutil.rmtree(old, ignore_errors=True)
