"""What every request must pass and every answer must carry. Pure ASGI.

Through loopback only this machine may ask (Host header, against DNS rebinding), and only this page
may change anything or open a WebSocket (Origin header). Through the LAN door the rules are those of
`lan_rules`. Nothing large comes in but the files of a model, and nothing that the page shows may
come from or go to another place (content security policy). Unexpected errors end here, so that
none reaches a log with the words of a user in it.
"""

from __future__ import annotations

import logging
import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from runtime.failures import log_failure
from runtime.server.door import device_of, door_of
from runtime.server.lan_rules import SAFE_METHODS, admit, changes
from runtime.server.problems import problem_of_status, problem_response

LARGEST_BODY = 64 * 1024
"""Bytes of a request: a prompt of 500 characters needs a fraction of it."""

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})

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

_STREAMED = re.compile(r"/models/uploads/[0-9a-f]{16}/files/[^/]+")
"""The one address that takes more than `LARGEST_BODY`."""

_ANSWERS = frozenset({"http.response.start", "websocket.http.response.start"})
"""Messages with the headers of an answer that a browser shows."""

_log = logging.getLogger(__name__)


class Guard:
    """ASGI middleware around the whole app."""

    def __init__(self, app: ASGIApp, docs: str = "/docs") -> None:
        self._app = app
        self._docs = docs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        started = False

        async def answer(message: Message) -> None:
            nonlocal started
            _stop_revoked(scope)
            started = True
            if message["type"] in _ANSWERS:
                self._add_headers(scope, message)
            await send(message)

        refusal = _refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, answer)
            return
        try:
            whole = receive if is_streamed(scope) else _limited(scope, receive)
            await self._app(scope, whole, answer)
        except Exception as error:
            if is_revoked(scope):
                return  # whatever was under way ends in the middle
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


def _refusal(scope: Scope) -> Response | None:
    """The answer to a request that does not pass, or None for one that does."""
    door = door_of(scope)
    status = refused(scope) if door is None else refused_length(Headers(scope=scope))
    if status is not None:
        return problem_response(problem_of_status(status))
    refusal = None if door is None else admit(scope, door)
    return None if refusal is None else problem_response(refusal.body(), refusal.headers)


def refused(scope: Scope) -> int | None:
    """Status to refuse a request through loopback with, or None to let it pass."""
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if _name(host) not in LOOPBACK_NAMES:
        return 421
    origin = headers.get("origin")
    if origin is not None and changes(scope) and origin.lower() != f"http://{host.lower()}":
        return 403
    return None if is_streamed(scope) else refused_length(headers)


def is_streamed(scope: Scope) -> bool:
    """Whether a request brings a file of a model, whose size `runtime.model_uploads` limits."""
    if scope["type"] != "http" or door_of(scope) is not None:
        return False
    return scope["method"] == "PUT" and _STREAMED.fullmatch(scope["path"]) is not None


def refused_length(headers: Headers) -> int | None:
    """Status to refuse a request with for its length, or None."""
    length = headers.get("content-length", "0")
    if not length.isdecimal():
        return 400
    return 413 if len(length) > 20 or int(length) > LARGEST_BODY else None


def is_revoked(scope: Scope) -> bool:
    """Whether the device that asks was revoked since its token was checked."""
    door, device = door_of(scope), device_of(scope)
    return door is not None and device is not None and not door.devices.has(device.id)


def _stop_revoked(scope: Scope) -> None:
    """Give a revoked device not one byte more; a live session says goodbye by itself."""
    if scope["type"] == "http" and is_revoked(scope):
        raise ConnectionAbortedError


def _name(host: str) -> str:
    """The name of a Host header, without its port and brackets."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _limited(scope: Scope, receive: Receive) -> Receive:
    """Count what comes in without a length, and stop where it is too much.

    What only reads has no body (RFC 9110, section 9.3.1); one that comes all the same is dropped,
    because the answer may have begun by then.
    """
    total = 0
    reads = scope.get("method") in SAFE_METHODS

    async def limited() -> Message:
        nonlocal total
        message = await receive()
        if reads and message.get("body"):
            return {**message, "body": b""}
        total += len(message.get("body", b""))
        if total > LARGEST_BODY:
            raise HTTPException(413)
        return message

    return limited
