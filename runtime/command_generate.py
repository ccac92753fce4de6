"""What ``gaitbox generate`` does with its options, and what it shows."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from retarget.errors import BadInput
from runtime.cli import DONE
from runtime.generate import Generation, Written
from runtime.models import resolve_model
from runtime.modifiers import modifiers
from runtime.motion import FORMATS
from runtime.pipeline import Pipeline
from runtime.progress import Step
from runtime.prompts import Named, read_prompts
from runtime.report import TEACHING_AID, report
from runtime.request import read_avatar, read_formats, read_request

BAR = 24
"""Width of the progress bar in characters."""


def run(options: argparse.Namespace) -> int:
    """Generate as the options say; returns the exit code."""
    values = read_values(options)
    single = _single(options, values)
    if single:
        return make(options, lambda generation, out: generation.one(single, out))
    requests = read_prompts(Path(options.prompts), values)
    return make(options, lambda generation, out: generation.many(requests, out))


def make(options: argparse.Namespace, work: Callable[[Generation, Path], list[Written]]) -> int:
    """Have ``work`` write motions to the folder of the options, and show them."""
    logging.basicConfig(level=logging.ERROR, format="gaitbox: %(message)s")
    formats = read_formats(_split(options.formats)) if options.formats is not None else FORMATS
    if not options.out:
        raise BadInput("There is no folder to write to.", "Name one with --out DIR.")
    meter = Meter()
    with Pipeline(resolve_model(options.model)) as pipeline:
        generation = Generation(pipeline, formats, meter)
        try:
            written = work(generation, Path(options.out))
        finally:
            meter.clear()
    print(as_json(written) if options.json else summary(written))
    return DONE


class Meter:
    """One line of progress on a terminal; nothing where stderr is not one."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._width = 0

    def __call__(self, step: Step) -> None:
        """Show a step."""
        if not self._shown:
            return
        filled = round(BAR * step.fraction)
        left = "" if step.eta_seconds is None else f", {step.eta_seconds:.0f} s left"
        line = f"[{'#' * filled}{'.' * (BAR - filled)}] {step.fraction:4.0%} {step.message}{left}"
        print("\r" + line.ljust(self._width), end="", file=sys.stderr, flush=True)
        self._width = len(line)

    def clear(self) -> None:
        """Wipe the line."""
        if self._shown and self._width:
            print("\r" + " " * self._width + "\r", end="", file=sys.stderr, flush=True)


def summary(written: Sequence[Written]) -> str:
    """What was made, for a person."""
    blocks = [_block(item) for item in written]
    return "\n\n".join([*blocks, TEACHING_AID])


def as_json(written: Sequence[Written]) -> str:
    """What was made, for a program."""
    motions = [{"folder": str(item.folder), **report(item.result)} for item in written]
    return json.dumps({"motions": motions}, indent=1, ensure_ascii=False)


def _block(item: Written) -> str:
    result = item.result
    intent = result.intent
    shown = [intent.pattern.replace("_", " ")]
    shown += [part for part in (intent.side, intent.severity) if part != "none"]
    shown += ["comfortable speed"] if intent.speed == "comfortable" else []
    shown += modifiers(intent)
    lines = [
        f"{item.folder}",
        f"  understood   {', '.join(shown)}",
        f"  made         {result.seconds:g} s{', a loop' if result.loop else ''}, "
        f"seed {result.origin.seed}, {result.avatar.name}",
    ]
    change = result.origin.edit
    if change is not None:
        lines.append(f"  changed      {change.start:g} to {change.end:g} s of {change.source}")
    lines += [f"  {_mark(check)}  {_sentence(check)}" for check in result.checks]
    notes = [*intent.contradictions, *intent.assumptions, *intent.not_understood, *result.notes]
    return "\n".join(lines + [f"  note         {note}" for note in notes])


def _mark(check: dict[str, Any]) -> str:
    return "shown      " if check["met"] else "NOT SHOWN  "


def _sentence(check: dict[str, Any]) -> str:
    measured = check["measured"]
    if measured is None:
        return f"{check['name']}: could not be measured (asked for {check['requested']})"
    value = f"{measured:.3g}" if isinstance(measured, float) else str(measured)
    unit = f" {check['unit']}" if check["unit"] else ""
    return f"{check['name']}: {value}{unit} (asked for {check['requested']})"


def _single(options: argparse.Namespace, values: dict[str, Any]) -> Named | None:
    """The request of the command line, or None when there is a file of prompts."""
    if options.prompts is None:
        return Named("", read_request({**values, "prompt": options.prompt}))
    if options.prompt is not None:
        raise BadInput("There is both a prompt and a file of prompts.", "Give one of the two.")
    return None


def read_values(options: argparse.Namespace) -> dict[str, Any]:
    """The options that a request is made of, as JSON would have them."""
    values = {
        "seed": read_number(options.seed, "--seed"),
        "samples": read_number(options.samples, "--samples"),
        "seconds": read_number(options.seconds, "--seconds"),
        "candidates": read_number(options.candidates, "--candidates"),
        "avatar": parse_avatar(options.avatar),
        "loop": options.loop or None,
    }
    return {name: value for name, value in values.items() if value is not None}


def parse_avatar(text: str | None) -> Any:
    """``adult_woman`` or ``age=0.8,height=0.4`` as a checked avatar."""
    if text is None or "=" not in text:
        return read_avatar(text)
    parameters: dict[str, float] = {}
    for part in _split(text):
        name, _, value = part.partition("=")
        number = read_number(value.strip(), f"the avatar's {name.strip()}")
        parameters[name.strip()] = number if number is not None else float("nan")
    return read_avatar(parameters)


def read_number(text: str | None, name: str) -> int | float | None:
    """A number of the command line; None stays None."""
    if text is None:
        return None
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        raise BadInput(f'The value "{text[:40]}" of {name} is not a number.') from None


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
