"""Patterns told by what is seen, without their term: brain, balance, fear and unrest."""

from __future__ import annotations

from .lesions import ABBREVIATED, BLEED, BRAIN

_UNABLE = (
    r"(?:does not|do not|cannot|will not|can hardly|can barely|hardly|barely|no longer"
    r"|never|not)"
)
_HALF = (
    r"(?:<P>(?:\w+ )?<s>(?:half|side) of <P>body|<P>(?:whole )?<s>(?:half|side) of"
    r" <P>body|half (?:the )?body|body half|<P><s>(?:arm and (?:<s>)leg|leg and (?:<s>)arm)"
    r"|<P>(?:whole )?<s>side|one (?:side|half))"
)
_DEAD = (
    r"(?:paralyzed|weak|lame|dead|numb and weak|useless|powerless|limp|not working|not moving"
    r"|affected|spastic|paretic|plegic|impaired|feeble)"
)
_RING = r"(?:arc|circle|curve|semi ?circle|half ?circle|half ?moon|bow|loop|detour|arch)"

DESCRIBED_NERVES: dict[str, tuple[tuple[float, str], ...]] = {
    "hemiplegic": (
        (
            8,
            rf"{_HALF} (?:\w+ )?(?:drags|lags|trails|hangs|dragging|lagging) (?:along|behind|down)"
            r"|(?<!arms )(?<!arm )swing(?:s|ing) outwards?",
        ),
        (
            8,
            r"(?:other|opposite|contralateral) (?:side |one |half |arm and leg )?(?:is |was |are )?"
            r"(?:\w+ )?(?:paralyzed|lame|paretic|plegic|weak|weaker)",
        ),
        (9, rf"{_HALF} (?:\w+ )?{_UNABLE} (?:\w+ )?(?:work|function|move|obey|respond)\w*"),
        (
            9,
            rf"{_HALF} (?:\w+ )?(?:is|are|was|were|has been|have been|feels?|being) (?:\w+"
            rf" )?{_DEAD}",
        ),
        (9, rf"(?:paralysis|paresis|palsy|weakness|lameness|plegia) (?:of|in|on|down) {_HALF}"),
        (
            9,
            r"(?:half|one|uni) ?(?:side|sided|lateral) (?:\w+ )?(?:paralysis|paresis|palsy"
            r"|weakness|plegia)|(?:unilateral|one sided) (?:spastic )?(?:cerebral palsy"
            r"|spasticity)|(?:spastic )?unilateral cerebral palsy",
        ),
        (
            9,
            r"(?:lost|loss of|without) (?:the )?(?:use|control|strength|power|function) (?:of|in"
            r"|on) <P>(?:\w+ )?<s>(?:arm and (?:<s>)leg|leg and (?:<s>)arm|side|half)"
            rf"|(?:cannot|unable to|not able to|can hardly|can barely) (?:\w+ )?(?:move|use"
            rf"|control) {_HALF}",
        ),
        (
            9,
            r"(?:spastic|paralyzed|weak|lame|dead|useless|paretic) <P>(?:arm and leg|leg and arm)"
            r"|(?:paresis|weakness|paralysis) (?:of|in) <P><s>arm and <P><s>leg",
        ),
        (
            18,
            rf"(?:leg|foot|limb) (?:\w+ ){{0,4}}(?:in|with|along|through|by|tracing|traces"
            rf"|describing|describes|makes|making|draws|drawing|travels|outwards in) (?:a |an )"
            rf"(?:\w+ )?{_RING}",
        ),
        (
            18,
            r"(?:leg|foot|limb) (?:\w+ ){0,2}(?:forward|through|ahead) by (?:swinging|throwing"
            r"|moving|bringing|taking) (?:it )?(?:\w+ )?(?:out\w*|around|round|sideways|to <P>"
            r"side)|(?:leg|foot|limb) (?:on <P>(?:left|right) )?(?:\w+ )?(?:goes|travels|comes"
            r"|swings|moves)"
            r" (?:\w+ )?(?:around|round|outwards?)(?! each| the (?:room|corner|house))"
            r"|(?:leg|foot|limb) (?:\w+ ){0,4}(?:and )?(?:brought|taken|carried|moved|swung"
            r"|led|thrown) (?:\w+ )?(?:round|around|out\w*|sideways)",
        ),
        (
            9,
            rf"{BLEED} (?:\w+ )?(?:in|into|to|of|on|affecting|at|within|near|,) <P>(?:\w+ ){{0,2}}"
            rf"{BRAIN}|{BRAIN} (?:\w+ ){{0,2}}{BLEED}|{ABBREVIATED}",
        ),
        (
            9,
            rf"{BLEED} (?:in|into|to|of|on|affecting) <P><s>(?:side|half) of <P>(?:brain|head)"
            r"|(?:subdural|subarachnoid|epidural|extradural|intraventricular) (?:h?a?emorrhage"
            r"|hematoma|haematoma|bleed)|hemisphere lesion",
        ),
    ),
    "ataxic": (
        (5.5, r"tendency to fall|balance (?:is )?(?:\w+ )?(?:poor|bad|lost|impaired|gone)"),
        (
            8,
            r"lurch\w* (?:[\w,]+ ){0,6}?(?:wide|broad|apart)|(?:wide|broad|apart)"
            r" (?:[\w,]+ ){0,6}?lurch\w*",
        ),
        (
            8,
            r"(?:floor|ground|pavement|road|earth|world|room) (?:\w+ )?(?:is |was |were )?"
            r"(?:swaying|moving|rocking|tilting|spinning|heaving|rolling)",
        ),
        (
            6,
            r"(?:steps?|gait|strides?|feet) (?:\w+ )?(?:unpredictable|unpredictably|chaotic"
            r"|random|haphazard)|(?:unpredictable|chaotic|haphazard) (?:\w+ )?(?:steps?|gait)",
        ),
        (
            8,
            r"(?:posterior circulation|vertebrobasilar|vertebro basilar|pica|back of <P>brain"
            r"|hind ?brain|poci|pocs|vermis)",
        ),
        (
            8,
            r"(?:on|aboard) (?:a |the )?(?:\w+ )?(?:ship|boat|deck)"
            r"|(?:\w+ )?(?:ten|several|many|few|some|too many) (?:\w+ )?(?:beers|drinks|glasses)"
            r"|(?:too much|much|lots? of|a lot of) (?:beer|wine|vodka|schnapps|whisk\w+|alcohol"
            r"|to drink)|plastered|had (?:\w+ )?drinks",
        ),
        (
            8,
            r"(?:steps?|feet|foot) (?:\w+ ){0,2}(?:all over the place|somewhere different"
            r"|anywhere|here and there|every which way|in all directions)"
            r"|(?:keep|hold|follow|walk on) (?:in )?a (?:straight line|line)",
        ),
        (
            8,
            r"(?:coordination|co ordination) (?:\w+ ){0,4}(?:lost|gone|poor|missing|bad|impaired)"
            r"|(?:loss of|poor|no|bad|lost|lack of|impaired) (?:\w+ )?(?:coordination"
            r"|co ordination)|waver\w*",
        ),
    ),
    "cautious": (
        (8, r"frozen (?:pond|lake|river|ground|puddle|street|path|pavement)"),
        (
            8,
            r"ice(?! cream| pack| skat)|slick|wet floor|with (?:\w+ )?(?:care|caution)(?! of)"
            r"|dreads? (?:\w+ ){0,2}fall\w*|dread of fall\w*",
        ),
        (
            8,
            r"(?:floor|ground|ice) (?:\w+ )?(?:could|might|may|would|will) (?:\w+ )?(?:give"
            r"|break|collapse|crack|open|slip|move)|mine ?field|raw eggs|(?:on|over) eggs"
            r"|thin ice|dark room|in the dark",
        ),
        (
            8,
            r"(?:tests?|testing|checks?|checking|probes?|probing|feels?|feeling) (?:\w+ )?(?:each"
            r"|every|the ground|the floor|<P>way)",
        ),
        (
            8,
            r"(?:scared|afraid|worried|frightened|anxious|fear\w*|nervous|terrified"
            r"|concerned) (?:that )?(?:he|she|they|it|to|of|about|may|might|will|could)? ?"
            r"(?:might |may |will |could |would |going to |to )*(?:fall\w*|slip\w*|trip\w*"
            r"|tumbl\w*|lose|losing)",
        ),
        (
            8,
            r"(?:does not|cannot|do not|no longer|never) (?:\w+ )?trusts? <P>(?:balance|legs"
            r"|feet|own \w+)|(?:lacks?|lacking|lack of|without|little|low|no|lost) (?:\w+ "
            r")?(?:confidence|self confidence)|creeps? along|inches (?:along|forward)",
        ),
        (8, r"(?:for|out of|from|with) fear"),
    ),
    "parkinsonian": (
        (2.25, r"rigid(?= ,| and| posture| body)"),
        (
            6,
            r"(?:like|as) (?:a |an )?(?:\w+ )?(?:robot|automaton) (?:\w+ ){0,3}(?:slow|stoop\w*"
            r"|stiff)|slow motion ,? ?(?:and )?(?:stoop\w*|bent|hunch\w*)"
            r"|turns en bloc|statue like",
        ),
        (
            2.2,
            r"(?:without|not|hardly|barely|scarcely) (?:\w+ )?(?:lifting|raising|picking up)"
            r" <P>(?:feet|foot)|(?:feet|foot) (?:\w+ )?(?:slide|slides|sliding|glide|glides)",
        ),
        (
            2.4,
            r"(?:body|trunk|upper body|posture|back) (?:\w+ )?(?:bent|inclined|flexed|leaning"
            r"|tilted|stooped) (?:forwards?|over)|flexed posture",
        ),
    ),
    "scissor": (
        (
            9,
            r"criss ?cross\w*|(?:one|each) (?:leg|foot|knee) (?:\w+ )?(?:passes|comes|goes|steps"
            r"|lands|cuts) (?:\w+ )?(?:in front of|across|over|before) (?:the )?(?:other"
            r"|opposite|midline)",
        ),
        (
            8,
            r"(?:thighs|knees) (?:\w+ )?(?:stick|stuck|glued|clamp\w*|squeez\w*|locked"
            r"|held) (?:\w+ )?together",
        ),
    ),
    "choreic": (
        (
            8,
            r"(?:sudden|uncontrolled|uncontrollable|unwanted|unintended|purposeless|random"
            r"|jerky|unvoluntary)(?: ,)? (?:\w+ ){0,2}(?:movements?|motions?)"
            r"|movements? (?:that |which )?(?:\w+ ){0,2}(?:cannot|not|unable to) (?:be "
            r")?control\w*|(?:without|beyond|no) (?:\w+ )?control (?:of|over) <P>movements?"
            r"|(?:as if|as though) (?:\w+ )?dancing"
            r"|(?:like|as) a (?:\w+ )?dance(?! floor)",
        ),
        (
            8,
            r"(?:arms?|legs?|limbs?|hands?)(?: and \w+)? (?:\w+ )?(?:fly|flies|fling\w*|jump"
            r"|shoot|flick\w*|whip|thrash\w*|toss\w*) (?:\w+ )?(?:about|around|out|everywhere"
            r"|involuntar\w*|suddenly)|involuntar\w*",
        ),
    ),
}
