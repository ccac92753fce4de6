"""Which single changes are shown beside the patterns, or on a walk that is otherwise normal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from runtime.gait.layout import SIDED_FEATURES, Evidence
from runtime.gait.reading.draft import Draft, Shown
from runtime.gait.reading.features import FoundFeature, opposed, usual
from runtime.gait.reading.found import inside
from runtime.gait.sides import OPPOSITE
from runtime.gait.vocabulary.names import FEATURE_NAMES, PLAIN_NAMES


def features_shown(
    draft: Draft, changes: list[FoundFeature], shown: Sequence[Shown]
) -> list[FoundFeature]:
    """Changes that are shown beside the patterns: said, not denied, no part of a pattern."""
    kept: dict[tuple[str, str], FoundFeature] = {}
    for change in changes:
        if inside(change.span[0], draft.denied):
            continue
        change = _of_its_leg(change, shown)
        if any(usual(change, one.pattern, one.side) for one in shown):
            continue
        against = [one for one in shown if opposed(change, one.pattern)]
        name = FEATURE_NAMES[change.name, change.change]
        if against:
            pattern = PLAIN_NAMES[against[0].pattern]
            draft.contradictions.append(
                f'{name[0].upper()}{name[1:]} ("{change.words}") does not go with {pattern}; '
                f"{pattern} is shown."
            )
            continue
        if _contradicts(draft, change, kept):
            continue
        key = (change.name, change.change)
        kept[key] = _united(kept[key], change) if key in kept else _by_default(draft, change)
    for change in kept.values():
        draft.evidence.append(
            Evidence(change.name, f"{change.change} {change.side or 'both'}", change.words)
        )
    return list(kept.values())


_ITS_LIMB = re.compile(r"\b(?:the|his|her) (?:foot|leg|arm|toe|elbow|hand)\b")


def _of_its_leg(change: FoundFeature, shown: Sequence[Shown]) -> FoundFeature:
    """ "Limps on the left and drags the foot": the foot of that side."""
    sides = {one.side for one in shown} & set(OPPOSITE)
    if change.side or len(sides) != 1 or not _ITS_LIMB.search(change.words):
        return change
    return replace(change, side=sides.pop()) if change.name in SIDED_FEATURES else change


def _contradicts(
    draft: Draft, change: FoundFeature, kept: dict[tuple[str, str], FoundFeature]
) -> bool:
    lean = kept.get(("trunk_lean", "more"))
    if change.name == "trunk_lean" and lean and {lean.side, change.side} == {"left", "right"}:
        draft.contradictions.append(
            f"The trunk cannot lean to both sides; a lean to the {lean.side} is shown."
        )
        return True
    other = kept.get((change.name, "more" if change.change == "less" else "less"))
    if other is None or {change.side, other.side} == {"left", "right"}:
        return False
    draft.contradictions.append(
        f'"{other.words}" and "{change.words}" exclude each other; '
        f"{FEATURE_NAMES[other.name, other.change]} is shown."
    )
    return True


def _by_default(draft: Draft, change: FoundFeature) -> FoundFeature:
    if change.name == "trunk_lean" and change.side not in OPPOSITE:
        draft.assumptions.append("The side of the lean was not said; a lean to the right is shown.")
        return replace(change, side="right")
    return change


def _united(first: FoundFeature, second: FoundFeature) -> FoundFeature:
    if first.name == "trunk_lean":
        return first
    sides = {first.side, second.side} - {""}
    side = next(iter(sides)) if len(sides) == 1 else "both" if sides else ""
    words = first.words if second.words in first.words else f"{first.words}, {second.words}"
    return replace(first, side=side, words=words)
