"""Margins: made, decoded, and cut off again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retarget.errors import BadInput
from runtime.engine.engine import Engine
from tests.make_toy_model import make_toy_model


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder: Path = tmp_path_factory.mktemp("margin")
    return Engine.load(make_toy_model(folder / "toy"), "cpu")


@pytest.mark.parametrize("margin", [0, 1, 3])
def test_a_margin_changes_the_motion_but_not_its_length(engine: Engine, margin: int) -> None:
    settings = replace(engine.settings, margin_tokens=margin)
    made = engine.generate("walk", np.zeros(128), seed=1, seconds=9.8, settings=settings)[0]
    assert made.features.shape == (196, 263)
    bare = replace(engine.settings, margin_tokens=0)
    without = engine.generate("walk", np.zeros(128), seed=1, seconds=9.8, settings=bare)[0]
    assert np.array_equal(made.features, without.features) == (margin == 0)


def test_an_absurd_margin_is_refused(engine: Engine) -> None:
    with pytest.raises(BadInput, match="margin"):
        settings = replace(engine.settings, margin_tokens=99)
        engine.generate("walk", np.zeros(128), seed=1, settings=settings)
