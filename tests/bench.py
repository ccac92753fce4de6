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
from runtime.pipeline import Pipeline
from tests import bench_gait, bench_momask, bench_retarget, bench_server, bench_session

MOCAP = Path(__file__).resolve().parents[2] / "shared" / "mocap"
SECONDS = 8.0


def main(arguments: list[str]) -> int:
    """Print the tables."""
    options = _options(arguments)
    model = options.model or paths.default_model()
    _print("Speed and memory", [str(row) for row in bench_server.rows(model)])
    _print("Live session", [str(row) for row in bench_session.rows(model, quick=options.quick)])
    _print("Exported files", [str(row) for row in bench_retarget.rows()])
    _print("MoMask in its published sizes", bench_momask.rows(options.quick))
    _print("Tokeniser", reconstruction_rows(Engine.load(model)))
    with Pipeline(model) as pipeline:
        for title, lines in bench_gait.sections(pipeline, "".join(bench_gait.PARTS), options.quick):
            _print(title, lines)
    return 0


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
    parser.add_argument("--quick", action="store_true", help="fewer seeds, sides and prompts")
    return parser.parse_args(arguments)


def _print(title: str, lines: list[str]) -> None:
    sys.stdout.write("\n".join([f"\n{title}", "-" * len(title), *lines, ""]))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
