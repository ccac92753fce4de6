"""One server for the tests that leave it as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.runtime.server.lan import Lan
from tests.runtime.server.lan import lan as lan_server
from tests.runtime.server.running import Running


@pytest.fixture(scope="session")
def server(toy_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running(toy_model, tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture
def client(server: Running) -> httpx.Client:
    return server.client


@pytest.fixture
def lan(toy_model: Path, tmp_path: Path) -> Iterator[Lan]:
    """A server with a LAN door, all its own."""
    with lan_server(toy_model, tmp_path) as opened:
        yield opened
