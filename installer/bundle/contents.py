"""What goes into the bundle and what stays out, each with its reason.

``gaitbox.spec`` asks the functions here; they only read folders, so they are tested without
PyInstaller.
"""

from __future__ import annotations

import ast
import configparser
import importlib.util
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

NAME = "gaitbox"
"""Of the executable and of the folder."""

INSIDE = "_internal"
"""Folder that PyInstaller puts everything but the executable into."""


class Trim(NamedTuple):
    """A part of bpy that stays out."""

    prefix: str
    """Beginning of paths inside the package; ``{v}`` is the folder of the version, such as 4.5."""
    reason: str


TRIMMED = (
    Trim("{v}/python/", "Python bindings of USD, OpenVDB, MaterialX; the exporters use none"),
    Trim("{v}/scripts/addons_core/cycles/", "a renderer; Gaitbox renders nothing"),
    Trim("{v}/scripts/addons_core/hydra_storm/", "a renderer"),
    Trim("{v}/scripts/addons_core/rigify/", "makes rigs; the avatar has one"),
    Trim("{v}/scripts/addons_core/viewport_vr_preview/", "there is no viewport"),
    Trim("{v}/scripts/addons_core/ui_translate/", "there is no user interface"),
    Trim("{v}/scripts/addons_core/node_wrangler/", "there is no user interface"),
    Trim("{v}/scripts/addons_core/pose_library/", "needs the assets, which stay out"),
    Trim("{v}/scripts/addons_core/bl_pkg/", "fetches extensions from the network"),
    Trim("{v}/scripts/startup/bl_app_templates_system/", "start files of the user interface"),
    Trim("{v}/scripts/templates", "templates for a text editor"),
    Trim("{v}/scripts/presets/", "presets of the user interface"),
    Trim("{v}/scripts/freestyle/", "a line renderer"),
    Trim("{v}/datafiles/assets/", "brushes and hair"),
    Trim("{v}/datafiles/studiolights/", "lights of the viewport"),
    Trim("{v}/datafiles/icons", "icons of the user interface"),
    Trim("{v}/datafiles/fonts/Noto", "fonts of the user interface"),
    Trim("{v}/datafiles/colormanagement/luts/", "displays and film looks; nothing is rendered"),
    Trim("{v}/datafiles/colormanagement/filmic/", "a film look; nothing is rendered"),
    Trim("lib/usd/", "plug-ins of USD"),
    Trim("usd/", "plug-ins of USD, on Windows"),
    Trim("lib/materialx/", "shader sources of MaterialX"),
    Trim("materialx/", "shader sources of MaterialX, on Windows"),
    Trim("lib/libOpenImageDenoise_device_cuda", "denoises renderings on NVIDIA's cards"),
    Trim("lib/libOpenImageDenoise_device_hip", "denoises renderings on AMD's cards"),
    Trim("lib/libOpenImageDenoise_device_sycl", "denoises renderings on Intel's cards"),
    Trim("OpenImageDenoise_device_cuda", "denoises renderings on NVIDIA's cards, Windows"),
    Trim("OpenImageDenoise_device_hip", "denoises renderings on AMD's cards, Windows"),
    Trim("OpenImageDenoise_device_sycl", "denoises renderings on Intel's cards, Windows"),
)
"""Found by leaving a part out and exporting FBX and GLB; tests/installer/bundle does it again."""

KEPT_SUFFIXES = (".so", ".pyd", ".dll", ".dylib")

EXCLUDED = {
    "bpy": "taken whole, see TRIMMED; the analysis must not import it",
    "mathutils": "inside bpy",
    "bmesh": "inside bpy",
    "cython": "asked for by bpy, used by none of its modules that stay",
    "Cython": "asked for by bpy, used by none of its modules that stay",
    "requests": "asked for by bpy for its extensions, which stay out",
    "zstandard": "asked for by bpy to read .blend files",
    "export_onnx": "training, in a checkout only",
    "installer": "of a checkout",
    "tests": "of a checkout",
    "torch": "never at run time",
    "onnx": "onnxruntime's own tools, not used",
    "sympy": "onnxruntime's own tools, not used",
    "scipy": "optional in numpy's tests",
    "matplotlib": "optional elsewhere",
    "PIL": "optional elsewhere",
    "IPython": "optional elsewhere",
    "pytest": "tests",
    "pygments": "optional elsewhere",
    "rich": "optional elsewhere",
    "setuptools": "builds packages",
    "pip": "installs packages",
    "tensorrt": "never used",
    "yaml": "optional in uvicorn and FastAPI",
    "httpx": "FastAPI's test client",
    "tkinter": "there is no such window",
    "turtle": "uses tkinter",
    "idlelib": "uses tkinter",
    "lib2to3": "old",
    "test": "tests of Python",
    "curses": "no text windows",
    "readline": "no interactive Python",
    "nis": "brings Kerberos along",
    "antigravity": "opens a web page",
    "this": "prints a poem",
}
"""Modules that stay out, and why."""

_NVIDIA = re.compile(
    r"(lib)?(cublas|cudart|cudnn|cufft|curand|nvrtc|nvJitLink|nvblas|cusolver|cusparse|nccl|nvinfer)"
    r"|libcuda\.|nvcuda\.|(lib)?onnxruntime_providers_(cuda|tensorrt)",
    re.IGNORECASE,
)
"""NVIDIA's libraries and ONNX Runtime's bridges to them: they are the GPU pack, not the bundle.
PyInstaller would also take those of the machine that builds."""

STRIPPED = re.compile(r"(^|/)(bpy/__init__\.so|libpython3\.11\.so\.1\.0)$")
"""Libraries of Linux that carry symbols for debuggers: 62 MB of 236."""

METADATA = (
    *("bpy", "numpy", "onnxruntime-gpu", "onnxruntime", "fastapi", "fastapi-offline", "uvicorn"),
    *("starlette", "pydantic", "tokenizers", "psutil", "zeroconf", "cryptography", "websockets"),
    "segno",
)
"""Packages that are asked for their version at run time."""

_OTHER_PEOPLES = (
    *("uvicorn", "websockets", "zeroconf", "segno", "tokenizers", "onnxruntime.capi"),
    *("numpy.core", "numpy.lib", "numpy.fft", "numpy.linalg", "numpy.random", "numpy.ma"),
)
_STANDARD_EXTRA = (
    *("encodings.idna", "multiprocessing.spawn", "xml.etree.ElementTree", "logging.handlers"),
    *("ctypes.util", "concurrent.futures.thread", "importlib.metadata", "sqlite3.dbapi2"),
)


def version_folder(bpy: Path) -> str:
    """The folder inside the package bpy that is named after Blender's version.

    Raises:
        FileNotFoundError: there is none: this is no bpy.
    """
    for entry in sorted(bpy.iterdir()):
        if entry.is_dir() and re.fullmatch(r"\d+\.\d+", entry.name):
            return entry.name
    raise FileNotFoundError(f"{bpy} has no folder such as 4.5")


def is_trimmed(path: str, version: str) -> bool:
    """Whether a file of bpy (path inside the package, with slashes) stays out."""
    if "__pycache__" in path:
        return True
    return any(path.startswith(trim.prefix.format(v=version)) for trim in TRIMMED)


def bpy_files(bpy: Path) -> list[tuple[str, Path, bool]]:
    """Files of bpy that go in, in order: path inside the package, file, whether it is a library.

    Libraries have the suffixes of `KEPT_SUFFIXES`, with a version after them on Linux.
    """
    version, found = version_folder(bpy), []
    for path in _files(bpy):
        inside = path.relative_to(bpy).as_posix()
        if not is_trimmed(inside, version):
            library = any(part in _ENDINGS for part in PurePosixPath(inside).suffixes)
            found.append((inside, path, library))
    return found


_ENDINGS = frozenset(KEPT_SUFFIXES)


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            yield Path(place) / name


def script_imports(bpy: Path) -> list[str]:
    """Modules of Python's own library that bpy's scripts import, wherever in their code.

    PyInstaller does not see them: the scripts are data to it.
    """
    names: set[str] = set()
    for inside, path, _ in bpy_files(bpy):
        if inside.endswith(".py"):
            names |= imported(path.read_text(encoding="utf-8", errors="replace"))
    return sorted(name for name in names if is_standard(name) and is_there(name))


def imported(code: str) -> set[str]:
    """Full names of the modules that ``code`` may import, submodules or not."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def is_standard(name: str) -> bool:
    """Whether a module is of Python's own library and not among `EXCLUDED`."""
    top = name.split(".")[0]
    return top in sys.stdlib_module_names and top not in EXCLUDED


def is_there(name: str) -> bool:
    """Whether this Python can import a module; nothing but its parents is imported."""
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, AttributeError, ValueError):
        return False


def own_modules(root: Path) -> list[str]:
    """All modules of ``runtime`` and ``retarget`` in the checkout ``root``."""
    found = []
    for package in ("runtime", "retarget"):
        for path in _files(root / package):
            inside = path.relative_to(root)
            if path.suffix == ".py" and not {"console", "node_modules"} & set(inside.parts[:2]):
                if "node_modules" in inside.parts:
                    continue
                parts = list(inside.with_suffix("").parts)
                found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return sorted(found)


def own_data(root: Path) -> list[tuple[Path, str]]:
    """Data files of our packages with the folder they go to: what setup.cfg would install."""
    settings = configparser.ConfigParser(interpolation=None)
    settings.read(root / "setup.cfg", encoding="utf-8")
    found: dict[Path, str] = {}
    for package, globs in settings["options.package_data"].items():
        for pattern in globs.split():
            for path in (root / package.replace(".", "/")).glob(pattern):
                if path.is_file() and not path.name.startswith("."):
                    found[path] = path.parent.relative_to(root).as_posix()
    return sorted(found.items())


def metadata(site_packages: Path, names: Iterable[str] = METADATA) -> list[tuple[Path, str]]:
    """The file METADATA of packages, with the folder it goes to.

    The rest of ``.dist-info`` holds paths of the machine that builds.
    """
    wanted = {normalised(name) for name in names}
    return [
        (folder / "METADATA", folder.name)
        for folder in sorted(site_packages.glob("*.dist-info"))
        if normalised(folder.name.rsplit("-", 1)[0].removesuffix(".dist")) in wanted
        or normalised(folder.name.split("-")[0]) in wanted
    ]


def normalised(name: str) -> str:
    """A package's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def hidden_packages() -> tuple[str, ...]:
    """Packages of which every submodule goes in: some are chosen by name at run time.

    uvicorn's protocols and loops (websockets-sansio among them), zeroconf's compiled modules.
    """
    return _OTHER_PEOPLES


def hidden_modules(root: Path, bpy: Path) -> list[str]:
    """Modules that PyInstaller does not find by itself."""
    return sorted({*own_modules(root), *script_imports(bpy), *_STANDARD_EXTRA, "_cffi_backend"})


def is_wanted_module(name: str) -> bool:
    """Whether a submodule of `hidden_packages` goes in: no tests, no tools of numpy's builders."""
    parts = set(name.split("."))
    return not parts & {"tests", "testing", "conftest", "setup", "benchmarks", "distutils", "f2py"}


def is_nvidia(path: str) -> bool:
    """Whether a library belongs to the GPU pack."""
    return _NVIDIA.match(PurePosixPath(path.replace("\\", "/")).name) is not None


def is_stripped(path: str) -> bool:
    """Whether a library of the bundle loses the symbols that only debuggers read."""
    return STRIPPED.search(path) is not None
