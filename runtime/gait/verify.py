"""Requested against measured: every rule of the intent, checked on the motion itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from runtime.gait.angles import OUTWARD, SIDES
from runtime.gait.feature_rules import FEATURE_RULES
from runtime.gait.layout import Further, Intent
from runtime.gait.measure import MEASURES, Measures
from runtime.gait.norms import COMFORTABLE_SPEED, PACES, Norm, norm
from runtime.gait.patterns import MAIN_MEASURES, PATTERN_RULES, SEVERITY_BANDS, rules_for
from runtime.gait.rule import Rule


@dataclass(frozen=True)
class Check:
    """One requested element of the walk and what the motion shows.

    Attributes:
        name: what is checked, in words, with the leg or arm it is about.
        requested: the limit in words, e.g. "less than 0.66 s (from the left side)".
        measured: the value, or None when the clip does not show it.
        unit: unit of the value, may be empty.
        met: whether the motion does what was asked; False when it could not be measured.
        measure: name of the measure.
        side: "left", "right" or "" for the whole motion.
        limit: the number that the value is compared with, None when there is none.
        margin: distance of the value from the limit, + = met, in the unit.
        source: where the limit is from.
        needs_review: the limit still wants a physiotherapist's review.
        normal: mean and SD of normal walking at the measured speed, or None.
        compare: "<" or ">".
        element: what was asked for that the check is about: a pattern, a feature or "speed".
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
    normal: Norm | None = None
    compare: str = ""
    element: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain data for reports (JSON)."""
        return asdict(self)


@dataclass(frozen=True)
class _Shown:
    """A pattern or feature with its side and how much of it is asked for."""

    element: str
    side: str
    amount: str


def verify(intent: Intent, measures: Measures, own: Measures | None = None) -> list[Check]:
    """All checks of an intent on a measured motion, the affected side first.

    With ``own``, the measures of a normal walk of the same model, what is compared with normal
    walking must differ from both: from real walkers and from what this model calls normal.
    """
    checks: list[Check] = []
    for pattern in (Further(intent.pattern, intent.side, intent.severity), *intent.also):
        if pattern.side in SIDES:
            checks += _side_check(pattern, measures)
    # How slow a cautious walk is, the speed word says where there is one.
    paced = intent.pattern == "cautious" and intent.speed != "comfortable"
    if intent.pattern in SEVERITY_BANDS and not paced:
        checks.append(_severity_check(intent, measures))
    for rule, shown in _rules(intent):
        checks += [
            _check(rule, side, shown, intent, measures, own)
            for side in _sides(rule.where, shown.side)
        ]
    return checks


def value_of(measures: Measures, name: str, side: str) -> float | None:
    """A value as the rules see it: trunk lean is + towards the side it is asked for.

    A measure of the whole motion that has a direction (+ = to the left) is read towards ``side``.
    """
    if side and name in TOWARD_LEFT:
        value = measures.value(name)
        return None if value is None else value * OUTWARD[side]
    value = measures.value(name, side)
    if value is not None and name == "lean_in_stance" and side:
        return value * OUTWARD[side]
    return value


NORMAL = ("norm", "pace", "comfortable")
"""What rules compare with that is normal walking."""
TOWARD_LEFT = ("trunk_lateral_mean", "pelvis_tilt_lr_deg")
"""Measures of the whole motion that are + to the left."""


def main_value(pattern: str, side: str, measures: Measures) -> float | None:
    """The pattern's main measure, signed so that more of the pattern is more.

    Of several sides the mean is taken; antalgic stance time is taken against the other leg.
    """
    main = MAIN_MEASURES[pattern]
    values = [value_of(measures, main.measure, s) for s in _sides(main.where, side)]
    known = [value for value in values if value is not None]
    if not known:
        return None
    value = sum(known) / len(known)
    if main.measure == "stance_s":
        other = value_of(measures, main.measure, _other(side))
        value = value / other if other else value
    return main.sign * value


def _rules(intent: Intent) -> Iterator[tuple[Rule, _Shown]]:
    # How severe a pattern is, its band says; its signature holds for a mild form as well.
    main = _Shown(intent.pattern, intent.side, "moderate")
    for rule in rules_for(intent):
        yield (
            rule,
            main if rule in PATTERN_RULES[intent.pattern] else _Shown("speed", "none", "none"),
        )
    for further in intent.also:
        shown = _Shown(further.pattern, further.side, "moderate")
        yield from ((rule, shown) for rule in PATTERN_RULES[further.pattern])
    for feature in intent.features:
        shown = _Shown(feature.name, feature.side, feature.amount)
        rules = FEATURE_RULES[feature.name, feature.change]
        yield from ((rule, shown) for rule in rules)


def _sides(where: str, side: str) -> tuple[str, ...]:
    """The sides that a rule is about; "" for the whole motion."""
    if where == "whole":
        return ("",)
    if where == "both" or side == "both":
        return () if where == "other" else SIDES
    return (_other(side),) if where == "other" else (side,)


def _other(side: str) -> str:
    return {"left": "right", "right": "left"}.get(side, side)


def _side_check(shown: Further, measures: Measures) -> list[Check]:
    """The affected side shows more of the pattern's main measure than the other side."""
    main = MAIN_MEASURES[shown.pattern]
    if main.where in ("whole", "both"):
        return []
    own_side = shown.side if main.where != "other" else _other(shown.side)
    own = value_of(measures, main.measure, own_side)
    other = value_of(measures, main.measure, _other(own_side))
    margin = None if own is None or other is None else main.sign * (own - other)
    return [
        Check(
            name=f"affected side: {MEASURES[main.measure].label}",
            requested=f"{own_side} {'more' if main.sign > 0 else 'less'} than {_other(own_side)}",
            measured=own,
            unit=MEASURES[main.measure].unit,
            met=margin is not None and margin > 0,
            measure=main.measure,
            side=own_side,
            limit=other,
            margin=margin,
            source="definition of the pattern",
            compare=">" if main.sign > 0 else "<",
            element=shown.pattern,
        )
    ]


def _severity_check(intent: Intent, measures: Measures) -> Check:
    """The pattern's main measure is as large as its severity has it."""
    main = MAIN_MEASURES[intent.pattern]
    low, high = SEVERITY_BANDS[intent.pattern]
    least, most = {"mild": (None, low), "moderate": (low, high), "severe": (high, None)}[
        intent.severity
    ]
    value = main_value(intent.pattern, intent.side, measures)
    too_much = value is not None and most is not None and value > most
    bound = most if too_much or least is None else least
    sides = _sides(main.where, intent.side)
    side = sides[0] if len(sides) == 1 else ""
    unit = MEASURES[main.measure].unit
    scale = main.sign * _scale(intent, measures)
    margin = None
    if value is not None and bound is not None:
        margin = abs(scale) * (bound - value if too_much or least is None else value - bound)
    grows = main.sign > 0
    return Check(
        name=f"severity: {MEASURES[main.measure].label}" + (f" ({side})" if side else ""),
        requested=f"{intent.severity}: {_range(least, most, scale, unit)}",
        measured=None if value is None else value * scale,
        unit=unit,
        met=margin is not None and margin >= 0,
        measure=main.measure,
        side=side,
        limit=None if bound is None else bound * scale,
        margin=margin,
        source="half-way between the edits' own amounts [D from M]",
        needs_review=True,
        normal=norm(main.measure, measures.whole["speed"]),
        compare="<" if grows == (too_much or least is None) else ">",
        element=intent.pattern,
    )


def _scale(intent: Intent, measures: Measures) -> float:
    """What turns a main value into the measure's unit: antalgic stance is a share of the other."""
    if intent.pattern != "antalgic":
        return 1.0
    return value_of(measures, "stance_s", intent.other) or 1.0


def _range(least: float | None, most: float | None, scale: float, unit: str) -> str:
    ends = sorted(bound * scale for bound in (least, most) if bound is not None)
    if len(ends) == 2:
        return f"{ends[0]:.3g} to {ends[1]:.3g} {unit}".strip()
    less = (least is None) == (scale > 0)
    return f"{'less' if less else 'more'} than {ends[0]:.3g} {unit}".strip()


def _check(
    rule: Rule,
    side: str,
    shown: _Shown,
    intent: Intent,
    measures: Measures,
    own: Measures | None,
) -> Check:
    value = value_of(measures, rule.measure, side)
    against = _against(rule, shown.side)
    reference = _reference(rule.measure, against, side, intent, measures)
    if own is not None and against in NORMAL and reference is not None:
        model = value_of(own, rule.measure, side)
        farther = max if rule.compare == ">" else min
        reference = reference if model is None else farther(reference, model)
    limit = None if reference is None else rule.limit(reference, shown.amount)
    margin = None
    if value is not None and limit is not None:
        margin = limit - value if rule.compare == "<" else value - limit
    unit = MEASURES[rule.measure].unit
    return Check(
        name=f"{rule.name} ({side})" if side else rule.name,
        requested=_in_words(rule.compare, limit, unit, against, side),
        measured=value,
        unit=unit,
        met=margin is not None and margin > 0,
        measure=rule.measure,
        side=side,
        limit=limit,
        margin=margin,
        source=rule.source,
        needs_review=rule.needs_review,
        normal=norm(rule.measure, measures.whole["speed"]),
        compare=rule.compare,
        element=shown.element,
    )


def _against(rule: Rule, side: str) -> str:
    """What the rule compares with; where both sides are affected there is no other side."""
    if not rule.against.startswith("other") or side in SIDES:
        return rule.against.removesuffix("|pace")
    return "pace" if rule.against.endswith("|pace") else "norm"


def _reference(
    measure: str, against: str, side: str, intent: Intent, measures: Measures
) -> float | None:
    if against in ("number", "zero"):
        return 0.0
    if against == "one":
        return 1.0
    if against == "other":
        return value_of(measures, measure, _other(side))
    pace = COMFORTABLE_SPEED if against == "comfortable" else PACES[intent.speed]
    if measure == "speed":
        return pace
    speed = measures.whole["speed"] if against == "norm" else pace
    normal = norm(measure, COMFORTABLE_SPEED if speed is None else speed)
    return None if normal is None else normal.mean


def _in_words(compare: str, limit: float | None, unit: str, against: str, side: str) -> str:
    if limit is None:
        return "could not be compared"
    words = "less than" if compare == "<" else "more than"
    told = f"{words} {limit:.3g} {unit}".strip()
    if against in ("number", "zero", "one"):
        return told
    return f"{told} (from {f'the {_other(side)} side' if against == 'other' else 'normal walking'})"
