"""Addresses of the paired headsets."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from starlette.responses import Response

from runtime.devices import Device
from runtime.server.bodies import json_body, read_json, text
from runtime.server.door import device_of
from runtime.server.motions import Parts
from runtime.server.services import Services

_NAME: dict[str, Any] = {
    "type": "object",
    "required": ["name"],
    "properties": {"name": {"type": "string"}},
}

router = APIRouter(tags=["headset"])


@router.get("/devices", summary="The paired headsets, newest first")
async def list_devices(parts: Parts) -> JSONResponse:
    """`connected` says which of them follow the live session now."""
    there = _connected(parts)
    documents = [device_document(one, one.id in there) for one in parts.devices.all()]
    return JSONResponse({"devices": documents})


@router.get("/devices/me", summary="Who asks")
async def who_asks(request: Request, parts: Parts) -> JSONResponse:
    """The laptop itself, or the headset whose token was shown."""
    device = device_of(request.scope)
    if device is None:
        return JSONResponse({"role": "laptop"})
    own = device_document(device, device.id in _connected(parts))
    return JSONResponse({"role": "headset", "device": own})


@router.patch("/devices/{device_id}", summary="Rename a headset", openapi_extra=json_body(_NAME))
async def rename_device(request: Request, parts: Parts, device_id: str) -> JSONResponse:
    """Answers the device with its new name."""
    name = text(await read_json(request), "name")
    device = await run_in_threadpool(parts.devices.rename, device_id, name)
    return JSONResponse(device_document(device, device.id in _connected(parts)))


@router.delete("/devices/{device_id}", summary="Revoke a headset", status_code=204)
async def revoke_device(parts: Parts, device_id: str) -> Response:
    """It is turned away from now on, and its connections end."""
    await run_in_threadpool(parts.devices.revoke, device_id)
    return Response(status_code=204)


def device_document(device: Device, connected: bool) -> dict[str, Any]:
    """A device as the protocol has it."""
    return {**device.to_dict(), "connected": connected}


def _connected(parts: Services) -> set[str]:
    """Ids of the devices that follow the live session."""
    return {watcher.id for watcher in parts.session.watchers()}
