"""``gaitbox import-momask``: hands on to the exporter, which is in a source checkout alone.

The exporter needs torch, which Gaitbox itself does not, so it runs as a process of its own.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from retarget.errors import BadInput

COMMAND = "import-momask"
SUMMARY = "make a model of MoMask's published checkpoints (source checkout only)"

NEEDED = ("torch", "onnx")
"""Packages of the extra ``train`` without which the exporter does not start."""

_CHECKOUT = Path(__file__).resolve().parents[1]


def run(words: Sequence[str], checkout: Path = _CHECKOUT) -> int:
    """Start the exporter with the words after the command; returns its exit code.

    Raises:
        BadInput: there is no exporter here, or a package it needs is missing.
    """
    if not (checkout / "export_onnx" / "__main__.py").is_file():
        raise BadInput(
            f"{COMMAND} works in a source checkout of Gaitbox alone, and this is none.",
            f"In a checkout, type: python3 -m installer {COMMAND} --help",
        )
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise BadInput(
            f"{COMMAND} needs packages that are not installed: {', '.join(missing)}.",
            f"Let the installer bring them: python3 -m installer {COMMAND} --help",
        )
    # -P: a folder of that name where the user stands is not the exporter.
    command = [sys.executable, "-P", "-m", "export_onnx", COMMAND, *words]
    return _wait_for(command, _environment(checkout))


def _environment(checkout: Path) -> dict[str, str]:
    """This process's variables, with the checkout where Python looks for modules."""
    known = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([str(checkout), *([known] if known else [])])
    return {**os.environ, "PYTHONPATH": path}


def _wait_for(command: list[str], environment: dict[str, str]) -> int:
    """Run a program that shares our terminal, so that Ctrl-C is its own to answer."""
    sys.stdout.flush()
    with subprocess.Popen(command, env=environment) as child:
        while True:
            try:
                code = child.wait()
                return code if code >= 0 else 128 - code
            except KeyboardInterrupt:
                continue
