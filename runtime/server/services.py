"""The parts of a running server, started and stopped together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from retarget.worker import BlenderWorker
from runtime import paths
from runtime.exports import Exports
from runtime.jobs import Jobs
from runtime.library import Library
from runtime.pipeline import Pipeline


@dataclass(frozen=True)
class Services:
    """Pipeline, library, Blender process and queues of one server."""

    pipeline: Pipeline
    library: Library
    worker: BlenderWorker
    exports: Exports
    jobs: Jobs

    @classmethod
    def open(
        cls,
        model_dir: Path | None = None,
        library: Path | None = None,
        *,
        provider: str | None = None,
        avatar: str | None = None,
    ) -> Services:
        """Build the parts; nothing heavy happens before `start`.

        Raises:
            StorageError: the library's folder cannot be used.
        """
        shelf = Library(library or paths.library_folder())
        pipeline = Pipeline(model_dir, provider=provider, avatar=avatar)
        worker = BlenderWorker()
        exports = Exports(shelf, worker)
        return cls(pipeline, shelf, worker, exports, Jobs(pipeline, shelf, exports))

    def start(self) -> None:
        """Warm the model and the Blender process in the background."""
        self.pipeline.start()
        self.worker.start()

    def close(self) -> None:
        """Stop the jobs and the Blender process, and close the library."""
        self.jobs.close()
        self.exports.close()
        self.pipeline.close()
        self.worker.close()
        self.library.close()
