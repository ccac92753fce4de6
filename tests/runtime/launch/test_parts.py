"""The parts of a launch by themselves: locks, processors, ports, windows, the browser."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import psutil
import pytest

from retarget.errors import GaitboxError
from runtime import browser, gpu, port_holder
from runtime.file_lock import FileLock, is_free
from runtime.finding import FAILED, OK, WARNING, Finding, examined
from runtime.instance import Instance
from runtime.self_check import NAMES, SelfCheck, network, problems, row
from runtime.server import run
from runtime.server.closing import CLOSE_EVENT, LOGOFF_EVENT, stopping, window_handler
from tests.runtime.launch.starting import ROOT

HOLD = (
    "import sys, time\n"
    "from pathlib import Path\n"
    "from runtime.file_lock import FileLock\n"
    "lock = FileLock(Path(sys.argv[1]))\n"
    "assert lock.take()\n"
    "print('held', flush=True)\n"
    "time.sleep(60)\n"
)


def test_a_lock_is_given_back_by_the_dead(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None and holder.stdout.readline() == "held\n"
    lock = FileLock(path)
    assert not lock.take() and not lock.held and not is_free(path)
    holder.kill()
    holder.wait()
    assert is_free(path) and lock.take() and lock.take() and lock.held
    assert not FileLock(path).take()
    lock.give_back()
    assert is_free(path)


def test_a_folder_that_cannot_be_written_to_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    instance = Instance(tmp_path / "file" / "home")
    assert instance.claim() is None
    instance.announce("http://127.0.0.1:1/")
    instance.end()


@pytest.mark.parametrize("left", ["", "{", "[]", '{"url": 7}', '{"url": "x", "number": "y"}'])
def test_a_damaged_address_file_is_waited_out(tmp_path: Path, left: str) -> None:
    holder = Instance(tmp_path)
    assert holder.claim() is None
    (tmp_path / "running.json").write_text(left)
    waited = []
    with pytest.raises(GaitboxError, match="does not answer"):
        Instance(tmp_path).claim(patience=0.3, waits=lambda: waited.append(1))
    assert waited == [1]
    holder.end()


class Driver:
    """NVIDIA's driver as far as it is asked."""

    def __init__(self, error: int = 0) -> None:
        self._error = error

    def cuInit(self, flags: int) -> int:  # noqa: N802
        return self._error

    def cuDeviceGet(self, device: Any, number: int) -> int:  # noqa: N802
        return 0

    def cuDeviceGetName(self, name: Any, size: int, device: Any) -> int:  # noqa: N802
        ctypes.memmove(name, b"Test GPU 9000\0", 14)
        return 0


@pytest.mark.parametrize(
    ("driver", "build", "words"),
    [
        (None, True, "this computer has no NVIDIA driver"),
        (Driver(100), True, "finds no GPU"),
        (Driver(803), True, "does not work (error 803)"),
        (Driver(), False, "has no CUDA in it; the GPU pack brings it"),
        (Driver(), True, "do not load; the GPU pack brings them"),
    ],
)
def test_it_is_said_why_there_is_no_gpu(
    driver: Driver | None, build: bool, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gpu, "_driver", lambda: driver)
    monkeypatch.setattr(gpu, "_has_cuda_build", lambda: build)
    sentence = gpu.provider_sentence("CPUExecutionProvider")
    assert sentence.startswith("The model runs on the CPU: ") and words in sentence
    assert sentence.endswith(".") and sentence.count(".") == 1


def test_a_gpu_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpu, "_driver", Driver)
    assert gpu.provider_sentence(gpu.CUDA) == "The model runs on the GPU (Test GPU 9000)."


def test_the_holder_of_a_port_is_found() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert port_holder.taken_by(port) == f"Port {port} is taken"
        taken.listen()
        name = psutil.Process().name()
        expected = f"Port {port} is taken by {name} (process {os.getpid()})"
        assert port_holder.taken_by(port) == expected


def test_where_ports_may_not_be_looked_up_their_number_is_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(kind: str) -> None:
        raise psutil.AccessDenied

    monkeypatch.setattr(psutil, "net_connections", refuse)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"(process {os.getpid()})" in port_holder.taken_by(port), "one's own can be seen"
        monkeypatch.setattr(psutil, "process_iter", lambda: iter(()))
        assert port_holder.taken_by(port) == f"Port {port} is taken"


def test_a_closed_window_is_waited_for() -> None:
    """Windows ends the process as soon as the handler returns."""
    stopped, done = threading.Event(), threading.Event()
    handler = window_handler(stopped.set, done)
    assert not handler(0) and not stopped.is_set(), "Ctrl-C is not ours"
    closing = threading.Thread(target=handler, args=(CLOSE_EVENT,))
    closing.start()
    assert stopped.wait(5) and closing.is_alive()
    done.set()
    closing.join(5)
    assert not closing.is_alive() and handler(LOGOFF_EVENT)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGHUP")
def test_a_hang_up_stops_and_is_given_back() -> None:
    import signal

    before = signal.getsignal(signal.SIGHUP)
    stopped = threading.Event()
    with stopping(stopped.set):
        signal.raise_signal(signal.SIGHUP)
        assert stopped.is_set()
    assert signal.getsignal(signal.SIGHUP) == before


def test_the_browser_gets_the_environment_from_before_the_bundle() -> None:
    changed = {"LD_LIBRARY_PATH": "/bundle", "LD_LIBRARY_PATH_ORIG": "/mine", "A": "b"}
    assert browser.outside(changed) == {"LD_LIBRARY_PATH": "/mine", "A": "b"}
    assert browser.outside({"LD_LIBRARY_PATH": "/bundle"}) == {}


def test_without_a_display_no_browser_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for variable in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    assert not browser.open_page("http://127.0.0.1:1/")


def test_the_browser_waits_for_health(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody answers at first, then somebody who is not well, then /health."""
    answers = [None, None, {"status": "ok"}]
    shown: list[int] = []
    monkeypatch.setattr(browser, "health", lambda url: answers.pop(0))
    monkeypatch.setattr(run, "open_page", lambda url: shown.append(len(answers)))
    run._show("http://127.0.0.1:1/")
    assert shown == [0]
    monkeypatch.setattr(browser, "health", lambda url: None)
    monkeypatch.setattr(run, "HEALTH_S", 0.2)
    run._show("http://127.0.0.1:1/")
    assert shown == [0], "a server that never answers is shown to nobody"


def test_nothing_else_is_taken_for_health() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        other.close()
        assert browser.health(f"http://127.0.0.1:{port}/") is None


def test_a_check_that_falls_over_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> tuple[str, str]:
        raise OSError("no such luck")

    assert examined("disk", broken) == Finding("disk", FAILED, "OSError: no such luck")


def test_rows_come_as_soon_as_they_are_known() -> None:
    """The model is still loading, Blender hangs: the quick rows are told meanwhile."""
    release, told = threading.Event(), []

    class Slow:
        model_dir = Path("nowhere")

        def engine(self, wait: float) -> None:
            release.wait(30)
            raise TimeoutError

        def export(self, *_: Any, **__: Any) -> None:
            release.wait(30)
            raise GaitboxError("Blender failed.", "Do this.")

    class Parts:
        pipeline = worker = Slow()

    checks = SelfCheck()
    making = threading.Thread(target=checks.run, args=(Parts(), 8770, told.append))
    making.start()
    quick = {"model", "disk", "port", "network"}
    deadline = threading.Event()
    for _ in range(600):
        if quick <= {finding.name for finding in told}:
            break
        deadline.wait(0.05)
    assert {finding.name for finding in told} == quick
    release.set()
    making.join(30)
    found = {finding.name: finding for finding in checks.findings}
    assert tuple(found) == NAMES
    assert found["model"].state == FAILED and "Install the model" in found["model"].detail
    assert found["Blender"].detail == "Blender failed. Do this."
    assert found["processor"].failed and problems(checks.findings).startswith("Not everything")
    assert len(told) == 6 and "Blender failed." in row(found["Blender"])


def test_a_check_that_was_stopped_tells_nothing() -> None:
    told: list[Finding] = []

    class Parts:
        class pipeline:  # noqa: N801
            model_dir = Path("nowhere")

            @staticmethod
            def engine(wait: float) -> None:
                raise TimeoutError

        class worker:  # noqa: N801
            @staticmethod
            def export(*_: Any, **__: Any) -> None:
                raise GaitboxError("Gaitbox is closing.")

    checks = SelfCheck()
    checks.stop()
    assert checks.run(Parts(), None, told.append) == [] == told  # type: ignore[arg-type]


def test_the_last_line_says_how_it_is() -> None:
    assert problems([Finding("disk", OK, "")]) == "Everything works."
    assert "see the warnings" in problems([Finding("network", WARNING, "")])
    bad = [Finding("Blender", FAILED, ""), Finding("disk", OK, "")]
    assert problems(bad).startswith("Not everything works: Blender.")


def test_without_a_network_only_headsets_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runtime.network.interfaces", lambda: [])
    state, words = network()
    assert state == WARNING and "everything else works" in words
