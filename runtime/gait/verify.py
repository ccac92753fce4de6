"""Requested against measured: every rule of the pattern, checked on the motion itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from runtime.gait.angles import OUTWARD, SIDES
from runtime.gait.intent import Intent
from runtime.gait.measure import MEASURES, Measures
from runtime.gait.norms import COMFORTABLE_SPEED, PACES, norm
from runtime.gait.patterns import MAIN_MEASURES, Rule, rules_for


@dataclass(frozen=True)
class Check:
    """One requested element of the walk and what the motion shows.

    Attributes:
        name: what is checked, in words, with the leg or arm it is about.
        requested: the limit in words, e.g. "less than 0.66 s (0.93 x left)".
        measured: the value, or None when the clip does not show it.
        unit: unit of the value, may be empty.
        met: whether the motion does what was asked; False when it could not be measured.
        measure: name of the measure.
        side: "left", "right" or "" for the whole motion.
        limit: the number that the value is compared with, None when there is none.
        margin: distance of the value from the limit, + = met, in the unit.
        source: where the limit is from.
        needs_review: the limit still wants a physiotherapist's review.
    """

    name: str
    requested: str
    measured: float | None
    unit: str
    met: bool
    measure: str = ""
    side: str = ""
    limit: float | None = None
    margin: float | None = None
    source: str = ""
    needs_review: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Plain data for reports (JSON)."""
        return asdict(self)


def verify(intent: Intent, measures: Measures) -> list[Check]:
    """All checks of an intent on a measured motion, the affected side first."""
    checks = [_side_check(intent, measures)] if intent.pattern in MAIN_MEASURES else []
    for rule in rules_for(intent.pattern, intent.speed):
        checks += [_check(rule, side, intent, measures) for side in _sides(rule, intent)]
    return checks


def value_of(measures: Measures, name: str, side: str) -> float | None:
    """A value as the rules see it: trunk lean is + towards the side it is asked for."""
    value = measures.value(name, side)
    if value is not None and name == "lean_in_stance" and side:
        return value * OUTWARD[side]
    return value


def _sides(rule: Rule, intent: Intent) -> tuple[str, ...]:
    if rule.where == "whole":
        return ("",)
    return SIDES if rule.where == "both" else (intent.side,)


def _side_check(intent: Intent, measures: Measures) -> Check:
    """The affected side shows more of the pattern's main measure than the other side."""
    name, sign = MAIN_MEASURES[intent.pattern]
    own = value_of(measures, name, intent.side)
    other = value_of(measures, name, intent.other)
    margin = None if own is None or other is None else sign * (own - other)
    return Check(
        name=f"affected side: {MEASURES[name].label}",
        requested=f"{intent.side} {'more' if sign > 0 else 'less'} than {intent.other}",
        measured=own,
        unit=MEASURES[name].unit,
        met=margin is not None and margin > 0,
        measure=name,
        side=intent.side,
        limit=other,
        margin=margin,
        source="definition of the pattern",
    )


def _check(rule: Rule, side: str, intent: Intent, measures: Measures) -> Check:
    value = value_of(measures, rule.measure, side)
    reference = _reference(rule, side, intent, measures)
    limit = None if reference is None else rule.limit(reference, intent.severity)
    margin = None
    if value is not None and limit is not None:
        margin = limit - value if rule.compare == "<" else value - limit
    unit = MEASURES[rule.measure].unit
    return Check(
        name=f"{rule.name} ({side})" if side else rule.name,
        requested=_in_words(rule, limit, unit, intent),
        measured=value,
        unit=unit,
        met=margin is not None and margin > 0,
        measure=rule.measure,
        side=side,
        limit=limit,
        margin=margin,
        source=rule.source,
        needs_review=rule.needs_review,
    )


def _reference(rule: Rule, side: str, intent: Intent, measures: Measures) -> float | None:
    if rule.against == "number":
        return 0.0
    if rule.against == "other":
        return value_of(measures, rule.measure, "left" if side == "right" else "right")
    pace = PACES[intent.speed]
    if rule.measure == "speed":
        return pace
    speed = pace if rule.against == "pace" else measures.whole["speed"]
    normal = norm(rule.measure, COMFORTABLE_SPEED if speed is None else speed)
    return None if normal is None else normal.mean


def _in_words(rule: Rule, limit: float | None, unit: str, intent: Intent) -> str:
    if limit is None:
        return "could not be compared"
    words = "less than" if rule.compare == "<" else "more than"
    told = f"{words} {limit:.3g} {unit}".strip()
    against = {"other": f"the {intent.other} side", "number": ""}.get(
        rule.against, "normal walking"
    )
    return f"{told} (from {against})" if against else told
