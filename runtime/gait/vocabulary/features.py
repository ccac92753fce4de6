"""Single features: which words ask for them, and which belong to a pattern anyway."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .phrases import compiled


@dataclass(frozen=True)
class FeatureCue:
    """Words that ask for a change of one feature; opposite: of the side that they do not name."""

    name: str
    change: str
    rule: re.Pattern[str]
    opposite: bool = False


_LESS = (
    r"(?:no|without|little|reduced|hardly any|absent|lack of|almost no|diminished|less|scarcely any"
    r"|loss of|missing|decreased|minimal|barely any|limited|restricted|poor"
    r"|lacking|loses|lost|nearly"
    r" no|weak|small|smaller|not much)"
)
_MORE = (
    r"(?:more|increased|exaggerated|excessive|large|larger|big|bigger|wide|strong|vigorous|great"
    r"|greater|wild|much|high|extra|enhanced|too much|lots? of|a lot of|broad)"
)
_HARDLY = (
    r"(?:(?:\w+ )?(?:does|do|did|is|are|will) not|not|never|hardly|barely"
    r"|scarcely|cannot|can hardly|no"
    r" longer|hardly ever|almost never|does hardly|do hardly|nearly not)"
)
_NOT_PROBLEM = (
    r"(?! (?:problems?|abnormal\w*|deficits?|impairments?|asymmetr\w*|changes?|loss|reduction))"
)
_STEP = r"(?:step lengths?|stride lengths?|steps?|strides?|paces|stepping)"
_SHORT = (
    r"(?:short|shorter|shortened|small|smaller|tiny|little|mincing|baby|reduced"
    r"|decreased|minute|narrow"
    r" little|petite|diminished)"
)
_BETWEEN = (
    r"(?:(?!showing |displaying |person |man |woman |patient |boy |girl |lady |takes |walks |child "
    r"|adult |with |at |each |every |in |on |of |the |a |as |by |per |for |to"
    r" )\w+ ,? ?){0,3}"
)
_BEING = (
    r"(?:(?:is|are|get|gets|become|becomes|becoming|look|looks|being|too|very|so"
    r"|rather|quite|much|were|was|taken|of|only|on|in|the|his|her|their"
    r"|left|right|more) )*"
)
_LONG = (
    r"(?:long|longer|large|larger|big|bigger|huge|giant|lengthened|increased|great|wide reaching)"
)
_LEANING = (
    r"(?:pitch(?:es|ed|ing)?|lean|leans|leaning|leant|tilt|tilts|tilting|tilted"
    r"|bend|bends|bending|bent|inclin\w+|tips?"
    r"|tipped|tipping|list|lists|listing|slant\w*|shifted|shifts?|curved|flexed)"
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
        r"(?:no|little|hardly any|reduced|less|without|lack of|absent|almost no"
        r"|minimal|limited) <s>arm (?:movements?|motion|swinging|swings)"
        r"|(?:movements?|motion) of <P>(?:\w+ )?<s>arms? (?:is |are )?(?:reduced"
        r"|limited|absent)",
    ),
    (
        "festination",
        "more",
        r"(?:ever|increasingly|progressively) (?:shorter|smaller|quicker|faster)"
        r" (?:\w+ )?steps|steps (?:\w+ )?(?:ever|increasingly|progressively)"
        r" (?:shorter|smaller|faster|quicker)|(?:starts|begins) to (?:trot|run"
        r"|hurry)",
    ),
    (
        "arm_swing",
        "more",
        r"arms? (?:\w+ )?swing\w* (?:\w+ )?(?:exaggerated\w*|more|too far|wider"
        r"|higher)|swing\w* <P>(?:both )?<s>arms? (?:\w+ )?(?:exaggerated\w*|wider"
        r"|higher|too far)",
    ),
    (
        "regularity",
        "less",
        r"steps (?:\w+ )?(?:of|with) (?:\w+ )?(?:different|varying|unequal|variable)"
        r" (?:lengths?|sizes?|rhythm|timing)|(?:steps|strides) (?:\w+ )?(?:vary"
        r"|varies|differ)\w*|no two steps (?:\w+ )?(?:alike|same|the same)",
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
        r"(?:does not|do not|hardly|barely|never|not) (?:\w+ )?(?:lift|lifts|raise"
        r"|raises|pick up) <P>(?:both )?<s>(?:feet|foot)(?: up)? (?:properly|enough"
        r"|much|high enough|fully|off the (?:floor|ground))|(?:feet|foot) (?:is |are"
        r" )?not (?:\w+ )?lifted",
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
        r"(?:arms?|hands?) (?:\w+ )?(?:swings?|swinging|moves?) (?:\w+ )?(?:less"
        r"|little|hardly|barely|poorly)|arm ?swing , (?:\w+ )?(?:reduced|less"
        r"|decreased|absent|diminished)|(?:holds?|keeps?|holding|keeping) <P>(?:both"
        r" )?<s>arms? (?:\w+ )?(?:against|close to|tight to|pressed|to <P>(?:body"
        r"|side|chest|trunk)|at <P>side|by <P>side)|arms? (?:is |are )?(?:held|kept)"
        r" (?:\w+ )?(?:against|close to|tight to|by) <P>(?:body|side|chest|trunk)",
    ),
    (
        "step_width",
        "more",
        r"wide legs|legs wide",
    ),
    (
        "foot_clearance",
        "more",
        r"(?:high|excessive) lift\w* of <P><W><s>(?:foot|feet)|<s>(?:foot|feet)"
        r" (?:is |are )?(?:lifted|raised) high",
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
        rf"{_LESS} (?:any )?<s>arm ?swing\w*{_NOT_PROBLEM}|{_LESS} (?:swing\w*"
        r"|movement) (?:of|in|with) <P>(?:both )?"
        r"<s>arms?",
    ),
    (
        "arm_swing",
        "less",
        r"<s>arm ?swing <W>(?:is |was |being )?(?:\w+ )?(?:reduced|absent|decreased"
        r"|diminished|missing|lost|limited"
        r"|minimal|poor|lacking|gone|less|small|smaller)(?: (?:on|of|in) <P>(?:left|right))?",
    ),
    (
        "arm_swing",
        "less",
        rf"(?:arms?|hands?) (?:on <P>(?:left|right) (?:side )?)?(?:that )?{_HARDLY}"
        r" (?:\w+ )?(?:swing\w*|mov\w*|sway\w*)"
        r"|(?:not|never|hardly|barely|scarcely|without) (?:\w+ )?(?:swing\w*|mov\w*)"
        r" <P>(?:both )?<s>(?:arms?|hands?)"
        r"(?: much)?|(?:swings?|moves?) <P>(?:both )?<s>(?:arms?|hands?) (?:very "
        r"|too )?(?:little|less|hardly)",
    ),
    (
        "arm_swing",
        "less",
        r"arms? (?:\w+ )?(?:hangs?|hanging|held|kept|stays?|remains?|is|are|holds?)"
        r" (?:\w+ )?(?:still|stiff\w*|motionless"
        r"|immobile|straight down|limp|rigid\w*|loosely|lifeless\w*|at <P>sides?"
        r"|fixed|down)(?! (?:bent|flexed))"
        r"|(?:stiff|rigid|motionless|immobile|still) <s>arms?",
    ),
    (
        "arm_swing",
        "more",
        rf"{_MORE} (?:(?!decreas|reduc|diminish|lack|loss|less|limit|little)\w+"
        r" )?<s>arm ?swing\w*|<s>arm ?swing <W>(?:is )?(?:\w+"
        r" )?(?:increased|exaggerated|excessive|large"
        r"|larger|wide|wild|vigorous|strong|enhanced)",
    ),
    (
        "arm_swing",
        "more",
        r"(?:swing(?:s|ing)?|pump\w*) <P>(?:both )?<s>arms? (?:\w+ )?(?:a lot|widely"
        r"|wildly|strongly|vigorously|far|wide"
        r"|high|hard|too much|more|very much|excessively|exaggeratedly|energetically"
        r"|broadly)|arms? (?:\w+ )?(?:swings?|swinging)"
        r" (?:\w+ )?(?:a lot|widely|wildly|strongly|vigorously|far|wide|high|too"
        r" much|more|excessively|energetically)"
        r"|(?:big|wide|wildly|widely|strongly|vigorously|large) (?:swinging|swings"
        r" of (?:the|his|her|their)) <s>arms?|pump\w* <P><s>arms?",
    ),
    (
        "elbow_flexion",
        "more",
        r"(?:arms?|elbows?|forearms?) (?:on <P>(?:left|right) (?:side )?)?(?:\w+"
        r" ){0,2}(?:bent|flexed|curled|tucked|crooked|angled|folded"
        r"|pulled up|drawn up|stuck to|clenched)(?! forward)|(?:bent|flexed|crooked"
        r"|curled) <W><s>(?:arms?|elbows?)"
        r"|<s>(?:increased |more |excessive )?elbow flexion|(?:bends?|bending"
        r"|flex(?:es|ing)|keeps) <P>(?:both )?<s>(?:elbows?|arms?)(?: bent| flexed)?"
        r"(?! (?:still|stiff|straight))",
    ),
    (
        "trunk_forward",
        "more",
        r"stoop(?:s|ed|ing)?|hunch\w*|round(?:ed)? (?:back|shoulders)|kypho\w*"
        r"|camptocormi\w*|bowed (?:over|down|posture|back)"
        r"|(?:bent|bends?|bending|doubled|leant|slumped|slouch\w*) (?:far |slightly "
        r"|well |strongly )?(?:over(?! (?:<P>)(?:\w+ )?(?:leg|hip|foot|left|right"
        r"|stance))"
        r"|double|posture)|slouch\w*|slumped",
    ),
    (
        "trunk_forward",
        "more",
        rf"{_LEANING} (?:<P><TRUNK> )?(?:\w+ )?forwards?|forward (?!head)(?:\w+"
        r" )?(?:trunk |bent |flexed )?(?:lean\w*|tilt\w*|bend\w*|bent|flexion|flexed"
        r"|inclin\w*"
        r"|posture|stoop)(?! head)|(?:flexed|bent) (?:posture|trunk|back|spine)"
        r"|trunk (?:\w+ )?(?:flexion|flexed|in flexion)(?! to)|anteriorly (?:tilted"
        r"|leaning)",
    ),
    (
        "trunk_forward",
        "less",
        rf"(?<!knee )(?<!knees ){_LEANING} (?:<P><TRUNK> )?(?:\w+ )?(?:backwards?"
        r"|back(?! and))|backwards? (?:trunk )?(?:lean\w*|tilt\w*|inclin\w*)"
        r"|(?:trunk|body|torso) (?:\w+ )?(?:back|backwards|extended)(?! and)"
        r"|extensor lurch|gluteus maximus (?:lurch|gait|limp)|sway ?back(?:ed)?"
        r"|(?:stands?|walks|walking|holds \w+|trunk|torso|posture|back) (?:up"
        r" )?(?:very|extremely|unusually|ramrod|bolt|too|overly) (?:straight|upright"
        r"|erect)"
        r"|stands up <W>straight|ramrod straight|(?:chest|belly|stomach) (?:\w+"
        r" )?(?:out|forward)|(?:hyper|over) ?extended (?:trunk|back|spine)",
    ),
    (
        "trunk_lean",
        "more",
        rf"{_LEANING} (?:<P><TRUNK> )?(?:\w+ ){{0,2}}(?:to|towards?|over to|onto)"
        rf" <P>(?:\w+ )?<S>(?: side)?|{_LEANING} (?:<P><TRUNK> )?(?:\w+ )?<S>(?!"
        r" (?:knee|elbow|arm|leg|foot|hip))",
    ),
    (
        "trunk_lean",
        "more",
        r"(?:lateral|sideways|side|lateral flexion|<TRUNK>) <W>(?:lean\w*|tilt\w*"
        r"|inclin\w*|list|side ?bend\w*|flexion to)(?! forward| back)(?: (?:to|on"
        r"|over|towards?) <P><S>)?"
        rf"|{_LEANING} (?:<P><TRUNK> )?(?:\w+ )?(?:sideways|laterally|to (?:the|one)"
        r" side|sidewards)|lean (?:to|on|towards?) <P><S>|<S> (?:sided )?(?:trunk "
        r"|lateral |side )+(?:lean\w*|tilt\w*)",
    ),
    (
        "trunk_sway",
        "more",
        r"(?:sways?|swaying|swings|rocks?|rocking|rolls|rolling|wobbles?|swinging"
        r"|swagger\w*|moves|oscillat\w*) (?:\w+ ){0,3}(?:from )?(?:side to side"
        r"|(?:to and|back and) (?:fro|forth)|left to right|right to left|left and"
        r" right)"
        r"|(?:more|increased|excessive|exaggerated|large|marked|much|strong|lateral"
        r"|trunk|body|pronounced|severe|mild|slight|considerable) (?:\w+"
        r" )?(?:sway\w*|oscillation\w*)|(?:trunk|body|torso|upper body) (?:\w+"
        r" )?(?:sways?|swaying|rocks|rocking)"
        r"|sways?(?! (?:from|to|side|over|back))|swaying(?! (?:from|to|side|over))",
    ),
    (
        "trunk_sway",
        "less",
        r"(?:little|no|less|reduced|minimal|hardly any|decreased|absent|without|diminished|limited)"
        r" (?:\w+ )?(?:(?:trunk|body|upper body|torso) (?:movement|motion|sway"
        r"|rotation)|sway\w*)"
        r"|(?:trunk|torso|upper body|body) (?:\w+ )?(?:held |kept |very |completely "
        r"|is )*(?:rigid|stiff|motionless|still|immobile)|(?:stiff|rigid|motionless"
        r"|still) (?:trunk|torso|upper body)",
    ),
    (
        "head_forward",
        "more",
        r"(?:head|neck|chin) (?:\w+ ){0,2}(?:forwards?|down|poking|protrud\w*|bent"
        r"|lowered|bowed|dropped|sticking out|low|jutting|drooping|flexed|hang\w*"
        r"|sunk)"
        r"|forward (?:head|neck)\w*|poking chin|(?:looks?|looking|stares?|staring"
        r"|gaz\w+|watch\w*|eyes) (?:\w+ )?(?:down|at|on|to|towards?) (?:\w+ )?(?:at"
        r" )?(?:the |his |her |their )?(?:ground|floor|feet|toes|shoes|steps)"
        r"|looking down|looks down"
        r"|(?:hangs?|hanging|drops?|lowers?|bows?|pokes?|juts?|sticks?) <P>(?:head"
        r"|chin|neck)|dropped head|(?:lowered|bowed) head",
    ),
    (
        "step_length",
        "less",
        rf"{_SHORT} {_BETWEEN}<s>{_STEP}(?! width)|{_STEP} {_BEING}(?:short|shorter"
        r"|shortened|small|smaller|tiny|little|reduced|decreased)(?! (?:left|right|leg))"
        r"|petits? pas|takes? (?:very )?(?:short|small|tiny)",
    ),
    (
        "step_length",
        "more",
        rf"{_LONG} {_BETWEEN}<s>{_STEP}(?! width)|{_STEP} {_BEING}(?:long|longer"
        r"|large|larger|big|bigger|lengthened|huge)(?! (?:left|right|leg))|strides? out|striding",
    ),
    (
        "step_width",
        "more",
        r"(?:wide|wider|broad|broader|widened|wide and \w+) (?:\w+ )?(?:step width"
        r"|stride width|step base|steps?"
        r"|strides|bases?|based|stance|support|gait|walk|track|base of support)(?!"
        r" length)|wide ?based?|wide"
        r" legged|broad ?based?|(?:legs|feet|foot) (?:\w+ ){0,3}(?:apart|far from"
        r" each other|spread)"
        r"|step width (?:is )?(?:increased|wide|large|enlarged)|straddl\w*"
        r"|(?:increased|large|larger|greater|big"
        r"|enlarged) (?:step width|stride width|base width|base|support base"
        r"|distance between <P>feet)"
        r"|cowboys?|(?:walks?|walking) (?:wide|wider|wide legged)(?= |$)|legs (?:\w+ )?wide",
    ),
    (
        "step_width",
        "less",
        r"(?:narrow\w*|reduced|decreased|small|smaller) (?:step width|stride width"
        r"|step base|base width|base of support)"
        r"|narrow\w* (?:\w+ )?(?:steps?|strides|bases?|based|stance|gait|walk|track)"
        r"|narrow ?based?|narrow gauge"
        r"|(?:feet|legs) (?:\w+ )?(?:too )?(?:close|near|narrow) (?:together|to each"
        r" other)|feet together"
        r"|(?:on|along) (?:a |an )?(?:tight ?rope|catwalk|single line|one line|straight line with)"
        r"|step width (?:is )?(?:decreased|reduced|narrow|small)|tandem|heel to toe"
        r"|like a (?:fashion )?model"
        r"|one foot in front of the other|narrowly",
    ),
    (
        "cadence",
        "more",
        r"(?:high|higher|increased|fast|faster|quick|rapid|raised|elevated) (?:\w+"
        r" )?(?:cadence|step rate|step frequency|stepping rate|step rhythm)|cadence"
        r" <W>(?:is )?(?:\w+ )?(?:high|higher|increased|fast|raised)"
        r"|(?:quick|fast|rapid|hasty|hurried|pattering|scurrying) (?:\w+ )?(?:,?"
        r" )?steps|(?:short|small|tiny|little) (?:and )?(?:quick|fast|rapid|hasty"
        r"|hurried) (?:\w+ )?steps?|many (?:\w+ )?steps|patters|pattering|scurr\w*"
        r"",
    ),
    (
        "cadence",
        "less",
        r"(?:low|lower|decreased|slow|slower|reduced) (?:\w+ )?(?:cadence|step rate"
        r"|step frequency|stepping rate)|cadence <W>(?:is )?(?:\w+ )?(?:low|lower"
        r"|decreased|slow|reduced)|slow (?:\w+ )?steps|few steps",
    ),
    (
        "regularity",
        "less",
        r"(?:irregular\w*|uneven|erratic|unequal|variable|varying|arrhythmic"
        r"|unrhythmic\w*|inconsistent\w*|asymmetric\w*|unpredictable|jumbled) (?:\w+"
        rf" )?(?:{_STEP}|rhythm\w*|gait|walk\w*|cadence|pace|timing)|{_STEP} (?:\w+"
        rf" ){{0,2}}(?:irregular|uneven|erratic|unequal|variable|vary\w*"
        r"|inconsistent)|walks? (?:\w+ )?(?:irregularly|unevenly|erratically)"
        r"|(?:irregular|uneven) rhythm|irregularly|unevenly|irregular|every step"
        r" (?:is )?(?:\w+ )?different|(?:loss of|no|poor|lost) (?:\w+ )?rhythm|out"
        r" of rhythm|arrhythmi\w*|step (?:to step )?variability|(?:increased |high "
        r"|more )?variability",
    ),
    (
        "foot_clearance",
        "less",
        r"(?:drag(?:s|ging|ged)?|scuff\w*|scrap(?:es|ing)|trail(?:s|ing)|catch(?:es"
        r"|ing)|slid(?:es|ing)|stub\w*|graz\w*|brush(?:es|ing)) (?:along"
        r" )?<P><W>(?:both )?<s>(?:leg|foot|feet|toes?|heels?|legs|limb|sole|tip of"
        r" <P>(?:left|right)? ?foot)"
        r"|(?:leg|foot|feet|toes?|toes of <P><s>foot|shoes?|limb|legs) (?:\w+"
        r" ){0,4}(?:drags?|dragging|dragged|scuff\w*|scrap(?:e|es|ing)|trails?"
        r"|trailing|catch(?:es)?|stubs?|graze|grazes|slides? (?:along|over|on))",
    ),
    (
        "foot_clearance",
        "less",
        r"(?:reduced|poor|low|little|less|insufficient|decreased|no|lack of"
        r"|diminished|limited|inadequate|minimal) <s>(?:foot|toe|ground|floor|swing)"
        r" ?(?:clearance)(?: on <P>(?:left|right))?|(?:foot|toe) clearance <W>(?:is"
        r" )?(?:\w+ )?(?:reduced|poor|low|decreased|insufficient)"
        r"|(?:barely|hardly|scarcely|not|never|does not|without) (?:\w+ )?(?:lifts?"
        r"|lifting|raises?|picks? up|raising|picking up) <P>(?:both )?<s>(?:feet"
        r"|foot)(?: (?:properly |high )?(?:off|from) (?:the )?(?:floor|ground))?"
        r"|(?:feet|foot) (?:barely|hardly|scarcely|never|do not|does not) (?:leave"
        r"|leaves|lift\w*|clear\w*|come off|rise)|drag(?:s|ging) (?:gait|behind)",
    ),
    (
        "foot_clearance",
        "more",
        r"(?:lifts?|lifting|raises?|raising|picks? up|picking up) <P>(?:both"
        r" )?<s>(?:foot|feet) (?:up )?(?:\w+ )?high\w*|(?:high|increased|excessive"
        r"|exaggerated|more|large) <s>(?:foot|toe) (?:clearance|lift)|(?:foot|feet)"
        r" (?:is |are )?(?:lifted|raised) (?:\w+ )?high|(?:stork|marching|high)"
        r" ?(?:like)? (?:steps|feet)",
    ),
    (
        "festination",
        "more",
        r"festinat\w*|propulsi\w*|steps? <G>(?:shorter|smaller) (?:and \w+ )?and"
        r" <W>(?:faster|quicker)|steps <G>(?:faster|quicker) and <W>(?:shorter"
        r"|smaller)|(?:speeds? up|accelerat\w*|hurr\w+|faster and faster|quicker and"
        r" quicker)"
        r" (?:\w+ )?(?:in |with )?(?:\w+ )?(?:short|small|tiny|little|involuntar\w*"
        r"|forward)?(?: \w+)?(?: steps)?(?= |$)(?<=steps)|chas\w+ (?:after"
        r" )?<P><G>(?:center|centre) of gravity|involuntar\w+ (?:accelerat\w*"
        r"|hurr\w*|speed\w*)|(?:faster and faster|quicker and quicker)",
    ),
    (
        "freezing",
        "more",
        r"freez(?:e|es|ing)(?: of gait| episodes?)?|frozen|start hesitation|(?:feet "
        r"|foot )?(?:\w+ ){0,2}(?:glued|stuck|nailed|rooted|sticks?|sticking) to the"
        r" (?:floor|ground)"
        r"|(?:gets|becomes|is) stuck(?! to| in| inside| under)|motor blocks?"
        r"|suddenly (?:stops|halts"
        r"|stuck|blocks)|stops dead",
    ),
    (
        "foot_progression",
        "less",
        r"in ?toe(?:ing|d|s)?|pigeon ?toe\w*|toes? (?:\w+ )?(?:turn\w*|point\w*"
        r"|rotat\w*|angled|facing)"
        r" (?:\w+ )?(?:in|inwards?|medially)(?! (?:stance|swing|the|contact|an?))"
        r"|toes inwards?|toes in(?= ,| \.|$| gait)|(?:feet|foot) (?:\w+"
        r" ){0,2}(?:turn\w*|point\w*|rotat\w*|angled) (?:\w+ )?(?:in|inwards?"
        r"|inwardly|medially)(?= |$)(?! (?:stance|swing|the))|(?:internal\w*|inward)"
        r" (?:rotat\w*|foot progression)(?: (?:of )?(?:<P>)(?:<s>)(?:foot|feet|leg"
        r"|legs))?|(?:turns?|points?|rotates?|turning|pointing) <P><s>(?:foot|feet"
        r"|toes?) (?:\w+ )?(?:in|inwards?)(?= |$)(?! (?:stance|swing|the))",
    ),
    (
        "foot_progression",
        "more",
        r"out ?toe(?:ing|d|s)?|duck ?foot\w*|(?:toes?|feet|foot) (?:\w+"
        r" ){0,2}(?:turn\w*|point\w*|rotat\w*|angled|splayed)(?: \w+)? ?(?:out"
        r"|outwards?|outwardly|laterally)(?= |$)|toes? outwards?|splay\w* (?:feet"
        r"|foot)|(?:feet|foot) splayed|splay ?footed|(?:external\w*|outward)"
        r" (?:rotat\w*|foot progression)(?: (?:of )?(?:<P>)(?:<s>)(?:foot|feet|leg"
        r"|legs))?|(?:turns?|points?|rotates?|turning|pointing) <P><s>(?:foot|feet"
        r"|toes?) (?:\w+ )?(?:out|outwards?)(?= |$)|like (?:charlie )?chaplin"
        r"|chaplin\w*|ten to two",
    ),
)

FEATURE_CUES = (
    *(FeatureCue(name, change, compiled(rule)) for name, change, rule in _TABLE),
    FeatureCue(
        "arm_swing",
        "less",
        compiled(r"only <P><S> (?:arm|hand) (?:is )?(?:swings?|swinging|moves?|moving)"),
        opposite=True,
    ),
)

USUAL: dict[str, frozenset[tuple[str, str]]] = {
    "antalgic": frozenset(
        {
            ("trunk_lean", "more"),
            ("trunk_sway", "more"),
            ("step_length", "less"),
            ("regularity", "less"),
            ("cadence", "less"),
        }
    ),
    "hemiplegic": frozenset(
        {
            ("arm_swing", "less"),
            ("elbow_flexion", "more"),
            ("foot_clearance", "less"),
            ("step_length", "less"),
            ("regularity", "less"),
            ("trunk_lean", "more"),
            ("cadence", "less"),
        }
    ),
    "trendelenburg": frozenset({("trunk_sway", "more"), ("regularity", "less")}),
    "duchenne": frozenset({("trunk_lean", "more"), ("trunk_sway", "more"), ("regularity", "less")}),
    "steppage": frozenset(
        {("foot_clearance", "less"), ("foot_clearance", "more"), ("regularity", "less")}
    ),
    "stiff_knee": frozenset({("foot_clearance", "less"), ("regularity", "less")}),
    "parkinsonian": frozenset(
        {
            ("arm_swing", "less"),
            ("elbow_flexion", "more"),
            ("trunk_forward", "more"),
            ("head_forward", "more"),
            ("step_length", "less"),
            ("foot_clearance", "less"),
            ("trunk_sway", "less"),
            ("cadence", "more"),
        }
    ),
    "crouch": frozenset({("trunk_forward", "more"), ("step_length", "less")}),
    "hip_hiking": frozenset(
        {("trunk_lean", "more"), ("foot_clearance", "more"), ("foot_clearance", "less")}
    ),
    "waddling": frozenset(
        {
            ("trunk_sway", "more"),
            ("trunk_lean", "more"),
            ("step_width", "more"),
            ("trunk_forward", "less"),
        }
    ),
    "scissor": frozenset(
        {
            ("step_width", "less"),
            ("step_length", "less"),
            ("foot_progression", "less"),
            ("foot_clearance", "less"),
        }
    ),
    "toe_walking": frozenset(),
    "recurvatum": frozenset(),
    "vaulting": frozenset({("foot_clearance", "more"), ("regularity", "less")}),
    "leg_length": frozenset(
        {("trunk_sway", "more"), ("trunk_lean", "more"), ("regularity", "less")}
    ),
    "ataxic": frozenset(
        {
            ("head_forward", "more"),
            ("step_width", "more"),
            ("regularity", "less"),
            ("trunk_sway", "more"),
            ("cadence", "less"),
        }
    ),
    "cautious": frozenset(
        {
            ("step_length", "less"),
            ("step_width", "more"),
            ("arm_swing", "less"),
            ("trunk_forward", "more"),
            ("head_forward", "more"),
            ("cadence", "less"),
            ("foot_clearance", "less"),
            ("trunk_sway", "less"),
        }
    ),
    "choreic": frozenset(
        {
            ("regularity", "less"),
            ("trunk_sway", "more"),
            ("arm_swing", "more"),
            ("trunk_lean", "more"),
        }
    ),
}
"""Changes that are part of each pattern's usual description: no feature of their own."""

OPPOSED: dict[str, frozenset[tuple[str, str]]] = {
    "parkinsonian": frozenset(
        {("step_length", "more"), ("trunk_forward", "less"), ("foot_clearance", "more")}
    ),
    "cautious": frozenset({("step_length", "more")}),
    "ataxic": frozenset({("step_width", "less")}),
    "waddling": frozenset({("trunk_sway", "less")}),
    "scissor": frozenset({("step_width", "more")}),
    "choreic": frozenset({("trunk_sway", "less")}),
}
"""Changes that exclude what makes the pattern: they are said back and left out."""
