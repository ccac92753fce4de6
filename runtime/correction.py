"""From a drawn motion that misses a check to the nearest one that meets it.

In this order, each only if the one before it left something: the motion mirrored, where it
walks with the wrong side; the smallest kinematic edit; the whole change on a normal walk of
the same model. Of all, the one that meets most checks is kept, the earlier of equals.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from runtime.gait.angles import SIDES
from runtime.gait.change import GaitEdit
from runtime.gait.correct import corrected, missing
from runtime.gait.layout import Intent
from runtime.gait.measure import Measures, measure
from runtime.gait.plausibility import plausibility
from runtime.gait.verify import Check, verify
from runtime.made import Made

Joints = NDArray[np.float32]


@dataclass(frozen=True)
class Candidate:
    """A motion with its measures and checks (of the judged frames), how many things are
    physically wrong with it, and how it came about."""

    joints: Joints
    measures: Measures
    checks: list[Check]
    faults: int
    made: Made

    @property
    def good(self) -> bool:
        """Everything that was asked for is there, and nothing is physically wrong."""
        return not self.faults and all(check.met for check in self.checks)

    @property
    def rank(self) -> tuple[int, int, float]:
        """The more the better: checks that are met, fewer faults, then how little is missing."""
        met = sum(check.met for check in self.checks)
        return met - self.faults, met, -sum(missing(check) for check in self.checks)


@dataclass(frozen=True)
class Corrector:
    """Judges and corrects motions of one intent.

    Attributes:
        intent: what was asked for.
        judged: the frames of a motion that the sentence is about.
        change: a motion with a change of gait, same length.
        normal: a healthy walk with a change of gait, of the wished length, or None where
            nothing can be rebuilt.
        own: measures of what the model itself calls a normal walk, or None.
    """

    intent: Intent
    judged: Callable[[Joints], Joints]
    change: Callable[[Joints, GaitEdit], Joints]
    normal: Callable[[], Joints] | None = None
    own: Measures | None = None

    def candidate(self, joints: Joints, made: Made) -> Candidate:
        """The motion judged."""
        part = self.judged(joints)
        measures = measure(part)
        found = plausibility(part, events=measures.events, dragging=_dragging(self.intent))
        checks = verify(self.intent, measures, self.own)
        return Candidate(joints, measures, checks, len(found.problems()), made)

    def mirrored(self, candidate: Candidate) -> Candidate:
        """The better of a motion and its mirror image."""
        if candidate.good or self.intent.side not in ("left", "right"):
            return candidate
        from retarget.skeleton import mirror

        joints = mirror(candidate.joints).astype(np.float32)
        other = self.candidate(joints, replace(candidate.made, mirrored=True))
        return other if other.rank > candidate.rank else candidate

    def edited(self, candidate: Candidate) -> Candidate:
        """The motion with the smallest edit that meets its checks."""
        if candidate.good:
            return candidate
        result = corrected(
            candidate.joints,
            candidate.checks,
            lambda change: self.change(candidate.joints, change),
            self._checks,
        )
        if not result.turns:
            return candidate
        return self.candidate(result.joints, replace(candidate.made, turns=result.turns))

    def rebuilt(self, candidate: Candidate) -> Candidate:
        """The whole change on a normal walk, if that shows more."""
        if candidate.good or self.normal is None:
            return candidate
        joints = self.normal()
        made = Made(tries=candidate.made.tries, rebuilt=True)
        other = self.edited(self.candidate(joints, made))
        return other if other.rank > candidate.rank else candidate

    def _checks(self, joints: Joints) -> list[Check]:
        return verify(self.intent, measure(self.judged(joints)), self.own)


def _dragging(intent: Intent) -> tuple[str, ...]:
    """Sides whose foot was asked to drag."""
    asked = [f for f in intent.features if (f.name, f.change) == ("foot_clearance", "less")]
    return tuple(side for side in SIDES if any(f.side in (side, "both") for f in asked))
