"""The smallest kinematic correction: turn the knobs of unmet checks until they are met.

Every turn is added to the same motion anew, so corrections do not pile up rounding or wear.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from runtime.gait.change import GaitEdit
from runtime.gait.combine import combined
from runtime.gait.knobs import Turn, change_of
from runtime.gait.verify import Check

Joints = NDArray[np.float32]
Key = tuple[str, str]

ROUNDS = 7
"""So often knobs are turned at most."""
RESERVE = {"deg": 1.0, "m": 0.006, "cm": 0.25, "s": 0.012, "m/s": 0.02, "steps/min": 1.0, "%": 1.0}
"""How far beyond its limit a corrected measure is brought, by unit: other event detectors and
other frame rates must see it too. Ratios get 0.01."""
RATIO_RESERVE = 0.01
UNMEASURED = 100.0
"""What could not be measured misses by as many reserves."""
GAIN = (0.25, 2.5)
"""A knob's observed effect is believed within these bounds."""


@dataclass(frozen=True)
class Corrected:
    """The motion after some rounds, with its checks and the turns that made it."""

    joints: Joints
    checks: list[Check]
    turns: tuple[Turn, ...] = ()

    @property
    def unmet(self) -> int:
        """How many checks are not met."""
        return sum(not check.met for check in self.checks)

    @property
    def size(self) -> int:
        """How many knobs were turned."""
        return len(self.turns)


def corrected(
    joints: Joints,
    checks: list[Check],
    apply: Callable[[GaitEdit], Joints],
    judge: Callable[[Joints], list[Check]],
) -> Corrected:
    """The motion with the least change that meets its checks; the best of some rounds.

    Args:
        joints: the motion ``(T, 22, 3)``.
        checks: its checks.
        apply: the motion with a change of gait, same length.
        judge: checks of a changed motion, in the order of ``checks``.
    """
    best = now = Corrected(joints, checks)
    knobs: dict[Key, _Knob] = {}
    for _ in range(ROUNDS):
        if not best.unmet:
            break
        for key, (check, gap) in _gaps(now.checks).items():
            if key not in knobs:
                start = check.measured or 0.0
                knobs[key] = _Knob(Turn(check.measure, check.side, check.element, start, 0.0))
            knobs[key].on(gap)
        turns = tuple(knob.turn for knob in knobs.values() if knob.turn.by)
        changes = [change for turn in turns if (change := change_of(turn)) is not None]
        if not changes:
            break
        changed = apply(reduce(combined, changes))
        if not np.isfinite(changed).all():
            break
        now = Corrected(changed, judge(changed), turns)
        for check in now.checks:
            if (knob := knobs.get(_key(check))) is not None:
                knob.seen(check.measured)
        if now.unmet < best.unmet:
            best = now
    return best


class _Knob:
    """One measure's turn so far, and how the measure follows it."""

    def __init__(self, turn: Turn) -> None:
        self.turn = turn
        self.gain = 1.0
        self.value = turn.value

    def on(self, gap: float) -> None:
        """Turn further, for ``gap`` more of the measure."""
        by = self.turn.by + gap / self.gain
        self.turn = Turn(self.turn.measure, self.turn.side, self.turn.element, self.turn.value, by)

    def seen(self, value: float | None) -> None:
        """What the measure is after the turn."""
        if value is None or abs(self.turn.by) < 1e-9:
            return
        self.value = value
        observed = (value - self.turn.value) / self.turn.by
        self.gain = float(np.clip(observed, *GAIN))


def missing(check: Check) -> float:
    """How far a check is from being met, in reserves of its unit; 0 when it is met."""
    if check.met:
        return 0.0
    if check.margin is None:
        return UNMEASURED
    return min(UNMEASURED, -check.margin / RESERVE.get(check.unit, RATIO_RESERVE))


def _key(check: Check) -> Key:
    return check.measure, check.side


def _gaps(checks: list[Check]) -> dict[Key, tuple[Check, float]]:
    """What each unmet measure lacks: of several limits the farthest, each side for itself."""
    gaps: dict[Key, tuple[Check, float]] = {}
    for check in checks:
        if check.met or check.measured is None or check.limit is None:
            continue
        reserve = RESERVE.get(check.unit, RATIO_RESERVE)
        gap = check.limit - check.measured + (reserve if check.compare == ">" else -reserve)
        key = _key(check)
        if key not in gaps or abs(gap) > abs(gaps[key][1]):
            gaps[key] = (check, gap)
    sided = {measure for measure, side in gaps if side}
    return {key: gap for key, gap in gaps.items() if key[1] or key[0] not in sided}
