"""What the repository as a whole has promised: layout, sizes, imports, pins, and no addresses."""

from __future__ import annotations

import ast
import configparser
import importlib.metadata
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]

TOP_LEVEL = {
    *("export_onnx", "runtime", "retarget", "installer", "unity_app", "tests", "setup.cfg"),
    *("README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml"),
}
FROZEN_START = Path("installer", "launcher.py")
"""What a bundle's executable runs; nothing of the installer imports it."""

SHIPPED = ("runtime", "retarget", "installer", "export_onnx")
MODEL_LIMIT_BYTES = 60e6
FILE_LIMIT_BYTES = 50e6

# Written in pieces, so that this file does not hold what it forbids.
REGISTRIES = [
    *("pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com"),
    *("yarn" + "pkg.com", "deb." + "debian.org", "security." + "debian.org", "conda" + ".io"),
    *("hugging" + "face.co", "jsdelivr" + ".net", "unpkg" + ".com", "cdnjs" + ".com"),
]
MACHINE_PATHS = re.compile("|".join(["/work/" + "[a-z]", "/root" + "/", "/home/" + r"(?!a/)\w+/"]))
SECRETS = re.compile(
    "|".join(
        ["BEGIN [A-Z ]*PRIVATE " + "KEY", "AKIA" + "[0-9A-Z]{16}", "gh[pos]_" + "[A-Za-z0-9]{36}"]
    )
)


@cache
def tracked() -> list[Path]:
    """All files that git keeps, relative to the root."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    answer = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = answer.stdout.decode("utf-8").split("\0")
    return [Path(name) for name in names if name and (ROOT / name).exists()]


@cache
def texts() -> dict[Path, str]:
    """The tracked files that hold text."""
    found = {}
    for path in tracked():
        data = (ROOT / path).read_bytes()
        if b"\0" not in data[:8192]:
            found[path] = data.decode("utf-8", "replace")
    return found


def modules(*folders: str) -> list[Path]:
    """Python files below the given top-level folders."""
    return [path for path in tracked() if path.suffix == ".py" and path.parts[0] in folders]


def imports_of(path: Path) -> set[str]:
    """Full names of all modules that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(texts()[path])):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def packages_of(path: Path) -> set[str]:
    """Top-level names of `imports_of`."""
    return {name.split(".")[0] for name in imports_of(path)}


def test_top_level_holds_only_what_is_agreed() -> None:
    top = {path.parts[0] for path in tracked()}
    assert {name for name in top if not name.startswith(".")} <= TOP_LEVEL
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").lstrip().startswith("GNU GENERAL PUBLIC")


@pytest.mark.parametrize("word", REGISTRIES)
def test_no_file_names_a_registry_or_a_network_of_copies(word: str) -> None:
    assert [str(path) for path, text in texts().items() if word in text] == []


def test_no_file_holds_a_path_of_a_machine() -> None:
    lines = [
        f"{path}: {line.strip()[:100]}"
        for path, text in texts().items()
        for line in text.splitlines()
        if MACHINE_PATHS.search(line)
    ]
    assert lines == []


def test_no_file_holds_a_secret() -> None:
    assert [str(path) for path, text in texts().items() if SECRETS.search(text)] == []


def test_files_stay_small() -> None:
    sizes = {path: (ROOT / path).stat().st_size for path in tracked()}
    assert {str(path): size for path, size in sizes.items() if size > FILE_LIMIT_BYTES} == {}
    embedded = [p for p in sizes if p.parts[:2] in {("runtime", "models"), ("retarget", "data")}]
    assert sum(sizes[path] for path in embedded) < MODEL_LIMIT_BYTES


def test_nothing_that_is_built_is_committed() -> None:
    built = {"dist", "node_modules", "__pycache__", ".venv", "build"}
    assert [str(path) for path in tracked() if built & set(path.parts)] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = []
    for path in modules(*SHIPPED):
        tree = ast.parse(texts()[path])
        if tree.body and not ast.get_docstring(tree):
            silent.append(str(path))
    assert silent == []


@pytest.mark.parametrize(
    ("folder", "forbidden"),
    [
        ("retarget", {"runtime", "export_onnx", "installer", "tests", "torch", "onnxruntime"}),
        ("runtime", {"export_onnx", "installer", "tests", "torch", "bpy", "mathutils"}),
        ("export_onnx", {"installer", "tests", "bpy"}),
        ("installer", {"export_onnx", "runtime", "retarget", "tests", "torch", "bpy"}),
    ],
)
def test_imports_run_down_only(folder: str, forbidden: set[str]) -> None:
    wrong = {
        str(path): sorted(packages_of(path) & forbidden)
        for path in modules(folder)
        if packages_of(path) & forbidden and path != FROZEN_START
    }
    assert modules(folder)
    assert wrong == {}


def test_blender_is_imported_by_the_child_process_alone() -> None:
    blender = {"bpy", "bmesh", "mathutils", "addon_utils", "io_scene_fbx", "io_scene_gltf2"}
    outside = [
        str(path)
        for path in modules(*SHIPPED)
        if packages_of(path) & blender and path.parts[:2] != ("retarget", "blender")
    ]
    assert outside == []


# --- requirements -----------------------------------------------------------------------------


def settings() -> configparser.ConfigParser:
    """The contents of setup.cfg."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser


def requirements(text: str) -> list[Requirement]:
    """The requirements listed in one option."""
    return [Requirement(line) for line in text.splitlines() if line.strip()]


def all_requirements() -> list[Requirement]:
    """Requirements of running and of every extra."""
    extras = settings()["options.extras_require"].values()
    listed = [settings()["options"]["install_requires"], *extras]
    return [requirement for text in listed for requirement in requirements(text)]


def constraints() -> dict[str, str]:
    """Pinned version by normalised name."""
    text = (ROOT / "installer" / "constraints.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    pairs = [line.split("==") for line in lines]
    assert all(len(pair) == 2 for pair in pairs), "every line is NAME==VERSION"
    return {str(canonicalize_name(name)): version for name, version in pairs}


def test_every_requirement_is_pinned_and_agrees_with_the_constraints() -> None:
    pins = constraints()
    for requirement in all_requirements():
        name = str(canonicalize_name(requirement.name))
        assert name in pins, f"{name} is not in installer/constraints.txt"
        assert str(requirement.specifier) == f"=={pins[name]}", name


def closure(names: list[Requirement]) -> set[str]:
    """Names of all packages that ``names`` bring along on this machine."""
    seen: set[tuple[str, str]] = set()
    waiting = [(r, extra) for r in names for extra in ("", *r.extras)]
    while waiting:
        requirement, extra = waiting.pop()
        key = (str(canonicalize_name(requirement.name)), extra)
        if key in seen or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        seen.add(key)
        for line in importlib.metadata.requires(requirement.name) or []:
            below = Requirement(line)
            if below.marker is None or below.marker.evaluate({"extra": extra}):
                below.marker = None
                waiting += [(below, inner) for inner in ("", *below.extras)]
    return {name for name, _ in seen}


def test_running_brings_no_torch_and_nothing_unpinned() -> None:
    running = requirements(settings()["options"]["install_requires"])
    brought = closure(running)
    assert {"bpy", "numpy", "fastapi", "starlette", "uvicorn"} <= brought
    assert "torch" not in brought
    assert brought - set(constraints()) == set()


BLENDER_MODULES = {
    "bmesh",
    "mathutils",
    "addon_utils",
    "bpy_extras",
    "io_scene_fbx",
    "io_scene_gltf2",
}


def test_everything_that_is_imported_at_run_time_is_asked_for() -> None:
    brought = closure(requirements(settings()["options"]["install_requires"]))
    known = sys.stdlib_module_names | {"runtime", "retarget"} | BLENDER_MODULES
    packages = importlib.metadata.packages_distributions()
    missing = {
        f"{path} imports {name}"
        for path in modules("runtime", "retarget")
        for name in packages_of(path) - known
        if not brought & {str(canonicalize_name(package)) for package in packages.get(name, [])}
    }
    assert missing == set()


def test_both_builds_of_onnx_runtime_are_never_asked_for_together() -> None:
    running = requirements(settings()["options"]["install_requires"])
    for system, machine in [
        *(("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64"), ("darwin", "x86_64")),
        *(("win32", "AMD64"), ("win32", "ARM64")),
    ]:
        place = {"sys_platform": system, "platform_machine": machine}
        wanted = [
            r.name
            for r in running
            if r.name.startswith("onnxruntime") and r.marker and r.marker.evaluate(place)
        ]
        gpu = machine in ("x86_64", "AMD64") and system != "darwin"
        assert wanted == (["onnxruntime-gpu"] if gpu else ["onnxruntime"])
