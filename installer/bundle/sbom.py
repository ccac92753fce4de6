"""The list of parts in CycloneDX 1.6, JSON, written by hand: it is one small dictionary."""

from __future__ import annotations

import re
import uuid
from datetime import datetime, timezone
from typing import Any, Sequence

from installer.bundle import spdx
from installer.bundle.components import Component

SPEC = "1.6"
_NAMESPACE = uuid.UUID("3f0f6c5e-5c2b-4b7e-9a51-6f2c9f6c1f3a")
"""Made up once; serial numbers follow from it and from the sources' digest."""


def document(
    own: Component, parts: Sequence[Component], digest: str, commit: str, when: int
) -> dict[str, Any]:
    """The list for a bundle of ``own``; the same inputs give the same document.

    Args:
        digest: of the sources it was built from.
        when: seconds since 1970.
    """
    root = _entry(own, set())
    taken = {root["bom-ref"]}
    components = [_entry(part, taken) for part in parts]
    root["properties"] = [{"name": "gaitbox:commit", "value": commit}]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": SPEC,
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, digest)}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(when, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "tools": {"components": [{"type": "application", "name": "gaitbox installer"}]},
            "component": root,
        },
        "components": components,
        "dependencies": [
            {"ref": root["bom-ref"], "dependsOn": [entry["bom-ref"] for entry in components]}
        ],
    }


def _entry(part: Component, taken: set[str]) -> dict[str, Any]:
    reference = part.purl or f"gaitbox:{re.sub(r'[^a-z0-9.]+', '-', part.name.lower())}"
    while reference in taken:
        reference += "'"
    taken.add(reference)
    entry: dict[str, Any] = {"type": part.kind, "bom-ref": reference, "name": part.name}
    if part.version:
        entry["version"] = part.version
    if part.note:
        entry["description"] = part.note
    if part.sha256:
        entry["hashes"] = [{"alg": "SHA-256", "content": part.sha256}]
    entry["licenses"] = [licence(part.licence)]
    if part.purl:
        entry["purl"] = part.purl
    return entry


def licence(text: str) -> dict[str, Any]:
    """A licence as CycloneDX has it: an SPDX id, an expression, or a name."""
    if text in spdx.IDS:
        return {"license": {"id": text}}
    if spdx.is_expression(text):
        return {"expression": text}
    return {"license": {"name": text}}
