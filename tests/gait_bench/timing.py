"""Part g: how long one verified result takes, in one warm process."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import psutil

from runtime.gait.layout import PATTERNS, sides_of
from runtime.pipeline import Pipeline
from tests.gait_bench import captions
from tests.gait_bench.motions import Made, Studio

MOST_S = 1.0
SEED = 51


def rows(pipeline: Pipeline, quick: bool = False) -> list[str]:
    """Median and 90th percentile of all patterns, and of those that were corrected."""
    studio = Studio(pipeline)
    studio.make("warm up", SEED)
    made: list[Made] = []
    for pattern in PATTERNS:
        for side in sides_of(pattern)[: 1 if quick else 2]:
            # A sentence that no other part has used: the engine remembers embedded ones.
            prompt = captions.of_pattern(pattern, side, "moderate").prompt + "."
            made.append(studio.make(prompt, SEED))
    kinds = ("none", "tries", "mirrored", "edit", "rebuilt")
    load = "".join(f" {value:.1f}" for value in psutil.getloadavg())
    return [
        f"one motion of 8 s, checked and corrected (at most {MOST_S:g} s); load average{load}",
        _line("all patterns", [one.took for one in made]),
        *(
            _line(f"  came about by: {kind}", took)
            for kind in kinds
            if (took := [one.took for one in made if one.correction == kind])
        ),
    ]


def _line(name: str, took: Sequence[float]) -> str:
    middle, most = np.percentile(took, (50, 90))
    return f"  {name:<34}median {middle:.2f} s   90 % within {most:.2f} s   ({len(took)})"
