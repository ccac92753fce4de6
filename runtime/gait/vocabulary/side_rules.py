"""Which words name the affected side, in order of authority."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .phrases import compiled


@dataclass(frozen=True)
class SideRule:
    """Words that name a side.

    Attributes:
        authority: rules of higher authority overrule the others.
        rule: the words; group "side" is the side that they name.
        opposite: the affected side is the other one.
        patterns: the patterns that the rule is for; empty for all.
        assumption: what to tell the user when the rule decides.
        denying: the rule is about a side that is denied ("not the left one").
    """

    authority: int
    rule: re.Pattern[str]
    opposite: bool = False
    patterns: tuple[str, ...] = ()
    assumption: str = ""
    denying: bool = False


DEFECT = (
    r"(?:hemi(?!sph)\w+|pain|weakness|paralysis|paresis|foot drop|drop foot|drop|steppage"
    r"|antalgic|limp|trendelenburg|duchenne|circumduction|stiff\w*|spastic\w*|peroneal"
    r"|dorsiflex\w*|abductors?|gluteus|osteoarthritis|arthritis|injury|sprain|fracture"
    r"|coxarthrosis|gonarthrosis|equinus|recurv\w*|hip hik\w*|hip hitch\w*|lean|lurch"
    r"|replacement|hyper ?exten\w*|toe ?walk\w*|hyper|tip ?toe\w*|heel|achilles|palsy|lame\w*)"
)
STATE = (
    r"(?:weak|weaker|painful|sore|stiff|stiffer|paralyzed|affected|injured|hurts|hurting|hurt"
    r"|aches|spastic|drops|droops|slaps|swings out\w*|circumducts|rigid|locked|painfully|tender)"
)
DROPS = (
    r"(?:drops?|dropping|sinks?|sinking|sags?|sagging|dips?|dipping|falls|falling|lower"
    r"|tilts? down|slumps?|goes down|comes down)"
)
SOUND = (
    r"(?:good|sound|strong|stronger|healthy|unaffected|uninvolved|unimpaired|normal|better"
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
            r"|taking) (?:most|more|nearly all|almost all|all|the bulk|the main part|much more)"
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
            r"vault\w* (?:\w+ ){0,3}(?:over|on|onto|with|of|using"
            r"|up on) <P><W><S>(?! (?:\w+ )?(?:amput|prosth))"
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
            r"(?:rises?|up|pushes|goes|raises|bounc\w*|springs?) (?:\w+ ){0,3}(?:on|onto|to"
            r"|over) <P><W><S>"
        ),
        opposite=True,
        patterns=VAULTING,
    ),
    # The leg that vaults is the sound one; the other is cleared.
    SideRule(
        9,
        compiled(
            r"vault\w* (?:gait |pattern )?(?:over|on|onto|with|of|using"
            r"|up on)? ?<P><W><S>(?! (?:\w+ )?(?:amput|prosth))"
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
            r"(?:toes?|tip ?toes?|ball|forefoot|heel rise|heel raise|heel off) (?:of|on|with"
            r"|in) <P>(?:\w+ )?<S>"
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
            r"(?:clear\w*|swing\w*|bring\w*|get|gets|getting|let|lets"
            r"|letting) <P>(?:\w+ )?<S> (?:leg|foot|limb|side"
            r"|prosthe\w*)(?! (?:vault|side vault))"
            r"|(?:clear\w*|for clearance of|clearance of) <P>(?:\w+ )?<S>"
        ),
        patterns=VAULTING,
    ),
    SideRule(
        10,
        compiled(
            r"<S> (?:\w+ )?(?:leg|foot|limb) (?:can |may |could )?(?:be )?(?:clear\w*|pass\w*"
            r"|swing\w*|come through|gets? through)"
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
            r"<S> (?:leg |limb |side |one |lower limb |femur |tibia )?(?:\w+ ){0,4}(?:shorter"
            r"|short|too short|shortened|shortening)(?! (?:step|stance))"
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
            r"(?:short|shorter|shortened) (?:leg |limb |one )?(?:is |being )?(?:\w+ )?(?:on|is"
            r"|at) <P><S>"
        ),
        patterns=LEG_LENGTH,
    ),
    SideRule(
        9,
        compiled(
            r"<S> (?:leg |limb |side |one |lower limb )?(?:\w+ ){0,4}(?:longer|long"
            r"|too long)(?! (?:step|stance))"
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
            r"(?:raise|lift|build up|elevation|insole) (?:on|under|in|of) <P><S>"
            r"|<S> (?:shoe|heel|sole) (?:raise|lift)"
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
            r"(?:stands?|standing|stance|supported|weight|steps?|stepping) (?:(?!drops"
            r"|dips|sinks|falls|lowers|sags|tilts|hip|pelvis)\w+ ){0,3}(?:on|onto"
            r"|over) <P><S>"
        ),
        patterns=PELVIC + LEANING,
    ),
    SideRule(
        9,
        compiled(
            r"<S> (?:single )?(?:leg |limb |foot )?(?:stance|support|carries|bears"
            r"|takes the weight)"
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
            r"(?:spar(?:e|es|ed|ing)|protect\w*|guard\w*|nurs\w+|unload\w*"
            r"|offload\w*) <P>(?:\w+ )?<S>"
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
            r"(?:not|cannot|without|less|little|avoids|avoiding|no|hardly any"
            r"|minimal) <G>(?:weight|load) <G>(?:on|onto|through|to|over) <P>(?:\w+ )?<S>"
        ),
    ),
    SideRule(
        6,
        compiled(
            r"(?:less|shorter|shortened|short|reduced|little|brief) <G>(?:time"
            r"|stance)(?: phase)? (?:spent )?(?:on|of) <P>(?:\w+ )?<S>"
        ),
    ),
    SideRule(5, compiled(r"<HURTING> (?:\w+ )?<S>")),
    SideRule(
        5,
        compiled(
            r"(?:pain|ache|weakness|paralysis|paresis|stiffness|spasticity|arthritis"
            r"|osteoarthritis|injury|sprain|hemi(?!sph)\w+|loss) (?:(?!due )\w+ )?(?:in|of|on|at"
            r"|to) <P>(?:\w+ )?<S>"
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
            r"(?:limp\w*|hobbl\w*|antalgic gait|drop foot|foot drop|steppage gait"
            r"|stiff knee gait|stiff legged gait|hemiplegic gait|duchenne gait) (?:\w+ )?(?:on"
            r"|with|of|in) <P>(?:\w+ )?<S>"
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
            r"(?:more|longer|most|extra) <G>(?:time|weight|stance"
            r"|load)(?: phase)? (?:\w+ )?(?:on|onto|of) <P>(?:\w+ )?<S>"
        ),
        opposite=True,
    ),
    SideRule(
        6,
        compiled(
            r"(?:weight|load) (?:\w+ ){0,2}(?:mainly|mostly|primarily|chiefly|largely|only"
            r"|more) (?:on|onto|over|to|through) <P>(?:\w+ )?<S>"
            r"|(?:mainly|mostly) (?:stands|standing) on <P>(?:\w+ )?<S>"
        ),
        opposite=True,
        patterns=("antalgic", "stiff_knee", "steppage", "hemiplegic"),
    ),
    SideRule(
        6,
        compiled(
            r"(?:shifts?|shifting|transfers?|puts|keeps) <P>(?:body )?weight (?:on|onto|to|over"
            r"|towards?) <P>(?:\w+ )?<S>"
        ),
        opposite=True,
        patterns=("antalgic",),
    ),
    SideRule(
        6,
        compiled(
            r"(?:off|from) <P>(?:\w+ )?<S> (?:leg |foot )?(?:\w+ )?(?:quickly|as|fast|rapidly)"
            r"|(?:gets?|steps?|comes) (?:quickly )?off <P>(?:\w+ )?<S>"
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
            r"<S> (?:sided )?(?:brain|hemispher\w*|cerebral|mca|aca|pca|middle cerebral|cortical"
            r"|cortex|capsular|basal ganglia|thalam\w*|frontal|parietal|temporal|carotid"
            r"|internal capsule|putamen)(?! palsy)"
        ),
        opposite=True,
        patterns=STROKE,
        assumption=LESION,
    ),
    SideRule(
        4,
        compiled(
            r"(?:strokes?|cva|infarct\w*|lesion|h?a?emorrhage|bleed\w*|damage|tumou?r"
            r"|injury) (?:in|of|to|on|affecting) <P><S> (?:brain|hemispher\w*"
            r"|side of <P>(?:brain|head)|half of <P>brain|cerebr\w*|mca|basal ganglia|cortex)"
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
            r"<S> (?:sided )?(?:\w+ )?(?:cva|strokes?|infarct\w*|bleed)"
            r"|(?:cva|strokes?|infarct\w*) (?:on|of|in|at) <P><S>(?! leg| arm| foot)"
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
