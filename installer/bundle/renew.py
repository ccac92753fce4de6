"""Renews the locks: ``python3 -m installer bundle --renew-locks`` (needs the package index).

Runs inside ``build/bundle-env``, whose pip resolves for every platform: the direct requirements
of setup.cfg, versions as in installer/constraints.txt. pip reads markers such as
``sys_platform == "win32"`` for the machine it runs on, so what another platform needs is added
here until nothing is missing.
"""

from __future__ import annotations

import configparser
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Iterable

from installer.bundle import contents, locks
from installer.bundle.locks import Pin, Platform

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Write all locks."""
    for target in locks.PLATFORMS.values():
        runtime = resolve(target, requirements(target))
        both = resolve(target, requirements(target, "console", "bundle"))
        names = {contents.normalised(item["name"]) for item in runtime}
        pins = [
            pin(item, locks.RUNTIME if contents.normalised(item["name"]) in names else locks.BUILD)
            for item in both
        ]
        write(locks.lock_file(target), pins)
        if target.gpu:
            extra = resolve(target, requirements(target, "cuda"))
            only = [i for i in extra if contents.normalised(i["name"]) not in names]
            write(locks.lock_file(target, gpu=True), [pin(item, locks.GPU) for item in only])


def write(path: Path, pins: list[Pin]) -> None:
    """Write one lock and say so."""
    path.write_text(locks.text_of(pins), encoding="ascii", newline="\n")
    print(f"{path.name}: {len(pins)} packages", flush=True)


def requirements(target: Platform, *extras: str) -> list[str]:
    """What setup.cfg asks for on a platform, with these extras."""
    settings = configparser.ConfigParser(interpolation=None)
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    texts = [settings["options"]["install_requires"]]
    texts += [settings["options.extras_require"][extra] for extra in extras]
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()]


def markers(target: Platform) -> dict[str, str]:
    """Values of a platform for the markers of requirements (PEP 508)."""
    return {
        "sys_platform": target.sys_platform,
        "os_name": target.os_name,
        "platform_system": target.platform_system,
        "platform_machine": target.machine,
        "python_version": "3.11",
        "python_full_version": "3.11.9",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


def resolve(target: Platform, wanted: Iterable[str]) -> list[dict[str, Any]]:
    """Packages for ``wanted`` on a platform: name, version, sha256, requires."""
    from pip._vendor.packaging.requirements import Requirement

    environment = markers(target)

    def plain(line: str, extra: str = "") -> tuple[str, Requirement] | None:
        """A requirement without its marker, if the marker holds."""
        requirement = Requirement(line)
        if requirement.marker and not requirement.marker.evaluate({**environment, "extra": extra}):
            return None
        requirement.marker = None
        return str(requirement), requirement

    asked = dict(held for held in map(plain, wanted) if held)
    while True:
        found = ask_pip(target, list(asked))
        there = {contents.normalised(item["name"]) for item in found}
        missing = {}
        for item in found:
            extras = {
                extra
                for requirement in asked.values()
                if contents.normalised(requirement.name) == contents.normalised(item["name"])
                for extra in requirement.extras
            }
            for line in item["requires"]:
                for extra in ("", *sorted(extras)):
                    held = plain(line, extra)
                    if held and contents.normalised(held[1].name) not in there:
                        missing[held[0]] = held[1]
        if not missing:
            return found
        asked.update(missing)


def ask_pip(target: Platform, wanted: list[str]) -> list[dict[str, Any]]:
    """pip's answer for a platform."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed"]
        command += ["--quiet", "--only-binary", ":all:", "--report", str(report)]
        command += ["--constraint", str(ROOT / "installer" / "constraints.txt")]
        command += ["--target", str(Path(folder, "nowhere")), "--python-version", "3.11"]
        command += ["--implementation", "cp", "--abi", "cp311", "--abi", "abi3", "--abi", "none"]
        for tag in target.wheels:
            command += ["--platform", tag]
        subprocess.run([*command, *wanted], check=True)
        data = json.loads(report.read_text(encoding="utf-8"))
    return [
        {
            "name": item["metadata"]["name"],
            "version": item["metadata"]["version"],
            "sha256": item["download_info"]["archive_info"]["hashes"]["sha256"],
            "requires": item["metadata"].get("requires_dist", []),
        }
        for item in data["install"]
    ]


def pin(item: dict[str, Any], part: str) -> Pin:
    """A line of a lock."""
    return Pin(contents.normalised(item["name"]), item["version"], (item["sha256"],), part)


if __name__ == "__main__":
    main()
