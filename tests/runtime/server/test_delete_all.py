"""Every case deleted at once: only when it is meant, all of them, and nothing left to read."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from retarget.errors import BadInput, StorageError
from runtime.library import Library
from runtime.result import Result
from tests.runtime.server.running import ROOT, Running

SECRET = "zebra patient limps on the left"


@pytest.fixture(scope="module")
def own(toy_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running(toy_model, tmp_path_factory.mktemp("home")) as running:
        yield running


def delete(client: httpx.Client, **body: object) -> httpx.Response:
    return client.request("DELETE", "/motions", json=body)


@pytest.mark.parametrize(
    "body",
    [
        *({}, {"delete": "all"}, {"count": 2}),
        *({"delete": "every", "count": 2}, {"delete": "all", "count": True}),
    ],
)
def test_it_has_to_be_said(own: Running, body: dict[str, object]) -> None:
    before = own.client.get("/motions").json()["total"]
    assert delete(own.client, **body).status_code == 422
    assert own.client.get("/motions").json()["total"] == before


def test_the_number_has_to_be_right(own: Running) -> None:
    own.generate(seconds=2)
    count = own.client.get("/motions").json()["total"]
    answer = delete(own.client, delete="all", count=count + 1)
    assert answer.status_code == 422
    assert f"holds {count} motions, not {count + 1}" in answer.json()["detail"]
    assert own.client.get("/motions").json()["total"] == count


def test_all_are_gone_and_none_can_be_read_anywhere(own: Running) -> None:
    made = own.generate(SECRET, seconds=2, samples=3)
    answer = own.client.post(
        "/gen_text2motion",
        json={"prompt": SECRET, "seconds": 2},
        headers={"Prefer": "respond-async"},
    ).json()
    own.client.get(answer["links"]["events"])
    for motion in made:
        own.client.get(motion["links"]["glb"])
    count = own.client.get("/motions").json()["total"]
    assert count >= 4
    assert delete(own.client, delete="all", count=count).json() == {"deleted": count}
    assert own.client.get("/motions").json() == {"motions": [], "total": 0}
    assert own.client.get(made[0]["links"]["self"]).status_code == 404
    assert own.client.get(answer["links"]["self"]).status_code == 404
    assert list((own.home / "library" / "motions").iterdir()) == []
    for path in own.home.rglob("*"):
        assert not path.is_file() or b"zebra" not in path.read_bytes(), path
    assert own.generate(seconds=2)


def test_another_site_cannot(own: Running) -> None:
    answer = own.client.request(
        "DELETE",
        "/motions",
        json={"delete": "all", "count": 0},
        headers={"Origin": "https://evil.example"},
    )
    assert answer.status_code == 403


KILLED = """
import os, shutil, sqlite3, sys
from pathlib import Path
from runtime.library import Library
library = Library(Path(sys.argv[1]))
step = [int(sys.argv[2])]
def audit(event, arguments):
    mine = any(sys.argv[1] in str(a) for a in arguments)
    if event in ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree") and mine:
        if step[0] == 0:
            os.kill(os.getpid(), 9)
        step[0] -= 1
sys.addaudithook(audit)
library.delete_all(library.count())
print("done")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_killed_at_every_step_it_is_all_or_nothing(result: Result, tmp_path: Path) -> None:
    """Dies before the first, second, ... change of the disk, until it gets through."""
    outcomes = []
    for step in range(40):
        folder = tmp_path / str(step)
        library = Library(folder)
        saved = {library.add(result).id for _ in range(2)}
        library.close()
        command = [sys.executable, "-c", KILLED, str(folder), str(step)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        opened = Library(folder)
        left = {entry.id for entry in opened.entries()}
        folders = {path.name for path in (folder / "motions").iterdir()}
        assert left in (saved, set()) and folders == left
        assert [path.name for path in folder.glob(".deleted-*")] == []
        assert opened.add(result).id in {entry.id for entry in opened.entries()}
        opened.close()
        outcomes.append(bool(left))
        if done.returncode == 0:
            break
        assert done.returncode == -9, done.stderr
    assert done.stdout == "done\n" and len(outcomes) > 4
    assert outcomes[0] and not outcomes[-1]


def test_motions_in_use_all_stay(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a folder with an open file in it cannot be renamed."""
    library = Library(tmp_path)
    saved = library.add(result)

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", refuse)
        with pytest.raises(StorageError, match="in use"):
            library.delete_all(1)
    assert [entry.id for entry in library.entries()] == [saved.id]
    with pytest.raises(BadInput):
        library.delete_all(0)
    assert library.delete_all(1) == 1 and library.entries() == []
