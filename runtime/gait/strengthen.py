"""The smallest kinematic correction: more of what was asked for, where it shows too little."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from retarget.skeleton import FPS
from runtime.gait.edit import ArmEdit, GaitEdit, LegEdit, edit
from runtime.gait.impairments import impairment
from runtime.gait.layout import Intent

SHARES = (0.2, 0.4, 0.7)
"""Shares of the pattern's whole change that are tried, the smallest first."""

Edit = TypeVar("Edit", GaitEdit, LegEdit, ArmEdit)


def strengthened(joints: NDArray[np.floating], intent: Intent, share: float) -> NDArray[np.float32]:
    """The motion with a share of its pattern's change on top; same length ``(T, 22, 3)``.

    Pace stays as it is: only side and posture are strengthened.
    """
    full = impairment(intent.pattern, intent.side, intent.severity)
    change = replace(mixed(full, share), cadence=1.0, stride=1.0, double_support=1.0)
    changed = edit(joints, change, FPS)
    if len(changed) != len(joints):
        same_time = replace(change, cadence=len(changed) / len(joints))
        changed = edit(joints, same_time, FPS)
    return _to_length(changed, len(joints))


def mixed(full: Edit, share: float) -> Edit:
    """A share of a change: 0 is none, 1 the whole, number by number."""
    neutral = type(full)()
    parts: dict[str, Any] = {}
    for field in fields(full):
        none, all_of_it = getattr(neutral, field.name), getattr(full, field.name)
        parts[field.name] = (
            none + share * (all_of_it - none)
            if isinstance(none, float)
            else mixed(all_of_it, share)
        )
    return type(full)(**parts)


def _to_length(joints: NDArray[np.float32], frames: int) -> NDArray[np.float32]:
    """Cut, or hold the last frame, where rounding left a frame too many or too few."""
    index = np.minimum(np.arange(frames), len(joints) - 1)
    return joints[index]
