"""Words of severity and of speed."""

from __future__ import annotations

from .phrases import cues

SEVERITY_CUES = cues(
    {
        "mild": (
            (
                1,
                r"mild|mildly|milder|slight|slightly|subtle|subtly|minor|faint|faintly|somewhat"
                r"|minimal(?! weight)|minimally|discreet|discrete"
                r"|(?<!rises )(?<!too )(?<!lifts )(?<!heel )early(?! heel| in| stance| rise)"
                r"|a bit|a wee bit|a tiny bit|just a little"
                r"|barely (?:noticeable|visible|perceptible|there|limps?|any|noticeably)"
                r"|(?:hardly|scarcely|almost not) (?:noticeable|visible|perceptible|noticeably)"
                r"|a (?:hint|touch|trace|suggestion|whiff) of|just noticeable|beginning"
                r"|incipient|light|lightly|residual|a small|almost normal|nearly normal"
                r"|low grade|weakly|rather little|not much",
            ),
            (1, r"a little(?! (?:boy|girl|child|kid|one|steps?|old))|little (?=limp)"),
            (
                1,
                r"not (?:too |very |so |that )?(?:severe\w*|marked\w*|bad|badly|pronounced"
                r"|strong\w*|much)",
            ),
            (
                1,
                r"mas (?:score |grade |of )*1|(?:grade|stage|level) (?:1|i)"
                r"|gmfcs (?:level )?(?:1|i|2|ii)|hoehn (?:and )?yahr (?:stage )?(?:1|i|2|ii)"
                r"|4 of 5|[123] of 10|mrc 4",
            ),
        ),
        "moderate": (
            (
                1,
                r"moderate(?! (?:speed|pace|tempo))|moderately(?! (?:fast|slow|quick)\b)"
                r"|medium(?! (?:speed|pace))|noticeabl[ey]|obvious|obviously|visibly|visible"
                r"|distinct|distinctly|clearly|quite (?!normal|well|a bit)"
                r"|clear (?!the|a|of|his|her|their|left|right)|fairly|considerable(?! distance)"
                r"|definite|definitely|evident",
            ),
            (
                1,
                r"mas (?:score |grade |of )*2|(?:grade|stage|level) (?:2|ii)"
                r"|gmfcs (?:level )?(?:3|iii)|hoehn (?:and )?yahr (?:stage )?(?:3|iii)|3 of 5"
                r"|[456] of 10|mrc 3",
            ),
        ),
        "severe": (
            (
                1,
                r"severe|severely|severest|marked|markedly|pronounced|extreme|extremely|heavily"
                r"|strongly|profound|profoundly|advanced|serious|seriously|drastic\w*|massive\w*"
                r"|dramatic\w*|(?:very )?strong(?! (?:leg|arm)(?! length))|intense|intensely"
                r"|awful|awfully|terribl[ey]|horribl[ey]|dreadful\w*|horrendous\w*"
                r"|really bad(?:ly)?|gross|grossly|excruciating\w*|unbearabl[ey]"
                r"|complete(?! recovery)|total|totally|full blown|huge(?! steps)|hugely"
                r"|(?:can|could) (?:barely|hardly|scarcely) walk|(?:barely|hardly) able to walk"
                r"|so (?:bad|badly|much|strongly)|very much|way too|far too|a lot(?! of)"
                r"|a great deal|excessively|late stage|end stage|substantial\w*|exceedingly"
                r"|enormous\w*|vicious\w*|worst",
            ),
            (
                1,
                r"heavy (?!man|woman|person|patient|set|adult|guy|lady|build|boy|girl|child)"
                r"|(?:very |really |too |quite )?badly"
                r"|(?:very |really |quite a )?bad (?=limp|case|foot drop|trendelenburg|antalgic"
                r"|hemi|drop|stroke|gait)",
            ),
            (
                1,
                r"(?:very|really|terribly|highly) (?=stiff|stooped|bent|painful|weak|sore"
                r"|obvious|visible|limp|crouched|noticeable|antalgic|spastic|high|pronounced"
                r"|ataxic|unsteady|wobbly|jerky|flexed|clear|hemi\w*|evident|shuffling|stiffly"
                r"|cautious|parkinsonian|irregular|marked|short|long|wide|narrow)",
            ),
            (
                1,
                r"mas (?:score |grade |of )*(?:3|4)|(?:grade|stage|level) (?:3|4|5|iii|iv|v)"
                r"|gmfcs (?:level )?(?:4|iv|5|v)|hoehn (?:and )?yahr (?:stage )?(?:4|iv|5|v)"
                r"|[012] of 5|(?:7|8|9|10) of 10|mrc [012]",
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
                r"slow(?! cadence| step)|slowly|slower|slowed|slowish"
                r"|(?:low|reduced|decreased) (?:walking |gait )?(?:speed|pace|velocity|tempo)"
                r"|unhurried\w*|at a crawl|snails? pace|(?:takes|taking) <P>time|in slow motion"
                r"|like a snail|dawdl\w*",
            ),
            (
                1,
                r"leisurely|plodding|plods|tired|tiredly|sluggish\w*|weary|wearily|exhausted"
                r"|trudg\w*|ambling|ambles|cautious\w*|careful\w*|hesitant\w*|gingerly",
            ),
        ),
        "comfortable": (
            (
                2,
                r"(?:normal|comfortable|usual|preferred|self selected|moderate|average|natural"
                r"|ordinary|regular|medium|free|own|typical|everyday) (?:walking "
                r"|gait )?(?:speed|pace|tempo|velocity)|comfortably",
            ),
        ),
        "fast": (
            (
                2,
                r"(?:fast|faster|quick|quickly|rapid|rapidly|swift|swiftly"
                rf"|speedily)(?! (?:\w+ )?{_STEP_WORDS})(?! off)",
            ),
            (
                2,
                r"brisk|briskly|hurr(?:y|ies|ied|ying|iedly)"
                r"|(?:high|increased) (?:walking |gait )?(?:speed|pace|velocity|tempo)"
                r"|(?:speed|power) walk\w*|in a (?:rush|hurry)|rush(?:es|ing)|hastily|at speed"
                r"|at full speed|races along|to catch (?:a|the|his|her) (?:bus|train)|late for",
            ),
        ),
    }
)
