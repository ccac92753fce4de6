"""Words that name the sound side, or the side of a lesion in the brain: the other is affected."""

from __future__ import annotations

from .lesions import ABBREVIATED, BLEED, BRAIN
from .phrases import compiled
from .side_rules import LESION, STROKE, VAULTING, SideRule

_SOUND = (
    r"(?:good|sound|strong|stronger|healthy|unaffected|uninvolved|unimpaired|better|non affected"
    r"|uninjured|intact|spared|working|non involved|non paretic|pain free|painless|non painful"
    r"|fit)"
)
_WELL = (
    r"(?:<P>(?:\w+ )?(?:good|sound|strong|stronger|healthy|better) (?:one|leg|side|foot|arm|half)"
    r"|good|sound|strong|fine|ok|okay|normal(?:ly)?|unaffected|healthy|spared|intact|uninvolved"
    r"|all right|alright|well|unimpaired|not affected|not involved|unharmed|without (?:any )?"
    r"(?:problems?|symptoms|findings|deficit|complaints?)|pain ?free|painless|asymptomatic|fit"
    r"|perfect|not weak|not painful|unremarkable)"
)
_LIMB = (
    r"(?:<LEG>|<ARM>|arm and leg|leg and arm|side|one|half|side of <P>body|half of <P>body"
    r"|lower limb)"
)
_MOTION = (
    r"(?:speed|pace|steps?|strides?|arm swing|swing|stance|step|length|heel|cadence|clearance)"
)
_NO_MOTION = rf"(?! (?:\w+ )?{_MOTION})"

SOUND_RULES = (
    SideRule(
        7,
        compiled(
            rf"<S> (?:{_LIMB} )?(?:, )?(?:is|are|was|were|has been|being|seems|remains|stays|looks"
            r"|works?|functions?|moves?|bends?|swings?|behaves?|feels|still works|:) (?:\w+ "
            rf"){{0,2}}{_WELL}{_NO_MOTION}"
        ),
        opposite=True,
    ),
    SideRule(
        7,
        compiled(
            rf"<S> (?:{_LIMB} )?(?:\w+ )?(?:unaffected|uninvolved|normal|spared|ok|okay|fine"
            rf"|intact|unimpaired|healthy|sound|not affected|asymptomatic){_NO_MOTION}"
        ),
        opposite=True,
    ),
    SideRule(
        7,
        compiled(
            rf"(?:{_SOUND}|normal|other normal) (?:leg|limb|side|one|half|foot|knee|hip|arm)"
            r"(?:(?: is| was| being| :)* <P><S>| , <S>)"
        ),
        opposite=True,
    ),
    SideRule(7, compiled(rf"{_SOUND} <S>(?! (?:\w+ )?(?:hemi|pain|limp))"), opposite=True),
    SideRule(
        7,
        compiled(
            r"(?:opposite|contralateral|opposed|other side|across) (?:side )?(?:to |of |from )?"
            r"<P>(?:\w+ )?<S>"
        ),
        opposite=True,
    ),
    SideRule(
        7,
        compiled(
            r"(?:nothing|no (?:problems?|complaints?|weakness|findings|deficits?|symptoms?"
            r"|abnormalit\w+)) (?:is |was )?(?:(?:wrong|the matter|amiss|abnormal) )?(?:with|on|in"
            r"|at) <P><S>"
        ),
        opposite=True,
    ),
    SideRule(
        7,
        compiled(
            r"(?:everything|all|things|strength|power|function|movement) (?:is |are |was |works )?"
            rf"(?:\w+ )?{_WELL} (?:on|with|in|at|of|for) <P><S>"
            r"|(?:normal|intact|unimpaired|full) (?:strength|power|function|movement|control"
            r"|findings?) (?:on|in|of|at) <P><S>"
            r"|(?:unaffected|spared|normal|healthy|fine|intact) (?:on|at) <P><S>"
        ),
        opposite=True,
    ),
    SideRule(
        7,
        compiled(
            r"(?:(?:that|which|paresis|plegia|weakness|paralysis|stroke|plegic|paretic|gait|and)"
            r" )spar(?:es|ed|ing) <P>(?:\w+ )?<S>"
        ),
        opposite=True,
        patterns=STROKE,
    ),
    SideRule(
        7,
        compiled(
            r"(?:normal|good|proper|full) (?:\w+ )?(?:heel strike|heel contact|steps?|strides?"
            r"|stance|movement|gait|function|strength|power|knee flexion|range of motion)"
            r" (?:on|in|of|at|with) <P><S>"
        ),
        opposite=True,
    ),
    SideRule(
        7,
        compiled(
            rf"<S> (?:{_LIMB} )?(?:muscle )?(?:strength|power|function|movement|muscles?|control)"
            r"(?: is| are)? (?:\w+ )?(?:full|normal|intact|good|5 of 5|unimpaired|fine)"
        ),
        opposite=True,
    ),
    # The only side that is said is the one that is not meant.
    SideRule(1, compiled(r"not (?:on |in |of |at )?<P><S>"), opposite=True, denying=True),
    SideRule(
        4,
        compiled(
            rf"<S> (?:sided )?(?:\w+ )?{BLEED} (?:in|of|on|to|inside|within) <P>(?:brain|head"
            rf"|skull)"
        ),
        opposite=True,
        patterns=STROKE,
        assumption=LESION,
    ),
    SideRule(
        4,
        compiled(
            r"(?:intracerebral|intracranial|subdural|subarachnoid|cerebral|brain|thalamic|capsular"
            rf"|pontine|cortical) {BLEED} (?:on|of|at|in|to) <P><S>(?! (?:leg|arm|foot|hemi))"
        ),
        opposite=True,
        patterns=STROKE,
        assumption=LESION,
    ),
    # A lesion named by its place in the brain.
    SideRule(
        4,
        compiled(rf"<S> (?:sided |side )?(?:\w+ )?{BRAIN}(?! palsy)"),
        opposite=True,
        patterns=STROKE,
        assumption=LESION,
    ),
    SideRule(
        4,
        compiled(
            rf"<S> (?:sided |side )?(?:\w+ )?{ABBREVIATED}|{ABBREVIATED} (?:(?:on|of|in|at|:) "
            r")?<P><S>|<S> (?:sided )?(?:chronic |acute )?(?:subdural|subarachnoid|epidural"
            r"|extradural|intraventricular|intracerebral|intracranial|brain)"
            r"|(?:in|into|to|of|on|at) <P>(?:\w+ )?<S> (?:side|half) of <P>(?:brain|head)"
        ),
        opposite=True,
        patterns=STROKE,
        assumption=LESION,
    ),
)

BODY_RULES = (
    SideRule(
        5,
        compiled(r"(?:steppage|foot drop|limp|stiff knee|circumduction) (?:with|on|of|in) <P><S>"),
    ),
    SideRule(
        5,
        compiled(
            r"<S> (?:arm and leg|leg and arm|side|half) (?:of <P>body )?(?:(?:that|which) )?(?:is"
            r"|are|was) (?:\w+ )?(?:weak|paralyzed|affected|lame|spastic|impaired|dead)"
            r"|<S> (?:leg |side |foot )?is (?:the )?(?:affected|bad|weak|impaired|involved)"
        ),
    ),
    SideRule(
        9,
        compiled(r"(?:longer|too long) , (?:on )?<P><S>(?: one| leg| side)?(?= ,| \.|$)"),
        opposite=True,
        patterns=("leg_length",),
    ),
)
_UP = (
    r"(?:rises?|rising|up|push(?:es|ing)|goes|going|gets|comes|coming|raises?|bob\w*|bounc\w*"
    r"|springs?|springing|stands?|standing|lifts|pops)"
)
VAULTING_RULES = (
    SideRule(
        9,
        compiled(
            rf"{_UP} (?:\w+ ){{0,4}}(?:on|onto|to|over) (?:\w+ ){{0,4}}<S> (?:\w+ )?(?:toes?"
            r"|tip ?toes?|forefoot|ball|leg|foot|side|tips)"
            r"|(?:tip ?toes?|toes|forefoot|ball) (?:\w+ )?(?:on|with|of|by) <P>(?:\w+ )?<S>"
            r"|(?:heel (?:off|rise|raise|lift)|plantar ?flex\w*) (?:on|of|in|at)? ?<P>(?:\w+ )?<S>"
            r"|<S> (?:\w+ )?(?:stance )?(?:ankle|heel|forefoot)"
        ),
        opposite=True,
        patterns=VAULTING,
    ),
    SideRule(9, compiled(rf"{_SOUND} <S>"), opposite=True, patterns=VAULTING),
    SideRule(
        10,
        compiled(
            r"(?:swing(?:ing)?|clear\w*|clearance|pass|bring(?:ing)?|let(?:ting)?|get(?:ting)?"
            r"|help(?:ing)?|room|space|allow\w*|move|moving|advance) (?:of |for |to )?"
            r"<P>(?:\w+ ){0,2}<S>(?! (?:\w+ )?(?:vault|toes|heel))"
            r"|(?:so|so that|as|while|when|until|otherwise|because|or|lest) <P>(?:\w+ )?<S> (?:leg "
            r"|foot |one |side |limb |prosthesis |#+ )?(?:(?:can|could|may|might|will|would|does|is"
            r"|not) ){0,2}(?:\w+ )?(?:clear|pass|swing|get|drag|scrape|catch|come|go|move|through)"
            r"\w*|(?:prosthe\w+|amputat\w+) (?:on|of|at) <P><S>"
        ),
        patterns=VAULTING,
    ),
)
