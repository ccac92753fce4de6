"""What is recognised in a prompt and cannot be shown; and words that ask for nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .phrases import compiled


@dataclass(frozen=True)
class Unbuilt:
    """Something that cannot be shown, how it is called, and patterns that it is a part of."""

    label: str
    rule: re.Pattern[str]
    part_of: tuple[str, ...] = ()


def _unbuilt(label: str, rule: str, part_of: tuple[str, ...] = ()) -> Unbuilt:
    return Unbuilt(label, compiled(rule), part_of)


ARMS_HELD = "A position of the arms"
"""What the arms are held in hides no word: they swing less, which can be shown."""
UNBUILT = (
    _unbuilt(
        "A walking aid",
        r"crutch\w*|canes?|walking sticks?|(?:with|on|using|uses) <P><W>stick|quad stick"
        r"|zimmer\w*|rollators?|walking frames?|wheel ?chair"
        r"|(?:with|using|uses|pushes|pushing|behind) <P><W>(?:walker|frame)|parallel bars"
        r"|handrail|hand rail|held by"
        r"|supported by (?:a|the|his|her) (?:\w+ )?(?:person|nurse|therapist|wife|husband)"
        r"|orthosis|orthoses|(?:k?afo|afos)(?! off)|splints?|prosthe\w*|wheeled walker",
    ),
    _unbuilt(
        "A movement other than walking forward",
        r"runs?(?! after)|running(?! after)|ran|jog\w*|jump(?! (?:knee )?gait)\w*|hop|hops"
        r"|hopping|(?<!if )(?<!though )(?<!like a )danc(?:e|es|ing)(?! like| gait)|climb\w*"
        r"|stairs?|upstairs|downstairs"
        r"|staircase|steps up|(?<!half )(?<!if )(?<!like )(?:sit|sits|sitting|sat)"
        r"|turn(?:s|ing)? (?:around|left|right|back|to the|round|over|a corner|about)"
        r"|turning(?! (?:in|out|inwards?|outwards?))|pivots?"
        r"|walks? (?:\w+ly )?backwards?(?! lean| tilt| trunk| incl)"
        r"|walking backwards?(?! lean| tilt| trunk| incl)"
        r"|(?<!knee )(?<!knees )(?:goes|moves|steps) backwards?|crawl(?:s|ing)|kneel(?:s|ing)"
        r"|kick(?:s|ing)(?! out)|trips?(?! over)|tripping|stumbl\w*|walks? sideways|sidesteps?"
        r"|carr(?:y|ies|ying) (?!(?:his |her |the |one |their )?(?:left |right )?arms?\b"
        r"|the weight|weight|out|most|more|all|nearly|almost|body|him|her"
        r"|his)|(?:up|down) ?hill|slopes?|ramps?|falls? (?:down|over)|fell|stands? still"
        r"|lies(?! in a sling| at| by)"
        r"|lying|gets? up|sit to stand|stand(?:s|ing)? up from|lifts? a"
        r"|pick(?:s|ing)? up (?!<P><s>(?:foot|feet|leg|knee|toes))|throws? a|skip|skips|skipping"
        r"|swims?|cycl(?:es|ing)|moonwalk\w*|squats(?! gait)|(?<!knee )bows(?! legs)",
    ),
    _unbuilt(
        ARMS_HELD,
        r"arms? (?:\w+ )?(?:raised|outstretched|stretched out|crossed|abducted|overhead"
        r"|up in the air|spread)|(?:raises|crosses|folds|spreads) <P>(?:both )?<s>arms?"
        r"|high guard|hands? (?:\w+ )?(?:in|on|behind) <P>(?:\w+ )?(?:pockets?|hips?|back"
        r"|thighs?|knees?|waist)",
        ("hemiplegic",),
    ),
    _unbuilt(
        "A movement of hands, fingers or face",
        r"pill rolling|fingers?|waves|waving|grimac\w*|smil\w*|points? at|tremor\w*|trembl\w*"
        r"|shaking|shakes|shaky",
        ("parkinsonian", "choreic"),
    ),
    _unbuilt(
        "A knock-kneed or bow-legged stance",
        r"knock ?(?:kneed|knees?)|bow ?(?:legged|legs?)|genu (?:valgum|varum|varus|valgus)"
        r"|valgus|varus(?! foot)|x legs|o legs",
        ("scissor",),
    ),
    _unbuilt(
        "A rotation or tilt of the head",
        r"head (?:\w+ )?(?:turned|tilted|rotated|shaking|to the side)|torticollis|nods|nodding",
    ),
    _unbuilt(
        "A knee that gives way",
        r"(?:knee|leg) (?:\w+ )?(?:gives? way|buckl\w+|collaps\w+)(?! back)"
        r"|(?<!could )(?<!might )(?<!would )(?<!may )(?<!will )(?:gives? way|buckling)",
    ),
    _unbuilt(
        "Something carried or worn",
        r"(?:(?<!invisible )(?<!imaginary )high heels?|heavy (?:backpack|bag|load|suitcase)"
        r"|backpack|rucksack|suitcase"
        r"|carrying \w+|bags?)",
    ),
    _unbuilt(
        "Several people",
        r"(?:two|three|several|many|four) (?:people|persons|men|women|patients|children)"
        r"|group of|couple|hand in hand",
    ),
)
"""What cannot be shown; the user is told that it is left out."""
