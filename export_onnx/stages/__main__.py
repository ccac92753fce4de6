"""One transformer stage as a process of its own (started by ``export_onnx.train``)."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import threading
from pathlib import Path

from export_onnx.stages.priority import nice_counts_between_sessions

STANDARD_INPUT = 0


def main() -> int:
    """Train one stage in a prepared folder until its budget is used."""
    parser = argparse.ArgumentParser(prog="python -m export_onnx.stages")
    parser.add_argument("stage", choices=["masked", "residual"])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    nice_counts_between_sessions()
    threading.Thread(target=_end_with_parent, daemon=True).start()

    import torch

    from export_onnx.stages.budget import Budget
    from export_onnx.stages.transformers import train_transformer
    from export_onnx.stages.workdir import WorkDir

    torch.set_num_threads(arguments.threads)
    budget = Budget(arguments.seconds, arguments.steps)
    train_transformer(WorkDir(arguments.work), arguments.stage, budget)
    return 0


def _end_with_parent() -> None:
    """Leave when the parent's end of our standard input closes."""
    while os.read(STANDARD_INPUT, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
