"""Changes put together, and shares of a change."""

from __future__ import annotations

import pytest

from runtime.gait.change import Burst, GaitEdit, LegEdit, Pause, StepEdit
from runtime.gait.combine import combined, mixed


def test_factors_multiply_and_what_is_added_adds_up() -> None:
    one = GaitEdit(cadence=0.8, left=LegEdit(lean=10.0, knee_swing=0.5))
    two = GaitEdit(cadence=0.5, step_width=0.1, left=LegEdit(lean=2.0, knee_swing=0.5))
    both = combined(one, two)
    assert both.cadence == pytest.approx(0.4)
    assert both.step_width == pytest.approx(0.1)
    assert both.left.lean == pytest.approx(12.0)
    assert both.left.knee_swing == pytest.approx(0.25)


def test_nothing_added_changes_nothing() -> None:
    change = GaitEdit(strides=(1.1, 0.9), steps=(StepEdit(1.2, 0.01),), pauses=(Pause(3, 1.0),))
    assert combined(change, GaitEdit()) == change == combined(GaitEdit(), change)


def test_rows_of_strides_go_on_as_long_as_the_longer() -> None:
    both = combined(GaitEdit(strides=(1.1, 0.9)), GaitEdit(strides=(2.0, 1.0, 1.0)))
    assert both.strides == pytest.approx((2.2, 0.9, 1.1))
    many = combined(GaitEdit(bursts=(Burst(0, 1),)), GaitEdit(bursts=(Burst(2, 1),)))
    assert [burst.start for burst in many.bursts] == [0, 2]


def test_a_share_of_a_change_lies_between_none_and_all() -> None:
    full = GaitEdit(
        cadence=0.8,
        left=LegEdit(lean=10.0, knee_swing=0.2),
        strides=(1.2, 0.8),
        steps=(StepEdit(1.4, 0.02),),
        pauses=(Pause(3, 1.0),),
    )
    half = mixed(full, 0.5)
    assert half.cadence == pytest.approx(0.9)
    assert half.left.lean == pytest.approx(5.0)
    assert half.left.knee_swing == pytest.approx(0.6)
    assert half.strides == pytest.approx((1.1, 0.9))
    assert half.steps[0].length == pytest.approx(1.2)
    nothing = mixed(full, 0.0)
    assert nothing.left == LegEdit() and not nothing.pauses
