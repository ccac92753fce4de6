"""Which words speak for which pattern, and which patterns are part of describing another."""

from __future__ import annotations

from .phrases import cues

NEEDED = 5.0
"""Sum of weights from which a pattern counts as asked for."""
NAMED = 8.0
"""Weight of one phrase from which it names its pattern or leaves no doubt about it."""

_LEAN_VERBS = (
    r"(?:tips|tipping|lean|leans|leaning|lurch|lurches|lurching|tilts?|tilting"
    r"|tilted|inclines?|inclining|bends?"
    r"|bending)"
)
_MOVE_VERBS = (
    r"(?:shifts?|shifting|throws?|throwing|moves?|moving|displaces?|displacing"
    r"|brings?|hurls?|swings?"
    r"|swinging|heaves?|heaving)"
)
_LEANS = (
    rf"(?:(?<!pelvis )(?<!hip )(?<!hips ){_LEAN_VERBS}(?: <P><TRUNK>)?(?!"
    r" <P>(?:<s>)(?:knee|elbow|arm))"
    rf"|{_MOVE_VERBS} <P><TRUNK>|<TRUNK> (?:\w+ )?(?:is |are )?(?:{_MOVE_VERBS}"
    r"|thrown|shifted|moved|sways?"
    r"|swaying))"
)
"""The trunk goes to a side, said with the trunk where the verb alone may be about a limb."""
_SINKS = (
    r"(?:drops?|dropping|sinks?|sinking|sags?|sagging|dips?|dipping|falls|falling|tilts? down"
    r"|tips? down|slumps?|is lower|goes down|comes down)"
)
_RAISES = r"(?:lifts?|lifting|raises?|raising|picks? up|picking up|brings? up|pulls? up)"
_BENT = r"(?:bent|flexed|bending|semi ?flexed|half bent|half flexed)"
_STRAIGHT = r"(?:stiff\w*|extended|straight|locked|rigid|unbent|in (?:full )?extension|fixed)"
_CAN_NOT = (
    r"(?:cannot|unable to|not able to|does not|do not|can hardly|can barely|hardly able to"
    r"|inability to|fails? to|cannot really|can not|will not|without|not)"
)

PATTERN_CUES = cues(
    {
        "antalgic": (
            (5, r"bad (?:left |right )?(?:knee|hip|foot|leg|ankle|back)"),
            (
                5,
                r"(?:loads?|loading|uses|using|stands on|relies on|trusts) (?:only|mainly"
                r"|mostly) <P><s>(?:leg|foot|side)|(?:only|mainly|mostly) (?:loads?|uses)"
                r" <P><s>(?:leg|foot|side)",
            ),
            (
                7,
                r"(?:something|a nail|a splinter|glass) (?:is |was )?(?:stuck )?(?:in"
                r"|inside) <P>(?:<s>)(?:shoe|foot|heel|sole|boot)|stuck in <P><s>shoe",
            ),
            (
                5,
                r"(?:little|less|short|brief|minimal|minimum|reduced|shortest|least) (?:\w+"
                r" )?(?:time|period|moment|contact) (?:as possible |possible )?on|briefly on"
                r"|stance (?:phase |time )?(?:is |gets |becomes )?(?:too |very"
                r" )?(?:shortened|short|shorter|brief|reduced|cut short)|(?:rushes|hurries"
                r"|hastens) (?:\w+"
                r" )?(?:off|over|through) <P><s>(?:leg|foot|stance)",
            ),
            (
                6,
                r"(?:winces?|wincing|flinch\w*|grimac\w+|yelps?|groans?|moans?) (?:\w+"
                r" ){0,4}(?:steps?|stepping|foot|leg|walk\w*|weight)",
            ),
            (6, r"protective (?:gait|limp)"),
            (
                5,
                r"(?:gets?|getting|steps?|stepping|comes|coming|hurries|rushes) (?:quickly"
                r" )?off <P><s>(?:<LEG>|it) (?:quickly|rapidly|fast|as quickly as possible"
                r"|as fast as possible|soon)",
            ),
            (10, r"antalg\w*|pain (?:relieving|avoiding|avoidance) gait|relieving (?:gait|limp)"),
            (
                6,
                r"(?<!duchenne )(?<!trendelenburg )limp"
                r"(?! (?:<s>)(?:<ARM>|foot|feet|wrist|rag))|limps|limping(?:ly)?|limped|limpy"
                r"|hobbl\w+|lame|lamely|lameness|gimp\w*|gingerly",
            ),
            (6, r"favor(?:s|ed|ing)? <P><W><s>(?:<LEG>|left|right)"),
            (
                6,
                r"(?:spar(?:e|es|ed|ing)|protect\w*|guard(?:s|ing)|nurs(?:es|ing)|bab(?:ies|ying))"
                r" <P><W><s><LEG>",
            ),
            (
                5,
                r"pain(?! free| relie| avoid)(?:ful|fully|s)?|hurts?|hurting|sore|soreness|aches?"
                r"|aching|discomfort|tender|ouch|agony",
            ),
            (5, r"avoid\w* (?:putting |placing |bearing )?<W>(?:weight|load)|weight off"),
            (
                5,
                r"avoid\w* (?:loading|stepping|standing)|(?:reluctant|afraid|does not (?:want|dare"
                r"|like)) to (?:load|step|stand|put)",
            ),
            (
                5,
                r"(?:not|cannot|without|no|little|less|hardly any|minimal) <G>(?:weight|load)"
                r" <G>(?:on|through|onto|over)",
            ),
            (
                5,
                r"(?:short|shorter|shortened|less|little|brief|reduced|decreased|quick)"
                r" <W>(?:stance"
                r"|time (?:spent )?on|single (?:limb|leg) support)",
            ),
            (5, r"(?:off load|unload|offload)\w* <P><s><LEG>|(?:un|off)loading of <P><s><LEG>"),
            (
                7,
                r"(?:stone|pebble|nail|thorn|splinter|glass|gravel|something sharp) (?:in|inside"
                r"|under|into) <P><s>(?:shoe|foot|heel|sole|boot)",
            ),
            (
                5,
                r"(?:more|longer|most|mainly|mostly) (?:of <P>)?<W>(?:weight|time) <W>on"
                r"|weight (?:\w+ ){0,2}(?:mainly|mostly|primarily|chiefly|largely|only|more)"
                r" (?:on|onto|over|to)",
            ),
            (
                5,
                r"(?:gets?|getting|steps?|stepping|comes|hurries|jumps|rushes) (?:quickly "
                r"|rapidly )?"
                r"off <P><s>(?:<LEG>|left|right|it)",
            ),
        ),
        "hemiplegic": (
            (
                10,
                r"(?:leg|foot) (?:makes|does|performs|takes) an? (?:\w+ )?(?:sweep|swing"
                r"|detour|loop|bow) (?:to <P>(?:outside|side)|out\w*|around)|(?:sweeps?"
                r"|sweeping) <P><W><s>(?:leg|foot) (?:\w+ )?(?:out\w*|around|to <P>(?:side"
                r"|outside))",
            ),
            (10, r"abduct(?:s|ing|ed) <P><W><s>(?:leg|foot|limb)"),
            (
                8,
                r"(?:makes?|making|draws?|drawing|describ\w*|tracing|traces?|moves? in"
                r"|moving in) an? (?:\w+ )?(?:arc|circle|curve|semi ?circle|half circle|half"
                r" moon)",
            ),
            (
                8,
                r"(?:cerebral|brain|intracerebral|basal ganglia|mca|hemispheric|capsular"
                r"|ischemic) (?:infarct\w*|hemorrhage|bleed\w*|lesion|injury|tumor|ischemia)"
                r"|infarct\w*",
            ),
            (
                18,
                r"(?:brings?|bringing|throws?|throwing|moves?|moving|swings?|swinging"
                r"|sweeps?|flings?) <P><W><s>(?:leg|foot|limb) to (?:the )?(?:outside|side)",
            ),
            (
                18,
                r"(?:leg|foot|limb) (?:\w+ )?circl\w*(?: (?:\w+ )?(?:out|outward|outwards"
                r"|around))?|circling (?:of )?<P><s>(?:leg|foot)",
            ),
            (12, r"hemi ?pleg\w*|hemi ?pare\w*|wernicke mann\w*|hemi gait"),
            (
                8,
                r"(?<!cerebellar )strokes?(?! of (?:luck|genius|midnight))|cva|post ?stroke"
                r"|cerebrovascular\w*|apoplex\w*",
            ),
            (18, r"circumduct\w*"),
            (
                18,
                r"(?:swing(?:s|ing)?|swung) <P>(?:\w+ ){0,2}<s>(?:leg|foot|limb)"
                r" (?:\w+ )?(?:out|outward|outwards|around|round|sideways|wide|laterally|away"
                r"|in an? (?:\w+ )?(?:arc|circle|semi ?circle|half circle|curve))",
            ),
            (18, r"(?:swing(?:s|ing)?|swung) (?:out|around|round) <P><W><s>(?:leg|foot|limb)"),
            (
                18,
                r"(?:leg|foot|limb) (?:is |that )?(?:swings?|swinging|swung|moves?|goes|thrown"
                r"|comes|brought) (?:\w+ )?"
                r"(?:out|outward|outwards|around|round|sideways|laterally)(?! of (?:the )?way)",
            ),
            (
                18,
                r"(?:brings?|bringing|throws?|throwing|moves?|moving|takes|sweeps?|flings?) <P><W>"
                r"<s>(?:leg|foot|limb) (?:\w+ )?(?:around|round|out|outward|outwards|sideways"
                r"|in an? <W>(?:arc|circle|semi ?circle|half circle|curve))",
            ),
            (
                8,
                r"half (?:a )?circle|semi ?circle|semicircular\w*|in an? (?:\w+ )?(?:arc|curve)"
                r"|(?:makes?|draws?|describes?|drawing) an? (?:\w+ )?(?:arc|circle|curve)",
            ),
            (
                8,
                r"(?:one sided|half sided|hemi ?lateral) (?:weakness|paralysis|paresis)"
                r"|(?:paralyzed|weak) (?:on )?(?:down )?(?:one|half) <W>(?:side|body)?"
                r"|half (?:of )?<P>body",
            ),
            (
                6,
                r"sided (?:\w+ )?(?:weakness|paralysis|paresis)|<S> sided (?:weak\w*|paraly\w*)",
            ),
            (
                6,
                r"(?:paralyzed|weak|spastic) (?:on )?(?:down )?<P>(?:whole )?<s>(?:side|half)"
                r"|side (?:of <P>body )?(?:is |was |are )?(?:paralyzed|weak|spastic)",
            ),
            (
                6,
                r"(?:weakness|paralysis|paresis) (?:on|of|in|down) (?:the )?(?:whole"
                r" )?<s>(?:side|half)",
            ),
            (4, r"spastic <s>(?:arm|leg|side|limb)|spastic hemi\w*"),
            (
                3,
                r"<s>(?:arm|elbow) (?:is )?(?:held |kept )?(?:bent|flexed|curled|tucked|clenched)",
            ),
        ),
        "trendelenburg": (
            (8, r"gluteus medius (?:gait|walk)|(?:gluteal|gluteus) (?:gait|insufficiency)"),
            (
                9,
                r"(?:pelvis|hemipelvis|hips?) (?:\w+ ){0,3}(?:lowers|lowering|descends"
                r"|collapses|tips|is lowered|drooping|droops)",
            ),
            (10, r"trendelenburg\w*(?! lurch)"),
            (3, r"uncompensated"),
            (
                9,
                r"pelvic (?:drop|sag|dip|obliquity)|hip drop|(?:drop|sag|dip|fall) of <P><s>(?:side"
                r" of <P>)?(?:pelvis|hip|hemipelvis)",
            ),
            (9, rf"(?:pelvis|hemipelvis|hips?|iliac crest) <G>{_SINKS}"),
            (
                9,
                rf"(?:drops?|dropping|lets?) <P><s>(?:side of )?<P><s>(?:pelvis|hip)(?: {_SINKS})?"
                r"|(?:dropping|sinking|sagging) (?:pelvis|hip)",
            ),
            (
                6,
                r"(?:weak|weakness of|weakness in|paralyzed|insufficient) <P><s>(?:hip"
                r" )?(?:abductors?"
                r"|abductor muscles?|gluteus medius|glute(?:us|al)?s?)",
            ),
            (
                6,
                r"(?:abductor|gluteus medius|glute(?:us|al)?|hip) (?:muscle )?(?:weakness"
                r"|insufficiency)|superior gluteal nerve",
            ),
        ),
        "duchenne": (
            (
                22,
                r"(?<!un)(?<!not )compensated <s>trendelenburg\w*"
                r"|trendelenburg\w* (?:gait |limp |sign )?(?:<s>)?(?:compensated|with compensation)"
                r"|trendelenburg\w* (?:gait )?compensat\w+ by",
            ),
            (12, r"duchenne(?! muscular| dystroph| type| s muscular)"),
            (
                9,
                rf"{_LEANS} <G>(?:over|onto|above) <P>(?:\w+ )?<s>(?:\w+ )?"
                r"(?:leg|hip|foot|limb|stance|standing|supporting|support|knee)",
            ),
            (
                9,
                rf"{_LEANS} <G>(?:over|onto|to|towards?) <P>(?:\w+ )?(?:stance|standing|supporting"
                r"|support|weight bearing|loaded|affected|weak|painful|bad|same)(?! in swing)",
            ),
            (
                9,
                rf"{_LEANS} (?:sideways |out |over )?<W>(?:over|onto|to|towards?)? ?<P><W>"
                r"(?:left|right)(?: side| leg)? (?:\w+ )?(?:in|during|with|at|on|when|each|every|as"
                r"|while) (?:\w+ ){0,4}(?:stance|steps?|stepping|stands?|standing|stand"
                r"|weight|leg|lands)",
            ),
            (
                9,
                r"(?:in|during|at|when|with|on) (?:\w+ ){0,3}(?:stance|step|standing|stands)"
                r" (?:on |of |phase )?(?:(?:the |his |her |their )?(?:left |right )?(?:leg "
                r"|foot |side )?)"
                rf"(?:, )?<P>(?:<TRUNK> )?(?:is )?(?:tilted |shifted )?{_LEANS}",
            ),
            (
                9,
                r"(?:<TRUNK>|lateral|sideways) (?:lean\w*|lurch\w*|sway|shift\w*|flexion|bend\w*)"
                r" (?:\w+ )?(?:over|onto) <P>(?:\w+ )?<s>(?:\w+ )?(?:leg|hip|foot|limb|stance|side)"
                r"|(?:<TRUNK>|lateral|sideways) (?:lean\w*|lurch\w*|sway|shift\w*|flexion|bend\w*)"
                r" (?:\w+ )?(?:to|towards?) <P>(?:\w+ )?(?:(?:left|right) )?(?:\w+ )?(?:leg"
                r"|hip|foot|limb"
                r"|stance|in (?:\w+ ){0,2}stance|during (?:\w+ ){0,3}(?:stance|support)|side in"
                r" (?:\w+ ){0,2}stance|with (?:each|every)|at (?:each|every)|on (?:each|every))",
            ),
            (9, r"(?:abductor|gluteus medius|gluteal|glute) (?:lurch|limp)|trendelenburg\w* lurch"),
            (7, rf"{_LEANS} over <P><S>(?! (?:arm|shoulder))"),
            (6, r"lurch\w*(?! about| around| from side| side to)"),
        ),
        "steppage": (
            (
                8,
                r"(?:lifts?|raises?|picks? up) <P>(?:\w+ )?<s>(?:leg|legs|foot|feet|knee"
                r"|knees) (?:\w+ )?like a (?:horse|stork|rooster|heron)|like a (?:trotting "
                r"|prancing )?(?:horse|stork|rooster|heron)",
            ),
            (
                8,
                r"dorsiflex\w+ (?:paralysis|paresis|palsy|insufficiency|failure)"
                r"|(?:paralyzed|weak|absent) <s>(?:dorsiflexors|foot lifters|ankle lifters)"
                r"|foot lifters? (?:weakness|palsy)",
            ),
            (
                8,
                r"(?:lifts?|lifting|raises?|raising|picks? up|picking up|brings? up|pulls?"
                r" up) <P>(?:\w+ )?<s>(?:knee|leg|thigh|hip)s? (?:\w+ ){0,3}high\w*",
            ),
            (10, r"steppage\w*|equine gait|cock ?walk"),
            (
                10,
                r"foot ?drops?|foot dropping|drop(?:ped|ping|py)? (?:foot|feet)|foot (?:droops?"
                r"|hangs?|flops?)|feet (?:droop|hang|drop|flop)|drooping (?:foot|feet|toes?)",
            ),
            (
                8,
                r"(?:floppy|limp|dangling|hanging) <s>(?:foot|feet)|(?:foot|feet) (?:is |are"
                r" )?(?:floppy|dangl\w+|flopping)",
            ),
            (
                8,
                r"slap\w* (?:\w+ )?<s>(?:foot|feet)|foot slap\w*|(?:foot|feet) (?:that |\w+ and )?"
                r"(?:\w+ )?(?:slaps?|slapping)|slapping (?:foot|feet|gait|sound)|slaps?",
            ),
            (
                8,
                rf"{_CAN_NOT} (?:\w+ )?(?:lift|raise|dorsiflex|pull up|pick up|bend|lifting|raising"
                r"|pull) <P><s>(?:foot|forefoot|toes?|ankle|front of <P><s>foot)(?: up)?"
                r"(?! off| from| high| properly off)",
            ),
            (
                8,
                rf"{_RAISES} <P>(?:\w+ )?<s>(?:knee|leg|thigh|hip)s?"
                r" (?:up )?(?:too |very |unusually |abnormally |exaggeratedly |extra |really |so )?"
                r"high\w*",
            ),
            (
                8,
                r"(?:knee|leg|thigh|hip)s? (?:is |are )?(?:\w+ )?(?:lifted|raised|pulled up)"
                r" (?:up )?(?:too |very |unusually |abnormally |exaggeratedly |extra )?high\w*",
            ),
            (
                8,
                r"high (?:knee lift|stepping|steppage|step(?:ping)? gait|knees?)|exaggerated"
                r" (?:hip|knee)\w* (?:flexion|lift)|goose ?step\w*",
            ),
            (
                4,
                r"toes? (?:\w+ )?(?:drags?|dragging|scrap\w+|scuff\w*|catch\w*|hang\w*|point\w*"
                r" down\w*|down)"
                r"|(?:drags?|dragging|scrapes|scuffs|catches) <P><s>(?:toes?|foot)",
            ),
            (
                3,
                r"toes? (?:\w+ )?(?:hit|hits|touch|touches|lands?|strike|strikes|contacts?)"
                r" <G>first"
                r"|toe first",
            ),
            (
                7,
                r"(?:weak|weakness of|paralyzed|paralysis of) <P><s>(?:ankle )?(?:dorsiflex\w*"
                r"|tibialis anterior|foot lifters?)|dorsiflex\w+ (?:weakness|paresis|palsy)"
                r"|(?:no|absent|lack of|loss of|missing) <s>(?:active |ankle )?dorsiflexion",
            ),
        ),
        "stiff_knee": (
            (8, r"(?:knee )?extension contracture|stiff (?:in|at) <P><s>knee"),
            (
                9,
                r"knees? (?:\w+ )?(?:were |was |is |are )?(?:splinted|immobilized"
                r"|immobilised|braced|in a cast)|straight (?:legged|kneed)|straight legs"
                r"|knee (?:immobili\w+|fusion)|(?:extended|straight) (?:knee|leg) (?:gait"
                r"|walk)",
            ),
            (
                8,
                r"(?:cast|plaster|splint|brace|immobilizer) (?:on|around) <P><s>(?:whole"
                r" )?(?:leg|knee)|(?:leg|knee) in (?:a |an )?(?:plaster|cast|splint|brace)"
                r"|(?:legs?|knees?) (?:as )?straight(?! ahead| forward| line)",
            ),
            (
                9,
                r"(?:both )?knees? (?:rigid|locked|stiff|straight) (?:in|during|throughout"
                r"|all|at|with)",
            ),
            (10, r"stiffness (?:of|in) <P><s>knees?|stiff <s>knees?"),
            (
                9,
                r"(?:knees?|legs?|limbs?) (?:\w+ )?(?:locked|kept|held|staying|stay|being"
                r"|remaining) (?:\w+ )?(?:stiff\w*|extended|straight|locked|rigid|unbent|in"
                r" (?:full )?extension)",
            ),
            (
                10,
                r"stiff (?:(?:left|right|painful|straight) )?knee\w*|stiff ?(?:legged"
                r"|leggedly|kneed)"
                r"|stiff leg gait",
            ),
            (6, r"stiff (?:(?:left|right) )?(?:leg|limb)s?"),
            (
                9,
                rf"knees? (?:is |are |was |stays? |remains? |feels |that is |kept |held |being )+"
                rf"(?:\w+ )?{_STRAIGHT}",
            ),
            (
                9,
                r"(?:holds?|keeps?|holding|keeping|locks?|locking) <P>(?:both )?<s>(?:knee"
                r"|leg|limb)s?"
                rf" (?:\w+ )?{_STRAIGHT}",
            ),
            (9, r"stiffness (?:of|in) <P><s>knee|<s>knee stiffness|stiffly extended <s>knee"),
            (
                9,
                r"(?:knees?|leg) (?:on <P>(?:left|right) (?:side )?)?(?:that )?(?:(?:does|do"
                r"|will|can)"
                r" not|cannot|never|barely|hardly|scarcely|is unable to|fails to|refuses to)"
                r" (?:\w+ )?(?:bend|bends|flex|flexes)(?! again| forward| back)",
            ),
            (
                9,
                r"(?:unable to|inability to|cannot|not able to|hard to|does not|without"
                r"|never|hardly"
                r"|barely|not) (?:\w+ )?(?:bend|flex)(?:s|ing)? <P>(?:\w+ )?<s>(?:knees?|leg)",
            ),
            (
                8,
                r"(?:locked|rigid|straight|extended|unbending|fused|ankylosed|unbent)"
                r" <s>(?:knee|leg)s?"
                r"(?! raise)",
            ),
            (
                8,
                r"knee <G>(?:locked|rigid|straight|in (?:full )?extension|fused|unbent"
                r"|ankylos\w+)(?! ahead)",
            ),
            (
                8,
                r"(?:loss|lack|reduction|limitation|absence) of <P><s>knee flexion"
                r"|(?:reduced|limited"
                r"|decreased|no|little|restricted|diminished|insufficient|absent|less)"
                r" <s>(?:peak )?"
                r"knee (?:flexion|bend\w*)|knee flexion <W>(?:is )?(?:reduced|limited|restricted"
                r"|decreased|absent|missing)",
            ),
            (
                8,
                r"(?:leg|limb) (?:stays|kept|held|is|remains|is kept|is held) (?:\w+"
                rf" )?(?:{_STRAIGHT})",
            ),
            (
                8,
                r"(?:peg|wooden|pirate|tree trunk|artificial stiff) (?:<s>)leg\w*|like a"
                r" (?:\w+ )?pirate"
                r"|leg like a (?:stick|log|board|post|pole|broom\w*)|stiff as a (?:board|stick)",
            ),
            (
                7,
                r"rectus femoris|knee <G>in (?:a |an )?(?:plaster|cast|splint|brace|immobili\w+"
                r"|extension)|arthrodesis of <P><s>knee|knee (?:arthrodesis|fusion)"
                r"|ankylosis of <P><s>knee",
            ),
        ),
        "parkinsonian": (
            (
                3,
                r"hypomimi\w*|en bloc|pill rolling|masked face|small stepp\w+|micrograph\w*"
                r"|rigidity|rigor",
            ),
            (
                7,
                r"(?:ever|increasingly|progressively|always) (?:shorter|smaller|quicker"
                r"|faster) (?:\w+ )?steps|steps (?:\w+ )?(?:ever|increasingly|progressively)"
                r" (?:shorter|smaller|faster|quicker)",
            ),
            (7, r"(?:running|runs) after <P>(?:\w+ )?(?:center|centre) of gravity"),
            (12, r"(?<!wolff )parkinson\w*"),
            (10, r"shuffl\w*|festinat\w*|propulsive gait|propulsion|magnetic gait"),
            (8, r"bradykine\w*|hypokine\w*|akine\w*|marche a petits? pas|lewy body"),
            (
                7,
                r"freez\w+|frozen|start hesitation|(?:glued|stuck|nailed|rooted|sticks?"
                r"|sticking|stick fast) to the"
                r" (?:floor|ground)",
            ),
            (
                7,
                r"steps? <G>(?:shorter|smaller) (?:and \w+ )?and <W>(?:faster|quicker)"
                r"|(?:chas\w+|running after|runs after) (?:after )?<P><G>(?:center|centre)"
                r" of gravity|(?:faster|quicker) and"
                r" (?:faster|quicker) <W>(?:little |small |tiny |short )*steps?",
            ),
            (
                2.4,
                r"stoop\w*|hunch\w*|(?:bent|leans?|leaning|bends?|bending|flexed|tilts?)"
                r" (?:forwards?"
                r"|over)",
            ),
            (2.3, r"(?:short|small|tiny|little|mincing|baby) (?:\w+ )?steps?"),
            (
                2.1,
                r"(?:no|without|little|reduced|hardly any|absent|lack of|almost no|diminished|less"
                r"|scarcely any|loss of|missing) (?:any )?arm ?swing(?! (?:problem|abnormal"
                r"|deficit|impair)\w*)|arms? (?:\w+ ){0,2}(?:not|hardly"
                r"|barely|never|scarcely) (?:\w+ )?(?:swing\w*|mov\w*)",
            ),
            (
                2.2,
                r"(?:feet|foot) (?:barely|hardly|scarcely) (?:leave|lift|clear|come)"
                r"|(?:barely|hardly"
                r"|scarcely|not) (?:lifts?|lifting|raises?|picks? up) <P>(?:feet|foot)",
            ),
        ),
        "crouch": (
            (8, r"jump (?:knee )?gait|flexed hips"),
            (
                8,
                r"bent knees? (?:gait|walk\w*)|(?:cannot|never|not|unable to) (?:\w+"
                r" )?(?:get|make|bring) <P>(?:\w+ )?knees straight|(?:permanently|always)"
                r" (?:bent|flexed) (?:knees|legs)|legs (?:\w+ )?(?:bent|flexed) at the knees"
                r"|knee flexion (?:throughout|during the whole|all through)",
            ),
            (
                8,
                r"(?:sinks?|sinking|sags?|sagging) (?:down )?(?:into|in|at) (?:the |his |her"
                r" |their )?knees|(?:half )?squat\w*|sitting on an invisible chair",
            ),
            (
                8,
                r"(?:persistent|permanent|constant|excessive|increased|continuous)? ?flexion"
                r" of <P>(?:both )?(?:hips and knees|knees and hips|knees)(?: (?:in|during"
                r"|throughout) stance)?|bended knees|knees (?:\w+ ){0,3}bended",
            ),
            (8, r"knees (?:\w+ ){0,3}(?:bent|flexed)(?! back\w*)"),
            (10, r"crouch\w*|flexed knees? gait|half squat\w*|squatting gait|groucho\w*"),
            (
                8,
                r"(?:both )?knees (?:\w+ )?(?:always |permanently |constantly |stay |stays "
                r"|remain |kept "
                rf"|held |are |remaining |staying |slightly |too |strongly |very |much )*{_BENT}",
            ),
            (
                8,
                rf"{_BENT} (?:\w+ and )?knees|knees and hips (?:\w+ )?(?:\w+ )?{_BENT}|hips"
                r" and knees"
                rf" (?:\w+ )?(?:\w+ )?{_BENT}|{_BENT} hips",
            ),
            (
                6,
                rf"knee (?:\w+ )?(?:\w+ )?{_BENT} (?:all the time|throughout|permanently"
                r"|always|in stance|the whole)",
            ),
            (6, rf"(?:always|permanently|constantly) {_BENT} <s>knee"),
            (
                8,
                r"knees? (?:that |which )?(?:(?:never|cannot|do not|does not|will not) (?:fully "
                r"|completely |really |quite )?(?:straighten|extend)\w*|never (?:get"
                r"|become)s? (?:fully"
                r" )?straight)",
            ),
            (
                8,
                r"(?:cannot|unable to|does not|never|not|without|inability to) (?:fully "
                r"|completely |quite"
                r" |really )?(?:straighten|extend)\w* <P>(?:both )?<s>knees?",
            ),
            (
                8,
                r"(?:persistent|permanent|constant|excessive|increased|continuous|continued"
                r"|too much)"
                r" <s>knee flexion|knee flexion contractures?|(?:excessive|increased) knee"
                r" and hip flexion",
            ),
        ),
        "hip_hiking": (
            (10, r"pelvic (?:elevation|lift\w*|raising)|hip (?:elevation|lift(?:ing)?|raising)"),
            (
                9,
                r"(?:hip|pelvis|hemipelvis) (?:\w+ ){0,2}(?:pulled|drawn|hoisted|hitched"
                r"|jerked|lifted|raised) (?:up\w*|high\w*)",
            ),
            (
                10,
                r"(?:hiking|hitching|hike|hitch) (?:up )?of <P><W><s>(?:hip|pelvis"
                r"|hemipelvis|side)",
            ),
            (10, r"(?:hip|pelvic) hik\w*|(?:hip|pelvic) hitch\w*|quadratus lumborum"),
            (
                10,
                r"(?:hik(?:es?|ing|ed)|hitch\w*|hoist\w*) (?:up )?<P>(?:\w+ )?<s>(?:side of )?<P>"
                r"(?:hip|pelvis|hemipelvis|side)",
            ),
            (
                10,
                r"(?:lifts?|lifting|raises?|raising|pulls? up|pulling up|elevates?|elevating"
                r"|pulls?)"
                r" (?:up )?<P><W><s>(?:(?:side|half) of )?<P><s>(?:hip|pelvis|hemipelvis)(?!"
                r" flexion)"
                r"(?! high and knee)",
            ),
            (
                8,
                r"(?:pelvis|hemipelvis|hip) <G>(?:rises|rising|is raised|is lifted|lifts|is"
                r" pulled up"
                r"|is elevated|goes up|comes up|hikes|hiked|is hiked|elevates|elevated|raised)",
            ),
            (
                8,
                r"(?:elevation|raising|lifting|hike) of <P><s>(?:side of <P>)?(?:pelvis"
                r"|hemipelvis|hip)",
            ),
        ),
        "waddling": (
            (4.1, r"(?:both|bilateral|weak) hips? (?:\w+ )?(?:weak\w*|muscles?)|weak hips"),
            (
                8,
                r"(?:limb girdle|becker|girdle|facioscapulohumeral|muscle) (?:muscular"
                r" )?dystroph\w*|dystrophy",
            ),
            (
                8,
                r"(?:swings?|swinging|throws?|throwing|shifts?|moves?|rocks?|sways?)"
                r" (?:<P><TRUNK> )?(?:\w+ )?from side to side (?:over|onto|above) <P>(?:\w+"
                r" )?(?:supporting|stance|standing|weight bearing|each|loaded)",
            ),
            (4, r"hollow back"),
            (
                10,
                r"waddl\w*|myopath\w*|(?:duchenne )?muscular dystroph\w*|(?:duck|penguin"
                r"|goose)(?: like)?"
                r" (?:walk|gait)|penguins?|pinguins?|(?:like|as) (?:a |an )?<W>ducks?",
            ),
            (
                8,
                r"(?:sways?|swaying|rocks?|rocking|leans?|leaning|tilts?|tilting|shifts?"
                r"|rolls|rolling)"
                r" (?:\w+ )?(?:from )?(?:side to side )?(?:over|onto|to|towards?|on) (?:each"
                r"|every|both|either)"
                r" (?:\w+ )?(?:leg|foot|side|hip)s?",
            ),
            (8, r"leans? <G>(?:alternately|in turn|with each leg)|(?:each|either) leg in turn"),
            (5, r"(?:rocks?|rocking|rolls|rolling) (?:from )?side to side"),
            (4, r"(?:sways?|swaying|tilts?) (?:\w+ )?(?:from )?side to side"),
            (4, r"proximal (?:muscle )?weakness|hyperlordo\w*|lordo\w*"),
        ),
        "scissor": (
            (
                9,
                r"crossing steps|(?:thighs|knees) (?:\w+ )?(?:squeezed|pressed|clamped"
                r"|pushed) together",
            ),
            (9, r"cross\w* of <P>(?:\w+ )?(?:thighs|legs|knees)"),
            (9, r"crossing of <P>(?:\w+ )?(?:legs|knees|feet)"),
            (10, r"scissor\w*"),
            (
                9,
                r"(?:knees?|legs?|thighs?|feet|ankles|foot) (?:\w+ ){0,2}(?:cross\w*)"
                r"|cross(?:es|ing|ed)"
                r" <P>(?:\w+ )?(?:legs?|knees|feet|foot)(?! road)|cross legged",
            ),
            (
                9,
                r"(?:one|each|left|right) (?:leg|foot) (?:\w+ )?(?:crosses|passes|goes"
                r"|swings) (?:\w+ )?(?:in front of|over|across) <P>",
            ),
            (
                7.5,
                r"(?:spastic )?diplegi\w*|di ?paretic|spastic para ?(?:pare|ple)\w*|paraspastic\w*",
            ),
            (6, r"para ?paresis|para ?paretic|para ?plegi\w*"),
            (
                6,
                r"adductor (?:spasticity|tightness|contractures?|hypertonia|spasms?)"
                r"|(?:tight|spastic|hypertonic) <P>(?:hip )?adductors?",
            ),
            (
                6,
                r"(?:knees|thighs) (?:\w+ )?(?:rub\w*|knock\w*|bump\w*|touch\w*|hit|brush\w*"
                r"|press\w*|graz\w*|strike|scrap\w*)",
            ),
            (4, r"knock ?(?:kneed|knees)"),
        ),
        "toe_walking": (
            (
                8,
                r"(?:only|just) <P><s>(?:forefoot|toes|forefeet|balls?) (?:\w+ )?(?:touch\w*"
                r"|contact\w*|land\w*|reach\w*|hit\w*)|plantar ?flexed <s>(?:foot|feet"
                r"|ankles?)|(?:foot|feet|ankles?) (?:\w+ )?(?:in|held in) plantar ?flexion"
                r"|spitzfuss",
            ),
            (
                10,
                r"toe gait|(?:balls?|front) of (?:the |his |her |both |their )?(?:feet|foot)"
                r"|heels? (?:\w+ )?(?:stays?|remains?|kept|hang\w*|is|are) (?:\w+ )?(?:up"
                r"|off|raised|lifted|in the air|elevated)|forefoot (?:gait|walk\w*)",
            ),
            (
                10,
                r"tips of <P>(?:\w+ )?(?:toes|feet)|(?:without|never|not|cannot) (?:\w+"
                r" )?(?:touch\w*|reach\w*) the (?:ground|floor) with <P>(?:\w+ )?heels?",
            ),
            (
                10,
                r"heels? (?:\w+ ){0,2}(?:never|not|hardly|barely) (?:\w+ )?(?:down|land"
                r"|lands|lowered|on the (?:floor|ground))|(?:never|does not|do not|cannot)"
                r" (?:puts?|lowers?|brings?|gets?|sets?) <P>(?:\w+ )?heels? (?:down|to the"
                r"|on the)",
            ),
            (
                10,
                r"toe ?walk\w*|tip ?toe\w*|tip ?toing|equinus|equino ?varus|pes equinus"
                r"|ballerina\w*"
                r"|(?:en|on) pointe?",
            ),
            (
                9,
                r"(?:on|onto|upon) (?:the )?(?:balls? of <P>(?:\w+ )?(?:feet|foot)|<P>(?:\w+"
                r" )?<s>(?:toes|forefeet"
                r"|forefoot)|fore ?(?:foot|feet))(?! (?:and|hurt|pain))",
            ),
            (
                10,
                r"heels? (?:\w+ ){0,3}(?:never|do not|does not|not|hardly|barely|cannot|fail"
                r" to|fails to)"
                r" (?:\w+ )?(?:touch\w*|reach\w*|come\w*|make|meet|hit|go|get|contact\w*|on|strike)"
                r"(?: (?:contact with )?(?:on )?(?:down )?(?:to )?(?:the )?(?:ground|floor|down))?",
            ),
            (
                9,
                r"heels? (?:\w+ ){0,2}(?:off|above|up from|in the air|lifted|raised|up)(?:"
                r" (?:of )?(?:the )?(?:ground|floor))?(?! early)",
            ),
            (
                9,
                r"(?:without|never|no|does not|not) (?:\w+ ){0,2}(?:heels?(?: (?:contact"
                r"|down|strike))?|putting <P>heels? down|heel contact)",
            ),
            (
                6,
                r"(?:short|tight|shortened|contracted) <P><s>(?:achilles|heel cord|calf"
                r"|calves|calf muscle)\w*|achilles (?:tendon )?contracture|plantar ?flexion"
                r" contracture|toe toe gait",
            ),
        ),
        "recurvatum": (
            (
                10,
                r"knees? (?:\w+ )?(?:pushes|pushing|pushed|presses|pressing|drives|slides"
                r"|moves|buckles|bends|swings|collapses|springs?) (?:\w+ )?back\w*"
                r"|(?:hyper)?extension thrust|knees? (?:\w+ )?(?:curve|bow|arch)\w* back\w*",
            ),
            (
                10,
                r"(?:bends?|bending|pushing|pushes|snapping|snaps|presses|pressing)"
                r" <P>(?:\w+ )?<s>knees? (?:back|backward|backwards)",
            ),
            (10, r"knees? (?:\w+ ){0,2}thrust\w*(?: (?:\w+ )?back\w*)?"),
            (10, r"(?:genu )?recurv\w*|back ?knee\w*|sabre knee\w*|saber knee\w*"),
            (
                10,
                r"knees? (?:\w+ ){0,2}(?:hyper ?exten\w*|over ?exten\w*|snaps? (?:\w+"
                r" )?(?:back\w*)|thrusts? back\w*"
                r"|locks? (?:\w+ )?back\w*|gives? backwards?|bows? back\w*|pushed? (?:\w+"
                r" )?back\w*|goes? (?:too far )?back\w*"
                r"|jerks? back\w*)",
            ),
            (
                10,
                r"(?:hyper ?exten\w*|over ?exten\w*)(?: (?:of|in|at))? <P>(?:\w+ )?<s>knees?"
                r"|knee (?:\w+ )?hyper ?extension",
            ),
            (
                10,
                r"knees? (?:\w+ ){0,2}(?:bends?|bending|bent|flexes|goes|go|moves?|pops?"
                r"|folds?|curves?|buckles?)"
                r" (?:\w+ )?(?:backwards?|the wrong way|the wrong direction|in reverse|like"
                r" a stork|too far back)",
            ),
            (
                10,
                r"(?:snaps?|thrusts?|pushes|locks?|forces|throws?) <P><s>knees? (?:\w+"
                r" )?back\w*|knee (?:is )?(?:\w+ )?(?:too far|pushed|locked|thrust) back\w*",
            ),
            (6, r"hyper ?exten\w*"),
        ),
        "vaulting": (
            (
                16,
                r"(?:rises?|stands?|goes|raises?|gets) (?:\w+ ){0,2}(?:on|onto|to|up on)"
                r" (?:tip ?toes?|<P>toes) with <P><W><s>(?:leg|foot) (?:so|to|while|as|when)"
                r" (?:\w+ ){0,8}?(?:clears?|pass|passes|swings?|through)",
            ),
            (
                14,
                r"(?:rises?|raises?|rising|raising|stands?|goes|gets|comes|pushes) (?:\w+"
                r" ){0,3}(?:on|onto|to) <P>(?:tip ?toes?|toes|forefoot|ball)(?: of <P>(?:\w+"
                r" )?(?:foot|leg))? (?:during|in|for|when) (?:\w+ ){0,3}(?:swing|swings"
                r"|swinging)",
            ),
            (
                9,
                r"(?:lifts?|raises?|lifting|raising) <P><s>heel (?:too )?(?:early|soon)(?:"
                r" to (?:\w+ ){0,6}(?:clear|swing|pass|through))?",
            ),
            (9, r"bounc\w* up (?:on|onto|over) <P><W><s>(?:leg|foot|toes|forefoot)"),
            (
                16,
                r"(?:rises?|rising|pushes|pushing|bounc\w*|springs?|lifts (?:himself|herself"
                r"|themselves)|gets|stands|goes|comes) (?:\w+ ){0,3}(?:on|onto|to|over)"
                r" <P>(?:\w+ )?(?:\w+ )?(?:toes?|tip ?toes?|balls?|forefoot|foot) (?:\w+"
                r" ){0,6}?(?:to|so that|while|so|as|until) (?:\w+ ){0,7}?(?:clear|clears|pass"
                r"|passes|through|swings?|past)",
            ),
            (12, r"vault\w*"),
            (
                16,
                r"(?:rises?|rising|goes|going|pushes|pushing|gets|comes|coming|raises|lifts"
                r"|stands?|up)"
                r" (?:himself |herself |themselves |up |high )*(?:on|onto|to) <G>(?:toes?"
                r"|tip ?toes?|balls?|forefoot)"
                r" (?:\w+ ){0,7}?(?:so|to|in order|while|when|as|until|and|for) (?:\w+"
                r" ){0,8}?(?:clear|clears|clearing|pass|through"
                r"|swing|swings|past|swinging|forward)",
            ),
            (
                9,
                r"(?:early|premature) heel (?:rise|raise|off|lift)|heel (?:rises|raises"
                r"|lifts|comes off) (?:\w+ )?(?:too )?(?:early|soon)",
            ),
        ),
        "leg_length": (
            (
                9,
                r"(?:short|shorter|shortened|longer) (?:(?:left|right) )?(?:femur|tibia"
                r"|thigh|shin|lower limb|lower extremity)",
            ),
            (
                10,
                r"(?:leg|limb|femur|tibia) shortening|(?:leg|limb) (?:\w+ ){0,4}(?:too short"
                r"|too long|short)(?= ,| \.|$| by| in (?:a|an|the) \w+ (?:manner|pace|speed)"
                r"| slowly| quickly| fast| at| with)",
            ),
            (
                10,
                r"(?:leg|limb) length (?!(?:is )?(?:equal|symm|normal))\w+|(?:unequal|uneven"
                r"|different) (?:leg|limb)"
                r" lengths?|legs? (?:\w+ ){0,2}(?:of )?(?:unequal|different|uneven|not equal"
                r"|not the same|not equally)"
                r" (?:in )?(?:lengths?|long)|anisomelia",
            ),
            (
                10,
                r"(?:leg|limb|lower extremity|legs|femur|tibia) (?:(?!stance |step |steps "
                r"|stride |time |phase |swing |so |and |but )\w+ ){0,5}(?:shorter"
                r"|longer|too long|too short"
                r"|shortened)(?! (?:left |right )?(?:in (?:left |right )?(?:stance|swing)|stance"
                r"|steps?|strides?|time|swing|on|phase|support))",
            ),
            (
                9,
                r"(?<!kneed )(?:short|shorter|shortened|longer|overlong|too long|too short)"
                r" (?:(?:left|right) )?"
                r"(?:leg|limb)(?! (?:stance|support|brace|cast|swing|step))|shortening of"
                r" <P><s>(?:leg|limb|femur|tibia)",
            ),
            (
                8,
                r"(?:left|right) (?:is |being |side )?(?:\w+ ){0,3}(?:shorter|short"
                r"|longer)(?! (?:step|steps|stance|time|stride|strides|swing|on|in))(?: by|"
                r" one|$| ,| \.)",
            ),
            (5, r"(?:shoe|heel|sole) (?:raise|lift|build up|elevation)|built up shoe"),
        ),
        "ataxic": (
            (
                8,
                r"lurch\w* (?:from )?side to side|atactic|ataxia|(?:wide|broad) based and"
                r" (?:unsteady|irregular|lurching)",
            ),
            (
                8,
                r"titubat\w*|lurch\w* (?:\w+ )?(?:about|around)|(?:cannot|not|unable to)"
                r" walk (?:in )?(?:a )?straight(?: line)?",
            ),
            (1.9, r"sways?|swaying"),
            (6, r"swerv\w*|lurch\w* about|reeling|meander\w*|sways? like"),
            (10, r"\w*ataxi\w*|ataxy|cerebell\w*|tabes|tabetic|tabic"),
            (
                8,
                r"drunk\w*|intoxicat\w*|inebriat\w*|tipsy|tipsily|boozed|too much (?:to"
                r" drink|alcohol)|sea legs|sailors?",
            ),
            (8, r"stagger\w*|reel(?:s|ing|ed)|totter\w*"),
            (
                6,
                r"uncoordinat\w*|incoordinat\w*|dyscoordinat\w*|discoordinat\w*|dysmetri\w*"
                r"|poorly coordinated"
                r"|lack of coordination|zig ?zag\w*|weav(?:es|ing)|veer\w*|sway\w* like a tree",
            ),
            (
                5.5,
                r"unstead\w*|wobbl\w*|unstable|off balance|(?:poor|bad|impaired|no|lost"
                r"|loses) <P>balance|balance"
                r" problems?|imbalance|unbalanced|stamp\w*|stomp\w*",
            ),
            (
                2,
                r"(?:wide|wider|broad|broader)(?: | \w+ )?(?:based?|stance|steps?)|(?:legs"
                r"|feet) <W>(?:wide )?apart",
            ),
            (2.1, r"(?:irregular|erratic|variable|uneven) (?:\w+ )?(?:steps?|rhythm|gait|walk)"),
        ),
        "cautious": (
            (8, r"post ?fall|fear of (?:another )?fall\w*"),
            (
                10,
                r"(?:cautious\w*|fearful|hesitant|tentative|timid|insecure|careful|senile)"
                r" (?:and \w+ |, \w+ |\w+ )?(?:gait|walk\w*)|(?:gait|walk) that is"
                r" (?:cautious|fearful|hesitant|careful)",
            ),
            (8, r"fears? (?:a |of )?(?:fall|falling|falls)"),
            (
                6,
                r"fearful\w*|anxious\w*|apprehensive\w*|guarded (?:gait|walk\w*|steps?"
                r"|pattern|cautious)|guarded , cautious|guardedly",
            ),
            (8, r"cautious\w*|over ?cautious\w*"),
            (
                8,
                r"(?:afraid|scared|fear\w*|frightened|anxious|worried|terrified|anxiety)"
                r" (?:\w+ )?(?:of|to|about)"
                r" (?:\w+ )?(?:fall\w*|slip\w*)|fear of falls?|(?:on|over) (?:thin |slippery"
                r" |black )?ice|icy|slippery"
                r"|egg ?shells",
            ),
            (
                8,
                r"(?:senile|geriatric|elderly|senior|old age|old people s|old persons?) gait"
                r"|gait of (?:the |an? )?(?:elderly|aged|old)\w*",
            ),
            (
                6,
                r"(?:like|as) an? (?:very )?(?:old|elderly|frail) (?:\w+ )?(?:man|woman|lady"
                r"|person|grandm\w+|grandf\w+|granny)",
            ),
            (
                6,
                r"tentativ\w*|timid\w*|hesitan(?!cy to start)\w*|insecure\w*|unsure"
                r"|uncertain\w*|warily|wary|frail\w*",
            ),
            (5, r"careful\w*|guarded (?!antalgic|,)\w*"),
        ),
        "choreic": (
            (
                10,
                r"chore\w*|huntington\w*|st vitus|sydenham\w*|hemiballis\w*|ballistic"
                r"|athetos\w*|athetoid",
            ),
            (
                8,
                r"danc(?:e|ing) ?like|dancing gait|hyperkine\w*|dyskine\w*|involuntary"
                r" (?:\w+ )?(?:movements?|jerk\w*|twitch\w*)",
            ),
            (
                6,
                r"jerk\w*|twitch\w*|fidget\w*|writh\w*|flail\w*|fling\w*|marionette|puppet"
                r"|convuls\w*",
            ),
            (3, r"unpredictabl\w*|bizarre|purposeless|sudden (?:\w+ )?(?:movements?|jerks?)"),
        ),
    }
)

CAUSES = {
    "crouch": (r"cerebral palsy", "Cerebral palsy"),
    "steppage": (
        r"charcot marie tooth|guillain barre|poly ?neuropath\w*|(?:peripheral"
        r"|diabetic) neuropath\w*|neuropathy"
        r"|(?:peroneal|fibular)\w*(?: \w+)?|(?:common )?l ?[45] (?:l ?[5]"
        r" )?\w*radiculopath\w*|radiculopath\w*|als",
        "This disease",
    ),
    "ataxic": (
        r"multiple sclerosis|vestibular\w*|vertigo|dizz\w*|friedreich\w*|alcoholi\w*",
        "This disease",
    ),
    "scissor": (r"hereditary spastic \w+|spastic cerebral palsy", "This disease"),
    "parkinsonian": (r"normal pressure hydrocephalus|gait apraxia|frontal gait", "This disease"),
    "trendelenburg": (
        r"hip dysplasia|hip dislocation|dislocated hip|perthes\w*|coxa vara",
        "A disease of the hip",
    ),
    "recurvatum": (
        r"quadriceps (?:weakness|paralysis|paresis|palsy)|weak <s>quadriceps|femoral nerve palsy",
        "A weak quadriceps",
    ),
    "antalgic": (
        r"(?:knee|hip|joint|ankle)? ?(?:replacement|surgery|operation)|operated"
        r"|sprain\w*|injur\w+|arthritis|osteoarthritis"
        r"|coxarthrosis|gonarthrosis|arthrosis|fracture\w*|fasciitis|bursitis"
        r"|tend[io]n\w*itis|blisters?|bunions?|gout"
        r"|meniscus|swollen|tore|torn|broken|broke|twisted|heel spur|sciatica|bad"
        r" (?:knee|hip|foot|leg|ankle)"
        r"|(?:knee|hip|foot|leg|ankle) is bad|ligament",
        "An injury or operation",
    ),
}
"""Diseases that fit several gaits, with the pattern that is shown when nothing else is said, and
how the sentence about that begins."""

TWO_SIDED_CAUSES = (
    r"charcot marie tooth|guillain barre|poly ?neuropath\w*|(?:peripheral|diabetic) neuropath\w*"
    r"|goose ?step\w*"
)
"""Words that mean both sides unless a side is said."""

COMPANIONS: dict[str, tuple[str, ...]] = {
    "hemiplegic": (
        "stiff_knee",
        "steppage",
        "antalgic",
        "hip_hiking",
        "toe_walking",
        "cautious",
        "ataxic",
    ),
    "trendelenburg": ("antalgic", "waddling", "cautious"),
    "duchenne": ("trendelenburg", "antalgic", "waddling", "cautious"),
    "steppage": ("stiff_knee", "antalgic", "cautious", "hip_hiking", "ataxic"),
    "stiff_knee": ("antalgic", "cautious", "crouch", "steppage"),
    "parkinsonian": ("cautious", "crouch", "steppage", "ataxic", "stiff_knee"),
    "crouch": ("parkinsonian", "antalgic", "cautious", "stiff_knee"),
    "antalgic": ("cautious", "duchenne", "stiff_knee", "trendelenburg", "ataxic"),
    "hip_hiking": ("stiff_knee", "antalgic", "steppage", "trendelenburg", "hemiplegic", "cautious"),
    "waddling": ("trendelenburg", "duchenne", "antalgic", "ataxic", "cautious", "crouch"),
    "scissor": ("crouch", "stiff_knee", "toe_walking", "antalgic", "cautious", "hemiplegic"),
    "toe_walking": ("steppage", "antalgic", "vaulting", "cautious"),
    "recurvatum": ("stiff_knee", "antalgic", "cautious", "crouch"),
    "vaulting": (
        "toe_walking",
        "steppage",
        "antalgic",
        "leg_length",
        "hemiplegic",
        "stiff_knee",
        "cautious",
    ),
    "leg_length": (
        "antalgic",
        "trendelenburg",
        "toe_walking",
        "duchenne",
        "vaulting",
        "hip_hiking",
        "cautious",
    ),
    "ataxic": (
        "cautious",
        "parkinsonian",
        "antalgic",
        "steppage",
        "waddling",
        "choreic",
        "duchenne",
    ),
    "cautious": ("parkinsonian", "ataxic", "antalgic"),
    "choreic": ("ataxic", "parkinsonian", "antalgic", "duchenne"),
}
"""Patterns whose words are a usual part of describing another. They are not shown beside it unless
they are called by their own name, or are on the other side."""

PARTS: dict[str, tuple[str, ...]] = {
    "hemiplegic": ("stiff_knee", "steppage", "hip_hiking"),
    "trendelenburg": ("waddling",),
    "duchenne": ("trendelenburg", "waddling"),
    "waddling": ("trendelenburg", "duchenne"),
    "vaulting": ("leg_length", "toe_walking"),
    "leg_length": ("vaulting",),
    "hip_hiking": ("hemiplegic",),
}
"""Companions that are taken as a part even where they are called by name, which is said."""
