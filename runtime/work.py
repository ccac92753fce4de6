"""The work on one request: motions drawn, judged, drawn again, and corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from runtime.correction import Candidate, Corrector
from runtime.made import Made
from runtime.making import NORMAL_WALKS

if TYPE_CHECKING:
    from runtime.engine.engine import Engine
    from runtime.gait.layout import Intent
    from runtime.gait.measure import Measures
    from runtime.making import Joints, Making

Progress = Callable[[str, float], None]
"""Called with a stage and the share of the whole request that is done, 0 to 1."""

DRAWING_SHARE = 0.75
"""Share of a request's time up to the last try; the rest is for corrections."""
ENGINE_SHARE = 0.8
"""Share of a try that the engine takes (measured, warm, 2 cores)."""
OWN_NORMAL_S = 8.0
"""Length of the model's own normal walk that others are compared with."""
REBUILD_TRY = 1000
"""Number of the try whose seed a rebuilt walk takes; no draw gets that far."""


class Stopwatch:
    """Seconds spent by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        """Adds what happens inside to a stage."""
        begin = perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + perf_counter() - begin


class Work:
    """Makes the motions of one request; nothing outlives it."""

    def __init__(
        self,
        making: Making,
        intent: Intent,
        engine: Engine,
        clock: Stopwatch,
        own: Joints | None = None,
    ) -> None:
        """``own``: what the model itself calls a normal walk."""
        self._making = making
        self._intent = intent
        self._engine = engine
        self._clock = clock
        self._own = own
        self._own_measures: dict[int, Measures] = {}
        # The default model draws an average walker; an imported one has walkers of its own.
        self._mannered = (
            engine.intent_dim > 0 and making.edit is None and making.request.candidates > 1
        )

    def drawn(self, tell: Progress) -> list[Candidate]:
        """For each sample the best motion of as many tries as it takes."""
        tries = self._making.request.candidates
        best: list[Candidate] = []
        for number in range(tries):
            part = _Part(tell, number, tries)
            drawn = self._try(number, part)
            # Of equals the earlier stays.
            pairs = zip(best or drawn, drawn, strict=True)
            best = [max(pair, key=_rank) for pair in pairs]
            best = [_tried(candidate, number + 1) for candidate in best]
            if all(candidate.good for candidate in best):
                break
        return best

    def improved(self, best: list[Candidate], tell: Progress) -> Iterator[Candidate]:
        """The motions, corrected where they miss something and the request allows it."""
        for sample, candidate in enumerate(best):
            tell("correct", DRAWING_SHARE + (1 - DRAWING_SHARE) * sample / len(best))
            if candidate.good or self._making.request.candidates == 1:
                yield candidate
                continue
            with self._clock.of("correct"):
                corrector = self._corrector(sample, len(candidate.joints))
                yield corrector.rebuilt(corrector.edited(candidate))

    def _try(self, number: int, part: _Part) -> list[Candidate]:
        """One batch of motions, as many as the request has samples."""
        seed = try_seed(self._making.request.seed, number)
        with self._clock.of("engine"):
            raws = self._making.draw(self._engine, self._intent, seed, part.engine)
        drawn = []
        for sample, raw in enumerate(raws):
            part.sample("measure", sample / len(raws))
            with self._clock.of("cleanup"):
                joints = self._walker(self._making.clean(raw), sample)
            with self._clock.of("measure"):
                corrector = self._corrector(sample, len(joints))
                candidate = corrector.candidate(joints, Made())
                alone = self._making.request.candidates == 1 or self._making.edit is not None
                drawn.append(candidate if alone else corrector.mirrored(candidate))
        return drawn

    def _corrector(self, sample: int, frames: int) -> Corrector:
        making, engine, intent = self._making, self._engine, self._intent
        seed = try_seed(making.request.seed, REBUILD_TRY + sample)

        def normal() -> Joints:
            joints = making.rebuilt(engine, intent, seed, frames)
            assert joints is not None
            return self._walker(joints, sample)

        rebuild = normal if making.edit is None else None
        return Corrector(intent, making.judged, making.changed, rebuild, self._normal_of(sample))

    def _walker(self, joints: Joints, sample: int) -> Joints:
        """The motion in the manner of the sample's walker."""
        if not self._mannered:
            return joints
        from runtime.gait.fitted import changed
        from runtime.gait.manner import manner

        return changed(joints, manner(self._making.request.seed, sample))

    def _normal_of(self, sample: int) -> Measures | None:
        """Measures of the model's own normal walk, by the same walker."""
        if self._own is None:
            return None
        if sample not in self._own_measures:
            from runtime.gait.measure import measure

            self._own_measures[sample] = measure(self._walker(self._own, sample))
        return self._own_measures[sample]


def own_normal(engine: Engine) -> Joints:
    """What a model itself calls a normal walk, always the same one, ``(T, 22, 3)``."""
    from runtime.gait.cleanup import cleanup
    from runtime.gait.layout import Intent

    seconds = min(OWN_NORMAL_S, engine.limits.max_seconds)
    vector = Intent().vector()
    raw = engine.generate(NORMAL_WALKS["comfortable"], vector, seed=0, seconds=seconds)[0]
    return cleanup(raw.joints)


class _Part:
    """The share of the whole request that one try has done."""

    def __init__(self, tell: Progress, number: int, tries: int) -> None:
        self._tell = tell
        self._start = DRAWING_SHARE * number / tries
        self._size = DRAWING_SHARE / tries

    def engine(self, stage: str, share: float) -> None:
        self._tell(stage, self._start + self._size * ENGINE_SHARE * share)

    def sample(self, stage: str, share: float) -> None:
        done = ENGINE_SHARE + (1 - ENGINE_SHARE) * share
        self._tell(stage, self._start + self._size * done)


def try_seed(seed: int, number: int) -> int:
    """Seed of a try: the request's own for the first, one derived from it for the others."""
    if number == 0:
        return seed
    return int(np.random.SeedSequence([seed, number]).generate_state(1)[0])


def _rank(candidate: Candidate) -> tuple[int, int, float]:
    return candidate.rank


def _tried(candidate: Candidate, tries: int) -> Candidate:
    return replace(candidate, made=replace(candidate.made, tries=tries))
