"""The end that is wished for on the page."""

from __future__ import annotations

from pathlib import Path

from runtime.ending import Ending
from tests.runtime.server.running import Running
from tests.spoken import gone


def test_it_is_answered_then_everything_ends(toy_model: Path, tmp_path: Path) -> None:
    server = Running(toy_model, tmp_path)
    child = server.wait_for_blender()
    assert server.client.post("/end").status_code == 202
    assert server.wait() == 0
    assert gone([child])
    assert server.lines[-1] == "Gaitbox has ended."


def test_another_site_cannot_end_it(toy_model: Path, tmp_path: Path) -> None:
    with Running(toy_model, tmp_path) as server:
        answer = server.client.post("/end", headers={"Origin": "https://example.org"})
        assert answer.status_code == 403
        assert server.client.get("/end").status_code in (404, 405)
        assert server.client.get("/health").status_code == 200


def test_a_wish_before_there_is_a_server_is_kept() -> None:
    ending, heard = Ending(), []
    ending.wish()
    ending.listen(lambda: heard.append("stop"))
    assert heard == ["stop"]
    ending.wish()
    assert heard == ["stop", "stop"], "asking again does no harm"
