"""The file of ``gaitbox generate --prompts``: many requests in one go."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retarget.errors import BadInput, GaitboxError
from runtime.output import safe_name
from runtime.request import Request, read_request

LARGEST_FILE = 16 << 20
"""Bytes; far more than anyone will wait for."""

_SHAPE = 'Write a list such as [{"id": "case1", "prompt": "a man limps", "seed": 7}].'


@dataclass(frozen=True)
class Named:
    """A request and the name of the folder that its result goes to."""

    name: str
    request: Request


def read_prompts(path: Path, defaults: Mapping[str, Any]) -> list[Named]:
    """All requests of a file, checked before the first is begun.

    Args:
        path: JSON file: a list of ``{id, prompt, seed?, seconds?, samples?, avatar?, loop?}``, or
            an object with such a list as ``prompts``. Other entries are ignored.
        defaults: values for entries that leave them out.

    Raises:
        BadInput: the file cannot be read, an entry breaks a rule, or two have the same id.
    """
    requests: list[Named] = []
    taken: set[str] = set()
    for number, entry in enumerate(_entries(path), start=1):
        if not isinstance(entry, Mapping):
            raise BadInput(f"Entry {number} of {path.name} is not an object.", _SHAPE)
        named = _read_entry(entry, number, path.name, defaults)
        if named.name.lower() in taken:  # some file systems do not tell case apart
            raise BadInput(f'The id "{named.name}" is in {path.name} twice.', "Rename one of them.")
        taken.add(named.name.lower())
        requests.append(named)
    if not requests:
        raise BadInput(f"{path.name} holds no prompts.", _SHAPE)
    return requests


def _read_entry(
    entry: Mapping[str, Any], number: int, file: str, defaults: Mapping[str, Any]
) -> Named:
    given = {key: value for key, value in entry.items() if value is not None}
    if "id" not in given:
        raise BadInput(f"Entry {number} of {file} has no id.", _SHAPE)
    if "model" in given:
        raise BadInput(f"Entry {number} of {file} names a model.", "Name one for all: --model.")
    try:
        return Named(safe_name(given["id"]), read_request({**defaults, **given}))
    except GaitboxError as error:
        raise BadInput(f"Entry {number} of {file}: {error.sentence}", error.remedy) from None


def _entries(path: Path) -> list[Any]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadInput(f"{path} is too large for a file of prompts.")
        data = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise BadInput(f"The file {path} cannot be read: {reason}.") from error
    except (ValueError, RecursionError):
        raise BadInput(f"{path} is not a JSON file.", _SHAPE) from None
    if isinstance(data, dict):
        data = data.get("prompts")
    if not isinstance(data, list):
        raise BadInput(f"{path} holds no list of prompts.", _SHAPE)
    return data
