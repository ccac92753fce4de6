"""Addresses of pairing: the headset's two steps, and the code on the laptop's screen."""

from __future__ import annotations

import asyncio
import math
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from starlette.responses import Response

from runtime.devices import BROWSER
from runtime.identity import introduction
from runtime.pairing import (
    Answer,
    AttemptOver,
    Paired,
    PairingClosed,
    PairingRefused,
    Shown,
    TooManyTries,
    WrongProof,
)
from runtime.qr import qr_svg
from runtime.server.bodies import json_body, read_json, text
from runtime.server.devices import device_document
from runtime.server.lan_rules import COOKIE
from runtime.server.motions import Parts
from runtime.server.problems import problem, problem_response
from runtime.server.services import Services

COOKIE_S = 365 * 24 * 3600
"""Seconds that a browser keeps its token; browsers allow little more."""

_STATUS: dict[type[PairingRefused], HTTPStatus] = {
    PairingClosed: HTTPStatus.CONFLICT,
    WrongProof: HTTPStatus.FORBIDDEN,
    AttemptOver: HTTPStatus.GONE,
    TooManyTries: HTTPStatus.TOO_MANY_REQUESTS,
}

_START: dict[str, Any] = {
    "type": "object",
    "required": ["name", "kind"],
    "properties": {
        "name": {"type": "string", "description": "What the laptop's list shows."},
        "kind": {"type": "string", "enum": ["app", "browser"]},
    },
    "example": {"name": "Quest 3", "kind": "app"},
}

_FINISH: dict[str, Any] = {
    "type": "object",
    "required": ["attempt", "with", "nonce", "proof"],
    "properties": {
        "attempt": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "with": {"type": "string", "enum": ["code", "secret"]},
        "nonce": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "proof": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    },
}

router = APIRouter(tags=["headset"])


@router.post("/pair/start", summary="Begin to pair a headset", openapi_extra=json_body(_START))
async def start(request: Request, parts: Parts) -> Response:
    """Answers what the proof is made of; 409 while the laptop shows no code, 429 while locked."""
    body = await read_json(request)
    try:
        attempt = parts.pairing.start(text(body, "name"), text(body, "kind"), _address(request))
    except PairingRefused as refused:
        return _refusal(refused)
    return JSONResponse(
        {
            "attempt": attempt.id,
            "salt": attempt.salt,
            "iterations": attempt.iterations,
            "expires_s": attempt.expires_s,
            "server": introduction(parts.identity),
        }
    )


@router.post("/pair/finish", summary="Prove the code", openapi_extra=json_body(_FINISH))
async def finish(request: Request, parts: Parts) -> Response:
    """Answers the device and its token, which a browser gets as a cookie.

    403 for a wrong proof, 410 for an attempt that is over, 409 and 429 as at the start.
    """
    body = await read_json(request)
    answer = Answer(*(text(body, name) for name in ("attempt", "with", "nonce", "proof")))
    try:
        claim = parts.pairing.claim(answer, _address(request))
        paired = await asyncio.to_thread(parts.pairing.settle, claim)
    except PairingRefused as refused:
        return _refusal(refused)
    return _welcome(paired)


@router.get("/headset/pairing", summary="The code that is shown")
async def read_pairing(parts: Parts) -> JSONResponse:
    """The code and the QR code for the laptop's screen; nulls while pairing is closed."""
    return await _shown(parts, parts.pairing.current())


@router.post("/headset/pairing", summary="Show a new code")
async def open_pairing(parts: Parts) -> JSONResponse:
    """The code before, if there was one, is worth nothing any more."""
    return await _shown(parts, parts.pairing.open())


@router.delete("/headset/pairing", summary="Show no code")
async def close_pairing(parts: Parts) -> JSONResponse:
    """No headset can pair from now on; those that did stay paired."""
    parts.pairing.close()
    return await _shown(parts, parts.pairing.current())


async def _shown(parts: Services, shown: Shown) -> JSONResponse:
    link = _link(parts, shown)
    return JSONResponse(
        {
            "open": shown.open,
            "code": shown.code,
            "link": link,
            "qr": None if link is None else await asyncio.to_thread(qr_svg, link),
            "expires_s": None if shown.expires_s is None else math.ceil(shown.expires_s),
            "locked_s": None if shown.locked_s is None else math.ceil(shown.locked_s),
        }
    )


def _link(parts: Services, shown: Shown) -> str | None:
    """The link of the QR code; None while pairing is closed or there is no LAN door.

    Its secrets are in the fragment, which no browser sends and no server logs.
    """
    door = parts.headset.document()
    if shown.secret is None or not door["addresses"] or not door["fingerprint"]:
        return None
    url = str(door["addresses"][0]["url"]).rstrip("/")
    return f"{url}/#pair={shown.secret}&fp={door['fingerprint']}"


def _welcome(paired: Paired) -> JSONResponse:
    browser = paired.device.kind == BROWSER
    answer = JSONResponse(
        {
            "device": device_document(paired.device, connected=False),
            "token": None if browser else paired.token,
            "proof": paired.proof,
        }
    )
    if browser:
        answer.set_cookie(
            COOKIE, paired.token, COOKIE_S, secure=True, httponly=True, samesite="strict"
        )
    return answer


def _refusal(refused: PairingRefused) -> JSONResponse:
    status = _STATUS[type(refused)]
    body = problem(status, "Not paired", refused.sentence, refused.remedy)
    headers = {}
    if isinstance(refused, WrongProof):
        body["tries_left"] = refused.tries_left
    if isinstance(refused, TooManyTries):
        headers["Retry-After"] = str(math.ceil(refused.retry_s))
    return problem_response(body, headers)


def _address(request: Request) -> str:
    """Where a request comes from; no name is looked up."""
    return "" if request.client is None else request.client.host
