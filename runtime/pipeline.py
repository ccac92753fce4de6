"""From a request to finished motions: intent, engine, clean-up, measures, checks."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from retarget.errors import GaitboxError, ModelError
from runtime import paths
from runtime.edit_request import EditRequest
from runtime.failures import log_failure
from runtime.looping import looped
from runtime.making import ChangedPart, Making, NewMotion
from runtime.models import name_of
from runtime.motion import checked
from runtime.request import Request
from runtime.result import Avatar, Origin, Result
from runtime.work import Progress, Stopwatch, Work, own_normal

if TYPE_CHECKING:
    from runtime.correction import Candidate
    from runtime.engine.engine import Engine
    from runtime.gait.layout import Intent
    from runtime.making import Joints

DEFAULT_AVATAR = "adult_man"
"""The body when neither the request nor the sentence names one."""

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
        self._own: Joints | None = None
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
        self.engine().limits.check_wish(request.seconds)

    def generate(self, request: Request, progress: Progress | None = None) -> list[Result]:
        """Motions for a request; the same request and model give the same bytes.

        A motion that does not meet all checks of its intent is drawn again, as often as the
        request allows; of all tries, and their mirror images, the one that meets most is kept.
        What it still misses is made up for by editing (:mod:`runtime.correction`), and the
        result says so. With one candidate the motion stays as the model drew it.

        Raises:
            BadInput: the request is outside what the model can make.
            ModelError: there is no usable model.
        """
        self.engine().limits.check_wish(request.seconds)
        return self._make(NewMotion(request), progress)

    def edit(self, request: EditRequest, progress: Progress | None = None) -> list[Result]:
        """A motion with one part made anew for a sentence, as often as the request has samples.

        Outside the part the motion stays; tries, corrections and bytes are as in `generate`,
        and measures, checks and regions are those of the part.

        Raises:
            BadInput: the motion is too short or too long, or the model cannot edit.
            ModelError: there is no usable model.
        """
        self.engine().limits.check_source(request.source.seconds)
        return self._make(ChangedPart(request), progress)

    def _make(self, making: Making, progress: Progress | None) -> list[Result]:
        """The best of as many tries as it takes, corrected where it misses something."""
        from runtime.gait.intent import parse

        tell = progress or (lambda stage, share: None)
        with self._one_at_a_time:
            tell("intent", 0.0)
            clock = Stopwatch()
            with clock.of("intent"):
                intent = parse(making.request.prompt)
            if self._own is None:
                self._own = own_normal(self.engine())
            work = Work(making, intent, self.engine(), clock, self._own)
            best = work.drawn(tell)
            drafts = [
                _Draft(self._origin(making, number), intent, self._body(making, intent))
                for number in range(len(best))
            ]
            notes = (*self._notes(making.request), *making.notes)
            results = [
                _result(making, draft, candidate, notes, clock)
                for draft, candidate in zip(drafts, work.improved(best, tell), strict=True)
            ]
            return [looped(result) if making.request.loop else result for result in results]

    def _body(self, making: Making, intent: Intent) -> Avatar:
        from runtime.avatar_choice import avatar_choice

        return Avatar.of(avatar_choice(intent, making.avatar, self._avatar))

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


@dataclass(frozen=True)
class _Draft:
    """What a result says besides the motion and its measures."""

    origin: Origin
    intent: Intent
    avatar: Avatar


def _result(
    making: Making, draft: _Draft, candidate: Candidate, notes: tuple[str, ...], clock: Stopwatch
) -> Result:
    """A finished motion with its features, and measures, curves and regions of judged frames."""
    from runtime.engine.features import joints_to_features
    from runtime.gait.curves import curves
    from runtime.gait.regions import impaired_regions

    with clock.of("measure"):
        joints = checked(candidate.joints)
        judged = making.judged(joints)
        measures = candidate.measures
        said = (*notes, *candidate.made.told(), *making.remarks(joints))
        return Result(
            origin=draft.origin,
            joints=joints,
            features=joints_to_features(joints),
            intent=draft.intent,
            avatar=draft.avatar,
            measured=measures.to_list(),
            checks=[asdict(check) for check in candidate.checks],
            impaired_regions=[asdict(region) for region in impaired_regions(measures)],
            notes=said,
            made=candidate.made,
            curves=curves(judged, events=measures.events),
            timings=clock.seconds,
        )
