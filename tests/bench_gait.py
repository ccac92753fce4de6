"""The gait benches: what is understood, generated, measured and corrected, as tables.

    python -m tests.bench_gait [--quick] [--part a ... h] [--model DIR] [--show]

a understanding of held-out prompts; b the public prompts at five seeds; c own checks of every
pattern, side, severity and feature; d order of severity; e diversity; f distance from real
walks; g time; h motions of the held-out prompts by a judge's checks. Seeds are fixed. ``--show``
lists the failures: whoever writes the rules of the intent must not read those of a and h.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from runtime import paths
from runtime.pipeline import Pipeline
from tests.gait_bench import held_out, hidden, nearest, own_checks, public, timing
from tests.gait_bench.motions import Studio

PARTS = {
    "a": "Understanding of held-out prompts",
    "b": "Public prompts",
    "c": "Checks of every pattern, side, severity and feature",
    "d": "Order of severity",
    "e": "Diversity of samples",
    "f": "Nearest real walk",
    "g": "Time of a verified result",
    "h": "Motions of the held-out prompts by a judge's checks",
}
QUICK_EVERY = 4
"""Of the held-out prompts, every fourth of each pattern with --quick."""


def sections(
    pipeline: Pipeline, parts: str, quick: bool = False, show: bool = False
) -> Iterator[tuple[str, list[str]]]:
    """Title and lines of each part that is wanted, one after the other."""
    studio = Studio(pipeline)
    made: dict[str, Callable[[], list[str]]] = {
        "a": lambda: held_out.rows(show),
        "b": lambda: public.rows(studio, quick, show),
        "c": lambda: own_checks.rows(studio, quick, show),
        "d": lambda: own_checks.severity_rows(studio, quick),
        "e": lambda: nearest.diversity_rows(studio, quick),
        "f": lambda: nearest.nearest_rows(studio, quick),
        "g": lambda: timing.rows(pipeline, quick),
        "h": lambda: hidden.rows(studio, QUICK_EVERY if quick else 1, show),
    }
    for part in parts:
        yield PARTS[part], made[part]()


def main(arguments: list[str]) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_gait", description=__doc__)
    parser.add_argument("--model", type=Path, help="model folder (default: the embedded one)")
    parser.add_argument("--quick", action="store_true", help="fewer seeds, sides and prompts")
    parser.add_argument("--part", nargs="+", choices=tuple(PARTS), default=list(PARTS))
    parser.add_argument("--show", action="store_true", help="list what failed")
    options = parser.parse_args(arguments)
    with Pipeline(options.model or paths.default_model()) as pipeline:
        for title, lines in sections(pipeline, options.part, options.quick, options.show):
            sys.stdout.write("\n".join([f"\n{title}", "-" * len(title), *lines, ""]))
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
