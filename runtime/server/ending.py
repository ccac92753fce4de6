"""The address that ends Gaitbox; the laptop's own alone."""

from __future__ import annotations

import logging

from fastapi import APIRouter
from fastapi.responses import Response

from runtime.server.motions import Parts

router = APIRouter(tags=["server"])

_log = logging.getLogger(__name__)


@router.post("/end", summary="End Gaitbox", status_code=202)
def end(parts: Parts) -> Response:
    """As closing its window does: motions that are being made are given up, saved ones stay."""
    _log.info("its page ends it")
    parts.ending.wish()
    return Response(status_code=202)
