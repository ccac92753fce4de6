"""How the tables write their phrases: regular expressions with a few shorthands.

All tables are over text that `spelling.normalise` has prepared. In them ``<S>`` is a side (a
group), ``<s>`` a side that may be missing, ``<LEG>`` and ``<ARM>`` a part of the limb, ``<P>``
a possessive or article that may be missing, ``<G>`` up to three words in between and ``<W>`` up
to one (never across a comma).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SIDE = r"(?:left|right)"
LEG = (
    r"(?:lower limbs?|lower extremit(?:y|ies)|legs?|limbs?|foot|feet|forefoot|forefeet|knees?"
    r"|hips?|ankles?|thighs?|calf|shin|toes?|heels?|buttock|groin|side|sided|shoe)"
)
ARM = r"(?:upper limbs?|upper extremit(?:y|ies)|arms?|hands?|elbows?|wrists?|shoulders?)"
POSSESSIVE = r"(?:(?:the|his|her|their|its|my|a|an|one|that|this|your|our) )?"
GAP = r"(?:\w+ ){0,3}"
PLAIN_WORD = (
    r"(?!not |never |no |without |nor |cannot |and |but |while |with |showing " r"|displaying )\w+ "
)
WORD = r"(?:\w+ )?"
HURTING = (
    r"(?:painful|sore|weak|weaker|weakened|stiff|stiffer|affected|paretic|hemiparetic|hemiplegic"
    r"|paralyzed|injured|bad|hurt|hurting|spastic|involved|impaired|operated|arthritic|aching"
    r"|tender|diseased|symptomatic|sprained|swollen|rigid|straight|locked|drooping|dropped"
    r"|antalgic|plegic|unbending|wounded|broken|twisted|floppy|lame|fractured|prosthetic"
    r"|amputated|wooden)"
)
TRUNK = (
    r"(?:(?:whole|entire) )?(?:trunk|torso|upper body|upper trunk|body|shoulders|upper half|chest"
    r"|back|spine|self"
    r"|himself|herself|themselves|itself)"
)

SHORTHANDS = (
    ("<s>", "(?:(?:left|right|bilateral|both) )?"),
    ("<LEG>", LEG),
    ("<ARM>", ARM),
    ("<P>", POSSESSIVE),
    ("<G>", GAP),
    ("<W>", WORD),
    ("<HURTING>", HURTING),
    ("<TRUNK>", TRUNK),
)


def compiled(pattern: str) -> re.Pattern[str]:
    """A rule with its shorthands filled in, of whole words.

    The groups of its sides are called "side1", "side2" and so on (`named_side`).
    """
    # Words in between are never a negation.
    pattern = pattern.replace(r"(?:\w+ )", f"(?:{PLAIN_WORD})")
    parts = pattern.split("<S>")
    pattern = parts[0] + "".join(
        f"(?P<side{number}>{SIDE}){part}" for number, part in enumerate(parts[1:], 1)
    )
    for short, long in SHORTHANDS:
        pattern = pattern.replace(short, long.replace(r"(?:\w+ )", f"(?:{PLAIN_WORD})"))
    return re.compile(rf"\b(?:{pattern})\b")


def named_side(match: re.Match[str]) -> tuple[str, int]:
    """The side that a match of a rule names, and where; ("", -1) when it names none."""
    for name, side in match.groupdict().items():
        if side and name.startswith("side"):
            return side, match.start(name)
    return "", -1


@dataclass(frozen=True)
class Cue:
    """Words that speak for a value, and how strongly."""

    value: str
    weight: float
    rule: re.Pattern[str]


def cues(table: dict[str, tuple[tuple[float, str], ...]]) -> tuple[Cue, ...]:
    """The cues of a table of values with their weights and phrases."""
    return tuple(
        Cue(value, weight, compiled(rule))
        for value, rules in table.items()
        for weight, rule in rules
    )
