"""Changes of gait put together, and shares of a change."""

from __future__ import annotations

from dataclasses import fields
from itertools import cycle, islice
from typing import Any, TypeVar

from runtime.gait.change import ArmEdit, GaitEdit, LegEdit, StepEdit

Edit = TypeVar("Edit", GaitEdit, LegEdit, ArmEdit, StepEdit)


def combined(first: Edit, second: Edit) -> Edit:
    """Both changes at once: factors multiply, what is added adds up."""
    neutral = type(first)()
    parts: dict[str, Any] = {}
    for field in fields(first):
        none = getattr(neutral, field.name)
        parts[field.name] = _joined(
            none, getattr(first, field.name), getattr(second, field.name), field.name
        )
    return type(first)(**parts)


def _joined(none: Any, a: Any, b: Any, name: str) -> Any:
    if isinstance(none, float):
        return a * b if none == 1.0 else a + b
    if not isinstance(none, tuple):
        return combined(a, b)
    if name in ("pauses", "bursts"):
        return a + b
    if not a or not b:
        return a or b
    count = max(len(a), len(b))
    pairs = zip(islice(cycle(a), count), islice(cycle(b), count), strict=True)
    return tuple(x * y if isinstance(x, float) else combined(x, y) for x, y in pairs)


def mixed(full: Edit, share: float) -> Edit:
    """A share of a change: 0 is none, 1 the whole, number by number."""
    neutral = type(full)()
    parts: dict[str, Any] = {}
    for field in fields(full):
        none, all_of_it = getattr(neutral, field.name), getattr(full, field.name)
        parts[field.name] = _share(none, all_of_it, share)
    return type(full)(**parts)


def _share(none: Any, full: Any, share: float) -> Any:
    if isinstance(none, float):
        return none + share * (full - none)
    if not isinstance(none, tuple):
        return mixed(full, share)
    if full and isinstance(full[0], float):
        return tuple(1.0 + share * (value - 1.0) for value in full)
    if full and isinstance(full[0], StepEdit):
        return tuple(mixed(step, share) for step in full)
    return full if share >= WHOLE else ()


WHOLE = 0.5
"""Pauses and bursts are there or not: from this share on they are."""
