"""Addresses of generation and of the library."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import FileResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from retarget.errors import NotFound
from runtime.jobs import Job
from runtime.motion import BLENDER_FORMATS
from runtime.request import MOST_CHARACTERS, MOST_SAMPLES, read_request
from runtime.server.bodies import json_body, read_json
from runtime.server.documents import (
    FILE_KINDS,
    brief_document,
    job_document,
    motion_document,
    motion_documents,
)
from runtime.server.services import Services
from runtime.tables import MEASURES, TABLES, table_of

EXPORT_WAIT_S = 180.0
"""Longest wait for an FBX or GLB: two tries of the Blender process and its start."""

MEDIA_TYPES = {
    "npy": "application/octet-stream",
    "features": "application/octet-stream",
    "bvh": "text/plain; charset=utf-8",
    "fbx": "application/octet-stream",
    "glb": "model/gltf-binary",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}

EXAMPLE = {
    "prompt": "A man walks forward with a noticeable limp due to pain, favoring his right leg",
    "seed": 7,
    "samples": 1,
    "seconds": 8,
    "avatar": "adult_man",
}

BODY: dict[str, Any] = {
    "type": "object",
    "required": ["prompt"],
    "properties": {
        "prompt": {"type": "string", "maxLength": MOST_CHARACTERS, "description": "One sentence."},
        "seed": {"type": "integer", "minimum": 0, "description": "Same seed, same motion."},
        "samples": {"type": "integer", "minimum": 1, "maximum": MOST_SAMPLES, "default": 1},
        "seconds": {"type": "number", "description": "Length; left out, the model chooses it."},
        "avatar": {
            "description": "A preset, or free parameters from 0 to 1.",
            "oneOf": [
                {"type": "string"},
                {"type": "object", "additionalProperties": {"type": "number"}},
            ],
        },
        "model": {"type": "string", "description": "A name that `/models` lists."},
        "loop": {
            "type": "boolean",
            "default": False,
            "description": "Walk in place; the last frame goes on into the first.",
        },
    },
    "example": EXAMPLE,
}

router = APIRouter()


def services(request: Request) -> Services:
    """The parts of this server."""
    parts: Services = request.app.state.services
    return parts


Parts = Annotated[Services, Depends(services)]


@router.post(
    "/gen_text2motion",
    summary="Generate a walk from a sentence",
    tags=["generate"],
    openapi_extra=json_body(BODY),
    responses={202: {"description": "With `Prefer: respond-async`: a job."}},
)
async def generate(request: Request, parts: Parts) -> Response:
    """Answers when the motion exists; FBX and GLB follow in the background.

    With `Prefer: respond-async` (RFC 7240) it answers 202 and a job at once.
    """
    wanted = read_request(await read_json(request))
    await asyncio.to_thread(parts.models.check, wanted)
    return await answer(request, parts, parts.jobs.submit(wanted))


async def answer(request: Request, parts: Services, job: Job) -> Response:
    """The answer to a request for motions: the motions, or the job where the client prefers it."""
    if prefers_async(request):
        document = job_document(job, parts.library, parts.exports)
        headers = {"Location": f"/jobs/{job.id}", "Preference-Applied": "respond-async"}
        return JSONResponse(document, 202, headers)
    motions = await asyncio.wrap_future(job.result)
    documents = await asyncio.to_thread(motion_documents, motions, parts.library, parts.exports)
    return JSONResponse({"motions": documents})


@router.get("/download_fbx", summary="The FBX of a motion", tags=["files"])
async def download_fbx(parts: Parts, id: Annotated[str, Query()]) -> Response:
    """Waits for the file while it is still being made."""
    return await send_file(parts, id, "fbx")


@router.get("/motions", summary="The library, newest first", tags=["library"])
def list_motions(
    parts: Parts,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> JSONResponse:
    """Saved motions without their joint curves; `total` says how many there are."""
    entries = parts.library.entries(limit, offset)
    documents = [brief_document(entry, parts.exports) for entry in entries]
    return JSONResponse({"motions": documents, "total": parts.library.count()})


@router.get("/motions/{motion_id}", summary="One motion", tags=["library"])
def read_motion(parts: Parts, motion_id: str) -> JSONResponse:
    """What was asked for, what it measures, and where its files are."""
    return JSONResponse(motion_document(parts.library.get(motion_id), parts.exports))


@router.delete("/motions/{motion_id}", summary="Delete a motion", tags=["library"], status_code=204)
async def delete_motion(parts: Parts, motion_id: str) -> Response:
    """Removes the motion and all its files; a live session that shows it shows nothing then."""
    await asyncio.to_thread(parts.library.delete, motion_id)
    parts.session.forget_motion(motion_id)
    return Response(status_code=204)


@router.get("/motions/{motion_id}/files/{kind}", summary="A file of a motion", tags=["files"])
async def read_file(
    parts: Parts,
    motion_id: str,
    kind: str,
    table: Annotated[str, Query(description=f"Of csv: {', '.join(TABLES)}.")] = MEASURES,
) -> Response:
    """`npy`, `features`, `bvh`, `fbx`, `glb`, `json` or `csv`; FBX and GLB are waited for."""
    if kind == "csv":
        return await send_table(parts, motion_id, table)
    return await send_file(parts, motion_id, kind)


async def send_table(parts: Services, motion_id: str, name: str) -> Response:
    """The answer with a table of a motion's report, as a file of comma-separated values."""
    entry = await asyncio.to_thread(parts.library.get, motion_id)
    text = table_of(entry.report, name)
    suffix = "" if name == MEASURES else f"-{name}"
    disposition = f'attachment; filename="gaitbox-{entry.id}{suffix}.csv"'
    headers = {"Content-Disposition": disposition}
    return Response(text, headers=headers, media_type=MEDIA_TYPES["csv"])


async def send_file(parts: Services, motion_id: str, kind: str) -> Response:
    """The answer with a file of a motion."""
    entry = await asyncio.to_thread(parts.library.get, motion_id)
    if kind not in FILE_KINDS:
        raise NotFound("There is no such format.", f"The formats are {', '.join(FILE_KINDS)}.")
    name = f"gaitbox-{entry.id}{'-features.npy' if kind == 'features' else '.' + kind}"
    path = entry.file(kind)
    if kind in BLENDER_FORMATS and not path.is_file():
        making = asyncio.wrap_future(parts.exports.ensure(entry.id))
        try:
            await asyncio.wait_for(asyncio.shield(making), EXPORT_WAIT_S)
        except TimeoutError:
            raise HTTPException(504) from None
    if not path.is_file():
        raise NotFound("This file of the motion is not there.", "Generate the motion once more.")
    return FileResponse(path, media_type=MEDIA_TYPES[kind], filename=name)


def prefers_async(request: Request) -> bool:
    """Whether the client asked for a job instead of waiting (RFC 7240, section 4.1)."""
    wishes = ",".join(request.headers.getlist("prefer"))
    return any(w.partition(";")[0].strip().lower() == "respond-async" for w in wishes.split(","))
