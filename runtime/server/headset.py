"""Addresses of the headset-mode switch; for the laptop's page alone (the guard sees to that)."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from retarget.errors import BadInput
from runtime.server.bodies import json_body, read_json
from runtime.server.motions import Parts

_CHANGE: dict[str, Any] = {
    "type": "object",
    "required": ["on"],
    "properties": {
        "on": {"type": "boolean"},
        "interfaces": {
            "type": ["array", "null"],
            "items": {"type": "string"},
            "description": "Names of adapters; null chooses by itself; left out, it stays.",
        },
    },
    "example": {"on": True},
}

router = APIRouter(tags=["headset"])


@router.get("/headset", summary="Headset mode and the network adapters")
async def headset(parts: Parts) -> JSONResponse:
    """Whether headsets can find this laptop, at which addresses, and what is in the way."""
    await parts.headset.look()
    return JSONResponse(parts.headset.document())


@router.put("/headset", summary="Switch headset mode on or off", openapi_extra=json_body(_CHANGE))
async def change_headset(request: Request, parts: Parts) -> JSONResponse:
    """Answers as `GET /headset`. Without a network it is on and waits for one."""
    body = await read_json(request)
    on = body.get("on")
    if not isinstance(on, bool):
        raise BadInput("The parameter on is true or false.")
    if "interfaces" in body:
        await parts.headset.choose(_names(body["interfaces"]))
    await parts.headset.switch(on)
    await parts.headset.look()
    return JSONResponse(parts.headset.document())


def _names(value: Any) -> list[str] | None:
    """Names of adapters in a request.

    Raises:
        BadInput: they are not a list of texts.
    """
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise BadInput("The parameter interfaces is a list of names of network adapters.")
    return value
