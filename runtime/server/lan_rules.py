"""Who may do what through the LAN door; see PROTOCOL.md."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from starlette.datastructures import Headers
from starlette.types import Scope

from runtime.devices import Device, Devices
from runtime.server.door import DEVICE, LanDoor
from runtime.server.problems import problem

COOKIE = "gaitbox_device"
"""Cookie that holds a browser's token."""

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_READ = frozenset({"GET", "HEAD"})

_PAGE = frozenset({"/", "/index.html", "/favicon.svg", "/health"})
"""Addresses that anyone may read: the page has to come up before it can pair."""

_PAGE_FILE = re.compile(r"/assets/[\w-][\w.-]*", re.ASCII)
"""Further files of the page; no path in it leads elsewhere."""

_PAIRING = frozenset({"/pair/start", "/pair/finish"})

_ME = "/devices/me"

_LAPTOP_ONLY = frozenset({"headset", "devices", "diagnostics", "end"})
"""First parts of the addresses that are the laptop's own."""

_BEARER = re.compile(r"bearer +(\S+) *", re.IGNORECASE)
"""RFC 6750, section 2.1; the scheme in any case (RFC 9110, section 11.1)."""


@dataclass(frozen=True)
class Refusal:
    """Why a request does not pass."""

    status: HTTPStatus
    detail: str
    remedy: str
    headers: dict[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """As problem details."""
        return problem(self.status, self.status.phrase, self.detail, self.remedy)


NOT_HERE = Refusal(
    HTTPStatus.MISDIRECTED_REQUEST,
    "This address is not one of this Gaitbox.",
    "Use the address that the laptop shows under Headset mode.",
)
OTHER_SITE = Refusal(
    HTTPStatus.FORBIDDEN,
    "This request came from another site.",
    "Open Gaitbox at the address that the laptop shows.",
)
NOT_PAIRED = Refusal(
    HTTPStatus.UNAUTHORIZED,
    "This headset is not paired with the laptop.",
    "Have the laptop show a pairing code, and pair the headset with it.",
    {"WWW-Authenticate": 'Bearer realm="Gaitbox"'},
)
LAPTOP_ONLY = Refusal(
    HTTPStatus.FORBIDDEN,
    "Only the laptop itself may do this.",
    "Do it in Gaitbox on the laptop.",
)


def admit(scope: Scope, door: LanDoor) -> Refusal | None:
    """Let a request through the LAN door, or say why not.

    Whoever shows the token of a device is noted in the scope.
    """
    headers = Headers(scope=scope)
    host = headers.get("host", "").lower()
    if host not in door.hosts():
        return NOT_HERE
    origin = headers.get("origin")
    if origin is not None and changes(scope) and origin.lower() != f"https://{host}":
        return OTHER_SITE
    device = device_of_request(headers, door.devices)
    if device is None:
        return None if is_public(scope) else NOT_PAIRED
    if is_laptops(scope):
        return LAPTOP_ONLY
    door.devices.seen(device.id)
    scope[DEVICE] = device
    return None


def device_of_request(headers: Headers, devices: Devices) -> Device | None:
    """The device whose token a request shows; a header counts before a cookie."""
    authorization = headers.get("authorization")
    if authorization is not None:
        given = _BEARER.fullmatch(authorization)
        return None if given is None else devices.of_token(given[1])
    for token in _cookies(headers):
        device = devices.of_token(token)
        if device is not None:
            return device
    return None


def is_public(scope: Scope) -> bool:
    """Whether no token is needed."""
    if scope["type"] != "http":
        return False
    path, method = scope["path"], scope["method"]
    if method in _READ:
        return path in _PAGE or _PAGE_FILE.fullmatch(path) is not None
    return method == "POST" and path in _PAIRING


def is_laptops(scope: Scope) -> bool:
    """Whether no headset may do this, paired or not."""
    path, method = scope["path"], scope.get("method", "GET")
    if method == "DELETE":
        return True
    if path == _ME and method in _READ:
        return False
    first = path.strip("/").partition("/")[0]
    return first in _LAPTOP_ONLY or (first == "models" and method not in _READ)


def changes(scope: Scope) -> bool:
    """Whether the page that sends this must be Gaitbox's own; a WebSocket knows no CORS."""
    return scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS


def _cookies(headers: Headers) -> list[str]:
    """Values of every cookie of that name; a few at most."""
    pairs = ";".join(headers.getlist("cookie")).split(";")[:100]
    named = (pair.partition("=") for pair in pairs)
    return [value.strip() for name, _, value in named if name.strip() == COOKIE][:4]
