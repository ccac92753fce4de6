"""Every case deleted at once: only when it is meant, all of them, and nothing left to read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from retarget.errors import BadInput, StorageError
from runtime.library import Library
from runtime.result import Result
from tests.runtime.server.running import Running

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


def test_a_deleted_sentence_is_overwritten(result: Result, tmp_path: Path) -> None:
    """The table was on the disk long before, as it is after a restart.

    Debian's SQLite overwrites unasked, so that only other builds show a Gaitbox that does not ask.
    """
    library = Library(tmp_path)
    for _ in range(3):
        library.add(result)
    library.close()
    words = result.origin.prompt.encode()
    assert words in (tmp_path / "library.sqlite3").read_bytes()
    library = Library(tmp_path)
    (tmp_path / "library.damaged-1700000000").write_bytes(words)
    library.delete_all(3)
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or words not in path.read_bytes(), path
    library.close()


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
