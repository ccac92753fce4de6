"""The avatar's arrays, for a checkout that came without them.

Making them takes torch, which has no place in ``.venv``: it happens in an environment of its own
that is thrown away.
"""

from __future__ import annotations

from dataclasses import replace

from installer import environment, packages, tool
from installer.checkout import Checkout
from installer.progress import Progress

_VENV_NAME = ".venv-avatar"


def is_missing(checkout: Checkout) -> bool:
    """Whether the arrays have to be made."""
    maker = checkout.root / "export_onnx" / "avatar.py"
    return maker.exists() and not checkout.avatar_data.exists()


def make_command(checkout: Checkout) -> list[str]:
    """The command line that makes the arrays, in the environment of ``checkout``."""
    return [str(checkout.python), "-m", "export_onnx", "avatar"]


def make(checkout: Checkout, progress: Progress) -> None:
    """Make the arrays (several minutes).

    Raises:
        SetupProblem: the packages could not be installed, or the making failed.
    """

    def hear(line: str) -> bool:
        progress.note(line)
        return True

    aside = replace(checkout, venv_name=_VENV_NAME)
    packages.check_space(checkout, frozenset({"avatar"}))
    try:
        environment.make(aside, progress)
        pip = [str(aside.python), "-m", "pip", "install", "--constraint"]
        wanted = packages.requirements_of(checkout, "avatar")
        listener = packages.PipListener(progress.note)
        failed = "pip could not install what makes the avatar."
        command = [*pip, "installer/constraints.txt", *wanted]
        tool.use(command, checkout.log, checkout.root, failed, listener)
        failed = "The avatar's data could not be made."
        tool.use(make_command(aside), checkout.log, checkout.root, failed, hear)
    finally:
        environment.remove(aside.venv)
