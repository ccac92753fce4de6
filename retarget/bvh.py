"""BVH files of a motion on its own skeleton, written and read.

The hierarchy is HumanML3D's 22 joints with the clip's own bone lengths, in metres,
Y up, with rotations in the order Z, X, Y and a position for the root only, which is
what every reader understands. Pelvis and chest carry three bones each; where these
move against each other, which one rotation cannot express, each gets a joint of zero
length of its own (``left_hip_link``) so that the joints still agree with the motion.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from retarget import rotations
from retarget import skeleton as sk
from retarget.errors import BadInput
from retarget.rig import Rig
from retarget.skeleton import FloatArray
from retarget.solver import solve_own
from retarget.source import Source

LINK = "_link"
"""Ending of the name of a joint of zero length."""

_ORDER = "ZXY"
_TRIADS = (sk.PELVIS, sk.SPINE3)
_LOOSE = 3e-4
"""Bones of a triad that move further than this against each other get links, metres."""

_ELASTIC = 5e-3
"""Bones whose length varies by more than this have outliers, metres."""

_REST = {
    "spine": (0.0, 1.0, 0.0),
    "neck": (0.0, 1.0, 0.0),
    "head": (0.0, 1.0, 0.0),
    "hip": (1.0, 0.0, 0.0),
    "collar": (1.0, 1.0, 0.0),
    "shoulder": (1.0, 0.0, 0.0),
    "elbow": (1.0, 0.0, 0.0),
    "wrist": (1.0, 0.0, 0.0),
    "knee": (0.0, -1.0, 0.0),
    "ankle": (0.0, -1.0, 0.0),
    "foot": (0.0, 0.0, 1.0),
}
"""Direction of each bone in the T-pose, left side."""

_END_SITES = {"foot": (0.0, 0.0, 0.06), "head": (0.0, 0.18, 0.0), "wrist": (0.16, 0.0, 0.0)}
"""Where the last bones end, left side, metres: no joint says so."""


def clip_rig(source: Source) -> Rig:
    """The motion's own skeleton in T-pose: typical lengths, mean shape of pelvis and chest."""
    lengths = _typical_lengths(source.joints)
    offsets = np.array([_rest_direction(joint) for joint in sk.JOINTS]) * lengths[:, None]
    for joint, frames in zip(_TRIADS, (source.pelvis, source.chest), strict=True):
        for child in sk.CHILDREN[joint]:
            seen = rotations.apply(rotations.transpose(frames), source.directions[:, child])
            offsets[child] = lengths[child] * rotations.normalise(seen.mean(axis=0))
    heads = np.zeros((len(sk.JOINTS), 3))
    for joint, parent in enumerate(sk.PARENTS[1:], start=1):
        heads[joint] = heads[parent] + offsets[joint]
    return Rig(sk.JOINTS, sk.PARENTS, heads, heads.copy())


def _typical_lengths(joints: FloatArray) -> FloatArray:
    """Bone lengths ``(22,)``: the middle of their range, the median of bones that vary much."""
    lengths = sk.bone_lengths(joints)
    low, high = lengths.min(axis=0), lengths.max(axis=0)
    return np.where(high - low < _ELASTIC, (low + high) / 2, np.median(lengths, axis=0))


def write_bvh(path: Path, joints: FloatArray, fps: float = sk.FPS) -> None:
    """Write a motion ``(T, 22, 3)``, metres, Y up.

    Raises:
        BadInput: for joints that are no motion.
        OSError: when the file cannot be written.
    """
    hierarchy = _Hierarchy.of(Source.of(joints))
    lines = ["HIERARCHY", *hierarchy.lines(0, 0), "MOTION"]
    rows = hierarchy.rows()
    lines += [f"Frames: {len(rows)}", f"Frame Time: {1.0 / fps:.8f}"]
    lines += [" ".join(f"{value:.6f}" for value in row) for row in rows.tolist()]
    path.write_text("\n".join(lines) + "\n", encoding="ascii")


@dataclass
class _Hierarchy:
    """Joints in depth-first order, as a BVH file lists them."""

    names: list[str] = field(default_factory=list)
    offsets: list[FloatArray] = field(default_factory=list)
    children: list[list[int]] = field(default_factory=list)
    local: list[FloatArray] = field(default_factory=list)
    """``(T, 3, 3)`` a joint."""
    root: FloatArray = field(default_factory=lambda: np.empty((0, 3)))

    @classmethod
    def of(cls, source: Source) -> _Hierarchy:
        """Solve the motion on its own skeleton."""
        pose = solve_own(source.joints, clip_rig(source), sk.JOINTS)
        offsets = pose.rig.offsets()
        offsets[sk.PELVIS] = 0.0
        turns = {joint: pose.rotations[:, joint] for joint in range(len(sk.JOINTS))}
        result = cls(root=source.joints[:, sk.PELVIS])
        result._add(sk.PELVIS, np.eye(3), turns, offsets, source)
        return result

    def _add(
        self,
        joint: int,
        above: FloatArray,
        turns: dict[int, FloatArray],
        offsets: FloatArray,
        source: Source,
    ) -> int:
        """Add a joint and all below it; ``above`` is its parent's turn."""
        place = self._append(sk.JOINTS[joint], offsets[joint], above, turns[joint])
        loose = joint in _TRIADS and _is_loose(joint, turns[joint], offsets, source)
        for child in sk.CHILDREN[joint]:
            parent, turn = place, turns[joint]
            if loose:
                swing = rotations.swing(
                    rotations.apply(turn, offsets[child]), source.directions[:, child]
                )
                link = self._append(sk.JOINTS[child] + LINK, np.zeros(3), turn, swing @ turn)
                self.children[place].append(link)
                parent, turn = link, swing @ turn
            self.children[parent].append(self._add(child, turn, turns, offsets, source))
        return place

    def _append(self, name: str, offset: FloatArray, above: FloatArray, turn: FloatArray) -> int:
        self.names.append(name)
        self.offsets.append(offset)
        self.children.append([])
        self.local.append(np.asarray(rotations.transpose(above) @ turn))
        return len(self.names) - 1

    def lines(self, joint: int, depth: int) -> list[str]:
        """The ``HIERARCHY`` text of a joint and all below it."""
        indent, inner = "\t" * depth, "\t" * (depth + 1)
        position = "Xposition Yposition Zposition " if depth == 0 else ""
        rotation = " ".join(f"{axis}rotation" for axis in _ORDER)
        count = 6 if depth == 0 else 3
        text = [
            f"{indent}{'JOINT' if depth else 'ROOT'} {self.names[joint]}",
            f"{indent}{{",
            f"{inner}OFFSET {_numbers(self.offsets[joint])}",
            f"{inner}CHANNELS {count} {position}{rotation}",
        ]
        for child in self.children[joint]:
            text += self.lines(child, depth + 1)
        if not self.children[joint]:
            end = _numbers(_sided(self.names[joint], _END_SITES))
            text += [f"{inner}End Site", f"{inner}{{", f"{inner}\tOFFSET {end}", f"{inner}}}"]
        return [*text, f"{indent}}}"]

    def rows(self) -> FloatArray:
        """The ``MOTION`` numbers ``(T, channels)``."""
        local = np.stack(self.local, axis=1)
        angles = np.degrees(rotations.continuous_euler(local, _ORDER))
        return np.concatenate([self.root, angles.reshape(len(angles), -1)], axis=1)


def _is_loose(joint: int, turn: FloatArray, offsets: FloatArray, source: Source) -> bool:
    """Whether a joint's bones do not move as one."""
    children = list(sk.CHILDREN[joint])
    expected = rotations.apply(turn[:, None], rotations.normalise(offsets[children]))
    apart = np.linalg.norm(expected - source.directions[:, children], axis=-1)
    return bool((apart * np.linalg.norm(offsets[children], axis=-1)).max() > _LOOSE)


def _rest_direction(joint: str) -> FloatArray:
    return rotations.normalise(_sided(joint, _REST))


def _sided(joint: str, table: dict[str, tuple[float, float, float]]) -> FloatArray:
    """A vector of a table by kind of joint, mirrored for the right side."""
    kind = joint.split("_")[-1].rstrip("0123456789")
    vector = np.array(table.get(kind, (0.0, 0.0, 0.0)))
    return vector * (-1.0, 1.0, 1.0) if joint.startswith("right") else vector


def _numbers(vector: FloatArray) -> str:
    return " ".join(f"{value:.6f}" for value in vector)


def read_bvh(path: Path) -> tuple[FloatArray, float]:
    """Joints ``(T, 22, 3)`` and frames a second of a BVH file with the 22 joints' names.

    Any channel order is read; other joints may stand in between.

    Raises:
        BadInput: when the file is no BVH, is cut short, or lacks a joint.
    """
    try:
        return _Reader(path.read_text(encoding="utf-8").split()).read()
    except (ValueError, IndexError, StopIteration, ArithmeticError, RecursionError) as error:
        raise BadInput(
            f"{path.name} is not a BVH file of the 22 joints ({error}).",
            "Use a file that Gaitbox wrote.",
        ) from None


class _Reader:
    """Reads the words of one file from front to back."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.next = 0
        self.names: list[str] = []
        self.parents: list[int] = []
        self.offsets: list[list[float]] = []
        self.channels: list[list[str]] = []

    def read(self) -> tuple[FloatArray, float]:
        self._expect("HIERARCHY")
        self._expect("ROOT")
        self._joint(-1)
        self._expect("MOTION")
        self._expect("Frames:")
        frames = int(self._word())
        self._expect("Frame")
        self._expect("Time:")
        fps = 1.0 / float(self._word())
        width = sum(len(channels) for channels in self.channels)
        numbers = np.array(self.words[self.next :], dtype=float)
        if numbers.size != frames * width:
            raise ValueError(f"{frames} frames of {width} numbers are not there")
        return self._heads(numbers.reshape(frames, width)), fps

    def _word(self) -> str:
        self.next += 1
        return self.words[self.next - 1]

    def _expect(self, word: str) -> None:
        found = self._word()
        if found != word:
            raise ValueError(f"{word} expected, {found[:20]!r} found")

    def _joint(self, parent: int) -> None:
        """Read a joint from its name to its closing brace."""
        place = len(self.names)
        self.names.append(self._word())
        self.parents.append(parent)
        self._expect("{")
        self._expect("OFFSET")
        self.offsets.append([float(self._word()) for _ in range(3)])
        self._expect("CHANNELS")
        self.channels.append([self._word() for _ in range(int(self._word()))])
        while (word := self._word()) != "}":
            if word == "JOINT":
                self._joint(place)
            elif word == "End":
                while self._word() != "}":
                    pass
            else:
                raise ValueError(f"unexpected {word[:20]!r}")

    def _heads(self, numbers: FloatArray) -> FloatArray:
        """Forward kinematics of all joints, of which the 22 are returned."""
        heads: list[FloatArray] = []
        turns: list[FloatArray] = []
        column = 0
        for joint, parent in enumerate(self.parents):
            offset = np.tile(self.offsets[joint], (len(numbers), 1))
            turn = np.eye(3)
            for channel in self.channels[joint]:
                axis = "XYZ".index(channel[0])
                if channel.endswith("position"):
                    offset[:, axis] = numbers[:, column]
                else:
                    angle = np.radians(numbers[:, column])
                    turn = turn @ rotations.axis_angle(np.eye(3)[axis], angle)
                column += 1
            if parent < 0:
                heads.append(offset)
                turns.append(turn)
            else:
                heads.append(heads[parent] + rotations.apply(turns[parent], offset))
                turns.append(turns[parent] @ turn)
        return np.stack([heads[self.names.index(joint)] for joint in sk.JOINTS], axis=1)
