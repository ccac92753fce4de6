"""The words of gait: which phrase speaks for which pattern, severity, speed and body.

All tables are regular expressions over text that `spelling.normalise` has prepared. In them
``<S>`` is a side (a group), ``<s>`` a side that may be missing, ``<LEG>`` a part of the leg,
``<P>`` a possessive or article that may be missing, ``<G>`` up to three words in between
(never across a comma).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SIDE = r"(?:left|right)"
LEG = (
    r"(?:lower limb|lower extremity|legs?|limbs?|foot|feet|forefoot|knees?|hips?|ankles?|thighs?"
    r"|calf|shin|toes?|heels?|buttock|groin|side|sided)"
)
ARM = r"(?:upper limb|upper extremity|arms?|hands?|elbows?|wrists?|shoulders?)"
POSSESSIVE = r"(?:(?:the|his|her|their|its|my|a|an|one|that|this) )?"
GAP = r"(?:\w+ ){0,3}"
HURTING = (
    r"(?:painful|sore|weak|weaker|weakened|stiff|stiffer|affected|paretic|hemiparetic|hemiplegic"
    r"|paralyzed|injured|bad|hurt|hurting|spastic|involved|impaired|operated|arthritic|aching"
    r"|tender|diseased|symptomatic|sprained|swollen|rigid|straight|locked|drooping|dropped"
    r"|antalgic|plegic|unbending|wounded|broken|twisted)"
)
TRUNK = r"(?:trunk|torso|upper body|upper trunk|body|shoulders)"


def compiled(pattern: str) -> re.Pattern[str]:
    """A rule with its shorthands filled in."""
    for short, long in (
        ("<S>", f"(?P<side>{SIDE})"),
        ("<s>", f"(?:{SIDE} )?"),
        ("<LEG>", LEG),
        ("<ARM>", ARM),
        ("<P>", POSSESSIVE),
        ("<G>", GAP),
        ("<HURTING>", HURTING),
        ("<TRUNK>", TRUNK),
    ):
        pattern = pattern.replace(short, long)
    return re.compile(rf"\b(?:{pattern})\b")


@dataclass(frozen=True)
class Cue:
    """Words that speak for a value, and how strongly."""

    value: str
    weight: float
    rule: re.Pattern[str]


def _cues(table: dict[str, tuple[tuple[float, str], ...]]) -> tuple[Cue, ...]:
    return tuple(
        Cue(value, weight, compiled(rule))
        for value, rules in table.items()
        for weight, rule in rules
    )


NEEDED = 5.0
"""Sum of weights from which a pattern counts as asked for."""
NAMED = 8.0
"""Sum of weights from which a pattern that lost to another is worth telling the user about."""

PATTERN_CUES = _cues(
    {
        "antalgic": (
            (10, r"antalgic\w*"),
            (
                6,
                r"limp(?! (?:<s>)<ARM>)(?! (?:has|is) (?:\w+ )?(?:gone|resolved|disappeared))"
                r"|limps|limping|limped|limpy|hobbl\w+",
            ),
            (6, r"favor(?:s|ed|ing)? <P>(?:\w+ )?<s>(?:<LEG>|left|right)"),
            (
                6,
                r"(?:spar(?:e|es|ed|ing)|protect\w*|guard\w*|nurs(?:es|ing)) <P>(?:\w+ )?<s><LEG>",
            ),
            (
                5,
                r"pain(?! free)(?:ful)?|hurts?|hurting|sore|aches?|aching|discomfort|tender",
            ),
            (
                4,
                r"sprain\w*|injur\w+|arthritis|osteoarthritis|coxarthrosis|gonarthrosis"
                r"|fracture\w*",
            ),
            (5, r"avoid\w* (?:putting |placing |bearing )?(?:\w+ )?weight|weight off"),
            (
                5,
                r"avoid\w* (?:loading|stepping)|(?:reluctant|afraid) to (?:load|step|stand)",
            ),
            (5, r"(?:not|cannot|without) <G>weight (?:on|through|onto)"),
            (
                5,
                r"(?:short|shorter|shortened|less|little|brief|reduced) (?:\w+ )?(?:stance|time"
                r" on)",
            ),
            (5, r"(?:off load|unload|offload)\w* <P>(?:\w+ )?<s><LEG>"),
            (5, r"stone in <P>(?:<s>)?shoe"),
            (5, r"(?:more|longer|most) (?:\w+ )?(?:weight|time) on"),
        ),
        "hemiplegic": (
            (12, r"hemi ?pleg\w*|hemi ?pare\w*|hemiplegic\w*"),
            (8, r"strokes?(?! of)|cva|post stroke|cerebrovascular"),
            (18, r"circumduct\w*"),
            (
                18,
                r"swing(?:s|ing)? <P>(?:\w+ )?<s>(?:leg|foot|limb)"
                r" (?:out|outward|outwards|around|sideways|wide|in an? (?:\w+ )?(?:arc|circle))",
            ),
            (
                18,
                r"(?:leg|foot|limb) (?:swings?|swinging|moves?) (?:out|outward|outwards|around)",
            ),
            (
                18,
                r"(?:brings?|bringing|throws?|throwing) <P>(?:\w+ )?<s>(?:leg|foot) (?:around|out)",
            ),
            (5, r"half circle|semi ?circle|semicircular|in an? (?:\w+ )?arc"),
            (5, r"(?:one sided|<s>sided) (?:weakness|paralysis|paresis)"),
            (5, r"(?:paralyzed|weak) (?:on )?(?:down )?<P>(?:whole )?<s>side"),
            (5, r"weakness (?:on|of|in) (?:the )?(?:whole )?<s>(?:side|half)"),
            (4, r"spastic <s>(?:arm|leg|side)|spastic hemi\w*"),
            (
                3,
                r"<s>(?:arm|elbow) (?:is )?(?:held |kept )?(?:bent|flexed|curled|tucked|clenched)",
            ),
        ),
        "trendelenburg": (
            (10, r"trendelenburg\w*"),
            (3, r"uncompensated"),
            (
                9,
                r"pelvic (?:drop|sag|dip)|(?:drop|sag|dip|fall) of <P><s>(?:pelvis|hip|hemipelvis)",
            ),
            (
                9,
                r"(?:pelvis|hemipelvis|hips?) <G>"
                r"(?:drops?|dropping|sinks?|sinking|sags?|sagging|dips?|dipping|falls|tilts? down)",
            ),
            (
                8,
                r"drops? <P><s>(?:side of )?<P><s>(?:pelvis|hip)|dropping (?:pelvis|hip)",
            ),
            (
                6,
                r"(?:weak|weakness of|paralyzed) <P><s>(?:hip )?(?:abductors?|gluteus medius)",
            ),
            (6, r"(?:abductor|gluteus medius|glute(?:us|al)?|hip) weakness"),
        ),
        "duchenne": (
            (
                20,
                r"(?<!un)compensated <s>trendelenburg\w*|trendelenburg\w* (?:gait )?compensated",
            ),
            (12, r"duchenne"),
            (
                9,
                r"(?:lateral|sideways|side|ipsilateral|left|right) (?:trunk|body) (?:lean\w*"
                r"|sway|shift)",
            ),
            (9, r"(?:trunk|body) side (?:flexion|bend\w*)|(?:abductor|gluteus medius) lurch"),
            (
                9,
                r"(?:lean|leans|leaning|lurch|lurches|lurching|tilts?|tilting|bends?|bending"
                r"|shifts?"
                r"|shifting|sways?|throws?|moves?|inclines?) <P>(?:<TRUNK> )?<G>"
                r"(?:over|onto|to|towards?|sideways)(?: to| over| towards?)? <P>(?:\w+ )?"
                r"(?:left|right|stance|standing|supporting|affected|weak|painful)",
            ),
            (
                8,
                r"(?:leans?|leaning|lurch\w*) (?:\w+ )?(?:to the side|sideways|laterally|left"
                r"|right)",
            ),
            (6, r"trunk lean(?:s|ing)?(?! forward)|trunk lurch\w*"),
        ),
        "steppage": (
            (10, r"steppage\w*"),
            (
                10,
                r"foot ?drop\w*|drop(?:ped|ping|py)? (?:foot|feet)|foot (?:droops|hangs)"
                r"|drooping (?:foot|toes?)",
            ),
            (
                6,
                r"(?:slap\w*) (?:\w+ )?<s>(?:foot|feet)|foot slap\w*|foot (?:\w+ )?slaps",
            ),
            (
                7,
                r"(?:cannot|unable to|not able to|does not|can hardly) (?:\w+ )?"
                r"(?:lift|raise|dorsiflex|pull up|pick up) <P><s>(?:foot|forefoot|toes?|ankle)",
            ),
            (
                7,
                r"(?:lifts?|lifting|raises?|raising|picks? up) <P>(?:\w+ )?<s>(?:knee|leg|foot"
                r"|thigh)s?"
                r" (?:up )?(?:too |very |unusually |abnormally |exaggeratedly )?high\w*",
            ),
            (
                6,
                r"high (?:knee lift|stepping|step gait)|exaggerated (?:hip|knee)\w* flexion",
            ),
            (
                4,
                r"toes? (?:\w+ )?(?:drags?|dragging|scrap\w+|catch\w*|hang\w*|point\w* down|down)"
                r"|(?:drags?|dragging|scrapes|scuffs) <P><s>(?:toes?|foot)",
            ),
            (
                3,
                r"toes? (?:\w+ )?(?:hit|hits|touch|touches|land|lands|strike|strikes) <G>first",
            ),
            (8, r"(?:peroneal|fibular)\w*|tibialis anterior"),
            (
                7,
                r"(?:weak|weakness of) <P><s>(?:ankle )?dorsiflex\w*|dorsiflex\w+ weakness",
            ),
        ),
        "stiff_knee": (
            (10, r"stiff (?:(?:left|right|painful) )?knee\w*|stiff (?:legged|kneed)"),
            (6, r"stiff (?:(?:left|right) )?(?:leg|limb)"),
            (
                9,
                r"knees? (?:is |are |was |stays |remains |feels |that is |kept |held )+(?:\w+ )?"
                r"(?:stiff\w*|extended|straight|locked)",
            ),
            (
                9,
                r"(?:holds?|keeps?|holding|keeping) <P><s>(?:knee|leg) (?:\w+ )?(?:stiff"
                r"|straight|locked)",
            ),
            (9, r"stiffness of <P><s>knee|<s>knee stiffness"),
            (
                9,
                r"knee (?:that )?(?:(?:does|do|will|can) not|cannot|never|barely|hardly|scarcely)"
                r" (?:\w+ )?(?:bend|bends|flex|flexes)(?! again)",
            ),
            (
                9,
                r"(?:unable|inability|cannot|not able|hard|does not|without)(?: to)? (?:bend"
                r"|flex)\w* <P><s>knee",
            ),
            (8, r"(?:locked|rigid|straight|extended|unbending|fused) <s>(?:knee|leg)"),
            (8, r"knee <G>(?:locked|rigid|straight|in extension|fused|unbent)"),
            (
                8,
                r"(?:loss|lack|reduction) of <P><s>knee flexion|(?:reduced|limited|decreased"
                r"|no) <s>knee flexion",
            ),
            (8, r"leg (?:stays|kept|held|is|remains) (?:\w+ )?(?:straight|stiff)"),
            (6, r"rectus femoris|knee <G>in (?:a )?(?:plaster|cast|splint|brace)"),
        ),
        "parkinsonian": (
            (12, r"parkinson\w*"),
            (7, r"shuffl\w*|festinat\w*|propulsive gait"),
            (7, r"bradykine\w*|hypokine\w*|marche a petits pas"),
            (6, r"freez\w+|frozen"),
            (
                3,
                r"stoop\w*|hunched\w*|(?:bent|leans?|leaning|bends?|bending|flexed|tilts?)"
                r" forwards?",
            ),
            (2, r"(?:short|small|tiny|little) (?:\w+ )?steps?"),
            (
                2,
                r"(?:no|without|little|reduced|hardly any|absent|lack of) (?:any )?arm swing",
            ),
            (
                2,
                r"(?:feet|foot) (?:barely|hardly) (?:leave|lift|clear)|(?:barely|hardly) lifts?"
                r" <P>(?:feet|foot)",
            ),
        ),
        "crouch": (
            (10, r"crouch\w*"),
            (3, r"cerebral palsy"),
            (
                7,
                r"knees (?:\w+ )?(?:always |permanently |constantly |stay |stays |remain |kept "
                r"|held |are )*"
                r"(?:bent|flexed)",
            ),
            (
                7,
                r"(?:bent|flexed) (?:\w+ and )?knees|knees and hips (?:\w+ )?(?:bent|flexed)",
            ),
            (
                5,
                r"knee (?:\w+ )?(?:bent|flexed) (?:all the time|throughout|permanently)",
            ),
            (8, r"knees (?:that )?never (?:fully )?(?:straighten|extend)\w*"),
            (
                8,
                r"(?:cannot|unable to|does not|never|not) (?:fully )?(?:straighten|extend)\w*"
                r" <P>(?:both )?knees?",
            ),
            (8, r"(?:persistent|permanent|constant|excessive|increased) knee flexion"),
        ),
    }
)

COMPANIONS: dict[str, tuple[str, ...]] = {
    "hemiplegic": ("stiff_knee", "steppage", "antalgic"),
    "trendelenburg": ("antalgic",),
    "duchenne": ("trendelenburg", "antalgic"),
    "steppage": ("stiff_knee", "antalgic"),
    "stiff_knee": ("antalgic",),
    "parkinsonian": (),
    "crouch": ("parkinsonian",),
    "antalgic": (),
}
"""Patterns whose words are a usual part of describing another: no remark when they lose."""

NORMAL = compiled(
    r"normal\w*|healthy|typical\w*|ordinary|unremarkable|usual(?:ly)?|natural(?:ly)?|regular"
    r"|physiological|unimpaired|asymptomatic"
)
WALKING = compiled(
    r"walk\w*|gait|steps?|stepping|strid\w+|stroll\w*|march\w*|goes|moves|ambulat\w*|locomotion"
    r"|hurr\w*"
)

SEVERITY_CUES = _cues(
    {
        "mild": (
            (
                1,
                r"mild|mildly|slight|slightly|subtle|subtly|minor|faint|faintly|somewhat|minimal"
                r"|minimally|discreet|barely (?:noticeable|visible|perceptible)|early|a bit|a"
                r" hint of"
                r"|a touch of|just noticeable|beginning",
            ),
            (1, r"a little(?! (?:boy|girl|child|kid|one))"),
            (1, r"not (?:too |very |so )?(?:severe\w*|marked\w*|bad|badly)"),
        ),
        "moderate": (
            (
                1,
                r"moderate(?! (?:speed|pace|tempo))|moderately(?! (?:fast|slow|quick))"
                r"|noticeabl[ey]"
                r"|obvious|obviously|visibly|visible|distinct|clearly|clear (?!the|a|of|his|her"
                r"|their)",
            ),
        ),
        "severe": (
            (
                1,
                r"severe|severely|marked|markedly|pronounced|extreme|extremely|heavily|strongly"
                r"|profound|profoundly|advanced|serious|seriously|drastic\w*|massive\w*|dramatic\w*"
                r"|very strong|intense|awful|awfully|terribl[ey]|really bad(?:ly)?|gross|grossly",
            ),
            (
                1,
                r"heavy (?!man|woman|person|patient|set|adult)|(?:very |really )?badly|bad"
                r" (?=limp|case|foot drop)",
            ),
            (
                1,
                r"(?:very|really) (?=stiff|stooped|bent|painful|weak|sore|obvious|visible|limp"
                r"|crouched"
                r"|noticeable|antalgic|spastic|high|pronounced)",
            ),
        ),
    }
)

STEP_WORDS = r"(?:off|onto|step (?:with|on|onto|off)|short|small|tiny|little|shuffling|on)"
SPEED_CUES = _cues(
    {
        "slow": (
            (
                2,
                r"slow|slowly|slower|slowed|(?:low|reduced|decreased) (?:\w+ )?(?:speed|pace)"
                r"|unhurried\w*",
            ),
            (
                1,
                r"leisurely|cautious\w*|careful\w*|hesitant\w*|plodding|tired|sluggish\w*|at"
                r" low speed",
            ),
        ),
        "comfortable": (
            (
                2,
                r"(?:normal|comfortable|usual|preferred|self selected|moderate|average|natural"
                r"|ordinary"
                r"|regular|medium|free|own) (?:walking )?(?:speed|pace|tempo|velocity)",
            ),
        ),
        "fast": (
            (
                2,
                rf"(?:fast|faster|quick|quickly|rapid|rapidly|swiftly)(?! (?:\w+ )?{STEP_WORDS})",
            ),
            (
                2,
                r"brisk|briskly|hurr(?:y|ies|ied|ying)|high (?:\w+ )?(?:speed|pace)|speed"
                r" walk\w*|in a rush",
            ),
        ),
    }
)

AVATAR_CUES = _cues(
    {
        "older_adult": (
            (
                4,
                r"elderly|older|aged|senior|seniors|geriatric|grandmother|grandfather|grandma"
                r"|grandpa"
                r"|(?<!year )(?<!years )old(?: \w+)? (?:man|woman|person|lady|gentleman|adult"
                r"|patient|people|gait"
                r"|walker)"
                r"|in (?:his|her|their) (?:sixties|seventies|eighties|nineties)",
            ),
        ),
        "child": (
            (
                3,
                r"child|children|kid|boy|girl|toddler|infant|schoolboy|schoolgirl|pediatric",
            ),
        ),
        "adult_woman": (
            (2, r"woman|women|lady|female|girlfriend|mother|wife"),
            (1, r"she|her"),
        ),
        "adult_man": (
            (2, r"man|men|gentleman|male|guy|father|husband|bloke"),
            (1, r"he|his|him"),
        ),
    }
)
AGE = compiled(r"(?P<years>\d{1,3}) ?(?:years? old|year olds?|years|y ?o)")
CHILD_BELOW = 15
OLDER_FROM = 65

NEGATOR = re.compile(
    r"\b(?:no|not|without|never|nor|neither|cannot|lacks|lacking|denies|free (?:of|from)"
    r"|absence of|absent|instead of|rather than|no longer)\b"
)
NEGATION_ENDS = re.compile(
    r"[.;:!?]|\b(?:but|yet|although|though|however|except|while|because|due)\b"
    r"|\band (?=(?:limps|walks|swings|drags|leans|shuffles|favors|spares|keeps|lifts|hobbles"
    r"|the|his"
    r"|her|their|has|shows)\b)|, (?!(?:\w+ ){0,4}(?:or|nor)\b)"
)
NOT_SO = re.compile(
    r"\b(?:not|never|cannot|without)(?: (?:walk|walking|very|so|too|that"
    r"|really))? $"
)
"""A negation that ends just before a word of speed: "not fast", "cannot walk fast"."""
NEGATION_REACH = 8
"""A negating word reaches this many words ahead, unless the thought ends before."""


@dataclass(frozen=True)
class Unbuilt:
    """Something that is recognised in a prompt and cannot be shown yet."""

    label: str
    rule: re.Pattern[str]
    part_of: tuple[str, ...] = ()
    masks: bool = True


def _unbuilt(label: str, rule: str, part_of: tuple[str, ...] = (), masks: bool = True) -> Unbuilt:
    return Unbuilt(label, compiled(rule), part_of, masks)


UNBUILT = (
    _unbuilt(
        "Ataxic gait",
        r"ataxi\w*|cerebell\w*|unstead\w*|drunk\w*|stagger\w*|wobbl\w*|irregular (?:\w+ )?steps?",
    ),
    _unbuilt(
        "A wide base",
        r"wide(?:r)? (?:based?|stance|steps?)|wide based|broad(?: based?)?|legs apart",
    ),
    _unbuilt(
        "Scissoring",
        r"scissor\w*|knees? (?:\w+ )?cross\w*|legs? cross\w*|(?:spastic )?diplegi\w*",
    ),
    _unbuilt(
        "Toe walking",
        r"toe walk\w*|tip ?toe\w*|equinus|(?:on|onto) <P>(?:balls of <P>feet|toes)|walks? on"
        r" <P>toes"
        r"|heels? (?:never|do not|does not|not) (?:touch\w*|reach\w*|come\w*)(?: the (?:ground"
        r"|floor))?",
    ),
    _unbuilt(
        "Genu recurvatum",
        r"(?:genu )?recurvatum|<G>?knee (?:\w+ )?(?:hyperexten\w*|snaps back\w*)|hyperexten\w*"
        r"|back knee|bends backwards?",
    ),
    _unbuilt(
        "Waddling",
        r"waddl\w*|myopath\w*|(?:duchenne )?muscular dystroph\w*"
        r"|(?:<TRUNK> )?(?:sways?|swaying|rocks|rocking) (?:from )?side to side(?: over each"
        r" \w+ leg)?",
    ),
    _unbuilt(
        "Hip hiking",
        r"hip hik\w*|hik(?:es?|ing) (?:up )?<P>(?:\w+ )?(?:hip|pelvis)|hitch\w* <P><s>hip",
    ),
    _unbuilt("Vaulting", r"vault\w*"),
    _unbuilt(
        "A leg length difference",
        r"leg length\w*|leg (?:\w+ )?(?:is |being )?(?:shorter|longer)(?! in stance)|short leg",
    ),
    _unbuilt("Choreic gait", r"chore\w*|dyskine\w*|huntington\w*"),
    _unbuilt("Freezing of gait", r"freez\w*|frozen|start hesitation", masks=False),
    _unbuilt(
        "Dragging the foot",
        r"drag\w* <P><s>(?:leg|foot|feet)",
        ("steppage", "hemiplegic"),
        masks=False,
    ),
    _unbuilt(
        "A change of arm swing alone",
        r"<s>arms? (?:\w+ )?(?:(?:does|do|is|are) not|never|cannot) (?:swing\w*|mov\w*)"
        r"|(?:no|reduced|little|absent|without) (?:any )?<s>arm swing|(?:<s>)arms? (?:hardly"
        r"|barely) swings?",
        ("hemiplegic", "parkinsonian"),
        masks=False,
    ),
    _unbuilt(
        "A change of step length alone",
        r"(?:short|small|tiny|little|long|big|large|shorter|longer|smaller)(?: \w+)? (?:steps?"
        r"|strides?)",
        ("parkinsonian", "antalgic", "hemiplegic"),
        masks=False,
    ),
    _unbuilt(
        "A stooped posture alone",
        r"stoop\w*|hunch\w*|(?:bent|leans?|leaning) forwards?",
        ("parkinsonian", "crouch", "hemiplegic"),
        masks=False,
    ),
    _unbuilt(
        "In- or out-toeing",
        r"(?:in|out) ?toeing|pigeon toed|toes? (?:turn\w* )?(?:in|out)wards?|duck footed",
    ),
    _unbuilt(
        "A walking aid",
        r"crutch\w*|canes?|walking sticks?|with <P>stick|zimmer|rollator|walking frame|wheelchair"
        r"|with <P>walker|orthosis|orthoses|afo|prosthe\w*",
    ),
    _unbuilt(
        "A movement other than walking forward",
        r"runs?|running|jog\w*|jump\w*|hop|hops|hopping|danc\w*|climb\w*|stairs?|sit|sits|sitting"
        r"|turn\w* (?:around|left|right|to)|backwards?|crawl\w*|kneel\w*|kick\w*|trip|trips"
        r"|stumbl\w*"
        r"|walks? sideways|carry\w*|carries (?!the weight|weight)|uphill|downhill|ramp|falls?"
        r" down|stands? still",
    ),
)
"""What later versions will show; until then the user is told that it is left out."""
