"""Power cuts and a full disk, on the source server; see `tests.robustness`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.robustness import own_disk, survive_full_disk, survive_kills
from tests.runtime.server.running import Running

KILLS, SEED = 8, 6
"""A few: the built bundle is killed fifty times (`tests.installer.bundle.test_product_robust`)."""


@pytest.mark.slow
def test_power_cuts_cost_no_motion_that_was_answered(toy_model: Path, tmp_path: Path) -> None:
    survived = survive_kills(partial(Running, toy_model, tmp_path), KILLS, SEED)
    print(
        f"{len(survived.answered)} answered, {survived.cut} cut, {survived.half} half saved,"
        f" {survived.extra} saved but not answered"
    )
    assert len(survived.answered) >= KILLS / 2
    assert survived.cut >= KILLS / 2
    left = [path.name for path in (tmp_path / "library" / "motions").glob(".*")]
    assert left == [], "what was cut off is swept away"


def test_a_disk_that_fills_up_costs_nothing(toy_model: Path, tmp_path: Path) -> None:
    with own_disk(tmp_path / "disk", "64m") as disk:
        survive_full_disk(partial(Running, toy_model, disk), disk)
