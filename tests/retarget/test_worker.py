"""The Blender process under bad treatment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import psutil
import pytest

from retarget import worker as worker_module
from retarget.errors import BadInput, StorageError, WorkerError
from retarget.worker import BlenderWorker
from tests.retarget import motions

WALK = motions.walk(40)
posix_only = pytest.mark.skipif(os.name != "posix", reason="signals to stop a process are POSIX")


def wait_for(condition: Callable[[], bool], seconds: float = 120.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def freeze_each_child(worker: BlenderWorker, kill_after: float | None, times: int) -> None:
    """Stop the child as soon as it is ready, ``times`` times; then kill it if asked to."""

    def run() -> None:
        seen: set[int] = set()
        while len(seen) < times:
            pid = worker.pid
            if pid is not None and pid not in seen and worker.ready:
                os.kill(pid, signal.SIGSTOP)
                seen.add(pid)
                if kill_after is not None:
                    time.sleep(kill_after)
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.001)

    threading.Thread(target=run, daemon=True).start()


@pytest.fixture
def own_worker() -> object:
    with BlenderWorker() as own:
        wait_for(lambda: own.ready)
        yield own


def test_starting_does_not_wait(tmp_path: Path) -> None:
    start = time.perf_counter()
    with BlenderWorker() as own:
        assert time.perf_counter() - start < 0.5
        assert not own.ready
        report = own.export(WALK, fbx=tmp_path / "a.fbx")
        assert own.ready
        assert report.files == (tmp_path / "a.fbx",)


def test_files_appear_whole_and_nothing_else_stays(worker: BlenderWorker, tmp_path: Path) -> None:
    report = worker.export(WALK, fbx=tmp_path / "a.fbx", glb=tmp_path / "a.glb")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.fbx", "a.glb"]
    assert set(report.steps) == {"avatar", "solve", "fbx", "glb"}
    assert report.seconds > 0


@posix_only
def test_a_child_killed_in_the_middle_of_a_job_is_replaced_and_the_job_done(
    own_worker: BlenderWorker, tmp_path: Path
) -> None:
    first = own_worker.pid
    freeze_each_child(own_worker, kill_after=0.2, times=1)
    wait_for(lambda: psutil.Process(first).status() == psutil.STATUS_STOPPED)
    own_worker.export(WALK, glb=tmp_path / "a.glb")
    assert own_worker.pid not in (None, first)
    assert (tmp_path / "a.glb").read_bytes().startswith(b"glTF")


@posix_only
def test_killed_twice_it_gives_up_in_a_sentence_and_works_again_later(
    own_worker: BlenderWorker, tmp_path: Path
) -> None:
    first = own_worker.pid
    freeze_each_child(own_worker, kill_after=0.2, times=2)
    wait_for(lambda: psutil.Process(first).status() == psutil.STATUS_STOPPED)
    with pytest.raises(WorkerError, match="twice"):
        own_worker.export(WALK, glb=tmp_path / "a.glb")
    assert list(tmp_path.iterdir()) == []
    own_worker.export(WALK, glb=tmp_path / "a.glb")
    assert (tmp_path / "a.glb").exists()


@posix_only
def test_a_child_that_hangs_is_replaced_after_the_time_limit(
    own_worker: BlenderWorker, tmp_path: Path
) -> None:
    own_worker.time_limit = 2.0
    first = own_worker.pid
    freeze_each_child(own_worker, kill_after=None, times=1)
    wait_for(lambda: psutil.Process(first).status() == psutil.STATUS_STOPPED)
    start = time.perf_counter()
    own_worker.export(WALK, glb=tmp_path / "a.glb")
    assert time.perf_counter() - start >= 2.0
    assert own_worker.pid != first
    wait_for(lambda: not psutil.pid_exists(first), 10)


def test_a_child_that_cannot_start_is_an_error_not_a_hang(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        worker_module, "child_command", lambda: [sys.executable, "-c", "raise SystemExit(3)"]
    )
    with BlenderWorker() as own, pytest.raises(WorkerError):
        own.export(WALK, glb=tmp_path / "a.glb")


def test_two_threads_at_once_each_get_their_own_file(worker: BlenderWorker, tmp_path: Path) -> None:
    lengths = {f"{n}.glb": n for n in (20, 30, 40, 50)}
    threads = [
        threading.Thread(
            target=worker.export,
            args=(WALK[:n] if n <= 40 else motions.walk(n),),
            kwargs={"glb": tmp_path / name},
        )
        for name, n in lengths.items()
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    from retarget.glb import parse

    for name, frames in lengths.items():
        content, _ = parse((tmp_path / name).read_bytes())
        sampler = content["animations"][0]["samplers"][0]
        assert content["accessors"][sampler["input"]]["count"] == frames


@pytest.mark.slow
def test_the_child_dies_with_its_parent() -> None:
    code = (
        "import sys, time\n"
        "from retarget.worker import BlenderWorker\n"
        "worker = BlenderWorker()\n"
        "worker.start()\n"
        "while worker.pid is None: time.sleep(0.01)\n"
        "print(worker.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=root
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert psutil.pid_exists(child)
        parent.kill()
    wait_for(
        lambda: (
            not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE
        ),
        30,
    )


def test_closing_ends_the_child(tmp_path: Path) -> None:
    own = BlenderWorker()
    own.start()
    wait_for(lambda: own.pid is not None)
    pid = own.pid
    assert pid is not None
    own.close()
    wait_for(lambda: not psutil.pid_exists(pid), 10)
    with pytest.raises(WorkerError, match="closing"):
        own.export(WALK, glb=tmp_path / "a.glb")


def test_bad_input_is_said_at_once_and_does_not_cost_the_child(
    worker: BlenderWorker, tmp_path: Path
) -> None:
    worker.export(WALK[:2], glb=tmp_path / "warm.glb")
    pid = worker.pid
    with pytest.raises(BadInput, match="dragon"):
        worker.export(WALK, avatar="dragon", glb=tmp_path / "a.glb")
    with pytest.raises(BadInput):
        worker.export(np.zeros((4, 21, 3)), glb=tmp_path / "a.glb")
    assert worker.pid == pid
    assert not (tmp_path / "a.glb").exists()


def test_a_folder_that_is_not_there_is_a_storage_error(
    worker: BlenderWorker, tmp_path: Path
) -> None:
    pid = worker.pid
    with pytest.raises(StorageError):
        worker.export(WALK, glb=tmp_path / "nowhere" / "a.glb")
    assert worker.pid == pid or pid is None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_a_storage_error_and_leaves_nothing(
    worker: BlenderWorker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = worker._run

    def onto_a_full_disk(job: dict[str, object], payload: bytes) -> dict[str, object]:
        return real({**job, "glb": "/dev/full"}, payload)

    monkeypatch.setattr(worker, "_run", onto_a_full_disk)
    with pytest.raises(StorageError, match="space"):
        worker.export(WALK, glb=tmp_path / "a.glb")
    assert list(tmp_path.iterdir()) == []
