"""Motions that are there already, to be changed in part: of the library, or from a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retarget import skeleton as sk
from retarget.avatar import Phenotype
from retarget.bvh import read_bvh
from retarget.errors import BadInput, NotFound
from retarget.filters import resampled
from runtime import paths
from runtime.engine.features import FEATURES, features_to_joints
from runtime.library import ID, Library
from runtime.motion import checked, duration
from runtime.result import Avatar

LARGEST_FILE = 64 << 20
"""Bytes of a file with a motion; an hour of 22 joints at 20 fps is 19 MB."""

LEG_RANGE_M = (0.3, 1.3)
"""Length of a leg, hip to ankle, from a small child to the tallest adults, metres."""

CENTIMETRE_M = 0.01

UPRIGHT_SHARE = 0.5
"""A walker's hips are at least this share of the leg above the ankles, over a whole motion."""

_KINDS = "Name a motion of the library by its id, an .npy file or a .bvh file."
_METRES = "Give joints in metres (or a BVH file in metres or centimetres)."
_Y_UP = "Export it with Y up, the body upright."


@dataclass(frozen=True, eq=False)
class SourceMotion:
    """A motion to be changed in part.

    Attributes:
        joints: ``(T, 22, 3)`` float32, metres, Y up, 20 fps.
        name: id in the library, or the name of its file.
        prompt: the sentence that it was made from, where that is known.
        avatar: the body that it was put on, where that is known.
    """

    joints: NDArray[np.float32]
    name: str
    prompt: str | None = None
    avatar: str | Phenotype | None = None

    @property
    def seconds(self) -> float:
        """Length of the motion."""
        return duration(self.joints)


def read_source(value: str) -> SourceMotion:
    """The motion that a command names: an id of the library, or a path of a file.

    Raises:
        NotFound: there is no such motion or file.
        BadInput: the file is no motion of an upright body of 22 joints.
    """
    if ID.fullmatch(value):
        return _from_own_library(value)
    return read_file(Path(value))


def from_library(library: Library, motion_id: str) -> SourceMotion:
    """A motion of the library.

    Raises:
        NotFound: there is none with this id, or its file is gone.
        BadInput: its file is damaged.
    """
    entry = library.get(motion_id)
    path = entry.file("npy")
    if not path.is_file():
        raise NotFound("The joints of this motion are not there.", "Choose another motion.")
    prompt = entry.report.get("prompt")
    avatar = Avatar.from_dict(entry.report).choice
    return SourceMotion(whole(_read_npy(path)), entry.id, prompt, avatar)


def read_file(path: Path) -> SourceMotion:
    """A motion from an npy or BVH file.

    An npy holds joints ``(T, 22, 3)`` in metres or HumanML3D features ``(T, 263)``, both at 20
    fps. A BVH may have any frame rate and be in metres or centimetres. Whatever its floor, the
    motion is put on ours.

    Raises:
        NotFound: there is no such file.
        BadInput: another kind of file, or no motion of an upright body of 22 joints.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise BadInput(f"{path.name} is not a kind of motion that can be read.", _KINDS)
    if not path.is_file():
        raise NotFound(f"There is no file {path}.", _KINDS)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadInput(f"{path.name} is too large for a motion.", "Cut a part out of it.")
        joints = reader(path)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise BadInput(f"The file {path} cannot be read: {reason}.") from error
    return SourceMotion(on_floor(upright(joints)), path.name)


def whole(joints: NDArray[np.floating]) -> NDArray[np.float32]:
    """The joints as they are, after a look at whether they are numbers of a motion.

    Raises:
        BadInput: fewer than two frames, or not finite.
    """
    if len(joints) < 2:
        raise BadInput("The motion has fewer than two frames.", "Choose a longer one.")
    if not np.isfinite(joints).all():
        raise BadInput("The motion holds numbers that are not finite.", "Export it once more.")
    return checked(joints)


def upright(joints: NDArray[np.floating]) -> NDArray[np.float32]:
    """The joints as they are, after a look at whether they are those of a standing body.

    Raises:
        BadInput: as `whole`, and for a body that is not of human size or not upright.
    """
    sound = whole(joints)
    leg = leg_length(joints)
    shortest, longest = LEG_RANGE_M
    if not shortest <= leg <= longest:
        raise BadInput(f"The motion's legs are {leg:.3g} m long.", _METRES)
    ankles = joints[:, [sk.LEFT_ANKLE, sk.RIGHT_ANKLE]].mean(axis=1)
    rise = np.median(joints[:, sk.PELVIS] - ankles, axis=0)
    if rise[1] < UPRIGHT_SHARE * leg:
        why = "lies down or has another axis up than Y"
        if rise[1] < -UPRIGHT_SHARE * leg:
            why = "is upside down"
        elif rise[2] > UPRIGHT_SHARE * leg:
            why = "has Z up"
        raise BadInput(f"The motion {why}.", _Y_UP)
    return sound


def on_floor(joints: NDArray[np.floating]) -> NDArray[np.float32]:
    """The motion raised or lowered until its lowest joint is as high as a standing toe."""
    height = sk.TOE_HEIGHT - joints[..., 1].min()
    return checked(joints + np.array([0.0, height, 0.0]))


def leg_length(joints: NDArray[np.floating]) -> float:
    """Thigh plus shank, mean of both sides and median over time, in the units of the joints."""
    lengths = np.median(sk.bone_lengths(joints), axis=0)
    legs = [sk.LEFT_KNEE, sk.LEFT_ANKLE, sk.RIGHT_KNEE, sk.RIGHT_ANKLE]
    return float(lengths[legs].sum() / 2)


def _from_own_library(motion_id: str) -> SourceMotion:
    folder = paths.library_folder()
    if not folder.is_dir():  # to open a library makes its folder
        raise NotFound("There is no motion with this id.", "The library is empty.")
    library = Library(folder)
    try:
        return from_library(library, motion_id)
    finally:
        library.close()


def _read_npy(path: Path) -> NDArray[np.floating]:
    """Joints of an npy file, told from features by their shape."""
    try:
        # Mapped, a header that promises more than the file holds takes no memory.
        array = np.load(path, mmap_mode="r", allow_pickle=False)
    except (ValueError, EOFError, OverflowError, SyntaxError) as error:
        raise BadInput(f"{path.name} is not an npy file of numbers.", _KINDS) from error
    if not isinstance(array, np.ndarray) or array.dtype.kind not in "fiu":
        raise BadInput(f"{path.name} is not an npy file of numbers.", _KINDS)
    if array.ndim == 3 and array.shape[1:] == (len(sk.JOINTS), 3):
        return np.array(array, dtype=np.float64)
    if array.ndim == 2 and array.shape[1] == FEATURES:
        return features_to_joints(np.array(array, dtype=np.float64))
    shape = " x ".join(map(str, array.shape))
    raise BadInput(
        f"{path.name} holds an array of {shape or 'no'} numbers, which is no motion.",
        f"A motion is frames x {len(sk.JOINTS)} x 3 (joints) or frames x {FEATURES} (features).",
    )


def _read_bvh(path: Path) -> NDArray[np.floating]:
    """Joints of a BVH file in metres, at 20 fps."""
    joints, fps = read_bvh(path)
    if not (np.isfinite(fps) and fps > 0) or len(joints) < 1:
        raise BadInput(f"{path.name} has no frames, or no frame time.", "Export it once more.")
    shortest, longest = LEG_RANGE_M
    if shortest <= CENTIMETRE_M * leg_length(joints) <= longest:
        joints = joints * CENTIMETRE_M
    return resampled(joints, fps, sk.FPS)


_READERS: dict[str, Callable[[Path], NDArray[np.floating]]] = {".npy": _read_npy, ".bvh": _read_bvh}
