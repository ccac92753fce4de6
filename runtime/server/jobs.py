"""Addresses of jobs: their state, and their events as they happen."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent

from runtime.jobs import DONE, Job
from runtime.server.documents import job_document
from runtime.server.motions import Parts

router = APIRouter(tags=["jobs"])


def find_job(parts: Parts, job_id: str) -> Job:
    """The job of an address."""
    return parts.jobs.get(job_id)


Found = Annotated[Job, Depends(find_job)]


@router.get("/jobs/{job_id}", summary="State of a job")
def read_job(parts: Parts, job: Found) -> JSONResponse:
    """State, progress, and at the end the motions or the problem."""
    return JSONResponse(job_document(job, parts.library, parts.exports))


@router.delete("/jobs/{job_id}", summary="Cancel a job", status_code=202)
def cancel_job(parts: Parts, job_id: str) -> JSONResponse:
    """The job stops at its next step."""
    job = parts.jobs.cancel(job_id)
    return JSONResponse(job_document(job, parts.library, parts.exports), 202)


@router.get(
    "/jobs/{job_id}/events",
    summary="Events of a job",
    response_class=EventSourceResponse,
)
async def job_events(parts: Parts, job: Found) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events: `progress` as it goes, then `done` or `failed`."""
    loop = asyncio.get_running_loop()
    changed = asyncio.Event()

    def wake(_: Job) -> None:
        with contextlib.suppress(RuntimeError):  # the server has stopped
            loop.call_soon_threadsafe(changed.set)

    leave = job.listen(wake)
    try:
        while True:
            changed.clear()  # before the look at the state, so that no change is missed
            if job.finished:
                break
            yield ServerSentEvent(event="progress", data=job.step.to_dict())
            await changed.wait()
        document = await asyncio.to_thread(job_document, job, parts.library, parts.exports)
        if job.state == DONE:
            yield ServerSentEvent(event="done", data={"motions": document["motions"]})
        else:
            yield ServerSentEvent(event="failed", data=document["problem"])
    finally:
        leave()
