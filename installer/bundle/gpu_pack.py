"""The GPU pack: CUDA 12's and cuDNN 9's libraries with ONNX Runtime's bridge to them.

An archive of its own with the same folders as the bundle's, unpacked over it. ONNX Runtime looks
for the bridge beside itself, and `onnxruntime.preload_dlls` for NVIDIA's libraries in ``nvidia``
beside its own folder, so that they are found by being there. Without them, without a card or with
a driver that does not work, the model runs on the CPU, and ``runtime/gpu.py`` says why.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path, PurePosixPath

from installer import packages, tool
from installer.bundle import archive, contents, locks, source, version_info, workshop
from installer.bundle.locks import Platform
from installer.checkout import Checkout
from installer.problem import SetupProblem
from installer.progress import Progress
from installer.steps import Step

BRIDGE = re.compile(r"^(lib)?onnxruntime_providers_(cuda|shared)\.(so|dll)$")
LIBRARY = re.compile(r"\.(so(\.\d+)*|dll)$")

LEFT_OUT = {
    "nvrtc-builtins.alt": "a second build for old drivers",
    "libnvrtc.alt": "a second build for old drivers",
    "nvblas": "replaces a system's BLAS; ONNX Runtime does not load it",
    "cufftw": "FFTW's interface; ONNX Runtime does not load it",
}
"""Libraries in NVIDIA's packages that stay out, and why."""


def steps(build: Checkout, target: Platform, out: Path) -> list[Step]:
    """The steps that make the pack.

    Raises:
        SetupProblem: there is none for this platform.
    """
    if not target.gpu:
        raise SetupProblem(
            f"There is no GPU pack for {target.name}.", "CUDA is for Linux and Windows."
        )
    return [
        Step(
            "Downloading NVIDIA's libraries (about 2 GB)",
            lambda: True,
            lambda progress: install(build, target, progress),
        ),
        Step(
            "Packing the GPU pack (several minutes)",
            lambda: True,
            lambda progress: pack(build, target, out, progress),
        ),
    ]


def libraries_folder(checkout: Checkout) -> Path:
    """Where NVIDIA's packages are installed; nothing imports from there."""
    return checkout.root / workshop.GPU_ENVIRONMENT


def install(build: Checkout, target: Platform, progress: Progress) -> None:
    """Install what the GPU lock says, every hash checked.

    Raises:
        SetupProblem: pip failed.
    """
    lock = locks.lock_file(target, gpu=True)
    locks.read(lock)
    workshop.check_space(build.root)
    folder = libraries_folder(build)
    stamp = folder / "gaitbox-lock.txt"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return
    shutil.rmtree(folder, ignore_errors=True)
    command = [str(build.python), "-m", "pip", "install", "--disable-pip-version-check"]
    command += ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--no-compile"]
    command += ["--target", str(folder), "--requirement", str(lock)]
    failed = "pip could not install NVIDIA's libraries."
    listener = packages.PipListener(progress.note)
    log = workshop.log_file(build)
    tool.use(command, log, build.root, failed, listener, workshop.pip_environment())
    stamp.write_bytes(lock.read_bytes())


def files(onnxruntime: Path, nvidia: Path) -> list[tuple[str, Path]]:
    """Files of the pack: place inside the bundle, and origin.

    Args:
        onnxruntime: the installed package.
        nvidia: the folder ``nvidia`` of NVIDIA's packages.
    """
    inside = PurePosixPath(contents.NAME, contents.INSIDE)
    found = [
        ((inside / "onnxruntime" / "capi" / path.name).as_posix(), path)
        for path in sorted((onnxruntime / "capi").iterdir())
        if BRIDGE.match(path.name)
    ]
    for place, folders, names in os.walk(nvidia):
        folders.sort()
        for name in sorted(names):
            path = Path(place) / name
            if LIBRARY.search(name) and not any(word in name for word in LEFT_OUT):
                goes = inside / "nvidia" / path.relative_to(nvidia).as_posix()
                found.append((goes.as_posix(), path))
    return found


def licence_files(folder: Path) -> list[tuple[str, Path]]:
    """NVIDIA's licence texts, with their place in the bundle."""
    inside = PurePosixPath(contents.NAME, "licences")
    found = []
    for info in sorted(folder.glob("nvidia_*.dist-info")):
        for path in sorted(info.rglob("*")):
            if path.is_file() and re.match(r"licen[cs]e", path.name, re.IGNORECASE):
                name = info.name.split("-")[0].replace("_", "-")
                found.append(((inside / name / path.name).as_posix(), path))
    return found


def archive_path(checkout: Checkout, target: Platform, out: Path) -> Path:
    """The pack's place."""
    ending = "zip" if target.sys_platform == "win32" else "tar.xz"
    said = version_info.version(checkout.root)
    return out / f"gaitbox-{said}-{target.name}-gpu-pack.{ending}"


def pack(build: Checkout, target: Platform, out: Path, progress: Progress) -> None:
    """Lay the pack out and write its archive.

    Raises:
        SetupProblem: ONNX Runtime's bridge is not in the build environment.
    """
    folder = libraries_folder(build)
    chosen = files(build.site_packages / "onnxruntime", folder / "nvidia")
    if not any(re.search("providers_cuda", name) for name, _ in chosen):
        raise SetupProblem(
            "This build of ONNX Runtime has no CUDA in it.",
            "Renew the locks with: python3 -m installer bundle --renew-locks",
        )
    stage = build.root / workshop.BUILD_FOLDER / "gpu-pack"
    shutil.rmtree(stage, ignore_errors=True)
    for name, origin in [*chosen, *licence_files(folder)]:
        place = stage / name
        place.parent.mkdir(parents=True, exist_ok=True)
        archive.link(origin, place)
    out.mkdir(parents=True, exist_ok=True)
    path = archive_path(build, target, out)
    archive.write(stage / contents.NAME, path, source.commit_time(build.root), progress.note)
    shutil.rmtree(stage, ignore_errors=True)
