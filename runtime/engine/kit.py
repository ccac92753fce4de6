"""KIT-ML's skeleton of 21 joints, and how a motion on it is put on HumanML3D's 22.

KIT-ML (Plappert et al., "The KIT Motion-Language Dataset", 2016) in the form that MoMask's KIT
checkpoints were trained on: 12.5 frames a second, 251 features, five chains of joints (root to
head, two arms from the chest, two legs), each leg with a joint in the middle of the foot and one
at its tip. Its unit is that of the data set and is not metres, so the size is taken from the legs.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retarget import skeleton as sk
from retarget.filters import resampled
from runtime.gait.body import ADULT

FPS = 12.5
"""Frames a second of KIT-ML's motions in the features' form."""

JOINTS = (
    "root",
    "spine_low",
    "spine_high",
    "neck",
    "head",
    *("right_shoulder", "right_elbow", "right_wrist"),
    *("left_shoulder", "left_elbow", "left_wrist"),
    *("right_hip", "right_knee", "right_ankle", "right_midfoot", "right_toe"),
    *("left_hip", "left_knee", "left_ankle", "left_midfoot", "left_toe"),
)
"""Joints in the order of the features; right is what the data set's facing makes right."""

SAME = {
    "pelvis": "root",
    "spine1": "spine_low",
    "spine2": "spine_high",
    "neck": "neck",
    "head": "head",
    **{f"{s}_{j}": f"{s}_{j}" for s in ("left", "right") for j in ("hip", "knee", "ankle")},
    **{f"{s}_{j}": f"{s}_{j}" for s in ("left", "right") for j in ("shoulder", "elbow", "wrist")},
    **{f"{s}_foot": f"{s}_midfoot" for s in ("left", "right")},
}
"""HumanML3D's joint to KIT-ML's where there is one; the ball of the foot is the toe joint."""

CHEST = 0.5
"""HumanML3D's third spine joint lies this share of the way from the second to the neck."""

COLLAR = 0.35
"""Its collars lie this share of the way from the neck to the shoulders."""

LEGS = tuple((f"{side}_hip", f"{side}_knee", f"{side}_ankle") for side in ("left", "right"))


def to_humanml3d(joints: NDArray[np.floating]) -> NDArray[np.float32]:
    """A motion on KIT-ML's skeleton as one on HumanML3D's.

    Args:
        joints: ``(T, 21, 3)`` at 12.5 frames a second, any unit, Y up.

    Returns:
        ``(T', 22, 3)`` float32, metres, the lowest joint at the height of a toe, 20 frames a
        second.
    """
    body = _rearranged(np.asarray(joints, dtype=np.float64))
    body *= ADULT.leg / max(_leg(body), 1e-9)
    body[..., 1] += sk.TOE_HEIGHT - body[..., 1].min()
    return resampled(body, FPS, sk.FPS).astype(np.float32)


def _rearranged(joints: NDArray[np.float64]) -> NDArray[np.float64]:
    """HumanML3D's 22 joints, ``(T, 22, 3)``, in the unit of ``joints``."""
    body = np.zeros((len(joints), len(sk.JOINTS), 3))
    for name, source in SAME.items():
        body[:, sk.JOINTS.index(name)] = joints[:, JOINTS.index(source)]
    spine, neck = body[:, sk.SPINE2], body[:, sk.NECK]
    body[:, sk.SPINE3] = spine + CHEST * (neck - spine)
    for collar, shoulder in (
        (sk.LEFT_COLLAR, sk.LEFT_SHOULDER),
        (sk.RIGHT_COLLAR, sk.RIGHT_SHOULDER),
    ):
        body[:, collar] = neck + COLLAR * (body[:, shoulder] - neck)
    return body


def _leg(body: NDArray[np.float64]) -> float:
    """Thigh plus shank, the mean of both sides and the median of all frames."""
    total = 0.0
    for names in LEGS:
        hip, knee, ankle = (body[:, sk.JOINTS.index(name)] for name in names)
        bones = np.linalg.norm(hip - knee, axis=-1) + np.linalg.norm(knee - ankle, axis=-1)
        total += float(np.median(bones)) / 2
    return total
