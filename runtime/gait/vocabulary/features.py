"""Single features: which words ask for them, and which belong to a pattern anyway."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .features_described import DESCRIBED_FEATURES
from .phrases import compiled


@dataclass(frozen=True)
class FeatureCue:
    """Words that ask for a change of one feature; opposite: of the side that they do not name."""

    name: str
    change: str
    rule: re.Pattern[str]
    opposite: bool = False


_LESS = (
    r"(?:no|without|little|reduced|hardly any|absent|lack of|almost no|diminished|less"
    r"|scarcely any|loss of|missing|decreased|minimal|barely any|limited|restricted|poor|lacking"
    r"|loses|lost|nearly no|weak|small|smaller|not much)"
)
_MORE = (
    r"(?:more|increased|exaggerated|excessive|large|larger|big|bigger|wide|strong|vigorous|great"
    r"|greater|wild|much|high|extra|enhanced|too much|lots? of|a lot of|broad)"
)
_HARDLY = (
    r"(?:(?:\w+ )?(?:does|do|did|is|are|will) not|not|never|hardly|barely|scarcely|cannot"
    r"|can hardly|no longer|hardly ever|almost never|does hardly|do hardly|nearly not)"
)
_NOT_PROBLEM = (
    r"(?! (?:problems?|abnormal\w*|deficits?|impairments?|asymmetr\w*|changes?|loss|reduction))"
)
_STEP = r"(?:step lengths?|stride lengths?|steps?|strides?|paces|stepping)"
_SHORT = (
    r"(?:short|shorter|shortened|small|smaller|tiny|little|mincing|baby|reduced|decreased|minute"
    r"|narrow little|petite|diminished)"
)
_BETWEEN = (
    r"(?:(?!and (?!quick|small|short|slow|tiny|careful|hesit|little|fast|shuff"
    r"|irreg)|showing |displaying |person |man |woman |patient |boy |girl |lady "
    r"|takes |walks "
    r"|child |adult |with |at |each |every |in |on |of |the |a |as |by |per |for "
    r"|to )\w+ ,? ?){0,3}"
)
_BEING = (
    r"(?:(?:is|are|get|gets|become|becomes|becoming|look|looks|being|too|very|so|rather|quite"
    r"|much|were|was|taken|of|only|on|in|the|his|her|their|left|right|more) )*"
)
_LONG = (
    r"(?:long|longer|large|larger|big|bigger|huge|giant|lengthened|increased|great|wide reaching)"
)
_LEANING = (
    r"(?:pitch(?:es|ed|ing)?|lean|leans|leaning|leant|tilt|tilts|tilting|tilted|bend|bends"
    r"|bending|bent|inclin\w+|tips?|tipped|tipping|list|lists|listing|slant\w*|shifted|shifts?"
    r"|curved|flexed)"
)

_TABLE: tuple[tuple[str, str, str], ...] = (
    (
        "arm_swing",
        "more",
        r"swinging arms",
    ),
    (
        "step_width",
        "less",
        r"(?:steps?|strides|stance|base) (?:is |are |being |too |very |so |rather "
        r"|much )+(?:narrow|narrower)",
    ),
    (
        "step_width",
        "more",
        r"(?:steps?|strides|stance|base) (?:is |are |being |too |very |so |rather "
        r"|much )+(?:wide|wider|broad|broader)(?! (?:arm|swing))",
    ),
    (
        "arm_swing",
        "less",
        r"(?:no|little|hardly any|reduced|less|without|lack of|absent|almost no|minimal"
        r"|limited) <s>arm (?:movements?|motion|swinging|swings)"
        r"|(?:movements?|motion) of <P>(?:\w+ )?<s>arms? (?:is |are )?(?:reduced|limited|absent)",
    ),
    (
        "festination",
        "more",
        r"(?:ever|increasingly|progressively) (?:shorter|smaller|quicker|faster) (?:\w+ )?steps"
        r"|steps (?:\w+ )?(?:ever|increasingly|progressively) (?:shorter|smaller|faster|quicker)"
        r"|(?:starts|begins) to (?:trot|run|hurry)",
    ),
    (
        "arm_swing",
        "more",
        r"arms? (?:\w+ )?swing\w* (?:\w+ )?(?:exaggerated\w*|more|too far|wider|higher)"
        r"|swing\w* <P>(?:both )?<s>arms? (?:\w+ )?(?:exaggerated\w*|wider|higher|too far)",
    ),
    (
        "regularity",
        "less",
        r"steps (?:\w+ )?(?:of|with) (?:\w+ )?(?:different|varying|unequal|variable) (?:lengths?"
        r"|sizes?|rhythm|timing)|(?:steps|strides) (?:\w+ )?(?:vary|varies|differ)\w*"
        r"|no two steps (?:\w+ )?(?:alike|same|the same)",
    ),
    (
        "head_forward",
        "more",
        r"chin (?:\w+ )?(?:on|to|towards?) <P>chest",
    ),
    (
        "trunk_sway",
        "more",
        r"(?:swings?|swinging|throws?|shifts?|moves?) <P><TRUNK> (?:\w+ )?(?:from )?side to side",
    ),
    (
        "festination",
        "more",
        r"(?:running|runs) after <P>(?:\w+ )?(?:center|centre) of gravity",
    ),
    (
        "foot_clearance",
        "less",
        r"(?:does not|do not|hardly|barely|never|not) (?:\w+ )?(?:lift|lifts|raise|raises"
        r"|pick up) <P>(?:both )?<s>(?:feet|foot)(?: up)? (?:properly|enough|much|high enough"
        r"|fully|off the (?:floor|ground))|(?:feet|foot) (?:is |are )?not (?:\w+ )?lifted",
    ),
    (
        "foot_progression",
        "more",
        r"toes? out(?= ,| \.|$| gait| on| and)",
    ),
    (
        "foot_progression",
        "less",
        r"toes? in(?= ,| \.|$| gait| on| and)",
    ),
    (
        "arm_swing",
        "less",
        r"(?:arms?|hands?) (?:\w+ )?(?:swings?|swinging|moves?) (?:\w+ )?(?:less|little|hardly"
        r"|barely|poorly)|arm ?swing , (?:\w+ )?(?:reduced|less|decreased|absent|diminished)"
        r"|(?:holds?|keeps?|holding|keeping) <P>(?:both )?<s>arms? (?:\w+ )?(?:against|close to"
        r"|tight to|pressed|to <P>(?:body|side|chest|trunk)|at <P>side|by <P>side)"
        r"|arms? (?:is |are )?(?:held|kept) (?:\w+ )?(?:against|close to|tight to|by) <P>(?:body"
        r"|side|chest|trunk)",
    ),
    (
        "step_width",
        "more",
        r"wide legs|legs wide",
    ),
    (
        "foot_clearance",
        "more",
        r"(?:high|excessive) lift\w* of <P><W><s>(?:foot|feet)"
        r"|<s>(?:foot|feet) (?:is |are )?(?:lifted|raised) high",
    ),
    (
        "foot_clearance",
        "less",
        r"drag\w* of <P><W><s>(?:foot|feet|leg|toes?|legs)",
    ),
    (
        "trunk_forward",
        "less",
        r"hollow back",
    ),
    (
        "step_width",
        "more",
        r"wide ,? ?(?:\w+ ,? ?){1,3}steps",
    ),
    (
        "arm_swing",
        "less",
        rf"{_LESS} (?:any )?<s>arm ?swing\w*{_NOT_PROBLEM}"
        rf"|{_LESS} (?:swing\w*|movement) (?:of|in|with) <P>(?:both )?<s>arms?",
    ),
    (
        "arm_swing",
        "less",
        r"<s>arm ?swing <W>(?:is |was |being )?(?:\w+ )?(?:reduced|absent|decreased|diminished"
        r"|missing|lost|limited|minimal|poor|lacking|gone|less|small"
        r"|smaller)(?: (?:on|of|in) <P>(?:left|right))?",
    ),
    (
        "arm_swing",
        "less",
        r"(?:arms?|hands?) (?:on <P>(?:left"
        rf"|right) (?:side )?)?(?:that )?{_HARDLY} (?:\w+ )?(?:swing\w*|mov\w*|sway\w*)"
        r"|(?:not|never|hardly|barely|scarcely|without) (?:\w+ )?(?:swing\w*"
        r"|mov\w*) <P>(?:both )?<s>(?:arms?|hands?)(?: much)?"
        r"|(?:swings?|moves?) <P>(?:both )?<s>(?:arms?|hands?) (?:very |too )?(?:little|less"
        r"|hardly)",
    ),
    (
        "arm_swing",
        "less",
        r"arms? (?:\w+ )?(?:hangs?|hanging|held|kept|stays?|remains?|is|are"
        r"|holds?) (?:\w+ )?(?:still|stiff\w*|motionless|immobile|straight down|limp|rigid\w*"
        r"|loosely|lifeless\w*|at <P>sides?|fixed|down)(?! (?:bent|flexed))"
        r"|(?:stiff|rigid|motionless|immobile|still) <s>arms?",
    ),
    (
        "arm_swing",
        "more",
        rf"{_MORE} (?:(?!decreas|reduc|diminish|lack|loss|less|limit"
        r"|little)\w+ )?<s>arm ?swing\w*"
        r"|<s>arm ?swing <W>(?:is )?(?:\w+ )?(?:increased|exaggerated|excessive|large|larger"
        r"|wide|wild|vigorous|strong|enhanced)",
    ),
    (
        "arm_swing",
        "more",
        r"(?:swing(?:s|ing)?|pump\w*) <P>(?:both )?<s>arms? (?:\w+ )?(?:a lot|widely|wildly"
        r"|strongly|vigorously|far|wide|high|hard|too much|more|very much|excessively"
        r"|exaggeratedly|energetically|broadly)"
        r"|arms? (?:\w+ )?(?:swings?|swinging) (?:\w+ )?(?:a lot|widely|wildly|strongly"
        r"|vigorously|far|wide|high|too much|more|excessively|energetically)"
        r"|(?:big|wide|wildly|widely|strongly|vigorously|large) (?:swinging"
        r"|swings of (?:the|his|her|their)) <s>arms?|pump\w* <P><s>arms?",
    ),
    (
        "elbow_flexion",
        "more",
        r"(?:arms?|elbows?|forearms?) (?:on <P>(?:left|right) (?:side )?)?(?:\w+ ){0,2}(?:bent"
        r"|flexed|curled|tucked|crooked|angled|folded|pulled up|drawn up|stuck to"
        r"|clenched)(?! forward)|(?:bent|flexed|crooked|curled) <W><s>(?:arms?|elbows?)"
        r"|<s>(?:increased |more |excessive )?elbow flexion"
        r"|(?:bends?|bending|flex(?:es|ing)|keeps) <P>(?:both )?<s>(?:elbows?|arms?)(?: bent"
        r"| flexed)?(?! (?:still|stiff|straight))",
    ),
    (
        "trunk_forward",
        "more",
        r"stoop(?:s|ed|ing)?|hunch\w*|round(?:ed)? (?:back|shoulders)|kypho\w*|camptocormi\w*"
        r"|bowed (?:over|down|posture|back)"
        r"|(?:bent|bends?|bending|doubled|leant|slumped|slouch\w*) (?:far |slightly |well "
        r"|strongly )?(?:over(?! (?:<P>)(?:\w+ )?(?:leg|hip|foot|left|right|stance))|double"
        r"|posture)|slouch\w*|slumped",
    ),
    (
        "trunk_forward",
        "more",
        rf"{_LEANING} (?:<P><TRUNK> )?(?:\w+ )?forwards?"
        r"|forward (?!head)(?:\w+ )?(?:trunk |bent |flexed )?(?:lean\w*|tilt\w*|bend\w*|bent"
        r"|flexion|flexed|inclin\w*|posture|stoop)(?! head)"
        r"|(?:flexed|bent) (?:posture|trunk|back|spine)"
        r"|trunk (?:\w+ )?(?:flexion|flexed|in flexion)(?! to)|anteriorly (?:tilted|leaning)",
    ),
    (
        "trunk_forward",
        "less",
        rf"(?<!knee )(?<!knees ){_LEANING} (?:<P><TRUNK> )?(?:\w+ )?(?:backwards?|back(?! and))"
        r"|backwards? (?:trunk )?(?:lean\w*|tilt\w*|inclin\w*)"
        r"|(?:trunk|body|torso) (?:\w+ )?(?:back|backwards|extended)(?! and)|extensor lurch"
        r"|gluteus maximus (?:lurch|gait|limp)|(?<!knee )(?<!knees )sway ?back(?:ed)?"
        r"|(?:stands?|walks|walking|holds \w+|trunk|torso|posture|back) (?:up )?(?:very"
        r"|extremely|unusually|ramrod|bolt|too|overly) (?:straight|upright|erect)"
        r"|stands up <W>straight|ramrod straight"
        r"|(?:chest|belly|stomach) (?:\w+ )?(?:out|forward)"
        r"|(?:hyper|over) ?extended (?:trunk|back|spine)",
    ),
    (
        "trunk_lean",
        "more",
        rf"{_LEANING} (?:<P><TRUNK> )?(?:\w+ ){{0,2}}(?:to|towards?|over to"
        r"|onto) <P>(?:\w+ )?<S>(?: side)?"
        rf"|{_LEANING} (?:<P><TRUNK> )?(?:(?!on |in |of )\w+ )?<S>(?! (?:knee|elbow"
        r"|arm|leg|foot|hip))",
    ),
    (
        "trunk_lean",
        "more",
        r"(?:lateral|sideways|side|lateral flexion|<TRUNK>) <W>(?:lean\w*|tilt\w*|inclin\w*|list"
        r"|side ?bend\w*|flexion to)(?! forward| back)(?: (?:to|on|over|towards?) <P><S>)?"
        rf"|{_LEANING} (?:<P><TRUNK> )?(?:\w+ )?(?:sideways|laterally|to (?:the|one) side"
        r"|sidewards)|lean (?:to|on|towards?) <P><S>"
        r"|<S> (?:sided )?(?:trunk |lateral |side )+(?:lean\w*|tilt\w*)",
    ),
    (
        "trunk_sway",
        "more",
        r"(?:sways?|swaying|swings|rocks?|rocking|rolls|rolling|wobbles?|swinging|swagger\w*"
        r"|moves|oscillat\w*) (?:\w+ ){0,3}(?:from )?(?:side to side"
        r"|(?:to and|back and) (?:fro|forth)|left to right|right to left|left and right)"
        r"|(?:more|increased|excessive|exaggerated|large|marked|much|strong|lateral|trunk|body"
        r"|pronounced|severe|mild|slight|considerable) (?:\w+ )?(?:sway\w*|oscillation\w*)"
        r"|(?:trunk|body|torso|upper body) (?:\w+ )?(?:sways?|swaying|rocks|rocking)"
        r"|sways?(?! (?:from|to|side|over|back))|swaying(?! (?:from|to|side|over))",
    ),
    (
        "trunk_sway",
        "less",
        r"(?:little|no|less|reduced|minimal|hardly any|decreased|absent|without|diminished"
        r"|limited) (?:\w+ )?(?:(?:trunk|body|upper body|torso) (?:movement|motion|sway"
        r"|rotation)|sway\w*)|(?:trunk|torso|upper body|body) (?:\w+ )?(?:held |kept |very "
        r"|completely |is )*(?:rigid|stiff|motionless|still|immobile)"
        r"|(?:stiff|rigid|motionless|still) (?:trunk|torso|upper body)",
    ),
    (
        "head_forward",
        "more",
        r"(?:head|neck|chin) (?:\w+ ){0,2}(?:forwards?|down|poking|protrud\w*|bent|lowered|bowed"
        r"|dropped|sticking out|low|jutting|drooping|flexed|hang\w*|sunk)"
        r"|forward (?:head|neck)\w*|poking chin"
        r"|(?:looks?|looking|stares?|staring|gaz\w+|watch\w*|eyes) (?:\w+ )?(?:down|at|on|to"
        r"|towards?) (?:\w+ )?(?:at )?(?:the |his |her |their )?(?:ground|floor|feet|toes|shoes"
        r"|steps)|looking down|looks down"
        r"|(?:hangs?|hanging|drops?|lowers?|bows?|pokes?|juts?|sticks?) <P>(?:head|chin|neck)"
        r"|dropped head|(?:lowered|bowed) head",
    ),
    (
        "step_length",
        "less",
        rf"{_SHORT} {_BETWEEN}<s>{_STEP}(?! width)"
        rf"|{_STEP} {_BEING}(?:short|shorter|shortened|small|smaller|tiny|little|reduced"
        r"|decreased)(?! (?:left|right|leg))|petits? pas|takes? (?:very )?(?:short|small|tiny)",
    ),
    (
        "step_length",
        "more",
        rf"{_LONG} {_BETWEEN}<s>{_STEP}(?! width)"
        rf"|{_STEP} {_BEING}(?:long|longer|large|larger|big|bigger|lengthened"
        r"|huge)(?! (?:left|right|leg))|strides? out|striding",
    ),
    (
        "step_width",
        "more",
        r"(?:wide|wider|broad|broader|widened|wide and \w+) (?:\w+ )?(?:step width|stride width"
        r"|step base|steps?|strides|bases?|based|stance|support|gait|walk|track"
        r"|base of support)(?! length)|wide ?based?|wide legged|broad ?based?"
        r"|(?:legs|feet|foot) (?:\w+ ){0,3}(?:apart|far from each other|spread)"
        r"|step width (?:is )?(?:increased|wide|large|enlarged)|straddl\w*"
        r"|(?:increased|large|larger|greater|big|enlarged) (?:step width|stride width|base width"
        r"|base|support base|distance between <P>feet)|cowboys?"
        r"|(?:walks?|walking) (?:wide|wider|wide legged)(?= |$)|legs (?:\w+ )?wide",
    ),
    (
        "step_width",
        "less",
        r"(?:narrow\w*|reduced|decreased|small|smaller) (?:step width|stride width|step base"
        r"|base width|base of support)"
        r"|narrow\w* (?:\w+ )?(?:steps?|strides|bases?|based|stance|gait|walk|track)"
        r"|narrow ?based?|narrow gauge"
        r"|(?:feet|legs) (?:\w+ )?(?:too )?(?:close|near|narrow) (?:together|to each other)"
        r"|feet together|(?:on|along) (?:a |an )?(?:tight ?rope|catwalk|single line|one line"
        r"|straight line with)|step width (?:is )?(?:decreased|reduced|narrow|small)|tandem"
        r"|heel to toe|like a (?:fashion )?model|one foot in front of the other|narrowly",
    ),
    (
        "cadence",
        "more",
        r"(?:high|higher|increased|fast|faster|quick|rapid|raised|elevated) (?:\w+ )?(?:cadence"
        r"|step rate|step frequency|stepping rate|step rhythm)"
        r"|cadence <W>(?:is )?(?:\w+ )?(?:high|higher|increased|fast|raised)"
        r"|(?:quick|fast|rapid|hasty|hurried|pattering|scurrying) (?:\w+ )?(?:,? )?steps"
        r"|(?:short|small|tiny|little) (?:and )?(?:quick|fast|rapid|hasty"
        r"|hurried) (?:\w+ )?steps?|many (?:\w+ )?steps|patters|pattering|scurr\w*",
    ),
    (
        "cadence",
        "less",
        r"(?:low|lower|decreased|slow|slower|reduced) (?:\w+ )?(?:cadence|step rate"
        r"|step frequency|stepping rate)"
        r"|cadence <W>(?:is )?(?:\w+ )?(?:low|lower|decreased|slow|reduced)|slow (?:\w+ )?steps"
        r"|few steps",
    ),
    (
        "regularity",
        "less",
        r"(?:irregular\w*|uneven|erratic|unequal|variable|varying|arrhythmic|unrhythmic\w*"
        rf"|inconsistent\w*|asymmetric\w*|unpredictable|jumbled) (?:\w+ )?(?:{_STEP}|rhythm\w*"
        r"|gait|walk\w*|cadence|pace|timing)"
        rf"|{_STEP} (?:\w+ ){{0,2}}(?:irregular|uneven|erratic|unequal|variable|vary\w*"
        r"|inconsistent)|walks? (?:\w+ )?(?:irregularly|unevenly|erratically)"
        r"|(?:irregular|uneven) rhythm|irregularly|unevenly|irregular"
        r"|every step (?:is )?(?:\w+ )?different|(?:loss of|no|poor|lost) (?:\w+ )?rhythm"
        r"|out of rhythm|arrhythmi\w*|step (?:to step )?variability"
        r"|(?:increased |high |more )?variability",
    ),
    (
        "foot_clearance",
        "less",
        r"(?:drag(?:s|ging|ged)?|scuff\w*|scrap(?:es|ing)|trail(?:s|ing)|catch(?:es|ing)"
        r"|slid(?:es|ing)|stub\w*|graz\w*|brush(?:es|ing)) (?:along )?<P><W>(?:both )?<s>(?:leg"
        r"|foot|feet|toes?|heels?|legs|limb|sole|tip of <P>(?:left|right)? ?foot)"
        r"|(?:leg|foot|feet|toes?|toes of <P><s>foot|shoes?|limb|legs) (?:\w+ ){0,4}(?:drags?"
        r"|dragging|dragged|scuff\w*|scrap(?:e|es|ing)|trails?|trailing|catch(?:es)?|stubs?"
        r"|graze|grazes|slides? (?:along|over|on))",
    ),
    (
        "foot_clearance",
        "less",
        r"(?:reduced|poor|low|little|less|insufficient|decreased|no|lack of|diminished|limited"
        r"|inadequate|minimal) <s>(?:foot|toe|ground|floor"
        r"|swing) ?(?:clearance)(?: on <P>(?:left|right))?"
        r"|(?:foot|toe) clearance <W>(?:is )?(?:\w+ )?(?:reduced|poor|low|decreased"
        r"|insufficient)|(?:barely|hardly|scarcely|not|never|does not"
        r"|without) (?:\w+ )?(?:lifts?|lifting|raises?|picks? up|raising"
        r"|picking up) <P>(?:both )?<s>(?:feet"
        r"|foot)(?: (?:properly |high )?(?:off|from) (?:the )?(?:floor|ground))?"
        r"|(?:feet|foot) (?:barely|hardly|scarcely|never|do not|does not) (?:leave|leaves"
        r"|lift\w*|clear\w*|come off|rise)|drag(?:s|ging) (?:gait|behind)",
    ),
    (
        "foot_clearance",
        "more",
        r"(?:lifts?|lifting|raises?|raising|picks? up|picking up) <P>(?:both )?<s>(?:foot"
        r"|feet) (?:up )?(?:\w+ )?high\w*"
        r"|(?:high|increased|excessive|exaggerated|more|large) <s>(?:foot|toe) (?:clearance"
        r"|lift)|(?:foot|feet) (?:is |are )?(?:lifted|raised) (?:\w+ )?high"
        r"|(?:stork|marching|high) ?(?:like)? (?:steps|feet)",
    ),
    (
        "festination",
        "more",
        r"festinat\w*|propulsi\w*|steps? <G>(?:shorter|smaller) (?:and \w+ )?and <W>(?:faster"
        r"|quicker)|steps <G>(?:faster|quicker) and <W>(?:shorter|smaller)"
        r"|(?:speeds? up|accelerat\w*|hurr\w+|faster and faster"
        r"|quicker and quicker) (?:\w+ )?(?:in |with )?(?:\w+ )?(?:short|small|tiny|little"
        r"|involuntar\w*|forward)?(?: \w+)?(?: steps)?(?= |$)(?<=steps)"
        r"|chas\w+ (?:after )?<P><G>(?:center|centre) of gravity"
        r"|involuntar\w+ (?:accelerat\w*|hurr\w*|speed\w*)"
        r"|(?:faster and faster|quicker and quicker)",
    ),
    (
        "freezing",
        "more",
        r"freez(?:e|es|ing)(?: of gait| episodes?)?|(?<!knee )frozen(?! pond| lake| river| ground"
        r"| puddle| street| path| pavement| in (?:full )?extension"
        r"| knee)|start hesitation"
        r"|(?:feet |foot )?(?:\w+ ){0,2}(?:glued|stuck|nailed|rooted|sticks?"
        r"|sticking) to the (?:floor|ground)|(?:gets|becomes|is) stuck(?! to| in| inside| under)"
        r"|motor blocks?|suddenly (?:stops|halts|stuck|blocks)|stops dead",
    ),
    (
        "foot_progression",
        "less",
        r"in ?toe(?:ing|d|s)?|pigeon ?toe\w*"
        r"|toes? (?:\w+ )?(?:turn\w*|point\w*|rotat\w*|angled|facing) (?:\w+ )?(?:in|inwards?"
        r"|medially)(?! (?:stance|swing|the|contact|an?))|toes inwards?"
        r"|toes in(?= ,| \.|$| gait)"
        r"|(?:feet|foot) (?:\w+ ){0,2}(?:turn\w*|point\w*|rotat\w*|angled) (?:\w+ )?(?:in"
        r"|inwards?|inwardly|medially)(?= |$)(?! (?:stance|swing|the))"
        r"|(?:internal\w*|inward) (?:rotat\w*"
        r"|foot progression)(?: (?:of )?(?:<P>)(?:<s>)(?:foot|feet|leg|legs))?"
        r"|(?:turns?|points?|rotates?|turning|pointing) <P><s>(?:foot|feet|toes?) (?:\w+ )?(?:in"
        r"|inwards?)(?= |$)(?! (?:stance|swing|the))",
    ),
    (
        "foot_progression",
        "more",
        r"out ?toe(?:ing|d|s)?|duck ?foot\w*"
        r"|(?:toes?|feet|foot) (?:\w+ ){0,2}(?:turn\w*|point\w*|rotat\w*|angled"
        r"|splayed)(?: \w+)? ?(?:out|outwards?|outwardly|laterally)(?= |$)|toes? outwards?"
        r"|splay\w* (?:feet|foot)|(?:feet|foot) splayed|splay ?footed"
        r"|(?:external\w*|outward) (?:rotat\w*"
        r"|foot progression)(?: (?:of )?(?:<P>)(?:<s>)(?:foot|feet|leg|legs))?"
        r"|(?:turns?|points?|rotates?|turning|pointing) <P><s>(?:foot|feet"
        r"|toes?) (?:\w+ )?(?:out|outwards?)(?= |$)|like (?:charlie )?chaplin|chaplin\w*"
        r"|ten to two",
    ),
)

FEATURE_CUES = (
    *(
        FeatureCue(name, change, compiled(rule))
        for name, change, rule in (*_TABLE, *DESCRIBED_FEATURES)
    ),
    FeatureCue(
        "arm_swing",
        "less",
        compiled(
            r"only <P><S> (?:arm|hand) (?:is )?(?:swings?|swinging|moves?|moving)"
            r"|(?:swings?|swinging|moves?|moving) only <P><S> arm"
        ),
        opposite=True,
    ),
)
