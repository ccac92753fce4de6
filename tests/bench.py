"""Every number Gaitbox states about itself, measured here and now, as tables.

    python -m tests.bench [--quick] [--model DIR]

Speed and memory of the running product, accuracy of the exported files, plausibility and
checks of generated motions, and the tokeniser's error on recordings kept out of training.
Figures are medians; other work on the machine moves them.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

import numpy as np

from retarget.skeleton import PELVIS
from runtime import paths
from runtime.engine.engine import Engine
from runtime.engine.features import features_to_joints, joints_to_features
from runtime.gait.plausibility import plausibility
from runtime.pipeline import Pipeline
from runtime.request import Request
from tests import bench_momask, bench_prompts, bench_retarget, bench_server

MOCAP = Path(__file__).resolve().parents[2] / "shared" / "mocap"
SEEDS = (1, 2, 3)
SECONDS = 8.0


def main(arguments: list[str]) -> int:
    """Print the tables."""
    options = _options(arguments)
    model = options.model or paths.default_model()
    seeds = SEEDS[:1] if options.quick else SEEDS
    _print("Speed and memory", [str(row) for row in bench_server.rows(model)])
    _print("Exported files", [str(row) for row in bench_retarget.rows()])
    _print("MoMask in its published sizes", bench_momask.rows(options.quick))
    _print("Tokeniser", reconstruction_rows(Engine.load(model)))
    with Pipeline(model) as pipeline:
        made: list[np.ndarray] = []

        def generate(prompt: str, seed: int, seconds: float) -> np.ndarray:
            result = pipeline.generate(Request(prompt, seed, seconds=seconds))[0]
            made.append(result.joints)
            return result.joints

        rows = bench_prompts.run(generate, seeds) if bench_prompts.PROMPTS.is_file() else []
    if rows:
        _print("Clinical prompts", bench_prompts.table(rows).splitlines())
        _print("Plausibility of those motions", plausibility_rows(made))
    return 0


def plausibility_rows(motions: list[np.ndarray]) -> list[str]:
    """Sliding feet, stretching bones and sinking feet over many motions."""
    found = [plausibility(joints) for joints in motions]
    slides = [p.slide_median for p in found if p.slide_median is not None]
    return [
        f"stance slide, median of motions   {100 * statistics.median(slides):6.2f} cm  (at most 2)",
        f"stance slide, worst motion        {100 * max(slides):6.2f} cm",
        f"bone stretch, worst               {1000 * max(p.bone_stretch for p in found):6.2f} mm  "
        "(at most 2)",
        f"below the floor, worst            {100 * max(p.below_floor for p in found):6.2f} cm  "
        "(at most 2)",
    ]


def reconstruction_rows(engine: Engine) -> list[str]:
    """Error of coding and decoding clips of held-out walkers, MPJPE in mm."""
    if not MOCAP.is_dir():
        return ["the recordings are not beside this checkout (../shared/mocap)"]
    from export_onnx.corpus.walks import load_walkers, neutral

    local, world = [], []
    for walker in (w for w in load_walkers(MOCAP) if w.held_out):
        joints = neutral(walker, SECONDS)
        features = joints_to_features(joints, floor=False, steady_start=True)
        features = features[: len(features) // 4 * 4]
        coded = engine.decode(engine.encode(features)[None])[0]
        want, have = features_to_joints(features), features_to_joints(coded)
        world.append(_mpjpe_mm(want, have))
        local.append(_mpjpe_mm(_at_pelvis(want), _at_pelvis(have)))
    return [
        f"MPJPE about the pelvis, {len(local)} held-out walks   "
        f"{statistics.mean(local):6.1f} mm  (at most 30)",
        f"MPJPE in the world (8 s of drift included) {statistics.mean(world):6.1f} mm",
    ]


def _mpjpe_mm(first: np.ndarray, second: np.ndarray) -> float:
    return float(np.linalg.norm(first - second, axis=-1).mean() * 1000)


def _at_pelvis(joints: np.ndarray) -> np.ndarray:
    return np.asarray(joints - joints[:, PELVIS : PELVIS + 1])


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--model", type=Path, help="model folder (default: the embedded one)")
    parser.add_argument("--quick", action="store_true", help="one seed instead of three")
    return parser.parse_args(arguments)


def _print(title: str, lines: list[str]) -> None:
    sys.stdout.write("\n".join([f"\n{title}", "-" * len(title), *lines, ""]))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
