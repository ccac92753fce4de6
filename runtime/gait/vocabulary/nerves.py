"""Words of diseases of the brain and the nerves, and of fear of falling."""

from __future__ import annotations

NERVES: dict[str, tuple[tuple[float, str], ...]] = {
    "hemiplegic": (
        (
            8,
            r"(?:spastic|paralyzed|weak|paretic) <P><s>(?:arm and leg|leg and arm)"
            r"|(?:arm and leg|leg and arm) (?:\w+ )?(?:are |is )?(?:spastic|weak"
            r"|paralyzed|paretic)|(?:weakness|paralysis) (?:of|in) <P><s>(?:arm and leg"
            r"|leg and arm)",
        ),
        (
            10,
            r"(?:leg|foot) (?:makes|does|performs|takes) an? (?:\w+ )?(?:sweep|swing|detour"
            r"|loop|bow) (?:to <P>(?:outside|side)|out\w*|around)"
            r"|(?:sweeps?|sweeping) <P><W><s>(?:leg|foot) (?:\w+ )?(?:out\w*|around"
            r"|to <P>(?:side|outside))",
        ),
        (10, r"abduct(?:s|ing|ed) <P><W><s>(?:leg|foot|limb)"),
        (
            8,
            r"(?:makes?|making|draws?|drawing|describ\w*|tracing|traces?|moves? in"
            r"|moving in) an? (?:\w+ )?(?:arc|circle|curve|semi ?circle|half circle"
            r"|half moon)",
        ),
        (
            8,
            r"(?:cerebral|brain|intracerebral|basal ganglia|mca|hemispheric|capsular"
            r"|ischemic) (?:infarct\w*|hemorrhage|bleed\w*|lesion|injury|tumor|ischemia)"
            r"|infarct\w*",
        ),
        (
            18,
            r"(?:brings?|bringing|throws?|throwing|moves?|moving|swings?|swinging|sweeps?"
            r"|flings?) <P><W><s>(?:leg|foot|limb) to (?:the )?(?:outside|side)",
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
            r"(?:swing(?:s|ing)?|swung) <P>(?:\w+ ){0,2}<s>(?:leg|foot|limb) (?:\w+ )?(?:out"
            r"|outward|outwards|around|round|sideways|wide|laterally|away"
            r"|in an? (?:\w+ )?(?:arc|circle|semi ?circle|half circle|curve))",
        ),
        (18, r"(?:swing(?:s|ing)?|swung) (?:out|around|round) <P><W><s>(?:leg|foot|limb)"),
        (
            18,
            r"(?:leg|foot|limb) (?:is |that )?(?:swings?|swinging|swung|moves?|goes|thrown"
            r"|comes|brought) (?:\w+ )?(?:out|outward|outwards|around|round|sideways"
            r"|laterally)(?! of (?:the )?way)",
        ),
        (
            18,
            r"(?:brings?|bringing|throws?|throwing|moves?|moving|takes|sweeps?"
            r"|flings?) <P><W><s>(?:leg|foot|limb) (?:\w+ )?(?:around|round|out|outward"
            r"|outwards|sideways|in an? <W>(?:arc|circle|semi ?circle|half circle|curve))",
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
            r"(?:weakness|paralysis|paresis) (?:on|of|in"
            r"|down) (?:the )?(?:whole )?<s>(?:side|half)",
        ),
        (4, r"spastic <s>(?:arm|leg|side|limb)|spastic hemi\w*"),
        (
            3,
            r"<s>(?:arm|elbow) (?:is )?(?:held |kept )?(?:bent|flexed|curled|tucked|clenched)",
        ),
    ),
    "parkinsonian": (
        (7, r"steps (?:\w+ ){0,2}(?:faster|quicker) and (?:shorter|smaller)"),
        (
            3,
            r"hypomimi\w*|en bloc|pill rolling|masked face|small stepp\w+|micrograph\w*"
            r"|rigidity|rigor",
        ),
        (
            7,
            r"(?:ever|increasingly|progressively|always) (?:shorter|smaller|quicker"
            r"|faster) (?:\w+ )?steps|steps (?:\w+ )?(?:ever|increasingly"
            r"|progressively) (?:shorter|smaller|faster|quicker)",
        ),
        (7, r"(?:running|runs) after <P>(?:\w+ )?(?:center|centre) of gravity"),
        (12, r"(?<!wolff )parkinson\w*"),
        (10, r"shuffl\w*|festinat\w*|propulsive gait|propulsion|magnetic gait"),
        (8, r"bradykine\w*|hypokine\w*|akine\w*|marche a petits? pas|lewy body"),
        (
            7,
            r"freez\w+|frozen(?! pond| lake| river| ground| puddle| street| path| pavement)"
            r"|start hesitation"
            r"|(?:glued|stuck|nailed|rooted|sticks?|sticking|stick fast) to the (?:floor"
            r"|ground)",
        ),
        (
            7,
            r"steps? <G>(?:shorter|smaller) (?:and \w+ )?and <W>(?:faster|quicker)"
            r"|(?:chas\w+|running after|runs after) (?:after )?<P><G>(?:center"
            r"|centre) of gravity|(?:faster|quicker) and (?:faster|quicker) <W>(?:little "
            r"|small |tiny |short )*steps?",
        ),
        (
            2.4,
            r"stoop\w*|hunch\w*|(?:bent|leans?|leaning|bends?|bending|flexed"
            r"|tilts?) (?:forwards?|over)",
        ),
        (2.3, r"(?:short|small|tiny|little|mincing|baby) (?:\w+ )?steps?"),
        (
            2.1,
            r"(?:no|without|little|reduced|hardly any|absent|lack of|almost no|diminished"
            r"|less|scarcely any|loss of"
            r"|missing) (?:any )?arm ?swing(?! (?:problem|abnormal|deficit|impair)\w*)"
            r"|arms? (?:\w+ ){0,2}(?:not|hardly|barely|never|scarcely) (?:\w+ )?(?:swing\w*"
            r"|mov\w*)",
        ),
        (
            2.2,
            r"(?:feet|foot) (?:barely|hardly|scarcely) (?:leave|lift|clear|come)"
            r"|(?:barely|hardly|scarcely|not) (?:lifts?|lifting|raises?"
            r"|picks? up) <P>(?:feet|foot)",
        ),
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
            r"|cross(?:es|ing|ed) <P>(?:\w+ )?(?:legs?|knees|feet|foot)(?! road)"
            r"|cross legged",
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
    "ataxic": (
        (
            8,
            r"lurch\w* (?:from )?side to side|atactic|ataxia"
            r"|(?:wide|broad) based and (?:unsteady|irregular|lurching)",
        ),
        (
            8,
            r"titubat\w*|lurch\w* (?:\w+ )?(?:about|around)"
            r"|(?:cannot|not|unable to) walk (?:in )?(?:a )?straight(?: line)?",
        ),
        (1.9, r"sways?|swaying"),
        (6, r"swerv\w*|lurch\w* about|reeling|meander\w*|sways? like"),
        (10, r"\w*ataxi\w*|ataxy|cerebell\w*|tabes|tabetic|tabic"),
        (
            8,
            r"drunk\w*|intoxicat\w*|inebriat\w*|tipsy|tipsily|boozed"
            r"|too much (?:to drink|alcohol)|sea legs|sailors?",
        ),
        (8, r"stagger\w*|reel(?:s|ing|ed)|totter\w*"),
        (
            6,
            r"uncoordinat\w*|incoordinat\w*|dyscoordinat\w*|discoordinat\w*|dysmetri\w*"
            r"|poorly coordinated|lack of coordination|zig ?zag\w*|weav(?:es|ing)|veer\w*"
            r"|sway\w* like a tree",
        ),
        (
            5.5,
            r"unstead\w*|wobbl\w*|unstable|off balance"
            r"|(?:poor|bad|impaired|no|lost|loses) <P>balance|balance problems?|imbalance"
            r"|unbalanced|stamp\w*|stomp\w*",
        ),
        (
            2,
            r"(?:wide|wider|broad|broader)(?: | \w+ )?(?:based?|stance|steps?)"
            r"|(?:legs|feet) <W>(?:wide )?apart",
        ),
        (2.1, r"(?:irregular|erratic|variable|uneven) (?:\w+ )?(?:steps?|rhythm|gait|walk)"),
    ),
    "cautious": (
        (8, r"post ?fall|fear of (?:another )?fall\w*"),
        (
            10,
            r"(?:cautious\w*|fearful|hesitant|tentative|timid|insecure|careful"
            r"|senile) (?:and \w+ |, \w+ |\w+ )?(?:gait|walk\w*)"
            r"|(?:gait|walk) that is (?:cautious|fearful|hesitant|careful)",
        ),
        (8, r"fears? (?:a |of )?(?:fall|falling|falls)"),
        (
            6,
            r"fearful\w*|anxious\w*|apprehensive\w*"
            r"|guarded (?:gait|walk\w*|steps?|pattern|cautious)|guarded , cautious|guardedly",
        ),
        (8, r"cautious\w*|over ?cautious\w*"),
        (
            8,
            r"(?:afraid|scared|fear\w*|frightened|anxious|worried|terrified"
            r"|anxiety) (?:\w+ )?(?:of|to|about) (?:\w+ )?(?:fall\w*|slip\w*)|fear of falls?"
            r"|(?:on|over) (?:thin |slippery |black )?ice|icy|slippery|egg ?shells",
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
            r"tentativ\w*|timid\w*|hesitan(?!cy to start)\w*|insecure\w*|unsure|uncertain\w*"
            r"|warily|wary|frail\w*",
        ),
        (5, r"careful\w*|guarded (?!antalgic|,|and)\w+"),
    ),
    "choreic": (
        (
            10,
            r"chore\w*|huntington\w*|st vitus|sydenham\w*|hemiballis\w*|ballistic|athetos\w*"
            r"|athetoid",
        ),
        (
            8,
            r"danc(?:e|ing) ?like|dancing gait|hyperkine\w*|dyskine\w*"
            r"|involuntary (?:\w+ )?(?:movements?|jerk\w*|twitch\w*)",
        ),
        (
            6,
            r"jerk\w*|twitch\w*|fidget\w*|writh\w*|flail\w*|fling\w*|marionette|puppet"
            r"|convuls\w*",
        ),
        (3, r"unpredictabl\w*|bizarre|purposeless|sudden (?:\w+ )?(?:movements?|jerks?)"),
    ),
}
