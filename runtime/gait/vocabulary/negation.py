"""Words that deny what they stand beside, and where their reach ends."""

from __future__ import annotations

import re

NEGATOR = re.compile(
    r"\b(?:no|not|without|never|nor|neither|cannot|lacks|lacking|denies|denied"
    r"|denying|free (?:of|from)"
    r"|absence of|absent|instead of|rather than|no longer|unlike|recovered"
    r" (?:\w+ ){0,2}from|recovery from"
    r"|stopped|used to|formerly|previously|negative(?: for)?|nothing|rul(?:es|ed"
    r"|ing) out|cured of|got rid of"
    r"|isnt|wasnt|excluded|excludes|none of|far from)\b"
)
REACH_ENDS = re.compile(
    r"[.;:!?]|\b(?:but|yet|although|though|however|except|apart from|while"
    r"|because|due|since|so|which|who|after|showing|displaying|having)\b"
    r"|(?<!walk )(?<!walks )(?<!walking"
    r" )(?<!present )(?<!gait )\bwith\b"
    r"|\band (?=(?:(?!\w+(?:ness|sis|signs) )\w+(?:s|es) (?!or\b)|the|his|her"
    r"|their|its|a|an|has|have"
    r"|shows|very|strong|marked|severe|mild|slight|moderate|pronounced|instead"
    r"|with|is|are|then|also|still|therefore)\b)"
    r"|, (?!(?:\w+ ){0,5}(?:or|nor|and no|and not)\b)"
)
REACH = 8
"""A negating word reaches this many words ahead, unless the thought ends before."""

AFTERWARDS = re.compile(
    r"\b(?:(?:has|have|had|is|are|was|were|being|been|now|almost|completely"
    r"|fully|totally|since|all) )*(?:gone|resolved|disappeared|vanished"
    r"|ruled out|excluded|negative|healed|cured|no longer (?:present|there"
    r"|visible)|not (?:present|seen|there|visible|observed"
    r"|noted|found)|subsided|went away|denied|none)\b"
    r"|(?<!swing )(?<!strike )(?<!is )(?<!dorsiflexion )(?<!flexion"
    r" )(?<!reflexes )\babsent\b|(?<!swing is )(?<!strike is )(?<!flexion is"
    r" )(?<!dorsiflexion is )\babsent\b(?<! absent)|\bfree\b(?= gait| walk| ,|"
    r" \.|$)"
)
"""Words that deny what was said just before them: "the limp has gone"."""
AFTERWARDS_REACH = 5
AFTERWARDS_BEGINS = re.compile(
    r"[,.;:!?]|\b(?:and|but|yet|although|though|however|with|while|or|because)\b"
)

NOT_SO = re.compile(
    r"\b(?:not|never|cannot|without|no longer|neither|nor|rather than|instead of|unable to)"
    r"(?: (?:walk|walks|walking|very|so|too|that|really|able|move|to|be|is|particularly))* $"
)
"""A negation that ends just before a word of speed: "not fast", "cannot walk fast"."""
