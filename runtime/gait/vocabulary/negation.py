"""Words that deny what they stand beside, and where their reach ends."""

from __future__ import annotations

import re

NEGATOR = re.compile(
    r"\b(?:no|not|without|never|nor|neither|cannot|lacks|lacking|denies|denied|denying"
    r"|free (?:of|from)|absence of|lack of|absent|instead of|rather than|no longer|unlike"
    r"|recovered (?:\w+ ){0,2}from|recovery from|stopped|used to|formerly|previously"
    r"|negative(?: for)?|nothing|rul(?:es|ed|ing) out|cured of|got rid of|isnt|wasnt|excluded"
    r"|excludes|none of|far from)\b"
)
REACH_ENDS = re.compile(
    r"[.;:!?]|\b(?:but|yet|although|though|however|except|apart from|while|because|due|since|so"
    r"|which|who|after|showing|displaying|having)\b"
    r"|(?<!walk )(?<!walks )(?<!walking )(?<!present )(?<!gait )\bwith\b"
    r"|\band (?=(?:(?!\w+(?:ness|sis|signs) )\w+(?:s|es) (?!or\b)|the|his|her|their|its|a|an|has"
    r"|have|shows|very|strong|marked|severe|mild|slight|moderate|pronounced|instead|with|is|are"
    r"|then|also|still|therefore)\b)|, (?!(?:\w+ ){0,5}(?:or|nor|and no|and not)\b)"
)
REACH = 8
"""A negating word reaches this many words ahead, unless the thought ends before."""

AFTERWARDS = re.compile(
    r"\b(?:(?:has|have|had|is|are|was|were|being|been|now|almost|completely|fully|totally|since"
    r"|all) )*(?:gone|resolved|disappeared|vanished|ruled out|excluded|negative|healed|cured"
    r"|no longer (?:present|there|visible)"
    r"|not (?:present|seen|there|visible|observed|noted|found)|subsided|went away|denied|none)\b"
    r"|(?<!swing )(?<!strike )(?<!is )(?<!dorsiflexion )(?<!flexion )(?<!reflexes )\babsent\b"
    r"|(?<!swing is )(?<!strike is )(?<!flexion is )(?<!dorsiflexion is )\babsent\b(?<! absent)"
    r"|\bfree\b(?= gait| walk| ,| \.|$)"
)
"""Words that deny what was said just before them: "the limp has gone"."""
AFTERWARDS_REACH = 5
AFTERWARDS_BEGINS = re.compile(
    r"[,.;:!?]|\b(?:and|but|yet|although|though|however|with|while|or|because)\b"
)

NOT_SO = re.compile(
    r"\b(?:not|never|cannot|without|no longer|neither|nor|rather than|instead of"
    r"|unable to)(?: (?:walk|walks|walking|very|so|too|that|really|able|move|to|be|is"
    r"|particularly))* $"
)
"""A negation that ends just before a word of speed: "not fast", "cannot walk fast"."""

NOW_WELL = re.compile(
    r"\bnow (?:\w+ )?(?:walks?|walking|is|moves|has) (?:an? )?(?:\w+"
    r" )?(?:normal\w*|well|fine|without"
    r"|no)\b|\b(?:walks?|is) (?:\w+ )?(?:normal\w*|well|fine) (?:now|again)\b"
)
"""Words after which all that was said before is over."""
