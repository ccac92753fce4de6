"""Errors as problem details (RFC 9457), each with a sentence a therapist understands."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from retarget.errors import (
    BadInput,
    GaitboxError,
    ModelError,
    NotFound,
    StorageError,
    WorkerError,
)
from runtime.jobs import Busy, Cancelled

MEDIA_TYPE = "application/problem+json"

NO_SUCH_TYPE = "about:blank"
"""RFC 9457, section 4.2.1: a problem that says no more than its status and its words."""

_STATUS: tuple[tuple[type[GaitboxError], HTTPStatus, str], ...] = (
    (BadInput, HTTPStatus.UNPROCESSABLE_ENTITY, "This request cannot be met"),
    (NotFound, HTTPStatus.NOT_FOUND, "Not found"),
    (Busy, HTTPStatus.SERVICE_UNAVAILABLE, "Gaitbox is busy"),
    (Cancelled, HTTPStatus.CONFLICT, "Cancelled"),
    (ModelError, HTTPStatus.SERVICE_UNAVAILABLE, "The model cannot be used"),
    (StorageError, HTTPStatus.INSUFFICIENT_STORAGE, "The result cannot be saved"),
    (WorkerError, HTTPStatus.INTERNAL_SERVER_ERROR, "The avatar could not be exported"),
)

_SENTENCES = {
    400: ("The request could not be read.", "Send JSON such as that on the page /docs."),
    403: (
        "This request came from another site.",
        "Open Gaitbox in the browser at its own address.",
    ),
    404: ("There is nothing at this address.", "See /docs for what there is."),
    405: ("This address does not do that.", "See /docs for what it does."),
    413: ("The request is too large.", "Send one sentence of at most 500 characters."),
    415: ("The request must be JSON.", "Send it with Content-Type: application/json."),
    421: ("This address is not one of this Gaitbox.", "Use 127.0.0.1 or localhost."),
    500: ("Something went wrong inside Gaitbox.", "Try again; the library is safe."),
    504: ("The answer takes too long.", "Try again in a minute; the library is safe."),
}


def problem_of(error: GaitboxError) -> dict[str, Any]:
    """An error of Gaitbox as problem details."""
    for kind, status, title in _STATUS:
        if isinstance(error, kind):
            return problem(status, title, error.sentence, error.remedy)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return problem(status, "Something went wrong", error.sentence, error.remedy)


def problem_of_status(status: int) -> dict[str, Any]:
    """A bare status as problem details."""
    phrase = HTTPStatus(status).phrase
    sentence, remedy = _SENTENCES.get(status, (f"{phrase}.", ""))
    return problem(HTTPStatus(status), phrase, sentence, remedy)


def problem(status: HTTPStatus, title: str, detail: str, remedy: str) -> dict[str, Any]:
    """The members of RFC 9457, and ``remedy``."""
    return {
        "type": NO_SUCH_TYPE,
        "title": title,
        "status": int(status),
        "detail": detail,
        "remedy": remedy,
    }


def problem_response(body: dict[str, Any], headers: dict[str, str] | None = None) -> JSONResponse:
    """A response for problem details."""
    return JSONResponse(body, body["status"], headers, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Have every error of ``app`` answered as problem details."""
    from fastapi.exceptions import RequestValidationError

    @app.exception_handler(GaitboxError)
    async def _gaitbox(request: Request, error: GaitboxError) -> JSONResponse:
        return problem_response(problem_of(error))

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        return problem_response(problem_of(BadInput(_first_sentence(error))))

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        headers = dict(error.headers) if error.headers else None
        return problem_response(problem_of_status(error.status_code), headers)


def _first_sentence(error: Any) -> str:
    """Which parameter is wrong, without repeating what was sent."""
    first: dict[str, Any] = next(iter(error.errors()), {})
    name = next((str(part) for part in reversed(first.get("loc", ())) if isinstance(part, str)), "")
    if first.get("type") == "missing":
        return f"The parameter {name} is missing."
    return f"The parameter {name} has a value that is not possible."
