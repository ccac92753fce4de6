"""What ``gaitbox models`` shows."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from runtime.cli import DONE
from runtime.models import InstalledModel, installed_models

HEADINGS = ("name", "model", "version", "length", "state", "where")


def run(options: argparse.Namespace) -> int:
    """List the installed models; returns the exit code."""
    models = installed_models()
    print(as_json(models) if options.json else table(models))
    return DONE


def as_json(models: Sequence[InstalledModel]) -> str:
    """The models for a program."""
    return json.dumps({"models": [_document(model) for model in models]}, indent=1)


def table(models: Sequence[InstalledModel]) -> str:
    """The models for a person, a line each."""
    rows = [HEADINGS, *(_row(model) for model in models)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    cells = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    return "\n".join("  ".join(row).rstrip() for row in cells)


def _row(model: InstalledModel) -> tuple[str, ...]:
    limits = model.limits
    length = f"{limits.min_seconds:g} to {limits.max_seconds:g} s" if limits else "-"
    state = model.problem or "installed"
    folder = str(model.folder)
    return (model.name, model.model_id or "-", model.version or "-", length, state, folder)


def _document(model: InstalledModel) -> dict[str, Any]:
    return {**asdict(model), "folder": str(model.folder)}
