"""Parametric kinematic editing: turn one walk into another that a teacher can name.

An edit says what changes (a shorter single support, less knee flexion in swing, a trunk
that leans over the stance leg). Bones stay rigid, stance feet stay planted, and the path of
the pelvis follows from the standing feet, whatever is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from retarget.skeleton import FPS
from runtime.gait import body as bd
from runtime.gait.body import ADULT, Pose, Proportions
from runtime.gait.cleanup import to_origin
from runtime.gait.events import GaitEvents, SideEvents, detect, smooth
from runtime.gait.phase import side_phases, window
from runtime.gait.plant import lock_feet, root_from_support

Floats = NDArray[np.float64]

TIME_SMOOTHING_S = 0.05
"""Changes of tempo between gait phases are eased over about this time, seconds."""
LARGEST_ELBOW_FLEXION = np.radians(125.0)


@dataclass(frozen=True)
class LegEdit:
    """Changes of one leg and of the trunk over it. Degrees unless said otherwise."""

    single_support: float = 1.0
    """Factor on the time this leg stands alone (the other leg's swing)."""
    step_ahead: float = 1.0
    """Factor on how far the leg reaches forward of the hip."""
    step_behind: float = 1.0
    """Factor on how far the leg trails behind the hip."""
    knee_swing: float = 1.0
    """Factor on knee flexion in swing, pre-swing included."""
    knee_lift: float = 0.0
    """Knee flexion added in mid-swing; hip flexion follows so that the foot is lifted."""
    knee_flexion: float = 0.0
    """Knee flexion added through the whole cycle."""
    circumduction: float = 0.0
    """Outward path of the foot in mid-swing, metres."""
    heel_rise: float = 1.0
    """Factor on how far the foot rolls: heel rise in late stance, toes up at contact."""
    foot_swing: float = 0.0
    """Pitch added to the foot in swing until contact; negative drops the toes."""
    hike: float = 0.0
    """Pelvis raised on this side during its swing."""
    drop: float = 0.0
    """Pelvis dropped on the other side while this leg stands alone."""
    lean: float = 0.0
    """Trunk leaned over this leg during its stance."""


@dataclass(frozen=True)
class ArmEdit:
    """Changes of one arm."""

    swing: float = 1.0
    """Factor on the fore-aft swing of the upper arm and on the elbow's motion."""
    forward: float = 0.0
    """Upper arm brought forward, degrees."""
    abduction: float = 0.0
    """Upper arm brought outward, degrees."""
    elbow: float = 0.0
    """Elbow flexion added, degrees."""
    across: float = 0.0
    """0 to 1: how far the forearm is turned across the belly."""


@dataclass(frozen=True)
class GaitEdit:
    """A whole change of gait; the default changes nothing."""

    cadence: float = 1.0
    """Factor on steps a minute."""
    double_support: float = 1.0
    """Factor on the time both feet stand, before ``cadence``."""
    stride: float = 1.0
    """Factor on the reach of both legs, forward and back."""
    step_width: float = 0.0
    """Added to the distance between the feet, metres."""
    trunk_forward: float = 0.0
    """Trunk flexed forward, degrees."""
    head_forward: float = 0.0
    """Head bent forward, degrees, on top of the trunk."""
    trunk_sway: float = 1.0
    """Factor on the walker's own side-to-side motion of trunk and pelvis."""
    left: LegEdit = field(default_factory=LegEdit)
    right: LegEdit = field(default_factory=LegEdit)
    left_arm: ArmEdit = field(default_factory=ArmEdit)
    right_arm: ArmEdit = field(default_factory=ArmEdit)

    @property
    def legs(self) -> tuple[LegEdit, LegEdit]:
        """Left and right leg."""
        return self.left, self.right

    @property
    def arms(self) -> tuple[ArmEdit, ArmEdit]:
        """Left and right arm."""
        return self.left_arm, self.right_arm


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
    changed = _edit_trunk(retimed, phases, change)
    changed = _edit_legs(changed, phases, change, body)
    changed = _edit_arms(changed, change)
    carried = _on_course(root_from_support(changed, new_events, body), new_events)
    locked = lock_feet(carried, new_events, body)
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


def retime(pose: Pose, events: GaitEvents, change: GaitEdit) -> tuple[Pose, GaitEvents]:
    """Stretch the phases of the gait cycle and resample to 20 fps; events move along."""
    times = events.times
    # Asked half-way to the next frame: no event that falls on a frame is on either side of it
    # by a rounding error, and strides that are alike stay alike.
    between = times + 0.5 / events.fps
    left, right = events.left.in_stance(between), events.right.in_stance(between)
    factor = np.where(left & right, change.double_support, 1.0)
    factor = np.where(left & ~right, change.left.single_support, factor)
    factor = np.where(right & ~left, change.right.single_support, factor)
    tempo = smooth(factor / change.cadence, TIME_SMOOTHING_S * events.fps)
    warped = np.concatenate([[0.0], np.cumsum(tempo[:-1])]) / events.fps
    count = int(np.floor(warped[-1] * FPS + 1e-6)) + 1
    frames = np.interp(np.arange(count) / FPS, warped, np.arange(len(times)))

    def moved(side: SideEvents) -> SideEvents:
        return SideEvents(
            np.interp(side.contacts, times, warped),
            np.interp(side.foot_offs, times, warped),
        )

    nearest = np.clip(np.round(frames).astype(int), 0, len(times) - 1)
    heading = events.heading[nearest]
    return pose.sample(frames), GaitEvents(moved(events.left), moved(events.right), heading, FPS)


def _edit_trunk(pose: Pose, phases: Floats, change: GaitEdit) -> Pose:
    """Trunk lean and flexion, pelvic drop and hike, head."""
    lean = np.zeros(len(pose))
    tilt = np.zeros(len(pose))
    for side, leg in enumerate(change.legs):
        toward = bd.OUTWARD[side]
        stance = window(phases[:, side], -0.1, 0.3, 0.75, 1.1)
        alone = window(phases[:, side], 0.05, 0.35, 0.7, 0.95)
        swing = window(phases[:, side], 0.9, 1.3, 1.6, 1.95)
        lean += toward * np.radians(leg.lean) * stance
        # Raising the left end of the hip line is a positive tilt.
        tilt += toward * np.radians(leg.drop) * alone
        tilt += toward * np.radians(leg.hike) * swing
    forward = np.full(len(pose), np.radians(change.trunk_forward))
    nod = np.full(len(pose), np.radians(change.trunk_forward * 0.5 + change.head_forward))
    calm = _calmed(pose, change.trunk_sway)
    trunk = _lean(_flex(calm.trunk, forward), lean)
    return replace(
        calm,
        trunk=trunk,
        shoulders=_lean(_flex(calm.shoulders, forward), lean),
        head=_lean(_flex(calm.head, nod), 0.4 * lean),
        pelvis=_lean(calm.pelvis, -tilt),
    )


def _calmed(pose: Pose, sway: float) -> Pose:
    """Side-to-side motion of trunk and pelvis scaled about its mean."""
    if sway == 1.0:
        return pose
    return replace(
        pose,
        trunk=bd.unit(_about_mean(pose.trunk, sway)),
        pelvis=bd.unit(_about_mean(pose.pelvis, sway)),
        shoulders=bd.unit(_about_mean(pose.shoulders, sway)),
    )


def _about_mean(values: Floats, factor: float) -> Floats:
    mean = values.mean(axis=0)
    return np.asarray(mean + factor * (values - mean))


def _edit_legs(pose: Pose, phases: Floats, change: GaitEdit, body: Proportions) -> Pose:
    """Reach, knee, circumduction and foot of both legs."""
    flexion, abduction = pose.hip_flexion.copy(), pose.hip_abduction.copy()
    knee, pitch = pose.knee.copy(), pose.foot_pitch.copy()
    for side, leg in enumerate(change.legs):
        phase = phases[:, side]
        mid_swing = window(phase, 0.95, 1.4, 1.45, 1.95)
        swing = window(phase, 0.75, 1.1, 1.6, 2.0)
        drop_foot = window(phase, 0.95, 1.25, 2.0, 2.25)
        reach = flexion[:, side]
        scale = np.where(reach > 0, leg.step_ahead, leg.step_behind) * change.stride
        flexion[:, side] = reach * scale + np.radians(0.18 * leg.knee_lift) * mid_swing
        knee[:, side] *= 1.0 - (1.0 - leg.knee_swing) * swing
        knee[:, side] += np.radians(leg.knee_flexion) + np.radians(leg.knee_lift) * mid_swing
        abduction[:, side] += np.arcsin(leg.circumduction / body.leg) * mid_swing
        abduction[:, side] += np.arcsin(change.step_width / 2 / body.leg)
        roll = min(change.stride * leg.step_behind, leg.heel_rise)
        pitch[:, side] = _rolled_less(pitch[:, side], phase, roll)
        pitch[:, side] += np.radians(leg.foot_swing) * drop_foot
    return replace(pose, hip_flexion=flexion, hip_abduction=abduction, knee=knee, foot_pitch=pitch)


def _rolled_less(pitch: Floats, phase: Floats, roll: float) -> Floats:
    """Less heel rise and toe-up: shorter steps and stiffer knees roll the foot less."""
    if roll >= 1.0:
        return pitch
    standing = (phase > 0.3) & (phase < 0.6)
    rest = float(np.median(pitch[standing])) if standing.any() else float(np.median(pitch))
    return np.asarray(rest + (pitch - rest) * (0.1 + 0.9 * roll))


def _edit_arms(pose: Pose, change: GaitEdit) -> Pose:
    arms = pose.arms.copy()
    for side, arm in enumerate(change.arms):
        if arm != ArmEdit():
            arms[:, side] = _edit_arm(arms[:, side], arm, side)
    return replace(pose, arms=arms)


def _edit_arm(directions: Floats, arm: ArmEdit, side: int) -> Floats:
    """Directions of upper arm and forearm, ``(T, 2, 3)``."""
    upper, fore = directions[:, 0], directions[:, 1]
    swing = np.arctan2(upper[:, 2], -upper[:, 1])
    aside = np.arcsin(np.clip(upper[:, 0] * bd.OUTWARD[side], -1, 1))
    flexion = np.arccos(np.clip((upper * fore).sum(1), -1, 1))
    bend = bd.unit(fore - (fore * upper).sum(1, keepdims=True) * upper)
    swing = _about_mean(swing, arm.swing) + np.radians(arm.forward)
    aside = _about_mean(aside, max(arm.swing, 0.5)) + np.radians(arm.abduction)
    flexion = _about_mean(flexion, arm.swing) + np.radians(arm.elbow)
    flexion = np.clip(flexion, np.radians(2.0), LARGEST_ELBOW_FLEXION)
    new_upper = bd.leg_axis(swing, aside, side)
    inward = np.array([-bd.OUTWARD[side] * 0.55, 0.25, 0.8])
    bend = bd.unit(bend * (1 - arm.across) + arm.across * bd.unit(inward))
    bend = bd.unit(bend - (bend * new_upper).sum(1, keepdims=True) * new_upper)
    new_fore = np.cos(flexion)[:, None] * new_upper + np.sin(flexion)[:, None] * bend
    return np.stack([new_upper, bd.unit(new_fore)], axis=1)


def _lean(vectors: Floats, angle: Floats) -> Floats:
    """Turn about the forward axis: the up direction goes to the left (+X) for angle > 0."""
    cos, sin = np.cos(angle), np.sin(angle)
    x, y, z = vectors.T
    return np.stack([cos * x + sin * y, cos * y - sin * x, z], axis=1)


def _flex(vectors: Floats, angle: Floats) -> Floats:
    """Turn about the left axis: the up direction goes forward (+Z) for angle > 0."""
    cos, sin = np.cos(angle), np.sin(angle)
    x, y, z = vectors.T
    return np.stack([x, cos * y - sin * z, cos * z + sin * y], axis=1)
