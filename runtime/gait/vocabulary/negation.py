"""Words that deny what they stand beside, and where their reach ends."""

from __future__ import annotations

import re

NEGATOR = re.compile(
    r"\b(?:no|not|without|never|nor|neither|cannot|lacks|lacking|denies|denied|denying"
    r"|free (?:of|from)|absence of|lack of|absent|instead of|rather than|no longer|unlike"
    r"|recovered (?:\w+ ){0,2}from|recovery from|stopped|used to|formerly|previously"
    r"|negative(?: for)?|nothing|rul(?:es|ed|ing) out|cured of|got rid of|isnt|wasnt|excluded"
    r"|excludes|none of|far from|nil|anything but|hardly a case of|anything like|little of|nobody"
    r"|no one|once played"
    r"|avoid\w*(?= (?:any |a )?(?:limp|shuffl|circumduct|wadd|stagger))|over (?:his|her) (?=limp"
    r"|stroke"
    r"|injur)|once played"
    r"|any (?:sign|trace|evidence|hint|signs) of(?= (?:\w+ ){1,5}(?:is|was|are) (?:absent|missing"
    r"|lacking)))\b"
)
REACH_ENDS = re.compile(
    r"[.;:!?]|(?<!that )(?<!does )(?<!do )(?<!is )(?<!did )(?<!has )(?<!think )(?<!if )"
    r"(?<!believe )(?<!say )(?<!says )(?<!see )(?<!notice )(?<!claim )"
    r"\b(?:he|she|they)\b(?! never)|\b(?:but|yet|although|though|however|except|apart from|while"
    r"|because|due|since|so"
    r"|which|who|after|showing|displaying|(?<!of )having)\b"
    r"|(?<!walk )(?<!walks )(?<!walking )(?<!present )(?<!gait )(?<!patient )(?<!person )"
    r"(?<!man )(?<!woman )(?<!one )\bwith\b"
    r"|\band (?=(?:(?!\w+(?:ness|sis|signs) )\w+(?:s|es) (?!or\b)|the|his|her|their|its|a|an|has"
    r"|have|shows|very|strong|marked|severe|mild|slight|moderate|pronounced|instead|with|is|are"
    r"|then|also|still|therefore)\b)|, (?!(?:\w+ ){0,5}(?:or|nor|and no|and not)\b)"
)
REACH = 8
"""A negating word reaches this many words ahead, unless the thought ends before."""

AFTERWARDS = re.compile(
    r"\b(?:(?:has|have|had|is|are|was|were|being|been|now|almost|completely|fully|totally|since"
    r"|all) )*(?:gone|resolved|disappeared|vanished|ruled out|excluded|negative|healed(?! short"
    r"| long)|cured"
    r"|no longer (?:present|there|visible)"
    r"|not (?:present|seen|there|visible|observed|noted|found)|subsided|went away|denied|none"
    r"|recovered"
    r"|(?:a thing of the past|history|past history|in remission|(?:cannot"
    r"|could not) be (?:\w+ )?(?:elicited|seen|found|detected"
    r"|demonstrated|observed|confirmed|provoked)|worn off|faded|cleared up"
    r"|passed off|not confirmed|unconfirmed"
    r"|never confirmed|suspected (?:but|and|yet) (?:\w+ )?(?:not|never|excluded|ruled)(?: \w+)?"
    r"|not shown|not meant|unfounded)"
    r"|(?:has|have|had|did|does|do) (?:not|never) (?:\w+ )?(?:affect|impair|chang|influenc|harm"
    r"|alter|touch)\w* (?:his|her|the|their) (?:walk|walking|gait|legs?)"
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

NO_TROUBLE = re.compile(
    r"\b(?:no|without(?: any)?|has no|any) (?:difficult\w*|trouble|problems?|hesitation|need"
    r"|reason)"
    r"(?: (?:in|with|to|for|of|at))?\b"
)
"""Words that deny even a phrase with a negation of its own: "no difficulty bearing weight"."""
LISTED = re.compile(
    r"[:?](?: is| are)? (?:no|none|never|not at all|not any more|negative|absent|nil|not present"
    r"|normal|denied)(?= [,.;]|$)"
)
"""A finding and its absence in a list: "foot drop: none"."""
DOUBLE = re.compile(
    r"\b(?:not|never|cannot|hardly|unable to|impossible to|does not"
    r"|no longer)(?: (?!not\b)\w+){0,3}"
    r" without\b|\b(?:not|never|hardly)(?: \w+)? (?:recovered|recovering|got rid|cured|free of"
    r"|free from|rid of|stopped|lost|gone)\b|\b(?:cannot|could not|not able to|unable to)"
    r" (?:\w+ )?(?:hide|suppress|avoid|help|stop|conceal|mask|deny)\b|\bnot deny|\bno doubt\b"
    r"|\bno (?:wonder|question)\b"
)
"""Negations of negations: they deny nothing."""

WELL_DESPITE = re.compile(
    r"\b(?:walks?|walking|moves?|gait is|goes) (?:\w+ )?(?:normal(?:ly)?|well|fine|perfectly"
    r"|unremarkabl[ey]) (?:despite|in spite of|notwithstanding|even with|although|even though"
    r"|even after|as before|as ever|like before|as always)\b"
)
"""Words after which a disorder is named that does not show."""

NOW_WELL = re.compile(
    r"\b(?:now|today|by now|meanwhile|nowadays|currently|these days)(?: ,)? (?:(?!not |never "
    r"|cannot |but |still |limp)\w+ ){0,3}(?:normal(?:ly)?(?! (?:speed|pace|cadence))|fine|well"
    r"|unremarkable|without (?:any )?(?:limp\w*|problems?|pain))\b"
    r"|\b(?:back to normal|normal again|walks? normally (?:a |an )?(?:\w+ )?(?:years?|months?"
    r"|weeks?"
    r"|again|after))\b"
    r"|\bbut (?:has |have |is |was )?(?:(?:since|now|long|\w+ly) )*(?:recovered|healed|cured)\b"
    r"|\bnow (?:\w+ )?(?:walks?|walking|is|moves|has) (?:an? )?(?:\w+"
    r" )?(?:normal\w*|well|fine|without"
    r"|no)\b|\b(?:walks?|is) (?:\w+ )?(?:normal\w*|well|fine) (?:now|again)\b"
)
"""Words after which all that was said before is over."""

AID = re.compile(
    r" (?:(?:an?|any|the|his|her|their) )?(?:ad|afos?|(?:walking )?aids?|sticks?|canes?|crutch\w*"
    r"|walkers?|frames?|orthos\w*|braces?|splints?|shoes|supports?|#+|_+)(?= |$)"
)
"""What a walker does without, which says nothing of what follows: "without AFO right foot drop"."""
LISTED_ON = re.compile(
    r" ?, (?:(?:and|or) )?(?!(?:left|right|with|but|and|has|have|is|are|the|his|her|their|a|an"
    r"|walk\w*|gait|slow\w*|fast\w*|brisk\w*|quick\w*|normal\w*|steady|elderly|mild\w*|severe\w*|bilateral"
    r"|both|very|\w+ing|drags|swings|leans|limps)\b)[a-z]+(?: [a-z]+)?(?= ?[,.;]|$)"
)
"""A further item of a list after "without": "without limp, foot drop, lean"."""
SYMPTOM_FREE = re.compile(
    r"\b(?:asymptomatic|(?:symptom|pain|complaint|problem)s? ?(?:free|less)|free of (?:any )?"
    r"(?:symptoms|pain|complaints)|without (?:any )?(?:symptoms|complaints|problems)|uneventful\w*"
    r"|uncomplicated|fully recovered|well healed|well functioning"
    r"|good (?:result|outcome|recovery))\b"
)
TREATED = re.compile(
    r"\b(?:\w+ )?(?:knee|hip|joint|ankle)s? (?:joint )?(?:replacements?|surgery|operation\w*"
    r"|arthroplast\w*|prosthes\w*|fusion)|\b(?:operated|operation|surgery|arthroscopy"
    r"|meniscectomy|fracture\w*|sprain\w*|arthritis|osteoarthritis|injur\w+)\b"
)
"""What was treated leaves no limp where the walker is said to have no symptoms."""
