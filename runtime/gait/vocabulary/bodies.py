"""Words that tell who walks: age, sex and build."""

from __future__ import annotations

from .phrases import compiled, cues

AVATAR_CUES = cues(
    {
        "older_adult": (
            (
                4,
                r"elderly|older|(?<!middle )aged(?! \d)|senior|seniors|geriatric|grandmother"
                r"|grandfather|grandma|grandpa|granny|gran|nan|grandad|granddad|pensioner"
                r"|retiree|retired|octogenarian|nonagenarian|septuagenarian|aging|great aunt"
                r"|great uncle|(?<!year )(?<!years )(?<!like an )old(?: \w+)? (?:man|woman"
                r"|person|lady|gentleman|adult|patient|people|gait|walker|guy|fellow|chap)"
                r"|oldster|very old|old age"
                r"|in (?:his|her|their) (?:late |early |mid )?(?:sixties|seventies|eighties"
                r"|nineties|60s|70s|80s|90s)",
            ),
        ),
        "child": (
            (
                3,
                r"child|children|childs|kid|kids|boy|boys|girl|girls|toddler|infant|schoolboy"
                r"|schoolgirl|school ?child|pediatric|pre ?schooler|little one|youngster"
                r"|first grader",
            ),
        ),
        "adult_woman": (
            (
                2,
                r"woman|women|womans|lady|ladies|female|females|girlfriend|mother|mum|mom|wife"
                r"|aunt|aunty|waitress|housewife|nun|actress|sister|daughter",
            ),
            (1, r"she|her|hers"),
        ),
        "adult_man": (
            (
                2,
                r"man|men|mans|gentleman|male|males|guy|father|dad|husband|bloke|fellow|chap"
                r"|uncle|boyfriend|brother|son|soldier|sailor|priest|waiter",
            ),
            (1, r"he|his|him"),
        ),
    }
)
CHILD_DISEASES = compiled(
    r"cerebral palsy|duchenne muscular dystroph\w*|duchennes? (?:disease|dystrophy)|perthes\w*"
)
"""Diseases that are shown on a child when nothing is said about the body."""

AGE = compiled(
    r"(?P<years>\d{1,3}) ?(?:years? olds?|year olds?|years|y ?o|yrs?(?: old)?|months? old)"
    r"|aged? (?P<years2>\d{1,3})"
)
CHILD_BELOW = 15
OLDER_FROM = 65

_WHO = (
    r"(?:man|woman|person|patient|boy|girl|lady|guy|gentleman|adult|child|people|individual"
    r"|subject|male|female|kid|figure|fellow|teenager|build|built|body|walker|one|character"
    r"|pedestrian|somebody|someone|older adult|senior)"
)
_MAYBE = r"(?:\w+ ){0,2}"
BUILD_CUES = cues(
    {
        "slim": (
            (
                1,
                r"(?:slim|slender|skinny|lanky|underweight|scrawny|emaciated|gaunt"
                rf"|slightly built|bony|petite)(?! chance)|thin(?= {_MAYBE}{_WHO}| and| ,|$)"
                rf"|very thin|lean (?:{_WHO})",
            ),
        ),
        "heavy": (
            (
                1,
                r"obes\w+|overweight|fat(?! pad)|chubby|stout|heavy ?set|corpulent|plump"
                rf"|heavily built|big bellied|heavy (?:{_MAYBE}){_WHO}|weighs? a lot"
                r"|large (?:man|woman|person|lady)|tubby|portly|very heavy(?! limp)",
            ),
        ),
        "muscular": (
            (
                1,
                r"muscular(?! (?:dystroph|weak|atroph|dis))|muscly|athletic|bodybuilder"
                rf"|body builder|well built|burly|brawny|strongly built|sporty|strong (?:{_WHO})"
                r"|athlete",
            ),
        ),
        "tall": ((1, rf"tall(?:est|er)?|very tall|lofty|long legged {_WHO}|basketball player"),),
        "short": (
            (
                1,
                rf"short (?:\w+ ){{0,4}}{_WHO}(?<! body)(?<! walker)|short stature|short statured"
                rf"|of short stature|small (?:{_MAYBE})(?:man|woman|person|lady|guy|gentleman)"
                r"|(?:is|was|rather|very) short(?= and| ,| \.|$)|stocky and short"
                r"|tiny (?:man|woman|person|lady)",
            ),
        ),
    }
)
