"""Whose body is shown: the wish, else what the prompt says, with the build that it says."""

from __future__ import annotations

from dataclasses import replace

from retarget.avatar import Phenotype, phenotype_of
from runtime.gait.layout import Intent

BUILD_CHANGES: dict[str, dict[str, float]] = {
    "slim": {"weight": -0.35, "muscle": -0.1},
    "heavy": {"weight": 0.4},
    "muscular": {"muscle": 0.4, "weight": 0.1},
    "tall": {"height": 0.3},
    "short": {"height": -0.25},
}
"""How far each build moves the factors of a preset, each from 0 to 1 [M, by eye]."""


def avatar_choice(
    intent: Intent, wish: str | Phenotype | None, default: str | Phenotype
) -> str | Phenotype:
    """The avatar of a request.

    Args:
        intent: what the prompt says about the body.
        wish: the avatar that the user chose, or None. It wins over the prompt.
        default: what is shown when neither says anything.

    Returns:
        A preset's name, or a phenotype when the prompt speaks of a build.

    Raises:
        BadInput: for a preset that there is not.
    """
    if wish is not None:
        phenotype_of(wish)
        return wish
    avatar = intent.avatar or default
    if intent.build is None:
        return avatar
    return built(phenotype_of(avatar), intent.build)


def built(phenotype: Phenotype, build: str) -> Phenotype:
    """A body with the build of `layout.BUILDS`, kept within what a body may be."""
    changed = {
        name: min(1.0, max(0.0, getattr(phenotype, name) + change))
        for name, change in BUILD_CHANGES[build].items()
    }
    return replace(phenotype, **changed)
