"""Start, restart, crash, port, log: what happens to a server over its life."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path

import psutil
import pytest

from tests.runtime.server.running import Running

SECRET = "zebra patient limps on the left"


def test_the_library_survives_a_restart_and_a_power_cut(toy_model: Path, tmp_path: Path) -> None:
    with Running(toy_model, tmp_path) as first:
        made = first.generate(seconds=2)[0]
        cut = first.generate(seconds=2)[0]
        first.kill()
    with Running(toy_model, tmp_path) as second:
        listed = second.client.get("/motions").json()["motions"]
        assert [m["id"] for m in listed] == [cut["id"], made["id"]]
        for motion in listed:
            assert second.client.get(motion["links"]["npy"]).status_code == 200
            answer = second.client.get("/download_fbx", params={"id": motion["id"]})
            assert answer.content.startswith(b"Kaydara FBX Binary")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_a_killed_blender_process_costs_only_time(toy_model: Path, tmp_path: Path) -> None:
    with Running(toy_model, tmp_path) as server:
        blender = server.wait_for_blender()
        answers = []

        def download(motion_id: str) -> None:
            answers.append(server.client.get("/download_fbx", params={"id": motion_id}))

        made = server.generate(seconds=9)[0]
        waiting = threading.Thread(target=download, args=(made["id"],))
        waiting.start()
        os.kill(blender.pid, signal.SIGKILL)
        waiting.join(90)
        assert answers[0].status_code == 200
        assert answers[0].content.startswith(b"Kaydara FBX Binary")
        assert server.client.get("/health").json()["status"] == "ok"
        again = server.generate(seconds=2)[0]
        assert server.client.get(again["links"]["glb"]).content[:4] == b"glTF"


def test_ctrl_c_ends_everything(toy_model: Path, tmp_path: Path) -> None:
    server = Running(toy_model, tmp_path)
    blender = server.wait_for_blender()
    begin = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - begin < 10
    psutil.wait_procs([blender], timeout=5)
    assert not blender.is_running() or blender.status() == psutil.STATUS_ZOMBIE
    assert "Gaitbox has ended." in server.lines


def test_a_killed_server_takes_blender_along(toy_model: Path, tmp_path: Path) -> None:
    server = Running(toy_model, tmp_path)
    blender = server.wait_for_blender()
    server.kill()
    psutil.wait_procs([blender], timeout=15)
    assert not blender.is_running() or blender.status() == psutil.STATUS_ZOMBIE


def test_a_taken_port_is_said_and_the_next_one_used(toy_model: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with Running(toy_model, tmp_path, "--port", str(port)) as server:
            assert any(f"Port {port} is taken" in line for line in server.lines)
            assert not server.url.endswith(f":{port}/")
            assert server.client.get("/health").status_code == 200


def test_no_prompt_is_in_any_log(toy_model: Path, tmp_path: Path) -> None:
    with Running(toy_model, tmp_path) as server:
        server.generate(SECRET, seconds=2)
        server.client.post("/gen_text2motion", json={"prompt": SECRET, "seconds": 99})
        server.client.post("/gen_text2motion", json={"prompt": SECRET, "avatar": SECRET})
        server.client.get("/motions", params={"limit": SECRET})
        server.stop()
    assert not [line for line in server.lines if "zebra" in line]
    for log in (tmp_path / "logs").iterdir():
        assert "zebra" not in log.read_text("utf-8")


def test_a_full_disk_is_said_and_the_server_stays(toy_model: Path, small_disk: Path) -> None:
    with Running(toy_model, small_disk) as server:
        body = {"prompt": "a man walks", "samples": 8, "seconds": 9}
        answer = server.client.post("/gen_text2motion", json=body)
        assert answer.status_code == 507
        assert "no room" in answer.json()["detail"]
        assert server.client.get("/motions").json()["motions"] == []
        made = server.generate(seconds=2)[0]
        answer = server.client.get("/download_fbx", params={"id": made["id"]})
        assert answer.status_code == 507 and "no room" in answer.json()["detail"]
        assert server.client.get("/health").json()["status"] == "ok"


def test_it_answers_while_the_model_is_still_loading(toy_model: Path, tmp_path: Path) -> None:
    with Running(toy_model, tmp_path) as server:
        assert server.client.get("/health").json()["status"] == "ok"
        assert server.generate(seconds=2)


def test_it_serves_without_any_network(toy_model: Path, tmp_path: Path) -> None:
    """The server and its client inside a network of their own that has only loopback."""
    if os.name == "nt" or subprocess.run(["unshare", "-n", "true"]).returncode != 0:
        pytest.skip("networks cannot be cut off here")
    script = (
        "import sys; from pathlib import Path\n"
        "from tests.runtime.server.running import Running\n"
        "with Running(Path(sys.argv[1]), Path(sys.argv[2])) as server:\n"
        "    made = server.generate(seconds=2)[0]\n"
        "    fbx = server.client.get('/download_fbx', params={'id': made['id']})\n"
        "    assert fbx.content.startswith(b'Kaydara FBX Binary')\n"
    )
    import sys

    from tests.runtime.server.running import ROOT

    inside = 'ip link set lo up && exec "$@"'
    command = ["unshare", "-n", "sh", "-c", inside, "sh", sys.executable, "-c", script]
    done = subprocess.run(
        [*command, str(toy_model), str(tmp_path)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
