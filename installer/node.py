"""npm, run by the Node.js that pip installed into ``.venv``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from installer import digest, shell, tool
from installer.checkout import Checkout
from installer.progress import Progress

_STAMP = ".gaitbox-installed"


def npm_command(checkout: Checkout, *words: str) -> list[str]:
    """The command line of ``npm words...``."""
    return [str(checkout.node), str(checkout.npm), *words]


def npm_environment(
    checkout: Checkout, environment: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Variables for npm: its scripts find the same Node.js first, and it asks for no news."""
    variables = shell.clean_environment(environment)
    path = variables.get("PATH", "")
    separator = ";" if checkout.windows else ":"
    variables["PATH"] = separator.join(filter(None, [str(checkout.node_folder), path]))
    variables["npm_config_update_notifier"] = "false"
    return variables


def npm(checkout: Checkout, folder: Path, progress: Progress, otherwise: str, *words: str) -> None:
    """Run ``npm words...`` in ``folder``.

    Raises:
        SetupProblem: it failed; ``otherwise`` is the sentence unless the cause is known.
    """

    def hear(line: str) -> bool:
        progress.note(line)
        return True

    environment = npm_environment(checkout)
    command = npm_command(checkout, *words)
    tool.use(command, checkout.log, folder, otherwise, hear, environment)


def projects(checkout: Checkout) -> list[Path]:
    """Folders of tests that bring npm packages of their own."""
    found = []
    for place, folders, files in os.walk(checkout.root / "tests"):
        folders[:] = sorted(set(folders) - {"node_modules"})
        if "package.json" in files and "package-lock.json" in files:
            found.append(Path(place))
    return found


def modules_are_missing(folder: Path) -> bool:
    """Whether ``folder`` lacks the packages that its package-lock.json names."""
    stamp = folder / "node_modules" / _STAMP
    return not digest.matches(stamp, digest.of_files([folder / "package-lock.json"]))


def install_modules(checkout: Checkout, folder: Path, progress: Progress) -> None:
    """Install what ``folder``'s package-lock.json names, exactly.

    Raises:
        SetupProblem: npm failed.
    """
    where = folder.relative_to(checkout.root).as_posix()
    npm(checkout, folder, progress, f"npm could not install the packages of {where}.", "ci")
    stamp = folder / "node_modules" / _STAMP
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(digest.of_files([folder / "package-lock.json"]), encoding="ascii")
