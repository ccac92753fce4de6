"""The HTTP contract, over a real socket."""

from __future__ import annotations

import csv
import io
import json
import threading
from typing import Any

import httpx
import numpy as np
import pytest

from tests.runtime.server.running import Running

PROMPT = "a man limps because of pain in his right leg"
EVERY_FILE = ("npy", "features", "bvh", "fbx", "glb", "json", "csv")


@pytest.fixture(scope="module")
def motion(server: Running) -> dict[str, Any]:
    return server.generate(PROMPT, seed=3, seconds=4)[0]


def test_the_answer_holds_the_motion(motion: dict[str, Any]) -> None:
    for key in ("id", "prompt", "created", "seconds", "seed", "intent", "measured", "checks"):
        assert key in motion, key
    assert motion["seconds"] == 4 and motion["seed"] == 3
    assert motion["intent"]["side"] == "right"
    assert isinstance(motion["impaired_regions"], list)
    assert set(motion["links"]) >= {"self", *EVERY_FILE}
    assert motion["files"]["npy"] == "ready"
    assert motion["files"]["fbx"] in ("making", "ready")


@pytest.mark.parametrize("kind", EVERY_FILE)
def test_every_link_leads_to_its_file(
    client: httpx.Client, motion: dict[str, Any], kind: str
) -> None:
    answer = client.get(motion["links"][kind])
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    data = answer.content
    if kind == "npy":
        assert np.load(io.BytesIO(data)).shape == (80, 22, 3)
    elif kind == "features":
        assert np.load(io.BytesIO(data)).shape == (79, 263)
    elif kind == "bvh":
        assert data.startswith(b"HIERARCHY")
    elif kind == "fbx":
        assert data.startswith(b"Kaydara FBX Binary")
    elif kind == "glb":
        assert data.startswith(b"glTF") and answer.headers["content-type"] == "model/gltf-binary"
    elif kind == "json":
        assert json.loads(data)["prompt"] == PROMPT
    else:
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        assert [row["name"] for row in rows] == [m["name"] for m in motion["measured"]]


def test_a_loop_is_asked_for_by_name(server: Running) -> None:
    made = server.generate("a person walks", seed=2, seconds=6, loop=True)[0]
    # The model of the tests has random weights: where it shows no stride, the motion says so.
    assert made["loop"] or any("It is no loop" in note for note in made["assumptions"])
    assert (made["seconds"] < 6) is made["loop"]
    answer = server.client.post("/gen_text2motion", json={"prompt": "a walk", "loop": "yes"})
    assert answer.status_code == 422 and "loops" in answer.text


def test_a_table_of_csv_is_chosen_by_its_name(client: httpx.Client, motion: dict[str, Any]) -> None:
    checks = client.get(motion["links"]["csv"], params={"table": "checks"})
    assert checks.headers["content-type"].startswith("text/csv")
    assert f"{motion['id']}-checks.csv" in checks.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(checks.text, newline="")))
    assert [row["name"] for row in rows] == [check["name"] for check in motion["checks"]]
    assert [row["met"] == "yes" for row in rows] == [check["met"] for check in motion["checks"]]

    curves = client.get(motion["links"]["csv"], params={"table": "curves"})
    joints = motion["curves"]["joints"]
    rows = list(csv.DictReader(io.StringIO(curves.text, newline="")))
    assert len(rows) == len(joints) * len(motion["curves"]["percent"])
    assert float(rows[0]["left_mean"]) == joints[0]["left"]["mean"][0]

    wrong = client.get(motion["links"]["csv"], params={"table": "bones"})
    assert wrong.status_code == 422 and "measures, checks, curves" in wrong.json()["remedy"]


def test_a_list_leaves_the_curves_out(client: httpx.Client, motion: dict[str, Any]) -> None:
    listed = client.get("/motions", params={"limit": 1000}).json()["motions"]
    (own,) = (one for one in listed if one["id"] == motion["id"])
    assert "curves" not in own and own["measured"] == motion["measured"]
    assert "curves" in client.get(motion["links"]["self"]).json()


def test_download_fbx_waits_for_the_file(server: Running) -> None:
    made = server.generate("a woman walks", seconds=3)[0]
    answer = server.client.get("/download_fbx", params={"id": made["id"]})
    assert answer.status_code == 200
    assert answer.content.startswith(b"Kaydara FBX Binary")
    again = server.client.get(made["links"]["self"]).json()
    assert again["files"] == dict.fromkeys(EVERY_FILE, "ready")


def test_the_same_request_gives_the_same_bytes(server: Running, motion: dict[str, Any]) -> None:
    again = server.generate(PROMPT, seed=3, seconds=4)[0]
    assert again["id"] != motion["id"]
    first, second = (server.client.get(m["links"]["npy"]).content for m in (motion, again))
    assert first == second


def test_the_library_lists_the_newest_first(server: Running) -> None:
    made = [server.generate("crouch gait", seconds=2)[0]["id"] for _ in range(2)]
    listed = server.client.get("/motions").json()["motions"]
    assert [m["id"] for m in listed[:2]] == made[::-1]
    (newest,) = server.client.get("/motions", params={"limit": 1}).json()["motions"]
    assert newest["id"] == listed[0]["id"]  # its files may have been made meanwhile


def test_a_deleted_motion_is_gone(server: Running) -> None:
    made = server.generate("steppage gait", seconds=2)[0]
    address = made["links"]["self"]
    assert server.client.delete(address).status_code == 204
    assert server.client.get(address).status_code == 404
    assert server.client.delete(address).status_code == 404
    assert made["id"] not in [m["id"] for m in server.client.get("/motions").json()["motions"]]


def test_samples_are_several_motions(server: Running) -> None:
    made = server.generate(PROMPT, samples=3, seconds=2, avatar={"age": 0.9})
    assert len({m["id"] for m in made}) == 3
    assert {m["avatar"] for m in made} == {"custom"}
    assert [m["sample"] for m in made] == [0, 1, 2]


def test_two_requests_at_once_both_finish(server: Running) -> None:
    answers: dict[int, list[dict[str, Any]]] = {}

    def ask(seed: int) -> None:
        with httpx.Client(base_url=server.url, timeout=90) as own:
            body = {"prompt": PROMPT, "seed": seed, "seconds": 3}
            answers[seed] = own.post("/gen_text2motion", json=body).json()["motions"]

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in (11, 12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(90)
    assert {answers[seed][0]["seed"] for seed in (11, 12)} == {11, 12}


def test_respond_async_gives_a_job_with_events(server: Running) -> None:
    answer = server.client.post(
        "/gen_text2motion",
        json={"prompt": PROMPT, "seconds": 3},
        headers={"Prefer": "wait=5, respond-async"},
    )
    assert answer.status_code == 202
    job = answer.json()
    assert answer.headers["location"] == job["links"]["self"] == f"/jobs/{job['id']}"
    events = listen(server, job["links"]["events"])
    assert [name for name, _ in events[:-1]] == ["progress"] * (len(events) - 1)
    fractions = [data["fraction"] for _, data in events[:-1]]
    assert fractions == sorted(fractions)
    assert set(events[0][1]) == {"stage", "fraction", "eta_seconds", "message"}
    name, data = events[-1]
    assert name == "done" and data["motions"][0]["prompt"] == PROMPT
    state = server.client.get(job["links"]["self"]).json()
    assert state["state"] == "done" and state["motions"] == data["motions"] or state["motions"]
    assert listen(server, job["links"]["events"])[-1][0] == "done"


def test_a_cancelled_job_says_so(server: Running) -> None:
    jobs = [
        server.client.post(
            "/gen_text2motion",
            json={"prompt": PROMPT, "samples": 8},
            headers={"Prefer": "respond-async"},
        ).json()
        for _ in range(3)
    ]
    assert server.client.delete(jobs[-1]["links"]["self"]).status_code == 202
    name, data = listen(server, jobs[-1]["links"]["events"])[-1]
    assert name == "failed" and data["status"] == 409 and "cancelled" in data["detail"]
    assert listen(server, jobs[0]["links"]["events"])[-1][0] == "done"
    assert listen(server, jobs[1]["links"]["events"])[-1][0] == "done"


def listen(server: Running, address: str) -> list[tuple[str, dict[str, Any]]]:
    """Every event of a job until the stream ends."""
    events: list[tuple[str, dict[str, Any]]] = []
    name = ""
    with server.client.stream("GET", address) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        for line in stream.iter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                events.append((name, json.loads(line.removeprefix("data: "))))
    return events
