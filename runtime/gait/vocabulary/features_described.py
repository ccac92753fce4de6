"""Single changes told by what is seen: arms that are held, steps of one side, posture, rhythm."""

from __future__ import annotations

_BODY = r"(?:body|trunk|torso|side|sides|chest|thigh|waist|hip|ribs|belly|stomach)"
_FAR = r"(?:as far|that far|so far|far enough|less far)"

DESCRIBED_FEATURES: tuple[tuple[str, str, str], ...] = (
    (
        "arm_swing",
        "less",
        r"(?:holds?|keeps?|holding|keeping|carr(?:y|ies|ying)|clutch\w*|nurs(?:es|ing)|protect\w*"
        r"|hugs?|hugging|press\w*|immobili\w+|clamps?|presses) <P>(?:both )?<s>(?:arms?|elbows?)"
        r"(?: (?:\w+ )?(?:still|quiet|motionless|immobile|against|close|tight|pressed|to|at|by"
        r"|in|stiff\w*|rigid|down|fixed|tucked))?(?! (?:\w+ )?(?:bent|flexed|swing\w*|forward"
        r"|length))",
    ),
    (
        "arm_swing",
        "less",
        rf"arms? (?:is |are |\w+ )?(?:pressed|glued|stuck|clamped|tied|strapped|held|kept|pinned"
        rf"|fixed|bound|hangs?|hugged) (?:\w+ ){{0,2}}(?:to|against|at|by|close to|on) "
        rf"<P>(?:\w+ )?{_BODY}|arms? (?:at|by) <P>sides?(?! (?:bent|swing))|arms? still(?! swing)",
    ),
    (
        "arm_swing",
        "less",
        r"hands? (?:is |are |\w+ )?(?:in|on|behind|inside|into) <P>(?:\w+ )?(?:pockets?|hips?|back"
        r"|waist|belt|coat)|hands? (?:clasped|folded|crossed|held|joined) (?:behind|on) <P>back"
        r"|arms? (?:is |are )?(?:crossed|folded)(?! up| at)",
    ),
    (
        "arm_swing",
        "less",
        r"(?:arms?|hands?) (?:\w+ )?(?:in|with) (?:a |an |the )?(?:\w+ )?(?:sling|plaster|cast)"
        r"|sling (?:on|for|around|at|supporting) <P><s>(?:arm|shoulder|side|left|right)"
        r"|<s>arm ?sling|sling(?= ,| \.|$)",
    ),
    (
        "elbow_flexion",
        "more",
        r"(?:arms?|hands?) (?:\w+ )?(?:in|with) (?:a |an |the )?(?:\w+ )?sling"
        r"|sling (?:on|for|around|at|supporting) <P><s>(?:arm|shoulder|side|left|right)"
        r"|<s>arm ?sling|sling(?= ,| \.|$)",
    ),
    (
        "arm_swing",
        "less",
        r"(?:arms?|hands?) (?:do not|does not|never|not|hardly|barely|scarcely) (?:\w+ )?(?:join"
        r"|takes part|joins|move along|go along|take part|participate|accompany|follow|go with"
        r"|move with)(?: in"
        r"| along)?|(?:arms?|hands?) (?:\w+ )?(?:swings?|moves?) (?:\w+ )?(?:too little"
        r"|less than (?:the|normal|usual)|hardly|barely|only a little|minimally)"
        r"|(?:arms?) (?:hangs?|hanging|dangl\w+) (?:\w+ )?(?:down|lifeless\w*|limp\w*"
        r"|at <P>sides?|loose\w*)|arms? (?:is |are )?(?:\w+ )?(?:passive|inactive|lifeless)",
    ),
    (
        "arm_swing",
        "more",
        r"(?:swing\w*|mov\w*|us\w*) <P>(?:both )?<s>arms? (?:\w+ )?like (?:a |an |on )?(?:soldier"
        r"|parade|guard|windmill|recruit|pendulum)|arms? (?:\w+ )?(?:swings?|swinging|go|flying"
        r"|moves?) (?:\w+ )?(?:like (?:a |an )?(?:soldier|windmill|pendulum)|very far|right up"
        r"|to shoulder height|high up|broadly|freely and widely|with (?:big|large|wide))"
        r"|(?:big|large|huge|wide|generous|sweeping|exaggerated|overdone|excessive) (?:swings?"
        r"|swinging|movements?|sweeps?) (?:of|with|in) <P>(?:both )?<s>arms?"
        r"|(?:big|large|huge|wide|sweeping|excessive|exaggerated) (?:\w+ )?<s>arm (?:movements?"
        r"|swings?|motions?)|(?:march|soldier) like arm ?swing|over ?swing\w* <s>arms?",
    ),
    (
        "step_length",
        "less",
        r"steps? (?:with|of|by|on) <P><S> (?:leg |foot |side )?(?:is |are |gets |looks |being )?"
        r"(?:\w+ )?(?:short|shorter|small|smaller|shortened|reduced)",
    ),
    (
        "step_length",
        "more",
        r"steps? (?:with|of|by|on) <P><S> (?:leg |foot |side )?(?:is |are |gets |looks |being )?"
        r"(?:\w+ )?(?:long|longer|big|bigger|large|larger)",
    ),
    (
        "step_length",
        "more",
        r"<S> (?:foot|leg|side) (?:takes|makes|has|does) (?:a |the )?(?:\w+ )?(?:longer|long|big"
        r"|bigger|larger|large) (?:steps?|strides?)",
    ),
    (
        "step_length",
        "less",
        r"<S> (?:foot|leg|side) (?:takes|makes|has|does) (?:a |the )?(?:\w+ )?(?:shorter|short"
        r"|small|smaller|tiny|little) (?:steps?|strides?)",
    ),
    (
        "arm_swing",
        "less",
        r"arms? , <P>(?:left|right)(?: one)? , (?:does not|do not|hardly|barely|never)"
        r" (?:\w+ )?(?:swing\w*|move\w*)",
    ),
    (
        "foot_clearance",
        "less",
        r"(?:feet|foot) (?:is |are )?(?:hardly|barely|scarcely|not) (?:\w+ )?(?:lifted|raised"
        r"|picked up)",
    ),
    (
        "arm_swing",
        "less",
        r"arms? (?:\w+ )?(?:and )?not (?:swinging|swing|moving)",
    ),
    (
        "step_width",
        "more",
        r"(?:feet|legs) wide(?! (?:and|swing|steps?))",
    ),
    (
        "head_forward",
        "more",
        r"(?:face|nose|chin|head) (?:\w+ )?(?:towards?|to|at) (?:the )?(?:ground|floor)",
    ),
    (
        "step_width",
        "less",
        r"(?:feet|legs|ankles) (?:\w+ )?touching(?: each other)?"
        r"|one foot (?:\S+ )?in front of the other",
    ),
    (
        "step_length",
        "less",
        rf"(?:foot|leg|side) (?:do not|does not|not|never|cannot) (?:\w+ )?(?:step|go|come|reach"
        rf"|get|advance|swing|move|land) (?:\w+ )?{_FAR}|(?:leg|foot) (?:\w+ )?(?:steps|stepping"
        r"|lands|goes) (?:\w+ )?(?:short|shorter|less far)|steps short",
    ),
    (
        "step_length",
        "less",
        r"(?:unequal|uneven|asymmetric\w*|different|unlike) (?:step|stride) lengths?(?: ,)? "
        r"(?:being |is |which is |with )?(?:the )?(?:\w+ )?(?:shorter|smaller|short) (?:on|at"
        r"|with)?|steps of (?:unequal|uneven|different) length , (?:the )?(?:left|right) (?:one )?"
        r"(?:is |being )?(?:shorter|smaller|short)|(?:asymmetric\w*|unequal|uneven) step length ,"
        r" (?:\w+ )?(?:shorter|smaller|short) (?:on|at)|(?:left|right) (?:side |one )?(?:takes|has"
        r"|with) (?:the )?shorter",
    ),
    (
        "step_length",
        "more",
        r"(?:steps?|reaches|strides|stepping) (?:\w+ )?(?:further|farther|longer|too far|far "
        r"out) (?:with|on|forward with|ahead with) <P>(?:left|right)"
        r"|(?:foot|leg) (?:steps?|goes|reaches|lands) (?:\w+ )?(?:further|farther|longer)"
        r"|bounding|lunges?(?: forward)?|leaps? along|(?:over|far) reaching steps?|lengthy strides?"
        r"|(?:strides|steps) (?:are |of )?(?:\w+ )?(?:enormous|gigantic|giant|massive)"
        r"|(?:enormous|gigantic|massive|generous|sweeping|extended) (?:steps?|strides?)",
    ),
    (
        "cadence",
        "less",
        r"(?:slow|slower|low|unhurried|dragging|sluggish|lazy) (?:\w+ )?(?:rhythm|beat|frequency"
        r"|stepping)|(?:rhythm|step rate|step frequency|beat) (?:\w+ )?(?:is |was )?(?:\w+ )?(?:"
        r"slow|slower|low|reduced|decreased)|few steps (?:per|a) minute|long pauses between"
        r"|(?:steps|strides) (?:follow|come) (?:\w+ )?(?:slowly|at long intervals)",
    ),
    (
        "cadence",
        "more",
        r"(?:rushed|rushing|hurrying|scuttling|tripping|brisk|swift|pitter patter\w*|busy)"
        r" (?:\w+ )?(?:,? )?steps|(?:quick|fast|rapid|high) (?:\w+ )?(?:rhythm|beat|frequency)"
        r"|(?:rhythm|step rate|step frequency|beat) (?:is |was )?(?:\w+ )?(?:fast|quick|rapid"
        r"|high|increased|raised)|(?:many|lots of|more) steps (?:per|a|in a) minute"
        r"|(?:feet|steps|legs) (?:\w+ )?(?:patter|scurry|scuttle|trip along|go like a sewing)"
        r"|steps (?:follow|come) (?:\w+ )?(?:quickly|fast|rapidly|in quick succession)"
        r"|(?:short|small|tiny|little) (?:\w+ )?steps (?:\w+ )?(?:in (?:quick|rapid) succession"
        r"|with (?:a )?(?:high|quick|fast|rapid) (?:cadence|rhythm|frequency))",
    ),
    (
        "trunk_forward",
        "less",
        r"(?:reclin\w+|leaned back|tilted back|thrown back|pulled back|arched|arching)"
        r"(?: <P><TRUNK>)?(?! (?:leg|knee|head))|(?:trunk|torso|upper body|shoulders|back) (?:is |"
        r"are )?(?:\w+ )?(?:behind <P>(?:hips|pelvis|feet)|reclined|thrown back\w*|pulled back\w*"
        r"|laid back|arched|bent backwards?|leant back\w*)|pot bell\w*|belly first|chest stuck out",
    ),
    (
        "trunk_forward",
        "more",
        r"(?:back|spine|shoulders) (?:is |are )?(?:\w+ )?(?:rounded|curved|round|bowed|hunched"
        r"|humped|crooked)|hump ?back\w*|(?:folded|folds|bent|bends|bowed|bows|flexed|tipped|leans"
        r"|leaning|tilted) (?:\w+ )?(?:at|from) <P>(?:waist|hips?)(?! and knees?| and knee)",
    ),
    (
        "trunk_sway",
        "more",
        r"(?:rocking|rolling|swaying|swinging|wobbling|oscillating|restless) (?:trunk|torso"
        r"|upper body|body|shoulders)|(?:shoulders|trunk|torso|upper body|body) (?:\w+ )?(?:rolls?"
        r"|rock|rocks|oscillates?|swings?|wobbles?|sways?)(?! (?:over|to (?:the )?(?:left|right)"
        r"|towards?|onto))",
    ),
    (
        "trunk_sway",
        "less",
        r"(?:trunk|torso|upper body|shoulders) (?:do not|does not|hardly|barely|never|scarcely)"
        r" (?:\w+ )?(?:move|moves|sway|rotate|rotates|turn|swing|follow)\w*|(?:trunk|torso"
        r"|upper body|body|back) (?:is |held |kept |stays |stiff )?(?:\w+ )?(?:like a "
        r"(?:board|plank|block|statue)|en bloc|as one block|in one piece|fixed|frozen)"
        r"|(?:stiffness|rigidity) (?:of|in) <P>(?:trunk|torso|upper body|back|spine)"
        r"|trunk (?:stiffness|rigidity)|no (?:trunk|shoulder) (?:rotation|movement)",
    ),
    (
        "head_forward",
        "more",
        r"(?:neck|head|chin) (?:\w+ )?(?:craned|stretched|pushed|thrust|poked|stuck|carried|held"
        r"|tucked|pulled|dropped|bent)(?: \w+)? ?(?:forwards?|in|out|down|low|on <P>chest"
        r"|to <P>chest|ahead)|(?:eyes|gaze|look|sight) (?:\w+ )?(?:fixed|glued|on|to|towards?"
        r"|down|lowered|directed|always)(?: \w+)? ?(?:on|to|at|towards?)? ?(?:the )?(?:floor"
        r"|ground|feet|toes|shoes)|(?:bent|bowed|flexed|hanging|drooping|lowered|sunken) (?:head"
        r"|neck)|(?:looks?|looking|staring|stares?) (?:at|on) <P>(?:own )?(?:feet|shoes|toes)"
        r"|turtle|(?:crane|cranes|craning) <P>neck",
    ),
    (
        "foot_progression",
        "more",
        r"(?:toes?|feet|foot) (?:\w+ )?(?:turn\w*|point\w*|rotat\w*|angl\w*|look\w*|fac\w*|aim\w*"
        r"|flar\w*|splay\w*|flung|go|goes|set|placed|held|is|are)(?: \w+)? (?:out|outwards?"
        r"|outward|laterally|to the outside|sideways|away from each other)(?! (?:of|in an?|and"
        r" around|around|to the side))"
        r"|(?:out|outward|outwardly|externally) (?:turned|rotated|pointing|pointed) (?:<s>)(?:feet"
        r"|foot|toes|leg|legs)|(?:turns?|turning) out <P><s>(?:foot|feet|toes?)"
        r"|(?:duck|charlie chaplin|ballet) (?:feet|foot|position)|quarter to three",
    ),
    (
        "foot_progression",
        "less",
        r"(?:toes?|feet|foot) (?:\w+ )?(?:turn\w*|point\w*|rotat\w*|angl\w*|look\w*|fac\w*|aim\w*"
        r"|go|goes|set|placed|held|is|are)(?: \w+)? (?:inwards?|inward|medially|to the inside"
        r"|towards? each other|to the (?:middle|midline))"
        r"|(?:in|inward|inwardly|internally) (?:turned|rotated|pointing|pointed) (?:<s>)(?:feet"
        r"|foot|toes|leg|legs)|(?:turns?|turning) in <P><s>(?:foot|feet|toes?)(?! (?:stance"
        r"|swing))|pigeon (?:feet|foot|like)",
    ),
    (
        "step_width",
        "more",
        r"(?:feet|legs|foot) (?:\w+ ){0,2}(?:wide|far|widely) (?:apart|spread)|wide(?:ned)? (?:"
        r"support|walking base|foot placement|track width)|(?:feet|legs) (?:set|placed|planted"
        r"|put down) (?:\w+ )?(?:wide|widely|broadly)|(?:like|as) (?:a |if )?(?:\w+ )?(?:rider"
        r"|riding a horse|saddle|full nappy|wet nappy)|spread legged|spraddle\w*",
    ),
    (
        "step_width",
        "less",
        r"(?:feet|steps|foot) (?:\w+ ){0,2}(?:on|along|in) (?:a |one |the same |a single |single "
        r")+(?:line|rope|beam|track)|(?:feet|legs|ankles) (?:\w+ )?(?:brush|touch|nearly touch"
        r"|almost touch)(?: each other)?(?= ,| \.|$)|like (?:on )?a (?:tight ?rope|balance beam)"
        r"|feet (?:\w+ )?(?:close|tight|near)(?: together| to each other)?|(?:closed|close) (?:feet"
        r"|legs|stance)",
    ),
    (
        "regularity",
        "less",
        r"rhythm (?:\w+ ){0,3}(?:varies|vary\w*|irregular|uneven|changes|changing|is off|lost"
        r"|broken|disturbed|unsteady|erratic)|(?:broken|disturbed|changing|fluctuating|unsteady"
        r"|jumbled|shaky) (?:\w+ )?(?:rhythm|timing|cadence)|(?:timing|tempo|cadence) (?:\w+ "
        r"){0,3}(?:irregular|uneven|varies|erratic|inconsistent)|uneven timing|no steady (?:beat"
        r"|rhythm)|now (?:a )?(?:long|short|fast|slow)(?: step)? ,? ?(?:and )?now (?:a )?(?:long"
        r"|short|fast|slow)|syncopated|haphazard\w*",
    ),
    (
        "foot_clearance",
        "less",
        r"(?:hardly|barely|scarcely|not|never|without|almost no|little) (?:\w+ )?(?:lifts?"
        r"|lifting|raising|raises?|picking up|picks? up) (?:of )?<P>(?:both )?<s>(?:foot|feet"
        r"|shoes?|toes?|soles?)|(?:feet|foot|soles|shoes|toes?) (?:\w+ )?(?:hardly|barely"
        r"|scarcely|almost never|never|do not|does not) (?:\w+ )?(?:leaves?|come|comes|off|lift"
        r"|rise|get)(?: off)?|(?:feet|foot|soles|shoes|toes?) (?:\w+ )?(?:skim|slide|glide|rub"
        r"|scrape|scuff|brush|drag)\w* (?:\w+ )?(?:along|over|across|on)? ?(?:the )?(?:floor"
        r"|ground|carpet)?|slid(?:es|ing) <P>(?:both )?<s>(?:feet|foot)|low steps"
        r"|toes? (?:\w+ )?catch\w*",
    ),
    (
        "foot_clearance",
        "more",
        r"(?:lifts?|lifting|raises?|raising|picks? up|brings? up) <P>(?:both )?<s>(?:foot|feet)"
        r" (?:\w+ ){0,2}(?:high|off|up in the air|too much|more than)(?! the (?:floor|ground))"
        r"|(?:foot|feet) (?:\w+ ){0,2}(?:too high|very high|high off|high above|unnecessarily high"
        r"|way up)|(?:as if|as though|like) (?:\w+ )?(?:wading|walking) (?:in|through) (?:\w+ )?"
        r"(?:deep )?(?:snow|water|mud|grass)",
    ),
    (
        "elbow_flexion",
        "more",
        r"(?:arms?|elbows?) (?:\w+ ){0,2}(?:folded up|cocked|hooked|at (?:a )?right angles?|bent up"
        r"|in flexion|at 90|angled)|(?:arm|hand) (?:\w+ )?(?:drawn|pulled|held) (?:up )?(?:to|at"
        r"|on|against|in front of) <P>(?:chest|breast|belly|stomach)",
    ),
    (
        "trunk_lean",
        "more",
        r"(?:body|trunk|torso|upper body) (?:\w+ )?(?:lists?|hangs?|leans?|slants?|tilts?|tips?"
        r"|sags?) (?:over |down )?(?:to|towards?|on) <P>(?:\w+ )?<S>"
        r"|(?:walks?|walking|posture|stands) (?:\w+ )?(?:tilted|crooked|slanted|lopsided|skewed"
        r"|oblique|aslant)(?: (?:to|towards?) <P><S>)?",
    ),
)
"""Name, change and phrase, as in the table of `features`."""
