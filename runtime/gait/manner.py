"""A walker's personal manner: small differences of step, posture and arms, drawn by a seed.

The default model walks like an average of those it learnt from. Two samples of one sentence are
two people, not one person twice.
"""

from __future__ import annotations

import numpy as np

from runtime.gait.change import ArmEdit, GaitEdit, LegEdit

MANNER = 0x6D61
"""Keeps these draws apart from those of the model for the same seed."""
STRIDE_SD, LARGEST_STRIDE = 0.04, 0.08
"""Reach of the legs; healthy walkers of one speed differ by 6 % in step length (norms) [D]."""
WIDTH_SD = 0.01
TRUNK_SD, HEAD_SD, FOOT_SD = 1.5, 3.0, 3.0
"""Metres and degrees, about the spread of real walkers (:mod:`runtime.gait.norms`) [D]."""
SWAY = (0.7, 1.3)
ARM_SWING = (0.8, 1.25)
ELBOW_SD, ABDUCTION_SD = 5.0, 2.0


def manner(seed: int, sample: int) -> GaitEdit:
    """The manner of a sample of a request: the same for every sentence and every try."""
    rng = np.random.default_rng((seed, sample, MANNER))
    stride = float(np.clip(rng.normal(0.0, STRIDE_SD), -LARGEST_STRIDE, LARGEST_STRIDE))
    # Both sides alike: a difference of the sides would be an impairment.
    leg = LegEdit(foot_yaw=float(rng.normal(0.0, FOOT_SD)))
    arm = ArmEdit(
        swing=float(rng.uniform(*ARM_SWING)),
        elbow=float(rng.normal(0.0, ELBOW_SD)),
        abduction=float(rng.normal(0.0, ABDUCTION_SD)),
    )
    return GaitEdit(
        stride=1.0 + stride,
        step_width=float(rng.normal(0.0, WIDTH_SD)),
        trunk_forward=float(rng.normal(0.0, TRUNK_SD)),
        head_forward=float(rng.normal(0.0, HEAD_SD)),
        trunk_sway=float(rng.uniform(*SWAY)),
        left=leg,
        right=leg,
        left_arm=arm,
        right_arm=arm,
    )
