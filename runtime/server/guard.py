"""What every request must pass and every answer must carry. Pure ASGI.

Only this machine may ask (Host header, against DNS rebinding), only this page may change
anything (Origin header), nothing large comes in, and nothing that the page shows may come from
or go to another place (content security policy). Unexpected errors end here, so that none
reaches a log with the words of a user in it.
"""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from runtime.failures import log_failure
from runtime.server.problems import problem_of_status, problem_response

LARGEST_BODY = 64 * 1024
"""Bytes of a request: a prompt of 500 characters needs a fraction of it."""

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

POLICY = (
    "default-src 'self'; img-src 'self' blob: data:; connect-src 'self' blob: data:; "
    "worker-src 'self' blob:; style-src 'self'{style}; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""Three.js hands textures around as blobs; nothing else leaves or enters."""

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}

_log = logging.getLogger(__name__)


class Guard:
    """ASGI middleware around the whole app."""

    def __init__(self, app: ASGIApp, docs: str = "/docs") -> None:
        self._app = app
        self._docs = docs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def answer(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._add_headers(scope, message)
            await send(message)

        refusal = refused(scope)
        if refusal is not None:
            await problem_response(problem_of_status(refusal))(scope, receive, answer)
            return
        try:
            await self._app(scope, _limited(receive), answer)
        except Exception as error:
            log_failure(_log, "a request failed", error)
            if not started:
                await problem_response(problem_of_status(500))(scope, receive, answer)

    def _add_headers(self, scope: Scope, message: Message) -> None:
        headers = MutableHeaders(scope=message)
        for name, value in _HEADERS.items():
            headers[name] = value
        # Swagger UI styles its elements in place.
        style = " 'unsafe-inline'" if scope["path"] == self._docs else ""
        headers["Content-Security-Policy"] = POLICY.format(style=style)
        headers.setdefault("Cache-Control", "no-store")


def refused(scope: Scope) -> int | None:
    """Status to refuse a request with, or None to let it pass."""
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if _name(host) not in LOOPBACK_NAMES:
        return 421
    origin = headers.get("origin")
    changes = scope["method"] not in SAFE_METHODS
    if changes and origin is not None and origin.lower() != f"http://{host.lower()}":
        return 403
    length = headers.get("content-length", "0")
    if not length.isdecimal():
        return 400
    return 413 if int(length) > LARGEST_BODY else None


def _name(host: str) -> str:
    """The name of a Host header, without its port and brackets."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _limited(receive: Receive) -> Receive:
    """Count what comes in without a length, and stop where it is too much."""
    total = 0

    async def limited() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > LARGEST_BODY:
            raise HTTPException(413)
        return message

    return limited
