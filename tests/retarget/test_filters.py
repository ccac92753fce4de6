"""Filters along time."""

from __future__ import annotations

import numpy as np

from retarget.filters import resampled


def test_resampling_goes_through_the_frames_and_follows_a_swing() -> None:
    times = np.arange(26) / 12.5
    wave = np.sin(2 * np.pi * times)[:, None]
    found = resampled(wave, 12.5, 25.0)
    assert len(found) == 51
    np.testing.assert_allclose(found[::2], wave, atol=1e-12)
    exact = np.sin(2 * np.pi * np.arange(51) / 25.0)[:, None]
    lines = (wave[:-1] + wave[1:]) / 2
    error = np.abs(found - exact)[3:-3:2].max()
    assert error < 0.005 < np.abs(lines - exact[1::2]).max()


def test_resampling_keeps_a_line_straight() -> None:
    line = np.linspace(0, 1, 11)[:, None]
    found = resampled(line, 10, 20)[:, 0]
    assert found[0] == 0 and found[-1] == 1
    np.testing.assert_allclose(np.diff(found)[2:-2], 0.05, atol=1e-9)


def test_resampling_down_takes_the_frames_that_are_there() -> None:
    values = np.random.default_rng(0).normal(size=(61, 22, 3))
    np.testing.assert_allclose(resampled(values, 60, 20), values[::3], atol=1e-12)
    np.testing.assert_allclose(resampled(values, 20, 20), values, atol=1e-12)
