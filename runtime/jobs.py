"""Jobs: requests that wait their turn, run one at a time, and tell how far they are."""

from __future__ import annotations

import logging
import queue
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import Future

from retarget.errors import BadInput, GaitboxError, NotFound
from runtime.exports import Exports
from runtime.failures import log_failure
from runtime.library import Entry, Library
from runtime.model_pool import Models
from runtime.pipeline import Pipeline, Progress
from runtime.progress import Clock, Step
from runtime.request import Request
from runtime.result import Result

QUEUED, RUNNING, DONE, FAILED = "queued", "running", "done", "failed"
"""States of a job."""

MOST_WAITING = 32
"""Jobs that may wait; more are turned away rather than kept for minutes."""

REMEMBERED = 256
"""Finished jobs that can still be asked about."""

SAVE_SHARE = 0.05
"""Share of a job that saving takes."""

CLOSE_S = 10.0
"""Longest wait for the job that runs when the program ends."""

_log = logging.getLogger(__name__)

Listener = Callable[["Job"], None]

Work = Callable[[Pipeline, Progress], list[Result]]
"""Makes motions with the pipeline of the job's model, and tells how far it is."""


class Busy(GaitboxError):
    """Too many requests wait already."""


class Cancelled(GaitboxError):
    """The job was cancelled by the user."""


class Job:
    """One piece of work on its way. Read its attributes from any thread.

    Its result are the ids of the motions that it saved. It is remembered for long, so it keeps
    neither them nor the request once it is over.
    """

    def __init__(self, work: Work, model: str | None = None) -> None:
        self.id = secrets.token_hex(8)
        self.work: Work | None = work
        self.model = model
        self.state = QUEUED
        self.step: Step = Clock().step("queued", 0.0)
        self.result: Future[list[str]] = Future()
        self.result.set_running_or_notify_cancel()  # who waits for it cannot cancel it
        self._cancel = threading.Event()
        self._listeners: list[Listener] = []
        self._lock = threading.Lock()

    @property
    def finished(self) -> bool:
        """Whether it is done or failed."""
        return self.state in (DONE, FAILED)

    @property
    def problem(self) -> GaitboxError | None:
        """Why it failed, if it did."""
        if self.state != FAILED:
            return None
        error = self.result.exception()
        return error if isinstance(error, GaitboxError) else None

    @property
    def cancelled(self) -> bool:
        """Whether it was told to stop."""
        return self._cancel.is_set()

    def cancel(self) -> None:
        """Stop at the next step; a finished job stays as it is."""
        self._cancel.set()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Have ``listener`` called at every change, from the job's thread; returns its removal."""
        with self._lock:
            self._listeners.append(listener)

        def leave() -> None:
            with self._lock:
                self._listeners.remove(listener)

        return leave

    def advance(self, step: Step) -> None:
        """Note progress.

        Raises:
            Cancelled: the job was told to stop.
        """
        if self.cancelled:
            raise Cancelled("The motion was cancelled.")
        self.state = RUNNING
        self.step = step
        self._tell()

    def finish(self, motions: list[str]) -> None:
        """Hand over the ids of the saved motions."""
        self.work = None
        self.result.set_result(motions)
        self.state = DONE
        self._tell()

    def fail(self, error: GaitboxError) -> None:
        """Say why there is no motion."""
        self.work = None
        self.result.set_exception(error)
        self.state = FAILED
        self._tell()

    def _tell(self) -> None:
        with self._lock:
            listeners = list(self._listeners)
        for listener in listeners:
            listener(self)


class Jobs:
    """Runs jobs one after the other in a thread of its own."""

    def __init__(self, models: Models, library: Library, exports: Exports) -> None:
        self._models = models
        self._library = library
        self._exports = exports
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._queue: queue.Queue[Job | None] = queue.Queue()
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
        self._thread.start()

    def submit(self, request: Request) -> Job:
        """Queue a request; see `run`."""
        return self.run(lambda pipeline, tell: pipeline.generate(request, tell), request.model)

    def run(self, work: Work, model: str | None = None) -> Job:
        """Queue work for a model by name; None means the served one.

        Raises:
            Busy: too many wait already.
        """
        if self._queue.qsize() >= MOST_WAITING:
            raise Busy("Too many motions are waiting to be made.", "Try again in a minute.")
        job = Job(work, model)
        with self._lock:
            self._jobs[job.id] = job
            self._forget_old()
        self._queue.put(job)
        return job

    def get(self, job_id: str) -> Job:
        """A job by its id.

        Raises:
            NotFound: there is none, or it was finished long ago.
        """
        with self._lock:
            job = self._jobs.get(job_id)
        if job is None:
            raise NotFound("There is no job with this id.", "Finished motions are in the library.")
        return job

    def cancel(self, job_id: str) -> Job:
        """Stop a job that waits or runs.

        Raises:
            NotFound: there is none.
            BadInput: it is finished.
        """
        job = self.get(job_id)
        if job.finished:
            raise BadInput("This job is finished already.", "Delete its motions instead.")
        job.cancel()
        return job

    def forget_finished(self) -> None:
        """Forget the jobs that are over, and with them what was asked for."""
        with self._lock:
            self._jobs = {i: job for i, job in self._jobs.items() if not job.finished}

    @property
    def waiting(self) -> int:
        """How many are not finished."""
        with self._lock:
            return sum(not job.finished for job in self._jobs.values())

    def close(self) -> None:
        """Take no more jobs and stop the one that runs at its next step."""
        with self._lock:
            for job in self._jobs.values():
                job.cancel()
        self._queue.put(None)
        self._thread.join(CLOSE_S)

    def _forget_old(self) -> None:
        finished = [job.id for job in self._jobs.values() if job.finished]
        for job_id in finished[: max(0, len(finished) - REMEMBERED)]:
            del self._jobs[job_id]

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            try:
                job.finish(self._run(job))
            except GaitboxError as error:
                job.fail(error)
            except Exception as error:
                log_failure(_log, "a job failed", error)
                job.fail(
                    GaitboxError(
                        "The motion could not be made: something went wrong inside Gaitbox.",
                        "Try again, with another seed if it happens twice.",
                    )
                )

    def _run(self, job: Job) -> list[str]:
        clock, work = Clock(), job.work
        assert work is not None, "a job is run once"

        def tell(stage: str, share: float) -> None:
            job.advance(clock.step(stage, share * (1 - SAVE_SHARE)))

        with self._models.use(job.model) as pipeline:
            if not pipeline.ready:
                job.advance(clock.step("loading", 0.0))
            pipeline.engine()
            clock = Clock()
            results = work(pipeline, tell)
        job.advance(clock.step("save", 1 - SAVE_SHARE))
        entries: list[Entry] = []
        try:
            for result in results:
                entries.append(self._library.add(result))
        except GaitboxError:
            for entry in entries:
                self._library.delete(entry.id)
            raise
        for entry in entries:
            self._exports.ensure(entry.id)
        return [entry.id for entry in entries]
