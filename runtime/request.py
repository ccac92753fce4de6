"""What a user may ask for: every rule about a request, in one place, one sentence each."""

from __future__ import annotations

import math
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from retarget.avatar import PRESETS, Phenotype
from retarget.errors import BadInput
from runtime.models import read_name
from runtime.motion import FORMATS

MOST_CHARACTERS = 500
"""Longest prompt."""

MOST_SAMPLES = 8
"""Most motions for one prompt; the batch the engine makes at once."""

USUAL_CANDIDATES = 3
"""Tries for each motion when the request says nothing."""
MOST_CANDIDATES = 8
"""Most tries for one motion, of which the one that meets most checks is kept."""

LARGEST_SEED = 2**53 - 1
"""Largest whole number that survives a browser (ECMA-262, Number.MAX_SAFE_INTEGER)."""

RANDOM_SEEDS = 2**31
"""Seeds drawn for the user are short enough to be typed again."""

LINE_OR_CONTROL = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode categories that no prompt holds: controls, lone surrogates, line separators."""


@dataclass(frozen=True)
class Request:
    """A checked request.

    Attributes:
        prompt: the sentence, without blanks around it.
        seed: the only source of chance.
        samples: motions to make, 1 to 8.
        seconds: length; None lets the model draw it.
        avatar: preset name, free parameters, or None to take it from the sentence.
        candidates: tries for each motion at most; the first that meets all its checks is taken.
        model: name of the installed model that makes it; None leaves it to the pipeline.
        loop: whether the motion is to walk in place and repeat without a seam.
    """

    prompt: str
    seed: int
    samples: int = 1
    seconds: float | None = None
    avatar: str | Phenotype | None = None
    candidates: int = USUAL_CANDIDATES
    model: str | None = None
    loop: bool = False


def read_request(data: Mapping[str, Any]) -> Request:
    """A request from JSON-like data (the attributes of `Request`).

    Missing or null entries take their defaults; others are ignored.

    Raises:
        BadInput: the first rule that is broken.
    """
    return Request(
        prompt=read_prompt(data.get("prompt")),
        seed=read_seed(data.get("seed")),
        samples=_count(data.get("samples"), "samples", MOST_SAMPLES),
        seconds=read_seconds(data.get("seconds")),
        avatar=read_avatar(data.get("avatar")),
        candidates=_count(data.get("candidates"), "candidates", MOST_CANDIDATES, USUAL_CANDIDATES),
        model=read_name(data.get("model")),
        loop=read_loop(data.get("loop")),
    )


def read_prompt(value: object) -> str:
    """The sentence without blanks around it."""
    if value is None:
        raise BadInput("There is no prompt.", "Describe a walk in one sentence.")
    if not isinstance(value, str):
        raise BadInput("The prompt must be text.", "Describe a walk in one sentence.")
    prompt = value.strip()
    if not prompt:
        raise BadInput("The prompt is empty.", "Describe a walk in one sentence.")
    if len(prompt) > MOST_CHARACTERS:
        raise BadInput(
            f"The prompt has {len(prompt)} characters, the most is {MOST_CHARACTERS}.",
            "Shorten it.",
        )
    if any(unicodedata.category(character) in LINE_OR_CONTROL for character in prompt):
        raise BadInput(
            "The prompt holds line breaks or control characters.",
            "Write it as one plain line.",
        )
    return prompt


def read_seed(value: object) -> int:
    """The seed, drawn at random when there is none."""
    if value is None:
        return secrets.randbelow(RANDOM_SEEDS)
    seed = _whole(value)
    if seed is None or not 0 <= seed <= LARGEST_SEED:
        raise BadInput(
            f"The seed must be a whole number from 0 to {LARGEST_SEED}.",
            "Or leave it out.",
        )
    return seed


def read_seconds(value: object) -> float | None:
    """The length in seconds, or None; the model's own range is `runtime.engine.limits`."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise BadInput("The length must be a number of seconds.", "Or leave it out.")
    if value <= 0:
        raise BadInput("The length must be more than 0 seconds.", "Or leave it out.")
    return float(value)


def read_loop(value: object) -> bool:
    """Whether the motion is to loop; it is not when nothing is said."""
    if value is None or isinstance(value, bool):
        return bool(value)
    raise BadInput("Whether the motion loops must be true or false.", "Or leave it out.")


def read_formats(names: Sequence[str]) -> tuple[str, ...]:
    """Formats in their own order, each once."""
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        what = f'There is no format "{unknown[0]}".' if unknown else "No format is named."
        raise BadInput(what, f"The formats are {', '.join(FORMATS)}.")
    return tuple(name for name in FORMATS if name in names)


def read_avatar(value: object) -> str | Phenotype | None:
    """A preset name, or free parameters from a mapping; None stays None."""
    if value is None or isinstance(value, Phenotype):
        return value
    if isinstance(value, str):
        if value not in PRESETS:
            raise BadInput(
                f'There is no avatar "{value[:40]}".',
                f"The avatars are {', '.join(PRESETS)}.",
            )
        return value
    if isinstance(value, Mapping):
        return _read_phenotype(value)
    raise BadInput("The avatar must be a name or a set of parameters.", _avatar_help())


def _read_phenotype(values: Mapping[Any, Any]) -> Phenotype:
    names = phenotype_names()
    for name, value in values.items():
        if name not in names:
            raise BadInput(f'An avatar has no parameter "{str(name)[:40]}".', _avatar_help())
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not 0 <= value <= 1:
            raise BadInput(f"The avatar's {name} must be a number from 0 to 1.", _avatar_help())
    base = PRESETS["adult_man"]
    return Phenotype(**{name: float(values.get(name, getattr(base, name))) for name in names})


def phenotype_names() -> tuple[str, ...]:
    """Names of an avatar's free parameters."""
    return tuple(field.name for field in fields(Phenotype))


def _avatar_help() -> str:
    return f"The parameters are {', '.join(phenotype_names())}, each from 0 to 1."


def _count(value: object, name: str, most: int, usual: int = 1) -> int:
    if value is None:
        return usual
    count = _whole(value)
    if count is None or not 1 <= count <= most:
        raise BadInput(f"The number of {name} must be a whole number from 1 to {most}.")
    return count


def _whole(value: object) -> int | None:
    """A whole number (JSON does not tell 3 from 3.0), or None when it is not one."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, float) and not value.is_integer():
        return None
    return int(value)
