"""Words of knees and feet."""

from __future__ import annotations

_RAISES = r"(?:lifts?|lifting|raises?|raising|picks? up|picking up|brings? up|pulls? up)"
_BENT = r"(?:bent|flexed|bending|semi ?flexed|half bent|half flexed)"
_STRAIGHT = r"(?:stiff\w*|extended|straight|locked|rigid|unbent|in (?:full )?extension|fixed)"
_CAN_NOT = (
    r"(?:cannot|unable to|not able to|does not|do not|can hardly|can barely|hardly able to"
    r"|inability to|fails? to|cannot really|can not|will not|without|not)"
)

KNEES: dict[str, tuple[tuple[float, str], ...]] = {
    "steppage": (
        (10, r"drops <P><W><s>(?:foot|forefoot)"),
        (
            8,
            r"(?:cannot|unable to|not able to|does not) (?:\w+ )?clear <P><s>(?:toes?"
            r"|foot)|lifts? <P>(?:\w+ )?(?:thigh|knee) (?:\w+ )?to (?:clear|avoid|get"
            r"|keep)",
        ),
        (
            8,
            r"(?:lifts?|raises?|picks? up) <P>(?:\w+ )?<s>(?:leg|legs|foot|feet|knee"
            r"|knees) (?:\w+ )?like a (?:horse|stork|rooster|heron)"
            r"|like a (?:trotting |prancing )?(?:horse|stork|rooster|heron)",
        ),
        (
            8,
            r"dorsiflex\w+ (?:paralysis|paresis|palsy|insufficiency|failure)"
            r"|(?:paralyzed|weak|absent) <s>(?:dorsiflexors|foot lifters|ankle lifters)"
            r"|foot lifters? (?:weakness|palsy)",
        ),
        (
            8,
            r"(?:lifts?|lifting|raises?|raising|picks? up|picking up|brings? up"
            r"|pulls? up) <P>(?:\w+ )?<s>(?:knee|leg|thigh|hip)s? (?:\w+ ){0,3}high\w*",
        ),
        (10, r"steppage\w*|equine gait|cock ?walk"),
        (
            10,
            r"foot ?drops?|foot dropping|drop(?:ped|ping|py)? (?:foot|feet)"
            r"|foot (?:droops?|hangs?|flops?)|feet (?:droop|hang|drop|flop)"
            r"|drooping (?:foot|feet|toes?)",
        ),
        (
            8,
            r"(?:floppy|limp|dangling|hanging) <s>(?:foot|feet)"
            r"|(?:foot|feet) (?:is |are )?(?:floppy|dangl\w+|flopping)",
        ),
        (
            8,
            r"slap\w* (?:\w+ )?<s>(?:foot|feet)|foot slap\w*"
            r"|(?:foot|feet) (?:that |\w+ and )?(?:\w+ )?(?:slaps?|slapping)"
            r"|slapping (?:foot|feet|gait|sound)|slaps?",
        ),
        (
            8,
            rf"{_CAN_NOT} (?:\w+ )?(?:lift|raise|dorsiflex|pull up|pick up|bend|lifting"
            r"|raising|pull) <P><s>(?:foot|forefoot|toes?|ankle"
            r"|front of <P><s>foot)(?: up)?(?! off| from| high| properly off)",
        ),
        (
            8,
            rf"{_RAISES} <P>(?:\w+ )?<s>(?:knee|leg|thigh|hip)s? (?:up )?(?:too |very "
            r"|unusually |abnormally |exaggeratedly |extra |really |so )?high\w*",
        ),
        (
            8,
            r"(?:knee|leg|thigh|hip)s? (?:is |are )?(?:\w+ )?(?:lifted|raised"
            r"|pulled up) (?:up )?(?:too |very |unusually |abnormally |exaggeratedly "
            r"|extra )?high\w*",
        ),
        (
            8,
            r"high (?:knee lift|stepping|steppage|step(?:ping)? gait|knees?)"
            r"|exaggerated (?:hip|knee)\w* (?:flexion|lift)|goose ?step\w*",
        ),
        (
            4,
            r"toes? (?:\w+ )?(?:drags?|dragging|scrap\w+|scuff\w*|catch\w*|hang\w*"
            r"|point\w* down\w*|down)|(?:drags?|dragging|scrapes|scuffs"
            r"|catches) <P><s>(?:toes?|foot)",
        ),
        (
            3,
            r"toes? (?:\w+ )?(?:hit|hits|touch|touches|lands?|strike|strikes"
            r"|contacts?) <G>first|toe first",
        ),
        (
            7,
            r"(?:weak|weakness of|paralyzed|paralysis of) <P><s>(?:ankle )?(?:dorsiflex\w*"
            r"|tibialis anterior|foot lifters?)|dorsiflex\w+ (?:weakness|paresis|palsy)"
            r"|(?:no|absent|lack of|loss of|missing) <s>(?:active |ankle )?dorsiflexion",
        ),
    ),
    "stiff_knee": (
        (
            8,
            r"leg (?:is )?(?:\w+ )?like an? (?:\w+ )?(?:stick|log|board|post|pole"
            r"|broom\w*|plank|tree trunk)|(?:minimal|hardly any|almost no|barely any"
            r"|scarcely any|diminished|very little) <s>knee (?:flexion|bend\w*)",
        ),
        (8, r"(?:knee )?extension contracture|stiff (?:in|at) <P><s>knee"),
        (
            9,
            r"knees? (?:\w+ )?(?:were |was |is |are )?(?:splinted|immobilized|immobilised"
            r"|braced|in a cast)|straight (?:legged|kneed)|straight legs"
            r"|knee (?:immobili\w+|fusion)|(?:extended|straight) (?:knee|leg) (?:gait|walk)",
        ),
        (
            8,
            r"(?:cast|plaster|splint|brace|immobilizer) (?:on"
            r"|around) <P><s>(?:whole )?(?:leg|knee)"
            r"|(?:leg|knee) in (?:a |an )?(?:plaster|cast|splint|brace)"
            r"|(?:legs?|knees?) (?:as straight|straight as|straight like)(?! ahead| forward| line)",
        ),
        (
            9,
            r"(?:both )?knees? (?:rigid|locked|stiff|straight) (?:in|during|throughout|all"
            r"|at|with)",
        ),
        (10, r"stiffness (?:of|in) <P><s>knees?|stiff <s>knees?"),
        (
            9,
            r"(?:knees?|legs?|limbs?) (?:\w+ )?(?:locked|kept|held|staying|stay|being"
            r"|remaining) (?:\w+ )?(?:stiff\w*|extended|straight|locked|rigid|unbent"
            r"|in (?:full )?extension)",
        ),
        (
            10,
            r"stiff (?:(?:left|right|painful|straight) )?knee\w*"
            r"|stiff ?(?:legged|leggedly|kneed)|stiff leg gait",
        ),
        (6, r"stiff (?:(?:left|right) )?(?:leg|limb)s?"),
        (
            9,
            r"knees? (?:is |are |was |stays? |remains? |feels |that is |kept |held "
            rf"|being )+(?:\w+ )?{_STRAIGHT}",
        ),
        (
            9,
            r"(?:holds?|keeps?|holding|keeping|locks?|locking) <P>(?:both )?<s>(?:knee|leg"
            rf"|limb)s? (?:\w+ )?{_STRAIGHT}",
        ),
        (9, r"stiffness (?:of|in) <P><s>knee|<s>knee stiffness|stiffly extended <s>knee"),
        (
            9,
            r"(?:knees?|leg) (?:on <P>(?:left|right) (?:side )?)?(?:that )?(?:(?:does|do"
            r"|will|can) not|cannot|never|barely|hardly|scarcely|is unable to|fails to"
            r"|refuses to) (?:\w+ )?(?:bend|bends|flex|flexes)(?! again| forward| back)",
        ),
        (
            9,
            r"(?:unable to|inability to|cannot|not able to|hard to|does not|without|never"
            r"|hardly|barely|not) (?:\w+ )?(?:bend|flex)(?:s|ing)? <P>(?:\w+ )?<s>(?:knees?"
            r"|leg)",
        ),
        (
            8,
            r"(?:locked|rigid|straight|extended|unbending|fused|ankylosed|unbent) <s>(?:knee"
            r"|leg)s?(?! raise)",
        ),
        (
            8,
            r"knee <G>(?:locked|rigid|straight|in (?:full )?extension|fused|unbent"
            r"|ankylos\w+)(?! ahead)",
        ),
        (
            8,
            r"(?:loss|lack|reduction|limitation|absence) of <P><s>knee flexion"
            r"|(?:reduced|limited|decreased|no|little|restricted|diminished|insufficient"
            r"|absent|less) <s>(?:peak )?knee (?:flexion|bend\w*)"
            r"|knee flexion <W>(?:is )?(?:reduced|limited|restricted|decreased|absent"
            r"|missing)",
        ),
        (
            8,
            r"(?:leg|limb) (?:stays|kept|held|is|remains|is kept"
            rf"|is held) (?:\w+ )?(?:{_STRAIGHT})",
        ),
        (
            8,
            r"(?:peg|wooden|pirate|tree trunk|artificial stiff) (?:<s>)leg\w*"
            r"|like a (?:\w+ )?pirate|leg like a (?:stick|log|board|post|pole|broom\w*)"
            r"|stiff as a (?:board|stick)",
        ),
        (
            7,
            r"rectus femoris|knee <G>in (?:a |an )?(?:plaster|cast|splint|brace|immobili\w+"
            r"|extension)|arthrodesis of <P><s>knee|knee (?:arthrodesis|fusion)"
            r"|ankylosis of <P><s>knee",
        ),
    ),
    "crouch": (
        (8, r"jump (?:knee )?gait|flexed hips"),
        (
            8,
            r"bent knees? (?:gait|walk\w*)"
            r"|(?:cannot|never|not|unable to) (?:\w+ )?(?:get|make"
            r"|bring) <P>(?:\w+ )?knees straight"
            r"|(?:permanently|always) (?:bent|flexed) (?:knees|legs)"
            r"|legs (?:\w+ )?(?:bent|flexed) at the knees"
            r"|knee flexion (?:throughout|during the whole|all through)",
        ),
        (
            8,
            r"(?:sinks?|sinking|sags?|sagging) (?:down )?(?:into|in|at) (?:the |his |her "
            r"|their )?knees|(?:half )?squat\w*|sitting on an invisible chair",
        ),
        (
            8,
            r"(?:persistent|permanent|constant|excessive|increased"
            r"|continuous)? ?flexion of <P>(?:both )?(?:hips and knees|knees and hips"
            r"|knees)(?: (?:in|during|throughout) stance)?|bended knees"
            r"|knees (?:\w+ ){0,3}bended",
        ),
        (8, r"knees (?:\w+ ){0,3}(?:bent|flexed)(?! back\w*)"),
        (10, r"crouch\w*|flexed knees? gait|half squat\w*|squatting gait|groucho\w*"),
        (
            8,
            r"(?:both )?knees (?:\w+ )?(?:always |permanently |constantly |stay |stays "
            r"|remain |kept |held |are |remaining |staying |slightly |too |strongly |very "
            rf"|much )*{_BENT}",
        ),
        (
            8,
            rf"{_BENT} (?:\w+ and )?knees|knees and hips (?:\w+ )?(?:\w+ )?{_BENT}"
            rf"|hips and knees (?:\w+ )?(?:\w+ )?{_BENT}|{_BENT} hips",
        ),
        (
            6,
            rf"knee (?:\w+ )?(?:\w+ )?{_BENT} (?:all the time|throughout|permanently|always"
            r"|in stance|the whole)",
        ),
        (6, rf"(?:always|permanently|constantly) {_BENT} <s>knee"),
        (
            8,
            r"knees? (?:that |which )?(?:(?:never|cannot|do not|does not|will not) (?:fully "
            r"|completely |really |quite )?(?:straighten|extend)\w*"
            r"|never (?:get|become)s? (?:fully )?straight)",
        ),
        (
            8,
            r"(?:cannot|unable to|does not|never|not|without|inability to) (?:fully "
            r"|completely |quite |really )?(?:straighten|extend)\w* <P>(?:both )?<s>knees?",
        ),
        (
            8,
            r"(?:persistent|permanent|constant|excessive|increased|continuous|continued"
            r"|too much) <s>knee flexion|knee flexion contractures?"
            r"|(?:excessive|increased) knee and hip flexion",
        ),
    ),
    "toe_walking": (
        (
            8,
            r"(?:only|just) <P><s>(?:forefoot|toes|forefeet|balls?) (?:\w+ )?(?:touch\w*"
            r"|contact\w*|land\w*|reach\w*|hit\w*)|plantar ?flexed <s>(?:foot|feet|ankles?)"
            r"|(?:foot|feet|ankles?) (?:\w+ )?(?:in|held in) plantar ?flexion|spitzfuss",
        ),
        (
            10,
            r"toe gait|(?:balls?|front) of (?:the |his |her |both |their )?(?:feet|foot)"
            r"|heels? (?:\w+ )?(?:stays?|remains?|kept|hang\w*|is|are) (?:\w+ )?(?:up|off"
            r"|raised|lifted|in the air|elevated)|forefoot (?:gait|walk\w*)",
        ),
        (
            10,
            r"tips of <P>(?:\w+ )?(?:toes|feet)"
            r"|(?:without|never|not|cannot) (?:\w+ )?(?:touch\w*|reach\w*) the (?:ground"
            r"|floor) with <P>(?:\w+ )?heels?",
        ),
        (
            10,
            r"heels? (?:\w+ ){0,2}(?:never|not|hardly|barely) (?:\w+ )?(?:down|land|lands"
            r"|lowered|on the (?:floor|ground))"
            r"|(?:never|does not|do not|cannot) (?:puts?|lowers?|brings?|gets?"
            r"|sets?) <P>(?:\w+ )?heels? (?:down|to the|on the)",
        ),
        (
            10,
            r"toe ?walk\w*|tip ?toe\w*|tip ?toing|equinus|equino ?varus|pes equinus"
            r"|ballerina\w*|(?:en|on) pointe?",
        ),
        (
            9,
            r"(?:on|onto|upon) (?:the )?(?:balls? of <P>(?:\w+ )?(?:feet|foot)"
            r"|<P>(?:\w+ )?<s>(?:toes|forefeet|forefoot)"
            r"|fore ?(?:foot|feet))(?! (?:and|hurt|pain))",
        ),
        (
            10,
            r"heels? (?:\w+ ){0,3}(?:never|do not|does not|not|hardly|barely|cannot|fail to"
            r"|fails to) (?:\w+ )?(?:touch\w*|reach\w*|come\w*|make|meet|hit|go|get"
            r"|contact\w*|on"
            r"|strike)(?: (?:contact with )?(?:on )?(?:down )?(?:to )?(?:the )?(?:ground"
            r"|floor|down))?",
        ),
        (
            9,
            r"heels? (?:\w+ ){0,2}(?:off|above|up from|in the air|lifted|raised"
            r"|up)(?: (?:of )?(?:the )?(?:ground|floor))?(?! early)",
        ),
        (
            9,
            r"(?:without|never|no|does not"
            r"|not) (?:\w+ ){0,2}(?:heels?(?: (?:contact|down|strike))?"
            r"|putting <P>heels? down|heel contact)",
        ),
        (
            6,
            r"(?:short|tight|shortened|contracted) <P><s>(?:achilles|heel cord|calf|calves"
            r"|calf muscle)\w*|achilles (?:tendon )?contracture|plantar ?flexion contracture"
            r"|toe toe gait",
        ),
    ),
    "recurvatum": (
        (10, r"knees? (?:\w+ ){0,4}over ?stretch\w*|over ?stretch\w* (?:of )?<P><s>knees?"),
        (
            10,
            r"knees? (?:\w+ )?(?:pushes|pushing|pushed|presses|pressing|drives|slides|moves"
            r"|buckles|bends|swings|collapses|springs?) (?:\w+ )?back\w*"
            r"|(?:hyper)?extension thrust|knees? (?:\w+ )?(?:curve|bow|arch)\w* back\w*",
        ),
        (
            10,
            r"(?:bends?|bending|pushing|pushes|snapping|snaps|presses"
            r"|pressing) <P>(?:\w+ )?<s>knees? (?:back|backward|backwards)",
        ),
        (10, r"knees? (?:\w+ ){0,2}thrust\w*(?: (?:\w+ )?back\w*)?"),
        (10, r"(?:genu )?recurv\w*|back ?knee\w*|sabre knee\w*|saber knee\w*"),
        (
            10,
            r"knees? (?:\w+ ){0,2}(?:hyper ?exten\w*|over ?exten\w*"
            r"|snaps? (?:\w+ )?(?:back\w*)|thrusts? back\w*|locks? (?:\w+ )?back\w*"
            r"|gives? backwards?|bows? back\w*|pushed? (?:\w+ )?back\w*"
            r"|goes? (?:too far )?back\w*|jerks? back\w*)",
        ),
        (
            10,
            r"(?:hyper ?exten\w*|over ?exten\w*)(?: (?:of|in|at))? <P>(?:\w+ )?<s>knees?"
            r"|knee (?:\w+ )?hyper ?extension",
        ),
        (
            10,
            r"knees? (?:\w+ ){0,2}(?:bends?|bending|bent|flexes|goes|go|moves?|pops?|folds?"
            r"|curves?|buckles?) (?:\w+ )?(?:backwards?|the wrong way|the wrong direction"
            r"|in reverse|like a stork|too far back)",
        ),
        (
            10,
            r"(?:snaps?|thrusts?|pushes|locks?|forces|throws?) <P><s>knees? (?:\w+ )?back\w*"
            r"|knee (?:is )?(?:\w+ )?(?:too far|pushed|locked|thrust) back\w*",
        ),
        (6, r"hyper ?exten\w*"),
    ),
}
