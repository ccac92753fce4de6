"""Which side is affected, read from the words: rules in order of authority, no guessing.

"Favouring the right leg" means sparing it: the right leg is the painful one. A stroke named
by its place in the brain weakens the opposite side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .reading.skeleton import plain
from .vocabulary.phrases import SIDE, compiled, named_side
from .vocabulary.side_rules import RULES, SideRule
from .vocabulary.side_sound import BODY_RULES, SOUND_RULES, VAULTING_RULES

OPPOSITE = {"left": "right", "right": "left"}


@dataclass(frozen=True)
class SideReading:
    """The side that was found ("left", "right", "both" or ""), by which words, and doubts."""

    side: str = ""
    words: str = ""
    assumptions: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()


DENIED = re.compile(
    r"(?:\b(?:not|nor|rather than|instead of|than|unlike)(?: on| in| with| to| of| at)?(?: the"
    r"| his| her| their)? )$"
)
TRAVEL = re.compile(
    r"\b(?:turn\w*|veer\w*|go|goes|walks?|walking|look\w*|fac\w+|moves?|from|drift\w*"
    rf"|deviat\w*) (?:to |towards? )?(?:the )?{SIDE}\b(?! (?:leg|foot|knee|hip|side|sided|hemi"
    r"|stance|arm))|\b(?:all|just|quite|not|is"
    r"|alright) right\b(?! (?:leg|foot|knee|hip|side|sided|hemi\w*|arm|ankle|heel"
    r"|lower))(?= [,.;:!?]| and | but |$)"
    r"|(?<!the )(?<!on )(?<!his )(?<!her )(?<!my )\bright (?:away|now|after|before|angles?"
    r"|handed|then|from the|at the (?:start|beginning)|in front|behind|up|down|through|along"
    r"|straight|ahead|off|on time|amount|way)\b|\b(?:left|right) handed\b"
    r"|\b(?:has|had|have|just|recently|since|already|he|she|they|who"
    r"|was) left (?=the (?:hospital|clinic|ward|house|room|hall)|hospital|home)"
    r"|\b(?:has|had|have|strokes?|injury|accident|operation|was|been|is|which) left (?:him|her"
    r"|them|me|no|its|without|with) "
    r"|\bleft (?:the )?(?:hospital|clinic|ward|house|home|room|alone)\b"
    r"|\b(?:nothing|is|what was|was) left (?=[,.;]|$)|\b(?:patient|patients|man|woman|she|he) left$"
)
"""Where left and right are no side of the body: directions of travel, "right away", "left home"."""
BOTH = compiled(
    r"both (?:\w+ )?(?:<LEG>|legs|feet|knees|sides|hips|ankles)|bilateral\w*|either side"
    r"|each (?:side|leg)|left and right|right and left|on both sides|two sided|double sided|both"
    r"|(?:left|right) (?:<LEG> )?and (?:on |of |in |with |also )+(?:the |his |her "
    r"|their )?(?:left|right)|(?:left|right) <LEG> and the (?:left|right)(?= <LEG>| one| ,| \."
    r"|$)"
)
PLURAL = re.compile(r"\b(?:feet|knees|heels|legs|ankles|hips|forefeet|balls|tip ?toes)\b")
"""Words of a complaint that are about two sides, for patterns that may affect both."""


SOUND_AUTHORITY = 7
EVERY_RULE = (*RULES, *SOUND_RULES, *BODY_RULES, *VAULTING_RULES)


def hide_travel(text: str) -> str:
    """The text with left and right made unreadable where they are no side of the body."""
    return TRAVEL.sub(lambda match: re.sub(r"left|right", "#####", match.group()), text)


def sound_spans(text: str) -> list[tuple[int, int]]:
    """Where a side is called sound: "nothing is wrong with the right leg" denies no side."""
    if "left" not in text and "right" not in text:
        return []
    return [
        match.span()
        for rule in SOUND_RULES
        if rule.authority == SOUND_AUTHORITY
        for match in rule.rule.finditer(text)
    ]


def read_side(text: str, pattern: str) -> SideReading:
    """The affected side for ``pattern`` in a normalised prompt."""
    text = plain(text)
    if "left" not in text and "right" not in text:
        both = BOTH.search(text)
        return SideReading("both", both.group()) if both else SideReading()
    both = BOTH.search(text)
    votes = [
        (rule, match)
        for rule in EVERY_RULE
        if not rule.patterns or pattern in rule.patterns
        for match in rule.rule.finditer(text)
        if rule.denying or not DENIED.search(text[: named_side(match)[1]])
    ]
    best = max((rule.authority for rule, _ in votes), default=0)
    if both and best <= 5 and {"left", "right"} <= set(both.group().split()):
        return SideReading("both", both.group())
    if both and best <= 3:
        return SideReading("both", both.group())
    reading = _decide([(rule, match) for rule, match in votes if rule.authority == best])
    return _doubted(reading, votes)


def _decide(votes: list[tuple[SideRule, re.Match[str]]]) -> SideReading:
    if not votes:
        return SideReading()
    named = [(_affected(rule, match), rule, match) for rule, match in votes]
    sides = [side for side, _, _ in named]
    # More mentions win; of as many mentions the earlier one.
    named.sort(key=lambda vote: (-sides.count(vote[0]), vote[2].start()))
    side, rule, match = named[0]
    contradictions: tuple[str, ...] = ()
    if len(set(sides)) > 1:
        contradictions = (f"Both sides are named; the {side} was taken as the affected one.",)
    assumptions: tuple[str, ...] = ()
    if rule.assumption:
        assumptions = (rule.assumption.format(named=named_side(match)[0], affected=side),)
    return SideReading(side, match.group().strip(), assumptions, contradictions)


def _doubted(reading: SideReading, votes: list[tuple[SideRule, re.Match[str]]]) -> SideReading:
    """The reading with a doubt where one and the same leg is called sound and called bad."""
    sound = any(rule in SOUND_RULES and rule.authority == SOUND_AUTHORITY for rule, _ in votes)
    said = {
        _affected(rule, match) for rule, match in votes if rule.authority >= 5 and not rule.denying
    }
    if not sound or len(said) < 2 or reading.contradictions:
        return reading
    told = f"Both sides are named; the {reading.side} was taken as the affected one."
    return replace(reading, contradictions=(told,))


def _affected(rule: SideRule, match: re.Match[str]) -> str:
    side = named_side(match)[0]
    return OPPOSITE[side] if rule.opposite else side
