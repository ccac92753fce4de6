"""The whole way from a sentence to files that an engine can play, against the paper's.

The paper's: MoMask's generation, ``joints2bvh`` as ``gen_t2m.py`` calls it, KeeMap in Blender,
Blender's FBX exporter. The generation is measured by `tests.bench_momask`; the steps after it
are cited here, each with its source, because those programs are no part of this repository.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from retarget.bvh import write_bvh
from retarget.worker import BlenderWorker
from runtime.pipeline import Pipeline
from runtime.request import Request

SECONDS = 9.8
"""196 frames."""

PROMPT = "a healthy adult walks forward at a normal speed, walk {}"

JOINTS2BVH_S = 3.8
"""MoMask's ``Joint2BVHConvertor.convert``, 100 iterations, 196 frames, run from a copy of its
published code on the machine of the table; the project's notes say 5.6 (momask_reference.md)."""
JOINTS2BVH_CALLS = 2
"""``gen_t2m.py`` calls it with and without its foot clean-up."""

KEEMAP_S = (14.5, 17.5)
KEEMAP_BONES_S = (2.8, 4.8)
"""KeeMap, 196 frames and 22 bones, with a skinned mesh and with bones only, on 2 cores
(blender_and_bundle.md)."""

BLENDER_FBX_S = 0.675
"""Blender's FBX exporter as it comes, 196 frames, skinned body, warm (blender_and_bundle.md)."""


def rows(model: Path, reference_s: float, runs: int) -> list[str]:
    """Lines of the table.

    Args:
        model: folder of a model of the published sizes.
        reference_s: the reference's generation in seconds, as measured on this machine.
    """
    parts = _ours(model, runs)
    ours = sum(parts.values())
    after = JOINTS2BVH_S * JOINTS2BVH_CALLS
    steps = {
        "generation, PyTorch (measured here)": (reference_s, reference_s),
        f"joints2bvh, {JOINTS2BVH_CALLS} calls (cited)": (after, after),
        "KeeMap, bones only (cited)": KEEMAP_BONES_S,
        "KeeMap, skinned mesh (cited)": KEEMAP_S,
        "Blender's FBX exporter (cited)": (BLENDER_FBX_S, BLENDER_FBX_S),
    }
    lines = ["The paper's chain, 196 frames, a sentence to FBX"]
    lines += [f"    {name:<48}{_range(*span)}" for name, span in steps.items()]
    less = reference_s + after + BLENDER_FBX_S
    whole = {
        "with bones only": [less + keemap for keemap in KEEMAP_BONES_S],
        "with a skinned mesh": [less + keemap for keemap in KEEMAP_S],
    }
    lines += [f"    all, {name:<43}{_range(*span)}" for name, span in whole.items()]
    lines.append("Gaitbox, the same sizes, a sentence to BVH, FBX and GLB (measured here)")
    lines += [f"    {name:<48}{spent:>7.3f} s" for name, spent in parts.items()]
    lines.append(f"    {'all, with a skinned mesh':<48}{ours:>7.3f} s")
    for name, (least, most) in whole.items():
        lines.append(f"ratio, the paper's {name:<33}{least / ours:>7.1f}x to {most / ours:.1f}x")
    return lines


def _range(least: float, most: float) -> str:
    return f"{least:>7.3f} s" if least == most else f"{least:>7.3f} to {most:.3f} s"


def _ours(model: Path, runs: int) -> dict[str, float]:
    """Median seconds of each step, everything warm, every sentence new."""
    spent: dict[str, list[float]] = {}

    def timed(name: str, begin: float) -> None:
        spent.setdefault(name, []).append(time.perf_counter() - begin)

    with (
        tempfile.TemporaryDirectory() as name,
        Pipeline(model, provider="cpu") as pipeline,
        BlenderWorker() as worker,
    ):
        folder = Path(name)
        pipeline.engine()
        for number in range(runs + 1):
            request = Request(PROMPT.format(number), number, seconds=SECONDS, candidates=1)
            begin = time.perf_counter()
            joints = pipeline.generate(request)[0].joints
            timed("sentence to clean joints, measures and checks", begin)
            begin = time.perf_counter()
            write_bvh(folder / "motion.bvh", joints)
            timed("BVH", begin)
            begin = time.perf_counter()
            worker.export(joints, fbx=folder / "motion.fbx", glb=folder / "motion.glb")
            timed("FBX and GLB on a skinned body", begin)
    return {name: statistics.median(times[1:]) for name, times in spent.items()}
