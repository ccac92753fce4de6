"""Jobs: a motion and an avatar in, FBX and GLB files out."""

from __future__ import annotations

import tempfile
import time
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np

from retarget.avatar import Body, Phenotype, load_body, phenotype_of
from retarget.blender import fbx, glb
from retarget.blender.scene import Stage
from retarget.fbx_animation import FbxTemplate
from retarget.glb import GlbTemplate
from retarget.rig import Rig
from retarget.solver import solve

_AVATARS_KEPT = 6
"""Exported avatars kept in memory, about 3 MB each."""


class Avatar:
    """One body, exported without a motion: what every clip on it starts from."""

    def __init__(self, stage: Stage, body: Body) -> None:
        self.rig: Rig = body.rig
        with tempfile.TemporaryDirectory(prefix="gaitbox-") as folder:
            self.fbx: FbxTemplate = fbx.export_template(stage, body.rig, Path(folder))
            self.glb: GlbTemplate = glb.export_template(stage, body.rig, Path(folder))


class Exporter:
    """Keeps the stage and the avatars used last."""

    def __init__(self) -> None:
        self._stage: Stage | None = None
        self._avatars: OrderedDict[Phenotype, Avatar] = OrderedDict()

    def run(self, job: dict[str, Any], payload: bytes) -> dict[str, Any]:
        """Do one job.

        ``job["op"]`` is ``"warm"`` (make the avatar ready) or ``"export"`` (also write
        ``job["fbx"]`` and ``job["glb"]``, paths or null, from the joints in the payload).

        Returns:
            The job's ``id`` and the seconds each step took.
        """
        start = time.perf_counter()
        avatar = self._avatar(_phenotype(job["avatar"]))
        ready = time.perf_counter()
        steps = {"avatar": ready - start}
        if job["op"] == "export":
            joints = np.frombuffer(payload, "<f4").reshape(-1, 22, 3)
            steps |= _export(avatar, joints, job["fbx"], job["glb"])
        return {"id": job["id"], "steps": steps}

    def _avatar(self, phenotype: Phenotype) -> Avatar:
        if phenotype in self._avatars:
            self._avatars.move_to_end(phenotype)
            return self._avatars[phenotype]
        body = load_body(phenotype)
        if self._stage is None:
            self._stage = Stage.build(body)
        else:
            self._stage.show(body)
        self._avatars[phenotype] = Avatar(self._stage, body)
        if len(self._avatars) > _AVATARS_KEPT:
            self._avatars.popitem(last=False)
        return self._avatars[phenotype]


def _phenotype(value: str | list[float]) -> Phenotype:
    return phenotype_of(value) if isinstance(value, str) else Phenotype(*value)


def _export(
    avatar: Avatar, joints: np.ndarray[Any, Any], fbx_path: str | None, glb_path: str | None
) -> dict[str, float]:
    times = [time.perf_counter()]
    pose = solve(joints, avatar.rig)
    times.append(time.perf_counter())
    if fbx_path is not None:
        Path(fbx_path).write_bytes(avatar.fbx.with_pose(pose))
    times.append(time.perf_counter())
    if glb_path is not None:
        Path(glb_path).write_bytes(avatar.glb.with_pose(pose))
    times.append(time.perf_counter())
    return dict(zip(("solve", "fbx", "glb"), (float(d) for d in np.diff(times)), strict=True))
