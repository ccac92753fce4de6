"""Physical plausibility of a motion: what no body can do, or no walker does.

Sliding feet, a foot in the floor or above it, stretching bones, jumps, flight. The limits
are those of Gaitbox's specification; what it leaves to real walking was measured on the
recordings that the default model learns from (``python -m tests.real_limits`` prints it).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retarget.skeleton import (
    FPS,
    JOINTS,
    LEFT_ANKLE,
    LEFT_FOOT,
    PARENTS,
    RIGHT_ANKLE,
    RIGHT_FOOT,
    TOE_HEIGHT,
    bone_lengths,
)
from runtime.gait.averages import longest_run
from runtime.gait.events import SIDES, GaitEvents, detect

Floats = NDArray[np.float64]

FLAT_TOE = (0.2, 0.7)
"""Part of stance in which the toe joint stands still: after loading, until late push-off."""

SLIDE_M = 0.01
BELOW_FLOOR_M = 0.01
STRETCH_M = 0.001
"""Most that a standing foot slides, a joint sinks, and a bone changes: the specification."""

USUAL_ACCELERATION = {
    "pelvis": 10.2,
    "hip": 10.6,
    "spine1": 9.7,
    "knee": 26.7,
    "spine2": 9.2,
    "ankle": 37.3,
    "spine3": 9.0,
    "foot": 58.8,
    "neck": 9.2,
    "collar": 9.2,
    "head": 9.2,
    "shoulder": 10.3,
    "elbow": 18.0,
    "wrist": 34.4,
}
"""99th percentile of each joint's acceleration in real walking, m/s2, left and right together.

[D] from 63 recordings, 0.45 to 1.9 m/s, 8,630 frames at 20 fps, second differences of the
positions over 0.05 s, world. Their own largest is 2.4 times the percentile (the shoulder).
"""
JUMP_FACTOR = 3.0
"""A joint that accelerates beyond this multiple of the percentile jumps: the specification."""

ON_FLOOR_M = 0.03
"""A foot is on the floor while its sole is nearer to it than this.

Wider than the height at which feet stand in recordings with a level floor (2.5 cm) [D]."""
LONGEST_FLIGHT_S = 0.25
"""Longest time without a foot on the floor in those recordings, at 1.9 m/s [D]."""
FLOATING_M = 0.035
"""Most that a foot stands above the floor: 9 of 10 recordings stand lower [D]."""

_FEET = ((LEFT_ANKLE, LEFT_FOOT), (RIGHT_ANKLE, RIGHT_FOOT))
_USUAL = np.array([USUAL_ACCELERATION[name.split("_")[-1]] for name in JOINTS])


@dataclass(frozen=True)
class Plausibility:
    """How far a motion breaks physics.

    Attributes:
        slide_median: metres that a standing foot (toe joint, flat part of stance) travels
            over the ground, median over the stances of the feet that are not to drag; None
            without a whole stance.
        slide_max: the largest of them.
        slide_side: the foot with the largest, ``"left"``, ``"right"`` or ``""``.
        bone_stretch: largest change of a bone's length from its median, metres.
        stretched: the joint at the end of that bone.
        below_floor: how far the lowest joint is under the floor, metres, 0 if none is.
        acceleration: largest acceleration, as a multiple of the 99th percentile of the same
            joint in real walking.
        jumping: the joint that has it.
        jump_at: when, seconds.
        flight_s: longest time with no foot on the floor, seconds.
        floating: how far the higher of the two feet stands above the floor (middle of its
            stances), metres; None without a whole stance.
    """

    slide_median: float | None
    slide_max: float | None
    slide_side: str
    bone_stretch: float
    stretched: str
    below_floor: float
    acceleration: float
    jumping: str
    jump_at: float
    flight_s: float
    floating: float | None

    def problems(self) -> list[str]:
        """A sentence for each limit that is broken, with the figure and the limit."""
        found = []
        if self.slide_max is not None and self.slide_max > SLIDE_M:
            found.append(
                f"The standing {self.slide_side} foot slides by {100 * self.slide_max:.1f} cm "
                f"(at most {100 * SLIDE_M:g} cm)."
            )
        if self.below_floor > BELOW_FLOOR_M:
            found.append(
                f"A foot sinks {100 * self.below_floor:.1f} cm into the floor "
                f"(at most {100 * BELOW_FLOOR_M:g} cm)."
            )
        if self.bone_stretch > STRETCH_M:
            found.append(
                f"The bone to the {self.stretched} changes its length by "
                f"{1000 * self.bone_stretch:.1f} mm (at most {1000 * STRETCH_M:g} mm)."
            )
        if self.acceleration > JUMP_FACTOR:
            found.append(
                f"The {self.jumping} jumps at {self.jump_at:.2f} s: {self.acceleration:.1f} times "
                f"the acceleration of real walking (at most {JUMP_FACTOR:g} times)."
            )
        if self.flight_s > LONGEST_FLIGHT_S + 1e-9:
            found.append(
                f"No foot is on the floor for {self.flight_s:.2f} s (at most "
                f"{LONGEST_FLIGHT_S:.2f} s)."
            )
        if self.floating is not None and self.floating > FLOATING_M:
            found.append(
                f"A standing foot floats {100 * self.floating:.1f} cm above the floor "
                f"(at most {100 * FLOATING_M:g} cm)."
            )
        return found


def plausibility(
    joints: NDArray[np.floating],
    fps: float = FPS,
    events: GaitEvents | None = None,
    dragging: Collection[str] = (),
) -> Plausibility:
    """Measure the plausibility of a motion ``(T, 22, 3)``, metres, Y up, floor at 0.

    Args:
        joints: the motion, in the world (not walking in place).
        fps: its frames a second.
        events: its gait events, where they are known.
        dragging: sides (``"left"``, ``"right"``) whose foot was asked to drag: a dragged
            foot slides, so its stances do not count.
    """
    positions = np.asarray(joints, dtype=np.float64)
    events = events or detect(positions, fps)
    slides = [
        (slide, side)
        for side in SIDES
        if side not in dragging
        for slide in _slides(positions, events, side)
    ]
    slide_max, slide_side = max(slides, default=(None, ""))
    lengths = bone_lengths(positions)
    stretch = np.abs(lengths - np.median(lengths, axis=0)).max(axis=0)
    multiple, joint, frame = _jump(positions, fps)
    soles, floating = _soles(positions, events)
    return Plausibility(
        slide_median=float(np.median([slide for slide, _ in slides])) if slides else None,
        slide_max=slide_max,
        slide_side=slide_side,
        bone_stretch=float(stretch.max()),
        stretched=_named(int(stretch.argmax())),
        below_floor=max(0.0, -float(positions[..., 1].min())),
        acceleration=multiple,
        jumping=_named(joint),
        jump_at=frame / fps,
        flight_s=longest_run(soles.min(axis=1) > ON_FLOOR_M) / fps,
        floating=floating,
    )


def stance_slides(joints: NDArray[np.floating], events: GaitEvents) -> list[float]:
    """Ground travel of the toe joint in the flat part of each whole stance, metres."""
    return [slide for side in SIDES for slide in _slides(joints, events, side)]


def accelerations(joints: NDArray[np.floating], fps: float) -> Floats:
    """Size of every joint's acceleration, ``(T - 2k, 22)``, m/s2.

    Differences over one frame of Gaitbox's rate (k frames of a faster recording), so that
    recordings of any rate compare with `USUAL_ACCELERATION`.
    """
    step = max(1, round(fps / FPS))
    bend = joints[2 * step :] - 2 * joints[step:-step] + joints[: -2 * step]
    return np.asarray(np.sqrt(np.einsum("tjc,tjc->tj", bend, bend)) * (fps / step) ** 2)


def _slides(joints: NDArray[np.floating], events: GaitEvents, side: str) -> list[float]:
    toe = joints[:, LEFT_FOOT if side == "left" else RIGHT_FOOT, ::2]
    slides = []
    for frames in flat_frames(events, side):
        track = toe[frames]
        if len(track) > 1:
            apart = np.linalg.norm(track[:, None] - track[None], axis=-1)
            slides.append(float(apart.max()))
    return slides


def flat_frames(events: GaitEvents, side: str) -> list[slice]:
    """Frames of the flat part of each whole stance of a foot."""
    frames = []
    for start, end in events.side(side).stances():
        low, high = (start + share * (end - start) for share in FLAT_TOE)
        frames.append(slice(int(np.ceil(low * events.fps)), int(high * events.fps) + 1))
    return frames


def _soles(joints: Floats, events: GaitEvents) -> tuple[Floats, float | None]:
    """Height of each foot's sole over time ``(T, 2)``, and how high the higher one stands.

    The sole is the lower of the toe and the heel; the heel, which no joint shows, is as far
    under the ankle as in the middle of this foot's own stances, whatever their height.
    """
    soles = np.empty((len(joints), 2))
    heights = []
    for column, ((ankle, toe), side) in enumerate(zip(_FEET, SIDES, strict=True)):
        frames = [f for part in flat_frames(events, side) for f in range(part.start, part.stop)]
        rise = joints[:, ankle, 1] - joints[:, toe, 1]
        standing = float(np.median(rise[frames] if frames else rise))
        heel = joints[:, ankle, 1] - standing
        soles[:, column] = np.minimum(joints[:, toe, 1], heel) - TOE_HEIGHT
        if frames:
            heights.append(float(np.median(soles[frames, column])))
    return soles, max(heights, default=None)


def _jump(joints: Floats, fps: float) -> tuple[float, int, int]:
    """Largest multiple of the usual acceleration, the joint that has it, and the frame."""
    step = max(1, round(fps / FPS))
    if len(joints) <= 2 * step:
        return 0.0, 0, 0
    multiples = accelerations(joints, fps) / _USUAL
    frame, joint = divmod(int(multiples.argmax()), len(PARENTS))
    return float(multiples[frame, joint]), joint, frame + step


def _named(joint: int) -> str:
    return JOINTS[joint].replace("_", " ")
