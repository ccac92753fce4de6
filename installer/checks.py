"""What ``python3 -m installer test`` runs once everything is set up."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from installer import node, shell
from installer.checkout import Checkout


class Check(NamedTuple):
    """A command whose exit code 0 means that all is well."""

    title: str
    command: list[str]
    folder: Path
    environment: dict[str, str]


def static_checks(checkout: Checkout) -> list[Check]:
    """Lint, format and types, of the Python code and of the console's."""
    python, root = str(checkout.python), checkout.root
    plain = shell.clean_environment()
    checks = [
        Check("ruff check", [python, "-m", "ruff", "check", "."], root, plain),
        Check("ruff format", [python, "-m", "ruff", "format", "--check", "."], root, plain),
        Check("mypy", [python, "-m", "mypy"], root, plain),
    ]
    if (checkout.console / "package.json").exists():
        command = node.npm_command(checkout, "run", "--silent", "check")
        environment = node.npm_environment(checkout)
        checks.append(Check("console: tsc, prettier", command, checkout.console, environment))
    return checks


def pytest_command(checkout: Checkout, arguments: Sequence[str]) -> list[str]:
    """The command line of the test suite; ``arguments`` are pytest's own."""
    return [str(checkout.python), "-m", "pytest", *arguments]


def _call(check: Check) -> int:
    sys.stderr.flush()
    with subprocess.Popen(check.command, cwd=check.folder, env=check.environment) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:  # the child got it too, and has a summary to print
                continue


def run_checks(checkout: Checkout, arguments: Sequence[str]) -> int:
    """Run all checks, the test suite last; 0 if all of them are well.

    The suite's exit code otherwise, or 1 if only another check failed.
    """
    failed = []
    for check in static_checks(checkout):
        print(f"== {check.title}", file=sys.stderr)
        if _call(check) != 0:
            failed.append(check.title)
    if failed:
        print(f"== FAILED, before the tests: {'; '.join(failed)}", file=sys.stderr)
    print("== pytest", file=sys.stderr)
    command = pytest_command(checkout, arguments)
    code = _call(Check("pytest", command, checkout.root, shell.clean_environment()))
    if failed:
        print(f"FAILED besides the tests: {'; '.join(failed)}", file=sys.stderr)
    return code or int(bool(failed))
