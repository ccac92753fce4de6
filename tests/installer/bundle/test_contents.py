"""What goes into the bundle and what stays out, without building it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from installer.bundle import contents
from tests.installer.conftest import REPOSITORY

NOT_DATA = (".md", ".py")
"""Files of our packages that are for people, or are modules."""


@pytest.fixture(scope="module")
def bpy() -> Path:
    """The installed bpy, which is not imported."""
    from importlib.util import find_spec

    spec = find_spec("bpy")
    if spec is None or spec.origin is None:
        pytest.skip("bpy is not installed")
    return Path(spec.origin).parent


@pytest.mark.skipif(sys.platform != "linux", reason="other systems' bpy has other folders")
def test_every_part_that_is_left_out_is_there_to_be_left_out(bpy: Path) -> None:
    version = contents.version_folder(bpy)
    files = [path.relative_to(bpy).as_posix() for path in bpy.rglob("*") if path.is_file()]
    for trim in contents.TRIMMED:
        if trim.prefix.startswith(("usd/", "materialx/", "OpenImage")):
            continue  # Windows'
        prefix = trim.prefix.format(v=version)
        assert any(file.startswith(prefix) for file in files), trim
        assert trim.reason


def test_what_the_exporters_need_stays(bpy: Path) -> None:
    version = contents.version_folder(bpy)
    kept = {inside for inside, _, _ in contents.bpy_files(bpy)}
    for needed in ("io_scene_fbx/export_fbx_bin.py", "io_scene_gltf2/__init__.py"):
        assert f"{version}/scripts/addons_core/{needed}" in kept
    assert f"{version}/datafiles/colormanagement/config.ocio" in kept
    assert not [inside for inside in kept if "__pycache__" in inside]


def test_libraries_of_bpy_are_told_from_data(bpy: Path) -> None:
    libraries = {inside for inside, _, library in contents.bpy_files(bpy) if library}
    assert any(inside.startswith("__init__.") for inside in libraries)
    assert not [i for i in libraries if i.endswith((".py", ".blend", ".json", ".woff2"))]


def test_modules_that_scripts_import_are_found_wherever_they_stand(tmp_path: Path) -> None:
    scripts = tmp_path / "4.5" / "scripts"
    scripts.mkdir(parents=True)
    (scripts / "a.py").write_text(
        "import os\n"
        "def late():\n"
        "    from xml.etree import ElementTree\n"
        "    import zstandard, tkinter, readline, no_such_module\n"
        "    from concurrent.futures import ThreadPoolExecutor\n"
        "    from . import sister\n",
        encoding="utf-8",
    )
    (tmp_path / "4.5" / "python").mkdir()
    (tmp_path / "4.5" / "python" / "b.py").write_text("import sqlite3", encoding="utf-8")
    assert contents.script_imports(tmp_path) == [
        *("concurrent.futures", "os", "xml.etree", "xml.etree.ElementTree")
    ]


def test_every_module_of_ours_goes_in_and_none_of_others() -> None:
    modules = contents.own_modules(REPOSITORY)
    for name in ("runtime", "runtime.__main__", "retarget.blender.export", "runtime.server.app"):
        assert name in modules
    assert not [n for n in modules if n.split(".")[0] not in ("runtime", "retarget")]
    assert not [n for n in modules if "console" in n.split(".")[1:2] and "node_modules" in n]


def test_every_data_file_of_ours_goes_in() -> None:
    answer = subprocess.run(
        ["git", "-c", f"safe.directory={REPOSITORY}", "ls-files", "runtime", "retarget"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
    )
    if answer.returncode != 0:
        pytest.skip("not a git checkout")
    taken = {path.relative_to(REPOSITORY).as_posix() for path, _ in contents.own_data(REPOSITORY)}
    forgotten = {
        name
        for name in answer.stdout.splitlines()
        if not name.endswith(NOT_DATA) and not name.startswith("runtime/console/")
    } - taken
    assert forgotten == set()
    assert "retarget/data/LICENCES.md" in taken


@pytest.mark.parametrize(
    ("path", "nvidia"),
    [
        ("libcudart.so.12", True),
        ("/usr/local/cuda/lib64/libcublasLt.so.12", True),
        (r"nvidia\cudnn\bin\cudnn64_9.dll", True),
        ("libcuda.so.1", True),
        ("onnxruntime/capi/libonnxruntime_providers_cuda.so", True),
        ("onnxruntime/capi/onnxruntime_providers_tensorrt.dll", True),
        ("onnxruntime/capi/libonnxruntime_providers_shared.so", False),
        ("onnxruntime/capi/onnxruntime_pybind11_state.so", False),
        ("bpy/lib/libOpenImageDenoise_device_cpu.so.2.3.3", False),
        ("libcurl.so.4", False),
    ],
)
def test_libraries_of_nvidia_are_recognised(path: str, nvidia: bool) -> None:
    assert contents.is_nvidia(path) is nvidia


def test_metadata_is_that_of_the_packages_asked_for(tmp_path: Path) -> None:
    for name in ("bpy-4.5.15", "fastapi_offline-1.7.7", "fastapi-0.1", "pip-23.0", "bpy_x-1"):
        folder = tmp_path / f"{name}.dist-info"
        folder.mkdir()
        (folder / "METADATA").touch()
        (folder / "RECORD").touch()
    found = contents.metadata(tmp_path)
    assert sorted(folder for _, folder in found) == [
        *("bpy-4.5.15.dist-info", "fastapi-0.1.dist-info", "fastapi_offline-1.7.7.dist-info")
    ]
    assert {path.name for path, _ in found} == {"METADATA"}


def test_no_tests_and_no_builders_of_other_packages() -> None:
    assert contents.is_wanted_module("uvicorn.protocols.websockets.websockets_sansio_impl")
    for name in ("numpy.core.tests.test_abc", "numpy.testing", "numpy.distutils.core"):
        assert not contents.is_wanted_module(name)
