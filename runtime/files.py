"""The files of one motion in one folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from retarget.bvh import write_bvh
from runtime.motion import FILES
from runtime.report import report
from runtime.result import Result
from runtime.storage import json_bytes, npy_bytes, sync_file, write_durably


def write_motion(result: Result, folder: Path, formats: Sequence[str]) -> None:
    """Write the formats that need no Blender: npy (with the features) and bvh.

    Raises:
        OSError: the folder cannot be written to, or is full.
    """
    if "npy" in formats:
        write_durably(folder / FILES["npy"], npy_bytes(result.joints))
        write_durably(folder / FILES["features"], npy_bytes(result.features))
    if "bvh" in formats:
        write_bvh(folder / FILES["bvh"], result.joints)
        sync_file(folder / FILES["bvh"])


def write_report(result: Result, folder: Path, timings: Mapping[str, float] | None = None) -> None:
    """Write report.json; ``timings`` are those of stages after the motion was made.

    Raises:
        OSError: the folder cannot be written to, or is full.
    """
    write_durably(folder / FILES["json"], json_bytes(report(result, timings)))
