"""Part b: the public prompts at five seeds, by the product's measures and by the judge's own."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from tests.bench_prompts import FIVE_SEEDS, PROMPTS, Outcome, evaluate_checks
from tests.gait_bench.motions import Studio
from tests.gait_bench.shares import Share, lines, told

Entry = Mapping[str, Any]


def rows(studio: Studio, quick: bool = False, show: bool = False) -> list[str]:
    """Share of the seeds at which each prompt meets all its checks, and of single checks."""
    if not PROMPTS.is_file():
        return ["the public prompts are not beside this checkout"]
    entries = json.loads(PROMPTS.read_text(encoding="utf-8"))["prompts"]
    seeds = FIVE_SEEDS[:1] if quick else FIVE_SEEDS
    met: dict[str, dict[str, Share]] = {name: defaultdict(Share) for name in ("product", "judge")}
    checks, unmet = Share(), []
    work = [(entry, seed) for seed in seeds for entry in entries]
    for entry, seed in told(work, "public prompts"):
        for name, outcomes in _both(studio, entry, seed).items():
            met[name][entry["id"]].add(all(ok for _, ok, _ in outcomes))
            for text, ok, values in outcomes:
                checks.add(ok)
                unmet += [] if ok else [f"  {name}, {entry['id']}, seed {seed}: {text} {values}"]
    return [
        "measured by the product",
        *lines(met["product"]),
        "measured by the bench's own judge",
        *lines(met["judge"]),
        checks.line("single checks, both"),
        *(unmet if show else []),
    ]


def _both(studio: Studio, entry: Entry, seed: int) -> dict[str, list[Outcome]]:
    made, normal = studio.make(entry["prompt"], seed), studio.normal(seed)
    return {
        "product": evaluate_checks(entry, made.result.joints, normal.result.joints),
        "judge": made.judged([(text, entry["affected"]) for text in entry["checks"]], normal),
    }
