"""What lies beside the program: licences, list of parts, sources, VERSION and a READ ME."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from typing import NamedTuple, Sequence

from installer.bundle import components, contents, freeze, locks, sbom, source, version_info
from installer.bundle.components import Component
from installer.bundle.locks import Platform
from installer.checkout import Checkout
from installer.problem import SetupProblem

LICENCES, SOURCES = "licences", "source"
BLENDER_SOURCE = "https://download.blender.org/source/blender-{version}.tar.xz"
HERE = Path(__file__).resolve().parent


class Identity(NamedTuple):
    """Which bundle this is."""

    version: str
    commit: str
    when: int
    """Time of the commit, seconds since 1970."""
    platform: str
    sources: str
    """Digest of what it was built from."""


def identity(checkout: Checkout, target: Platform, digest: str) -> Identity:
    """The identity of a bundle that is built now."""
    root = checkout.root
    said = version_info.version(root)
    return Identity(said, source.commit(root), source.commit_time(root), target.name, digest)


def own_component(this: Identity) -> Component:
    """Gaitbox itself."""
    return Component("gaitbox", this.version, "GPL-3.0-or-later", "application")


def model_components(root: Path) -> list[Component]:
    """The model's files and the avatar, with their SHA-256."""
    import hashlib

    folder = root / "runtime" / "models" / "default"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    files = [*sorted(folder.glob("*.onnx")), root / "retarget" / "data" / "avatar.npz"]
    return [
        Component(
            path.relative_to(root).as_posix(),
            str(manifest["version"]) if path.suffix == ".onnx" else "",
            "GPL-3.0-or-later" if path.suffix == ".onnx" else "Apache-2.0 AND CC0-1.0",
            "machine-learning-model" if path.suffix == ".onnx" else "data",
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in files
    ]


def all_components(checkout: Checkout) -> list[Component]:
    """Every component of the bundle that was made last.

    Raises:
        SetupProblem: a part is not known, so that its licence is not.
    """
    try:
        found = components.of_bundle(freeze.bundled(checkout), checkout.site_packages)
        found += components.of_console(checkout.console)
    except LookupError as error:
        raise SetupProblem(
            f"A part of the bundle has no licence: {error.args[0]}.",
            "Add it to installer/bundle/components.py.",
        ) from error
    return [*found, *model_components(checkout.root), *components.ACKNOWLEDGED]


def write(checkout: Checkout, folder: Path, this: Identity) -> None:
    """Write everything into the bundle's ``folder``, in place of what is there.

    Raises:
        SetupProblem: see `all_components`.
    """
    found = all_components(checkout)
    for name in (LICENCES, SOURCES):
        shutil.rmtree(folder / name, ignore_errors=True)
    licences = folder / LICENCES
    licences.mkdir()
    for part in found:
        _copy_texts(part, licences)
    apache = next(checkout.site_packages.glob("cryptography-*.dist-info/licenses/LICENSE.APACHE"))
    (licences / "Apache-2.0.txt").write_bytes(apache.read_bytes())
    shutil.copyfile(checkout.root / "LICENSE", licences / "GPL-3.0.txt")
    (licences / "README.txt").write_text(index(found), encoding="utf-8", newline="\n")
    listed = sbom.document(own_component(this), found, this.sources, this.commit, this.when)
    text = json.dumps(listed, indent=1, ensure_ascii=False) + "\n"
    (licences / "sbom.cdx.json").write_text(text, encoding="utf-8", newline="\n")
    archive = folder / SOURCES / source.ARCHIVE
    left_out = source.write_archive(checkout.root, archive, this.when)
    offer = source_offer(this, found, left_out)
    (folder / SOURCES / "README.txt").write_text(offer, encoding="utf-8", newline="\n")
    shutil.copyfile(checkout.root / "LICENSE", folder / "LICENSE.txt")
    version = version_text(this, locks.lock_file(locks.PLATFORMS[this.platform]))
    (folder / "VERSION").write_text(version, encoding="utf-8", newline="\n")
    readme = (HERE / "READ ME.txt").read_text(encoding="utf-8").replace("{version}", this.version)
    (folder / "READ ME.txt").write_text(readme, encoding="utf-8", newline="\n")


def _copy_texts(part: Component, licences: Path) -> None:
    if not part.texts:
        return
    folder = licences / re.sub(r"[^A-Za-z0-9.+_-]+", "-", part.name).strip("-")
    folder.mkdir(exist_ok=True)
    for text in part.texts:
        name = text.name
        for number in range(2, 99):
            if not (folder / name).exists():
                break
            name = f"{text.stem}-{number}{text.suffix}"
        (folder / name).write_bytes(text.read_bytes())


def index(found: Sequence[Component]) -> str:
    """The list of parts for people."""
    lines = [
        "Gaitbox is free software under the GNU General Public License, version 3 or later",
        "(GPL-3.0.txt). It is made of these parts; the texts of their licences are in the",
        "folders of their names, the Apache License 2.0 and the GPL beside this file.",
        "sbom.cdx.json is the same list for programs (CycloneDX).",
        "Blender has more libraries linked into itself; they are named, with their licences, in",
        "release/license/license.md of its source, which source/README.txt tells how to get.",
        "",
    ]
    for part in found:
        title = f"{part.name} {part.version}".strip()
        lines.append(f"{title}: {part.licence}" + (f". {part.note}" if part.note else ""))
    return "\n".join(lines) + "\n"


def source_offer(this: Identity, found: Sequence[Component], left_out: Sequence[str]) -> str:
    """Where the sources are (GPL-3.0, section 6), and the offer for those not in this folder."""
    versions = {part.name: part.version for part in found}
    debian = [p for p in found if p.origin == components.DEB and "GPL" in p.licence]
    lines = [
        f"Gaitbox {this.version}, commit {this.commit}",
        "",
        f"{source.ARCHIVE} holds Gaitbox's own source, the page's too, and what builds this",
        "bundle with Python 3.11: unpack it, copy the data files below into it, and run",
        "    python3 -m installer bundle",
        f"The data files lie in the program's folder {contents.INSIDE} under the same names:",
        *(f"    {name}" for name in left_out),
        "",
        f"Blender {versions.get('bpy', '')} (bpy), unchanged but for parts left out and symbols",
        "stripped; its source, with the recipes of all libraries inside it:",
        f"    {BLENDER_SOURCE.format(version=versions.get('bpy', ''))}",
        "zeroconf "
        + versions.get("zeroconf", "")
        + " (LGPL): source on the Python package index under that name and version; its modules",
        f"are in {contents.INSIDE}/zeroconf and in the program; another version takes their place",
        "by building the bundle with it (installer/bundle/locks).",
        *(f"{p.name} {p.version}: Debian's source package of that version" for p in debian),
        "",
        "Written offer: for three years from when you received this copy, whoever gave it to you",
        "gives you, on request and for no more than the cost of the medium, the complete source of",
        "every part under the GPL or LGPL. Anyone who has this offer may use it.",
    ]
    return "\n".join(lines) + "\n"


def version_text(this: Identity, lock: Path) -> str:
    """The file VERSION: lines of ``name value``."""
    import hashlib

    return "".join(
        f"{name} {value}\n"
        for name, value in (
            ("version", this.version),
            ("commit", this.commit),
            ("platform", this.platform),
            ("python", sys.version.split()[0]),
            ("sources", this.sources),
            ("lock", hashlib.sha256(lock.read_bytes()).hexdigest()),
        )
    )
