"""Which patterns a prompt names, the main one first."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from runtime.gait.layout import PATTERNS
from runtime.gait.reading.found import Found, Span, inside
from runtime.gait.reading.skeleton import Skeleton
from runtime.gait.vocabulary.names import PLAIN_NAMES
from runtime.gait.vocabulary.patterns import (
    CAUSES,
    COMPANIONS,
    NAMED,
    NEEDED,
    PARTS,
    PATTERN_CUES,
)
from runtime.gait.vocabulary.phrases import Cue, compiled

CAUSE_WEIGHT = NEEDED
BY_NAME = 10.0
"""Weight of the proper terms of the patterns."""
CAUSE_CUES = tuple(
    Cue(pattern, CAUSE_WEIGHT, compiled(rule)) for pattern, (rule, _) in CAUSES.items()
)


STROKE = re.compile(r"(?:post ?)?strokes?|cva")


@dataclass(frozen=True)
class Candidate:
    """A pattern that the words speak for.

    Attributes:
        pattern: its name.
        cues: the phrases that speak for it.
        score: sum of the weights of its phrases, each kind once.
        guessed: only a disease speaks for it, which fits other patterns too.
    """

    pattern: str
    cues: tuple[Found, ...]
    score: float
    guessed: bool

    @property
    def only_a_cause(self) -> bool:
        """Only diseases and a stroke are said, and nothing of how the person walks."""
        return self.guessed or all(STROKE.fullmatch(cue.words) for cue in self.cues)

    @property
    def weight(self) -> float:
        """Weight of its strongest phrase."""
        return max(cue.weight for cue in self.cues)

    @property
    def named(self) -> bool:
        """One phrase alone leaves no doubt about it."""
        return self.weight >= NAMED

    @property
    def start(self) -> int:
        """Where it is first spoken of."""
        return min(cue.start for cue in self.cues)


def complaints(text: str) -> tuple[list[Found], list[Found]]:
    """Phrases that speak for patterns, and diseases that hint at them, denied or not."""
    skeleton = Skeleton.of(text)
    return skeleton.search(PATTERN_CUES), skeleton.search(CAUSE_CUES)


def candidates(found: list[Found], causes: list[Found], denied: list[Span]) -> list[Candidate]:
    """Patterns with what speaks for them, the strongest first."""
    found = [cue for cue in found if not any(_swallowed(cue, other) for other in found)]
    said: dict[str, list[Found]] = defaultdict(list)
    hints: dict[str, list[Found]] = defaultdict(list)
    for cue in found:
        if not inside(cue.start, denied):
            said[cue.value].append(cue)
    for cue in causes:
        if not inside(cue.start, denied):
            hints[cue.value].append(cue)
    ranked = []
    for pattern in dict.fromkeys((*said, *hints)):
        weights = {cue.weight for cue in said[pattern]}
        score = sum(weights) + (CAUSE_WEIGHT if hints[pattern] else 0)
        ranked.append(
            Candidate(
                pattern,
                (*said[pattern], *hints[pattern]),
                score,
                guessed=sum(weights) < NEEDED and bool(hints[pattern]),
            )
        )
    return sorted(ranked, key=_rank)


def _swallowed(cue: Found, other: Found) -> bool:
    """Whether a phrase is only a part of a stronger and longer one of another pattern."""
    return (
        cue.value != other.value
        and cue.weight < other.weight
        and other.start <= cue.start
        and cue.end <= other.end
        and cue.span != other.span
    )


def _rank(candidate: Candidate) -> tuple[bool, float, int, int]:
    # A disease decides only where nothing says how the person walks.
    return (
        candidate.guessed,
        -candidate.score,
        candidate.start,
        PATTERNS.index(candidate.pattern),
    )


def part_of(candidate: Candidate, main: Candidate) -> bool:
    """Whether the candidate's words are a usual part of describing the main pattern."""
    return candidate.pattern in COMPANIONS[main.pattern]


def always_part_of(candidate: Candidate, main: Candidate) -> bool:
    """Whether the candidate is taken as a part of the main pattern even where it is named."""
    return candidate.pattern in PARTS.get(main.pattern, ())


def of_other_side_too(candidate: Candidate, main: Candidate) -> bool:
    """Whether the candidate is a part of the main pattern on the leg that is not affected."""
    if main.pattern == "vaulting":
        return candidate.pattern in PARTS["vaulting"]
    # The pelvis is lower on the side of the shorter leg: no weakness of the other hip.
    return (
        main.pattern == "leg_length"
        and candidate.pattern == "trendelenburg"
        and candidate.weight < BY_NAME
    )


def about_guess(candidate: Candidate) -> str:
    """The sentence about a pattern that only a disease speaks for."""
    begin = CAUSES[candidate.pattern][1]
    return (
        f"{begin} alone does not say how the person walks; "
        f"{PLAIN_NAMES[candidate.pattern]} is shown."
    )


def about_part(candidate: Candidate, main: Candidate) -> str:
    """The sentence about a pattern that is taken as a part of the main one."""
    words = min(candidate.cues, key=lambda cue: (-cue.weight, cue.start)).words
    return f'"{words}" is taken as a part of {PLAIN_NAMES[main.pattern]}.'
