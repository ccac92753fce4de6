"""A rig: named bones with a T-pose, and what a pose on it is.

A bone's rotation is the turn away from the T-pose, in the body's own axes
(metres, Y up, faces +Z, left +X). The identity everywhere is the T-pose, however
a file format orients its bones.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from retarget.rotations import apply, transpose
from retarget.skeleton import FloatArray


@dataclass(frozen=True)
class Rig:
    """Bones in T-pose; a parent always comes before its children."""

    names: tuple[str, ...]
    parents: tuple[int, ...]
    heads: FloatArray
    """``(B, 3)`` where each bone turns."""
    tails: FloatArray
    """``(B, 3)`` where each bone points."""
    soles: FloatArray = field(default_factory=lambda: np.empty((0, 3)))
    """``(S, 3)`` points of the T-pose's soles that can touch the floor."""
    sole_feet: NDArray[np.intp] = field(default_factory=lambda: np.empty(0, np.intp))
    """``(S,)`` the foot bone that each of them moves with."""
    sole_toes: FloatArray = field(default_factory=lambda: np.empty(0))
    """``(S,)`` share, from 0 to 1, by which it moves with the toe bone instead."""

    def index(self, name: str) -> int:
        """Place of a bone in the arrays; ``ValueError`` when there is no such bone."""
        return self.names.index(name)

    def offset(self, bone: int, child: int) -> FloatArray:
        """Vector from a bone's head to another's in the T-pose, ``(3,)``."""
        return np.asarray(self.heads[child] - self.heads[bone])

    def offsets(self) -> FloatArray:
        """Heads relative to their parents' heads, ``(B, 3)``; the root's own head for the root."""
        parents = np.array(self.parents)
        return np.where((parents < 0)[:, None], self.heads, self.heads - self.heads[parents])


@dataclass(frozen=True)
class Pose:
    """A motion on a rig."""

    rig: Rig
    rotations: FloatArray
    """``(T, B, 3, 3)`` each bone's turn from the T-pose, in the body's axes."""
    root: FloatArray
    """``(T, 3)`` where the root bone's head is, metres."""
    scale: float
    """Leg length of the rig over leg length of the source."""

    def local(self) -> FloatArray:
        """Rotations relative to the parent bone, ``(T, B, 3, 3)``."""
        parents = np.array(self.rig.parents)
        relative = transpose(self.rotations[:, parents]) @ self.rotations
        relative[:, parents < 0] = self.rotations[:, parents < 0]
        return np.asarray(relative)

    def heads(self) -> FloatArray:
        """Where every bone's head is, ``(T, B, 3)`` metres."""
        return forward(self.rig, self.rotations, self.root)


def forward(rig: Rig, rotations: FloatArray, root: FloatArray) -> FloatArray:
    """Forward kinematics: heads ``(T, B, 3)`` from global rotations and the root's path."""
    offsets = rig.offsets()
    heads = np.empty(rotations.shape[:-2] + (3,))
    for bone, parent in enumerate(rig.parents):
        if parent < 0:
            heads[:, bone] = root
        else:
            heads[:, bone] = heads[:, parent] + apply(rotations[:, parent], offsets[bone])
    return heads
