"""Who walks: the avatar and the build."""

from __future__ import annotations

import re
from dataclasses import dataclass

from runtime.gait.reading.found import Found, Span, search
from runtime.gait.vocabulary.bodies import (
    AGE,
    AVATAR_CUES,
    BUILD_CUES,
    CHILD_BELOW,
    CHILD_DISEASES,
    OLDER_FROM,
)

_LIKE = re.compile(r"\b(?:like|as|than) (?:if )?(?:an? |the |some )?(?:\w+ ){0,2}$")
AGE_WEIGHT = 5.0


@dataclass(frozen=True)
class Body:
    """What is said about the body.

    Attributes:
        avatar: name of a preset, or None.
        avatar_words: the words that gave it.
        build: one of `layout.BUILDS`, or None.
        build_words: the words that gave it.
        assumptions: sentences about what was filled in.
        spans: every phrase about the body.
    """

    avatar: str | None
    avatar_words: str
    build: str | None
    build_words: str
    assumptions: tuple[str, ...]
    spans: tuple[Span, ...]


def read_body(text: str) -> Body:
    """Age, sex and build of the person who walks; comparisons ("like a drunk man") say nothing."""
    found = [cue for cue in search(AVATAR_CUES, text) if not _LIKE.search(text[: cue.start])]
    ages = list(AGE.finditer(text))
    found += _aged(ages)
    builds = [cue for cue in search(BUILD_CUES, text) if not _LIKE.search(text[: cue.start])]
    spans = [cue.span for cue in (*found, *builds)] + [age.span() for age in ages]
    best = max(found, key=lambda cue: (cue.weight, -cue.start), default=None)
    build = min(builds, key=lambda cue: cue.start, default=None)
    avatar, words = (best.value, best.words) if best else (None, "")
    assumptions: tuple[str, ...] = ()
    disease = CHILD_DISEASES.search(text)
    if disease and (best is None or best.weight <= 1) and not ages:
        avatar, words = "child", disease.group()
        assumptions = ("The age was not said; a child is shown with this disease.",)
    return Body(
        avatar,
        words,
        build.value if build else None,
        build.words if build else "",
        assumptions,
        tuple(spans),
    )


def _aged(ages: list[re.Match[str]]) -> list[Found]:
    found = []
    for match in ages:
        years = int(match["years"] or match["years2"])
        if "month" in match.group():
            years //= 12
        if years < CHILD_BELOW or years >= OLDER_FROM:
            age = "child" if years < CHILD_BELOW else "older_adult"
            found.append(Found(age, AGE_WEIGHT, match.start(), match.end(), match.group()))
    return found
