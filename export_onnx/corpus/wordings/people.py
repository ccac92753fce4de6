"""Who walks, how severely, how fast: the words beside those of the pattern."""

from __future__ import annotations

SUBJECTS: dict[str | None, tuple[tuple[str, str], ...]] = {
    None: (
        ("a person", "their"),
        ("a patient", "their"),
        ("the patient", "their"),
        ("someone", "their"),
        ("this person", "their"),
        ("an individual", "their"),
        ("somebody", "their"),
        ("the subject", "their"),
        ("the figure", "their"),
        ("a character", "their"),
    ),
    "adult_man": (
        ("a man", "his"),
        ("the man", "his"),
        ("a male patient", "his"),
        ("a gentleman", "his"),
        ("a guy", "his"),
        ("a middle-aged man", "his"),
    ),
    "adult_woman": (
        ("a woman", "her"),
        ("the woman", "her"),
        ("a female patient", "her"),
        ("a lady", "her"),
        ("a middle-aged woman", "her"),
    ),
    "older_adult": (
        ("an elderly man", "his"),
        ("an elderly woman", "her"),
        ("an older person", "their"),
        ("an old man", "his"),
        ("an old lady", "her"),
        ("an elderly patient", "their"),
        ("an older adult", "their"),
        ("a 78-year-old", "their"),
        ("a grandmother", "her"),
        ("a senior", "their"),
    ),
    "child": (
        ("a child", "their"),
        ("a boy", "his"),
        ("a girl", "her"),
        ("a young child", "their"),
        ("a kid", "their"),
        ("an 8-year-old boy", "his"),
    ),
}
"""Subjects with their possessive, by avatar."""

BUILT: dict[str, tuple[str, ...]] = {
    "slim": ("slim", "slender", "skinny", "very thin"),
    "heavy": ("heavyset", "overweight", "obese", "stout"),
    "muscular": ("muscular", "athletic", "well-built"),
    "tall": ("tall", "very tall"),
    "short": ("short",),
}
"""Adjectives of build, put before the noun of a subject."""

ADJECTIVES = {
    "none": ("",),
    "mild": ("mild", "slight", "subtle", "minor", "discreet", "faint", "barely visible"),
    "moderate": ("", "", "", "moderate", "noticeable", "distinct", "obvious"),
    "severe": (
        "severe",
        "marked",
        "pronounced",
        "very strong",
        "heavy",
        "extreme",
        "advanced",
        "massive",
        "serious",
    ),
}
ADVERBS = {
    "none": ("",),
    "mild": ("slightly", "mildly", "a little", "a bit", "subtly", "somewhat", "minimally"),
    "moderate": ("", "", "", "moderately", "noticeably", "distinctly", "visibly"),
    "severe": (
        "severely",
        "markedly",
        "heavily",
        "strongly",
        "extremely",
        "very badly",
        "massively",
        "dramatically",
    ),
}
PACES = {
    "slow": (
        "slowly",
        "at a slow pace",
        "at a low speed",
        "with slow speed",
        "in a slow manner",
        "at a reduced speed",
        "unhurriedly",
    ),
    "comfortable": (
        "",
        "",
        "",
        "",
        "at a comfortable pace",
        "at {poss} usual speed",
        "at a normal speed",
        "at a self-selected speed",
    ),
    "fast": (
        "quickly",
        "fast",
        "at a fast pace",
        "briskly",
        "at a brisk speed",
        "rapidly",
        "in a hurry",
        "swiftly",
    ),
}
WALKS = (
    "walks",
    "walks forward",
    "is walking",
    "walks along",
    "walks ahead",
    "moves forward",
    "walks across the room",
    "comes walking",
)
REQUESTS = ("show", "animate", "please show", "I need", "create", "demonstrate", "give me")
"""Ways to begin a request for a walk."""
LINKS = ("with", "with", "showing", "presenting with", "displaying")
