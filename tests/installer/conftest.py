"""A checkout small enough to set up in a test: real installer, pretended environment."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from installer.checkout import Checkout

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A folder with what decides about an installation, and a space in its name."""
    root = tmp_path / "a checkout"
    (root / "installer").mkdir(parents=True)
    for name in ("setup.cfg", "pyproject.toml", "installer/constraints.txt"):
        shutil.copy(REPOSITORY / name, root / name)
    return Checkout(root)


@pytest.fixture
def pretended(checkout: Checkout) -> Checkout:
    """A checkout whose environment looks whole, but whose Python only says how it was called."""
    if sys.platform == "win32":
        pytest.skip("the pretended Python is a shell script")
    checkout.site_packages.mkdir(parents=True)
    checkout.python.parent.mkdir(parents=True)
    checkout.python.write_text('#!/bin/sh\nprintf "<%s>" "$@"\nexit 7\n', encoding="utf-8")
    checkout.python.chmod(0o755)
    command = f"command = /usr/bin/python3.11 -m venv {checkout.venv}\n"
    (checkout.venv / "pyvenv.cfg").write_text(command, encoding="utf-8")
    return checkout
