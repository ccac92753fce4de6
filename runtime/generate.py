"""The commands ``gaitbox generate`` and ``edit``: requests in, folders of files out."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from retarget.errors import GaitboxError, StorageError
from runtime.edit_request import EditRequest
from runtime.files import write_motion, write_report
from runtime.motion import BLENDER_FORMATS, FILES
from runtime.output import Output
from runtime.pipeline import Pipeline, Progress
from runtime.progress import Clock, Step
from runtime.prompts import Named
from runtime.result import Result
from runtime.storage import FREE_SPACE, short_of_space, write_failure

if TYPE_CHECKING:
    from retarget.worker import BlenderWorker

GENERATE_SHARE = 0.4
"""Share of a request's time until the motion exists; the rest is writing and export."""


Work = Callable[[Progress], list[Result]]
"""Makes the motions of one request, and tells how far it is."""


@dataclass(frozen=True)
class Written:
    """A result and the folder it is in."""

    folder: Path
    result: Result


class Generation:
    """Makes and writes requests, one after the other."""

    def __init__(
        self, pipeline: Pipeline, formats: Sequence[str], progress: Callable[[Step], None]
    ) -> None:
        self._pipeline = pipeline
        self._formats = tuple(formats)
        self._progress = progress

    def one(self, named: Named, folder: Path) -> list[Written]:
        """One request; its samples go to ``folder/0``, ``folder/1``, ..."""
        work = partial(self._pipeline.generate, named.request)
        return self._numbered(work, named.request.samples, folder)

    def edit(self, request: EditRequest, folder: Path) -> list[Written]:
        """A motion changed in part; its samples go to ``folder/0``, ``folder/1``, ..."""
        return self._numbered(partial(self._pipeline.edit, request), request.samples, folder)

    def _numbered(self, work: Work, samples: int, folder: Path) -> list[Written]:
        with Output(folder) as output, self._worker() as worker:
            tell = _teller(self._progress, Clock(), 0, 1)
            return self._make(
                work, [str(sample) for sample in range(samples)], output, worker, tell
            )

    def many(self, requests: Sequence[Named], folder: Path) -> list[Written]:
        """Many requests; each goes to ``folder/<id>``, several samples to ``<id>/0``, ..."""
        written = []
        with Output(folder) as output, self._worker() as worker:
            for named in requests:
                self._pipeline.check(named.request)
            clock = Clock()
            for number, named in enumerate(requests):
                tell = _teller(self._progress, clock, number, len(requests))
                count = named.request.samples
                names = [f"{named.name}/{s}" for s in range(count)] if count > 1 else [named.name]
                work = partial(self._pipeline.generate, named.request)
                written += self._make(work, names, output, worker, tell)
        return written

    def _make(
        self,
        work: Work,
        names: Sequence[str],
        output: Output,
        worker: BlenderWorker | None,
        tell: Callable[[str, float], None],
    ) -> list[Written]:
        results = work(lambda stage, share: tell(stage, share * GENERATE_SHARE))
        for number, (name, result) in enumerate(zip(names, results, strict=True)):
            tell("export", GENERATE_SHARE + (1 - GENERATE_SHARE) * number / len(results))
            self._write(result, name, output, worker)
        folders = output.publish(list(names))
        tell("done", 1.0)
        return [Written(f, r) for f, r in zip(folders, results, strict=True)]

    def _write(
        self, result: Result, name: str, output: Output, worker: BlenderWorker | None
    ) -> None:
        try:
            folder = output.make(name)
            begin = perf_counter()
            write_motion(result, folder, self._formats)
            timings = {"write": perf_counter() - begin}
            if worker is not None:
                begin = perf_counter()
                self._export(result, folder, worker)
                timings["export"] = perf_counter() - begin
            write_report(result, folder, timings)
        except OSError as error:
            raise write_failure(error, output.folder) from error
        except GaitboxError:
            if short_of_space(output.folder):
                sentence = f"There is no room left to write to {output.folder}."
                raise StorageError(sentence, FREE_SPACE) from None
            raise

    def _export(self, result: Result, folder: Path, worker: BlenderWorker) -> None:
        wanted = {kind: folder / FILES[kind] for kind in BLENDER_FORMATS if kind in self._formats}
        worker.export(
            result.joints,
            avatar=result.avatar.choice,
            fbx=wanted.get("fbx"),
            glb=wanted.get("glb"),
        )

    @contextlib.contextmanager
    def _worker(self) -> Iterator[BlenderWorker | None]:
        """The Blender process, warming up while the model is loaded; None if not needed."""
        if not set(self._formats) & set(BLENDER_FORMATS):
            yield None
            return
        from retarget.worker import BlenderWorker

        with BlenderWorker() as worker:
            worker.start()
            yield worker


def _teller(
    progress: Callable[[Step], None], clock: Clock, number: int, total: int
) -> Callable[[str, float], None]:
    return lambda stage, share: progress(clock.step(stage, (number + share) / total))
