"""The parts of a running server, started and stopped together."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from retarget.worker import BlenderWorker
from runtime import paths
from runtime.devices import Devices
from runtime.ending import Ending
from runtime.exports import Exports
from runtime.headset import HeadsetMode, HeadsetSettings
from runtime.identity import Identity
from runtime.jobs import Jobs
from runtime.library import Library
from runtime.model_checks import ModelChecks
from runtime.model_pool import Models
from runtime.model_uploads import Uploads
from runtime.pairing import Pairing
from runtime.pipeline import Pipeline
from runtime.self_check import SelfCheck
from runtime.session import Session


@dataclass(frozen=True)
class Services:
    """Models, library, Blender process and queues of one server.

    ``pipeline`` is the one of the served model, ``models`` has those of all.
    """

    pipeline: Pipeline
    models: Models
    library: Library
    worker: BlenderWorker
    exports: Exports
    jobs: Jobs
    identity: Identity
    session: Session
    devices: Devices
    pairing: Pairing
    headset: HeadsetMode
    checks: SelfCheck = field(default_factory=SelfCheck)
    model_checks: ModelChecks = field(default_factory=ModelChecks)
    uploads: Uploads = field(default_factory=Uploads)
    ending: Ending = field(default_factory=Ending)

    @classmethod
    def open(
        cls,
        model_dir: Path | None = None,
        library: Path | None = None,
        *,
        provider: str | None = None,
        avatar: str | None = None,
        headset: HeadsetSettings | None = None,
    ) -> Services:
        """Build the parts; nothing heavy happens before `start`.

        Raises:
            StorageError: the library's folder cannot be used.
        """
        shelf = Library(library or paths.library_folder())
        pipeline = Pipeline(model_dir, provider=provider, avatar=avatar)
        models = Models(pipeline, partial(Pipeline, provider=provider, avatar=avatar))
        worker = BlenderWorker()
        exports = Exports(shelf, worker)
        jobs = Jobs(models, shelf, exports)
        folder, settings = paths.home() / "headset", headset or HeadsetSettings()
        identity = Identity.load(folder, settings.name)
        session = Session(identity)
        devices = Devices(folder / "devices.json")
        mode = HeadsetMode(identity, devices, folder, settings)
        pairing = Pairing(devices, mode.fingerprint)
        return cls(
            *(pipeline, models, shelf, worker, exports, jobs),
            *(identity, session, devices, pairing, mode),
        )

    def start(self) -> None:
        """Warm the model and the Blender process in the background."""
        self.uploads.sweep()
        self.pipeline.start()
        self.worker.start()

    def close(self) -> None:
        """Stop the jobs and the Blender process, and close the library."""
        self.checks.stop()
        self.uploads.close()
        self.jobs.close()
        self.exports.close()
        self.models.close()
        self.pipeline.close()
        self.worker.close()
        self.devices.close()
        self.library.close()
