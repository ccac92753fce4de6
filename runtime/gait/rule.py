"""A rule of gait: a measure, what it is compared with, and how far it must be from that.

[V] the number was read in the named source, [D] derived from one, [M] a textbook-style
default. Rules that rest on [M] carry ``needs_review``: they wait for a physiotherapist.
"""

from __future__ import annotations

from dataclasses import dataclass

GRADE = {"none": 1.0, "mild": 0.7, "moderate": 1.0, "severe": 1.0}
"""Share of a graded distance that each severity must reach."""


@dataclass(frozen=True)
class Rule:
    """One thing that must be true.

    The limit is ``factor * reference + offset``; the reference depends on ``against``:

    - "number": none, the offset is the limit; "zero": the same, but graded
    - "one": 1, for ratios
    - "other": the other side; where both sides are affected, as "norm"
    - "other|pace": the same; where both sides are affected, as "pace"
    - "norm": normal walking at the measured speed
    - "pace": normal walking at the pace that was asked for
    - "comfortable": normal walking at comfortable speed

    Attributes:
        name: what it is about, in words.
        measure: name in `measure.MEASURES`.
        where: "whole", "affected" (each affected side), "other" (the side that is not affected),
            "both" (must hold on each side), or "toward" (of the whole motion, + = towards the
            affected side).
        compare: "<" or ">".
        graded: a mild form needs only a part of the distance from the reference (`GRADE`).
        source: where the number is from.
        needs_review: the number is a default that wants a physiotherapist's review.
    """

    name: str
    measure: str
    where: str
    compare: str
    against: str = "number"
    factor: float = 1.0
    offset: float = 0.0
    graded: bool = False
    source: str = ""
    needs_review: bool = False

    def limit(self, reference: float, severity: str) -> float:
        """The number to compare with."""
        share = GRADE[severity] if self.graded else 1.0
        if self.against == "zero":
            return self.offset * share if self.compare == ">" else self.offset / share
        if self.against == "number":
            return self.offset
        return (1 + (self.factor - 1) * share) * reference + self.offset * share
