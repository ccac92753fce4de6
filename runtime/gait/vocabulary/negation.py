"""Words that deny what they stand beside, and where their reach ends."""

from __future__ import annotations

import re

NEGATOR = re.compile(
    r"\b(?:no|not|without|never|nor|neither|cannot|lacks|lacking|denies|denied|denying"
    r"|free (?:of|from)|absence of|lack of|absent|instead of|rather than|no longer|unlike"
    r"|recovered (?:\w+ ){0,2}from|recovery from|stopped|used to|formerly|previously"
    r"|negative(?: for)?|nothing|rul(?:es|ed|ing) out|cured of|got rid of|isnt|wasnt|excluded"
    r"|excludes|none of|far from|nil|anything but|hardly a case of|anything like|little of)\b"
)
REACH_ENDS = re.compile(
    r"[.;:!?]|(?<!that )(?<!does )(?<!do )(?<!is )(?<!did )(?<!has )(?<!think )(?<!if )(?<!believe )"
    r"\b(?:he|she|they)\b(?! never)|\b(?:but|yet|although|though|however|except|apart from|while|because|due|since|so"
    r"|which|who|after|showing|displaying|having)\b"
    r"|(?<!walk )(?<!walks )(?<!walking )(?<!present )(?<!gait )(?<!patient )(?<!person )(?<!man )(?<!woman )(?<!one )\bwith\b"
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
    r"|not (?:present|seen|there|visible|observed|noted|found)|subsided|went away|denied|none|recovered"
    r"|left (?:no trace|no mark|nothing|(?:him|her|them|me) with(?:out| no)))\b"
    r"|(?<!swing )(?<!strike )(?<!is )(?<!dorsiflexion )(?<!flexion )(?<!reflexes )\babsent\b"
    r"|(?<!swing is )(?<!strike is )(?<!flexion is )(?<!dorsiflexion is )\babsent\b(?<! absent)"
    r"|##### (?:no (?:trace|mark)|nothing|(?:him|her|them|me) with(?:out| no))\b"
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

DOUBLE = re.compile(
    r"\b(?:not|never|cannot|hardly|unable to|impossible to|does not|no longer)(?: (?!not\b)\w+){0,3}"
    r" without\b|\b(?:not|never|hardly)(?: \w+)? (?:recovered|recovering|got rid|cured|free of"
    r"|free from|rid of|stopped|lost|gone|over)\b|\b(?:cannot|could not|not able to|unable to)"
    r" (?:\w+ )?(?:hide|suppress|avoid|help|stop|conceal|mask|deny)\b|\bnot deny|\bno doubt\b"
    r"|\bno (?:wonder|question)\b"
)
"""Negations of negations: they deny nothing."""

NOW_WELL = re.compile(
    r"\b(?:now|today|by now|meanwhile|nowadays|currently|these days)(?: ,)? (?:(?!not |never "
    r"|cannot |but |still |limp)\w+ ){0,3}(?:normal(?:ly)?(?! (?:speed|pace|cadence))|fine|well"
    r"|unremarkable|without (?:any )?(?:limp\w*|problems?|pain))\b"
    r"|\b(?:back to normal|normal again|walks? normally (?:a |an )?(?:\w+ )?(?:years?|months?|weeks?"
    r"|again|after))\b"
    r"|\bnow (?:\w+ )?(?:walks?|walking|is|moves|has) (?:an? )?(?:\w+"
    r" )?(?:normal\w*|well|fine|without"
    r"|no)\b|\b(?:walks?|is) (?:\w+ )?(?:normal\w*|well|fine) (?:now|again)\b"
)
"""Words after which all that was said before is over."""
