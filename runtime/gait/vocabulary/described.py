"""Patterns told by what is seen, without their term: knees, feet, pain and the pelvis.

Each rule is put together of synonyms of one thing that can be seen ("does not bend").
"""

from __future__ import annotations

_STOPPED = r"(?:kept|prevented|stopped|held|blocked|hindered|barred)"
_STOPS = r"(?:keeps?|prevents?|stops?|holds?|blocks?|hinders?)"
_BENDING = r"(?:bending|flexing|flexion|moving|being bent|a bend)"
_BACK = r"(?:back\w*|rearwards?|behind|to the (?:back|rear)|in reverse)"
_STRAIGHT_POINT = (
    r"(?:straight|full extension|neutral|zero|0 degrees|the straight (?:line|position)"
    r"|the vertical|extension|normal limit\w*|the limit)"
)
_KNEE_GOES = (
    r"(?:goes|going|go|moves?|moving|extends?|extending|passes|shoots?|shooting|snaps?|snapping"
    r"|slips?|slides?|gives?|bows?|bends?|curves?|sags?|sways?|jumps?|flicks?|springs?|kicks?"
    r"|pops?|drops?|falls|locks?|travels|swings?|pushed|forced|thrown|driven|jerks?|straightens"
    r"|pressed|knocked|sinks?|wobbles?|buckles?|rocks?|collapses)"
)
_CANNOT = (
    r"(?:cannot|could not|unable to|not able to|does not|do not|never|hardly|barely|will not"
    r"|inability to|dares? not|afraid to|refuses to|tries not to|trying not to|must not|may not"
    r"|is not allowed to|not allowed to|reluctant to|can hardly|can barely|can not)"
)
_BEAR = (
    r"(?:load|bear|take|carry|tolerate|support|put|place|hold|step|stand|lean|trust|weight ?bear"
    r"|use|rely)"
)
_TOE_END = (
    r"(?:front (?:part )?of <P>(?:\w+ )?(?:feet|foot)|toes|tips of <P>(?:\w+ )?toes|forefoot"
    r"|forefeet|balls? of <P>(?:\w+ )?(?:feet|foot))"
)
_TOUCH = r"(?:touch\w*|meets?|hits?|reach\w*|contacts?|makes? contact|lands?|gets? to|comes? to)"
_RISE = (
    r"(?:rises?|rising|up|goes|going|gets|getting|comes|coming|push(?:es|ing)|bob\w*|hops up"
    r"|bounc\w*|springs?|springing|lifts|lifting|raises|raising|stands?|standing|climbs|pops up)"
)
_TIPTOE = (
    r"(?:tip ?toes?|<P>(?:\w+ ){0,4}(?:toes?|tip ?toes?|forefoot|ball|leg|foot|side"
    r"|leg ?s toes|tips))"
)
_TOES = r"(?:tip ?toes?|<P>(?:\w+ ){0,3}(?:toes?|tip ?toes?|forefoot|ball))"
_CLEARING = (
    r"(?:clear|clears|clearing|clearance|pass|passes|passing|through|swings?|swinging|past"
    r"|get by|gets by|way|room|space|scrape|catch|drag|free|forward)"
)
_WORDS = r"(?:(?!walk)[\w,#]+ ){0,9}?"

DESCRIBED: dict[str, tuple[tuple[float, str], ...]] = {
    "stiff_knee": (
        (
            9,
            r"knees? (?:only |hardly |barely |scarcely )?(?:bends?|flex(?:es)?|bending) (?:\w+ )?"
            r"(?:too |very |only |so )?(?:little|less|slightly|minimally|insufficiently|poorly)"
            r"|knees? (?:only|just) (?:bends?|flex(?:es)?) (?:a (?:little|bit|touch)|a few)"
            r"|(?:limited|reduced|little|poor|restricted|insufficient|diminished|minimal|no)"
            r" (?:bending|flexing|flexion|bend) (?:of|in|at) <P>(?:\w+ )?knees?"
            r"|(?:legs?|limb) (?:\w+ ){0,6}without (?:bending|flexing|a bend)|locked up <s>knee"
            r"|knee (?:\w+ )?(?:extension|extended) (?:\w+ )?(?:during|throughout|through|in"
            r"|the) (?:\w+ ){0,3}swing|knees? (?:\w+ )?(?:extended|straight|locked) (?:on|at)"
            r"|captain ahab\w*|long john silver\w*",
        ),
        (9, r"neither (?:knee|leg) (?:\w+ )?(?:bends?|flexes|flex|moves)"),
        (
            9,
            r"knees? (?:is |are )(?:\w+ )?(?:immovable|immobile|unmovable)"
            r"|knees? (?:\w+ )?(?:held|kept|put|immobili\w+) in an?|knees? (?:\w+ )?(?:is |are "
            r"|was "
            r"|were )(?:\w+ )?(?:nailed|screwed|welded|glued"
            r"|rusted|bolted|cemented|set in \w+|made of \w+)|knee \S+ (?:is )?locked"
            r"|(?:knees?|lower leg|shin) (?:cannot|can not|does not|do not|hardly|barely|never"
            r"|scarcely|no longer|will not|can hardly|can barely) (?:\w+ )?(?:move|moves|fold"
            r"|folds|hinge|hinges|give|gives|yield|yields)(?! back| forward| way| in(?:ward)?)",
        ),
        (8, r"(?:other|opposite) (?:one |leg |knee |side )?(?:is |stays )(?:\w+ )?(?:stiff|rigid)"),
        (
            9,
            rf"knees? (?:\w+ )?(?:is |are )?(?:\w+ )?{_STOPPED} from {_BENDING}"
            rf"|{_STOPS} <P>(?:\w+ )?<s>knees? (?:from {_BENDING}|straight|extended|stiff)"
            rf"|{_STOPS} <s>knee (?:flexion|bending)",
        ),
        (
            9,
            r"(?:leg|limb) (?:\w+ ){0,3}(?:made of|carved from|turned to|turned into"
            r"|out of) (?:wood|stone|iron|steel|concrete|timber)"
            r"|(?:leg|limb) (?:\w+ ){0,2}(?:like|as) an? (?:\w+ )?(?:rod|pole|pillar|stilt|crutch"
            r"|poker|beam|bar|column|ramrod|broom\w*|stick|plank|ruler|post|log)"
            r"|as stiff as a \w+|stiff as a \w+|wooden <s>leg|like a stilt",
        ),
        (
            9,
            r"(?:brace|orthosis|splint|cast|plaster) (?:is )?(?:locked|on|around|over|from"
            r"|keeps|holds|for) (?:\w+ ){0,7}(?:knee|leg|thigh|hip to (?:ankle|foot)"
            r"|groin to (?:ankle|foot))|(?:long leg|full leg|cylinder) (?:cast|plaster|brace)"
            r"|locked (?:knee )?(?:brace|orthosis|kafo)"
            r"|(?:leg|knee) (?:is |was )?(?:\w+ )?(?:in|put in|set in) (?:a |an )?(?:\w+ )?(?:cast"
            r"|plaster|splint|brace)",
        ),
        (
            9,
            r"(?:no|without|hardly any|almost no|little|zero|lack of|loss of|missing"
            r"|absent) (?:\w+ )?(?:bend|bending|movement|motion|mobility|flexion) (?:\w+ )?(?:in"
            r"|of|at) <P>(?:\w+ )?<s>knees?|knees? (?:\w+ )?(?:has|have|shows?|with) (?:almost "
            r")?(?:no|hardly any|little) (?:\w+ )?(?:bend|movement|flexion|motion)"
            r"|(?:immobile|immovable|motionless|unmoving|frozen|ankylotic|immobilised"
            r"|immobilized) <s>knee"
            r"|knee (?:\w+ )?(?:is )?(?:frozen|immobile|blocked|motionless)(?: (?:in"
            r"|at) (?:\w+ )?extension)?|(?:blocked|blocking of <P>) <s>knee",
        ),
        (
            9,
            r"knee (?:flexion|bend) (?:\w+ ){0,3}only (?:\w+ ){0,2}\d+"
            r"|knee (?:only )?(?:bends|flexes) (?:only )?(?:\w+ )?(?:a few|5|10|15|20) degrees"
            r"|straight as a (?:\w+)",
        ),
        (8, r"knee extended (?:through|throughout|during|all through)"),
    ),
    "recurvatum": (
        (11, r"knees? (?:\w+ )?overshoot\w*|knees? (?:\w+ ){0,3}(?:sabre|saber)"),
        (
            11,
            rf"knees? (?:\w+ ){{0,3}}{_KNEE_GOES} (?:\w+ ){{0,3}}(?:past|beyond|over"
            rf"|further than|farther than|more than|behind) (?:\w+ )?{_STRAIGHT_POINT}",
        ),
        (
            11,
            rf"knees? (?:\w+ ){{0,5}}{_KNEE_GOES} (?:\w+ ){{0,2}}{_BACK}(?! and)",
        ),
        (
            11,
            r"knees? (?:\w+ )?(?:extends?|straightens?|is extended) (?:\w+ )?(?:too far|too much"
            r"|excessively)|(?:over|too) ?straight\w* (?:of |at |in )?<P><s>knees?"
            r"|knees? (?:\w+ ){0,3}(?:over ?straight\w*|banana|bent backwards?|bowed backwards?)",
        ),
        (
            11,
            rf"{_KNEE_GOES} (?:\w+ )?{_BACK} (?:at|in|on|with) <P><W><s>knees?"
            r"|(?:backward|posterior) (?:\w+ )?(?:thrust|bending|bowing|movement"
            r"|snap) (?:of|in|at) <P>(?:\w+ )?knees?"
            r"|knees? (?:\w+ )?(?:the )?wrong way",
        ),
    ),
    "crouch": (
        (9, r"neither (?:knee|leg) (?:\w+ )?(?:straightens?|extends?|gets straight|is straight)"),
        (8, r"(?:sagging|sunken|buckled) knees"),
        (
            8,
            r"(?:too much|excessive|increased|constant|permanent) (?:bend\w*|flexion) (?:at|in|of)"
            r" <P>(?:hips? and knees?|knees(?: and hips)?)|knees (?:\w+ )?(?:never|not|do not"
            r"|cannot|hardly|will not|fail to) (?:\w+ )?"
            r"(?:stretch|straighten|extend|open|unfold)|(?:never|not|cannot|does not) (?:\w+ )?"
            r"(?:stretch\w*|unfolds?) <P>(?:\w+ )?(?:knees|legs)|(?:stays?|remains?|is|walks"
            r"|walking) (?:\w+ )?(?:down|low|deep|sunk) (?:in|at|into) <P>(?:\w+ )?(?:knees"
            r"|hips)|knees (?:\w+ )?(?:buckled|pushed|bent|pointing|folded) forwards?",
        ),
        (
            8,
            r"(?:never|cannot|does not|do not|not|unable to) (?:gets?|bring|make|have|has"
            r"|stand with) <P>(?:both )?(?:knees|legs) (?:\w+ )?(?:straight|to (?:full )?extension"
            r"|into extension)",
        ),
        (
            8,
            r"(?:half|semi) ?(?:sitting|seated)|as if (?:sitting|seated|riding)"
            r"|like (?:sitting|seated) (?:on|in)|(?:low|invisible) (?:ceiling|chair|stool)",
        ),
        (
            8,
            r"(?:hips?|knees|legs)(?: ,)? (?:and )?(?:knees|hips?)?(?: ,)?(?: and)? ?(?:ankles?"
            r")? ?(?:are |all |always |constantly |stay |kept )*(?:bent|flexed) (?:throughout|all"
            r"|in stance|the whole|at every|during)",
        ),
        (
            8,
            r"(?:legs|limbs) (?:\w+ )?(?:bent|flexed) (?:at|in) (?:\w+ )?(?:hips?|knees?)"
            r"|(?:bent|flexed) (?:legs|limbs)"
            r"|(?:lack of|missing|no|reduced|incomplete|insufficient|deficit of|loss of) (?:full "
            r")?(?:knee extension|extension of (?:the |his |her |both )*knees)"
            r"|knee extension (?:deficit|lag) (?:of|in|on) (?:both|the two)|crumpled knees"
            r"|(?:sunk|sunken|sinks|sagging) (?:\w+ )?(?:at|in|into) <P>(?:hips and )?knees",
        ),
    ),
    "toe_walking": (
        (10, r"neither heel (?:\w+ )?(?:touch\w*|reach\w*|comes?|gets?|meets?|contacts?|is)"),
        (8, r"(?:invisible|imaginary) (?:high heels|stilettos)|as if (?:in|on) stilettos"),
        (
            10,
            rf"(?:only|just|nothing but) <P>(?:\w+ )?{_TOE_END} (?:\w+ )?{_TOUCH}"
            rf"|{_TOE_END} (?:\w+ )?{_TOUCH} (?:the )?(?:ground|floor|down) only"
            r"|heels? (?:\w+ )?(?:hover\w*|float\w*|dangl\w*|never|stays? (?:up|high)|no touch"
            r"|high(?! shoe)|not touch|do not land|well clear of)|(?:feet|foot|ankles?) (?:is |are "
            r")?pointed(?! out| in| to)|(?:ballet|ballerina) (?:\w+ )?(?:toes|dancer)",
        ),
    ),
    "steppage": (
        (
            8,
            r"(?:lifts?|raises?|raise|pulls? up|hoists?) <P>(?:\w+ )?<s>(?:knee|thigh)s? (?:\w+ )?"
            r"(?:so|to|in order) (?:\w+ ){0,5}(?:clear|keep|avoid|get|not)",
        ),
        (
            8,
            r"(?:cannot|can not|does not|unable to|hardly|barely) (?:\w+ )?(?:lift|raise|get up"
            r"|pull"
            r" up) <P>(?:tip|front|toe end|point) of|(?:steps?|stepping) (?:\w+ )?high"
            r"|(?:dorsiflexors|tibialis anterior|foot lifters"
            r"|ankle lifters) (?:\w+ )?(?:out|gone|absent|not working|dead|weak|paralyzed"
            r"|paretic|0 of 5|1 of 5|2 of 5)",
        ),
        (
            8,
            r"(?:foot|forefoot|toes|feet) (?:\w+ )?(?:hangs?|hang|hanging|flaps?|flapping|smacks?"
            r"|smacking|dangl\w+|flops?|slops?|drops? down|drooping|slumps?)(?: (?:down|limply))?"
            r"|<s>forefoot (?:hangs?|drops?|droops?)|hanging <s>(?:forefoot|foot|toes)",
        ),
        (
            8,
            r"(?:front of <P>(?:\w+ )?(?:foot|feet)|toes|forefoot|foot|ankle) (?:cannot|will not"
            r"|does not|do not|fails to|never|can not) (?:\w+ )?(?:come up|go up|lift|rise|pull up"
            r"|be lifted|be raised|dorsiflex)(?! off)",
        ),
        (
            8,
            r"(?:no|without|lack of|loss of|lost|poor|missing) (?:active |any )?(?:lifting|lift"
            r"|raising|raise|upward movement) (?:of|in) <P>(?:\w+ )?<s>(?:foot|forefoot|toes"
            r"|ankle)|(?:foot|ankle) lifters? (?:\w+ )?(?:paralyzed|weak|fail\w*|out|gone|dead)"
            r"|(?:paralyzed|weak|dead) (?:foot|ankle) lifters?",
        ),
        (
            8,
            r"(?:lifts?|raises?|picks? up|hoists?|jerks? up) <P>(?:\w+ )?<s>(?:leg|knee"
            r"|foot|thigh)s? (?:\w+ )?(?:as if|as though|like) (?:\w+ ){0,3}(?:over|across"
            r"|climb\w*|up) (?:\w+ ){0,2}(?:doorstep|step|threshold|log|obstacle|something|hurdle"
            r"|ditch|stairs?|kerb|curb)"
            r"|knees? (?:\w+ )?(?:raised|lifted) (?:\w+ )?(?:like|as if) (?:\w+ )?stepping over"
            r"|(?:must|has to|have to|needs to) (?:lift|raise|pick up) <P>(?:\w+ )?<s>(?:knee"
            r"|leg|thigh)s? (?:\w+ )?(?:much|a lot|up|high)",
        ),
    ),
    "antalgic": (
        (6, r"(?:carry|bear|take|carries|bears|takes) (?:as little|hardly any|almost no)"),
        (
            6,
            r"(?:steps?|stepping|gets?|getting|comes|coming|hurries|hurrying) (?:as )?(?:quick\w*"
            r"|fast|soon) (?:as (?:possible|he can|she can|they can) )?(?:off|away from|from)"
            r"|bad side|already (?:off|lifts?|leaves|lifting|lifted|gone)|makes? (?:him|her|them"
            r"|me|you)"
            r" (?:wince|flinch|grimace|groan|cry|yelp)|winc\w*|grits? <P>teeth|cries out|yelps"
            r"|screams"
            r"|(?:taps?|tapping|dabs?|dabbing|pats?) (?:the )?(?:floor|ground) with"
            r"|weight (?:is |gets |was )?(?:\w+ )?(?:taken|shifted|moved|lifted|transferred)"
            r" (?:\w+ )?(?:off|away from|from)",
        ),
        (
            6,
            rf"{_CANNOT} (?:\w+ )?{_BEAR} (?:\w+ )?(?:(?:any|full|much|his|her|the|all) )*(?:weight"
            r"|load|pressure|body weight)|(?:leg|foot|knee|hip|ankle|left"
            rf"|right) {_CANNOT} (?:\w+ )?(?:{_BEAR})(?: (?:any|full|much|his|her|the|body))* "
            r"(?:weight|load|pressure)",
        ),
        (
            6,
            rf"{_CANNOT} (?:\w+ )?(?:(?:step|stand|tread|lean|land|rely|weight ?bear|load|bear)"
            r" (?:\w+ )?(?:on|onto|through|upon)|load|trust) <P>(?:\w+ )?<s>(?:leg|foot|knee|hip"
            r"|ankle|heel|left|right|side)(?! (?:length|lines?))",
        ),
        (
            6,
            r"(?:gets? rid of|takes?|taking|keeps?|unloads?|removes?) <P>(?:\w+ )?(?:weight|load)"
            r" (?:\w+ )?(?:on|off|from|of)|(?:hurries|rushes|hastens|jumps|skips|changes) (?:\w+"
            r" )?(?:on )?(?:on ?to|over to|to) <P>(?:other|good|better|sound|opposite)",
        ),
        (
            6,
            r"(?:stays?|spends?|rests?|remains?|stands?|stops?|is) (?:\w+ )?on <P>(?:\w+"
            r" )?<s>(?:leg|foot|side|left|right|one)? ?(?:for )?(?:much |far |only |very |too "
            r"|a )*(?:shorter|short|briefly|less|moment|instant|split second)(?! leg)"
            r"|(?:barely|hardly|scarcely|only briefly|just briefly) (?:touches|stands|steps|lands"
            r"|taps|stays)(?: \w+)? (?:down )?(?:with|on|upon) <P>(?:\w+ )?<s>(?:foot|leg|heel"
            r"|left|right)",
        ),
        (
            7,
            r"(?:is |are )?killing (?:him|her|me|them)|(?:hot|burning) coals|hot (?:sand|ground"
            r"|plate|stones)|(?:walks?|walking|steps?|stepping|treads?) (?:\w+ )?(?:as if |like "
            r")?(?:\w+ )?(?:on|upon) (?:\w+ )?(?:nails|needles|pins|glass|thorns|knives"
            r"|broken glass)|sting\w* (?:\w+ ){0,3}step",
        ),
        (
            6,
            r"nwb|pwb|ttwb|tdwb|fwb not|(?:partial|non|touch down|toe touch) weight ?bear\w*",
        ),
        (
            6,
            r"(?:saves?|saving|relieves?|relieving|unloads?|unloading|rests?|resting|goes easy on"
            r"|going easy on|does not use|underuses) <P>(?:\w+ )?<s>(?:leg|foot|knee|hip|ankle"
            r"|heel|forefoot|toe|side)",
        ),
        (11, r"tip ?toes? (?:around|round) (?:the )?pain"),
    ),
    "trendelenburg": (
        (
            9,
            r"(?:pelvis|hips?) (?:cannot|can not|is not|does not|could not) (?:be )?(?:\w+ )?"
            r"(?:kept|held|stay|remain|stabili\w+|stays|supported)",
        ),
        (
            9,
            r"(?:cannot|does not|unable to|fails to|not|cannot really|can not) (?:hold|keep"
            r"|stabilize|stabilise|control|support|maintain) <P>(?:\w+ )?(?:pelvis|hips?)"
            r" ?(?:level|up|horizontal|straight|steady)?|(?:pelvis|hip) (?:\w+ ){0,6}(?:drops?"
            r"|sinks?|dips?|falls|sags?|tilts? down|goes down|comes down)(?! of| back| forward)"
            r"|(?:pelvis|hips?) (?:is |are )?not (?:\w+ )?(?:level|horizontal|stable)",
        ),
    ),
    "duchenne": (
        (
            9,
            r"(?:upper body|trunk|torso|shoulders|chest) (?:goes|moves?|comes?|swings?|falls?"
            r"|tips?|shifts?|drops?|leans?|bends?|tilts?|lurches|hangs?|is brought"
            r"|is carried|travels|rocks) (?:\w+ )?(?:over|to|onto|towards?|above) (?:to |towards? "
            r")?<P>(?:\w+ )?(?:left|right|same|stance|standing|weak|bad|affected) (?:\w+ ){0,2}"
            r"(?:whenever|when|while|each|every|as|in|during|on|with|at)",
        ),
    ),
    "hip_hiking": (
        (
            10,
            r"(?:draws?|drawing|tugs?|jerks?|yanks?|brings?|cocks?) (?:up )?<P>(?:\w+ )?<s>(?:(?:"
            r"side|half) of )?<P>(?:pelvis|hip|hemipelvis)(?: up)?(?: (?:to|in|during|when|so))?"
            r"|(?:pelvis|hip|hemipelvis) (?:\w+ ){0,3}(?:towards?|to|up to|against) <P>(?:\w+ )?"
            r"(?:ribs|rib cage|ribcage|armpit|shoulder)"
            r"|(?:shortens?|shortening|contracts?) <P>(?:\w+ )?<s>(?:flank|waist|side of <P>trunk)",
        ),
    ),
    "vaulting": (
        (
            17,
            r"(?:to (?:clear|swing|let|get|bring|pass)|for (?:clearance|clearing)) "
            rf"{_WORDS}{_RISE} (?:\w+ ){{0,3}}(?:(?:on|onto|over) {_TIPTOE}|to {_TOES})",
        ),
        (
            17,
            r"(?:on|onto) <P>(?:\w+ ){0,2}(?:toes|tip ?toes?|forefoot|ball) (?:so|in order|to"
            rf" (?:let|make|clear|allow|get|help|give|bring)) {_WORDS}{_CLEARING}"
            r"|tip ?toes? (?:on|with|over) (?:\w+ ){0,3}(?:leg|foot|side) (?:to|so|while|as)"
            rf" {_WORDS}{_CLEARING}|rais\w+ (?:himself|herself|themselves|<P>body) (?:up )?(?:on"
            rf"|onto|to) {_TIPTOE} {_WORDS}{_CLEARING}",
        ),
        (
            17,
            rf"{_RISE} (?:\w+ ){{0,4}}(?:(?:on|onto|over) {_TIPTOE}"
            rf"|to {_TOES}) {_WORDS}{_CLEARING}",
        ),
        (
            17,
            r"(?:early|premature|too early|too soon) heel (?:off|rise|raise|lift) (?:\w+ ){0,10}?"
            rf"{_CLEARING}|heel (?:off|rise|rises|raise|lifts?|lift|comes up|comes off) {_WORDS}"
            rf"{_CLEARING}",
        ),
        (
            17,
            r"plantar ?flex\w* (?:of|on|in|at)? ?<P>(?:\w+ )?<s>(?:\w+ )?(?:ankle|foot|leg|stance"
            rf"|side)? ?{_WORDS}{_CLEARING}",
        ),
        (
            17,
            rf"{_RISE} (?:\w+ )?(?:(?:on|onto) {_TIPTOE}|to {_TOES}) (?:\w+ ){{0,2}}(?:during|in|at"
            r"|as|when) (?:\w+ ){0,3}swing",
        ),
    ),
    "leg_length": (
        (9, r"(?:shorter|longer) on <P>(?:left|right) (?:side )?by"),
        (
            9,
            r"(?:femur|tibia|leg|thigh|shin) (?:\w+ )?(?:healed|grew|grown|came out|ended up|set"
            r"|united) (?:\w+ )?(?:short|shorter|shortened|long|longer)",
        ),
        (
            9,
            r"(?:one|left|right) (?:leg|limb)? ?(?:is |being )?(?:\w+ )?(?:cm|mm|inch\w*"
            r"|centimet\w+|millimet\w+) (?:\w+ )?(?:shorter|longer|too short|too long)"
            r"|(?:leg|limb) (?:left |right )?(?:is )?more (?:short|long)",
        ),
    ),
}
