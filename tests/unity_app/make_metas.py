"""Writes the `.meta` file that Unity wants beside every file and folder under Assets.

Unity gives each asset a GUID at random the first time it sees it. Here the GUID is the MD5 of the
asset's path below a fixed namespace, so that the same tree always has the same GUIDs and nobody
needs the Editor to add a file. A `.meta` that is already there keeps its GUID: moving a file and
its `.meta` together does not break references.

    python -m tests.unity_app.make_metas           # writes what is missing, removes orphans
    python -m tests.unity_app.make_metas --check   # says what is wrong, writes nothing
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2] / "unity_app"

NAMESPACE = "gaitbox.unity_app"

# Made by Gaitbox.Editor.ProjectSetup where Unity ran; not kept in git.
GENERATED = ("Assets/Gaitbox/Generated", "Assets/XR")

GUID = re.compile(r"^guid: ([0-9a-f]{32})$", re.MULTILINE)

_TAIL = "  userData: \n  assetBundleName: \n  assetBundleVariant: \n"
_TEXT = "TextScriptImporter:\n  externalObjects: {}\n" + _TAIL
_FOLDER = "folderAsset: yes\nDefaultImporter:\n  externalObjects: {}\n" + _TAIL

# The blocks that the Editor itself writes for each kind of asset.
_IMPORTERS = {
    ".cs": (
        "MonoImporter:\n  externalObjects: {}\n  serializedVersion: 2\n  defaultReferences: []\n"
        "  executionOrder: 0\n  icon: {instanceID: 0}\n" + _TAIL
    ),
    ".asmdef": "AssemblyDefinitionImporter:\n  externalObjects: {}\n" + _TAIL,
    ".shader": (
        "ShaderImporter:\n  externalObjects: {}\n  defaultTextures: []\n"
        "  nonModifiableTextures: []\n" + _TAIL
    ),
    ".json": _TEXT,
    ".md": _TEXT,
    ".txt": _TEXT,
    ".xml": _TEXT,
}
_OTHER = "DefaultImporter:\n  externalObjects: {}\n" + _TAIL


def guid_of(asset: str) -> str:
    """The GUID, 32 hexadecimal digits, of an asset by its path from the project, with slashes."""
    return hashlib.md5(f"{NAMESPACE}:{asset}".encode(), usedforsecurity=False).hexdigest()


def meta_text(asset: str, *, folder: bool, guid: str | None = None) -> str:
    """What the `.meta` beside an asset says."""
    importer = _FOLDER if folder else _IMPORTERS.get(Path(asset).suffix.lower(), _OTHER)
    return f"fileFormatVersion: 2\nguid: {guid or guid_of(asset)}\n{importer}"


def meta_of(path: Path) -> Path:
    return path.with_name(path.name + ".meta")


def assets(project: Path) -> Iterator[Path]:
    """What Unity imports and git keeps: all under Assets but hidden ones and `Name~`."""
    for path in sorted((project / "Assets").rglob("*")):
        parts = path.relative_to(project).parts
        hidden = any(part.startswith(".") or part.endswith("~") for part in parts)
        if not hidden and path.suffix != ".meta" and not is_generated(path, project):
            yield path


def is_generated(path: Path, project: Path) -> bool:
    """Whether set-up made a file, or it lies in a folder of such."""
    name = path.relative_to(project).as_posix()
    return any(name == made or name.startswith((f"{made}/", f"{made}.")) for made in GENERATED)


def orphans(project: Path) -> list[Path]:
    """`.meta` files whose asset is gone."""
    metas = sorted((project / "Assets").rglob("*.meta"))
    gone = [meta for meta in metas if not meta.with_suffix("").exists()]
    return [meta for meta in gone if not is_generated(meta, project)]


def problems(project: Path) -> list[str]:
    """What is wrong with the `.meta` files of a project, a sentence each."""
    found = [f"{meta.relative_to(project)} has no asset" for meta in orphans(project)]
    owner: dict[str, str] = {}
    for path in assets(project):
        asset = path.relative_to(project).as_posix()
        meta = meta_of(path)
        if not meta.exists():
            found.append(f"{asset} has no .meta")
            continue
        text = meta.read_text(encoding="utf-8")
        guid = GUID.search(text)
        if not guid:
            found.append(f"{asset}.meta has no GUID")
            continue
        if guid[1] in owner:
            found.append(f"{asset} and {owner[guid[1]]} have the same GUID")
        owner[guid[1]] = asset
        if text != meta_text(asset, folder=path.is_dir(), guid=guid[1]):
            found.append(f"{asset}.meta is not what the Editor would write for it")
    return found


def write(project: Path) -> list[str]:
    """Writes the missing `.meta` files and removes orphans; says what it did."""
    done = []
    for meta in orphans(project):
        meta.unlink()
        done.append(f"removed {meta.relative_to(project)}")
    for path in assets(project):
        asset = path.relative_to(project).as_posix()
        if not meta_of(path).exists():
            text = meta_text(asset, folder=path.is_dir())
            meta_of(path).write_text(text, encoding="utf-8", newline="\n")
            done.append(f"wrote {asset}.meta")
    return done


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Unity .meta files of unity_app")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if wrong")
    parser.add_argument("--project", type=Path, default=PROJECT)
    options = parser.parse_args(arguments)
    if not options.check:
        for line in write(options.project):
            print(line)
    found = problems(options.project)
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
