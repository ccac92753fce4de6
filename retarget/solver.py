"""From 22 joint positions to bone rotations on a rig, analytically, frame-parallel.

Directions of bones give their swing; the planes of knees and elbows, the hips and
the collars give the twist (see :mod:`retarget.limbs`). The root's path is scaled by
leg length. Legs and feet scale alike along the path, so what stands still in the
motion stands still on the avatar; what the proportions leave over is taken up by a
small correction of the legs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retarget import rotations
from retarget import skeleton as sk
from retarget.bone_map import MIXAMO, mapped_bones
from retarget.filters import smooth, smoothstep, upper_envelope
from retarget.fit import fit_rig
from retarget.limbs import Leg, twist_to, twisted
from retarget.rig import Pose, Rig
from retarget.skeleton import FloatArray
from retarget.source import Source

_FORWARD = np.array([0.0, 0.0, 1.0])
_LEFT = np.array([1.0, 0.0, 0.0])
_UP = np.array([0.0, 1.0, 0.0])
_SIDES = ("left", "right")
_TOE_BEND = np.radians(60.0)
"""Most that the toes bend up at push-off."""
_TOE_SIGMA = 0.7
"""Smoothing of the toes' bend, frames."""
_TOE_CONTACT = (0.02, 0.12)
"""A toe joint lifted by less than the first bears on the floor, by more than the second
does not, metres."""
_ON_TOES = (np.radians(2.0), np.radians(20.0))
"""Heel rise from which, and to which, the foot is placed by its toes, not its ankle."""
_LIFT_FRAMES = 2
"""Frames either way over which a foot's lift from under the floor fades."""
_SINK = 0.01
"""A sole this deep in the floor is left to its own leg to lift, metres."""
_RISE_FRAMES = 4
"""Frames either way over which the body's rise fades."""
_STANCE_SHARE = 35.0
"""Percentile of the lower sole's height that is put on the floor."""


def solve(joints: FloatArray, rig: Rig) -> Pose:
    """Put a motion on a rig.

    Args:
        joints: ``(T, 22, 3)`` metres, Y up, HumanML3D's joints.
        rig: a rig with Mixamo bones, in T-pose.

    Returns:
        The pose; its ``rig`` is the given one with inner joints fitted to the motion
        (:func:`retarget.fit.fit_rig`).

    Raises:
        BadInput: for joints of another shape or not finite, or a rig of other bones.
    """
    source = Source.of(joints)
    return _Solver(source, fit_rig(rig, source), MIXAMO).run()


def solve_own(joints: FloatArray, rig: Rig, bones: tuple[str, ...]) -> Pose:
    """Put a motion on a rig made from its own bones, as it is: not moved to any floor.

    Args:
        joints: ``(T, 22, 3)`` metres.
        rig: the motion's skeleton in T-pose, without soles.
        bones: the rig's bone for each of the 22 joints.
    """
    return _Solver(Source.of(joints), rig, bones).run()


@dataclass
class _Solver:
    """One run: bones are filled in from the trunk outwards."""

    source: Source
    rig: Rig
    bones: tuple[str, ...]

    def __post_init__(self) -> None:
        self.at = dict(zip(sk.JOINTS, mapped_bones(self.rig, self.bones), strict=True))
        self.turns: dict[int, FloatArray] = {}
        self.scale = self._leg_length() / self.source.leg
        self._foot_across: dict[str, FloatArray] = {}
        self._heel_rise: dict[str, FloatArray] = {}

    def run(self) -> Pose:
        """Trunk, arms, legs on the floor, then everything else carried along."""
        self._trunk()
        for side in _SIDES:
            self._arm(side)
        root = self._legs()
        return Pose(self.rig, self._all_turns(), root, float(self.scale))

    def _rest(self, joint: str, child: str) -> FloatArray:
        return self.rig.offset(self.at[joint], self.at[child])

    def _direction(self, child: str) -> FloatArray:
        return np.asarray(self.source.directions[:, sk.JOINTS.index(child)])

    def _leg_length(self) -> float:
        chains = [(f"{s}_hip", f"{s}_knee", f"{s}_ankle") for s in _SIDES]
        lengths = [
            np.linalg.norm(self._rest(a, b))
            for hip, knee, ankle in chains
            for a, b in ((hip, knee), (knee, ankle))
        ]
        return float(np.sum(lengths) / 2)

    def _trunk(self) -> None:
        """Pelvis and chest by their frames, the spine between them, the neck."""
        at, pelvis, chest = self.at, self.source.pelvis, self.source.chest
        self.turns[at["pelvis"]] = pelvis
        self.turns[at["spine3"]] = chest
        for joint, child, share in (("spine1", "spine2", 1 / 3), ("spine2", "spine3", 2 / 3)):
            base = _between(pelvis, chest, share)
            self.turns[at[joint]] = twisted(base, self._rest(joint, child), self._direction(child))
        neck = twisted(chest, self._rest("neck", "head"), self._direction("head"))
        self.turns[at["neck"]] = neck

    def _arm(self, side: str) -> None:
        collar, shoulder, elbow, wrist = (
            f"{side}_{joint}" for joint in ("collar", "shoulder", "elbow", "wrist")
        )
        at, chest = self.at, self.source.chest
        self.turns[at[collar]] = twisted(
            chest, self._rest(collar, shoulder), self._direction(shoulder)
        )
        upper, lower = self._direction(elbow), self._direction(wrist)
        swung = twisted(chest, self._rest(shoulder, elbow), upper)
        usual = rotations.apply(swung, _FORWARD)
        arm = twist_to(swung, upper, _FORWARD, usual, lower)
        self.turns[at[shoulder]] = arm
        self.turns[at[elbow]] = twisted(arm, self._rest(elbow, wrist), lower)

    def _legs(self) -> FloatArray:
        """Legs, feet and toes on the floor; returns the root's path ``(T, 3)``."""
        middle = self.source.hips * self.scale
        root = middle - self._hips_from_root()
        legs = {side: self._leg(side, root) for side in _SIDES}
        for side in _SIDES:
            self._measure_foot(side, legs[side].shank)
        if len(self.rig.soles) == 0:
            for side in _SIDES:
                self._set_leg(side, legs[side])
            return np.asarray(root)
        targets = {side: self._ankle_target(side) for side in _SIDES}
        for side in _SIDES:
            self._set_leg(side, legs[side].reach(targets[side]))
        soles = {side: self._sole_height(side, legs[side].reach(targets[side])) for side in _SIDES}
        floor = np.percentile(np.minimum(*soles.values()), _STANCE_SHARE)
        # Where the lower foot is under the floor the whole body rises, then each foot alone.
        sunk = floor - np.minimum(*soles.values())
        rise = upper_envelope(np.maximum(sunk - _SINK, 0.0), _RISE_FRAMES)
        root += (rise - floor)[:, None] * _UP
        for side in _SIDES:
            height = soles[side] + rise - floor
            lift = upper_envelope(np.maximum(-height, 0.0), _LIFT_FRAMES)
            target = targets[side] + (rise - floor + lift)[:, None] * _UP
            self._set_leg(side, self._leg(side, root).reach(target))
        return np.asarray(root)

    def _hips_from_root(self) -> FloatArray:
        rest = (self._rest("pelvis", "left_hip") + self._rest("pelvis", "right_hip")) / 2
        return rotations.apply(self.source.pelvis, rest)

    def _leg(self, side: str, root: FloatArray) -> Leg:
        """The leg with the motion's own directions."""
        hip, knee, ankle, toe = (f"{side}_{j}" for j in ("hip", "knee", "ankle", "foot"))
        pelvis = self.source.pelvis
        upper, lower = self._direction(knee), self._direction(ankle)
        swung = twisted(pelvis, self._rest(hip, knee), upper)
        ahead = rotations.apply(swung, _FORWARD)
        foot = self._direction(toe)
        usual = ahead + rotations.normalise(foot - np.sum(foot * upper, -1, keepdims=True) * upper)
        thigh = twist_to(swung, upper, _FORWARD, usual, -lower)
        shank = twisted(thigh, self._rest(knee, ankle), lower)
        start = root + rotations.apply(pelvis, self._rest("pelvis", hip))
        return Leg(start, thigh, shank, self._rest(hip, knee), self._rest(knee, ankle))

    def _ankle_target(self, side: str) -> FloatArray:
        """Scaled path of the ankle, or of the toe once the heel has left the floor."""
        ankle = sk.JOINTS.index(f"{side}_ankle")
        toe = sk.JOINTS.index(f"{side}_foot")
        joints, foot = self.source.joints, self._direction(f"{side}_foot")
        length = np.linalg.norm(self._rest(f"{side}_ankle", f"{side}_foot"))
        surplus = self.scale * np.linalg.norm(joints[:, toe] - joints[:, ankle], axis=-1) - length
        across, rise = self._foot_across[side], self._heel_rise[side]
        flat = rotations.apply(rotations.axis_angle(across, -rise), foot)
        weight = smoothstep(rise, *_ON_TOES)
        return np.asarray(
            self.scale * joints[:, ankle] + (weight * surplus)[:, None] * (foot - flat)
        )

    def _measure_foot(self, side: str, shank: FloatArray) -> None:
        """The foot's left axis, kept level after the shank, and how far the heel is up.

        The heel's rise is the slope beyond flat about that axis, so it goes on
        counting when the foot hangs past the vertical.
        """
        foot = self._direction(f"{side}_foot")
        swung = twisted(shank, self._rest(f"{side}_ankle", f"{side}_foot"), foot)
        across = rotations.frame(foot, swung[..., :, 0] * (1.0, 0.0, 1.0))[..., :, 1]
        ahead = rotations.normalise(np.cross(across, _UP))
        slope = np.arctan2(-foot[:, 1], np.sum(foot * ahead, axis=-1))
        self._foot_across[side] = across
        self._heel_rise[side] = slope - self.source.flat

    def _set_leg(self, side: str, leg: Leg) -> None:
        at = self.at
        self.turns[at[f"{side}_hip"]] = leg.thigh
        self.turns[at[f"{side}_knee"]] = leg.shank
        foot = self._foot(side)
        self.turns[at[f"{side}_ankle"]] = foot
        self.turns[at[f"{side}_foot"]] = self._toes(side, foot)

    def _foot(self, side: str) -> FloatArray:
        """The foot along its direction, its sole level from side to side."""
        rest = self._rest(f"{side}_ankle", f"{side}_foot")
        posed = rotations.frame(self._direction(f"{side}_foot"), self._foot_across[side])
        return np.asarray(posed @ rotations.frame(rest, _LEFT).T)

    def _toes(self, side: str, foot: FloatArray) -> FloatArray:
        """Toes that stay on the floor while the heel rises over them."""
        toe = self.source.joints[:, sk.JOINTS.index(f"{side}_foot"), 1]
        lifted = (toe - np.percentile(toe, 10)) * self.scale
        bearing = 1.0 - smoothstep(lifted, *_TOE_CONTACT)
        bend = smooth(np.clip(self._heel_rise[side], 0.0, _TOE_BEND) * bearing, _TOE_SIGMA)
        return np.asarray(foot @ rotations.axis_angle(_LEFT, -bend))

    def _sole_height(self, side: str, leg: Leg) -> FloatArray:
        """Height of the lowest point of a foot's sole, ``(T,)`` metres."""
        ankle, toe = self.at[f"{side}_ankle"], self.at[f"{side}_foot"]
        foot_turn, toe_turn = self.turns[ankle], self.turns[toe]
        foot_place = leg.ankle
        toe_place = foot_place + rotations.apply(foot_turn, self.rig.offset(ankle, toe))
        mine = self.rig.sole_feet == ankle
        points, share = self.rig.soles[mine], self.rig.sole_toes[mine]
        by_foot = foot_turn[:, 1] @ (points - self.rig.heads[ankle]).T + foot_place[:, 1, None]
        by_toe = toe_turn[:, 1] @ (points - self.rig.heads[toe]).T + toe_place[:, 1, None]
        return np.asarray(((1.0 - share) * by_foot + share * by_toe).min(axis=1))

    def _all_turns(self) -> FloatArray:
        """Every bone's turn ``(T, B, 3, 3)``: unmapped bones move with their parents."""
        count = len(self.source.joints)
        result = np.empty((count, len(self.rig.names), 3, 3))
        for bone, parent in enumerate(self.rig.parents):
            if bone in self.turns:
                result[:, bone] = self.turns[bone]
            else:
                result[:, bone] = result[:, parent] if parent >= 0 else np.eye(3)
        return result


def _between(first: FloatArray, second: FloatArray, share: float) -> FloatArray:
    """Rotations part of the way from one to another, ``(T, 3, 3)``."""
    a = rotations.matrix_to_quaternion(first)
    b = rotations.matrix_to_quaternion(second)
    b = np.where(np.sum(a * b, axis=-1, keepdims=True) < 0, -b, b)
    return rotations.quaternion_to_matrix((1 - share) * a + share * b)
