"""Power cuts and a full disk, done to the built bundle; see `tests.robustness`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from installer.bundle import smoke
from tests.installer.bundle.conftest import FOLDER
from tests.robustness import own_disk, survive_full_disk, survive_kills
from tests.runtime.server.running import Running

pytestmark = pytest.mark.slow

KILLS, SEED = 50, 66


@pytest.fixture
def start(unpacked: Path) -> partial[Running]:
    """A way to start the bundle's server; takes model and home."""
    return partial(Running, command=[str(smoke.executable(unpacked / FOLDER))])


def test_fifty_power_cuts_cost_no_motion_that_was_answered(
    start: partial[Running], toy_model: Path, tmp_path: Path
) -> None:
    survived = survive_kills(partial(start, toy_model, tmp_path), KILLS, SEED)
    assert len(survived.answered) >= KILLS / 2
    assert survived.cut >= KILLS / 2


def test_a_disk_that_fills_up_costs_nothing(
    start: partial[Running], toy_model: Path, tmp_path: Path
) -> None:
    with own_disk(tmp_path / "disk", "64m") as disk:
        survive_full_disk(partial(start, toy_model, disk), disk)
