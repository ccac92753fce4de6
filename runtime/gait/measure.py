"""Measures of a walk from 22 joints: time and distance, joint angles, pelvis, trunk, arms.

Events come from `events.detect` (Zeni et al. 2008). A value that the clip does not show is
None, never NaN. Values of cycles are averaged over the whole cycles of the clip, those far
from the median left out. What every name means is in `MEASURES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retarget.skeleton import FPS
from runtime.gait.angles import OUTWARD, SIDES, Floats, Series, SideSeries, series
from runtime.gait.events import GaitEvents, SideEvents, detect

Values = dict[str, float | None]
Interval = tuple[float, float]


@dataclass(frozen=True)
class Info:
    """What a measure is called, its unit, and how it is taken."""

    label: str
    unit: str
    how: str


MEASURES: dict[str, Info] = {
    # the whole motion
    "speed": Info("walking speed", "m/s", "mean speed of the pelvis along the direction of travel"),
    "cadence": Info("cadence", "steps/min", "initial contacts of both feet per minute"),
    "step_length": Info("step length", "m", "ankle ahead of the other ankle at initial contact"),
    "step_width": Info(
        "step width", "m", "ankle aside of the other ankle at initial contact; negative = crossed"
    ),
    "step_s": Info("step time", "s", "from the other foot's initial contact to this foot's"),
    "stride_length": Info("stride length", "m", "track of an ankle between two of its contacts"),
    "stride_s": Info("stride time", "s", "between two initial contacts of a foot"),
    "stride_cv": Info(
        "variability of strides", "", "coefficient of variation of the stride time, both feet"
    ),
    "stance_s": Info("stance time", "s", "initial contact to foot off"),
    "swing_s": Info("swing time", "s", "foot off to initial contact"),
    "stance_percent": Info("stance", "%", "stance time in the stride time"),
    "double_support_percent": Info("double support", "%", "both feet on the floor, of the stride"),
    "stance_s_LR": Info("stance time left to right", "", "ratio of the means"),
    "swing_s_LR": Info("swing time left to right", "", "ratio of the means"),
    "step_length_LR": Info("step length left to right", "", "ratio of the means"),
    "walk_ratio": Info("walk ratio", "cm/(steps/min)", "step length by cadence"),
    "trunk_lateral_range": Info("sideways sway of the trunk", "deg", "range in a stride"),
    "trunk_forward": Info("forward bend of the trunk", "deg", "mean of pelvis to neck"),
    "root_height": Info("height of the pelvis", "m", "mean above the floor"),
    "pelvic_rotation_range": Info("rotation of the pelvis", "deg", "range in a stride"),
    # each side
    "knee_swing_peak": Info("largest knee flexion in swing", "deg", "peak"),
    "knee_stance_min": Info("smallest knee flexion in stance", "deg", "least; negative = back"),
    "hip_flex_max": Info("largest hip flexion", "deg", "thigh to the vertical, peak in a stride"),
    "hip_ext_max": Info("largest hip extension", "deg", "thigh behind the vertical, peak"),
    "hip_abd_swing": Info("largest hip abduction in swing", "deg", "thigh outward, peak"),
    "elbow_flex": Info("elbow flexion", "deg", "mean of the motion"),
    "arm_swing": Info("arm swing", "m", "fore-aft path of the wrist to the pelvis in a stride"),
    "circumduction": Info(
        "outward path of the foot", "m", "ankle outward of the line between the ends of its swing"
    ),
    "pelvic_drop_contra_deg": Info(
        "drop of the pelvis on the other side", "deg", "mean while this leg stands alone"
    ),
    "lean_in_stance": Info(
        "trunk lean in stance", "deg", "mean while this leg stands alone; + = to the left"
    ),
    "hike_cm": Info("hike of the hip in swing", "cm", "this hip above the other, peak in swing"),
    "foot_pitch_stance": Info(
        "pitch of the standing foot", "deg", "ankle to toe in mid-stance; negative = toes lower"
    ),
    "foot_pitch_contact": Info(
        "pitch of the foot at contact", "deg", "against mid-stance; negative = toes first"
    ),
    "foot_pitch_swing": Info("pitch of the foot in swing", "deg", "mid-swing against mid-stance"),
    "toe_peak": Info("highest toe in swing", "m", "toe joint above the floor"),
    "ankle_peak": Info("highest ankle in swing", "m", "ankle above the floor"),
}
"""Every measure: name, words, unit, and how it is taken."""

OUTLIER = 0.5
"""Durations and lengths further than this share from their median are left out."""
LONGEST_STRIDE_S = 4.0
"""What lasts longer than this was no stride: the walker stood still."""
MID_STANCE = (0.25, 0.55)
"""Part of stance in which the foot is flat (after loading, before heel rise)."""
MID_SWING = (0.35, 0.65)
"""Part of swing around passing the other foot."""


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
        """For reports: ``[{name, label, value, unit, side}]``, side "" for the whole motion."""
        return [
            {
                "name": name,
                "label": MEASURES[name].label,
                "value": None if value is None else round(value, 4),
                "unit": MEASURES[name].unit,
                "side": side,
            }
            for side, values in (("", self.whole), ("left", self.left), ("right", self.right))
            for name, value in values.items()
        ]


def measure(joints: NDArray[np.floating], fps: float = FPS) -> Measures:
    """Measure a motion ``(T, 22, 3)``, metres, Y up, floor at 0.

    Any length works; under about two strides some values are None.
    """
    events = detect(joints, fps)
    curves = series(joints, events)
    left, right = (_measure_side(curves, events, side) for side in SIDES)
    return Measures(_measure_whole(curves, events, left, right), left, right, events)


def _measure_whole(curves: Series, events: GaitEvents, left: Values, right: Values) -> Values:
    strides = _strides(events.left) + _strides(events.right)
    cadence = _cadence(events)
    step = _both(left, right, "step_length")
    return {
        "speed": _finite(curves.speed.mean()),
        "cadence": cadence,
        "step_length": step,
        "step_width": _both(left, right, "step_width"),
        "stride_length": _both(left, right, "stride_length"),
        "stride_s": _both(left, right, "stride_s"),
        "stride_cv": _variability(events),
        "stance_percent": _both(left, right, "stance_percent"),
        "double_support_percent": _double_support(events),
        "stance_s_LR": _ratio(left["stance_s"], right["stance_s"]),
        "swing_s_LR": _ratio(left["swing_s"], right["swing_s"]),
        "step_length_LR": _ratio(left["step_length"], right["step_length"]),
        "walk_ratio": None if step is None or not cadence else 100 * step / cadence,
        "trunk_lateral_range": _over(strides, curves.times, curves.trunk_lateral, np.ptp),
        "trunk_forward": _finite(curves.trunk_forward.mean()),
        "root_height": _finite(curves.root_height.mean()),
        "pelvic_rotation_range": _over(strides, curves.times, curves.pelvis_rotation, np.ptp),
    }


def _measure_side(curves: Series, events: GaitEvents, side: str) -> Values:
    own = events.side(side)
    return {
        **_timing(events, side),
        **_distances(curves, events, side),
        **_stance_values(curves, events, side),
        **_swing_values(curves, own, side),
        **_stride_values(curves, own, curves.side(side)),
        "elbow_flex": _finite(curves.side(side).elbow_flexion.mean()),
    }


def _timing(events: GaitEvents, side: str) -> Values:
    own = events.side(side)
    stance = _mean(b - a for a, b in _short(own.stances()))
    swing = _mean(b - a for a, b in _short(own.swings()))
    stride = _mean(b - a for a, b in _strides(own))
    whole = None if stance is None or swing is None else stance + swing
    return {
        "stance_s": stance,
        "swing_s": swing,
        "stride_s": stride,
        "step_s": _mean(now - before for before, now in _steps(events, side)),
        "stance_percent": None if not whole or stance is None else 100 * stance / whole,
    }


def _distances(curves: Series, events: GaitEvents, side: str) -> Values:
    own = curves.side(side)
    other = curves.side(_other(side))
    lengths, widths = [], []
    for contact in events.side(side).contacts:
        at = _index(curves, contact)
        gap = own.ankle[at] - other.ankle[at]
        lengths.append(float(gap @ curves.forward[at]))
        widths.append(float(gap @ curves.leftward[at]) * OUTWARD[side])
    strides = [
        float(np.linalg.norm(own.ankle[_index(curves, b)] - own.ankle[_index(curves, a)]))
        for a, b in _strides(events.side(side))
    ]
    return {
        "step_length": _mean(lengths, wide=True),
        "step_width": _mean(widths, wide=True),
        "stride_length": _mean(strides),
    }


def _stance_values(curves: Series, events: GaitEvents, side: str) -> Values:
    own, times = curves.side(side), curves.times
    stances = _short(events.side(side).stances())
    alone = _alone(events, side) or [_part(stance, (0.2, 0.8)) for stance in stances]
    flat = [_part(stance, MID_STANCE) for stance in stances]
    return {
        "knee_stance_min": _over(stances, times, own.knee_flexion, np.min),
        "pelvic_drop_contra_deg": _over(alone, times, own.pelvis_up, np.mean),
        "lean_in_stance": _over(alone, times, curves.trunk_lateral, np.mean),
        "foot_pitch_stance": _over(flat, times, own.foot_pitch, np.mean),
    }


def _swing_values(curves: Series, events: SideEvents, side: str) -> Values:
    own, times = curves.side(side), curves.times
    swings = _short(events.swings())
    flat = [_part(stance, MID_STANCE) for stance in _short(events.stances())]
    standing = _over(flat, times, own.foot_pitch, np.mean)
    contact = _mean((float(own.foot_pitch[_index(curves, t)]) for t in events.contacts), wide=True)
    middle = [_part(swing, MID_SWING) for swing in swings]
    hike = _over(swings, times, own.hip_rise, np.max)
    return {
        "knee_swing_peak": _over(swings, times, own.knee_flexion, np.max),
        "hip_abd_swing": _over(swings, times, own.hip_abduction, np.max),
        "circumduction": _mean((_outward(curves, swing, side) for swing in swings), wide=True),
        "hike_cm": None if hike is None else 100 * hike,
        "foot_pitch_contact": _difference(contact, standing),
        "foot_pitch_swing": _difference(_over(middle, times, own.foot_pitch, np.mean), standing),
        "toe_peak": _over(swings, times, own.toe_height, np.max),
        "ankle_peak": _over(swings, times, own.ankle_height, np.max),
    }


def _stride_values(curves: Series, events: SideEvents, own: SideSeries) -> Values:
    times = curves.times
    strides = _strides(events) or [(float(times[0]), float(times[-1]))]
    return {
        "hip_flex_max": _over(strides, times, own.hip_flexion, np.max),
        "hip_ext_max": _over(strides, times, -own.hip_flexion, np.max),
        "arm_swing": _over(strides, times, own.wrist_ahead, np.ptp),
    }


def _outward(curves: Series, swing: Interval, side: str) -> float:
    """Largest distance of the ankle outward of the line between the ends of its swing."""
    track = curves.side(side).ankle[_index(curves, swing[0]) : _index(curves, swing[1]) + 1]
    line = track[-1] - track[0]
    length = float(np.linalg.norm(line))
    if length < 0.05:
        # A step on the spot has no direction of its own.
        line, length = curves.forward[_index(curves, swing[0])], 1.0
    leftward = np.array([line[1], -line[0]]) / length
    return float(((track - track[0]) @ leftward * OUTWARD[side]).max())


def _alone(events: GaitEvents, side: str) -> list[Interval]:
    """Single support of a side: the other foot's swings, as far as this foot stands then."""
    found = []
    for start, end in _short(events.side(_other(side)).swings()):
        middle = np.array([(start + end) / 2])
        if events.side(side).in_stance(middle)[0]:
            found.append((start, end))
    return found


def _steps(events: GaitEvents, side: str) -> list[Interval]:
    """Times from the other foot's contact to the next contact of this foot."""
    pairs = []
    for contact in events.side(side).contacts:
        before = events.side(_other(side)).contacts
        before = before[before < contact]
        if len(before) and contact - before[-1] < LONGEST_STRIDE_S / 2:
            pairs.append((float(before[-1]), float(contact)))
    return pairs


def _strides(side: SideEvents) -> list[Interval]:
    return _short(side.strides())


def _short(intervals: list[Interval]) -> list[Interval]:
    return [(a, b) for a, b in intervals if b - a < LONGEST_STRIDE_S]


def _cadence(events: GaitEvents) -> float | None:
    times = [b - a for side in SIDES for a, b in _steps(events, side)]
    step = _mean(times)
    return None if not step else 60 / step


def _variability(events: GaitEvents) -> float | None:
    """Coefficient of variation of stride time within each foot, both feet pooled."""
    squares, count = 0.0, 0
    for side in SIDES:
        times = np.array([b - a for a, b in _strides(events.side(side))])
        if len(times):
            # A stride of twice the usual length is one whose contact was not seen.
            times = times[np.abs(times / np.median(times) - 1) <= OUTLIER]
        if len(times) >= 2:
            squares += float(((times / times.mean() - 1) ** 2).sum())
            count += len(times) - 1
    return None if count < 2 else float(np.sqrt(squares / count))


def _double_support(events: GaitEvents) -> float | None:
    """Share of whole strides during which both feet stand, percent."""
    shares = []
    for side in SIDES:
        for start, end in _strides(events.side(side)):
            times = np.linspace(start, end, 200, endpoint=False)
            both = events.left.in_stance(times) & events.right.in_stance(times)
            shares.append(100 * float(both.mean()))
    return None if not shares else float(np.mean(shares))


def _over(
    intervals: list[Interval],
    times: Floats,
    values: Floats,
    read: Callable[[Floats], Any],
) -> float | None:
    """Mean over the intervals of what ``read`` takes from each; the median leads."""
    found = []
    for start, end in intervals:
        piece = values[(times >= start) & (times <= end)]
        if len(piece):
            found.append(float(read(piece)))
    if not found:
        return None
    middle = float(np.median(found))
    spread = float(np.median(np.abs(np.array(found) - middle)))
    kept = [value for value in found if abs(value - middle) <= 5 * spread + 1e-9]
    return _finite(np.mean(kept))


def _mean(values: Iterable[float], wide: bool = False) -> float | None:
    """Mean; durations and lengths far from the median are left out unless ``wide``."""
    found = np.array([value for value in values if np.isfinite(value)])
    if not len(found):
        return None
    if not wide:
        middle = np.median(found)
        near = found[np.abs(found - middle) <= OUTLIER * abs(middle) + 1e-9]
        # Two values far apart are both far from their middle: then none is the outlier.
        found = near if len(near) else found
    return _finite(found.mean())


def _part(interval: Interval, share: Interval) -> Interval:
    start, end = interval
    return start + share[0] * (end - start), start + share[1] * (end - start)


def _index(curves: Series, instant: float) -> int:
    return int(np.clip(np.searchsorted(curves.times, instant), 0, len(curves.times) - 1))


def _other(side: str) -> str:
    return "right" if side == "left" else "left"


def _both(left: Values, right: Values, name: str) -> float | None:
    values = [value for value in (left[name], right[name]) if value is not None]
    return _finite(np.mean(values)) if values else None


def _ratio(left: float | None, right: float | None) -> float | None:
    return None if left is None or right is None or abs(right) < 1e-6 else left / right


def _difference(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else first - second


def _finite(value: Any) -> float | None:
    return float(value) if np.isfinite(value) else None
