"""A part of a motion replaced by another."""

from __future__ import annotations

import numpy as np
import pytest

from runtime.engine.splice import FADE, padded_to, part_share, splice

RNG = np.random.default_rng(0)
SOURCE = RNG.normal(size=(60, 263)).astype(np.float32)
OTHER = RNG.normal(size=(60, 263)).astype(np.float32)


@pytest.mark.parametrize(("start", "stop"), [(20, 40), (0, 40), (20, 60), (0, 60), (30, 31)])
def test_outside_the_part_the_source_stays_to_the_bit(start: int, stop: int) -> None:
    mixed = splice(SOURCE, OTHER, start, stop)
    assert mixed.dtype == np.float32 and mixed.shape == SOURCE.shape
    assert mixed[:start].tobytes() == SOURCE[:start].tobytes()
    assert mixed[stop:].tobytes() == SOURCE[stop:].tobytes()


def test_inside_the_part_the_other_motion_takes_over_gradually() -> None:
    share = part_share(60, 20, 40)
    assert (share[20 + FADE : 40 - FADE] == 1).all()
    assert (np.diff(share[19 : 20 + FADE]) > 0).all()
    assert (np.diff(share[40 - FADE : 41]) < 0).all()
    np.testing.assert_allclose(splice(SOURCE, OTHER, 20, 40)[30], OTHER[30], atol=1e-6)


def test_no_fade_where_the_part_ends_with_the_motion() -> None:
    assert part_share(60, 0, 30)[0] == 1 and part_share(60, 30, 60)[-1] == 1


def test_padding_repeats_the_last_frame() -> None:
    padded = padded_to(SOURCE[:58], 4)
    assert len(padded) == 60 and (padded[57:] == SOURCE[57]).all()
    assert padded_to(SOURCE, 4).tobytes() == SOURCE.tobytes()
