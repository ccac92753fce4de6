"""The GPU pack: what is in it, where it goes, and that it is found there. Stand-ins for NVIDIA."""

from __future__ import annotations

from pathlib import Path

import pytest

from installer.bundle import archive, contents, gpu_pack, locks, smoke
from installer.checkout import Checkout
from installer.problem import SetupProblem


@pytest.fixture
def packages(tmp_path: Path) -> tuple[Path, Path]:
    """Pretended packages: ONNX Runtime's, and a folder with NVIDIA's."""
    files = [
        *("onnxruntime/capi/libonnxruntime_providers_cuda.so", "onnxruntime/capi/x.py"),
        "onnxruntime/capi/libonnxruntime_providers_tensorrt.so",
        "onnxruntime/capi/libonnxruntime_providers_shared.so",
        *("nvidia/cublas/lib/libcublas.so.12", "nvidia/cublas/lib/libnvblas.so.12"),
        *("nvidia/cublas/include/cublas.h", "nvidia/cublas/__init__.py"),
        *("nvidia/cudnn/lib/libcudnn.so.9", "nvidia/cuda_nvrtc/lib/libnvrtc.alt.so.12"),
        *("nvidia_cublas_cu12-12.9.dist-info/License.txt", "nvidia/cudnn/bin/cudnn64_9.dll"),
    ]
    for name in files:
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return tmp_path / "site" / "onnxruntime", tmp_path / "site" / "nvidia"


def test_the_pack_holds_what_onnx_runtime_loads_and_nothing_else(
    packages: tuple[Path, Path],
) -> None:
    inside = {name for name, _ in gpu_pack.files(*packages)}
    assert inside == {
        "gaitbox/_internal/onnxruntime/capi/libonnxruntime_providers_cuda.so",
        "gaitbox/_internal/onnxruntime/capi/libonnxruntime_providers_shared.so",
        "gaitbox/_internal/nvidia/cublas/lib/libcublas.so.12",
        "gaitbox/_internal/nvidia/cudnn/lib/libcudnn.so.9",
        "gaitbox/_internal/nvidia/cudnn/bin/cudnn64_9.dll",
    }
    licences = [name for name, _ in gpu_pack.licence_files(packages[1].parent)]
    assert licences == ["gaitbox/licences/nvidia-cublas-cu12/License.txt"]


def test_every_library_is_where_onnx_runtime_looks_for_it() -> None:
    """`preload_dlls` looks beside the package; the bundle has the same folders below _internal."""
    onnxruntime = pytest.importorskip("onnxruntime")
    if not getattr(onnxruntime, "cuda_version", ""):
        pytest.skip("this build of ONNX Runtime has no CUDA in it")
    wanted = {path[1] for path in onnxruntime._get_nvidia_dll_paths(False)}
    locked = {
        pin.name.removeprefix("nvidia-").removesuffix("-cu12").replace("-", "_")
        for pin in locks.read(locks.lock_file(locks.PLATFORMS["linux-x86_64"], gpu=True))
    }
    assert wanted <= locked


def test_unpacked_over_the_bundle_two_folders_become_one(
    packages: tuple[Path, Path], tmp_path: Path
) -> None:
    stage = tmp_path / "stage"
    for name, origin in gpu_pack.files(*packages):
        (stage / name).parent.mkdir(parents=True, exist_ok=True)
        (stage / name).write_bytes(origin.read_bytes())
    archive.write_tar(stage / contents.NAME, tmp_path / "pack.tar.xz", 1)
    bundle = tmp_path / "place" / "gaitbox" / "_internal" / "onnxruntime" / "capi"
    bundle.mkdir(parents=True)
    (tmp_path / "place" / "gaitbox" / "gaitbox").touch()
    smoke.unpack(tmp_path / "pack.tar.xz", tmp_path / "place")
    assert (bundle / "libonnxruntime_providers_cuda.so").is_file()
    assert (bundle.parents[1] / "nvidia" / "cudnn" / "lib" / "libcudnn.so.9").is_file()


def test_there_is_none_for_a_mac() -> None:
    target = locks.PLATFORMS["macos-arm64"]
    with pytest.raises(SetupProblem, match="no GPU pack for macos-arm64"):
        gpu_pack.steps(Checkout.here(), target, Path("dist"))
