"""Which body regions deviate, by how much and why: from the measures, never from the prompt.

A finding says: this measure, beyond what healthy walking shows, marks these regions. The
score is 0 at the edge of what real healthy walkers show on this skeleton and 1 at the value
of a severe form. Every region takes its strongest finding; all its findings are told.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from runtime.gait.angles import OUTWARD, SIDES
from runtime.gait.findings import FINDINGS, MUCH, Finding
from runtime.gait.measure import Measures
from runtime.gait.norms import TOWARDS_SIDE, Norm, norm
from runtime.gait.timing import other_side

REGIONS = (
    "head",
    "trunk",
    "pelvis",
    *(
        f"{side}_{part}"
        for side in SIDES
        for part in ("thigh", "shank", "foot", "upper_arm", "forearm", "hand")
    ),
)
"""Regions of the avatar."""

SMALLEST = 0.1
"""Scores below this are not shown: real healthy walkers reach it in single measures."""


@dataclass(frozen=True)
class Region:
    """A body region that deviates: ``score`` 0..1 and the reasons, one sentence each."""

    region: str
    score: float
    why: str


def impaired_regions(measures: Measures) -> list[Region]:
    """Regions that deviate from healthy walking at the same speed, strongest first."""
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for finding in FINDINGS:
        for side in SIDES if finding.sided else ("",):
            score, sentence = _judge(finding, side, measures)
            if score < SMALLEST:
                continue
            for part in finding.parts:
                found[part.format(side=side)].append((score, sentence))
    regions = [
        Region(name, round(max(score for score, _ in reasons), 3), _together(reasons))
        for name, reasons in found.items()
    ]
    return sorted(regions, key=lambda region: (-region.score, REGIONS.index(region.region)))


def _judge(finding: Finding, side: str, measures: Measures) -> tuple[float, str]:
    """Score 0..1 of a finding on a side, and its sentence."""
    value = _value(finding, side, measures)
    if value is None or _steps(measures) < finding.steps:
        return 0.0, ""
    normal = norm(finding.measure, measures.whole["speed"])
    other = _value(finding, other_side(side), measures) if finding.sided else None
    edge = _edge(finding, normal, other)
    if edge is None:
        return 0.0, ""
    score = min(max(finding.sign * (value - edge) / finding.full, 0.0), 1.0)
    return score, _sentence(finding, side, value, other, normal) if score >= SMALLEST else ""


def _edge(finding: Finding, normal: Norm | None, other: float | None) -> float | None:
    """Where healthy walking ends; None where the other side that it hangs on has no value."""
    if finding.against_other is not None:
        return None if other is None else finding.against_other(other)
    edge = finding.edge(normal)
    if finding.beyond_other is None:
        return edge
    if other is None:
        return None
    return finding.sign * max(finding.sign * edge, finding.sign * other + finding.beyond_other)


def _steps(measures: Measures) -> int:
    """How many steps the clip shows."""
    return len(measures.events.left.contacts) + len(measures.events.right.contacts)


def _value(finding: Finding, side: str, measures: Measures) -> float | None:
    """A value, a lean as + towards the side it is asked for."""
    value = measures.value(finding.measure, side)
    if value is not None and finding.measure in TOWARDS_SIDE:
        return value * OUTWARD[side]
    return value


def _sentence(
    finding: Finding, side: str, value: float, other: float | None, normal: Norm | None
) -> str:
    def amount(number: float) -> str:
        unit = "%" if finding.unit == "%" else f" {finding.unit}"
        return finding.told(number) + unit

    words = finding.words.format(
        side=side,
        value=amount(value),
        size=amount(abs(value)),
        other="" if other is None else amount(other),
    )
    text = words[0].upper() + words[1:]
    if finding.against_other is not None:
        return f"{text}; normally the two are about equal."
    if normal is None:
        return f"{text}."
    return f"{text}; normal at this speed is {_range(finding, normal)}."


def _range(finding: Finding, normal: Norm) -> str:
    """What healthy walkers show, as the sentence tells its values."""
    low, high = normal.mean - 2 * normal.sd, normal.mean + 2 * normal.sd
    if finding.bound:
        most = finding.told(high if finding.sign == MUCH else abs(low))
        return f"up to {most}" if float(most) else "none"
    return f"{finding.told(low)} to {finding.told(high)}"


def _together(reasons: list[tuple[float, str]]) -> str:
    """All reasons of a region, the strongest first, each once."""
    return " ".join(dict.fromkeys(text for _, text in sorted(reasons, key=lambda one: -one[0])))
