"""Measures of a walk from 22 joints: time and distance, joint angles, pelvis, trunk, arms.

Events come from `events.detect`. A value that the clip does not show is None, never NaN.
Values of cycles are averaged over the whole cycles of the clip, those far from the median
left out. What every name means is in `MEASURES`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retarget.skeleton import FPS
from runtime.gait.angles import SIDES, Series, series
from runtime.gait.averages import Interval, both, finite, mean, over, ratio
from runtime.gait.events import GaitEvents, detect
from runtime.gait.measure_names import MEASURES, Info
from runtime.gait.measure_side import measure_side, step_lengths, step_widths
from runtime.gait.norms import ERRORS, normal_range
from runtime.gait.regularity import regularity
from runtime.gait.timing import Values, cadence, double_support, short, stride_variability, strides

__all__ = ["MEASURES", "Info", "Measures", "Values", "measure"]


@dataclass(frozen=True)
class Measures:
    """Measures of one motion.

    Attributes:
        whole: values of the whole motion.
        left, right: values of each side.
        events: the gait events they rest on.
    """

    whole: Values
    left: Values
    right: Values
    events: GaitEvents

    def side(self, name: str) -> Values:
        """Values of ``"left"`` or ``"right"``."""
        return self.left if name == "left" else self.right

    def value(self, name: str, side: str = "") -> float | None:
        """One value, of the whole motion or of a side; None where there is none."""
        return (self.side(side) if side else self.whole).get(name)

    def to_list(self) -> list[dict[str, Any]]:
        """For reports: ``[{name, label, value, unit, side, normal, error}]``.

        ``side`` is "" for the whole motion; ``normal`` is ``[low, high]`` of healthy walking at
        the measured speed (mean less and plus two SD) or None; ``error`` is the half-width of
        the error that 20 fps implies, in the unit, or None.
        """
        return [
            {
                "name": name,
                "label": MEASURES[name].label,
                "value": None if value is None else round(value, 4),
                "unit": MEASURES[name].unit,
                "side": side,
                "normal": _rounded(normal_range(name, side, self.whole["speed"])),
                "error": ERRORS.get(name),
            }
            for side, values in (("", self.whole), ("left", self.left), ("right", self.right))
            for name, value in values.items()
        ]


def _rounded(limits: tuple[float, float] | None) -> list[float] | None:
    return None if limits is None else [round(limit, 4) for limit in limits]


def measure(joints: NDArray[np.floating], fps: float = FPS) -> Measures:
    """Measure a motion ``(T, 22, 3)``, metres, Y up, floor at 0.

    Any length works; under about two strides some values are None.
    """
    events = detect(joints, fps)
    curves = series(joints, events)
    left, right = (measure_side(curves, events, side) for side in SIDES)
    return Measures(_measure_whole(curves, events, left, right), left, right, events)


def _measure_whole(curves: Series, events: GaitEvents, left: Values, right: Values) -> Values:
    rate = cadence(events)
    step = both(left["step_length"], right["step_length"])
    return {
        "speed": finite(curves.speed.mean()),
        "cadence": rate,
        **{
            name: both(left[name], right[name])
            for name in ("step_length", "step_width", "stride_length", "stride_s", "stance_percent")
        },
        "stride_cv": stride_variability(events),
        "double_support_percent": double_support(events),
        "stance_s_LR": ratio(left["stance_s"], right["stance_s"]),
        "swing_s_LR": ratio(left["swing_s"], right["swing_s"]),
        "step_length_LR": ratio(left["step_length"], right["step_length"]),
        "walk_ratio": None if step is None or not rate else 100 * step / rate,
        **_trunk_values(curves, strides(events.left) + strides(events.right)),
        **_gaps(curves, events),
        **regularity(
            curves,
            events,
            {side: step_lengths(curves, events, side) for side in SIDES},
            {side: step_widths(curves, events, side) for side in SIDES},
        ),
    }


def _trunk_values(curves: Series, cycles: list[Interval]) -> Values:
    times = curves.times
    return {
        "trunk_lateral_range": over(cycles, times, curves.trunk_lateral, np.ptp),
        "trunk_lateral_mean": finite(curves.trunk_lateral.mean()),
        "trunk_forward": finite(curves.trunk_forward.mean()),
        "head_forward": finite((curves.head_forward - curves.trunk_forward).mean()),
        "root_height": finite(curves.root_height.mean()),
        "pelvic_rotation_range": over(cycles, times, curves.pelvis_rotation, np.ptp),
        "pelvis_tilt_lr_deg": finite(curves.left.pelvis_up.mean()),
    }


def _gaps(curves: Series, events: GaitEvents) -> Values:
    """Sideways distance of the knees, and of the passing foot from the standing one."""
    times = curves.times
    cycles = strides(events.left) + strides(events.right)
    gaps = [
        over(short(events.side(side).swings()), times, curves.ankle_gap, np.min) for side in SIDES
    ]
    return {
        "knee_gap": over(cycles or [(times[0], times[-1])], times, curves.knee_gap, np.min),
        "foot_gap_swing": mean([gap for gap in gaps if gap is not None], wide=True),
    }
