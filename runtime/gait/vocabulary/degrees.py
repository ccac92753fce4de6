"""Words of severity and of speed."""

from __future__ import annotations

from .phrases import cues

SEVERITY_CUES = cues(
    {
        "mild": (
            (
                1,
                r"mild|mildly|milder|slight|slightly|subtle|subtly|minor|faint|faintly|somewhat"
                r"|minimal(?! weight)|minimally|discreet|discrete|(?<!rises )(?<!too"
                r" )(?<!lifts )(?<!heel )early(?! heel| in| stance| rise)|a bit|a wee"
                r" bit|a tiny bit"
                r"|just a little|barely (?:noticeable|visible|perceptible|there|limps?|any"
                r"|noticeably)"
                r"|(?:hardly|scarcely|almost not) (?:noticeable|visible|perceptible|noticeably)"
                r"|a (?:hint|touch|trace|suggestion|whiff) of|just noticeable|beginning"
                r"|incipient|light|lightly"
                r"|residual|a small|almost normal|nearly normal|low grade|weakly"
                r"|rather little|not much",
            ),
            (1, r"a little(?! (?:boy|girl|child|kid|one|steps?|old))|little (?=limp)"),
            (
                1,
                r"not (?:too |very |so |that )?(?:severe\w*|marked\w*|bad|badly|pronounced"
                r"|strong\w*|much)",
            ),
            (
                1,
                r"mas (?:score |grade |of )*1|(?:grade|stage|level) (?:1|i)|gmfcs (?:level"
                r" )?(?:1|i|2|ii)"
                r"|hoehn (?:and )?yahr (?:stage )?(?:1|i|2|ii)|4 of 5|[123] of 10|mrc 4",
            ),
        ),
        "moderate": (
            (
                1,
                r"moderate(?! (?:speed|pace|tempo))|moderately(?! (?:fast|slow|quick)\b)"
                r"|medium(?! (?:speed|pace))"
                r"|noticeabl[ey]|obvious|obviously|visibly|visible|distinct|distinctly"
                r"|clearly|quite (?!normal|well|a bit)"
                r"|clear (?!the|a|of|his|her|their|left|right)|fairly|considerable(?!"
                r" distance)|definite|definitely|evident",
            ),
            (
                1,
                r"mas (?:score |grade |of )*2|(?:grade|stage|level) (?:2|ii)|gmfcs (?:level"
                r" )?(?:3|iii)"
                r"|hoehn (?:and )?yahr (?:stage )?(?:3|iii)|3 of 5|[456] of 10|mrc 3",
            ),
        ),
        "severe": (
            (
                1,
                r"severe|severely|severest|marked|markedly|pronounced|extreme|extremely"
                r"|heavily|strongly"
                r"|profound|profoundly|advanced|serious|seriously|drastic\w*|massive\w*"
                r"|dramatic\w*|(?:very )?strong(?! (?:leg|arm)(?! length))"
                r"|intense|intensely|awful|awfully|terribl[ey]|horribl[ey]|dreadful\w*"
                r"|horrendous\w*|really bad(?:ly)?|gross"
                r"|grossly|excruciating\w*|unbearabl[ey]|complete(?! recovery)|total|totally"
                r"|full blown|huge(?! steps)|hugely"
                r"|(?:can|could) (?:barely|hardly|scarcely) walk|(?:barely|hardly) able to"
                r" walk|so (?:bad|badly|much|strongly)"
                r"|very much|way too|far too|a lot(?! of)|a great deal"
                r"|excessively|late stage|end stage"
                r"|substantial\w*|exceedingly|enormous\w*|vicious\w*|worst",
            ),
            (
                1,
                r"heavy (?!man|woman|person|patient|set|adult|guy|lady|build|boy|girl|child)"
                r"|(?:very |really |too |quite )?badly"
                r"|(?:very |really |quite a )?bad (?=limp|case|foot drop|trendelenburg"
                r"|antalgic|hemi|drop|stroke|gait)",
            ),
            (
                1,
                r"(?:very|really|terribly|highly) (?=stiff|stooped|bent|painful|weak|sore"
                r"|obvious|visible|limp"
                r"|crouched|noticeable|antalgic|spastic|high|pronounced|ataxic|unsteady"
                r"|wobbly|jerky|flexed|clear|hemi\w*"
                r"|evident|shuffling|stiffly|cautious|parkinsonian|irregular|marked|short"
                r"|long|wide|narrow)",
            ),
            (
                1,
                r"mas (?:score |grade |of )*(?:3|4)|(?:grade|stage|level) (?:3|4|5|iii|iv|v)"
                r"|gmfcs (?:level )?(?:4|iv|5|v)"
                r"|hoehn (?:and )?yahr (?:stage )?(?:4|iv|5|v)|[012] of 5|(?:7|8|9|10) of 10"
                r"|mrc [012]",
            ),
        ),
    }
)

_STEP_WORDS = (
    r"(?:off|onto|step (?:with|on|onto|off)|short|small|tiny|little|shuffling|on|steps?|cadence"
    r"|movements?|as possible|rhythm)"
)
SPEED_OF_CAUTION = 2.0
"""Weight of plain speed words; weaker hints only count without them."""
SPEED_CUES = cues(
    {
        "slow": (
            (
                2,
                r"slow(?! cadence| step)|slowly|slower|slowed|slowish|(?:low|reduced"
                r"|decreased) (?:walking |gait )?(?:speed|pace|velocity|tempo)"
                r"|unhurried\w*|at a crawl|snails? pace|(?:takes|taking) <P>time|in slow"
                r" motion|like a snail|dawdl\w*",
            ),
            (
                1,
                r"leisurely|plodding|plods|tired|tiredly|sluggish\w*|weary|wearily|exhausted"
                r"|trudg\w*|ambling|ambles"
                r"|cautious\w*|careful\w*|hesitant\w*|gingerly",
            ),
        ),
        "comfortable": (
            (
                2,
                r"(?:normal|comfortable|usual|preferred|self selected|moderate|average"
                r"|natural|ordinary"
                r"|regular|medium|free|own|typical|everyday) (?:walking |gait )?(?:speed"
                r"|pace|tempo|velocity)|comfortably",
            ),
        ),
        "fast": (
            (
                2,
                r"(?:fast|faster|quick|quickly|rapid|rapidly|swift|swiftly|speedily)(?!"
                rf" (?:\w+ )?{_STEP_WORDS})(?! off)",
            ),
            (
                2,
                r"brisk|briskly|hurr(?:y|ies|ied|ying|iedly)|(?:high|increased) (?:walking "
                r"|gait )?(?:speed|pace|velocity|tempo)"
                r"|(?:speed|power) walk\w*|in a (?:rush|hurry)|rush(?:es|ing)|hastily|at"
                r" speed|at full speed|races along"
                r"|to catch (?:a|the|his|her) (?:bus|train)|late for",
            ),
        ),
    }
)
