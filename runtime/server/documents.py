"""What the server says about motions and jobs, as JSON data."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any

from retarget.errors import NotFound
from runtime.exports import READY, Exports
from runtime.jobs import DONE, Job
from runtime.library import Entry, Library
from runtime.motion import FILES
from runtime.server.problems import problem_of

FILE_KINDS = (*FILES, "csv")
"""Last part of the address of a file; csv is a table of the report."""


def motion_document(entry: Entry, exports: Exports) -> dict[str, Any]:
    """A motion: its report, where its files are, and which of them are there."""
    address = f"/motions/{entry.id}"
    links = {kind: f"{address}/files/{kind}" for kind in FILE_KINDS}
    files = dict.fromkeys(FILE_KINDS, READY) | exports.states(entry)
    document = {
        "id": entry.id,
        "created": entry.created_text,
        **entry.report,
        "links": {"self": address, **links, "download_fbx": f"/download_fbx?id={entry.id}"},
        "files": files,
    }
    problem = exports.problem(entry.id)
    if problem is not None:
        document["files_problem"] = problem_of(problem)
    return document


def brief_document(entry: Entry, exports: Exports) -> dict[str, Any]:
    """A motion for a list: without its joint curves, which are most of a report."""
    document = motion_document(entry, exports)
    document.pop("curves", None)
    return document


def motion_documents(
    motions: Sequence[str], library: Library, exports: Exports
) -> list[dict[str, Any]]:
    """Motions by their ids; those that were deleted are left out."""
    documents = []
    for motion in motions:
        with contextlib.suppress(NotFound):
            documents.append(motion_document(library.get(motion), exports))
    return documents


def job_document(job: Job, library: Library, exports: Exports) -> dict[str, Any]:
    """A job: its state, its progress, and its motions or its problem at the end."""
    address = f"/jobs/{job.id}"
    document: dict[str, Any] = {
        "id": job.id,
        "state": job.state,
        "progress": job.step.to_dict(),
        "links": {"self": address, "events": f"{address}/events"},
    }
    if job.state == DONE:
        document["motions"] = motion_documents(job.result.result(), library, exports)
    problem = job.problem
    if problem is not None:
        document["problem"] = problem_of(problem)
    return document
