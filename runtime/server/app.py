"""The web application around the services."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI

import runtime
from runtime import paths
from runtime.about import LICENCE
from runtime.report import TEACHING_AID
from runtime.server import (
    diagnostics,
    docs,
    edits,
    jobs,
    maintenance,
    models,
    motions,
    problems,
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
        services.start()
        yield
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
    for part in (motions, edits, jobs, system, models, maintenance, diagnostics, docs):
        app.include_router(part.router)
    app.router.default = Console(console or paths.console())
    app.add_middleware(Guard)
    return app
