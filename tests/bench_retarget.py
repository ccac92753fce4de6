"""Speed and accuracy of the exported files: a part of ``python -m tests.bench``.

Figures are medians, models warm, and hold for the machine they are measured on.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import psutil

from retarget.avatar import PRESETS, load_body
from retarget.bone_map import MIXAMO, mapped_joints
from retarget.bvh import read_bvh, write_bvh
from retarget.solver import solve
from retarget.worker import BlenderWorker
from tests.retarget import motions

FRAMES = 196
TIMES = 9
READER = Path(__file__).parent / "retarget" / "reader.py"


def rows() -> list[str]:
    """Lines of a table: what, how much, and the goal where there is one."""
    joints = motions.walk(FRAMES, turning=0.5)
    rig = load_body("adult_man").rig
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = [
            _row("joints to rotations", 1e3 * _median(lambda: solve(joints, rig)), "ms", "15"),
            _row("BVH", 1e3 * _median(lambda: write_bvh(folder / "m.bvh", joints)), "ms"),
            _bvh_row(folder / "m.bvh", joints),
            *_worker_rows(folder, joints),
        ]
        return table + _import_rows(folder, joints)


def _row(what: str, value: float, unit: str, goal: str = "") -> str:
    aim = f"  (at most {goal})" if goal else ""
    return f"{what:<44}{value:>9.3f} {unit}{aim}"


def _median(action: Callable[[], object]) -> float:
    action()
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def _bvh_row(path: Path, joints: np.ndarray) -> str:
    apart = np.linalg.norm(read_bvh(path)[0] - joints, axis=-1).max()
    return _row("BVH, largest distance from the joints", 1e3 * apart, "mm", "1")


def _worker_rows(folder: Path, joints: np.ndarray) -> list[str]:
    with BlenderWorker() as worker:
        start = time.perf_counter()
        worker.export(joints[:2], fbx=folder / "m.fbx")
        first = time.perf_counter() - start
        avatars = []
        for avatar in PRESETS:
            start = time.perf_counter()
            worker.export(joints, avatar=avatar, fbx=folder / "a.fbx", glb=folder / "a.glb")
            avatars.append(time.perf_counter() - start)
        both = _median(lambda: worker.export(joints, fbx=folder / "m.fbx", glb=folder / "m.glb"))
        memory = psutil.Process(worker.pid).memory_info()
        peak = getattr(memory, "peak_wset", None) or memory.rss
    return [
        _row("Blender started, first avatar, first file", first, "s"),
        _row("first motion on another avatar, worst", max(avatars), "s"),
        _row(f"FBX and GLB together, warm, {FRAMES} frames", both, "s", "0.8"),
        _row("memory of the Blender process", peak / 2**20, "MiB"),
    ]


def _import_rows(folder: Path, joints: np.ndarray) -> list[str]:
    """Import both files into a fresh Blender and compare."""
    files = [folder / "m.fbx", folder / "m.glb"]
    out = folder / "found.npz"
    command = [sys.executable, str(READER), str(out), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True)
    expected = mapped_joints(solve(joints.astype(np.float32), load_body("adult_man").rig))
    table = []
    with np.load(out) as found:
        for i, path in enumerate(files):
            names = [str(name) for name in found[f"{i}_names"]]
            posed = found[f"{i}_heads"][:, [names.index(bone) for bone in MIXAMO]]
            kind = path.suffix[1:].upper()
            apart = np.linalg.norm(posed - expected, axis=-1).max()
            table.append(_row(f"{kind} in Blender, largest joint distance", 1e3 * apart, "mm", "2"))
            angle = motions.direction_error(posed, joints)
            table.append(_row(f"{kind} in Blender, mean bone direction error", angle, "deg", "1.6"))
    return table


if __name__ == "__main__":
    for line in rows():
        sys.stdout.write(line + "\n")
