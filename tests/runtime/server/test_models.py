"""One server, several models: a request names the one that makes its motion."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.runtime.server.running import Running

ASKED = {"prompt": "a man limps", "seed": 4, "seconds": 2}


@pytest.fixture(scope="module")
def several(
    toy_model: Path, second_model: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """A server of the toy model, with another one installed and two that cannot be used."""
    home = tmp_path_factory.mktemp("several")
    shutil.copytree(second_model, home / "models" / "second")
    cracked = Path(shutil.copytree(second_model, home / "models" / "cracked"))
    (cracked / "masked.onnx").write_bytes(b"not a graph")
    (home / "models" / "broken").mkdir()
    (home / "models" / "broken" / "manifest.json").write_text("{")
    with Running(toy_model, home) as running:
        yield running


def listed(server: Running) -> dict[str, dict[str, Any]]:
    return {model["name"]: model for model in server.client.get("/models").json()["models"]}


def refused(server: Running, model: object, prefer: str = "") -> httpx.Response:
    before = server.client.get("/motions").json()["total"]
    answer = server.client.post(
        "/gen_text2motion", json={**ASKED, "model": model}, headers={"Prefer": prefer}
    )
    assert server.client.get("/motions").json()["total"] == before
    assert server.client.get("/health").json()["status"] == "ok"
    return answer


def test_two_requests_for_a_model_that_is_not_loaded_yet_both_get_it(several: Running) -> None:
    assert not listed(several)["second"]["loaded"]
    made: list[dict[str, Any]] = []

    def ask() -> None:
        with httpx.Client(base_url=several.url, timeout=90) as own:
            answer = own.post("/gen_text2motion", json={**ASKED, "model": "second"})
            made.extend(answer.json()["motions"])

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(90)
    assert [motion["model_version"] for motion in made] == ["0.1", "0.1"]
    assert listed(several)["second"]["loaded"]


def test_the_named_model_makes_the_motion(several: Running) -> None:
    (first,) = several.generate(**ASKED)
    (named,) = several.generate(**ASKED, model="served")
    (second,) = several.generate(**ASKED, model="second")
    assert (first["model_version"], first["model_name"]) == ("0.0", None)
    assert (second["model_version"], second["model_name"]) == ("0.1", "second")
    same, again, other = (
        several.client.get(motion["links"]["npy"]).content for motion in (first, named, second)
    )
    assert same == again != other
    kept = several.client.get(second["links"]["json"]).json()
    assert kept["model_name"] == "second" and kept["model_version"] == "0.1"


def test_the_models_are_listed_with_their_problems(several: Running) -> None:
    answer = several.client.get("/models").json()
    models = listed(several)
    assert list(models) == ["served", "default", "broken", "cracked", "second"]
    assert answer["default"] == "served"
    assert [name for name, model in models.items() if model["default"]] == ["served"]
    assert models["default"]["id"] == "gaitbox-default"
    second = models["second"]
    assert (second["id"], second["version"], second["licence"]) == ("gaitbox-toy", "0.1", "MIT")
    assert second["limits"] == several.client.get("/about").json()["model"]["limits"]
    assert second["problem"] is None
    assert "cannot be read" in models["broken"]["problem"] and models["broken"]["limits"] is None
    assert str(several.home) not in several.client.get("/models").text


def test_about_and_health_stay_about_the_served_model(several: Running) -> None:
    several.generate(**ASKED, model="second")
    assert several.client.get("/about").json()["model"]["version"] == "0.0"
    assert several.client.get("/health").json()["ready"]


@pytest.mark.parametrize("prefer", ["", "respond-async"])
def test_an_unknown_name_is_refused_with_the_names_there_are(several: Running, prefer: str) -> None:
    answer = refused(several, "thrid", prefer)
    assert answer.status_code == 422
    assert answer.json()["detail"] == 'There is no model "thrid".'
    assert "served, default, broken, cracked, second" in answer.json()["remedy"]


@pytest.mark.parametrize("path", ["{}", "../models/second", "./second", "", 7])
def test_a_path_is_refused(several: Running, path: object, toy_model: Path) -> None:
    answer = refused(several, str(toy_model) if path == "{}" else path)
    assert answer.status_code == 422 and "not by a path" in answer.json()["detail"]


def test_a_wish_is_compared_with_the_named_model(several: Running) -> None:
    answer = several.client.post(
        "/gen_text2motion", json={**ASKED, "model": "second", "seconds": 900}
    )
    assert answer.status_code == 422 and "seconds" in answer.json()["detail"]


def test_a_broken_model_costs_its_own_request_only(several: Running) -> None:
    answer = refused(several, "broken")
    assert answer.status_code == 503 and "broken" in answer.json()["detail"]
    answer = refused(several, "cracked")
    assert answer.status_code == 503 and "masked.onnx" in answer.json()["detail"]
    assert several.generate(**ASKED, model="second") and several.generate(**ASKED)


def test_loading_is_told(second_model: Path, toy_model: Path, tmp_path: Path) -> None:
    shutil.copytree(second_model, tmp_path / "models" / "second")
    with Running(toy_model, tmp_path) as server:
        server.generate(**ASKED)
        before, job = (
            server.client.post(
                "/gen_text2motion", json={**ASKED, **own}, headers={"Prefer": "respond-async"}
            ).json()
            for own in ({"samples": 8}, {"model": "second"})
        )
        told = server.client.get(job["links"]["events"]).text
        assert '"loading"' in told and "Loading the model" in told
        assert '"loading"' not in server.client.get(before["links"]["events"]).text


def test_a_model_served_by_name_is_the_one_for_requests_without(
    second_model: Path, tmp_path: Path
) -> None:
    shutil.copytree(second_model, tmp_path / "models" / "second")
    with Running("second", tmp_path) as server:
        (made,) = server.generate(**ASKED)
        assert (made["model_version"], made["model_name"]) == ("0.1", "second")
        assert list(listed(server)) == ["second", "default"]
        assert server.client.get("/models").json()["default"] == "second"
