"""A model that comes in over the page: whole and checked, or not at all."""

from __future__ import annotations

import json
import os
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from retarget.errors import BadInput, StorageError
from runtime.model_checks import ModelChecks
from runtime.model_uploads import LARGEST_FILE, Uploads
from runtime.models import read_model
from tests.runtime.server.running import Running


@pytest.fixture(scope="module")
def own(toy_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running(toy_model, tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture
def models(own: Running) -> Iterator[Path]:
    """The models folder, empty before and after."""
    folder = own.home / "models"
    yield folder
    for path in folder.glob("*"):
        shutil.rmtree(path)


def sizes(model: Path) -> list[dict[str, Any]]:
    return [{"name": path.name, "bytes": path.stat().st_size} for path in model.iterdir()]


def begin(own: Running, model: Path, name: str = "new") -> httpx.Response:
    return own.client.post("/models/uploads", json={"name": name, "files": sizes(model)})


def put(own: Running, upload: dict[str, Any], name: str, data: bytes) -> httpx.Response:
    return own.client.put(f"{upload['links']['files']}/{name}", content=data)


def send(own: Running, model: Path, name: str = "new") -> httpx.Response:
    """All of it, until something is refused; the last answer."""
    answer = begin(own, model, name)
    if answer.is_error:
        return answer
    upload = answer.json()
    answer = put(own, upload, "manifest.json", (model / "manifest.json").read_bytes())
    if answer.is_error:
        return answer
    for file in answer.json()["waits_for"]:
        answer = put(own, upload, file, (model / file).read_bytes())
        if answer.is_error:
            return answer
    return own.client.post(upload["links"]["finish"])


def changed(model: Path, folder: Path) -> Path:
    return Path(shutil.copytree(model, folder / "changed"))


def listed(own: Running) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in own.client.get("/models").json()["models"]}


def until_checked(own: Running, name: str) -> dict[str, Any]:
    deadline = time.monotonic() + 30
    while listed(own)[name]["checked"] is None:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return listed(own)[name]


def test_a_whole_model_makes_motions_at_once(
    own: Running, models: Path, second_model: Path
) -> None:
    answer = send(own, second_model)
    assert answer.status_code == 201, answer.text
    assert answer.json()["version"] == "0.1"
    assert [path.name for path in models.iterdir()] == ["new"]
    for file in second_model.iterdir():
        assert (models / "new" / file.name).read_bytes() == file.read_bytes()
    assert until_checked(own, "new")["problem"] is None
    (made,) = own.generate(seconds=2, model="new")
    assert made["model_version"] == "0.1"


def test_a_changed_file_is_refused_and_nothing_stays(
    own: Running, models: Path, broken_model: Path
) -> None:
    answer = send(own, broken_model)
    assert answer.status_code == 422
    assert "decoder.onnx is not the one" in answer.json()["detail"]
    assert answer.json()["remedy"].startswith("Copy the model's folder again")
    assert list(models.iterdir()) == [] and "new" not in listed(own)


def test_a_missing_file_is_said_before_anything_large_is_sent(
    own: Running, models: Path, second_model: Path, tmp_path: Path
) -> None:
    model = changed(second_model, tmp_path)
    (model / "masked.onnx").unlink()
    answer = begin(own, model)
    answer = put(own, answer.json(), "manifest.json", (model / "manifest.json").read_bytes())
    assert answer.status_code == 422 and "masked.onnx is missing" in answer.json()["detail"]
    assert list(models.iterdir()) == []


def test_an_unfinished_one_cannot_be_installed(
    own: Running, models: Path, second_model: Path
) -> None:
    upload = begin(own, second_model).json()
    put(own, upload, "manifest.json", (second_model / "manifest.json").read_bytes())
    answer = own.client.post(upload["links"]["finish"])
    assert answer.status_code == 422 and "is missing" in answer.json()["detail"]
    assert list(models.iterdir()) == []


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".hidden", "con", "COM1.x", 7, None])
def test_a_name_that_leads_elsewhere_is_refused(
    own: Running, models: Path, second_model: Path, name: object
) -> None:
    answer = begin(own, second_model, name)  # type: ignore[arg-type]
    assert answer.status_code == 422 and "name of a model" in answer.json()["detail"]


def test_a_taken_name_is_said(own: Running, models: Path, second_model: Path) -> None:
    assert send(own, second_model).status_code == 201
    for name in ("new", "default", "served"):
        answer = begin(own, second_model, name)
        assert answer.status_code == 422 and "already" in answer.json()["detail"]


@pytest.mark.parametrize("file", ["other.onnx", "..%2F..%2Fx", "%2e%2e", "manifest.json"])
def test_a_file_that_is_not_waited_for_ends_it(
    own: Running, models: Path, second_model: Path, file: str
) -> None:
    upload = begin(own, second_model).json()
    manifest = (second_model / "manifest.json").read_bytes()
    assert put(own, upload, "manifest.json", manifest).status_code == 200
    answer = put(own, upload, file, manifest)
    assert answer.status_code in (404, 405, 413, 422)
    own.client.delete(upload["links"]["self"])
    assert list(models.iterdir()) == []
    assert not (own.home / "x").exists()


def test_a_file_longer_than_announced_is_refused_whole(
    own: Running, models: Path, second_model: Path
) -> None:
    upload = begin(own, second_model).json()
    put(own, upload, "manifest.json", (second_model / "manifest.json").read_bytes())
    data = (second_model / "decoder.onnx").read_bytes() + bytes(8 << 20)
    answer = put(own, upload, "decoder.onnx", data)
    assert answer.status_code == 422 and "larger than it should be" in answer.json()["detail"]
    assert list(models.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda m: m.update(format=99), "another version"),
        (lambda m: m["graphs"]["decoder"].update(file="../../x.onnx"), "incomplete or wrong"),
        (lambda m: m.pop("graphs"), "incomplete or wrong"),
    ],
)
def test_a_manifest_of_no_use_is_refused(
    own: Running, models: Path, second_model: Path, tmp_path: Path, change: Any, words: str
) -> None:
    model = changed(second_model, tmp_path)
    manifest = json.loads((model / "manifest.json").read_text())
    change(manifest)
    (model / "manifest.json").write_text(json.dumps(manifest))
    answer = send(own, model)
    assert answer.status_code == 422 and words in answer.json()["detail"]
    assert list(models.iterdir()) == []


def test_a_folder_that_is_no_model_is_refused(own: Running, models: Path, tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"x")
    answer = begin(own, tmp_path)
    assert answer.status_code == 422 and "no model of Gaitbox" in answer.json()["detail"]
    huge = [{"name": "manifest.json", "bytes": 9}, {"name": "a", "bytes": LARGEST_FILE + 1}]
    answer = own.client.post("/models/uploads", json={"name": "new", "files": huge})
    assert answer.status_code == 422 and "too large" in answer.json()["detail"]


def test_a_sender_that_goes_away_leaves_nothing(
    own: Running, models: Path, second_model: Path
) -> None:
    upload = begin(own, second_model).json()
    put(own, upload, "manifest.json", (second_model / "manifest.json").read_bytes())
    host, port = own.url.removeprefix("http://").strip("/").split(":")
    with socket.create_connection((host, int(port))) as line:
        path = f"{upload['links']['files']}/text.onnx"
        head = f"PUT {path} HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 2906461\r\n\r\n"
        line.sendall(head.encode() + bytes(100_000))
        time.sleep(0.3)
    deadline = time.monotonic() + 20
    while list(models.iterdir()):
        assert time.monotonic() < deadline, list(models.iterdir())
        time.sleep(0.05)


def test_who_is_refused_while_sending_still_hears_why(
    own: Running, models: Path, second_model: Path
) -> None:
    """As a browser does: it sends everything before it reads, and hears nothing if cut off."""
    upload = begin(own, second_model).json()
    host, port = own.url.removeprefix("http://").strip("/").split(":")
    size = 32 << 20
    with socket.create_connection((host, int(port)), timeout=60) as line:
        path = f"{upload['links']['files']}/text.onnx"
        head = f"PUT {path} HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: {size}\r\n\r\n"
        line.sendall(head.encode())
        for _ in range(size >> 16):
            line.sendall(bytes(1 << 16))
        answer = b""
        while b"\r\n\r\n" not in answer:
            part = line.recv(4096)
            assert part, "cut off"
            answer += part
    assert b" 422 " in answer.split(b"\r\n")[0]


def test_only_a_model_may_be_large(own: Running, second_model: Path) -> None:
    large = bytes(200_000)
    for path in ("/models/uploads", "/models/uploads/0123456789abcdef/finish", "/motions"):
        assert own.client.put(path, content=large).status_code in (405, 413)
    answer = own.client.post("/models/uploads", content=large)
    assert answer.status_code == 413
    answer = own.client.put("/models/uploads/0123456789abcdef/files/x", content=large)
    assert answer.status_code == 404


def test_another_site_cannot_send_one(own: Running, second_model: Path) -> None:
    headers = {"Origin": "https://evil.example"}
    body = {"name": "new", "files": sizes(second_model)}
    assert own.client.post("/models/uploads", json=body, headers=headers).status_code == 403


def test_a_full_disk_is_said_and_nothing_stays(
    second_model: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {path.name: path.stat().st_size for path in second_model.iterdir()}
    uploads = Uploads(lambda: small_disk)
    with pytest.raises(StorageError, match="not enough room"):
        uploads.begin("new", found)
    # The disk fills up after it was looked at.
    monkeypatch.setattr("runtime.model_uploads.ROOM_LEFT", -(1 << 40))
    upload = uploads.begin("new", found)
    manifest = uploads.receive(upload.id, "manifest.json")
    manifest.write((second_model / "manifest.json").read_bytes())
    manifest.done()
    with pytest.raises(StorageError, match="no room left"):
        receiving = uploads.receive(upload.id, "text.onnx")
        try:
            receiving.write((second_model / "text.onnx").read_bytes())
            receiving.done()
        finally:
            receiving.fail()
    assert list(small_disk.iterdir()) == []


def test_what_a_killed_server_left_is_swept_away(tmp_path: Path) -> None:
    left, young = tmp_path / ".incoming-0123456789abcdef", tmp_path / ".incoming-fedcba9876543210"
    for folder in (left, young):
        folder.mkdir()
    os.utime(left, (0, 0))
    Uploads(lambda: tmp_path).sweep()
    assert list(tmp_path.iterdir()) == [young]


def test_a_forgotten_upload_is_given_up(
    second_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploads = Uploads(lambda: tmp_path)
    upload = uploads.begin("new", {"manifest.json": 1})
    uploads.sweep()
    assert upload.folder.is_dir()
    monkeypatch.setattr("runtime.model_uploads.IDLE_S", -1.0)
    uploads.sweep()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(BadInput):
        uploads.begin("new", {})


def test_a_model_put_in_by_hand_is_found_and_checked(
    own: Running, models: Path, second_model: Path, broken_model: Path
) -> None:
    assert "hand" not in listed(own)
    shutil.copytree(second_model, models / "hand")
    shutil.copytree(broken_model, models / "cracked")
    assert until_checked(own, "hand") | {"checked": True, "problem": None} == listed(own)["hand"]
    cracked = until_checked(own, "cracked")
    assert cracked["checked"] is False and "decoder.onnx is not the one" in cracked["problem"]
    shutil.copy(second_model / "decoder.onnx", models / "cracked")
    assert own.client.get("/models").status_code == 200


def test_a_file_that_changes_is_checked_again(second_model: Path, tmp_path: Path) -> None:
    folder = changed(second_model, tmp_path)
    checks = ModelChecks()

    def known() -> Any:
        deadline = time.monotonic() + 30
        while (found := checks.of(read_model("x", folder))).whole is None:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        return found

    assert known().whole is True
    (folder / "decoder.onnx").write_bytes(b"short")
    assert known().whole is False
    shutil.copy(second_model / "decoder.onnx", folder)
    assert known().whole is True
    (folder / "decoder.onnx").unlink()
    assert "missing" in known().problem
