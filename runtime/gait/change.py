"""A change of gait as data: what is different from the walk that is edited.

Every default changes nothing. Angles are in degrees, lengths in metres, times in seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class LegEdit:
    """Changes of one leg and of the trunk over it."""

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
    hyperextension: float = 0.0
    """How far the knee bends backward in mid-stance; 0 leaves it as it is."""
    circumduction: float = 0.0
    """Outward path of the foot in mid-swing."""
    heel_rise: float = 1.0
    """Factor on how far the foot rolls: heel rise in late stance, toes up at contact."""
    equinus: float = 0.0
    """Plantarflexion through the whole cycle: the heel stays up."""
    vault: float = 0.0
    """Plantarflexion while this leg stands alone: an early heel rise that lifts the body."""
    foot_swing: float = 0.0
    """Pitch added to the foot in swing until contact; negative drops the toes."""
    clearance: float = 1.0
    """Factor on the height of the toes above the floor in swing; 0 drags them."""
    foot_yaw: float = 0.0
    """Foot turned outward (+) or inward, with half of it at the knee."""
    knee_yaw: float = 0.0
    """Knee turned outward (+) or inward alone."""
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
    """Upper arm brought forward."""
    abduction: float = 0.0
    """Upper arm brought outward."""
    elbow: float = 0.0
    """Elbow flexion added."""
    across: float = 0.0
    """0 to 1: how far the forearm is turned across the belly."""


@dataclass(frozen=True)
class StepEdit:
    """Changes of one step, from the swing that leads to it to the next of the same leg."""

    length: float = 1.0
    """Factor on the reach of the leg."""
    width: float = 0.0
    """Added outward distance of the foot."""
    lift: float = 0.0
    """Knee flexion added in the swing that leads to it."""


@dataclass(frozen=True)
class Pause:
    """The walk comes to a halt for a while, with both feet on the floor."""

    step: int
    """Number of the contact, counted over both feet from 0, after which it halts."""
    seconds: float
    tremor: float = 0.0
    """Amplitude of the knees' trembling meanwhile."""


@dataclass(frozen=True)
class Burst:
    """A short involuntary movement of trunk, head or one arm: there and back."""

    start: float
    seconds: float
    trunk_lean: float = 0.0
    """Towards the left."""
    trunk_forward: float = 0.0
    head: float = 0.0
    """Head bent forward (+) or backward."""
    arm: int = 0
    """0 for the left arm, 1 for the right."""
    abduction: float = 0.0
    forward: float = 0.0
    elbow: float = 0.0


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
    """Added to the distance between the feet."""
    trunk_forward: float = 0.0
    """Trunk flexed forward."""
    trunk_lean: float = 0.0
    """Trunk leaned to the left (+) or right all the time."""
    head_forward: float = 0.0
    """Head bent forward, on top of the trunk."""
    trunk_sway: float = 1.0
    """Factor on the walker's own side-to-side motion of trunk and pelvis."""
    sway: float = 0.0
    """Trunk leaned to the standing side, both sides alike."""
    pelvis_tilt: float = 0.0
    """Left side of the pelvis raised (+) or lowered all the time."""
    left: LegEdit = field(default_factory=LegEdit)
    right: LegEdit = field(default_factory=LegEdit)
    left_arm: ArmEdit = field(default_factory=ArmEdit)
    right_arm: ArmEdit = field(default_factory=ArmEdit)
    strides: tuple[float, ...] = ()
    """Factors on the duration of one stride after the other (left contact to left contact),
    before ``cadence``; after the last the first again."""
    steps: tuple[StepEdit, ...] = ()
    """Changes of one step after the other, of both feet in turn; after the last the first."""
    pauses: tuple[Pause, ...] = ()
    bursts: tuple[Burst, ...] = ()

    @property
    def legs(self) -> tuple[LegEdit, LegEdit]:
        """Left and right leg."""
        return self.left, self.right

    @property
    def arms(self) -> tuple[ArmEdit, ArmEdit]:
        """Left and right arm."""
        return self.left_arm, self.right_arm
