"""The one family of errors that Gaitbox shows to a user."""

from __future__ import annotations


class GaitboxError(Exception):
    """Base of every error a user may meet.

    Args:
        sentence: what happened, in one sentence a therapist understands.
        remedy: what to do about it, in one sentence; may be empty.
    """

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()


class BadInput(GaitboxError):
    """The request cannot be met as it was written (CLI exit 2, HTTP 4xx)."""


class NotFound(GaitboxError):
    """No such motion, file or job (CLI exit 2, HTTP 404)."""


class ModelError(GaitboxError):
    """A model folder is missing, incomplete or has the wrong hash (CLI exit 2)."""


class WorkerError(GaitboxError):
    """The Blender child process failed, twice, to do its job."""


class StorageError(GaitboxError):
    """A result could not be written: no space, no permission, no folder."""
