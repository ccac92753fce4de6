"""Which side is affected, read from the words: rules in order of authority, no guessing.

"Favouring the right leg" means sparing it: the right leg is the painful one. A stroke named
by its place in the brain weakens the opposite side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .reading.skeleton import plain
from .vocabulary.phrases import SIDE, compiled, named_side

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
    contradictions: tuple[str, ...] = ()


DEFECT = (
    r"(?:hemi(?!sph)\w+|pain|weakness|paralysis|paresis|foot drop|drop foot|drop|steppage"
    r"|antalgic|limp"
    r"|trendelenburg|duchenne|circumduction|stiff\w*|spastic\w*|peroneal|dorsiflex\w*|abductors?"
    r"|gluteus|osteoarthritis|arthritis|injury|sprain|fracture|coxarthrosis|gonarthrosis|equinus"
    r"|recurv\w*|hip hik\w*|hip hitch\w*|lean|lurch|replacement|hyper ?exten\w*|toe ?walk\w*|hyper"
    r"|tip ?toe\w*|heel|achilles|palsy|lame\w*)"
)
STATE = (
    r"(?:weak|weaker|painful|sore|stiff|stiffer|paralyzed|affected|injured|hurts|hurting|hurt|aches"
    r"|spastic|drops|droops|slaps|swings out\w*|circumducts|rigid|locked|painfully|tender)"
)
DROPS = (
    r"(?:drops?|dropping|sinks?|sinking|sags?|sagging|dips?|dipping|falls|falling|lower|tilts? down"
    r"|slumps?|goes down|comes down)"
)
SOUND = (
    r"(?:good|sound|strong|stronger|healthy|unaffected|uninvolved|unimpaired|normal"
    r"|better"
    r"|non affected|uninjured|intact)"
)
PELVIC = ("trendelenburg",)
LEANING = ("duchenne",)
STROKE = ("hemiplegic",)
LESION = "A stroke on the {named} of the brain weakens the {affected} side, which is shown."
STROKE_SIDE = (
    'A "{named} stroke" may mean the {named} half of the brain or the {named} side of the body; '
    "it was taken for weakness of the {named} side."
)
VAULTER = "The {named} leg vaults, so that the {affected} leg is the one that is cleared."
LENGTH = (
    "The {named} leg is the longer one; the {affected} leg, the shorter one, counts as affected."
)
VAULTING = ("vaulting",)
LEG_LENGTH = ("leg_length",)
HIKING = ("hip_hiking",)

RULES = (
    SideRule(10, compiled(r"(?:during|in|for) <P><S> swing"), patterns=VAULTING),
    SideRule(
        6,
        compiled(
            r"(?:loads?|loading|uses|using|stands on|relies on|trusts) (?:only|mainly"
            r"|mostly) <P><W><S>|(?:only|mainly|mostly) (?:loads?|uses) <P><S>"
        ),
        opposite=True,
        patterns=("antalgic", "stiff_knee", "hemiplegic"),
    ),
    SideRule(
        6,
        compiled(
            r"<S> (?:leg|foot|side|limb|one)? ?(?:carries|bears|takes|carrying|bearing"
            r"|taking) (?:most|more|nearly all|almost all|all|the bulk|the main part"
            r"|much more)"
        ),
        opposite=True,
        patterns=("antalgic", "stiff_knee", "hemiplegic"),
    ),
    SideRule(
        7,
        compiled(
            r"(?:drops?|dropping|sinks?|sinking|sags?|sagging|dips?|dipping|falls"
            r"|falling) (?:\w+ )?(?:on|to|towards?|at|of) <P>(?:\w+ )?<S>"
        ),
        opposite=True,
        patterns=PELVIC,
    ),
    SideRule(
        8,
        compiled(
            r"(?:unsupported|unloaded|free|swinging|swing|non weight bearing"
            r"|contralateral) <S> (?:side|leg|hip|pelvis)"
        ),
        opposite=True,
        patterns=PELVIC,
    ),
    SideRule(
        9,
        compiled(r"(?:lifts?|raises?|lifting|raising) <P><S> heel"),
        opposite=True,
        patterns=VAULTING,
    ),
    SideRule(
        5,
        compiled(
            r"(?:recurvatum\w*|hyperextension|equinus|toe walking|toe gait|hiking|hike"
            r"|lurch) (?:gait |pattern )?(?:on|of|in|at) <P><S>"
        ),
    ),
    SideRule(
        9,
        compiled(r"<S> heel (?:\w+ )?(?:rise|rises|raises|lifts|raise)"),
        opposite=True,
        patterns=VAULTING,
    ),
    SideRule(
        9, compiled(r"rising (?:up )?(?:on|onto|to) <P><W><S>"), opposite=True, patterns=VAULTING
    ),
    SideRule(
        9,
        compiled(
            r"vault\w* (?:\w+ ){0,3}(?:over|on|onto|with|of|using|up on) <P><W><S>(?!"
            r" (?:\w+ )?(?:amput|prosth))"
        ),
        opposite=True,
        patterns=VAULTING,
        assumption=VAULTER,
    ),
    SideRule(9, compiled(r"(?:each|every|with|in) <S> (?:step|stance)"), patterns=PELVIC + LEANING),
    SideRule(
        9,
        compiled(r"(?:drops?|dropping|lets?) <P><S> (?:side of <P>)?(?:hip|pelvis|hemipelvis)"),
        opposite=True,
        patterns=PELVIC,
    ),
    SideRule(
        9,
        compiled(
            r"(?:rises?|up|pushes|goes|raises|bounc\w*|springs?) (?:\w+ ){0,3}(?:on|onto"
            r"|to|over) <P><W><S>"
        ),
        opposite=True,
        patterns=VAULTING,
    ),
    # The leg that vaults is the sound one; the other is cleared.
    SideRule(
        9,
        compiled(
            r"vault\w* (?:gait |pattern )?(?:over|on|onto|with|of|using|up on)? ?<P><W><S>"
            r"(?! (?:\w+ )?(?:amput|prosth))"
        ),
        opposite=True,
        patterns=VAULTING,
        assumption=VAULTER,
    ),
    SideRule(
        9,
        compiled(r"<S> (?:sided |side )?(?:leg |foot |limb |sided )*(?:vault\w*)"),
        opposite=True,
        patterns=VAULTING,
        assumption=VAULTER,
    ),
    SideRule(
        9,
        compiled(
            r"(?:toes?|tip ?toes?|ball|forefoot|heel rise|heel raise|heel off) (?:of|on"
            r"|with|in) <P>(?:\w+ )?<S>"
        ),
        opposite=True,
        patterns=VAULTING,
    ),
    SideRule(
        9,
        compiled(r"(?:rises?|up|pushes|goes|raises) (?:up )?(?:on|onto|to) <P><W><S>"),
        opposite=True,
        patterns=VAULTING,
    ),
    SideRule(
        10,
        compiled(
            r"(?:clear\w*|swing\w*|bring\w*|get|gets|getting|let|lets|letting) <P>(?:\w+"
            r" )?<S> (?:leg|foot|limb|side|prosthe\w*)"
            r"(?! (?:vault|side vault))|(?:clear\w*|for clearance of|clearance of) <P>(?:\w+ )?<S>"
        ),
        patterns=VAULTING,
    ),
    SideRule(
        10,
        compiled(
            r"<S> (?:\w+ )?(?:leg|foot|limb) (?:can |may |could )?(?:be"
            r" )?(?:clear\w*|pass\w*|swing\w*|come through|gets? through)"
        ),
        patterns=VAULTING,
    ),
    SideRule(
        8, compiled(r"<S> (?:sided )?(?:\w+ ){0,3}(?:amput\w*|prosthe\w*)"), patterns=VAULTING
    ),
    # The shorter leg counts as affected.
    SideRule(
        9,
        compiled(
            r"<S> (?:leg |limb |side |one |lower limb |femur |tibia )?(?:\w+"
            r" ){0,4}(?:shorter|short|too short|shortened|shortening)"
            r"(?! (?:step|stance))"
        ),
        patterns=LEG_LENGTH,
    ),
    SideRule(
        9,
        compiled(r"(?:short|shorter|shortened|shortening of|shorter is|short is) <P>(?:\w+ )?<S>"),
        patterns=LEG_LENGTH,
    ),
    SideRule(
        9,
        compiled(
            r"(?:short|shorter|shortened) (?:leg |limb |one )?(?:is |being )?(?:\w+"
            r" )?(?:on|is|at) <P><S>"
        ),
        patterns=LEG_LENGTH,
    ),
    SideRule(
        9,
        compiled(
            r"<S> (?:leg |limb |side |one |lower limb )?(?:\w+ ){0,4}(?:longer|long|too"
            r" long)(?! (?:step|stance))"
        ),
        opposite=True,
        patterns=LEG_LENGTH,
        assumption=LENGTH,
    ),
    SideRule(
        9,
        compiled(r"(?:long|longer|overlong) <P>(?:\w+ )?<S>"),
        opposite=True,
        patterns=LEG_LENGTH,
        assumption=LENGTH,
    ),
    SideRule(
        9,
        compiled(
            r"(?:long|longer) (?:leg |limb |one )?(?:is |being )?(?:\w+ )?(?:on|is|at) <P><S>"
        ),
        opposite=True,
        patterns=LEG_LENGTH,
        assumption=LENGTH,
    ),
    SideRule(
        8,
        compiled(
            r"(?:raise|lift|build up|elevation|insole) (?:on|under|in|of) <P><S>|<S>"
            r" (?:shoe|heel|sole) (?:raise|lift)"
        ),
        patterns=LEG_LENGTH,
    ),
    # The side whose hip is raised.
    SideRule(
        9,
        compiled(
            r"(?:hik\w*|hitch\w*|lifts?|raises?|pulls? up|elevat\w*|hoists?|lifting"
            r"|raising) (?:up )?<P>(?:\w+ )?(?:half of |side of )?<P><S>"
        ),
        patterns=HIKING,
    ),
    SideRule(
        9,
        compiled(r"<S> (?:sided |side of <P>|half of <P>)?(?:hip|pelvis|pelvic|hemipelvis)"),
        patterns=HIKING,
    ),
    SideRule(
        8,
        compiled(
            r"(?:stands?|standing|stance|supported|weight) <G>(?:on|onto|over) <P><S>|<S> stance"
        ),
        opposite=True,
        patterns=HIKING,
    ),
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
            r"(?:not|cannot|without|less|little|avoids|avoiding|no|hardly any|minimal)"
            r" <G>(?:weight|load) <G>"
            r"(?:on|onto|through|to|over) <P>(?:\w+ )?<S>"
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
    SideRule(
        5,
        compiled(rf"{SOUND} <S> (?:leg|limb|foot|knee|hip|ankle|side)(?! (?:\w+ )?{DEFECT})"),
        opposite=True,
    ),
    SideRule(
        5,
        compiled(
            r"(?:more|longer|most|extra) <G>(?:time|weight|stance|load)(?: phase)? (?:\w+"
            r" )?(?:on|onto|of) <P>(?:\w+ )?<S>"
        ),
        opposite=True,
    ),
    SideRule(
        6,
        compiled(
            r"(?:weight|load) (?:\w+ ){0,2}(?:mainly|mostly|primarily|chiefly|largely|only|more)"
            r" (?:on|onto|over|to|through) <P>(?:\w+ )?<S>|(?:mainly|mostly) (?:stands"
            r"|standing) on <P>(?:\w+ )?<S>"
        ),
        opposite=True,
        patterns=("antalgic", "stiff_knee", "steppage", "hemiplegic"),
    ),
    SideRule(
        6,
        compiled(
            r"(?:shifts?|shifting|transfers?|puts|keeps) <P>(?:body )?weight (?:on|onto"
            r"|to|over|towards?) <P>(?:\w+ )?<S>"
        ),
        opposite=True,
        patterns=("antalgic",),
    ),
    SideRule(
        6,
        compiled(
            r"(?:off|from) <P>(?:\w+ )?<S> (?:leg |foot )?(?:\w+ )?(?:quickly|as|fast"
            r"|rapidly)|(?:gets?|steps?|comes) (?:quickly )?off <P>(?:\w+ )?<S>"
        ),
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
            r"<S> (?:sided )?(?:brain|hemispher\w*|cerebral|mca|aca|pca|middle cerebral"
            r"|cortical|cortex|capsular"
            r"|basal ganglia|thalam\w*|frontal|parietal|temporal|carotid|internal"
            r" capsule|putamen)(?! palsy)"
        ),
        opposite=True,
        patterns=STROKE,
        assumption=LESION,
    ),
    SideRule(
        4,
        compiled(
            r"(?:strokes?|cva|infarct\w*|lesion|h?a?emorrhage|bleed\w*|damage|tumou?r"
            r"|injury) (?:in|of|to|on|affecting) <P><S>"
            r" (?:brain|hemispher\w*|side of <P>(?:brain|head)|half of <P>brain"
            r"|cerebr\w*|mca|basal ganglia|cortex)"
        ),
        opposite=True,
        patterns=STROKE,
        assumption=LESION,
    ),
    SideRule(
        4,
        compiled(r"<S> (?:side|half) of <P>(?:brain|head)"),
        opposite=True,
        patterns=STROKE,
        assumption=LESION,
    ),
    SideRule(
        2,
        compiled(
            r"<S> (?:sided )?(?:\w+ )?(?:cva|strokes?|infarct\w*|bleed)|(?:cva|strokes?"
            r"|infarct\w*) (?:on|of|in|at) <P><S>(?! leg| arm| foot)"
        ),
        patterns=STROKE,
        assumption=STROKE_SIDE,
    ),
    # Any part of the leg, then any other mention.
    SideRule(3, compiled(r"<S> (?:\w+ )?<LEG>")),
    SideRule(2, compiled(r"(?:on|of|in|to) <P><S>")),
    SideRule(2, compiled(r"<S> (?:\w+ )?<ARM>")),
    SideRule(1, compiled(r"<S>")),
)

DENIED = re.compile(
    r"(?:\b(?:not|nor|rather than|instead of|than|unlike)(?: on| in| with| to|"
    r" of| at)?(?: the| his| her|"
    r" their)? )$"
)
TRAVEL = re.compile(
    r"\b(?:turn\w*|veer\w*|go|goes|walks?|walking|look\w*|fac\w+|moves?|from"
    r"|drift\w*|deviat\w*) (?:to |towards?"
    rf" )?(?:the )?{SIDE}\b(?! (?:leg|foot|knee|hip|side|sided|hemi|stance|arm))"
    r"|\b(?:all|just|quite|not|is|alright) right\b(?! (?:leg|foot|knee|hip|side"
    r"|sided|hemi\w*|arm|ankle|heel|lower))(?= [,.;:!?]| and | but |$)"
    r"|(?<!the )(?<!on )(?<!his )(?<!her )(?<!my )\bright (?:away|now|after"
    r"|before|angles?|handed|then|from the|at the"
    r" (?:start|beginning)|in front|behind|up|down|through"
    r"|along|straight|ahead|off|on time|amount|way)\b|\b(?:left|right) handed\b"
    r"|\b(?:has|had|have|just|recently|since|already|he|she|they|who|was) left"
    r" (?=the (?:hospital|clinic|ward|house|room|hall)|hospital|home)"
    r"|\bleft (?:the )?(?:hospital|clinic|ward|house|home|room|alone)\b"
    r"|\b(?:nothing|is|what was|was) left (?=[,.;]|$)"
)
"""Where left and right are no side of the body: directions of travel, "right away", "left home"."""
BOTH = compiled(
    r"both (?:\w+ )?(?:<LEG>|legs|feet|knees|sides|hips|ankles)|bilateral\w*|either side|each"
    r" (?:side|leg)"
    r"|left and right|right and left|on both sides|two sided|double sided|both"
    r"|(?:left|right) (?:<LEG> )?and (?:on |of |in |with |also )+(?:the |his "
    r"|her |their )?(?:left|right)"
    r"|(?:left|right) <LEG> and the (?:left|right)(?= <LEG>| one| ,| \.|$)"
)
PLURAL = re.compile(r"\b(?:feet|knees|heels|legs|ankles|hips|forefeet|balls|tip ?toes)\b")
"""Words of a complaint that are about two sides, for patterns that may affect both."""


def hide_travel(text: str) -> str:
    """The text with left and right made unreadable where they are no side of the body."""
    return TRAVEL.sub(lambda match: re.sub(r"left|right", "#####", match.group()), text)


def read_side(text: str, pattern: str) -> SideReading:
    """The affected side for ``pattern`` in a normalised prompt."""
    text = plain(text)
    if "left" not in text and "right" not in text:
        both = BOTH.search(text)
        return SideReading("both", both.group()) if both else SideReading()
    both = BOTH.search(text)
    votes = [
        (rule, match)
        for rule in RULES
        if not rule.patterns or pattern in rule.patterns
        for match in rule.rule.finditer(text)
        if not DENIED.search(text[: named_side(match)[1]])
    ]
    best = max((rule.authority for rule, _ in votes), default=0)
    if both and best <= 5 and {"left", "right"} <= set(both.group().split()):
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
    contradictions: tuple[str, ...] = ()
    if len(set(sides)) > 1:
        contradictions = (f"Both sides are named; the {side} was taken as the affected one.",)
    assumptions: tuple[str, ...] = ()
    if rule.assumption:
        assumptions = (rule.assumption.format(named=named_side(match)[0], affected=side),)
    return SideReading(side, match.group().strip(), assumptions, contradictions)


def _affected(rule: SideRule, match: re.Match[str]) -> str:
    side = named_side(match)[0]
    return OPPOSITE[side] if rule.opposite else side
