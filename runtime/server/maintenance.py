"""Addresses that tidy up."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from retarget.errors import BadInput
from runtime.server.bodies import json_body, read_json
from runtime.server.motions import Parts

ALL = "all"

_BODY: dict[str, Any] = {
    "type": "object",
    "required": ["delete", "count"],
    "properties": {
        "delete": {"type": "string", "enum": [ALL]},
        "count": {"type": "integer", "minimum": 0, "description": "How many motions there are."},
    },
    "example": {"delete": ALL, "count": 12},
}

router = APIRouter(tags=["library"])


@router.delete("/motions", summary="Delete every motion", openapi_extra=json_body(_BODY))
async def delete_all(request: Request, parts: Parts) -> JSONResponse:
    """Only with the right number of motions; cannot be undone. A job that runs is not stopped."""
    data = await read_json(request)
    count = data.get("count")
    if data.get("delete") != ALL or not isinstance(count, int) or isinstance(count, bool):
        raise BadInput(
            "It is not said that all motions are to be deleted.",
            f'Send {{"delete": "{ALL}", "count": N}}, where N is how many there are.',
        )
    deleted = await asyncio.to_thread(parts.library.delete_all, count)
    parts.jobs.forget_finished()
    shown = parts.session.state.motion
    if shown is not None:
        parts.session.forget_motion(shown)
    return JSONResponse({"deleted": deleted})
