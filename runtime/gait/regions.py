"""Which body regions deviate, by how much and why: from the measures, never from the prompt.

A finding says: this measure, beyond what healthy walking shows, marks these regions. The
score is 0 at the edge of what real healthy walkers show on this skeleton and 1 at the value
of a severe form. Every region takes its strongest finding; all its findings are told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from runtime.gait.angles import SIDES
from runtime.gait.measure import Measures
from runtime.gait.norms import HEALTHY_RATIO, Norm, norm
from runtime.gait.verify import value_of

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

SMALLEST = 0.05
"""Scores below this are not shown."""


@dataclass(frozen=True)
class Region:
    """A body region that deviates: ``score`` 0..1 and the reasons in a sentence."""

    region: str
    score: float
    why: str


@dataclass(frozen=True)
class Finding:
    """A deviation that marks regions.

    Attributes:
        measure: name in `measure.MEASURES`.
        parts: regions marked; "{side}" stands for the side.
        words: the reason, with ``{side}`` and ``{value}``.
        sign: 1 when too much is the deviation, -1 when too little.
        edge: where healthy walking ends, from the norm at the walker's speed.
        full: distance beyond the edge that scores 1.
        sided: measured on each side rather than of the whole motion.
        against_other: the healthy range also includes this much from the other side.
    """

    measure: str
    parts: tuple[str, ...]
    words: str
    sign: int
    edge: Callable[[Norm], float]
    full: float
    sided: bool = True
    against_other: Callable[[float], float] | None = None


LEG = ("{side}_thigh", "{side}_shank", "{side}_foot")

FINDINGS = (
    Finding(
        "knee_swing_peak",
        ("{side}_shank", "{side}_thigh"),
        "the {side} knee bends only {value:.0f} degrees in swing",
        -1,
        lambda normal: normal.mean - max(2 * normal.sd, 13.0),
        30.0,
    ),
    Finding(
        "knee_stance_min",
        ("{side}_shank", "{side}_thigh"),
        "the {side} knee stays bent by at least {value:.0f} degrees in stance",
        1,
        lambda normal: 26.0,
        20.0,
    ),
    Finding(
        "knee_stance_min",
        ("{side}_shank",),
        "the {side} knee bends backward in stance ({value:.0f} degrees)",
        -1,
        lambda normal: -5.0,
        10.0,
    ),
    Finding(
        "circumduction",
        ("{side}_thigh", "{side}_foot"),
        "the {side} foot swings {value_cm:.0f} cm outward",
        1,
        lambda normal: 0.05,
        0.07,
    ),
    Finding(
        "pelvic_drop_contra_deg",
        ("pelvis",),
        "the pelvis drops {value:.0f} degrees on the other side while the {side} leg stands",
        1,
        lambda normal: normal.mean + 2 * normal.sd,
        6.0,
    ),
    Finding(
        "hike_cm",
        ("pelvis",),
        "the {side} hip is hiked by {value:.1f} cm in swing",
        1,
        lambda normal: 2.0,
        3.0,
    ),
    Finding(
        "lean_in_stance",
        ("trunk",),
        "the trunk leans {value:.0f} degrees over the standing {side} leg",
        1,
        lambda normal: 6.0,
        9.0,
    ),
    Finding(
        "foot_pitch_contact",
        ("{side}_foot",),
        "the {side} foot lands with the toes low",
        -1,
        lambda normal: normal.mean - max(3 * normal.sd, 12.0),
        25.0,
    ),
    Finding(
        "foot_pitch_stance",
        ("{side}_foot",),
        "the {side} heel stays up in stance",
        -1,
        lambda normal: normal.mean - 12.0,
        20.0,
    ),
    Finding(
        "toe_peak",
        ("{side}_foot",),
        "the {side} toes rise only {value_cm:.0f} cm in swing",
        -1,
        lambda normal: 0.078,
        0.05,
    ),
    Finding(
        "hip_flex_max",
        ("{side}_thigh",),
        "the {side} hip bends {value:.0f} degrees, more than in normal walking",
        1,
        lambda normal: normal.mean + 8.0,
        20.0,
    ),
    Finding(
        "elbow_flex",
        ("{side}_forearm", "{side}_hand"),
        "the {side} elbow is held bent by {value:.0f} degrees",
        1,
        lambda normal: normal.mean + 25.0,
        40.0,
    ),
    Finding(
        "arm_swing",
        ("{side}_upper_arm",),
        "the {side} arm swings only {value_cm:.0f} cm",
        -1,
        lambda normal: 0.09,
        0.08,
    ),
    Finding(
        "arm_swing",
        ("{side}_upper_arm",),
        "the {side} arm swings less than the other arm",
        -1,
        lambda normal: 1e9,
        0.1,
        against_other=lambda other: 0.4 * other,
    ),
    Finding(
        "stance_s",
        LEG,
        "the {side} leg stands for a shorter time ({value:.2f} s) than the other leg",
        -1,
        lambda normal: 1e9,
        0.2,
        against_other=lambda other: other / HEALTHY_RATIO,
    ),
    Finding(
        "trunk_forward",
        ("trunk", "head"),
        "the trunk is bent forward by {value:.0f} degrees",
        1,
        lambda normal: normal.mean + max(2 * normal.sd, 6.0),
        15.0,
        sided=False,
    ),
    Finding(
        "trunk_lateral_range",
        ("trunk",),
        "the trunk sways sideways over {value:.0f} degrees",
        1,
        lambda normal: 14.0,  # free-speed range of trunk obliquity, Schwartz 2008 file [D]
        12.0,
        sided=False,
    ),
    Finding(
        "step_length",
        ("left_thigh", "right_thigh"),
        "the steps are short ({value_cm:.0f} cm)",
        -1,
        lambda normal: 0.42,
        0.2,
        sided=False,
    ),
    Finding(
        "step_width",
        ("left_foot", "right_foot"),
        "the feet are {value_cm:.0f} cm apart",
        1,
        lambda normal: normal.mean + 0.10,
        0.1,
        sided=False,
    ),
)
"""All deviations that are looked for. Edges without a norm are the flags of `patterns`."""

UNTABLED = Norm(0.0, 0.0)


def impaired_regions(measures: Measures) -> list[Region]:
    """Regions that deviate from healthy walking at the same speed, strongest first."""
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for finding in FINDINGS:
        for side in SIDES if finding.sided else ("",):
            score, words = _judge(finding, side, measures)
            if score < SMALLEST:
                continue
            for part in finding.parts:
                found[part.format(side=side)].append((score, words))
    regions = [
        Region(name, round(max(score for score, _ in reasons), 3), _sentence(reasons))
        for name, reasons in found.items()
    ]
    return sorted(regions, key=lambda region: (-region.score, REGIONS.index(region.region)))


def _judge(finding: Finding, side: str, measures: Measures) -> tuple[float, str]:
    """Score 0..1 of a finding on a side, and its words."""
    value = value_of(measures, finding.measure, side)
    if value is None:
        return 0.0, ""
    edge = finding.edge(norm(finding.measure, measures.whole["speed"]) or UNTABLED)
    if finding.against_other is not None:
        other = value_of(measures, finding.measure, "left" if side == "right" else "right")
        if other is None:
            return 0.0, ""
        edge = min(edge, finding.against_other(other))
    score = min(max(finding.sign * (value - edge) / finding.full, 0.0), 1.0)
    return score, finding.words.format(side=side, value=value, value_cm=100 * value)


def _sentence(reasons: list[tuple[float, str]]) -> str:
    words = dict.fromkeys(text for _, text in sorted(reasons, key=lambda reason: -reason[0]))
    text = "; ".join(words)
    return text[0].upper() + text[1:] + "."
