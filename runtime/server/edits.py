"""Address of changes: a part of a motion of the library made anew for a sentence."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from retarget.errors import BadInput
from runtime.edit_request import EditRequest, read_edit_request
from runtime.library import ID
from runtime.server.bodies import json_body, read_json
from runtime.server.motions import BODY, Parts, answer
from runtime.server.services import Services
from runtime.sources import from_library

EXAMPLE = {
    "motion": "3f9a01c2b7de",
    "from": 4,
    "to": 8,
    "prompt": "a man limps because of pain in his right leg",
    "seed": 7,
}

_SHARED = {
    name: value for name, value in BODY["properties"].items() if name not in ("seconds", "loop")
}

_BODY = {
    "type": "object",
    "required": ["motion", "from", "prompt"],
    "properties": {
        "motion": {"type": "string", "description": "Id of a motion of the library."},
        "from": {"type": "number", "minimum": 0, "description": "Start of the part, seconds."},
        "to": {
            "description": "End of the part, seconds; left out, the end of the motion.",
            "oneOf": [{"type": "number"}, {"type": "string", "enum": ["end"]}],
        },
        **_SHARED,
    },
    "example": EXAMPLE,
}

router = APIRouter()


@router.post(
    "/edit_motion",
    summary="Make a part of a motion anew for a sentence",
    tags=["generate"],
    openapi_extra=json_body(_BODY),
    responses={202: {"description": "With `Prefer: respond-async`: a job."}},
)
async def edit_motion(request: Request, parts: Parts) -> Response:
    """The result is a new motion of the library; the motion that was changed stays as it is.

    Measures, checks and regions are those of the part. Answers as `/gen_text2motion` does.
    """
    wanted = await asyncio.to_thread(_read, await read_json(request), parts)
    job = parts.jobs.run(lambda pipeline, tell: pipeline.edit(wanted, tell), wanted.wish.model)
    return await answer(request, parts, job)


def _read(data: dict[str, Any], parts: Services) -> EditRequest:
    """A checked request.

    Raises:
        BadInput: a rule is broken.
        NotFound: there is no such motion.
    """
    motion_id = data.get("motion")
    if not isinstance(motion_id, str) or not ID.fullmatch(motion_id):
        raise BadInput(
            "It is not said which motion is to be changed.",
            "Give the id of a motion of the library, 12 digits and letters from a to f.",
        )
    wanted = read_edit_request(data, from_library(parts.library, motion_id))
    parts.models.limits(wanted.wish.model).check_source(wanted.source.seconds)
    return wanted
