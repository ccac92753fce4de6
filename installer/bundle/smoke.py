"""Tries a bundle out, on any of the three systems, as a stranger's computer would run it.

    python3 -m installer.bundle.smoke ARCHIVE-OR-FOLDER

The bundle is put into a folder with a space and an accent, runs with an almost empty environment
and a data folder of its own, and has to: tell its version, pass its doctor, write a walk as FBX
and GLB on the command line, serve one, and stop. Standard library only.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = "Pâté et Núñez (Gait box)"
PROMPT = "a man limps, sparing his painful right leg"
START_S = 90.0
"""A first start on a machine with a virus scanner takes long."""

KEPT = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "NUMBER_OF_PROCESSORS")
"""Variables without which Windows itself does not work."""

FBX, GLB = b"Kaydara FBX Binary  \x00", b"glTF"


class SmokeError(Exception):
    """The bundle does not do what it has to."""


def unpack(bundle: Path, folder: Path) -> Path:
    """Put a bundle (archive or folder) into ``folder``; returns its executable."""
    if bundle.is_dir():
        shutil.copytree(bundle, folder / bundle.name, symlinks=True)
    elif bundle.suffix == ".zip":
        with zipfile.ZipFile(bundle) as archive:
            archive.extractall(folder)
    else:
        safe = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # from 3.11.4 on
        with tarfile.open(bundle) as archive:
            archive.extractall(folder, **safe)  # type: ignore[arg-type]
    return executable(folder)


def executable(folder: Path) -> Path:
    """The bundle's executable below ``folder``.

    Raises:
        SmokeError: there is none.
    """
    for inside in ("gaitbox/gaitbox.exe", "gaitbox/gaitbox", "Gaitbox.app/Contents/MacOS/gaitbox"):
        if (folder / inside).is_file():
            return folder / inside
    raise SmokeError(f"no executable in {folder}")


def environment(home: Path) -> dict[str, str]:
    """Almost empty: what the system needs, and a home; no PATH with a Python on it."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    folders = {name: str(home) for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA")}
    temporary = {name: str(home / "tmp") for name in ("TMPDIR", "TEMP", "TMP")}
    (home / "tmp").mkdir(parents=True, exist_ok=True)
    return {**kept, **folders, **temporary}


def call(program: Path, around: dict[str, str], *words: str) -> str:
    """Run the bundle to its end; what it printed.

    Raises:
        SmokeError: its exit code is not 0.
    """
    done = subprocess.run(
        [str(program), *words],
        env=around,
        cwd=around["HOME"],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=300,
    )
    if done.returncode != 0:
        raise SmokeError(
            f"gaitbox {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}"
        )
    return done.stdout


@contextlib.contextmanager
def served(program: Path, around: dict[str, str]) -> Iterator[str]:
    """The address of a running ``gaitbox serve``; it is ended with the block.

    Raises:
        SmokeError: it does not come up.
    """
    group = {"creationflags": 0x200} if os.name == "nt" else {}  # CREATE_NEW_PROCESS_GROUP
    child = subprocess.Popen(
        [str(program), "serve", "--no-browser", "--port", "0"],
        env=around,
        cwd=around["HOME"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        **group,  # type: ignore[call-overload]
    )
    lines: list[str] = []
    threading.Thread(target=_read, args=(child, lines), daemon=True).start()
    try:
        yield _address(child, lines)
    finally:
        child.send_signal(getattr(signal, "CTRL_BREAK_EVENT", signal.SIGINT))
        try:
            child.wait(30)
        except subprocess.TimeoutExpired:
            child.kill()
            raise SmokeError("it did not end when it was told to") from None


def _read(child: Any, lines: list[str]) -> None:
    lines.extend(line.rstrip() for line in child.stdout)


def _address(child: Any, lines: list[str]) -> str:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and child.poll() is None:
        found = re.search(r"ready: (http://[^/\s]+)", "\n".join(lines))
        if found:
            return found[1]
        time.sleep(0.05)
    raise SmokeError("it did not start:\n" + "\n".join(lines))


def fetch(url: str, data: dict[str, Any] | None = None) -> bytes:
    """GET, or POST of JSON; the system's proxies are not asked."""
    body = None if data is None else json.dumps(data).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    plain = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with plain.open(request, timeout=120) as answer:
        return bytes(answer.read())


def check(program: Path, home: Path) -> list[str]:
    """Try everything; one line for each thing that works.

    Raises:
        SmokeError: something does not.
    """
    around, told = environment(home), []
    version = call(program, around, "version", "--full")
    told.append(version.splitlines()[0])
    findings = json.loads(call(program, around, "doctor", "--json"))
    told.append(f"doctor: {len(findings)} checks, none failed")
    out = home / "öut put"
    call(program, around, "generate", PROMPT, "--seed", "7", "--seconds", "4", "--out", str(out))
    _expect(out / "0" / "motion.fbx", FBX)
    _expect(out / "0" / "motion.glb", GLB)
    told.append("generate: FBX and GLB")
    with served(program, around) as url:
        health = json.loads(fetch(f"{url}/health"))
        ask = {"prompt": PROMPT, "seed": 7, "seconds": 4}
        made = json.loads(fetch(f"{url}/gen_text2motion", ask))["motions"][0]
        for kind, head in (("fbx", FBX), ("glb", GLB)):
            if not fetch(f"{url}/motions/{made['id']}/files/{kind}").startswith(head):
                raise SmokeError(f"the served {kind} is none")
        if b"<title>" not in fetch(f"{url}/"):
            raise SmokeError("the page is not in the bundle")
        told.append(f"serve: {health.get('status', 'up')}, page, FBX and GLB")
    return [*told, "it ended"]


def _expect(path: Path, head: bytes) -> None:
    if not path.is_file() or not path.read_bytes().startswith(head):
        raise SmokeError(f"{path.name} is missing or no such file")


def main(words: list[str]) -> int:
    """Try the bundle named on the command line; returns the exit code."""
    if len(words) != 1:
        print("usage: python3 -m installer.bundle.smoke ARCHIVE-OR-FOLDER", file=sys.stderr)
        return 2
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    with tempfile.TemporaryDirectory(prefix="gaitbox-smoke-") as base:
        folder = Path(base, FOLDER)
        folder.mkdir()
        try:
            program = unpack(Path(words[0]).absolute(), folder)
            for line in check(program, Path(base, "a häme")):
                print(line)
        except SmokeError as error:
            print(f"FAILED: {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
