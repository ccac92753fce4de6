"""The number stays, the name fits where names have to fit."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from runtime.identity import LONGEST_NAME, Identity, host_label, tidy_name


@pytest.fixture(autouse=True)
def laptop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "Anna-Laptop.clinic.example")


def test_the_number_is_made_once_and_the_name_is_the_laptops(tmp_path: Path) -> None:
    first = Identity.load(tmp_path / "headset")
    assert len(first.id) == 32 and int(first.id, 16) >= 0
    assert first.name == "Gaitbox on ANNA-LAPTOP"
    assert first.local_name == "anna-laptop.local"
    assert first.server == f"anna-laptop-{first.id[:6]}.local"
    assert Identity.load(tmp_path / "headset") == first
    assert Identity.load(tmp_path / "other").id != first.id
    assert Identity.load(tmp_path / "headset", "Gait lab").name == "Gait lab"


@pytest.mark.parametrize("content", [b"", b"42\n", b"\xff\xfe", b"A" * 32])
def test_a_damaged_number_is_replaced_and_kept_from_then_on(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "id").write_bytes(content)
    made = Identity.load(tmp_path)
    assert Identity.load(tmp_path) == made


def test_a_folder_that_cannot_be_written_costs_no_start(tmp_path: Path) -> None:
    (tmp_path / "headset").write_text("a file where the folder should be")
    assert len(Identity.load(tmp_path / "headset").id) == 32


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("Gait lab", "Gait lab"),
        ("  two\nlines\x00 ", "two lines"),
        ("St. Anna", "St Anna"),
        ("Ganganalyse Köln", "Ganganalyse Köln"),
        ("ü" * 99, "ü" * (LONGEST_NAME // 2)),
        ("...", ""),
    ],
)
def test_names_are_one_label(text: str, tidy: str) -> None:
    assert tidy_name(text) == tidy


@pytest.mark.parametrize(
    ("text", "label"),
    [("ANNA_LAPTOP", "anna-laptop"), ("-a-", "a"), ("Ännchen", "nnchen"), ("歩行", "gaitbox")],
)
def test_host_names_are_labels(text: str, label: str) -> None:
    assert host_label(text) == label


def test_the_longest_host_name_still_makes_a_label(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "x" * 200)
    identity = Identity.load(tmp_path)
    assert len(identity.server.removesuffix(".local")) == 63
    assert len(identity.name.encode()) <= LONGEST_NAME
