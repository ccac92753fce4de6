"""The web application around the services."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from fastapi import FastAPI

import runtime
from runtime import paths
from runtime.about import LICENCE
from runtime.report import TEACHING_AID
from runtime.server import (
    devices,
    diagnostics,
    docs,
    edits,
    ending,
    headset,
    jobs,
    maintenance,
    models,
    motions,
    pairing,
    problems,
    session,
    system,
)
from runtime.server.console import Console
from runtime.server.guard import Guard
from runtime.server.services import Services


def create_app(services: Services, console: Path | None = None) -> FastAPI:
    """The application; its start warms the services, its end closes them.

    Args:
        services: the parts; owned by the application from here on.
        console: folder of the built page; None takes the one that comes with Gaitbox.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        services.devices.on_revoke(
            lambda device: loop.call_soon_threadsafe(services.session.revoke, device.id)
        )
        services.start()
        services.headset.start(app, partial(session.farewell, services.session, "follow"))
        yield
        await services.headset.close()
        await asyncio.to_thread(services.close)

    app = FastAPI(
        title="Gaitbox",
        version=runtime.__version__,
        description=f"From a sentence to an animated walk. {TEACHING_AID}",
        license_info={"name": LICENCE},
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.services = services
    problems.install(app)
    for part in (
        *(motions, edits, jobs, models, session, headset, pairing, devices),
        *(system, maintenance, diagnostics, ending, docs),
    ):
        app.include_router(part.router)
    app.router.default = Console(console or paths.console())
    app.add_middleware(Guard)
    return app
