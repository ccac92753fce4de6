"""What the pipeline makes: a new motion, or a motion of which a part is made anew.

The two differ in how they are drawn, cleaned and corrected, and in the frames that the
sentence is about; everything else is the pipeline's and the same for both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from retarget.avatar import Phenotype
from retarget.skeleton import FPS
from runtime.edit_request import TOKEN_S, EditRequest
from runtime.request import Request
from runtime.result import Edit

if TYPE_CHECKING:
    from runtime.engine.engine import Engine, Progress, RawMotion
    from runtime.gait.change import GaitEdit
    from runtime.gait.layout import Intent

Joints = NDArray[np.float32]

NORMAL_WALKS = {
    "slow": "a healthy adult walks forward slowly",
    "comfortable": "a healthy adult walks forward at a normal speed",
    "fast": "a healthy adult walks forward fast",
}
"""Sentences for the walk that is rebuilt, by pace."""
REBUILT_LONGER = 1.2
"""Some changes make a walk faster and thus shorter; so much longer is it drawn."""

SLIDE_M = 0.05
"""A foot that slides by more than this while it should stand is told, metres."""


class Making(Protocol):
    """One kind of making motions for a request."""

    @property
    def request(self) -> Request:
        """Sentence, seed, samples, body."""

    @property
    def avatar(self) -> str | Phenotype | None:
        """The body, where it is settled before the sentence is read."""

    @property
    def edit(self) -> Edit | None:
        """What is changed of which motion, None for a new motion."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user has to know about how it is made and measured."""

    def draw(
        self, engine: Engine, intent: Intent, seed: int, progress: Progress
    ) -> list[RawMotion]:
        """As many motions as the request has samples."""

    def clean(self, raw: RawMotion) -> Joints:
        """A raw motion made plausible, ``(T, 22, 3)``."""

    def judged(self, joints: Joints) -> Joints:
        """The frames that the sentence is about."""

    def changed(self, joints: Joints, change: GaitEdit) -> Joints:
        """The motion with a change of gait, same length."""

    def rebuilt(self, engine: Engine, intent: Intent, seed: int, frames: int) -> Joints | None:
        """A normal walk of the same model with the whole change of the intent, or None."""

    def remarks(self, joints: Joints) -> tuple[str, ...]:
        """What the user has to know about the finished motion."""


@dataclass(frozen=True)
class NewMotion:
    """A motion made from a sentence alone."""

    request: Request
    edit: Edit | None = None
    notes: tuple[str, ...] = ()

    @property
    def avatar(self) -> str | Phenotype | None:
        """The wished body."""
        return self.request.avatar

    def draw(
        self, engine: Engine, intent: Intent, seed: int, progress: Progress
    ) -> list[RawMotion]:
        """As many motions as the request has samples."""
        return engine.generate(
            self.request.prompt,
            intent.vector(),
            seed=seed,
            samples=self.request.samples,
            seconds=self.request.seconds,
            progress=progress,
        )

    def clean(self, raw: RawMotion) -> Joints:
        """Rigid bones, standing feet."""
        from runtime.gait.cleanup import cleanup

        return cleanup(raw.joints)

    def judged(self, joints: Joints) -> Joints:
        """All of it."""
        return joints

    def changed(self, joints: Joints, change: GaitEdit) -> Joints:
        """Changed from the first frame to the last."""
        from runtime.gait.fitted import changed

        return changed(joints, change)

    def rebuilt(self, engine: Engine, intent: Intent, seed: int, frames: int) -> Joints | None:
        """The whole change on a normal walk, drawn long enough to be cut to ``frames``."""
        from runtime.gait.cleanup import cleanup
        from runtime.gait.edit import edit
        from runtime.gait.fitted import to_length
        from runtime.gait.impairments import edit_of
        from runtime.gait.layout import Intent

        change = edit_of(intent, np.random.default_rng(seed))
        longest = engine.limits.max_seconds
        raw = engine.generate(
            NORMAL_WALKS[intent.speed],
            Intent(speed=intent.speed).vector(),
            seed=seed,
            seconds=min(longest, frames / FPS * REBUILT_LONGER),
        )[0]
        return to_length(edit(cleanup(raw.joints), change), frames)

    def remarks(self, joints: Joints) -> tuple[str, ...]:
        """None."""
        return ()


class ChangedPart:
    """A motion of which the part between two instants is made anew."""

    def __init__(self, request: EditRequest) -> None:
        from runtime import part

        self.request = request.wish
        # Nobody turns into somebody else on the way: the source's body comes before the sentence.
        self.avatar = request.wish.avatar or request.source.avatar
        self.edit = Edit(
            source=request.source.name,
            source_prompt=request.source.prompt,
            start=request.start,
            end=request.end,
            kept_tokens=request.tokens - request.changed_tokens,
            tokens=request.tokens,
        )
        self._part = request.frames
        foreign = part.bone_difference(request.source.joints)
        other_body = foreign > part.SAME_BODY_M
        self.notes = _notes(request, foreign if other_body else None)
        own = part.on_own_body if other_body else part.at_origin
        self._joints = own(request.source.joints)

    def draw(
        self, engine: Engine, intent: Intent, seed: int, progress: Progress
    ) -> list[RawMotion]:
        """The source with another part, as often as the request has samples."""
        from runtime.part import features_of

        return engine.edit(
            features_of(self._joints),
            (self.edit.start, self.edit.end),
            self.request.prompt,
            intent.vector(),
            seed=seed,
            samples=self.request.samples,
            progress=progress,
        )

    def clean(self, raw: RawMotion) -> Joints:
        """The part smoothed, the feet of the whole planted."""
        from runtime.part import clean_part

        return clean_part(raw.joints, self._part, self._joints)

    def judged(self, joints: Joints) -> Joints:
        """The part."""
        return joints[self._part]

    def changed(self, joints: Joints, change: GaitEdit) -> Joints:
        """Changed in the part."""
        from runtime.part import changed_part

        return changed_part(joints, self._part, self._joints, change)

    def rebuilt(self, engine: Engine, intent: Intent, seed: int, frames: int) -> Joints | None:
        """None: another walk would not join the motion."""
        return None

    def remarks(self, joints: Joints) -> tuple[str, ...]:
        """Whether the two walks do not join well: a foot slides that should stand."""
        from runtime.gait.plausibility import plausibility

        slide = plausibility(joints).slide_max
        if slide is None or slide < SLIDE_M:
            return ()
        return (
            f"A standing foot slides by {100 * slide:.0f} cm: the part does not join the motion "
            "well; another seed, or another start of the part, may do better.",
        )


def _notes(request: EditRequest, foreign: float | None) -> tuple[str, ...]:
    """What the user reads about the part and the body; ``foreign``: largest difference, metres."""
    notes = [f"Measured between {request.start:.1f} and {request.end:.1f} s."]
    if request.widened:
        notes.append(f"The part was widened to the model's whole steps of {TOKEN_S:g} s.")
    if foreign is not None:
        notes.append(
            f"The motion is of another body (bones differ by up to {100 * foreign:.0f} cm); it "
            "was put on Gaitbox's skeleton."
        )
    return tuple(notes)
