"""Single changes that a prompt asks for, beside or instead of a pattern."""

from __future__ import annotations

import re
from dataclasses import dataclass

from runtime.gait.layout import SIDED_FEATURES
from runtime.gait.reading.clauses import clause_at
from runtime.gait.reading.found import Span
from runtime.gait.vocabulary.features import FEATURE_CUES, OPPOSED, USUAL
from runtime.gait.vocabulary.phrases import named_side

_SIDE = re.compile(r"\b(left|right)\b")
_BOTH = re.compile(r"\b(?:both|bilateral\w*|either|each|left and right|right and left)\b")
_WITH_LIMB = re.compile(
    r" (?:on|of|with|in|at|from|by) (?:the |his |her |their )?(left|right)"
    r" (?:leg|foot|arm|side|hand|elbow|limb)\b"
)
_SIDE_NEAR = 3
"""A side counts for a feature from this many words before it."""
_SIDE_AFTER = 5
"""A side counts for a feature up to this many words after it, in the same clause."""


@dataclass(frozen=True)
class FoundFeature:
    """A change that words ask for; side "" where none is said."""

    name: str
    change: str
    side: str
    span: Span
    words: str


def find_features(text: str) -> list[FoundFeature]:
    """Every change that the words speak of, denied or not, in the order of the prompt."""
    found = []
    for cue in FEATURE_CUES:
        for match in cue.rule.finditer(text):
            side = _side(text, match) if cue.name in SIDED_FEATURES else ""
            found.append(
                FoundFeature(cue.name, cue.change, side, match.span(), match.group().strip())
            )
    return sorted(found, key=lambda one: one.span)


def _side(text: str, match: re.Match[str]) -> str:
    told, _ = named_side(match)
    if told:
        return told
    start, end = clause_at(text, match.start())
    end = max(end, match.end())
    limb = _WITH_LIMB.match(text[match.end() :])
    if limb:
        return limb[1]
    before = text[start : match.start()].split()[-_SIDE_NEAR:]
    after = text[match.end() : end].split()[:_SIDE_AFTER]
    for part in (match.group(), " ".join(before), " ".join(after)):
        if _BOTH.search(part):
            return "both"
        sides = _SIDE.findall(part)
        if sides:
            return str(sides[0]) if len(set(sides)) == 1 else "both"
    return ""


def usual(feature: FoundFeature, pattern: str, side: str) -> bool:
    """Whether a change is a usual part of a pattern on that side."""
    if (feature.name, feature.change) not in USUAL.get(pattern, ()):
        return False
    if feature.side in ("", "both"):
        return True
    return feature.side == side


def opposed(feature: FoundFeature, pattern: str) -> bool:
    """Whether a change excludes what makes the pattern."""
    return (feature.name, feature.change) in OPPOSED.get(pattern, ())
