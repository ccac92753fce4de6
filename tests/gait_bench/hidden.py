"""Part h: motions of the held-out prompts by the checks that a judge would write for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from runtime.gait.layout import sides_of
from tests.gait_bench import checks as judge_checks
from tests.gait_bench.held_out import Judged, entries, judged
from tests.gait_bench.motions import Studio
from tests.gait_bench.shares import Share, lines, told

SEED = 11
"""Seed of the motions of this part; the normal walk has the same."""


def rows(studio: Studio, every: int = 1, show: bool = False) -> list[str]:
    """Checks met, by what they are about, of every ``every``-th prompt of each kind.

    A prompt that the intent misread counts as not met, as a judge would have it; the second
    table leaves those out and so is about the motion alone.
    """
    chosen = _every(every)
    prompts, motions = (defaultdict[str, Share](Share) for _ in range(2))
    about, failed, unmet = defaultdict[str, Share](Share), Counter[str](), []
    for entry in told(chosen, "held-out motions"):
        read = judged(entry)
        pattern, sides = meant(read)
        made, normal = studio.make(entry["prompt"], SEED), studio.normal(SEED)
        good = True
        for name, expressions in judge_checks.of_entry(entry["expect"], pattern, sides).items():
            outcomes = made.judged(expressions, normal)
            if read.understood:
                about[name].add(all(met for _, met, _ in outcomes))
            for text, met, values in outcomes:
                good &= met
                if not met and read.understood:
                    failed[f"{name}: {text}"] += 1
                    unmet.append(f"  {entry['id']} ({made.correction}): {text} {_short(values)}")
        prompts[pattern].add(good and read.right["pattern"])
        if read.understood:
            motions[pattern].add(good)
    return [
        "prompts of which all checks are met",
        *lines(prompts),
        "the same, of the prompts that were understood",
        *lines(motions),
        "by what the checks are about, of the prompts that were understood",
        *lines(dict(sorted(about.items()))),
        "checks that failed most",
        *(f"  {count:>4}  {text}" for text, count in failed.most_common(12)),
        *(unmet if show else []),
    ]


def meant(read: Judged) -> tuple[str, dict[str, str]]:
    """The main pattern to look for, and the side of each pattern that was asked for.

    The side that was meant where the words say one, else the one that was read.
    """
    expect, intent = read.entry["expect"], read.intent
    shown = {f.pattern: f.side for f in intent.also} | {intent.pattern: intent.side}
    pattern = expect["pattern"]
    if intent.pattern in expect.get("accept", []):
        pattern = intent.pattern
    sides = {
        name: shown.get(name, sides_of(name)[0]) for name in (pattern, *expect.get("also", []))
    }
    if "side" in expect and pattern == expect["pattern"]:
        sides[pattern] = expect["side"]
    return pattern, sides


def _every(every: int) -> list[dict[str, Any]]:
    """Every so many prompts of each pattern, contradictions left out."""
    seen: Counter[str] = Counter()
    chosen = []
    for entry in entries():
        if entry["kind"] == "contradiction":
            continue
        name = f"{entry['kind']} {entry['expect']['pattern']}"
        if seen[name] % every == 0:
            chosen.append(entry)
        seen[name] += 1
    return chosen


def _short(values: Mapping[str, float | None]) -> str:
    return ", ".join(f"{k} {'-' if v is None else f'{v:.3g}'}" for k, v in values.items())
