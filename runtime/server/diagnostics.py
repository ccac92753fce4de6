"""The address behind "Copy diagnostics"; see `runtime.diagnostics`. The laptop's own alone."""

from __future__ import annotations

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from runtime.diagnostics import as_text, diagnostics
from runtime.server.motions import Parts

router = APIRouter(tags=["server"])


@router.get("/diagnostics", summary="Facts for somebody who helps")
async def read_diagnostics(
    request: Request,
    parts: Parts,
    form: Annotated[Literal["json", "text"], Query(alias="as")] = "json",
) -> Response:
    """Versions, folders, provider, hashes, self-check and log; nothing of any case."""
    server = request.scope.get("server")
    port = server[1] if server else None
    document = await asyncio.to_thread(diagnostics, parts, port)
    if form == "text":
        return PlainTextResponse(as_text(document))
    return JSONResponse(document)
