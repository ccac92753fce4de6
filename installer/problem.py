"""The one error of the set-up: a sentence, and the command that mends it."""

from __future__ import annotations


class SetupProblem(Exception):
    """Set-up cannot go on.

    Args:
        sentence: what is wrong, in one sentence.
        remedy: what to do, in one sentence that ends in the command if there is one.
        details: lines to show above the sentence, such as the end of a log.
    """

    def __init__(self, sentence: str, remedy: str = "", details: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy
        self.details = details

    def __str__(self) -> str:
        message = f"{self.sentence} {self.remedy}".strip()
        return f"{self.details.rstrip()}\n\n{message}" if self.details else message
