"""The C# toolchain, and what is compiled with it once for all tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from installer import csharp
from installer.checkout import Checkout
from installer.progress import Progress
from tests.unity_app.csharp import CORE, PROBE, TESTS, compile_csharp, sources


@pytest.fixture(scope="session")
def csharp_tools() -> csharp.Toolchain:
    """The toolchain; made here where ``installer test`` did not make it before."""
    reason = csharp.not_for_this_machine()
    if reason:
        pytest.skip(reason)
    checkout = Checkout.here()
    if not checkout.python.exists():
        pytest.skip("the C# toolchain lives in .venv: run python3 -m installer test")
    if csharp.is_missing(checkout):
        csharp.install(checkout, Progress())
    return csharp.toolchain(checkout)


@pytest.fixture(scope="session")
def core_assembly(csharp_tools: csharp.Toolchain, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gaitbox.Core, compiled without the engine."""
    output = tmp_path_factory.mktemp("core") / "Gaitbox.Core.dll"
    answer = compile_csharp(csharp_tools, sources(CORE), output)
    assert answer.code == 0, answer.said
    return output


@pytest.fixture(scope="session")
def core_tests_assembly(csharp_tools: csharp.Toolchain, core_assembly: Path) -> Path:
    """The NUnit tests of Core, with all that they need beside them."""
    output = core_assembly.parent / "Gaitbox.Tests.dll"
    references = [core_assembly, csharp_tools.nunit]
    answer = compile_csharp(csharp_tools, sources(TESTS), output, references)
    assert answer.code == 0, answer.said
    shutil.copy(csharp_tools.nunit, output.parent)
    return output


@pytest.fixture(scope="session")
def probe(csharp_tools: csharp.Toolchain, core_assembly: Path) -> list[str]:
    """The command line of the probe: Core as a console program, against a real server."""
    output = core_assembly.parent / "Probe.dll"
    answer = compile_csharp(
        csharp_tools, sources(PROBE), output, [core_assembly], ["-t:exe"], surface="ns21"
    )
    assert answer.code == 0, answer.said
    return csharp_tools.program(output)
