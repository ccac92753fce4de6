"""Which bone of the avatar follows which joint, and KeeMap files of such maps.

KeeMap (an add-on for Blender, GPL-3) keeps its bone maps as JSON: root keys for
the two rigs and a list ``bones`` of pairs with corrections. Files are read and
written so that its users keep their maps; corrections other than none are refused
rather than ignored.
"""

from __future__ import annotations

import json
from pathlib import Path

from retarget.errors import BadInput
from retarget.rig import Pose, Rig
from retarget.skeleton import JOINTS, FloatArray

MIXAMO = (
    "Hips",
    "LeftUpLeg",
    "RightUpLeg",
    "Spine",
    "LeftLeg",
    "RightLeg",
    "Spine1",
    "LeftFoot",
    "RightFoot",
    "Spine2",
    "LeftToeBase",
    "RightToeBase",
    "Neck",
    "LeftShoulder",
    "RightShoulder",
    "Head",
    "LeftArm",
    "RightArm",
    "LeftForeArm",
    "RightForeArm",
    "LeftHand",
    "RightHand",
)
"""The Mixamo bone whose head is each of the 22 joints, in the joints' order."""

_CORRECTIONS = ("CorrectionFactorX", "CorrectionFactorY", "CorrectionFactorZ")


def mapped_bones(rig: Rig, bones: tuple[str, ...] = MIXAMO) -> list[int]:
    """Index in the rig of each joint's bone.

    Raises:
        BadInput: when the rig lacks one of them.
    """
    missing = [bone for bone in bones if bone not in rig.names]
    if missing:
        raise BadInput(f"The rig has no bone called {missing[0]!r}.", "Use a Mixamo rig.")
    return [rig.index(bone) for bone in bones]


def mapped_joints(pose: Pose) -> FloatArray:
    """Where the avatar's 22 mapped joints are, ``(T, 22, 3)`` metres."""
    return pose.heads()[:, mapped_bones(pose.rig)]


def write_keemap(path: Path, bones: tuple[str, ...] = MIXAMO) -> None:
    """Write a bone map that KeeMap opens."""
    entries = [
        {
            "name": bone,
            "SourceBoneName": joint,
            "DestinationBoneName": bone,
            "keyframe_this_bone": True,
            "set_bone_rotation": True,
            "set_bone_position": bone == "Hips",
            **dict.fromkeys(_CORRECTIONS, 0.0),
        }
        for joint, bone in zip(JOINTS, bones, strict=True)
    ]
    content = {
        "source_rig_name": "HumanML3D",
        "destination_rig_name": "Armature",
        "start_frame_to_apply": 0,
        "number_of_frames_to_apply": 196,
        "bones": entries,
    }
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def read_keemap(path: Path) -> tuple[str, ...]:
    """Destination bone of each of the 22 joints from a KeeMap file.

    Raises:
        BadInput: when the file is no bone map, lacks a joint, or asks for a correction.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        entries = {entry["SourceBoneName"]: entry for entry in content["bones"]}
        found = tuple(str(entries[joint]["DestinationBoneName"]) for joint in JOINTS)
    except (ValueError, TypeError, KeyError) as error:
        raise BadInput(
            f"{path.name} is not a bone map of the 22 joints ({error}).",
            "Export it from KeeMap with the joints as source bones.",
        ) from None
    for joint in JOINTS:
        if any(float(entries[joint].get(key, 0.0)) for key in _CORRECTIONS):
            raise BadInput(
                f"{path.name} corrects the rotation of {joint}.",
                "Set its correction factors to 0: the solver needs none.",
            )
    return found
