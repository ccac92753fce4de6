"""Where Gaitbox keeps and finds things on this machine.

What it writes goes to three folders of the user, as each system has them: data (library, models,
headsets), logs, and cache. Nothing is written beside the program, so that an update or a program
folder that cannot be written to costs nothing.

Windows: ``%LOCALAPPDATA%/Gaitbox``, in it ``Logs`` and ``Cache``. macOS: ``Gaitbox`` in
``~/Library/Application Support``, ``~/Library/Logs`` and ``~/Library/Caches``. Others: ``gaitbox``
in ``~/.local/share``, ``~/.local/state`` and ``~/.cache``, or where the XDG base directories (0.8)
are. With GAITBOX_HOME: that folder, in it ``logs`` and ``cache``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

HOME_VARIABLE = "GAITBOX_HOME"
"""Environment variable that moves everything Gaitbox writes to another folder."""

_PACKAGE = Path(__file__).resolve().parent


def home() -> Path:
    """Folder of everything that is to be kept for this user; not created here."""
    chosen = _chosen()
    if chosen is not None:
        return chosen
    if sys.platform == "win32":
        return _local_app_data() / "Gaitbox"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Gaitbox"
    return _xdg("XDG_DATA_HOME", ".local/share") / "gaitbox"


def logs() -> Path:
    """Folder of the log files; not created here."""
    chosen = _chosen()
    if chosen is not None:
        return chosen / "logs"
    if sys.platform == "win32":
        return _local_app_data() / "Gaitbox" / "Logs"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Logs" / "Gaitbox"
    return _xdg("XDG_STATE_HOME", ".local/state") / "gaitbox"


def cache() -> Path:
    """Folder of what may be lost at any time, temporary files too; not created here."""
    chosen = _chosen()
    if chosen is not None:
        return chosen / "cache"
    if sys.platform == "win32":
        return _local_app_data() / "Gaitbox" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "Gaitbox"
    return _xdg("XDG_CACHE_HOME", ".cache") / "gaitbox"


def earlier_logs() -> Path:
    """Folder of the log files of Gaitbox 0.1 and before."""
    return home() / "logs"


def library_folder() -> Path:
    """Folder of the saved motions."""
    return home() / "library"


def log_file() -> Path:
    """File that the server logs to; it never holds a prompt."""
    return logs() / "server.log"


def temporary() -> Path:
    """Folder of temporary files, one folder in it for each process."""
    return cache() / "tmp"


def default_model() -> Path:
    """Folder of the model that comes with Gaitbox."""
    return _PACKAGE / "models" / "default"


def models_folder() -> Path:
    """Folder of the installed models, one folder each."""
    return home() / "models"


def console() -> Path:
    """Folder of the built console; absent until it is built."""
    return _PACKAGE / "console" / "dist"


def frozen() -> bool:
    """Whether this is the bundle, and not a Python with Gaitbox in it."""
    return bool(getattr(sys, "frozen", False))


def program() -> Path:
    """Folder of the program: the bundle's, or the checkout's."""
    return Path(sys.executable).resolve().parent if frozen() else _PACKAGE.parent


def licences() -> Path:
    """Folder of the licence texts and the list of parts (SBOM); a bundle alone has one."""
    return program() / "licences"


def sbom() -> Path:
    """List of all parts (CycloneDX, JSON); a bundle alone has one."""
    return licences() / "sbom.cdx.json"


def _chosen() -> Path | None:
    chosen = os.environ.get(HOME_VARIABLE)
    return Path(chosen).expanduser().absolute() if chosen else None


def _local_app_data() -> Path:
    local = os.environ.get("LOCALAPPDATA")
    return Path(local) if local else Path.home() / "AppData" / "Local"


def _xdg(variable: str, otherwise: str) -> Path:
    """A base directory; a relative one is to be ignored (XDG 0.8, "Environment variables")."""
    folder = os.environ.get(variable, "")
    return Path(folder) if os.path.isabs(folder) else Path.home() / otherwise
