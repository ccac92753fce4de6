"""Which words speak for which pattern, and which patterns are part of describing another."""

from __future__ import annotations

from .described import DESCRIBED
from .described_nerves import DESCRIBED_NERVES
from .hips import HIPS
from .knees import KNEES
from .nerves import NERVES
from .pain import PAIN
from .phrases import cues

NEEDED = 5.0
"""Sum of weights from which a pattern counts as asked for."""
NAMED = 8.0
"""Weight of one phrase from which it names its pattern or leaves no doubt about it."""

PATTERN_CUES = cues(PAIN | HIPS | KNEES | NERVES) + cues(DESCRIBED) + cues(DESCRIBED_NERVES)

CAUSES = {
    "crouch": (r"cerebral palsy", "Cerebral palsy"),
    "steppage": (
        r"charcot marie tooth|guillain barre|poly ?neuropath\w*"
        r"|(?:peripheral|diabetic) neuropath\w*|neuropathy|(?:peroneal|fibular)\w*(?: \w+)?"
        r"|(?:common )?l ?[45] (?:l ?[5] )?\w*radiculopath\w*|radiculopath\w*|als",
        "This disease",
    ),
    "ataxic": (
        r"multiple sclerosis|vestibular\w*|vertigo|dizz\w*|friedreich\w*|alcoholi\w*",
        "This disease",
    ),
    "scissor": (r"hereditary spastic \w+|spastic cerebral palsy", "This disease"),
    "parkinsonian": (r"normal pressure hydrocephalus|gait apraxia|frontal gait", "This disease"),
    "trendelenburg": (
        r"hip dysplasia|hip dislocation|dislocated hip|perthes\w*|coxa vara",
        "A disease of the hip",
    ),
    "recurvatum": (
        r"quadriceps (?:weakness|paralysis|paresis|palsy)|weak <s>quadriceps|femoral nerve palsy",
        "A weak quadriceps",
    ),
    "antalgic": (
        r"(?:knee|hip|joint|ankle)? ?(?:replacement|surgery|operation)|operated|sprain\w*"
        r"|injur\w+|arthritis|osteoarthritis|coxarthrosis|gonarthrosis|arthrosis|fracture\w*"
        r"|fasciitis|bursitis|tend[io]n\w*itis|blisters?|bunions?|gout|meniscus|swollen|tore"
        r"|torn|broken|broke|twisted|heel spur|sciatica|bad (?:knee|hip|foot|leg|ankle)"
        r"|(?:knee|hip|foot|leg|ankle) is bad|ligament",
        "An injury or operation",
    ),
}
"""Diseases that fit several gaits, with the pattern that is shown when nothing else is said, and
how the sentence about that begins."""

TWO_SIDED_CAUSES = (
    r"charcot marie tooth|guillain barre|poly ?neuropath\w*|(?:peripheral|diabetic) neuropath\w*"
    r"|goose ?step\w*|neither \w+"
)
"""Words that mean both sides unless a side is said."""

COMPANIONS: dict[str, tuple[str, ...]] = {
    "hemiplegic": (
        "stiff_knee",
        "steppage",
        "antalgic",
        "hip_hiking",
        "toe_walking",
        "cautious",
        "ataxic",
    ),
    "trendelenburg": ("antalgic", "waddling", "cautious"),
    "duchenne": ("trendelenburg", "antalgic", "waddling", "cautious"),
    "steppage": ("stiff_knee", "antalgic", "cautious", "hip_hiking", "ataxic"),
    "stiff_knee": ("antalgic", "cautious", "crouch", "steppage"),
    "parkinsonian": ("cautious", "crouch", "steppage", "ataxic", "stiff_knee"),
    "crouch": ("parkinsonian", "antalgic", "cautious", "stiff_knee"),
    "antalgic": ("cautious", "duchenne", "stiff_knee", "trendelenburg", "ataxic"),
    "hip_hiking": ("stiff_knee", "antalgic", "steppage", "trendelenburg", "hemiplegic", "cautious"),
    "waddling": ("trendelenburg", "duchenne", "antalgic", "ataxic", "cautious", "crouch"),
    "scissor": ("crouch", "stiff_knee", "toe_walking", "antalgic", "cautious", "hemiplegic"),
    "toe_walking": ("steppage", "antalgic", "vaulting", "cautious"),
    "recurvatum": ("stiff_knee", "antalgic", "cautious", "crouch"),
    "vaulting": (
        "toe_walking",
        "steppage",
        "antalgic",
        "leg_length",
        "hemiplegic",
        "stiff_knee",
        "cautious",
    ),
    "leg_length": (
        "antalgic",
        "trendelenburg",
        "toe_walking",
        "duchenne",
        "vaulting",
        "hip_hiking",
        "cautious",
    ),
    "ataxic": (
        "cautious",
        "parkinsonian",
        "antalgic",
        "steppage",
        "waddling",
        "choreic",
        "duchenne",
    ),
    "cautious": ("parkinsonian", "ataxic", "antalgic"),
    "choreic": ("ataxic", "parkinsonian", "antalgic", "duchenne"),
}
"""Patterns whose words are a usual part of describing another. They are not shown beside it unless
they are called by their own name, or are on the other side."""

PARTS: dict[str, tuple[str, ...]] = {
    "hemiplegic": ("stiff_knee", "steppage", "hip_hiking"),
    "trendelenburg": ("waddling",),
    "duchenne": ("trendelenburg", "waddling"),
    "waddling": ("trendelenburg", "duchenne"),
    "vaulting": ("leg_length", "toe_walking"),
    "leg_length": ("vaulting",),
    "hip_hiking": ("hemiplegic",),
}
"""Companions that are taken as a part even where they are called by name, which is said."""
