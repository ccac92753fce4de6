"""How a pattern is put into words: phrases with slots.

Slots of every phrase:

- ``{adj}``, ``{adv}``: severity, may be empty; ``{poss}``: his, her, their
- ``{S}``: left, right or bilateral; ``{on}``: on the left, on both sides; ``{O}``: the other
  side (phrases with it are left out where both sides are affected)
- ``{leg}``, ``{knee}``, ``{hip}``, ``{foot}``, ``{ankle}``, ``{heel}``, ``{forefoot}``: the part
  of the affected side, with an article or possessive; of both sides in the plural
- ``{s}``, ``{es}``: ending of a verb whose subject is such a part; ``{is}``, ``{has}``,
  ``{does}``: the same for irregular verbs
"""

from __future__ import annotations

from dataclasses import dataclass

HELD_OUT_EVERY = 6
"""One phrase in so many never appears in a training caption: the last of each such group."""


@dataclass(frozen=True)
class Wordings:
    """Phrases of one pattern.

    Attributes:
        nouns: noun phrases without article, each with one ``{adj}``.
        verbs: verb phrases in the third person, each with one ``{adv}``.
        details: clauses that may follow; they never carry severity.
    """

    nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    details: tuple[str, ...]

    def part(self, held_out: bool) -> Wordings:
        """The phrases for training, or those that are kept from it; details are common."""
        return Wordings(_part(self.nouns, held_out), _part(self.verbs, held_out), self.details)

    def of_both_sides(self) -> Wordings:
        """The phrases that can speak of both sides at once."""
        return Wordings(*(tuple(p for p in part if "{O}" not in p) for part in self._parts()))

    def _parts(self) -> tuple[tuple[str, ...], ...]:
        return self.nouns, self.verbs, self.details


def _part(phrases: tuple[str, ...], held_out: bool) -> tuple[str, ...]:
    return tuple(
        phrase
        for number, phrase in enumerate(phrases)
        if (number % HELD_OUT_EVERY == HELD_OUT_EVERY - 1) == held_out
    )
