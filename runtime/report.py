"""report.json: what was asked for, what was made, and what it measures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import runtime
from retarget.skeleton import FPS
from runtime import TEACHING_AID
from runtime.modifiers import modifiers
from runtime.result import Result
from runtime.storage import plain


def report(result: Result, timings: Mapping[str, float] | None = None) -> dict[str, Any]:
    """The report of a motion as plain data.

    Args:
        result: the motion.
        timings: seconds of stages after the motion was made (export), added to its own.
    """
    origin = result.origin
    data: dict[str, Any] = {
        "prompt": origin.prompt,
        "seed": origin.seed,
        "sample": origin.sample,
        "samples": origin.samples,
        "model": origin.model,
        "model_version": origin.model_version,
        "model_name": origin.model_name,
        "version": runtime.__version__,
        "provider": origin.provider,
        "intent": {**result.intent.to_dict(), "modifiers": modifiers(result.intent)},
        "assumptions": [*result.intent.assumptions, *result.notes],
        "measured": result.measured,
        "checks": result.checks,
        "impaired_regions": result.impaired_regions,
        "frames": len(result.joints),
        "fps": FPS,
        "seconds": result.seconds,
        "wished_seconds": origin.wished_seconds,
        "candidates": origin.candidates,
        "correction": result.made.to_dict(),
        "curves": result.curves,
        "loop": result.loop,
        "edit": None if origin.edit is None else origin.edit.to_dict(),
        **result.avatar.to_dict(),
        "timings": {**result.timings, **(timings or {})},
        "statement": TEACHING_AID,
    }
    return dict(plain(data))
