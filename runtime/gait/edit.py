"""Parametric kinematic editing: turn one walk into another that a teacher can name.

An edit (:mod:`runtime.gait.change`) says what changes: a shorter single support, less knee
flexion in swing, a trunk that leans over the stance leg. Bones stay rigid, stance feet stay
planted, and the path of the pelvis follows from the standing feet, whatever is asked for.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from retarget.skeleton import FPS
from runtime.gait import body as bd
from runtime.gait.body import ADULT, Pose, Proportions
from runtime.gait.change import ArmEdit, Burst, GaitEdit, LegEdit, Pause, StepEdit
from runtime.gait.cleanup import to_origin
from runtime.gait.edit_legs import edit_legs, toe_clearance
from runtime.gait.edit_upper import edit_upper
from runtime.gait.events import GaitEvents, detect
from runtime.gait.phase import side_phases
from runtime.gait.plant import lock_feet, root_from_support
from runtime.gait.tempo import retime

__all__ = [
    "ArmEdit",
    "Burst",
    "GaitEdit",
    "LegEdit",
    "Pause",
    "StepEdit",
    "edit",
    "edit_pose",
    "retime",
]


def edit(
    joints: NDArray[np.floating],
    change: GaitEdit,
    fps: float = FPS,
    body: Proportions = ADULT,
) -> NDArray[np.float32]:
    """Apply a change of gait to a motion ``(T, 22, 3)``; returns ``(T', 22, 3)`` at 20 fps."""
    return edit_pose(bd.decompose(joints, fps), detect(joints, fps), change, body)


def edit_pose(
    pose: Pose, events: GaitEvents, change: GaitEdit, body: Proportions = ADULT
) -> NDArray[np.float32]:
    """:func:`edit` for a walk already decomposed, with its events; frame rate ``events.fps``."""
    retimed, new_events = retime(pose, events, change)
    phases = side_phases(new_events)
    changed = edit_upper(retimed, phases, new_events, change)
    changed = edit_legs(changed, phases, new_events, change, body)
    carried = _on_course(root_from_support(changed, new_events, body), new_events)
    locked = lock_feet(carried, new_events, body, toe_clearance(phases, change))
    return to_origin(bd.compose(locked, body)).astype(np.float32)


def _on_course(pose: Pose, events: GaitEvents) -> Pose:
    """A walk that drifts sideways put back on its line; turns stay turns.

    Joined strides and one-sided edits leave a small sideways drift of each step, which adds
    up. The feet are locked afterwards, so taking it off costs no slide.
    """
    lateral = events.lateral()
    ground = np.diff(pose.root[:, [0, 2]], axis=0)
    drift = float((ground * lateral[1:]).sum(axis=1).mean()) if len(ground) else 0.0
    root = pose.root.copy()
    root[1:, [0, 2]] -= np.cumsum(drift * lateral[1:], axis=0)
    return replace(pose, root=root)
