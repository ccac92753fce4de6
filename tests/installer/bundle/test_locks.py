"""The locks: complete, in step with setup.cfg, and silent about where packages come from."""

from __future__ import annotations

import configparser
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from installer.bundle import contents, locks, renew
from installer.bundle.locks import Pin
from installer.problem import SetupProblem
from tests.installer.conftest import REPOSITORY

TARGETS = list(locks.PLATFORMS.values())
names = pytest.mark.parametrize("target", TARGETS, ids=[target.name for target in TARGETS])


def constraints() -> dict[str, str]:
    """installer/constraints.txt."""
    lines = (REPOSITORY / "installer" / "constraints.txt").read_text().splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {contents.normalised(name): version for name, version in pairs}


@names
def test_every_direct_requirement_is_locked_in_its_part(target: locks.Platform) -> None:
    pins = {pin.name: pin for pin in locks.read(locks.lock_file(target))}
    marks = renew.markers(target)
    for part, extras in ((locks.RUNTIME, ()), (locks.BUILD, ("console", "bundle"))):
        runtime = set(renew.requirements(target))
        for line in renew.requirements(target, *extras):
            requirement = Requirement(line)
            if requirement.marker and not requirement.marker.evaluate({**marks, "extra": ""}):
                continue
            pin = pins[contents.normalised(requirement.name)]
            assert str(requirement.specifier) == f"=={pin.version}", line
            assert pin.part == (locks.RUNTIME if line in runtime else part)


@names
def test_locks_agree_with_the_constraints(target: locks.Platform) -> None:
    pinned = constraints()
    for pin in locks.read(locks.lock_file(target)):
        assert pinned.get(pin.name, pin.version) == pin.version, pin.name


@names
def test_locks_hold_nothing_but_names_versions_and_hashes(target: locks.Platform) -> None:
    files = [locks.lock_file(target)]
    if target.gpu:
        files.append(locks.lock_file(target, gpu=True))
    for file in files:
        text = file.read_text(encoding="ascii")
        assert "://" not in text and "index" not in text and "@" not in text
        assert locks.text_of(locks.read(file)) == text, "renewed by hand?"


def test_each_platform_has_its_own_onnx_runtime_and_starter() -> None:
    found = {t.name: {p.name for p in locks.read(locks.lock_file(t))} for t in TARGETS}
    for name, packages in found.items():
        assert ("onnxruntime-gpu" in packages) == (name != "macos-arm64")
    assert {"pefile", "pywin32-ctypes", "colorama"} <= found["windows-x86_64"]
    assert "macholib" in found["macos-arm64"]
    assert not {"torch", "onnx", "pytest"} & set.union(*found.values())


def test_gpu_lock_has_what_onnx_runtime_loads() -> None:
    for target in TARGETS:
        if target.gpu:
            found = {pin.name for pin in locks.read(locks.lock_file(target, gpu=True))}
            for name in ("cublas", "cudnn", "cufft", "cuda-runtime"):
                assert f"nvidia-{name}-cu12" in found


def test_a_damaged_lock_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    with pytest.raises(SetupProblem, match="no lock x.txt"):
        locks.read(file)
    file.write_text("# runtime: x\nnumpy==1.0 --hash=sha256:12\n", encoding="ascii")
    with pytest.raises(SetupProblem, match="damaged: numpy"):
        locks.read(file)


def test_a_lock_reads_as_it_was_written(tmp_path: Path) -> None:
    pins = [
        Pin("numpy", "1.0", ("b" * 64, "a" * 64), locks.RUNTIME),
        Pin("pyinstaller", "6.0", ("c" * 64,), locks.BUILD),
    ]
    file = tmp_path / "lock.txt"
    file.write_text(locks.text_of(pins), encoding="ascii")
    read = locks.read(file)
    assert [(p.name, p.part) for p in read] == [("numpy", "runtime"), ("pyinstaller", "build")]
    assert read[0].hashes == ("a" * 64, "b" * 64)


@pytest.mark.parametrize(
    ("system", "machine", "name"),
    [
        ("linux", "x86_64", "linux-x86_64"),
        ("win32", "AMD64", "windows-x86_64"),
        ("darwin", "arm64", "macos-arm64"),
    ],
)
def test_platforms(system: str, machine: str, name: str) -> None:
    assert locks.this_platform(system, machine).name == name


def test_a_machine_without_bundles_is_one_sentence() -> None:
    with pytest.raises(SetupProblem, match="linux-riscv64"):
        locks.this_platform("linux", "riscv64")


def test_setup_cfg_has_the_extras_that_the_build_takes() -> None:
    settings = configparser.ConfigParser(interpolation=None)
    settings.read(REPOSITORY / "setup.cfg", encoding="utf-8")
    assert {"bundle", "console", "cuda"} <= set(settings["options.extras_require"])
