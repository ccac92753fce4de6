"""``python -m export_onnx import-momask``: published MoMask checkpoints to a model folder."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from export_onnx import clip
from export_onnx.checkpoints.layout import Choice, Layout, find_layout
from export_onnx.checkpoints.networks import load_networks
from export_onnx.checkpoints.report import FileFact, facts_of, sha256_of, table
from export_onnx.dataset import Dataset
from export_onnx.model_folder import Identity, write_model_folder
from retarget.errors import BadInput
from runtime import paths

DEFAULTS: dict[str, float] = {
    "steps": 18,
    "guidance_scale": 4.0,
    "residual_guidance_scale": 5.0,
    "top_k": 0.9,
    "temperature": 1.0,
    "margin_tokens": 0,
}
"""Settings of generation in MoMask's published scripts (options/eval_option.py, gen_t2m.py)."""

FLOOR_M = 0.0
"""HumanML3D puts the lowest joint of every motion on the floor (its motion_representation)."""

LICENCE = (
    "MoMask's code: MIT. The weights are their publisher's, on the terms under which they were"
    " obtained; they were learnt from {title}, whose recordings are in part for non-commercial"
    " research alone. CLIP: MIT."
)

ACKNOWLEDGEMENT = (
    "MoMask: Generative Masked Modeling of 3D Human Motions (Guo, Mu, Javed, Wang, Cheng; CVPR"
    " 2024). {data} Text encoder: CLIP (Radford et al. 2021; OpenAI)."
)

DATA = {
    "t2m": "Data: HumanML3D (Guo et al., CVPR 2022), made from AMASS and HumanAct12.",
    "kit": "Data: The KIT Motion-Language Dataset (Plappert et al. 2016).",
}

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ImportRequest:
    """What to import.

    Attributes:
        checkpoints: folder in the published layout.
        dataset: ``t2m`` or ``kit``; None takes the one that is there.
        clip: CLIP's file; None looks for it beside the checkpoints.
        out: model folder to write; None installs the model as ``momask-<dataset>``.
        choice: which folders to take where there are several of a kind.
        int8: take 8-bit transformers where these make the same motions.
    """

    checkpoints: Path
    dataset: str | None = None
    clip: Path | None = None
    out: Path | None = None
    choice: Choice = field(default_factory=Choice)
    int8: bool = False


@dataclass(frozen=True)
class Imported:
    """An imported model: its folder, and the table of the files it was made from."""

    folder: Path
    table: str


def import_momask(request: ImportRequest) -> Imported:
    """Import a model; the folder is written as a whole or not at all.

    Raises:
        BadInput: files that are missing, damaged, unsafe, contradictory or of another model, or a
            folder to write to that is something else than a model.
        ParityError: a graph does not compute what its network computes.
        StorageError: there is no room.
    """
    layout = find_layout(request.checkpoints, request.dataset, request.choice)
    out = request.out or paths.models_folder() / f"momask-{layout.dataset.name}"
    check_replaceable(out)
    clip_file = _clip_file(request)
    networks = load_networks(layout)
    log.info("reading %s", clip_file)
    text = clip.build_clip_text_encoder(clip_file, dim=networks.config.masked.conditions[0])
    log.info("recognising the files")
    facts = facts_of(layout.files(), layout.folder)
    clip_fact = _clip_fact(clip_file)
    write_model_folder(
        out,
        networks,
        text,
        identity=_identity(layout.dataset, [*facts, clip_fact], request.int8),
        training={"imported": _record(layout, facts, clip_fact)},
    )
    return Imported(out, table([*facts, clip_fact], layout.dataset, layout.ignored))


def check_replaceable(out: Path) -> None:
    """Whether ``out`` may be written: it is not there, empty, or an older model.

    Raises:
        BadInput: it is something else, which is not to be lost.
    """
    if not out.exists() or (out / "manifest.json").is_file():
        return
    if not out.is_dir() or any(out.iterdir()):
        raise BadInput(
            f"{out} is there already and is no model folder, so it is not replaced.",
            "Choose another --out.",
        )


def _clip_file(request: ImportRequest) -> Path:
    if request.clip is not None:
        if not request.clip.is_file():
            raise BadInput(f"There is no file {request.clip}.", "Give CLIP's file with --clip.")
        return request.clip
    found = clip.find_clip(request.checkpoints)
    if found is None:
        raise clip.missing_clip_problem()
    return found


def _clip_fact(path: Path) -> FileFact:
    """What the table says of CLIP's file, which is large: it is hashed once."""
    known = clip.recognised(path)
    sha256 = clip.SHA256 if known else sha256_of(path)
    return FileFact(path.name, path.stat().st_size, sha256, known)


def _identity(dataset: Dataset, facts: Sequence[FileFact], int8: bool) -> Identity:
    """The model by name; its version tells one set of files from another."""
    digest = hashlib.sha256("".join(fact.sha256 for fact in facts).encode()).hexdigest()[:8]
    return Identity(
        model_id=f"momask-{dataset.name}",
        version=digest,
        licence=LICENCE.format(title=dataset.title),
        acknowledgement=ACKNOWLEDGEMENT.format(data=DATA[dataset.name]),
        defaults=dict(DEFAULTS),
        dataset=dataset,
        half=False,
        int8=int8,
        floor_m=FLOOR_M,
    )


def _record(layout: Layout, facts: Sequence[FileFact], clip_fact: FileFact) -> dict[str, Any]:
    """What the manifest says about where the model is from."""
    parts = {"rvq": layout.rvq, "masked": layout.masked, "residual": layout.residual}
    return {
        "from": "MoMask checkpoints",
        "dataset": layout.dataset.name,
        "networks": {name: part.name for name, part in parts.items()},
        "files": [fact.to_dict() for fact in facts],
        "clip": clip_fact.to_dict(),
        "options": {name: part.opt().to_dict() for name, part in parts.items()},
    }
