"""The page at ``/``: the built console, or a word on how to build it."""

from __future__ import annotations

from pathlib import Path

from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from runtime.report import TEACHING_AID

FOREVER = "public, max-age=31536000, immutable"
"""The build names the files in ``assets/`` by their content."""

_NOT_BUILT = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gaitbox</title>
</head>
<body>
<h1>Gaitbox is running; its page is not built yet</h1>
<p>In the folder of Gaitbox, run <code>python3 -m installer run</code>: it builds the page and
starts Gaitbox again. The <a href="/docs">HTTP interface</a> works meanwhile.</p>
<p>{TEACHING_AID}</p>
</body>
</html>
"""


class Console:
    """ASGI app for everything that is not an address of the interface."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = StaticFiles(directory=folder, html=True, check_dir=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a file of the console.

        Raises:
            HTTPException: 404 for what is not there.
        """
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(404)
        response = await self._answer(scope)
        await response(scope, receive, send)

    async def _answer(self, scope: Scope) -> Response:
        if (self._folder / "index.html").is_file():
            response = await self._files.get_response(self._files.get_path(scope), scope)
            hashed = scope["path"].startswith("/assets/")
            response.headers["Cache-Control"] = FOREVER if hashed else "no-cache"
            return response
        if scope["path"] == "/":
            return HTMLResponse(_NOT_BUILT)
        raise HTTPException(404)
