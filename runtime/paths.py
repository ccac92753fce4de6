"""Where Gaitbox keeps and finds things on this machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path

HOME_VARIABLE = "GAITBOX_HOME"
"""Environment variable that moves everything Gaitbox writes to another folder."""

_PACKAGE = Path(__file__).resolve().parent


def home() -> Path:
    """Folder of everything Gaitbox writes for this user; not created here.

    ``GAITBOX_HOME`` wins; otherwise the user data folder of the system: Microsoft's
    ``LOCALAPPDATA``, Apple's ``Application Support``, or the XDG base directory.
    """
    chosen = os.environ.get(HOME_VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "Gaitbox"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Gaitbox"
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "gaitbox"


def library_folder() -> Path:
    """Folder of the saved motions."""
    return home() / "library"


def log_file() -> Path:
    """File that the server logs to; it never holds a prompt."""
    return home() / "logs" / "server.log"


def default_model() -> Path:
    """Folder of the model that comes with Gaitbox."""
    return _PACKAGE / "models" / "default"


def models_folder() -> Path:
    """Folder of the installed models, one folder each."""
    return home() / "models"


def console() -> Path:
    """Folder of the built console; absent until it is built."""
    return _PACKAGE / "console" / "dist"
