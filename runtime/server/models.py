"""Addresses of models: the list, and how a new one comes in; see `runtime.model_uploads`."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.requests import ClientDisconnect

from retarget.errors import BadInput
from runtime.model_checks import ModelChecks
from runtime.model_pool import Models
from runtime.model_uploads import Receiving, Upload
from runtime.models import InstalledModel
from runtime.server.bodies import read_json
from runtime.server.motions import Parts

WRITTEN_AT_ONCE = 1 << 20
"""Bytes of an upload that are collected before they are written."""

router = APIRouter(tags=["server"])


@router.get("/models", summary="The installed models")
def list_models(parts: Parts) -> JSONResponse:
    """Names for `model` in a request; `default` is the one for requests that name none.

    `checked` is null while the files of a model are compared with its manifest.
    """
    models = parts.models
    found = models.installed()
    documents = [model_document(model, models, parts.model_checks) for model in found]
    return JSONResponse({"models": documents, "default": models.served_name})


@router.post("/models/uploads", summary="Begin to add a model", status_code=201)
async def begin(request: Request, parts: Parts) -> JSONResponse:
    """`{"name": NAME, "files": [{"name", "bytes"}]}`; its files follow, the manifest first."""
    data = await read_json(request)
    sizes = _sizes(data.get("files"))
    upload = await asyncio.to_thread(parts.uploads.begin, data.get("name"), sizes)
    return JSONResponse(_document(upload), 201)


@router.put("/models/uploads/{upload_id}/files/{name}", summary="Send a file of a model")
async def receive(request: Request, parts: Parts, upload_id: str, name: str) -> JSONResponse:
    """The bytes of the file. What is wrong with it ends the upload, and nothing stays of it."""
    try:
        receiving = await asyncio.to_thread(parts.uploads.receive, upload_id, name)
        try:
            await _store(request, receiving)
            upload = await asyncio.to_thread(receiving.done)
        except BaseException:
            receiving.fail()
            raise
    except ClientDisconnect:
        return JSONResponse(None, 400)  # nobody hears it
    return JSONResponse(_document(upload))


@router.post("/models/uploads/{upload_id}/finish", summary="Add the model", status_code=201)
def finish(parts: Parts, upload_id: str) -> JSONResponse:
    """The model is installed, and can be named in requests at once."""
    model = parts.uploads.finish(upload_id)
    return JSONResponse(model_document(model, parts.models, parts.model_checks), 201)


@router.delete("/models/uploads/{upload_id}", summary="Do not add it", status_code=204)
def discard(parts: Parts, upload_id: str) -> Response:
    """Nothing stays of it."""
    parts.uploads.discard(upload_id)
    return Response(status_code=204)


def model_document(model: InstalledModel, models: Models, checks: ModelChecks) -> dict[str, Any]:
    """A model as its manifest has it, without the folder; ``limits`` is null with a problem."""
    checked = checks.of(model)
    return {
        "name": model.name,
        "id": model.model_id,
        "version": model.version,
        "licence": model.licence,
        "limits": None if model.limits is None else asdict(model.limits),
        "default": model.name == models.served_name,
        "loaded": models.loaded(model.name),
        "checked": checked.whole,
        "problem": checked.problem,
    }


async def _store(request: Request, receiving: Receiving) -> None:
    waiting = bytearray()
    async for part in request.stream():
        waiting += part
        if len(waiting) >= WRITTEN_AT_ONCE:
            await asyncio.to_thread(receiving.write, bytes(waiting))
            waiting.clear()
    await asyncio.to_thread(receiving.write, bytes(waiting))


def _sizes(files: object) -> dict[str, int]:
    """Bytes by name.

    Raises:
        BadInput: it is no list of files.
    """
    sizes: dict[str, int] = {}
    for file in files if isinstance(files, list) else ():
        name, size = (file.get("name"), file.get("bytes")) if isinstance(file, dict) else (0, 0)
        if not isinstance(name, str) or not isinstance(size, int) or size < 0:
            raise BadInput("A file of the model has no name or no size.")
        sizes[name] = size
    return sizes


def _document(upload: Upload) -> dict[str, Any]:
    address = f"/models/uploads/{upload.id}"
    return {
        "id": upload.id,
        "name": upload.name,
        "waits_for": sorted(upload.wanted.keys() - upload.received),
        "links": {"self": address, "files": f"{address}/files", "finish": f"{address}/finish"},
    }
