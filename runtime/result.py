"""One generated motion with everything that is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retarget.avatar import Phenotype
from runtime.gait.layout import Intent
from runtime.made import Made
from runtime.motion import duration

CUSTOM = "custom"
"""Name of an avatar that was given by its parameters."""


@dataclass(frozen=True)
class Avatar:
    """The body that a motion is put on: a preset by name, or free parameters."""

    name: str
    phenotype: Phenotype | None = None

    @classmethod
    def of(cls, choice: str | Phenotype) -> Avatar:
        """The avatar of a request or an intent."""
        return cls(choice) if isinstance(choice, str) else cls(CUSTOM, choice)

    @property
    def choice(self) -> str | Phenotype:
        """What the Blender worker takes."""
        return self.name if self.phenotype is None else self.phenotype

    def to_dict(self) -> dict[str, Any]:
        """The entries ``avatar`` and ``phenotype`` of a report."""
        parameters = None if self.phenotype is None else asdict(self.phenotype)
        return {"avatar": self.name, "phenotype": parameters}

    @classmethod
    def from_dict(cls, report: Mapping[str, Any]) -> Avatar:
        """The avatar that a report names."""
        parameters = report.get("phenotype")
        return cls(report["avatar"], Phenotype(**parameters) if parameters else None)


@dataclass(frozen=True)
class Edit:
    """Which part of which motion was made anew for the sentence.

    Attributes:
        source: id of the motion in the library, or the name of its file.
        source_prompt: the sentence that it was made from, or None.
        start, end: the part that was changed and measured, seconds.
        kept_tokens: tokens of the motion outside the part, which stayed.
        tokens: all tokens of the motion.
    """

    source: str
    source_prompt: str | None
    start: float
    end: float
    kept_tokens: int
    tokens: int

    def to_dict(self) -> dict[str, Any]:
        """The entry ``edit`` of a report, with the names of a request: ``from`` and ``to``."""
        return {
            "source": self.source,
            "source_prompt": self.source_prompt,
            "from": self.start,
            "to": self.end,
            "kept_tokens": self.kept_tokens,
            "tokens": self.tokens,
        }


@dataclass(frozen=True)
class Origin:
    """What made a motion: enough to make the same one again.

    Attributes:
        prompt: the sentence.
        seed: the seed of the whole request.
        sample: number of this motion within the request, from 0.
        samples: motions that were asked for.
        wished_seconds: length that was asked for, or None.
        candidates: tries for each motion at most.
        model: id of the model.
        model_version: its version.
        provider: ONNX Runtime's provider in force.
        model_name: name that the model is installed under, or None.
        edit: what was changed, for a motion that is another one in part; else None.
    """

    prompt: str
    seed: int
    sample: int
    samples: int
    wished_seconds: float | None
    candidates: int
    model: str
    model_version: str
    provider: str
    model_name: str | None = None
    edit: Edit | None = None


@dataclass(frozen=True, eq=False)
class Result:
    """A finished motion.

    Attributes:
        joints: ``(T, 22, 3)`` float32, metres, Y up, 20 fps, cleaned up.
        features: ``(T - 1, 263)`` float32, computed from these joints.
        measured: ``{name, value, unit, side}`` each; of the part, for a motion changed in part.
        checks: ``{name, requested, measured, unit, met}`` each.
        impaired_regions: ``{region, score, why}`` each.
        curves: joint angles over the gait cycle, as `curves.curves` gives them; of the part, for
            a motion changed in part.
        made: how the motion came about.
        loop: walks in place, and its last frame continues into the first.
        timings: seconds by stage.
    """

    origin: Origin
    joints: NDArray[np.float32]
    features: NDArray[np.float32]
    intent: Intent
    avatar: Avatar
    measured: list[dict[str, Any]]
    checks: list[dict[str, Any]]
    impaired_regions: list[dict[str, Any]]
    notes: tuple[str, ...] = ()
    made: Made = Made()
    curves: Mapping[str, Any] | None = None
    loop: bool = False
    timings: Mapping[str, float] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """Length of the motion."""
        return duration(self.joints)

    @property
    def checks_met(self) -> int:
        """How many of the checks are met."""
        return sum(bool(check["met"]) for check in self.checks)

    @property
    def faithful(self) -> bool:
        """Whether every check is met."""
        return self.checks_met == len(self.checks)
