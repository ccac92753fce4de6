"""Words of pain and of sparing a leg."""

from __future__ import annotations

PAIN: dict[str, tuple[tuple[float, str], ...]] = {
    "antalgic": (
        (
            5,
            r"(?:partial|reduced|limited|touch|protected|toe touch) weight ?bearing"
            r"|sparing (?:gait|limp|walk)|(?:cannot|does not|unable to) (?:fully"
            r" )?(?:bear|take|put) (?:full )?weight",
        ),
        (5, r"bad (?:left |right )?(?:knee|hip|foot|leg|ankle|back)"),
        (
            5,
            r"(?:loads?|loading|uses|using|stands on|relies on|trusts) (?:only|mainly"
            r"|mostly) <P><s>(?:leg|foot|side)"
            r"|(?:only|mainly|mostly) (?:loads?|uses) <P><s>(?:leg|foot|side)",
        ),
        (
            7,
            r"(?:something|a nail|a splinter|glass) (?:is |was )?(?:stuck )?(?:in"
            r"|inside) <P>(?:<s>)(?:shoe|foot|heel|sole|boot)|stuck in <P><s>shoe",
        ),
        (
            5,
            r"(?:little|less|short|brief|minimal|minimum|reduced|shortest"
            r"|least) (?:\w+ )?(?:time|period|moment|contact) (?:as possible |possible )?on"
            r"|briefly on|stance (?:phase |time )?(?:is |gets |becomes )?(?:too "
            r"|very )?(?:shortened|short|shorter|brief|reduced|cut short)"
            r"|(?:rushes|hurries|hastens) (?:\w+ )?(?:off|over|through) <P><s>(?:leg|foot"
            r"|stance)",
        ),
        (
            6,
            r"(?:winces?|wincing|flinch\w*|grimac\w+|yelps?|groans?"
            r"|moans?) (?:\w+ ){0,4}(?:steps?|stepping|foot|leg|walk\w*|weight)",
        ),
        (6, r"protective (?:gait|limp)"),
        (
            5,
            r"(?:gets?|getting|steps?|stepping|comes|coming|hurries"
            r"|rushes) (?:quickly )?off <P><s>(?:<LEG>|it) (?:quickly|rapidly|fast"
            r"|as quickly as possible|as fast as possible|soon)",
        ),
        (10, r"antalg\w*|pain (?:relieving|avoiding|avoidance) gait|relieving (?:gait|limp)"),
        (
            6,
            r"(?<!duchenne )(?<!trendelenburg )limp(?! (?:<s>)(?:<ARM>|foot|feet|wrist|rag))"
            r"|limps|limping(?:ly)?|limped|limpy|hobbl\w+|lame|lamely|lameness|gimp\w*"
            r"|gingerly",
        ),
        (6, r"favor(?:s|ed|ing)? <P><W><s>(?:<LEG>|left|right)"),
        (
            6,
            r"(?<!that )(?<!which )(?<!stroke )(?<!strokes )(?:spar(?:e|es|ed|ing)|protect\w*"
            r"|guard(?:s|ing)|nurs(?:es|ing)"
            r"|bab(?:ies|ying)) <P><W><s><LEG>",
        ),
        (
            5,
            r"pain(?! free| relie| avoid)(?:ful|fully|s)?|hurts?|hurting|sore|soreness"
            r"|aches?|aching|discomfort|tender|ouch|agony",
        ),
        (5, r"avoid\w* (?:putting |placing |bearing )?<W>(?:weight|load)|weight off"),
        (
            5,
            r"avoid\w* (?:loading|stepping|standing)"
            r"|(?:reluctant|afraid|does not (?:want|dare|like)) to (?:load|step|stand|put)",
        ),
        (
            5,
            r"(?:not|cannot|without|no|little|less|hardly any|minimal) <G>(?:weight"
            r"|load) <G>(?:on|through|onto|over)",
        ),
        (
            5,
            r"(?:short|shorter|shortened|less|little|brief|reduced|decreased"
            r"|quick) <W>(?:stance|time (?:spent )?on|single (?:limb|leg) support)",
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
            r"|weight (?:\w+ ){0,2}(?:mainly|mostly|primarily|chiefly|largely|only"
            r"|more) (?:on|onto|over|to)",
        ),
        (
            5,
            r"(?:gets?|getting|steps?|stepping|comes|hurries|jumps|rushes) (?:quickly "
            r"|rapidly )?off <P><s>(?:<LEG>|left|right|it)",
        ),
    ),
}
