"""Words of the hips, the pelvis and the trunk over them, and of legs of two lengths."""

from __future__ import annotations

_LEAN_VERBS = (
    r"(?:tips|tipping|lean|leans|leaning|lurch|lurches|lurching|tilts?|tilting|tilted|inclines?"
    r"|inclining|bends?|bending)"
)
_MOVE_VERBS = (
    r"(?:shifts?|shifting|throws?|throwing|moves?|moving|displaces?|displacing|brings?|hurls?"
    r"|swings?|swinging|heaves?|heaving"
    r"|rolls?|rolling|rocks?|rocking|drags|carries|tips|lets)"
)
_LEANS = (
    rf"(?:(?<!pelvis )(?<!hip )(?<!hips ){_LEAN_VERBS}(?: <P><TRUNK>)?(?! <P>(?:<s>)(?:knee|elbow"
    rf"|arm))|{_MOVE_VERBS} <P><TRUNK>"
    rf"|<TRUNK> (?:\w+ )?(?:is |are )?(?:{_MOVE_VERBS}|thrown|shifted|moved|sways?|swaying))"
)
"""The trunk goes to a side, said with the trunk where the verb alone may be about a limb."""
_SINKS = (
    r"(?:drops?|dropping|sinks?|sinking|sags?|sagging|dips?|dipping|falls|falling|tilts? down"
    r"|tips? down|slumps?|is lower|goes down|comes down)"
)

HIPS: dict[str, tuple[tuple[float, str], ...]] = {
    "trendelenburg": (
        (8, r"gluteus medius (?:gait|walk)|(?:gluteal|gluteus) (?:gait|insufficiency)"),
        (
            9,
            r"(?:pelvis|hemipelvis|hips?) (?:\w+ ){0,3}(?:lowers|lowering|descends|collapses"
            r"|tips|is lowered|drooping|droops)",
        ),
        (10, r"trendelenburg\w*(?! lurch)"),
        (3, r"uncompensated"),
        (
            9,
            r"pelvic (?:drop|sag|dip|obliquity)|hip drop"
            r"|(?:drop|sag|dip|fall) of <P><s>(?:side of <P>)?(?:pelvis|hip|hemipelvis)",
        ),
        (9, rf"(?:pelvis|hemipelvis|hips?|iliac crest) <G>{_SINKS}"),
        (
            9,
            r"(?:drops?|dropping|lets?) <P><s>(?:side of )?<P><s>(?:pelvis"
            rf"|hip)(?: {_SINKS})?|(?:dropping|sinking|sagging) (?:pelvis|hip)",
        ),
        (
            6,
            r"(?:weak|weakness of|weakness in|paralyzed"
            r"|insufficient) <P><s>(?:hip )?(?:abductors?|abductor muscles?|gluteus medius"
            r"|glute(?:us|al)?s?)",
        ),
        (
            6,
            r"(?:abductor|gluteus medius|glute(?:us|al)?|hip) (?:muscle )?(?:weakness"
            r"|insufficiency)|superior gluteal nerve",
        ),
    ),
    "duchenne": (
        (
            8,
            r"(?:shoulder|shoulders|upper body|torso|trunk) (?:\w+ )?(?:drops?|dips?"
            r"|sinks?|falls?|tips?) (?:\w+ )?(?:to|over|towards?) <P><W><S>",
        ),
        (
            22,
            r"(?<!un)(?<!not )compensated <s>trendelenburg\w*"
            r"|trendelenburg\w* (?:gait |limp |sign )?(?:<s>)?(?:compensated"
            r"|with compensation)|trendelenburg\w* (?:gait )?compensat\w+ by",
        ),
        (12, r"duchenne(?! muscular| dystroph| type| s muscular)"),
        (
            9,
            rf"{_LEANS} <G>(?:over|onto|above) <P>(?:\w+ )?<s>(?:\w+ )?(?:leg|hip|foot|limb"
            r"|stance|standing|supporting|support|knee)",
        ),
        (
            9,
            rf"{_LEANS} <G>(?:over|onto|to|towards?) <P>(?:\w+ )?(?:stance|standing"
            r"|supporting|support|weight bearing|loaded|affected|weak|painful|bad"
            r"|same)(?! in swing)",
        ),
        (
            9,
            rf"{_LEANS} (?:sideways |out |over )?<W>(?:over|onto|to|towards?)? ?<P><W>(?:left"
            r"|right)(?: side| leg)? (?:\w+ )?(?:in|during|with|at|on|when|each|every|as"
            r"|while) (?:\w+ ){0,4}(?:stance|steps?|stepping|stands?|standing|stand|weight"
            r"|leg|lands)",
        ),
        (
            9,
            r"(?:in|during|at|when|with|on) (?:\w+ ){0,3}(?:stance|step|standing"
            r"|stands) (?:on |of |phase )?(?:(?:the |his |her |their )?(?:left "
            r"|right )?(?:leg |foot |side )?)(?:, )?<P>(?:<TRUNK> )?(?:is )?(?:tilted "
            rf"|shifted )?{_LEANS}",
        ),
        (
            9,
            r"(?:<TRUNK>|lateral|sideways) (?:lean\w*|lurch\w*|sway|shift\w*|flexion"
            r"|bend\w*) (?:\w+ )?(?:over|onto) <P>(?:\w+ )?<s>(?:\w+ )?(?:leg|hip|foot|limb"
            r"|stance|side)|(?:<TRUNK>|lateral|sideways) (?:lean\w*|lurch\w*|sway|shift\w*"
            r"|flexion|bend\w*) (?:\w+ )?(?:to"
            r"|towards?) <P>(?:\w+ )?(?:(?:left|right) )?(?:\w+ )?(?:leg|hip|foot|limb"
            r"|stance|in (?:\w+ ){0,2}stance|during (?:\w+ ){0,3}(?:stance|support)"
            r"|side in (?:\w+ ){0,2}stance|with (?:each|every)|at (?:each|every)"
            r"|on (?:each|every))",
        ),
        (9, r"(?:abductor|gluteus medius|gluteal|glute) (?:lurch|limp)|trendelenburg\w* lurch"),
        (7, rf"{_LEANS} over <P><S>(?! (?:arm|shoulder))"),
        (6, r"lurch\w*(?! about| around| from side| side to)"),
    ),
    "hip_hiking": (
        (10, r"pelvic (?:elevation|lift\w*|raising)|hip (?:elevation|lift(?:ing)?|raising)"),
        (
            9,
            r"(?:hip|pelvis|hemipelvis) (?:\w+ ){0,2}(?:pulled|drawn|hoisted|hitched|jerked"
            r"|lifted|raised) (?:up\w*|high\w*)",
        ),
        (
            10,
            r"(?:hiking|hitching|hike|hitch) (?:up )?of <P><W><s>(?:hip|pelvis|hemipelvis"
            r"|side)",
        ),
        (10, r"(?:hip|pelvic) hik\w*|(?:hip|pelvic) hitch\w*|quadratus lumborum"),
        (
            10,
            r"(?:hik(?:es?|ing|ed)|hitch\w*"
            r"|hoist\w*) (?:up )?<P>(?:\w+ )?<s>(?:side of )?<P>(?:hip|pelvis|hemipelvis"
            r"|side)",
        ),
        (
            10,
            r"(?:lifts?|lifting|raises?|raising|pulls? up|pulling up|elevates?|elevating"
            r"|pulls?) (?:up )?<P><W><s>(?:(?:side|half) of )?<P><s>(?:hip|pelvis"
            r"|hemipelvis)(?! flexion)(?! high and knee)",
        ),
        (
            8,
            r"(?:pelvis|hemipelvis|hip) <G>(?:rises|rising|is raised|is lifted|lifts"
            r"|is pulled up|is elevated|goes up|comes up|hikes|hiked|is hiked|elevates"
            r"|elevated|raised)",
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
            r"(?:limb girdle|becker|girdle|facioscapulohumeral"
            r"|muscle) (?:muscular )?dystroph\w*|dystrophy",
        ),
        (
            8,
            r"(?:swings?|swinging|throws?|throwing|shifts?|moves?|rocks?"
            r"|sways?) (?:<P><TRUNK> )?(?:\w+ )?from side to side (?:over|onto"
            r"|above) <P>(?:\w+ )?(?:supporting|stance|standing|weight bearing|each|loaded)",
        ),
        (4, r"hollow back"),
        (
            10,
            r"waddl\w*|myopath\w*|(?:duchenne )?muscular dystroph\w*"
            r"|(?:duck|penguin|goose)(?: like)? (?:walk|gait)|penguins?|pinguins?"
            r"|(?:like|as) (?:a |an )?<W>ducks?",
        ),
        (
            8,
            r"(?:sways?|swaying|rocks?|rocking|leans?|leaning|tilts?|tilting|shifts?|rolls"
            r"|rolling) (?:\w+ )?(?:from )?(?:side to side )?(?:over|onto|to|towards?"
            r"|on) (?:each|every|both|either) (?:\w+ )?(?:leg|foot|side|hip)s?",
        ),
        (8, r"leans? <G>(?:alternately|in turn|with each leg)|(?:each|either) leg in turn"),
        (5, r"(?:rocks?|rocking|rolls|rolling) (?:from )?side to side"),
        (4, r"(?:sways?|swaying|tilts?) (?:\w+ )?(?:from )?side to side"),
        (4, r"proximal (?:muscle )?weakness|hyperlordo\w*|lordo\w*"),
    ),
    "vaulting": (
        (
            16,
            r"(?:rises?|stands?|goes|raises?|gets) (?:\w+ ){0,2}(?:on|onto|to"
            r"|up on) (?:tip ?toes?|<P>toes) with <P><W><s>(?:leg|foot) (?:so|to|while|as"
            r"|when) (?:\w+ ){0,8}?(?:clears?|pass|passes|swings?|through)",
        ),
        (
            14,
            r"(?:rises?|raises?|rising|raising|stands?|goes|gets|comes"
            r"|pushes) (?:\w+ ){0,3}(?:on|onto|to) <P>(?:tip ?toes?|toes|forefoot"
            r"|ball)(?: of <P>(?:\w+ )?(?:foot|leg))? (?:during|in|for"
            r"|when) (?:\w+ ){0,3}(?:swing|swings|swinging)",
        ),
        (
            9,
            r"(?:lifts?|raises?|lifting|raising) <P><s>heel (?:too )?(?:early"
            r"|soon)(?: to (?:\w+ ){0,6}(?:clear|swing|pass|through))?",
        ),
        (9, r"bounc\w* up (?:on|onto|over) <P><W><s>(?:leg|foot|toes|forefoot)"),
        (
            16,
            r"(?:rises?|rising|pushes|pushing|bounc\w*|springs?"
            r"|lifts (?:himself|herself|themselves)|gets|stands|goes"
            r"|comes) (?:\w+ ){0,3}(?:on|onto|to|over) <P>(?:\w+ )?(?:\w+ )?(?:toes?"
            r"|tip ?toes?|balls?|forefoot|foot) (?:\w+ ){0,6}?(?:to|so that|while|so|as"
            r"|until) (?:\w+ ){0,7}?(?:clear|clears|pass|passes|through|swings?|past)",
        ),
        (12, r"vault\w*"),
        (
            16,
            r"(?:rises?|rising|goes|going|pushes|pushing|gets|comes|coming|raises|lifts"
            r"|stands?|up) (?:himself |herself |themselves |up |high )*(?:on|onto"
            r"|to) <G>(?:toes?|tip ?toes?|balls?|forefoot) (?:\w+ ){0,7}?(?:so|to|in order"
            r"|while|when|as|until|and|for) (?:\w+ ){0,8}?(?:clear|clears|clearing|pass"
            r"|through|swing|swings|past|swinging|forward)",
        ),
        (
            9,
            r"(?:early|premature) heel (?:rise|raise|off|lift)"
            r"|heel (?:rises|raises|lifts|comes off) (?:\w+ )?(?:too )?(?:early|soon)",
        ),
    ),
    "leg_length": (
        (
            9,
            r"(?:short|shorter|shortened|longer) (?:(?:left|right) )?(?:femur|tibia|thigh"
            r"|shin|lower limb|lower extremity)",
        ),
        (
            10,
            r"(?:leg|limb|femur|tibia) shortening"
            r"|(?:leg|limb) (?:\w+ ){0,4}(?:too short|too long|short)(?= ,| \.|$| by"
            r"| in (?:a|an|the) \w+ (?:manner|pace|speed)| slowly| quickly| fast| at| with)",
        ),
        (
            10,
            r"(?:leg|limb) length (?!(?:is )?(?:equal|symm|normal))\w+"
            r"|(?:unequal|uneven|different) (?:leg|limb) lengths?"
            r"|legs? (?:\w+ ){0,2}(?:of )?(?:unequal|different|uneven|not equal|not the same"
            r"|not equally) (?:in )?(?:lengths?|long)|anisomelia",
        ),
        (
            10,
            r"(?:leg|limb|lower extremity|legs|femur"
            r"|tibia) (?:(?!stance |step |steps |stride |time |phase |swing |so |and "
            r"|but )\w+ ){0,5}(?:shorter|longer|too long|too short"
            r"|shortened)(?! (?:left |right )?(?:in (?:left |right )?(?:stance|swing)|stance"
            r"|steps?|strides?|time|swing|on|phase|support|than on))",
        ),
        (
            9,
            r"(?<!kneed )(?:short|shorter|shortened|longer|overlong|too long"
            r"|too short) (?:(?:left|right) )?(?:leg"
            r"|limb)(?! (?:stance|support|brace|cast|swing|step))"
            r"|shortening of <P><s>(?:leg|limb|femur|tibia)",
        ),
        (
            8,
            r"(?:left|right) (?:is |being |side )?(?:\w+ ){0,3}(?:shorter|short"
            r"|longer)(?! (?:step|steps|stance|time|stride|strides|swing|on|in))(?: by| one"
            r"|$| ,| \.)",
        ),
        (5, r"(?:shoe|heel|sole) (?:raise|lift|build up|elevation)|built up shoe"),
    ),
}
