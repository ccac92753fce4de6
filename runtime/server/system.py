"""Addresses that tell about the server itself."""

from __future__ import annotations

import asyncio
from concurrent.futures import CancelledError
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

import runtime
from retarget.avatar import PRESETS
from retarget.errors import GaitboxError
from runtime.about import LICENCE, components
from runtime.instance import NUMBER
from runtime.report import TEACHING_AID
from runtime.request import MOST_CHARACTERS, MOST_SAMPLES, phenotype_names
from runtime.server.motions import Parts
from runtime.server.problems import problem_of
from runtime.server.services import Services

MODEL_WAIT_S = 10.0
"""How long /about waits for a model that is still loading."""

router = APIRouter(tags=["server"])


@router.get("/health", summary="Whether the server is up")
async def health(parts: Parts) -> JSONResponse:
    """`status` is ok as soon as the server answers; `ready` says that the model is warm."""
    problem = parts.pipeline.problem
    document: dict[str, Any] = {
        "status": "ok" if problem is None else "degraded",
        "ready": parts.pipeline.ready,
        "blender_ready": parts.worker.ready,
        "version": runtime.__version__,
        "instance": NUMBER,
    }
    if problem is not None:
        document["problem"] = problem_of(problem)
    return JSONResponse(document)


@router.get("/about", summary="Versions, model, provider in force, licences")
async def about(parts: Parts) -> JSONResponse:
    """What this Gaitbox is made of, and what it is not for."""
    return JSONResponse(
        {
            "name": "Gaitbox",
            "version": runtime.__version__,
            "statement": TEACHING_AID,
            "licence": LICENCE,
            **await asyncio.to_thread(_model, parts),
            "avatars": list(PRESETS),
            "avatar_parameters": list(phenotype_names()),
            "limits": {"characters": MOST_CHARACTERS, "samples": MOST_SAMPLES},
            "components": components(),
        }
    )


def _model(parts: Services) -> dict[str, Any]:
    """The entries ``provider`` and ``model``; null while there is no model."""

    try:
        engine = parts.pipeline.engine(MODEL_WAIT_S)
    except (GaitboxError, TimeoutError, CancelledError):
        return {"provider": None, "model": None}
    limits = engine.limits
    return {
        "provider": engine.provider,
        "model": {
            "id": engine.model_id,
            "version": engine.version,
            "licence": engine.record.get("licence"),
            "acknowledgement": engine.record.get("acknowledgement"),
            "limits": {"min_seconds": limits.min_seconds, "max_seconds": limits.max_seconds},
        },
    }
