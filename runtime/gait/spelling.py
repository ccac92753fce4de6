"""Prompt to plain words: one case, one spelling, known abbreviations, modest typos mended.

Left and right are only ever mended from a fixed list of their own misspellings, never
guessed by likeness.
"""

from __future__ import annotations

import re
import unicodedata

ABBREVIATIONS = {
    "l": "left",
    "lt": "left",
    "lft": "left",
    "letf": "left",
    "lfet": "left",
    "leff": "left",
    "elft": "left",
    "r": "right",
    "rt": "right",
    "rigth": "right",
    "rihgt": "right",
    "righ": "right",
    "rght": "right",
    "bil": "bilateral",
    "bilat": "bilateral",
    "pt": "patient",
    "pd": "parkinsons",
    "cp": "cerebral palsy",
    "hemi": "hemiplegic",
    "hemipleg": "hemiplegic",
    "oa": "osteoarthritis",
    "yo": "year old",
    "mod": "moderate",
    "min": "minimal",
    "dont": "do not",
    "doesnt": "does not",
    "cant": "cannot",
    "wont": "will not",
    "isnt": "is not",
    "w": "with",
    "amb": "walks",
}
"""Clinic shorthand and the misspellings that are too short for likeness."""

_TERMS = """
antalgic ataxia ataxic bilateral bilaterally bradykinetic briskly cautiously cerebellar
circumducting circumduction circumducts comfortable compensated crouch crouched crouching
discomfort dorsiflexion dorsiflexors drops duchenne elderly equinus favoring favors festinating
festination flexed flexion forward healthy hemiparesis hemiparetic hemiplegia hemiplegic hobbles
hobbling hurts hyperextends knees leaning leans limping limps lurches markedly mild mildly
moderate moderately myopathic normal normally noticeable noticeably painful palsy parkinson
parkinsonian parkinsons patient pelvic pelvis peroneal posture quickly recurvatum scissor
scissoring severe severely shuffle shuffles shuffling sideways slight slightly slowly spastic
spasticity stance steppage stiff stooped straight stroke swing swings trendelenburg trunk
uncompensated waddling walking walks weakness weight without
"""
TERMS = frozenset(_TERMS.split())
"""Words that a typo is mended to."""

_REAL_WORDS = """
able again along balks bands beans benching bolting chalks climb climbing climbs clinical couch
crops cross crotch crouches crutches dances dancing deans dragging drags drop fair fairing
fallen favor favorite feet flew flexes flexor flexors flow foot forwards friend hand hands heal
health hiking hips hives hopping hops hurry hurt joint knee kneel kneeling kneels lean leans
left leg legs length lengths limb limbs limp limped limping lines lisps lump lumps march marches
mildew mile mind minds norm normality norms paint paints part parts passes past patent patience
patients pelvises placing plastic playing posted raining ramps rest right seven several shifts
shuffled shuttle shuttles side sides sight slide slides slow slower spare spares spars staff
stage stake stakes stalks stamps stand stands stick sticks stiffly stiffness still sting stings
stoop stoops stop stops straightens street stretch strike strikes string strings strives strokes
strolls strong struck stuck sweep sweeps swims swinging swung talking talks thinking toes track
trick truck trunks waddle waddles wait waiting waking walk walked walker walkers wanders weak
weaken weaker weaknesses weigh weights wide width wings winking wrist
"""
REAL_WORDS = frozenset(_REAL_WORDS.split())
"""Ordinary words that look like a term and are not one."""

SHORTEST_MENDED = 5
LONG_WORD = 8
"""From this many letters on, two slips are mended instead of one."""

SPELLINGS = (
    (r"\bw/o\b", "without"),
    (r"\bb/l\b", "bilateral"),
    (r"n't\b", "n not"),
    (r"\b(ca|wo)n not", r"\g<1>nnot"),
    (r"\bwonnot\b", "will not"),
    (r"\bcannot not\b|\bcan not\b", "cannot"),
    (r"'", ""),
    (r"\b(do|does|is|are|did|was|has|have|could|should|would)n not\b", r"\1 not"),
    (r"h(a)?emi ?-? ?(pleg|pare)", r"hemi\2"),
    (r"haemi", "hemi"),
    (r"vour", "vor"),
    (r"([ae])lys(e|ing)", r"\1lyz\2"),
    (r"trendelenb[eu]rgh?", "trendelenburg"),
    (r"\b(un|non)[ -]?compensated", "uncompensated"),
    (r"[-/_]", " "),
    (r"[()\[\]\"]", " , "),
    (r"([,.;:!?])", r" \1 "),
    (r"[^a-z0-9 ,.;:!?]", " "),
)


def normalise(prompt: str) -> str:
    """The prompt in lower case, words parted by one space, punctuation as words of its own."""
    text = unicodedata.normalize("NFKC", prompt).lower()
    text = text.replace("\u2019", "'").replace("\u2018", "'")
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    for pattern, replacement in SPELLINGS:
        text = re.sub(pattern, replacement, text)
    return " ".join(mend(word) for word in text.split())


def mend(word: str) -> str:
    """The word itself, what it abbreviates, or the term that it misspells."""
    if word in ABBREVIATIONS:
        return ABBREVIATIONS[word]
    if len(word) < SHORTEST_MENDED or word in TERMS or word in REAL_WORDS or not word.isalpha():
        return word
    allowed = 2 if len(word) >= LONG_WORD else 1
    near = [
        (slips, term)
        for term in TERMS
        if term[0] == word[0]
        and abs(len(term) - len(word)) <= allowed
        and (slips := distance(word, term)) <= allowed
    ]
    return min(near)[1] if near else word


def distance(first: str, second: str) -> int:
    """Slips between two words: letters missing, added, changed, or two neighbours swapped."""
    rows = [list(range(len(second) + 1))]
    for i, a in enumerate(first, 1):
        row = [i]
        for j, b in enumerate(second, 1):
            cost = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, rows[i - 2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
