"""Bodies of requests: read with care, and described for the page /docs."""

from __future__ import annotations

import json
from typing import Any

from fastapi import Request
from starlette.exceptions import HTTPException

from retarget.errors import BadInput


def json_body(schema: dict[str, Any]) -> dict[str, Any]:
    """What OpenAPI says of an address whose body is JSON of a schema."""
    content = {"application/json": {"schema": schema}}
    return {"requestBody": {"required": True, "content": content}}


async def read_json(request: Request) -> dict[str, Any]:
    """The JSON object in the body of a request.

    Raises:
        HTTPException: 415 for another media type, 400 for what is not a JSON object.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json" and not media_type.endswith("+json"):
        raise HTTPException(415)
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise HTTPException(400) from None
    if not isinstance(body, dict):
        raise HTTPException(400)
    return body


def text(body: dict[str, Any], name: str) -> str:
    """A text of a request.

    Raises:
        BadInput: it is missing, or no text.
    """
    value = body.get(name)
    if not isinstance(value, str):
        raise BadInput(f"The parameter {name} is missing or no text.")
    return value
