"""Understanding: what the intent makes of sentences that nobody trained or tuned on."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runtime.gait.intent import parse
from runtime.gait.layout import Intent
from tests.gait_bench.shares import Share, lines

FILE = Path(__file__).resolve().parents[1] / "data" / "held_out_prompts.json"
UNIMPAIRED = ("negation", "normal")
"""Kinds of entries that must raise no impairment at all."""


@dataclass(frozen=True)
class Judged:
    """One prompt: what was looked at and whether it was right, by element."""

    entry: Mapping[str, Any]
    intent: Intent
    right: Mapping[str, bool]

    @property
    def understood(self) -> bool:
        """Whether every element is right."""
        return all(self.right.values())


def entries(file: Path = FILE) -> list[dict[str, Any]]:
    """All held-out prompts."""
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["prompts"]
    return found


def judged(entry: Mapping[str, Any]) -> Judged:
    """One prompt as the intent reads it, against what was meant."""
    intent, expect = parse(entry["prompt"]), entry["expect"]
    patterns = {intent.pattern, *(further.pattern for further in intent.also)}
    wanted = {expect["pattern"], *expect.get("also", [])}
    taken = intent.pattern in (expect["pattern"], *expect.get("accept", []))
    right = {"pattern": taken or wanted <= patterns}
    if "also" in expect:
        right["further patterns"] = wanted <= patterns
    elif entry["kind"] != "contradiction":
        # A pattern that nobody asked for is as wrong as one that is missing.
        allowed = wanted | set(expect.get("accept", []))
        right["nothing added"] = patterns <= allowed or patterns == {"normal"}
    as_meant = right["pattern"] and expect["pattern"] in patterns
    if "side" in expect and as_meant:
        right["side"] = _side_of(intent, expect["pattern"]) == expect["side"]
    if "severity" in expect and as_meant:
        right["severity"] = intent.severity == expect["severity"]
    for element in ("speed", "avatar"):
        if element in expect:
            right[element] = getattr(intent, element) == expect[element]
    if "features" in expect and intent.pattern not in expect.get("accept", []):
        right["features"] = all(_has(intent, *feature) for feature in expect["features"])
    if entry["kind"] in UNIMPAIRED:
        right["no false impairment"] = patterns == {"normal"} and not intent.features
    if "forbid" in expect:
        shown = patterns | {feature.name for feature in intent.features}
        right["nothing forbidden"] = not shown & set(expect["forbid"])
    if expect.get("told") == "contradiction":
        right["contradiction said"] = bool(intent.contradictions)
    return Judged(entry, intent, right)


def _side_of(intent: Intent, pattern: str) -> str:
    sides = {further.pattern: further.side for further in intent.also}
    return intent.side if intent.pattern == pattern else sides[pattern]


def _has(intent: Intent, name: str, change: str, side: str) -> bool:
    return any(
        feature.name == name and feature.change == change and side in (feature.side, "both")
        for feature in intent.features
    )


def rows(show: bool = False) -> list[str]:
    """Tables: prompts understood by pattern and by kind, and each element."""
    found = [judged(entry) for entry in entries()]
    by_pattern, by_kind, by_element = (defaultdict[str, Share](Share) for _ in range(3))
    for one in found:
        by_pattern[one.entry["expect"]["pattern"]].add(one.understood)
        by_kind[one.entry["kind"]].add(one.understood)
        for element, right in one.right.items():
            by_element[element].add(right)
    table = ["by pattern", *lines(by_pattern), "by kind", *lines(by_kind)]
    table += ["by element", *lines(by_element)]
    table += [Share.of(one.understood for one in found).line("everything right")]
    return [*table, *(_told(found) if show else [])]


def _told(found: Iterable[Judged]) -> list[str]:
    """The failures, for whoever keeps the sentences; not for whoever writes the rules."""
    return [
        f"{one.entry['id']}: {', '.join(k for k, right in one.right.items() if not right)}\n"
        f"    {one.entry['prompt']}\n    wanted {dict(one.entry['expect'])}\n"
        f"    read {one.intent.pattern} {one.intent.side} {one.intent.severity} "
        f"{one.intent.speed} also {[(f.pattern, f.side) for f in one.intent.also]} "
        f"{[(f.name, f.change, f.side) for f in one.intent.features]}"
        for one in found
        if not one.understood
    ]
