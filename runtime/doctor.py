"""``gaitbox doctor``: is everything there, and does it work."""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

import numpy as np

from runtime import paths
from runtime.about import versions
from runtime.finding import FAILED, OK, WARNING, Finding, examined
from runtime.motion import FILES

PYTHON = (3, 11)
"""The one version that bpy 4.5 is built for."""

NEEDED = (
    *("numpy", "onnxruntime", "tokenizers", "fastapi", "uvicorn", "bpy", "fastapi_offline"),
    *("psutil", "zeroconf", "cryptography", "websockets", "segno"),
)
"""Modules that a working Gaitbox finds."""

NEEDED_FREE = 1 << 30
"""Bytes of free disk below which a warning is due: about a hundred motions."""


def examine(model_dir: Path | None = None) -> list[Finding]:
    """Every check, in order; none of them raises."""
    model = model_dir or paths.default_model()
    checks: list[tuple[str, Callable[[], tuple[str, str]]]] = [
        ("Python", _python),
        ("packages", _packages),
        ("model", lambda: _model(model)),
        ("installed models", _models),
        ("engine", lambda: _engine(model)),
        ("avatars", _avatars),
        ("Blender", _blender),
        ("console", _console),
        ("library", _library),
        ("disk", _disk),
        ("port", _port),
        ("network", _network),
    ]
    return [examined(name, check) for name, check in checks]


def show(findings: list[Finding]) -> str:
    """The table."""
    width = max(len(finding.name) for finding in findings)
    return "\n".join(f"{f.name.ljust(width)}  {f.state.ljust(7)}  {f.detail}" for f in findings)


def _python() -> tuple[str, str]:
    state = OK if sys.version_info[:2] == PYTHON else FAILED
    return state, f"{platform.python_version()} on {platform.platform(terse=True)}"


def _packages() -> tuple[str, str]:
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        return FAILED, f"missing: {', '.join(missing)}"
    return OK, ", ".join(f"{name} {version}" for name, version in versions().items())


def _model(folder: Path) -> tuple[str, str]:
    from runtime.engine.manifest import load_manifest

    manifest = load_manifest(folder)
    found = f"{manifest.model_id} {manifest.version}, {len(manifest.files)} files as they should be"
    return OK, found


def _models() -> tuple[str, str]:
    from runtime.models import installed_models

    models = installed_models()
    told = [f"{m.name} ({m.problem or f'{m.model_id} {m.version}'})" for m in models]
    return WARNING if any(m.problem for m in models) else OK, ", ".join(told)


def _engine(folder: Path) -> tuple[str, str]:
    from runtime.engine.engine import Engine
    from runtime.gait.intent import parse

    begin = perf_counter()
    engine = Engine.load(folder)
    engine.warm_up()
    loaded = perf_counter()
    prompt = "a person walks"
    engine.generate(prompt, parse(prompt).vector(), seed=0, seconds=engine.limits.max_seconds)
    made = perf_counter() - loaded
    return OK, f"{engine.provider}, loaded in {loaded - begin:.1f} s, a walk in {made:.2f} s"


def _avatars() -> tuple[str, str]:
    from retarget.avatar import PRESETS, load_body

    for phenotype in PRESETS.values():
        load_body(phenotype)
    return OK, ", ".join(PRESETS)


def _blender() -> tuple[str, str]:
    from retarget.avatar import PRESETS, load_body
    from retarget.bone_map import mapped_bones
    from retarget.worker import BlenderWorker

    rig = load_body(PRESETS["adult_man"]).rig
    still = np.repeat(rig.heads[mapped_bones(rig)][None], 2, axis=0)
    with tempfile.TemporaryDirectory() as folder, BlenderWorker() as worker:
        files = {kind: Path(folder) / FILES[kind] for kind in ("fbx", "glb")}
        begin = perf_counter()
        worker.export(still, fbx=files["fbx"], glb=files["glb"])
        sizes = ", ".join(f"{k} {p.stat().st_size >> 10} kB" for k, p in files.items())
    return OK, f"exported in {perf_counter() - begin:.1f} s with its start ({sizes})"


def _console() -> tuple[str, str]:
    if (paths.console() / "index.html").is_file():
        return OK, "built"
    return WARNING, "not built: run python3 -m installer run"


def _library() -> tuple[str, str]:
    from runtime.library import Library

    library = Library(paths.library_folder())
    try:
        return OK, f"{library.count()} motions in {library.folder}"
    finally:
        library.close()


def _disk() -> tuple[str, str]:
    free, enough = free_space(paths.home())
    return (OK if enough else WARNING), f"{free / 1e9:.1f} GB free"


def free_space(folder: Path) -> tuple[int, bool]:
    """Free bytes of the disk that a folder is on, or will be, and whether they are enough."""
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    return free, free >= NEEDED_FREE


def _port() -> tuple[str, str]:
    from runtime.server.run import DEFAULT_PORT, listen

    said: list[str] = []
    with listen("127.0.0.1", DEFAULT_PORT, said.append):
        return (WARNING, said[0]) if said else (OK, f"{DEFAULT_PORT} is free")


def _network() -> tuple[str, str]:
    """Where headset mode would listen."""
    from runtime.network import VIRTUAL, choose, interfaces

    found = interfaces()
    chosen = choose(found, None)
    if not chosen:
        return WARNING, "not connected; headset mode waits for a network"
    left_out = [each.name for each in found if each.state == VIRTUAL and not each.loopback]
    told = "for headsets: " + ", ".join(f"{each.address} ({each.interface})" for each in chosen)
    return OK, told + (f"; left out: {', '.join(left_out)}" if left_out else "")
