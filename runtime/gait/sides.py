"""Which side is affected, read from the words: rules in order of authority, no guessing.

"Favouring the right leg" means sparing it: the right leg is the painful one. A stroke named
by its place in the brain weakens the opposite side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .vocabulary import SIDE, compiled

OPPOSITE = {"left": "right", "right": "left"}


@dataclass(frozen=True)
class SideRule:
    """Words that name a side.

    Attributes:
        authority: rules of higher authority overrule the others.
        rule: the words; group "side" is the side that they name.
        opposite: the affected side is the other one.
        patterns: the patterns that the rule is for; empty for all.
        assumption: what to tell the user when the rule decides.
    """

    authority: int
    rule: re.Pattern[str]
    opposite: bool = False
    patterns: tuple[str, ...] = ()
    assumption: str = ""


@dataclass(frozen=True)
class SideReading:
    """The side that was found ("left", "right", "both" or ""), by which words, and doubts."""

    side: str = ""
    words: str = ""
    assumptions: tuple[str, ...] = ()


DEFECT = (
    r"(?:hemi(?!sph)\w+|pain|weakness|paralysis|paresis|foot drop|drop foot|drop|steppage"
    r"|antalgic|limp"
    r"|trendelenburg|duchenne|circumduction|stiff\w*|spastic\w*|peroneal|dorsiflex\w*|abductors?"
    r"|gluteus|osteoarthritis|arthritis|injury|sprain|fracture|coxarthrosis|gonarthrosis|equinus"
    r"|recurvatum|hip hiking|lean|lurch)"
)
STATE = (
    r"(?:weak|weaker|painful|sore|stiff|stiffer|paralyzed|affected|injured|hurts|hurting|hurt|aches"
    r"|spastic|drops|droops|slaps|swings out\w*|circumducts|rigid|locked|painfully|tender)"
)
DROPS = r"(?:drops?|dropping|sinks?|sinking|sags?|sagging|dips?|dipping|falls|lower|tilts? down)"
SOUND = (
    r"(?:good|sound|(?<!very )strong|stronger|healthy|unaffected|uninvolved|unimpaired|normal"
    r"|better"
    r"|non affected|uninjured|intact)"
)
PELVIC = ("trendelenburg",)
LEANING = ("duchenne",)
STROKE = ("hemiplegic",)
LESION = "A stroke on the {named} of the brain weakens the {affected} side, which is shown."

RULES = (
    # The leg that is stood on decides in pelvic drop and trunk lean.
    SideRule(
        9,
        compiled(
            r"(?:stands?|standing|stance|supported|weight|steps?|stepping) <G>(?:on|onto|over)"
            r" <P><S>"
        ),
        patterns=PELVIC + LEANING,
    ),
    SideRule(
        9,
        compiled(
            r"<S> (?:single )?(?:leg |limb |foot )?(?:stance|support|carries|bears|takes the"
            r" weight)"
        ),
        patterns=PELVIC + LEANING,
    ),
    SideRule(9, compiled(r"<S> leg carries"), patterns=PELVIC + LEANING),
    SideRule(8, compiled(rf"<S> (?:\w+ )?{DEFECT}"), patterns=LEANING),
    SideRule(8, compiled(r"<S> (?:sided )?(?:\w+ )?trendelenburg\w*"), patterns=PELVIC),
    SideRule(
        8,
        compiled(r"trendelenburg\w* (?:\w+ )?(?:on|of) <P><S>"),
        patterns=PELVIC + LEANING,
    ),
    SideRule(
        8,
        compiled(r"(?:weak|weakness of|weakness in) <P><S>"),
        patterns=PELVIC + LEANING,
    ),
    SideRule(
        8,
        compiled(r"<S> (?:hip )?(?:abductors?|gluteus medius|gluteal|glute) (?:\w+ )?weak\w*"),
        patterns=PELVIC + LEANING,
    ),
    SideRule(
        7,
        compiled(
            rf"<S> (?:side of )?<P>(?:pelvis|hip|hemipelvis|pelvic|iliac crest) (?:\w+ )?{DROPS}"
        ),
        opposite=True,
        patterns=PELVIC,
    ),
    SideRule(7, compiled(r"<S> side of <P>(?:pelvis|hip)"), opposite=True, patterns=PELVIC),
    SideRule(7, compiled(r"<S> pelvic (?:drop|dip|sag)"), opposite=True, patterns=PELVIC),
    SideRule(
        7,
        compiled(rf"(?:{DROPS}|pelvic drop) (?:\w+ )?(?:down )?(?:on|to|towards?|at|of) <P><S>"),
        opposite=True,
        patterns=PELVIC,
    ),
    SideRule(
        8,
        compiled(
            r"(?:lean\w*|lurch\w*|tilts?|tilting|bends?|bending|sways?|shifts?) away from <P><S>"
        ),
        opposite=True,
        patterns=LEANING,
    ),
    SideRule(7, compiled(r"(?:over|onto|to|towards?) <P>(?:\w+ )?<S>"), patterns=LEANING),
    SideRule(
        7,
        compiled(r"(?:leans?|leaning|lurch\w*|tilts?|bends?) (?:\w+ )?<S>"),
        patterns=LEANING,
    ),
    # What spares, hurts or is weak.
    SideRule(6, compiled(r"favor(?:s|ed|ing)? <P>(?:\w+ )?<S>")),
    SideRule(
        6,
        compiled(
            r"(?:spar(?:e|es|ed|ing)|protect\w*|guard\w*|nurs\w+|unload\w*|offload\w*)"
            r" <P>(?:\w+ )?<S>"
        ),
    ),
    SideRule(6, compiled(r"weight off (?:of )?<P>(?:\w+ )?<S>")),
    SideRule(
        6,
        compiled(
            r"avoid\w* <G>(?:weight |loading |standing |stepping |pressure )?(?:on|onto"
            r"|through) <P>(?:\w+ )?<S>"
        ),
    ),
    SideRule(
        6,
        compiled(
            r"(?:not|cannot|without|less|little|avoids|avoiding) <G>(?:weight|load) <G>(?:on"
            r"|onto|through|to) <P>(?:\w+ )?<S>"
        ),
    ),
    SideRule(
        6,
        compiled(
            r"(?:less|shorter|shortened|short|reduced|little|brief) <G>(?:time|stance)(?:"
            r" phase)? (?:spent )?(?:on|of) <P>(?:\w+ )?<S>"
        ),
    ),
    SideRule(5, compiled(r"<HURTING> (?:\w+ )?<S>")),
    SideRule(
        5,
        compiled(
            r"(?:pain|ache|weakness|paralysis|paresis|stiffness|spasticity|arthritis"
            r"|osteoarthritis|injury|sprain|hemi(?!sph)\w+|loss) (?:\w+ )?(?:in|of|on|at|to)"
            r" <P>(?:\w+ )?<S>"
        ),
    ),
    SideRule(
        5,
        compiled(
            rf"<S> (?:sided |side |leg |foot |knee |hip |ankle |lower limb )*(?:\w+ )?{DEFECT}"
        ),
    ),
    SideRule(
        5,
        compiled(rf"<S> <LEG> (?:\w+ )?(?:is |feels |seems |becomes |was )?(?:\w+ )?{STATE}"),
    ),
    SideRule(5, compiled(r"(?:hurts?|hurting) (?:\w+ )?(?:on|in) <P><S>")),
    SideRule(
        5,
        compiled(
            r"(?:limp\w*|hobbl\w*|antalgic gait|drop foot|foot drop|steppage gait|stiff knee"
            r" gait|stiff legged gait|hemiplegic gait|duchenne gait) (?:\w+ )?(?:on|with|of|in)"
            r" <P>(?:\w+ )?<S>"
        ),
    ),
    # The sound leg.
    SideRule(6, compiled(rf"<S> (?:leg|limb|side|one) is <P>{SOUND}"), opposite=True),
    SideRule(6, compiled(rf"{SOUND} (?:leg|limb|side|one) is <P><S>"), opposite=True),
    SideRule(5, compiled(rf"{SOUND} <S> (?:leg|limb|foot|knee|hip|ankle|side)"), opposite=True),
    SideRule(
        5,
        compiled(
            r"(?:more|longer|most|extra) <G>(?:time|weight|stance|load)(?: phase)? (?:\w+"
            r" )?(?:on|onto|of) <P>(?:\w+ )?<S>"
        ),
        opposite=True,
    ),
    SideRule(
        5,
        compiled(r"(?:relies|relying|rely|leans heavily) <G>on <P>(?:\w+ )?<S>"),
        opposite=True,
        patterns=("antalgic", "stiff_knee", "steppage"),
    ),
    # A stroke named by its place in the brain.
    SideRule(
        4,
        compiled(
            r"<S> (?:sided )?(?:brain|hemispher\w*|cerebral|mca|middle cerebral|cortical|capsular"
            r"|basal ganglia|cva|strokes?)"
        ),
        opposite=True,
        patterns=STROKE,
        assumption=LESION,
    ),
    SideRule(
        4,
        compiled(
            r"(?:strokes?|cva|infarct\w*|lesion|h?a?emorrhage|bleed\w*) (?:in|of) <P><S>"
            r" (?:brain|hemispher\w*|side of the brain|half of the brain|cerebr\w*|mca)"
        ),
        opposite=True,
        patterns=STROKE,
        assumption=LESION,
    ),
    # Any part of the leg, then any other mention.
    SideRule(3, compiled(r"<S> (?:\w+ )?<LEG>")),
    SideRule(2, compiled(r"(?:on|of|in|to) <P><S>")),
    SideRule(2, compiled(r"<S> (?:\w+ )?<ARM>")),
    SideRule(1, compiled(r"<S>")),
)

DENIED = re.compile(
    r"(?:\b(?:not|nor|rather than|instead of|than)(?: on| in| with| to)?(?: the| his| her|"
    r" their)? )$"
)
TRAVEL = re.compile(
    rf"\b(?:turn\w*|veer\w*|go|goes|walks?|walking|look\w*|fac\w+|moves?|from) (?:to |towards?"
    rf" )?(?:the )?{SIDE}\b"
    r"(?! (?:leg|foot|knee|hip))|\bright (?:away|now|after|before|angle)\b"
)
BOTH = compiled(
    r"both (?:\w+ )?(?:<LEG>|legs|feet|knees|sides|hips|ankles)|bilateral\w*|either side|each"
    r" (?:side|leg)"
    r"|left and right|right and left|on both sides"
)


def read_side(text: str, pattern: str) -> SideReading:
    """The affected side for ``pattern`` in a normalised prompt."""
    hidden = TRAVEL.sub(lambda match: "_" * len(match.group()), text)
    both = BOTH.search(hidden)
    votes = [
        (rule, match)
        for rule in RULES
        if not rule.patterns or pattern in rule.patterns
        for match in rule.rule.finditer(hidden)
        if not DENIED.search(hidden[: match.start("side")])
    ]
    best = max((rule.authority for rule, _ in votes), default=0)
    if both and best <= 5 and "left and right" in both.group():
        return SideReading("both", both.group())
    if both and best <= 3:
        return SideReading("both", both.group())
    return _decide([(rule, match) for rule, match in votes if rule.authority == best])


def _decide(votes: list[tuple[SideRule, re.Match[str]]]) -> SideReading:
    if not votes:
        return SideReading()
    named = [(_affected(rule, match), rule, match) for rule, match in votes]
    sides = [side for side, _, _ in named]
    # More mentions win; of as many mentions the earlier one.
    named.sort(key=lambda vote: (-sides.count(vote[0]), vote[2].start()))
    side, rule, match = named[0]
    assumptions = []
    if len(set(sides)) > 1:
        assumptions.append(f"Both sides are named; the {side} was taken as the affected one.")
    if rule.assumption:
        assumptions.append(rule.assumption.format(named=match["side"], affected=side))
    return SideReading(side, match.group().strip(), tuple(assumptions))


def _affected(rule: SideRule, match: re.Match[str]) -> str:
    side = match["side"]
    return OPPOSITE[side] if rule.opposite else side
