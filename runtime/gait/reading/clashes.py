"""What a prompt says that cannot be seen together with the pattern, or with itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from runtime.gait.reading.clauses import clause_at
from runtime.gait.reading.draft import Draft, Shown
from runtime.gait.reading.found import inside
from runtime.gait.vocabulary.clashes import (
    NORMAL_BUT,
    OPPOSITES,
    PAIR,
    REPEATED,
    SWING_STILL,
    TWICE,
    TWO_LEANS,
    UNLIKE,
)
from runtime.gait.vocabulary.names import PLAIN_NAMES

_SIDE = re.compile(r"\b(left|right|other|opposite|good|sound)\b")


def tell_clashes(draft: Draft, shown: Sequence[Shown]) -> None:
    """Say back signs that exclude a pattern, and opposites in one breath."""
    for one in shown:
        rule = UNLIKE.get(one.pattern)
        for match in rule.finditer(draft.text) if rule else ():
            if inside(match.start(), draft.denied) or _elsewhere(draft.text, match, one.side):
                continue
            name = PLAIN_NAMES[one.pattern]
            draft.contradictions.append(
                f'"{match.group()}" does not go with {name}; {name} is shown.'
            )
    for rule in (REPEATED, SWING_STILL, TWICE, TWO_LEANS):
        for match in rule.finditer(draft.text):
            draft.contradictions.append(f'"{match.group()}" cannot be shown together.')
    starts = {cue.start: one for one in shown for cue in one.candidate.cues}
    for match in NORMAL_BUT.finditer(draft.text):
        if match.end() in starts:
            name = PLAIN_NAMES[starts[match.end()].pattern]
            draft.contradictions.append(
                f"Normal walking and {name} exclude each other; {name} is shown."
            )
    for match in PAIR.finditer(draft.text):
        first, second = match["first"], match["second"]
        if OPPOSITES.get(first) != OPPOSITES.get(second) and first in OPPOSITES[second]:
            draft.contradictions.append(f'"{first}" and "{second}" exclude each other.')


def _elsewhere(text: str, match: re.Match[str], side: str) -> bool:
    """Whether the sign is said of a leg that the pattern does not affect."""
    start, end = clause_at(text, match.start())[0], clause_at(text, match.end() - 1)[1]
    named = set(_SIDE.findall(text[start:end]))
    return bool(named) and side not in ("both", *named) or bool(named & {"other", "opposite"})
