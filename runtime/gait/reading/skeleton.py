"""The prompt without its adverbs of degree, so that phrases fit around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from runtime.gait.reading.found import Found, Span
from runtime.gait.vocabulary.phrases import Cue

DEGREE = re.compile(
    r"\b(?:(?:very|really|quite|rather|extremely|so|pretty|fairly) )?(?:slightly|mildly|moderately"
    r"|severely|markedly|noticeably|clearly|visibly|obviously|heavily|strongly|extremely|badly"
    r"|somewhat|subtly|minimally|distinctly|considerably|massively|terribly|awfully|profoundly"
    r"|dramatically|faintly|seriously|evidently|abnormally|unusually|exaggeratedly|excessively"
    r"|constantly|permanently|definitely|significantly|substantially|horribly|lightly) (?=[a-z])"
    r"|\b(?:a (?:little|bit|wee bit|tiny bit|touch)|ever so slightly|just slightly) (?!of |boy "
    r"|girl |child |kid |old |steps? |arm |swing |strides? |one )(?=[a-z])"
    r"|\b(?:very|really|quite|rather) (?=[a-z])"
)


@dataclass(frozen=True)
class Skeleton:
    """A text without adverbs of degree, and where its characters are in the whole text."""

    whole: str
    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, whole: str) -> Skeleton:
        """The skeleton of a text."""
        places: list[int] = []
        start = 0
        for match in DEGREE.finditer(whole):
            places += range(start, match.start())
            start = match.end()
        places += range(start, len(whole))
        return cls(whole, "".join(whole[place] for place in places), tuple(places))

    @classmethod
    def whole_of(cls, whole: str) -> Skeleton:
        """A text with nothing left out."""
        return cls(whole, whole, tuple(range(len(whole))))

    def span(self, start: int, end: int) -> Span:
        """A span of the skeleton in the whole text."""
        if end <= start:
            place = self.places[start] if start < len(self.places) else len(self.whole)
            return place, place
        return self.places[start], self.places[end - 1] + 1

    def search(self, cues: Iterable[Cue]) -> list[Found]:
        """Every phrase of a table, with its words and place in the whole text."""
        found = []
        for cue in cues:
            for match in cue.rule.finditer(self.text):
                start, end = self.span(*match.span())
                found.append(
                    Found(cue.value, cue.weight, start, end, self.whole[start:end].strip())
                )
        return found


def plain(text: str) -> str:
    """The text without its adverbs of degree."""
    return DEGREE.sub("", text)
