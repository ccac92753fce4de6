"""Jobs wait their turn, tell how far they are, and never take the server down."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from retarget.errors import BadInput, NotFound, StorageError
from retarget.worker import BlenderWorker
from runtime.exports import FAILED, READY, Exports
from runtime.jobs import DONE, MOST_WAITING, Busy, Cancelled, Job, Jobs
from runtime.library import Entry, Library
from runtime.model_pool import Models
from runtime.pipeline import Pipeline
from runtime.request import Request, read_request

PROMPT = "zebra patient drags the left foot"
WAIT_S = 60


def request(seed: int = 1, **values: object) -> Request:
    return read_request({"prompt": PROMPT, "seed": seed, "seconds": 3, **values})


@pytest.fixture(scope="module")
def worker() -> Iterator[BlenderWorker]:
    with BlenderWorker() as started:
        yield started


@pytest.fixture
def parts(
    pipeline: Pipeline, worker: BlenderWorker, tmp_path: Path
) -> Iterator[tuple[Jobs, Library, Exports]]:
    library = Library(tmp_path / "library")
    exports = Exports(library, worker)
    jobs = Jobs(Models(pipeline), library, exports)
    yield jobs, library, exports
    jobs.close()
    exports.close()


Parts = tuple[Jobs, Library, Exports]


def test_two_requests_at_once_both_finish(parts: Parts) -> None:
    jobs, library, exports = parts
    first, second = jobs.submit(request(1)), jobs.submit(request(2, samples=2))
    made = first.result.result(WAIT_S) + second.result.result(WAIT_S)
    assert (first.state, second.state) == (DONE, DONE)
    assert {entry.id for entry in library.entries()} == set(made)
    assert len(made) == 3
    for entry in map(library.get, made):
        exports.ensure(entry.id).result(WAIT_S)
        assert exports.states(entry) == {"fbx": READY, "glb": READY}
        assert entry.file("glb").read_bytes()[:4] == b"glTF"


def test_a_listener_sees_progress_grow_to_the_end(parts: Parts) -> None:
    jobs, _, _ = parts
    blocker = jobs.submit(request(1))
    job = jobs.submit(request(2))
    seen: list[tuple[str, float]] = []
    job.listen(lambda changed: seen.append((changed.state, changed.step.fraction)))
    blocker.result.result(WAIT_S)
    job.result.result(WAIT_S)
    while job.state != DONE:
        pass
    fractions = [fraction for _, fraction in seen]
    assert fractions == sorted(fractions) and len(fractions) > 5
    assert job.step.message and jobs.get(job.id) is job


def test_a_waiting_job_can_be_cancelled(parts: Parts) -> None:
    jobs, library, _ = parts
    running = jobs.submit(request(1, samples=8))
    waiting = jobs.submit(request(2))
    jobs.cancel(waiting.id)
    with pytest.raises(Cancelled):
        waiting.result.result(WAIT_S)
    assert len(running.result.result(WAIT_S)) == 8
    assert library.count() == 8
    with pytest.raises(BadInput, match="finished"):
        jobs.cancel(running.id)


def test_an_unknown_job_is_not_found(parts: Parts) -> None:
    with pytest.raises(NotFound):
        parts[0].get("nothing")


def test_too_many_waiting_are_turned_away(parts: Parts) -> None:
    jobs, _, _ = parts
    queued: list[Job] = []
    with pytest.raises(Busy):
        for seed in range(MOST_WAITING + 5):
            queued.append(jobs.submit(request(seed)))
    for job in queued:
        job.cancel()


def test_a_full_disk_fails_the_job_and_the_next_one_works(
    pipeline: Pipeline, worker: BlenderWorker, small_disk: Path
) -> None:
    library = Library(small_disk)
    exports = Exports(library, worker)
    jobs = Jobs(Models(pipeline), library, exports)
    try:
        with pytest.raises(StorageError, match="no room"):
            jobs.submit(request(1, samples=8, seconds=9)).result.result(WAIT_S)
        assert library.entries() == []
        (made,) = jobs.submit(request(1, seconds=2)).result.result(WAIT_S)
        entry = library.get(made)
        with pytest.raises(StorageError, match="no room"):
            exports.ensure(entry.id).result(WAIT_S)
        assert exports.states(entry) == {"fbx": FAILED, "glb": FAILED}
        assert {p.name for p in entry.folder.iterdir()} == {
            "motion.npy",
            "features.npy",
            "motion.bvh",
            "report.json",
        }
    finally:
        jobs.close()
        exports.close()


def test_an_error_inside_is_a_sentence_and_keeps_the_prompt_out_of_the_log(
    pipeline: Pipeline,
    worker: BlenderWorker,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library = Library(tmp_path / "library")

    def fall_over(result: object) -> None:
        raise RuntimeError(f"cannot save {PROMPT}")

    monkeypatch.setattr(library, "add", fall_over)
    exports = Exports(library, worker)
    jobs = Jobs(Models(pipeline), library, exports)
    with caplog.at_level(logging.DEBUG):
        job = jobs.submit(request(1))
        with pytest.raises(Exception, match="something went wrong inside Gaitbox"):
            job.result.result(WAIT_S)
    assert "RuntimeError" in caplog.text and "fall_over" in caplog.text
    assert "zebra" not in caplog.text
    jobs.close()
    exports.close()


def test_a_motion_deleted_during_its_export_is_forgotten(parts: Parts) -> None:
    jobs, library, exports = parts
    (made,) = jobs.submit(request(1)).result.result(WAIT_S)
    entry = library.get(made)
    making = exports.ensure(entry.id)
    library.delete(entry.id)
    assert making.exception(WAIT_S) is None or isinstance(making.exception(), NotFound)
    assert exports.problem(entry.id) is None
    assert not entry.folder.exists()


def test_a_finished_job_keeps_nothing_large(parts: Parts) -> None:
    """It is remembered until 256 others have followed; a report is a fifth of a megabyte."""
    jobs, _, exports = parts
    job = jobs.submit(request(1))
    (made,) = job.result.result(WAIT_S)
    exports.ensure(made).result(WAIT_S)
    gc.collect()
    assert job.work is None and jobs.get(job.id) is job
    held = [each for each in gc.get_objects() if type(each) is Entry and each.id == made]
    assert held == []
