"""Parts c and d: the product's own checks on every pattern, side, severity and feature."""

from __future__ import annotations

import itertools
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from runtime.gait.layout import PATTERNS, SEVERITIES, sides_of
from runtime.gait.measure import measure
from runtime.gait.verify import main_value
from tests.gait_bench import captions
from tests.gait_bench.captions import Caption
from tests.gait_bench.motions import Made, Studio
from tests.gait_bench.shares import Share, lines, told

LIMITS = {
    "slide_max": 0.01,
    "below_floor": 0.01,
    "bone_stretch": 0.001,
    "acceleration": 3.0,
    "flight_s": 0.25,
    "floating": 0.035,
}
"""Most that each figure of plausibility may be: metres, multiples of real walking, seconds."""

SEED = 1
"""Seed of all motions of these parts."""


def wanted(quick: bool) -> list[Caption]:
    """The captions that are made."""
    if not quick:
        return [*captions.every_pattern(), *captions.every_feature(), *captions.every_speed()]
    return [captions.of_pattern(p, sides_of(p)[0], "moderate") for p in PATTERNS]


def rows(studio: Studio, quick: bool = False, show: bool = False) -> list[str]:
    """Checks met, kinds of correction, and plausibility."""
    made = {one: studio.make(one.prompt, SEED) for one in told(wanted(quick), "own checks")}
    return [
        *_checks_rows(made),
        *_correction_rows(made),
        *plausibility_rows(made.values()),
        *(_unmet_rows(made) if show else []),
    ]


def _checks_rows(made: dict[Caption, Made]) -> list[str]:
    motions, sides = defaultdict[str, Share](Share), Share()
    for caption, one in made.items():
        motions[caption.about].add(bool(one.result.checks) and one.result.faithful)
        for check in one.result.checks:
            if check["name"].startswith("affected side"):
                sides.add(check["met"])
    checks = Share.of(check["met"] for one in made.values() for check in one.result.checks)
    return [
        "motions that meet all their own checks",
        *lines(motions),
        checks.line("single checks"),
        sides.line("affected side right"),
    ]


def _correction_rows(made: dict[Caption, Made]) -> list[str]:
    """How motions came about, by pattern."""
    kinds = defaultdict[str, Counter[str]](Counter)
    for caption, one in made.items():
        kinds[caption.about][one.correction] += 1
    names = ("none", "tries", "mirrored", "edit", "rebuilt")
    table = [f"how they came about{'':<17}" + "".join(f"{name:>10}" for name in names)]
    for about, counted in [*kinds.items(), ("all", sum(kinds.values(), Counter[str]()))]:
        table.append(f"  {about:<34}" + "".join(f"{counted[name]:>10}" for name in names))
    return table


def plausibility_rows(made: Iterable[Made]) -> list[str]:
    """Median and worst of each figure of plausibility, with its limit."""
    found = [one.plausibility for one in made]
    table = ["plausibility                             median     worst     limit   beyond"]
    for name, limit in LIMITS.items():
        values = [v for p in found if (v := getattr(p, name)) is not None]
        if values:
            beyond = sum(value > limit for value in values)
            table.append(
                f"  {name:<34}{statistics.median(values):>11.4f}{max(values):>10.4f}"
                f"{limit:>10.4f}{beyond:>9}"
            )
    return table


def _unmet_rows(made: dict[Caption, Made]) -> list[str]:
    return [
        f"  {caption.about} {caption.side} {caption.severity}: {check['name']}, wanted "
        f"{check['requested']}, measured {check['measured']}"
        for caption, one in made.items()
        for check in one.result.checks
        if not check["met"]
    ]


def severity_rows(studio: Studio, quick: bool = False) -> list[str]:
    """Whether mild, moderate and severe follow each other in each pattern's main measure."""
    kept: dict[str, Share] = {}
    table = []
    for pattern in told(PATTERNS[1:], "severity"):
        kept[pattern] = Share()
        for side in sides_of(pattern)[: 1 if quick else None]:
            values = [
                _main(
                    studio.make(captions.of_pattern(pattern, side, s).prompt, SEED), pattern, side
                )
                for s in SEVERITIES[1:]
            ]
            ordered = None not in values and _rises(values)
            kept[pattern].add(ordered)
            told_values = "  ".join("-" if v is None else f"{v:.3g}" for v in values)
            mark = " " if ordered else "!"
            table.append(f" {mark} {pattern:<16}{side:<7}{told_values}")
    return ["mild < moderate < severe in the main measure", *table, *lines(kept)]


def _rises(values: Sequence[float | None]) -> bool:
    known = [value for value in values if value is not None]
    return len(known) == len(values) and all(a < b for a, b in itertools.pairwise(known))


def _main(made: Made, pattern: str, side: str) -> float | None:
    return main_value(pattern, side, measure(made.result.joints))
