"""What a user can send to somebody who helps: what this Gaitbox is, and what it found out.

Nothing of a case is in it: no sentence, no id or name of a motion or a headset, no token, no
pairing code. Where the user's own name stands in a path, another word does.
"""

from __future__ import annotations

import getpass
import hashlib
import platform
import re
import shutil
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import runtime
from retarget.errors import GaitboxError
from runtime import paths
from runtime.about import versions
from runtime.engine.manifest import MANIFEST, read_manifest
from runtime.gpu import provider_sentence
from runtime.logs import last_lines, without_tokens
from runtime.self_check import row

if TYPE_CHECKING:
    from runtime.model_checks import ModelChecks
    from runtime.models import InstalledModel
    from runtime.server.services import Services

LOG_LINES = 200

USER = "USER"
"""Stands where the user's name did."""

SHORTEST_NAME = 2
"""Characters of a user's name that is looked for outside a path."""


def diagnostics(parts: Services, port: int | None) -> dict[str, Any]:
    """The facts, as plain data; takes as long as the self-check if that was not made yet."""
    findings = parts.checks.run(parts, port)
    document = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": runtime.__version__,
        "versions": versions(),
        "system": _system(),
        "folders": _folders(),
        "processor": _processor(parts),
        "models": [_model(model, parts.model_checks) for model in parts.models.installed()],
        "self_check": [finding.to_dict() for finding in findings],
        "counts": {"motions": parts.library.count(), "jobs_waiting": parts.jobs.waiting},
        "log": last_lines(LOG_LINES),
    }
    return dict(_without_names(document, _names()))


def as_text(document: dict[str, Any]) -> str:
    """The same for a person, or an e-mail."""
    from runtime.finding import Finding

    findings = [Finding(**each) for each in document["self_check"]]
    sections = [
        (f"Gaitbox {document['version']}, {document['time']}", _pairs(document["system"])),
        ("Versions", _pairs(document["versions"])),
        ("Folders", _pairs(document["folders"])),
        ("Processor", [f"  {document['processor']}"]),
        ("Self-check", [row(finding) for finding in findings]),
        ("Models", [line for model in document["models"] for line in _told(model)]),
        ("Counts", _pairs(document["counts"])),
        (f"Last lines of the log (at most {LOG_LINES})", [f"  {x}" for x in document["log"]]),
    ]
    return "\n\n".join("\n".join([title, *lines]) for title, lines in sections) + "\n"


def _system() -> dict[str, str]:
    """The machine, without its name."""
    return {
        "system": platform.platform(),
        "machine": platform.machine(),
        "python": sys.version.split()[0],
        "bundle": "yes" if paths.frozen() else "no",
    }


def _folders() -> dict[str, str]:
    found = {
        "program": paths.program(),
        "data": paths.home(),
        "library": paths.library_folder(),
        "models": paths.models_folder(),
        "logs": paths.logs(),
        "cache": paths.cache(),
    }
    return {name: f"{path} ({_free(path)})" for name, path in found.items()}


def _free(path: Path) -> str:
    for folder in (path, *path.parents):
        try:
            return f"{shutil.disk_usage(folder).free / 1e9:.1f} GB free"
        except OSError:
            continue
    return "not there"


def _processor(parts: Services) -> str:
    if not parts.pipeline.ready:
        problem = parts.pipeline.problem
        return "The model is not loaded." if problem is None else str(problem)
    return provider_sentence(parts.pipeline.engine().provider)


def _model(model: InstalledModel, checks: ModelChecks) -> dict[str, Any]:
    """Id, version and hashes of a model, and whether its files have these hashes."""
    checked = checks.of(model)
    document = {"name": model.name, "id": model.model_id, "version": model.version}
    document["checked"] = "not yet" if checked.whole is None else checked.problem or "whole"
    try:
        manifest = read_manifest(model.folder)
        digest = hashlib.sha256((model.folder / MANIFEST).read_bytes()).hexdigest()
    except (GaitboxError, OSError):
        return {**document, "files": {}}
    return {**document, "files": {MANIFEST: digest, **dict(sorted(manifest.files.items()))}}


def _told(model: dict[str, Any]) -> list[str]:
    head = f"  {model['name']}: {model['id']} {model['version']}, files: {model['checked']}"
    return [head, *(f"    {digest}  {file}" for file, digest in model["files"].items())]


def _pairs(values: dict[str, Any]) -> list[str]:
    width = max(map(len, values))
    return [f"  {name.ljust(width)}  {value}" for name, value in values.items()]


def _names() -> list[tuple[re.Pattern[str], str]]:
    """What gives the user away, and what stands for it; the longest first."""
    found: list[tuple[re.Pattern[str], str]] = []
    for home in _homes():
        whole = rf"(?<![\w-]){re.escape(home)}(?![\w-])"
        found.append((re.compile(whole, re.IGNORECASE), "~"))
    for name in _user_names():
        # As a part of a path, or alone; not inside a word.
        found.append((re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", re.IGNORECASE), USER))
    return found


def _homes() -> Iterable[str]:
    try:
        home = str(Path.home())
    except RuntimeError:
        return []
    return [home, home.replace("\\", "/")] if len(home) > 1 else []


def _user_names() -> Iterable[str]:
    names = set()
    for read in (getpass.getuser, lambda: Path.home().name, platform.node):
        try:
            names.add(read())
        except (OSError, KeyError, RuntimeError, ImportError):
            continue
    return sorted((name for name in names if len(name) >= SHORTEST_NAME), key=len, reverse=True)


def _without_names(data: Any, names: list[tuple[re.Pattern[str], str]]) -> Any:
    if isinstance(data, dict):
        return {key: _without_names(value, names) for key, value in data.items()}
    if isinstance(data, list):
        return [_without_names(value, names) for value in data]
    if isinstance(data, str):
        for pattern, word in names:
            data = pattern.sub(word, data)
        return without_tokens(data)
    return data
