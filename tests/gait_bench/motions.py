"""Motions of the pipeline, each made once, and judged with the normal walk of the same seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from time import perf_counter

from runtime.gait.plausibility import Plausibility, plausibility
from runtime.pipeline import Pipeline
from runtime.request import Request
from runtime.result import Result
from tests.bench_prompts import Outcome, judge_expression
from tests.gait_bench.captions import NORMAL
from tests.gait_bench.judge import Verdict, judge

SECONDS = 8.0
"""The judge's motions have this length."""


@dataclass(frozen=True)
class Made:
    """A motion with the time it took, wall clock."""

    result: Result
    took: float

    @cached_property
    def verdict(self) -> Verdict:
        """The judge's measures."""
        return judge(self.result.joints)

    @cached_property
    def plausibility(self) -> Plausibility:
        """The product's figures of plausibility."""
        return plausibility(self.result.joints)

    @property
    def correction(self) -> str:
        """How it came about."""
        return self.result.made.kind

    def judged(self, checks: Iterable[tuple[str, str]], normal: Made) -> list[Outcome]:
        """Expressions with the side that each is about."""
        return [
            judge_expression(text, self.verdict.names(side, normal.verdict))
            for text, side in checks
        ]


class Studio:
    """Makes motions and keeps them, so that no part of the bench makes one again."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._kept: dict[tuple[str, int], Made] = {}
        self.refused: Counter[str] = Counter()

    def make(self, prompt: str, seed: int) -> Made:
        """The motion of a prompt at a seed."""
        key = (prompt, seed)
        if key not in self._kept:
            begin = perf_counter()
            result = self._pipeline.generate(Request(prompt, seed, seconds=SECONDS))[0]
            self._kept[key] = Made(result, perf_counter() - begin)
        return self._kept[key]

    def normal(self, seed: int) -> Made:
        """The normal walk that others are compared with."""
        return self.make(NORMAL, seed)

    def several(self, prompt: str, seed: int, samples: int) -> list[Result]:
        """Samples of one prompt, made at once and not kept."""
        return self._pipeline.generate(Request(prompt, seed, samples=samples, seconds=SECONDS))

    @property
    def made(self) -> list[Made]:
        """All motions so far."""
        return list(self._kept.values())
