"""Signs that exclude a pattern, and words that exclude each other."""

from __future__ import annotations

import re

from .phrases import compiled

_MUCH = (
    r"(?:a lot|a great deal|freely|normal(?:ly)?|well|easily|fully|strongly|very much|deeply"
    r"|far|completely)"
)
_STRAIGHT = r"(?:straight|stiff|extended|locked|in (?:full )?extension|unbent)"

UNLIKE = {
    "toe_walking": compiled(
        r"heels? (?:\w+ )?(?:strik\w+|hits?|lands?|touch\w*|contacts?) (?:\w+ ){0,2}(?:first"
        r"|normally"
        r"|with every|at every)|(?:good|normal|clear|with|full|firm|strong) (?:\w+ )?heel"
        r" (?:strike|contact)|heels? first|heels? (?:flat )?on the (?:floor|ground)|flat ?foot\w*"
        r"|heel walk\w*"
        r"|on (?:the |his |her |their )?heels"
    ),
    "stiff_knee": compiled(
        rf"(?:that |which |it )?(?:bends|flexes|bending|flexing) (?:\w+ )?{_MUCH}|(?:deeply"
        rf"|strongly|well"
        r"|very) (?:bent|flexed) <s>knee|(?:plenty|lots) of (?:bend|bending|flexion)"
        r"|(?:normal|good|full|free|plenty of|lots of|increased|excessive) <s>knee (?:flexion"
        r"|bend\w*|movement)|(?:always|permanently|constantly) (?:bent|flexed)"
    ),
    "crouch": compiled(
        rf"(?:knees|legs|knee) (?:\w+ ){{0,4}}{_STRAIGHT}(?! (?:ahead|line))"
        rf"|{_STRAIGHT} (?:knees|legs)|(?:straight|locked|extended)(?= (?:knee|leg)s?)"
        r"|(?:bent|flexed) (?:\w+ ){0,4}(?:but|and|yet) (?:\w+ )?(?:locked|straight|stiff)"
    ),
    "recurvatum": compiled(
        r"(?:always|permanently|constantly|never) (?:\w+ )?(?:bent|flexed|straightens?|extends?)"
        r"|(?:never|not|does not|cannot) (?:\w+ )?(?:straighten|extend)s?(?! too)"
    ),
    "parkinsonian": compiled(
        r"(?:upright|erect) posture and (?:big|large|long)|(?:big|large|wide|vigorous|huge) arm ?"
        r"swings?"
    ),
    "ataxic": compiled(
        r"(?:perfectly|completely|absolutely|very) (?:steady|balanced|stable"
        r"|regular|coordinated)"
    ),
    "antalgic": compiled(
        r"(?:full|all|entire|complete) (?:\w+ )?weight (?:on|onto|through) <P>(?:painful|sore|bad"
        r"|affected)"
    ),
    "cautious": compiled(r"(?:fearless|reckless|careless|bold|carefree)(?:ly)?"),
    "steppage": compiled(
        r"(?:normal|good|strong|full) <s>(?:dorsiflexion|ankle lift|toe lift|heel strike)"
        r"|(?:lands?|strikes?|first contact) (?:\w+ )?(?:with|on) <P>heel first"
    ),
}
"""What is never seen together with a pattern on the same side."""

_PAIRS = (
    (("wide", "broad", "wider"), ("narrow", "narrower")),
    (("long", "longer", "large", "huge", "giant"), ("short", "shorter", "small", "tiny")),
    (("fast", "quick", "brisk", "rapid", "quickly", "faster"), ("slow", "slowly", "slower")),
    (("in", "inwards", "inward"), ("out", "outwards", "outward")),
    (("regular", "even", "rhythmic"), ("irregular", "uneven", "erratic")),
    (("bent", "flexed"), ("straight", "extended", "locked")),
    (("stiff", "rigid"), ("floppy", "loose", "bends", "flexible")),
    (("compensated",), ("uncompensated",)),
    (("upright", "erect"), ("stooped", "bent", "hunched", "bowed")),
    (("forward", "forwards"), ("backward", "backwards", "back")),
    (("dragging", "drag", "drags", "dragged"), ("high", "lifted", "lifts", "raised")),
    (("mild", "slight", "minimal", "subtle"), ("severe", "massive", "extreme", "marked")),
    (("less", "reduced", "decreased"), ("more", "increased", "exaggerated")),
    (("left",), ("right",)),
    (("swing",), ("still", "motionless")),
)
OPPOSITES: dict[str, frozenset[str]] = {}
for _first, _second in _PAIRS:
    for _word in _first:
        OPPOSITES[_word] = OPPOSITES.get(_word, frozenset()) | frozenset(_second)
    for _word in _second:
        OPPOSITES[_word] = OPPOSITES.get(_word, frozenset()) | frozenset(_first)
"""For each word those that exclude it."""

_ANY = "|".join(sorted(set(OPPOSITES) - {"left", "right"}, key=len, reverse=True))
PAIR = re.compile(
    rf"(?<!not )(?<!neither )(?<!never )(?<!from )(?<!rather )\b(?P<first>{_ANY})(?: \w+){{0,1}}"
    r" (?:and|but|yet|or rather|,)(?: (?:also|very|\w+ly|turned|then|at the same time"
    r"|simultaneously"
    rf"|still|too|rather|quite))*? (?P<second>{_ANY})\b(?! (?:arm|knee|hip|elbow|speed|pace))"
)
"""Two words in one breath, that may exclude each other."""

REPEATED = re.compile(
    r"\b(?:not|never|no|without(?: any| a)?) (\w{4,}?)(?:s|es|ing)?(?: ,)? (?:and|but|yet)"
    r"(?: (?:also|still|he|she|they|it))? \1(?:s|es|ing)?\b"
)
"""One thing denied and said in one breath: "does not limp but limps"."""
SWING_STILL = re.compile(
    r"\barms? (?:\w+ ){0,2}swing\w* (?:\w+ )?(?:and|but|yet) (?:do|does) not (?:swing|move)"
)
"""Arms that swing and do not."""
TWICE = re.compile(
    r"\b(?:no|without|without a|without any) (\w+ \w+)(?: ,)? (?:but|yet) (?:with )?(?:a |an )?\1\b"
)
"""A sign of two words denied and said."""
NORMAL_BUT = re.compile(r"\b(?:normal|healthy) (?:but|yet|and) (?=\w)")
"""A normal walk and what follows at once are not seen together: "normal but ataxic"."""
TWO_LEANS = re.compile(
    r"\blean\w* (?:to |towards? |over to )?(?:the )?(?:left|right) and (?:to |towards? |over to )?"
    r"(?:the )?(?:left|right)(?! alternat| in turn| with each| by turns)"
)
