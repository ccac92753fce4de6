"""Compiles the compiler's command line with Roslyn's libraries, hosted in this Python once.

Run as a script by `installer.csharp`:
``python csharp_bootstrap.py PACKAGES RUNTIME LIBRARIES SOURCE OUTPUT``.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

ROSLYN = ("Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp")


def start_runtime(runtime: Path, configuration: Path) -> None:
    """Start .NET inside this process.

    Args:
        runtime: folder of the program ``dotnet``.
        configuration: a ``runtimeconfig.json``.
    """
    loader: Any = importlib.import_module("clr_loader")
    pythonnet: Any = importlib.import_module("pythonnet")
    core = loader.get_coreclr(runtime_config=str(configuration), dotnet_root=str(runtime))
    pythonnet.load(core)


def references(runtime: Path, libraries: Path) -> Any:
    """The runtime's assemblies and Roslyn's, as a .NET list to compile against."""
    reflection: Any = importlib.import_module("System.Reflection")
    generic: Any = importlib.import_module("System.Collections.Generic")
    roslyn: Any = importlib.import_module("Microsoft.CodeAnalysis")
    found = generic.List[roslyn.MetadataReference]()
    files = sorted(runtime.glob("shared/Microsoft.NETCore.App/*/*.dll"))
    files += [libraries / f"{name}.dll" for name in ROSLYN]
    for file in files:
        try:
            reflection.AssemblyName.GetAssemblyName(str(file))
        except Exception:  # a library of machine code; .NET throws one of its own exceptions
            continue
        found.Add(roslyn.MetadataReference.CreateFromFile(str(file)))
    return found


def compile_program(runtime: Path, libraries: Path, source: Path, output: Path) -> list[str]:
    """Compile one file to a console program; answers the errors, none if all is well."""
    clr: Any = importlib.import_module("clr")
    for name in ROSLYN:
        clr.AddReference(str(libraries / f"{name}.dll"))
    generic: Any = importlib.import_module("System.Collections.Generic")
    roslyn: Any = importlib.import_module("Microsoft.CodeAnalysis")
    sharp: Any = importlib.import_module("Microsoft.CodeAnalysis.CSharp")
    trees = generic.List[roslyn.SyntaxTree]()
    trees.Add(sharp.CSharpSyntaxTree.ParseText(source.read_text(encoding="utf-8")))
    options = sharp.CSharpCompilationOptions(roslyn.OutputKind.ConsoleApplication)
    used = references(runtime, libraries)
    compilation = sharp.CSharpCompilation.Create(output.stem, trees, used, options)
    result = roslyn.FileSystemExtensions.Emit(compilation, str(output))
    error = roslyn.DiagnosticSeverity.Error
    return [str(d.ToString()) for d in result.Diagnostics if d.Severity == error]


def main(words: list[str]) -> int:
    """Do what the command line says and return the exit code."""
    packages, runtime, libraries, source, output = (Path(word) for word in words)
    sys.path.insert(0, str(packages))
    start_runtime(runtime, output.with_suffix(".runtimeconfig.json"))
    errors = compile_program(runtime, libraries, source, output)
    for error in errors:
        print(error)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
