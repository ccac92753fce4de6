"""A double-click: its first line, its table, its page, its second time, its end."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from runtime.browser import health
from tests.runtime.launch.starting import (
    FROM_SOURCE,
    ROOT,
    Launched,
    address_file,
    make_browser,
    opened,
    wait_until,
)
from tests.spoken import gone

ROWS = ("model", "processor", "Blender", "disk", "port", "network")
ROW = re.compile(r"  (\w+) +(ok|warning|FAILED) +(\S.*)")


def rows(text: str) -> dict[str, tuple[str, str]]:
    found = [ROW.fullmatch(line) for line in text.splitlines()]
    return {match[1]: (match[2], match[3]) for match in found if match}


def options(model: Path) -> tuple[str, ...]:
    return ("--model", str(model), "--port", "0")


def test_the_first_line_comes_before_anything_heavy_is_imported(tmp_path: Path) -> None:
    """What takes the time is imported after it; seconds on a busy machine would prove nothing."""
    script = (
        "import sys\n"
        "import runtime.command_launch as launch\n"
        "def say(line):\n"
        "    heavy = {'numpy', 'onnxruntime', 'fastapi', 'uvicorn', 'psutil'} & set(sys.modules)\n"
        "    print(line, sorted(heavy)); sys.exit(9)\n"
        "launch.say = say\n"
        "from runtime.cli import main\n"
        "main(['launch'])\n"
    )
    environment = {**os.environ, "GAITBOX_HOME": str(tmp_path)}
    done = subprocess.run(
        [FROM_SOURCE[0], "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 9, done.stderr
    assert re.fullmatch(r"Gaitbox \S+ is starting\. \[\]\n", done.stdout)


def test_it_checks_itself_and_opens_the_page_once_it_answers(
    toy_model: Path, tmp_path: Path
) -> None:
    browser = make_browser(tmp_path)
    with Launched(tmp_path / "home", *options(toy_model), browser=browser) as launched:
        launched.wait_for("Closing this window ends Gaitbox.")
        assert launched.spoken.lines[0].endswith("is starting.")
        found = rows(launched.text)
        assert set(found) == set(ROWS)
        assert [name for name, (state, _) in found.items() if state == "FAILED"] == []
        assert "all 7 files have the right SHA-256" in found["model"][1]
        assert "The model runs on the " in found["processor"][1]
        assert "one frame as FBX and GLB" in found["Blender"][1]
        assert found["port"][1].startswith(launched.url.split(":")[2].strip("/"))
        assert opened(browser) == [[launched.url, "200"]]
        log = (tmp_path / "home" / "logs" / "server.log").read_text("utf-8")
        assert "self-check: Blender: ok" in log


def test_a_second_launch_shows_the_first(toy_model: Path, tmp_path: Path) -> None:
    browser, home = make_browser(tmp_path), tmp_path / "home"
    with Launched(home, *options(toy_model)) as first:
        url = first.url
        with Launched(home, *options(toy_model), browser=browser) as second:
            assert second.wait() == 0
            assert second.spoken.lines == [
                f"Gaitbox is running already; its page was opened: {url}"
            ]
        assert opened(browser) == [[url, "200"]]
        assert first.process.poll() is None
        assert first.end(signal.SIGINT) == 0
    assert not (home / "running.json").exists()
    with Launched(home, *options(toy_model)) as third:
        assert third.url


def test_of_many_that_start_at_once_one_runs(toy_model: Path, tmp_path: Path) -> None:
    many = [Launched(tmp_path, *options(toy_model)) for _ in range(4)]
    try:
        with ThreadPoolExecutor() as pool:
            pool.map(lambda each: each.wait_for("Gaitbox is r"), many)
        serving = [each for each in many if "is ready" in each.text]
        assert len(serving) == 1, [each.text for each in many]
        for each in many:
            if each is not serving[0]:
                assert each.wait() == 0
                assert f"running already; its page is: {serving[0].url}" in each.text
    finally:
        for each in many:
            each.__exit__(None, None, None)


def test_what_a_crashed_one_left_is_no_obstacle(toy_model: Path, tmp_path: Path) -> None:
    with Launched(tmp_path, *options(toy_model)) as crashed:
        left = address_file(tmp_path)
        crashed.end(signal.SIGKILL)
    assert address_file(tmp_path) == left and (tmp_path / "running.lock").exists()
    with Launched(tmp_path, *options(toy_model)) as again:
        assert again.url
        assert address_file(tmp_path)["process"] == again.process.pid


def test_another_program_at_the_noted_address_is_not_taken_for_it(
    toy_model: Path, tmp_path: Path
) -> None:
    """The lock is held, but the address leads to a Gaitbox of another folder."""
    from runtime.instance import Instance

    other, mine = tmp_path / "other", tmp_path / "mine"
    with Launched(other, *options(toy_model)) as stranger:
        holder = Instance(mine)
        assert holder.claim() is None
        record = {"url": stranger.url, "number": "0" * 16, "process": 1}
        (mine / "running.json").write_text(json.dumps(record))
        try:
            with pytest.raises(Exception, match="does not answer"):
                Instance(mine).claim(patience=1.0)
        finally:
            holder.end()
        found = address_file(other)
        assert Instance(other).claim(patience=10.0).url == found["url"]


def test_a_taken_port_is_named_with_its_program(toy_model: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with Launched(tmp_path, "--model", str(toy_model), "--port", str(port)) as launched:
            line = launched.wait_for("is taken by")
            assert re.fullmatch(
                rf"Port {port} is taken by \S+ \(process {os.getpid()}\), so Gaitbox takes \d+\.",
                line,
            )
            assert launched.url != f"http://127.0.0.1:{port}/"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM", "SIGINT"])
def test_closing_ends_every_child(toy_model: Path, tmp_path: Path, name: str) -> None:
    with Launched(tmp_path, *options(toy_model)) as launched:
        client = launched.ready()
        made = client.post("/gen_text2motion", json={"prompt": "a man limps", "seconds": 2})
        launched.wait_for("Blender")
        children = launched.children()
        assert children
        launched.end(getattr(signal, name))
        assert gone(children)
        assert "Gaitbox has ended." in launched.text
        assert "FAILED" not in launched.text and "Traceback" not in launched.text
    left = {path.name for path in (tmp_path / "library").iterdir()}
    assert left == {"library.sqlite3", "motions"}, "the table was closed"
    assert list((tmp_path / "cache" / "tmp").iterdir()) == []
    (motion,) = made.json()["motions"]
    assert (tmp_path / "library" / "motions" / motion["id"] / "motion.npy").is_file()


def test_it_goes_on_when_its_window_takes_no_more_lines(toy_model: Path, tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    process = subprocess.Popen(
        [*FROM_SOURCE, "launch", "--no-browser", *options(toy_model)],
        cwd=ROOT,
        env={**os.environ, "GAITBOX_HOME": str(tmp_path)},
        stdout=write,
        stderr=write,
    )
    os.close(write)
    try:
        wait_until(lambda: (tmp_path / "running.json").exists())
        assert health(str(address_file(tmp_path)["url"])) is not None
    finally:
        process.terminate()
        process.wait(30)


def test_a_model_that_was_changed_is_said(broken_model: Path, tmp_path: Path) -> None:
    with Launched(tmp_path, "--model", str(broken_model)) as launched:
        assert launched.wait() == 2
        assert "decoder.onnx is not the one its manifest names" in launched.text
        assert "Install the model again" in launched.text
    assert not (tmp_path / "running.json").exists()
