"""Prompt to plain words: one case, one spelling, known abbreviations, modest typos mended.

Left and right are only ever mended from a fixed list of their own misspellings, never
guessed by likeness.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from runtime.gait.vocabulary.bodies import AVATAR_CUES, BUILD_CUES
from runtime.gait.vocabulary.degrees import SEVERITY_CUES, SPEED_CUES
from runtime.gait.vocabulary.features import FEATURE_CUES
from runtime.gait.vocabulary.fillers import FILLERS
from runtime.gait.vocabulary.patterns import PATTERN_CUES
from runtime.gait.vocabulary.unbuilt import UNBUILT

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
    "lmca": "left mca",
    "rmca": "right mca",
    "lica": "left ica",
    "rica": "right ica",
    "lle": "left leg",
    "rle": "right leg",
    "lue": "left arm",
    "rue": "right arm",
    "le": "leg",
    "ue": "arm",
    "glut": "gluteus",
    "med": "medius",
    "recurv": "recurvatum",
    "fx": "fracture",
    "orif": "operation",
    "tkr": "knee replacement",
    "tka": "knee replacement",
    "thr": "hip replacement",
    "tha": "hip replacement",
    "fog": "freezing of gait",
    "hsp": "hereditary spastic paraparesis",
    "gbs": "guillain barre",
    "cmt": "charcot marie tooth",
    "lld": "leg length discrepancy",
    "hd": "huntingtons",
    "dmd": "duchenne muscular dystrophy",
    "sca": "spinocerebellar ataxia",
    "nph": "normal pressure hydrocephalus",
    "ra": "arthritis",
    "itw": "idiopathic toe walking",
    "twer": "toe walker",
    "twers": "toe walkers",
    "gmed": "gluteus medius",
    "neg": "negative",
    "comp": "compensated",
    "uncomp": "uncompensated",
    "stif": "stiff",
    "stff": "stiff",
    "hicking": "hiking",
    "hikeing": "hiking",
    "toewalking": "toe walking",
    "crouchgait": "crouch gait",
    "wakling": "walking",
    "wlking": "walking",
    "walkin": "walking",
    "walkig": "walking",
    "paitent": "patient",
    "patinet": "patient",
    "sissor": "scissor",
    "cissor": "scissor",
    "tippy": "tip",
    "limpin": "limping",
    "pos": "positive",
    "decr": "decreased",
    "incr": "increased",
    "sev": "severe",
    "quad": "quadriceps",
    "quads": "quadriceps",
    "bos": "base of support",
    "aka": "amputee",
    "bka": "amputee",
    "radic": "radiculopathy",
    "bg": "basal ganglia",
    "abd": "abductor",
    "df": "dorsiflexion",
    "mech": "mechanical",
    "teh": "the",
    "hte": "the",
    "becuase": "because",
    "becasue": "because",
    "gate": "gait",
    "gati": "gait",
    "giat": "gait",
    "gaits": "gait",
    "wlaks": "walks",
    "waks": "walks",
    "wals": "walks",
    "walsk": "walks",
    "lefft": "left",
    "leftt": "left",
    "rigt": "right",
    "rightt": "right",
    "ritght": "right",
    "gets": "gets",
    "parkinsonism": "parkinsonism",
    "dropp": "drop",
    "drpo": "drop",
    "foto": "foot",
    "foort": "foot",
    "fot": "foot",
    "limb": "limb",
    "toing": "toeing",
    "pinguin": "penguin",
    "pengiun": "penguin",
    "arn": "arm",
    "amr": "arm",
    "kne": "knee",
    "kneee": "knee",
    "shoter": "shorter",
    "staggerring": "staggering",
}
"""Clinic shorthand and the misspellings that are too short for likeness."""

_TERMS = """
achilles antalgic ataxia ataxic bilateral bilaterally bradykinetic briskly cautious cautiously
cerebellar cerebral choreic choreiform circumducting circumduction circumducts clearance
comfortable compensated crosses crouch crouched crouching discomfort discrepancy dorsiflexion
dorsiflexors dragging drags drops drunk drunken duchenne dystrophy elbow elderly equinovarus
equinus exaggerated favoring favors festinating festination flexed flexion forward freezes
freezing gluteus healthy hemiparesis hemiparetic hemiplegia hemiplegic hikes hiking hobbles
hobbling huntingtons hurts hyperextended hyperextends hyperextension hyperkinetic hypokinetic
involuntary irregular irregularly jerky knees leaning leans limping limps lordosis lurches
markedly medius mild mildly moderate moderately muscular myopathic myopathy normal normally
noticeable noticeably painful palsy paralysis paralyzed paraparesis parkinson parkinsonian
parkinsons patient patients pelvic pelvis penguin peroneal posture quickly recurvatum reduced
scissor scissoring severe severely shorter shoulder shuffle shuffles shuffling sideways slaps
slight slightly slowly spastic spasticity staggering staggers stamping stance steppage stepping
stiff stooped stooping straight strides stroke swaying swing swings tiptoe tiptoes trendelenburg
trunk uncompensated unsteadily unsteady vaulting vaults waddles waddling walking walks weakness
weight without wobbling wobbly
"""
TERMS = frozenset(_TERMS.split())
"""Words that a typo is mended to."""

_REAL_WORDS = """
able again along balks band bands beans benching bend bended bends bent bolting brags cereal
chalks claps climb climbing climbs clinical couch crags crops cross crossed crossing crossings
crotch crouches crutches dances dancing deans dragged dragging drags drop drug drugs druid elbows
fair fairing fallen fault faults favor favorite feet flaps flew flexes flexor flexors flow foot
formed forms forwards frees freeze friend frozen hand hands heal health hiking hips hives hopping
hops hurry hurt induced irregularity jerks joint knee kneel kneeling kneels lapse lapses lean
leans left leg legs length lengths limb limbs limp limped limping lines lisps lump lumps march
marches mildew mile mind minds muscles norm normality norms paint paints paralyze part parts
passes past patent patience patients pelvises penguins placing plastic playing posted raining
ramps recurring reduce reduces reducing regular regularly rest right saying seven several shifts
short shorten shortly shoulders shuffled shuttle shuttles side sides sight slap slide slides slips
slow slower snaps spare spares spars staff stage stake stakes stalks stamp stamps stand stands
staying steadily steady stemming stepped stick sticks stiffly stiffness still sting stings stoop
stoops stop stopped stopping stops straightens strapping straying street stretch stride strike
strikes string strings stripes strives strokes strolls strong struck stuck swaps sweep sweeps
swims swinging swung talking talks thinking tiptoeing toes track trick truck trunks unsteadiness
swagger swaggering swaggers vault waddle waddled waddles wait waiting waking walk walked walker
walkers wanders weak weaken
weaker weaknesses weigh weights wide width wings winking wobble wobbles wrist
"""
REAL_WORDS = frozenset(_REAL_WORDS.split())
"""Ordinary words that look like a term and are not one."""

SHORTEST_MENDED = 5
LONG_WORD = 8
"""From this many letters on, two slips are mended instead of one."""

SPELLINGS = (
    (r"\b(?:w/ ?o|w/out|w\.o\.?|wo|w o|sans|sine)(?![a-z/])", "without"),
    (r"\bb/l\b|\bb/l(?=[ .,])", "bilateral"),
    (r"\b2/2\b|\bd/t\b", "due to"),
    (r"\bs/p\b", "after"),
    (r"\bh/o\b", "history of"),
    (r"\bc/o\b", "complains of"),
    (r"\b([0-5])[+-]?/5\b", r"\1 of 5"),
    (r"\b(\d+)/10\b", r"\1 of 10"),
    (r"\bc(?:ontra)?l(?:ateral)?\b(?<=contralateral)", "contralateral"),
    (r"\b(\d{1,3}) ?-?y/?o?\b(?=[ ,.mf]|$)", r"\1 year old"),
    (r"\by/o\b", "year old"),
    (r"-ve\b", " negative"),
    (r"\+ve\b", " positive"),
    (r"&", " and "),
    (r"h&y", "hoehn yahr"),
    (r"\bnot (?:fully |well )?compensated", "uncompensated"),
    (r"\bfootdrop", "foot drop"),
    (r"\b(tip|toe|in|out)-?toe?ing\b", r"\1toeing"),
    (
        r"\b(decr|incr|recurv|lt|rt|neg|pos|bilat|mod|sev|flex|ext|abd|add|amb|pt|dx|hx|approx)\.",
        r"\1 ",
    ),
    (r"\(b\)", " bilateral "),
    (r"\bknee flex\b", "knee flexion"),
    (r"\bwnl\b", "normal"),
    (r"from one side to (?:the )?other|from left to right|from right to left", "from side to side"),
    (r"\bnon-?(antalgic|ataxic|parkinsonian|limping|choreic|waddling)", r"not \1"),
    (r"\b(comp|uncomp)\.", r"\1 "),
    (r"\bcouch(ed|ing)? (gait|walk)", r"crouch\1 \2"),
    (r"\bgonna\b", "going to"),
    (r"\bkinda\b", "kind of"),
    (r"n't\b", "n not"),
    (r"\b(ca|wo)n not", r"\g<1>nnot"),
    (r"\bwonnot\b", "will not"),
    (r"\bcannot not\b|\bcan not\b", "cannot"),
    (r"\b(he|she|it|that|there|what|who)'s\b", r"\1 is"),
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


CAPITALS = (
    (re.compile(r"\bMS\b"), "multiple sclerosis"),
    (
        re.compile(r"\bM(?=(?: |, )?(?:w/|with|s/p|c/o|pt)\b)|(?<=\d)M\b|(?<=yo )M\b|(?<=y/o )M\b"),
        " man",
    ),
    (re.compile(r"(?<=\d)F\b|(?<=yo )F\b|(?<=y/o )F\b"), " woman"),
    (re.compile(r"\bH&Y\b"), "hoehn yahr"),
)
"""Shorthand that only capitals tell from ordinary words."""
COMPILED = tuple((re.compile(pattern), replacement) for pattern, replacement in SPELLINGS)


def normalise(prompt: str) -> str:
    """The prompt in lower case, words parted by one space, punctuation as words of its own."""
    text = unicodedata.normalize("NFKC", prompt)
    for capitals, replacement in CAPITALS:
        text = capitals.sub(replacement, text)
    text = text.lower()
    text = text.replace("\u2019", "'").replace("\u2018", "'")
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    for pattern, replacement in COMPILED:
        text = pattern.sub(replacement, text)
    return " ".join(mend(word) for word in text.split())


@cache
def known_words() -> frozenset[str]:
    """Words that are no slips: those of the tables, fillers included."""
    rules = [cue.rule for cue in (*PATTERN_CUES, *SEVERITY_CUES, *SPEED_CUES, *AVATAR_CUES)]
    rules += [cue.rule for cue in BUILD_CUES] + [cue.rule for cue in FEATURE_CUES]
    rules += [entry.rule for entry in UNBUILT]
    written = (re.findall(r"[a-z]{5,}", rule.pattern) for rule in rules)
    return REAL_WORDS | FILLERS | frozenset(word for words in written for word in words)


@lru_cache(maxsize=4096)
def mend(word: str) -> str:
    """The word itself, what it abbreviates, or the term that it misspells."""
    if word in ABBREVIATIONS:
        return ABBREVIATIONS[word]
    if len(word) < SHORTEST_MENDED or word in TERMS or not word.isalpha():
        return word
    if word in known_words():
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
