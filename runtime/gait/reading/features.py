"""Single changes that a prompt asks for, beside or instead of a pattern."""

from __future__ import annotations

import re
from dataclasses import dataclass

from runtime.gait.layout import SIDED_FEATURES
from runtime.gait.reading.clauses import clause_at
from runtime.gait.reading.found import Span
from runtime.gait.reading.skeleton import Skeleton
from runtime.gait.vocabulary.features import FEATURE_CUES
from runtime.gait.vocabulary.phrases import named_side
from runtime.gait.vocabulary.usual import OPPOSED, USUAL

OPPOSITE = {"left": "right", "right": "left"}
_SIDE = re.compile(r"\b(left|right)\b")
_BOTH = re.compile(r"\b(?:both|bilateral\w*|either|each|left and right|right and left)\b")
_WITH_LIMB = re.compile(
    r" ?(?:on|of|with|in|at|from|by) (?:the |his |her |their )?(left|right)"
    r"(?: (?:leg|foot|arm|side|hand|elbow|limb)\b|(?= ,| \.|$| and | than | but ))"
)
_SIDE_AT_END = re.compile(r" , (?:on )?(?:the )?(left|right)(?: side| arm)?(?= ,| \.|$)")
_OF_PELVIS = re.compile(r"\b(?:pelvis|hemipelvis|hips?) $")
_SIDE_NEAR = 2
"""A side counts for a feature from this many words before it."""
_SIDE_AFTER = 5
"""A side counts for a feature up to this many words after it, in the same clause."""


@dataclass(frozen=True)
class FoundFeature:
    """A change that words ask for.

    Attributes:
        name: first part of a key of `layout.FEATURES`.
        change: "less" or "more".
        side: "left", "right", "both", or "" where none is said.
        span: the words that ask for it.
        region: these words and those that say the side.
        words: the words themselves.
    """

    name: str
    change: str
    side: str
    span: Span
    region: Span
    words: str

    def overlaps(self, other: FoundFeature) -> bool:
        """Whether the two share words."""
        return self.span[0] < other.span[1] and other.span[0] < self.span[1]

    @property
    def length(self) -> int:
        """Characters of the words."""
        return self.span[1] - self.span[0]


def find_features(text: str) -> list[FoundFeature]:
    """Every change that the words speak of, denied or not, in the order of the prompt."""
    skeleton = Skeleton.of(text)
    found = _search(text, skeleton)
    if skeleton.text != text:
        # Adverbs may say the change: "swings the arms strongly".
        whole = _search(text, Skeleton.whole_of(text))
        found += [
            one
            for one in whole
            if not any(one.name == other.name and one.overlaps(other) for other in found)
        ]
    kept = [one for one in found if not any(_beaten(one, other) for other in found)]
    return sorted(kept, key=lambda one: one.span)


def _search(text: str, skeleton: Skeleton) -> list[FoundFeature]:
    found = []
    for cue in FEATURE_CUES:
        for match in cue.rule.finditer(skeleton.text):
            if cue.name == "trunk_lean" and _OF_PELVIS.search(skeleton.text[: match.start()]):
                continue
            side, region = "", match.span()
            if cue.name in SIDED_FEATURES:
                side, region = _side(skeleton.text, match)
                side = OPPOSITE.get(side, side) if cue.opposite else side
            start, end = skeleton.span(*match.span())
            found.append(
                FoundFeature(
                    cue.name,
                    cue.change,
                    side,
                    (start, end),
                    skeleton.span(*region),
                    text[start:end].strip(),
                )
            )
    return found


def _beaten(one: FoundFeature, other: FoundFeature) -> bool:
    """Whether the words of a change are better read as another one."""
    if one is other or not one.overlaps(other):
        return False
    if one.name == other.name == "trunk_sway" and one.change != other.change:
        return one.length < other.length
    if one.name == "regularity" and other.name == "step_length" and other.side:
        return one.length < other.length
    # "Head bent forward" and "forward trunk lean" bend no trunk and lean it to no side.
    if other.name == "head_forward":
        return one.name == "trunk_forward"
    return other.name == "trunk_forward" and one.name == "trunk_lean" and not one.side


def _side(text: str, match: re.Match[str]) -> tuple[str, Span]:
    told, _ = named_side(match)
    start, end = match.span()
    if told:
        return told, (start, end)
    side = _side_in(match.group())
    if side:
        return side, (start, end)
    limb = _WITH_LIMB.match(text, end) or _SIDE_AT_END.match(text, end)
    if limb:
        return limb[1], (start, limb.end())
    clause_start, _ = clause_at(text, start)
    _, clause_end = clause_at(text, end - 1)
    after = _first_words(text[end : max(end, clause_end)], _SIDE_AFTER)
    before = _last_words(text[clause_start:start], _SIDE_NEAR)
    side = _side_in(before)
    if side:
        return side, (start - len(before), end)
    side = _side_in(after)
    if side:
        return side, (start, end + len(after))
    return "", (start, end)


def _side_in(part: str) -> str:
    if _BOTH.search(part):
        return "both"
    sides = set(_SIDE.findall(part))
    if len(sides) == 1:
        return str(sides.pop())
    return "both" if sides else ""


def _first_words(part: str, count: int) -> str:
    """The first words, spaces included, up to the first side."""
    found = re.match(rf"(?: ?\S+){{0,{count}}}?(?: (?:left|right|both|bilaterally))|", part)
    return found.group() if found else ""


def _last_words(part: str, count: int) -> str:
    """The last words, spaces included."""
    found = re.search(rf"(?:\S+ ){{0,{count}}}$", part)
    return found.group() if found else ""


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
