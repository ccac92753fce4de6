"""What has been read of a prompt, on its way to an intent."""

from __future__ import annotations

from dataclasses import dataclass, field

from runtime.gait.layout import Evidence
from runtime.gait.reading.found import Span
from runtime.gait.reading.patterns import Candidate
from runtime.gait.sides import SideReading


@dataclass
class Draft:
    """What has been read so far, and everything that is to be said about it."""

    text: str
    denied: list[Span] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)
    contradictions: list[str] = field(default_factory=list)
    explained: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class Shown:
    """A pattern that will be shown, with its side."""

    candidate: Candidate
    pattern: str
    side: str
    reading: SideReading
