"""The models on this machine, by name.

The one that comes with Gaitbox is always there as ``default``; every other is a folder of
`runtime.paths.models_folder` that holds a manifest, and is called as its folder is.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from retarget.errors import BadInput, ModelError
from runtime import paths
from runtime.engine.limits import SecondsRange, seconds_range
from runtime.engine.manifest import MANIFEST, read_manifest

DEFAULT = "default"
"""Name of the model that comes with Gaitbox."""

SERVED = "served"
"""Name, in a server, of a model that is served from a folder elsewhere."""

RESERVED = frozenset({DEFAULT, SERVED})
"""Names that no installed model may have."""

LONGEST_NAME = 100

_FORBIDDEN = frozenset('/\\<>:"|?*')
"""Characters that lead to another folder, or that no file name on Windows may hold."""


@dataclass(frozen=True)
class InstalledModel:
    """A model as its manifest describes it; its files are checked when it is loaded.

    Attributes:
        name: what ``--model`` and requests call it.
        folder: where it is.
        model_id: the id in its manifest.
        version: the version in its manifest.
        licence: the licence in its manifest, or None.
        limits: shortest and longest motion; None with a problem.
        problem: one sentence on why it cannot be used, or None.
    """

    name: str
    folder: Path
    model_id: str = ""
    version: str = ""
    licence: str | None = None
    limits: SecondsRange | None = None
    problem: str | None = None


def installed_models() -> list[InstalledModel]:
    """The model that comes with Gaitbox, then the others by name; never raises.

    Only manifests are read. A model whose manifest is of no use is listed with its problem.
    """
    others = [read_model(name, folder) for name, folder in sorted(_folders().items())]
    return [read_model(DEFAULT, paths.default_model()), *others]


def resolve_model(text: str | None) -> Path:
    """Folder of a model by name, or any folder by its path; None means the default.

    A name wins over a folder of the same name in the working directory (``./NAME`` is that).

    Raises:
        BadInput: neither a model nor a folder.
    """
    if text is None or text == DEFAULT:
        return paths.default_model()
    if not is_name(text):
        return Path(text)
    installed = _folders()
    if text in installed:
        return installed[text]
    if Path(text).is_dir():
        return Path(text)
    raise unknown_model(text, [DEFAULT, *sorted(installed)])


def read_model(name: str, folder: Path) -> InstalledModel:
    """What a model's manifest says; a manifest of no use gives a problem, no exception."""
    try:
        manifest = read_manifest(folder)
    except ModelError as error:
        return InstalledModel(name, folder, problem=error.sentence)
    licence = manifest.record.get("licence")
    return InstalledModel(
        name=name,
        folder=folder,
        model_id=manifest.model_id,
        version=manifest.version,
        licence=None if licence is None else str(licence),
        limits=seconds_range(manifest),
    )


def name_of(folder: Path) -> str | None:
    """Name of the installed model that lies in a folder, or None."""
    folder = folder.resolve()
    if folder == paths.default_model().resolve():
        return DEFAULT
    inside = folder.parent == paths.models_folder().resolve()
    return folder.name if inside and _usable(folder.name) else None


def is_name(text: str) -> bool:
    """Whether a text may be the name of a model: a plain folder name, no path."""
    plain = text == text.strip() and not text.startswith((".", "~")) and not text.endswith(".")
    printable = text.isprintable() and not _FORBIDDEN & set(text)
    return 0 < len(text) <= LONGEST_NAME and plain and printable


def read_name(value: object) -> str | None:
    """The name of a model in a request; None stays None.

    Raises:
        BadInput: not a name; a path never is one.
    """
    if value is None:
        return None
    if not isinstance(value, str) or not is_name(value):
        raise BadInput(
            "A request names its model by the name it is installed under, not by a path.",
            "GET /models and gaitbox models list the names.",
        )
    return value


def unknown_model(name: str, installed: Sequence[str]) -> BadInput:
    """The error for a name that no installed model has."""
    return BadInput(
        f'There is no model "{name[:40]}".', f"The installed models are: {', '.join(installed)}."
    )


def _folders() -> dict[str, Path]:
    """Folders with a manifest among the installed models, by name."""
    try:
        found = list(paths.models_folder().iterdir())
    except OSError:
        return {}
    # unlike Path.is_file, this one takes a folder that may not be read for one without
    return {p.name: p for p in found if _usable(p.name) and os.path.isfile(p / MANIFEST)}


def _usable(name: str) -> bool:
    return is_name(name) and name not in RESERVED
