"""Shares and medians as lines of a table, and a progress line with the time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self, TypeVar

Item = TypeVar("Item")


@dataclass
class Share:
    """How many of how many."""

    met: int = 0
    of_all: int = 0

    @classmethod
    def of(cls, outcomes: Iterable[bool]) -> Self:
        """Counted from the outcomes."""
        share = cls()
        for outcome in outcomes:
            share.add(outcome)
        return share

    def add(self, met: bool) -> None:
        """One more."""
        self.met += bool(met)
        self.of_all += 1

    def line(self, name: str) -> str:
        """One line of a table."""
        percent = 100 * self.met / self.of_all if self.of_all else 0.0
        return f"  {name:<34}{self.met:>5} of {self.of_all:<5}{percent:>6.1f} %"


def lines(shares: Mapping[str, Share]) -> list[str]:
    """A line for each name, in the order they came, and one for all."""
    total = Share(sum(s.met for s in shares.values()), sum(s.of_all for s in shares.values()))
    return [*(share.line(name) for name, share in shares.items()), total.line("all")]


def told(items: Sequence[Item], what: str) -> Iterator[Item]:
    """The items one by one, with a line on stderr about how far it is and how long it takes."""
    begin, shown = time.monotonic(), 0.0
    for number, item in enumerate(items):
        now = time.monotonic()
        if number and now - shown > 5:
            left = (now - begin) / number * (len(items) - number)
            sys.stderr.write(f"{what}: {number} of {len(items)}, about {left:.0f} s left\n")
            shown = now
        yield item
