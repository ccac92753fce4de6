"""``POST /edit_motion``, over a real socket."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest

from tests.runtime.server.running import Running
from tests.runtime.server.test_motions import listen

PROMPT = "a man limps because of pain in his right leg"
UNKNOWN = "0123456789ab"


@pytest.fixture(scope="module")
def source(server: Running) -> dict[str, Any]:
    return server.generate("an old man walks", seed=3, seconds=6)[0]


def edit(client: httpx.Client, source: dict[str, Any], **values: Any) -> httpx.Response:
    body = {"motion": source["id"], "from": 3, "to": 5, "prompt": PROMPT, "seed": 4}
    return client.post("/edit_motion", json={**body, **values})


def joints(client: httpx.Client, motion: dict[str, Any]) -> np.ndarray:
    return np.asarray(np.load(io.BytesIO(client.get(motion["links"]["npy"]).content)))


def test_a_changed_motion_is_a_new_one_of_the_library(
    client: httpx.Client, source: dict[str, Any]
) -> None:
    answer = edit(client, source)
    assert answer.status_code == 200, answer.text
    (made,) = answer.json()["motions"]
    assert made["id"] != source["id"] and made["seconds"] == 6 and made["prompt"] == PROMPT
    assert made["edit"] == {
        "source": source["id"],
        "source_prompt": "an old man walks",
        "from": 3,
        "to": 5,
        "kept_tokens": 20,
        "tokens": 30,
    }
    assert made["avatar"] == source["avatar"] == "older_adult"
    assert client.get(source["links"]["self"]).json()["edit"] is None
    before, after = joints(client, source), joints(client, made)
    assert np.linalg.norm(after[:40] - before[:40], axis=-1).max() < 1e-4
    assert np.linalg.norm(after[62:98] - before[62:98], axis=-1).max() > 0.02
    assert client.get("/motions").json()["motions"][0]["id"] == made["id"]
    assert client.get(made["links"]["glb"]).content.startswith(b"glTF")


def test_the_same_request_gives_the_same_bytes(
    client: httpx.Client, source: dict[str, Any]
) -> None:
    made = [edit(client, source, to="end").json()["motions"][0] for _ in range(2)]
    first, second = (client.get(motion["links"]["npy"]).content for motion in made)
    assert first == second


def test_a_changed_motion_can_be_changed_again(
    client: httpx.Client, source: dict[str, Any]
) -> None:
    (once,) = edit(client, source).json()["motions"]
    (twice,) = edit(client, once, **{"from": 0, "to": 1}).json()["motions"]
    assert twice["edit"]["source"] == once["id"]
    assert twice["edit"]["source_prompt"] == PROMPT


def test_respond_async_gives_a_job_with_progress(server: Running, source: dict[str, Any]) -> None:
    answer = server.client.post(
        "/edit_motion",
        json={"motion": source["id"], "from": 2, "prompt": PROMPT, "samples": 2},
        headers={"Prefer": "respond-async"},
    )
    assert answer.status_code == 202
    assert answer.headers["location"] == answer.json()["links"]["self"]
    events = listen(server, answer.json()["links"]["events"])
    fractions = [data["fraction"] for _, data in events[:-1]]
    assert fractions == sorted(fractions)
    name, data = events[-1]
    assert name == "done" and [m["sample"] for m in data["motions"]] == [0, 1]


@pytest.mark.parametrize(
    ("values", "status", "word"),
    [
        ({"motion": UNKNOWN}, 404, "no motion"),
        ({"motion": None}, 422, "which motion"),
        ({"motion": 7}, 422, "which motion"),
        ({"motion": "/etc/passwd"}, 422, "which motion"),
        ({"motion": "../../motions/motion.npy"}, 422, "which motion"),
        ({"motion": "motion.npy"}, 422, "which motion"),
        ({"from": None}, 422, "begins"),
        ({"from": "3"}, 422, "number of seconds"),
        ({"from": 5, "to": 4}, 422, "begin at 5 s and end at 4 s"),
        ({"to": 60}, 422, "the motion lasts 6 s"),
        ({"prompt": ""}, 422, "empty"),
        ({"samples": 0}, 422, "samples"),
        ({"avatar": "robot"}, 422, "robot"),
        ({"model": "none"}, 422, "no model"),
    ],
)
def test_what_cannot_be_met_is_a_problem(
    client: httpx.Client, source: dict[str, Any], values: dict[str, Any], status: int, word: str
) -> None:
    count = client.get("/motions").json()["total"]
    answer = edit(client, source, **values)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert word in answer.json()["detail"]
    assert client.get("/motions").json()["total"] == count


def test_another_model_changes_what_it_can_hold(
    toy_model: Path, second_model: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(second_model, tmp_path / "models" / "second"))
    record = json.loads((folder / "manifest.json").read_text("utf-8"))
    record["limits"]["min_frames"] = 60
    (folder / "manifest.json").write_text(json.dumps(record), "utf-8")
    with Running(toy_model, tmp_path) as server:
        long, short = (server.generate("a man walks", seconds=s)[0] for s in (4, 2))
        (made,) = edit(server.client, long, to=4, model="second").json()["motions"]
        assert made["model_version"] != long["model_version"]
        at_once = {"Prefer": "respond-async"}
        body = {"motion": short["id"], "from": 1, "prompt": PROMPT, "model": "second"}
        answer = server.client.post("/edit_motion", json=body, headers=at_once)
        assert answer.status_code == 422 and "lasts 2 s" in answer.json()["detail"]


def test_the_interface_describes_it(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()["paths"]["/edit_motion"]["post"]
    schema = described["requestBody"]["content"]["application/json"]["schema"]
    assert set(schema["required"]) == {"motion", "from", "prompt"}
    assert {"motion", "from", "to", "prompt", "seed", "model"} <= set(schema["properties"])
    assert not {"seconds", "loop"} & set(schema["properties"])
    assert set(schema["example"]) <= set(schema["properties"])
