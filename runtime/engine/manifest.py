"""The manifest of a model folder: what it holds, and the proof that it is whole.

Nothing in a model folder is opened before its SHA-256 has been compared with the manifest, the
graphs are opened from the very bytes that were checked (so a graph cannot pull in other files),
and nothing is ever unpickled.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retarget.errors import ModelError

FORMATS = (1, 2)
"""Versions of the manifest this code reads; 2 names the skeleton, 1 is always HumanML3D's."""

HUMANML3D, KIT = "humanml3d", "kit"
SKELETONS = (HUMANML3D, KIT)
"""Skeletons that a model's features may describe."""

MANIFEST = "manifest.json"

REQUIRED_GRAPHS = ("text", "length", "masked", "residual", "decoder")
"""A model of one quantizer has no residual layers and may leave ``residual`` out."""

CONDITIONS = ("text", "intent")

WANTED = "wanted"
"""Input of a masked graph that answers for some places only, int64 (B, K)."""

REINSTALL = "Install the model again, or choose another model folder."
NEWER = "Update Gaitbox, or choose a model made for this version."

_CHUNK = 1 << 20


@dataclass(frozen=True)
class GraphSpec:
    """A graph: its file, hash, and the names of its inputs and outputs in order."""

    file: str
    sha256: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


@dataclass(frozen=True)
class TextSpec:
    """How text becomes a vector: kind of encoder, tokenizer file, longest input, size."""

    kind: str
    tokenizer: str
    max_tokens: int
    dim: int


@dataclass(frozen=True)
class Limits:
    """Frames a motion may have."""

    min_frames: int
    max_frames: int


@dataclass(frozen=True)
class Settings:
    """How a generation is decoded (MoMask's names: time steps, condition scale, ...).

    Attributes:
        steps: decode steps of the masked transformer.
        guidance_scale: classifier-free guidance of the masked transformer.
        residual_guidance_scale: the same for the residual transformer.
        top_k: share of the classes that the filter drops.
        temperature: of both transformers; 0 is greedy.
        margin_tokens: tokens made before and after the motion and cut off again, because the
            decoder knows nothing of what lies beyond its ends.
    """

    steps: int = 10
    guidance_scale: float = 4.0
    residual_guidance_scale: float = 5.0
    top_k: float = 0.9
    temperature: float = 1.0
    margin_tokens: int = 0


@dataclass(frozen=True)
class Manifest:
    """A checked model folder.

    ``floor_m`` is the height of the lowest joint of a motion that the model has learnt from, None
    where it was left as recorded; ``record`` is the manifest as it was read, for reports.
    """

    folder: Path
    model_id: str
    version: str
    skeleton: str
    fps: float
    joints: int
    conditions: tuple[str, ...]
    codes: int
    quantizers: int
    unit_length: int
    text: TextSpec
    intent_dim: int
    graphs: Mapping[str, GraphSpec]
    files: Mapping[str, str]
    limits: Limits
    defaults: Settings
    floor_m: float | None
    record: Mapping[str, Any]

    def read(self, file: str) -> bytes:
        """The bytes of a file of this model, hashed as they are read.

        Raises:
            ModelError: the file is not in the manifest, cannot be read, or has another hash.
        """
        if file not in self.files:
            raise ModelError(f"The model has no file {file} in its manifest.", REINSTALL)
        try:
            data = (self.folder / file).read_bytes()
        except OSError as error:
            raise _unreadable(file) from error
        if hashlib.sha256(data).hexdigest() != self.files[file]:
            raise _wrong_hash(file)
        return data


def load_manifest(folder: Path) -> Manifest:
    """Read the manifest of a model folder and compare every file with its hash.

    Raises:
        ModelError: no folder, no manifest, one of another format, an incomplete one, a missing
            file or a wrong hash; the sentence says which.
    """
    manifest = read_manifest(folder)
    for file, sha256 in manifest.files.items():
        _verify(folder / file, sha256)
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a model folder; its files are not looked at.

    Raises:
        ModelError: as `load_manifest`, but for the files.
    """
    if not folder.is_dir():
        raise ModelError(f"There is no model folder at {folder}.", REINSTALL)
    return _parse(_read_json(folder / MANIFEST), folder)


OPTIONAL_INPUTS = {"masked": {WANTED}}
"""Inputs that the engine feeds where a graph has them."""


def expected_names(graph: str, conditions: tuple[str, ...]) -> tuple[set[str], set[str]]:
    """Names of the inputs and outputs that the engine uses of a graph."""
    known: dict[str, tuple[set[str], set[str]]] = {
        "text": ({"ids", "mask"}, {"embedding"}),
        "length": (set(conditions), {"logits"}),
        "masked": ({"ids", "lengths", "scale", *conditions}, {"logits"}),
        "residual": ({"tokens", "layer", "lengths", "scale", *conditions}, {"logits"}),
        "decoder": ({"tokens"}, {"features"}),
        "encoder": ({"features"}, {"tokens"}),
    }
    return known[graph]


def _read_json(path: Path) -> dict[str, Any]:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError(f"The model folder has no {MANIFEST}.", REINSTALL) from error
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"The model's {MANIFEST} cannot be read.", REINSTALL) from error
    if not isinstance(record, dict):
        raise ModelError(f"The model's {MANIFEST} is not a manifest.", REINSTALL)
    return record


def _parse(record: dict[str, Any], folder: Path) -> Manifest:
    if record.get("format") not in FORMATS:
        raise ModelError("The model was made for another version of Gaitbox.", NEWER)
    if record.get("kind") != "momask":
        raise ModelError("The model is of a kind this version of Gaitbox does not know.", NEWER)
    try:
        manifest = _build(record, folder)
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        sentence = f"The model's {MANIFEST} is incomplete or wrong: {error!r}."
        raise ModelError(sentence, REINSTALL) from error
    _check(manifest)
    return manifest


def _build(record: dict[str, Any], folder: Path) -> Manifest:
    graphs = {
        str(name): GraphSpec(
            file=_plain_name(spec["file"]),
            sha256=str(spec["sha256"]).lower(),
            inputs=tuple(spec["inputs"]),
            outputs=tuple(spec["outputs"]),
        )
        for name, spec in record["graphs"].items()
    }
    files = {_plain_name(n): str(f["sha256"]).lower() for n, f in record.get("files", {}).items()}
    files |= {spec.file: spec.sha256 for spec in graphs.values()}
    text, limits, defaults = record["text"], record["limits"], record.get("defaults", {})
    usual = Settings()
    return Manifest(
        folder=folder,
        model_id=str(record["model_id"]),
        version=str(record["version"]),
        skeleton=str(record.get("skeleton", HUMANML3D)),
        fps=float(record["fps"]),
        joints=int(record["joints"]),
        conditions=tuple(str(name) for name in record["conditions"]),
        codes=int(record["codes"]),
        quantizers=int(record["quantizers"]),
        unit_length=int(record["unit_length"]),
        text=TextSpec(
            kind=str(text["kind"]),
            tokenizer=_plain_name(text["tokenizer"]),
            max_tokens=int(text["max_tokens"]),
            dim=int(text["dim"]),
        ),
        intent_dim=int(record.get("intent_dim", 0)),
        graphs=graphs,
        files=files,
        limits=Limits(int(limits["min_frames"]), int(limits["max_frames"])),
        defaults=Settings(
            steps=int(defaults.get("steps", usual.steps)),
            guidance_scale=float(defaults.get("guidance_scale", usual.guidance_scale)),
            residual_guidance_scale=float(
                defaults.get("residual_guidance_scale", usual.residual_guidance_scale)
            ),
            top_k=float(defaults.get("top_k", usual.top_k)),
            temperature=float(defaults.get("temperature", usual.temperature)),
            margin_tokens=int(defaults.get("margin_tokens", usual.margin_tokens)),
        ),
        floor_m=None if record.get("floor_m") is None else float(record["floor_m"]),
        record=record,
    )


def _plain_name(name: object) -> str:
    """A file name with no folder in it: a manifest cannot point outside its folder."""
    text = str(name)
    if not text or text in (".", "..") or "/" in text or "\\" in text or ":" in text:
        raise ValueError(f"not a plain file name: {text}")
    return text


def _check(manifest: Manifest) -> None:
    """Whether the parts of a manifest fit together and this engine can run them."""
    positive = (manifest.codes, manifest.quantizers, manifest.unit_length, manifest.fps)
    if min(positive) < 1 or not 0 < manifest.limits.min_frames <= manifest.limits.max_frames:
        raise ModelError(f"The model's {MANIFEST} holds sizes that make no sense.", REINSTALL)
    if manifest.skeleton not in SKELETONS:
        raise ModelError("The model makes motions of a skeleton this version does not know.", NEWER)
    if manifest.conditions not in (CONDITIONS[:1], CONDITIONS):
        raise ModelError("The model asks for conditions this version does not know.", NEWER)
    if manifest.text.tokenizer not in manifest.files:
        raise ModelError("The model's tokenizer is not in its manifest.", REINSTALL)
    for name in REQUIRED_GRAPHS:
        if name == "residual" and manifest.quantizers == 1:
            continue
        if name not in manifest.graphs:
            raise ModelError(f"The model has no {name} graph.", REINSTALL)
    for name, spec in manifest.graphs.items():
        if name not in (*REQUIRED_GRAPHS, "encoder"):
            continue
        check_names(name, set(spec.inputs), set(spec.outputs), manifest.conditions)


def check_names(
    graph: str, inputs: set[str], outputs: set[str], conditions: tuple[str, ...]
) -> None:
    """Compare a graph's names with what the engine will feed and read.

    Raises:
        ModelError: an input or output is missing or unknown.
    """
    need_in, need_out = expected_names(graph, conditions)
    known = inputs - OPTIONAL_INPUTS.get(graph, set())
    if known != need_in or not need_out <= outputs:
        wrong = sorted((known ^ need_in) | (need_out - outputs))
        raise ModelError(
            f"The model's {graph} graph does not have the inputs and outputs it should"
            f" ({', '.join(wrong)}).",
            NEWER,
        )


def _verify(path: Path, sha256: str) -> None:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise _unreadable(path.name) from error
    if digest.hexdigest() != sha256:
        raise _wrong_hash(path.name)


def _unreadable(file: str) -> ModelError:
    return ModelError(f"The model file {file} is missing or cannot be read.", REINSTALL)


def _wrong_hash(file: str) -> ModelError:
    return ModelError(
        f"The model file {file} is not the one its manifest names (wrong SHA-256).", REINSTALL
    )
