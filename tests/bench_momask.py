"""MoMask in its published sizes: this engine against the same networks run eagerly in PyTorch.

    python -m tests.bench_momask [--quick] [--runs N]

Weights are random (time and memory do not depend on them), motions are 196 frames long. Both
sides run in one process, turn by turn, on all cores of the machine, and every run has a sentence
that was never seen before. Memory is measured in a process of its own for each side.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from runtime import paths
from runtime.engine.engine import Engine, Sentence
from tests import bench_chain

RUNS, QUICK_RUNS = 9, 3
CASES = ((1, 10), (1, 18), (4, 10), (4, 18))
"""Sentences at once and decode steps: the paper's tables use 10, its published scripts 18."""

CHAIN_CASE = (1, 18)
STAGES = ("text", "masked", "residual", "decode")
STAGE_AFTER = {"text": "text", "length": "text", "tokens": "masked", "detail": "residual"}
"""Stage of ours that ends with a call of the engine's progress."""

SECONDS = 9.8
"""196 frames at 20 a second."""

ROOT = Path(__file__).resolve().parents[1]

REST_S = 0.05
"""Pause between runs, in which the threads of the other side fall asleep."""

TEMPLATE = (
    "a man walks forward with a noticeable limp, favoring his right leg, walk {}",
    "an elderly woman shuffles forward with short steps and a stooped back, walk {}",
    "a person with a foot drop lifts the right knee high at every step, walk {}",
    "someone walks slowly in a circle and leans to the left side, walk {}",
)

MEMORY = {
    "reference": "PyTorch, CLIP whole and twice, as gen_t2m.py loads it",
    "whole-clip": "PyTorch, CLIP whole, once",
    "text-tower": "PyTorch, CLIP's text tower alone, once",
    "ours": "Gaitbox",
}
"""Sides whose memory is measured."""

Spent = dict[str, float]
"""Seconds of the stages and ``all``."""

Case = tuple[int, int]
Runs = tuple[list[Spent], list[Spent], list[Spent]]
"""Of the reference, of ours, and of ours with 8-bit transformers."""


def rows(quick: bool = False, runs: int | None = None) -> list[str]:
    """Lines of the tables; one that says why where PyTorch is missing."""
    runs = runs or (QUICK_RUNS if quick else RUNS)
    try:
        import torch
    except ImportError:
        return ["needs PyTorch (the packages of the extra train)"]
    torch.set_num_threads(os.cpu_count() or 1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "model"
        sides = _Sides(folder)
        found = sides.measure(runs)
        table = [*_speed_table(found), *_again_rows(sides, found, runs), *_default_row(runs)]
        chain = bench_chain.rows(folder, statistics.median(_all(found[CHAIN_CASE][0])), runs)
        del sides
        return [*table, "", *_memory_rows(folder), "", *chain]


class _Sides:
    """The two sides, with the same weights."""

    def __init__(self, folder: Path) -> None:
        from tests.official_size import (
            clip_state,
            official_networks,
            write_int8_folder,
            write_official_folder,
        )
        from tests.reference_eager import ClipText, Reference, with_torch_attention

        write_official_folder(folder, official_networks())
        clip, tokenizer = ClipText(clip_state()), (folder / "tokenizer.json").read_bytes()
        self.engine = Engine.load(folder, "cpu")
        self.small = Engine.load(write_int8_folder(folder.with_name("int8"), folder), "cpu")
        for engine in (self.engine, self.small):
            engine.warm_up()
        kinds = (official_networks(), with_torch_attention(official_networks()))
        self.reference = _faster([Reference(kind, clip, tokenizer) for kind in kinds])
        self._number = 0

    def measure(self, runs: int) -> dict[Case, Runs]:
        """For each case the runs of all sides; one more of each to warm up."""
        found: dict[Case, Runs] = {c: ([], [], []) for c in CASES}
        for turn in range(runs + 1):
            for (count, steps), kept in found.items():
                spent = (
                    self.eager(self.sentences(count), steps),
                    self.ours(self.sentences(count), steps),
                    self.ours(self.sentences(count), steps, self.small),
                )
                for one, many in zip(spent, kept, strict=True):
                    many += [one] if turn else []
        return found

    def sentences(self, count: int) -> list[str]:
        """Sentences that were never seen before."""
        self._number += 1
        return [text.format(self._number) for text in TEMPLATE[:count]]

    def eager(self, sentences: Sequence[str], steps: int) -> Spent:
        """One run of the reference."""
        time.sleep(REST_S)
        begin = time.perf_counter()
        self.reference.generate(sentences, steps)
        return {**self.reference.spent, "all": time.perf_counter() - begin}

    def ours(self, sentences: Sequence[str], steps: int, engine: Engine | None = None) -> Spent:
        """One run of this engine, in float32 if no other is given."""
        time.sleep(REST_S)
        engine = engine or self.engine
        settings = replace(engine.settings, steps=steps)
        watch = _Watch()
        if len(sentences) == 1:
            engine.generate(sentences[0], seed=1, settings=settings, progress=watch)
        else:
            many = [Sentence(text, seed=number) for number, text in enumerate(sentences)]
            engine.generate_many(many, settings=settings, progress=watch)
        return watch.stop()


class _Watch:
    """Time of the engine's stages, from its calls of progress, each made at the end of one."""

    def __init__(self) -> None:
        self._spent = dict.fromkeys(STAGES, 0.0)
        self._begin = self._last = time.perf_counter()

    def __call__(self, stage: str, share: float) -> None:
        now = time.perf_counter()
        self._spent[STAGE_AFTER.get(stage, "decode")] += now - self._last
        self._last = now

    def stop(self) -> Spent:
        """Seconds of the stages and of all."""
        self("decode", 1.0)
        return {**self._spent, "all": self._last - self._begin}


def _faster(references: Sequence[Any]) -> Any:
    """The one that is quicker: ours and torch's own modules for attention are both fair."""

    def least(reference: Any) -> float:
        return min(_seconds(lambda: reference.generate([TEMPLATE[0]], 4)) for _ in range(4))

    return min(references, key=least)


def _seconds(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def _all(runs: Sequence[Spent], stage: str = "all") -> list[float]:
    return [run[stage] for run in runs]


def _speed_table(found: Mapping[Case, Runs]) -> list[str]:
    load = "".join(f" {value:.1f}" for value in psutil.getloadavg())
    table = [
        f"196 frames; medians, and the ratio of the least times; load average{load}",
        f"{'':<44}{'PyTorch':>9}{'Gaitbox':>9}{'ratio':>8}{'of least':>10}",
    ]
    for (count, steps), (reference, ours, small) in found.items():
        name = f"{count} sentence{'s' if count > 1 else ''}, {steps} steps, to joints"
        table.append(_compared(name, _all(reference), _all(ours)))
        table.append(_compared("    the same, 8-bit transformers", _all(reference), _all(small)))
        for stage in STAGES:
            table.append(_compared(f"    {stage}", _all(reference, stage), _all(ours, stage)))
    return table


def _compared(name: str, reference: Sequence[float], ours: Sequence[float]) -> str:
    first, second = statistics.median(reference), statistics.median(ours)
    least = min(reference) / min(ours)
    return f"{name:<44}{first:>7.3f} s{second:>7.3f} s{first / second:>7.1f}x{least:>9.1f}x"


def _again_rows(sides: _Sides, found: Mapping[Case, Runs], runs: int) -> list[str]:
    count, steps = CHAIN_CASE
    sentences = sides.sentences(count)
    ours = [sides.ours(sentences, steps) for _ in range(runs + 1)][1:]
    reference = found[CHAIN_CASE][0]
    return [_compared(f"the same sentence again, {steps} steps", _all(reference), _all(ours))]


def _default_row(runs: int) -> list[str]:
    """The embedded model, which is another and smaller one."""
    engine = Engine.load(paths.default_model(), "cpu")
    engine.warm_up()
    intent = np.zeros(engine.intent_dim, np.float32)

    def one(number: int) -> float:
        sentence = TEMPLATE[0].format(number)
        return _seconds(lambda: engine.generate(sentence, intent, seed=number, seconds=SECONDS))

    spent = statistics.median([one(number) for number in range(runs + 1)][1:])
    name = f"embedded model (another, smaller), {engine.settings.steps} steps"
    return [f"{name:<53}{spent:>7.3f} s"]


def _memory_rows(folder: Path) -> list[str]:
    """Peak memory of each side, in a process of its own."""
    peaks = {side: _peak_of(side, folder) for side in MEMORY}
    lines = [f"{'peak memory, 4 sentences, 18 steps':<60}{'MiB':>6}{'to ours':>9}"]
    for side, name in MEMORY.items():
        lines.append(f"{name:<60}{peaks[side]:>6.0f}{peaks[side] / peaks['ours']:>8.1f}x")
    return lines


def _peak_of(side: str, folder: Path) -> float:
    command = [sys.executable, "-m", "tests.bench_momask", "--memory", side, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return float(done.stdout.split()[-1])


def measure_memory(side: str, folder: Path) -> float:
    """Load one side in this process, make four motions, and tell its peak memory in MiB."""
    sentences = list(TEMPLATE)
    if side == "ours":
        Engine.load(folder, "cpu").generate_many([Sentence(text) for text in sentences])
        return peak_mib()
    import torch

    from tests.official_size import clip_state, official_networks
    from tests.reference_eager import ClipText, Reference, image_tower, with_torch_attention

    towers = [ClipText(clip_state()) for _ in range(2 if side == "reference" else 1)]
    images = [] if side == "text-tower" else [image_tower() for _ in towers]
    networks = with_torch_attention(official_networks())
    tokenizer = (folder / "tokenizer.json").read_bytes()
    torch.set_num_threads(os.cpu_count() or 1)
    Reference(networks, towers[0], tokenizer).generate(sentences, 18)
    peak = peak_mib()
    del towers, images
    return peak


def peak_mib() -> float:
    """Largest resident memory that this process has had."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    memory = psutil.Process().memory_info()
    return float(getattr(memory, "peak_wset", memory.rss)) / 2**20


def main(arguments: list[str]) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_momask", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_RUNS} runs")
    parser.add_argument("--runs", type=int, help=f"default {RUNS}")
    parser.add_argument("--memory", nargs=2, metavar=("SIDE", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.memory:
        sys.stdout.write(f"{measure_memory(options.memory[0], Path(options.memory[1])):.1f}\n")
        return 0
    for line in rows(options.quick, options.runs):
        sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
