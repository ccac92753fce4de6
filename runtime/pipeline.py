"""From a request to finished motions: intent, engine, clean-up, measures, checks."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from retarget.errors import GaitboxError, ModelError
from runtime import paths
from runtime.edit_request import EditRequest, check_source
from runtime.failures import log_failure
from runtime.making import ChangedPart, Making, NewMotion
from runtime.models import name_of
from runtime.motion import checked
from runtime.request import Request, check_seconds
from runtime.result import Avatar, Origin, Result

if TYPE_CHECKING:
    from runtime.engine.engine import Engine, RawMotion
    from runtime.gait.intent import Intent

Progress = Callable[[str, float], None]
"""Called with a stage and the share of the whole request that is done, 0 to 1."""

DEFAULT_AVATAR = "adult_man"
"""The body when neither the request nor the sentence names one."""

ENGINE_SHARE = 0.8
"""Share of a request's time that the engine takes (measured, warm, 2 cores)."""

LAST_WORDS = 4
"""Words by which a user is told how far a long sentence was read."""

CLOSE_S = 10.0
"""Longest wait for the model to finish loading when the program ends."""

_log = logging.getLogger(__name__)


class Pipeline:
    """Makes motions with one model, loaded once.

    `start` loads the model in the background; `generate` waits for it. One generation runs at
    a time. Use as a context manager or call `close`.
    """

    def __init__(
        self,
        model_dir: Path | None = None,
        *,
        provider: str | None = None,
        avatar: str | None = None,
    ) -> None:
        """Nothing is loaded yet.

        Args:
            model_dir: model folder; None takes the one that comes with Gaitbox.
            provider: ``cuda`` or ``cpu`` to insist on one.
            avatar: preset for requests and sentences that name no body.
        """
        self.model_dir = model_dir or paths.default_model()
        self._provider = provider
        self._avatar = avatar or DEFAULT_AVATAR
        self._engine: Future[Engine] = Future()
        self._loader = threading.Thread(target=self._load, name="engine", daemon=True)
        self._started = threading.Lock()
        self._one_at_a_time = threading.Lock()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> None:
        """Begin to load the model; returns at once, and does nothing the second time."""
        if self._started.acquire(blocking=False):
            self._loader.start()

    def close(self) -> None:
        """Stop waiting for the model; a generation that runs is not interrupted.

        Waits for a load that has begun, as ONNX Runtime may not be torn down meanwhile.
        """
        self._engine.cancel()
        if self._loader.is_alive():
            self._loader.join(CLOSE_S)

    @property
    def ready(self) -> bool:
        """Whether the model is loaded and warm."""
        return self._engine.done() and not self._engine.cancelled() and self.problem is None

    @property
    def problem(self) -> GaitboxError | None:
        """Why the model could not be loaded, if it could not."""
        if not self._engine.done() or self._engine.cancelled():
            return None
        error = self._engine.exception()
        return error if isinstance(error, GaitboxError) else None

    def engine(self, timeout: float | None = None) -> Engine:
        """The loaded engine, waiting for it.

        Raises:
            ModelError: it could not be loaded.
            TimeoutError: it is not there after ``timeout`` seconds.
        """
        self.start()
        return self._engine.result(timeout)

    def check(self, request: Request) -> None:
        """Compare a request with what the model can make.

        Raises:
            BadInput: the wished length is outside the model's range.
        """
        check_seconds(request.seconds, self.engine().limits)

    def generate(self, request: Request, progress: Progress | None = None) -> list[Result]:
        """Motions for a request; the same request and model give the same bytes.

        A motion that does not meet all checks of its intent is drawn again, as often as the
        request allows; of all tries the one that meets most is kept. What it still misses is
        made up for by the smallest kinematic edit that does, if any, and the result says so.

        Raises:
            BadInput: the request is outside what the model can make.
            ModelError: there is no usable model.
        """
        check_seconds(request.seconds, self.engine().limits)
        return self._make(NewMotion(request), progress)

    def edit(self, request: EditRequest, progress: Progress | None = None) -> list[Result]:
        """A motion with one part made anew for a sentence, as often as the request has samples.

        Outside the part the motion stays; tries, corrections and bytes are as in `generate`,
        and measures, checks and regions are those of the part.

        Raises:
            BadInput: the motion is too short or too long, or the model cannot edit.
            ModelError: there is no usable model.
        """
        check_source(request.source, self.engine().limits)
        return self._make(ChangedPart(request), progress)

    def _make(self, making: Making, progress: Progress | None) -> list[Result]:
        """The best of as many tries as it takes, corrected where it misses something."""
        from runtime.gait.intent import parse

        tell = progress or (lambda stage, share: None)
        request = making.request
        with self._one_at_a_time:
            tell("intent", 0.0)
            begin = perf_counter()
            intent = parse(request.prompt)
            timings = {"intent": perf_counter() - begin}
            tries: list[list[Result]] = []
            for number in range(request.candidates):
                part = _Part(tell, number, request.candidates)
                tries.append(self._try(making, intent, number, part, timings))
                if all(any(r.faithful for r in same) for same in zip(*tries, strict=True)):
                    break
            best = [_best(list(same)) for same in zip(*tries, strict=True)]
            return [_remarked(self._corrected(result, making), making) for result in best]

    def _try(
        self,
        making: Making,
        intent: Intent,
        number: int,
        part: _Part,
        timings: dict[str, float],
    ) -> list[Result]:
        """One batch of motions, as many as the request has samples."""
        begin = perf_counter()
        seed = try_seed(making.request.seed, number)
        raws = making.draw(self.engine(), intent, seed, part.engine)
        spent = {**timings, "engine": perf_counter() - begin}
        results = []
        for sample, raw in enumerate(raws):
            part.sample("measure", sample / len(raws))
            results.append(self._finish(raw, self._draft(making, intent, sample), making, spent))
        return results

    def _draft(self, making: Making, intent: Intent, sample: int) -> _Draft:
        """What is known of a motion before it is made."""
        request = making.request
        avatar = Avatar.of(making.avatar or intent.avatar or self._avatar)
        notes = (*self._notes(request), *making.notes)
        return _Draft(self._origin(making, sample), intent, avatar, notes)

    def _finish(
        self, raw: RawMotion, draft: _Draft, making: Making, timings: dict[str, float]
    ) -> Result:
        """Clean up, measure and judge one raw motion."""
        begin = perf_counter()
        joints = checked(making.clean(raw))
        spent = {**timings, "cleanup": perf_counter() - begin}
        return _judged(joints, making.judged(joints), draft, spent)

    def _corrected(self, result: Result, making: Making) -> Result:
        """The result, or a little more of its pattern where that meets more checks."""
        alone = making.request.candidates == 1
        if result.faithful or result.intent.pattern == "normal" or alone:
            return result
        from runtime.gait.strengthen import SHARES

        begin, best = perf_counter(), result
        draft = _Draft(result.origin, result.intent, result.avatar, result.notes)
        for share in SHARES:
            joints = making.strengthened(result.joints, result.intent, share)
            if not np.isfinite(joints).all():
                break
            edited = _judged(joints, making.judged(joints), draft, result.timings)
            if edited.checks_met > best.checks_met:
                best = replace(edited, correction=share, notes=(*result.notes, _told(share)))
            if best.faithful:
                break
        return replace(best, timings={**best.timings, "correct": perf_counter() - begin})

    def _notes(self, request: Request) -> tuple[str, ...]:
        if not self.engine().truncates(request.prompt):
            return ()
        last = " ".join(self.engine().read_of(request.prompt).split()[-LAST_WORDS:])
        return (
            f'The sentence is longer than the model reads; what follows "{last}" was left out.',
        )

    def _origin(self, making: Making, sample: int) -> Origin:
        engine, request = self.engine(), making.request
        return Origin(
            prompt=request.prompt,
            seed=request.seed,
            sample=sample,
            samples=request.samples,
            wished_seconds=request.seconds,
            candidates=request.candidates,
            model=engine.model_id,
            model_version=engine.version,
            provider=engine.provider,
            model_name=name_of(self.model_dir),
            edit=making.edit,
        )

    def _load(self) -> None:
        if not self._engine.set_running_or_notify_cancel():
            return
        try:
            from runtime.engine.engine import Engine

            engine = Engine.load(self.model_dir, self._provider)
            engine.warm_up()
        except GaitboxError as error:
            self._engine.set_exception(error)
        except Exception as error:
            log_failure(_log, "the model could not be loaded", error)
            self._engine.set_exception(
                ModelError("The model could not be loaded.", "Run gaitbox doctor to see why.")
            )
        else:
            self._engine.set_result(engine)


class _Part:
    """The share of the whole request that one try has done."""

    def __init__(self, tell: Progress, number: int, tries: int) -> None:
        self._tell = tell
        self._start = number / tries
        self._size = 1 / tries

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


def _told(share: float) -> str:
    """What the user reads about a correction."""
    return (
        f"The generated walk showed too little of the pattern; {100 * share:.0f} % of its usual "
        "change was added by editing the motion."
    )


@dataclass(frozen=True)
class _Draft:
    """What a result says besides the motion and its measures."""

    origin: Origin
    intent: Intent
    avatar: Avatar
    notes: tuple[str, ...]


def _judged(
    joints: NDArray[np.float32],
    judged: NDArray[np.float32],
    draft: _Draft,
    timings: Mapping[str, float],
) -> Result:
    """A clean motion with its features, and measures, checks and regions of its judged frames."""
    from runtime.engine.features import joints_to_features
    from runtime.gait.measure import measure
    from runtime.gait.regions import impaired_regions
    from runtime.gait.verify import verify

    begin = perf_counter()
    measures = measure(judged)
    return Result(
        origin=draft.origin,
        joints=joints,
        features=joints_to_features(joints),
        intent=draft.intent,
        avatar=draft.avatar,
        measured=measures.to_list(),
        checks=[asdict(check) for check in verify(draft.intent, measures)],
        impaired_regions=[asdict(region) for region in impaired_regions(measures)],
        notes=draft.notes,
        timings={**timings, "measure": perf_counter() - begin},
    )


def _remarked(result: Result, making: Making) -> Result:
    """The finished result with what has to be said about it."""
    return replace(result, notes=(*result.notes, *making.remarks(result.joints)))


def _best(tries: list[Result]) -> Result:
    """The try that meets most checks; the first of equals. Its timings become the sum."""
    best = max(tries, key=lambda result: result.checks_met)
    total = {
        stage: sum(t.timings[stage] for t in tries) for stage in ("engine", "cleanup", "measure")
    }
    return replace(best, timings={**best.timings, **total})
