"""What can be sent to somebody who helps: everything about the program, nothing of a case."""

from __future__ import annotations

import getpass
import json
import logging
import platform
from pathlib import Path

import httpx
import pytest

from runtime import logs
from runtime.diagnostics import USER, _names, _without_names
from runtime.logs import HIDDEN, last_lines, move_earlier, without_tokens
from runtime.server.door import LAN
from runtime.server.guard import is_streamed
from runtime.server.lan_rules import is_laptops
from tests.runtime.server.running import Running

SECRET = "zebra patient limps on the left"
TOKEN = "Zk3" + "x" * 39 + "_"


@pytest.fixture(scope="module")
def told(toy_model: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict, str, str]:
    """The diagnostics of a server that has made a motion, as data and as text, and its id."""
    home = tmp_path_factory.mktemp("home") / getpass.getuser() / "zoë's data"
    with Running(toy_model, home) as server:
        motion = server.generate(SECRET, seconds=2)[0]
        server.client.post("/gen_text2motion", json={"prompt": SECRET, "avatar": SECRET})
        document = server.client.get("/diagnostics").json()
        text = server.client.get("/diagnostics", params={"as": "text"}).text
    return document, text, motion["id"]


def test_it_tells_what_a_helper_needs(told: tuple[dict, str, str]) -> None:
    document, text, _ = told
    assert document["version"] and document["versions"]["numpy"]
    assert document["system"]["system"] == platform.platform()
    assert document["processor"].startswith("The model runs on ")
    assert document["counts"] == {"motions": 1, "jobs_waiting": 0}
    states = {row["name"]: row["state"] for row in document["self_check"]}
    assert set(states) == {"model", "processor", "Blender", "disk", "port", "network"}
    assert states["Blender"] == "ok" and states["port"] == "ok"
    (served, default) = document["models"]
    assert served["name"] == "served" and len(served["files"]["decoder.onnx"]) == 64
    assert default["id"] == "gaitbox-default"
    assert {model["checked"] for model in document["models"]} <= {"whole", "not yet"}
    assert any("Application startup complete" in line for line in document["log"])
    for words in ("Self-check", "decoder.onnx", "Folders", "GB free", "Last lines of the log"):
        assert words in text


def test_nothing_of_a_case_is_in_it(told: tuple[dict, str, str]) -> None:
    document, text, motion = told
    for form in (json.dumps(document, ensure_ascii=False), text):
        assert "zebra" not in form and motion not in form


def test_the_user_has_no_name_in_it(told: tuple[dict, str, str]) -> None:
    document, text, _ = told
    assert f"/{getpass.getuser()}/" not in text
    assert f"/{USER}/" in document["folders"]["data"]
    assert platform.node() not in text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("/Users/zoë/x", "~/x"),
        ("/Users/zoë", "~"),
        ("/Users/zoëy/x", "/Users/zoëy/x"),
        ("/mnt/zoë/data and Zoë's, not zoës", f"/mnt/{USER}/data and {USER}'s, not zoës"),
        (f"token {TOKEN}.", f"token {HIDDEN}."),
    ],
)
def test_names_are_replaced_where_they_are_names(
    text: str, clean: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/Users/zoë"))
    monkeypatch.setattr(getpass, "getuser", lambda: "zoë")
    monkeypatch.setattr(platform, "node", lambda: "clinic-7")
    assert _without_names({"a": [text]}, _names()) == {"a": [clean]}


def test_only_this_machine_may_ask(client: httpx.Client) -> None:
    answer = client.get("/diagnostics", headers={"Host": "192.168.0.7:8770"})
    assert answer.status_code == 421


@pytest.mark.parametrize(
    ("method", "path", "laptops"),
    [
        ("GET", "/diagnostics", True),
        ("DELETE", "/motions", True),
        ("POST", "/models/uploads", True),
        ("PUT", "/models/uploads/0123456789abcdef/files/manifest.json", True),
        ("GET", "/models", False),
        ("POST", "/gen_text2motion", False),
    ],
)
def test_no_headset_may_do_the_laptops_own(method: str, path: str, laptops: bool) -> None:
    assert is_laptops({"type": "http", "method": method, "path": path}) is laptops


def test_a_headset_cannot_send_anything_large() -> None:
    path = "/models/uploads/0123456789abcdef/files/manifest.json"
    scope = {"type": "http", "method": "PUT", "path": path}
    assert is_streamed(scope)
    assert not is_streamed({**scope, LAN: object()})
    assert not is_streamed({**scope, "method": "POST"})
    assert not is_streamed({**scope, "path": f"{path}/x"})


def test_no_token_gets_into_a_log() -> None:
    digest = "0123456789abcdef" * 4
    assert without_tokens(f"a {TOKEN} b {digest}") == f"a {HIDDEN} b {digest}"


def test_the_log_stays_small_and_holds_no_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "LOG_BYTES", 2000)
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    try:
        logs.log_to_file(tmp_path / "server.log")
        for number in range(400):
            logging.getLogger("test").warning("line %d of %s", number, TOKEN)
    finally:
        for handler in set(root.handlers) - set(before):
            root.removeHandler(handler)
            handler.close()
        root.setLevel(level)
    found = sorted(path.name for path in tmp_path.iterdir())
    assert found == ["server.log", "server.log.1", "server.log.2", "server.log.3"]
    for path in tmp_path.iterdir():
        assert path.stat().st_size <= 2000
        assert TOKEN not in path.read_text() and HIDDEN in path.read_text()
    assert last_lines(1, tmp_path / "server.log")[0].endswith(f"line 399 of {HIDDEN}")


def test_the_log_of_an_earlier_version_moves(tmp_path: Path) -> None:
    earlier, now = tmp_path / "share" / "logs", tmp_path / "state"
    earlier.mkdir(parents=True)
    now.mkdir()
    (earlier / "server.log").write_text("old\n")
    (earlier / "server.log.1").write_text("older\n")
    move_earlier(earlier, now)
    assert not earlier.exists()
    assert last_lines(5, now / "server.log") == ["older", "old"]
    assert last_lines(1, now / "server.log") == ["old"]
    earlier.mkdir()
    (earlier / "server.log").write_text("again\n")
    move_earlier(earlier, now)
    assert last_lines(1, now / "server.log") == ["old"], "nothing is overwritten"
